//! From the bytes of a partition to its columns.

use super::bytes::Taker;
use super::column;
use super::dictionary::Dictionary;
use super::field::Field;
use super::front::{self, Front};
use super::groups::{Groups, Shape};
use super::key_index::KeyIndex;
use super::place;
use super::sorted::Sorted;
use super::table::{self, PartTable};
use super::text_column::{Form, RowText, TextColumn, hold_few};
use crate::error::{OpenError, Section};
use crate::suite::Digest;
use core::ops::Range;
use std::sync::Arc;

/// What the front of a partition tells: counts, and where its columns are.
#[derive(Clone, Debug)]
pub(crate) struct Outline {
    pub(super) records: usize,
    pub(super) listings: usize,
    /// Listings of the base that a delta continues
    pub(super) listings_below: usize,
    table: PartTable,
    /// Where the columns begin
    body: usize,
}

impl Outline {
    /// Reads the front of the partition that `bytes` hold.
    pub(crate) fn open(bytes: &[u8], section: Section) -> Result<Self, OpenError> {
        let mut taker = Taker::new(bytes, section);
        let (records, listings) = (taker.u32()? as usize, taker.u32()? as usize);
        let columns = taker.u16()?;
        taker.zeros(2)?;
        let listings_below = taker.u32()? as usize;
        let body = taker.offset() + usize::from(columns) * table::ENTRY;
        let body_len = bytes
            .len()
            .checked_sub(body)
            .ok_or_else(|| taker.malformed("the column table is cut"))?;
        let table = PartTable::take(&mut taker, columns, body_len)?;
        if table.find(column::FORMER_PRIMARY).is_some() || table.find(column::KEY_GROUPS).is_none() {
            return Err(taker.malformed(
                "the file was made by a preview of this format, which had its keys elsewhere; fetch or build it anew",
            ));
        }
        if !table.iter().all(|(id, _)| column::is_allowed(id)) {
            return Err(taker.malformed("a column is unknown"));
        }
        Ok(Self {
            records,
            listings,
            listings_below,
            table,
            body,
        })
    }

    /// How many records there are, and how many records of the layers below are no longer live.
    pub(crate) fn changes(&self, bytes: &[u8], section: Section) -> Result<(u64, u64), OpenError> {
        let removed = match self.range(column::REMOVED) {
            Some(range) => Sorted::open(bytes, range, section)?.len(),
            None => 0,
        };
        Ok((self.records as u64, removed as u64))
    }

    /// Whether nearly equal names can be found.
    #[cfg(feature = "build")]
    pub(crate) fn has_possible_names(&self) -> bool {
        self.range(column::POSSIBLE_NAMES).is_some()
    }

    /// Ids and lengths of the columns, for `inspect`.
    pub(crate) fn sizes(&self) -> impl Iterator<Item = (u16, usize)> + '_ {
        self.table.iter()
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = u16> + '_ {
        self.table.iter().map(|(id, _)| id)
    }

    /// Where a column lies in the partition's bytes.
    pub(super) fn range(&self, id: u16) -> Option<Range<usize>> {
        let range = self.table.find(id)?;
        Some(range.start + self.body..range.end + self.body)
    }

    pub(super) fn opener<'a>(
        &'a self,
        bytes: &'a [u8],
        section: Section,
        layer: LayerKind<'a>,
    ) -> Result<Opener<'a>, OpenError> {
        let mut dictionaries = Vec::new();
        for id in column::TEXTS {
            if let Some(range) = self.range(id + column::DICTIONARY) {
                dictionaries.push((id, Arc::new(Dictionary::open(bytes, range, section)?)));
            }
        }
        Ok(Opener {
            bytes,
            outline: self,
            section,
            layer,
            dictionaries,
            failed: None,
        })
    }
}

/// What a column reader needs to know besides its bytes. An error is kept, and `check` gives the first: so that who opens
/// thirty columns looks for errors once.
pub(super) struct Opener<'a> {
    bytes: &'a [u8],
    outline: &'a Outline,
    pub(super) section: Section,
    layer: LayerKind<'a>,
    /// Of its own columns, which ascend
    pub(super) dictionaries: Vec<(u16, Arc<Dictionary>)>,
    failed: Option<OpenError>,
}

