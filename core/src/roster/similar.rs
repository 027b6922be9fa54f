//! Rows whose names may be nearly the same as a given one.

use crate::format::key_index::KeyIndex;
use crate::format::similar::{Cut, LONGEST};
use crate::subject::name::similar::{cores, cores_behind_misspelt_forms};
use std::collections::BTreeSet;

/// Every row with a name one edit or one legal form away from `key`, and some others.
pub(super) fn candidates(index: &KeyIndex, bytes: &[u8], key: &str) -> BTreeSet<usize> {
    let mut rows = BTreeSet::new();
    let mut look_up = |cut: Cut<'_>, exact: bool| {
        rows.extend(index.find(bytes, cut.plain()));
        if index.find(bytes, cut.hot()).next().is_some() {
            let details = cut.details().count();
            // The last detail leaves nothing out.
            let skip = if exact { details - 1 } else { 0 };
            for key in cut.details().skip(skip) {
                rows.extend(index.find(bytes, key));
            }
        }
    };
    for core in cores(key) {
        let core: Vec<char> = core.chars().collect();
        if core.len() > LONGEST {
            continue;
        }
        for length in core.len() - 1..=(core.len() + 1).min(LONGEST) {
            Cut::of(&core, length).for_each(|cut| look_up(cut, false));
        }
        // Neighbours that were swapped across the cut change both halves.
        let half = core.len() / 2;
        let mut swapped = core.clone();
        if half > 0 && half < core.len() {
            swapped.swap(half - 1, half);
            Cut::of(&swapped, core.len())
                .take(1)
                .for_each(|cut| look_up(cut, true));
        }
    }
    for core in cores_behind_misspelt_forms(key) {
        let core: Vec<char> = core.chars().collect();
        if core.len() <= LONGEST {
            Cut::of(&core, core.len())
                .take(1)
                .for_each(|cut| look_up(cut, true));
        }
    }
    rows
}
