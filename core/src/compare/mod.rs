//! Findings, policy and a date become an answer .

mod effect;
mod limit;
mod outcome;
mod prompt;
mod result;
mod unread;

pub use crate::roster::{Compared, Match, SnapshotEcho};
pub use result::{
    Comparison, Finding, Freshness, FreshnessState, ListEcho, Outcome, Prompt, SubjectEcho, Term, Warning,
};

use crate::date::Timestamp;
use crate::error::ErrorCode;
use crate::policy::{ListKind, Measure, Scenario};
use crate::query::{Problem, Query, Subject};
use crate::record::{Severity, SubjectKind};
use crate::roster::{Candidate, Common, Coverage, Details, Grade, Roster};
use crate::snapshot::Header;
use crate::subject::{CreditCode, IdKind, Identifier};
use effect::Judgement;
use outcome::{Gap, gaps_of, is_effective, outcome, suspend_benefits};
use thiserror::Error;
use unread::{Unread, Weight, unread_of};

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
}

/// Everything that is known before words are found for it.
struct Case<'a> {
    query: &'a Query,
    scenario: &'a Scenario,
    coverage: &'a Coverage,
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
    freshness: Freshness,
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
        let (at, scenario) = policy
            .scenario_at(&query.scenario)
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
        let coverage = self.common().coverage(at);
        let subjects: Vec<Subject> = query.subjects.iter().map(Subject::parse).collect();
        let (mut findings, mut gaps, mut unread) = (Vec::new(), Vec::new(), Vec::new());
        for (at, subject) in subjects.iter().enumerate() {
            let answer = self.find(subject);
            unread.extend(unread_of(at, &answer, policy, scenario, query.on));
            gaps.extend(gaps_of(subject, &answer, self.header()).map(|gap| (gap, at)));
            let candidates = answer.candidates;
            for candidate in candidates
                .into_iter()
                .filter(|found| is_effective(&found.facts, query.on))
            {
                let Some(list) = policy.list(&candidate.facts.list_kind) else {
                    continue;
                };
                let kind = candidate.subject_kind().unwrap_or(SubjectKind::Org);
                let cell = policy.cell(&list.code, &scenario.code, kind, query.on, &query.conditions);
                let judgement = effect::judge(list, cell.measure, &candidate, &query.conditions);
                findings.push(Judged {
                    subject: at,
                    name_differs: false,
                    candidate,
                    details: None,
                    list,
                    measure: cell.measure,
                    by_role: cell.by_role,
                    judgement,
                });
            }
        }
        let governing = suspend_benefits(&mut findings);
        let all = limit::Reached::of(&findings, subjects.len());
        limit::keep_strictest(&mut findings);
        for found in &mut findings {
            if found.read_details(subjects.get(found.subject)).is_none() {
                gaps.push((Gap::RecordUnreadable, found.subject));
            }
        }

        gaps.extend(match coverage {
            Coverage::Enough => None,
            Coverage::Lacking(_) => Some((Gap::NotCovered, 0)),
            Coverage::NoMeasures => Some((Gap::NoMeasures, 0)),
        });
        let freshness = self.freshness(query.now);
        let weighs = |weight| unread.iter().any(|row: &Unread<'_>| row.weight == weight);
        let open = !gaps.is_empty() || weighs(Weight::Gap);
        let outcome = outcome(&all, open, freshness.state);
        let outcome = match outcome {
            Outcome::Clear | Outcome::Preferred if weighs(Weight::Notice) => Outcome::Notice,
            Outcome::Clear if weighs(Weight::Mention) => Outcome::Notice,
            outcome => outcome,
        };
        let case = Case {
            query,
            scenario,
            coverage,
            echoes: subjects.iter().map(echo).collect(),
            subjects,
            findings,
            all,
            unread,
            gaps,
            governing,
            freshness,
            outcome,
        };
        Ok(self.answer(case))
    }

    fn answer(&self, case: Case<'_>) -> Comparison {
        let common = self.common();
        Comparison {
            prompts: prompt::prompts(&case, self.policy(), self.header(), common),
            warnings: case.warnings(self.header(), common),
            outcome: case.outcome,
            scenario: case.query.scenario.clone(),
            on: case.query.on,
            subjects: case.echoes,
            findings: case.findings.into_iter().map(Judged::shown).collect(),
            freshness: case.freshness,
            compared: common.compared.clone(),
            snapshot: common.snapshot.clone(),
        }
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
    /// Reads what may be shown of the record; `None` where its bytes make no sense.
    fn read_details(&mut self, subject: Option<&Subject>) -> Option<()> {
        if self.candidate.grade.is_detailed() {
            let details = self.candidate.details()?;
            let typed = subject.and_then(|subject| subject.name.as_ref());
            self.name_differs = self.candidate.grade.is_confirmed()
                && details.name.is_some()
                && typed.is_some_and(|name| !self.candidate.carries(&name.key));
            self.details = Some(details);
        }
        Some(())
    }

    fn shown(self) -> Finding {
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

impl Case<'_> {
    /// Whether nothing was found on lists of which some rows name nobody.
    fn is_incomplete(&self, common: &Common) -> bool {
        self.outcome == Outcome::Clear && !common.incomplete.is_empty()
    }

    fn warnings(&self, header: &Header, common: &Common) -> Vec<Warning> {
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
                .any(|found| found.subject == at && found.name_differs)
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
        if self.is_incomplete(common) {
            warnings.push(Warning {
                subject: None,
                code: "list-incomplete",
            });
        }
        warnings
    }
}

/// The subject as understood, without what could tell a person's identifier.
fn echo(subject: &Subject) -> SubjectEcho {
    let kind = subject.kind.unwrap_or(SubjectKind::Org);
    let id = subject.id.as_ref();
    let id_shown = |id: &Identifier| match subject.is_person() {
        true => id.masked_for_display(),
        false => shown(id.value()),
    };
    SubjectEcho {
        kind,
        credit_code: subject.credit_code.as_ref().map(|code| shown(code.value())),
        id_kind: id.map(Identifier::kind),
        id: id.map(id_shown),
        name: subject.name.as_ref().map(|name| shown(&name.typed)),
    }
}

/// A citizen id is masked in whatever field it was typed. Of fifteen digits nothing tells one from a registration number.
fn shown(typed: &str) -> String {
    let may_be_id = typed.starts_with(char::is_numeric) && typed.chars().count() >= 18;
    let is_credit_code = || CreditCode::parse(typed).is_ok_and(|code| code.checks().outer);
    let id = Some(typed).filter(|_| may_be_id && !is_credit_code());
    let person = id.and_then(|id| Identifier::parse(IdKind::CitizenId, id).ok());
    match person.filter(is_whole) {
        Some(person) => person.masked_for_display(),
        None => typed.to_owned(),
    }
}

fn is_whole(id: &Identifier) -> bool {
    !id.is_masked() && id.warnings().is_empty()
}
