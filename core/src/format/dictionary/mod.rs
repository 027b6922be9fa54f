//! What the strings of a column are written with: trained tokens under one canonical Huffman code.
//!
//! Every string ends with U+0000, which is part of the text to be coded, so that frequent endings (`有限公司` and
//! the end) become one token. A token is one character or the concatenation of two tokens. One token may stand for any
//! character, which then follows its code: so a dictionary serves strings that it was not trained on.
//!
//! | offset | size | field                                                                  |
//! |-------:|-----:|------------------------------------------------------------------------|
//! |      0 |    4 | alphabet size `a`                                                      |
//! |      4 |    4 | number of tokens `t`                                                   |
//! |      8 |   96 | for lengths 1 to 24: how many tokens have a code of that length, `u32` |
//! |    104 |      | packed: alphabet (21 bits each), tokens, slack                         |
//!
//! Tokens stand in the order of their codes: by length, then by place; tokens that never occur by themselves come
//! last. With `w` the bits needed for `max(t, a)`, a token is `2 w + 1` bits: left, right, and 1 if it ends a string.
//! Where right is `t` the token is the alphabet's character number left, or any character where left is `a`; else it is
//! tokens left and right.
//! Codes are canonical: they count up from 0, and shift left by one where the length grows.

#[cfg(feature = "build")]
mod encode;

#[cfg(feature = "build")]
pub(crate) use encode::{Code, Token, encode};

use super::bits;
use super::bytes::Taker;
use crate::error::{OpenError, Section};
use core::ops::Range;

/// Longest code.
pub(crate) const MAX_CODE: usize = 24;

/// Deepest nesting of tokens; what is nested deeper is not read.
pub(crate) const MAX_DEPTH: usize = 64;

/// Bits of a character, in the alphabet and behind the code that stands for any.
pub(crate) const CHARACTER_BITS: u32 = 21;

/// Longest code that is looked up instead of being searched for.
const SHORT: usize = 11;

/// Bits of a token's number: no dictionary has more tokens, and none more characters. So a token is read at once.
const TOKEN_BITS: u32 = 24;

/// Bits that eight bytes give from any bit of the first on.
pub(crate) const WINDOW: u64 = 57;

/// The right part of a token that is one character, whose scalar value the left part is.
const CHARACTER: u32 = u32::MAX;

/// The right part of the token that stands for any character.
const ANY: u32 = u32::MAX - 1;

/// The right part of a token that refers to what is not there.
const BROKEN: u32 = u32::MAX - 2;

/// Marks in the left part a token that ends a string.
const ENDS: u32 = 1 << 31;

/// A token, taken out of the packed part.
#[derive(Clone, Copy, Debug)]
struct Parts {
    left: u32,
    right: u32,
}

/// A token as it is read, and whether it ends the string.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Read {
    pub(crate) token: u32,
    pub(crate) ends: bool,
}

/// A token and what is to be known of it, packed: the number, whether it ends the string, how many bits it takes, a character
/// behind its code included. A length of 0 stands for a longer code.
#[derive(Clone, Copy, Debug, Default)]
struct ShortCode(u32);

impl ShortCode {
    fn new(token: u32, ends: bool, length: u64) -> Self {
        Self(token << 8 | u32::from(ends) << 7 | length as u32)
    }

    fn length(self) -> u64 {
        u64::from(self.0 & 0x7F)
    }

    fn ends(self) -> bool {
        self.0 & 0x80 != 0
    }

    fn token(self) -> u32 {
        self.0 >> 8
    }
}

/// The tokens, ready to be read. It borrows nothing, so that files may share it.
#[derive(Clone, Debug)]
pub(crate) struct Dictionary {
    tokens: Box<[Parts]>,
    /// For each code length: the first code behind those of that length, aligned to the left of 32 bits, and what to
    /// add to a code to get its token.
    lengths: [(u64, u64); MAX_CODE],
    /// For each [`SHORT`] leading bits of the stream the token they begin with, where its code is no longer
    short: Box<[ShortCode; 1 << SHORT]>,
}

/// Bits of a token reference.
fn reference_width(tokens: u64, alphabet: u64) -> u32 {
    64 - tokens.max(alphabet).leading_zeros()
}

