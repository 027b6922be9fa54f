//! Rows of one decision: which of them stay.

use super::Dropped;
use super::batch::Facts;
use super::decision::Decision;
use super::listing::Listing;
use super::rows::Rows;
use super::withdraw::Unapplied;
use crate::date::Date;
use crate::format::leaf::canonical;
use crate::record::{Record, Severity, Status};
use crate::subject::name;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Rows that could not be read, by the place of the one that stands for them.
pub(super) type Alike = BTreeMap<u32, Vec<u32>>;

/// Rows that were dropped.
#[derive(Default)]
pub(super) struct Settled {
    pub(super) collapsed: Vec<Dropped>,
    pub(super) conflicts: Vec<Dropped>,
    /// Rows that stay side by side though only their names differ
    pub(super) apart: Vec<[u32; 2]>,
    /// Rows that a withdrawal outweighs; `kept` counts withdrawals
    pub(super) withdrawn: Vec<Dropped>,
    pub(super) unapplied: Vec<Unapplied>,
    pub(super) by_source: BySource,
}

/// How many rows were dropped, by list and authority.
pub type BySource = BTreeMap<(String, String), u64>;

/// Counts a row that was dropped.
pub(super) fn count(by_source: &mut BySource, listing: &Listing<'_>) {
    let source = (listing.list_kind.to_owned(), listing.authority.to_owned());
    *by_source.entry(source).or_default() += 1;
}

impl Settled {
    pub(super) fn join(&mut self, other: Self) {
        self.collapsed.extend(other.collapsed);
        self.conflicts.extend(other.conflicts);
        self.apart.extend(other.apart);
        self.withdrawn.extend(other.withdrawn);
        self.unapplied.extend(other.unapplied);
        for (source, count) in other.by_source {
            *self.by_source.entry(source).or_default() += count;
        }
    }

    /// In the order of the records pushed.
    pub(super) fn sorted(mut self) -> Self {
        self.collapsed.sort_unstable();
        self.conflicts.sort_unstable();
        self.apart.iter_mut().for_each(|pair| pair.sort_unstable());
        self.apart.sort_unstable();
        self.apart.dedup();
        self.withdrawn.sort_unstable();
        self.unapplied.sort_unstable();
        self
    }
}

/// Which row of a decision stands before others: the later one, then the stricter one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    decided_on: Option<Date>,
    strictness: Strictness,
    bytes: Vec<u8>,
}

/// How much a record says against its subject, the most last: its state, how long it stands, from when and how grave it is.
type Strictness = (Reverse<Status>, [End; 2], Reverse<Date>, Option<Severity>);

/// The last day of a record; one without is behind all others.
type End = (bool, Option<Date>);

impl Facts {
    fn strictness(&self) -> Strictness {
        let end = |day: Option<Date>| (day.is_none(), day);
        (
            // In their order each lifts more of a record than the one before.
            Reverse(self.status),
            [end(self.publish_until), end(self.effective_until)],
            Reverse(self.effective_from.unwrap_or(self.listed_on)),
            self.severity,
        )
    }
}

impl Rows {
    /// Drops repeated rows and those withdrawn, and puts the others in their final order. `known` are the withdrawals that
    /// belong to a record of the layers below.
    pub(super) fn settle(&mut self, known: &BTreeSet<u32>) -> Settled {
        let (mut settled, kept, alike) = self.drop_repeats();
        let kept = self.drop_withdrawn(kept, &alike, known, &mut settled);
        self.arrange(kept);
        settled
    }

    /// What was dropped, the places of the rows that stay, and for which others each row that could not be read stands.
    fn drop_repeats(&self) -> (Settled, Vec<u32>, Alike) {
        let (mut settled, mut alike) = (Settled::default(), Alike::default());
        let mut groups: Vec<(u64, u32)> = self.marks().iter().map(|mark| mark.group).zip(0..).collect();
        groups.sort_unstable();
        let mut kept = Vec::with_capacity(groups.len());
        let numbered = self.numbered_listings();
        for group in groups.chunk_by(|a, b| a.0 == b.0) {
            if let [(_, only)] = group {
                kept.push(*only);
                continue;
            }
            // Only now is it worth while to look at the decisions themselves.
            let mut rows: Vec<(Decision, u128, u32, u32)> = group
                .iter()
                .map(|(_, at)| {
                    let row = self.get(*at);
                    let decision = Decision::of(&self.record(row, &numbered), row.person_key());
                    (decision, self.leaf(*at), row.origin, *at)
                })
                .collect();
            rows.sort_unstable();
            for act in rows.chunk_by(|a, b| a.0.is_act_of(&b.0)) {
                let mut names = Vec::new();
                for same in act.chunk_by(|a, b| a.0 == b.0) {
                    let places = || same.iter().map(|(.., at)| *at);
                    names.push(same[0].3);
                    if self.get(same[0].3).is_unread() {
                        let first = self.first_unread(places());
                        kept.extend(first);
                        alike.extend(first.map(|at| (at, places().collect())));
                        continue;
                    }
                    let rest = self.drop_identical(places(), &numbered, &mut settled);
                    kept.extend(self.survivors(rest, &numbered, &mut settled));
                }
                self.note_names(&names, &mut settled);
            }
        }
        (settled, kept, alike)
    }