/// Where each column of records has its bits and texts.
#[derive(Default)]
pub(super) struct Layout {
    slots: Vec<(u16, Slot)>,
    /// Bits of a row
    width: u64,
    /// Columns whose texts stand in the groups
    texts: usize,
}

/// A column of records.
enum Slot {
    Integer(Field),
    Text(RowText),
}

impl Default for Slot {
    fn default() -> Self {
        Self::Text(RowText::Absent)
    }
}

impl Slot {
    fn width(&self) -> u32 {
        match self {
            Self::Integer(field) | Self::Text(RowText::Dictionary(field, _) | RowText::Held(field, _)) => {
                field.width()
            }
            Self::Text(RowText::Absent | RowText::Direct(..)) => 0,
        }
    }
}

impl Layout {
    fn take(&mut self, id: u16) -> Slot {
        let slot = self.slots.iter_mut().find(|(known, _)| *known == id);
        slot.map(|(_, slot)| core::mem::take(slot)).unwrap_or_default()
    }

    /// The column of integers with this number.
    pub(super) fn integer(&mut self, id: u16) -> Field {
        match self.take(id) {
            Slot::Integer(field) => field,
            Slot::Text(_) => Field::default(),
        }
    }

    /// The column of texts with this number.
    pub(super) fn text(&mut self, id: u16) -> RowText {
        match self.take(id) {
            Slot::Text(text) => text,
            Slot::Integer(_) => RowText::Absent,
        }
    }
}

/// Whether a partition is a base's or a delta's.
#[derive(Clone, Copy)]
pub(crate) enum LayerKind<'a> {
    /// A base
    Base,
    /// A delta, with what it takes from its base
    Upon(&'a Arc<Front>),
    /// A delta whose base is not at hand: what it takes from there cannot be read
    Alone,
}

