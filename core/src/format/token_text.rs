//! Strings with random access, written with a dictionary that stands elsewhere: a start every 32 strings.
//!
//! | offset | size | field                                                          |
//! |-------:|-----:|----------------------------------------------------------------|
//! |      0 |    8 | number of strings `n`                                          |
//! |      8 |    1 | width of a start in bits `s`                                   |
//! |      9 |    7 | zero                                                           |
//! |     16 |      | starts: for strings 0, 32, 64 … the bit they begin at, slack   |
//! |        |      | code stream, most significant bit first, 8 bytes of slack      |

#[cfg(feature = "build")]
mod encode;
mod memo;

#[cfg(feature = "build")]
pub(crate) use encode::{Writer, Written};
pub(crate) use memo::InOrder;

use super::bits;
use super::bytes::Taker;
use super::dictionary::{CHARACTER_BITS, Dictionary, MAX_CODE, Room, WINDOW, window};
use crate::error::{OpenError, Section};
use core::ops::Range;
use std::sync::Arc;

/// Strings between two starts.
pub(crate) const STRINGS_PER_START: usize = 32;

/// Longest text decoded, in bytes: far above what intake lets through.
pub(super) const MAX_TEXT: usize = 1 << 20;

/// Where the parts are, relative to the bytes opened from.
#[derive(Clone, Debug)]
pub(crate) struct TokenText {
    strings: usize,
    start_width: u32,
    starts: Range<usize>,
    codes: Range<usize>,
    dictionary: Arc<Dictionary>,
}

/// Strings that lie one behind the other in bytes at hand.
#[derive(Clone, Copy)]
pub(crate) struct Run<'a> {
    pub(super) strings: usize,
    pub(super) start_width: u32,
    pub(super) starts: &'a [u8],
    pub(super) codes: &'a [u8],
    pub(super) dictionary: &'a Dictionary,
}

/// Where a reader of one text stands: before which string, and at which bit.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cursor {
    string: usize,
    bit: u64,
}

impl TokenText {
    /// Reads the strings that fill `range` of `bytes`.
    pub(crate) fn open(
        bytes: &[u8],
        range: Range<usize>,
        dictionary: Arc<Dictionary>,
        section: Section,
    ) -> Result<Self, OpenError> {
        let mut taker = Taker::within(bytes, range.clone(), section);
        let strings = taker.size()?;
        let start_width = u32::from(taker.u8()?);
        taker.zeros(7)?;
        let starts_at = range.start + taker.offset();
        let starts = (strings.div_ceil(STRINGS_PER_START) as u64).checked_mul(u64::from(start_width));
        taker.take(starts.and_then(bits::stream_len).unwrap_or(usize::MAX))?;
        let codes_at = range.start + taker.offset();
        if start_width > bits::MAX_WIDTH
            || taker.rest().len() < bits::SLACK
            // A string takes at least one bit.
            || (strings as u64).div_ceil(8) > (taker.rest().len() - bits::SLACK) as u64
        {
            return Err(taker.malformed("a text does not fit its counts"));
        }
        Ok(Self {
            strings,
            start_width,
            starts: starts_at..codes_at,
            codes: codes_at..range.end,
            dictionary,
        })
    }

    /// How many strings there are.
    pub(crate) fn len(&self) -> usize {
        self.strings
    }

    /// The strings in the bytes that they were opened from.
    #[inline]
    pub(crate) fn run<'a>(&'a self, bytes: &'a [u8]) -> Option<Run<'a>> {
        Some(Run {
            strings: self.strings,
            start_width: self.start_width,
            starts: bytes.get(self.starts.clone())?,
            codes: bytes.get(self.codes.clone())?,
            dictionary: &self.dictionary,
        })
    }

    /// Appends string `at` to `out`; `None` where there is no such string or the bytes make no sense.
    pub(crate) fn get(&self, bytes: &[u8], at: usize, out: &mut String) -> Option<()> {
        self.run(bytes)?.get_from(&mut Cursor::default(), at, out)
    }
}

impl Run<'_> {
    /// Appends string `at` to `out`, beginning at the cursor, where that stands between the start before the string and the
    /// string. It is moved behind the string. What is read does not depend on the cursor, whatever the bytes.
    pub(crate) fn get_from(&self, cursor: &mut Cursor, at: usize, out: &mut String) -> Option<()> {
        self.get_within(MAX_TEXT, cursor, at, out)
    }

    /// The same of a text that may have so many bytes; `None` where it is longer. A little more may be appended then.
    pub(crate) fn get_within(
        &self,
        most: usize,
        cursor: &mut Cursor,
        at: usize,
        out: &mut String,
    ) -> Option<()> {
        if at >= self.strings {
            return None;
        }
        let codes = self.codes;
        let start = at / STRINGS_PER_START * STRINGS_PER_START;
        let Cursor { string, mut bit } = *cursor;
        let skipped = if (start + 1..=at).contains(&string) {
            at - string
        } else {
            bit = self.start(at);
            at % STRINGS_PER_START
        };
        self.skip(codes, &mut bit, skipped)?;
        let limit = out.len() + most;
        let mut room = Room::default();
        while out.len() <= limit {
            let read = self.dictionary.next(codes, &mut bit)?;
            let ends = self
                .dictionary
                .append(read.token, codes, bit, &mut room, limit, out)?;
            // Where a token is not marked as what it is, skipping the string would not end where reading it does.
            if read.ends != ends {
                return None;
            }
            if ends {
                *cursor = Cursor { string: at + 1, bit };
                return Some(());
            }
        }
        None
    }

    /// The bit at which the strings begin among which string `at` is.
    fn start(&self, at: usize) -> u64 {
        let start = (at / STRINGS_PER_START) as u64 * u64::from(self.start_width);
        bits::read(self.starts, start, self.start_width)
    }

    /// Moves behind so many strings. As many codes as eight bytes hold are read at a time.
    fn skip(&self, codes: &[u8], bit: &mut u64, mut strings: usize) -> Option<()> {
        while strings > 0 {
            let mut window = window(codes, *bit)?;
            let mut used = 0;
            // A character behind a code is only passed over, so a code alone must be there.
            while strings > 0 && used <= WINDOW - MAX_CODE as u64 {
                let (length, ends) = self.dictionary.step(window)?;
                window <<= length;
                used += length;
                strings -= usize::from(ends);
            }
            *bit += used;
        }
        Some(())
    }
}

// One token moves the window by less than its bits.
const _: () = assert!(MAX_CODE as u32 + CHARACTER_BITS < u64::BITS);

#[cfg(all(test, feature = "build"))]
mod tests;
