//! A column of optional texts: none at all, one string a row, or a dictionary of strings.
//!
//! | offset | size | field                                                     |
//! |-------:|-----:|-----------------------------------------------------------|
//! |      0 |    1 | form: 0 all absent, 1 one string a row, 2 dictionary      |
//! |      1 |    7 | zero                                                      |
//! |      8 |    8 | length `k` of the index; 0 unless a dictionary            |
//! |     16 |    k | index: an integer column, the string of each row          |
//! |        |      | strings (`token_text`); none in form 0                    |
//!
//! In form 1 an empty string is an absent text.

use super::bytes::Taker;
use super::int_column::IntColumn;
use super::token_text::TokenText;
use crate::error::{OpenError, Section};
use core::ops::Range;
#[cfg(feature = "build")]
use rustc_hash::FxHashMap as HashMap;

/// Where the parts are, relative to the bytes opened from.
#[derive(Clone, Debug)]
pub(crate) enum TextColumn {
    Absent,
    Direct(TokenText),
    Dictionary(IntColumn, TokenText),
}

impl TextColumn {
    /// Reads the column of `rows` texts that fills `range` of `bytes`.
    pub(crate) fn open(
        bytes: &[u8],
        range: Range<usize>,
        rows: usize,
        section: Section,
    ) -> Result<Self, OpenError> {
        let mut taker = Taker::new(bytes.get(range.clone()).unwrap_or_default(), section);
        let form = taker.u8()?;
        taker.zeros(7)?;
        let index_len = taker.size()?;
        let index_at = range.start + taker.offset();
        taker.take(index_len)?;
        let strings_at = range.start + taker.offset();
        let column = match form {
            0 if taker.rest().is_empty() && index_len == 0 => Self::Absent,
            1 if index_len == 0 => {
                let strings = TokenText::open(bytes, strings_at..range.end, section)?;
                if strings.len() != rows {
                    return Err(taker.malformed("a text column does not fit its row count"));
                }
                Self::Direct(strings)
            }
            2 => {
                let strings = TokenText::open(bytes, strings_at..range.end, section)?;
                let count = strings.len() as i64;
                let index = IntColumn::open(bytes, index_at..strings_at, rows, section)?.require(
                    bytes,
                    rows,
                    section,
                    |at| (0..count).contains(&at),
                )?;
                Self::Dictionary(index, strings)
            }
            _ => return Err(taker.malformed("a text column has no known form")),
        };
        Ok(column)
    }

    /// Appends the row's text to `out`; `None` where it is absent.
    pub(crate) fn append(&self, bytes: &[u8], row: usize, out: &mut String) -> Option<()> {
        let before = out.len();
        match self {
            Self::Absent => return None,
            Self::Direct(strings) => strings.get(bytes, row, out)?,
            Self::Dictionary(index, strings) => {
                strings.get(bytes, usize::try_from(index.get(bytes, row)?).ok()?, out)?;
            }
        }
        (out.len() > before).then_some(())
    }

    /// The row's text.
    pub(crate) fn get(&self, bytes: &[u8], row: usize) -> Option<String> {
        let mut out = String::new();
        self.append(bytes, row, &mut out)?;
        Some(out)
    }
}

/// Writes the column; `code` turns strings into a `token_text`.
#[cfg(feature = "build")]
pub(crate) fn encode(rows: &[Option<&str>], code: fn(&[&str]) -> Vec<u8>) -> Vec<u8> {
    let mut place: HashMap<&str, i64> = HashMap::default();
    for text in rows.iter().flatten() {
        place.entry(text).or_default();
    }
    if place.is_empty() {
        return vec![0; 16];
    }
    let direct = place.len() * 2 > rows.len();
    let mut out = vec![if direct { 1 } else { 2 }, 0, 0, 0, 0, 0, 0, 0];
    if direct {
        out.extend_from_slice(&[0; 8]);
        let strings: Vec<&str> = rows.iter().map(|text| text.unwrap_or("")).collect();
        out.extend(code(&strings));
        return out;
    }
    let mut distinct: Vec<&str> = place.keys().copied().collect();
    distinct.sort_unstable();
    for (at, text) in (0..).zip(&distinct) {
        place.insert(text, at);
    }
    let index: Vec<Option<i64>> = rows.iter().map(|text| place.get((*text)?).copied()).collect();
    let index = super::int_column::encode(&index);
    out.extend_from_slice(&(index.len() as u64).to_le_bytes());
    out.extend(index);
    out.extend(code(&distinct));
    out
}
