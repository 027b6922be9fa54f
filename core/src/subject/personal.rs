//! Numbers that can be a natural person's, whatever they were typed as: they are masked wherever they are echoed.

use super::clean::{half_width, is_invisible, is_mask_sign};
use super::digits::digit;
use super::hint::has_province;
use super::mask::keep_ends;
use super::{IdKind, Identifier};
use crate::date::Date;

/// The fewest digits of such a number.
const SHORTEST: usize = 15;

/// The oldest birth year that is taken for one.
const FIRST_YEAR: i32 = 1900;

/// Whether a value in canonical form can be a citizen id: 15 digits of the old form, 17 of the new one with or without a
/// check, whatever that is, with a known province and a birth date from 1900 to `today`.
pub(crate) fn may_be_citizen_id(value: &str, today: Date) -> bool {
    let (head, last) = value.split_at_checked(17).unwrap_or((value, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(head) || !(digits(last) || last == "X") {
        return false;
    }
    let number = |from: usize, to: usize| value.get(from..to)?.parse::<u32>().ok();
    let (year, rest) = match value.len() {
        15 => (number(6, 8).map(|year| 1900 + year), 8),
        17 | 18 => (number(6, 10), 10),
        _ => return false,
    };
    // A foreign permanent resident's id begins with 9, then the province; there were none of the old form.
    let province = match value.strip_prefix('9') {
        Some(behind) if value.len() > 15 => behind,
        _ => value,
    };
    let date = year
        .zip(number(rest, rest + 2))
        .zip(number(rest + 2, rest + 4))
        .and_then(|((year, month), day)| Date::from_ymd(i32::try_from(year).ok()?, month, day));
    has_province(IdKind::CitizenId, province)
        && date.is_some_and(|date| date.ymd().0 >= FIRST_YEAR && date <= today)
}

/// The same of somebody who may live. Of fifteen digits with a birth before 1910 it is nobody: such are registration numbers,
/// which count up from zero behind their division.
pub(crate) fn may_be_of_living(value: &str, today: Date) -> bool {
    !is_before_1910(value.as_bytes(), b'0') && may_be_citizen_id(value, today)
}

/// Whether fifteen digits, of which the nought is given, tell a birth in the first ten years of the century.
pub(super) fn is_before_1910(digits: &[u8], nought: u8) -> bool {
    digits.len() == SHORTEST && digits.get(6) == Some(&nought)
}

/// Whether a run of digits, which an X may end, holds a number that can be a person's: the whole of it, or the beginning
/// of a tax number made of an id and two more digits; in a run of another length, any part of it.
fn holds_person(run: &str, today: Date) -> bool {
    let is_person = |from: usize, to: usize| {
        run.get(from..to)
            .is_some_and(|part| may_be_citizen_id(part, today))
    };
    match run.len() {
        0..15 => false,
        15 | 17 | 18 => is_person(0, run.len()),
        20 if is_person(0, 17) => true,
        length => (0..=length - 15).any(|at| is_person(at, at + 17) || is_person(at, at + 15)),
    }
}

/// The text with every number that can be a person's masked; `None` where there is none.
pub(crate) fn without_persons(text: &str, today: Date) -> Option<String> {
    // Nearly all texts are seen to hold too few digits by their bytes.
    if text.bytes().filter(|byte| may_begin_digit(*byte)).count() < SHORTEST
        || text.chars().filter(|c| digit(*c).is_some()).count() < SHORTEST
    {
        return None;
    }
    // Digits that follow each other, but for signs that stand between groups, with the places of their characters.
    let (mut runs, mut run) = (Vec::new(), Vec::new());
    for (at, c) in text.char_indices() {
        match digit(c) {
            Some(digit) => run.push((at, digit)),
            None if matches!(half_width(c), 'X' | 'x') && run.len() >= 17 => {
                run.push((at, 'X'));
                runs.push(core::mem::take(&mut run));
            }
            None if is_between_groups(c) => {}
            None => runs.push(core::mem::take(&mut run)),
        }
    }
    runs.push(run);
    let mut hidden = Vec::new();
    for run in runs {
        let digits: String = run.iter().map(|(_, digit)| digit).collect();
        if holds_person(&digits, today) {
            let ends = if digits.len() > 15 { 4 } else { 3 };
            let shown = keep_ends(&digits, 4, ends);
            hidden.extend(
                run.iter()
                    .zip(shown.chars())
                    .filter(|(_, c)| *c == '*')
                    .map(|((at, _), _)| *at),
            );
        }
    }
    let hide = |(at, c)| if hidden.binary_search(&at).is_ok() { '*' } else { c };
    (!hidden.is_empty()).then(|| text.char_indices().map(hide).collect())
}

/// The signs of the numbers in a text with their places: digits, letters, what hides a sign as `*`; upper case, half width.
pub(crate) fn signs(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter_map(|(at, c)| {
        let half = half_width(c);
        let sign = match digit(c) {
            Some(digit) => digit,
            None if half.is_ascii_alphabetic() => half.to_ascii_uppercase(),
            None if is_mask_sign(c) => '*',
            None => return None,
        };
        Some((at, sign))
    })
}

/// The same of an identifier in canonical form.
pub(crate) fn mask_for_display(id: &Identifier, today: Date) -> String {
    let value = id.value();
    let hidden = match is_nobodys(value, today) {
        true => None,
        false => without_persons(value, today),
    };
    hidden.unwrap_or_else(|| value.to_owned())
}

/// Whether a number is seen at once to hold no person's, as nearly all are. `false` says nothing.
fn is_nobodys(value: &str, today: Date) -> bool {
    if !value
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
    {
        return false;
    }
    let mut rest = value;
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let ends_in_x = digits >= 17 && rest.as_bytes().get(digits) == Some(&b'X');
        let Some((run, behind)) = rest.split_at_checked(digits + usize::from(ends_in_x)) else {
            return false;
        };
        if holds_person(run, today) {
            return false;
        }
        if behind.is_empty() {
            return true;
        }
        // The letter that ended the run; an X is of it.
        rest = behind.get(usize::from(!ends_in_x)..).unwrap_or_default();
    }
}

/// Whether a character whose first byte this is may be a digit: an ASCII one, or one of another script, Chinese numerals
/// among them.
fn may_begin_digit(byte: u8) -> bool {
    byte.is_ascii_digit() || byte >= 0xC0
}

/// Whether a sign may stand between the groups of a number.
pub(super) fn is_between_groups(c: char) -> bool {
    is_invisible(c)
        || matches!(
            half_width(c),
            '-' | '.' | '_' | '\u{B7}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Date {
        Date::from_ymd(2026, 11, 29).unwrap()
    }

    #[test]
    fn province_and_birth_date_make_a_number_a_persons_whatever_its_check() {
        for value in [
            "110105194912310021",
            "11010519491231002",
            "11010519491231002X",
            "110105491231002",
            "932840199001010019",
            "830000199901010010",
        ] {
            assert!(may_be_citizen_id(value, today()), "{value}");
        }
        for value in [
            "990105194912310021",
            "110105194913310021",
            "110105189912310021",
            "110105202612310021",
            "11010519491231002A",
            "914403001922038216",
            "320500000000018",
            "1101051949123100",
        ] {
            assert!(!may_be_citizen_id(value, today()), "{value}");
        }
    }

    #[test]
    fn a_number_that_is_nobodys_is_seen_as_such() {
        for value in [
            "110105194912310021",
            "11010519491231002X",
            "11010519491231002",
            "11010519491231002101",
            "110105194912310021X1",
            "91320507MA1QF7RX58",
            "914403001922038216",
            "A110105491231002",
            "110105491231002A",
            "913205071101054912",
        ] {
            let hidden = without_persons(value, today());
            assert_eq!(is_nobodys(value, today()), hidden.is_none(), "{value}");
        }
        assert!(is_nobodys("91320507MA1QF7RX58", today()) && is_nobodys("914403001922038216", today()));
    }

    #[test]
    fn no_digit_escapes_the_look_at_bytes() {
        for c in '\0'..='\u{10FFFF}' {
            let first = c.encode_utf8(&mut [0; 4]).as_bytes()[0];
            assert!(digit(c).is_none() || may_begin_digit(first), "{c:?}");
        }
    }

    #[test]
    fn such_numbers_are_masked_in_any_text() {
        let shown = |text: &str| without_persons(text, today());
        for (text, masked) in [
            ("钟离甲110105194912310021", "钟离甲1101**********0021"),
            ("钟离甲（110105 19491231 002x）", "钟离甲（1101** ******** 002x）"),
            ("110105-19491231-0021", "1101**-********-0021"),
            ("11010519491231002101", "1101************2101"),
            ("110105491231002", "1101********002"),
            (
                "１１０１０５１９４９１２３１００２１",
                "１１０１**********００２１",
            ),
            ("110105194912310021 13912345678", "1101************** *******5678"),
            (
                "一一〇一〇五一九四九一二三一〇〇二一",
                "一一〇一**********〇〇二一",
            ),
            ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢١", "١١٠١**********٠٠٢١"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(masked));
        }
        assert_eq!(shown("914403001922038216"), None);
        assert_eq!(shown("苏州甲乙科技有限公司"), None);
    }
}
