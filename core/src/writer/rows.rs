//! Records on their way into a partition, small: what repeats is stored once.

use super::batch::{Entry, Facts};
use super::keyed;
use super::listing::Listing;
use super::partial_row::PartialRow;
use super::texts::{Interner, RowTexts};
use super::withdrawn::Withdrawn;
use crate::format::place;
use crate::record::{Record, Status};
use crate::snapshot::PartitionKind;
use crate::subject::Identifier;
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Stands for a number where there is none.
const NONE: u32 = u32::MAX;

/// The texts of a listing, in the order of its fields, by their numbers.
type ListingNumbers = [u32; 6];

/// One record, as its columns are made of it.
pub(super) struct Row {
    /// Of a row in its final order that has none, the upper half of its leaf
    primary: u64,
    texts: u64,
    pub(super) facts: Facts,
    pub(super) origin: u32,
    pub(super) listing: u32,
    cause: u32,
    mask: u32,
    /// How long each of the texts is
    lengths: [u16; TEXTS],
    has_primary: bool,
}

/// What tells a record from others; wanted only until repeats are dropped.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    pub(super) group: u64,
    leaf: [u64; 2],
}

impl Mark {
    pub(super) fn leaf(self) -> u128 {
        u128::from(self.leaf[1]) << 64 | u128::from(self.leaf[0])
    }
}

impl Row {
    /// Key by which rows are sorted and found; `None` where there is none.
    pub(super) fn primary(&self) -> Option<u64> {
        self.has_primary.then_some(self.primary)
    }

    /// Where the row stands, in its final order, among those that have a primary key, or among the others.
    pub(super) fn place(&self) -> u64 {
        let section = PartitionKind::of(self.facts.subject_kind).section();
        match self.has_primary {
            true => place::of_primary(section, self.primary),
            false => self.primary,
        }
    }

    /// What an index keeps of that.
    pub(super) fn pointer(&self, bits: u32) -> u64 {
        let section = PartitionKind::of(self.facts.subject_kind).section();
        let width = if self.has_primary {
            place::bits(section)
        } else {
            u64::BITS
        };
        self.place() >> (width - bits)
    }

    /// What goes into identity and leaf of a person's record.
    pub(super) fn person_key(&self) -> u64 {
        keyed::person_key(self.facts.subject_kind, self.primary())
    }

    /// Whether the source masks the identifier.
    pub(super) fn is_masked(&self) -> bool {
        self.mask != NONE
    }

    pub(super) fn is_unread(&self) -> bool {
        self.facts.status == Status::Unread
    }

    /// The cause, by its number.
    pub(super) fn cause(&self) -> Option<u32> {
        (self.cause != NONE).then_some(self.cause)
    }
}

/// Texts of a row that seldom repeat.
const TEXTS: usize = 5;

/// The records of one partition.
#[derive(Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
    /// One for each row, in the same order, until they are forgotten
    marks: Vec<Mark>,
    words: Interner,
    listings: HashMap<ListingNumbers, u32>,
    causes: Interner,
    /// Mask shapes of identifiers, as `kind:shape`
    masks: Interner,
    /// Texts of all rows, one behind the other
    arena: String,
    /// Secondary keys: fingerprint and the origin of the record it leads to
    keys: Vec<(u64, u32)>,
    withdrawn: Vec<Withdrawn>,
    /// What is known of rows that could not be read, by the origin that stands for them; more than one where rows of one
    /// number and keys were pushed
    partials: HashMap<u32, Vec<Option<Arc<PartialRow>>>>,
}

impl Rows {
    /// Adds a record.
    pub(super) fn push(&mut self, entry: &Entry<'_>, origin: u32) {
        let Entry { listing, texts, .. } = entry;
        let mut word = |text: Option<&str>| text.map_or(NONE, |text| self.words.intern(text));
        let listing = [
            word(Some(listing.list_kind)),
            word(Some(listing.authority)),
            word(listing.source_unit),
            word(listing.legal_basis),
            word(listing.domain),
            word(listing.region),
        ];
        let next = self.listings.len() as u32;
        let listing = *self.listings.entry(listing).or_insert(next);
        let start = self.arena.len() as u64;
        let texts = [
            texts.former_names,
            texts.id,
            texts.name,
            texts.document_no,
            texts.record_id,
        ];
        let texts = texts.map(Option::unwrap_or_default);
        texts.iter().for_each(|text| self.arena.push_str(text));
        self.keys.extend(entry.keys.iter().map(|key| (*key, origin)));
        self.marks.push(Mark {
            group: entry.group,
            leaf: [entry.leaf as u64, (entry.leaf >> 64) as u64],
        });
        self.rows.push(Row {
            primary: entry.primary.unwrap_or(0),
            has_primary: entry.primary.is_some(),
            facts: entry.facts,
            origin,
            listing,
            cause: entry.cause.map_or(NONE, |cause| self.causes.intern(cause)),
            mask: entry.mask.map_or(NONE, |mask| self.masks.intern(mask)),
            texts: start,
            lengths: texts.map(|text| text.len() as u16),
        });
    }

