//! Ascending 64-bit values, searched in place: Elias-Fano codes in blocks of 128.
//!
//! | offset | size | field                                                              |
//! |-------:|-----:|--------------------------------------------------------------------|
//! |      0 |    8 | count `n`                                                          |
//! |      8 |  16b | for each of the `b` = ceil(n / 128) blocks: its first value (`u64`),|
//! |        |      | then `bit offset in the stream << 8 | low width l` (`u64`)         |
//! |        |      | stream, packed, 8 bytes of slack                                   |
//!
//! In a block of `m` values, `d` is a value less the block's first. First come `m` times the lower `l` bits of `d`,
//! then a bit string in which bit `(d >> l) + i` is set for the `i`-th value.
//! (P. Elias, "Efficient storage and retrieval by content and address of static files", 1974.)

use super::bits;
use super::bytes::Taker;
use crate::error::{OpenError, Section};
use core::ops::Range;

/// Values of a block.
const BLOCK: usize = 128;

/// Bits that the upper bits of a block can span: at most `3 * 128 + 1`, in whole words.
const UPPER_BITS: u64 = 512;

/// Upper bits that are read at once: what one read gives at any place, in whole bytes.
const PIECE: u32 = 56;
const PIECES: u64 = UPPER_BITS.div_ceil(PIECE as u64);

/// Where the parts are, relative to the bytes opened from.
#[derive(Clone, Debug)]
pub(crate) struct Sorted {
    count: usize,
    directory: Range<usize>,
    stream: Range<usize>,
}

/// One block while it is read.
struct Block<'a> {
    stream: &'a [u8],
    first: u64,
    low_at: u64,
    low_width: u32,
    upper_at: u64,
    count: usize,
}

impl Sorted {
    /// Reads the values that fill `range` of `bytes`.
    pub(crate) fn open(bytes: &[u8], range: Range<usize>, section: Section) -> Result<Self, OpenError> {
        let mut taker = Taker::within(bytes, range.clone(), section);
        let count = taker.size()?;
        Self::open_counted(bytes, range.start + taker.offset()..range.end, count, section)
    }

    /// The same of so many values, whose number stands elsewhere.
    pub(super) fn open_counted(
        bytes: &[u8],
        range: Range<usize>,
        count: usize,
        section: Section,
    ) -> Result<Self, OpenError> {
        let mut taker = Taker::within(bytes, range.clone(), section);
        taker.take(count.div_ceil(BLOCK).saturating_mul(16))?;
        if taker.rest().len() < bits::SLACK {
            return Err(taker.malformed("a sorted column lacks its stream"));
        }
        let sorted = Self::at(range, count);
        let directory = sorted.directory(bytes);
        let bits = (sorted.stream.len() - bits::SLACK) as u64 * 8;
        let fits = |(at, entry): (usize, &[u8; 16])| {
            let width = place_of(entry) as u8;
            let block = sorted.block(bytes, directory, at);
            width < 64 && block.is_some_and(|block| block.upper_at + block.count as u64 <= bits)
        };
        if !directory.is_sorted_by_key(first_of) || !directory.iter().enumerate().all(fits) {
            return Err(taker.malformed("a sorted column's blocks do not fit their stream"));
        }
        Ok(sorted)
    }

    /// So many values that fill `range` and were opened before.
    #[inline]
    pub(super) fn at(range: Range<usize>, count: usize) -> Self {
        let stream_at = range.start + count.div_ceil(BLOCK) * 16;
        Self {
            count,
            directory: range.start..stream_at,
            stream: stream_at..range.end,
        }
    }

