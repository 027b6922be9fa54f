//! Citizen ids in texts where none may stand.

use crate::clean;
use jrp_core::date::Date;
use jrp_core::subject::citizen_check;

/// First two digits of an id: the provinces of GB/T 2260 and the residence permits of Hong Kong, Macao and Taiwan.
fn is_province(digits: u32) -> bool {
    matches!(digits, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
}

/// Whether an id stands anywhere in the text: 18 characters whose check is right, also with single spaces or hyphens
/// inside, or 15 digits on their own with a birth date in them.
pub(crate) fn is_in(text: &str) -> bool {
    may_hold(text) && (has_long(text) || has_short(text))
}

/// A quick look that rules out nearly every text: an id has 15 digits at least.
fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() < 15 {
        return false;
    }
    let full_width = |three: &&[u8]| matches!(three, [0xEF, 0xBC, 0x90..=0x99]);
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    digits >= 15 || bytes.contains(&0xEF) && digits + bytes.windows(3).filter(full_width).count() >= 15
}

/// Only the 18 characters; for numbers that may be 15 digits long by themselves.
pub(crate) fn has_long(text: &str) -> bool {
    if text.len() < 18 {
        return false;
    }
    let mut window = [0_u8; 18];
    let mut filled = 0;
    let mut joined = false;
    for c in text.chars().map(clean::to_half_width) {
        match c.to_ascii_uppercase() {
            digit @ ('0'..='9' | 'X') => {
                window.rotate_left(1);
                if let Some(last) = window.last_mut() {
                    *last = digit as u8;
                }
                filled += 1;
                joined = false;
                if filled >= 18 && is_long(&window) {
                    return true;
                }
            }
            ' ' | '-' if !joined => joined = true,
            _ => filled = 0,
        }
    }
    false
}

fn has_short(text: &str) -> bool {
    let is_digit = |c: char| clean::to_half_width(c).is_ascii_digit();
    text.split(|c| !is_digit(c)).any(|run| {
        let digits: String = run.chars().take(16).map(clean::to_half_width).collect();
        digits.len() == 15
            && number(&digits, 0..2).is_some_and(is_province)
            && number(&digits, 6..8).is_some_and(|year| is_day(&digits, 1900 + year, 8))
    })
}

fn is_long(window: &[u8; 18]) -> bool {
    let Ok(text) = core::str::from_utf8(window) else {
        return false;
    };
    let Some((check, first17)) = window.split_last() else {
        return false;
    };
    citizen_check(first17) == Some(*check)
        && (number(text, 0..2).is_some_and(is_province) || is_foreign_resident(text))
        && number(text, 6..10).is_some_and(|year| (1800..2100).contains(&year) && is_day(text, year, 10))
}

/// The form of 2023 for foreign permanent residents: a 9 before the province.
fn is_foreign_resident(text: &str) -> bool {
    text.starts_with('9') && number(text, 1..3).is_some_and(is_province)
}

/// Whether month and day, from this place on, make a date of the year.
fn is_day(text: &str, year: u32, from: usize) -> bool {
    let date = || {
        let (month, day) = (number(text, from..from + 2)?, number(text, from + 2..from + 4)?);
        Date::from_ymd(year as i32, month, day)
    };
    date().is_some()
}

fn number(text: &str, range: core::ops::Range<usize>) -> Option<u32> {
    text.get(range)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    // The division 329902 does not exist.
    #[test]
    fn ids_are_found_however_they_are_written() {
        for text in [
            "法定代表人（身份证329902199003071230）",
            "329902 19900307 1230",
            "329902-19900307-1230",
            "３２９９０２１９９００３０７１２３０",
            "no.32990219900307123０/2025",
            "1329902199003071230",
            "身份证号329902900307123",
            "93299019900307123X",
        ] {
            assert!(is_in(text), "{text}");
        }
    }

    #[test]
    fn other_numbers_pass() {
        for text in [
            "329902199003071233",
            "329902199013071232",
            "（2025）苏9902执1234号",
            "91329902MA1B2C3D4X",
            "3299**********1232",
            "1990-03-07 2025-03-01 2026-03-01",
            "329902001323123",
            "1329902900307123",
            "",
        ] {
            assert!(!is_in(text), "{text}");
        }
    }
}
