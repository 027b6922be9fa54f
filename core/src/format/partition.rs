//! A partition: the records of organisations, or of natural persons, column by column.
//!
//! | offset | size | field                                              |
//! |-------:|-----:|----------------------------------------------------|
//! |      0 |    4 | number of records                                  |
//! |      4 |    4 | number of listings: distinct combinations, below   |
//! |      8 |    2 | number of columns `c`                              |
//! |     10 |    2 | zero                                               |
//! |     12 |    4 | in a delta: number of listings of the base         |
//! |     16 |  24c | column table (`table`)                             |
//! |        |      | columns, each at a multiple of 8                   |
//!
//! Records stand in groups (`groups`), in the order of their places (`place`): those with a primary key, which is the first
//! eight characters of the organisation code as a number, or the MAC of a person's identifier; then those without one. What
//! records have in common (list, authority, source, legal basis, domain, region) is stored once as a *listing*, and a record
//! refers to it (`front`).

use super::column;
use super::columns::{Ints, Texts, below};
use super::field::Field;
use super::front::Front;
use super::groups::Groups;
use super::key_index::KeyIndex;
use super::opener::{LayerKind, Opener, Outline};
use super::place;
use super::row::{self, RowView};
use super::sorted::Sorted;
use crate::error::{OpenError, Section};
use crate::record::{Status, SubjectKind};
use crate::subject::IdKind;
use core::ops::Range;
use std::sync::Arc;

/// Stands among the mask shapes of persons where rows that could not be read are known by name alone.
pub(crate) const UNREAD_NAMES: &str = "name:*";

/// How a record's identifier is stored.
pub(crate) mod id_form {
    /// Pair, region and primary key; both check digits follow from them
    pub(crate) const CREDIT_CODE: i64 = 0;
    /// Primary key; the check digit follows from it
    pub(crate) const ORG_CODE: i64 = 1;
    /// Kind and text
    #[cfg(feature = "build")]
    pub(crate) const TEXT: i64 = 2;
}

/// An opened partition: where its columns are.
#[derive(Clone, Debug)]
pub(crate) struct Partition {
    /// Whether rows occur that could not be read
    has_unread: bool,
    section: Section,
    pub(crate) groups: Groups,
    /// Listings and dictionaries of its own
    front: Arc<Front>,
    /// Those of the base that a delta continues, where that is at hand
    below: Option<Arc<Front>>,
    /// How many listings the base has
    listings_below: usize,
    outline: Outline,
    pub(crate) keys: KeyIndex,
    /// Built only on request
    pub(crate) possible_names: Option<KeyIndex>,
    /// The same for records without a valid code
    pub(crate) possible_names_uncoded: Option<KeyIndex>,
    /// In a delta: places of rows in the layers below that are no longer live
    pub(crate) removed: Option<Sorted>,
    pub(super) ints: Ints,
    pub(super) texts: Texts,
}

impl Partition {
    /// Reads the partition that `bytes` hold.
    pub(crate) fn open(bytes: &[u8], section: Section, layer: LayerKind<'_>) -> Result<Self, OpenError> {
        let outline = Outline::open(bytes, section)?;
        let Outline {
            records,
            listings,
            listings_below,
            ..
        } = outline;
        let malformed = |what| OpenError::Malformed { section, what };
        let mut opener = outline.opener(bytes, section, layer)?;
        if listings > records || listings > bytes.len() {
            return Err(malformed("there are more listings than records"));
        }
        let removed = opener.removed()?;
        let digest = opener.front_digest()?;
        opener.check_below(digest, listings_below)?;
        let mut layout = opener.layout();
        opener.check()?;
        // Counts are what bytes carry: each record has a place, and each listing stands in a record.
        let groups = opener.groups(&layout)?;
        let pointer_bits = groups.pointer_bits();
        let keys = opener.key_index([column::KEYS, column::KEY_GROUPS], pointer_bits)?;
        // What is stored of a person does not prove whose key it is.
        if section == Section::Persons && [keys.key_width(), pointer_bits] != [u64::BITS; 2] {
            return Err(malformed("keys of persons are cut short"));
        }
        let ints = Ints::of(&mut layout);
        let front = opener.front(digest, listings);
        let masks = opener.text(column::MASKS, 1);
        let texts = Texts::of(&mut layout, masks);
        opener.check()?;
        let all = listings_below.saturating_add(listings);
        ints.check(&texts, bytes, &groups, all, section)?;
        let possible_names = opener.optional_index(
            [column::POSSIBLE_NAMES, column::POSSIBLE_NAME_GROUPS],
            pointer_bits,
        );
        let possible_names_uncoded = opener.optional_index(
            [column::POSSIBLE_NAMES_UNCODED, column::UNCODED_NAME_GROUPS],
            pointer_bits,
        );
        opener.check()?;
        let Opener { dictionaries, .. } = opener;
        let mut partition = Self {
            has_unread: false,
            section,
            groups,
            front: Arc::new(front.with_dictionaries(dictionaries)),
            below: match layer {
                LayerKind::Upon(base) => Some(base.clone()),
                LayerKind::Base | LayerKind::Alone => None,
            },
            listings_below,
            keys,
            possible_names,
            possible_names_uncoded,
            removed,
            ints,
            texts,
            outline,
        };
        partition.has_unread = !partition.is_complete(bytes, &partition.ints.listed_on);
        match partition.is_whole(bytes) {
            true => Ok(partition),
            false => Err(malformed("a record lacks kind, listing, date or status")),
        }
    }

