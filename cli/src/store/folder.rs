//! A folder that one command at a time may write to. All its writes go through here, and each is such that the process
//! or the machine may stop before or after it: a file is written beside its place, seen to the disk, and put there in
//! one step.

use super::fault;
use crate::error::CliError;
use crate::files::{Access, restrict, unwritable};
use fs4::{FileExt, TryLockError};
use jrp_core::snapshot::Audience;
use std::cell::Cell;
use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

const LOCK: &str = ".jrp-lock";

/// Around the name of a file that is not whole yet.
const BEGUN: (&str, &str) = (".jrp-", ".part");

/// How long to wait before a lock is tried again.
const AGAIN: Duration = Duration::from_millis(50);

/// Bytes written at a time.
const CHUNK: usize = 1 << 20;

/// A locked folder.
pub(crate) struct Folder {
    path: PathBuf,
    /// Who may read what is written
    access: Cell<Access>,
    _lock: File,
}

impl Folder {
    /// Makes the folder where it is missing, and locks it against other commands. The lock ends with the process.
    pub(crate) fn lock(path: &Path) -> Result<Self, CliError> {
        Self::lock_within(path, Duration::ZERO)
    }

    /// The same, waiting so long for another command that works there.
    pub(crate) fn lock_within(path: &Path, patience: Duration) -> Result<Self, CliError> {
        let failed = |source| unwritable(path, source);
        if !path.is_dir() {
            fault::strike(|| ())
                .and_then(|()| create_folder(path))
                .map_err(failed)?;
        }
        let lock = own_file(&path.join(LOCK), Access::Group).map_err(failed)?;
        let began = Instant::now();
        loop {
            match FileExt::try_lock(&lock) {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if began.elapsed() < patience => thread::sleep(AGAIN),
                Err(TryLockError::WouldBlock) => {
                    return Err(CliError::Locked {
                        path: path.to_owned(),
                    });
                }
                Err(TryLockError::Error(source)) => return Err(failed(source)),
            }
        }
        Ok(Self {
            path: path.to_owned(),
            access: Cell::new(Access::Group),
            _lock: lock,
        })
    }

    /// What is written from now on is for this audience; a folder for the public is open to everybody.
    pub(crate) fn serve(&self, audience: Audience) {
        let access = Access::of(audience);
        self.access.set(access);
        #[cfg(unix)]
        if access == Access::Everybody {
            use std::os::unix::fs::PermissionsExt;
            let open = |about: fs::Metadata| {
                let mode = about.permissions().mode() & 0o7777;
                fs::set_permissions(&self.path, fs::Permissions::from_mode(mode | 0o055))
            };
            // Where the folder is somebody else's, that is their matter.
            let _ = fs::metadata(&self.path).and_then(open);
        }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts a whole file in its place.
    pub(crate) fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), CliError> {
        let mut part = self.part(name)?;
        part.restart()?;
        for chunk in bytes.chunks(CHUNK) {
            part.append(chunk)?;
        }
        part.finish()
    }

    /// A file of this folder that is being written; what an earlier command left of it is there still.
    pub(crate) fn part(&self, name: &str) -> Result<Part<'_>, CliError> {
        let target = self.path.join(name);
        let path = self.path.join(format!("{}{name}{}", BEGUN.0, BEGUN.1));
        fault::unsynced(&path);
        let open = || {
            fault::strike(|| ())?;
            let mut file = own_file(&path, self.access.get())?;
            let len = file.seek(SeekFrom::End(0))?;
            Ok((file, len))
        };
        let (file, len) = open().map_err(|source| unwritable(&target, source))?;
        Ok(Part {
            folder: self,
            path,
            target,
            file,
            len,
        })
    }

    /// Removes files of a published folder, begun ones too, unless they are among these. Other files stay.
    pub(crate) fn keep_only(&self, names: &HashSet<String>) -> Result<(), CliError> {
        let gone: Vec<PathBuf> = self
            .names()?
            .into_iter()
            .filter(|name| is_ours(name) && !names.contains(name))
            .map(|name| self.path.join(name))
            .collect();
        for path in &gone {
            fault::unsynced(path);
            fault::strike(|| ())
                .and_then(|()| fs::remove_file(path))
                .map_err(|source| unwritable(path, source))?;
        }
        match gone.is_empty() {
            true => Ok(()),
            false => self.sync(&gone).map_err(|source| unwritable(&self.path, source)),
        }
    }

    /// Names of the files there.
    pub(crate) fn names(&self) -> Result<Vec<String>, CliError> {
        let list = || -> io::Result<Vec<String>> {
            let names = fs::read_dir(&self.path)?.map(|entry| Ok(entry?.file_name().into_string().ok()));
            Ok(names
                .collect::<io::Result<Vec<_>>>()?
                .into_iter()
                .flatten()
                .collect())
        };
        list().map_err(|source| CliError::Read {
            path: self.path.clone(),
            source,
        })
    }

    /// Sees the folder's entries to the disk.
    fn sync(&self, changed: &[PathBuf]) -> io::Result<()> {
        fault::strike(|| ())?;
        #[cfg(unix)]
        File::open(&self.path)?.sync_all()?;
        changed.iter().for_each(|path| fault::synced(path));
        Ok(())
    }
}

