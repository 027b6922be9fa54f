//! Strings written with a dictionary that is there already.
//!
//! The dictionary of a column lives on: a delta writes its strings with that of its base, and a new base keeps it as long
//! as training it anew would save little. So a day's strings need not bring their tokens along, and most bytes of a new
//! base are those of the old one.

use super::alphabet::Alphabet;
use super::dictionaries::Known;
use super::tokens::{self, train};
use super::trie::Trie;
use crate::format::dictionary::{CHARACTER_BITS, Code, Dictionary, Room};
use crate::format::text_column::Coded;
use crate::format::token_text::{Writer, Written};

/// Of a hundred bytes with the dictionary at hand, a new one must do with fewer to take its place in a base.
const WORTH_TRAINING: usize = 95;

/// Longest token that is used, in bytes, and most characters of all tokens: beyond is what somebody made to fill the memory.
const LONGEST: usize = 4096;
const MOST: usize = 1 << 22;

/// Whose dictionary the strings of a column may be written with.
#[derive(Clone, Copy)]
pub(super) enum From<'a> {
    /// None is at hand
    Nobody,
    /// A base brings along what it keeps
    BaseBefore(&'a Known),
    /// A delta refers to it
    OwnBase(&'a Known),
}

impl From<'_> {
    /// The strings, with the dictionary at hand unless a new one is worth it.
    pub(super) fn code(self, strings: &[&str]) -> Coded {
        let (known, is_carried) = match self {
            Self::Nobody => return train(strings),
            Self::BaseBefore(known) => (known, true),
            Self::OwnBase(known) => (known, false),
        };
        let Some(kept) = Kept::of(&known.dictionary) else {
            return train(strings);
        };
        // A delta is judged by all of its strings, a base by those that a new dictionary is trained on.
        let step = if is_carried { tokens::step(strings) } else { 1 };
        let judged: Vec<&str> = strings.iter().step_by(step).copied().collect();
        let (old, new) = (kept.write(&judged), train(&judged));
        let trained = new.dictionary.as_ref().map_or(0, Vec::len) + new.strings.len() * step;
        let is_worth = match is_carried {
            true => trained * 100 < (known.bytes.len() + old.len() * step) * WORTH_TRAINING,
            false => trained < old.len(),
        };
        match (is_worth, step) {
            (true, 1) => new,
            (true, _) => train(strings),
            (false, _) => Coded {
                strings: if step == 1 { old } else { kept.write(strings) },
                dictionary: is_carried.then(|| known.bytes.to_vec()),
            },
        }
    }
}

/// A dictionary ready to write with.
struct Kept {
    alphabet: Alphabet,
    trie: Trie,
    /// By token
    codes: Vec<Code>,
    /// The token that stands for any character
    any: u32,
}

impl Kept {
    /// `None` where not every string can be written.
    fn of(dictionary: &Dictionary) -> Option<Self> {
        let codes = dictionary.codes();
        let coded = || (0u32..).zip(&codes).filter(|(_, code)| code.length > 0);
        let (any, any_code) = coded().find(|(token, _)| dictionary.is_any(*token))?;
        let mut characters: Vec<char> = coded()
            .filter_map(|(token, _)| dictionary.character(token))
            .collect();
        characters.sort_unstable();
        characters.dedup();
        let alphabet = Alphabet::of_characters(characters);
        let end = alphabet.number('\0')?;
        let other = alphabet.characters.len() as u32;

        let (mut text, mut room, mut total) = (String::new(), Room::default(), 0);
        let mut spell = |token: u32, code: &Code| -> Option<Vec<u32>> {
            text.clear();
            let ends = dictionary.expand(token, &mut room, LONGEST, &mut text)?;
            let spelled = text.chars().map(|c| alphabet.number(c));
            let spelled: Vec<u32> = spelled.chain(ends.then_some(Some(end))).collect::<Option<_>>()?;
            total += spelled.len();
            (ends == code.ends && total <= MOST).then_some(spelled)
        };
        let mut costs = vec![0; codes.len()];
        let mut spelled = vec![Vec::new(); codes.len()];
        for (token, code) in coded() {
            let at = token as usize;
            if token == any {
                spelled[at] = vec![other];
                costs[at] = any_code.length + CHARACTER_BITS as u8;
            } else if let Some(symbols) = spell(token, code) {
                spelled[at] = symbols;
                costs[at] = code.length;
            }
        }
        // Each character must be a token by itself, whatever became of longer ones.
        let mut single = vec![false; other as usize + 1];
        for symbols in &spelled {
            if let [symbol] = symbols[..] {
                single[symbol as usize] = true;
            }
        }
        if !single.into_iter().all(|is_there| is_there) {
            return None;
        }
        let mut trie = Trie::of(&spelled);
        trie.set_costs(&costs);
        Some(Self {
            alphabet,
            trie,
            codes,
            any,
        })
    }

