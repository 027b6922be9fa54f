//! Rows that could not be read and name nobody: nobody can be warned by name, so they are counted.

use std::collections::{BTreeMap, BTreeSet};

/// How many there are.
#[derive(Clone, Debug, Default)]
pub(super) struct Unnamed {
    by_list: BTreeMap<String, u64>,
    /// Rows of which not even the list can be read
    anywhere: u64,
}

impl Unnamed {
    pub(super) fn count(&mut self, list: Option<&str>) {
        match list {
            Some(list) => *self.by_list.entry(list.to_owned()).or_default() += 1,
            None => self.anywhere += 1,
        }
    }

    pub(super) fn join(&mut self, other: &Self) {
        for (list, count) in &other.by_list {
            *self.by_list.entry(list.clone()).or_default() += count;
        }
        self.anywhere += other.anywhere;
    }

    /// By list. A row that may be of any list counts for every list that the publisher calls complete.
    pub(super) fn by_list<'a>(&'a self, covers: &'a BTreeSet<String>) -> BTreeMap<&'a str, u64> {
        let mut counts: BTreeMap<&str, u64> = self
            .by_list
            .iter()
            .map(|(list, count)| (list.as_str(), *count))
            .collect();
        if self.anywhere > 0 {
            for list in covers {
                *counts.entry(list).or_default() += self.anywhere;
            }
        }
        counts
    }
}
