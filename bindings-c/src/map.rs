//! Files as bytes: read by default, mapped on request.
//!
//! The one place that maps memory. A mapped file must keep its bytes: where another process shortens it, touching the
//! missing pages kills the host (SIGBUS), and changed bytes are no longer the ones that were verified.

use crate::error::Failure;
use crate::result::jrp_result;
use memmap2::Mmap;
use std::fs::{File, Metadata};
use std::io::Read;
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
        let (file, length) = regular(path)?;
        let mut bytes = Vec::new();
        // A file that grows meanwhile is not followed.
        file.take(length)
            .read_to_end(&mut bytes)
            .map_err(|error| failure(path, &error))?;
        Ok(Self::Read(bytes))
    }

    /// Maps a file.
    pub(crate) fn map(path: &str) -> Result<Self, Failure> {
        let (file, _) = regular(path)?;
        // SAFETY: the mapping is read-only and private to us. That nobody shortens or rewrites the file is the caller's
        // promise: docs/C-API.md and jrp_roster_map_file say what happens otherwise.
        let map = unsafe { Mmap::map(&file) };
        map.map(Self::Mapped).map_err(|error| failure(path, &error))
    }
}

/// Reads a small file, such as a key.
pub(crate) fn read_text(path: &str) -> Result<String, Failure> {
    const MOST: u64 = 4 << 20;
    let (file, length) = regular(path)?;
    if length > MOST {
        let text = format!("{path}: is longer than any key or trust file; name another file");
        return Err(Failure::new(jrp_result::Io, text));
    }
    let mut text = String::new();
    file.take(MOST)
        .read_to_string(&mut text)
        .map_err(|error| failure(path, &error))?;
    Ok(text)
}

/// A regular file and its length: devices and pipes have no end, and opening a pipe waits for whoever writes to it.
fn regular(path: &str) -> Result<(File, u64), Failure> {
    let failed = |error: std::io::Error| failure(path, &error);
    let check = |about: &Metadata| match about.is_file() || about.is_dir() {
        true => Ok(()),
        false => Err(Failure::new(
            jrp_result::Io,
            format!("{path}: is no regular file; name a file"),
        )),
    };
    check(&std::fs::metadata(path).map_err(failed)?)?;
    let file = File::open(Path::new(path)).map_err(failed)?;
    let about = file.metadata().map_err(failed)?;
    check(&about)?;
    Ok((file, about.len()))
}

fn failure(path: &str, error: &std::io::Error) -> Failure {
    Failure::new(jrp_result::Io, format!("{path}: {error}"))
}
