//! A column of integers: bit-packed offsets from a base, or indices into a dictionary.
//!
//! | offset | size | field                                                  |
//! |-------:|-----:|--------------------------------------------------------|
//! |      0 |    1 | flags: 1 = absent values occur, 2 = dictionary         |
//! |      1 |    1 | width of a code in bits, at most 57                    |
//! |      2 |    2 | zero                                                   |
//! |      4 |    4 | dictionary length `d`; 0 without one                   |
//! |      8 |    8 | base, signed                                           |
//! |     16 |   8d | dictionary, signed                                     |
//! |        |      | codes, packed, 8 bytes of slack                        |
//!
//! The codes of a column of records stand in the groups of records (`groups`) instead.
//!
//! Where absent values occur, code 0 is absent and the others count from 1.

#[cfg(feature = "build")]
mod encode;

#[cfg(feature = "build")]
pub(crate) use encode::{Written, encode};

use super::bits;
use super::bytes::Taker;
use crate::error::{OpenError, Section};
use core::ops::Range;

const ABSENT: u8 = 1;
const DICTIONARY: u8 = 2;

/// What stands before the codes, with which they are read. Where it lies is relative to the bytes it was opened from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    pub(super) absent: bool,
    pub(super) width: u32,
    base: i64,
    pub(super) dictionary: Option<Range<usize>>,
}

/// A column whose codes stand behind its head.
#[derive(Clone, Debug, Default)]
pub(crate) struct IntColumn {
    head: Head,
    codes: Range<usize>,
}

impl Head {
    pub(super) fn take(taker: &mut Taker<'_>, start: usize) -> Result<Self, OpenError> {
        let flags = taker.u8()?;
        let width = u32::from(taker.u8()?);
        taker.zeros(2)?;
        let dictionary_len = taker.u32()? as usize;
        let base = taker.i64()?;
        let dictionary_at = start + taker.offset();
        taker.take(dictionary_len.saturating_mul(8))?;
        let plain = flags & DICTIONARY == 0;
        if flags & !(ABSENT | DICTIONARY) != 0
            || (plain && dictionary_len > 0)
            || (!plain && base != 0)
            || width > bits::MAX_WIDTH
        {
            return Err(taker.malformed("an integer column does not fit its row count"));
        }
        Ok(Self {
            absent: flags & ABSENT != 0,
            width,
            base,
            dictionary: (!plain).then_some(dictionary_at..start + taker.offset()),
        })
    }

    /// The value that a code stands for; `None` where it is absent.
    #[inline]
    pub(super) fn value(&self, bytes: &[u8], mut code: u64) -> Option<i64> {
        if self.absent {
            code = code.checked_sub(1)?;
        }
        match &self.dictionary {
            None => Some(self.base.wrapping_add(code as i64)),
            Some(range) => {
                let (values, _) = bytes.get(range.clone())?.as_chunks::<8>();
                values
                    .get(usize::try_from(code).ok()?)
                    .map(|value| i64::from_le_bytes(*value))
            }
        }
    }

    /// The code below which every code stands for a value in one of the ranges, or for none; `None` where the dictionary
    /// holds another. Codes from there on may be allowed too, where there is more than one range.
    pub(super) fn limit(&self, bytes: &[u8], allowed: &[Range<i64>]) -> Option<u64> {
        let absent = u64::from(self.absent);
        match &self.dictionary {
            Some(range) => {
                let (values, _) = bytes.get(range.clone()).unwrap_or_default().as_chunks::<8>();
                let passes = |value: &[u8; 8]| is_in(allowed, i64::from_le_bytes(*value));
                let all = values.iter().all(passes);
                all.then_some(values.len() as u64 + absent)
            }
            None => {
                // Values count up from the base.
                let range = allowed.iter().find(|range| range.contains(&self.base));
                Some(range.map_or(absent, |range| {
                    range.end.abs_diff(self.base).saturating_add(absent)
                }))
            }
        }
    }
}

pub(super) fn is_in(allowed: &[Range<i64>], value: i64) -> bool {
    allowed.iter().any(|range| range.contains(&value))
}

impl IntColumn {
    /// Reads the column of `rows` values that fills `range` of `bytes`.
    pub(crate) fn open(
        bytes: &[u8],
        range: Range<usize>,
        rows: usize,
        section: Section,
    ) -> Result<Self, OpenError> {
        let mut taker = Taker::within(bytes, range.clone(), section);
        let head = Head::take(&mut taker, range.start)?;
        let expected = (rows as u64)
            .checked_mul(u64::from(head.width))
            .and_then(bits::stream_len);
        if expected != Some(taker.rest().len()) {
            return Err(taker.malformed("an integer column does not fit its row count"));
        }
        let codes = range.start + taker.offset()..range.end;
        Ok(Self { head, codes })
    }

    /// Refuses the column unless every present value lies in the range, so that reading a row later cannot go wrong.
    pub(crate) fn require(
        self,
        bytes: &[u8],
        rows: usize,
        section: Section,
        allowed: Range<i64>,
    ) -> Result<Self, OpenError> {
        let limit = self.head.limit(bytes, core::slice::from_ref(&allowed));
        match limit.is_some_and(|limit| self.codes_lie_below(bytes, rows, limit)) {
            true => Ok(self),
            false => Err(out_of_range(section)),
        }
    }

    /// Whether the codes of all rows are less than `limit`. As many as eight bytes hold are read at a time.
    fn codes_lie_below(&self, bytes: &[u8], rows: usize, limit: u64) -> bool {
        let width = self.head.width;
        let mask = bits::mask(width);
        if rows == 0 || mask < limit {
            return true;
        }
        let codes = bytes.get(self.codes.clone()).unwrap_or_default();
        let at_a_time = (bits::MAX_WIDTH / width.max(1)).max(1) as usize;
        let mut greatest = 0;
        for start in (0..rows).step_by(at_a_time) {
            let mut window = bits::load(codes, start as u64 * u64::from(width));
            for _ in start..rows.min(start + at_a_time) {
                greatest = greatest.max(window & mask);
                window >>= width;
            }
        }
        greatest < limit
    }

    #[inline]
    fn code(&self, bytes: &[u8], row: usize) -> Option<u64> {
        let (codes, width) = (bytes.get(self.codes.clone())?, self.head.width);
        Some(bits::read(codes, row as u64 * u64::from(width), width))
    }

    /// The value of a row; `None` where it is absent.
    #[inline]
    pub(crate) fn get(&self, bytes: &[u8], row: usize) -> Option<i64> {
        self.head.value(bytes, self.code(bytes, row)?)
    }
}

pub(super) fn out_of_range(section: Section) -> OpenError {
    OpenError::Malformed {
        section,
        what: "an integer column holds a value out of range",
    }
}
