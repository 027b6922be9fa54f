//! Files as bytes: read by default, mapped on request.
//!
//! The one place that maps memory. A mapped file must keep its bytes: where another process shortens it, touching the
//! missing pages kills the host (SIGBUS), and changed bytes are no longer the ones that were verified.

use crate::detail::Failure;
use crate::result::jrp_result;
use memmap2::Mmap;
use std::fs::File;
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
        std::fs::read(path)
            .map(Self::Read)
            .map_err(|error| failure(path, &error))
    }

    /// Maps a file.
    pub(crate) fn map(path: &str) -> Result<Self, Failure> {
        let file = File::open(Path::new(path)).map_err(|error| failure(path, &error))?;
        // SAFETY: the mapping is read-only and private to us. That nobody shortens or rewrites the file is the caller's
        // promise: docs/C-API.md and jrp_roster_map_file say what happens otherwise.
        let map = unsafe { Mmap::map(&file) };
        map.map(Self::Mapped).map_err(|error| failure(path, &error))
    }
}

/// Reads a small file, such as a key.
pub(crate) fn read_text(path: &str) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| failure(path, &error))
}

fn failure(path: &str, error: &std::io::Error) -> Failure {
    Failure::new(jrp_result::Io, format!("{path}: {error}"))
}
