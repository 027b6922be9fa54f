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

/// The groups of one digit that a written date may have.
const SINGLE: usize = 2;

impl Piece {
    /// Counts a sign that hides a digit.
    fn hide(&mut self) {
        let before = self.digits.len();
        let last = before.saturating_sub(1);
        for (signs, at) in [(&mut self.holes, before), (&mut self.hidden, last)] {
            match signs.last_mut().filter(|(last, _)| *last == at) {
                Some((_, count)) => *count += 1,
                None => signs.push((at, 1)),
            }
        }
    }

    /// The digits with a zero in front of each group of one, which may be a month or a day; `None` where none is.
    fn with_zeros(&self) -> Option<Self> {
        let mut ends = self.starts.iter().skip(1).copied();
        let is_single = |start: &usize| ends.next().is_some_and(|end| end == start + 1);
        let single: Vec<usize> = self.starts.iter().copied().filter(is_single).collect();
        if !(1..=SINGLE).contains(&single.len()) {
            return None;
        }
        let mut dated = Self::default();
        for (at, digit) in self.digits.iter().enumerate() {
            if self.starts.binary_search(&at).is_ok() {
                dated.starts.push(dated.digits.len());
            }
            if single.contains(&at) {
                dated.digits.push(0);
            }
            dated.digits.push(*digit);
        }
        Some(dated)
    }

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

/// How the signs of a run are read.
#[derive(Clone, Copy)]
struct Way {
    /// Chinese numerals are digits
    numerals: bool,
    /// Letters that look like digits are digits
    alike: bool,
    /// An X hides a digit, or stands between two; else it is the check of ten
    crosses: bool,
}

/// Whether any of the pieces that a run may be read as has something. Chinese numerals are digits, and `一` also a
/// dash; letters that look like digits are letters, and also digits.
pub(super) fn pieces(run: &str, mut has: impl FnMut(&Piece) -> bool) -> bool {
    let mut all = Vec::new();
    run.chars().for_each(|c| signs(c, &mut all));
    let any = |test: fn(&Sign) -> bool| all.iter().any(test);
    let numerals = any(|sign| matches!(sign, Sign::Numeral(_) | Sign::Zero));
    let mixed = numerals && any(|sign| matches!(sign, Sign::Digit(_)));
    let alike = any(|sign| matches!(sign, Sign::Alike(_)));
    let crossed = any(|sign| matches!(sign, Sign::X));
    // As it is, and where that differs, the other way, too.
    let ways = |differs: bool| [false, true].into_iter().take(1 + usize::from(differs));
    ways(mixed).any(|words| {
        ways(alike).any(|alike| {
            ways(crossed).any(|crosses| {
                let numerals = !words;
                split(
                    &all,
                    Way {
                        numerals,
                        alike,
                        crosses,
                    },
                )
                .iter()
                .any(&mut has)
            })
        })
    })
}

fn split(signs: &[Sign], way: Way) -> Vec<Piece> {
    let mut pieces = vec![Piece::default()];
    // How the digit before is written; `None` where something stands between.
    let mut before = None;
    for sign in signs {
        let Some(piece) = pieces.last_mut() else { break };
        let digit = match sign {
            Sign::Digit(digit) => Some((*digit, 0)),
            Sign::Numeral(digit) if way.numerals => Some((*digit, 1)),
            Sign::Zero if way.numerals => Some((0, 1)),
            Sign::Alike(digit) if way.alike => Some((*digit, 0)),
            Sign::X if !piece.digits.is_empty() && !way.crosses => Some((10, 0)),
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
            Sign::Hidden => piece.hide(),
            Sign::Zero if !way.numerals => piece.hide(),
            Sign::X if way.crosses => piece.hide(),
            // The check of ten ends a number.
            Sign::X | Sign::Break => pieces.push(Piece::default()),
            _ => {}
        }
        if matches!(sign, Sign::X) {
            before = None;
        }
    }
    let dated = pieces.iter().filter_map(Piece::with_zeros);
    let dated: Vec<Piece> = dated.collect();
    pieces.extend(dated);
    pieces.retain(|piece| piece.digits.len() >= SHORTEST);
    pieces
}
