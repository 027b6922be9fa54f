//! Organisation codes as numbers: eight characters in base 36.

use crate::subject::OrgCode;

/// The first eight characters of an organisation code as a number below 36^8.
pub(crate) fn body_number(code: &OrgCode) -> u64 {
    code.body()
        .iter()
        .fold(0, |number, b| number * 36 + u64::from(digit(*b)))
}

/// The characters of a body number.
pub(crate) fn body_text(number: u64) -> [u8; 8] {
    base36::<8>(number)
}

/// The two leading characters of a credit code as a number.
#[cfg(feature = "build")]
pub(crate) fn pair_number(pair: &[u8]) -> i64 {
    pair.iter()
        .fold(0, |number, b| number * 36 + i64::from(digit(*b)))
}

/// The characters of a pair number.
pub(crate) fn pair_text(number: u64) -> [u8; 2] {
    base36::<2>(number)
}

fn digit(character: u8) -> u8 {
    match character {
        b'0'..=b'9' => character - b'0',
        b'A'..=b'Z' => character - b'A' + 10,
        _ => 0,
    }
}

fn base36<const N: usize>(mut number: u64) -> [u8; N] {
    let mut out = [b'0'; N];
    for character in out.iter_mut().rev() {
        *character = match (number % 36) as u8 {
            value @ 0..=9 => b'0' + value,
            value => b'A' + value - 10,
        };
        number /= 36;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_its_number() {
        for text in ["000000000", "MA1QF7RX3", "ZZZZZZZZX", "12345678X"] {
            let code = OrgCode::parse(text).unwrap();
            assert_eq!(body_text(body_number(&code)), text.as_bytes()[..8]);
        }
    }
}
