//! The answer as data: what `to_json` writes and the bindings hand over.
//!
//! Keys stand in the order in which they are written; arrays are always present, other absent values are left out.

use crate::date::Date;
use crate::json::to_json;
use crate::parse::parse_code;
use crate::policy::{Effect, Polarity, PromptCode, PromptLevel, Strength};
use crate::record::{Status, SubjectKind};
use crate::roster::{Compared, Match, Origin, SnapshotEcho};
use crate::snapshot::FreshnessState;
use crate::subject::IdKind;
use serde::{Serialize, Serializer};
use std::sync::Arc;

/// What it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// A confirmed finding carries a prohibition
    Prohibited,
    /// A confirmed finding carries a restriction
    Restricted,
    /// A person must look into it
    Review,
    /// Listed; for information
    Notice,
    /// A benefit applies
    Preferred,
    /// No effective record in the lists compared
    Clear,
    /// No answer can be given
    Indeterminate,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 7] = [
        Self::Prohibited,
        Self::Restricted,
        Self::Review,
        Self::Notice,
        Self::Preferred,
        Self::Clear,
        Self::Indeterminate,
    ];

    /// The word used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Prohibited => "prohibited",
            Self::Restricted => "restricted",
            Self::Review => "review",
            Self::Notice => "notice",
            Self::Preferred => "preferred",
            Self::Clear => "clear",
            Self::Indeterminate => "indeterminate",
        }
    }

    /// The outcome with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

parse_code!(Outcome, "outcome");

/// The answer to one query.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Comparison {
    /// What it comes to
    pub outcome: Outcome,
    /// 事项
    pub scenario: String,
    /// The date asked
    pub on: Date,
    /// The subjects as understood, the first one and the consortium members
    pub subjects: Vec<SubjectEcho>,
    /// Records reached, the strictest first
    pub findings: Vec<Finding>,
    /// What is odd about the input
    pub warnings: Vec<Warning>,
    /// What to tell the person, the loudest first
    pub prompts: Vec<Prompt>,
    /// How old the data are
    pub freshness: Freshness,
    /// What the subjects were compared with
    pub compared: Arc<Compared>,
    /// Which snapshot answered; absent where several did
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<Arc<SnapshotEcho>>,
    /// Which snapshots answered; absent where one did
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snapshots: Option<Vec<SnapshotOfSet>>,
    /// What evidence tells of the files
    #[serde(skip)]
    pub(crate) origin: Arc<Origin>,
}

impl crate::json::Plain for Comparison {}

/// One of several snapshots that answered together, named and aged by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SnapshotOfSet {
    /// 发布机构
    pub publisher: String,
    /// Sequence of the newest layer
    pub sequence: u64,
    /// Deltas on the base
    pub deltas: usize,
    /// Header digest of the newest layer
    pub digest: String,
    /// Version of the policy pack
    pub policy: String,
    /// How old its data are; one that has expired, or comes from the future, covers nothing
    pub freshness: Freshness,
}

impl Comparison {
    /// The fixed JSON, without white space between tokens.
    pub fn to_json(&self) -> String {
        to_json(self)
    }
}

/// A subject, echoed; identifiers of persons are masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SubjectEcho {
    /// 主体类别
    pub kind: SubjectKind,
    /// 统一社会信用代码
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<String>,
    /// Kind of the other identifier
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_kind: Option<IdKind>,
    /// The other identifier; a person's is masked
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name as typed
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A record reached by a subject's keys. One that was reached by a name alone shows no detail.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Finding {
    /// Position in `subjects`
    pub subject: usize,
    /// How the record was reached
    #[serde(rename = "match")]
    pub matched: Match,
    /// Whether the record is the subject's beyond doubt
    pub confirmed: bool,
    /// Number of agreeing visible digits, for a masked match
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreeing: Option<usize>,
    /// 记录编号, or the record's identity
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_id: Option<String>,
    /// 名单
    pub list: ListEcho,
    /// The name as listed
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listed_name: Option<String>,
    /// 认定单位
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// 文书号
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_no: Option<String>,
    /// 列入事由
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// 失信等级
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<&'static str>,
    /// 列入日期
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listed_on: Option<Date>,
    /// 公示截止日期
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publish_until: Option<Term>,
    /// 状态
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// What the listing means here; absent where it changes nothing
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
    /// How firmly the measure binds
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    /// 措施
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// 依据
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Positions in `snapshots` of those the record stands in; absent where one snapshot answered
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sources: Option<Vec<usize>>,
}

/// An end date; `None` is written as `null` and means no fixed term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term(pub Option<Date>);

impl Serialize for Term {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// A list kind, named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ListEcho {
    /// 名单类型
    pub code: String,
    /// 名单名称
    pub name: String,
    /// Black, watch or red
    pub polarity: Polarity,
}

/// What is odd about the input, as a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Warning {
    /// Position in `subjects`; absent where it concerns the whole query
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<usize>,
    /// `credit-code-check`, `name-differs` …
    pub code: &'static str,
}

/// What to tell the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Prompt {
    /// How loudly
    pub level: PromptLevel,
    /// What it is about
    pub code: PromptCode,
    /// The words
    pub text: String,
}

/// How old the data are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Freshness {
    /// The state
    pub state: FreshnessState,
    /// The date the data stand for
    pub data_as_of: Date,
    /// Calendar days from there to now, in Beijing
    pub age_days: i32,
}

impl crate::json::Plain for Freshness {}
