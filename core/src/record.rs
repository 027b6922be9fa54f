//! A record: one validated entry, one subject on one list.
//!
//! Rows that may not be published (pending, deferred, repaired, revoked, expired) never become a record, so the
//! states a record can have are the three that a snapshot may hold.

mod document;

pub use document::{DocumentNo, FILLERS, POINTERS};

use crate::date::Date;
use crate::parse::parse_code;
use crate::subject::Identifier;
use serde::Serialize;

/// 主体类别.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectKind {
    /// 法人及非法人组织
    Org,
    /// 自然人
    Person,
    /// 个体工商户
    SoleTrader,
}

impl SubjectKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Org, Self::Person, Self::SoleTrader];

    /// The code used in feeds, queries and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Org => "org",
            Self::Person => "person",
            Self::SoleTrader => "sole-trader",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

parse_code!(SubjectKind, "kind of subject");

/// 失信等级 (国办发〔2025〕22号).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// 轻微
    Minor,
    /// 一般
    General,
    /// 严重
    Serious,
}

impl Severity {
    /// Every grade, mildest first.
    pub const ALL: [Self; 3] = [Self::Minor, Self::General, Self::Serious];

    /// The word used in feeds, policy packs and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Minor => "轻微",
            Self::General => "一般",
            Self::Serious => "严重",
        }
    }

    /// The grade with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.code() == code)
    }
}

parse_code!(Severity, "grade");

/// The states in which a record stands in a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// 有效
    Active,
    /// 异议: shown and flagged, never stricter than a review.
    Objection,
    /// 暂停 (court-approved reorganisation): listed, its measures lifted for now.
    Suspended,
    /// A row that names a subject and could not be read otherwise; see [`UnreadRow`]. No feed says so of a row.
    Unread,
}

impl Status {
    /// Every state that a feed may give.
    pub const ALL: [Self; 3] = [Self::Active, Self::Objection, Self::Suspended];

    /// Every state that a snapshot may hold, by its number there.
    pub(crate) const STORED: [Self; 4] = [Self::Active, Self::Objection, Self::Suspended, Self::Unread];

    /// The code used in feeds and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Objection => "objection",
            Self::Suspended => "suspended",
            Self::Unread => "unread",
        }
    }

    /// The state with this code that a feed may give.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

parse_code!(Status, "state of a record");

/// One subject on one list. Texts are trimmed, free of control characters, and `None` where the feed is blank.
///
/// ```
/// use jrp_core::record::{Record, Status};
/// use jrp_core::{Date, SubjectKind};
/// let listed_on = Date::parse("2025-03-01").unwrap();
/// let mut record = Record::new("BK-ZFCGSX", SubjectKind::Org, "苏州市财政局", listed_on, Status::Active);
/// record.name = Some("苏州甲乙科技有限公司".into());
/// assert_eq!(record.publish_until, None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Record {
    /// 名单类型, a code of the policy pack's list kinds
    pub list_kind: String,
    /// 主体类别
    pub subject_kind: SubjectKind,
    /// 证件号码 with its kind; possibly masked
    pub id: Option<Identifier>,
    /// 主体名称 as published
    pub name: Option<String>,
    /// 曾用名
    pub former_names: Vec<String>,
    /// 文书号
    pub document_no: Option<String>,
    /// 列入事由
    pub cause: Option<String>,
    /// 失信等级
    pub severity: Option<Severity>,
    /// 认定单位
    pub authority: String,
    /// 信源单位
    pub source_unit: Option<String>,
    /// 决定日期
    pub decided_on: Option<Date>,
    /// 列入日期
    pub listed_on: Date,
    /// 生效日期; blank means the listing date
    pub effective_from: Option<Date>,
    /// 公示截止日期, inclusive; `None` means no fixed term
    pub publish_until: Option<Date>,
    /// 处罚截止日期, inclusive: the end of what was imposed, where it differs from the end of publication
    pub effective_until: Option<Date>,
    /// 状态
    pub status: Status,
    /// 法律依据
    pub legal_basis: Option<String>,
    /// 重点领域
    pub domain: Option<String>,
    /// 行政区划, GB/T 2260
    pub region: Option<String>,
    /// 记录编号
    pub record_id: Option<String>,
}

