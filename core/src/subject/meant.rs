//! Credit codes that may be meant by one whose check digits fail.
//!
//! A person copies one character wrongly or swaps two; a font or a scanner takes letters for digits wherever they stand. The
//! two check digits (modulus 31, modulus 11) leave about one in 341 of the codes that such slips can come from.

use super::check_digit::{CREDIT_CODE_CHARS, citizen_check};
use super::credit_code::{CreditCode, OrgCode};

/// Letters that may be taken for digits, at most so many of them: two to this power are tried.
const LETTERS: usize = 10;

/// The codes, whose check digits are right, that differ from eighteen characters by one slip, or by letters written for digits
/// anywhere; or that seventeen or nineteen characters are with one more or less. Capitals and digits; what no credit code holds may stand among them.
///
/// ```
/// use jrp_core::subject::meant_codes;
/// let mistyped = "91320507MA1QF7RX85";
/// assert!(meant_codes(mistyped).iter().any(|code| code.as_str() == "91320507MA1QF7RX58"));
/// ```
pub fn meant_codes(typed: &str) -> Vec<CreditCode> {
    let Ok(typed): Result<[u8; 18], _> = typed.as_bytes().try_into() else {
        return of_other_length(typed);
    };
    let mut codes = Vec::new();
    for looks in [digit_like, digit_like_small] {
        letters_for_digits(typed, looks, &mut codes);
    }
    // Typed or copied from the last character to the first.
    let mut backwards = typed;
    backwards.reverse();
    add(&typed, backwards, &mut codes);
    for at in 0..17 {
        let mut swapped = typed;
        swapped.swap(at, at + 1);
        add(&typed, swapped, &mut codes);
    }
    for at in 0..18 {
        for c in CREDIT_CODE_CHARS {
            let mut other = typed;
            if let Some(place) = other.get_mut(at) {
                *place = *c;
            }
            add(&typed, other, &mut codes);
        }
    }
    codes
}

/// The codes, whose check digits are right, that seventeen characters may have lost one of or nineteen may have one too many
/// of.
fn of_other_length(typed: &str) -> Vec<CreditCode> {
    let mut codes: Vec<CreditCode> = Vec::new();
    let mut add = |bytes: &[u8]| {
        let code = core::str::from_utf8(bytes)
            .ok()
            .and_then(CreditCode::from_canonical);
        let code = code.filter(|code| code.checks().outer && code.checks().inner);
        codes.extend(code.filter(|code| !codes.contains(code)));
    };
    let bytes = typed.as_bytes();
    match bytes.len() {
        17 => {
            for at in 0..=bytes.len() {
                let Some((front, behind)) = bytes.split_at_checked(at) else {
                    continue;
                };
                for c in CREDIT_CODE_CHARS {
                    add(&[front, &[*c], behind].concat());
                }
            }
        }
        19 => {
            for at in 0..bytes.len() {
                if let (Some(front), Some(behind)) = (bytes.get(..at), bytes.get(at + 1..)) {
                    add(&[front, behind].concat());
                }
            }
        }
        _ => {}
    }
    codes
}

/// The organisation codes, whose check digit is right, that nine characters are, or are with digits for some letters.
pub(crate) fn meant_for_org_code(typed: &str) -> Vec<String> {
    let letters: Vec<(usize, u8)> = typed
        .bytes()
        .enumerate()
        .filter_map(|(at, c)| Some((at, digit_like(c)?)))
        .take(LETTERS)
        .collect();
    let mut codes = Vec::new();
    for chosen in 0..1_u32 << letters.len() {
        let mut other: Vec<u8> = typed.bytes().collect();
        for (bit, (at, digit)) in letters.iter().enumerate() {
            if chosen >> bit & 1 == 1
                && let Some(place) = other.get_mut(*at)
            {
                *place = *digit;
            }
        }
        let code = String::from_utf8(other).ok();
        codes.extend(code.filter(|code| OrgCode::parse(code).is_ok_and(|code| code.check())));
    }
    codes
}

/// The citizen ids, whose check digit is right, that differ from eighteen characters by one.
pub(crate) fn meant_for_citizen_id(typed: &str) -> Vec<String> {
    let Ok(typed): Result<[u8; 18], _> = typed.as_bytes().try_into() else {
        return Vec::new();
    };
    let mut ids = Vec::new();
    for at in 0..typed.len() {
        for c in b"0123456789X" {
            let mut other = typed;
            if let Some(place) = other.get_mut(at) {
                *place = *c;
            }
            let is_other = other != typed && (*c != b'X' || at == 17);
            let holds = |[first17 @ .., check]: &[u8; 18]| citizen_check(first17) == Some(*check);
            if is_other && holds(&other) {
                ids.extend(String::from_utf8(other.into()).ok());
            }
        }
    }
    ids
}

/// A text with the digit for each letter that looks like one.
pub(crate) fn letters_as_digits(typed: &str) -> String {
    with_digits(typed, digit_like)
}

