//! Codes in a name field that cannot be read: another's, where they stand beside the subject's own code.

use crate::date::Date;
use crate::subject::meant::letters_as_digits;
use crate::subject::traces::without_traces;
use crate::subject::{IdKind, has_province};

/// The fewest and the most characters of what a whole code is left as.
const LENGTHS: core::ops::RangeInclusive<usize> = 15..=20;

/// The fewest of one of which a part is hidden.
const MASKED: usize = 8;

/// The digits of a number that is a code and no date, telephone or place in a count.
const DIGITS: usize = 6;

/// The years in which somebody is born who may be on a list.
const BIRTHS: core::ops::RangeInclusive<i32> = 1900..=2099;

/// Places of a code in which it and what is left of it may differ.
const FEW: usize = 3;

/// Whether a number in a name may be what is left of a credit code or citizen id: it has about its length, and digits where
/// the division stands.
pub(super) fn may_be_code(number: &str) -> bool {
    let number = plain(number);
    let is_masked = number.contains('*');
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let all_digits = digits == number.len();
    let is_long = match is_masked {
        true => number.len() >= MASKED,
        // Sixteen and nineteen digits are an account's.
        false if all_digits => matches!(number.len(), 17 | 18),
        false => LENGTHS.contains(&number.len()),
    };
    let has_division = |from: usize| {
        let division = number.get(from..from + 6).unwrap_or_default();
        let known = division.bytes().filter(u8::is_ascii_digit).count();
        // Letters that look like digits stand in their place.
        let read = letters_as_digits(division);
        let division = if known > 2 { read.as_str() } else { division };
        let known = division.bytes().filter(u8::is_ascii_digit).count();
        let hidden = division.bytes().filter(|byte| *byte == b'*').count();
        let is_known = [IdKind::Uscc, IdKind::CitizenId]
            .iter()
            .any(|kind| has_province(*kind, division));
        let is_hidden = division.get(..2).is_some_and(|province| province.contains('*'));
        known >= 2 && known + hidden >= 5 && (is_known || is_hidden)
    };
    // A contract's number begins with a year.
    let is_dated = !all_digits && number.starts_with("20");
    is_long && digits >= DIGITS && !is_dated && ((0..=3).any(has_division) || lacks_province(&number))
}

/// Whether seventeen digits are a citizen id that has lost one of the two of its province: a birth date stands where it stood,
/// one place nearer.
fn lacks_province(number: &str) -> bool {
    let date = number
        .get(5..13)
        .filter(|_| number.len() == 17 && number.bytes().all(|byte| byte.is_ascii_digit()));
    let part = |from: usize, to: usize| date?.get(from..to)?.parse::<u32>().ok();
    let year = part(0, 4).and_then(|year| i32::try_from(year).ok());
    let date = year.zip(part(4, 6)).zip(part(6, 8));
    date.is_some_and(|((year, month), day)| {
        BIRTHS.contains(&year) && Date::from_ymd(year, month, day).is_some()
    })
}

/// Whether a number is another way to write this code: a few characters are hidden or wrong, one is lost or added.
pub(super) fn is_left_of(number: &str, code: &str) -> bool {
    if code.is_empty() {
        return false;
    }
    let number = plain(number);
    let number = if number.contains("XXX") {
        number.replace('X', "*")
    } else {
        number
    };
    let [number, code] = [number.as_str(), code].map(letters_as_digits);
    if number.len() == code.len() {
        let differ = number
            .bytes()
            .zip(code.bytes())
            .filter(|(a, b)| *a != b'*' && a != b);
        return differ.count() <= FEW;
    }
    let (short, long) = if number.len() < code.len() {
        (number.as_str(), code.as_str())
    } else {
        (code.as_str(), number.as_str())
    };
    // Each of the shorter one's signs stands in the longer one, in this order; a star stands for any of them.
    if long.len() - short.len() > FEW && !number.contains('*') {
        return false;
    }
    let mut rest = long.bytes();
    short
        .bytes()
        .filter(|byte| *byte != b'*')
        .all(|byte| rest.any(|other| other == byte))
}

fn plain(number: &str) -> String {
    let signs = without_traces(number);
    let kept = signs.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '*');
    kept.map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "91329902MA7QK2R18G";

    #[test]
    fn what_is_left_of_a_code_is_seen_and_other_numbers_are_not() {
        for number in [
            CODE,
            "91329902MA7QK2R18",
            "1329902MA7QK2R18G",
            "913290902MA7QK2R18G",
            "91329902M*7QK2R18G",
            "91329902****K2R18G",
            "913299*R18G",
            "91329902XXXXK2R18G",
            "32990219880415331",
            "29902198804153311",
            "39902198804153311",
            "3299**********3311",
            "9l32O5O7MA2TH3BJ35",
            "9I3Z99O2MA7QK2R18G",
        ] {
            assert!(may_be_code(number), "{number}");
        }
        for number in [
            "13812345678",
            "0512-66660000",
            "6222021234567890123",
            "2026-11-30",
            "20211225JZCG00123",
            "JZZFCG2026GK00121",
            "GB/T19001-2016",
            "400-800-8888",
            "1234567.89",
            "3205**",
            "29902198813153311",
        ] {
            assert!(!may_be_code(number), "{number}");
        }
    }

    #[test]
    fn the_subjects_own_code_is_known_again() {
        for number in [
            CODE,
            "91329902MA7QK2R18",
            "913290902MA7QK2R18G",
            "91329902MA7OK2RI8G",
            "91329902****K2R18G",
            "913299*R18G",
            "91329902ma7qk2r18g",
            "9I3Z99OZMA7OK2RI8G",
        ] {
            assert!(is_left_of(number, CODE), "{number}");
        }
        for number in [
            "91329902MA3LW8T53Q",
            "91329902****W8T53Q",
            "913299*T53Q",
            "91329902MA3LW8T5",
        ] {
            assert!(!is_left_of(number, CODE), "{number}");
        }
    }
}
