//! What a line of the ledger tells. The names are those of `ledger.jsonl` (docs/OFFICE.md).

use super::serial::{day, moment};
use jrp_core::date::{Date, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something that happened in the office.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Entry {
    /// The folder was made
    Init {
        /// for whom
        publisher: String,
    },
    /// A unit delivered a file, or said that it has nothing
    Receive(Arrival),
    /// A record was repaired, revoked, objected to, or an objection was settled
    Change(Change),
    /// Something was published
    Publish(Publication),
    /// A case, or an item of work, was written down
    Case(Case),
}

/// What a unit delivered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Arrival {
    /// Who delivered
    pub unit: String,
    /// The day on which it came
    #[serde(with = "day")]
    pub on: Date,
    /// What the file was called; `None` for a zero report
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The file's digest, by which the inbox calls it
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// The one list that it is said to hold
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// The line of the delivery of which it mends rows that went back
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mends: Option<u64>,
    /// Whether it adds to what the unit delivered before, in place of replacing it
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub part: bool,
    /// The profile by which it was read, where it was one
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<ProfileUsed>,
    /// For acts that are on no list: what they are
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acts: Option<String>,
    /// What came of the rows, by list; `-` where a row names no list
    pub lists: BTreeMap<String, Tally>,
}

/// A profile by which a file was read. The inbox keeps it, so that the file is read in the same way for ever.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct ProfileUsed {
    /// What it is called
    pub name: String,
    /// Its digest, by which the inbox calls it
    pub digest: String,
}

/// Rows of one list in one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tally {
    /// Rows that the file has
    pub rows: u64,
    /// Rows that could not be read
    pub refused: u64,
    /// Rows that came in time, of those of which a day tells
    #[serde(default)]
    pub timely: u64,
    /// Rows of which a day tells whether they came in time
    #[serde(default)]
    pub timed: u64,
    /// Of acts that are on no list: rows that came before, which are counted nowhere else
    #[serde(default, skip_serializing_if = "is_none")]
    pub again: u64,
}

fn is_none(count: &u64) -> bool {
    *count == 0
}

/// What became of one record.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// What was done
    pub change: ChangeKind,
    /// The record's identity
    pub record: String,
    /// Its list
    pub list: String,
    /// Its subject's name as the list has it
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its subject's number; a person's is masked
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The day on which the notice came: the clock runs from there
    #[serde(with = "day")]
    pub noticed: Date,
    /// Whether it is a court's proof
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub court: bool,
    /// Who asked for it
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<String>,
    /// The document on which it rests
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
}

/// What can be done to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// 修复
    Repair,
    /// 撤销
    Revoke,
    /// 异议
    Object,
    /// The objection was settled and the record stays
    Settle,
}

impl ChangeKind {
    /// Whether the record leaves its list.
    pub fn ends(self) -> bool {
        matches!(self, Self::Repair | Self::Revoke)
    }

    /// The word that a row's state gets by it.
    pub(super) fn state(self) -> Option<&'static str> {
        match self {
            Self::Repair => Some("repaired"),
            Self::Revoke => Some("revoked"),
            Self::Object => Some("objection"),
            Self::Settle => None,
        }
    }
}

/// What was published for one audience.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Publication {
    /// `government` or `public`
    pub audience: String,
    /// Its number
    pub sequence: u64,
    /// Digest of its newest file
    pub digest: String,
    /// When it was issued
    #[serde(with = "moment")]
    pub issued: Timestamp,
    /// The date the data stand for
    #[serde(with = "day")]
    pub as_of: Date,
    /// Records by list
    pub lists: BTreeMap<String, u64>,
    /// What was said and did not stop it
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<String>,
    /// Whether the line was written by a later command, as the one that published was stopped
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub found: bool,
}

/// A case, or an item of work.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Case {
    /// What it is
    pub case: CaseKind,
    /// The unit that handled it
    pub unit: String,
    /// The day of its outcome
    #[serde(with = "day")]
    pub on: Date,
    /// The list that was hit
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// The matter in which it was hit
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scenario: Option<String>,
    /// What was done, without names and numbers
    pub handled: String,
    /// What came of it
    pub outcome: String,
}

/// What a case shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseKind {
    /// 守信激励
    Reward,
    /// 失信惩戒
    Punish,
    /// An item of work of the quarter
    Work,
}
