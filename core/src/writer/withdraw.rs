//! Which records rows that are left out end, and which of those rows reach none though they should.
//!
//! A row ends the record of its list with its record id; else the records of its subject and list that have its document
//! number; else those that its authority listed on the day it names; else, where it names neither, the only one, if that
//! is surely its subject's and its authority's and no number says that it is another. Never one decided or listed after it,
//! and nothing before its own day.

use super::Dropped;
use super::listing::Listing;
use super::partial_row::PartialRow;
use super::reach::Answers;
use super::rows::Rows;
use super::seek::{Lists, Sought};
use super::settle::{Alike, Settled, count};
use super::withdrawn::{Listed, Withdrawn};
use crate::record::Force;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::collections::BTreeSet;

/// A row that is left out, or may have to be, while records of its subject and list stay that it might have meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unapplied {
    /// Counts the withdrawals given to the builder from 0
    pub withdrawal: u32,
    /// The records that stay, as [`Dropped`] counts them; the first ten where there are more
    pub stays: Vec<u32>,
    /// How many more stay; of those that share several names with the row, each of which stands in more than a thousand
    /// records, at least so many
    pub more: u64,
}

/// A row that a withdrawal may be about: a record, or a row that could not be read with what is known of it.
struct Candidate<'a> {
    at: u32,
    /// The row that stands for it, where several could not be read
    stands: u32,
    partial: Option<&'a PartialRow>,
    is_unread: bool,
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
        let lists = self.lists(&candidates, &listings).answers();
        // For each candidate that goes the first withdrawal that names it.
        let mut goes: HashMap<u32, u32> = HashMap::default();
        for (at, withdrawn) in lists.iter().flat_map(Answers::targets) {
            let number = goes.entry(at).or_insert(withdrawn);
            *number = withdrawn.min(*number);
        }
        let took: HashSet<u32> = goes.values().copied().collect();
        let stays = |number: u32| {
            let candidate = &candidates[number as usize];
            let stays = !goes.contains_key(&number) && !candidate.is_unread;
            stays.then(|| self.get(candidate.at).origin)
        };
        let is_idle = |row: &Withdrawn| {
            let belongs = row.force == Force::Ends && known.contains(&row.number);
            !took.contains(&row.number) && !belongs
        };
        let unreached = lists
            .iter()
            .flat_map(|answers| answers.unreached(&is_idle, &stays));
        for (withdrawn, left) in unreached {
            if left.count > 0 {
                settled.unapplied.push(Unapplied {
                    withdrawal: withdrawn.number,
                    more: left.count - left.first.len() as u64,
                    stays: left.first.into_iter().collect(),
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
            let mut add = |at, partial| {
                candidates.push(Candidate {
                    at,
                    stands,
                    partial,
                    is_unread,
                });
            };
            if !is_unread {
                add(at, None);
                continue;
            }
            let only = [at];
            for other in alike.get(&at).map_or(only.as_slice(), Vec::as_slice) {
                for partial in self.partials(self.get(*other)) {
                    add(*other, partial.as_deref());
                }
            }
        }
        candidates
    }

    /// The candidates that withdrawals may be about, by their lists.
    fn lists(&self, candidates: &[Candidate<'_>], listings: &[Listing<'_>]) -> Lists<'_> {
        let sought = Sought::by(self.withdrawn());
        let mut lists = Lists::of(self.withdrawn());
        let mut by_origin: HashMap<u32, Vec<u64>> = HashMap::default();
        for (key, origin) in self.keys() {
            if sought.keys.contains(key) {
                by_origin.entry(*origin).or_default().push(*key);
            }
        }
        for (number, candidate) in (0..).zip(candidates) {
            let row = self.get(candidate.at);
            if let Some(partial) = candidate.partial {
                let record = partial.record();
                let names = record.name.iter().chain(&record.former_names);
                let names = names.map(String::as_str);
                if sought.has(partial.group, partial.primary(), names, &partial.keys) {
                    lists.add(number, &partial.listed(), partial.has_day);
                }
            } else if !candidate.is_unread {
                let texts = self.texts(row);
                let former = texts.former_names.into_iter().flat_map(|names| names.split('|'));
                let names = texts.name.into_iter().chain(former);
                let group = self.marks()[candidate.at as usize].group;
                let keys = by_origin.get(&row.origin).map(Vec::as_slice).unwrap_or_default();
                if sought.has(group, row.primary(), names, keys) {
                    let listed = Listed {
                        record: &self.record(row, listings),
                        primary: row.primary(),
                        is_masked: row.is_masked(),
                    };
                    lists.add(number, &listed, true);
                }
            }
        }
        lists
    }
}
