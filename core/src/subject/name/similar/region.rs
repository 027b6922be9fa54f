//! Words for regions in names: provinces, prefectures and county-level cities by name, others by how they end.
//!
//! `regions.txt` is written by `cargo xtask alike`.

use super::super::key;
use super::parts::has_two;
use crate::order;
use std::sync::OnceLock;

static TEXT: &str = include_str!("regions.txt");

/// China as a whole, and what is ruled by whom: numbers of a line, of a prefecture in it, of a city in that; 0 is all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    province: u16,
    prefecture: u16,
    city: u16,
}

/// A region that a name speaks of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Region<'a> {
    /// The word without what it rules
    pub(super) stem: &'a str,
    place: Option<Place>,
    /// Only a county-level city by its bare name, which may as well be a brand
    pub(super) is_doubtful: bool,
}

const CHINA: &str = "\u{4e2d}\u{56fd}";

/// How words for regions go on and end.
struct Rules {
    rules: Vec<&'static str>,
    zones: Vec<&'static str>,
    /// The character, what stands before it and what behind it where it ends no region
    endings: Vec<(char, &'static str, &'static str)>,
    /// The word for self-rule, and what follows it
    own: (&'static str, &'static str),
}

fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| {
        let of = |kind: &'static str| {
            let lines = include_str!("rules.txt").lines();
            lines.filter_map(move |line| line.strip_prefix(kind)?.strip_prefix(' '))
        };
        let endings = of("ending").filter_map(|line| {
            let (ending, others) = line.split_once(" -")?;
            let (before, behind) = others.split_once(" +")?;
            Some((ending.chars().next()?, before, behind))
        });
        Rules {
            rules: of("rule").collect(),
            zones: of("zone").collect(),
            endings: endings.collect(),
            own: of("self")
                .find_map(|line| line.split_once(' '))
                .unwrap_or_default(),
        }
    })
}

/// What ends a city, and no region where one of its exceptions follows.
const CITY: char = '\u{5e02}';

/// What an industrial park is called for short.
const PARK: &str = "\u{56ed}\u{533a}";

/// What ends a district and a zone.
const DISTRICT: char = '\u{533a}';

/// What ends a county, of which the word may be short.
const COUNTY: char = '\u{53bf}';

/// A word as keys have it.
struct KnownWord {
    first: char,
    text: String,
    place: Place,
}

/// The words, ascending, and which characters they begin with.
struct Table {
    words: Vec<KnownWord>,
    /// One bit for each character, told by its last thirteen bits
    firsts: Vec<u64>,
}

const FIRSTS: u32 = 1 << 13;

impl Table {
    /// Whether a word may begin with this character; nearly none does.
    fn may_begin(&self, c: char) -> bool {
        let bit = u32::from(c) % FIRSTS;
        let word = self.firsts.get((bit / 64) as usize);
        word.is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![(
            CHINA.to_owned(),
            Place {
                province: 0,
                prefecture: 0,
                city: 0,
            },
        )];
        let lines = TEXT.lines().filter(|line| !line.starts_with('#'));
        for (province, line) in (1..).zip(lines) {
            for (prefecture, words) in (0..).zip(line.split(';')) {
                for (city, word) in (0..).zip(words.split(',')).filter(|(_, word)| !word.is_empty()) {
                    table.push((
                        key(word),
                        Place {
                            province,
                            prefecture,
                            city,
                        },
                    ));
                }
            }
        }
        // Of two places of one name the wider comes first.
        order::sort_by(&mut table, |a, b| a.0.cmp(&b.0));
        table.dedup_by(|a, b| a.0 == b.0);
        let mut firsts = vec![0; FIRSTS as usize / 64];
        let words = table.into_iter().filter_map(|(text, place)| {
            let first = text.chars().next()?;
            let bit = u32::from(first) % FIRSTS;
            if let Some(word) = firsts.get_mut((bit / 64) as usize) {
                *word |= 1 << (bit % 64);
            }
            Some(KnownWord { first, text, place })
        });
        let words = words.collect();
        Table { words, firsts }
    })
}

