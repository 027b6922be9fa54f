//! Profiles as the command names them: built in, or files.

use crate::error::CliError;
use crate::files;
use jrp_intake::Profile;
use std::path::Path;

/// Reads every profile. What has an ending or a separator is a file.
pub(super) fn read(named: &[String]) -> Result<Vec<Profile>, CliError> {
    let read = |name: &String| {
        let path = Path::new(name);
        let is_file = path.extension().is_some() || path.components().count() > 1;
        match is_file {
            true => Ok(Profile::parse(
                &files::Shown(path).to_string(),
                &files::read_text(path, "save the profile as UTF-8")?,
            )?),
            false => Ok(Profile::named(name)?),
        }
    };
    named.iter().map(read).collect()
}
