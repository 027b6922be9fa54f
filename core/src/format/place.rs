//! Where a record stands among others: its *place*, a number that is spread evenly.
//!
//! Records stand in the order of their places, and the upper bits of the place name the group. A person's primary key is a MAC
//! and its own place. Codes of organisations are given out in runs, so that their place is a fixed permutation of the usual
//! ones: those that begin with `MA`, those of eight digits, those of a letter and seven digits. It has 32 bits, as these are
//! all that nearly every list has; another code is put somewhere among them and stands in its record as text. The place of a
//! record without a primary key is its leaf.

use super::codes::body_text;
use crate::error::Section;

/// Bits of an organisation's place.
const ORGANISATION: u32 = 32;

const MASK: u64 = (1 << ORGANISATION) - 1;
const HALF: u32 = ORGANISATION / 2;

const MA: u64 = (22 * 36 + 10) * CODES;
/// Codes that begin with two given characters
const CODES: u64 = 36u64.pow(6);
/// Codes of eight digits
const DIGITS: u64 = 10u64.pow(8);
/// Codes of a given letter and seven digits
const LETTERED: u64 = 10u64.pow(7);

/// The odd factors of the permutation, and what undoes them.
const FACTORS: [u64; 2] = [0x9e37_79b1, 0x85eb_ca77];
const UNDO: [u64; 2] = [inverse(FACTORS[0]), inverse(FACTORS[1])];

/// The factor that undoes an odd one, by Newton's method.
const fn inverse(factor: u64) -> u64 {
    let (mut undo, mut step) = (factor, 0);
    while step < 6 {
        undo = undo.wrapping_mul(2u64.wrapping_sub(factor.wrapping_mul(undo)));
        step += 1;
    }
    undo
}

/// Bits of a pointer to one of so many records, so that it leads to few others; or as many as before. A person's is the whole
/// place, as what is stored of a person does not prove a key.
#[cfg(feature = "build")]
pub(crate) fn pointer_bits(section: Section, records: usize, former: Option<u32>) -> u32 {
    const MORE: u32 = 2;
    let former = former.map(|bits| bits.saturating_sub(MORE));
    match section {
        Section::Persons => u64::BITS,
        _ => (super::carried::width(former, records as u64) + MORE).min(ORGANISATION),
    }
}

/// Bits of the place of a record with a primary key.
pub(crate) fn bits(section: Section) -> u32 {
    match section {
        Section::Persons => u64::BITS,
        _ => ORGANISATION,
    }
}

/// The number of a usual code; `None` of another.
#[inline]
fn number(primary: u64) -> Option<u64> {
    if let Some(code) = primary.checked_sub(MA).filter(|code| *code < CODES) {
        return Some(code);
    }
    let text = body_text(primary);
    let [first, rest @ ..] = &text;
    let digits = |text: &[u8]| {
        let are_digits = text.iter().all(u8::is_ascii_digit);
        are_digits.then(|| {
            text.iter()
                .fold(0, |number, digit| number * 10 + u64::from(digit - b'0'))
        })
    };
    match first {
        b'0'..=b'9' => Some(CODES + digits(&text)?),
        letter => Some(CODES + DIGITS + u64::from(letter - b'A') * LETTERED + digits(rest)?),
    }
}

/// The usual code with a number; `None` where there is none.
#[inline]
fn code(number: u64) -> Option<u64> {
    let base36 = |digits: u32, mut number: u64| {
        let mut power = 1;
        (0..digits).fold(0, |code, _| {
            let code = code + number % 10 * power;
            number /= 10;
            power *= 36;
            code
        })
    };
    let Some(other) = number.checked_sub(CODES) else {
        return Some(MA + number);
    };
    match other.checked_sub(DIGITS) {
        None => Some(base36(8, other)),
        Some(other) if other < 26 * LETTERED => {
            Some((10 + other / LETTERED) * 36u64.pow(7) + base36(7, other % LETTERED))
        }
        Some(_) => None,
    }
}

/// Whether a record need not have the code of this primary key as text: its place tells it.
#[cfg(feature = "build")]
pub(crate) fn tells(primary: u64) -> bool {
    number(primary).is_some()
}

/// The place of a primary key.
#[inline]
pub(crate) fn of_primary(section: Section, primary: u64) -> u64 {
    let Section::Persons = section else {
        let [first, second] = FACTORS;
        let folded = |number: u64| number & MASK ^ (number & MASK) >> HALF;
        let number = number(primary).unwrap_or(primary ^ primary >> HALF);
        return folded(folded(folded(number).wrapping_mul(first)).wrapping_mul(second));
    };
    primary
}

/// The primary key that a place tells; `None` where it is none's. Of an organisation another one may stand there.
#[inline]
pub(crate) fn primary(section: Section, place: u64) -> Option<u64> {
    let Section::Persons = section else {
        let [first, second] = UNDO;
        let folded = |number: u64| number & MASK ^ (number & MASK) >> HALF;
        return code(folded(
            folded(folded(place).wrapping_mul(second)).wrapping_mul(first),
        ));
    };
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::subject::OrgCode;

    fn key(body: &str) -> u64 {
        super::super::codes::body_number(&OrgCode::parse(&format!("{body}0")).unwrap())
    }

    #[test]
    fn a_place_tells_the_usual_key_and_neighbours_lie_apart() {
        let section = Section::Organisations;
        let usual = [
            "MA000000", "MAZZZZZZ", "00000000", "99999999", "A0000000", "Z9999999", "71526726",
        ];
        let runs = (0..64_000).map(|at| key("MA1QF7RX") + at);
        let mut filled = [0; 64];
        for key in runs.chain(usual.map(key)) {
            let place = of_primary(section, key);
            assert!(place <= MASK);
            assert_eq!(primary(section, place), Some(key));
            filled[(place >> (ORGANISATION - 6)) as usize] += 1;
        }
        assert!(
            filled.iter().all(|count| (800..1200).contains(count)),
            "{filled:?}"
        );
        for other in ["LZ999999", "MB000000", "AA000000", "0000000A"].map(key) {
            assert!(number(other).is_none() && of_primary(section, other) <= MASK);
        }
        let numbers = CODES + DIGITS + 26 * LETTERED;
        assert!(code(numbers - 1).is_some() && code(numbers).is_none());
        assert_eq!(primary(Section::Persons, u64::MAX), Some(u64::MAX));
    }
}
