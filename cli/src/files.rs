//! Files: read whole, written whole or not at all.

use crate::error::CliError;
use core::fmt;
use jrp_core::snapshot::Audience;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A path in a message.
pub(crate) struct Shown<'a>(pub(crate) &'a Path);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.display().fmt(f)
    }
}

/// The whole of a file or pipe that somebody named; devices have no end.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    #[cfg(unix)]
    if fs::metadata(path).is_ok_and(|about| std::os::unix::fs::FileTypeExt::is_fifo(&about.file_type())) {
        return fs::read(path).map_err(|source| unreadable(path, source));
    }
    read_within(path, u64::MAX)
}

/// The whole of a regular file that has no more than so many bytes.
pub(crate) fn read_within(path: &Path, most: u64) -> Result<Vec<u8>, CliError> {
    // Asked before it is opened too: opening a pipe waits for whoever writes to it.
    let check = |about: &fs::Metadata| match about.is_file() {
        _ if about.is_dir() => Err(unreadable(path, io::ErrorKind::IsADirectory.into())),
        false => Err(CliError::NotRegular {
            path: path.to_owned(),
        }),
        true if about.len() > most => Err(CliError::TooLarge {
            path: path.to_owned(),
            most,
        }),
        true => Ok(()),
    };
    let failed = |source| unreadable(path, source);
    check(&fs::metadata(path).map_err(failed)?)?;
    let file = File::open(path).map_err(failed)?;
    let about = file.metadata().map_err(failed)?;
    check(&about)?;
    let mut bytes = Vec::new();
    // A file that grows meanwhile is not followed.
    file.take(about.len()).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// Most bytes of a key or a trust file.
const TEXT_MOST: u64 = 4 << 20;

/// Who may read a file that is written, whatever the umask allows beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Everybody: it is for the public
    Everybody,
    /// Owner and group: it is for authorities, or tells of single subjects
    Group,
}

impl Access {
    /// That of a snapshot for this audience.
    pub(crate) fn of(audience: Audience) -> Self {
        match audience {
            Audience::Public => Self::Everybody,
            Audience::Government => Self::Group,
        }
    }

    /// The bits that the umask takes from.
    pub(crate) fn mode(self) -> u32 {
        match self {
            Self::Everybody => 0o666,
            Self::Group => 0o640,
        }
    }
}

/// Takes permissions away that a file of this access has too many.
pub(crate) fn restrict(file: &File, access: Access) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata()?.permissions().mode() & 0o777;
        if mode & !access.mode() != 0 {
            file.set_permissions(fs::Permissions::from_mode(mode & access.mode()))?;
        }
    }
    let _ = (file, access);
    Ok(())
}

/// The whole file as text.
pub(crate) fn read_text(path: &Path, remedy: &'static str) -> Result<String, CliError> {
    // Keys may come through a pipe.
    let mut bytes = Vec::new();
    open(path)?
        .take(TEXT_MOST + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| unreadable(path, source))?;
    if bytes.len() as u64 > TEXT_MOST {
        return Err(CliError::TooLarge {
            path: path.to_owned(),
            most: TEXT_MOST,
        });
    }
    String::from_utf8(bytes).map_err(|error| CliError::NotText {
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
    pub(crate) fn create(path: &Path, access: Access) -> Result<Self, CliError> {
        // Somebody else's link would lead to what we did not mean.
        if fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink()) {
            return Err(CliError::Link {
                path: path.to_owned(),
            });
        }
        let target = path.to_owned();
        if fs::metadata(&target).is_ok_and(|about| !about.is_file()) {
            return Err(CliError::NotAFile {
                path: path.to_owned(),
            });
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".jrp-").suffix(".part");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(access.mode()));
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
