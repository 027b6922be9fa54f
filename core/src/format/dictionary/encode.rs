//! Writing dictionaries, and reading them for whoever writes further strings with them.

use super::{CHARACTER, CHARACTER_BITS, Dictionary, ENDS, MAX_CODE, reference_width};
use crate::format::bits;

/// What a trained token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Character(char),
    /// Both come before it
    Pair(u32, u32),
    /// Any character, which follows the code
    Any,
}

/// How a token is written: the code, its length, and whether it ends a string. The length is 0 where it has no code.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Code {
    pub(crate) bits: u64,
    pub(crate) length: u8,
    pub(crate) ends: bool,
}

/// A dictionary's bytes, and the codes of the tokens that it was made of.
pub(crate) struct Written {
    pub(crate) bytes: Vec<u8>,
    pub(crate) codes: Vec<Code>,
}

/// Writes the tokens that occur. `code_lengths` gives each token's code length, 0 where it never occurs by itself.
#[expect(
    clippy::indexing_slicing,
    reason = "the encoder indexes tables it has made itself"
)]
pub(crate) fn encode(tokens: &[Token], code_lengths: &[u8]) -> Written {
    let needed = needed(tokens, code_lengths);
    let mut order: Vec<u32> = (0..tokens.len() as u32)
        .filter(|token| needed[*token as usize])
        .collect();
    let rank = |token: &u32| match code_lengths.get(*token as usize) {
        None | Some(0) => u8::MAX,
        Some(length) => *length,
    };
    order.sort_by_key(|token| (rank(token), *token));
    let mut codes = vec![Code::default(); tokens.len()];
    for (at, token) in tokens.iter().enumerate() {
        codes[at].ends = match token {
            Token::Character(c) => *c == '\0',
            Token::Pair(_, right) => codes[*right as usize].ends,
            Token::Any => false,
        };
    }
    let mut counts = [0u32; MAX_CODE];
    let (mut code, mut length) = (0u64, 0u8);
    for token in order.iter().filter(|token| rank(token) != u8::MAX) {
        code <<= rank(token) - length;
        length = rank(token);
        counts[usize::from(length) - 1] += 1;
        codes[*token as usize].bits = code;
        codes[*token as usize].length = length;
        code += 1;
    }
    let alphabet = alphabet(tokens);
    let mut bytes = (alphabet.len() as u32).to_le_bytes().to_vec();
    bytes.extend_from_slice(&(order.len() as u32).to_le_bytes());
    for count in counts {
        bytes.extend_from_slice(&count.to_le_bytes());
    }
    bytes.extend(pack(tokens, &alphabet, &order, &codes));
    Written { bytes, codes }
}

fn alphabet(tokens: &[Token]) -> Vec<char> {
    let characters = tokens.iter().filter_map(|token| match token {
        Token::Character(c) => Some(*c),
        Token::Pair(..) | Token::Any => None,
    });
    let mut alphabet: Vec<char> = characters.collect();
    alphabet.sort_unstable();
    alphabet
}

/// The packed part: alphabet, the tokens in their order.
#[expect(
    clippy::indexing_slicing,
    reason = "the encoder indexes tables it has made itself"
)]
fn pack(tokens: &[Token], alphabet: &[char], order: &[u32], codes: &[Code]) -> Vec<u8> {
    let mut place = vec![0u32; tokens.len()];
    for (at, token) in order.iter().enumerate() {
        place[*token as usize] = at as u32;
    }
    let (count, characters) = (order.len() as u64, alphabet.len() as u64);
    let width = reference_width(count, characters);
    let mut packed = bits::BitWriter::default();
    for character in alphabet {
        packed.push(u64::from(u32::from(*character)), CHARACTER_BITS);
    }
    for token in order {
        let (left, right) = match tokens[*token as usize] {
            Token::Character(c) => (alphabet.partition_point(|a| *a < c) as u64, count),
            Token::Pair(left, right) => (u64::from(place[left as usize]), u64::from(place[right as usize])),
            Token::Any => (characters, count),
        };
        packed.push(left, width);
        packed.push(right, width);
        packed.push(u64::from(codes[*token as usize].ends), 1);
    }
    packed.finish()
}

/// Which tokens occur, or are part of one that does.
#[expect(
    clippy::indexing_slicing,
    reason = "the encoder indexes tables it has made itself"
)]
fn needed(tokens: &[Token], code_lengths: &[u8]) -> Vec<bool> {
    let mut needed: Vec<bool> = code_lengths.iter().map(|length| *length > 0).collect();
    for (at, token) in tokens.iter().enumerate().rev() {
        if let (true, Token::Pair(left, right)) = (needed[at], token) {
            needed[*left as usize] = true;
            needed[*right as usize] = true;
        }
    }
    needed
}

impl Dictionary {
    /// How each token is written.
    pub(crate) fn codes(&self) -> Vec<Code> {
        let mut codes = Vec::with_capacity(self.len());
        let mut code = 0;
        for (length, (limit, _)) in (1u8..).zip(&self.lengths) {
            code <<= 1;
            while code < limit >> (32 - u32::from(length)) {
                codes.push(Code {
                    bits: code,
                    length,
                    ends: self.ends(codes.len() as u32),
                });
                code += 1;
            }
        }
        codes.resize(self.len(), Code::default());
        codes
    }

    /// The character that a token is by itself.
    pub(crate) fn character(&self, token: u32) -> Option<char> {
        let parts = self.parts(token).filter(|parts| parts.right == CHARACTER)?;
        char::from_u32(parts.left & !ENDS)
    }
}
