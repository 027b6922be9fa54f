//! The log of publications in a folder: what was published, one line after the other, which nobody alters afterwards.
//! `latest` names where it ends.

use crate::error::Owner;
use crate::{FolderError, files};
use jrp_core::manifest::{Log, LogEnd, MAX_LOG_BYTES, Manifest};
use std::io;
use std::path::Path;

/// What the file is called.
pub(crate) const LOG: &str = "publications.log";

/// Proves that the log of a folder is the one that the manifest names, and tells how many publications it holds.
pub fn verify_log(folder: &Path, manifest: &Manifest) -> Result<u64, FolderError> {
    let bytes = read(folder)?.unwrap_or_default();
    match beginning(&bytes, &manifest.log) {
        Some(_) => Ok(manifest.log.lines),
        None => Err(FolderError::LogDamaged {
            path: folder.join(LOG),
            owner: Owner::Follower,
        }),
    }
}

/// Whether a line of a folder's log has this digest; `None` where the folder has no log, or one that is not whole.
pub fn log_names(folder: &Path, line: u64, digest: &str) -> Result<Option<bool>, FolderError> {
    let Some(bytes) = read(folder)? else {
        return Ok(None);
    };
    let log = Log::parse(&bytes).ok();
    Ok(log.map(|log| log.at(line).is_some_and(|end| end.digest() == digest)))
}

/// The bytes of a folder's log; `None` where it has none.
pub(crate) fn read(folder: &Path) -> Result<Option<Vec<u8>>, FolderError> {
    match files::read_within(&folder.join(LOG), MAX_LOG_BYTES) {
        Err(FolderError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

/// The lines of a log up to this end, if it has it. Lines behind it are of a publication that did not come to stand.
pub(crate) fn beginning<'a>(bytes: &'a [u8], end: &LogEnd) -> Option<&'a [u8]> {
    let bytes = bytes.get(..usize::try_from(end.bytes).ok()?)?;
    (Log::parse(bytes).ok()?.end() == Some(end)).then_some(bytes)
}
