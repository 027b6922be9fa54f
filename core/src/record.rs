//! A record: one validated entry, one subject on one list.
//!
//! Rows that may not be published (pending, deferred, repaired, revoked, expired) never become a record, so the
//! states a record can have are the three that a snapshot may hold.

use crate::date::Date;
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

/// The states in which a record may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// 有效
    Active,
    /// 异议: shown and flagged, never stricter than a review.
    Objection,
    /// 暂停 (court-approved reorganisation): listed, its measures lifted for now.
    Suspended,
}

impl Status {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Active, Self::Objection, Self::Suspended];

    /// The code used in feeds and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Objection => "objection",
            Self::Suspended => "suspended",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// One subject on one list. Texts are trimmed, free of control characters, and `None` where the feed is blank.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// A row that is left out: repaired, revoked, expired … It outweighs what other rows say of the same record earlier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// The row's record; its status does not matter
    pub record: Record,
    /// Whether it outweighs a row of the same decision too: a repair follows the listing that it ends
    pub is_final: bool,
}
