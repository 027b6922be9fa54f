//! What a request asks, as JSON: the members that the JavaScript package has, in the same words.

use crate::clock;
use jrp_core::date::{Date, Timestamp};
use jrp_core::policy::{Condition, Lang};
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::SubjectKind;
use jrp_core::subject::IdKind;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A subject.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Subject {
    kind: Option<String>,
    credit_code: Option<String>,
    name: Option<String>,
    id: Option<Id>,
}

/// A number with its kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Id {
    kind: String,
    value: String,
}

/// The body of `/v1/check` and `/v1/evidence`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Question {
    scenario: String,
    kind: Option<String>,
    credit_code: Option<String>,
    name: Option<String>,
    id: Option<Id>,
    #[serde(default)]
    members: Vec<Subject>,
    #[serde(default)]
    conditions: Vec<String>,
    on: Option<String>,
    now: Option<String>,
    lang: Option<String>,
    project: Option<String>,
    operator: Option<String>,
    reason: Option<String>,
}

/// The body of `/v1/screen`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Register {
    scenario: String,
    #[serde(default)]
    conditions: Vec<String>,
    on: Option<String>,
    now: Option<String>,
    lang: Option<String>,
    rows: Vec<Subject>,
}

/// Reads a body; an error names line and column, and nothing that may be a number of somebody: hosts keep such messages.
pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    serde_json::from_slice(body).map_err(|error| {
        let what = error.to_string();
        format!(
            "the body: {}; docs/HTTP-API.md shows what is sent",
            without_numbers(&what)
        )
    })
}

/// The text with every word of nine signs or more that has a digit hidden.
fn without_numbers(text: &str) -> String {
    let is_sign = |c: char| c.is_alphanumeric() || c == '*';
    let hidden = |word: &str| word.len() >= 9 && word.bytes().any(|byte| byte.is_ascii_digit());
    let mut shown = String::with_capacity(text.len());
    for part in text.split_inclusive(|c| !is_sign(c)) {
        let word = part.trim_end_matches(|c| !is_sign(c));
        shown.push_str(if hidden(word) { "…" } else { word });
        shown.push_str(&part[word.len()..]);
    }
    shown
}

impl Question {
    /// For which project and by whom is asked, and why a listed subject is gone on with.
    pub(super) fn occasion(&self) -> [Option<&str>; 3] {
        [&self.project, &self.operator, &self.reason].map(|text| text.as_deref())
    }

    pub(super) fn query(self) -> Result<Query, String> {
        let first = Subject {
            kind: self.kind,
            credit_code: self.credit_code,
            name: self.name,
            id: self.id,
        };
        let members = self.members.into_iter().map(Subject::query);
        let members = members.collect::<Result<Vec<_>, _>>()?;
        let query = query(self.scenario, &self.conditions, self.on, self.now, self.lang)?;
        Ok(query.subject(first.query()?).members(members))
    }
}

impl Register {
    pub(super) fn queries(self) -> Result<(Query, Vec<SubjectQuery>), String> {
        let rows = self.rows.into_iter().enumerate();
        let rows = rows.map(|(at, row)| row.query().map_err(|why| format!("rows[{at}]: {why}")));
        let rows = rows.collect::<Result<_, _>>()?;
        let query = query(self.scenario, &self.conditions, self.on, self.now, self.lang)?;
        Ok((query, rows))
    }
}

impl Subject {
    fn query(self) -> Result<SubjectQuery, String> {
        let kinds = SubjectKind::ALL.iter().map(|kind| kind.code());
        let kind = coded("kind", self.kind, SubjectKind::from_code, kinds)?;
        let (id_kind, number) = self.id.map(|id| (id.kind, id.value)).unzip();
        let kinds = IdKind::ALL.iter().map(|kind| kind.code());
        let id_kind = coded("id.kind", id_kind, IdKind::from_code, kinds)?;
        let subject = SubjectQuery {
            kind,
            credit_code: self.credit_code,
            name: self.name,
            id: None,
        };
        subject
            .id_of_form(id_kind, number)
            .map_err(|error| error.to_string())
    }
}

fn query(
    scenario: String,
    conditions: &[String],
    on: Option<String>,
    now: Option<String>,
    lang: Option<String>,
) -> Result<Query, String> {
    let now = now.map(|text| {
        Timestamp::parse(&text)
            .ok_or_else(|| format!("now: {text:?}; write the time as 2026-11-22T09:00:00+08:00"))
    });
    let now = clock::given_or_now(now.transpose()?).map_err(|error| error.to_string())?;
    let on = on
        .map(|text| Date::parse(&text).ok_or_else(|| format!("on: {text:?}; write the date as 2026-11-22")));
    let all = Condition::ALL.iter().map(|condition| condition.code());
    let conditions = conditions.iter().map(|code| {
        coded(
            "conditions",
            Some(code.clone()),
            Condition::from_code,
            all.clone(),
        )
    });
    let conditions = conditions.collect::<Result<Vec<_>, _>>()?;
    let langs = Lang::ALL.iter().map(|lang| lang.code());
    let lang = coded("lang", lang, Lang::from_code, langs)?;
    Ok(Query::new(scenario, now)
        .conditions(conditions.into_iter().flatten())
        .on(on.transpose()?)
        .lang(lang.unwrap_or_default()))
}

/// One of a closed set of words.
fn coded<T>(
    member: &str,
    code: Option<String>,
    from_code: fn(&str) -> Option<T>,
    all: impl Iterator<Item = &'static str>,
) -> Result<Option<T>, String> {
    let read = |code: String| {
        from_code(&code).ok_or_else(|| {
            let all: Vec<_> = all.collect();
            format!("{member}: {code:?}; write one of {}", all.join(", "))
        })
    };
    code.map(read).transpose()
}
