//! Files: read whole, written whole or not at all.

use crate::error::CliError;
use core::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A path in a message.
pub(crate) struct Shown<'a>(pub(crate) &'a Path);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.display().fmt(f)
    }
}

/// The whole file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    fs::read(path).map_err(|source| unreadable(path, source))
}

/// The whole file as text.
pub(crate) fn read_text(path: &Path, remedy: &'static str) -> Result<String, CliError> {
    String::from_utf8(read(path)?).map_err(|error| CliError::NotText {
        path: path.to_owned(),
        offset: error.utf8_error().valid_up_to(),
        remedy,
    })
}

/// Opens a file for reading.
pub(crate) fn open(path: &Path) -> Result<File, CliError> {
    let file = File::open(path).map_err(|source| unreadable(path, source))?;
    if file.metadata().is_ok_and(|about| about.is_dir()) {
        return Err(unreadable(path, io::ErrorKind::IsADirectory.into()));
    }
    Ok(file)
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

pub(crate) fn unreadable(path: &Path, source: io::Error) -> CliError {
    CliError::Read {
        path: path.to_owned(),
        source,
    }
}

/// A file being written beside its target, which takes its place in one step. Dropped, it leaves nothing behind.
pub(crate) struct Staged {
    path: PathBuf,
    target: PathBuf,
    file: NamedTempFile,
}

impl Staged {
    /// Begins a file that will be `path`; a wrong folder shows here, before the work is done.
    pub(crate) fn create(path: &Path) -> Result<Self, CliError> {
        // Through a link, so that the link stays.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if fs::metadata(&target).is_ok_and(|about| !about.is_file()) {
            return Err(CliError::NotAFile {
                path: path.to_owned(),
            });
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".jrp-").suffix(".part");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder(&target)).map_err(|source| {
            // The system names the temporary file, which nobody knows.
            let source = source.raw_os_error().map_or(source, io::Error::from_raw_os_error);
            unwritable(path, source)
        })?;
        Ok(Self {
            path: path.to_owned(),
            target,
            file,
        })
    }

    /// Where to write.
    pub(crate) fn file(&mut self) -> &mut File {
        self.file.as_file_mut()
    }

    /// Writes all of it.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), CliError> {
        let written = self.file().write_all(bytes);
        written.map_err(|source| unwritable(&self.path, source))
    }

    /// An error while writing, with the name of the file.
    pub(crate) fn failed(&self, source: io::Error) -> CliError {
        unwritable(&self.path, source)
    }

    /// Sees the bytes to the disk, then puts the file in its place.
    pub(crate) fn publish(self) -> Result<(), CliError> {
        let Self { path, target, file } = self;
        file.as_file()
            .sync_all()
            .and_then(|()| file.persist(&target).map_err(|error| error.error))
            .map_err(|source| unwritable(&path, source))?;
        // The file is whole whether or not the folder's entry has reached the disk.
        #[cfg(unix)]
        let _ = File::open(folder(&target)).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

fn folder(target: &Path) -> &Path {
    match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// An error of writing, with the file's name.
pub(crate) fn unwritable(path: &Path, source: io::Error) -> CliError {
    CliError::Write {
        path: path.to_owned(),
        source,
    }
}
