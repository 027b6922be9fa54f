//! A question in the shape of the JavaScript API.

use crate::vectors::{Failure, date, time};
use jrp_core::policy::{Condition, Lang};
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::SubjectKind;
use jrp_core::subject::IdKind;
use serde::Deserialize;

/// The question: the subject's keys beside the scenario, members behind it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct QueryJson {
    /// Scenario code
    pub scenario: String,
    /// `org`, `person` or `sole-trader`
    pub kind: Option<String>,
    /// 统一社会信用代码
    pub credit_code: Option<String>,
    /// 主体名称
    pub name: Option<String>,
    /// Another identifier
    pub id: Option<IdJson>,
    /// The other members of a consortium
    #[serde(default)]
    pub members: Vec<MemberJson>,
    /// What the asker asserts
    #[serde(default)]
    pub conditions: Vec<String>,
    /// The date asked; the Beijing date of `now` where absent
    pub on: Option<String>,
    /// The present time
    pub now: String,
    /// `zh-CN` (where absent) or `en`
    pub lang: Option<String>,
}

/// An identifier with its kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdJson {
    /// `org-code`, `citizen-id` …
    pub kind: String,
    /// As typed
    pub value: String,
}

/// A member of a consortium.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct MemberJson {
    /// `org`, `person` or `sole-trader`
    pub kind: Option<String>,
    /// 统一社会信用代码
    pub credit_code: Option<String>,
    /// 主体名称
    pub name: Option<String>,
    /// Another identifier
    pub id: Option<IdJson>,
}

impl QueryJson {
    /// The same for core.
    pub fn to_core(&self) -> Result<Query, Failure> {
        let now = time(&self.now)?;
        let first = subject(&self.kind, &self.credit_code, &self.name, &self.id)?;
        let members = self.members.iter();
        let members = members
            .map(|member| subject(&member.kind, &member.credit_code, &member.name, &member.id))
            .collect::<Result<Vec<_>, _>>()?;
        let conditions = self
            .conditions
            .iter()
            .map(|code| known(Condition::from_code(code), code));
        let lang = self.lang.as_ref();
        let lang = lang.map(|lang| known(Lang::from_code(lang), lang)).transpose()?;
        let on = self.on.as_ref().map(|on| date(on)).transpose()?;
        Ok(Query::new(&self.scenario, now)
            .subject(first)
            .members(members)
            .conditions(conditions.collect::<Result<Vec<_>, _>>()?)
            .on(on)
            .lang(lang.unwrap_or_default()))
    }

    /// The same as options of `jrp check`; `None` where the command line cannot say it.
    pub fn to_options(&self) -> Option<Vec<String>> {
        let mut options = vec![
            format!("--scenario={}", self.scenario),
            format!("--now={}", self.now),
        ];
        let mut add = |name: &str, value: &Option<String>| {
            options.extend(value.as_ref().map(|value| format!("--{name}={value}")));
        };
        add("subject-kind", &self.kind);
        add("credit-code", &self.credit_code);
        add("name", &self.name);
        add("id-kind", &self.id.as_ref().map(|id| id.kind.clone()));
        add("id", &self.id.as_ref().map(|id| id.value.clone()));
        add("on", &self.on);
        add("lang", &self.lang);
        for condition in &self.conditions {
            add("condition", &Some(condition.clone()));
        }
        for member in &self.members {
            if member.kind.is_some() || member.name.is_some() || member.id.is_some() {
                return None;
            }
            add("member", &member.credit_code);
        }
        Some(options)
    }
}

fn subject(
    kind: &Option<String>,
    credit_code: &Option<String>,
    name: &Option<String>,
    id: &Option<IdJson>,
) -> Result<SubjectQuery, Failure> {
    let kind = kind
        .as_ref()
        .map(|code| known(SubjectKind::from_code(code), code));
    let id = id
        .as_ref()
        .map(|id| known(IdKind::from_code(&id.kind), &id.kind).map(|kind| (kind, id.value.clone())));
    Ok(SubjectQuery {
        kind: kind.transpose()?,
        credit_code: credit_code.clone(),
        name: name.clone(),
        id: id.transpose()?,
    })
}

fn known<T>(found: Option<T>, code: &str) -> Result<T, Failure> {
    found.ok_or_else(|| format!("nothing is called {code:?} here").into())
}
