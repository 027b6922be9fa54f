//! Files that are read: regular ones, whole, within bounds. And who may read what is written.

use crate::FolderError;
use jrp_core::snapshot::Audience;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The whole of a file or pipe that somebody named; devices have no end.
pub fn read(path: &Path) -> Result<Vec<u8>, FolderError> {
    #[cfg(unix)]
    if fs::metadata(path).is_ok_and(|about| std::os::unix::fs::FileTypeExt::is_fifo(&about.file_type())) {
        return fs::read(path).map_err(|source| unreadable(path, source));
    }
    read_within(path, u64::MAX)
}

/// The whole of a regular file that has no more than so many bytes.
pub fn read_within(path: &Path, most: u64) -> Result<Vec<u8>, FolderError> {
    let (file, length) = regular(path)?;
    if length > most {
        let path = path.to_owned();
        return Err(FolderError::TooLarge { path, most });
    }
    let mut bytes = Vec::new();
    let failed = |source| unreadable(path, source);
    // A file that grows meanwhile is not followed.
    file.take(length).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// A regular file, opened for reading, and its length: devices and pipes have no end.
pub fn regular(path: &Path) -> Result<(File, u64), FolderError> {
    let check = |about: &fs::Metadata| match about.is_file() {
        _ if about.is_dir() => Err(unreadable(path, io::ErrorKind::IsADirectory.into())),
        false => Err(FolderError::NotRegular {
            path: path.to_owned(),
        }),
        true => Ok(()),
    };
    let failed = |source| unreadable(path, source);
    // Asked before it is opened too: opening a pipe waits for whoever writes to it.
    check(&fs::metadata(path).map_err(failed)?)?;
    let file = File::open(path).map_err(failed)?;
    let about = file.metadata().map_err(failed)?;
    check(&about)?;
    Ok((file, about.len()))
}

/// Opens a file for reading.
pub fn open(path: &Path) -> Result<File, FolderError> {
    let file = File::open(path).map_err(|source| unreadable(path, source))?;
    if file.metadata().is_ok_and(|about| about.is_dir()) {
        return Err(unreadable(path, io::ErrorKind::IsADirectory.into()));
    }
    Ok(file)
}

/// Who may read a file that is written, whatever the umask allows beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody: it is for the public
    Everybody,
    /// Owner and group: it is for authorities, or tells of single subjects
    Group,
}

impl Access {
    /// That of a snapshot for this audience.
    pub fn of(audience: Audience) -> Self {
        match audience {
            Audience::Public => Self::Everybody,
            Audience::Government => Self::Group,
        }
    }

    /// The bits that the umask takes from.
    pub fn mode(self) -> u32 {
        match self {
            Self::Everybody => 0o666,
            Self::Group => 0o640,
        }
    }
}

/// An error of reading, with the file's name.
pub fn unreadable(path: &Path, source: io::Error) -> FolderError {
    FolderError::Read {
        path: path.to_owned(),
        source,
    }
}

/// An error of writing, with the file's name.
pub fn unwritable(path: &Path, source: io::Error) -> FolderError {
    FolderError::Write {
        path: path.to_owned(),
        source,
    }
}
