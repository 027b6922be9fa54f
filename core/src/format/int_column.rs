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
//! Where absent values occur, code 0 is absent and the others count from 1.

use super::bits;
use super::bytes::Taker;
use crate::error::{OpenError, Section};
use core::ops::Range;
#[cfg(feature = "build")]
use rustc_hash::FxHashMap as HashMap;

const ABSENT: u8 = 1;
const DICTIONARY: u8 = 2;

/// Where a column's parts are, relative to the bytes it was opened from.
#[derive(Clone, Debug, Default)]
pub(crate) struct IntColumn {
    absent: bool,
    width: u32,
    base: i64,
    dictionary: Option<Range<usize>>,
    codes: Range<usize>,
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
        let flags = taker.u8()?;
        let width = u32::from(taker.u8()?);
        taker.zeros(2)?;
        let dictionary_len = taker.u32()? as usize;
        let base = taker.i64()?;
        let dictionary_at = range.start + taker.offset();
        taker.take(dictionary_len.saturating_mul(8))?;
        let codes_at = range.start + taker.offset();
        let expected = (rows as u64)
            .checked_mul(u64::from(width))
            .and_then(bits::stream_len);
        let plain = flags & DICTIONARY == 0;
        if flags & !(ABSENT | DICTIONARY) != 0
            || (plain && dictionary_len > 0)
            || (!plain && base != 0)
            || width > bits::MAX_WIDTH
            || expected != Some(taker.rest().len())
        {
            return Err(taker.malformed("an integer column does not fit its row count"));
        }
        Ok(Self {
            absent: flags & ABSENT != 0,
            width,
            base,
            dictionary: (flags & DICTIONARY != 0).then_some(dictionary_at..codes_at),
            codes: codes_at..range.end,
        })
    }

    /// Refuses the column unless every present value lies in one of the ranges, so that reading a row later cannot go
    /// wrong.
    pub(crate) fn require(
        self,
        bytes: &[u8],
        rows: usize,
        section: Section,
        allowed: &[Range<i64>],
    ) -> Result<Self, OpenError> {
        let passes = |value: i64| allowed.iter().any(|range| range.contains(&value));
        let absent = u64::from(self.absent);
        let values_pass = match &self.dictionary {
            Some(range) => {
                let (values, _) = bytes.get(range.clone()).unwrap_or_default().as_chunks::<8>();
                values.iter().all(|value| passes(i64::from_le_bytes(*value)))
                    && self.codes_lie_below(bytes, rows, values.len() as u64 + absent)
            }
            None => {
                // Values count up from the base, so that mostly a look at the greatest code says it for all.
                let range = allowed.iter().find(|range| range.contains(&self.base));
                let values = range.map(|range| range.end.abs_diff(self.base));
                values.is_some_and(|values| self.codes_lie_below(bytes, rows, values.saturating_add(absent)))
                    || (0..rows).all(|row| self.get(bytes, row).is_none_or(passes))
            }
        };
        match values_pass {
            true => Ok(self),
            false => Err(OpenError::Malformed {
                section,
                what: "an integer column holds a value out of range",
            }),
        }
    }

    /// Whether the codes of all rows are less than `limit`. As many as eight bytes hold are read at a time.
    fn codes_lie_below(&self, bytes: &[u8], rows: usize, limit: u64) -> bool {
        let mask = bits::mask(self.width);
        if rows == 0 || mask < limit {
            return true;
        }
        let codes = bytes.get(self.codes.clone()).unwrap_or_default();
        let at_a_time = (bits::MAX_WIDTH / self.width.max(1)).max(1) as usize;
        let mut greatest = 0;
        for start in (0..rows).step_by(at_a_time) {
            let mut window = bits::load(codes, start as u64 * u64::from(self.width));
            for _ in start..rows.min(start + at_a_time) {
                greatest = greatest.max(window & mask);
                window >>= self.width;
            }
        }
        greatest < limit
    }

    /// How often each value from 0 to less than `values` occurs; `None` where one is absent or greater.
    pub(crate) fn tally(&self, bytes: &[u8], rows: usize, values: usize) -> Option<Vec<u32>> {
        let mut counts = vec![0; values];
        if self.absent || self.dictionary.is_some() || self.base != 0 {
            for row in 0..rows {
                *counts.get_mut(usize::try_from(self.get(bytes, row)?).ok()?)? += 1;
            }
            return Some(counts);
        }
        let codes = bytes.get(self.codes.clone())?;
        let mask = bits::mask(self.width);
        let at_a_time = (bits::MAX_WIDTH / self.width.max(1)).max(1) as usize;
        for start in (0..rows).step_by(at_a_time) {
            let mut window = bits::load(codes, start as u64 * u64::from(self.width));
            for _ in start..rows.min(start + at_a_time) {
                *counts.get_mut((window & mask) as usize)? += 1;
                window >>= self.width;
            }
        }
        Some(counts)
    }

    /// Whether every row has a value.
    pub(crate) fn is_complete(&self, bytes: &[u8], rows: usize) -> bool {
        !self.absent || (0..rows).all(|row| self.get(bytes, row).is_some())
    }

    #[inline]
    fn code(&self, bytes: &[u8], row: usize) -> Option<u64> {
        let codes = bytes.get(self.codes.clone())?;
        Some(bits::read(codes, row as u64 * u64::from(self.width), self.width))
    }

    /// The value of a row; `None` where it is absent.
    #[inline]
    pub(crate) fn get(&self, bytes: &[u8], row: usize) -> Option<i64> {
        let mut code = self.code(bytes, row)?;
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
}

