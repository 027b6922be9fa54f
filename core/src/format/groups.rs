//! The records in groups: cut by the upper bits of their places, so that a record that comes or goes changes its own group.
//!
//! Column `groups`, the directory:
//!
//! | offset | size | field                                                                  |
//! |-------:|-----:|------------------------------------------------------------------------|
//! |      0 |    1 | `a`: the records with a primary key are in `2^a` groups, at most 2^24  |
//! |      1 |    1 | `b`: the others are in `2^b`                                           |
//! |      2 |    6 | zero                                                                   |
//! |      8 |    8 | for each group: number of records (`u32`), bytes (`u32`)               |
//!
//! Column `records` has the groups one behind the other. One of `m` records, where `t` text columns have form 1 and a row has
//! `w` bits; one without records has no bytes:
//!
//! | offset | size | field                                                                  |
//! |-------:|-----:|------------------------------------------------------------------------|
//! |      0 |   4t | where in the group the texts of each of these columns begin            |
//! |        |      | rows: a bit stream of `m w` bits, without slack                        |
//! |        |      | with a primary key: the rest of the places, `sorted` without its number |
//! |        |      | texts: width of a start, starts, codes, as in `token_text`             |
//! |        |    8 | slack                                                                  |

#[cfg(feature = "build")]
mod encode;

#[cfg(feature = "build")]
pub(crate) use encode::Source;

use super::bits;
use super::bytes::Taker;
use super::dictionary::Dictionary;
use super::field::{Field, Limit, Limits};
use super::int_column;
use super::sorted::Sorted;
use super::token_text::{Run, STRINGS_PER_START};
use crate::error::{OpenError, Section};
use core::ops::Range;

/// Greatest number of bits that name a group.
pub(crate) const MOST_BITS: u32 = 24;

/// Bytes of an entry of the directory.
const ENTRY: usize = 8;

/// Bytes that a group takes at most as long as groups are filled evenly.
#[cfg(feature = "build")]
const SIZE: u64 = 16 * 1024;

/// Groups of one kind, and the records in them.
#[derive(Clone, Debug)]
pub(crate) struct Groups {
    /// Bits of a place that name the group of a record with a primary key
    keyed_bits: u32,
    /// The same of a record without one
    loose_bits: u32,
    /// Bits of a place behind those that name the group
    rest_bits: u32,
    /// Records with a primary key
    keyed: usize,
    /// Bits of a row
    width: u64,
    /// Text columns in form 1
    texts: usize,
    /// The first row of each group and where it begins; one more stands for the end
    starts: Vec<(u32, usize)>,
}

/// What a group of records is read with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) records: usize,
    /// Bits of a row
    pub(super) width: u64,
    /// Text columns in form 1
    pub(super) texts: usize,
    /// Bits of the place of a record with a primary key
    pub(super) place: u32,
}

/// A group at hand.
#[derive(Clone, Copy)]
pub(crate) struct Group<'a> {
    bytes: &'a [u8],
    groups: &'a Groups,
    number: usize,
    /// Its first row
    pub(super) first: usize,
    pub(super) rows: usize,
}

impl Groups {
    /// Reads the directory that fills `directory` of `bytes`, and looks at each group in `records`.
    pub(super) fn open(
        bytes: &[u8],
        directory: Range<usize>,
        records: Range<usize>,
        shape: Shape,
        section: Section,
    ) -> Result<Self, OpenError> {
        let mut taker = Taker::within(bytes, directory, section);
        let [keyed_bits, loose_bits] = [u32::from(taker.u8()?), u32::from(taker.u8()?)];
        taker.zeros(6)?;
        if keyed_bits.max(loose_bits) > MOST_BITS {
            return Err(taker.malformed("there are more groups of records than there may be"));
        }
        let keyed_groups = 1usize << keyed_bits;
        let count = keyed_groups + (1usize << loose_bits);
        let mut entries = Taker::new(taker.take(count.saturating_mul(ENTRY))?, section);
        taker.finish()?;
        let unfit = |taker: &Taker<'_>| taker.malformed("the groups do not fit their records");
        let mut starts = Vec::with_capacity(count + 1);
        let (mut row, mut at, mut keyed) = (0u32, records.start, 0);
        for number in 0..count {
            if number == keyed_groups {
                keyed = row as usize;
            }
            starts.push((row, at));
            let (rows, length) = (entries.u32()?, entries.u32()? as usize);
            if rows == 0 && length > 0 {
                return Err(unfit(&entries));
            }
            row = row.checked_add(rows).ok_or_else(|| unfit(&entries))?;
            at = at
                .checked_add(length)
                .filter(|end| *end <= records.end)
                .ok_or_else(|| unfit(&entries))?;
        }
        starts.push((row, at));
        if row as usize != shape.records || at != records.end {
            return Err(unfit(&entries));
        }
        let groups = Self {
            keyed_bits,
            loose_bits,
            rest_bits: shape.place - keyed_bits,
            keyed,
            width: shape.width,
            texts: shape.texts,
            starts,
        };
        let are_sound = groups.all(bytes).all(|group| group.is_sound(section));
        match are_sound {
            true => Ok(groups),
            false => Err(entries.malformed("a group of records does not fit its counts")),
        }
    }

