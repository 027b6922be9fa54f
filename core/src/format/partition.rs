//! A partition: the records of organisations, or of natural persons, column by column.
//!
//! | offset | size | field                                              |
//! |-------:|-----:|----------------------------------------------------|
//! |      0 |    4 | number of records                                  |
//! |      4 |    4 | number of listings: distinct combinations, below   |
//! |      8 |    2 | number of columns `c`                              |
//! |     10 |    6 | zero                                               |
//! |     16 |  24c | column table (`table`)                             |
//! |        |      | columns, each at a multiple of 8                   |
//!
//! Records stand in the order of their primary key: the first eight characters of the organisation code as a number,
//! or the MAC of a person's identifier. Records without one come last. What records have in common (list, authority,
//! source, legal basis, domain, region) is stored once as a *listing*, and a record refers to it.

use super::bytes::Taker;
use super::int_column::IntColumn;
use super::key_index::KeyIndex;
use super::sorted::Sorted;
use super::table::PartTable;
use super::term;
use super::text_column::TextColumn;
use crate::error::{OpenError, Section};
use crate::record::{Severity, Status, SubjectKind};
use crate::subject::IdKind;
use core::ops::Range;
use core::slice::from_ref;

/// Column ids. The first group has a value for each record, the second for each listing.
pub(crate) mod column {
    pub(crate) const PRIMARY: u16 = 1;
    pub(crate) const KEYS: u16 = 2;
    pub(crate) const ID_FORM: u16 = 3;
    pub(crate) const CODE_PAIR: u16 = 4;
    pub(crate) const CODE_REGION: u16 = 5;
    pub(crate) const ID_KIND: u16 = 6;
    pub(crate) const ID_TEXT: u16 = 7;
    pub(crate) const SUBJECT_KIND: u16 = 8;
    pub(crate) const NAME: u16 = 9;
    pub(crate) const FORMER_NAMES: u16 = 10;
    pub(crate) const LISTING: u16 = 11;
    pub(crate) const DOCUMENT_NO: u16 = 12;
    pub(crate) const CAUSE: u16 = 13;
    pub(crate) const SEVERITY: u16 = 14;
    pub(crate) const STATUS: u16 = 15;
    pub(crate) const LISTED_ON: u16 = 16;
    pub(crate) const DECIDED: u16 = 17;
    pub(crate) const EFFECTIVE: u16 = 18;
    pub(crate) const TERM: u16 = 19;
    pub(crate) const RECORD_ID: u16 = 20;
    pub(crate) const BAN: u16 = 21;

    pub(crate) const LIST: u16 = 32;
    pub(crate) const AUTHORITY: u16 = 33;
    pub(crate) const SOURCE_UNIT: u16 = 34;
    pub(crate) const LEGAL_BASIS: u16 = 35;
    pub(crate) const DOMAIN: u16 = 36;
    pub(crate) const REGION: u16 = 37;

    pub(crate) const MASKS: u16 = 48;
    pub(crate) const POSSIBLE_NAMES: u16 = 49;
    pub(crate) const REMOVED: u16 = 50;
    pub(crate) const POSSIBLE_NAMES_UNCODED: u16 = 51;
}

/// Stands among the mask shapes of persons where rows that could not be read are known by name alone.
pub(crate) const UNREAD_NAMES: &str = "name:*";

const UNKNOWN: &str = "unknown";

/// The name of a column, as in `docs/FORMAT.md`.
pub(crate) fn column_name(id: u16) -> &'static str {
    match id {
        column::PRIMARY => "primary",
        column::KEYS => "keys",
        column::ID_FORM => "id form",
        column::CODE_PAIR => "code pair",
        column::CODE_REGION => "code region",
        column::ID_KIND => "id kind",
        column::ID_TEXT => "id text",
        column::SUBJECT_KIND => "subject kind",
        column::NAME => "name",
        column::FORMER_NAMES => "former names",
        column::LISTING => "listing",
        column::DOCUMENT_NO => "document no",
        column::CAUSE => "cause",
        column::SEVERITY => "severity",
        column::STATUS => "status",
        column::LISTED_ON => "listed on",
        column::DECIDED => "decided",
        column::EFFECTIVE => "effective",
        column::TERM => "term",
        column::BAN => "ban",
        column::RECORD_ID => "record id",
        column::LIST => "list",
        column::AUTHORITY => "authority",
        column::SOURCE_UNIT => "source unit",
        column::LEGAL_BASIS => "legal basis",
        column::DOMAIN => "domain",
        column::REGION => "region",
        column::MASKS => "masks",
        column::POSSIBLE_NAMES => "possible names",
        column::REMOVED => "removed",
        column::POSSIBLE_NAMES_UNCODED => "possible names uncoded",
        _ => UNKNOWN,
    }
}

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
    listings: usize,
    table: PartTable,
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
    pub(super) list: TextColumn,
    pub(super) authority: TextColumn,
    pub(super) source_unit: TextColumn,
    pub(super) legal_basis: TextColumn,
    pub(super) domain: TextColumn,
    pub(super) region: TextColumn,
    pub(super) masks: TextColumn,
}

