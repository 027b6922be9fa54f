//! Trains the tokens of a text column and cuts its strings into them.
//!
//! Training is byte-pair encoding over characters in batches (P. Gage, "A New Algorithm for Data Compression", 1994):
//! in each round every pair of neighbours that occurs often enough in a sample becomes a token. The strings are then
//! cut so that the Huffman codes of their tokens take the fewest bits.

use super::huffman::code_lengths;
use super::trie::Trie;
use crate::format::token_text::{self, MAX_DEPTH, Token, Tokenised};
use rustc_hash::FxHashMap as HashMap;

/// Strings looked at in training.
const SAMPLE: usize = 120_000;

/// Most tokens of a column, so that a reference takes 16 bits.
const MAX_TOKENS: usize = 65_000;

/// How often a pair must occur to be worth its place in the token table, in all strings.
const WORTH: u32 = 8;

/// Strings as a `token_text`.
pub(super) fn encode(strings: &[&str]) -> Vec<u8> {
    let alphabet = Alphabet::of(strings);
    let step = strings.len().div_ceil(SAMPLE).max(1);
    let sample: Vec<Vec<u32>> = strings
        .iter()
        .step_by(step)
        .map(|text| alphabet.symbols(text))
        .collect();
    let (tokens, counts) = train(&alphabet, sample.clone(), step as u32);
    let lengths = code_lengths(&counts);

    let trie = Trie::of(&tokens, alphabet.characters.len());
    let mut scratch = Vec::new();
    let mut counts = vec![1u64; tokens.len()];
    for symbols in &sample {
        trie.cut(symbols, &lengths, &mut scratch, |token| {
            counts[token as usize] += step as u64
        });
    }
    drop(sample);
    let lengths = code_lengths(&counts);
    let mut counts = vec![0u64; tokens.len()];
    let (mut text, mut symbols) = (Vec::new(), Vec::new());
    for string in strings {
        alphabet.spell(string, &mut symbols);
        trie.cut(&symbols, &lengths, &mut scratch, |token| {
            counts[token as usize] += 1;
            text.push(token);
        });
    }
    let text = drop_unused(
        Tokenised {
            tokens,
            strings: strings.len(),
            text,
        },
        &mut counts,
    );
    token_text::encode(&text, &code_lengths(&counts))
}

/// The characters that occur, U+0000 for the end among them.
struct Alphabet {
    characters: Vec<char>,
    number: HashMap<char, u32>,
}

impl Alphabet {
    fn of(strings: &[&str]) -> Self {
        let mut number: HashMap<char, u32> = strings
            .iter()
            .flat_map(|text| text.chars())
            .map(|c| (c, 0))
            .collect();
        number.insert('\0', 0);
        let mut characters: Vec<char> = number.keys().copied().collect();
        characters.sort_unstable();
        for (at, character) in characters.iter().enumerate() {
            number.insert(*character, at as u32);
        }
        Self { characters, number }
    }

    fn spell(&self, text: &str, symbols: &mut Vec<u32>) {
        symbols.clear();
        symbols.extend(text.chars().chain(['\0']).map(|c| self.number[&c]));
    }

    fn symbols(&self, text: &str) -> Vec<u32> {
        let mut symbols = Vec::new();
        self.spell(text, &mut symbols);
        symbols
    }
}

/// Tokens, characters first, and how often each occurs in the sample.
fn train(alphabet: &Alphabet, mut sample: Vec<Vec<u32>>, step: u32) -> (Vec<Token>, Vec<u64>) {
    let mut tokens: Vec<Token> = alphabet.characters.iter().map(|c| Token::Character(*c)).collect();
    let mut depths = vec![0usize; tokens.len()];
    let least = WORTH.div_ceil(step).max(3);
    let mut threshold = u32::MAX;
    loop {
        let pairs = frequent_pairs(&sample, least, &depths);
        let Some((_, most)) = pairs.first() else { break };
        threshold = (threshold / 4 * 3).min(most / 4 * 3).max(least);
        let room = MAX_TOKENS.saturating_sub(tokens.len());
        let mut merged = HashMap::default();
        for ((left, right), _) in pairs
            .into_iter()
            .take_while(|(_, count)| *count >= threshold)
            .take(room)
        {
            merged.insert((left, right), tokens.len() as u32);
            tokens.push(Token::Pair(left, right));
            depths.push(depths[left as usize].max(depths[right as usize]) + 1);
        }
        if merged.is_empty() {
            break;
        }
        for string in &mut sample {
            merge(string, &merged);
        }
    }
    let mut counts = vec![0; tokens.len()];
    for token in sample.iter().flatten() {
        counts[*token as usize] += 1;
    }
    (tokens, counts)
}

/// Pairs that occur at least `least` times, the most frequent first.
fn frequent_pairs(sample: &[Vec<u32>], least: u32, depths: &[usize]) -> Vec<((u32, u32), u32)> {
    let mut counts: HashMap<(u32, u32), u32> = HashMap::default();
    for pair in sample.iter().flat_map(|string| string.windows(2)) {
        *counts.entry((pair[0], pair[1])).or_default() += 1;
    }
    let shallow = |token: u32| depths[token as usize] + 2 < MAX_DEPTH;
    let mut pairs: Vec<_> = counts
        .into_iter()
        .filter(|((left, right), count)| *count >= least && shallow(*left) && shallow(*right))
        .collect();
    pairs.sort_unstable_by_key(|(pair, count)| (std::cmp::Reverse(*count), *pair));
    pairs
}

fn merge(string: &mut Vec<u32>, merged: &HashMap<(u32, u32), u32>) {
    let (mut from, mut to) = (0, 0);
    while from < string.len() {
        let pair = string
            .get(from + 1)
            .and_then(|next| merged.get(&(string[from], *next)));
        let (token, taken) = pair.map_or((string[from], 1), |token| (*token, 2));
        string[to] = token;
        to += 1;
        from += taken;
    }
    string.truncate(to);
}

/// Drops tokens that neither occur nor are part of one that does.
fn drop_unused(text: Tokenised, counts: &mut Vec<u64>) -> Tokenised {
    let strings = text.strings;
    let mut needed: Vec<bool> = counts.iter().map(|count| *count > 0).collect();
    for at in (0..needed.len()).rev() {
        if let (true, Token::Pair(left, right)) = (needed[at], text.tokens[at]) {
            needed[left as usize] = true;
            needed[right as usize] = true;
        }
    }
    let mut place = vec![0u32; needed.len()];
    let mut tokens = Vec::new();
    let mut kept = Vec::new();
    for (at, token) in text.tokens.into_iter().enumerate().filter(|(at, _)| needed[*at]) {
        place[at] = tokens.len() as u32;
        kept.push(counts[at]);
        tokens.push(match token {
            Token::Pair(left, right) => Token::Pair(place[left as usize], place[right as usize]),
            character => character,
        });
    }
    *counts = kept;
    let mut text = text.text;
    text.iter_mut().for_each(|token| *token = place[*token as usize]);
    Tokenised {
        tokens,
        strings,
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Section;
    use crate::format::token_text::TokenText;
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

    proptest! {
        #[test]
        fn any_strings_round_trip(strings in prop::collection::vec("[^\0]{0,40}", 0..100)) {
            round_trip(&strings.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
}