impl Record {
    /// A record of what every one has. What else is known of it is set by its fields; `name` or `id` must be.
    pub fn new(
        list_kind: impl Into<String>,
        subject_kind: SubjectKind,
        authority: impl Into<String>,
        listed_on: Date,
        status: Status,
    ) -> Self {
        Self {
            list_kind: list_kind.into(),
            subject_kind,
            id: None,
            name: None,
            former_names: Vec::new(),
            document_no: None,
            cause: None,
            severity: None,
            authority: authority.into(),
            source_unit: None,
            decided_on: None,
            listed_on,
            effective_from: None,
            publish_until: None,
            effective_until: None,
            status,
            legal_basis: None,
            domain: None,
            region: None,
            record_id: None,
        }
    }
}

/// A row that names a subject but could not be read otherwise. Who asks for the subject must not be told that there is
/// nothing: the snapshot holds the row by its keys, without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadRow {
    /// 名单类型, a code of the policy pack's list kinds
    pub list_kind: String,
    /// 主体类别
    pub subject_kind: SubjectKind,
    /// The identifier, where it can be read
    pub id: Option<Identifier>,
    /// The name, where it can be read
    pub name: Option<String>,
    /// The former names that can be read
    pub former_names: Vec<String>,
    /// Row of the feed as a spreadsheet shows it
    pub row: u64,
    /// What else of it can be read, by which a repair can name it
    pub particulars: Particulars,
}

/// What of a row that could not be read tells it from others of its subject. It enters no file: it serves to find the rows
/// that a [`Withdrawal`] ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Particulars {
    /// 文书号
    pub document_no: Option<String>,
    /// 认定单位
    pub authority: Option<String>,
    /// 决定日期
    pub decided_on: Option<Date>,
    /// 列入日期
    pub listed_on: Option<Date>,
    /// 记录编号
    pub record_id: Option<String>,
    /// 证件号码, where the row is not filed under it, for it may be another one's
    pub id: Option<Identifier>,
}

impl UnreadRow {
    /// The record that stands for the row: keys, list and, as record id, the row's number. Nothing else of it is known, so
    /// neither is the date that every record has.
    #[cfg(feature = "build")]
    pub(crate) fn to_record(&self) -> Record {
        Record {
            id: self.id.clone(),
            name: self.name.clone(),
            former_names: self.former_names.clone(),
            record_id: Some(self.row.to_string()),
            ..Record::new(
                self.list_kind.clone(),
                self.subject_kind,
                "",
                Date::unix_epoch(),
                Status::Unread,
            )
        }
    }
}

/// A row that says that a record is no longer to be listed, or that may say so. It need not be the record's own row: a
/// repair is often told by another decision, with a number and a date of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// 名单类型
    pub list_kind: String,
    /// 主体类别
    pub subject_kind: SubjectKind,
    /// 证件号码 with its kind; possibly masked
    pub id: Option<Identifier>,
    /// 主体名称
    pub name: Option<String>,
    /// 曾用名
    pub former_names: Vec<String>,
    /// 文书号
    pub document_no: Option<String>,
    /// 认定单位; `None` where it cannot be read
    pub authority: Option<String>,
    /// 决定日期
    pub decided_on: Option<Date>,
    /// 列入日期
    pub listed_on: Option<Date>,
    /// 记录编号
    pub record_id: Option<String>,
    /// What the row's status does to the record
    pub force: Force,
}

/// What a row that is left out does to the records it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Force {
    /// Repaired or revoked: it ends every record it names that is not later than itself.
    Ends,
    /// Pending, deferred or expired: it outweighs what other rows say of the same record by an earlier decision.
    Outweighs,
    /// The status cannot be read: it may end a record or not, so whoever publishes must know.
    Unclear,
}

impl Withdrawal {
    /// The withdrawal that a record's own row is; its status does not matter.
    pub fn of(record: Record, force: Force) -> Self {
        Self {
            list_kind: record.list_kind,
            subject_kind: record.subject_kind,
            id: record.id,
            name: record.name,
            former_names: record.former_names,
            document_no: record.document_no,
            authority: Some(record.authority),
            decided_on: record.decided_on,
            listed_on: Some(record.listed_on),
            record_id: record.record_id,
            force,
        }
    }
}
