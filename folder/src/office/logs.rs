//! `logs/`: a copy of each audience's log of publications. Those who follow refuse a folder whose log begins anew, so it must
//! outlive the folder.

use super::{Dir, OfficeError};
use crate::draft::Draft;
use crate::error::Owner;
use crate::files::{self, Access};
use crate::latest;
use crate::log::{self, LOG};
use jrp_core::snapshot::Audience;
use std::path::Path;

fn copy(audience: Audience) -> String {
    format!("logs/{}.log", audience.code())
}

/// The highest number that the log tells of; 0 for none. Half a line tells nothing.
fn last(log: &[u8]) -> u64 {
    let lines = log.split_inclusive(|byte| *byte == b'\n');
    let number = |line: &[u8]| {
        let line = core::str::from_utf8(line).ok()?.strip_suffix('\n')?;
        line.split(' ').nth(1)?.parse::<u64>().ok()
    };
    lines.filter_map(number).max().unwrap_or(0)
}

/// The highest number of a publication that the folder, its log or the copy of it knows; 0 for none.
pub(super) fn highest(dir: &Dir, audience: Audience, folder: &Path) -> Result<u64, OfficeError> {
    let stands = latest::own_manifest(folder, Owner::Publisher)?;
    let stands = stands.map_or(0, |manifest| manifest.claims().sequence());
    let kept = files::read(&dir.path().join(copy(audience))).unwrap_or_default();
    let own = log::read(folder)?.unwrap_or_default();
    Ok(stands.max(last(&kept)).max(last(&own)))
}

/// Refuses a log that is gone, or does not tell of a publication that was made.
pub(super) fn check(folder: &Path, sequence: u64) -> Result<(), OfficeError> {
    match last(&log::read(folder)?.unwrap_or_default()) {
        told if told >= sequence => Ok(()),
        _ => Err(OfficeError::LogLost {
            path: folder.join(LOG),
            sequence,
        }),
    }
}

/// Puts the copy back where the folder has lost its log.
pub(super) fn restore(dir: &Dir, audience: Audience, folder: &Path) -> Result<(), OfficeError> {
    let kept = dir.path().join(copy(audience));
    if log::read(folder)?.is_some() || !kept.is_file() {
        return Ok(());
    }
    super::dir::make_folder(folder)?;
    let mut draft = Draft::resume(&folder.join(LOG), Access::of(audience))?;
    draft.restart()?;
    draft.append(&files::read(&kept)?)?;
    draft.finish()?;
    Ok(())
}

/// Keeps the log as the folder has it.
pub(super) fn keep(dir: &Dir, audience: Audience, folder: &Path) -> Result<(), OfficeError> {
    if let Some(text) = log::read(folder)? {
        dir.replace(&copy(audience), &text)?;
    }
    Ok(())
}

/// Whether the copy is the log of the folder.
pub(super) fn is_kept(dir: &Dir, audience: Audience, folder: &Path) -> Result<bool, OfficeError> {
    let kept = files::read(&dir.path().join(copy(audience))).ok();
    Ok(log::read(folder)? == kept)
}