/// The longest known word that a text begins with.
fn known(text: &str) -> Option<(&'static str, Place)> {
    let first = text.chars().next()?;
    let table = table();
    if !table.may_begin(first) {
        return None;
    }
    let from = table.words.partition_point(|word| word.first < first);
    let words = table.words.iter().skip(from);
    let same = words.take_while(|word| word.first == first);
    // Of words that all begin a text the last is the longest.
    let found = same.filter(|word| text.starts_with(word.text.as_str())).last();
    found.map(|word| (word.text.as_str(), word.place))
}

impl<'a> Region<'a> {
    /// The region that a text begins with, behind other regions, and how many bytes it takes.
    pub(super) fn at_front(text: &'a str, before: &[Self]) -> Option<(Self, usize)> {
        if let Some((word, place)) = known(text)
            && before.iter().all(|region| region.may_hold(place))
        {
            let behind = text.get(word.len()..)?;
            let rule = rule(behind);
            let region = Self {
                stem: text.get(..word.len())?,
                place: Some(place),
                is_doubtful: place.city > 0 && rule == 0,
            };
            return Some((region, word.len() + rule));
        }
        let zone = rules()
            .zones
            .iter()
            .find(|zone| !before.is_empty() && text.starts_with(**zone));
        if let Some(zone) = zone {
            return Some((Self::named(text.get(..zone.len())?), zone.len()));
        }
        let mut last = None;
        for (count, (at, c)) in text.char_indices().enumerate().take(5) {
            let behind = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
            let ends = rules().endings.iter().any(|(ending, no_before, no_behind)| {
                *ending == c
                    && last.is_some_and(|last| !no_before.contains(last))
                    && behind.is_some_and(|next| !no_behind.contains(next))
            });
            let least = if c == COUNTY { 1 } else { 2 };
            if ends && count >= least {
                return Some((Self::named(text.get(..at)?), at + c.len_utf8()));
            }
            last = Some(c);
        }
        None
    }

    /// The province or prefecture that a text begins with inside a name, and how many bytes it takes.
    pub(super) fn inside(text: &'a str) -> Option<(Self, usize)> {
        let (word, place) = known(text).filter(|(_, place)| place.city == 0)?;
        let region = Self {
            stem: text.get(..word.len())?,
            place: Some(place),
            is_doubtful: false,
        };
        Some((region, word.len() + rule(text.get(word.len()..)?)))
    }

    /// The words without what says that they are a region's, where only that said so: `相城`, `浦东` for `浦东新区`, `园区` for
    /// `工业园区`.
    pub(super) fn bare_words(&self) -> impl Iterator<Item = &'a str> {
        let stem = Some(self.stem).filter(|stem| self.place.is_none() && has_two(stem));
        let park = stem.and_then(|stem| stem.get(stem.strip_suffix(PARK)?.len()..));
        let zone = stem.and_then(|stem| {
            let mut zones = rules()
                .zones
                .iter()
                .filter_map(|zone| zone.strip_suffix(DISTRICT));
            zones
                .find_map(|zone| stem.strip_suffix(zone))
                .filter(|word| has_two(word))
        });
        stem.into_iter().chain(park).chain(zone)
    }

    /// Whether a text is nothing but words for regions that are known by name.
    pub(super) fn is_all(text: &'a str) -> bool {
        let (mut rest, mut found) = (text, Vec::new());
        while let Some((region, taken)) = Self::at_front(rest, &found) {
            if !region.is_known() && found.is_empty() {
                return false;
            }
            found.push(region);
            rest = rest.get(taken..).unwrap_or_default();
        }
        rest.is_empty() && !found.is_empty()
    }

    /// Whether the place is one of the table.
    pub(super) fn is_known(&self) -> bool {
        self.place.is_some()
    }

    fn named(stem: &'a str) -> Self {
        Self {
            stem,
            place: None,
            is_doubtful: false,
        }
    }

    fn may_hold(&self, place: Place) -> bool {
        self.place.is_none_or(|own| holds(own, place) && own != place)
    }

    /// Whether both may mean one place: the same, or one within the other.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        match (self.place, other.place) {
            (Some(a), Some(b)) => holds(a, b) || holds(b, a),
            _ => self.stem == other.stem,
        }
    }

    fn is(&self, other: &Self) -> bool {
        match (self.place, other.place) {
            (Some(a), Some(b)) => a == b,
            _ => self.stem == other.stem,
        }
    }
}

