//! Where a record stands among others: its *place*, a number that is spread evenly.
//!
//! Records stand in the order of their places, and the upper bits of the place name the group. The place of a record with a
//! primary key is made of that, and the other way round: an organisation's by a fixed permutation of 42-bit numbers, as codes
//! are given out in runs; a person's key is a MAC and its own place. That of a record without a primary key is its leaf.

use crate::error::Section;

/// Bits of an organisation's place: 36^8 lies below 2^42.
const ORGANISATION: u32 = 42;

const MASK: u64 = (1 << ORGANISATION) - 1;
const HALF: u32 = ORGANISATION / 2;

/// Primary keys of organisations lie below this.
const KEYS: u64 = 36u64.pow(8);

/// The odd factors of the permutation, and what undoes them.
const FACTORS: [u64; 2] = [0x9e3_779b_97f5, 0xbf5_8476_d1cf];
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

/// Bits of the place of a record with a primary key.
pub(crate) fn bits(section: Section) -> u32 {
    match section {
        Section::Persons => u64::BITS,
        _ => ORGANISATION,
    }
}

/// The place of a primary key.
#[inline]
pub(crate) fn of_primary(section: Section, primary: u64) -> u64 {
    let Section::Persons = section else {
        let [first, second] = FACTORS;
        let folded = |number: u64| number & MASK ^ (number & MASK) >> HALF;
        return folded(folded(folded(primary).wrapping_mul(first)).wrapping_mul(second));
    };
    primary
}

/// The primary key of a place; `None` where it is none's.
#[inline]
pub(crate) fn primary(section: Section, place: u64) -> Option<u64> {
    let Section::Persons = section else {
        let [first, second] = UNDO;
        let folded = |number: u64| number & MASK ^ (number & MASK) >> HALF;
        let key = folded(folded(folded(place).wrapping_mul(second)).wrapping_mul(first));
        return Some(key).filter(|key| *key < KEYS && place <= MASK);
    };
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_tells_its_key_and_neighbours_lie_apart() {
        let section = Section::Organisations;
        let mut filled = [0; 64];
        for key in (0..64_000).map(|at| KEYS - 64_000 + at).chain([0, 1, 35, 36]) {
            let place = of_primary(section, key);
            assert!(place <= MASK);
            assert_eq!(primary(section, place), Some(key));
            filled[(place >> (ORGANISATION - 6)) as usize] += 1;
        }
        assert!(
            filled.iter().all(|count| (900..1100).contains(count)),
            "{filled:?}"
        );
        assert_eq!(primary(section, of_primary(section, KEYS)), None);
        assert_eq!(primary(section, MASK + 1), None);
        assert_eq!(primary(Section::Persons, u64::MAX), Some(u64::MAX));
    }
}