fn below(count: usize) -> Range<i64> {
    0..count as i64
}

impl Ints {
    fn open(opener: &Opener<'_>, records: usize, listings: usize) -> Result<Self, OpenError> {
        use column as c;
        // Any day from year 1 to year 9999, or a distance between two of them.
        let days = -3_652_059..3_652_060;
        Ok(Self {
            id_form: opener.int(c::ID_FORM, records, 0..3)?,
            code_pair: opener.int(c::CODE_PAIR, records, 0..1296)?,
            code_region: opener.int(c::CODE_REGION, records, 0..1_000_000)?,
            id_kind: opener.int(c::ID_KIND, records, below(IdKind::ALL.len()))?,
            subject_kind: opener.int_of(c::SUBJECT_KIND, records, subject_kinds(opener.section))?,
            listing: opener.int(c::LISTING, records, below(listings))?,
            severity: opener.int(c::SEVERITY, records, below(Severity::ALL.len()))?,
            status: opener.int(c::STATUS, records, below(Status::STORED.len()))?,
            listed_on: opener.int(c::LISTED_ON, records, days.clone())?,
            decided: opener.int(c::DECIDED, records, days.clone())?,
            effective: opener.int(c::EFFECTIVE, records, days)?,
            term: opener.int_of(c::TERM, records, &term::CODES)?,
            ban: opener.int_of(c::BAN, records, &term::CODES)?,
        })
    }
}

impl Texts {
    fn open(opener: &Opener<'_>, records: usize, listings: usize) -> Result<Self, OpenError> {
        use column as c;
        Ok(Self {
            id: opener.text(c::ID_TEXT, records)?,
            name: opener.text(c::NAME, records)?,
            former_names: opener.text(c::FORMER_NAMES, records)?,
            document_no: opener.text(c::DOCUMENT_NO, records)?,
            cause: opener.text(c::CAUSE, records)?,
            record_id: opener.text(c::RECORD_ID, records)?,
            list: opener.text(c::LIST, listings)?,
            authority: opener.text(c::AUTHORITY, listings)?,
            source_unit: opener.text(c::SOURCE_UNIT, listings)?,
            legal_basis: opener.text(c::LEGAL_BASIS, listings)?,
            domain: opener.text(c::DOMAIN, listings)?,
            region: opener.text(c::REGION, listings)?,
            masks: opener.text(c::MASKS, 1)?,
        })
    }
}

/// What a column reader needs to know besides its bytes.
struct Opener<'a> {
    bytes: &'a [u8],
    table: &'a PartTable,
    body: usize,
    section: Section,
}

impl Opener<'_> {
    fn range(&self, id: u16) -> Result<Range<usize>, OpenError> {
        let missing = OpenError::Malformed {
            section: self.section,
            what: "a column is missing",
        };
        self.table
            .find(id)
            .map(|range| range.start + self.body..range.end + self.body)
            .ok_or(missing)
    }

    fn int(&self, id: u16, rows: usize, allowed: Range<i64>) -> Result<IntColumn, OpenError> {
        self.int_of(id, rows, from_ref(&allowed))
    }

    fn int_of(&self, id: u16, rows: usize, allowed: &[Range<i64>]) -> Result<IntColumn, OpenError> {
        let column = IntColumn::open(self.bytes, self.range(id)?, rows, self.section)?;
        column.require(self.bytes, rows, self.section, allowed)
    }

    fn text(&self, id: u16, rows: usize) -> Result<TextColumn, OpenError> {
        TextColumn::open(self.bytes, self.range(id)?, rows, self.section)
    }
}

