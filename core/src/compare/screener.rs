//! Rows of a register, asked alike. Most of them have a code in order that no record has, and one answer serves them all.

use super::long::LongAnswers;
use super::row::RowAnswer;
use crate::date::Date;
use crate::query::{Query, QueryError, SubjectQuery};
use crate::record::SubjectKind;
use crate::roster::RosterSet;
use crate::subject::CreditCode;
use crate::subject::personal::may_be_citizen_id;
use std::sync::Arc;

/// Asks many rows one question.
///
/// ```no_run
/// # use jrp_core::{Query, RosterSet, compare::Screener};
/// # fn example(lists: &RosterSet<Vec<u8>>, question: Query) -> Result<(), jrp_core::QueryError> {
/// let mut screener = Screener::new(lists, question)?;
/// let row = screener.code(None, "91320507MA1QF7RX58");
/// println!("{}", row.cells().join(","));
/// # Ok(())
/// # }
/// ```
pub struct Screener<'a, B> {
    lists: &'a RosterSet<B>,
    question: Query,
    /// The answer to a code in order that reaches nothing, for each kind of subject that may have one
    misses: [Option<Arc<RowAnswer>>; 3],
    long: LongAnswers,
}

impl<'a, B: AsRef<[u8]>> Screener<'a, B> {
    /// Asks what the question asks, of every row in the place of the question's own subjects. Fails where no row could be
    /// asked this.
    pub fn new(lists: &'a RosterSet<B>, mut question: Query) -> Result<Self, QueryError> {
        question.subjects.clear();
        // Without a subject only a question that no row could be asked is told apart.
        if let Err(error @ QueryError::Scenario { .. }) = lists.check(&question) {
            return Err(error);
        }
        Ok(Self {
            lists,
            question,
            misses: [None, None, None],
            long: LongAnswers::default(),
        })
    }

    /// The answer to a row with nothing but a credit code, and its kind of subject where that is known. The same as
    /// [`Screener::row`] has, mostly without asking.
    pub fn code(&mut self, kind: Option<SubjectKind>, text: &str) -> Arc<RowAnswer> {
        let ask = |screener: &mut Self| {
            let subject = SubjectQuery {
                kind,
                credit_code: Some(text.to_owned()),
                ..SubjectQuery::default()
            };
            screener.row([subject])
        };
        let place = match kind {
            None => 0,
            Some(SubjectKind::Org) => 1,
            Some(SubjectKind::SoleTrader) => 2,
            // Of a person the other half of the lists is asked.
            Some(SubjectKind::Person) => return ask(self),
        };
        if !surely_misses(self.lists, text) {
            return ask(self);
        }
        if let Some(known) = self.misses.get(place).and_then(Option::as_ref) {
            return Arc::clone(known);
        }
        let answer = ask(self);
        let names_row = answer.prompt.contains(text);
        if answer.grade.is_none()
            && !names_row
            && let Some(known) = self.misses.get_mut(place)
        {
            *known = Some(Arc::clone(&answer));
        }
        answer
    }

    /// The answer to all questions about the one subject of a row, the strictest of which counts. A row without any is open.
    pub fn row(&mut self, subjects: impl IntoIterator<Item = SubjectQuery>) -> Arc<RowAnswer> {
        let lang = self.question.lang;
        let answers: Vec<_> = subjects
            .into_iter()
            .map(|subject| {
                self.question.subjects.clear();
                self.question.subjects.push(subject);
                self.long.check(self.lists, &self.question)
            })
            .collect();
        let troubles = match answers.is_empty() {
            true => vec![RowAnswer::names_nobody(lang).to_owned()],
            false => Vec::new(),
        };
        Arc::new(RowAnswer::of(answers, troubles, lang, |_| {}))
    }
}

/// Whether this is a credit code as it should be, with nothing to be read otherwise, and reaches nothing.
pub(super) fn surely_misses<B: AsRef<[u8]>>(lists: &RosterSet<B>, text: &str) -> bool {
    let Ok(code) = CreditCode::parse(text) else {
        return false;
    };
    let (checks, first) = (code.checks(), text.as_bytes().first());
    let may_be_other = || {
        code.is_numeric() && may_be_citizen_id(text, Date::MAX)
            || text.bytes().all(|byte| Some(&byte) == first)
    };
    code.as_str() == text
        && checks.inner
        && checks.outer
        && !may_be_other()
        && lists.rosters().all(|roster| roster.lacks(&code))
}
