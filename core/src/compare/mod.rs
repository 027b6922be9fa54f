//! Findings, policy and a date become an answer .

mod effect;
mod outcome;
mod prompt;
mod result;

pub use crate::roster::Match;
pub use result::{
    Compared, Comparison, Finding, Freshness, FreshnessState, ListEcho, Outcome, Prompt, SnapshotEcho,
    SubjectEcho, Term, Warning,
};

use crate::date::{Date, Timestamp};
use crate::error::ErrorCode;
use crate::order;
use crate::policy::{Effect, ListKind, Measure, Scenario};
use crate::query::{Problem, Query, Subject};
use crate::record::{Severity, SubjectKind};
use crate::roster::{Candidate, Grade, Roster};
use crate::snapshot::Header;
use crate::subject::{IdKind, Identifier, name};
use effect::Judgement;
use outcome::{Gap, gaps_of, is_effective, outcome, suspend_benefits};
use thiserror::Error;

/// Why a query is not answered at all. What is merely odd about it is a warning in the answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum QueryError {
    /// The scenario is not in the policy pack.
    #[error("scenario {found:?} is not in the policy pack; use one of {known}")]
    Scenario {
        /// what was asked
        found: String,
        /// the codes there are
        known: String,
    },
    /// A subject without identifier and name.
    #[error("subject {at} has neither identifier nor name; give a credit code, an id or a name")]
    Empty {
        /// position, from 1
        at: usize,
    },
}

impl QueryError {
    /// The code shared with C and JavaScript.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Scenario { .. } => ErrorCode::ScenarioUnknown,
            Self::Empty { .. } => ErrorCode::QueryEmpty,
        }
    }
}

/// A finding with what the prompts need of it.
struct Judged<'a> {
    subject: usize,
    candidate: Candidate,
    list: &'a ListKind,
    /// The cell that applies
    measure: Option<&'a Measure>,
    judgement: Judgement,
}

/// Everything that is known before words are found for it.
struct Case<'a> {
    query: &'a Query,
    scenario: &'a Scenario,
    subjects: Vec<Subject>,
    findings: Vec<Judged<'a>>,
    /// Gaps with the subject they concern
    gaps: Vec<(Gap, usize)>,
    /// Required lists that are not covered, or the lists of the scenario where none is
    uncovered: Option<Vec<&'a ListKind>>,
    /// Subjects whose punishing records suspend benefits; empty where there is no benefit to suspend
    governing: Vec<usize>,
    freshness: Freshness,
    compared: Compared,
    outcome: Outcome,
}

impl<B: AsRef<[u8]>> Roster<B> {
    /// How old the data are at a time, as every answer of that time says.
    pub fn freshness(&self, now: Timestamp) -> Freshness {
        freshness(self.header(), now)
    }

