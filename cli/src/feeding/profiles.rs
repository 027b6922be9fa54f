//! Profiles as the command names them: built in, or files.

use crate::error::CliError;
use crate::files;
use jrp_folder::office::WrittenProfile;
use jrp_intake::Profile;
use std::path::Path;

/// Reads every profile.
pub(crate) fn read(named: &[String]) -> Result<Vec<Profile>, CliError> {
    let read = |name: &String| {
        let written = written(name)?;
        Ok(Profile::parse(&written.name, &written.text)?)
    };
    named.iter().map(read).collect()
}

/// A profile as it is written. What has an ending or a separator is a file.
pub(crate) fn written(name: &str) -> Result<WrittenProfile, CliError> {
    let path = Path::new(name);
    let is_file = path.extension().is_some() || path.components().count() > 1;
    Ok(match is_file {
        true => WrittenProfile {
            name: files::Shown(path).to_string(),
            text: files::read_text(path, "save the profile as UTF-8")?,
        },
        false => WrittenProfile {
            name: name.to_owned(),
            text: Profile::text_named(name)?.to_owned(),
        },
    })
}
