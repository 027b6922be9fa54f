//! By what rows that are left out find the records that they may be about, list by list.

use super::members::Members;
use super::reach::Answers;
use super::withdrawn::{Listed, Withdrawn};
use crate::record::SubjectKind;
use crate::subject::name;
use rustc_hash::FxHashSet as HashSet;
use std::collections::BTreeMap;

/// What rows that are left out tell of the records that they may be about, whatever lists they are on.
#[derive(Default)]
pub(super) struct Sought {
    pub(super) groups: HashSet<u64>,
    pub(super) primaries: HashSet<u64>,
    pub(super) keys: HashSet<u64>,
    /// Of persons: a masked number and a whole one of the same person have no key in common
    names: HashSet<String>,
}

impl Sought {
    pub(super) fn by(withdrawn: &[Withdrawn]) -> Self {
        let mut sought = Self::default();
        for row in withdrawn {
            sought.groups.insert(row.group);
            sought.primaries.extend(row.primary);
            sought.keys.extend(&row.keys);
            if row.subject_kind == SubjectKind::Person {
                sought.names.extend(row.names.iter().cloned());
            }
        }
        sought
    }

    /// Whether a row may be about the record that has these.
    pub(super) fn has<'n>(
        &self,
        group: u64,
        primary: Option<u64>,
        mut names: impl Iterator<Item = &'n str>,
        keys: &[u64],
    ) -> bool {
        self.groups.contains(&group)
            || primary.is_some_and(|key| self.primaries.contains(&key))
            || keys.iter().any(|key| self.keys.contains(key))
            || !self.names.is_empty() && names.any(|text| self.names.contains(&name::key(text)))
    }
}

/// The rows that are left out, and the records that they may be about, by their list.
pub(super) struct Lists<'w>(BTreeMap<&'w str, (Vec<&'w Withdrawn>, Members)>);

impl<'w> Lists<'w> {
    pub(super) fn of(withdrawn: &'w [Withdrawn]) -> Self {
        let mut rows: BTreeMap<&str, Vec<&Withdrawn>> = BTreeMap::new();
        for row in withdrawn {
            rows.entry(row.list()).or_default().push(row);
        }
        let lists = rows.into_iter().map(|(list, rows)| {
            let members = Members::sought_by(&rows);
            (list, (rows, members))
        });
        Self(lists.collect())
    }

    /// Adds a record. Its number is the candidate's.
    pub(super) fn add(&mut self, number: u32, listed: &Listed<'_>, is_dated: bool) {
        if let Some((_, members)) = self.0.get_mut(listed.record.list_kind.as_str()) {
            members.add(number, listed, is_dated);
        }
    }

    /// What the rows of each list ask of its records.
    pub(super) fn answers(self) -> Vec<Answers<'w>> {
        let lists = self.0.into_values();
        lists.map(|(rows, members)| Answers::of(&rows, members)).collect()
    }
}
