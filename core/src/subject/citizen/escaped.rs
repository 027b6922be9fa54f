//! Characters that are written as pages, addresses and programs write them: `&#51;`, `%33`, `\u0033`.

use crate::subject::name::entities::byte;

/// Escapes within escapes, as `%2533` and `&amp;#51;`, that are looked into.
const DEPTH: usize = 3;

/// The longest number of a character, in digits.
const LONGEST: usize = 8;

/// The text with the characters that its escapes stand for; `None` where there are none.
pub(super) fn plain(text: &str) -> Option<String> {
    let mut found: Option<String> = None;
    for _ in 0..DEPTH {
        match once(found.as_deref().unwrap_or(text)) {
            Some(plain) => found = Some(plain),
            None => break,
        }
    }
    found
}

/// The text with the ideographs, and the signs among them, that references of a page stand for: `&#33487;`. The numbers of such
/// characters are nobody's; all else stays as it is written.
pub(super) fn with_ideographs(text: &str) -> Option<String> {
    let is_written = |c: char| matches!(c, '\u{3000}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF60}');
    let mut pieces = text.split('&');
    let mut out = pieces.next()?.to_owned();
    let mut any = false;
    for piece in pieces {
        let ended = piece.split_once(';').map(|(number, _)| number.len());
        let found = reference(piece)
            .filter(|(_, behind)| ended.is_some_and(|at| behind.len() + at + 1 == piece.len()));
        match found {
            Some((Written::Char(c), behind)) if is_written(c) => {
                any = true;
                out.push(c);
                out.push_str(behind);
            }
            _ => out.extend(["&", piece]),
        }
    }
    any.then_some(out)
}

fn once(text: &str) -> Option<String> {
    if !text.contains(['&', '%', '\\', '\u{FF06}', '\u{FF05}', '\u{FF3C}']) {
        return None;
    }
    let mut out = Vec::with_capacity(text.len());
    let (mut rest, mut any) = (text, false);
    while let Some(c) = rest.chars().next() {
        let behind = rest.get(c.len_utf8()..).unwrap_or_default();
        let escape = match c {
            '&' | '\u{FF06}' => reference(behind),
            '%' | '\u{FF05}' => byte(behind).map(|(byte, behind)| (Written::Byte(byte), behind)),
            '\\' | '\u{FF3C}' => of_program(behind),
            _ => None,
        };
        any |= escape.is_some();
        rest = match escape {
            Some((Written::Char(c), behind)) => {
                out.extend(c.encode_utf8(&mut [0; 4]).bytes());
                behind
            }
            // Several make one character of UTF-8.
            Some((Written::Byte(byte), behind)) => {
                out.push(byte);
                behind
            }
            None => {
                out.extend(c.encode_utf8(&mut [0; 4]).bytes());
                behind
            }
        };
    }
    any.then(|| String::from_utf8_lossy(&out).into_owned())
}

/// What an escape stands for.
enum Written {
    Char(char),
    Byte(u8),
}

/// What is written at the beginning of a text, and what stands behind it.
type Read<'t> = Option<(Written, &'t str)>;

/// `#51;`, `#x33;`, and `amp;` for the sign that begins such a reference. Browsers do without the last sign.
fn reference(text: &str) -> Read<'_> {
    if let Some(behind) = text.strip_prefix("amp") {
        let behind = behind.strip_prefix([';', '\u{FF1B}']).unwrap_or(behind);
        return Some((Written::Char('&'), behind));
    }
    let number = text.strip_prefix(['#', '\u{FF03}'])?;
    let (radix, digits) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (16, hex),
        None => (10, number),
    };
    let length = digits.chars().take_while(|c| c.is_digit(radix)).count();
    let (c, behind) = number_of(digits, radix, length)?;
    Some((c, behind.strip_prefix([';', '\u{FF1B}']).unwrap_or(behind)))
}

/// `u0033`, `u{33}`, `U00000033`, `x33`, `063`.
fn of_program(text: &str) -> Read<'_> {
    if let Some(braced) = text.strip_prefix("u{").or_else(|| text.strip_prefix("x{")) {
        let (c, behind) = number_of(braced, 16, braced.find('}')?)?;
        return Some((c, behind.strip_prefix('}')?));
    }
    let (digits, radix, length) = match text.chars().next()? {
        'u' => (text.get(1..)?, 16, 4),
        'U' => (text.get(1..)?, 16, 8),
        'x' => (text.get(1..)?, 16, 2),
        '0'..='7' => (text, 8, 3),
        _ => return None,
    };
    number_of(digits, radix, length)
}

/// The character whose number these first digits are.
fn number_of(digits: &str, radix: u32, length: usize) -> Read<'_> {
    let (number, behind) = digits.split_at_checked(length)?;
    let is_number = (1..=LONGEST).contains(&length) && number.chars().all(|c| c.is_digit(radix));
    let code = u32::from_str_radix(number, radix).ok().filter(|_| is_number)?;
    Some((Written::Char(char::from_u32(code)?), behind))
}

#[cfg(test)]
mod tests {
    use super::{plain, with_ideographs};
    use proptest::prelude::*;

    #[test]
    fn escapes_of_every_kind_are_read() {
        for (text, expected) in [
            ("&#51;2", "32"),
            ("&#x33;&#X32&#048", "320"),
            ("＆＃51；", "3"),
            ("&amp;#51;", "3"),
            ("%33%32", "32"),
            ("%2533", "3"),
            ("%E4%B8%89", "三"),
            (r"\u0033\x32\u{31}\U00000030\064", "32104"),
            ("100%, A&B", ""),
            (r"C:\users", ""),
            ("&#;%zz", ""),
        ] {
            assert_eq!(plain(text).unwrap_or_default(), expected, "{text}");
        }
    }

    #[test]
    fn references_of_ideographs_alone_are_read() {
        for (text, expected) in [
            ("&#33487;&#24030;甲", Some("苏州甲")),
            ("A&B &#x82cf;&#65288;320&#65289;", Some("A&B 苏（320）")),
            ("&#33487&#24030;", Some("&#33487州")),
            ("&#51;&#50; A&B", None),
            ("&#320501;&#198804;", None),
        ] {
            assert_eq!(with_ideographs(text).as_deref(), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_text_is_read(text in "[&#%\\\\ux{}0-9a-f;三]{0,40}") {
            let plain = plain(&text);
            prop_assert!(plain.is_none_or(|plain| plain.len() <= 3 * text.len()));
        }
    }
}
