//! A question: subjects, a scenario, a date.

use crate::date::{Date, Timestamp};
use crate::policy::{Condition, Lang};
use crate::record::SubjectKind;
use crate::subject::{IdKind, Identifier, InputWarning, SubjectError, name};

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

/// A subject as understood.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    /// `None` where the asker did not say and the identifier does not tell
    pub(crate) kind: Option<SubjectKind>,
    /// The credit code, where it can be read
    pub(crate) credit_code: Option<Identifier>,
    /// The other identifier, where it can be read
    pub(crate) id: Option<Identifier>,
    pub(crate) name: Option<Name>,
    pub(crate) problems: Vec<Problem>,
}

/// A name with its key.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) typed: String,
    pub(crate) key: String,
}

/// What is odd about the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// A check digit does not fit
    Check(InputWarning),
    /// The identifier has a wrong length
    Length,
    /// The identifier has a character that cannot stand there
    Characters,
}

impl Problem {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Check(warning) => warning.code(),
            Self::Length => "length",
            Self::Characters => "characters",
        }
    }
}

impl Subject {
    pub(crate) fn parse(query: &SubjectQuery) -> Self {
        let mut problems = Vec::new();
        let mut read = |kind: IdKind, text: &str| match Identifier::parse(kind, text) {
            Ok(id) => {
                problems.extend(id.warnings().into_iter().map(Problem::Check));
                Some(id)
            }
            Err(error) => {
                problems.push(match error {
                    SubjectError::Length { .. } => Problem::Length,
                    SubjectError::Character { .. } => Problem::Characters,
                });
                None
            }
        };
        let typed = |text: &Option<String>| {
            text.as_deref()
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let credit_code = typed(&query.credit_code).and_then(|text| read(IdKind::Uscc, &text));
        let id = query.id.as_ref().filter(|(_, text)| !text.trim().is_empty());
        let id_kind = id.map(|(kind, _)| *kind);
        let id = id.and_then(|(kind, text)| read(*kind, text));
        let name = typed(&query.name).map(|typed| Name {
            key: name::key(&typed),
            typed,
        });
        let kind = match (query.kind, id_kind) {
            (_, Some(IdKind::CitizenId | IdKind::Passport)) => Some(SubjectKind::Person),
            (kind, _) => kind,
        };
        Self {
            kind,
            credit_code,
            id,
            name: name.filter(|name| !name.key.is_empty()),
            problems,
        }
    }

    /// The identifiers that can be read, the credit code first.
    pub(crate) fn identifiers(&self) -> impl Iterator<Item = &Identifier> {
        self.credit_code.iter().chain(&self.id)
    }

    /// Whether an identifier was typed that cannot be compared.
    pub(crate) fn has_unreadable_id(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| matches!(problem, Problem::Length | Problem::Characters))
    }

    /// Whether the subject is a natural person.
    pub(crate) fn is_person(&self) -> bool {
        self.kind == Some(SubjectKind::Person)
    }

    /// Whether a bare name leaves open if a person or an organisation is meant.
    pub(crate) fn kind_is_open(&self) -> bool {
        self.kind.is_none()
            && self.identifiers().next().is_none()
            && self
                .name
                .as_ref()
                .is_some_and(|name| name::may_be_person(&name.typed))
    }
}
