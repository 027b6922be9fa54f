//! The skeleton of a name: what is left of it when its looks, and nothing else, are compared.
//!
//! Each character goes its own way, but for nought in a number: decomposed (NFKD), then each part becomes what
//! `characters.txt` says, or stays where `ranges.txt` keeps it, or is dropped. All that is left are letters, digits and
//! ideographs that mean themselves, so a skeleton is its own skeleton. Both files are written by `cargo xtask skeleton`; a name never confirms, so they fold boldly.

mod tables;
#[cfg(test)]
pub(super) mod tests;

use super::super::digits;
use super::nfkc;
use tables::{Fate, Tables, tables};

/// The key of a name: letters in upper case, digits and ideographs, look-alikes and variants as one, all else dropped. Takes a
/// folded text, or a key, as well as a raw one.
///
/// ```
/// use jrp_core::subject::name::key;
/// assert_eq!(key("\u{ff21}-b\u{ff08}\u{6df8}\u{ff09}"), key("AB\u{6e05}"));
/// ```
pub fn key(text: &str) -> String {
    let tables = tables();
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        // Nearly all are common ideographs.
        match tables.common(c).or_else(|| plain(c)) {
            Some(c) => key.push(c),
            None if c.is_ascii() => {}
            None => nfkc::decomposed(c, |part| push(tables, part, &mut key)),
        }
    }
    match key.contains(NOUGHT) {
        true => with_circles(&key),
        false => key,
    }
}

/// Nought as a word. In a number it stands for the circle, which looks like a letter.
const NOUGHT: char = '\u{96F6}';
const CIRCLE: char = 'O';

/// A key in which nought among numerals is the circle.
fn with_circles(key: &str) -> String {
    let is_nought = |c: char| matches!(c, NOUGHT | CIRCLE);
    let is_numeral = |c: char| !is_nought(c) && digits::numeral(c).is_some();
    let is_in_number = |c: char| is_nought(c) || is_numeral(c);
    let mut other = String::with_capacity(key.len());
    let mut rest = key;
    while let Some(start) = rest.find(is_in_number) {
        let (text, number) = rest.split_at(start);
        let length = number.find(|c| !is_in_number(c)).unwrap_or(number.len());
        let (run, behind) = number.split_at(length);
        other.push_str(text);
        match run.contains(is_numeral) {
            true => other.extend(run.chars().map(|c| if c == NOUGHT { CIRCLE } else { c })),
            false => other.push_str(run),
        }
        rest = behind;
    }
    other + rest
}

/// Whether a name holds characters that cannot stand in one.
pub(super) fn unreadable(text: &str) -> bool {
    let tables = tables();
    text.chars().any(|c| {
        let mut missed = false;
        if c == '?' || !c.is_ascii() && tables.common(c).is_none() {
            nfkc::decomposed(c, |part| missed |= is_missed(tables, part));
        }
        missed
    })
}

/// ASCII letters and digits, of full width too: upper case, look-alikes as one.
fn plain(c: char) -> Option<char> {
    let c = super::super::clean::half_width(c);
    let c = c.to_ascii_uppercase();
    match c {
        '0' => Some('O'),
        '1' | 'I' => Some('L'),
        c if c.is_ascii_alphanumeric() => Some(c),
        _ => None,
    }
}

fn push(tables: &Tables, part: char, key: &mut String) {
    if part.is_ascii() {
        key.extend(plain(part));
    } else if let Some(row) = tables.row(part) {
        key.extend(row);
    } else if tables.fate(part) == Fate::Kept {
        key.push(part);
    }
}

fn is_missed(tables: &Tables, part: char) -> bool {
    plain(part).is_none() && tables.row(part).is_none() && tables.fate(part) == Fate::Missed
}
