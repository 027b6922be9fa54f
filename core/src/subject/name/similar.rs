//! Names that are nearly the same, and what differs between them. All names here are keys.
//!
//! People drop a region or write it elsewhere, type another legal form, take a character that sounds or looks like the
//! right one, swap two, leave one out or add one. Another character in a short brand is another company.

mod alike;
mod parts;
mod region;

use super::endings::FORM;
use crate::order;
use alike::{look_alike, sound_alike};
use parts::{Parts, has_two, without_form};
use region::{Region, Together, together};
use std::borrow::Cow;

/// What differs between two names that are nearly the same, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Difference {
    /// The same parts in another order
    Order,
    /// Another legal form, or none
    Form,
    /// A region dropped, added, wider or narrower
    Region,
    /// A character that sounds the same
    Sound,
    /// A character that looks the same
    Shape,
    /// Two neighbours swapped
    Swap,
    /// One character more or less
    Count,
    /// Another character, where it makes no other company
    Character,
}

/// Characters of brand and trade that must be the same before another one is taken for a slip.
const SURE: usize = 4;

/// Characters that a region has which is not known by name.
const UNKNOWN_REGION: core::ops::RangeInclusive<usize> = 2..=4;

/// Whether a text begins with a region.
pub(super) fn begins_with_region(text: &str) -> bool {
    Region::at_front(text, &[]).is_some()
}

/// Whether a text is nothing but known regions.
pub(super) fn is_region(text: &str) -> bool {
    Region::is_all(text)
}

/// The cores that a name is filed under.
pub(crate) fn filed(key: &str) -> Vec<String> {
    let parts = Parts::of(key);
    let mut cores = vec![parts.bare.clone(), parts.plain.to_owned()];
    if parts.is_doubtful {
        cores.push(parts.formless.to_owned());
    }
    // The first two characters may be a region that is not known by name.
    if parts.regions.is_empty()
        && let Some((at, _)) = parts.plain.char_indices().nth(2)
        && let Some(rest) = parts.plain.get(at..).filter(|rest| rest.chars().count() >= SURE)
    {
        cores.push(rest.to_owned());
    }
    cores.retain(|core| !core.is_empty());
    order::sort(&mut cores);
    cores.dedup();
    cores
}

/// What to look for, each once: cores to be found with one edit, and others to be found as they are.
pub(crate) struct Sought<'a> {
    pub(crate) near: Vec<&'a str>,
    pub(crate) exact: Vec<Cow<'a, str>>,
}

impl<'a> Sought<'a> {
    fn add_near(&mut self, core: &'a str) {
        if !self.near.contains(&core) {
            self.near.push(core);
        }
    }

    fn add_exact(&mut self, core: impl Into<Cow<'a, str>>) {
        let core = core.into();
        if !self.near.contains(&&*core) && !self.exact.contains(&core) {
            self.exact.push(core);
        }
    }
}

/// A name that others are compared with.
pub(crate) struct Asked<'a> {
    parts: Parts<'a>,
    letters: Vec<char>,
}

impl<'a> Asked<'a> {
    pub(crate) fn new(key: &'a str) -> Self {
        Self {
            parts: Parts::of(key),
            letters: key.chars().collect(),
        }
    }

