//! Files that the command line names.

use crate::error::CliError;
use core::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

pub(crate) use jrp_folder::Draft;
pub(crate) use jrp_folder::files::{Access, create_folder};

/// A path in a message.
pub(crate) struct Shown<'a>(pub(crate) &'a Path);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.display().fmt(f)
    }
}

/// The whole of a file that somebody named.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    Ok(jrp_folder::files::read_given(path)?)
}

/// Opens a file that somebody named.
pub(crate) fn open(path: &Path) -> Result<File, CliError> {
    Ok(jrp_folder::files::open_given(path)?)
}

/// Most bytes of a key, a trust file, or a table of a policy pack.
const TEXT_MOST: u64 = 4 << 20;

/// The whole file as text.
pub(crate) fn read_text(path: &Path, remedy: &'static str) -> Result<String, CliError> {
    // Keys may come through a pipe.
    let mut bytes = Vec::new();
    open(path)?
        .take(TEXT_MOST + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| unreadable(path, source))?;
    if bytes.len() as u64 > TEXT_MOST {
        return Err(CliError::Folder(jrp_folder::FolderError::TooLarge {
            path: path.to_owned(),
            most: TEXT_MOST,
        }));
    }
    text_of(path, bytes, remedy)
}

/// The same of a file that was found in a folder, where nobody named a pipe.
pub(crate) fn read_found_text(path: &Path, remedy: &'static str) -> Result<String, CliError> {
    text_of(path, jrp_folder::files::read_within(path, TEXT_MOST)?, remedy)
}

fn text_of(path: &Path, bytes: Vec<u8>, remedy: &'static str) -> Result<String, CliError> {
    String::from_utf8(bytes).map_err(|error| CliError::NotText {
        path: path.to_owned(),
        offset: error.utf8_error().valid_up_to(),
        remedy,
    })
}

/// Writes a whole file.
pub(crate) fn write(path: &Path, bytes: &[u8], access: Access) -> Result<(), CliError> {
    let mut draft = Draft::create(path, access)?;
    draft.append(bytes)?;
    Ok(draft.finish()?)
}

/// Refuses a command line that would write over what it reads, or write two things to one file.
pub(crate) fn keep_apart(outputs: &[(&str, &Path)], inputs: &[&Path]) -> Result<(), CliError> {
    // A file that is not there yet is itself.
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    for (at, (flag, output)) in outputs.iter().enumerate() {
        let same = |path: &&Path| real(path) == real(output);
        let others = outputs.iter().take(at).map(|(_, other)| *other);
        if others.chain(inputs.iter().copied()).any(|path| same(&path)) {
            return Err(CliError::Usage(format!(
                "{}: {flag} would overwrite another file of this command; name another one",
                Shown(output)
            )));
        }
    }
    Ok(())
}

/// An error of reading, with the file's name.
pub(crate) fn unreadable(path: &Path, source: io::Error) -> CliError {
    jrp_folder::files::unreadable(path, source).into()
}

/// An error of writing, with the file's name.
pub(crate) fn unwritable(path: &Path, source: io::Error) -> CliError {
    jrp_folder::files::unwritable(path, source).into()
}
