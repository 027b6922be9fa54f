//! The columns that screening adds, and what may stand in them.

use crate::error::CliError;
use jrp_intake::Language;

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

/// The text as it may stand in a cell.
pub(super) use jrp_core::compare::cell as safe;
