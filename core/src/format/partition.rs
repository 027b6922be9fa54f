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
//! Records stand in the order of their primary key: the first eight characters of the organisation code as a number,
//! or the MAC of a person's identifier. Records without one come last. What records have in common (list, authority,
//! source, legal basis, domain, region) is stored once as a *listing*, and a record refers to it (`front`).

use super::column;
use super::front::Front;
use super::int_column::IntColumn;
use super::key_index::KeyIndex;
use super::opener::{LayerKind, Opener, Outline};
use super::sorted::Sorted;
use super::term;
use super::text_column::TextColumn;
use crate::error::{OpenError, Section};
use crate::record::{Severity, Status, SubjectKind};
use crate::subject::IdKind;
use core::ops::Range;
use core::slice::from_ref;
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

/// The kinds of subjects that a section holds, as numbers.
fn subject_kinds(section: Section) -> &'static [Range<i64>] {
    const PERSON: i64 = SubjectKind::Person as i64;
    const PERSONS: Range<i64> = PERSON..PERSON + 1;
    const OTHERS: [Range<i64>; 2] = [0..PERSON, PERSON + 1..SubjectKind::ALL.len() as i64];
    match section {
        Section::Persons => from_ref(const { &PERSONS }),
        _ => &OTHERS,
    }
}

/// An opened partition: where its columns are.
#[derive(Clone, Debug)]
pub(crate) struct Partition {
    /// Whether rows occur that could not be read
    has_unread: bool,
    section: Section,
    records: usize,
    /// Listings and dictionaries of its own
    front: Arc<Front>,
    /// Those of the base that a delta continues, where that is at hand
    below: Option<Arc<Front>>,
    /// How many listings the base has
    listings_below: usize,
    outline: Outline,
    pub(crate) primary: Sorted,
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

#[derive(Clone, Debug)]
pub(super) struct Ints {
    pub(super) id_form: IntColumn,
    pub(super) code_pair: IntColumn,
    pub(super) code_region: IntColumn,
    pub(super) id_kind: IntColumn,
    pub(super) subject_kind: IntColumn,
    pub(super) listing: IntColumn,
    pub(super) severity: IntColumn,
    pub(super) status: IntColumn,
    pub(super) listed_on: IntColumn,
    pub(super) decided: IntColumn,
    pub(super) effective: IntColumn,
    pub(super) term: IntColumn,
    pub(super) ban: IntColumn,
}

#[derive(Clone, Debug)]
pub(super) struct Texts {
    pub(super) id: TextColumn,
    pub(super) name: TextColumn,
    pub(super) former_names: TextColumn,
    pub(super) document_no: TextColumn,
    pub(super) cause: TextColumn,
    pub(super) record_id: TextColumn,
    pub(super) masks: TextColumn,
}

fn below(count: usize) -> Range<i64> {
    0..count as i64
}

impl Ints {
    fn open(opener: &mut Opener<'_>, records: usize, listings: usize) -> Self {
        use column as c;
        // Any day from year 1 to year 9999, or a distance between two of them.
        let days = -3_652_059..3_652_060;
        let kinds = subject_kinds(opener.section);
        Self {
            id_form: opener.int(c::ID_FORM, records, 0..3),
            code_pair: opener.int(c::CODE_PAIR, records, 0..1296),
            code_region: opener.int(c::CODE_REGION, records, 0..1_000_000),
            id_kind: opener.int(c::ID_KIND, records, below(IdKind::ALL.len())),
            subject_kind: opener.int_of(c::SUBJECT_KIND, records, kinds),
            listing: opener.int(c::LISTING, records, below(listings)),
            severity: opener.int(c::SEVERITY, records, below(Severity::ALL.len())),
            status: opener.int(c::STATUS, records, below(Status::STORED.len())),
            listed_on: opener.int(c::LISTED_ON, records, days.clone()),
            decided: opener.int(c::DECIDED, records, days.clone()),
            effective: opener.int(c::EFFECTIVE, records, days),
            term: opener.int_of(c::TERM, records, &term::CODES),
            ban: opener.int_of(c::BAN, records, &term::CODES),
        }
    }
}

impl Texts {
    fn open(opener: &mut Opener<'_>, records: usize) -> Self {
        use column as c;
        Self {
            id: opener.text(c::ID_TEXT, records),
            name: opener.text(c::NAME, records),
            former_names: opener.text(c::FORMER_NAMES, records),
            document_no: opener.text(c::DOCUMENT_NO, records),
            cause: opener.text(c::CAUSE, records),
            record_id: opener.text(c::RECORD_ID, records),
            masks: opener.text(c::MASKS, 1),
        }
    }
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
        let primary = Sorted::open(bytes, opener.range(column::PRIMARY)?, section)?;
        let keys = KeyIndex::open(bytes, opener.range(column::KEYS)?, section)?;
        // Counts are what bytes carry: each record has a key, and each listing stands in a record.
        if primary.len() > records {
            return Err(malformed("there are more primary keys than records"));
        }
        if records > primary.len().saturating_add(keys.len()) {
            return Err(malformed("there are more records than keys that lead to them"));
        }
        if listings > records || listings > bytes.len() {
            return Err(malformed("there are more listings than records"));
        }
        let removed = opener.removed()?;
        let digest = opener.front_digest()?;
        opener.check_below(digest, listings_below)?;
        let ints = Ints::open(&mut opener, records, listings_below.saturating_add(listings));
        opener.check()?;
        let complete = [&ints.subject_kind, &ints.listing, &ints.status];
        if !complete.iter().all(|column| column.is_complete(bytes, records)) {
            return Err(malformed("a record lacks kind, listing, date or status"));
        }
        let has_unread = !ints.listed_on.is_complete(bytes, records);
        if !has_unread {
            opener.int(column::STATUS, records, below(Status::ALL.len()));
        }
        let front = opener.front(digest, listings);
        let texts = Texts::open(&mut opener, records);
        let possible_names = opener.key_index(column::POSSIBLE_NAMES);
        let possible_names_uncoded = opener.key_index(column::POSSIBLE_NAMES_UNCODED);
        opener.check()?;
        let Opener { dictionaries, .. } = opener;
        let partition = Self {
            has_unread,
            section,
            records,
            front: Arc::new(front.with_dictionaries(dictionaries)),
            below: match layer {
                LayerKind::Upon(base) => Some(base.clone()),
                LayerKind::Base | LayerKind::Alone => None,
            },
            listings_below,
            primary,
            keys,
            possible_names,
            possible_names_uncoded,
            removed,
            ints,
            texts,
            outline,
        };
        match has_unread && !partition.is_alone() && !partition.unread_fits(bytes) {
            true => Err(malformed("a record lacks kind, listing, date or status")),
            false => Ok(partition),
        }
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
        self.records
    }

