//! Findings, policy and a date become an answer.

mod asker;
mod echo;
mod effect;
mod gap;
mod gather;
mod judged;
mod limit;
mod long;
mod outcome;
mod prompt;
mod result;
mod row;
mod same;
mod screener;
mod source;
mod unread;
mod warning;

pub use crate::query::QueryError;
pub use crate::roster::{Compared, Match, SnapshotEcho};
pub use crate::snapshot::FreshnessState;
pub use asker::Asker;
pub use long::LongAnswers;
pub use result::{
    Comparison, Finding, Freshness, ListEcho, Outcome, Prompt, SnapshotOfSet, SubjectEcho, Term, Warning,
};
pub use row::{RowAnswer, cell};
pub use screener::Screener;

use crate::date::{Date, Timestamp};
use crate::policy::Scenario;
use crate::query::{Query, Subject};
use crate::roster::{Coverage, Roster, RosterSet};
use crate::snapshot::Header;
use gap::Gap;
use gather::{Gathered, gather};
use judged::Judged;
use outcome::{outcome, suspend_benefits};
use source::{Source, Sources};
use std::borrow::Cow;
use std::sync::Arc;
use unread::{Unread, Weight};

/// Everything that is known before words are found for it.
struct Case<'a> {
    query: &'a Query,
    sources: Sources<'a>,
    scenario: &'a Scenario,
    coverage: Cow<'a, Coverage>,
    subjects: Vec<Subject>,
    /// The subjects as they are shown
    echoes: Vec<SubjectEcho>,
    /// Those that are shown, the strictest first
    findings: Vec<Judged<'a>>,
    /// What all of them come to
    all: limit::Reached,
    /// Rows that may be about a subject and could not be read
    unread: Vec<Unread<'a>>,
    /// Gaps with the subject they concern
    gaps: Vec<(Gap, usize)>,
    /// Subjects whose punishing records suspend benefits; empty where there is no benefit to suspend
    governing: Vec<usize>,
    /// The present date
    today: Date,
    freshness: Freshness,
    outcome: Outcome,
}

impl Comparison {
    /// Whether this answers the question, as far as the answer repeats it.
    pub(crate) fn answers(&self, query: &Query) -> bool {
        let today = self.origin.latest(query.now);
        let subjects = query.subjects.iter();
        let echoes = subjects.map(|subject| echo::of(&Subject::parse(subject, today), today));
        self.scenario == query.scenario && self.on == query.on && echoes.eq(self.subjects.iter().cloned())
    }
}

impl<B: AsRef<[u8]>> Roster<B> {
    /// How old the data are at a time, as every answer of that time says.
    pub fn freshness(&self, now: Timestamp) -> Freshness {
        freshness(self.header(), now)
    }

    /// Compares the subjects of a query with the lists.
    pub fn check(&self, query: &Query) -> Result<Comparison, QueryError> {
        compare(&[self], query)
    }
}

impl<B: AsRef<[u8]>> RosterSet<B> {
    /// How old the data are at a time, as every answer of that time says: the oldest of what counts.
    pub fn freshness(&self, now: Timestamp) -> Freshness {
        let rosters: Vec<&Roster<B>> = self.rosters().collect();
        let sources = sources(&rosters, "", now);
        sources.freshness().unwrap_or_else(|| self.first().freshness(now))
    }

    /// What questions of that time are compared with.
    pub fn compared(&self, now: Timestamp) -> Arc<Compared> {
        let rosters: Vec<&Roster<B>> = self.rosters().collect();
        sources(&rosters, "", now).compared()
    }

    /// Compares the subjects of a query with the lists of all snapshots. Each finding is judged by the policy pack of its
    /// own snapshot; coverage adds up; the answer is never milder than the strictest finding of any.
    pub fn check(&self, query: &Query) -> Result<Comparison, QueryError> {
        let rosters: Vec<&Roster<B>> = self.rosters().collect();
        compare(&rosters, query)
    }
}

fn sources<'a, B: AsRef<[u8]>>(rosters: &[&'a Roster<B>], scenario: &str, now: Timestamp) -> Sources<'a> {
    let source = |roster: &&'a Roster<B>| Source {
        policy: roster.policy(),
        header: roster.header(),
        common: roster.common(),
        origin: roster.origin(),
        scenario: roster.policy().scenario_at(scenario),
        freshness: freshness(roster.header(), now),
    };
    Sources::new(rosters.iter().map(source).collect())
}

