//! Which records rows that are left out end, and which of those rows reach none though they should.
//!
//! A row ends the record with its record id; else the records of its subject and list that have its document number;
//! else those listed on the day it names; else, where it names neither, the only one. Never one decided or listed after it.

use super::Dropped;
use super::rows::{Listing, Rows};
use super::settle::{Settled, count};
use super::withdrawn::{Listed, Withdrawn};
use crate::record::{Force, Record, SubjectKind};
use crate::subject::name;
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeSet;

/// A row that is left out, or may have to be, while records of its subject and list stay that it might have meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unapplied {
    /// Counts the withdrawals given to the builder from 0
    pub withdrawal: u32,
    /// The records that stay, as [`Dropped`] counts them
    pub stays: Vec<u32>,
}

/// Withdrawals by the keys through which they find records.
pub(super) struct Seekers<'a> {
    withdrawn: &'a [Withdrawn],
    by_group: HashMap<u64, Vec<u32>>,
    by_primary: HashMap<u64, Vec<u32>>,
    pub(super) by_key: HashMap<u64, Vec<u32>>,
    /// Of persons: a masked number and a whole one of the same person have no key in common
    by_name: HashMap<&'a str, Vec<u32>>,
}

impl<'a> Seekers<'a> {
    pub(super) fn of(withdrawn: &'a [Withdrawn]) -> Self {
        let mut seekers = Self {
            withdrawn,
            by_group: HashMap::default(),
            by_primary: HashMap::default(),
            by_key: HashMap::default(),
            by_name: HashMap::default(),
        };
        for (at, row) in (0..).zip(withdrawn) {
            seekers.by_group.entry(row.group).or_default().push(at);
            if let Some(primary) = row.primary {
                seekers.by_primary.entry(primary).or_default().push(at);
            }
            for key in &row.keys {
                seekers.by_key.entry(*key).or_default().push(at);
            }
            if row.subject_kind == SubjectKind::Person {
                for name in &row.names {
                    seekers.by_name.entry(name).or_default().push(at);
                }
            }
        }
        seekers
    }

    /// Those that may be about a record, each once. `keyed` are found by its other keys.
    pub(super) fn about<'n>(
        &self,
        group: u64,
        primary: Option<u64>,
        names: impl Iterator<Item = &'n str>,
        keyed: &[u32],
    ) -> Vec<&'a Withdrawn> {
        let mut found: Vec<u32> = keyed.to_vec();
        found.extend(self.by_group.get(&group).into_iter().flatten());
        found.extend(
            primary
                .and_then(|key| self.by_primary.get(&key))
                .into_iter()
                .flatten(),
        );
        if !self.by_name.is_empty() {
            for text in names {
                found.extend(self.by_name.get(name::key(text).as_str()).into_iter().flatten());
            }
        }
        found.sort_unstable();
        found.dedup();
        let row = |at: u32| self.withdrawn.get(at as usize);
        found.into_iter().filter_map(row).collect()
    }

    pub(super) fn by_primary(&self) -> impl Iterator<Item = u64> {
        self.by_primary.keys().copied()
    }

    pub(super) fn by_group(&self) -> impl Iterator<Item = u64> {
        self.by_group.keys().copied()
    }
}

/// What a withdrawal finds.
#[derive(Default)]
struct Found {
    /// Rows with its record id
    by_id: Vec<u32>,
    /// Rows of its own identity
    own: Vec<u32>,
    /// Rows of its subject and list
    of_subject: Vec<u32>,
    by_document: Vec<u32>,
    by_day: Vec<u32>,
}

impl Found {
    fn add(&mut self, at: u32, withdrawn: &Withdrawn, listed: &Listed<'_>) {
        let record = listed.record;
        if withdrawn.names_id_of(record) && !withdrawn.is_of_another(record) {
            self.by_id.push(at);
        }
        if withdrawn.is_of_subject(listed) {
            self.of_subject.push(at);
            if withdrawn.is_own(record) {
                self.own.push(at);
            }
            if withdrawn.names_document_of(record) {
                self.by_document.push(at);
            }
            if withdrawn.names_day_of(record) {
                self.by_day.push(at);
            }
        }
    }

    /// The rows that the withdrawal names, the surest way first.
    fn named(&self) -> Option<&[u32]> {
        let ways = [&self.by_id, &self.by_document, &self.by_day];
        ways.into_iter().find(|rows| !rows.is_empty()).map(Vec::as_slice)
    }
}

/// Whether a withdrawal names this record, so that it is known what it belongs to.
pub(super) fn names(withdrawn: &Withdrawn, listed: &Listed<'_>) -> bool {
    let mut found = Found::default();
    found.add(0, withdrawn, listed);
    found.named().is_some()
}