impl Dictionary {
    /// Takes a dictionary, which tells its own length.
    pub(crate) fn take(taker: &mut Taker<'_>) -> Result<Self, OpenError> {
        let (alphabet, tokens) = (u64::from(taker.u32()?), u64::from(taker.u32()?));
        let mut lengths = [(0, 0); MAX_CODE];
        let (mut code, mut used) = (0u64, 0u64);
        for (at, entry) in lengths.iter_mut().enumerate() {
            let (count, length) = (u64::from(taker.u32()?), at as u32 + 1);
            code <<= 1;
            let end = code + count;
            if end > 1 << length {
                return Err(taker.malformed("code lengths exceed the code space"));
            }
            *entry = (end << (32 - length), used.wrapping_sub(code));
            used += count;
            code = end;
        }
        if used > tokens || tokens.max(alphabet) > 1 << TOKEN_BITS {
            return Err(taker.malformed("a dictionary does not fit its counts"));
        }
        let width = reference_width(tokens, alphabet);
        let tokens_at = alphabet * u64::from(CHARACTER_BITS);
        let packed = tokens_at + tokens * u64::from(2 * width + 1);
        let packed = bits::stream_len(packed).unwrap_or(usize::MAX);
        let packed = taker.take(packed)?;
        let mut dictionary = Self {
            // Each takes some bits of the file.
            tokens: (0..tokens)
                .map(|token| Parts::read(packed, tokens_at, token, (tokens, alphabet), width))
                .collect(),
            lengths,
            short: Box::new([ShortCode::default(); 1 << SHORT]),
        };
        dictionary.fill_short();
        Ok(dictionary)
    }

    /// Reads the dictionary that fills `range` of `bytes`.
    pub(crate) fn open(bytes: &[u8], range: Range<usize>, section: Section) -> Result<Self, OpenError> {
        let mut taker = Taker::within(bytes, range, section);
        let dictionary = Self::take(&mut taker)?;
        taker.finish()?;
        Ok(dictionary)
    }

    /// Stands for a dictionary that is not at hand: nothing can be read with it.
    pub(crate) fn unknown() -> Self {
        Self {
            tokens: Box::default(),
            lengths: [(0, 0); MAX_CODE],
            short: Box::new([ShortCode::default(); 1 << SHORT]),
        }
    }

    /// Codes ascend as their lengths do, so each follows where the one before ends.
    fn fill_short(&mut self) {
        let mut short = [ShortCode::default(); 1 << SHORT];
        let (mut free, mut code) = (short.iter_mut(), 0);
        for (length, (limit, add)) in (1..=SHORT).zip(&self.lengths) {
            code <<= 1;
            while code < limit >> (32 - length) {
                let token = code.wrapping_add(*add) as u32;
                let entry = ShortCode::new(token, self.ends(token), self.taken(token, length as u64));
                for slot in free.by_ref().take(1 << (SHORT - length)) {
                    *slot = entry;
                }
                code += 1;
            }
        }
        *self.short = short;
    }

    /// How many tokens there are.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// How many bits the window's first token takes, and whether it ends a string.
    #[inline]
    pub(crate) fn step(&self, window: u64) -> Option<(u64, bool)> {
        let short = *self.short.get((window >> (64 - SHORT)) as usize)?;
        if short.length() > 0 {
            return Some((short.length(), short.ends()));
        }
        let (token, length) = self.search(window)?;
        Some((self.taken(token, length), self.ends(token)))
    }

    /// The token at `bit`, which is moved behind it.
    #[inline]
    pub(crate) fn next(&self, codes: &[u8], bit: &mut u64) -> Option<Read> {
        let window = window(codes, *bit)?;
        let short = *self.short.get((window >> (64 - SHORT)) as usize)?;
        if short.length() > 0 {
            *bit += short.length();
            return Some(Read {
                token: short.token(),
                ends: short.ends(),
            });
        }
        let (token, length) = self.search(window)?;
        *bit += self.taken(token, length);
        Some(Read {
            token,
            ends: self.ends(token),
        })
    }