    /// The strings in their codes.
    fn write(&self, strings: &[&str]) -> Written {
        let other = self.alphabet.characters.len() as u32;
        let (mut symbols, mut others, mut scratch) = (Vec::new(), Vec::new(), Vec::new());
        let mut out = Writer::default();
        for string in strings {
            symbols.clear();
            others.clear();
            for character in string.chars().chain(['\0']) {
                symbols.push(self.alphabet.number(character).unwrap_or_else(|| {
                    others.push(character);
                    other
                }));
            }
            let mut others = others.iter();
            self.trie.cut(&symbols, &mut scratch, |token| {
                let code = self.codes[token as usize];
                match others.as_slice().first().filter(|_| token == self.any) {
                    Some(character) => {
                        out.push_any(code, *character);
                        others.next();
                    }
                    None => out.push(code),
                }
            });
        }
        out.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Section;
    use crate::format::token_text::{Cursor, InOrder, TokenText};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn known(strings: &[&str]) -> Known {
        let bytes: Arc<[u8]> = train(strings).dictionary.unwrap().into();
        let dictionary = Dictionary::open(&bytes, 0..bytes.len(), Section::Organisations).unwrap();
        Known {
            dictionary: Arc::new(dictionary),
            bytes,
        }
    }

    /// Each string, read alone, in sequence and in order.
    fn reads_as(strings: &[&str], known: &Known, written: &Written) {
        let (bytes, dictionary) = (&written.whole()[..], known.dictionary.clone());
        let text = TokenText::open(bytes, 0..bytes.len(), dictionary, Section::Organisations).unwrap();
        let (mut cursor, mut in_order) = (Cursor::default(), InOrder::new(&text, bytes).unwrap());
        for (at, string) in strings.iter().enumerate() {
            let [mut alone, mut next, mut ordered] = [(); 3].map(|()| String::new());
            text.get(bytes, at, &mut alone).unwrap();
            text.run(bytes)
                .unwrap()
                .get_from(&mut cursor, at, &mut next)
                .unwrap();
            in_order.next(&mut ordered).unwrap();
            assert_eq!([alone, next, ordered], [*string; 3]);
        }
    }

    #[test]
    fn a_delta_refers_to_the_dictionary_and_a_base_carries_it_on() {
        let names: Vec<String> = (0..3000)
            .map(|n| format!("苏州{}{}商贸有限公司", n % 60, n / 60))
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let known = known(&names);
        let some = &names[..200];
        let delta = From::OwnBase(&known).code(some);
        assert!(delta.dictionary.is_none());
        reads_as(some, &known, &delta.strings);
        assert!(delta.strings.len() < train(some).strings.len() + train(some).dictionary.unwrap().len());
        let base = From::BaseBefore(&known).code(&names);
        assert!(base.dictionary.as_deref() == Some(&*known.bytes));
        reads_as(&names, &known, &base.strings);
        // What it does not fit is trained anew, in either.
        let others: Vec<String> = (0..3000)
            .map(|n| format!("Handel {} GmbH & Co. KG", n * 7919))
            .collect();
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        for from in [From::OwnBase(&known), From::BaseBefore(&known)] {
            let anew = from.code(&others);
            assert_eq!(anew.dictionary, train(&others).dictionary);
            assert_eq!(anew.strings.whole(), train(&others).strings.whole());
        }
    }

    #[test]
    fn a_dictionary_without_a_token_for_other_characters_is_not_used() {
        let unknown = Known {
            dictionary: Arc::new(Dictionary::unknown()),
            bytes: Arc::from([]),
        };
        assert!(From::OwnBase(&unknown).code(&["甲"]).dictionary.is_some());
    }

    proptest! {
        #[test]
        fn any_strings_can_be_written_with_any_dictionary(
            trained in prop::collection::vec("[甲-癸a-c]{0,12}", 0..60),
            strings in prop::collection::vec("[^\0]{0,40}", 0..100),
        ) {
            let trained: Vec<&str> = trained.iter().map(String::as_str).collect();
            let strings: Vec<&str> = strings.iter().map(String::as_str).collect();
            let known = known(&trained);
            let written = Kept::of(&known.dictionary).unwrap().write(&strings);
            reads_as(&strings, &known, &written);
        }
    }
}
