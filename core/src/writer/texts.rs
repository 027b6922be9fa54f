//! Texts on their way into a partition: one after the other, and those that repeat once.

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// Texts numbered from 0, each stored once.
#[derive(Default)]
pub(super) struct Interner {
    text: String,
    ends: Vec<usize>,
    numbers: HashTable<u32>,
}

impl Interner {
    /// The text's number.
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        let Self {
            text: all,
            ends,
            numbers,
        } = self;
        let hash = |text: &str| FxBuildHasher.hash_one(text);
        let found = numbers.entry(
            hash(text),
            |number| get(all, ends, *number) == text,
            |number| hash(get(all, ends, *number)),
        );
        let next = ends.len() as u32;
        let number = *found.or_insert(next).get();
        if number == next {
            all.push_str(text);
            ends.push(all.len());
        }
        number
    }

    /// The text with a number that was given.
    pub(super) fn get(&self, number: u32) -> &str {
        get(&self.text, &self.ends, number)
    }

    /// Every text, by number.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|number| self.get(number))
    }

    /// For each number its text's place among all in ascending order.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.ends.len() as u32).collect();
        order.sort_unstable_by(|a, b| self.get(*a).cmp(self.get(*b)));
        let mut ranks = vec![0; order.len()];
        for (rank, number) in (0..).zip(order) {
            ranks[number as usize] = rank;
        }
        ranks
    }
}

/// The texts of one record that seldom repeat.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RowTexts<'a> {
    pub(super) id: Option<&'a str>,
    pub(super) name: Option<&'a str>,
    pub(super) former_names: Option<&'a str>,
    pub(super) document_no: Option<&'a str>,
    pub(super) record_id: Option<&'a str>,
}

fn get<'a>(text: &'a str, ends: &[usize], number: u32) -> &'a str {
    let at = number as usize;
    let start = if at == 0 { 0 } else { ends[at - 1] };
    &text[start..ends[at]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_number() {
        let mut interner = Interner::default();
        let texts: Vec<String> = (0..1000).map(|n| (n * 7919 % 1000).to_string()).collect();
        for _ in 0..2 {
            for (at, text) in (0..).zip(&texts) {
                assert_eq!(interner.intern(text), at);
                assert_eq!(interner.get(at), text);
            }
        }
        assert_eq!(interner.iter().count(), 1000);
        let ranks = interner.ranks();
        assert!(interner.iter().enumerate().all(|(at, text)| {
            ranks[at] as usize == texts.iter().filter(|other| other.as_str() < text).count()
        }));
    }

    #[test]
    fn the_empty_text_is_one() {
        let mut interner = Interner::default();
        assert_eq!(
            [interner.intern(""), interner.intern("a"), interner.intern("")],
            [0, 1, 0]
        );
        assert_eq!(interner.get(0), "");
    }
}
