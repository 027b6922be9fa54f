//! The columns that screening adds, and what may stand in them.

use jrp_intake::Language;
use std::borrow::Cow;

/// Outcome, lists, match, warnings, prompt: Chinese, English.
pub(super) const ADDED: [[&str; 2]; 5] = [
    ["比对结果", "outcome"],
    ["涉及名单", "lists"],
    ["比对方式", "match"],
    ["输入提醒", "warnings"],
    ["提示", "prompt"],
];

/// By which spreadsheets know that a CSV file is UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The title in the language of the register's own header.
pub(super) fn title([chinese, english]: [&'static str; 2], language: Language) -> &'static str {
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}

/// The text on one line, and none that a spreadsheet takes for a formula: such a text is led by an apostrophe.
pub(super) fn safe(text: &str) -> Cow<'_, str> {
    let is_break = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let line = match text.contains(is_break) {
        true => Cow::Owned(text.replace(is_break, " ")),
        false => Cow::Borrowed(text),
    };
    match line.trim_start().chars().next() {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') => Cow::Owned(format!("'{line}")),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn no_text_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r\n@x", "＝1"] {
            let safe = safe(text);
            assert!(
                safe.starts_with('\'') && !safe.contains(char::is_control),
                "{safe:?}"
            );
        }
        for text in ["", "比对一致：=1", "a - b", "'=1"] {
            assert_eq!(safe(text), text);
        }
        assert_eq!(safe("甲\n乙\u{2028}丙"), "甲 乙 丙");
    }
}