    pub(super) fn section(&self) -> Section {
        self.section
    }

    /// Whether every row has a value.
    fn is_complete(&self, bytes: &[u8], field: &Field) -> bool {
        let mut rows = self.groups.streams(bytes);
        !field.may_lack() || rows.all(|(stream, at)| field.get(bytes, stream, at).is_some())
    }

    /// Whether every row has what no record and no row that could not be read lacks.
    fn is_whole(&self, bytes: &[u8]) -> bool {
        let ints = &self.ints;
        let complete = [&ints.subject_kind, &ints.listing, &ints.status];
        let read = [below(Status::ALL.len())];
        let are_read = || {
            let limit = ints.status.limit(bytes, self.section, &read);
            limit.and_then(|limit| {
                self.groups
                    .check(bytes, limit.into_iter().collect(), self.section)
            })
        };
        complete.iter().all(|field| self.is_complete(bytes, field))
            && match (self.has_unread, self.is_alone()) {
                (true, true) => true,
                (true, false) => self.unread_fits(bytes),
                (false, _) => are_read().is_ok(),
            }
    }

    /// Whether a record with this leaf may stand in a row: those without a primary key are at the places of their leaves.
    pub(crate) fn stands_rightly(&self, bytes: &[u8], row: usize, leaf: u128) -> bool {
        row < self.groups.keyed() || self.groups.holds_leaf(bytes, row, leaf)
    }

    /// The rows of the records with this primary key.
    pub(crate) fn rows_of(&self, bytes: &[u8], primary: u64) -> Range<usize> {
        self.groups.find(bytes, place::of_primary(self.section, primary))
    }

