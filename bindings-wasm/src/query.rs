//! A question as JSON: what `roster.check` takes.

use crate::error::Failure;
use crate::read::{Code, IsoDate, Moment, Object, present};
use jrp_core::date::Timestamp;
use jrp_core::error::ErrorCode;
use jrp_core::policy::{Condition, Lang};
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::SubjectKind;
use jrp_core::subject::IdKind;
use serde::Deserialize;

/// A question: the subject's keys beside the scenario, further members of a consortium behind them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct QueryJson {
    /// 事项: where the question is asked, such as `ZFCG`
    scenario: String,
    /// 主体类别; a name alone is taken as an organisation's
    #[serde(default)]
    kind: Option<Code<SubjectKind>>,
    /// 统一社会信用代码
    #[serde(default)]
    credit_code: Option<String>,
    /// 主体名称
    #[serde(default)]
    name: Option<String>,
    /// Another identifier
    #[serde(default)]
    id: Option<Object<IdJson>>,
    /// The other members of a consortium
    #[serde(default)]
    members: Vec<Object<MemberJson>>,
    /// What the asker asserts, so that conditional measures apply
    #[serde(default)]
    conditions: Vec<Code<Condition>>,
    /// The date on which records must be effective, such as the tender's cut-off; today in Beijing where absent
    #[serde(default)]
    on: Option<IsoDate>,
    /// The present time, as a `Date` or in RFC 3339; the clock's where absent
    #[serde(default, deserialize_with = "present")]
    now: Option<Moment>,
    /// Language of the prompts; `zh-CN` where absent
    #[serde(default)]
    lang: Option<Code<Lang>>,
}

/// An identifier with its kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct IdJson {
    /// What it is a number of
    kind: Code<IdKind>,
    /// As typed
    value: String,
}

/// A member of a consortium.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct MemberJson {
    /// 主体类别
    #[serde(default)]
    kind: Option<Code<SubjectKind>>,
    /// 统一社会信用代码
    #[serde(default)]
    credit_code: Option<String>,
    /// 主体名称
    #[serde(default)]
    name: Option<String>,
    /// Another identifier
    #[serde(default)]
    id: Option<Object<IdJson>>,
}

/// More members than any consortium has.
const MEMBERS_MAX: usize = 1 << 12;

impl QueryJson {
    /// Reads a question. A failure names the field.
    pub fn read(text: &str) -> Result<Self, Failure> {
        let mut reader = serde_json::Deserializer::from_str(text);
        let query: Object<Self> = serde_path_to_error::deserialize(&mut reader)
            .map_err(|error| invalid(format!("query.{}: {}", error.path(), error.inner())))?;
        if query.0.members.len() > MEMBERS_MAX {
            return Err(invalid(format!("query.members: more than {MEMBERS_MAX} members")));
        }
        Ok(query.0)
    }

    /// The same for core. `now`, in Unix seconds, counts where the question brings no time.
    pub fn into_core(self, now: f64) -> Result<Query, Failure> {
        let clock = || Timestamp::from_unix(now as i64).filter(|_| now.is_finite());
        let now = self.now.map(|moment| moment.0).or_else(clock);
        let now =
            now.ok_or_else(|| invalid("query.now: the clock gives no time from 1970 to 9999".into()))?;
        let first = MemberJson {
            kind: self.kind,
            credit_code: self.credit_code,
            name: self.name,
            id: self.id,
        };
        let members = self.members.into_iter().map(|member| member.0);
        Ok(Query {
            scenario: self.scenario,
            subjects: core::iter::once(first)
                .chain(members)
                .map(SubjectQuery::from)
                .collect(),
            conditions: self.conditions.into_iter().map(|code| code.0).collect(),
            on: self.on.map_or_else(|| now.beijing_date(), |on| on.0),
            now,
            lang: self.lang.map_or_else(Lang::default, |lang| lang.0),
        })
    }
}

impl From<MemberJson> for SubjectQuery {
    fn from(member: MemberJson) -> Self {
        Self {
            kind: member.kind.map(|kind| kind.0),
            credit_code: member.credit_code,
            name: member.name,
            id: member.id.map(|Object(id)| (id.kind.0, id.value)),
        }
    }
}

fn invalid(message: String) -> Failure {
    Failure::new(ErrorCode::QueryInvalid, message)
}
