//! Cells as people type and systems export them → text.

use jrp_core::subject::{CitizenIds, spreadsheet};
use jrp_core::unseen;
use std::borrow::Cow;

/// Text without invisible characters, controls as spaces, trimmed; blank where it says nothing.
pub(crate) fn text(cell: &str) -> Cow<'_, str> {
    // Text that was copied from the inside of a workbook; a workbook's own cells are decoded where they are read.
    let visible = match spreadsheet::unescaped(cell) {
        Cow::Borrowed(cell) => visible(cell),
        Cow::Owned(cell) => Cow::Owned(visible(&cell).into_owned()),
    };
    let trimmed = match visible {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    };
    if says_nothing(&trimmed) {
        Cow::Borrowed("")
    } else {
        trimmed
    }
}

/// A character that a text to be shown may not have, where it has one. Marks that copying leaves behind and that move
/// nothing are dropped by [`text`]; controls of ASCII, such as line breaks in a cell, become spaces.
pub(crate) fn unfit(cell: &str) -> Option<char> {
    // Whatever is refused begins with one of these bytes.
    let suspicious = |b: u8| matches!(b, 0xC2 | 0xD8 | 0xDB | 0xDC | 0xE0..=0xE2 | 0xEF | 0xF0 | 0xF3);
    if !cell.bytes().fold(false, |found, b| found | suspicious(b)) {
        return None;
    }
    let is_left_behind =
        |c| matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}');
    cell.chars()
        .find(|c| unseen::is_unseen(*c) && !c.is_ascii() && !is_left_behind(*c))
}

/// Full-width ASCII as ASCII: codes, dates and headers typed with a Chinese keyboard.
pub(crate) fn half_width(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(is_full_width_lead) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(to_half_width).collect())
}

/// One character of [`half_width`].
pub(crate) fn to_half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        _ if is_full_width(c) => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Text of a cell as it may stand in a message: short, one line, and without long numbers, which may be a person's.
pub(crate) fn quoted(text: &str) -> String {
    if CitizenIds::may_be_in(text) {
        return format!(
            "(a text of {} characters with a long number)",
            text.chars().count()
        );
    }
    let mut shown: String = text.chars().take(SHOWN).map(plain).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

/// Characters of a cell shown in a message.
const SHOWN: usize = 40;

/// What feeds write where they have nothing to say.
pub(crate) const NOTHING: [&str; 11] = [
    "无",
    "暂无",
    "-",
    "--",
    "—",
    "——",
    "/",
    "N/A",
    "null",
    "NULL",
    "无处罚期限",
];

/// What databases write for it.
const DATABASE_NULL: [&str; 2] = ["\\n", "\\N"];

/// Lengths of the words for nothing, as bits; most cells are ruled out by theirs.
const NOTHING_LENGTHS: u64 = {
    let (mut lengths, mut words) = (1 << 2, NOTHING.as_slice());
    while let [first, rest @ ..] = words {
        lengths |= 1 << first.len();
        words = rest;
    }
    lengths
};

/// Whether a feed writes this where it has nothing to say.
fn says_nothing(text: &str) -> bool {
    if text.is_empty() {
        return true;
    }
    let may_be = text.len() < 64 && NOTHING_LENGTHS >> text.len() & 1 == 1;
    may_be && (NOTHING.contains(&text) || DATABASE_NULL.contains(&text))
        || text.starts_with('\u{FF0D}') && text.chars().all(|c| c == '\u{FF0D}')
}

fn visible(cell: &str) -> Cow<'_, str> {
    // Whatever is_invisible and is_break name, and the controls of Latin-1, begin with one of these three bytes.
    let suspicious = |b: u8| b < b' ' || matches!(b, 0x7F | 0xC2 | 0xE2 | 0xEF);
    let is_changed = |c: char| is_invisible(c) || plain(c) != c;
    // Every byte is looked at, which is quicker than to stop early.
    if !cell.bytes().fold(false, |found, b| found | suspicious(b)) || !cell.chars().any(is_changed) {
        return Cow::Borrowed(cell);
    }
    Cow::Owned(cell.chars().filter(|c| !is_invisible(*c)).map(plain).collect())
}

fn plain(c: char) -> char {
    if c.is_control() || is_break(c) { ' ' } else { c }
}

/// Line and paragraph separators.
fn is_break(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// Zero-width characters, byte-order marks, and the marks that turn the direction of writing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn is_full_width(c: char) -> bool {
    matches!(c, '\u{FF01}'..='\u{FF5E}' | '\u{3000}')
}

/// Bytes with which the characters of [`is_full_width`] begin, and others.
fn is_full_width_lead(byte: u8) -> bool {
    matches!(byte, 0xE3 | 0xEF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_controls_and_invisible_characters_go() {
        for (cell, expected) in [
            ("\u{3000} 江州\u{200b} \u{feff}", "江州"),
            ("a\nb\tc\u{0}", "a b c"),
            ("\u{202e}abc\u{a0}", "abc"),
            ("plain", "plain"),
        ] {
            assert_eq!(text(cell), expected, "{cell:?}");
        }
    }

    #[test]
    fn no_character_escapes_the_quick_looks() {
        for c in (0..=0x0010_FFFF).filter_map(char::from_u32) {
            let cell = c.to_string();
            let slow: String = cell.chars().filter(|c| !is_invisible(*c)).map(plain).collect();
            assert_eq!(visible(&cell), slow, "{c:?}");
            assert_eq!(half_width(&cell), to_half_width(c).to_string(), "{c:?}");
        }
    }

    #[test]
    fn no_unfit_character_escapes_the_quick_look() {
        for c in (0..=0x0010_FFFF).filter_map(char::from_u32) {
            let left_behind =
                matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}');
            let expected = Some(c).filter(|c| unseen::is_unseen(*c) && !c.is_ascii() && !left_behind);
            assert_eq!(unfit(&format!("甲{c}乙")), expected, "{c:?}");
        }
    }

    #[test]
    fn words_for_nothing_are_blank() {
        for cell in [
            " 暂无",
            "无",
            "\\n",
            "无处罚期限",
            "null",
            "NULL",
            "N/A",
            "-",
            "—",
            "/",
            "－",
            "",
            "\n",
        ] {
            assert_eq!(text(cell), "", "{cell:?}");
        }
        assert_eq!(text("无锡"), "无锡");
    }

    #[test]
    fn messages_show_no_long_numbers() {
        assert_eq!(quoted("2025-13-01"), "\"2025-13-01\"");
        assert!(!quoted("某329902199001011230").contains("1990"));
        assert!(!quoted("３２９９０２１９９００１０１１２３０").contains('９'));
        assert!(!quoted("329902-1990.0101 1230").contains("1990"));
        assert!(!quoted("三二九九〇二一九九〇〇一〇一一二三〇").contains('九'));
        assert_eq!(quoted(&"x".repeat(50)).chars().count(), 43);
    }
}