    /// Puts the rows at these places in their final order, and drops the others.
    pub(super) fn arrange(&mut self, kept: Vec<u32>) {
        // What has no primary key stands where its leaf says.
        for at in &kept {
            let (row, mark) = (&mut self.rows[*at as usize], &self.marks[*at as usize]);
            if !row.has_primary {
                row.primary = mark.leaf[1];
            }
        }
        let key = |at: u32| {
            let row = &self.rows[at as usize];
            (!row.has_primary, row.place(), at)
        };
        let mut order: Vec<(bool, u64, u32)> = kept.into_iter().map(key).collect();
        order.sort_unstable_by(|a, b| {
            let by_leaf = || self.leaf(a.2).cmp(&self.leaf(b.2));
            (a.0, a.1).cmp(&(b.0, b.1)).then_with(by_leaf)
        });
        let mut kept: Vec<u32> = order.into_iter().map(|(.., at)| at).collect();
        for at in 0..kept.len() {
            // Rows before `at` are in place; what stood there was swapped to where its row was taken from.
            let mut from = kept[at] as usize;
            while from < at {
                from = kept[from] as usize;
            }
            kept[at] = from as u32;
            self.rows.swap(at, from);
            self.marks.swap(at, from);
        }
        self.rows.truncate(kept.len());
        self.rows.shrink_to_fit();
        self.marks.truncate(kept.len());
    }

