//! Files as bytes: read by default, mapped on request.
//!
//! The one place that maps memory. A mapped file must keep its bytes: where another process shortens it, touching the
//! missing pages kills the host (SIGBUS), and changed bytes are no longer the ones that were verified.

use crate::error::Failure;
use jrp_folder::files;
use memmap2::Mmap;
use std::io;
use std::path::Path;

/// The bytes of a snapshot.
pub(crate) enum Bytes {
    Read(Vec<u8>),
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
    pub(crate) fn read(path: &str) -> Result<Self, Failure> {
        Ok(Self::Read(files::read_within(Path::new(path), u64::MAX)?))
    }

    /// Maps a file.
    pub(crate) fn map(path: &str) -> Result<Self, Failure> {
        let path = Path::new(path);
        let (file, _) = files::regular(path)?;
        // SAFETY: the mapping is read-only and private to us. That nobody shortens or rewrites the file is the caller's
        // promise: docs/C-API.md and jrp_roster_map_file say what happens otherwise.
        let map = unsafe { Mmap::map(&file) };
        Ok(Self::Mapped(
            map.map_err(|source| files::unreadable(path, source))?,
        ))
    }
}

/// Bytes that no key or trust file exceeds.
const TEXT_MOST: u64 = 4 << 20;

/// Reads a small file, such as a key.
pub(crate) fn read_text(path: &str) -> Result<String, Failure> {
    let path = Path::new(path);
    let bytes = files::read_within(path, TEXT_MOST)?;
    String::from_utf8(bytes).map_err(|_| files::unreadable(path, io::ErrorKind::InvalidData.into()).into())
}
