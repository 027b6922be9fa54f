//! Files that are read: regular ones, whole, within bounds. And who may read what is written.

use crate::FolderError;
use jrp_core::snapshot::Audience;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The whole of a regular file.
pub fn read(path: &Path) -> Result<Vec<u8>, FolderError> {
    read_within(path, u64::MAX)
}

/// The whole of a file that was named on a command line, where a pipe may be handed in as its place.
pub fn read_given(path: &Path) -> Result<Vec<u8>, FolderError> {
    let mut bytes = Vec::new();
    let failed = |source| unreadable(path, source);
    open_given(path)?.read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// Opens a file that was named on a command line. Of all that is not a regular file only a pipe is read that this process was
/// handed open, as `/dev/stdin` and `<(…)` are: a pipe that lies in a folder may wait for ever for whoever writes to it.
pub fn open_given(path: &Path) -> Result<File, FolderError> {
    let is_pipe = || kind_of(&fs::metadata(path).ok()?).filter(|kind| *kind == PIPE);
    match is_handed(path) && is_pipe().is_some() {
        true => File::open(path).map_err(|source| unreadable(path, source)),
        false => regular(path).map(|(file, _)| file),
    }
}

/// Whether a path names a file by the number under which this process has it open.
fn is_handed(path: &Path) -> bool {
    let is_of = |folder: &str| path.parent() == Some(Path::new(folder));
    path == Path::new("/dev/stdin") || is_of("/dev/fd") || is_of("/proc/self/fd")
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
    let check = |about: &fs::Metadata| match kind_of(about) {
        None => Ok(()),
        Some(FOLDER) => Err(unreadable(path, io::ErrorKind::IsADirectory.into())),
        Some(kind) => Err(FolderError::NotRegular {
            path: path.to_owned(),
            kind,
        }),
    };
    let failed = |source| unreadable(path, source);
    // Asked before it is opened too: opening a pipe waits for whoever writes to it.
    check(&fs::metadata(path).map_err(failed)?)?;
    let file = File::open(path).map_err(failed)?;
    let about = file.metadata().map_err(failed)?;
    check(&about)?;
    Ok((file, about.len()))
}

const FOLDER: &str = "a folder";
const PIPE: &str = "a pipe";

/// What something is that is not a regular file.
fn kind_of(about: &fs::Metadata) -> Option<&'static str> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let kind = about.file_type();
        if kind.is_fifo() {
            return Some(PIPE);
        }
        if kind.is_socket() {
            return Some("a socket");
        }
    }
    match (about.is_file(), about.is_dir()) {
        (true, _) => None,
        (_, true) => Some(FOLDER),
        _ => Some("a device"),
    }
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

    /// The permissions, from which a umask may take more: nobody else writes, even where there is none.
    pub fn mode(self) -> u32 {
        match self {
            Self::Everybody => 0o644,
            Self::Group => 0o640,
        }
    }
}

/// Makes a folder, and those above it, where they are missing. Others than owner and group do not look into them, and nobody
/// else writes there, whatever the umask is.
pub fn create_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o750);
    builder.recursive(true).create(path)
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