/// Writes the column in the smaller of its two forms.
#[cfg(feature = "build")]
pub(crate) fn encode(values: impl Iterator<Item = Option<i64>> + Clone) -> Vec<u8> {
    let mut places: HashMap<i64, u64> = HashMap::default();
    let (mut rows, mut absent) = (0u64, 0);
    for value in values.clone() {
        rows += 1;
        match value {
            Some(value) => {
                places.entry(value).or_default();
            }
            None => absent = 1,
        }
    }
    let mut distinct: Vec<i64> = places.keys().copied().collect();
    distinct.sort_unstable();
    let base = distinct.first().copied().unwrap_or(0);
    let span = distinct.last().map_or(0, |last| last.wrapping_sub(base) as u64);
    // Where every value is absent, no bits are needed to say so.
    let absent_codes = if distinct.is_empty() { 0 } else { absent };
    let plain = bits::width_of(span + absent_codes);
    let indexed = bits::width_of((distinct.len() as u64).saturating_sub(1) + absent_codes);
    let use_dictionary =
        plain > bits::MAX_WIDTH || rows * u64::from(plain - indexed) > 64 * distinct.len() as u64;

    let (width, dictionary) = if use_dictionary {
        (indexed, distinct.as_slice())
    } else {
        (plain, &[][..])
    };
    for (place, value) in (0..).zip(dictionary) {
        places.insert(*value, place);
    }
    let mut out = vec![
        absent as u8 * ABSENT + u8::from(use_dictionary) * DICTIONARY,
        width as u8,
        0,
        0,
    ];
    out.extend_from_slice(&(dictionary.len() as u32).to_le_bytes());
    out.extend_from_slice(&(if use_dictionary { 0 } else { base }).to_le_bytes());
    for value in dictionary {
        out.extend_from_slice(&value.to_le_bytes());
    }
    let mut codes = bits::BitWriter::default();
    for value in values {
        let code = value.map_or(0, |value| {
            absent
                + match use_dictionary {
                    true => places.get(&value).copied().unwrap_or_default(),
                    false => value.wrapping_sub(base) as u64,
                }
        });
        codes.push(code, width);
    }
    out.extend(codes.finish());
    out
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn round_trip(values: &[Option<i64>]) {
        let bytes = encode(values.iter().copied());
        let column = IntColumn::open(&bytes, 0..bytes.len(), values.len(), Section::Organisations).unwrap();
        for (row, value) in values.iter().enumerate() {
            assert_eq!(column.get(&bytes, row), *value);
        }
    }

    proptest! {
        #[test]
        fn what_lies_out_of_range_is_refused(
            values in prop::collection::vec(prop::option::of(-5i64..900), 0..300),
            least in -6i64..10,
            gap in 20i64..900,
            end in 800i64..1000,
        ) {
            let bytes = encode(values.iter().copied());
            let rows = values.len();
            let open = || IntColumn::open(&bytes, 0..bytes.len(), rows, Section::Organisations).unwrap();
            let ranges = [least..gap, gap + 1..end];
            for allowed in [&ranges[..], &ranges[..1], &ranges[1..], &[]] {
                let passes = |value: &i64| allowed.iter().any(|range| range.contains(value));
                let expected = values.iter().flatten().all(passes);
                let column = open().require(&bytes, rows, Section::Organisations, allowed);
                prop_assert_eq!(column.is_ok(), expected);
            }
        }

        #[test]
        fn any_values_round_trip(values in prop::collection::vec(any::<Option<i64>>(), 0..300)) {
            round_trip(&values);
        }

        #[test]
        fn small_values_round_trip(values in prop::collection::vec(prop::option::of(-5i64..900), 0..300)) {
            round_trip(&values);
        }
    }

    #[test]
    fn a_constant_takes_no_bits_a_row() {
        assert_eq!(
            encode([Some(7); 1000].into_iter()).len(),
            encode([Some(7)].into_iter()).len()
        );
    }
}
