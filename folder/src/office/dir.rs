//! The office's folder under lock: everything that is written goes through here, each file whole or not at all. A command
//! that only looks on writes nothing.

use super::OfficeError;
use crate::FolderError;
use crate::draft::{BEGUN, Draft};
use crate::files::{self, Access, create_folder, unreadable, unwritable};
use crate::locked::Folder;
use crate::{draft, fault};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a second command waits for the first.
const PATIENCE: Duration = Duration::from_secs(30);

/// The folder.
pub(super) struct Dir {
    folder: Folder,
    looks_on: bool,
}

impl Dir {
    /// Makes the folder where it is missing, and locks it; waits for another command that works there.
    pub(super) fn lock(path: &Path, looks_on: bool) -> Result<Self, FolderError> {
        let folder = Folder::lock_within(path, PATIENCE)?;
        Ok(Self { folder, looks_on })
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Whether nothing is written.
    pub(super) fn looks_on(&self) -> bool {
        self.looks_on
    }

    /// Puts a whole file in its place; folders on the way are made. Records of persons lie here in clear, so nobody but owner
    /// and group reads it.
    pub(super) fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
        if self.looks_on {
            return Ok(());
        }
        let path = self.folder.path().join(name);
        if files::read(&path).is_ok_and(|stands| stands == bytes) {
            return Ok(());
        }
        if let Some(parent) = path.parent().filter(|parent| !parent.is_dir()) {
            make_folder(parent)?;
        }
        let mut draft = Draft::resume(&path, Access::Group)?;
        draft.restart()?;
        draft.append(bytes)?;
        draft.finish()
    }

    /// Clears away what a command that was stopped has left half written. Published folders see to their own.
    pub(super) fn tidy(&self, folders: &[&str]) -> Result<(), OfficeError> {
        for path in folders
            .iter()
            .map(|folder| self.files(folder))
            .collect::<Result<Vec<_>, _>>()?
            .concat()
        {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if name.starts_with(BEGUN.0) && name.ends_with(BEGUN.1) {
                self.remove(&path)?;
            }
        }
        Ok(())
    }

    /// Removes a file.
    pub(super) fn remove(&self, path: &Path) -> Result<(), FolderError> {
        if self.looks_on {
            return Ok(());
        }
        fault::unsynced(path);
        let gone = fault::strike(|| ()).and_then(|()| fs::remove_file(path));
        let folder = path.parent().unwrap_or(path);
        gone.and_then(|()| draft::sync(folder, &[path.to_owned()]))
            .map_err(|source| unwritable(path, source))
    }

    /// Every file under a folder in it, by its name seen from there.
    pub(super) fn files(&self, under: &str) -> Result<Vec<PathBuf>, OfficeError> {
        let mut found = Vec::new();
        let mut ahead = vec![self.folder.path().join(under)];
        while let Some(folder) = ahead.pop() {
            let entries = match fs::read_dir(&folder) {
                Err(source) if source.kind() == io::ErrorKind::NotFound => continue,
                entries => entries.map_err(|source| unreadable(&folder, source))?,
            };
            for entry in entries {
                let entry = entry.map_err(|source| unreadable(&folder, source))?;
                let path = entry.path();
                match entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    true => ahead.push(path),
                    false => found.push(path),
                }
            }
        }
        found.sort();
        Ok(found)
    }
}

/// Makes a folder, where it is missing, that others than owner and group do not look into.
pub(super) fn make_folder(path: &Path) -> Result<(), FolderError> {
    if path.is_dir() {
        return Ok(());
    }
    fault::strike(|| ())
        .and_then(|()| create_folder(path))
        .map_err(|source| unwritable(path, source))
}
