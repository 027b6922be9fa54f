//! Records on their way into a partition, small: what repeats is stored once.

use super::check::MAX_TEXT;
use super::keyed::Keyed;
use super::texts::Interner;
use super::{BuildError, Dropped};
use crate::date::Date;
use crate::format::leaf::{canonical, identity_bytes};
use crate::record::{Record, Severity, Status, SubjectKind};
use crate::subject::{IdKind, Identifier};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeSet;

/// Stands for a number where there is none.
const NONE: u32 = u32::MAX;

/// What records have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listing<'a> {
    pub(super) list_kind: &'a str,
    pub(super) authority: &'a str,
    pub(super) source_unit: Option<&'a str>,
    pub(super) legal_basis: Option<&'a str>,
    pub(super) domain: Option<&'a str>,
    pub(super) region: Option<&'a str>,
}

/// The texts of a listing, in the order of its fields, by their numbers.
type ListingNumbers = [u32; 6];

/// One record.
pub(super) struct Row {
    primary: u64,
    leaf: [u64; 2],
    pub(super) group: u64,
    texts: u64,
    /// How long each of the texts is
    lengths: [u16; TEXTS],
    pub(super) origin: u32,
    pub(super) listing: u32,
    cause: u32,
    mask: u32,
    pub(super) listed_on: Date,
    pub(super) decided_on: Option<Date>,
    pub(super) effective_from: Option<Date>,
    pub(super) publish_until: Option<Date>,
    pub(super) id_kind: Option<IdKind>,
    pub(super) severity: Option<Severity>,
    pub(super) status: Status,
    pub(super) subject_kind: SubjectKind,
    has_primary: bool,
}

impl Row {
    /// Key by which rows are sorted and found; `None` where there is none.
    pub(super) fn primary(&self) -> Option<u64> {
        self.has_primary.then_some(self.primary)
    }

    pub(super) fn leaf(&self) -> u128 {
        u128::from(self.leaf[1]) << 64 | u128::from(self.leaf[0])
    }

    /// The cause, by its number.
    pub(super) fn cause(&self) -> Option<u32> {
        (self.cause != NONE).then_some(self.cause)
    }
}

/// Texts of a row that seldom repeat.
const TEXTS: usize = 5;

/// The texts of one record that seldom repeat.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RowTexts<'a> {
    pub(super) id: Option<&'a str>,
    pub(super) name: Option<&'a str>,
    pub(super) former_names: Option<&'a str>,
    pub(super) document_no: Option<&'a str>,
    pub(super) record_id: Option<&'a str>,
}

/// The records of one partition.
#[derive(Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
    words: Interner,
    listings: HashMap<ListingNumbers, u32>,
    causes: Interner,
    /// Mask shapes of identifiers, as `kind:shape`
    masks: Interner,
    /// Texts of all rows, one behind the other
    arena: String,
    /// Secondary keys: fingerprint and the origin of the record it leads to
    keys: Vec<(u64, u32)>,
}

impl Rows {
    /// Adds a record.
    pub(super) fn push(&mut self, keyed: &Keyed<'_>, origin: u32) -> Result<(), BuildError> {
        let record = keyed.record;
        let mut word = |text: Option<&String>| text.map_or(NONE, |text| self.words.intern(text));
        let listing = [
            word(Some(&record.list_kind)),
            word(Some(&record.authority)),
            word(record.source_unit.as_ref()),
            word(record.legal_basis.as_ref()),
            word(record.domain.as_ref()),
            word(record.region.as_ref()),
        ];
        let next = self.listings.len() as u32;
        let listing = *self.listings.entry(listing).or_insert(next);
        let texts = self.arena.len() as u64;
        let mut lengths = [0; TEXTS];
        for (at, name) in record.former_names.iter().enumerate() {
            self.arena.push_str(if at == 0 { "" } else { "|" });
            self.arena.push_str(name);
        }
        let former = self.arena.len() as u64 - texts;
        let fields = [
            keyed.id.as_ref().map(|id| id.value()),
            record.name.as_deref(),
            record.document_no.as_deref(),
            record.record_id.as_deref(),
        ];
        let fields = fields.map(Option::unwrap_or_default);
        let sizes = core::iter::once(former as usize).chain(fields.iter().map(|text| text.len()));
        for (length, size) in lengths.iter_mut().zip(sizes) {
            if size > MAX_TEXT {
                return Err(BuildError::Text);
            }
            *length = size as u16;
        }
        fields.iter().for_each(|text| self.arena.push_str(text));
        self.keys.extend(keyed.keys.iter().map(|key| (*key, origin)));
        self.rows.push(Row {
            primary: keyed.primary.unwrap_or(0),
            has_primary: keyed.primary.is_some(),
            leaf: [keyed.leaf as u64, (keyed.leaf >> 64) as u64],
            group: keyed.group,
            origin,
            listing,
            cause: record
                .cause
                .as_ref()
                .map_or(NONE, |cause| self.causes.intern(cause)),
            mask: keyed.mask.as_ref().map_or(NONE, |mask| self.masks.intern(mask)),
            texts,
            lengths,
            listed_on: record.listed_on,
            decided_on: record.decided_on,
            effective_from: record.effective_from,
            publish_until: record.publish_until,
            id_kind: keyed.id.as_ref().map(|id| id.kind()),
            severity: record.severity,
            status: record.status,
            subject_kind: record.subject_kind,
        });
        Ok(())
    }

