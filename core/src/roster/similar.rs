//! Rows whose names may be nearly the same as a given one.

use crate::format::key_index::KeyIndex;
use crate::format::similar::{Cut, LONGEST};
use crate::order;
use crate::subject::name::similar::Asked;

/// Layer and row of every record with a name that may be nearly the same as the one asked, and of some others, each once. An
/// index comes with the number of its layer and its bytes.
pub(super) fn candidates(indexes: &[(usize, &KeyIndex, &[u8])], asked: &Asked<'_>) -> Vec<(usize, usize)> {
    let mut rows = Vec::new();
    if indexes.is_empty() {
        return rows;
    }
    let sought = asked.sought();
    for core in sought.near.iter().filter(|core| core.len() <= LONGEST) {
        for length in core.len().saturating_sub(1)..=(core.len() + 1).min(LONGEST) {
            Cut::of(core, length).for_each(|cut| look_up(indexes, cut, false, &mut rows));
        }
        // Neighbours that were swapped across the cut change both halves.
        let half = core.len() / 2;
        if half > 0 {
            let mut swapped = core.clone();
            swapped.swap(half - 1, half);
            let cut = Cut::of(&swapped, core.len()).next();
            cut.into_iter()
                .for_each(|cut| look_up(indexes, cut, true, &mut rows));
        }
    }
    for core in sought.exact.iter().filter(|core| core.len() <= LONGEST) {
        let cut = Cut::of(core, core.len()).next();
        cut.into_iter()
            .for_each(|cut| look_up(indexes, cut, true, &mut rows));
    }
    order::sort(&mut rows);
    rows.dedup();
    rows
}

/// The rows of a cut: where `is_exact`, those with the same rest, as far as the index tells.
fn look_up(
    indexes: &[(usize, &KeyIndex, &[u8])],
    cut: Cut<'_>,
    is_exact: bool,
    rows: &mut Vec<(usize, usize)>,
) {
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
    let skip = if is_exact { details - 1 } else { 0 };
    for key in cut.details().skip(skip) {
        for (layer, index, bytes) in &hot {
            rows.extend(index.find(bytes, key).map(|row| (*layer, row)));
        }
    }
}