    /// The rows of records that may have a secondary key with this fingerprint.
    pub(crate) fn rows_with<'a>(
        &'a self,
        bytes: &'a [u8],
        fingerprint: u64,
    ) -> impl Iterator<Item = usize> + use<'a> {
        self.rows_in(bytes, &self.keys, fingerprint)
    }

    /// The same by any of its indexes.
    pub(crate) fn rows_in<'a>(
        &'a self,
        bytes: &'a [u8],
        index: &KeyIndex,
        fingerprint: u64,
    ) -> impl Iterator<Item = usize> + use<'a> {
        let pointers = index.find(bytes, fingerprint);
        pointers.flat_map(|pointer| self.groups.pointed(bytes, pointer))
    }

    /// What the index of secondary keys has where a row has a key with this fingerprint.
    pub(crate) fn entry(&self, bytes: &[u8], fingerprint: u64, row: usize) -> Option<(u64, u64)> {
        Some((self.keys.cut(fingerprint), self.groups.pointer(bytes, row)?))
    }

    /// Whether an index says that a row may have a key with this fingerprint.
    pub(crate) fn leads_to(&self, bytes: &[u8], index: &KeyIndex, fingerprint: u64, row: usize) -> bool {
        let pointer = self.groups.pointer(bytes, row);
        pointer.is_some_and(|pointer| index.points_to(bytes, fingerprint, pointer))
    }

    /// Listings and dictionaries of its own.
    pub(crate) fn front(&self) -> &Arc<Front> {
        &self.front
    }

    /// Those of the base of a delta, where that is at hand.
    pub(super) fn front_below(&self) -> Option<&Arc<Front>> {
        self.below.as_ref()
    }

    /// Whether it is a delta's whose base is not at hand, so that its texts cannot be read.
    fn is_alone(&self) -> bool {
        self.removed.is_some() && self.below.is_none()
    }

    /// How many listings the base of a delta has.
    pub(super) fn listings_below(&self) -> usize {
        self.listings_below
    }

    /// Where a listing stands; `None` where it is one of a base that is not at hand.
    #[inline]
    pub(super) fn listing_at(&self, listing: usize) -> Option<(&Front, usize)> {
        match listing.checked_sub(self.listings_below) {
            Some(own) => Some((&self.front, own)),
            None => Some((self.below.as_deref()?, listing)),
        }
    }

    /// How many records there are.
    pub(crate) fn len(&self) -> usize {
        self.groups.len()
    }

    /// How many records there are, and how many records of the layers below are no longer live.
    pub(crate) fn changes(&self) -> (u64, u64) {
        let removed = self.removed.as_ref().map_or(0, Sorted::len);
        (self.len() as u64, removed as u64)
    }

    /// Whether a listing is that of rows that could not be read: it names no authority. `None` where it is not at hand.
    fn is_unread_listing(&self, listing: usize) -> Option<bool> {
        let (front, at) = self.listing_at(listing)?;
        Some(self.has_unread && front.authority.get(front.bytes(), at).is_none())
    }

    /// Whether every row is either a record, with date and authority, or unread, with neither.
    fn unread_fits(&self, bytes: &[u8]) -> bool {
        let ints = &self.ints;
        let below = self.listings_below;
        let own: Vec<bool> = (0..self.front.listings())
            .map(|listing| self.is_unread_listing(below.saturating_add(listing)) == Some(true))
            .collect();
        self.rows(bytes).all(|row| {
            let is_unread = row.int(&ints.status) == Some(Status::Unread as i64);
            let Some(listing) = row.listing() else {
                return false;
            };
            let listing = match listing.checked_sub(below) {
                Some(listing) => own.get(listing).copied(),
                None => self.is_unread_listing(listing),
            };
            listing == Some(is_unread) && is_unread == row.int(&ints.listed_on).is_none()
        })
    }

    /// How many records are on each of these lists, whose codes ascend, and how many rows that could not be read. The records
    /// of a file are on the lists that its header names, and on no others. Nothing is counted of a delta whose base is not at
    /// hand.
    pub(crate) fn count_lists(&self, bytes: &[u8], lists: &[&str]) -> Result<Vec<[u64; 2]>, OpenError> {
        let mut counts = vec![[0u64; 2]; lists.len()];
        if self.is_alone() {
            return Ok(counts);
        }
        let mut count = |listing: usize, list: usize, records: u64| {
            let is_unread = self.is_unread_listing(listing).unwrap_or_default();
            if let Some([read, unread]) = counts.get_mut(list) {
                *if is_unread { unread } else { read } += records;
            }
        };
        let counted = self.count_listings(bytes, lists, &mut count);
        match counted {
            Some(()) => Ok(counts),
            None => Err(OpenError::Malformed {
                section: self.section,
                what: "a record is on a list that the header does not name",
            }),
        }
    }

    /// Hands over each listing at hand, the place of its list and the number of its records.
    fn count_listings(
        &self,
        bytes: &[u8],
        lists: &[&str],
        count: &mut dyn FnMut(usize, usize, u64),
    ) -> Option<()> {
        let (below, own) = (self.listings_below, self.front.listings());
        let mut records = vec![0u32; below + own];
        self.groups.tally(bytes, &self.ints.listing, &mut records)?;
        let (of_base, records) = records.split_at_checked(below)?;
        let front = &self.front;
        let used = (0..own).filter(|listing| records.get(*listing).is_some_and(|records| *records > 0));
        front
            .list
            .places(front.bytes(), used, lists, &mut |listing, list| {
                let records = records.get(listing).copied().unwrap_or_default();
                count(below + listing, list, u64::from(records));
            })?;
        let Some(base) = &self.below else { return Some(()) };
        for (listing, records) in of_base.iter().enumerate().filter(|(_, records)| **records > 0) {
            let list = base.list.get(base.bytes(), listing)?;
            let place = lists.binary_search(&list.as_str()).ok()?;
            count(listing, place, u64::from(*records));
        }
        Some(())
    }

    /// Whether sole traders come by whole credit codes and without names, as in a file for the public.
    pub(crate) fn hides_sole_traders(&self, bytes: &[u8]) -> bool {
        let kind = Some(SubjectKind::SoleTrader as i64);
        let rows = self.rows(bytes);
        let sole_traders = || {
            rows.clone()
                .filter(|row| row.int(&self.ints.subject_kind) == kind)
        };
        let is_coded = |row: RowView<'_>| {
            row.int(&self.ints.id_form) == Some(id_form::CREDIT_CODE)
                || row
                    .identifier()
                    .is_some_and(|id| id.kind() == IdKind::Uscc && !id.is_masked())
        };
        self.is_alone()
            || sole_traders().all(is_coded)
                && [&self.texts.name, &self.texts.former_names]
                    .into_iter()
                    .all(|text| row::are_absent(text, sole_traders()))
    }

    /// The columns as they stand in these bytes.
    pub(crate) fn columns<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = (u16, &'a [u8])> {
        let columns = self.outline.ids();
        columns.filter_map(|id| Some((id, bytes.get(self.outline.range(id)?)?)))
    }

    /// The mask shapes that occur, `|`-separated.
    pub(crate) fn masks(&self, bytes: &[u8]) -> String {
        self.texts.masks.get(bytes, 0).unwrap_or_default()
    }
}
