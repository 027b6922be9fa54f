//! Rows of one identity: which of them stays.

use super::Dropped;
use super::rows::{Listing, Rows};
use super::withdraw::Unapplied;
use crate::format::leaf::{canonical, identity_bytes};
use crate::subject::name;
use std::collections::{BTreeMap, BTreeSet};

/// Rows that could not be read, by the place of the one that stands for them.
pub(super) type Alike = BTreeMap<u32, Vec<u32>>;

/// Rows that were dropped.
#[derive(Default)]
pub(super) struct Settled {
    pub(super) collapsed: Vec<Dropped>,
    pub(super) conflicts: Vec<Dropped>,
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
        self.withdrawn.sort_unstable();
        self.unapplied.sort_unstable();
        self
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
            // Only now is it worth while to look at the identities themselves.
            let mut rows: Vec<(Vec<u8>, u128, u32, u32)> = group
                .iter()
                .map(|(_, at)| {
                    let row = self.get(*at);
                    let identity = identity_bytes(&self.record(row, &numbered), row.person_key());
                    (identity, self.leaf(*at), row.origin, *at)
                })
                .collect();
            rows.sort_unstable();
            for same in rows.chunk_by(|a, b| a.0 == b.0) {
                let places = || same.iter().map(|(.., at)| *at);
                let winner = self.winner(places(), &numbered, &mut settled);
                if let Some(at) = winner.filter(|at| self.get(*at).is_unread()) {
                    alike.insert(at, places().collect());
                }
                kept.extend(winner);
            }
        }
        (settled, kept, alike)
    }

    /// Which of the rows of one identity stays, given in the order of leaf and origin.
    fn winner(
        &self,
        same: impl Iterator<Item = u32>,
        listings: &[Listing<'_>],
        settled: &mut Settled,
    ) -> Option<u32> {
        let mut same = same.peekable();
        if same.peek().is_some_and(|at| self.get(*at).is_unread()) {
            return self.first_unread(same);
        }
        let listing = |at: u32| &listings[self.get(at).listing as usize];
        let mut first_of_leaf: Option<u32> = None;
        let mut winner: Option<u32> = None;
        for at in same {
            if let Some(first) = first_of_leaf.filter(|first| self.leaf(*first) == self.leaf(at)) {
                settled.collapsed.push(Dropped {
                    kept: self.get(first).origin,
                    dropped: self.get(at).origin,
                });
                count(&mut settled.by_source, listing(at));
                continue;
            }
            first_of_leaf = Some(at);
            let Some(before) = winner else {
                winner = Some(at);
                continue;
            };
            // The later decision wins, then the greater bytes: the result does not depend on the order of the feed.
            let rank = |at: u32| {
                let row = self.get(at);
                let bytes = canonical(&self.record(row, listings), row.person_key());
                (row.facts.decided_on, bytes)
            };
            let (kept, dropped) = if rank(at) > rank(before) {
                (at, before)
            } else {
                (before, at)
            };
            // Another way to write one number is no contradiction.
            let folded = |at: u32| {
                let row = self.get(at);
                let mut record = self.record(row, listings);
                record.document_no = record.document_no.as_deref().map(name::fold);
                canonical(&record, row.person_key())
            };
            let rows = Dropped {
                kept: self.get(kept).origin,
                dropped: self.get(dropped).origin,
            };
            match folded(kept) == folded(dropped) {
                true => settled.collapsed.push(rows),
                false => settled.conflicts.push(rows),
            }
            count(&mut settled.by_source, listing(dropped));
            winner = Some(kept);
        }
        winner
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
