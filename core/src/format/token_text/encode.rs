//! Writing tokenised strings.

use super::{CHARACTER_BITS, MAX_CODE, STRINGS_PER_START, reference_width};
use crate::format::bits;

/// What a trained token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Character(char),
    Pair(u32, u32),
}

/// Strings as numbers of tokens, and what the numbers mean.
pub(crate) struct Tokenised {
    /// A pair refers to tokens before it.
    pub(crate) tokens: Vec<Token>,
    /// How many strings there are.
    pub(crate) strings: usize,
    /// The tokens of all strings; the last token of each ends it.
    pub(crate) text: TokenStream,
}

/// Numbers of tokens, seven bits to a byte, the lowest first.
#[derive(Default)]
pub(crate) struct TokenStream(Vec<u8>);

impl TokenStream {
    #[inline]
    pub(crate) fn push(&mut self, token: u32) {
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

/// Writes tokenised strings. `code_lengths` gives each token's code length, 0 where it never occurs by itself.
#[expect(
    clippy::indexing_slicing,
    reason = "the encoder indexes tables it has made itself"
)]
pub(crate) fn encode(text: &Tokenised, code_lengths: &[u8]) -> Vec<u8> {
    let needed = needed(&text.tokens, code_lengths);
    let mut order: Vec<u32> = (0..text.tokens.len() as u32)
        .filter(|token| needed[*token as usize])
        .collect();
    let rank = |token: &u32| match code_lengths.get(*token as usize) {
        None | Some(0) => u8::MAX,
        Some(length) => *length,
    };
    order.sort_by_key(|token| (rank(token), *token));
    let mut ends = vec![false; text.tokens.len()];
    for (at, token) in text.tokens.iter().enumerate() {
        ends[at] = match token {
            Token::Character(c) => *c == '\0',
            Token::Pair(_, right) => ends[*right as usize],
        };
    }

    let mut counts = [0u32; MAX_CODE];
    let mut codes = vec![0u64; text.tokens.len()];
    let (mut code, mut length) = (0u64, 0u8);
    for token in order.iter().filter(|token| rank(token) != u8::MAX) {
        code <<= rank(token) - length;
        length = rank(token);
        counts[usize::from(length) - 1] += 1;
        codes[*token as usize] = code;
        code += 1;
    }

    let mut stream = MsbWriter::default();
    let mut starts = Vec::with_capacity(text.strings.div_ceil(STRINGS_PER_START));
    let (mut string, mut begins) = (0, true);
    for token in text.text.iter() {
        let token = token as usize;
        if begins && string % STRINGS_PER_START == 0 {
            starts.push(stream.len());
        }
        stream.push(codes[token], u32::from(code_lengths[token]));
        begins = ends[token];
        string += usize::from(begins);
    }
    let start_width = bits::width_of(starts.last().copied().unwrap_or(0));
    let alphabet = alphabet(&text.tokens);
    let packed = pack(&text.tokens, &alphabet, &order, &ends, &starts, start_width);

    let mut out = (text.strings as u64).to_le_bytes().to_vec();
    out.extend_from_slice(&(alphabet.len() as u32).to_le_bytes());
    out.extend_from_slice(&(order.len() as u32).to_le_bytes());
    out.extend_from_slice(&[start_width as u8, 0, 0, 0, 0, 0, 0, 0]);
    for count in counts {
        out.extend_from_slice(&count.to_le_bytes());
    }
    out.extend_from_slice(&(packed.len() as u64).to_le_bytes());
    out.extend(packed);
    out.extend(stream.finish());
    out
}

fn alphabet(tokens: &[Token]) -> Vec<char> {
    let characters = tokens.iter().filter_map(|token| match token {
        Token::Character(c) => Some(*c),
        Token::Pair(..) => None,
    });
    let mut alphabet: Vec<char> = characters.collect();
    alphabet.sort_unstable();
    alphabet
}

/// The packed part: alphabet, the tokens in their order, starts.
#[expect(
    clippy::indexing_slicing,
    reason = "the encoder indexes tables it has made itself"
)]
fn pack(
    tokens: &[Token],
    alphabet: &[char],
    order: &[u32],
    ends: &[bool],
    starts: &[u64],
    start_width: u32,
) -> Vec<u8> {
    let mut place = vec![0u32; tokens.len()];
    for (at, token) in order.iter().enumerate() {
        place[*token as usize] = at as u32;
    }
    let count = order.len() as u64;
    let width = reference_width(count, alphabet.len() as u64);
    let mut packed = bits::BitWriter::default();
    for character in alphabet {
        packed.push(u64::from(u32::from(*character)), CHARACTER_BITS);
    }
    for token in order {
        let (left, right) = match tokens[*token as usize] {
            Token::Character(c) => (alphabet.partition_point(|a| *a < c) as u64, count),
            Token::Pair(left, right) => (u64::from(place[left as usize]), u64::from(place[right as usize])),
        };
        packed.push(left, width);
        packed.push(right, width);
        packed.push(u64::from(ends[*token as usize]), 1);
    }
    for start in starts {
        packed.push(*start, start_width);
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

/// Writes codes, most significant bit first.
#[derive(Default)]
struct MsbWriter {
    bytes: Vec<u8>,
    pending: u64,
    filled: u32,
}

impl MsbWriter {
    fn push(&mut self, code: u64, length: u32) {
        self.pending = self.pending << length | code;
        self.filled += length;
        while self.filled >= 8 {
            self.filled -= 8;
            self.bytes.push((self.pending >> self.filled) as u8);
        }
    }

    fn len(&self) -> u64 {
        self.bytes.len() as u64 * 8 + u64::from(self.filled)
    }

    fn finish(mut self) -> Vec<u8> {
        if self.filled > 0 {
            self.bytes.push((self.pending << (8 - self.filled)) as u8);
        }
        self.bytes.extend_from_slice(&[0; bits::SLACK]);
        self.bytes
    }
}
