//! The tables, and how they are written in `tables.bin`.
//!
//! Three lists one after the other, each begun by its length; numbers are LEB128, differences zigzag. Like values stand
//! in like places, so each is written as the difference from the one an item before:
//!
//! 1. decompositions, by character: all characters, how many there are of each, all of them (kind beside kind compresses);
//! 2. combining classes, by run of characters of one class: first character, how many, the class;
//! 3. composites: the character, the two it is joined of.

use super::super::numbers::Numbers;
#[cfg(test)]
use super::super::numbers::{near, number};
use core::ops::Range;
use std::sync::OnceLock;

const BYTES: &[u8] = include_bytes!("tables.bin");

/// The longest decomposition is of 18.
const PARTS_MAX: usize = 18;

#[derive(Default)]
pub(super) struct Tables {
    /// By character; the range is of `parts`
    decompositions: Vec<(char, Range<usize>)>,
    parts: Vec<char>,
    /// By first character
    classes: Vec<(Range<u32>, u8)>,
    /// By the two
    composites: Vec<((char, char), char)>,
}

/// The tables, read when first asked for.
pub(super) fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    // The bytes are ours; a test compares all of what they say.
    TABLES.get_or_init(|| read(BYTES).unwrap_or_default())
}

impl Tables {
    /// The full compatibility decomposition; none for Hangul and for what stays as it is.
    pub(super) fn decomposition(&self, c: char) -> Option<&[char]> {
        let at = self.decompositions.binary_search_by_key(&c, |(c, _)| *c).ok()?;
        let (_, range) = self.decompositions.get(at)?;
        self.parts.get(range.clone())
    }

    pub(super) fn class(&self, c: char) -> u8 {
        let after = self.classes.partition_point(|(run, _)| run.start <= c as u32);
        let run = after.checked_sub(1).and_then(|at| self.classes.get(at));
        run.filter(|(run, _)| run.contains(&(c as u32)))
            .map_or(0, |(_, class)| *class)
    }

    pub(super) fn composite(&self, first: char, second: char) -> Option<char> {
        let at = self
            .composites
            .binary_search_by_key(&(first, second), |(pair, _)| *pair);
        Some(self.composites.get(at.ok()?)?.1)
    }
}

fn read(bytes: &'static [u8]) -> Option<Tables> {
    let mut reader = Numbers(bytes);
    let mut tables = Tables::default();
    let (mut c, mut end, mut parts) = (0, 0, [0; PARTS_MAX]);
    for _ in 0..reader.next()? {
        c += reader.next()?;
        tables.decompositions.push((char::from_u32(c)?, 0..0));
    }
    for (_, range) in &mut tables.decompositions {
        let start = end;
        end += reader.next()? as usize;
        *range = start..end;
    }
    for (_, range) in &tables.decompositions {
        for part in parts.get_mut(..range.len())? {
            *part = reader.near(*part)?;
            tables.parts.push(char::from_u32(*part)?);
        }
    }
    let (mut end, mut class) = (0, 0);
    for _ in 0..reader.next()? {
        let start = end + reader.next()?;
        end = start + reader.next()?;
        class = reader.near(class)?;
        tables.classes.push((start..end, u8::try_from(class).ok()?));
    }
    let (mut c, mut first, mut second) = (0, 0, 0);
    for _ in 0..reader.next()? {
        c += reader.next()?;
        (first, second) = (reader.near(first)?, reader.near(second)?);
        let pair = (char::from_u32(first)?, char::from_u32(second)?);
        tables.composites.push((pair, char::from_u32(c)?));
    }
    crate::order::sort_by(&mut tables.composites, |a, b| a.0.cmp(&b.0));
    reader.0.is_empty().then_some(tables)
}

/// The bytes for these lists, as `read` takes them.
#[cfg(test)]
pub(super) fn write(
    decompositions: &[(char, Vec<char>)],
    classes: &[(Range<u32>, u8)],
    composites: &[((char, char), char)],
) -> Vec<u8> {
    let mut out = Vec::new();
    number(&mut out, decompositions.len() as u32);
    let (mut last, mut last_parts) = (0, [0; PARTS_MAX]);
    for (c, _) in decompositions {
        number(&mut out, *c as u32 - last);
        last = *c as u32;
    }
    for (_, parts) in decompositions {
        number(&mut out, parts.len() as u32);
    }
    for (_, parts) in decompositions {
        for (part, last) in parts.iter().zip(&mut last_parts) {
            near(&mut out, *part as u32, last);
        }
    }
    number(&mut out, classes.len() as u32);
    let (mut end, mut last_class) = (0, 0);
    for (run, class) in classes {
        number(&mut out, run.start - end);
        number(&mut out, run.end - run.start);
        end = run.end;
        near(&mut out, u32::from(*class), &mut last_class);
    }
    number(&mut out, composites.len() as u32);
    let (mut last, mut last_pair) = (0, (0, 0));
    for ((first, second), c) in composites {
        number(&mut out, *c as u32 - last);
        last = *c as u32;
        near(&mut out, *first as u32, &mut last_pair.0);
        near(&mut out, *second as u32, &mut last_pair.1);
    }
    out
}
