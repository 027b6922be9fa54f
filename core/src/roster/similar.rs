//! Rows whose names may be nearly the same as a given one.

use crate::format::key_index::KeyIndex;
use crate::format::similar::{Cut, LONGEST};
use crate::order;
use crate::subject::name::similar::{cores, cores_behind_misspelt_forms};

/// Layer and row of every record with a name one edit or one legal form away from `key`, and of some others, each once. An index
/// comes with the number of its layer and its bytes.
pub(super) fn candidates(indexes: &[(usize, &KeyIndex, &[u8])], key: &str) -> Vec<(usize, usize)> {
    let mut rows = Vec::new();
    if indexes.is_empty() {
        return rows;
    }
    let mut look_up = |cut: Cut<'_>, exact: bool| {
        let (plain, hot) = (cut.plain(), cut.hot());
        let is_hot = |(_, index, bytes): &(usize, &KeyIndex, &[u8])| index.find(bytes, hot).next().is_some();
        for (layer, index, bytes) in indexes {
            rows.extend(index.find(bytes, plain).map(|row| (*layer, row)));
        }
        let hot: Vec<_> = indexes.iter().filter(|index| is_hot(index)).collect();
        if hot.is_empty() {
            return;
        }
        let details = cut.details().count();
        // The last detail leaves nothing out.
        let skip = if exact { details - 1 } else { 0 };
        for key in cut.details().skip(skip) {
            for (layer, index, bytes) in &hot {
                rows.extend(index.find(bytes, key).map(|row| (*layer, row)));
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
    order::sort(&mut rows);
    rows.dedup();
    rows
}
