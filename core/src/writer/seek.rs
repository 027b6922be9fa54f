//! Candidates by the keys through which rows that are left out find them.

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

    /// The candidates that rows of one subject and list may be about, each once.
    pub(super) fn about(&self, rows: &[&Withdrawn]) -> Vec<u32> {
        let mut found: Vec<u32> = Vec::new();
        let mut groups: Vec<u64> = rows.iter().map(|row| row.group).collect();
        groups.sort_unstable();
        groups.dedup();
        found.extend(
            groups
                .iter()
                .filter_map(|group| self.by_group.get(group))
                .flatten(),
        );
        if let Some(first) = rows.first() {
            found.extend(
                first
                    .primary
                    .and_then(|key| self.by_primary.get(&key))
                    .into_iter()
                    .flatten(),
            );
            found.extend(first.keys.iter().filter_map(|key| self.by_key.get(key)).flatten());
            if first.subject_kind == SubjectKind::Person {
                found.extend(
                    first
                        .names
                        .iter()
                        .filter_map(|name| self.by_name.get(name))
                        .flatten(),
                );
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    pub(super) fn groups(&self) -> impl Iterator<Item = u64> {
        self.by_group.keys().copied()
    }

    pub(super) fn primaries(&self) -> impl Iterator<Item = u64> {
        self.by_primary.keys().copied()
    }
}

/// The rows of each subject and list together.
pub(super) fn by_subject(withdrawn: &[Withdrawn]) -> Vec<Vec<&Withdrawn>> {
    let mut together: BTreeMap<_, Vec<&Withdrawn>> = BTreeMap::new();
    for row in withdrawn {
        together.entry(row.subject()).or_default().push(row);
    }
    together.into_values().collect()
}
