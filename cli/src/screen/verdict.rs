//! What a row comes to, as the cells that are added to it.

use super::added::{Added, safe};
use super::tally::{Tally, strictness};
use crate::words::{self, pick};
use jrp_core::compare::{Comparison, Match, Outcome, Prompt, QueryError};
use jrp_core::policy::Lang;
use jrp_core::roster::RosterSet;
use jrp_intake::{Language, Unreadable};
use std::borrow::Cow;

/// The answer to one row.
pub(super) struct Verdict {
    pub(super) outcome: Outcome,
    /// Codes of the lists found, the strictest first
    lists: String,
    /// Grade of the strictest finding
    grade: Option<Match>,
    warnings: String,
    prompt: String,
}

/// Whom a prompt concerns.
enum Concern {
    /// Every row: it stands in the summary.
    All,
    /// Every row that is clear: it names the lists, which stand in the summary.
    Clear([&'static str; 2]),
    Row,
}

fn concern(prompt: &Prompt) -> Concern {
    match prompt.code.code() {
        "official"
        | "stale"
        | "stale-beyond-calendar"
        | "overdue"
        | "on-before-data"
        | "on-in-future"
        | "list-incomplete" => Concern::All,
        "none-found" => Concern::Clear(words::NONE_FOUND),
        "none-besides" => Concern::Clear(words::NONE_BESIDES),
        _ => Concern::Row,
    }
}

impl Verdict {
    /// The answer of the lists to all questions of a row, the strictest of which counts, and what could not be read of it.
    /// What concerns every row goes to the tally.
    pub(super) fn of(
        answers: Vec<Result<Comparison, QueryError>>,
        doubts: &[Unreadable],
        lang: Lang,
        tally: &mut Tally,
    ) -> Self {
        let mut troubles: Vec<String> = doubts.iter().map(|why| words::unreadable(why, lang)).collect();
        let mut comparisons = Vec::with_capacity(answers.len());
        for answer in answers {
            match answer {
                Ok(comparison) => comparisons.push(comparison),
                // Signs alone, which the lists do not take for a name.
                Err(QueryError::Empty { .. }) => troubles.push(words::unreadable(&Unreadable::Empty, lang)),
                Err(error) => troubles.push(error.to_string()),
            }
        }
        comparisons.sort_by_key(|comparison| strictness(comparison.outcome));
        let strictest = comparisons.first().map(|comparison| comparison.outcome);
        let open = (!troubles.is_empty() || strictest.is_none()).then_some(Outcome::Indeterminate);
        let outcome = strictest
            .into_iter()
            .chain(open)
            .min_by_key(|outcome| strictness(*outcome));
        let outcome = outcome.unwrap_or(Outcome::Indeterminate);
        let findings = || comparisons.iter().flat_map(|comparison| &comparison.findings);
        let warnings = comparisons.iter().flat_map(|comparison| &comparison.warnings);
        let mut said = Said::default();
        let is_decided = strictest == Some(outcome) && outcome != Outcome::Indeterminate;
        if !is_decided {
            troubles.drain(..).for_each(|trouble| said.say(trouble));
        }
        for prompt in comparisons.iter().flat_map(|comparison| &comparison.prompts) {
            match concern(prompt) {
                Concern::All => tally.hold(prompt),
                Concern::Clear(short) if outcome == Outcome::Clear => said.say(pick(lang, short)),
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

    /// The cell as people read it: outcomes, lists and grades in words.
    pub(super) fn in_words(&self, column: Added, rosters: &RosterSet<Vec<u8>>, language: Language) -> String {
        let (lang, between) = match language {
            Language::Chinese => (Lang::ZhCn, "\u{FF1B}"),
            Language::English => (Lang::En, "; "),
        };
        match column {
            Added::Outcome => pick(lang, words::outcome(self.outcome)).to_owned(),
            Added::Lists => {
                let codes = self.lists.split(';');
                let names = codes.map(|code| rosters.list(code).map_or(code, |list| list.name_in(lang)));
                names.collect::<Vec<_>>().join(between)
            }
            Added::Match => self
                .grade
                .map(|grade| pick(lang, words::matched(grade)))
                .unwrap_or_default()
                .to_owned(),
            Added::Warnings | Added::Prompt => self.cell(column).into_owned(),
        }
    }

    pub(super) fn cell(&self, column: Added) -> Cow<'_, str> {
        safe(match column {
            Added::Outcome => self.outcome.code(),
            Added::Lists => &self.lists,
            Added::Match => self.grade.map_or("", Match::code),
            Added::Warnings => &self.warnings,
            Added::Prompt => &self.prompt,
        })
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
