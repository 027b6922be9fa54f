//! What a row comes to, as the cells that are added to it.

use super::added::safe;
use crate::words;
use jrp_core::compare::{Comparison, Outcome, QueryError};
use jrp_core::policy::Lang;
use jrp_intake::Unreadable;
use std::borrow::Cow;

/// The answer to one row.
pub(super) struct Verdict {
    pub(super) outcome: Outcome,
    /// Codes of the lists found, the strictest first
    lists: String,
    /// Grade of the strictest finding
    matched: &'static str,
    warnings: String,
    prompt: String,
}

impl Verdict {
    /// The answer of the lists.
    pub(super) fn of(answer: Result<Comparison, QueryError>, lang: Lang) -> Self {
        let comparison = match answer {
            Ok(comparison) => comparison,
            Err(QueryError::Empty { .. }) => return Self::unreadable(&Unreadable::Empty, lang),
            Err(error) => return Self::without_answer(error.to_string()),
        };
        let prompts: Vec<&str> = comparison
            .prompts
            .iter()
            .map(|prompt| prompt.text.as_str())
            .collect();
        Self {
            outcome: comparison.outcome,
            lists: joined(
                comparison
                    .findings
                    .iter()
                    .map(|finding| finding.list.code.as_str()),
            ),
            matched: comparison
                .findings
                .first()
                .map_or("", |finding| finding.matched.code()),
            warnings: joined(comparison.warnings.iter().map(|warning| warning.code)),
            prompt: prompts.join(" "),
        }
    }

    /// A row that says nobody who could be compared.
    pub(super) fn unreadable(why: &Unreadable, lang: Lang) -> Self {
        Self::without_answer(words::unreadable(why, lang))
    }

    fn without_answer(prompt: String) -> Self {
        Self {
            outcome: Outcome::Indeterminate,
            lists: String::new(),
            matched: "",
            warnings: String::new(),
            prompt,
        }
    }

    /// In the order of the added columns.
    pub(super) fn cells(&self) -> [Cow<'_, str>; 5] {
        [
            self.outcome.code(),
            &self.lists,
            self.matched,
            &self.warnings,
            &self.prompt,
        ]
        .map(safe)
    }
}

/// Codes, each once, where it first stands.
fn joined<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    let mut once: Vec<&str> = Vec::new();
    for code in codes {
        if !once.contains(&code) {
            once.push(code);
        }
    }
    once.join(";")
}
