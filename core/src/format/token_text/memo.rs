//! Reads all strings of a text one after the other: what a token stands for is worked out once.

use super::{Cursor, MAX_TEXT, Run, STRINGS_PER_START, TokenText};
use crate::format::dictionary::Room;

/// Longest text of a token that is kept, in bytes. Longer ones are rare, or meant to fill the memory.
const LONG: usize = 60;

/// Most bytes kept of all tokens together.
const MOST: usize = 1 << 18;

/// A reader from the first string on.
pub(crate) struct InOrder<'a> {
    text: Run<'a>,
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
        let text = text.run(bytes)?;
        Some(Self {
            text,
            cursor: Cursor::default(),
            places: vec![0; text.dictionary.len()],
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
        self.text.get_from(&mut Cursor::default(), at, out)
    }

    /// The string `at`, which is the next one; `None` also where a token is not marked as what it is.
    fn read(&mut self, at: usize, out: &mut String) -> Option<()> {
        if at >= self.text.strings {
            return None;
        }
        if at.is_multiple_of(STRINGS_PER_START) {
            self.cursor.bit = self.text.start(at);
        }
        let limit = out.len() + MAX_TEXT;
        let mut room = Room::default();
        loop {
            let read = self.text.dictionary.next(self.text.codes, &mut self.cursor.bit)?;
            let ends = self.append(read.token, &mut room, limit, out)?;
            if ends != read.ends || out.len() > limit {
                return None;
            }
            if ends {
                return Some(());
            }
        }
    }

    fn append(&mut self, token: u32, room: &mut Room, limit: usize, out: &mut String) -> Option<bool> {
        let dictionary = self.text.dictionary;
        let place = self.places.get_mut(token as usize);
        if let Some(place) = place.as_deref().copied().filter(|place| *place > 0) {
            let (from, length) = ((place >> 8) as usize, (place >> 1 & 0x7F) as usize);
            out.push_str(self.kept.get(from..from + length)?);
            return Some(place & 1 == 1);
        }
        let before = out.len();
        let ends = dictionary.append(token, self.text.codes, self.cursor.bit, room, limit, out)?;
        let new = out.get(before..)?;
        if let Some(place) = place.filter(|_| !dictionary.is_any(token))
            && new.len() <= LONG
            && self.kept.len() + new.len() <= MOST
        {
            *place = (self.kept.len() as u32) << 8 | (new.len() as u32) << 1 | u32::from(ends);
            self.kept.push_str(new);
        }
        Some(ends)
    }
}
