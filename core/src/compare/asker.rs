//! What questions come to, without the words: most ask for a code in order that no record has.

use super::result::Outcome;
use super::screener::surely_misses;
use crate::query::{Query, QueryError, SubjectQuery};
use crate::record::SubjectKind;
use crate::roster::RosterSet;

/// Asks for outcomes alone, one question after the other.
///
/// ```no_run
/// # use jrp_core::{Query, RosterSet, compare::Asker};
/// # fn example(lists: &RosterSet<Vec<u8>>, questions: &[Query]) -> Result<(), jrp_core::QueryError> {
/// let mut asker = Asker::default();
/// for question in questions {
///     println!("{}", asker.outcome(lists, question)?.code());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Default)]
pub struct Asker {
    /// The last question for a code in order that reached nothing, and what it came to
    miss: Option<(Query, Outcome)>,
}

impl Asker {
    /// The outcome of [`RosterSet::check`], always of the same lists, mostly without asking them.
    pub fn outcome<B: AsRef<[u8]>>(
        &mut self,
        lists: &RosterSet<B>,
        query: &Query,
    ) -> Result<Outcome, QueryError> {
        let misses = lone_code(query).is_some_and(|code| surely_misses(lists, code));
        if let Some((known, outcome)) = &self.miss
            && misses
            && asks_alike(known, query)
        {
            return Ok(*outcome);
        }
        let answer = lists.check(query)?;
        if misses && answer.findings.is_empty() {
            self.miss = Some((query.clone(), answer.outcome));
        }
        Ok(answer.outcome)
    }
}

/// The code of a question that asks for nothing else. Of a person the other half of the lists is asked.
fn lone_code(query: &Query) -> Option<&str> {
    match query.subjects.as_slice() {
        [
            SubjectQuery {
                kind: None | Some(SubjectKind::Org | SubjectKind::SoleTrader),
                credit_code: Some(code),
                name: None,
                id: None,
            },
        ] => Some(code),
        _ => None,
    }
}

/// Whether two questions differ by their code and language at most.
fn asks_alike(one: &Query, other: &Query) -> bool {
    let kind = |query: &Query| query.subjects.first().and_then(|subject| subject.kind);
    one.scenario == other.scenario
        && one.on == other.on
        && one.now == other.now
        && one.conditions == other.conditions
        && kind(one) == kind(other)
}