    /// Compares the subjects of a query with the lists.
    pub fn check(&self, query: &Query) -> Result<Comparison, QueryError> {
        let policy = self.policy();
        let scenario = policy
            .scenario(&query.scenario)
            .ok_or_else(|| QueryError::Scenario {
                found: query.scenario.clone(),
                known: policy
                    .scenarios()
                    .iter()
                    .map(|scenario| scenario.code.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
            })?;
        if query.subjects.is_empty() {
            return Err(QueryError::Empty { at: 1 });
        }
        if let Some(at) = query.subjects.iter().position(|subject| subject.is_empty()) {
            return Err(QueryError::Empty { at: at + 1 });
        }
        let subjects: Vec<Subject> = query.subjects.iter().map(Subject::parse).collect();
        let (mut findings, mut gaps) = (Vec::new(), Vec::new());
        for (at, subject) in subjects.iter().enumerate() {
            let answer = self.find(subject);
            gaps.extend(gaps_of(subject, &answer, self.header()).map(|gap| (gap, at)));
            let candidates = answer.candidates;
            for candidate in candidates
                .into_iter()
                .filter(|found| is_effective(&found.record, query.on))
            {
                let Some(list) = policy.list(&candidate.record.list_kind) else {
                    continue;
                };
                let cell = policy.measure(&list.code, &scenario.code);
                let measure = cell.filter(|measure| measure.enabled && measure.is_valid_on(query.on));
                let judgement = effect::judge(list, measure, &candidate, &query.conditions);
                findings.push(Judged {
                    subject: at,
                    candidate,
                    list,
                    measure,
                    judgement,
                });
            }
        }
        let governing = suspend_benefits(&mut findings);
        order::sort_by(&mut findings, |a, b| a.rank().cmp(&b.rank()));

        let header = self.header();
        let uncovered = self.uncovered(scenario);
        gaps.extend(match &uncovered {
            Some(lists) if lists.is_empty() => Some((Gap::NoMeasures, 0)),
            Some(_) => Some((Gap::NotCovered, 0)),
            None => None,
        });
        let freshness = freshness(header, query.now);
        let outcome = outcome(&findings, subjects.len(), !gaps.is_empty(), freshness.state);
        let covered = || header.lists.iter().filter(|list| list.covered);
        let compared = Compared {
            lists: covered().map(|list| list.code.clone()).collect(),
            records: covered().map(|list| list.records).sum(),
        };
        let case = Case {
            query,
            scenario,
            subjects,
            findings,
            gaps,
            uncovered,
            governing,
            freshness,
            compared,
            outcome,
        };
        Ok(self.answer(case))
    }

    fn answer(&self, case: Case<'_>) -> Comparison {
        let header = self.header();
        Comparison {
            prompts: prompt::prompts(&case, self.policy(), header),
            outcome: case.outcome,
            scenario: case.query.scenario.clone(),
            on: case.query.on,
            subjects: case.subjects.iter().map(echo).collect(),
            findings: case.findings.iter().map(Judged::shown).collect(),
            warnings: case.warnings(header),
            freshness: case.freshness,
            compared: case.compared,
            snapshot: SnapshotEcho {
                publisher: header.publisher.clone(),
                sequence: header.sequence,
                deltas: self.deltas(),
                digest: self.digest().to_owned(),
                policy: self.policy().version().to_owned(),
            },
        }
    }

    /// Lists that the scenario requires and the roster does not cover; where it requires none, the lists that have a
    /// measure in it, unless one of them is covered. `None` where enough is covered.
    fn uncovered(&self, scenario: &Scenario) -> Option<Vec<&ListKind>> {
        let policy = self.policy();
        let covered = |code: &str| {
            self.header()
                .lists
                .iter()
                .any(|list| list.covered && list.code == code)
        };
        let missing = scenario.required_lists.iter().filter(|code| !covered(code));
        let missing: Vec<&ListKind> = missing.filter_map(|code| policy.list(code)).collect();
        if !missing.is_empty() {
            return Some(missing);
        }
        let cells = || {
            policy
                .measures()
                .iter()
                .filter(|cell| cell.scenario == scenario.code && cell.enabled)
        };
        if cells().any(|cell| covered(&cell.list)) {
            return None;
        }
        Some(cells().filter_map(|cell| policy.list(&cell.list)).collect())
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
    /// Strictest first, then list code, listing date, record id.
    fn rank(&self) -> (bool, Option<Effect>, &str, Date, &str) {
        let effect = self.judgement.effect;
        (
            effect.is_none(),
            effect,
            &self.list.code,
            self.candidate.record.listed_on,
            &self.candidate.shown_id,
        )
    }

    /// Whether the name typed is none of the record's names, though the identifier is the same.
    fn name_differs(&self, subject: &Subject) -> bool {
        let record = &self.candidate.record;
        let same = |key: &str| {
            record
                .name
                .iter()
                .chain(&record.former_names)
                .any(|listed| name::key(listed) == key)
        };
        self.candidate.grade.is_confirmed()
            && record.name.is_some()
            && subject.name.as_ref().is_some_and(|name| !same(&name.key))
    }

    fn shown(&self) -> Finding {
        let Candidate {
            record,
            shown_id,
            grade,
        } = &self.candidate;
        let list = &self.list;
        let list = ListEcho {
            code: list.code.clone(),
            name: list.name.clone(),
            polarity: list.polarity,
        };
        let detailed = matches!(grade, Grade::Identifier | Grade::Masked(_));
        let agreeing = if let Grade::Masked(agreeing) = grade {
            Some(*agreeing)
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
        };
        if detailed {
            finding.record_id = Some(shown_id.clone());
            finding.listed_name = record.name.clone();
            finding.authority = Some(record.authority.clone());
            finding.document_no = record.document_no.clone();
            finding.cause = record.cause.clone();
            finding.severity = record.severity.map(Severity::code);
            finding.listed_on = Some(record.listed_on);
            finding.publish_until = Some(Term(record.publish_until));
            finding.status = Some(record.status);
            finding.strength = self.measure.map(|measure| measure.strength);
            finding.measure = self.measure.map(|measure| measure.text.clone());
            finding.basis = self.measure.map(|measure| measure.basis.clone());
        }
        finding
    }
}

impl Case<'_> {
    fn warnings(&self, header: &Header) -> Vec<Warning> {
        let mut warnings = Vec::new();
        for (at, subject) in self.subjects.iter().enumerate() {
            let mut add = |code| {
                let warning = Warning {
                    subject: Some(at),
                    code,
                };
                if !warnings.contains(&warning) {
                    warnings.push(warning);
                }
            };
            subject
                .problems
                .iter()
                .copied()
                .map(Problem::code)
                .for_each(&mut add);
            if self
                .findings
                .iter()
                .any(|found| found.subject == at && found.name_differs(subject))
            {
                add("name-differs");
            }
            if self.gaps.contains(&(Gap::PersonKeyMissing, at)) {
                add("person-key-missing");
            }
        }
        if self.query.on < header.data_as_of {
            warnings.push(Warning {
                subject: None,
                code: "on-before-data",
            });
        }
        warnings
    }
}

/// The subject as understood, without what could tell a person's identifier.
fn echo(subject: &Subject) -> SubjectEcho {
    let kind = subject.kind.unwrap_or(SubjectKind::Org);
    let id = subject.id.as_ref();
    let shown = |id: &Identifier| match subject.is_person() {
        true => id.masked_for_display(),
        false => id.value().to_owned(),
    };
    SubjectEcho {
        kind,
        credit_code: subject.credit_code.as_ref().map(shown_code),
        id_kind: id.map(Identifier::kind),
        id: id.map(shown),
        name: subject.name.as_ref().map(|name| name.typed.clone()),
    }
}

/// A citizen id typed into the field for credit codes is masked all the same.
fn shown_code(code: &Identifier) -> String {
    let right = code.credit_code().is_some_and(|code| code.checks().outer);
    match Identifier::parse(IdKind::CitizenId, code.value()) {
        Ok(person) if !right && person.warnings().is_empty() => person.masked_for_display(),
        _ => code.value().to_owned(),
    }
}
