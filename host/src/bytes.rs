//! Files as bytes: read by default, mapped on request.
//!
//! The one place that maps memory. A mapped file must keep its bytes: where another process shortens it, touching the
//! missing pages kills the host (SIGBUS), and changed bytes are no longer the ones that were verified.

use jrp_folder::{FolderError, files};
use memmap2::Mmap;
use std::io;
use std::path::Path;

/// The bytes of a snapshot.
#[derive(Debug)]
pub enum Bytes {
    /// In memory of its own
    Read(Vec<u8>),
    /// In the file
    Mapped(Mmap),
}

impl AsRef<[u8]> for Bytes {
    #[inline]
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Read(bytes) => bytes,
            Self::Mapped(map) => map,
        }
    }
}

impl Bytes {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, FolderError> {
        files::read_within(path, u64::MAX).map(Self::Read)
    }

    /// Maps a file, of which the host was told that it must keep its bytes.
    pub fn map(path: &Path) -> Result<Self, FolderError> {
        let (file, _) = files::regular(path)?;
        // SAFETY: the mapping is read-only and private to us. That nobody shortens or rewrites the file is the host's
        // promise: its pages on opening by mapping say what happens otherwise.
        let map = unsafe { Mmap::map(&file) };
        map.map(Self::Mapped)
            .map_err(|source| files::unreadable(path, source))
    }
}

/// Bytes that no key or trust file exceeds.
const TEXT_MOST: u64 = 4 << 20;

/// Reads a small file, such as a key.
pub fn read_text(path: &Path) -> Result<String, FolderError> {
    let bytes = files::read_within(path, TEXT_MOST)?;
    String::from_utf8(bytes).map_err(|_| files::unreadable(path, io::ErrorKind::InvalidData.into()))
}
