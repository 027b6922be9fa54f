//! The columns that screening adds, and what may stand in them.

use crate::error::CliError;
use jrp_intake::Language;
use std::borrow::Cow;

/// A column that screening adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Added {
    Outcome,
    Lists,
    Match,
    Warnings,
    Prompt,
}

impl Added {
    /// All, in the order in which they stand where nobody chooses.
    pub(super) const ALL: [Self; 5] = [
        Self::Outcome,
        Self::Lists,
        Self::Match,
        Self::Warnings,
        Self::Prompt,
    ];

    /// The English title, which is also the word on the command line.
    pub(super) fn code(self) -> &'static str {
        self.title(Language::English)
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.code() == code)
    }

    /// The title in the language of the register's own header.
    pub(super) fn title(self, language: Language) -> &'static str {
        let [chinese, english] = match self {
            Self::Outcome => ["比对结果", "outcome"],
            Self::Lists => ["涉及名单", "lists"],
            Self::Match => ["比对方式", "match"],
            Self::Warnings => ["输入提醒", "warnings"],
            Self::Prompt => ["提示", "prompt"],
        };
        match language {
            Language::Chinese => chinese,
            Language::English => english,
        }
    }

    /// What was chosen, each once; all where nothing was.
    pub(super) fn chosen(columns: &[Self]) -> Result<Vec<Self>, CliError> {
        if columns.is_empty() {
            return Ok(Self::ALL.to_vec());
        }
        for (at, column) in columns.iter().enumerate() {
            if columns.iter().take(at).any(|before| before == column) {
                let code = column.code();
                return Err(CliError::Usage(format!(
                    "--columns: {code} is named twice; name every column once"
                )));
            }
        }
        Ok(columns.to_vec())
    }
}

/// By which spreadsheets know that a CSV file is UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

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
