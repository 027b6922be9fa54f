//! Trains the tokens of a text column and cuts its strings into them.
//!
//! Tokens are trained on a sample. The strings are then cut so that the Huffman codes of their tokens take the fewest
//! bits.

use super::alphabet::Alphabet;
use super::huffman::code_lengths;
use super::pairs;
use super::trie::Trie;
use crate::format::dictionary::{self, Token};
use crate::format::text_column::Coded;
use crate::format::token_text::Writer;

/// Characters looked at in training.
const SAMPLE: usize = 750_000;

/// Most tokens of a column, so that a reference takes 16 bits.
const MAX_TOKENS: usize = 65_000;

/// How often a pair must occur to be worth its place in the token table, in all strings.
const WORTH: u32 = 8;

/// Every so many strings one is looked at in training.
pub(super) fn step(strings: &[&str]) -> usize {
    let size: usize = strings.iter().map(|text| text.len() / 3 + 1).sum();
    size.div_ceil(SAMPLE).max(1)
}

/// Strings in their codes, and a dictionary trained on them.
pub(crate) fn train(strings: &[&str]) -> Coded {
    let alphabet = Alphabet::of(strings);
    let step = step(strings);
    let sample = || strings.iter().step_by(step);

    let mut symbols = Vec::new();
    sample().for_each(|text| alphabet.spell(text, &mut symbols));
    let least = WORTH.div_ceil(step as u32).max(3);
    let (mut tokens, counts) = pairs::train(&alphabet.characters, symbols, 0, least, MAX_TOKENS);

    let mut trie = Trie::of(&spelled(&tokens));
    let (mut symbols, mut scratch) = (Vec::new(), Vec::new());
    let mut cut = |trie: &Trie, text: &str, give: &mut dyn FnMut(u32)| {
        symbols.clear();
        alphabet.spell(text, &mut symbols);
        trie.cut(&symbols, &mut scratch, give);
    };
    trie.set_costs(&code_lengths(&counts));
    let mut counts = vec![1u64; tokens.len()];
    for text in sample() {
        cut(&trie, text, &mut |token| counts[token as usize] += step as u64);
    }
    trie.set_costs(&code_lengths(&counts));
    let mut counts = vec![0u64; tokens.len()];
    let mut text = TokenStream::default();
    for string in strings {
        cut(&trie, string, &mut |token| {
            counts[token as usize] += 1;
            text.push(token);
        });
    }
    drop(trie);
    // Whoever writes other strings with these tokens needs each character by itself, and those that are none of them.
    tokens.push(Token::Any);
    counts.push(0);
    for (token, count) in tokens.iter().zip(&mut counts) {
        if !matches!(token, Token::Pair(..)) {
            *count = (*count).max(1);
        }
    }
    let written = dictionary::encode(&tokens, &code_lengths(&counts));
    let mut strings = Writer::default();
    for token in text.iter() {
        strings.push(written.codes[token as usize]);
    }
    Coded {
        strings: strings.finish(),
        dictionary: Some(written.bytes),
    }
}

/// The numbers of each token's characters.
fn spelled(tokens: &[Token]) -> Vec<Vec<u32>> {
    let mut spelled: Vec<Vec<u32>> = Vec::with_capacity(tokens.len());
    for (at, token) in (0..).zip(tokens) {
        spelled.push(match token {
            Token::Character(_) => vec![at],
            Token::Pair(left, right) => {
                [&spelled[*left as usize][..], &spelled[*right as usize][..]].concat()
            }
            Token::Any => Vec::new(),
        });
    }
    spelled
}

/// Numbers of tokens, seven bits to a byte, the lowest first.
#[derive(Default)]
struct TokenStream(Vec<u8>);

