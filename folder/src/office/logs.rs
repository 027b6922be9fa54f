//! `logs/`: a copy of each audience's log of publications. Those who follow refuse a folder whose log begins anew, so it must
//! outlive the folder.

use super::{Dir, OfficeError};
use crate::draft::Draft;
use crate::files::Access;
use crate::log::{self, LOG};
use jrp_core::snapshot::Audience;
use std::fs;
use std::path::Path;

fn copy(audience: Audience) -> String {
    format!("logs/{}.log", audience.code())
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
    draft.append(&crate::files::read(&kept)?)?;
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
    let kept = fs::read(dir.path().join(copy(audience))).ok();
    Ok(log::read(folder)? == kept)
}