    /// The cores under which names that are nearly the same may be filed.
    pub(crate) fn sought(&self) -> Sought<'_> {
        let parts = &self.parts;
        let mut sought = Sought {
            near: Vec::with_capacity(3),
            exact: Vec::new(),
        };
        // What looks like a region may be a brand.
        for core in [&parts.bare, parts.plain, parts.behind_known] {
            sought.add_near(core);
        }
        sought.add_exact(parts.formless);
        // A region whose word may stand bare in a list.
        for word in parts.regions.iter().flat_map(Region::bare_words) {
            sought.add_exact([word, parts.plain].concat());
        }
        // A region that is misspelt, or not known by name.
        let has_region = parts.plain != parts.formless;
        let most = if has_region { 4 } else { 6 };
        for (at, _) in parts.plain.char_indices().take(most + 1).skip(2) {
            if let Some(rest) = parts.plain.get(at..).filter(|rest| has_two(rest)) {
                sought.add_exact(rest);
            }
        }
        let swaps = if has_region { 0 } else { 4 };
        for swapped in (0..swaps).filter_map(|at| swapped(parts.key, at)) {
            // Nearly no swap makes a region, and taking a name apart is dear.
            if begins_with_region(without_form(&swapped)) {
                let parts = Parts::of(&swapped);
                if parts.plain != parts.formless {
                    sought.add_exact(parts.bare);
                }
            }
        }
        let front = parts.formless.len() - parts.plain.len();
        let behind = parts.key.get(front..).unwrap_or_default();
        behind_misspelt_forms(behind, &mut |core| sought.add_exact(core));
        sought
    }

    /// What differs between this name and a listed one, where they are nearly the same.
    pub(crate) fn difference(&self, listed: &str) -> Option<Difference> {
        let (a, b) = (&self.parts, &Parts::of(listed));
        if a.key == b.key {
            return None;
        }
        let regions = together(&a.regions, &b.regions);
        if let Some(difference) = self.by_parts(b, regions) {
            return Some(difference);
        }
        let letters: Vec<char> = listed.chars().collect();
        let edit = Edit::between(&self.letters, &letters)?;
        let (front, form) = a.bounds();
        let difference = edit.weigh(&self.letters, &letters, front, form)?;
        // One word for a region taken for another, unless nobody would.
        let is_slip = match regions {
            Together::Same | Together::Compatible => true,
            Together::Unsure => difference != Difference::Character,
            Together::Apart => !matches!(edit, Edit::Replaced(_)),
        };
        is_slip.then_some(difference)
    }

    /// What differs where brand and trade are the same, or nearly so beside equal regions and forms.
    fn by_parts(&self, b: &Parts<'_>, regions: Together) -> Option<Difference> {
        let a = &self.parts;
        if a.cores().into_iter().any(|core| b.cores().contains(&core)) {
            return match regions {
                Together::Same if a.form() == b.form() => Some(Difference::Order),
                Together::Same => Some(Difference::Form),
                Together::Compatible if same_form(a, b) || a.bare.chars().count() >= SURE => {
                    Some(Difference::Region)
                }
                _ => None,
            };
        }
        if !same_form(a, b) {
            return None;
        }
        if bares_region(a, b) || bares_region(b, a) {
            return Some(Difference::Region);
        }
        if lacks_region(a, b) || lacks_region(b, a) {
            return Some(Difference::Region);
        }
        if regions != Together::Same {
            return None;
        }
        let [one, other] = [&a.bare, &b.bare].map(|core| core.chars().collect::<Vec<char>>());
        let edit = Edit::between(&one, &other)?;
        edit.weigh(&one, &other, 0, one.len())
    }
}

/// Whether forms are the same in law.
fn same_form(a: &Parts<'_>, b: &Parts<'_>) -> bool {
    let limited = |form: &str| form.replace("\u{8d23}\u{4efb}", "");
    a.form() == b.form() || limited(a.form()) == limited(b.form())
}

/// Whether brand and trade of `bare` begin with a region of `full` without the word for what it is, as in 苏州相城 for 苏州市相城区,
/// and the other regions go together.
fn bares_region(bare: &Parts<'_>, full: &Parts<'_>) -> bool {
    let mut regions = full.regions.iter().enumerate();
    regions.any(|(at, region)| {
        let is_bare = |word| bare.plain.strip_prefix(word) == Some(full.plain);
        if !region.bare_words().any(is_bare) {
            return false;
        }
        let mut others = full.regions.clone();
        others.remove(at);
        matches!(
            together(&bare.regions, &others),
            Together::Same | Together::Compatible
        )
    })
}

/// Whether `short` is `long` without what stands in front of it and may be a region.
fn lacks_region(short: &Parts<'_>, long: &Parts<'_>) -> bool {
    let Some(front) = long
        .formless
        .strip_suffix(short.formless)
        .filter(|front| !front.is_empty())
    else {
        return false;
    };
    // Known regions end where the other name begins.
    let is_known = !long.regions.is_empty() && long.plain.ends_with(short.formless) && {
        let between = long.plain.len() - short.formless.len();
        between == 0
    } || long.is_doubtful;
    let is_unknown = short.regions.is_empty()
        && short.formless.chars().count() >= SURE
        && long.regions.is_empty()
        && UNKNOWN_REGION.contains(&front.chars().count());
    is_known || is_unknown
}

/// The text with the character at a place and the next one swapped.
pub(crate) fn swapped(text: &str, at: usize) -> Option<String> {
    let (from, first) = text.char_indices().nth(at)?;
    let (front, rest) = text.split_at_checked(from)?;
    let (first, rest) = rest.split_at_checked(first.len_utf8())?;
    let (second, behind) = rest.split_at_checked(rest.chars().next()?.len_utf8())?;
    Some([front, second, first, behind].concat())
}

