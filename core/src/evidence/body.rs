//! The content of the text, its members in the order in which they stand.

use super::hidden::{Field, Hidden, Prover, masked};
use super::{Occasion, VERSION};
use crate::compare::Comparison;
use crate::date::{Date, Timestamp};
use crate::order;
use crate::policy::Policy;
use crate::query::{Query, Subject, SubjectQuery};
use crate::record::SubjectKind;
use crate::roster::{LayerEcho, Origin, Publication, SnapshotOrigin};
use crate::snapshot::Audience;
use crate::subject::IdKind;
use crate::subject::personal::without_persons;
use crate::suite::Suite;
use crate::suite::hex;
use serde::Serialize;

/// What makes the text.
pub(super) const SOFTWARE: &str = concat!("JRP ", env!("CARGO_PKG_VERSION"));

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Body<'a> {
    evidence: u32,
    software: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operator: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    question: Asked<'a>,
    answer: &'a Comparison,
    compared: Vec<ListCompared>,
    not_compared: NotCompared,
    snapshots: Vec<SnapshotUsed<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
}

impl crate::json::Plain for Body<'_> {}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Asked<'a> {
    scenario: &'a str,
    scenario_name: String,
    scenario_name_en: String,
    on: Date,
    now: Timestamp,
    lang: &'static str,
    conditions: Vec<&'static str>,
    subjects: Vec<Typed>,
}

impl crate::json::Plain for Asked<'_> {}

/// A subject as typed. Numbers of natural persons are masked.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Typed {
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<SubjectKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_kind: Option<IdKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hidden: Vec<Hidden>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ListCompared {
    code: String,
    name: String,
    name_en: String,
    records: u64,
    unread: u64,
    unnamed: u64,
}

impl crate::json::Plain for ListCompared {}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NotCompared {
    lists: Vec<ListName>,
    persons: bool,
}

impl crate::json::Plain for NotCompared {}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ListName {
    code: String,
    name: String,
    name_en: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SnapshotUsed<'a> {
    publisher: &'a str,
    region: &'a str,
    audience: Audience,
    suite: Suite,
    policy: &'a str,
    persons: bool,
    layers: &'a [LayerEcho],
    #[serde(skip_serializing_if = "Option::is_none")]
    publication: Option<&'a Publication>,
}

impl<'a> Body<'a> {
    pub(super) fn of(answer: &'a Comparison, query: &'a Query, occasion: &Occasion) -> Self {
        let origin = &*answer.origin;
        let today = origin.latest(query.now);
        let prover = Prover::new(origin, &occasion.salt);
        let question = Asked::of(query, origin, &prover);
        let hides = question.subjects.iter().any(|subject| !subject.hidden.is_empty());
        Self {
            evidence: VERSION,
            software: SOFTWARE,
            project: mask(occasion.project.as_deref(), today),
            operator: mask(occasion.operator.as_deref(), today),
            reason: mask(occasion.reason.as_deref(), today),
            question,
            answer,
            compared: compared(origin),
            not_compared: NotCompared::of(origin, &query.scenario),
            snapshots: origin
                .snapshots
                .iter()
                .map(|snapshot| SnapshotUsed::of(snapshot))
                .collect(),
            salt: hides.then(|| hex(&occasion.salt)),
        }
    }

    /// Whether a digest in it needs the salt.
    pub(super) fn hides_something(&self) -> bool {
        self.salt.is_some()
    }
}

impl<'a> Asked<'a> {
    pub(super) fn of(query: &'a Query, origin: &Origin, prover: &Prover<'_>) -> Self {
        let today = origin.latest(query.now);
        let subjects = query.subjects.iter();
        let scenario = policies(origin).find_map(|policy| policy.scenario(&query.scenario));
        Self {
            scenario: &query.scenario,
            scenario_name: scenario.map_or_else(String::new, |scenario| scenario.name.clone()),
            scenario_name_en: scenario.map_or_else(String::new, |scenario| scenario.name_en.clone()),
            on: query.on,
            now: query.now,
            lang: query.lang.code(),
            conditions: query
                .conditions
                .iter()
                .map(|condition| condition.code())
                .collect(),
            subjects: subjects
                .map(|subject| Typed::of(subject, today, prover))
                .collect(),
        }
    }
}

impl NotCompared {
    pub(super) fn of(origin: &Origin, scenario: &str) -> Self {
        let mut snapshots = origin.snapshots.iter();
        Self {
            lists: lacking(origin, scenario),
            persons: snapshots.all(|snapshot| snapshot.persons.is_none()),
        }
    }
}

