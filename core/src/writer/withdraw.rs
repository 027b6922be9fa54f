//! Which records rows that are left out end, and which of those rows reach none though they should.
//!
//! A row ends the record of its list with its record id; else the records of its subject and list that have its document
//! number; else those that its authority listed on the day it names; else, where it names neither, the only one, if that
//! is surely its subject's and its authority's and no number says that it is another. Never one decided or listed after it,
//! and nothing before its own day.

use super::Dropped;
use super::rows::{Listing, Rows};
use super::same::Sameness;
use super::settle::{Alike, Settled, count};
use super::told::ToldRow;
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

/// A row that a withdrawal may be about: a record, or a row that could not be read with what is known of it.
struct Candidate<'a> {
    at: u32,
    /// The row that stands for it, where several could not be read
    stands: u32,
    told: Option<&'a ToldRow>,
    is_unread: bool,
}

/// What a withdrawal finds, by the candidates' numbers.
#[derive(Default)]
struct Found {
    /// Rows of its list with its record id
    by_id: Vec<u32>,
    /// Those of which something else speaks against it
    doubtful: Vec<u32>,
    /// Rows of its own identity
    own: Vec<u32>,
    /// Rows of its subject and list
    of_subject: Vec<u32>,
    /// Of these, the ones that are surely its subject's and may be its authority's and the one that is meant
    likely: Vec<u32>,
    by_document: Vec<u32>,
    by_day: Vec<u32>,
}

impl Found {
    fn add(&mut self, at: u32, withdrawn: &Withdrawn, listed: &Listed<'_>) {
        let record = listed.record;
        let same = withdrawn.subject_of(listed);
        if withdrawn.is_numbered(listed) {
            self.by_id.push(at);
        } else if withdrawn.names_id_of(record) && withdrawn.is_of_list(record) && same.is_none() {
            self.doubtful.push(at);
        }
        let Some(same) = same else { return };
        let is_of_authority = withdrawn.is_of_authority(record);
        self.of_subject.push(at);
        if is_of_authority && same == Sameness::Sure && withdrawn.may_mean(record) {
            self.likely.push(at);
        }
        if withdrawn.is_own(listed) {
            self.own.push(at);
        }
        if withdrawn.names_document_of(record) {
            self.by_document.push(at);
        }
        if is_of_authority && withdrawn.names_day_of(record) {
            self.by_day.push(at);
        }
    }

    /// The rows that the withdrawal names, the surest way first.
    fn named(&self) -> Option<&[u32]> {
        let ways = [&self.by_id, &self.by_document, &self.by_day];
        ways.into_iter().find(|rows| !rows.is_empty()).map(Vec::as_slice)
    }

