//! Rows whose names may be nearly the same as a given one.

use crate::format::key_index::KeyIndex;
use crate::format::similar::{Cut, LONGEST, Room};
use crate::order;
use crate::subject::name::similar::{Asked, swapped};

/// An index with the number of its layer and its bytes.
pub(super) type Index<'a> = (usize, &'a KeyIndex, &'a [u8]);

/// Layer and row of every record with a name that may be nearly the same as the one asked, and of some others, each once.
pub(super) fn candidates(indexes: &[Index<'_>], asked: &Asked<'_>) -> Vec<(usize, usize)> {
    let mut search = Search {
        indexes,
        room: Room::default(),
        rows: Vec::new(),
    };
    let sought = asked.sought();
    for core in sought.near {
        let count = core.chars().count();
        if count > LONGEST {
            continue;
        }
        for length in count.saturating_sub(1)..=(count + 1).min(LONGEST) {
            Cut::of(core, count, length).for_each(|cut| search.near(cut));
        }
        // Neighbours that were swapped across the cut change both halves.
        let before_cut = (count / 2).checked_sub(1);
        if let Some(swapped) = before_cut.and_then(|at| swapped(core, at)) {
            search.exactly(&swapped);
        }
    }
    for core in sought.exact {
        search.exactly(&core);
    }
    let mut rows = search.rows;
    order::sort(&mut rows);
    rows.dedup();
    rows
}

struct Search<'a> {
    indexes: &'a [Index<'a>],
    room: Room,
    rows: Vec<(usize, usize)>,
}

impl Search<'_> {
    /// The rows of a core as it is.
    fn exactly(&mut self, core: &str) {
        let count = core.chars().count();
        if count <= LONGEST
            && let Some(cut) = Cut::of(core, count, count).next()
            && self.plain_or_hot(cut)
        {
            let key = cut.whole(&mut self.room);
            self.add(key);
        }
    }

    /// The rows of a cut, as far as the index tells.
    fn near(&mut self, cut: Cut<'_>) {
        if self.plain_or_hot(cut) {
            let key = cut.whole(&mut self.room);
            self.add(key);
            let keys: Vec<u64> = cut.left_out(&mut self.room).collect();
            keys.into_iter().for_each(|key| self.add(key));
        }
    }

    /// Adds the rows of the half alone; whether many names share it, so that there are details.
    fn plain_or_hot(&mut self, cut: Cut<'_>) -> bool {
        let key = cut.plain(&mut self.room);
        self.add(key);
        let hot = cut.hot(&mut self.room);
        let mut indexes = self.indexes.iter();
        indexes.any(|(_, index, bytes)| index.find(bytes, hot).next().is_some())
    }

    fn add(&mut self, key: u64) {
        for (layer, index, bytes) in self.indexes {
            self.rows.extend(index.find(bytes, key).map(|row| (*layer, row)));
        }
    }
}