    /// Drops repeated rows and puts the others in their final order.
    pub(super) fn settle(&mut self) -> Settled {
        let (settled, mut kept) = self.drop_repeats();
        let rows = &self.rows;
        let order = |at: &u32| {
            let row = &rows[*at as usize];
            (!row.has_primary, row.primary)
        };
        kept.sort_unstable_by(|a, b| {
            let leaf = |at: &u32| rows[*at as usize].leaf();
            order(a).cmp(&order(b)).then_with(|| leaf(a).cmp(&leaf(b)))
        });
        arrange(&mut self.rows, kept);
        settled
    }

    /// What was dropped, and the places of the rows that stay.
    fn drop_repeats(&self) -> (Settled, Vec<u32>) {
        let mut settled = Settled::default();
        let mut groups: Vec<(u64, u32)> = self.rows.iter().map(|row| row.group).zip(0..).collect();
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
                    let row = &self.rows[*at as usize];
                    let identity = identity_bytes(&self.record(row, &numbered), row.person_key());
                    (identity, row.leaf(), row.origin, *at)
                })
                .collect();
            rows.sort_unstable();
            for same in rows.chunk_by(|a, b| a.0 == b.0) {
                kept.extend(self.winner(same.iter().map(|(.., at)| *at), &numbered, &mut settled));
            }
        }
        (settled, kept)
    }

    /// Which of the rows of one identity stays, given in the order of leaf and origin.
    fn winner(
        &self,
        same: impl Iterator<Item = u32>,
        listings: &[Listing<'_>],
        settled: &mut Settled,
    ) -> Option<u32> {
        let mut first_of_leaf: Option<&Row> = None;
        let mut winner: Option<u32> = None;
        for at in same {
            let row = &self.rows[at as usize];
            if let Some(first) = first_of_leaf.filter(|first| first.leaf == row.leaf) {
                settled.collapsed.push(Dropped {
                    kept: first.origin,
                    dropped: row.origin,
                });
                continue;
            }
            first_of_leaf = Some(row);
            let Some(last) = winner else {
                winner = Some(at);
                continue;
            };
            let before = &self.rows[last as usize];
            // The later decision wins, then the greater bytes: the result does not depend on the order of the feed.
            let rank = |row: &Row| {
                (
                    row.decided_on,
                    canonical(&self.record(row, listings), row.person_key()),
                )
            };
            let (kept, dropped) = if rank(row) > rank(before) {
                (row, before)
            } else {
                (before, row)
            };
            settled.conflicts.push(Dropped {
                kept: kept.origin,
                dropped: dropped.origin,
            });
            if kept.origin == row.origin {
                winner = Some(at);
            }
        }
        winner
    }

    /// The record as it is stored.
    pub(super) fn record(&self, row: &Row, listings: &[Listing<'_>]) -> Record {
        let (listing, texts) = (listings[row.listing as usize], self.texts(row));
        let text = |text: Option<&str>| text.map(str::to_owned);
        Record {
            list_kind: listing.list_kind.to_owned(),
            subject_kind: row.subject_kind,
            id: row
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
            severity: row.severity,
            authority: listing.authority.to_owned(),
            source_unit: text(listing.source_unit),
            decided_on: row.decided_on,
            listed_on: row.listed_on,
            effective_from: row.effective_from,
            publish_until: row.publish_until,
            status: row.status,
            legal_basis: text(listing.legal_basis),
            domain: text(listing.domain),
            region: text(listing.region),
            record_id: text(texts.record_id),
        }
    }

    /// Keeps the rows that pass, in their order.
    pub(super) fn retain(&mut self, passes: impl FnMut(&Row) -> bool) {
        self.rows.retain(passes);
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
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

    /// Sum of the leaves.
    pub(super) fn state(&self) -> u128 {
        self.rows.iter().fold(0, |sum, row| sum.wrapping_add(row.leaf()))
    }

    /// How many rows each list kind has.
    pub(super) fn list_kinds(&self) -> HashMap<&str, u64> {
        let listings = self.numbered_listings();
        let mut counts = HashMap::default();
        for row in &self.rows {
            *counts
                .entry(listings[row.listing as usize].list_kind)
                .or_default() += 1;
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

impl Row {
    /// What goes into identity and leaf of a person's record.
    pub(super) fn person_key(&self) -> u64 {
        match self.subject_kind {
            SubjectKind::Person => self.primary,
            SubjectKind::Org | SubjectKind::SoleTrader => 0,
        }
    }
}

/// Rows that were dropped.
#[derive(Default)]
pub(super) struct Settled {
    pub(super) collapsed: Vec<Dropped>,
    pub(super) conflicts: Vec<Dropped>,
}

/// Keeps the rows at the places in `order`, in that order, without a second copy of all.
fn arrange(rows: &mut Vec<Row>, mut order: Vec<u32>) {
    for at in 0..order.len() {
        // Rows before `at` are in place; what stood there was swapped to where its row was taken from.
        let mut from = order[at] as usize;
        while from < at {
            from = order[from] as usize;
        }
        order[at] = from as u32;
        rows.swap(at, from);
    }
    rows.truncate(order.len());
    rows.shrink_to_fit();
}
