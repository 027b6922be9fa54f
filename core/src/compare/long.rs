//! Long answers, kept for the next row of a register that asks the same.

use super::limit::MOST;
use super::result::Comparison;
use crate::query::{Query, QueryError, SubjectQuery};
use crate::roster::RosterSet;
use std::collections::VecDeque;

/// So many findings or prompts make an answer long: most of what it costs lies behind them.
const LONG: usize = MOST / 2;

/// Answers kept.
const KEPT: usize = 16;

/// Asks about one subject after the other, the last long answers at hand: where very many records are one subject's, a
/// register that names it in each row would pay for all of them in each.
///
/// ```no_run
/// # use jrp_core::{Query, RosterSet, compare::LongAnswers};
/// # fn example(lists: &RosterSet<Vec<u8>>, questions: &[Query]) -> Result<(), jrp_core::QueryError> {
/// let mut answers = LongAnswers::default();
/// for question in questions {
///     println!("{}", answers.check(lists, question)?.outcome.code());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Default)]
pub struct LongAnswers(VecDeque<(SubjectQuery, Comparison)>);

impl LongAnswers {
    /// The answer of [`RosterSet::check`], always of the same lists and to questions that differ by their subjects alone.
    pub fn check<B: AsRef<[u8]>>(
        &mut self,
        lists: &RosterSet<B>,
        query: &Query,
    ) -> Result<Comparison, QueryError> {
        let [subject] = query.subjects.as_slice() else {
            return lists.check(query);
        };
        if let Some((_, known)) = self.0.iter().find(|(known, _)| known == subject) {
            return Ok(known.clone());
        }
        let answer = lists.check(query)?;
        if answer.findings.len().max(answer.prompts.len()) >= LONG {
            self.0.truncate(KEPT - 1);
            self.0.push_front((subject.clone(), answer.clone()));
        }
        Ok(answer)
    }
}
