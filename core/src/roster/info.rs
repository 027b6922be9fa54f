//! What a roster says of itself: what bindings hand over as one JSON object.

use super::Roster;
use crate::date::{Date, Timestamp};
use crate::json::to_json;
use crate::snapshot::Audience;
use crate::suite::Suite;
use serde::Serialize;

/// Publisher, sequence, dates, lists with their records, scenarios.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RosterInfo<'a> {
    /// 发布机构
    pub publisher: &'a str,
    /// 行政区划
    pub region: &'a str,
    /// Whom the snapshot is for
    pub audience: Audience,
    /// Which algorithms signed and digested it
    pub suite: Suite,
    /// Sequence of the newest layer
    pub sequence: u64,
    /// Deltas on the base
    pub deltas: usize,
    /// Header digest of the newest layer
    pub digest: &'a str,
    /// Version of the policy pack
    pub policy: &'a str,
    /// When the newest layer was issued
    pub issued_at: Timestamp,
    /// The date the data stand for
    pub data_as_of: Date,
    /// When the next update is due
    pub next_update: Timestamp,
    /// From when on questions stay open
    pub expires_at: Timestamp,
    /// Live records
    pub records: u64,
    /// The lists, by code
    pub lists: Vec<ListInfo<'a>>,
    /// The scenarios, by code
    pub scenarios: Vec<ScenarioInfo<'a>>,
}

/// A list kind in a roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListInfo<'a> {
    /// 名单类型
    pub code: &'a str,
    /// 名单名称
    pub name: &'a str,
    /// Whether the list is covered, so that its silence means something
    pub covered: bool,
    /// Live records on it
    pub records: u64,
}

/// A scenario that may be asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScenarioInfo<'a> {
    /// 事项
    pub code: &'a str,
    /// 事项名称
    pub name: &'a str,
}

impl<B: AsRef<[u8]>> Roster<B> {
    /// What the roster says of itself.
    pub fn info(&self) -> RosterInfo<'_> {
        let (header, policy) = (self.header(), self.policy());
        let list_name = |code| policy.list(code).map_or("", |list| list.name.as_str());
        RosterInfo {
            publisher: &header.publisher,
            region: &header.region,
            audience: header.audience,
            suite: header.suite,
            sequence: header.sequence,
            deltas: self.deltas(),
            digest: self.digest(),
            policy: policy.version(),
            issued_at: header.issued_at,
            data_as_of: header.data_as_of,
            next_update: header.next_update,
            expires_at: header.expires_at,
            records: header.lists.iter().map(|list| list.records).sum(),
            lists: header
                .lists
                .iter()
                .map(|list| ListInfo {
                    code: &list.code,
                    name: list_name(&list.code),
                    covered: list.covered,
                    records: list.records,
                })
                .collect(),
            scenarios: policy
                .scenarios()
                .iter()
                .map(|scenario| ScenarioInfo {
                    code: &scenario.code,
                    name: &scenario.name,
                })
                .collect(),
        }
    }
}

impl RosterInfo<'_> {
    /// The same as JSON, without white space between tokens.
    pub fn to_json(&self) -> String {
        to_json(self)
    }
}
