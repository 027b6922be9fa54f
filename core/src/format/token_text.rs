//! Strings with random access: trained tokens under one canonical Huffman code, a start every 32 strings.
//!
//! Every string ends with U+0000, which is part of the text to be coded, so that frequent endings (`有限公司` and
//! the end) become one token. A token is one character or the concatenation of two tokens.
//!
//! | offset | size | field                                                                  |
//! |-------:|-----:|------------------------------------------------------------------------|
//! |      0 |    8 | number of strings `n`                                                  |
//! |      8 |    4 | alphabet size `a`                                                      |
//! |     12 |    4 | number of tokens `t`                                                   |
//! |     16 |    1 | width of a start in bits `s`                                           |
//! |     17 |    7 | zero                                                                   |
//! |     24 |   96 | for lengths 1 to 24: how many tokens have a code of that length, `u32` |
//! |    120 |    8 | length of the packed part in bytes                                     |
//! |    128 |      | packed: alphabet (21 bits each), tokens, starts (`s` bits each), slack |
//! |        |      | code stream, most significant bit first, 8 bytes of slack              |
//!
//! Tokens stand in the order of their codes: by length, then by place; tokens that never occur by themselves come
//! last. With `w` the bits needed for `max(t, a)`, a token is `2 w + 1` bits: left, right, and 1 if it ends a string.
//! Where right is `t` the token is the alphabet's character number left, else it is tokens left and right.
//! Codes are canonical: they count up from 0, and shift left by one where the length grows.

#[cfg(feature = "build")]
mod encode;
mod memo;

#[cfg(feature = "build")]
pub(crate) use encode::{Token, TokenStream, Tokenised, encode};
pub(crate) use memo::InOrder;

use super::bits;
use super::bytes::Taker;
use crate::error::{OpenError, Section};
use core::ops::Range;

/// Strings between two starts.
pub(crate) const STRINGS_PER_START: usize = 32;

/// Longest code.
pub(crate) const MAX_CODE: usize = 24;

/// Deepest nesting of tokens; what is nested deeper is not read.
pub(crate) const MAX_DEPTH: usize = 64;

/// Longest text decoded, in bytes: far above what intake lets through.
const MAX_TEXT: usize = 1 << 20;

const CHARACTER_BITS: u32 = 21;

/// Where the parts are, relative to the bytes opened from.
#[derive(Clone, Debug)]
pub(crate) struct TokenText {
    strings: usize,
    tokens: u64,
    width: u32,
    start_width: u32,
    tokens_at: u64,
    starts_at: u64,
    packed: Range<usize>,
    codes: Range<usize>,
    /// For each code length: the first code behind those of that length, aligned to the left of 32 bits, and what to
    /// add to a code to get its token.
    lengths: [(u64, u64); MAX_CODE],
    /// For each [`SHORT`] leading bits of the stream the token they begin with, where its code is no longer
    short: Box<[ShortCode; 1 << SHORT]>,
}

/// Longest code that is looked up instead of being searched for.
const SHORT: usize = 11;

/// Bits that eight bytes give from any bit of the first on.
const WINDOW: u64 = 57;

/// Bits of a token's number in a [`ShortCode`].
const TOKEN_BITS: u32 = 24;

/// A token and what is to be known of it, packed: the number, whether it ends the string, the length of its code. A length of
/// 0 stands for a longer code.
#[derive(Clone, Copy, Debug, Default)]
struct ShortCode(u32);

impl ShortCode {
    /// `None` where the numbers are too great to be packed.
    fn new(token: u64, ends: bool, length: usize) -> Option<Self> {
        let token = u32::try_from(token)
            .ok()
            .filter(|token| *token < 1 << TOKEN_BITS)?;
        Some(Self(token << 8 | u32::from(ends) << 7 | length as u32))
    }

    fn length(self) -> u64 {
        u64::from(self.0 & 0x7F)
    }

    fn ends(self) -> bool {
        self.0 & 0x80 != 0
    }

    fn token(self) -> u64 {
        u64::from(self.0 >> 8)
    }
}

/// Where a reader of one text stands: before which string, and at which bit.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cursor {
    string: usize,
    bit: u64,
}

/// A token as it is read, and whether it ends the string.
type Read = (u64, bool);

/// Bits of a token reference.
fn reference_width(tokens: u64, alphabet: u64) -> u32 {
    64 - tokens.max(alphabet).leading_zeros()
}