    /// The token whose code the window begins with, and the code's length. Short codes have been looked up.
    fn search(&self, window: u64) -> Option<(u32, u64)> {
        let lengths = self.lengths.iter().enumerate().skip(SHORT);
        for (at, (limit, add)) in lengths {
            if window >> 32 < *limit {
                let token = (window >> (63 - at)).wrapping_add(*add);
                return Some((token as u32, at as u64 + 1));
            }
        }
        None
    }

    fn parts(&self, token: u32) -> Option<Parts> {
        self.tokens.get(token as usize).copied()
    }

    fn ends(&self, token: u32) -> bool {
        self.parts(token).is_some_and(|parts| parts.left & ENDS != 0)
    }

    /// Whether the token stands for any character.
    #[inline]
    pub(crate) fn is_any(&self, token: u32) -> bool {
        self.parts(token).is_some_and(|parts| parts.right == ANY)
    }

    /// The bits of a token whose code has so many.
    fn taken(&self, token: u32, length: u64) -> u64 {
        match self.is_any(token) {
            true => length + u64::from(CHARACTER_BITS),
            false => length,
        }
    }

    /// Appends the text of a token that was read, up to `bit`; true where it ends the string.
    #[inline]
    pub(crate) fn append(
        &self,
        token: u32,
        codes: &[u8],
        bit: u64,
        room: &mut Room,
        limit: usize,
        out: &mut String,
    ) -> Option<bool> {
        if !self.is_any(token) {
            return self.expand(token, room, limit, out);
        }
        let character = window(codes, bit.checked_sub(u64::from(CHARACTER_BITS))?)? >> (64 - CHARACTER_BITS);
        match char::from_u32(character as u32)? {
            '\0' => None,
            character => {
                out.push(character);
                Some(false)
            }
        }
    }

    /// Appends a token's text; true where it ends the string.
    pub(crate) fn expand(
        &self,
        mut token: u32,
        Room(pending): &mut Room,
        limit: usize,
        out: &mut String,
    ) -> Option<bool> {
        let mut depth = 0;
        loop {
            let Parts { left, right } = self.parts(token)?;
            if right < BROKEN {
                *pending.get_mut(depth)? = right;
                depth += 1;
                token = left & !ENDS;
                continue;
            }
            if right != CHARACTER {
                return None;
            }
            match char::from_u32(left & !ENDS)? {
                '\0' if depth > 0 => return None,
                '\0' => return Some(true),
                character => out.push(character),
            }
            match depth.checked_sub(1) {
                None => return Some(false),
                Some(up) => {
                    depth = up;
                    token = *pending.get(depth)?;
                }
            }
            if out.len() > limit {
                return None;
            }
        }
    }
}

/// Room for what stands to the right of what is being spelled out.
pub(crate) struct Room([u32; MAX_DEPTH]);

impl Default for Room {
    fn default() -> Self {
        Self([0; MAX_DEPTH])
    }
}

impl Parts {
    fn read(packed: &[u8], tokens_at: u64, token: u64, (tokens, alphabet): (u64, u64), width: u32) -> Self {
        let at = tokens_at + token * u64::from(2 * width + 1);
        let parts = bits::read(packed, at, 2 * width + 1);
        let ends = (parts >> (2 * width)) as u32 * ENDS;
        let (left, right) = (parts & bits::mask(width), parts >> width & bits::mask(width));
        let (left, right) = if right == tokens && left < alphabet {
            let character = bits::read(packed, left * u64::from(CHARACTER_BITS), CHARACTER_BITS);
            (character as u32, CHARACTER)
        } else if right == tokens && left == alphabet {
            (0, ANY)
        } else if left < tokens && right < tokens {
            (left as u32, right as u32)
        } else {
            (0, BROKEN)
        };
        Self {
            left: left | ends,
            right,
        }
    }
}

/// The bits from `bit` on, the first uppermost, of which [`WINDOW`] are there; `None` beyond the end.
#[inline]
pub(crate) fn window(codes: &[u8], bit: u64) -> Option<u64> {
    let rest = codes.get(usize::try_from(bit >> 3).ok()?..)?;
    Some(u64::from_be_bytes(*rest.first_chunk::<8>()?) << (bit & 7))
}
