//! Following a folder that stays open: something newer takes the place of what is open, nothing else does.

use crate::FolderError;
use crate::latest::{self, LATEST, at, at_file};
use crate::mark::Mark;
use crate::memory::may_follow;
use jrp_core::manifest::Manifest;
use jrp_core::roster::Roster;
use jrp_core::suite::PersonKey;
use jrp_core::trust::TrustAnchors;
use std::path::Path;

/// [`open_as`](crate::open_as), where the folder holds something else than `before`, which was opened from it; `None` where it
/// holds the same, for the price of reading and verifying `latest`. What is older, or another publisher's, or leaves out
/// lists for which its signer does not speak, is refused: `before` stays in use.
pub fn open_newer<B: AsRef<[u8]>>(
    folder: &Path,
    trust: &TrustAnchors,
    person_key: Option<PersonKey>,
    before: &Roster<B>,
    hold: impl Fn(Vec<u8>) -> B,
) -> Result<Option<Roster<B>>, FolderError> {
    let path = folder.join(LATEST);
    if let Some(manifest) = latest::manifest(folder)? {
        let manifest = manifest.verify(trust, None);
        let manifest = manifest.map_err(at(&path.display().to_string()))?;
        if manifest.announces(before.header(), before.digest()).is_ok() {
            return Ok(None);
        }
    }
    let seen = Mark::of(before.header());
    let judge = |manifest: &Manifest| {
        may_follow(manifest, &seen).map_err(|source| FolderError::Plan {
            place: path.display().to_string(),
            source,
        })
    };
    let (roster, _) = latest::open_judged(folder, trust, person_key, hold, judge)?;
    roster
        .may_replace(before.header(), trust)
        .map_err(at_file(&path))?;
    Ok(Some(roster))
}
