//! A folder that one command at a time may write to. All its writes go through here, and each is such that the process
//! or the machine may stop before or after it: a file is written beside its place, seen to the disk, and put there in
//! one step.

use crate::FolderError;
use crate::draft::{self, BEGUN, Draft, own_file};
use crate::fault;
use crate::files::{Access, create_folder, unreadable, unwritable};
use crate::latest::{MANIFEST, is_snapshot};
use fs4::{FileExt, TryLockError};
use jrp_core::snapshot::Audience;
use std::cell::Cell;
use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

const LOCK: &str = ".jrp-lock";

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
    #[cfg(feature = "publish")]
    pub(crate) fn lock(path: &Path) -> Result<Self, FolderError> {
        Self::lock_within(path, Duration::ZERO)
    }

    /// The same, waiting so long for another command that works there.
    pub(crate) fn lock_within(path: &Path, patience: Duration) -> Result<Self, FolderError> {
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
                    return Err(FolderError::Locked {
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
    pub(crate) fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let mut part = self.part(name)?;
        part.restart()?;
        for chunk in bytes.chunks(CHUNK) {
            part.append(chunk)?;
        }
        part.finish()
    }

    /// A file of this folder that is being written; what an earlier command left of it is there still.
    pub(crate) fn part(&self, name: &str) -> Result<Draft, FolderError> {
        Draft::resume(&self.path.join(name), self.access.get())
    }

    /// Removes files of a published folder, begun ones too, unless they are among these. Other files stay.
    pub(crate) fn keep_only(&self, names: &HashSet<String>) -> Result<(), FolderError> {
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
            false => draft::sync(&self.path, &gone).map_err(|source| unwritable(&self.path, source)),
        }
    }

    /// Names of the files there.
    pub(crate) fn names(&self) -> Result<Vec<String>, FolderError> {
        let list = || -> io::Result<Vec<String>> {
            let names = fs::read_dir(&self.path)?.map(|entry| Ok(entry?.file_name().into_string().ok()));
            Ok(names
                .collect::<io::Result<Vec<_>>>()?
                .into_iter()
                .flatten()
                .collect())
        };
        list().map_err(|source| unreadable(&self.path, source))
    }
}

/// Whether a file of this name is one that `publish` or `pull` makes and may remove.
fn is_ours(name: &str) -> bool {
    let begun = name.starts_with(BEGUN.0) && name.ends_with(BEGUN.1);
    let manifest = name
        .strip_prefix(MANIFEST)
        .is_some_and(|number| number.parse::<u64>().is_ok());
    is_snapshot(name) || begun || manifest
}
