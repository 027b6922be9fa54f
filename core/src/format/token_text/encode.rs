//! Writing strings.

use super::{CHARACTER_BITS, STRINGS_PER_START};
use crate::format::bits;
use crate::format::dictionary::Code;
use core::ops::Range;

/// Writes strings one behind the other.
#[derive(Default)]
pub(crate) struct Writer {
    /// How many bits each string takes
    lengths: Vec<u32>,
    codes: MsbWriter,
    /// Where the string begins that is being written
    start: u64,
}

/// Strings in their codes.
#[derive(Default)]
pub(crate) struct Written {
    /// How many bits each string takes
    lengths: Vec<u32>,
    /// Without slack
    codes: Vec<u8>,
}

impl Writer {
    /// Appends a token.
    #[inline]
    pub(crate) fn push(&mut self, code: Code) {
        self.codes.push(code.bits, u32::from(code.length));
        if code.ends {
            let end = self.codes.len();
            // No string is so long: a writer refuses texts of records beyond 16,000 bytes.
            self.lengths.push((end - self.start) as u32);
            self.start = end;
        }
    }

    /// Appends a character behind the code that stands for any.
    pub(crate) fn push_any(&mut self, code: Code, character: char) {
        self.push(code);
        self.codes.push(u64::from(u32::from(character)), CHARACTER_BITS);
    }

    pub(crate) fn finish(self) -> Written {
        Written {
            lengths: self.lengths,
            codes: self.codes.finish(),
        }
    }
}

impl Written {
    /// The strings as a `token_text`.
    pub(crate) fn whole(&self) -> Vec<u8> {
        let (width, starts) = self.starts(0..self.lengths.len());
        let mut out = (self.lengths.len() as u64).to_le_bytes().to_vec();
        out.extend_from_slice(&[width as u8, 0, 0, 0, 0, 0, 0, 0]);
        out.extend(starts.finish());
        out.extend_from_slice(&self.codes);
        out.extend_from_slice(&[0; bits::SLACK]);
        out
    }

    /// How many bytes they take as a `token_text`.
    pub(crate) fn len(&self) -> usize {
        let (_, starts) = self.starts(0..self.lengths.len());
        16 + starts.finish().len() + self.codes.len() + bits::SLACK
    }

    /// The strings of some rows, the first of which begins at a bit of all codes: the width of a start, starts and codes,
    /// without slack. And the bit behind them.
    pub(crate) fn slice(&self, rows: Range<usize>, from: u64) -> Vec<u8> {
        let (width, starts) = self.starts(rows.clone());
        let mut out = vec![width as u8];
        out.extend(starts.finish_bare());
        let bits = self.bits(rows);
        let (byte, shift) = ((from / 8) as usize, from % 8);
        let begin = out.len();
        for at in 0..bits.div_ceil(8) as usize {
            let [high, low] = [byte + at, byte + at + 1].map(|at| self.codes.get(at).copied().unwrap_or(0));
            out.push((u16::from_be_bytes([high, low]) << shift >> 8) as u8);
        }
        if !bits.is_multiple_of(8)
            && out.len() > begin
            && let Some(last) = out.last_mut()
        {
            *last &= 0xFF << (8 - bits % 8);
        }
        out
    }

    /// How many bits the strings of some rows take.
    pub(crate) fn bits(&self, rows: Range<usize>) -> u64 {
        let lengths = self.lengths.get(rows).unwrap_or_default();
        lengths.iter().map(|length| u64::from(*length)).sum()
    }

    fn starts(&self, rows: Range<usize>) -> (u32, bits::BitWriter) {
        let lengths = self.lengths.get(rows).unwrap_or_default();
        let pieces = || {
            lengths.chunks(STRINGS_PER_START).scan(0, |next, piece| {
                let start = *next;
                *next += piece.iter().map(|length| u64::from(*length)).sum::<u64>();
                Some(start)
            })
        };
        let width = bits::width_of(pieces().last().unwrap_or(0));
        let mut starts = bits::BitWriter::default();
        pieces().for_each(|start| starts.push(start, width));
        (width, starts)
    }
}

/// Writes codes, most significant bit first.
#[derive(Default)]
struct MsbWriter {
    bytes: Vec<u8>,
    pending: u64,
    filled: u32,
}

impl MsbWriter {
    fn push(&mut self, code: u64, length: u32) {
        self.pending = self.pending << length | code;
        self.filled += length;
        while self.filled >= 8 {
            self.filled -= 8;
            self.bytes.push((self.pending >> self.filled) as u8);
        }
    }

    fn len(&self) -> u64 {
        self.bytes.len() as u64 * 8 + u64::from(self.filled)
    }

    fn finish(mut self) -> Vec<u8> {
        if self.filled > 0 {
            self.bytes.push((self.pending << (8 - self.filled)) as u8);
        }
        self.bytes
    }
}
