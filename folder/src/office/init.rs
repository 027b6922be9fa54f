//! A new office's folder.

use super::entry::Entry;
use super::ledger::Ledger;
use super::{Dir, LEDGER, OfficeError, SETTINGS};
use jrp_core::date::Timestamp;
use std::path::Path;

/// `office.toml` of a new office, to be filled in.
const TEMPLATE: &str = include_str!("office.toml");

/// Makes the folder with an `office.toml` to fill in and a ledger of one line.
pub fn init(
    path: &Path,
    publisher: &str,
    region: &str,
    at: Timestamp,
    by: Option<&str>,
    dry_run: bool,
) -> Result<(), OfficeError> {
    let exists = |name| {
        let path = path.join(name);
        OfficeError::Exists { path }
    };
    if path.join(LEDGER).exists() {
        return Err(exists(LEDGER));
    }
    if dry_run {
        return Ok(());
    }
    let dir = Dir::lock(path, false)?;
    // Between the look above and the lock another command may have been quicker.
    if path.join(LEDGER).exists() {
        return Err(exists(LEDGER));
    }
    if !path.join(SETTINGS).exists() {
        let text = TEMPLATE
            .replace("{publisher}", &escaped(publisher))
            .replace("{region}", &escaped(region));
        dir.replace(SETTINGS, text.as_bytes())?;
    }
    let publisher = publisher.to_owned();
    Ledger::default().add(&dir, at, by, Entry::Init { publisher })?;
    Ok(())
}

/// As the text of a TOML string.
fn escaped(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .flat_map(|c| (matches!(c, '"' | '\\').then_some('\\')).into_iter().chain([c]))
        .collect()
}