/// The same of one that was typed small.
pub(crate) fn small_letters_as_digits(typed: &str) -> String {
    with_digits(typed, digit_like_small)
}

fn with_digits(typed: &str, looks: fn(u8) -> Option<u8>) -> String {
    let digit = |c: char| u8::try_from(c).ok().and_then(looks);
    typed.chars().map(|c| digit(c).map_or(c, char::from)).collect()
}

fn letters_for_digits(typed: [u8; 18], looks: fn(u8) -> Option<u8>, codes: &mut Vec<CreditCode>) {
    let digits = typed
        .iter()
        .enumerate()
        .filter_map(|(at, c)| Some((at, looks(*c)?)));
    let digits: Vec<(usize, u8)> = digits.take(LETTERS).collect();
    for chosen in 1..1_u32 << digits.len() {
        let mut other = typed;
        for (bit, (at, digit)) in digits.iter().enumerate() {
            if chosen >> bit & 1 == 1
                && let Some(place) = other.get_mut(*at)
            {
                *place = *digit;
            }
        }
        add(&typed, other, codes);
    }
}

/// Adds a code whose checks are right.
fn add(typed: &[u8; 18], other: [u8; 18], codes: &mut Vec<CreditCode>) {
    let code = core::str::from_utf8(&other)
        .ok()
        .and_then(CreditCode::from_canonical);
    let Some(code) = code.filter(|code| code.checks().outer && code.checks().inner) else {
        return;
    };
    if other != *typed && !codes.contains(&code) {
        codes.push(code);
    }
}

/// The digit that a letter looks like.
fn digit_like(letter: u8) -> Option<u8> {
    Some(match letter {
        b'O' | b'D' | b'Q' | b'U' => b'0',
        b'I' | b'L' | b'J' | b'T' => b'1',
        b'Z' => b'2',
        b'S' => b'5',
        b'G' => b'6',
        b'B' => b'8',
        _ => return None,
    })
}

/// The digit that a letter looks like which was typed small: `g` for 9, `b` for 6.
fn digit_like_small(letter: u8) -> Option<u8> {
    match letter {
        b'G' | b'Q' => Some(b'9'),
        b'B' => Some(b'6'),
        letter => digit_like(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "91329902MA7QK2R18G";

    fn leads_back(typed: &str) -> bool {
        meant_codes(typed).iter().any(|code| code.as_str() == CODE)
    }

    #[test]
    fn slips_of_the_eye_and_the_hand_lead_back() {
        for typed in [
            "9L329902MA7QK2RL8G",
            "9I329902MA7QK2RI8G",
            "9132990ZMA7QKZR18G",
            "91329902MA7QK2RB8G",
            "91329902MA7QKR218G",
            "91329902MA7OK2R18G",
            "9L3299OZMA7QKZRL8G",
            "GL32GGO2MA7QKZRL8G",
            "Q132QQ02MA7QK2R18G",
            "G81R2KQ7AM20992319",
            "91329902MA7KQ2R18G",
            "91329902MB7QK2R18G",
        ] {
            assert!(leads_back(typed), "{typed}: {:?}", meant_codes(typed));
        }
    }

    #[test]
    fn every_wrong_character_of_a_citizen_id_leads_back() {
        const ID: &str = "329902198804153311";
        for at in 0..18 {
            for c in ('0'..='9').chain((at == 17).then_some('X')) {
                let mut typed: Vec<char> = ID.chars().collect();
                typed[at] = c;
                let typed: String = typed.into_iter().collect();
                let ids = meant_for_citizen_id(&typed);
                assert!(typed == ID || ids.iter().any(|id| id == ID), "{typed}: {ids:?}");
                assert!(ids.len() < 19, "{typed}: {ids:?}");
            }
        }
        assert!(meant_for_citizen_id("32990219880415331").is_empty());
    }

    #[test]
    fn a_character_lost_or_won_leads_back() {
        let leads = |typed: &str| meant_codes(typed).iter().any(|code| code.as_str() == CODE);
        for at in 0..CODE.len() {
            assert!(leads(&[&CODE[..at], &CODE[at + 1..]].concat()), "{at}");
            assert!(leads(&[&CODE[..at], "7", &CODE[at..]].concat()), "{at}");
        }
        assert!(meant_codes("1329902MA7QK2R18G").len() < 12);
    }

    #[test]
    fn few_other_codes_are_meant() {
        for typed in [
            "91329902MA7QK2R19G",
            "OOOOOOOOOOOOOOOOOO",
            "ILZSGBODQUILZSGBOD",
            CODE,
        ] {
            assert!(
                meant_codes(typed).len() < 24,
                "{typed}: {}",
                meant_codes(typed).len()
            );
        }
        assert!(leads_back("91329902MA7QK2R188"));
        assert_eq!(meant_codes("91329902"), []);
        assert_eq!(meant_codes("甲乙丙丁戊己"), []);
    }
}
