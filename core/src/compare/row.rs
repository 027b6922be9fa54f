//! What a row of a register comes to, as the cells that screening adds: one place for the command, the service and the
//! libraries.

use super::result::{Comparison, Outcome, Prompt};
use crate::order;
use crate::policy::{Lang, PromptCode};
use crate::query::QueryError;
use crate::roster::Match;
use std::borrow::Cow;

impl Outcome {
    /// The strictest first, for rows of a register. A finding that needs a person weighs more than a row that could not be
    /// compared.
    pub const STRICTEST: [Self; 7] = [
        Self::Prohibited,
        Self::Restricted,
        Self::Review,
        Self::Indeterminate,
        Self::Notice,
        Self::Preferred,
        Self::Clear,
    ];

    /// Its place in [`Outcome::STRICTEST`]: 0 is the strictest.
    pub fn strictness(self) -> usize {
        let at = Self::STRICTEST.iter().position(|known| *known == self);
        at.unwrap_or(Self::STRICTEST.len())
    }
}

/// The answer to one row of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RowAnswer {
    /// What it comes to
    pub outcome: Outcome,
    /// Codes of the lists found, the strictest first, with `;` between them
    pub lists: String,
    /// How the strictest finding was reached
    pub grade: Option<Match>,
    /// Codes of what is odd about the input, with `;` between them
    pub warnings: String,
    /// What to tell the person about this row. What holds for every row is left to a summary.
    pub prompt: String,
}

/// Whom a prompt concerns.
enum Concern {
    /// Every row: it stands in the summary.
    All,
    /// Every row that is clear: it names the lists, which stand in the summary.
    Clear([&'static str; 2]),
    Row,
}

const NONE_FOUND: [&str; 2] = [
    "未发现有效记录，比对范围见汇总。",
    "No effective record; see the summary.",
];
const NONE_BESIDES: [&str; 2] = [
    "除上述记录外未发现其他有效记录，比对范围见汇总。",
    "No other effective record; see the summary.",
];
const NOBODY: [&str; 2] = [
    "本行没有可比对的内容，请填写统一社会信用代码、名称，或证件类型和证件号码。",
    "The row names nobody; fill in credit_code, name, or id_kind and id.",
];

fn concern(code: PromptCode) -> Concern {
    match code {
        PromptCode::Official
        | PromptCode::Stale
        | PromptCode::StaleBeyondCalendar
        | PromptCode::Overdue
        | PromptCode::OnBeforeData
        | PromptCode::OnInFuture
        | PromptCode::ListIncomplete => Concern::All,
        PromptCode::NoneFound => Concern::Clear(NONE_FOUND),
        PromptCode::NoneBesides => Concern::Clear(NONE_BESIDES),
        _ => Concern::Row,
    }
}

impl RowAnswer {
    /// The answer of the lists to all questions of a row, the strictest of which counts, and what could not be read of it, in
    /// words. `of_all` gets the prompts that hold for every row.
    pub fn of(
        answers: Vec<Result<Comparison, QueryError>>,
        mut troubles: Vec<String>,
        lang: Lang,
        of_all: impl FnMut(&Prompt),
    ) -> Self {
        let mut of_all = of_all;
        let mut comparisons = Vec::with_capacity(answers.len());
        for answer in answers {
            match answer {
                Ok(comparison) => comparisons.push(comparison),
                // Signs alone, which the lists do not take for a name.
                Err(QueryError::Empty { .. }) => troubles.push(Self::names_nobody(lang).to_owned()),
                Err(error) => troubles.push(error.to_string()),
            }
        }
        let strictness = |comparison: &Comparison| comparison.outcome.strictness();
        order::sort_by(&mut comparisons, |one, other| {
            strictness(one).cmp(&strictness(other))
        });
        let strictest = comparisons.first().map(|comparison| comparison.outcome);
        let open = (!troubles.is_empty() || strictest.is_none()).then_some(Outcome::Indeterminate);
        let outcome = strictest
            .into_iter()
            .chain(open)
            .min_by_key(|outcome| outcome.strictness());
        let outcome = outcome.unwrap_or(Outcome::Indeterminate);
        let findings = || comparisons.iter().flat_map(|comparison| &comparison.findings);
        let warnings = comparisons.iter().flat_map(|comparison| &comparison.warnings);
        let mut said = Said::default();
        let is_decided = strictest == Some(outcome) && outcome != Outcome::Indeterminate;
        if !is_decided {
            troubles.drain(..).for_each(|trouble| said.say(trouble));
        }
        for prompt in comparisons.iter().flat_map(|comparison| &comparison.prompts) {
            match concern(prompt.code) {
                Concern::All => of_all(prompt),
                Concern::Clear(short) if outcome == Outcome::Clear => said.say(lang.pick(short)),
                Concern::Clear(_) => {}
                Concern::Row => said.say(prompt.text.as_str()),
            }
        }
        troubles.into_iter().for_each(|trouble| said.say(trouble));
        Self {
            outcome,
            lists: joined(findings().map(|finding| finding.list.code.as_str())),
            grade: findings().next().map(|finding| finding.matched),
            warnings: joined(warnings.map(|warning| warning.code)),
            prompt: said.0,
        }
    }

    /// The prompt of a row that names nobody.
    pub fn names_nobody(lang: Lang) -> &'static str {
        lang.pick(NOBODY)
    }

    /// The words of the five columns `outcome`, `lists`, `match`, `warnings` and `prompt`, as [`cell`] makes them.
    pub fn cells(&self) -> [Cow<'_, str>; 5] {
        [
            self.outcome.code(),
            &self.lists,
            self.grade.map_or("", Match::code),
            &self.warnings,
            &self.prompt,
        ]
        .map(cell)
    }
}

/// The text on one line, and none that a spreadsheet takes for a formula: such a text is led by an apostrophe.
pub fn cell(text: &str) -> Cow<'_, str> {
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

/// Sentences, each once.
#[derive(Default)]
struct Said(String);

impl Said {
    fn say(&mut self, sentence: impl AsRef<str>) {
        let sentence = sentence.as_ref();
        if self.0.is_empty() {
            self.0.push_str(sentence);
        } else if !self.0.contains(sentence) {
            self.0.push(' ');
            self.0.push_str(sentence);
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r\n@x", "＝1"] {
            let safe = cell(text);
            assert!(
                safe.starts_with('\'') && !safe.contains(char::is_control),
                "{safe:?}"
            );
        }
        for text in ["", "比对一致：=1", "a - b", "'=1"] {
            assert_eq!(cell(text), text);
        }
        assert_eq!(cell("甲\n乙\u{2028}丙"), "甲 乙 丙");
    }

    #[test]
    fn a_row_that_names_nobody_is_open_and_says_why() {
        let row = RowAnswer::of(
            vec![Err(QueryError::Empty { at: 1 })],
            Vec::new(),
            Lang::En,
            |_| {},
        );
        let prompt = "The row names nobody; fill in credit_code, name, or id_kind and id.";
        assert_eq!(row.cells(), ["indeterminate", "", "", "", prompt]);
    }

    #[test]
    fn every_outcome_has_its_own_strictness() {
        for (at, outcome) in Outcome::STRICTEST.into_iter().enumerate() {
            assert_eq!(outcome.strictness(), at);
        }
        assert!(
            Outcome::ALL
                .iter()
                .all(|outcome| outcome.strictness() < Outcome::ALL.len())
        );
    }
}