    /// How many records there are, and how many records of the layers below are no longer live.
    pub(crate) fn changes(&self) -> (u64, u64) {
        let removed = self.removed.as_ref().map_or(0, Sorted::len);
        (self.records as u64, removed as u64)
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
        (0..self.records).all(|row| {
            let is_unread = ints.status.get(bytes, row) == Some(Status::Unread as i64);
            let Some(listing) = self.listing(bytes, row) else {
                return false;
            };
            let listing = match listing.checked_sub(below) {
                Some(listing) => own.get(listing).copied(),
                None => self.is_unread_listing(listing),
            };
            listing == Some(is_unread) && is_unread == ints.listed_on.get(bytes, row).is_none()
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
        let records = self.ints.listing.tally(bytes, self.records, below + own)?;
        let (of_base, records) = records.split_at_checked(below)?;
        let front = &self.front;
        front
            .list
            .places(front.bytes(), own, lists, &mut |listing, list| {
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
        let sole_traders = || {
            let kinds = &self.ints.subject_kind;
            (0..self.records).filter(|row| kinds.get(bytes, *row) == Some(SubjectKind::SoleTrader as i64))
        };
        let is_coded = |row: usize| {
            self.ints.id_form.get(bytes, row) == Some(id_form::CREDIT_CODE)
                || self
                    .identifier(bytes, row)
                    .is_some_and(|id| id.kind() == IdKind::Uscc && !id.is_masked())
        };
        self.is_alone()
            || sole_traders().all(is_coded)
                && self.texts.name.are_absent(bytes, sole_traders())
                && self.texts.former_names.are_absent(bytes, sole_traders())
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
