//! The records in groups: cut by the upper bits of their places, so that a record that comes or goes changes its own group.
//!
//! Column `groups`, the directory:
//!
//! | offset | size | field                                                                  |
//! |-------:|-----:|------------------------------------------------------------------------|
//! |      0 |    1 | `a`: the records with a primary key are in `2^a` groups, at most 2^24  |
//! |      1 |    1 | `b`: the others are in `2^b`                                           |
//! |      2 |    1 | `p`: a pointer is the upper `p` bits of a place                        |
//! |      3 |    5 | zero                                                                   |
//! |      8 |      | `directory`                                                            |
//!
//! Column `records` has the groups one behind the other. One of `m` records, where `t` text columns have form 1 and a row has
//! `w` bits; one without records has no bytes:
//!
//! | offset | size | field                                                                  |
//! |-------:|-----:|------------------------------------------------------------------------|
//! |      0 |   4t | where in the group the texts of each of these columns begin            |
//! |        |      | rows: a bit stream of `m w` bits, without slack                        |
//! |        |      | the rest of the places, `sorted` without its number                    |
//! |        |      | texts: width of a start, starts, codes, as in `token_text`             |
//! |        |    8 | slack                                                                  |
//!
//! With a primary key the whole place is stored, and without one what a pointer has of it.

#[cfg(feature = "build")]
mod encode;

#[cfg(feature = "build")]
pub(crate) use encode::Source;

