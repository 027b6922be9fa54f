//! Findings, policy and a date become an answer .

mod asker;
mod echo;
mod effect;
mod gap;
mod limit;
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
pub use result::{
    Comparison, Finding, Freshness, ListEcho, Outcome, Prompt, SnapshotOfSet, SubjectEcho, Term, Warning,
};
pub use row::{RowAnswer, cell};
pub use screener::Screener;

use crate::date::{Date, Timestamp};
use crate::policy::{Effect, ListKind, Measure, Polarity, Scenario};
use crate::query::{Query, Subject};
use crate::record::{Severity, SubjectKind};
use crate::roster::{Answer, Candidate, Coverage, Details, Grade, Roster, RosterSet};
use crate::snapshot::{Audience, Header};
use effect::Judgement;
use gap::Gap;
use outcome::{is_effective, outcome, suspend_benefits};
use source::{Source, Sources};
use std::borrow::Cow;
use std::sync::Arc;
use unread::{Unread, Weight, unread_of};

/// A finding with what the prompts need of it.
struct Judged<'a> {
    subject: usize,
    /// The snapshot it was judged by
    source: usize,
    /// All snapshots it stands in
    sources: Vec<usize>,
    candidate: Candidate<'a>,
    /// What may be shown of the record
    details: Option<Details>,
    /// The name typed is none of the record's names, though the identifier is the same
    name_differs: bool,
    list: &'a ListKind,
    /// The cell that applies
    measure: Option<&'a Measure>,
    /// Stricter cells, each for a role that was not asserted
    by_role: Vec<&'a Measure>,
    judgement: Judgement,
    /// It is in effect today, and no longer on the date asked
    ends_before: bool,
}

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
    let known = || sources.iter().flat_map(|source| source.policy.scenarios());
    let (_, scenario) = sources.iter().find_map(|source| source.scenario).ok_or_else(|| {
        let mut codes: Vec<&str> = Vec::new();
        for scenario in known() {
            if !codes.contains(&scenario.code.as_str()) {
                codes.push(&scenario.code);
            }
        }
        QueryError::Scenario {
            found: query.scenario.clone(),
            known: codes.join(", "),
        }
    })?;
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
    let (mut findings, mut gaps, mut unread) = (Vec::new(), Vec::new(), Vec::new());
    let is_for_public = sources
        .iter()
        .any(|source| source.header.audience == Audience::Public);
    for (at, subject) in subjects.iter().enumerate() {
        let before = findings.len();
        // What all snapshots together know of the subject.
        let mut whole = Answer::default();
        for ((place, source), roster) in sources.iter().enumerate().zip(rosters) {
            let mut answer = roster.find(subject);
            unread.extend(unread_of(
                at,
                place,
                &answer,
                source.policy,
                &query.scenario,
                query.on,
            ));
            for candidate in core::mem::take(&mut answer.candidates) {
                let Some(list) = source.policy.list(&candidate.facts.list_kind) else {
                    answer.is_unreadable = true;
                    continue;
                };
                findings.extend(judged(at, place, source, list, candidate, query, today));
            }
            whole.join(&answer);
        }
        if sources.are_several() {
            for found in findings.iter_mut().skip(before) {
                let counts = sources.get(found.source).is_some_and(Source::counts);
                found.suspend_benefit_unless(counts);
            }
        }
        unread.retain(|row: &Unread<'_>| !findings.iter().skip(before).any(|found| row.is_told_by(found)));
        let own = findings.iter().skip(before);
        gaps.extend(gap::of(subject, &whole, own, is_for_public).map(|gap| (gap, at)));
    }
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
    let weighs = |weight| unread.iter().any(|row: &Unread<'_>| row.weight == weight);
    let rows = unread.iter().filter(|row| row.weight == Weight::Gap);
    gaps.extend(rows.map(|row| (Gap::RowUnread, row.subject)));
    let outcome = match outcome(&all, &gaps, freshness.state) {
        Outcome::Clear | Outcome::Preferred if weighs(Weight::Notice) => Outcome::Notice,
        Outcome::Clear if weighs(Weight::Mention) => Outcome::Notice,
        outcome => outcome,
    };
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

/// A record that was reached, judged by the pack of its snapshot; `None` where it is not in effect.
fn judged<'a>(
    subject: usize,
    place: usize,
    source: &Source<'a>,
    list: &'a ListKind,
    candidate: Candidate<'a>,
    query: &Query,
    today: Date,
) -> Option<Judged<'a>> {
    let counts_on = match is_effective(list, &candidate.facts, query.on) {
        true => query.on,
        // What is in effect today counts for a later date too, though no longer in full.
        false
            if list.polarity != Polarity::Red
                && query.on > today
                && is_effective(list, &candidate.facts, today) =>
        {
            today
        }
        false => return None,
    };
    let ends_before = counts_on != query.on;
    let kind = candidate.subject_kind().unwrap_or(SubjectKind::Org);
    let cell = source
        .policy
        .cell(&list.code, &query.scenario, kind, counts_on, &query.conditions);
    let mut judgement = effect::judge(list, cell.measure, &candidate, &query.conditions);
    if ends_before {
        judgement = judgement.at_most_review();
    }
    Some(Judged {
        subject,
        source: place,
        sources: vec![place],
        name_differs: false,
        candidate,
        details: None,
        list,
        measure: cell.measure,
        by_role: cell.by_role,
        judgement,
        ends_before,
    })
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
            .map(|found| found.shown(several))
            .collect(),
        freshness: case.freshness,
        compared: case.sources.compared(),
        snapshot: single.map(|source| source.common.snapshot.clone()),
        snapshots: several.then(|| case.sources.shown()),
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

impl Judged<'_> {
    /// A snapshot that covers nothing gives no benefit.
    fn suspend_benefit_unless(&mut self, counts: bool) {
        if !counts && self.judgement.effect.is_some_and(Effect::is_benefit) {
            self.judgement.effect = None;
        }
    }

    /// The last day on which the record has an effect, where there is one.
    fn last_day(&self) -> Option<Date> {
        let facts = &self.candidate.facts;
        self.list.last_day(facts.publish_until, facts.effective_until)
    }

    /// Reads what may be shown of the record; `None` where its bytes make no sense.
    fn read_details(&mut self, subject: Option<&Subject>) -> Option<()> {
        if self.candidate.grade.is_detailed() {
            let details = self.candidate.details()?;
            self.name_differs = self.candidate.grade.is_confirmed()
                && details.name.is_some()
                && subject.is_some_and(|subject| {
                    subject.name.is_some() && !subject.name_keys().any(|key| self.candidate.carries(key))
                });
            self.details = Some(details);
        }
        Some(())
    }

    fn shown(self, several: bool) -> Finding {
        let (facts, grade) = (self.candidate.facts, self.candidate.grade);
        let list = ListEcho {
            code: self.list.code.clone(),
            name: self.list.name.clone(),
            polarity: self.list.polarity,
        };
        let agreeing = if let Grade::Masked(agreeing) = grade {
            Some(agreeing)
        } else {
            None
        };
        let mut finding = Finding {
            subject: self.subject,
            matched: grade.word(),
            confirmed: grade.is_confirmed(),
            agreeing,
            record_id: None,
            list,
            listed_name: None,
            authority: None,
            document_no: None,
            cause: None,
            severity: None,
            listed_on: None,
            publish_until: None,
            status: None,
            effect: self.judgement.effect,
            strength: None,
            measure: None,
            basis: None,
            sources: several.then_some(self.sources),
        };
        if let Some(details) = self.details {
            finding.record_id = Some(details.record_id);
            finding.listed_name = details.name;
            finding.authority = Some(details.authority);
            finding.document_no = details.document_no;
            finding.cause = details.cause;
            finding.severity = facts.severity.map(Severity::code);
            finding.listed_on = Some(facts.listed_on);
            finding.publish_until = Some(Term(facts.publish_until));
            finding.status = Some(facts.status);
            finding.strength = self.measure.map(|measure| measure.strength);
            finding.measure = self.measure.map(|measure| measure.text.clone());
            finding.basis = self.measure.map(|measure| measure.basis.clone());
        }
        finding
    }
}