    /// One of each of these rows that are the same in everything; they come in the order of leaf and origin.
    fn drop_identical(
        &self,
        same: impl Iterator<Item = u32>,
        listings: &[Listing<'_>],
        settled: &mut Settled,
    ) -> Vec<u32> {
        let mut rest: Vec<u32> = Vec::new();
        for at in same {
            match rest.last().filter(|first| self.leaf(**first) == self.leaf(at)) {
                None => rest.push(at),
                Some(first) => {
                    settled.collapsed.push(Dropped {
                        kept: self.get(*first).origin,
                        dropped: self.get(at).origin,
                    });
                    count(&mut settled.by_source, &listings[self.get(at).listing as usize]);
                }
            }
        }
        rest
    }

    /// Which of the rows of one decision stay: the first by rank, and each that tells a name which none before it does.
    fn survivors(&self, mut rows: Vec<u32>, listings: &[Listing<'_>], settled: &mut Settled) -> Vec<u32> {
        if rows.len() == 1 {
            return rows;
        }
        let canonical_of = |record: &Record, at: u32| canonical(record, self.get(at).person_key());
        rows.sort_by_cached_key(|at| {
            let row = self.get(*at);
            Reverse(Rank {
                decided_on: row.facts.decided_on,
                strictness: row.facts.strictness(),
                // The result does not depend on the order of the feed.
                bytes: canonical_of(&self.record(row, listings), *at),
            })
        });
        // Another way to write one number is not a contradiction.
        let folded = |at: u32| {
            let mut record = self.record(self.get(at), listings);
            record.document_no = record.document_no.as_deref().map(name::fold);
            canonical_of(&record, at)
        };
        let (mut stays, mut told) = (Vec::new(), BTreeSet::new());
        for at in rows {
            let names = self.name_keys(at);
            let first = stays.first().copied();
            let Some(first) = first.filter(|_| names.is_subset(&told)) else {
                told.extend(names);
                stays.push(at);
                settled.apart.extend(first.map(|first| self.origins([first, at])));
                continue;
            };
            let [kept, dropped] = self.origins([first, at]);
            let pair = Dropped { kept, dropped };
            match folded(first) == folded(at) {
                true => settled.collapsed.push(pair),
                false => settled.conflicts.push(pair),
            }
            count(&mut settled.by_source, &listings[self.get(at).listing as usize]);
        }
        stays
    }

    /// Notes where one number under one decision stands beside names that have nothing in common, by a row of each. A masked
    /// number may be of all of them.
    fn note_names(&self, rows: &[u32], settled: &mut Settled) {
        let Some((first, others)) = rows.split_first() else {
            return;
        };
        if others.is_empty() || self.get(*first).is_masked() {
            return;
        }
        let names = self.name_keys(*first);
        for at in others {
            if names.is_disjoint(&self.name_keys(*at)) {
                settled.apart.push(self.origins([*first, *at]));
            }
        }
    }

    fn origins(&self, rows: [u32; 2]) -> [u32; 2] {
        rows.map(|at| self.get(at).origin)
    }

    /// The names and former names of a row, folded.
    fn name_keys(&self, at: u32) -> BTreeSet<String> {
        let texts = self.texts(self.get(at));
        let former = texts.former_names.into_iter().flat_map(|names| names.split('|'));
        texts.name.into_iter().chain(former).map(name::key).collect()
    }

    /// Of rows that could not be read and have all keys in common, the one with the lowest number.
    pub(super) fn first_unread(&self, same: impl Iterator<Item = u32>) -> Option<u32> {
        let number = |at: &u32| {
            let number = self.texts(self.get(*at)).record_id.unwrap_or_default();
            (number.len(), number)
        };
        same.min_by_key(number)
    }
}