impl TokenText {
    /// Reads the strings that fill `range` of `bytes`.
    pub(crate) fn open(bytes: &[u8], range: Range<usize>, section: Section) -> Result<Self, OpenError> {
        let mut taker = Taker::within(bytes, range.clone(), section);
        let strings = taker.size()?;
        let (alphabet, tokens) = (u64::from(taker.u32()?), u64::from(taker.u32()?));
        let start_width = u32::from(taker.u8()?);
        taker.zeros(7)?;
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
        let packed_len = taker.size()?;
        let packed_at = range.start + taker.offset();
        taker.take(packed_len)?;
        let codes_at = range.start + taker.offset();
        let width = reference_width(tokens, alphabet);
        let tokens_at = alphabet * u64::from(CHARACTER_BITS);
        let starts_at = tokens_at + tokens * u64::from(2 * width + 1);
        let starts = strings.div_ceil(STRINGS_PER_START) as u64;
        let packed_bits = starts
            .checked_mul(u64::from(start_width))
            .and_then(|bits| bits.checked_add(starts_at));
        if used > tokens
            || start_width > bits::MAX_WIDTH
            || packed_bits.and_then(bits::stream_len) != Some(packed_len)
            || taker.rest().len() < bits::SLACK
            // A string takes at least one bit.
            || (strings as u64).div_ceil(8) > (taker.rest().len() - bits::SLACK) as u64
        {
            return Err(taker.malformed("a text does not fit its counts"));
        }
        let mut text = Self {
            strings,
            tokens,
            width,
            start_width,
            tokens_at,
            starts_at,
            packed: packed_at..codes_at,
            codes: codes_at..range.end,
            lengths,
            short: Box::new([ShortCode::default(); 1 << SHORT]),
        };
        text.fill_short(bytes.get(packed_at..codes_at).unwrap_or_default());
        Ok(text)
    }

    /// Codes ascend as their lengths do, so each follows where the one before ends.
    fn fill_short(&mut self, packed: &[u8]) {
        let mut short = [ShortCode::default(); 1 << SHORT];
        let (mut free, mut code) = (short.iter_mut(), 0);
        for (length, (limit, add)) in (1..=SHORT).zip(&self.lengths) {
            code <<= 1;
            while code < limit >> (32 - length) {
                let token = code.wrapping_add(*add);
                let entry = ShortCode::new(token, self.ends(packed, token), length).unwrap_or_default();
                for slot in free.by_ref().take(1 << (SHORT - length)) {
                    *slot = entry;
                }
                code += 1;
            }
        }
        *self.short = short;
    }

    /// How many strings there are.
    pub(crate) fn len(&self) -> usize {
        self.strings
    }

    /// Appends string `at` to `out`; `None` where there is no such string or the bytes make no sense.
    pub(crate) fn get(&self, bytes: &[u8], at: usize, out: &mut String) -> Option<()> {
        self.get_from(&mut Cursor::default(), bytes, at, out)
    }

    /// The same beginning at the cursor, where that stands between the start before the string and the string. It is
    /// moved behind the string. What is read does not depend on the cursor, whatever the bytes.
    pub(crate) fn get_from(
        &self,
        cursor: &mut Cursor,
        bytes: &[u8],
        at: usize,
        out: &mut String,
    ) -> Option<()> {
        self.get_within(MAX_TEXT, cursor, bytes, at, out)
    }

    /// The same of a text that may have so many bytes; `None` where it is longer. A little more may be appended then.
    pub(crate) fn get_within(
        &self,
        most: usize,
        cursor: &mut Cursor,
        bytes: &[u8],
        at: usize,
        out: &mut String,
    ) -> Option<()> {
        if at >= self.strings {
            return None;
        }
        let packed = bytes.get(self.packed.clone())?;
        let codes = bytes.get(self.codes.clone())?;
        let start = at / STRINGS_PER_START * STRINGS_PER_START;
        let Cursor { string, mut bit } = *cursor;
        let skipped = if (start + 1..=at).contains(&string) {
            at - string
        } else {
            bit = self.start(packed, at);
            at % STRINGS_PER_START
        };
        self.skip(packed, codes, &mut bit, skipped)?;
        let limit = out.len() + most;
        let mut pending = [0; MAX_DEPTH];
        while out.len() <= limit {
            let (token, is_marked) = self.next(packed, codes, &mut bit)?;
            let ends = self.expand(packed, token, &mut pending, limit, out)?;
            // Where a token is not marked as what it is, skipping the string would not end where reading it does.
            if is_marked != ends {
                return None;
            }
            if ends {
                *cursor = Cursor { string: at + 1, bit };
                return Some(());
            }
        }
        None
    }