impl Rows {
    /// Drops of these rows what is withdrawn. `known` are the withdrawals that belong to a record of the layers below.
    pub(super) fn drop_withdrawn(
        &self,
        kept: Vec<u32>,
        known: &BTreeSet<u32>,
        settled: &mut Settled,
    ) -> Vec<u32> {
        if self.withdrawn().is_empty() {
            return kept;
        }
        let listings = self.numbered_listings();
        let found = self.find_withdrawn(&kept, &listings);
        let record = |at: u32| self.record(self.get(at), &listings);
        // For each row that goes the first withdrawal that names it.
        let mut goes: HashMap<u32, u32> = HashMap::default();
        for (withdrawn, found) in self.withdrawn().iter().zip(&found) {
            for at in targets(withdrawn, found, record) {
                let number = goes.entry(at).or_insert(withdrawn.number);
                *number = withdrawn.number.min(*number);
            }
        }
        for (withdrawn, found) in self.withdrawn().iter().zip(&found) {
            let stays = unreached(withdrawn, found, known.contains(&withdrawn.number), record);
            let stays = stays.into_iter().filter(|at| !goes.contains_key(at));
            let mut stays: Vec<u32> = stays.map(|at| self.get(at).origin).collect();
            stays.sort_unstable();
            let was_taken = found
                .of_subject
                .iter()
                .any(|at| goes.get(at) == Some(&withdrawn.number));
            if !stays.is_empty() && !was_taken {
                settled.unapplied.push(Unapplied {
                    withdrawal: withdrawn.number,
                    stays,
                });
            }
        }
        let (gone, kept): (Vec<u32>, Vec<u32>) = kept.into_iter().partition(|at| goes.contains_key(at));
        for at in gone {
            let row = self.get(at);
            settled.withdrawn.push(Dropped {
                kept: goes.get(&at).copied().unwrap_or_default(),
                dropped: row.origin,
            });
            count(&mut settled.by_source, &listings[row.listing as usize]);
        }
        kept
    }

    /// What each withdrawal finds among these rows.
    fn find_withdrawn(&self, kept: &[u32], listings: &[Listing<'_>]) -> Vec<Found> {
        let seekers = Seekers::of(self.withdrawn());
        let mut by_origin: HashMap<u32, Vec<u32>> = HashMap::default();
        for (key, origin) in self.keys() {
            if let Some(seeking) = seekers.by_key.get(key) {
                by_origin.entry(*origin).or_default().extend(seeking);
            }
        }
        let mut found: Vec<Found> = self.withdrawn().iter().map(|_| Found::default()).collect();
        let place: HashMap<u32, usize> = (0..)
            .zip(self.withdrawn())
            .map(|(at, row)| (row.number, at))
            .collect();
        for &at in kept {
            let row = self.get(at);
            let texts = self.texts(row);
            let former = texts.former_names.into_iter().flat_map(|names| names.split('|'));
            let keyed = by_origin.get(&row.origin).map(Vec::as_slice).unwrap_or_default();
            let group = self.marks()[at as usize].group;
            let about = seekers.about(group, row.primary(), texts.name.into_iter().chain(former), keyed);
            if about.is_empty() {
                continue;
            }
            let record = self.record(row, listings);
            let listed = Listed {
                record: &record,
                primary: row.primary(),
                is_masked: row.is_masked(),
            };
            for withdrawn in about {
                if let Some(found) = place.get(&withdrawn.number).and_then(|at| found.get_mut(*at)) {
                    found.add(at, withdrawn, &listed);
                }
            }
        }
        found
    }
}

/// The rows that go.
fn targets(withdrawn: &Withdrawn, found: &Found, record: impl Fn(u32) -> Record) -> Vec<u32> {
    let named = match withdrawn.force {
        Force::Unclear => return Vec::new(),
        Force::Outweighs => {
            let own = found.own.iter().chain(&found.by_id).copied();
            let own: BTreeSet<u32> = own.filter(|at| withdrawn.outweighs(&record(*at))).collect();
            return own.into_iter().collect();
        }
        Force::Ends => found
            .named()
            .unwrap_or_else(|| match found.of_subject.as_slice() {
                only @ [_] if withdrawn.names_no_record() => only,
                _ => &[],
            }),
    };
    let goes = |at: &u32| !withdrawn.is_before(&record(*at));
    named.iter().copied().filter(goes).collect()
}

/// The rows that stay though the withdrawal may have meant them.
fn unreached(
    withdrawn: &Withdrawn,
    found: &Found,
    is_known: bool,
    record: impl Fn(u32) -> Record,
) -> Vec<u32> {
    match withdrawn.force {
        Force::Outweighs => Vec::new(),
        Force::Unclear if !found.by_id.is_empty() => found.by_id.clone(),
        Force::Unclear => found.of_subject.clone(),
        // It belongs to a record, which it ended, or which is later than itself.
        Force::Ends if is_known || found.named().is_some() => Vec::new(),
        Force::Ends => {
            let is_older = |at: &u32| withdrawn.is_behind(&record(*at));
            found.of_subject.iter().copied().filter(is_older).collect()
        }
    }
}
