//! What a host that opens folders remembers across restarts: the highest sequence it has opened, whose, and the lists.

use crate::files::{self, Access};
use crate::latest::{self, LATEST};
use crate::mark::Mark;
use crate::{Draft, FolderError};
use jrp_core::manifest::{Manifest, PlanError};
use jrp_core::roster::Roster;
use jrp_core::snapshot::Difference;
use jrp_core::suite::PersonKey;
use jrp_core::trust::TrustAnchors;
use std::io;
use std::path::Path;

/// [`open_as`](crate::open_as), with a file of the host's in which the highest sequence is kept: an older folder in the place
/// of the one that was opened before, or one of another publisher, is refused, and so is one that leaves out lists for which its signer does not speak. A file that is not there yet remembers
/// nothing; one that cannot be read is refused. One process at a time keeps a file.
pub fn open_remembering<B: AsRef<[u8]>>(
    folder: &Path,
    memory: &Path,
    trust: &TrustAnchors,
    person_key: Option<PersonKey>,
    hold: impl Fn(Vec<u8>) -> B,
) -> Result<Roster<B>, FolderError> {
    let seen = recall(memory)?;
    let judge = |manifest: &Manifest| match &seen {
        Some(seen) => may_follow(manifest, seen).map_err(|source| FolderError::Plan {
            place: folder.join(LATEST).display().to_string(),
            source,
        }),
        None => Ok(()),
    };
    let (roster, _) = latest::open_judged(folder, trust, person_key, hold, judge)?;
    if let Some(lists) = seen.as_ref().and_then(|seen| seen.lists.as_deref()) {
        let judged = roster.may_leave_out(Some(lists), trust);
        judged.map_err(latest::at_file(&folder.join(LATEST)))?;
    }
    let mark = Mark::of(roster.header());
    if seen.as_ref() != Some(&mark) {
        let mut draft = Draft::resume(memory, Access::Group)?;
        draft.restart()?;
        draft.append(mark.text().as_bytes())?;
        draft.finish()?;
    }
    Ok(roster)
}

pub(crate) fn may_follow(manifest: &Manifest, seen: &Mark) -> Result<(), PlanError> {
    if manifest.publisher != seen.publisher {
        return Err(PlanError::AnotherPublication(Difference {
            what: "publisher",
            found: manifest.publisher.clone(),
            expected: seen.publisher.clone(),
        }));
    }
    if manifest.sequence() < seen.sequence {
        return Err(PlanError::Rollback {
            found: manifest.sequence(),
            seen: seen.sequence,
        });
    }
    Ok(())
}

fn recall(memory: &Path) -> Result<Option<Mark>, FolderError> {
    match files::read_within(memory, Mark::MOST) {
        Err(FolderError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        read => match Mark::parse(&read?) {
            Some(mark) => Ok(Some(mark)),
            None => Err(FolderError::MemoryDamaged {
                path: memory.to_owned(),
            }),
        },
    }
}
