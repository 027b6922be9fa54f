//! Writing strings.

use super::{CHARACTER_BITS, STRINGS_PER_START};
use crate::format::bits;
use crate::format::dictionary::Code;

/// Writes strings one behind the other.
#[derive(Default)]
pub(crate) struct Writer {
    strings: usize,
    starts: Vec<u64>,
    codes: MsbWriter,
    /// Whether a string has begun and not ended
    inside: bool,
}

impl Writer {
    /// Appends a token.
    #[inline]
    pub(crate) fn push(&mut self, code: Code) {
        if !self.inside && self.strings.is_multiple_of(STRINGS_PER_START) {
            self.starts.push(self.codes.len());
        }
        self.codes.push(code.bits, u32::from(code.length));
        self.inside = !code.ends;
        self.strings += usize::from(code.ends);
    }

    /// Appends a character behind the code that stands for any.
    pub(crate) fn push_any(&mut self, code: Code, character: char) {
        self.push(code);
        self.codes.push(u64::from(u32::from(character)), CHARACTER_BITS);
    }

    /// The strings as a `token_text`.
    pub(crate) fn finish(self) -> Vec<u8> {
        let start_width = bits::width_of(self.starts.last().copied().unwrap_or(0));
        let mut starts = bits::BitWriter::default();
        for start in self.starts {
            starts.push(start, start_width);
        }
        let mut out = (self.strings as u64).to_le_bytes().to_vec();
        out.extend_from_slice(&[start_width as u8, 0, 0, 0, 0, 0, 0, 0]);
        out.extend(starts.finish());
        out.extend(self.codes.finish());
        out
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
        self.bytes.extend_from_slice(&[0; bits::SLACK]);
        self.bytes
    }
}
