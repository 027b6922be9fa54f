//! Identifiers with valid check digits that, as far as we know, nobody holds.
//!
//! The serial part of a credit code has 8 characters. Registrars give new subjects `MA` and six characters, the first of
//! which rises with the years and is not known to have reached `P` in 2026; ours is `P` or later. Older subjects have
//! digits, none known to begin with 9; ours do.

use crate::random::Random;

/// GB 32100: the characters of a credit code in order of their values.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The third characters of `MA…` serials that are not known to be in use.
const UNISSUED: &[u8; 8] = b"PQRTUWXY";

const CREDIT_WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORG_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
const CITIZEN_WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// An organisation code: 8 characters and the check of GB 11714. `modern` of a thousand are of the `MA` kind.
pub(crate) fn org_code(random: &mut Random, modern: u64) -> [u8; 9] {
    let mut code = [b'0'; 9];
    if random.chance(modern) {
        code[..2].copy_from_slice(b"MA");
        code[2] = *random.pick(UNISSUED);
        code[3..8]
            .iter_mut()
            .for_each(|place| *place = *random.pick(ALPHABET));
    } else {
        code[0] = b'9';
        code[1..8]
            .iter_mut()
            .for_each(|place| *place = b'0' + random.below(10) as u8);
    }
    let sum: u32 = code
        .iter()
        .zip(ORG_WEIGHTS)
        .map(|(place, weight)| alphanumeric(*place) * weight)
        .sum();
    code[8] = match 11 - sum % 11 {
        10 => b'X',
        11 => b'0',
        digit => b'0' + digit as u8,
    };
    code
}

/// A credit code: registrar and kind, region, organisation code, and the check of GB 32100.
pub(crate) fn credit_code(random: &mut Random, kind: &str, region: &str, modern: u64) -> [u8; 18] {
    let mut code = [b'0'; 18];
    code[..2].copy_from_slice(kind.as_bytes());
    code[2..8].copy_from_slice(region.as_bytes());
    code[8..17].copy_from_slice(&org_code(random, modern));
    let sum: u32 = code
        .iter()
        .zip(CREDIT_WEIGHTS)
        .map(|(place, weight)| base31(*place) * weight)
        .sum();
    code[17] = ALPHABET[((31 - sum % 31) % 31) as usize];
    code
}

/// A 15-digit registration number: region, series, serial, and the check of ISO 7064 MOD 11,10. The serial starts at
/// 9,900,000, which no county is known to have reached.
pub(crate) fn registration_number(random: &mut Random, series: u8, region: &str) -> [u8; 15] {
    let mut number = [b'0'; 15];
    number[..6].copy_from_slice(region.as_bytes());
    number[6..9].copy_from_slice(&[series, b'9', b'9']);
    number[9..14]
        .iter_mut()
        .for_each(|place| *place = b'0' + random.below(10) as u8);
    let product = number[..14].iter().fold(10, |product, place| {
        let sum = (product + u32::from(*place - b'0')) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    number[14] = b'0' + ((11 - product) % 10) as u8;
    number
}

/// A citizen id of an adult: region, birthday, serial, and the check of GB 11643. It is never written unmasked.
pub(crate) fn citizen_id(random: &mut Random, region: &str) -> [u8; 18] {
    let birthday = random.between(1950, 2006) * 10_000 + random.between(1, 13) * 100 + random.between(1, 29);
    let serial = random.below(1000);
    let mut id = [b'0'; 18];
    id[..6].copy_from_slice(region.as_bytes());
    let mut rest = birthday * 1000 + serial;
    for place in id[6..17].iter_mut().rev() {
        *place = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    let sum: u32 = id
        .iter()
        .zip(CITIZEN_WEIGHTS)
        .map(|(place, weight)| u32::from(*place - b'0') * weight)
        .sum();
    id[17] = b"10X98765432"[(sum % 11) as usize];
    id
}

/// Who hides which places of a citizen id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mask {
    /// Courts hide month and day of birth: places 11 to 14.
    Birthday,
    /// Tax offices hide the whole date of birth: places 7 to 14.
    Birth,
    /// Many show the first four and the last four.
    Middle,
    /// Some shares keep the region only.
    AllButRegion,
}

impl Mask {
    /// Appends `id`, hidden places as `*`.
    pub(crate) fn push(self, id: &str, out: &mut String) {
        let hidden = match self {
            Self::Birthday => 10..14,
            Self::Birth => 6..14,
            Self::Middle => 4..14,
            Self::AllButRegion => 6..18,
        };
        out.push_str(&id[..hidden.start]);
        hidden.clone().for_each(|_| out.push('*'));
        out.push_str(&id[hidden.end..]);
    }
}

fn base31(place: u8) -> u32 {
    ALPHABET
        .iter()
        .position(|known| *known == place)
        .unwrap_or_default() as u32
}

fn alphanumeric(place: u8) -> u32 {
    char::from(place).to_digit(36).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_hide_what_they_say() {
        let show = |mask: Mask| {
            let mut out = String::new();
            mask.push("11010519491231002X", &mut out);
            out
        };
        assert_eq!(show(Mask::Birthday), "1101051949****002X");
        assert_eq!(show(Mask::Birth), "110105********002X");
        assert_eq!(show(Mask::Middle), "1101**********002X");
        assert_eq!(show(Mask::AllButRegion), "110105************");
    }

    #[test]
    fn registration_numbers_check_as_gs_15_describes() {
        for seed in 0..100 {
            let number = registration_number(&mut Random::stream(seed, 0, 0), b'3', "320507");
            // The check over all digits ends at 1 (ISO 7064 MOD 11,10).
            let mut product = 10;
            let (last, first) = number.split_last().unwrap();
            for digit in first {
                let sum = (product + u32::from(digit - b'0')) % 10;
                product = if sum == 0 { 10 } else { sum } * 2 % 11;
            }
            assert_eq!((product + u32::from(last - b'0')) % 10, 1);
        }
    }
}
