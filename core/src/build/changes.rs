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
}

/// Lists shorter than this may lose what they like.
const SMALL: u64 = 20;

/// Refuses to drop more than half of a list of 20 records or more: a forgotten feed is not a mass repair. It compares
/// what two headers say of their lists, so it serves for a new base as well as for a delta.
///
/// ```
/// use jrp_core::{build::refuse_shrink, snapshot::ListCount};
/// let count = |records| [ListCount { code: "BK-ZFCGSX".into(), covered: true, records }];
/// assert!(refuse_shrink(&count(20), &count(10)).is_ok());
/// assert!(refuse_shrink(&count(20), &count(9)).is_err());
/// assert!(refuse_shrink(&count(20), &[]).is_err());
/// assert!(refuse_shrink(&count(19), &[]).is_ok());
/// ```
pub fn refuse_shrink(before: &[ListCount], after: &[ListCount]) -> Result<(), BuildError> {
    for old in before.iter().filter(|old| old.records >= SMALL) {
        let new = after.iter().find(|new| new.code == old.code);
        let left = new.map_or(0, |new| new.records);
        if old.records.saturating_sub(left) > old.records / 2 {
            return Err(BuildError::Shrinks {
                code: old.code.clone(),
                before: old.records,
                after: left,
            });
        }
    }
    Ok(())
}
