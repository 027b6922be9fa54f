//! Byte-pair encoding of a sample (P. Gage, "A New Algorithm for Data Compression", 1994): the pair of neighbours that
//! occurs most often becomes a token, again and again.
//!
//! A pair's places are noted once, when it comes into being: later merges can only take some of them away. So the queue
//! holds counts that may be too high, and a pair is counted again when its turn comes.

use crate::format::dictionary::{MAX_DEPTH, Token};
use rustc_hash::FxHashMap as HashMap;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The token of a place that has become part of the token before it; the neighbour that a string's ends lack.
const NONE: u32 = u32::MAX;

/// Two neighbouring tokens.
type Pair = (u32, u32);

/// The strings of a sample as chains of tokens, each at the place of its first symbol.
struct Chain {
    token: Vec<u32>,
    /// The places of the neighbours, inside a string
    before: Vec<u32>,
    after: Vec<u32>,
}

/// A pair in the queue: the most frequent first, of equal ones the smaller.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Waiting {
    count: u32,
    pair: Reverse<Pair>,
    places: Vec<u32>,
}

/// Tokens, the alphabet's first, and how often each occurs in the sample. `sample` holds symbols, every string's last
/// one being `end`; pairs that occur less than `least` times make no token.
pub(super) fn train(
    alphabet: &[char],
    sample: Vec<u32>,
    end: u32,
    least: u32,
    most_tokens: usize,
) -> (Vec<Token>, Vec<u64>) {
    let mut tokens: Vec<Token> = alphabet.iter().map(|c| Token::Character(*c)).collect();
    let mut depths = vec![0usize; tokens.len()];
    let mut chain = Chain::of(sample, end);
    let mut queue = chain.first_pairs(least);
    while tokens.len() < most_tokens
        && let Some(Waiting {
            pair,
            mut places,
            count,
        }) = queue.pop()
    {
        let Reverse((left, right)) = pair;
        places.retain(|place| chain.pair_at(*place) == Some((left, right)));
        let found = places.len() as u32;
        if found < count {
            if found >= least {
                queue.push(Waiting {
                    count: found,
                    pair,
                    places,
                });
            }
            continue;
        }
        let depth = depths[left as usize].max(depths[right as usize]) + 1;
        if depth + 1 >= MAX_DEPTH {
            continue;
        }
        let token = tokens.len() as u32;
        tokens.push(Token::Pair(left, right));
        depths.push(depth);
        places.retain(|place| chain.merge(*place, (left, right), token));
        queue.extend(chain.new_pairs(&places, token, least));
    }
    let mut counts = vec![0; tokens.len()];
    for token in chain.token.iter().filter(|token| **token != NONE) {
        counts[*token as usize] += 1;
    }
    (tokens, counts)
}

impl Chain {
    fn of(symbols: Vec<u32>, end: u32) -> Self {
        let mut before = vec![NONE; symbols.len()];
        let mut after = vec![NONE; symbols.len()];
        for at in 1..symbols.len() {
            if symbols[at - 1] != end {
                before[at] = at as u32 - 1;
                after[at - 1] = at as u32;
            }
        }
        Self {
            token: symbols,
            before,
            after,
        }
    }

    fn pair_at(&self, place: u32) -> Option<Pair> {
        let token = self.token[place as usize];
        let after = self.after[place as usize];
        (token != NONE && after != NONE).then(|| (token, self.token[after as usize]))
    }

    /// Makes one token of the pair, unless a merge just before took part of it.
    fn merge(&mut self, place: u32, pair: Pair, token: u32) -> bool {
        if self.pair_at(place) != Some(pair) {
            return false;
        }
        let right = self.after[place as usize] as usize;
        let next = self.after[right];
        self.token[place as usize] = token;
        self.token[right] = NONE;
        self.after[place as usize] = next;
        if next != NONE {
            self.before[next as usize] = place;
        }
        true
    }

    fn first_pairs(&self, least: u32) -> BinaryHeap<Waiting> {
        let mut counts: HashMap<Pair, u32> = HashMap::default();
        let places = 0..self.token.len() as u32;
        for pair in places.clone().filter_map(|place| self.pair_at(place)) {
            *counts.entry(pair).or_default() += 1;
        }
        counts.retain(|_, count| *count >= least);
        let mut found: HashMap<Pair, Vec<u32>> = HashMap::default();
        for (pair, count) in counts {
            found.insert(pair, Vec::with_capacity(count as usize));
        }
        for place in places {
            if let Some(places) = self.pair_at(place).and_then(|pair| found.get_mut(&pair)) {
                places.push(place);
            }
        }
        let waiting = found.into_iter().map(|(pair, places)| Waiting {
            count: places.len() as u32,
            pair: Reverse(pair),
            places,
        });
        waiting.collect()
    }

    /// The pairs that a token just made has come into, at `places`.
    fn new_pairs(&self, places: &[u32], token: u32, least: u32) -> Vec<Waiting> {
        let mut found: Vec<(Pair, u32)> = Vec::new();
        for place in places {
            found.extend(self.pair_at(*place).map(|pair| (pair, *place)));
            let before = self.before[*place as usize];
            if before != NONE && self.token[before as usize] != token {
                found.extend(self.pair_at(before).map(|pair| (pair, before)));
            }
        }
        found.sort_unstable();
        found
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|run| run.len() >= least as usize)
            .map(|run| Waiting {
                count: run.len() as u32,
                pair: Reverse(run[0].0),
                places: run.iter().map(|(_, place)| *place).collect(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trained(texts: &[&str]) -> Vec<String> {
        let alphabet: Vec<char> = "\0abc".chars().collect();
        let number = |c: char| alphabet.iter().position(|other| *other == c).unwrap() as u32;
        let sample = texts
            .iter()
            .flat_map(|text| text.chars().chain(['\0']).map(number));
        let (tokens, counts) = train(&alphabet, sample.collect(), 0, 2, 100);
        let mut spelled: Vec<String> = Vec::new();
        for token in &tokens {
            spelled.push(match token {
                Token::Character(c) => c.to_string(),
                Token::Pair(left, right) => {
                    format!("{}{}", spelled[*left as usize], spelled[*right as usize])
                }
                Token::Any => unreachable!(),
            });
        }
        let total: usize = spelled
            .iter()
            .zip(&counts)
            .map(|(text, count)| text.len() * *count as usize)
            .sum();
        assert_eq!(total, texts.iter().map(|text| text.len() + 1).sum::<usize>());
        spelled.split_off(alphabet.len())
    }

    #[test]
    fn the_most_frequent_pair_comes_first_and_grows() {
        assert_eq!(
            trained(&["abc", "abc", "ab", "cab"]),
            ["ab", "c\0", "ab\0", "abc\0"]
        );
    }

    #[test]
    fn pairs_of_one_symbol_do_not_overlap() {
        assert_eq!(trained(&["aaaa", "aaa"]), ["aa"]);
    }

    #[test]
    fn nothing_repeats_across_strings() {
        assert!(trained(&["a", "b", "c"]).is_empty());
        assert!(trained(&[]).is_empty());
    }
}
