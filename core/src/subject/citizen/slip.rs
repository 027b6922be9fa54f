//! Numbers that come from a citizen id by one slip: a character is wrong, lost or too many, or two have changed places.
//!
//! Stored as they are, or told by the codes that they may be meant for, such numbers give the id away.

use super::sign::{Sign, signs};

const ID: usize = 18;

/// What stands for a character that is not a digit.
const UNKNOWN: u8 = 11;

/// Whether one of the ids from which a number may come has something.
pub(super) fn of_id(number: &str, mut has: impl FnMut(&[u8]) -> bool) -> bool {
    let digits = digits(number);
    let wrong = digits.iter().filter(|digit| **digit == UNKNOWN).count();
    let mut is_id = |id: &[u8]| !id.contains(&UNKNOWN) && has(id);
    match digits.len() {
        ID if wrong <= 1 => {
            let swapped = (1..ID).any(|at| {
                let mut id = digits.clone();
                id.swap(at - 1, at);
                is_id(&id)
            });
            swapped || (0..ID).any(|at| with_each(&digits, at..at + 1, &mut is_id))
        }
        17 => (0..ID).any(|at| with_each(&digits, at..at, &mut is_id)),
        19 => (0..19).any(|at| {
            let mut id = digits.clone();
            id.remove(at);
            is_id(&id)
        }),
        _ => false,
    }
}

/// The digits with each digit in the place of some.
fn with_each(digits: &[u8], range: core::ops::Range<usize>, is_id: &mut impl FnMut(&[u8]) -> bool) -> bool {
    // The last may be the check of ten.
    let most = if range.start == ID - 1 { 10 } else { 9 };
    (0..=most).any(|digit| {
        let mut id = digits.to_vec();
        id.splice(range.clone(), [digit]);
        is_id(&id)
    })
}

fn digits(number: &str) -> Vec<u8> {
    let mut all = Vec::new();
    number.chars().for_each(|c| signs(c, &mut all));
    let digit = |sign: &Sign| match sign {
        Sign::Digit(digit) | Sign::Numeral(digit) | Sign::Alike(digit) => Some(*digit),
        Sign::Zero => Some(0),
        Sign::X => Some(10),
        Sign::Break => Some(UNKNOWN),
        Sign::Between | Sign::Hidden => None,
    };
    all.iter().filter_map(digit).collect()
}