    /// How many values there are.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// Positions of the values from the first of these to the second.
    pub(super) fn find(&self, bytes: &[u8], from: u64, to: u64) -> Range<usize> {
        let directory = self.directory(bytes);
        let inside = |at: usize| {
            let block = self.block(bytes, directory, at)?;
            let inside = block.find(from.saturating_sub(block.first), to.checked_sub(block.first)?);
            (!inside.is_empty()).then(|| at * BLOCK + inside.start..at * BLOCK + inside.end)
        };
        // The blocks that begin with such values; they may begin in the one before.
        let first = directory.partition_point(|entry| first_of(entry) < from);
        let rest = directory.get(first..).unwrap_or_default();
        let behind = match rest.first() {
            Some(entry) if first_of(entry) <= to => {
                first + rest.partition_point(|entry| first_of(entry) <= to)
            }
            _ => first,
        };
        let before = first.checked_sub(1).and_then(inside);
        // All but the last of them hold nothing else.
        let last = (behind > first).then(|| inside(behind - 1)).flatten();
        match (before, last) {
            (Some(before), Some(last)) => before.start..last.end,
            (None, Some(last)) => first * BLOCK..last.end,
            (before, None) => before.unwrap_or(0..0),
        }
    }

    /// The value at a position.
    pub(crate) fn get(&self, bytes: &[u8], at: usize) -> Option<u64> {
        self.block(bytes, self.directory(bytes), at / BLOCK)?
            .get(at % BLOCK)
    }

    fn directory<'a>(&self, bytes: &'a [u8]) -> &'a [[u8; 16]] {
        bytes
            .get(self.directory.clone())
            .unwrap_or_default()
            .as_chunks::<16>()
            .0
    }

    fn block<'a>(&self, bytes: &'a [u8], directory: &[[u8; 16]], at: usize) -> Option<Block<'a>> {
        let entry = directory.get(at)?;
        let place = place_of(entry);
        let count = (self.count - at * BLOCK).min(BLOCK);
        let (low_at, low_width) = (place >> 8, place as u32 & 63);
        Some(Block {
            stream: bytes.get(self.stream.clone())?,
            first: first_of(entry),
            low_at,
            low_width,
            upper_at: low_at + count as u64 * u64::from(low_width),
            count,
        })
    }
}

fn first_of(entry: &[u8; 16]) -> u64 {
    entry
        .first_chunk::<8>()
        .map_or(0, |first| u64::from_le_bytes(*first))
}

fn place_of(entry: &[u8; 16]) -> u64 {
    entry
        .last_chunk::<8>()
        .map_or(0, |place| u64::from_le_bytes(*place))
}

impl Block<'_> {
    fn low(&self, at: usize) -> u64 {
        bits::read_wide(
            self.stream,
            self.low_at + at as u64 * u64::from(self.low_width),
            self.low_width,
        )
    }

    /// A piece of the upper bits.
    fn upper(&self, piece: u64) -> u64 {
        bits::read(self.stream, self.upper_at + u64::from(PIECE) * piece, PIECE)
    }

    /// Positions whose difference to the first value is from the first of these to the second.
    fn find(&self, from: u64, to: u64) -> Range<usize> {
        let (high, low) = (from >> self.low_width, from & bits::mask(self.low_width));
        let Some(mut bit) = self.after_zeros(high) else {
            return 0..0;
        };
        let mut at = (bit - high) as usize;
        let mut start = None;
        while at < self.count && bit < UPPER_BITS {
            let here = bit - at as u64;
            if bits::read(self.stream, self.upper_at + bit, 1) == 0 {
                if here >= to >> self.low_width {
                    break;
                }
                bit += 1;
                continue;
            }
            let lower = self.low(at);
            if here << self.low_width | lower > to {
                break;
            }
            if start.is_none() && (here > high || lower >= low) {
                start = Some(at);
            }
            at += 1;
            bit += 1;
        }
        start.map_or(0..0, |start| start..at)
    }

    /// The upper bit behind the first `zeros` zero bits.
    fn after_zeros(&self, zeros: u64) -> Option<u64> {
        if zeros == 0 {
            return Some(0);
        }
        let mut left = zeros;
        for piece in 0..PIECES {
            let unset = !self.upper(piece) & bits::mask(PIECE);
            let here = u64::from(unset.count_ones());
            if left <= here {
                return Some(u64::from(PIECE) * piece + u64::from(nth_set(unset, left - 1)) + 1);
            }
            left -= here;
        }
        None
    }

    fn get(&self, at: usize) -> Option<u64> {
        if at >= self.count {
            return None;
        }
        let mut left = at as u64;
        for piece in 0..PIECES {
            let set = self.upper(piece);
            let here = u64::from(set.count_ones());
            if left < here {
                let bit = u64::from(PIECE) * piece + u64::from(nth_set(set, left));
                let high = bit.checked_sub(at as u64)?;
                return Some(self.first.wrapping_add(high << self.low_width | self.low(at)));
            }
            left -= here;
        }
        None
    }
}

