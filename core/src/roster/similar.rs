//! Rows whose names may be nearly the same as a given one.

use crate::format::key_index::KeyIndex;
use crate::format::similar::{Cut, LONGEST, Room};
use crate::order;
use crate::snapshot::View;
use crate::subject::name;
use crate::subject::name::similar::{Asked, filed, swapped};

/// An index of nearly equal names.
pub(super) struct Index<'a> {
    /// The number of its layer
    pub(super) layer: usize,
    pub(super) view: View<'a>,
    pub(super) keys: &'a KeyIndex,
    /// Whether it is of records that have a valid code, or of the others
    pub(super) is_coded: bool,
}

/// What a look-up led to.
pub(super) struct Candidates {
    /// Index and row of every record with a name that may be nearly the same as the one asked, and of some others, each once
    pub(super) rows: Vec<(usize, usize)>,
    /// The keys that were looked up
    keys: Vec<u64>,
}

impl Candidates {
    /// Whether a row is filed under a key that was looked up. Keys and pointers are cut short, so that any row may be among
    /// those they lead to, and nothing may depend on which.
    pub(super) fn is_filed(&self, index: &Index<'_>, row: usize, name: &str) -> bool {
        let Index { view, keys, .. } = index;
        let mut room = Room::default();
        let is_own = |key: &u64| {
            self.keys.binary_search(key).is_ok() && view.partition.leads_to(view.bytes, keys, *key, row)
        };
        filed(&name::key(name)).iter().any(|core| {
            let count = core.chars().count();
            let cuts = Cut::of(core, count, count).filter(|_| count <= LONGEST);
            cuts.into_iter().any(|cut| {
                let keys = [cut.plain(&mut room), cut.whole(&mut room)];
                keys.iter().any(is_own) || cut.left_out(&mut room).any(|key| is_own(&key))
            })
        })
    }
}

/// The records that the indexes lead to from a name.
pub(super) fn candidates(indexes: &[Index<'_>], asked: &Asked<'_>) -> Candidates {
    let mut search = Search {
        indexes,
        room: Room::default(),
        keys: Vec::new(),
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
    let Search {
        mut rows, mut keys, ..
    } = search;
    order::sort(&mut rows);
    rows.dedup();
    order::sort(&mut keys);
    Candidates { rows, keys }
}

struct Search<'a> {
    indexes: &'a [Index<'a>],
    room: Room,
    keys: Vec<u64>,
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
        indexes.any(|Index { view, keys, .. }| keys.holds(view.bytes, hot))
    }

    fn add(&mut self, key: u64) {
        self.keys.push(key);
        for (at, index) in self.indexes.iter().enumerate() {
            let view = index.view;
            let is_filed = |row: &usize| {
                let row = view.row(*row);
                row.is_some_and(|row| row.has_coded_id() == index.is_coded)
            };
            let rows = view.partition.rows_in(view.bytes, index.keys, key);
            self.rows.extend(rows.filter(is_filed).map(|row| (at, row)));
        }
    }
}
