//! Trains the tokens of a text column and cuts its strings into them.
//!
//! Tokens are trained on a sample. The strings are then cut so that the Huffman codes of their tokens take the fewest
//! bits.

use super::alphabet::Alphabet;
use super::huffman::code_lengths;
use super::pairs;
use super::trie::Trie;
use crate::format::token_text::{self, TokenStream, Tokenised};

/// Characters looked at in training.
const SAMPLE: usize = 750_000;

/// Most tokens of a column, so that a reference takes 16 bits.
const MAX_TOKENS: usize = 65_000;

/// How often a pair must occur to be worth its place in the token table, in all strings.
const WORTH: u32 = 8;

/// Strings as a `token_text`.
pub(crate) fn encode(strings: &[&str]) -> Vec<u8> {
    let alphabet = Alphabet::of(strings);
    let size: usize = strings.iter().map(|text| text.len() / 3 + 1).sum();
    let step = size.div_ceil(SAMPLE).max(1);
    let sample = || strings.iter().step_by(step);

    let mut symbols = Vec::new();
    sample().for_each(|text| alphabet.spell(text, &mut symbols));
    let least = WORTH.div_ceil(step as u32).max(3);
    let (tokens, counts) = pairs::train(&alphabet.characters, symbols, 0, least, MAX_TOKENS);

    let mut trie = Trie::of(&tokens, alphabet.characters.len());
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
    let text = Tokenised {
        tokens,
        strings: strings.len(),
        text,
    };
    token_text::encode(&text, &code_lengths(&counts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Section;
    use crate::format::token_text::{Cursor, TokenText};
    use proptest::prelude::*;

    fn round_trip(strings: &[&str]) -> usize {
        let bytes = encode(strings);
        let text = TokenText::open(&bytes, 0..bytes.len(), Section::Organisations).unwrap();
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
                text.get_from(&mut cursor, &bytes, at, &mut out).unwrap();
                assert_eq!(out, strings[at]);
            }
        }
        bytes.len()
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
        let good = encode(&strings);
        for bit in 0..good.len() * 8 {
            let mut bytes = good.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let Ok(text) = TokenText::open(&bytes, 0..bytes.len(), Section::Organisations) else {
                continue;
            };
            let mut cursor = Cursor::default();
            for at in 0..strings.len() {
                let (mut alone, mut in_sequence) = (String::new(), String::new());
                let read = text.get(&bytes, at, &mut alone);
                let read_in_sequence = text.get_from(&mut cursor, &bytes, at, &mut in_sequence);
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