fn compare<B: AsRef<[u8]>>(rosters: &[&Roster<B>], query: &Query) -> Result<Comparison, QueryError> {
    let sources = sources(rosters, &query.scenario, query.now);
    let known = sources.iter().find_map(|source| source.scenario);
    let (_, scenario) = known.ok_or_else(|| unknown_scenario(&sources, query))?;
    if query.subjects.is_empty() {
        return Err(QueryError::Empty { at: 1 });
    }
    if let Some(at) = query.subjects.iter().position(|subject| subject.is_empty()) {
        return Err(QueryError::Empty { at: at + 1 });
    }
    let coverage = sources.coverage();
    // A clock that is wrong must not unmask anybody.
    let today = query.now.beijing_date();
    let latest = sources
        .iter()
        .fold(today, |latest, source| latest.max(source.header.data_as_of));
    let read = |subject| Subject::parse(subject, latest);
    let subjects: Vec<Subject> = query.subjects.iter().map(read).collect();
    let Gathered {
        mut findings,
        mut gaps,
        unread,
    } = gather(rosters, &sources, &subjects, query, today);
    let governing = suspend_benefits(&mut findings);
    if sources.are_several() {
        same::join(&mut findings);
    }
    let all = limit::Reached::of(&findings, subjects.len());
    limit::keep_strictest(&mut findings);
    for found in &mut findings {
        if found.read_details(subjects.get(found.subject)).is_none() {
            gaps.push((Gap::RecordUnreadable, found.subject));
        }
    }

    gaps.extend(match &*coverage {
        Coverage::Enough => None,
        Coverage::Lacking(_) => Some((Gap::NotCovered, 0)),
        Coverage::NoMeasures => Some((Gap::NoMeasures, 0)),
    });
    let freshness = sources.freshness().unwrap_or_else(|| unknown_age(query.now));
    let rows = unread.iter().filter(|row| row.weight == Weight::Gap);
    gaps.extend(rows.map(|row| (Gap::RowUnread, row.subject)));
    let outcome = with_unread(outcome(&all, &gaps, freshness.state), &unread);
    Ok(answer(Case {
        query,
        sources,
        scenario,
        coverage,
        echoes: subjects.iter().map(|subject| echo::of(subject, latest)).collect(),
        today,
        subjects,
        findings,
        all,
        unread,
        gaps,
        governing,
        freshness,
        outcome,
    }))
}

fn unknown_scenario(sources: &Sources<'_>, query: &Query) -> QueryError {
    let mut codes: Vec<&str> = Vec::new();
    for scenario in sources.iter().flat_map(|source| source.policy.scenarios()) {
        if !codes.contains(&scenario.code.as_str()) {
            codes.push(&scenario.code);
        }
    }
    QueryError::Scenario {
        found: query.scenario.clone(),
        known: codes.join(", "),
    }
}

/// A row of the subject that could not be read is worth a notice where it is not a gap.
fn with_unread(outcome: Outcome, unread: &[Unread<'_>]) -> Outcome {
    let weighs = |weight| unread.iter().any(|row| row.weight == weight);
    match outcome {
        Outcome::Clear | Outcome::Preferred if weighs(Weight::Notice) => Outcome::Notice,
        Outcome::Clear if weighs(Weight::Mention) => Outcome::Notice,
        outcome => outcome,
    }
}

fn answer(case: Case<'_>) -> Comparison {
    let several = case.sources.are_several();
    let single = case.sources.get(0).filter(|_| !several);
    Comparison {
        prompts: prompt::prompts(&case),
        warnings: case.warnings(),
        outcome: case.outcome,
        scenario: case.query.scenario.clone(),
        on: case.query.on,
        subjects: case.echoes,
        findings: case
            .findings
            .into_iter()
            .map(|found| found.into_finding(several))
            .collect(),
        freshness: case.freshness,
        compared: case.sources.compared(),
        snapshot: single.map(|source| source.common.snapshot.clone()),
        snapshots: several.then(|| case.sources.snapshots()),
        origin: case.sources.origin(),
    }
}

/// Of no snapshot at all.
fn unknown_age(now: Timestamp) -> Freshness {
    Freshness {
        state: FreshnessState::Future,
        data_as_of: now.beijing_date(),
        age_days: 0,
    }
}

fn freshness(header: &Header, now: Timestamp) -> Freshness {
    let today = now.beijing_date();
    let state = match today < header.data_as_of {
        true => FreshnessState::Future,
        false => FreshnessState::at(now, header.issued_at, header.next_update, header.expires_at),
    };
    Freshness {
        state,
        data_as_of: header.data_as_of,
        age_days: today.days() - header.data_as_of.days(),
    }
}