/// Makes a folder that others than owner and group do not look into.
fn create_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o750);
    builder.recursive(true).create(path)
}

/// Opens a file of ours, or makes it. What lies there and is none (a link, a pipe, a second name of another file) is taken
/// away, so that nothing is written through it.
fn own_file(path: &Path, access: Access) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    if let Ok(there) = fs::symlink_metadata(path) {
        if there.is_file() {
            let file = options.open(path)?;
            if is_same(&there, &file.metadata()?) {
                restrict(&file, access)?;
                return Ok(file);
            }
        }
        fs::remove_file(path)?;
    }
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, access.mode());
    // Fails where somebody was faster, and follows no link.
    options.create_new(true).open(path)
}

/// Whether what was opened is what was looked at, under its only name.
#[cfg(unix)]
fn is_same(there: &fs::Metadata, opened: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (there.dev(), there.ino(), 1) == (opened.dev(), opened.ino(), opened.nlink())
}

#[cfg(not(unix))]
fn is_same(_: &fs::Metadata, opened: &fs::Metadata) -> bool {
    opened.is_file()
}

/// Whether a file of this name is one that `publish` or `pull` makes and may remove.
fn is_ours(name: &str) -> bool {
    let begun = name.starts_with(BEGUN.0) && name.ends_with(BEGUN.1);
    let manifest = name
        .strip_prefix(super::MANIFEST)
        .is_some_and(|number| number.parse::<u64>().is_ok());
    is_snapshot(name) || begun || manifest
}

/// Whether a file is called as the snapshots of a published folder are.
pub(crate) fn is_snapshot(name: &str) -> bool {
    name.strip_suffix(".jrp")
        .is_some_and(|hex| hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// A file on its way to its place.
pub(crate) struct Part<'a> {
    folder: &'a Folder,
    path: PathBuf,
    target: PathBuf,
    file: File,
    len: u64,
}

impl Part<'_> {
    /// Bytes there.
    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    /// Begins anew.
    pub(crate) fn restart(&mut self) -> Result<(), CliError> {
        if self.len == 0 {
            return Ok(());
        }
        fault::strike(|| ())
            .and_then(|()| self.file.set_len(0))
            .and_then(|()| self.file.rewind())
            .map_err(|source| unwritable(&self.target, source))?;
        self.len = 0;
        Ok(())
    }

    /// Writes on.
    pub(crate) fn append(&mut self, bytes: &[u8]) -> Result<(), CliError> {
        let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
        let mut file = &self.file;
        fault::strike(|| {
            let _ = file.write_all(half);
        })
        .and_then(|()| file.write_all(bytes))
        .map_err(|source| unwritable(&self.target, source))?;
        self.len += bytes.len() as u64;
        Ok(())
    }

    /// All bytes there.
    pub(crate) fn read(&mut self) -> Result<Vec<u8>, CliError> {
        let mut bytes = Vec::new();
        let read = self
            .file
            .rewind()
            .and_then(|()| self.file.read_to_end(&mut bytes));
        match read {
            Ok(_) => Ok(bytes),
            Err(source) => Err(CliError::Read {
                path: self.path.clone(),
                source,
            }),
        }
    }

    /// Sees the bytes to the disk, then puts the file in its place.
    pub(crate) fn finish(self) -> Result<(), CliError> {
        let Self {
            folder,
            path,
            target,
            file,
            ..
        } = self;
        let finish = || {
            fault::strike(|| ())?;
            file.sync_all()?;
            fault::synced(&path);
            fault::unsynced(&path);
            fault::unsynced(&target);
            fault::strike(|| ())?;
            fs::rename(&path, &target)?;
            folder.sync(&[path.clone(), target.clone()])
        };
        finish().map_err(|source| unwritable(&target, source))
    }
}