/// The position of the `n`-th (from 0) set bit of a word that has that many.
fn nth_set(mut word: u64, n: u64) -> u32 {
    for _ in 0..n {
        word &= word.wrapping_sub(1);
    }
    word.trailing_zeros()
}

/// Writes ascending values.
#[cfg(feature = "build")]
pub(crate) fn encode(values: &[u64]) -> Vec<u8> {
    let mut out = (values.len() as u64).to_le_bytes().to_vec();
    out.extend(encode_counted(values));
    out.extend([0; bits::SLACK]);
    out
}

/// The same without their number, and without slack.
#[cfg(feature = "build")]
pub(super) fn encode_counted(values: &[u64]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut stream = bits::BitWriter::default();
    for block in values.chunks(BLOCK) {
        let (first, last) = (
            block.first().copied().unwrap_or(0),
            block.last().copied().unwrap_or(0),
        );
        let low_width = ((last - first) / block.len() as u64).checked_ilog2().unwrap_or(0);
        out.extend_from_slice(&first.to_le_bytes());
        out.extend_from_slice(&(stream.len() << 8 | u64::from(low_width)).to_le_bytes());
        for value in block {
            stream.push((value - first) & bits::mask(low_width), low_width);
        }
        let mut next = 0;
        for (at, value) in block.iter().enumerate() {
            let bit = ((value - first) >> low_width) + at as u64;
            for _ in next..bit {
                stream.push(0, 1);
            }
            stream.push(1, 1);
            next = bit + 1;
        }
    }
    out.extend(stream.finish_bare());
    out
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(mut values: Vec<u64>, absent: &[u64]) {
        values.sort_unstable();
        let bytes = encode(&values);
        let sorted = Sorted::open(&bytes, 0..bytes.len(), Section::Organisations).unwrap();
        assert_eq!(sorted.len(), values.len());
        for (at, value) in values.iter().enumerate() {
            assert_eq!(sorted.get(&bytes, at), Some(*value));
            let expected = values.partition_point(|v| v < value)..values.partition_point(|v| v <= value);
            assert_eq!(sorted.find(&bytes, *value, *value), expected, "value {value}");
        }
        for value in absent {
            if values.binary_search(value).is_err() {
                assert!(sorted.find(&bytes, *value, *value).is_empty(), "value {value}");
            }
        }
        for ends in absent.windows(2) {
            let (from, to) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
            let expected = values.partition_point(|v| *v < from)..values.partition_point(|v| *v <= to);
            let found = sorted.find(&bytes, from, to);
            assert!(
                found == expected || expected.is_empty() && found.is_empty(),
                "{from} to {to}"
            );
        }
    }

    proptest! {
        #[test]
        fn wide_values(values in prop::collection::vec(any::<u64>(), 0..400), absent in prop::collection::vec(any::<u64>(), 20)) {
            check(values, &absent);
        }

        #[test]
        fn runs_over_many_blocks(lengths in prop::collection::vec(1usize..700, 1..5)) {
            let runs = (0u64..).zip(lengths);
            check(runs.flat_map(|(value, length)| vec![value; length]).collect(), &[9]);
        }

        #[test]
        fn dense_values_with_repeats(values in prop::collection::vec(0u64..300, 0..900), absent in prop::collection::vec(0u64..400, 20)) {
            check(values, &absent);
        }

        #[test]
        fn clusters(values in prop::collection::vec((0u64..3, 0u64..50), 0..600)) {
            check(values.into_iter().map(|(a, b)| a << 60 | b).collect(), &[1 << 59, u64::MAX]);
        }
    }
}
