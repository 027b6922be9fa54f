//! The four check digits. Each function takes the ASCII characters before the check and gives the check's; `None` where
//! length or characters are not those of the code.

/// Weights of GB 32100, positions 1 to 17: powers of 3 modulo 31.
const OUTER_WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// Weights of GB 11714, positions 1 to 8.
const INNER_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// The characters of a credit code in the order of their values.
pub(super) const CREDIT_CODE_CHARS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The check at position 18 of a credit code whose first 17 characters are given (GB 32100, modulus 31).
pub fn outer_check(first17: &[u8]) -> Option<u8> {
    let first17: &[u8; 17] = first17.try_into().ok()?;
    let mut sum = 0;
    for (byte, weight) in first17.iter().zip(OUTER_WEIGHTS) {
        sum += usize::from(credit_code_value(*byte)?) * weight;
    }
    CREDIT_CODE_CHARS.get((31 - sum % 31) % 31).copied()
}

/// What stands in [`VALUES`] for a byte that no credit code has.
const NO_VALUE: u8 = u8::MAX;

/// The value of each byte: its place among [`CREDIT_CODE_CHARS`].
#[expect(
    clippy::indexing_slicing,
    reason = "runs in the compiler only, where a mistake ends the build"
)]
const VALUES: [u8; 256] = {
    let (mut values, mut chars, mut value) = ([NO_VALUE; 256], CREDIT_CODE_CHARS.as_slice(), 0);
    while let [first, rest @ ..] = chars {
        values[*first as usize] = value;
        value += 1;
        chars = rest;
    }
    values
};

/// The value of a credit code character, without a search or a branch for each kind.
#[inline]
pub(super) fn credit_code_value(byte: u8) -> Option<u8> {
    let value = VALUES.get(usize::from(byte)).copied();
    value.filter(|value| *value != NO_VALUE)
}

/// The check at position 9 of an organisation code whose first 8 characters are given (GB 11714, modulus 11).
pub fn inner_check(first8: &[u8]) -> Option<u8> {
    let first8: &[u8; 8] = first8.try_into().ok()?;
    let mut sum = 0;
    for (byte, weight) in first8.iter().zip(INNER_WEIGHTS) {
        let value = match byte {
            b'0'..=b'9' => byte - b'0',
            b'A'..=b'Z' => byte - b'A' + 10,
            _ => return None,
        };
        sum += u32::from(value) * weight;
    }
    mod_11_char((11 - sum % 11) % 11)
}

/// The check at position 18 of a citizen id whose first 17 digits are given (GB 11643, ISO 7064 MOD 11-2).
pub fn citizen_check(first17: &[u8]) -> Option<u8> {
    let first17: &[u8; 17] = first17.try_into().ok()?;
    let mut state = 0;
    for byte in first17 {
        state = (state + digit(*byte)?) * 2 % 11;
    }
    mod_11_char((12 - state) % 11)
}

/// The check at position 15 of a registration number whose first 14 digits are given (GS 15, ISO 7064 MOD 11,10).
pub fn reg_no_check(first14: &[u8]) -> Option<u8> {
    let first14: &[u8; 14] = first14.try_into().ok()?;
    let mut state = 10;
    for byte in first14 {
        let sum = match (state + digit(*byte)?) % 10 {
            0 => 10,
            sum => sum,
        };
        state = sum * 2 % 11;
    }
    mod_11_char((11 - state) % 10)
}

/// Whether these are fifteen digits of which the last is the check of a registration number.
pub fn is_reg_no(digits: &[u8]) -> bool {
    let parts = digits.split_last();
    parts.is_some_and(|(last, rest)| reg_no_check(rest) == Some(*last))
}

fn digit(byte: u8) -> Option<u32> {
    char::from(byte).to_digit(10)
}

/// 0 to 9, and X for 10.
fn mod_11_char(value: u32) -> Option<u8> {
    b"0123456789X".get(usize::try_from(value).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published codes of well-known companies.
    const COMPANIES: [&[u8; 18]; 4] = [
        b"914403001922038216",
        b"9144030071526726XG",
        b"91110000802100433B",
        b"91330100799655058B",
    ];

    #[test]
    fn checks_of_published_codes_are_reproduced() {
        for code in COMPANIES {
            assert_eq!(outer_check(&code[..17]), Some(code[17]), "{code:?}");
            assert_eq!(inner_check(&code[8..16]), Some(code[16]), "{code:?}");
        }
    }

    #[test]
    fn the_alphabet_and_the_values_agree() {
        for byte in 0..=u8::MAX {
            let place = CREDIT_CODE_CHARS.iter().position(|c| *c == byte);
            assert_eq!(credit_code_value(byte).map(usize::from), place, "{byte}");
        }
    }

    #[test]
    fn the_example_of_the_citizen_id_standard_is_reproduced() {
        // GB 11643-1999 prints 11010519491231002X as its example.
        assert_eq!(citizen_check(b"11010519491231002"), Some(b'X'));
        assert_eq!(citizen_check(b"44052418800101001"), Some(b'4'));
    }

    #[test]
    fn citizen_checks_equal_the_weighted_form_of_the_standard() {
        const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        for n in 0..2000_u64 {
            let digits = format!("{:017}", n * 50_000_000_000_017 % 100_000_000_000_000_000);
            let sum: u32 = digits
                .bytes()
                .zip(WEIGHTS)
                .map(|(b, w)| u32::from(b - b'0') * w)
                .sum();
            assert_eq!(
                citizen_check(digits.as_bytes()),
                Some(b"10X98765432"[(sum % 11) as usize])
            );
        }
    }

    #[test]
    fn a_published_registration_number_is_reproduced() {
        assert_eq!(reg_no_check(b"11010800000001"), Some(b'6'));
        assert!(is_reg_no(b"110108000000016") && !is_reg_no(b"110108000000017"));
        assert!(!is_reg_no(b"") && !is_reg_no(b"11010800000001X"));
    }

    #[test]
    fn registration_numbers_satisfy_the_pure_system() {
        for n in 0..2000_u64 {
            let first = format!("{:014}", n * 987_654_321_987 % 100_000_000_000_000);
            let check = reg_no_check(first.as_bytes()).unwrap();
            let mut state = 10;
            for byte in first.bytes() {
                state = (state + u32::from(byte - b'0') + 9) % 10 + 1;
                state = state * 2 % 11;
            }
            assert_eq!((state + u32::from(check - b'0')) % 10, 1);
        }
    }

    #[test]
    fn other_lengths_and_characters_have_no_check() {
        assert_eq!(outer_check(b"9144030019220382"), None);
        assert_eq!(outer_check(b"91440300192203I21"), None);
        assert_eq!(inner_check(b"1234567a"), None);
        assert_eq!(citizen_check(b"1101051949123100X"), None);
        assert_eq!(reg_no_check(b""), None);
    }
}
