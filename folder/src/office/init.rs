//! A new office's folder.

use super::entry::Entry;
use super::ledger::Ledger;
use super::{Dir, LEDGER, OfficeError, SETTINGS, Settings};
use jrp_core::date::Timestamp;
use std::path::{Path, PathBuf};

/// `office.toml` of a new office, to be filled in.
const TEMPLATE: &str = include_str!("office.toml");

/// Makes the folder with an `office.toml` to fill in and a ledger of one line. Where it did so already, nothing is done.
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
        // Killed behind its line, the command is run again.
        return match is_done(path, publisher) {
            true => Ok(()),
            false => Err(exists(LEDGER)),
        };
    }
    // A new ledger would know nothing of what lies there, and publish without it.
    if let Some(path) = left_behind(path) {
        return Err(OfficeError::LedgerLost { path });
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

/// Whether all that stands in the folder is what this command wrote.
fn is_done(path: &Path, publisher: &str) -> bool {
    let ledger = Ledger::read(path);
    let first = ledger.as_ref().map(Ledger::lines).unwrap_or_default();
    let is_first = matches!(first, [line] if matches!(&line.entry, Entry::Init { publisher: named } if named == publisher));
    is_first && path.join(SETTINGS).exists() && left_behind(path).is_none()
}

/// What an office that was here has left.
fn left_behind(path: &Path) -> Option<PathBuf> {
    let settings = Settings::read(path).ok();
    let audiences = settings.map(|settings| settings.audiences);
    let audiences = audiences
        .into_iter()
        .flat_map(|both| [both.government, both.public]);
    let own = ["inbox", "records", "returns", "logs", "published"].map(str::to_owned);
    let mut places = own
        .into_iter()
        .chain(audiences.flatten())
        .map(|name| path.join(name));
    places.find(|place| std::fs::read_dir(place).is_ok_and(|mut names| names.next().is_some()))
}

/// As the text of a TOML string.
fn escaped(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .flat_map(|c| (matches!(c, '"' | '\\').then_some('\\')).into_iter().chain([c]))
        .collect()
}
