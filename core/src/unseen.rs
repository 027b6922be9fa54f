//! Characters that are not seen, or that change how the text around them is seen.
//!
//! In a name they make one company look like another, or a terminal do what nobody asked for. No text of a record needs
//! them: building refuses them, JSON and terminals show them escaped.

use core::fmt::{self, Write};

/// Whether a character moves the text around it: the controls of Latin-1 (a terminal obeys some), line and paragraph
/// separators, and the marks that turn the direction of writing.
pub fn moves(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9F}' | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character leaves no mark of its own: what moves others, every control, and the format characters of Unicode
/// (general category Cf).
pub fn is_unseen(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    moves(c)
        || matches!(
            c,
            '\u{AD}'
                | '\u{600}'..='\u{605}'
                | '\u{6DD}'
                | '\u{70F}'
                | '\u{890}'..='\u{891}'
                | '\u{8E2}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200D}'
                | '\u{2060}'..='\u{2065}'
                | '\u{206A}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{110BD}'
                | '\u{110CD}'
                | '\u{13430}'..='\u{1343F}'
                | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0001}'
                | '\u{E0020}'..='\u{E007F}'
        )
}

/// Whether a text holds what no text of a file may: a control, or what moves the text around it.
pub fn is_unfit(c: char) -> bool {
    c.is_control() || moves(c)
}

/// Whether a text holds such a character.
pub(crate) fn holds_unfit(text: &str) -> bool {
    // Every one is one of these bytes, or begins with one.
    let suspicious = |byte: u8| byte < b' ' || matches!(byte, 0x7F | 0xC2 | 0xD8 | 0xE2);
    text.bytes().any(suspicious) && text.contains(is_unfit)
}

/// A text in quotation marks, as messages show what was found. What `{:?}` writes takes tables of its own, some six kilobytes of
/// the web module.
pub struct Quoted<'a>(pub &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for c in self.0.chars() {
            match c {
                '"' | '\\' => write!(f, "\\{c}")?,
                '\n' => f.write_str("\\n")?,
                '\r' => f.write_str("\\r")?,
                '\t' => f.write_str("\\t")?,
                c if is_unseen(c) => write!(f, "{}", c.escape_unicode())?,
                c => f.write_char(c)?,
            }
        }
        f.write_char('"')
    }
}

/// The text with what is not seen written out, as in `\u{202e}`; everything else as it is.
pub fn reveal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match is_unseen(c) {
            true => out.extend(c.escape_unicode()),
            false => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_written_out() {
        assert_eq!(
            reveal("甲\u{202e}乙\u{9b}\u{1b}[31m\u{feff}\n"),
            "甲\\u{202e}乙\\u{9b}\\u{1b}[31m\\u{feff}\\u{a}"
        );
        let seen = "江州市（云澜）“示例”有限公司·A—1 ㈱\u{3000}\u{20000}";
        assert_eq!(reveal(seen), seen);
    }

    #[test]
    fn quoted_texts_are_as_debug_writes_them() {
        for text in [
            "",
            "江州市“示例”",
            "a\"b\\c",
            "甲\n乙\r\t",
            "甲\u{202e}乙\u{feff}\u{1b}",
        ] {
            assert_eq!(Quoted(text).to_string(), format!("{text:?}"));
        }
    }

    #[test]
    fn nothing_unfit_escapes_the_quick_look() {
        for c in '\0'..='\u{10FFFF}' {
            assert_eq!(holds_unfit(c.encode_utf8(&mut [0; 4])), is_unfit(c), "{c:?}");
        }
    }

    #[test]
    fn every_control_and_all_that_moves_is_not_seen() {
        for c in '\0'..='\u{10FFFF}' {
            assert!(is_unseen(c) || !c.is_control() && !moves(c), "{c:?}");
            assert!(!is_unseen(c) || !c.is_alphanumeric(), "{c:?}");
        }
    }
}