fn holds(wide: Place, narrow: Place) -> bool {
    wide.province == 0
        || wide.province == narrow.province
            && (wide.prefecture == 0
                || wide.prefecture == narrow.prefecture && (wide.city == 0 || wide.city == narrow.city))
}

/// Bytes of what follows the word for a region and belongs to it.
fn rule(behind: &str) -> usize {
    let Rules {
        rules, endings, own, ..
    } = rules();
    let near = behind.char_indices().nth(8).map_or(behind.len(), |(at, _)| at);
    let is_own = |at: &usize| behind.get(*at..near).is_some_and(|rest| rest.starts_with(own.0));
    if let Some(at) = behind.char_indices().map(|(at, _)| at).take(8).find(is_own) {
        let end = at + own.0.len();
        let next = behind.get(end..).and_then(|rest| rest.chars().next());
        if let Some(c) = next.filter(|c| own.1.contains(*c)) {
            return end + c.len_utf8();
        }
    }
    let city = endings.iter().find(|(ending, ..)| *ending == CITY);
    let no_behind = city.map_or("", |(_, _, no_behind)| no_behind);
    let found = rules.iter().find_map(|rule| {
        let next = behind.strip_prefix(rule)?.chars().next();
        let is_word = rule.starts_with(CITY) && next.is_some_and(|next| no_behind.contains(next));
        (!is_word).then_some(rule.len())
    });
    found.unwrap_or(0)
}

/// How the regions of two names go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Together {
    Same,
    /// One says less, or speaks of a wider place
    Compatible,
    /// Words that no table knows differ
    Unsure,
    /// They lie in different places
    Apart,
}

pub(super) fn together(a: &[Region<'_>], b: &[Region<'_>]) -> Together {
    let within = |a: &[Region<'_>], b: &[Region<'_>]| a.iter().all(|a| b.iter().any(|b| a.is(b)));
    if within(a, b) && within(b, a) {
        return Together::Same;
    }
    let agrees = |a: &[Region<'_>], b: &[Region<'_>]| a.iter().all(|a| b.iter().any(|b| a.agrees(b)));
    let agree = |a: &[Region<'_>], b: &[Region<'_>]| {
        let (a, b) = (narrowest(a), narrowest(b));
        a.is_empty() || b.is_empty() || agrees(&a, &b) || agrees(&b, &a)
    };
    if agree(a, b) {
        return Together::Compatible;
    }
    if agree(&known_of(a), &known_of(b)) {
        Together::Unsure
    } else {
        Together::Apart
    }
}

fn known_of<'a>(all: &[Region<'a>]) -> Vec<Region<'a>> {
    all.iter().copied().filter(Region::is_known).collect()
}

/// The regions without those that hold another: a wider place says nothing beside one within it.
fn narrowest<'a>(all: &[Region<'a>]) -> Vec<Region<'a>> {
    let is_wider = |a: Option<Place>, b: Option<Place>| a.zip(b).is_some_and(|(a, b)| a != b && holds(a, b));
    let narrow = all
        .iter()
        .filter(|a| !all.iter().any(|b| is_wider(a.place, b.place)));
    narrow.copied().collect()
}

#[cfg(test)]
#[path = "region_tests.rs"]
mod tests;
