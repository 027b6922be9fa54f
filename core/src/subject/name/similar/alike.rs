//! Which characters are taken for each other: those that sound alike, tones left aside, and those that look alike.
//!
//! `alike.bin` is written by `cargo xtask alike`; `docs/FORMAT.md`, section 12.5, describes it. It is read where first needed.

use super::super::key;
use crate::order;
use std::sync::OnceLock;

static BYTES: &[u8] = include_bytes!("alike.bin");

/// What the table says of its characters, by their place in it.
#[derive(Default)]
struct Tables {
    /// Characters as keys have them, ascending, with the places of all that have the same key
    characters: Vec<(char, u16)>,
    /// The syllable of each
    first: Vec<u16>,
    /// Place and another syllable, ascending
    others: Vec<(u16, u16)>,
    /// Places of two that look alike, the lower first, ascending
    shapes: Vec<(u16, u16)>,
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    // The bytes are ours; a test reads them to their end.
    TABLES.get_or_init(|| read(BYTES).unwrap_or_default())
}

/// Whether two different characters of keys have a reading in common.
pub(super) fn sound_alike(a: char, b: char) -> bool {
    let tables = tables();
    let same = |a, b| {
        tables
            .readings(a)
            .any(|reading| tables.readings(b).any(|other| other == reading))
    };
    tables.any(a, b, same)
}

/// Whether two different characters of keys that do not sound alike look alike.
pub(super) fn look_alike(a: char, b: char) -> bool {
    let tables = tables();
    let is_pair = |a: u16, b: u16| tables.shapes.binary_search(&(a.min(b), a.max(b))).is_ok();
    tables.any(a, b, is_pair)
}

impl Tables {
    /// Whether something holds of any two places of two characters.
    fn any(&self, a: char, b: char, holds: impl Fn(u16, u16) -> bool) -> bool {
        self.places(a).any(|a| self.places(b).any(|b| holds(a, b)))
    }

    fn places(&self, c: char) -> impl Iterator<Item = u16> {
        let from = self.characters.partition_point(|(other, _)| *other < c);
        let same = self
            .characters
            .iter()
            .skip(from)
            .take_while(move |(other, _)| *other == c);
        same.map(|(_, place)| *place)
    }

    fn readings(&self, at: u16) -> impl Iterator<Item = u16> {
        let from = self.others.partition_point(|(other, _)| *other < at);
        let others = self
            .others
            .iter()
            .skip(from)
            .take_while(move |(other, _)| *other == at);
        let first = self.first.get(usize::from(at)).copied();
        first.into_iter().chain(others.map(|(_, reading)| *reading))
    }
}

fn read(bytes: &[u8]) -> Option<Tables> {
    let mut rest = bytes;
    let rest = &mut rest;
    let mut tables = Tables::default();
    let (mut c, count) = (0, u16::try_from(number(rest)?).ok()?);
    let mut buffer = [0; 4];
    for place in 0..count {
        c += number(rest)?;
        let key = key(char::from_u32(c)?.encode_utf8(&mut buffer));
        tables.characters.push((key.chars().next()?, place));
    }
    order::sort(&mut tables.characters);
    let (first, behind) = rest.split_at_checked(usize::from(count))?;
    *rest = behind;
    tables.first = first.iter().map(|byte| u16::from(*byte)).collect();
    let mut at = 0;
    for _ in 0..number(rest)? {
        at += number(rest)? as usize;
        *tables.first.get_mut(at)? += 256;
    }
    tables.others = pairs(rest)?;
    tables.shapes = pairs(rest)?;
    for (a, b) in &mut tables.shapes {
        *b += *a;
    }
    rest.is_empty().then_some(tables)
}

/// Pairs in ascending order, the first of each less the one before.
fn pairs(rest: &mut &[u8]) -> Option<Vec<(u16, u16)>> {
    let mut at = 0;
    (0..number(rest)?)
        .map(|_| {
            at += number(rest)?;
            Some((u16::try_from(at).ok()?, u16::try_from(number(rest)?).ok()?))
        })
        .collect()
}

fn number(rest: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let (byte, behind) = rest.split_first()?;
        *rest = behind;
        number |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_to_its_end() {
        let tables = read(BYTES).unwrap();
        assert_eq!(tables.characters.len(), 6763);
        assert!(
            tables.characters.is_sorted()
                && tables.others.is_sorted_by_key(|pair| pair.0)
                && tables.shapes.is_sorted()
        );
        assert!(tables.others.len() > 500 && tables.shapes.len() > 500);
        assert!(BYTES.len() < 18_000, "{}", BYTES.len());
    }

    #[test]
    fn characters_that_sound_alike() {
        for pair in [
            "凯恺", "达大", "鑫欣", "源原", "声笙", "利力", "宏弘", "晟盛", "晟成", "行航", "行型", "乐月",
            "长畅", "长章", "厦夏", "绿率",
        ] {
            let two: Vec<char> = pair.chars().collect();
            assert!(
                sound_alike(two[0], two[1]) && sound_alike(two[1], two[0]),
                "{pair}"
            );
        }
        for pair in ["达利", "鑫兴", "安昂", "声深", "A安", "〇零"] {
            let two: Vec<char> = pair.chars().collect();
            assert!(!sound_alike(two[0], two[1]), "{pair}");
        }
    }

    #[test]
    fn characters_that_look_alike() {
        for group in [
            "己已巳",
            "未末",
            "土士",
            "日曰",
            "大太犬",
            "人入八",
            "千干于",
            "戊戌戍",
            "晴睛",
            "拨拔",
            "鸟乌",
            "贝见",
            "历厉",
            "候侯",
            "恒桓",
        ] {
            let all: Vec<char> = group.chars().collect();
            for a in &all {
                for b in all.iter().filter(|b| a != *b) {
                    assert!(look_alike(*a, *b) || sound_alike(*a, *b), "{a}{b}");
                }
            }
        }
        for pair in ["达利", "华盛", "信新", "东西"] {
            let two: Vec<char> = pair.chars().collect();
            assert!(!look_alike(two[0], two[1]), "{pair}");
        }
    }
}
