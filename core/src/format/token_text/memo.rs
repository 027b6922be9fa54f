//! Reads all strings of a text one after the other: what a token stands for is worked out once.

use super::{Cursor, MAX_DEPTH, MAX_TEXT, STRINGS_PER_START, TokenText};

/// Longest text of a token that is kept, in bytes. Longer ones are rare, or meant to fill the memory.
const LONG: usize = 60;

/// Most bytes kept of all tokens together.
const MOST: usize = 1 << 18;

/// A reader from the first string on.
pub(crate) struct InOrder<'a> {
    text: &'a TokenText,
    bytes: &'a [u8],
    packed: &'a [u8],
    codes: &'a [u8],
    /// The next string and where it begins
    cursor: Cursor,
    /// For each token where in `kept` its text begins, how long that is and whether it ends a string; 0 for one not met yet
    places: Vec<u32>,
    kept: String,
    /// Whether all strings so far ended where their tokens are marked
    is_plain: bool,
}

impl<'a> InOrder<'a> {
    /// A reader of these strings in the bytes they were opened from.
    pub(crate) fn new(text: &'a TokenText, bytes: &'a [u8]) -> Option<Self> {
        Some(Self {
            text,
            bytes,
            packed: bytes.get(text.packed.clone())?,
            codes: bytes.get(text.codes.clone())?,
            cursor: Cursor::default(),
            // Each token takes some bits of the file.
            places: vec![0; usize::try_from(text.tokens).ok()?],
            // No place is 0.
            kept: String::from(' '),
            is_plain: true,
        })
    }

    /// Appends the next string to `out`; `None` behind the last one, and where the bytes make no sense. What is read is what
    /// [`TokenText::get`] reads of the same string, whatever the bytes.
    pub(crate) fn next(&mut self, out: &mut String) -> Option<()> {
        let (at, before) = (self.cursor.string, out.len());
        self.cursor.string += 1;
        if self.is_plain && self.read(at, out).is_some() {
            return Some(());
        }
        self.is_plain = false;
        out.truncate(before);
        self.text.get(self.bytes, at, out)
    }

    /// The string `at`, which is the next one; `None` also where a token is not marked as what it is.
    fn read(&mut self, at: usize, out: &mut String) -> Option<()> {
        if at >= self.text.strings {
            return None;
        }
        if at.is_multiple_of(STRINGS_PER_START) {
            self.cursor.bit = self.text.start(self.packed, at);
        }
        let limit = out.len() + MAX_TEXT;
        let mut pending = [0; MAX_DEPTH];
        loop {
            let (token, is_marked) = self.text.next(self.packed, self.codes, &mut self.cursor.bit)?;
            let ends = self.append(token, &mut pending, limit, out)?;
            if ends != is_marked || out.len() > limit {
                return None;
            }
            if ends {
                return Some(());
            }
        }
    }

    fn append(
        &mut self,
        token: u64,
        pending: &mut [u32; MAX_DEPTH],
        limit: usize,
        out: &mut String,
    ) -> Option<bool> {
        let place = usize::try_from(token)
            .ok()
            .and_then(|token| self.places.get_mut(token));
        if let Some(place) = place.as_deref().copied().filter(|place| *place > 0) {
            let (from, length) = ((place >> 8) as usize, (place >> 1 & 0x7F) as usize);
            out.push_str(self.kept.get(from..from + length)?);
            return Some(place & 1 == 1);
        }
        let before = out.len();
        let ends = self.text.expand(self.packed, token, pending, limit, out)?;
        let new = out.get(before..)?;
        if let Some(place) = place
            && new.len() <= LONG
            && self.kept.len() + new.len() <= MOST
        {
            *place = (self.kept.len() as u32) << 8 | (new.len() as u32) << 1 | u32::from(ends);
            self.kept.push_str(new);
        }
        Some(ends)
    }
}
