//! A question, as `npm/src/leaves.ts` sends it.

use crate::error::Failure;
use crate::leaf::{Code, IsoDate, Leaf, Moment, Refusal, object};
use jrp_core::date::Timestamp;
use jrp_core::error::ErrorCode;
use jrp_core::policy::{Condition, Lang};
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::SubjectKind;
use jrp_core::subject::IdKind;

object! {
    /// A question: the subject's keys beside the scenario, further members of a consortium behind them.
    pub struct QueryInput {
        /// 事项: where the question is asked, such as `ZFCG`
        scenario: String,
        /// 主体类别; a name alone is taken as an organisation's
        kind: Option<Code<SubjectKind>>,
        /// 统一社会信用代码
        creditCode: Option<String>,
        /// 主体名称
        name: Option<String>,
        /// Another identifier
        id: Option<IdInput>,
        /// The other members of a consortium
        members: Vec<MemberInput>,
        /// What the asker asserts, so that conditional measures apply
        conditions: Vec<Code<Condition>>,
        /// The date on which records must be effective, such as the tender's cut-off; today in Beijing where absent
        on: Option<IsoDate>,
        /// The present time, as a `Date` or in RFC 3339; the clock's where absent
        now: Option<Moment>,
        /// Language of the prompts; `zh-CN` where absent
        lang: Option<Code<Lang>>,
    }
}

object! {
    /// An identifier with its kind.
    pub struct IdInput {
        /// What it is a number of
        kind: Code<IdKind>,
        /// As typed
        value: String,
    }
}

object! {
    /// A member of a consortium.
    pub struct MemberInput {
        /// 主体类别
        kind: Option<Code<SubjectKind>>,
        /// 统一社会信用代码
        creditCode: Option<String>,
        /// 主体名称
        name: Option<String>,
        /// Another identifier
        id: Option<IdInput>,
    }
}

/// A question in the words of core. `now`, in Unix seconds, counts where the question brings no time.
pub fn read(leaves: &str, now: f64) -> Result<Query, Failure> {
    let mut query = QueryInput::default();
    // Paths and values take turns, each ended by a NUL.
    let mut texts = leaves.split_terminator('\0');
    while let (Some(path), Some(value)) = (texts.next(), texts.next()) {
        query
            .set(&mut path.split('.'), value)
            .map_err(|Refusal(why)| invalid(&format!("query.{path}: {why}")))?;
    }
    let clock = || Timestamp::from_unix(now as i64).filter(|_| now.is_finite());
    let now = query.now.map(|moment| moment.0).or_else(clock);
    let now = now.ok_or_else(|| invalid("query.now: the clock gives no time from 1970 to 9999"))?;
    let first = MemberInput {
        kind: query.kind,
        creditCode: query.creditCode,
        name: query.name,
        id: query.id,
    };
    let members = query.members.into_iter().map(SubjectQuery::try_from);
    Ok(Query::new(query.scenario, now)
        .subject(first.try_into()?)
        .members(members.collect::<Result<Vec<_>, _>>()?)
        .conditions(query.conditions.into_iter().filter_map(|code| code.0))
        .on(query.on.map(|on| on.0))
        .lang(query.lang.and_then(|lang| lang.0).unwrap_or_default()))
}

impl TryFrom<MemberInput> for SubjectQuery {
    type Error = Failure;

    fn try_from(member: MemberInput) -> Result<Self, Failure> {
        let (kind, number) = member.id.map(|id| (id.kind.0, id.value)).unzip();
        let subject = Self {
            kind: member.kind.and_then(|kind| kind.0),
            credit_code: member.creditCode,
            name: member.name,
            id: None,
        };
        Ok(subject.id_of_form(kind.flatten(), number)?)
    }
}

fn invalid(message: &str) -> Failure {
    Failure::new(ErrorCode::QueryInvalid, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(leaves: &[(&str, &str)]) -> Result<Query, String> {
        let text: String = leaves
            .iter()
            .map(|(path, value)| format!("{path}\0{value}\0"))
            .collect();
        read(&text, 1_795_300_000.0).map_err(|failure| failure.message().to_owned())
    }

    #[test]
    fn a_full_question_is_read() {
        let query = ask(&[
            ("scenario", "ZFCG"),
            ("creditCode", "91320507MA1QF7RX58"),
            ("id.", ""),
            ("id.kind", "org-code"),
            ("id.value", "MA1QF7RX5"),
            ("members.0.", ""),
            ("members.0.name", "甲\u{1}0乙"),
            ("conditions.0", "document"),
            ("on", "2026-11-22"),
            ("now", "2026-11-22T01:00:00.000Z"),
            ("lang", "en"),
        ])
        .unwrap();
        assert_eq!(query.subjects.len(), 2);
        assert_eq!(
            query.subjects[0].id,
            Some((IdKind::OrgCode, "MA1QF7RX5".to_owned()))
        );
        assert_eq!(query.subjects[1].name.as_deref(), Some("甲\0乙"));
        assert_eq!(query.conditions, [Condition::Document]);
        assert_eq!(query.now.to_string(), "2026-11-22T09:00:00+08:00");
        assert_eq!(query.lang, Lang::En);
    }

    #[test]
    fn what_does_not_fit_is_refused_by_its_name() {
        for (path, value, wanted) in [
            (
                "creditcode",
                "x",
                "query.creditcode: unknown field; the fields are scenario, kind, creditCode",
            ),
            (
                "kind",
                "firm",
                "query.kind: unknown value \"firm\"; use one of org, person, sole-trader",
            ),
            ("kind.", "", "query.kind.: a text is expected"),
            ("name.x", "", "query.name.x: a text is expected"),
            ("members", "x", "query.members: an array is expected"),
            (
                "members.1.name",
                "x",
                "query.members.1.name: items are to follow each other",
            ),
            ("members.0", "x", "query.members.0: an object is expected"),
            (
                "members.0.nick",
                "x",
                "query.members.0.nick: unknown field; the fields are kind, creditCode, name, id",
            ),
            ("id", "x", "query.id: an object is expected"),
            ("id.value", "x", "id has no kind"),
            ("on", "2026-2-2", "query.on: \"2026-2-2\" is not a date"),
            ("now", "today", "query.now: \"today\" is not a time"),
        ] {
            let message = ask(&[(path, value)]).unwrap_err();
            assert!(message.starts_with(wanted), "{path}: {message}");
        }
        assert!(read("scenario\0ZFCG\0", f64::NAN).is_err());
    }
}