    /// The record as it is stored.
    pub(super) fn record(&self, row: &Row, listings: &[Listing<'_>]) -> Record {
        let (facts, listing, texts) = (row.facts, listings[row.listing as usize], self.texts(row));
        let text = |text: Option<&str>| text.map(str::to_owned);
        Record {
            list_kind: listing.list_kind.to_owned(),
            subject_kind: facts.subject_kind,
            id: facts
                .id_kind
                .zip(texts.id)
                .and_then(|(kind, id)| Identifier::parse(kind, id).ok()),
            name: text(texts.name),
            former_names: texts
                .former_names
                .map(|names| names.split('|').map(str::to_owned).collect())
                .unwrap_or_default(),
            document_no: text(texts.document_no),
            cause: text(row.cause().map(|cause| self.causes.get(cause))),
            severity: facts.severity,
            authority: listing.authority.to_owned(),
            source_unit: text(listing.source_unit),
            decided_on: facts.decided_on,
            listed_on: facts.listed_on,
            effective_from: facts.effective_from,
            publish_until: facts.publish_until,
            effective_until: facts.effective_until,
            status: facts.status,
            legal_basis: text(listing.legal_basis),
            domain: text(listing.domain),
            region: text(listing.region),
            record_id: text(texts.record_id),
        }
    }

    /// Keeps the rows whose marks pass, in their order.
    pub(super) fn retain(&mut self, mut passes: impl FnMut(Mark) -> bool) {
        let mut marks = self.marks.iter();
        self.rows
            .retain(|_| marks.next().is_some_and(|mark| passes(*mark)));
        self.marks.retain(|mark| passes(*mark));
    }

    pub(super) fn get(&self, at: u32) -> &Row {
        &self.rows[at as usize]
    }

    pub(super) fn leaf(&self, at: u32) -> u128 {
        self.marks[at as usize].leaf()
    }

    /// Each row's mark.
    pub(super) fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Remembers what is known of a row that could not be read and for which the record of this origin stands.
    pub(super) fn tell(&mut self, origin: u32, entry: &Entry<'_>) {
        if entry.facts.status == Status::Unread {
            self.partials
                .entry(origin)
                .or_default()
                .push(entry.partial.cloned());
        }
    }

    /// What is known of the rows for which this one stands; of a row without an entry nothing is.
    pub(super) fn partials(&self, row: &Row) -> &[Option<Arc<PartialRow>>] {
        self.partials.get(&row.origin).map_or(&[None], Vec::as_slice)
    }

    /// Remembers a withdrawal, for settling.
    pub(super) fn withdraw(&mut self, row: Withdrawn) {
        self.withdrawn.push(row);
    }

    pub(super) fn withdrawn(&self) -> &[Withdrawn] {
        &self.withdrawn
    }

    /// Secondary keys: fingerprint and the origin of the record it leads to.
    pub(super) fn keys(&self) -> &[(u64, u32)] {
        &self.keys
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn as_slice(&self) -> &[Row] {
        &self.rows
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Row> {
        self.rows.iter()
    }

    /// Secondary keys of the rows that stayed, each with the place of its row. They can be taken once.
    pub(super) fn take_keys(&mut self) -> Vec<(u64, u32)> {
        let origins = self.rows.iter().map(|row| row.origin as usize + 1);
        let mut place_of = vec![NONE; origins.max().unwrap_or(0)];
        for (at, row) in (0..).zip(&self.rows) {
            place_of[row.origin as usize] = at;
        }
        let mut keys = std::mem::take(&mut self.keys);
        keys.retain_mut(|(_, row)| {
            *row = place_of.get(*row as usize).copied().unwrap_or(NONE);
            *row != NONE
        });
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Sum of the leaves. The marks are wanted no more, and freed.
    pub(super) fn take_state(&mut self) -> u128 {
        let marks = std::mem::take(&mut self.marks);
        marks.iter().fold(0, |sum, mark| sum.wrapping_add(mark.leaf()))
    }

    /// How many records each list kind has, and rows that could not be read.
    pub(super) fn list_kinds(&self) -> HashMap<&str, [u64; 2]> {
        let listings = self.numbered_listings();
        let mut counts: HashMap<&str, [u64; 2]> = HashMap::default();
        for row in &self.rows {
            let [records, unread] = counts
                .entry(listings[row.listing as usize].list_kind)
                .or_default();
            *if row.is_unread() { unread } else { records } += 1;
        }
        counts
    }

    /// Listings by number.
    pub(super) fn numbered_listings(&self) -> Vec<Listing<'_>> {
        let mut numbered: Vec<_> = self.listings.iter().collect();
        numbered.sort_unstable_by_key(|(_, number)| **number);
        numbered
            .into_iter()
            .map(|(numbers, _)| self.listing(numbers))
            .collect()
    }

    fn listing(&self, numbers: &ListingNumbers) -> Listing<'_> {
        let [list_kind, authority, rest @ ..] = *numbers;
        let [source_unit, legal_basis, domain, region] =
            rest.map(|number| (number != NONE).then(|| self.words.get(number)));
        Listing {
            list_kind: self.words.get(list_kind),
            authority: self.words.get(authority),
            source_unit,
            legal_basis,
            domain,
            region,
        }
    }

    /// Listings in their order, and for each number used in rows its place there.
    pub(super) fn listings(&self) -> (Vec<Listing<'_>>, Vec<u32>) {
        let mut used = vec![false; self.listings.len()];
        self.rows.iter().for_each(|row| used[row.listing as usize] = true);
        let ranks = self.words.ranks();
        // An absent text comes before any other.
        let rank = |number: u32| {
            if number == NONE {
                0
            } else {
                ranks[number as usize] + 1
            }
        };
        let mut sorted: Vec<(ListingNumbers, &ListingNumbers, u32)> = self
            .listings
            .iter()
            .filter(|(_, number)| used[**number as usize])
            .map(|(numbers, number)| (numbers.map(rank), numbers, *number))
            .collect();
        sorted.sort_unstable();
        let mut place = vec![0; used.len()];
        for (at, (.., number)) in (0..).zip(&sorted) {
            place[*number as usize] = at;
        }
        let listings = sorted.iter().map(|(_, numbers, _)| self.listing(numbers));
        (listings.collect(), place)
    }

    /// The mask shapes of the rows, in order.
    pub(super) fn masks(&self) -> BTreeSet<&str> {
        let used: BTreeSet<u32> = self.rows.iter().map(|row| row.mask).collect();
        let used = used.into_iter().filter(|mask| *mask != NONE);
        used.map(|mask| self.masks.get(mask)).collect()
    }

    /// Causes by number.
    pub(super) fn causes(&self) -> &Interner {
        &self.causes
    }

    /// The texts of a row; empty ones are absent.
    pub(super) fn texts(&self, row: &Row) -> RowTexts<'_> {
        let mut start = row.texts as usize;
        let [former_names, id, name, document_no, record_id] = row.lengths.map(|length| {
            let text = &self.arena[start..start + usize::from(length)];
            start += usize::from(length);
            (length > 0).then_some(text)
        });
        RowTexts {
            id,
            name,
            former_names,
            document_no,
            record_id,
        }
    }
}