    /// How many records have a primary key.
    pub(crate) fn keyed(&self) -> usize {
        self.keyed
    }

    /// How many records there are.
    pub(super) fn len(&self) -> usize {
        self.starts.last().map_or(0, |(row, _)| *row as usize)
    }

    /// Looks at the fields of every row.
    pub(super) fn check(
        &self,
        bytes: &[u8],
        limits: Vec<Limit<'_>>,
        section: Section,
    ) -> Result<(), OpenError> {
        let mut limits = Limits::new(limits);
        for group in self.all(bytes) {
            let (stream, _) = group.row(0);
            limits.look(stream, group.rows, self.width);
        }
        let fits = |limit: &Limit<'_>| {
            self.streams(bytes)
                .all(|(stream, at)| limit.allows(bytes, stream, at))
        };
        match limits.exceeded().all(fits) {
            true => Ok(()),
            false => Err(int_column::out_of_range(section)),
        }
    }

    /// Adds to `counts` how often each value from 0 on occurs; `None` where one is absent or greater.
    pub(super) fn tally(&self, bytes: &[u8], field: &Field, counts: &mut [u32]) -> Option<()> {
        for group in self.all(bytes) {
            let (stream, mut at) = group.row(0);
            for _ in 0..group.rows {
                let value = field.get(bytes, stream, at)?;
                *counts.get_mut(usize::try_from(value).ok()?)? += 1;
                at += self.width;
            }
        }
        Some(())
    }

    /// The stream and bit of every row.
    pub(super) fn streams<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = (&'a [u8], u64)> {
        self.all(bytes)
            .flat_map(|group| (0..group.rows).map(move |at| group.row(at)))
    }

    /// Every group that has records.
    pub(super) fn all<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = Group<'a>> + Clone {
        let groups = (0..self.starts.len().saturating_sub(1)).filter_map(|number| self.group(bytes, number));
        groups.filter(|group| group.rows > 0)
    }

    fn group<'a>(&'a self, bytes: &'a [u8], number: usize) -> Option<Group<'a>> {
        let [(first, start), (end_row, end)] = *self.starts.get(number..number + 2)? else {
            return None;
        };
        Some(Group {
            bytes: bytes.get(start..end)?,
            groups: self,
            number,
            first: first as usize,
            rows: (end_row - first) as usize,
        })
    }

    /// The group of a row. Groups are filled evenly, so that it is near where it would be if they were all alike.
    pub(super) fn of_row<'a>(&'a self, bytes: &'a [u8], row: usize) -> Option<Group<'a>> {
        if row >= self.len() {
            return None;
        }
        let begins = |number: usize| {
            self.starts
                .get(number)
                .map_or(usize::MAX, |(first, _)| *first as usize)
        };
        let keyed_groups = 1usize << self.keyed_bits;
        let guess = match row.checked_sub(self.keyed) {
            None => (row as u64 * keyed_groups as u64 / self.keyed.max(1) as u64) as usize,
            Some(loose) => {
                let others = (self.len() - self.keyed).max(1) as u64;
                keyed_groups + (((loose as u64) << self.loose_bits) / others) as usize
            }
        };
        let is_it = |number: &usize| (begins(*number)..begins(number.wrapping_add(1))).contains(&row);
        let near = [guess, guess + 1, guess.wrapping_sub(1)].into_iter().find(is_it);
        let number =
            near.unwrap_or_else(|| self.starts.partition_point(|(first, _)| *first as usize <= row) - 1);
        self.group(bytes, number)
    }

    /// The rows of the records with this place.
    pub(super) fn find(&self, bytes: &[u8], place: u64) -> Range<usize> {
        let number = place.checked_shr(self.rest_bits).unwrap_or(0) as usize;
        let rest = place & bits::mask(self.rest_bits);
        let group = self.group(bytes, number).filter(|group| group.rows > 0);
        let found = group.and_then(|group| {
            let found = group.places()?.find(group.bytes, rest);
            Some(found.start + group.first..found.end + group.first)
        });
        found.unwrap_or(0..0)
    }

    /// Whether a row without a primary key stands in the group of its leaf.
    pub(crate) fn holds_leaf(&self, row: usize, leaf: u128) -> bool {
        let number = leaf.checked_shr(u128::BITS - self.loose_bits).unwrap_or(0) as usize;
        let number = number + (1 << self.keyed_bits);
        match self.starts.get(number..number + 2) {
            Some([(first, _), (end, _)]) => (*first as usize..*end as usize).contains(&row),
            _ => false,
        }
    }
}

