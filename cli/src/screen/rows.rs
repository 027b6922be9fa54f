//! Rows that come from a program and not from a table, answered in the words of `jrp screen`.

use super::added::Added;
use super::tally::Tally;
use super::verdict::Verdict;
use jrp_core::compare::{LongAnswers, Prompt};
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::roster::RosterSet;
use serde::Serialize;

/// What rows come to.
#[derive(Serialize)]
pub(crate) struct Answered {
    rows: Vec<Row>,
    /// What holds for every row
    notes: Vec<Prompt>,
}

impl jrp_core::json::Plain for Answered {}

/// A row, by the columns that `jrp screen` adds.
#[derive(Serialize)]
struct Row {
    outcome: &'static str,
    lists: String,
    #[serde(rename = "match")]
    matched: String,
    warnings: String,
    prompt: String,
}

/// Answers rows, each a subject, asked as the question is.
pub(crate) fn answer(
    rosters: &RosterSet<Vec<u8>>,
    mut question: Query,
    subjects: Vec<SubjectQuery>,
) -> Answered {
    let mut tally = Tally::default();
    let mut long = LongAnswers::default();
    let mut rows = Vec::with_capacity(subjects.len());
    for subject in subjects {
        question.subjects = vec![subject];
        let answers = vec![long.check(rosters, &question)];
        let verdict = Verdict::of(answers, &[], question.lang, &mut tally);
        let cell = |column| verdict.cell(column).into_owned();
        rows.push(Row {
            outcome: verdict.outcome.code(),
            lists: cell(Added::Lists),
            matched: cell(Added::Match),
            warnings: cell(Added::Warnings),
            prompt: cell(Added::Prompt),
        });
    }
    Answered {
        rows,
        notes: tally.general().to_vec(),
    }
}