impl TokenStream {
    #[inline]
    fn push(&mut self, token: u32) {
        let mut rest = token;
        while rest >= 0x80 {
            self.0.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        self.0.push(rest as u8);
    }

    fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let mut bytes = self.0.iter();
        core::iter::from_fn(move || {
            let (mut token, mut shift) = (0, 0);
            loop {
                let byte = *bytes.next()?;
                token |= u32::from(byte & 0x7F) << shift;
                if byte < 0x80 {
                    return Some(token);
                }
                shift += 7;
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{OpenError, Section};
    use crate::format::dictionary::Dictionary;
    use crate::format::token_text::{Cursor, TokenText};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn open(bytes: &[u8], dictionary: &[u8]) -> Result<TokenText, OpenError> {
        let dictionary = Dictionary::open(dictionary, 0..dictionary.len(), Section::Organisations)?;
        TokenText::open(
            bytes,
            0..bytes.len(),
            Arc::new(dictionary),
            Section::Organisations,
        )
    }

    fn round_trip(strings: &[&str]) -> usize {
        let Coded {
            strings: bytes,
            dictionary,
        } = train(strings);
        let (bytes, dictionary) = (bytes.whole(), dictionary.unwrap());
        let text = open(&bytes, &dictionary).unwrap();
        for (at, string) in strings.iter().enumerate() {
            let mut out = String::from("x");
            text.get(&bytes, at, &mut out).unwrap();
            assert_eq!(out.strip_prefix('x'), Some(*string));
        }
        assert!(text.get(&bytes, strings.len(), &mut String::new()).is_none());
        // In sequence, then ever wider apart, then back.
        for step in [1, 2, 3, 31, 33] {
            let mut cursor = Cursor::default();
            let places = (0..strings.len()).step_by(step);
            for at in places.clone().chain(places.rev()) {
                let mut out = String::new();
                let run = text.run(&bytes).unwrap();
                run.get_from(&mut cursor, at, &mut out).unwrap();
                assert_eq!(out, strings[at]);
            }
        }
        bytes.len() + dictionary.len()
    }

    #[test]
    fn names_take_a_fraction_of_their_bytes() {
        let regions = ["苏州市", "昆山市", "福州市马尾区", "深圳市"];
        let trades = ["科技", "建筑工程", "贸易", "食品", "环保设备"];
        let forms = ["有限公司", "有限责任公司", "股份有限公司"];
        let names: Vec<String> = (0..4000usize)
            .map(|n| {
                let brand = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"];
                let brand: String = [n / 7 % 8, n / 56 % 8, n * n % 8]
                    .iter()
                    .map(|at| brand[*at])
                    .collect();
                format!(
                    "{}{brand}{}{}",
                    regions[n % 4],
                    trades[n / 3 % 5],
                    forms[n / 11 % 3]
                )
            })
            .collect();
        let strings: Vec<&str> = names.iter().map(String::as_str).collect();
        let raw: usize = strings.iter().map(|name| name.len()).sum();
        let coded = round_trip(&strings);
        assert!(coded * 8 < raw, "{coded} bytes of {raw}");
    }

    #[test]
    fn few_and_odd_strings() {
        round_trip(&[]);
        round_trip(&[""]);
        round_trip(&["", "", "a", "", "𠮷野家"]);
        round_trip(&["a".repeat(5000).as_str(), &"ab".repeat(3000), "ba"]);
    }

    /// Also where a token is marked as the end of a string and is not, or the other way round.
    #[test]
    fn altered_strings_are_the_same_in_sequence_and_alone() {
        let strings: Vec<&str> = ["甲乙", "甲", "", "乙丙甲乙", "丙"]
            .into_iter()
            .cycle()
            .take(40)
            .collect();
        let good = train(&strings);
        let [good, dictionary_of] = [good.strings.whole(), good.dictionary.unwrap()];
        let [strings_len, dictionary] = [good.len(), dictionary_of.len()];
        let good = [good, dictionary_of].concat();
        for bit in 0..(strings_len + dictionary) * 8 {
            let mut altered = good.clone();
            altered[bit / 8] ^= 1 << (bit % 8);
            let (bytes, dictionary) = altered.split_at(strings_len);
            let Ok(text) = open(bytes, dictionary) else {
                continue;
            };
            let mut cursor = Cursor::default();
            for at in 0..strings.len() {
                let (mut alone, mut in_sequence) = (String::new(), String::new());
                let read = text.get(bytes, at, &mut alone);
                let run = text.run(bytes).unwrap();
                let read_in_sequence = run.get_from(&mut cursor, at, &mut in_sequence);
                assert_eq!(
                    (read_in_sequence, in_sequence),
                    (read, alone),
                    "bit {bit}, string {at}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn any_strings_round_trip(strings in prop::collection::vec("[^\0]{0,40}", 0..100)) {
            round_trip(&strings.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
}