impl<'a> Group<'a> {
    fn rows_at(&self) -> usize {
        self.groups.texts * 4
    }

    /// Where the rows end.
    fn rows_end(&self) -> Option<usize> {
        let bits = (self.rows as u64).checked_mul(self.groups.width)?;
        self.rows_at()
            .checked_add(usize::try_from(bits.div_ceil(8)).ok()?)
    }

    /// Where the texts of a column begin; behind the last column, where the slack does.
    fn text_at(&self, text: usize) -> Option<usize> {
        if text >= self.groups.texts {
            return self.bytes.len().checked_sub(bits::SLACK);
        }
        let offset = self.bytes.get(4 * text..)?.first_chunk::<4>()?;
        Some(u32::from_le_bytes(*offset) as usize)
    }

    fn is_keyed(&self) -> bool {
        self.number < 1 << self.groups.keyed_bits
    }

    /// The stream that the rows are in, and the bit of it at which one begins.
    #[inline]
    pub(super) fn row(&self, at: usize) -> (&'a [u8], u64) {
        let stream = self.bytes.get(self.rows_at()..).unwrap_or_default();
        (stream, at as u64 * self.groups.width)
    }

    /// The rests of the places.
    fn places(&self) -> Option<Sorted> {
        if !self.is_keyed() {
            return None;
        }
        let range = self.rows_end()?..self.text_at(0)?.checked_add(bits::SLACK)?;
        Some(Sorted::at(range, self.rows))
    }

    /// The place of a record; `None` where it has no primary key, or one of another group.
    pub(super) fn place(&self, at: usize) -> Option<u64> {
        let rest = self.places()?.get(self.bytes, at)?;
        let rest_bits = self.groups.rest_bits;
        let number = (self.number as u64).checked_shl(rest_bits).unwrap_or(0);
        (rest <= bits::mask(rest_bits)).then_some(number | rest)
    }

    /// The texts of a column.
    #[inline]
    pub(super) fn texts<'r>(&self, text: usize, dictionary: &'r Dictionary) -> Option<Run<'r>>
    where
        'a: 'r,
    {
        let (width, rest) = self.bytes.get(self.text_at(text)?..)?.split_first()?;
        let starts = self.rows.div_ceil(STRINGS_PER_START) * usize::from(*width);
        Some(Run {
            strings: self.rows,
            start_width: u32::from(*width),
            starts: rest,
            codes: rest.get(starts.div_ceil(8)..)?,
            dictionary,
        })
    }

    /// Whether all parts lie where they may, so that nothing read later lies outside the group.
    fn is_sound(&self, section: Section) -> bool {
        let fits = || {
            let places_at = self.rows_end()?;
            let mut end = self.text_at(0)?;
            let slack_at = self.text_at(self.groups.texts)?;
            if places_at > end || end > slack_at {
                return None;
            }
            if self.is_keyed() {
                let range = places_at..end + bits::SLACK;
                let places = Sorted::open_counted(self.bytes, range, self.rows, section).ok()?;
                let last = places.get(self.bytes, self.rows - 1)?;
                (last <= bits::mask(self.groups.rest_bits)).then_some(())?;
            }
            for text in 0..self.groups.texts {
                let (start, behind) = (self.text_at(text)?, self.text_at(text + 1)?);
                end = behind;
                let (width, rest) = self.bytes.get(start..end)?.split_first()?;
                let starts = self.rows.div_ceil(STRINGS_PER_START) * usize::from(*width);
                let codes = rest.len().checked_sub(starts.div_ceil(8))?;
                // A string takes at least one bit.
                let fits = u32::from(*width) <= bits::MAX_WIDTH && self.rows.div_ceil(8) <= codes;
                (fits && end <= slack_at).then_some(())?;
            }
            Some(())
        };
        fits().is_some()
    }
}
