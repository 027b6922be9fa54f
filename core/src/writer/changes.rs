//! What a publication changes, list by list, and the guard against a forgotten feed.

use super::BuildError;
use crate::snapshot::ListCount;
use serde::Serialize;

/// What happened to a list since the layer below. A record that moved to another list is removed here and added there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListChange {
    /// 名单类型
    pub list: String,
    /// Live records before
    pub before: u64,
    /// Records that were not there
    pub added: u64,
    /// Records of which something is different
    pub changed: u64,
    /// Records that are no longer there
    pub removed: u64,
    /// Live records now
    pub after: u64,
    /// Rows now that could not be read and name a subject
    #[serde(skip)]
    pub unread: u64,
    /// Of those before, the ones that are no longer there
    #[serde(skip)]
    pub unread_gone: u64,
}

/// Lists shorter than this may lose what they like.
const SMALL: u64 = 20;

/// Refuses to drop more than half of a list of 20 records or more, and all of a covered list: a forgotten feed is not a
/// mass repair. It compares what two headers say of their lists, so it serves for a new base as well as for a delta; what
/// is known of the `changes` between them tells losses that new records hide.
///
/// ```
/// use jrp_core::{writer::refuse_shrink, snapshot::ListCount};
/// let count = |records| [ListCount::new("BK-ZFCGSX", false, records)];
/// assert!(refuse_shrink(&count(20), &count(10), &[]).is_ok());
/// assert!(refuse_shrink(&count(20), &count(9), &[]).is_err());
/// assert!(refuse_shrink(&count(20), &[], &[]).is_err());
/// assert!(refuse_shrink(&count(19), &[], &[]).is_ok());
/// let covered = |records| [ListCount::new("BK-ZFCGSX", true, records)];
/// assert!(refuse_shrink(&covered(6), &covered(1), &[]).is_ok());
/// assert!(refuse_shrink(&covered(6), &covered(0), &[]).is_err());
/// ```
pub fn refuse_shrink(
    before: &[ListCount],
    after: &[ListCount],
    changes: &[ListChange],
) -> Result<(), BuildError> {
    let left = |old: &ListCount| {
        let new = after.iter().find(|new| new.code == old.code);
        new.map_or((0, false), |new| (new.records, new.covered))
    };
    for old in before.iter().filter(|old| old.records >= SMALL) {
        let (after, _) = left(old);
        let change = changes.iter().find(|change| change.list == old.code);
        let gross = change.map_or(0, |change| change.removed);
        let lost = gross.max(old.records.saturating_sub(after));
        if lost > old.records / 2 {
            return Err(BuildError::Shrinks {
                code: old.code.clone(),
                before: old.records,
                lost,
                after,
            });
        }
    }
    for old in before.iter().filter(|old| old.records > 0) {
        let (after, is_covered) = left(old);
        if after == 0 && (old.covered || is_covered) {
            return Err(BuildError::Emptied {
                code: old.code.clone(),
                before: old.records,
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_records_do_not_hide_that_others_are_gone() {
        let lists = [ListCount::new("BK-ZFCGSX", true, 30)];
        let change = |removed| {
            [ListChange {
                list: "BK-ZFCGSX".into(),
                removed,
                ..ListChange::default()
            }]
        };
        assert!(refuse_shrink(&lists, &lists, &change(15)).is_ok());
        assert!(refuse_shrink(&lists, &lists, &change(16)).is_err());
    }
}
