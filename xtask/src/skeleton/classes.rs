//! Characters that may stand for one another, and the one that stands for them all.
//!
//! A class may hold several standard characters only where the caller insists: two characters that a name may be
//! registered with are different ones, however much alike in meaning or shape.

use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Classes<'a> {
    standard: &'a BTreeSet<char>,
    /// A character that leads towards the root of its class
    parents: BTreeMap<char, char>,
    /// By root: whether a standard character is in the class
    holds_standard: BTreeSet<char>,
    /// How often a character was what another joined
    joined: BTreeMap<char, usize>,
}

/// What became of two characters that were to be one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Joined {
    Yes,
    /// Both are of classes with a standard character
    Apart,
    /// Neither is, so no name has them
    Rare,
}

impl<'a> Classes<'a> {
    pub(super) fn new(standard: &'a BTreeSet<char>) -> Self {
        Self {
            standard,
            parents: BTreeMap::new(),
            holds_standard: BTreeSet::new(),
            joined: BTreeMap::new(),
        }
    }

    /// Makes two classes one, whatever is in them.
    pub(super) fn join(&mut self, character: char, target: char) {
        *self.joined.entry(target).or_default() += 1;
        let (from, to) = (self.root(character), self.root(target));
        if self.holds(from) {
            self.holds_standard.insert(to);
        }
        self.parents.insert(from, to);
        self.parents.entry(to).or_insert(to);
    }

    /// Makes two classes one where exactly one of them has a standard character.
    pub(super) fn join_variant(&mut self, character: char, target: char) -> Joined {
        let (a, b) = (self.root(character), self.root(target));
        match (a == b, self.holds(a), self.holds(b)) {
            (true, ..) => Joined::Yes,
            (_, true, true) => Joined::Apart,
            (_, false, false) => Joined::Rare,
            _ => {
                self.join(character, target);
                Joined::Yes
            }
        }
    }

    fn holds(&self, root: char) -> bool {
        self.standard.contains(&root) || self.holds_standard.contains(&root)
    }

    fn root(&self, character: char) -> char {
        match self.parents.get(&character) {
            Some(parent) if *parent != character => self.root(*parent),
            _ => character,
        }
    }

    /// Every member but one of each class, with that one: of the first plane if any is, then a standard character, then
    /// joined most often, then first. Classes beyond the first plane need a standard character to count.
    pub(super) fn pairs(&self) -> BTreeMap<char, char> {
        let mut members: BTreeMap<char, Vec<char>> = BTreeMap::new();
        for character in self.parents.keys() {
            members.entry(self.root(*character)).or_default().push(*character);
        }
        let mut pairs = BTreeMap::new();
        for (root, class) in members {
            let rank = |c: &char| {
                let joined = self.joined.get(c).copied().unwrap_or_default();
                (
                    *c > '\u{ffff}',
                    !self.standard.contains(c),
                    std::cmp::Reverse(joined),
                    *c,
                )
            };
            let Some(leader) = class.iter().copied().min_by_key(rank) else {
                continue;
            };
            let counts = |c: &char| *c != leader && (*c <= '\u{ffff}' || self.holds(root));
            pairs.extend(class.iter().copied().filter(counts).map(|c| (c, leader)));
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standard(text: &str) -> BTreeSet<char> {
        text.chars().collect()
    }

    #[test]
    fn chains_end_in_one_character() {
        let none = standard("");
        let mut classes = Classes::new(&none);
        for (from, to) in [('a', 'b'), ('b', 'c'), ('d', 'c'), ('c', 'e')] {
            classes.join(from, to);
        }
        let pairs = [('a', 'c'), ('b', 'c'), ('d', 'c'), ('e', 'c')];
        assert_eq!(classes.pairs(), pairs.into_iter().collect());
    }

    #[test]
    fn a_class_is_led_by_a_standard_character_of_the_first_plane() {
        let standard = standard("z\u{2b5af}");
        let mut classes = Classes::new(&standard);
        classes.join('a', 'z');
        classes.join('z', 'b');
        classes.join('\u{9833}', '\u{2b5af}');
        let pairs = [('a', 'z'), ('b', 'z'), ('\u{2b5af}', '\u{9833}')];
        assert_eq!(classes.pairs(), pairs.into_iter().collect());
    }

    #[test]
    fn variants_join_one_standard_character_and_no_more() {
        let standard = standard("xy");
        let mut classes = Classes::new(&standard);
        assert_eq!(classes.join_variant('a', 'x'), Joined::Yes);
        assert_eq!(classes.join_variant('b', 'a'), Joined::Yes);
        assert_eq!(classes.join_variant('x', 'b'), Joined::Yes);
        assert_eq!(classes.join_variant('a', 'y'), Joined::Apart);
        assert_eq!(classes.join_variant('c', 'd'), Joined::Rare);
        assert_eq!(classes.pairs(), [('a', 'x'), ('b', 'x')].into_iter().collect());
    }
}
