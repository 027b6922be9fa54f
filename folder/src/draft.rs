//! A file that takes its place whole or not at all: written beside it, seen to the disk, and put there in one step.

use crate::FolderError;
use crate::fault;
use crate::files::{Access, unreadable, unwritable};
use fs4::{FileExt, TryLockError};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use tempfile::{NamedTempFile, TempPath};

/// Around the name of a file that is not whole yet.
pub(crate) const BEGUN: (&str, &str) = (".jrp-", ".part");

/// Characters of a file's name that its begun file bears, and characters that make that name its own.
const NAMED: usize = 40;
const RANDOM: usize = 8;

/// A file on its way to its place.
pub struct Draft {
    place: Place,
    target: PathBuf,
    file: File,
    len: u64,
}

/// Where it is written.
enum Place {
    /// Under a name of its own, and removed where nothing comes of it
    Temporary(TempPath),
    /// Under a name by which the next command goes on with it
    Kept(PathBuf),
}

impl Place {
    fn path(&self) -> &Path {
        match self {
            Self::Temporary(path) => path,
            Self::Kept(path) => path,
        }
    }
}

impl Draft {
    /// Begins a file that will be `path`; a wrong folder shows here, before the work is done. Dropped, it leaves nothing
    /// behind.
    pub fn create(path: &Path, access: Access) -> Result<Self, FolderError> {
        // Somebody else's link would lead to what we did not mean.
        if fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink()) {
            return Err(FolderError::Link {
                path: path.to_owned(),
            });
        }
        if fs::metadata(path).is_ok_and(|about| !about.is_file()) {
            return Err(FolderError::NotAFile {
                path: path.to_owned(),
            });
        }
        let begun = fault::strike(|| ()).and_then(|()| begin(path, access));
        let (file, begun) = begun
            .map_err(|source| {
                // The system names the temporary file, which nobody knows.
                let source = source.raw_os_error().map_or(source, io::Error::from_raw_os_error);
                unwritable(path, source)
            })?
            .into_parts();
        Ok(Self {
            place: Place::Temporary(begun),
            target: path.to_owned(),
            file,
            len: 0,
        })
    }

    /// A file that one process at a time writes; what an earlier command left of it is there still.
    pub(crate) fn resume(target: &Path, access: Access) -> Result<Self, FolderError> {
        let name = target.file_name().unwrap_or_default();
        let mut begun = OsString::from(BEGUN.0);
        begun.push(name);
        begun.push(BEGUN.1);
        let path = folder_of(target).join(begun);
        let target = target.to_owned();
        fault::unsynced(&path);
        let open = || {
            fault::strike(|| ())?;
            let mut file = own_file(&path, access)?;
            let len = file.seek(SeekFrom::End(0))?;
            Ok((file, len))
        };
        let (file, len) = open().map_err(|source| unwritable(&target, source))?;
        Ok(Self {
            place: Place::Kept(path),
            target,
            file,
            len,
        })
    }

    /// Bytes of it that were there or were appended.
    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    /// Begins anew.
    pub(crate) fn restart(&mut self) -> Result<(), FolderError> {
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
    pub fn append(&mut self, bytes: &[u8]) -> Result<(), FolderError> {
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

    /// Where a writer of rows writes.
    pub fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// An error while writing, with the name of the file.
    pub fn failed(&self, source: io::Error) -> FolderError {
        unwritable(&self.target, source)
    }

    /// All bytes there.
    pub(crate) fn read(&mut self) -> Result<Vec<u8>, FolderError> {
        let mut bytes = Vec::new();
        let read = self
            .file
            .rewind()
            .and_then(|()| self.file.read_to_end(&mut bytes));
        match read {
            Ok(_) => Ok(bytes),
            Err(source) => Err(unreadable(self.place.path(), source)),
        }
    }

    /// Sees the bytes to the disk, then puts the file in its place.
    pub fn finish(self) -> Result<(), FolderError> {
        let Self {
            place, target, file, ..
        } = self;
        let path = place.path().to_owned();
        let finish = || {
            fault::strike(|| ())?;
            file.sync_all()?;
            fault::synced(&path);
            fault::unsynced(&path);
            fault::unsynced(&target);
            fault::strike(|| ())?;
            match place {
                Place::Temporary(begun) => begun.persist(&target).map_err(|error| error.error)?,
                Place::Kept(begun) => fs::rename(begun, &target)?,
            }
            sync(folder_of(&target), &[path.clone(), target.clone()])
        };
        finish().map_err(|source| unwritable(&target, source))
    }
}

/// A temporary file beside `path`, which tells by its name whose it is and by its lock that somebody writes it. What killed
/// processes have left of the same file goes.
fn begin(path: &Path, access: Access) -> io::Result<NamedTempFile> {
    // A name may be as long as the file system allows.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name: String = name.chars().take(NAMED).collect();
    let own = format!("{}{name}-", BEGUN.0);
    sweep(folder_of(path), &own);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&own).suffix(BEGUN.1).rand_bytes(RANDOM);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(access.mode()));
    let _ = access;
    loop {
        let begun = builder.tempfile_in(folder_of(path))?;
        // Another process may have taken it for what was left, before it was locked.
        let is_locked = FileExt::try_lock(begun.as_file()).is_ok();
        if is_locked && fs::symlink_metadata(begun.path()).is_ok() || !has_locks(begun.as_file()) {
            return Ok(begun);
        }
    }
}

/// Whether the file system knows locks; where it does not, nothing is swept.
fn has_locks(file: &File) -> bool {
    !matches!(FileExt::try_lock(file), Err(TryLockError::Error(_)))
}

/// Removes begun files of this name that nobody writes any more.
fn sweep(folder: &Path, own: &str) {
    let is_begun = |name: &str| {
        let random = name.strip_prefix(own).and_then(|rest| rest.strip_suffix(BEGUN.1));
        random.is_some_and(|random| random.len() == RANDOM)
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_str().is_some_and(is_begun)) {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        let left = OpenOptions::new().read(true).write(true).open(entry.path());
        if is_file && left.is_ok_and(|left| FileExt::try_lock(&left).is_ok()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The folder that a file stands in.
fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Sees a folder's entries to the disk, where the file system can.
pub(crate) fn sync(folder: &Path, changed: &[PathBuf]) -> io::Result<()> {
    fault::strike(|| ())?;
    #[cfg(unix)]
    match File::open(folder)?.sync_all() {
        Err(error)
            if !matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            return Err(error);
        }
        _ => {}
    }
    let _ = folder;
    changed.iter().for_each(|path| fault::synced(path));
    Ok(())
}

/// Opens a file of ours, or makes it. What lies there and is none (a link, a pipe, a second name of another file) is taken
/// away, so that nothing is written through it.
pub(crate) fn own_file(path: &Path, access: Access) -> io::Result<File> {
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

/// Takes permissions away that a file of this access has too many.
fn restrict(file: &File, access: Access) -> io::Result<()> {
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
