//! What is left of a code in a name field: too little to be compared, and no part of a name.

use super::embedded::SINCE_2015;

/// Whether letters and digits are the last ten of a credit code, or the eight that name a body, without what is in front of
/// them or checks them: no more than half of one is left.
pub(super) fn is_left_of_code(number: &str) -> bool {
    let upper = number.to_ascii_uppercase();
    let digits = upper.bytes().filter(u8::is_ascii_digit).count();
    let is_of_code =
        |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase() && !b"IOSVZ".contains(&byte);
    matches!(upper.len(), 8 | 10)
        && upper.starts_with(SINCE_2015)
        && digits > 1
        && upper.bytes().all(is_of_code)
}

/// How people say that only the end of a number follows.
const ENDS: [&str; 10] = [
    "尾号",
    "尾数",
    "末四位",
    "后四位",
    "末4位",
    "后4位",
    "末六位",
    "后六位",
    "末6位",
    "后6位",
];

/// Whether a text tells the end of a number alone, of which nobody knows the rest.
pub(super) fn tells_end_of_number(text: &str) -> bool {
    ENDS.iter().any(|word| {
        let behind = text.split_once(word).map(|(_, behind)| behind);
        behind.is_some_and(|behind| {
            let number = behind.trim_start_matches([':', ' ', '是', '为']);
            number.bytes().take_while(u8::is_ascii_alphanumeric).count() > 2
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_number_is_seen_and_names_are_not() {
        for text in ["尾号R18G", "末四位:R18G", "江州甲公司(后4位2R18G)"] {
            assert!(tells_end_of_number(text), "{text}");
        }
        for text in ["江州尾号信息有限公司", "后四位1"] {
            assert!(!tells_end_of_number(text), "{text}");
        }
        for text in ["MA7QK2R18G", "ma7qk2r1"] {
            assert!(is_left_of_code(text), "{text}");
        }
        for text in ["MAXSPORT", "MAVIS123", "MA7QK2R", "XA7QK2R1"] {
            assert!(!is_left_of_code(text), "{text}");
        }
    }
}
