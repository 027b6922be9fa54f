//! NFKC (Unicode Standard Annex 15) over tables a quarter the size of the usual ones.
//!
//! The tables of the `unicode-normalization` crate are made for speed and were a fifth of the web module; names seldom
//! need them, for what is Han, ASCII or full width takes a shorter way. Here they are written small, and read once where
//! first needed. The crate stays the oracle: a test writes the tables from it, others compare every character and the
//! pairs that join.

mod tables;
#[cfg(test)]
mod tests;

use crate::order;
use tables::{Tables, tables};

/// Hangul syllables are computed: first and number of leading consonants, vowels, trailing consonants, syllables.
const L: (u32, u32) = (0x1100, 19);
const V: (u32, u32) = (0x1161, 21);
/// One before the first trailing consonant stands for none.
const T: (u32, u32) = (0x11A7, 28);
const S: (u32, u32) = (0xAC00, 19 * 21 * 28);

/// A character with its combining class.
struct Classed {
    c: char,
    class: u8,
    /// Counts the characters that begin anew; marks have the number of the one before them
    run: usize,
}

/// The text in Normalisation Form KC.
pub(super) fn nfkc(text: impl Iterator<Item = char>) -> Vec<char> {
    let tables = tables();
    let mut decomposed: Vec<Classed> = Vec::new();
    for c in text {
        decompose(tables, c, &mut decomposed);
    }
    // Marks stand behind those of a lower class: the canonical order. Sorted at once, as a text may be nothing but marks.
    order::sort_by(&mut decomposed, |one, other| {
        (one.run, one.class).cmp(&(other.run, other.class))
    });
    compose(tables, &decomposed)
}

/// The full compatibility decomposition of one character. Order among marks is not looked after.
pub(super) fn decomposed(c: char, mut each: impl FnMut(char)) {
    let mut parts = Vec::new();
    match tables().decomposition(c) {
        Some(parts) => parts.iter().copied().for_each(each),
        None if is_syllable(c) => {
            decompose(tables(), c, &mut parts);
            parts.into_iter().for_each(|part| each(part.c));
        }
        None => each(c),
    }
}

fn is_syllable(c: char) -> bool {
    (c as u32).wrapping_sub(S.0) < S.1
}

fn decompose(tables: &Tables, c: char, out: &mut Vec<Classed>) {
    let syllable = (c as u32).wrapping_sub(S.0);
    if syllable < S.1 {
        let (leading, rest) = (syllable / (V.1 * T.1), syllable % (V.1 * T.1));
        let parts = [L.0 + leading, V.0 + rest / T.1, T.0 + rest % T.1];
        let parts = parts.into_iter().filter(|part| *part != T.0);
        return parts
            .filter_map(char::from_u32)
            .for_each(|part| push(tables, part, out));
    }
    match tables.decomposition(c) {
        Some(parts) => parts.iter().for_each(|part| push(tables, *part, out)),
        None => push(tables, c, out),
    }
}

fn push(tables: &Tables, c: char, out: &mut Vec<Classed>) {
    let class = tables.class(c);
    let begun = out.last().map_or(0, |before| before.run);
    let run = begun + usize::from(class == 0);
    out.push(Classed { c, class, run });
}

/// Joins each character with the last starter, unless one between them stands in the way.
fn compose(tables: &Tables, decomposed: &[Classed]) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(decomposed.len());
    // Where the last starter is, and the class of the last character behind it that was kept.
    let mut starter: Option<usize> = None;
    let mut last_class = 0;
    for &Classed { c, class, .. } in decomposed {
        let beside = starter.is_some_and(|at| at + 1 == out.len());
        let reaches = beside || last_class < class;
        if reaches
            && let Some(place) = starter.and_then(|at| out.get_mut(at))
            && let Some(joined) = join(tables, *place, c)
        {
            *place = joined;
            continue;
        }
        if class == 0 {
            starter = Some(out.len());
        }
        last_class = class;
        out.push(c);
    }
    out
}

fn join(tables: &Tables, first: char, second: char) -> Option<char> {
    let (one, two) = (first as u32, second as u32);
    let (leading, vowel) = (one.wrapping_sub(L.0), two.wrapping_sub(V.0));
    if leading < L.1 && vowel < V.1 {
        return char::from_u32(S.0 + (leading * V.1 + vowel) * T.1);
    }
    let (syllable, trailing) = (one.wrapping_sub(S.0), two.wrapping_sub(T.0));
    if syllable < S.1 && syllable % T.1 == 0 && (1..T.1).contains(&trailing) {
        return char::from_u32(one + trailing);
    }
    tables.composite(first, second)
}
