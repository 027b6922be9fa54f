//! Whether the ledger is whole. A ledger that was lost and begun anew, or restored from an old copy, is chained as well as any
//! other; but what lies beside it knows more than it tells. Nothing is then entered or published: repairs would come undone.

use super::ledger::Ledger;
use super::publishing::newest;
use super::{Dir, LEDGER, OfficeError, logs, records};
use crate::files;
use jrp_core::snapshot::Audience;
use std::path::{Path, PathBuf};

/// Names the publication that a command is about to make: it alone may stand without its line.
fn begun(audience: Audience) -> String {
    format!("logs/{}.begun", audience.code())
}

/// Writes down that a publication is about to be made from what the ledger tells.
pub(super) fn begin(
    dir: &Dir,
    ledger: &Ledger,
    audience: Audience,
    sequence: u64,
) -> Result<(), OfficeError> {
    let text = format!("{sequence} {}\n", ledger.head());
    Ok(dir.replace(&begun(audience), text.as_bytes())?)
}

/// Whether this publication was begun by a command that saw the ledger as it is, or as it was.
fn was_begun(dir: &Path, ledger: &Ledger, audience: Audience, sequence: u64) -> bool {
    let text = files::read(&dir.join(begun(audience))).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let Some((number, head)) = text.trim_end().split_once(' ') else {
        return false;
    };
    number == sequence.to_string() && ledger.number_of(head).is_some()
}

/// Refuses a ledger that lacks lines of which `records`, the published folders or their logs know.
pub(super) fn check(dir: &Dir, ledger: &Ledger, folders: &[(Audience, PathBuf)]) -> Result<(), OfficeError> {
    let lost = |what: String| OfficeError::LedgerShort {
        path: dir.path().join(LEDGER),
        what,
    };
    if records::follows(dir, ledger) == Some(None) {
        return Err(lost("records follows a line that it does not have".to_owned()));
    }
    for (audience, folder) in folders {
        let last = newest(ledger, *audience).map_or(0, |last| last.sequence);
        let known = logs::highest(dir, *audience, folder)?;
        if known > last && !was_begun(dir.path(), ledger, *audience, known) {
            let what = format!(
                "no. {known} was published for {}, and the last of which it tells is no. {last}",
                audience.code()
            );
            return Err(lost(what));
        }
    }
    Ok(())
}

/// Takes the ledger as it is: what else knows of more is from now on no contradiction.
pub(super) fn accept(dir: &Dir, ledger: &Ledger, folders: &[(Audience, PathBuf)]) -> Result<(), OfficeError> {
    for (audience, folder) in folders {
        begin(dir, ledger, *audience, logs::highest(dir, *audience, folder)?)?;
    }
    records::forget(dir)
}
