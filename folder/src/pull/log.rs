//! The publisher's log: fetched from where the store's own ends, and believed only where it goes on from what the store
//! has seen of it.

use super::source::Source;
use crate::FolderError;
use crate::locked::Folder;
use crate::log::{self, LOG};
use jrp_core::manifest::{Log, LogEnd, Manifest};
use std::io::Read;

/// Brings the store's log to where the manifest says it ends. `last` is what the store stood at; `is_new` accepts a log
/// that the publisher has begun anew.
pub(super) fn follow(
    source: &Source,
    store: &Folder,
    manifest: &Manifest,
    last: Option<&Manifest>,
    is_new: bool,
) -> Result<(), FolderError> {
    let own = log::read(store.path())?.unwrap_or_default();
    let end = Log::parse(&own).ok().and_then(|log| log.end().copied());
    if end == Some(manifest.log) {
        return Ok(());
    }
    let seen = last.map(|last| last.log).or(end);
    let begun = seen
        .and_then(|seen| log::beginning(&own, &seen).ok())
        .unwrap_or_default();
    let bytes = fetch(source, manifest, begun)?;
    let place = || source.place(LOG);
    let log = Log::parse(&bytes)
        .ok()
        .filter(|log| log.end() == Some(&manifest.log));
    let log = log.ok_or_else(|| FolderError::Altered { place: place() })?;
    if let Some(seen) = seen.filter(|seen| !log.continues(seen)) {
        if !is_new {
            return Err(FolderError::LogRewritten {
                place: place(),
                lines: seen.lines,
            });
        }
        keep(store, &own, &seen)?;
    }
    store.replace(LOG, &bytes)
}

/// Keeps a log that its publisher does not know any more.
fn keep(store: &Folder, own: &[u8], seen: &LogEnd) -> Result<(), FolderError> {
    match own.is_empty() {
        true => Ok(()),
        false => store.replace(&format!("{LOG}.until-{}", seen.lines), own),
    }
}

/// The bytes of the log, from behind those at hand where that gives what the manifest names, else all of them.
fn fetch(source: &Source, manifest: &Manifest, begun: &[u8]) -> Result<Vec<u8>, FolderError> {
    if !begun.is_empty() && (begun.len() as u64) < manifest.log.bytes {
        let bytes = receive(source, manifest, begun)?;
        if log::beginning(&bytes, &manifest.log).is_ok() {
            return Ok(bytes);
        }
    }
    receive(source, manifest, &[])
}

fn receive(source: &Source, manifest: &Manifest, begun: &[u8]) -> Result<Vec<u8>, FolderError> {
    let body = source.file(LOG, begun.len() as u64)?;
    let mut bytes = match body.from == begun.len() as u64 {
        true => begun.to_vec(),
        false => Vec::new(),
    };
    // The publisher may publish meanwhile; what comes behind is of the next manifest.
    let left = manifest.log.bytes.saturating_sub(bytes.len() as u64);
    body.reader
        .take(left)
        .read_to_end(&mut bytes)
        .map_err(|error| source.broken(LOG, &error))?;
    Ok(bytes)
}
