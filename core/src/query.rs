//! A question: subjects, a scenario, a date.

use crate::date::{Date, Timestamp};
use crate::policy::{Condition, Lang};
use crate::record::SubjectKind;
use crate::subject::{IdKind, name};

mod damaged;
mod doubtful;
mod error;
mod name_field;
mod numbers;
mod several;
mod slips;
mod subject;

pub use error::QueryError;
pub(crate) use name_field::Name;
pub(crate) use numbers::{Fault, Problem, ReadAs};
pub(crate) use subject::Subject;

/// What is asked, as text from a form: a subject, a scenario, a date, and members of a consortium behind the subject.
///
/// ```
/// use jrp_core::{IdKind, Query, SubjectQuery, Timestamp};
/// let now = Timestamp::parse("2026-11-22T09:00:00+08:00").unwrap();
/// let query = Query::new("ZFCG", now)
///     .credit_code("91320507MA1QF7RX58")
///     .name("苏州示例科技有限公司")
///     .member(SubjectQuery::default().id(IdKind::OrgCode, "MA1QF7RX-5"));
/// assert_eq!(query.subjects.len(), 2);
/// assert_eq!(query.on.to_string(), "2026-11-22");
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Query {
    /// Where the question is asked: `ZFCG`, `XZXK` …
    pub scenario: String,
    /// The subject, and the members of a consortium behind it
    pub subjects: Vec<SubjectQuery>,
    /// Conditions the asker asserts
    pub conditions: Vec<Condition>,
    /// The date on which records must be effective: the tender cut-off
    pub on: Date,
    /// The present time
    pub now: Timestamp,
    /// Language of the prompts
    pub lang: Lang,
}

impl Query {
    /// A question in a scenario, whose subject is still to be named: about today in Beijing, prompts in Chinese. Whether
    /// the scenario is known is said when the question is answered.
    pub fn new(scenario: impl Into<String>, now: Timestamp) -> Self {
        Self {
            scenario: scenario.into(),
            subjects: vec![SubjectQuery::default()],
            conditions: Vec::new(),
            on: now.beijing_date(),
            now,
            lang: Lang::default(),
        }
    }

    /// Names the subject as a whole.
    #[must_use]
    pub fn subject(mut self, subject: SubjectQuery) -> Self {
        match self.subjects.first_mut() {
            Some(first) => *first = subject,
            None => self.subjects.push(subject),
        }
        self
    }

    /// Says of which kind the subject is.
    #[must_use]
    pub fn kind(self, kind: SubjectKind) -> Self {
        self.on_subject(|subject| subject.kind(kind))
    }

    /// The subject's 统一社会信用代码, as typed.
    #[must_use]
    pub fn credit_code(self, code: impl Into<String>) -> Self {
        self.on_subject(|subject| subject.credit_code(code))
    }

    /// The subject's name, as typed.
    #[must_use]
    pub fn name(self, name: impl Into<String>) -> Self {
        self.on_subject(|subject| subject.name(name))
    }

    /// Another number of the subject, as typed.
    #[must_use]
    pub fn id(self, kind: IdKind, number: impl Into<String>) -> Self {
        self.on_subject(|subject| subject.id(kind, number))
    }

    /// Adds a member of a consortium; one listed member counts for all.
    #[must_use]
    pub fn member(mut self, member: SubjectQuery) -> Self {
        self.subjects.push(member);
        self
    }

    /// Adds members of a consortium.
    #[must_use]
    pub fn members(mut self, members: impl IntoIterator<Item = SubjectQuery>) -> Self {
        self.subjects.extend(members);
        self
    }

    /// Asserts conditions, so that the measures which depend on them apply.
    #[must_use]
    pub fn conditions(mut self, conditions: impl IntoIterator<Item = Condition>) -> Self {
        self.conditions.extend(conditions);
        self
    }

    /// The date on which records must be effective, such as the tender cut-off; `None` leaves it as it is.
    #[must_use]
    pub fn on(mut self, date: impl Into<Option<Date>>) -> Self {
        self.on = date.into().unwrap_or(self.on);
        self
    }

    /// The language of the prompts.
    #[must_use]
    pub fn lang(mut self, lang: Lang) -> Self {
        self.lang = lang;
        self
    }

    fn on_subject(mut self, change: impl FnOnce(SubjectQuery) -> SubjectQuery) -> Self {
        let subject = self.subjects.first_mut().map(core::mem::take).unwrap_or_default();
        self.subject(change(subject))
    }
}

/// A subject as typed. `Debug` leaves the other identifier out, which may be a person's.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SubjectQuery {
    /// 主体类别, where the asker said so
    pub kind: Option<SubjectKind>,
    /// 统一社会信用代码
    pub credit_code: Option<String>,
    /// 主体名称
    pub name: Option<String>,
    /// Another identifier, with its kind
    pub id: Option<(IdKind, String)>,
}

impl core::fmt::Debug for SubjectQuery {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("SubjectQuery")
            .field("kind", &self.kind)
            .field("credit_code", &self.credit_code)
            .field("name", &self.name)
            .field("id", &self.id.as_ref().map(|(kind, _)| kind))
            .finish()
    }
}

impl SubjectQuery {
    /// Says of which kind the subject is.
    #[must_use]
    pub fn kind(mut self, kind: SubjectKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// 统一社会信用代码, as typed.
    #[must_use]
    pub fn credit_code(mut self, code: impl Into<String>) -> Self {
        self.credit_code = Some(code.into());
        self
    }

    /// The name, as typed.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Another number, as typed.
    #[must_use]
    pub fn id(mut self, kind: IdKind, number: impl Into<String>) -> Self {
        self.id = Some((kind, number.into()));
        self
    }

    /// Another number as a form gives it, whose kind stands in a field of its own. A kind without a number is a form that
    /// nobody has filled in yet; a number without a kind cannot be compared as what it is meant for.
    pub fn id_of_form(
        mut self,
        kind: Option<IdKind>,
        number: Option<impl Into<String>>,
    ) -> Result<Self, QueryError> {
        let number = number.map(Into::into).filter(|number| !number.trim().is_empty());
        self.id = match (kind, number) {
            (_, None) => None,
            (Some(kind), Some(number)) => Some((kind, number)),
            (None, Some(_)) => return Err(QueryError::IdKind),
        };
        Ok(self)
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        let absent = |text: &Option<String>| text.as_deref().is_none_or(name::is_blank);
        let no_id = self.id.as_ref().is_none_or(|(_, id)| name::is_blank(id));
        absent(&self.credit_code) && absent(&self.name) && no_id
    }
}
