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
use parts::{Parts, without_form};
use region::{Region, Together, together};

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

/// What to look for: cores to be found with one edit, and others to be found as they are.
pub(crate) struct Sought {
    pub(crate) near: Vec<Vec<char>>,
    pub(crate) exact: Vec<Vec<char>>,
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
    pub(crate) fn sought(&self) -> Sought {
        let parts = &self.parts;
        let letters = |text: &str| -> Vec<char> { text.chars().collect() };
        let plain = letters(parts.plain);
        let mut near = vec![letters(&parts.bare)];
        near.push(plain.clone());
        // What looks like a region may be a brand.
        near.push(letters(parts.behind_known));
        order::sort(&mut near);
        near.dedup();
        let mut exact: Vec<Vec<char>> = Vec::new();
        if parts.formless != parts.plain {
            exact.push(letters(parts.formless));
        }
        // A region that is misspelt, or not known by name.
        let most = if parts.plain == parts.formless { 6 } else { 4 };
        exact.extend((2..=most).filter_map(|count| {
            plain
                .get(count..)
                .filter(|rest| rest.len() >= 2)
                .map(<[char]>::to_vec)
        }));
        if parts.plain == parts.formless {
            for at in 0..4 {
                let mut swapped = self.letters.clone();
                if at + 1 < swapped.len() {
                    swapped.swap(at, at + 1);
                    let swapped: String = swapped.into_iter().collect();
                    let parts = Parts::of(&swapped);
                    if parts.plain != parts.formless {
                        exact.push(letters(&parts.bare));
                    }
                }
            }
        }
        let front = parts.formless.len() - parts.plain.len();
        let behind = parts.key.get(front..).unwrap_or_default();
        exact.extend(behind_misspelt_forms(behind));
        order::sort(&mut exact);
        exact.dedup();
        exact.retain(|core| !near.contains(core));
        Sought { near, exact }
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

/// What is left of a name whose ending is a legal form but for one edit, which may reach across its beginning.
fn behind_misspelt_forms(key: &str) -> Vec<Vec<char>> {
    let letters: Vec<char> = key.chars().collect();
    let mut cores = Vec::new();
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
                && Edit::between(ending, &wanted).is_some()
            {
                cores.push(core.to_vec());
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
            let mut swapped = letters.clone();
            swapped.swap(at - 1, at);
            cores.push(
                without_form(&swapped.iter().collect::<String>())
                    .chars()
                    .collect(),
            );
        }
    }
    cores.retain(|core| core.len() > 1);
    cores
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
                if counts(x) && counts(y) || SIDES.contains(x) && SIDES.contains(y) {
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
    counts(c) && neighbours.into_iter().flatten().any(counts)
}

#[cfg(test)]
mod tests;
