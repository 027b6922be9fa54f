//! The lists as a header has them.

use super::unnamed::Unnamed;
use crate::format::header::ListCount;
use std::collections::{BTreeMap, BTreeSet};

/// The lists covered, and those of which there is something to count: records and rows that could not be read.
pub(super) fn list_counts<'a>(
    covers: &'a BTreeSet<String>,
    counts: impl IntoIterator<Item = (&'a str, [u64; 2])>,
    unnamed: &'a Unnamed,
) -> Vec<ListCount> {
    let mut lists: BTreeMap<&str, ListCount> = covers
        .iter()
        .map(|code| (code.as_str(), ListCount::new(code, true, 0)))
        .collect();
    for (code, [records, unread]) in counts {
        if records + unread > 0 {
            let list = lists
                .entry(code)
                .or_insert_with(|| ListCount::new(code, false, 0));
            list.records += records;
            list.unread += unread;
        }
    }
    for (code, count) in unnamed.by_list(covers) {
        let list = lists
            .entry(code)
            .or_insert_with(|| ListCount::new(code, false, 0));
        list.unnamed += count;
    }
    lists.into_values().collect()
}
