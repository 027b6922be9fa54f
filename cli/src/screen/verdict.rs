//! What a row comes to, as the cells that are added to it.

use super::added::{Added, safe};
use super::tally::Tally;
use crate::words;
use jrp_core::compare::{Comparison, Match, Outcome, QueryError, RowAnswer};
use jrp_core::policy::Lang;
use jrp_core::roster::RosterSet;
use jrp_intake::{Language, Unreadable};
use std::borrow::Cow;

/// The answer to one row.
pub(super) struct Verdict {
    pub(super) outcome: Outcome,
    row: RowAnswer,
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
        let troubles = doubts.iter().map(|why| words::unreadable(why, lang));
        let row = RowAnswer::of(answers, troubles.collect(), lang, |prompt| tally.hold(prompt));
        let outcome = row.outcome;
        Self { outcome, row }
    }

    /// The cell as people read it: outcomes, lists and grades in words.
    pub(super) fn in_words(&self, column: Added, rosters: &RosterSet<Vec<u8>>, language: Language) -> String {
        let (lang, between) = match language {
            Language::Chinese => (Lang::ZhCn, "\u{FF1B}"),
            Language::English => (Lang::En, "; "),
        };
        match column {
            Added::Outcome => lang.pick(words::outcome(self.outcome)).to_owned(),
            Added::Lists => {
                let codes = self.row.lists.split(';');
                let names = codes.map(|code| rosters.list(code).map_or(code, |list| list.name_in(lang)));
                names.collect::<Vec<_>>().join(between)
            }
            Added::Match => self
                .row
                .grade
                .map(|grade| lang.pick(words::matched(grade)))
                .unwrap_or_default()
                .to_owned(),
            Added::Warnings | Added::Prompt => self.cell(column).into_owned(),
        }
    }

    pub(super) fn cell(&self, column: Added) -> Cow<'_, str> {
        safe(match column {
            Added::Outcome => self.outcome.code(),
            Added::Lists => &self.row.lists,
            Added::Match => self.row.grade.map_or("", Match::code),
            Added::Warnings => &self.row.warnings,
            Added::Prompt => &self.row.prompt,
        })
    }
}