/// Gives what is left of a name whose ending is a legal form but for one edit, which may reach across its beginning.
fn behind_misspelt_forms<'a>(key: &'a str, add: &mut dyn FnMut(Cow<'a, str>)) {
    let letters: Vec<char> = key.chars().collect();
    let mut wanted: Vec<char> = Vec::new();
    for form in FORM {
        wanted.clear();
        wanted.extend(form.chars());
        for take in wanted.len().saturating_sub(1)..=wanted.len() + 1 {
            let parts = letters
                .len()
                .checked_sub(take)
                .and_then(|at| letters.split_at_checked(at));
            if let Some((core, ending)) = parts
                && core.len() > 1
                && Edit::between(ending, &wanted).is_some()
            {
                let end = key.char_indices().nth(core.len()).map_or(key.len(), |(at, _)| at);
                add(Cow::Borrowed(key.get(..end).unwrap_or_default()));
            }
        }
        // The last character before the form and its first one, swapped.
        if let Some(at) = letters.len().checked_sub(wanted.len()).filter(|at| *at > 0)
            && let Some((ending, [form, rest @ ..])) = letters.get(at - 1..).zip(Some(wanted.as_slice()))
            && let [first, second, ending @ ..] = ending
            && first == form
            && first != second
            && ending == rest
        {
            let swapped = swapped(key, at - 1).unwrap_or_default();
            let core = without_form(&swapped);
            if has_two(core) {
                add(Cow::Owned(core.to_owned()));
            }
        }
    }
}

/// The one edit that lies between two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edit {
    /// The character at a place is another
    Replaced(usize),
    /// That at a place and the next are swapped
    Swapped(usize),
    /// The first has one more, at a place
    More(usize),
    /// The first has one less, at a place
    Less(usize),
}

impl Edit {
    fn between(a: &[char], b: &[char]) -> Option<Self> {
        if a.len().abs_diff(b.len()) > 1 {
            return None;
        }
        let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
        let (a, b) = (a.get(head..)?, b.get(head..)?);
        match (a, b) {
            ([_, rest], [_, other]) if rest == other => Some(Self::Replaced(head)),
            ([_, rest @ ..], b) if rest == b => Some(Self::More(head)),
            (a, [_, rest @ ..]) if rest == a => Some(Self::Less(head)),
            ([_, rest_a @ ..], [_, rest_b @ ..]) if rest_a == rest_b => Some(Self::Replaced(head)),
            ([a1, a2, rest_a @ ..], [b1, b2, rest_b @ ..]) if a1 == b2 && a2 == b1 && rest_a == rest_b => {
                Some(Self::Swapped(head))
            }
            _ => None,
        }
    }

    /// Whether the edit is a slip, and of what kind. Brand and trade are the characters of `a` from `front` to `form`.
    fn weigh(self, a: &[char], b: &[char], front: usize, form: usize) -> Option<Difference> {
        let at = |text: &[char], at: usize| text.get(at).copied().unwrap_or_default();
        match self {
            Self::Swapped(_) => Some(Difference::Swap),
            Self::More(place) => (!is_counted(a, place, at(a, place))).then_some(Difference::Count),
            Self::Less(place) => (!is_counted(b, place, at(b, place))).then_some(Difference::Count),
            Self::Replaced(place) => {
                let (x, y) = (at(a, place), at(b, place));
                let is_spelt = in_word(a, place) && in_word(b, place);
                if counts(x) && counts(y) && !is_spelt || SIDES.contains(x) && SIDES.contains(y) {
                    None
                } else if sound_alike(x, y) {
                    Some(Difference::Sound)
                } else if look_alike(x, y) {
                    Some(Difference::Shape)
                } else {
                    let is_inside = (front..form).contains(&place);
                    (!is_inside || place >= front + SURE).then_some(Difference::Character)
                }
            }
        }
    }
}

/// Whether a character counts or numbers things, or is a letter of the alphabet: another one is another thing.
fn counts(c: char) -> bool {
    c.is_ascii_alphanumeric() || NUMERALS.contains(c)
}

/// One to ten, and the sides that tell things of a kind apart.
const NUMERALS: &str = "\u{4e00}\u{4e8c}\u{4e09}\u{56db}\u{4e94}\u{516d}\u{4e03}\u{516b}\u{4e5d}\u{5341}";
const SIDES: &str = "\u{4e1c}\u{897f}\u{5357}\u{5317}\u{4e0a}\u{4e0b}";

/// Whether a character stands in a number with its neighbour.
fn is_counted(text: &[char], place: usize, c: char) -> bool {
    let neighbours =
        [place.checked_sub(1), place.checked_add(1)].map(|at| at.and_then(|at| text.get(at)).copied());
    counts(c) && !in_word(text, place) && neighbours.into_iter().flatten().any(counts)
}

/// The fewest letters of a word that is spelt, and no number of something.
const WORD: usize = 6;

/// Whether a place of a text stands in a word of Latin letters.
fn in_word(text: &[char], place: usize) -> bool {
    let (front, behind) = text.split_at_checked(place).unwrap_or_default();
    let is_letter = |c: &&char| c.is_ascii_alphabetic();
    behind.iter().take(1).all(char::is_ascii_alphabetic)
        && front.iter().rev().take_while(is_letter).count() + behind.iter().take_while(is_letter).count()
            >= WORD
}

#[cfg(test)]
mod tests;