    /// The bit at which the strings begin among which string `at` is.
    fn start(&self, packed: &[u8], at: usize) -> u64 {
        let start = (at / STRINGS_PER_START) as u64 * u64::from(self.start_width) + self.starts_at;
        bits::read(packed, start, self.start_width)
    }

    /// Moves behind so many strings. As many codes as eight bytes hold are read at a time.
    fn skip(&self, packed: &[u8], codes: &[u8], bit: &mut u64, mut strings: usize) -> Option<()> {
        while strings > 0 {
            let mut window = window(codes, *bit)?;
            let mut used = 0;
            while strings > 0 && used <= WINDOW - MAX_CODE as u64 {
                let (length, ends) = self.step(packed, window)?;
                window <<= length;
                used += length;
                strings -= usize::from(ends);
            }
            *bit += used;
        }
        Some(())
    }

    /// The length of the code that the window begins with, and whether it ends a string.
    #[inline]
    fn step(&self, packed: &[u8], window: u64) -> Option<(u64, bool)> {
        let short = *self.short.get((window >> (64 - SHORT)) as usize)?;
        if short.length() > 0 {
            return Some((short.length(), short.ends()));
        }
        let (token, length) = self.search(window)?;
        Some((length as u64, self.ends(packed, token)))
    }

    #[inline]
    fn next(&self, packed: &[u8], codes: &[u8], bit: &mut u64) -> Option<Read> {
        let window = window(codes, *bit)?;
        let short = *self.short.get((window >> (64 - SHORT)) as usize)?;
        if short.length() > 0 {
            *bit += short.length();
            return Some((short.token(), short.ends()));
        }
        let (token, length) = self.search(window)?;
        *bit += length as u64;
        Some((token, self.ends(packed, token)))
    }

    /// The token whose code the window begins with, and the code's length. Short codes have been looked up, unless there
    /// are too many tokens for that.
    fn search(&self, window: u64) -> Option<(u64, usize)> {
        let looked_up = if self.tokens < 1 << TOKEN_BITS { SHORT } else { 0 };
        let lengths = self.lengths.iter().enumerate().skip(looked_up);
        for (at, (limit, add)) in lengths {
            if window >> 32 < *limit {
                return Some(((window >> (63 - at)).wrapping_add(*add), at + 1));
            }
        }
        None
    }

    fn ends(&self, packed: &[u8], token: u64) -> bool {
        let stride = u64::from(2 * self.width + 1);
        bits::read(packed, self.tokens_at + token * stride + stride - 1, 1) == 1
    }

    /// Appends a token's text; true where it ends the string. `pending` is room for what stands to the right.
    fn expand(
        &self,
        packed: &[u8],
        mut token: u64,
        pending: &mut [u32; MAX_DEPTH],
        limit: usize,
        out: &mut String,
    ) -> Option<bool> {
        const CHARACTER: u64 = (1 << CHARACTER_BITS) - 1;
        let stride = u64::from(2 * self.width + 1);
        let mask = bits::mask(self.width);
        let is_narrow = 2 * self.width <= bits::MAX_WIDTH;
        let mut depth = 0;
        loop {
            let at = self.tokens_at + token * stride;
            let pair = match is_narrow {
                true => bits::load(packed, at),
                false => bits::read_wide(packed, at, 2 * self.width),
            };
            let (left, right) = (pair & mask, pair >> self.width & mask);
            if right != self.tokens {
                if left >= self.tokens || right > self.tokens {
                    return None;
                }
                *pending.get_mut(depth)? = right as u32;
                depth += 1;
                token = left;
                continue;
            }
            let character_at = left * u64::from(CHARACTER_BITS);
            // The tokens begin where the alphabet ends.
            if character_at >= self.tokens_at {
                return None;
            }
            let character = bits::load(packed, character_at) & CHARACTER;
            match char::from_u32(character as u32)? {
                '\0' if depth > 0 => return None,
                '\0' => return Some(true),
                character => out.push(character),
            }
            match depth.checked_sub(1) {
                None => return Some(false),
                Some(up) => {
                    depth = up;
                    token = u64::from(*pending.get(depth)?);
                }
            }
            if out.len() > limit {
                return None;
            }
        }
    }
}

/// The bits from `bit` on, the first uppermost, of which [`WINDOW`] are there; `None` beyond the end.
#[inline]
fn window(codes: &[u8], bit: u64) -> Option<u64> {
    let rest = codes.get(usize::try_from(bit >> 3).ok()?..)?;
    Some(u64::from_be_bytes(*rest.first_chunk::<8>()?) << (bit & 7))
}

#[cfg(all(test, feature = "build"))]
mod tests;