use super::bits;
use super::bytes::Taker;
use super::dictionary::Dictionary;
use super::directory::{Directory, MOST_BITS};
use super::field::{Field, Limit, Limits};
use super::int_column;
use super::sorted::Sorted;
use super::token_text::{Run, STRINGS_PER_START};
use crate::error::{OpenError, Section};
use core::ops::Range;

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
    /// Bits of the place of a record with a primary key
    place_bits: u32,
    /// Bits of a place that a pointer has, and all that is stored of the place of a record without a primary key
    pointer_bits: u32,
    /// Records with a primary key
    keyed: usize,
    /// Bits of a row
    width: u64,
    /// Text columns in form 1
    texts: usize,
    directory: Directory,
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
        let [keyed_bits, loose_bits, pointer_bits] = [taker.u8()?, taker.u8()?, taker.u8()?].map(u32::from);
        taker.zeros(5)?;
        let named = keyed_bits.max(loose_bits);
        if named > MOST_BITS || !(named.max(1)..=shape.place).contains(&pointer_bits) {
            return Err(taker.malformed("there are more groups of records than there may be"));
        }
        let (keyed_groups, loose_groups) = (1usize << keyed_bits, 1usize << loose_bits);
        let directory = Directory::take(&mut taker, keyed_groups + loose_groups, records)?;
        taker.clone().finish()?;
        if directory.len() != shape.records {
            return Err(taker.malformed("the groups do not fit their records"));
        }
        let groups = Self {
            keyed_bits,
            loose_bits,
            place_bits: shape.place,
            pointer_bits,
            keyed: directory.first_of(keyed_groups).unwrap_or_default(),
            width: shape.width,
            texts: shape.texts,
            directory,
        };
        let are_sound = groups.all(bytes).all(|group| group.is_sound(section));
        match are_sound {
            true => Ok(groups),
            false => Err(taker.malformed("a group of records does not fit its counts")),
        }
    }

    /// How many records have a primary key.
    pub(crate) fn keyed(&self) -> usize {
        self.keyed
    }

    /// The bits that name groups, with a primary key and without, and those of a pointer.
    #[cfg(feature = "build")]
    pub(super) fn named(&self) -> [u32; 3] {
        [self.keyed_bits, self.loose_bits, self.pointer_bits]
    }

    /// Bits of a pointer.
    pub(super) fn pointer_bits(&self) -> u32 {
        self.pointer_bits
    }

    /// How many records there are.
    pub(super) fn len(&self) -> usize {
        self.directory.len()
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
        (0..self.directory.groups()).filter_map(|number| self.group(bytes, number))
    }

    /// A group that has records.
    fn group<'a>(&'a self, bytes: &'a [u8], number: usize) -> Option<Group<'a>> {
        let span = self.directory.group(number)?;
        Some(Group {
            bytes: bytes.get(span.range())?,
            groups: self,
            number,
            first: span.first,
            rows: span.count,
        })
    }

    /// The group of a row. Groups are filled evenly, so that it is near where it would be if they were all alike.
    pub(super) fn of_row<'a>(&'a self, bytes: &'a [u8], row: usize) -> Option<Group<'a>> {
        if row >= self.len() {
            return None;
        }
        let keyed_groups = 1usize << self.keyed_bits;
        let guess = match row.checked_sub(self.keyed) {
            None => (row as u64 * keyed_groups as u64 / self.keyed.max(1) as u64) as usize,
            Some(loose) => {
                let others = (self.len() - self.keyed).max(1) as u64;
                keyed_groups + (((loose as u64) << self.loose_bits) / others) as usize
            }
        };
        let begins = |number: usize| self.directory.first_of(number).unwrap_or(usize::MAX);
        let is_it = |number: &usize| (begins(*number)..begins(number.wrapping_add(1))).contains(&row);
        let near = [guess, guess + 1, guess.wrapping_sub(1)].into_iter().find(is_it);
        self.group(bytes, near.or_else(|| self.directory.of_entry(row))?)
    }

    /// The rows of the records with this place.
    pub(super) fn find(&self, bytes: &[u8], place: u64) -> Range<usize> {
        self.keyed_between(bytes, place, place)
    }

    /// The rows of the records with a primary key whose places, all of one group, lie from the first of these to the second.
    fn keyed_between(&self, bytes: &[u8], from: u64, to: u64) -> Range<usize> {
        let rest_bits = self.place_bits - self.keyed_bits;
        let number = from.checked_shr(rest_bits).unwrap_or(0) as usize;
        let rest = |place| place & bits::mask(rest_bits);
        let group = self.group(bytes, number);
        group.map_or(0..0, |group| group.find(rest(from), rest(to)))
    }

    /// The rows of the records that a pointer may mean: those whose places begin with it.
    pub(super) fn pointed(&self, bytes: &[u8], pointer: u64) -> impl Iterator<Item = usize> + use<> {
        let below = self.place_bits - self.pointer_bits;
        let from = pointer << below;
        let keyed = self.keyed_between(bytes, from, from | bits::mask(below));
        let rest_bits = self.pointer_bits - self.loose_bits;
        let number = pointer.checked_shr(rest_bits).unwrap_or(0) as usize;
        let loose = self.group(bytes, number + (1 << self.keyed_bits));
        let rest = pointer & bits::mask(rest_bits);
        keyed.chain(loose.map_or(0..0, |group| group.find(rest, rest)))
    }

    /// The pointer to the record of a row.
    pub(super) fn pointer(&self, bytes: &[u8], row: usize) -> Option<u64> {
        let group = self.of_row(bytes, row)?;
        let stored = group.stored_place(row - group.first)?;
        Some(match group.is_keyed() {
            true => stored >> (self.place_bits - self.pointer_bits),
            false => stored,
        })
    }

    /// Whether a row without a primary key stands at the place of its leaf.
    pub(crate) fn holds_leaf(&self, bytes: &[u8], row: usize, leaf: u128) -> bool {
        let place = leaf.checked_shr(u128::BITS - self.pointer_bits).unwrap_or(0);
        self.pointer(bytes, row).map(u128::from) == Some(place)
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
        let range = self.rows_end()?..self.text_at(0)?.checked_add(bits::SLACK)?;
        Some(Sorted::at(range, self.rows))
    }

    /// How many bits the rest of a place may have.
    fn rest_bits(&self) -> u32 {
        match self.is_keyed() {
            true => self.groups.place_bits - self.groups.keyed_bits,
            false => self.groups.pointer_bits - self.groups.loose_bits,
        }
    }

    /// The rows whose rests lie from the first of these to the second.
    fn find(&self, from: u64, to: u64) -> Range<usize> {
        let found = self
            .places()
            .map_or(0..0, |places| places.find(self.bytes, from, to));
        found.start + self.first..found.end + self.first
    }

    /// What is stored of the place of a record, the bits that name the group in front.
    fn stored_place(&self, at: usize) -> Option<u64> {
        let (rest, rest_bits) = (self.places()?.get(self.bytes, at)?, self.rest_bits());
        let number = self
            .number
            .checked_sub(1 << self.groups.keyed_bits)
            .unwrap_or(self.number) as u64;
        Some(number.checked_shl(rest_bits).unwrap_or(0) | rest)
    }

    /// The place of a record; `None` where it has no primary key.
    pub(super) fn place(&self, at: usize) -> Option<u64> {
        self.is_keyed().then(|| self.stored_place(at)).flatten()
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
            let range = places_at..end + bits::SLACK;
            let places = Sorted::open_counted(self.bytes, range, self.rows, section).ok()?;
            let last = places.get(self.bytes, self.rows - 1)?;
            (last <= bits::mask(self.rest_bits())).then_some(())?;
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
