//! Numbers of natural persons that stand beside several names. One of the cells was copied from another row, and nobody knows
//! which: whoever has one of the names may be listed under a number that is in no row.

use super::batch::Batch;
use super::decision::group;
use super::partial_row::PartialRow;
use super::standing::record_at;
use super::{BuildError, Builder};
use crate::format::fingerprint::seeded;
use crate::record::{Particulars, Record, SubjectKind, UnreadRow};
use crate::roster::Roster;
use crate::snapshot::PartitionKind;
use crate::subject::name;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Most pairs of names beside one number that are compared character by character.
const MOST_COMPARED: usize = 10_000;

/// A name beside a whole number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Beside {
    /// The number's key
    number: u64,
    /// The name as it is written, hashed
    name: u64,
    /// Row of the feed
    row: u32,
}

impl Beside {
    pub(super) fn of(number: u64, name: &str, row: u64) -> Self {
        Self {
            number,
            name: seeded(0, name.as_bytes()),
            row: u32::try_from(row).unwrap_or(u32::MAX),
        }
    }
}

/// The names beside each number, and the rows that could not be read and are kept by their numbers alone.
#[derive(Default)]
pub(super) struct Shared {
    names: Vec<Beside>,
    unread: Vec<(u64, Arc<UnreadRow>)>,
}

impl Shared {
    pub(super) fn add(&mut self, names: &[Beside], unread: &[(u64, Arc<UnreadRow>)]) {
        self.names.extend(names);
        self.unread.extend(unread.iter().cloned());
    }

    /// Numbers beside which names are written in more than one way.
    fn numbers(&mut self) -> BTreeSet<u64> {
        self.names.sort_unstable();
        self.names.dedup_by_key(|beside| (beside.number, beside.name));
        let alike = self.names.chunk_by(|a, b| a.number == b.number);
        alike
            .filter(|names| names.len() > 1)
            .map(|names| names[0].number)
            .collect()
    }

    /// The first row in which a name stands beside a number.
    fn row(&self, number: u64, name: &str) -> u64 {
        let Beside { name, .. } = Beside::of(number, name, 0);
        let at = self
            .names
            .binary_search_by_key(&(number, name), |beside| (beside.number, beside.name));
        at.ok()
            .and_then(|at| self.names.get(at))
            .map_or(0, |beside| beside.row.into())
    }
}

/// One row of a number: whom it names, and what a repair can name it by.
struct Named {
    row: UnreadRow,
    partial: Option<PartialRow>,
    /// How the report counts it
    origin: Option<u32>,
    is_new: bool,
}

impl<B: AsRef<[u8]>> Builder<'_, B> {
    /// Leaves beside the records of a number that has several names a row for each of the names, which whoever is asked for
    /// by that name comes upon.
    pub(super) fn doubt_shared_numbers(&mut self) -> Result<(), BuildError> {
        let mut shared = std::mem::take(&mut self.shared);
        let numbers = shared.numbers();
        if numbers.is_empty() {
            return Ok(());
        }
        let mut by_number = self.pushed_with(&numbers, &shared);
        if let Some(roster) = self.below {
            self.standing_with(roster, &numbers, &shared, &mut by_number)?;
        }
        for (number, row) in shared.unread {
            if numbers.contains(&number) {
                by_number.entry(number).or_default().push(Named::unread(&row));
            }
        }
        let preparer = self.preparer();
        for mut rows in by_number.into_values() {
            rows.retain(|named| preparer.is_against(&named.row.list_kind));
            let persons = persons(&rows);
            if persons.len() < 2 {
                continue;
            }
            let mut batch = Batch::default();
            for person in &persons {
                let rows = || person.iter().filter_map(|at| rows.get(*at));
                let is_hidden = |name: &str| name.contains(name::hides);
                if rows().flat_map(Named::names).all(is_hidden) {
                    let lists = rows().map(|named| named.row.list_kind.as_str());
                    lists.for_each(|list| preparer.add_unnamed(Some(list), &mut batch));
                    continue;
                }
                for named in rows() {
                    preparer.add_doubted(&named.row, named.partial.as_ref(), &mut batch)?;
                }
            }
            self.take(&batch)?;
            if rows.iter().any(|row| row.is_new) {
                let origins = persons
                    .iter()
                    .filter_map(|person| rows.get(*person.first()?)?.origin);
                let origins: BTreeSet<u32> = origins.collect();
                let pairs = origins.iter().zip(origins.iter().skip(1));
                self.dropped
                    .apart
                    .extend(pairs.map(|(one, other)| [*one, *other]));
            }
        }
        Ok(())
    }

    /// The records pushed that have one of the numbers and are none of the layers below.
    fn pushed_with(&self, numbers: &BTreeSet<u64>, shared: &Shared) -> BTreeMap<u64, Vec<Named>> {
        let rows = &self.sides.get(PartitionKind::Persons).rows;
        let listings = rows.numbered_listings();
        let mut found: BTreeMap<u64, Vec<Named>> = BTreeMap::new();
        for row in rows.iter().filter(|row| !row.is_unread()) {
            let number = row.primary().filter(|number| numbers.contains(number));
            let Some(number) = number else { continue };
            let record = rows.record(row, &listings);
            let named = Named::of(record, number, shared, row.origin, true);
            found.entry(number).or_default().push(named);
        }
        found
    }

    /// The same of the records below that were pushed again.
    fn standing_with(
        &self,
        roster: &Roster<B>,
        numbers: &BTreeSet<u64>,
        shared: &Shared,
        found: &mut BTreeMap<u64, Vec<Named>>,
    ) -> Result<(), BuildError> {
        let kind = PartitionKind::Persons;
        let standing = &self.sides.get(kind).standing;
        let mut first = 0;
        for layer in roster.layers() {
            let Ok(Some(live)) = layer.live(kind) else {
                continue;
            };
            for number in numbers {
                for row in live.partition.rows_of(live.bytes, *number) {
                    let place = first + row as u32;
                    if !live.is_live(row) {
                        continue;
                    }
                    let (record, key) = record_at(roster, kind, place).ok_or(BuildError::BaseUnreadable)?;
                    let at = standing.at(group(&record, key), place);
                    let Some(origin) = at.and_then(|at| standing.seen_as(at)) else {
                        continue;
                    };
                    let named = Named::of(record, *number, shared, origin, false);
                    found.entry(*number).or_default().push(named);
                }
            }
            first += live.partition.len() as u32;
        }
        Ok(())
    }
}

