//! The tables, and how they are written in `tables.bin`: numbers are LEB128, like values stand in like places.
//!
//! 1. rows: how many; each character less the one before; how many characters each becomes; these, byte by byte from the
//!    lowest;
//! 2. ranges: how many; of each the characters since the last one, doubled, and one more where it is a silent one; its length.

use super::super::numbers::Numbers;
use std::sync::OnceLock;

const BYTES: &[u8] = include_bytes!("tables.bin");

/// The block of nearly all ideographs that names have.
pub(super) const COMMON: core::ops::RangeInclusive<char> = '\u{4E00}'..='\u{9FFF}';

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fate {
    Kept,
    /// Dropped: nobody would miss it
    Silent,
    /// Dropped, though something visible stood there
    Missed,
}

#[derive(Default)]
pub(super) struct Tables {
    /// What each ideograph of the common block becomes
    common: Vec<u16>,
    /// The other characters, each with where in `texts` begins what it becomes
    rows: Vec<(char, u32)>,
    texts: Vec<char>,
    /// First and last character, and what becomes of those between
    ranges: Vec<(u32, u32, Fate)>,
}

/// The tables, read when first asked for.
pub(super) fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    // The bytes are ours; a test compares all of what they say.
    TABLES.get_or_init(|| read(BYTES).unwrap_or_default())
}

impl Tables {
    /// What an ideograph of the common block becomes.
    pub(super) fn common(&self, c: char) -> Option<char> {
        let at = u32::from(c).checked_sub(u32::from(*COMMON.start()))?;
        self.common
            .get(at as usize)
            .and_then(|c| char::from_u32(u32::from(*c)))
    }

    /// What a character with a row becomes.
    pub(super) fn row(&self, c: char) -> Option<impl Iterator<Item = char>> {
        let (text, more) = match self.common(c) {
            Some(one) => (&[][..], Some(one)),
            None => (self.text(c)?, None),
        };
        Some(more.into_iter().chain(text.iter().copied()))
    }

    fn text(&self, c: char) -> Option<&[char]> {
        let at = self.rows.binary_search_by_key(&c, |(c, _)| *c).ok()?;
        let (_, start) = self.rows.get(at)?;
        let end = self
            .rows
            .get(at + 1)
            .map_or(self.texts.len(), |(_, end)| *end as usize);
        self.texts.get(*start as usize..end)
    }

    /// What becomes of a character without a row.
    pub(super) fn fate(&self, c: char) -> Fate {
        let after = self.ranges.partition_point(|(first, ..)| *first <= u32::from(c));
        let range = after.checked_sub(1).and_then(|at| self.ranges.get(at));
        match range {
            Some((_, last, fate)) if u32::from(c) <= *last => *fate,
            _ => Fate::Missed,
        }
    }
}

fn read(bytes: &'static [u8]) -> Option<Tables> {
    let mut numbers = Numbers(bytes);
    let mut tables = Tables {
        common: (*COMMON.start() as u16..=*COMMON.end() as u16).collect(),
        ..Tables::default()
    };
    let count = numbers.next()? as usize;
    let mut c = 0;
    let mut chars = Vec::new();
    for _ in 0..count {
        c += numbers.next()?;
        chars.push(char::from_u32(c)?);
    }
    let lengths = numbers.bytes(count)?;
    let total = lengths.iter().map(|length| usize::from(*length)).sum();
    let planes = [
        numbers.bytes(total)?,
        numbers.bytes(total)?,
        numbers.bytes(total)?,
    ];
    let [low, middle, high] = planes;
    let mut targets = low
        .iter()
        .zip(middle)
        .zip(high)
        .map(|((low, middle), high)| u32::from_le_bytes([*low, *middle, *high, 0]));
    for (c, length) in chars.into_iter().zip(lengths) {
        let place = u32::from(c).checked_sub(u32::from(*COMMON.start()));
        match place.and_then(|at| tables.common.get_mut(at as usize)) {
            // One character of the first plane: a test sees to it.
            Some(place) => *place = targets.next()? as u16,
            None => {
                tables.rows.push((c, tables.texts.len() as u32));
                for target in targets.by_ref().take(usize::from(*length)) {
                    tables.texts.push(char::from_u32(target)?);
                }
            }
        }
    }
    let mut end = 0;
    for _ in 0..numbers.next()? {
        let step = numbers.next()?;
        let first = end + (step >> 1);
        end = first + numbers.next()?;
        let fate = if step & 1 == 0 { Fate::Kept } else { Fate::Silent };
        tables.ranges.push((first, end.checked_sub(1)?, fate));
    }
    numbers.0.is_empty().then_some(tables)
}

/// The bytes for these lists, as `read` takes them.
#[cfg(test)]
pub(super) fn write(rows: &[(char, Vec<char>)], ranges: &[(u32, u32, Fate)]) -> Vec<u8> {
    use super::super::numbers::number;
    let mut out = Vec::new();
    number(&mut out, rows.len() as u32);
    let mut last = 0;
    for (c, _) in rows {
        number(&mut out, *c as u32 - last);
        last = *c as u32;
    }
    out.extend(rows.iter().map(|(_, text)| text.len() as u8));
    for shift in [0, 8, 16] {
        let targets = rows.iter().flat_map(|(_, text)| text);
        out.extend(targets.map(|c| (*c as u32 >> shift) as u8));
    }
    number(&mut out, ranges.len() as u32);
    let mut end = 0;
    for (first, last, fate) in ranges {
        number(&mut out, (first - end) << 1 | u32::from(*fate == Fate::Silent));
        end = last + 1;
        number(&mut out, end - first);
    }
    out
}