/// A text of the caller's with numbers of natural persons masked; blank ones are absent.
pub(super) fn mask(text: Option<&str>, today: Date) -> Option<String> {
    let text = text.filter(|text| !text.trim().is_empty())?;
    Some(without_persons(text, today).unwrap_or_else(|| text.to_owned()))
}

impl Typed {
    fn of(subject: &SubjectQuery, today: Date, prover: &Prover<'_>) -> Self {
        let is_person = Subject::parse(subject, today).is_person();
        let mut hidden = Vec::new();
        let mut shown = |field, text: Option<&String>| {
            let text = text?;
            let masked = masked(subject, field, text, is_person, today);
            if masked.is_some() {
                let digest = prover.digest(text);
                hidden.push(Hidden { field, digest });
            }
            Some(masked.unwrap_or_else(|| text.clone()))
        };
        let id = subject.id.as_ref();
        Self {
            kind: subject.kind,
            credit_code: shown(Field::CreditCode, subject.credit_code.as_ref()),
            id_kind: id.map(|(kind, _)| *kind),
            id: shown(Field::Id, id.map(|(_, text)| text)),
            name: shown(Field::Name, subject.name.as_ref()),
            hidden,
        }
    }
}

impl<'a> SnapshotUsed<'a> {
    pub(super) fn of(snapshot: &'a SnapshotOrigin) -> Self {
        Self {
            publisher: &snapshot.publisher,
            region: &snapshot.region,
            audience: snapshot.audience,
            suite: snapshot.suite,
            policy: snapshot.policy.version(),
            persons: snapshot.persons.is_some(),
            layers: &snapshot.layers,
            publication: snapshot.publication.as_ref(),
        }
    }
}

fn policies(origin: &Origin) -> impl Iterator<Item = &Policy> {
    origin.snapshots.iter().map(|snapshot| &*snapshot.policy)
}

/// The names of a list; empty where no pack has it.
fn name_of(origin: &Origin, code: &str) -> ListName {
    let list = policies(origin).find_map(|policy| policy.list(code));
    ListName {
        code: code.to_owned(),
        name: list.map_or_else(String::new, |list| list.name.clone()),
        name_en: list.map_or_else(String::new, |list| list.name_en.clone()),
    }
}

/// The lists covered, by code; what several snapshots say of one adds up.
pub(super) fn compared(origin: &Origin) -> Vec<ListCompared> {
    let snapshots = origin.snapshots.iter();
    let covered = snapshots.flat_map(|snapshot| snapshot.lists.iter().filter(|list| list.covered));
    let mut all: Vec<ListCompared> = Vec::new();
    for list in covered {
        let at = all.binary_search_by(|known| known.code.as_str().cmp(&list.code));
        match at.map(|at| all.get_mut(at)) {
            Ok(Some(known)) => {
                known.records = known.records.saturating_add(list.records);
                known.unread = known.unread.saturating_add(list.unread);
                known.unnamed = known.unnamed.saturating_add(list.unnamed);
            }
            Ok(None) => {}
            Err(at) => {
                let ListName { code, name, name_en } = name_of(origin, &list.code);
                all.insert(
                    at,
                    ListCompared {
                        code,
                        name,
                        name_en,
                        records: list.records,
                        unread: list.unread,
                        unnamed: list.unnamed,
                    },
                );
            }
        }
    }
    all
}

/// The lists that mean something in the scenario and are not covered, by code.
fn lacking(origin: &Origin, scenario: &str) -> Vec<ListName> {
    let wanted = policies(origin).flat_map(|policy| {
        let cells = policy.measures().iter();
        let cells = cells.filter(|cell| cell.scenario == scenario && cell.enabled);
        let required = policy.scenario(scenario);
        let required = required.into_iter().flat_map(|scenario| &scenario.required_lists);
        cells.map(|cell| &cell.list).chain(required)
    });
    let is_covered = |code: &str| {
        let mut snapshots = origin.snapshots.iter();
        snapshots.any(|snapshot| {
            snapshot
                .lists
                .iter()
                .any(|list| list.covered && list.code == code)
        })
    };
    let mut codes: Vec<&String> = wanted.filter(|code| !is_covered(code)).collect();
    order::sort(&mut codes);
    codes.dedup();
    codes.into_iter().map(|code| name_of(origin, code)).collect()
}