    /// The rows of its subject and list, where all speak of one decision: a row that could not be read may stand beside its
    /// own record.
    fn only(
        &self,
        withdrawn: &Withdrawn,
        record: impl Fn(u32) -> Record,
        is_dated: impl Fn(u32) -> bool,
    ) -> &[u32] {
        let is_likely = |at: &u32| self.likely.contains(at) && is_dated(*at);
        let decision = |at: &u32| withdrawn.decision_of(&record(*at));
        match self.of_subject.split_first() {
            Some((first, rest)) if self.of_subject.iter().all(is_likely) => {
                let first = decision(first);
                let is_one = rest.iter().all(|at| decision(at) == first);
                if is_one { &self.of_subject } else { &[] }
            }
            _ => &[],
        }
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
        alike: &Alike,
        known: &BTreeSet<u32>,
        settled: &mut Settled,
    ) -> Vec<u32> {
        if self.withdrawn().is_empty() {
            return kept;
        }
        let listings = self.numbered_listings();
        let candidates = self.candidates(&kept, alike);
        let found = self.find_withdrawn(&candidates, &listings);
        let place = |number: u32| candidates[number as usize].at;
        let record = |number: u32| match &candidates[number as usize] {
            Candidate { told: Some(told), .. } => told.record().clone(),
            other => self.record(self.get(other.at), &listings),
        };
        let is_dated = |number: u32| candidates[number as usize].told.is_none_or(|told| told.has_day);
        // For each candidate that goes the first withdrawal that names it.
        let mut goes: HashMap<u32, u32> = HashMap::default();
        for (withdrawn, found) in self.withdrawn().iter().zip(&found) {
            for at in targets(withdrawn, found, record, is_dated) {
                let number = goes.entry(at).or_insert(withdrawn.number);
                *number = withdrawn.number.min(*number);
            }
        }
        for (withdrawn, found) in self.withdrawn().iter().zip(&found) {
            let stays = unreached(withdrawn, found, known.contains(&withdrawn.number), record);
            let stays = stays
                .into_iter()
                .filter(|at| !goes.contains_key(at) && !candidates[*at as usize].is_unread);
            let mut stays: Vec<u32> = stays.map(|at| self.get(place(at)).origin).collect();
            stays.sort_unstable();
            stays.dedup();
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
        // Of rows that could not be read and have their keys in common, one of those that stay stands for all.
        let mut gone: HashMap<u32, u32> = HashMap::default();
        let mut left: HashMap<u32, BTreeSet<u32>> = HashMap::default();
        for (number, candidate) in (0..).zip(&candidates) {
            match goes.get(&number) {
                Some(withdrawal) => _ = gone.insert(candidate.at, *withdrawal),
                None if candidate.is_unread => {
                    _ = left.entry(candidate.stands).or_default().insert(candidate.at);
                }
                None => {}
            }
        }
        let mut still = Vec::with_capacity(kept.len());
        for at in kept {
            let row = self.get(at);
            // It was refused and is counted as such.
            if row.is_unread() {
                let left = left.get(&at).into_iter().flatten().copied();
                still.extend(self.first_unread(left));
                continue;
            }
            let Some(withdrawal) = gone.get(&at) else {
                still.push(at);
                continue;
            };
            settled.withdrawn.push(Dropped {
                kept: *withdrawal,
                dropped: row.origin,
            });
            count(&mut settled.by_source, &listings[row.listing as usize]);
        }
        still
    }

    /// Every record and every row that could not be read.
    fn candidates(&self, kept: &[u32], alike: &Alike) -> Vec<Candidate<'_>> {
        let mut candidates = Vec::with_capacity(kept.len());
        for &at in kept {
            let is_unread = self.get(at).is_unread();
            let stands = at;
            let mut add = |at, told| {
                candidates.push(Candidate {
                    at,
                    stands,
                    told,
                    is_unread,
                });
            };
            if !is_unread {
                add(at, None);
                continue;
            }
            let only = [at];
            for other in alike.get(&at).map_or(only.as_slice(), Vec::as_slice) {
                for told in self.told(self.get(*other)) {
                    add(*other, told.as_deref());
                }
            }
        }
        candidates
    }

    /// What each withdrawal finds among the candidates.
    fn find_withdrawn(&self, candidates: &[Candidate<'_>], listings: &[Listing<'_>]) -> Vec<Found> {
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
        let mut note = |number: u32, about: Vec<&Withdrawn>, listed: &Listed<'_>| {
            for withdrawn in about {
                if let Some(found) = place.get(&withdrawn.number).and_then(|at| found.get_mut(*at)) {
                    found.add(number, withdrawn, listed);
                }
            }
        };
        for (number, candidate) in (0..).zip(candidates) {
            if let Some(told) = candidate.told {
                let seeking = told.keys.iter().filter_map(|key| seekers.by_key.get(key));
                let keyed: Vec<u32> = seeking.flatten().copied().collect();
                let record = told.record();
                let names = record.name.iter().chain(&record.former_names);
                let names = names.map(String::as_str);
                let about = seekers.about(told.group, told.primary(), names, &keyed);
                note(number, about, &told.listed());
                continue;
            }
            if candidate.is_unread {
                continue;
            }
            let row = self.get(candidate.at);
            let texts = self.texts(row);
            let former = texts.former_names.into_iter().flat_map(|names| names.split('|'));
            let keyed = by_origin.get(&row.origin).map(Vec::as_slice).unwrap_or_default();
            let group = self.marks()[candidate.at as usize].group;
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
            note(number, about, &listed);
        }
        found
    }
}

/// The candidates that go.
fn targets(
    withdrawn: &Withdrawn,
    found: &Found,
    record: impl Fn(u32) -> Record,
    is_dated: impl Fn(u32) -> bool,
) -> Vec<u32> {
    let named = match withdrawn.force {
        Force::Unclear => return Vec::new(),
        Force::Outweighs => {
            let own = found.own.iter().chain(&found.by_id).copied();
            let own: BTreeSet<u32> = own.filter(|at| withdrawn.outweighs(&record(*at))).collect();
            return own.into_iter().collect();
        }
        Force::Ends => found
            .named()
            .unwrap_or_else(|| match withdrawn.names_no_record() {
                true => found.only(withdrawn, &record, is_dated),
                false => &[],
            }),
    };
    let goes = |at: &u32| !withdrawn.is_before(&record(*at));
    named.iter().copied().filter(goes).collect()
}

/// The candidates that stay though the withdrawal may have meant them.
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
            let meant = found.of_subject.iter().chain(&found.doubtful);
            let is_older = |at: &u32| withdrawn.is_behind(&record(*at));
            meant.copied().filter(is_older).collect()
        }
    }
}
