//! A question: subjects, a scenario, a date.

use crate::date::{Date, Timestamp};
use crate::policy::{Condition, Lang};
use crate::record::SubjectKind;
use crate::subject::{IdKind, name};

mod numbers;
mod subject;

pub(crate) use numbers::{Fault, Problem, ReadAs};
pub(crate) use subject::{Name, Subject};

/// What is asked, as text from a form.
#[derive(Clone, Debug)]
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
    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        let absent = |text: &Option<String>| text.as_deref().is_none_or(name::is_blank);
        let no_id = self.id.as_ref().is_none_or(|(_, id)| name::is_blank(id));
        absent(&self.credit_code) && absent(&self.name) && no_id
    }
}