impl Named {
    fn of(record: Record, number: u64, shared: &Shared, origin: u32, is_new: bool) -> Self {
        let row = UnreadRow {
            list_kind: record.list_kind.clone(),
            subject_kind: SubjectKind::Person,
            id: None,
            name: record.name.clone(),
            former_names: record.former_names.clone(),
            row: record.name.as_deref().map_or(0, |name| shared.row(number, name)),
            particulars: Particulars::default(),
        };
        Self {
            row,
            partial: Some(PartialRow::of_person(record, number)),
            origin: Some(origin),
            is_new,
        }
    }

    /// Of a row that could not be read and is kept by its number.
    fn unread(row: &UnreadRow) -> Self {
        let particulars = Particulars {
            id: row.id.clone(),
            ..row.particulars.clone()
        };
        Self {
            row: UnreadRow {
                id: None,
                particulars,
                ..row.clone()
            },
            partial: None,
            origin: None,
            is_new: false,
        }
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let former = self.row.former_names.iter();
        self.row.name.iter().chain(former).map(String::as_str)
    }
}

/// The rows by the persons that they name, by their places: those of one person have a name in common, or what is shown of
/// one that is partly hidden.
fn persons(rows: &[Named]) -> Vec<Vec<usize>> {
    let mut persons = Persons((0..rows.len()).collect());
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    let mut written: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        for name in row.names() {
            let other = *by_key.entry(name::key(name)).or_insert(at);
            persons.join(at, other);
            written.insert(name, at);
        }
    }
    let (hidden, whole): (Vec<_>, Vec<_>) = written.iter().partition(|(name, _)| name.contains(name::hides));
    if hidden.len() * whole.len() <= MOST_COMPARED {
        let pairs = hidden
            .iter()
            .flat_map(|hidden| whole.iter().map(move |whole| (hidden, whole)));
        for ((hidden, at), (name, other)) in pairs {
            if shows(hidden, name) {
                persons.join(**at, **other);
            }
        }
    }
    let mut by_first: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, _) in rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.names().next().is_some())
    {
        by_first.entry(persons.first(at)).or_default().push(at);
    }
    by_first.into_values().collect()
}

/// For each row another one of the same person, or itself.
struct Persons(Vec<usize>);

impl Persons {
    fn first(&mut self, row: usize) -> usize {
        let mut at = row;
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, row: usize, other: usize) {
        let firsts = [self.first(row), self.first(other)];
        let [lower, upper] = [firsts[0].min(firsts[1]), firsts[0].max(firsts[1])];
        self.0[upper] = lower;
    }
}

/// Whether a name is another one with some of its characters hidden.
fn shows(hidden: &str, name: &str) -> bool {
    let hidden: Vec<char> = hidden
        .chars()
        .map(|c| if name::hides(c) { '*' } else { c })
        .collect();
    let Some(head) = hidden.iter().position(|c| *c == '*') else {
        return false;
    };
    let tail = hidden.iter().rev().take_while(|c| **c != '*').count();
    let (head, tail): (String, String) = (
        hidden.iter().take(head).collect(),
        hidden.iter().skip(hidden.len() - tail).collect(),
    );
    let name = name::key(name);
    name.starts_with(&name::key(&head)) && name.ends_with(&name::key(&tail))
}