impl Partition {
    /// Reads the partition that `bytes` hold, which is a delta's or a base's.
    pub(crate) fn open(bytes: &[u8], section: Section, delta: bool) -> Result<Self, OpenError> {
        let mut taker = Taker::new(bytes, section);
        let (records, listings) = (taker.u32()? as usize, taker.u32()? as usize);
        let columns = taker.u16()?;
        taker.zeros(6)?;
        let body = taker.offset() + usize::from(columns) * 24;
        let body_len = bytes
            .len()
            .checked_sub(body)
            .ok_or_else(|| taker.malformed("the column table is cut"))?;
        let table = PartTable::take(&mut taker, columns, body_len)?;
        let opener = Opener {
            bytes,
            table: &table,
            body,
            section,
        };
        if table.iter().any(|(id, _)| column_name(id) == UNKNOWN) {
            return Err(taker.malformed("a column is unknown"));
        }
        let primary = Sorted::open(bytes, opener.range(column::PRIMARY)?, section)?;
        let keys = KeyIndex::open(bytes, opener.range(column::KEYS)?, section)?;
        // Counts are what bytes carry: each record has a key, and each listing stands in a record.
        if primary.len() > records {
            return Err(taker.malformed("there are more primary keys than records"));
        }
        if records > primary.len().saturating_add(keys.len()) {
            return Err(taker.malformed("there are more records than keys that lead to them"));
        }
        if listings > records || listings > bytes.len() {
            return Err(taker.malformed("there are more listings than records"));
        }
        let ints = Ints::open(&opener, records, listings)?;
        let complete = [&ints.subject_kind, &ints.listing, &ints.status];
        if !complete.iter().all(|column| column.is_complete(bytes, records)) {
            return Err(taker.malformed("a record lacks kind, listing, date or status"));
        }
        let has_unread = !ints.listed_on.is_complete(bytes, records);
        if !has_unread {
            opener.int(column::STATUS, records, below(Status::ALL.len()))?;
        }
        let texts = Texts::open(&opener, records, listings)?;
        let index = |column| {
            let range = opener.range(column).ok();
            range
                .map(|range| KeyIndex::open(bytes, range, section))
                .transpose()
        };
        let possible_names = index(column::POSSIBLE_NAMES)?;
        let possible_names_uncoded = index(column::POSSIBLE_NAMES_UNCODED)?;
        let removed = opener.range(column::REMOVED).ok();
        if removed.is_some() != delta {
            return Err(taker.malformed("places of removed rows belong into a delta, and nowhere else"));
        }
        let removed = removed
            .map(|range| Sorted::open(bytes, range, section))
            .transpose()?;
        let partition = Self {
            has_unread,
            section,
            listings,
            records,
            primary,
            keys,
            possible_names,
            possible_names_uncoded,
            removed,
            ints,
            texts,
            table,
        };
        match has_unread && !partition.unread_fits(bytes) {
            true => Err(taker.malformed("a record lacks kind, listing, date or status")),
            false => Ok(partition),
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

    /// Whether a listing is that of rows that could not be read: it names no authority.
    fn is_unread_listing(&self, bytes: &[u8], listing: usize) -> bool {
        self.has_unread && self.texts.authority.get(bytes, listing).is_none()
    }

    /// Whether every row is either a record, with date and authority, or unread, with neither.
    fn unread_fits(&self, bytes: &[u8]) -> bool {
        let ints = &self.ints;
        let unread: Vec<bool> = (0..self.listings)
            .map(|listing| self.is_unread_listing(bytes, listing))
            .collect();
        (0..self.records).all(|row| {
            let is_unread = ints.status.get(bytes, row) == Some(Status::Unread as i64);
            let listing = ints
                .listing
                .get(bytes, row)
                .and_then(|listing| usize::try_from(listing).ok());
            let listing = listing.and_then(|listing| unread.get(listing));
            listing == Some(&is_unread) && is_unread == ints.listed_on.get(bytes, row).is_none()
        })
    }

    /// How many records are on each of these lists, whose codes ascend, and how many rows that could not be read. The records of a file are on the lists that its
    /// header names, and on no others.
    pub(crate) fn count_lists(&self, bytes: &[u8], lists: &[&str]) -> Result<Vec<[u64; 2]>, OpenError> {
        let mut counts = vec![[0u64; 2]; lists.len()];
        let listings = self.ints.listing.tally(bytes, self.records, self.listings);
        let counted = listings.and_then(|listings| {
            let mut count = |listing: usize, list: usize| {
                if let (Some(records), Some(sum)) = (listings.get(listing), counts.get_mut(list)) {
                    let [read, unread] = sum;
                    let is_unread = self.is_unread_listing(bytes, listing);
                    *if is_unread { unread } else { read } += u64::from(*records);
                }
            };
            self.texts.list.places(bytes, self.listings, lists, &mut count)
        });
        match counted {
            Some(()) => Ok(counts),
            None => Err(OpenError::Malformed {
                section: self.section,
                what: "a record is on a list that the header does not name",
            }),
        }
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
        sole_traders().all(is_coded)
            && self.texts.name.are_absent(bytes, sole_traders())
            && self.texts.former_names.are_absent(bytes, sole_traders())
    }

    /// Ids and lengths of the columns, for `inspect`.
    pub(crate) fn columns(&self) -> impl Iterator<Item = (u16, usize)> + '_ {
        self.table.iter()
    }

    /// The mask shapes that occur, `|`-separated.
    pub(crate) fn masks(&self, bytes: &[u8]) -> String {
        self.texts.masks.get(bytes, 0).unwrap_or_default()
    }
}