impl Opener<'_> {
    pub(super) fn range(&self, id: u16) -> Result<Range<usize>, OpenError> {
        let missing = OpenError::Malformed {
            section: self.section,
            what: "a column is missing",
        };
        self.outline.range(id).ok_or(missing)
    }

    /// Fails where something that was opened was not sound.
    pub(super) fn check(&mut self) -> Result<(), OpenError> {
        self.failed.take().map_or(Ok(()), Err)
    }

    fn keep<T: Default>(&mut self, opened: Result<T, OpenError>) -> T {
        opened.unwrap_or_else(|error| {
            self.failed.get_or_insert(error);
            T::default()
        })
    }

    /// How the columns of records share the bits of a row, and which of their texts stand in the groups.
    pub(super) fn layout(&mut self) -> Layout {
        let (mut layout, mut bit) = (Layout::default(), 0);
        for id in column::OF_RECORDS {
            let opened = self
                .range(id)
                .and_then(|range| self.slot(id, range, bit, &mut layout.texts));
            let slot = self.keep(opened);
            bit += slot.width();
            layout.slots.push((id, slot));
        }
        layout.width = u64::from(bit);
        layout
    }

    fn slot(&self, id: u16, range: Range<usize>, bit: u32, direct: &mut usize) -> Result<Slot, OpenError> {
        let (bytes, section) = (self.bytes, self.section);
        let open = |range| Field::open(bytes, range, bit, section);
        if column::INTEGERS.contains(&id) {
            return open(range).map(Slot::Integer);
        }
        let form = Form::of(bytes, range, section)?;
        Ok(Slot::Text(match form.number {
            0 => RowText::Absent,
            1 => {
                *direct += 1;
                RowText::Direct(*direct - 1, self.dictionary(id)?)
            }
            _ => {
                let strings = form.strings(bytes, self.dictionary(id)?, section)?;
                let index = open(form.index.clone())?;
                match hold_few(&strings, bytes) {
                    Some(held) => RowText::Held(index, held),
                    None => RowText::Dictionary(index, strings),
                }
            }
        }))
    }

    /// The groups of records.
    pub(super) fn groups(&self, layout: &Layout) -> Result<Groups, OpenError> {
        let shape = Shape {
            records: self.outline.records,
            width: layout.width,
            texts: layout.texts,
            place: place::bits(self.section),
        };
        let [directory, records] = [self.range(column::GROUPS)?, self.range(column::RECORDS)?];
        Groups::open(self.bytes, directory, records, shape, self.section)
    }

    pub(super) fn text(&mut self, id: u16, rows: usize) -> TextColumn {
        let column = self.range(id);
        let column = column.and_then(|range| self.text_in(self.bytes, range, id, rows));
        self.keep(column)
    }

    /// The text column with this number, which stands in other bytes.
    fn text_in(
        &self,
        bytes: &[u8],
        range: Range<usize>,
        id: u16,
        rows: usize,
    ) -> Result<TextColumn, OpenError> {
        TextColumn::open(bytes, range, rows, &mut || self.dictionary(id), self.section)
    }

    /// The dictionary of a text column: its own, else that of the base.
    fn dictionary(&self, id: u16) -> Result<Arc<Dictionary>, OpenError> {
        let own = self.dictionaries.iter().find(|(own, _)| *own == id);
        let known = own.map(|(_, dictionary)| dictionary);
        match (known, self.layer) {
            (Some(known), _) => Some(known.clone()),
            (None, LayerKind::Upon(base)) => base.dictionary(id).cloned(),
            (None, LayerKind::Alone) => Some(Arc::new(Dictionary::unknown())),
            (None, LayerKind::Base) => None,
        }
        .ok_or(OpenError::Malformed {
            section: self.section,
            what: "a text column lacks its dictionary",
        })
    }

    /// The digest of what deltas take from a base.
    pub(super) fn front_digest(&self) -> Result<Digest, OpenError> {
        let digest = self.bytes.get(self.range(column::FRONT_DIGEST)?);
        let digest = digest.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        digest.map(Digest::from).ok_or(OpenError::Malformed {
            section: self.section,
            what: "the digest of listings and dictionaries is not one",
        })
    }

    /// Listings and dictionaries of its own.
    pub(super) fn front(&mut self, digest: Digest, listings: usize) -> Front {
        let mut bytes = Vec::new();
        let columns = front::COLUMNS.map(|id| {
            let start = bytes.len();
            let range = self.range(id).unwrap_or_default();
            bytes.extend_from_slice(self.bytes.get(range).unwrap_or_default());
            match self.text_in(&bytes, start..bytes.len(), id, listings) {
                Ok(column) => column,
                // Opened where it stands in the file, it fails with an error that says so.
                Err(_) => self.text(id, listings),
            }
        });
        Front::new(digest, listings, bytes, columns)
    }

    /// Whether a delta is laid upon the base that it was written for: only there do its numbers mean what they meant.
    pub(super) fn check_below(&self, digest: Digest, listings: usize) -> Result<(), OpenError> {
        let fits = match self.layer {
            LayerKind::Base => listings == 0,
            LayerKind::Upon(base) => listings == base.listings() && digest == base.digest,
            LayerKind::Alone => true,
        };
        match (fits, self.layer) {
            (true, _) => Ok(()),
            (false, LayerKind::Base) => Err(OpenError::Malformed {
                section: self.section,
                what: "a base refers to listings of another file",
            }),
            (false, _) => Err(OpenError::Delta {
                what: format!(
                    "the delta is written with other dictionaries and listings ({digest}) of {} than its base has; fetch the \
                     whole snapshot",
                    self.section
                ),
            }),
        }
    }

    /// The key index whose directory and groups are in these columns; its pointers have this width.
    pub(super) fn key_index(
        &self,
        [directory, groups]: [u16; 2],
        pointer_bits: u32,
    ) -> Result<KeyIndex, OpenError> {
        let ranges = [self.range(directory)?, self.range(groups)?];
        KeyIndex::open(self.bytes, ranges, pointer_bits, self.section)
    }

    /// The same where neither column need be there.
    pub(super) fn optional_index(&mut self, ids: [u16; 2], pointer_bits: u32) -> Option<KeyIndex> {
        ids.iter().find_map(|id| self.outline.range(*id))?;
        let index = self.key_index(ids, pointer_bits);
        self.keep(index.map(Some))
    }

    /// The places of rows below, which a delta has, and no base.
    pub(super) fn removed(&self) -> Result<Option<Sorted>, OpenError> {
        let removed = self.range(column::REMOVED).ok();
        if removed.is_none() != matches!(self.layer, LayerKind::Base) {
            return Err(OpenError::Malformed {
                section: self.section,
                what: "places of removed rows belong into a delta, and nowhere else",
            });
        }
        removed
            .map(|range| Sorted::open(self.bytes, range, self.section))
            .transpose()
    }
}
