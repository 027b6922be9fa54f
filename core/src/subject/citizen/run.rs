//! Runs of digits, whatever stands between them.

use super::SHORTEST;
use super::sign::{Sign, breaks, signs};

/// Groups that a number may be made of where other groups stand beside it: area, birth date in three or one, the rest.
const GROUPS: usize = 4;

/// The parts of a text that words do not part and that may hold enough digits.
///
/// A digit takes a byte at least, so a long enough run covers one of every [`SHORTEST`] bytes: only these are looked at
/// first.
pub(super) fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    core::iter::from_fn(move || {
        loop {
            let mut probe = at + SHORTEST - 1;
            if probe >= text.len() {
                return None;
            }
            while !text.is_char_boundary(probe) {
                probe -= 1;
            }
            let (before, behind) = (text.get(at..probe)?, text.get(probe..)?);
            let c = behind.chars().next()?;
            if breaks(c) {
                at = probe + c.len_utf8();
                continue;
            }
            let mut left = before.char_indices().rev();
            let left = left
                .find(|(_, c)| breaks(*c))
                .map_or(at, |(back, c)| at + back + c.len_utf8());
            let mut right = behind.char_indices();
            let right = right
                .find(|(_, c)| breaks(*c))
                .map_or(text.len(), |(on, _)| probe + on);
            at = right;
            return text.get(left..right);
        }
    })
}

/// Digits that follow each other, 10 for the check of ten.
#[derive(Default)]
pub(super) struct Piece {
    pub(super) digits: Vec<u8>,
    /// Which digits begin a group: something stands before them, or they are written otherwise than the one before
    starts: Vec<usize>,
    /// Which digits have a sign behind them that hides another, and how many
    hidden: Vec<(usize, usize)>,
    /// The same by the number of digits in front of the signs
    holes: Vec<(usize, usize)>,
}

/// So many hidden digits give a number away: the check tells one of ten, and a tenth of a hundred is nobody hidden.
const FEW_HIDDEN: usize = 2;

/// Some digits of a piece.
pub(super) struct Number<'p> {
    pub(super) digits: &'p [u8],
    /// Whether it is a number of 18 of which three digits in a row are hidden
    pub(super) is_masked: bool,
}

impl Piece {
    /// The 18 digits of which one or two are hidden, with every digit that these can be.
    pub(super) fn filled(&self) -> impl Iterator<Item = Vec<u8>> {
        let few = self.holes.iter().filter(|(_, hidden)| *hidden <= FEW_HIDDEN);
        few.flat_map(|(at, hidden)| {
            let (before, behind) = self.digits.split_at_checked(*at).unwrap_or_default();
            let (at, shown) = (*at, 18 - hidden);
            let first = at.saturating_sub(shown);
            (first..=at).flat_map(move |start| {
                let end = (start + shown).saturating_sub(at);
                let parts = before.get(start..).zip(behind.get(..end));
                let parts = parts.filter(|(left, right)| left.len() + right.len() == shown);
                parts.into_iter().flat_map(move |(left, right)| {
                    (0..10_u8.pow(*hidden as u32)).map(move |value| match hidden {
                        1 => [left, &[value], right].concat(),
                        _ => [left, &[value / 10, value % 10], right].concat(),
                    })
                })
            })
        })
    }

    /// The numbers of so many digits that begin and end with a group.
    pub(super) fn numbers(&self, length: usize) -> impl Iterator<Item = Number<'_>> {
        let whole = self.digits.len();
        self.starts.iter().enumerate().filter_map(move |(group, start)| {
            let end = start + length;
            let digits = self.digits.get(*start..end)?;
            let ends = end == whole || self.starts.binary_search(&end).is_ok();
            let groups = self.starts.iter().skip(group).take_while(|at| **at < end).count();
            let is_number = ends && (length == whole || groups <= GROUPS);
            let mut hidden = self.hidden.iter().filter(|(at, _)| (*start..end).contains(at));
            let is_masked = hidden.any(|(_, count)| length + count == 18);
            is_number.then_some(Number { digits, is_masked })
        })
    }
}

/// Whether any of the pieces that a run may be read as has something. Chinese numerals are digits, and `一` also a
/// dash; letters that look like digits are letters, and also digits.
pub(super) fn pieces(run: &str, mut has: impl FnMut(&Piece) -> bool) -> bool {
    let mut all = Vec::new();
    run.chars().for_each(|c| signs(c, &mut all));
    let any = |test: fn(&Sign) -> bool| all.iter().any(test);
    let numerals = any(|sign| matches!(sign, Sign::Numeral(_)));
    let mixed = numerals && any(|sign| matches!(sign, Sign::Digit(_)));
    let alike = any(|sign| matches!(sign, Sign::Alike(_)));
    let ways = [
        (true, false, true),
        (false, false, mixed),
        (true, true, alike),
        (false, true, mixed && alike),
    ];
    let mut ways = ways.into_iter().filter(|(_, _, differs)| *differs);
    ways.any(|(numerals, alike, _)| split(&all, numerals, alike).iter().any(&mut has))
}

fn split(signs: &[Sign], numerals: bool, alike: bool) -> Vec<Piece> {
    let mut pieces = vec![Piece::default()];
    // How the digit before is written; `None` where something stands between.
    let mut before = None;
    for sign in signs {
        let Some(piece) = pieces.last_mut() else { break };
        let digit = match sign {
            Sign::Digit(digit) => Some((*digit, 0)),
            Sign::Numeral(digit) if numerals => Some((*digit, 1)),
            Sign::Alike(digit) if alike => Some((*digit, 0)),
            Sign::X if !piece.digits.is_empty() => Some((10, 0)),
            _ => None,
        };
        if let Some((digit, written)) = digit {
            if before != Some(written) && !(digit == 10 && before.is_some()) {
                piece.starts.push(piece.digits.len());
            }
            piece.digits.push(digit);
            before = Some(written);
        } else {
            before = None;
        }
        match sign {
            Sign::Hidden => {
                let before = piece.digits.len();
                match piece.holes.last_mut().filter(|(at, _)| *at == before) {
                    Some((_, count)) => *count += 1,
                    None => piece.holes.push((before, 1)),
                }
                let last = piece.digits.len().saturating_sub(1);
                match piece.hidden.last_mut().filter(|(at, _)| *at == last) {
                    Some((_, count)) => *count += 1,
                    None => piece.hidden.push((last, 1)),
                }
            }
            // The check of ten ends a number.
            Sign::X | Sign::Break => pieces.push(Piece::default()),
            Sign::Alike(_) if !alike => pieces.push(Piece::default()),
            _ => {}
        }
        if matches!(sign, Sign::X) {
            before = None;
        }
    }
    pieces.retain(|piece| piece.digits.len() >= SHORTEST);
    pieces
}
