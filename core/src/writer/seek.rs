//! Candidates by the keys through which rows that are left out find them.

use super::reach::Numbered;
use super::withdrawn::Withdrawn;
use crate::record::SubjectKind;
use crate::subject::name;
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

/// Candidates by the keys through which withdrawals find them; other keys are not kept.
#[derive(Default)]
pub(super) struct Index {
    by_group: HashMap<u64, Vec<u32>>,
    by_primary: HashMap<u64, Vec<u32>>,
    pub(super) by_key: HashMap<u64, Vec<u32>>,
    /// Of persons: a masked number and a whole one of the same person have no key in common
    by_name: HashMap<String, Vec<u32>>,
}

impl Index {
    pub(super) fn of(withdrawn: &[Withdrawn]) -> Self {
        let mut index = Self::default();
        for row in withdrawn {
            index.by_group.entry(row.group).or_default();
            if let Some(primary) = row.primary {
                index.by_primary.entry(primary).or_default();
            }
            for key in &row.keys {
                index.by_key.entry(*key).or_default();
            }
            if row.subject_kind == SubjectKind::Person {
                for name in &row.names {
                    index.by_name.entry(name.clone()).or_default();
                }
            }
        }
        index
    }

    /// Adds a candidate; whether a withdrawal may be about it.
    pub(super) fn add<'n>(
        &mut self,
        number: u32,
        group: u64,
        primary: Option<u64>,
        names: impl Iterator<Item = &'n str>,
        keys: &[u64],
    ) -> bool {
        let mut is_sought = false;
        let mut note = |places: Option<&mut Vec<u32>>| {
            if let Some(places) = places {
                places.push(number);
                is_sought = true;
            }
        };
        note(self.by_group.get_mut(&group));
        note(primary.and_then(|key| self.by_primary.get_mut(&key)));
        keys.iter().for_each(|key| note(self.by_key.get_mut(key)));
        if !self.by_name.is_empty() {
            names.for_each(|text| note(self.by_name.get_mut(&name::key(text))));
        }
        is_sought
    }

    /// The candidates that have the number of a row, each once.
    pub(super) fn of_number(&self, row: &Withdrawn) -> Vec<u32> {
        let by_primary = row.primary.and_then(|key| self.by_primary.get(&key));
        let by_key = row.number_keys.iter().filter_map(|key| self.by_key.get(key));
        sorted(by_primary.into_iter().chain(by_key))
    }

    /// The candidates that rows of one subject and list may be about, each once; where `but_number`, without those that have
    /// nothing but their number.
    pub(super) fn about(&self, rows: &[&Withdrawn], but_number: bool) -> Vec<u32> {
        // Whoever is named is found by number or name, and not by a record id that others have too.
        let nameless = rows.iter().filter(|row| !row.names_subject());
        let mut groups: Vec<u64> = nameless.map(|row| row.group).collect();
        groups.sort_unstable();
        groups.dedup();
        let groups = groups.iter().filter_map(|group| self.by_group.get(group));
        let Some(first) = rows.first() else {
            return sorted(groups);
        };
        let is_sought = |key: &&u64| !but_number || !first.number_keys.contains(key);
        let primary = first.primary.filter(|_| !but_number);
        let by_primary = primary.and_then(|key| self.by_primary.get(&key));
        let keys = first.keys.iter().filter(is_sought);
        let by_key = keys.filter_map(|key| self.by_key.get(key));
        let is_person = first.subject_kind == SubjectKind::Person;
        let names = first.names.iter().filter(|_| is_person);
        let by_name = names.filter_map(|name| self.by_name.get(name));
        sorted(groups.chain(by_primary).chain(by_key).chain(by_name))
    }

    /// The candidates with this identity or record id.
    pub(super) fn of_group(&self, group: u64) -> Vec<u32> {
        sorted(self.by_group.get(&group).into_iter())
    }

    pub(super) fn groups(&self) -> impl Iterator<Item = u64> {
        self.by_group.keys().copied()
    }

    pub(super) fn primaries(&self) -> impl Iterator<Item = u64> {
        self.by_primary.keys().copied()
    }
}

/// Each once, in order.
fn sorted<'n>(found: impl Iterator<Item = &'n Vec<u32>>) -> Vec<u32> {
    let mut found: Vec<u32> = found.flatten().copied().collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The rows of each subject and list together, and those subjects that have one number.
pub(super) fn by_subject(withdrawn: &[Withdrawn]) -> Vec<Numbered<'_>> {
    let mut together: BTreeMap<_, BTreeMap<_, Vec<&Withdrawn>>> = BTreeMap::new();
    for row in withdrawn {
        let of_number = together.entry(row.numbered()).or_default();
        of_number.entry(row.named()).or_default().push(row);
    }
    let groups = together.into_values().map(|rows| rows.into_values().collect());
    groups.map(|groups| Numbered { groups }).collect()
}
