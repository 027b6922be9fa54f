//! Characters that may stand for one another, and the one that stands for them all.
//!
//! The rule is that equal names never get different keys: whatever the published tables give as a writing of the same
//! character joins its class. Different characters sharing a class are the lesser harm, for both sides of a comparison
//! are folded and a match by name is only ever a possible one.

use std::collections::BTreeMap;

/// A published table: a character and its candidates, best first.
pub(crate) type Table = BTreeMap<char, Vec<char>>;

/// Reads a table in the form of the OpenCC dictionaries, rows of more than one character left out.
pub(crate) fn table(text: &str) -> Table {
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let (from, candidates) = line.split_once('\t')?;
        let candidates: Option<Vec<char>> = candidates.split_whitespace().map(single).collect();
        Some((single(from)?, candidates?))
    })
    .collect()
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

/// Each character that stands for another as a pair with the one that stands for its class.
///
/// * A traditional character joins its first candidate, unless that is itself.
/// * A further candidate joins as well where this character is the first the way back: it is a simplified form of no other.
/// * A regional variant joins the character it varies.
pub(crate) fn pairs(
    to_simplified: &Table,
    to_traditional: &Table,
    variants: &[Table],
) -> BTreeMap<char, char> {
    let mut classes = Classes::default();
    for (traditional, candidates) in to_simplified {
        for (rank, simplified) in candidates.iter().enumerate() {
            let way_back = to_traditional.get(simplified).and_then(|back| back.first());
            if simplified == traditional {
                continue;
            } else if rank == 0 {
                classes.join(*traditional, *simplified);
            } else if way_back == Some(traditional) {
                let main = candidates.first().unwrap_or(simplified);
                classes.join(*simplified, *main);
            }
        }
    }
    for (character, varied) in variants.iter().flatten() {
        for variant in varied {
            classes.join(*variant, *character);
        }
    }
    classes.pairs()
}

#[derive(Default)]
struct Classes {
    /// A character that leads towards the root of its class.
    parents: BTreeMap<char, char>,
    /// How often a character was what another joined.
    joined: BTreeMap<char, usize>,
}

impl Classes {
    fn join(&mut self, character: char, target: char) {
        *self.joined.entry(target).or_default() += 1;
        let (from, to) = (self.root(character), self.root(target));
        self.parents.insert(from, to);
        self.parents.entry(to).or_insert(to);
    }

    fn root(&self, character: char) -> char {
        match self.parents.get(&character) {
            Some(parent) if *parent != character => self.root(*parent),
            _ => character,
        }
    }

    /// Every member but one of each class, with that one: of the first plane if any is, then joined most often, then first.
    fn pairs(&self) -> BTreeMap<char, char> {
        let mut members: BTreeMap<char, Vec<char>> = BTreeMap::new();
        for character in self.parents.keys() {
            members.entry(self.root(*character)).or_default().push(*character);
        }
        let mut pairs = BTreeMap::new();
        for class in members.into_values() {
            let rank = |c: &char| {
                let joined = self.joined.get(c).copied().unwrap_or_default();
                (*c > '\u{ffff}', std::cmp::Reverse(joined), *c)
            };
            let Some(standard) = class.iter().copied().min_by_key(rank) else {
                continue;
            };
            pairs.extend(
                class
                    .into_iter()
                    .filter(|c| *c != standard)
                    .map(|c| (c, standard)),
            );
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(to_simplified: &str, to_traditional: &str, variants: &str) -> Vec<(char, char)> {
        let pairs = pairs(&table(to_simplified), &table(to_traditional), &[table(variants)]);
        pairs.into_iter().collect()
    }

    #[test]
    fn a_first_candidate_is_joined_and_an_only_way_back_too() {
        // b is also simplified from a; c has another traditional form.
        assert_eq!(
            classes("a\tA b c\n", "A\ta\nb\ta\nc\td\n", ""),
            [('a', 'A'), ('b', 'A')]
        );
    }

    #[test]
    fn a_character_that_stays_is_left_out() {
        assert_eq!(classes("# head\n\na\ta b\nxy\tz\n", "b\tc\n", ""), []);
    }

    #[test]
    fn chains_end_in_one_character() {
        assert_eq!(
            classes("a\tb\nb\tc\nd\tc\n", "", "c\te\n"),
            [('a', 'c'), ('b', 'c'), ('d', 'c'), ('e', 'c')]
        );
    }

    #[test]
    fn a_class_is_led_from_the_first_plane() {
        assert_eq!(
            classes("\u{9833}\t\u{2b5af}\n", "", ""),
            [('\u{2b5af}', '\u{9833}')]
        );
    }
}
