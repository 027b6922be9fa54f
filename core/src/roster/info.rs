//! What a roster says of itself: what bindings hand over as one JSON object.

use super::Roster;
use crate::date::{Date, Timestamp};
use crate::json::to_json;
use crate::policy::Topic;
use crate::snapshot::Audience;
use crate::suite::Suite;
use serde::Serialize;

/// Publisher, sequence, dates, lists with their records, scenarios.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
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
    /// The official channels of the region, by topic: the only addresses that a host may make links of
    pub links: Vec<LinkInfo<'a>>,
}

impl crate::json::Plain for RosterInfo<'_> {}

/// A list kind in a roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ListInfo<'a> {
    /// 名单类型
    pub code: &'a str,
    /// 名单名称
    pub name: &'a str,
    /// The same in English
    pub name_en: &'a str,
    /// Whether the list is covered, so that its silence means something
    pub covered: bool,
    /// Live records on it
    pub records: u64,
    /// Rows that name a subject and could not be read otherwise
    pub unread: u64,
    /// Rows that could not be read and name nobody
    pub unnamed: u64,
    /// The topic of the link on which its records are verified
    pub channel: &'a str,
}

/// An official channel, as the policy pack names it for the region of the snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LinkInfo<'a> {
    /// What it is for: `official-query`, `procurement-query`, `repair` …
    pub topic: &'a str,
    /// Its name in Chinese
    pub name: &'a str,
    /// Its name in English
    pub name_en: &'a str,
    /// Its address, `http://` or `https://`
    pub url: &'a str,
}

/// A scenario that may be asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ScenarioInfo<'a> {
    /// 事项
    pub code: &'a str,
    /// 事项名称
    pub name: &'a str,
    /// The same in English
    pub name_en: &'a str,
}

impl<B: AsRef<[u8]>> Roster<B> {
    /// What the roster says of itself.
    pub fn info(&self) -> RosterInfo<'_> {
        let (header, policy) = (self.header(), self.policy());
        let region = Some(header.region.as_str());
        let links = Topic::ALL.iter().filter_map(|topic| {
            // As the prompts name it: where a topic has no channel, the general one.
            let link = policy
                .link(*topic, region)
                .or_else(|| policy.link(Topic::OfficialQuery, region))?;
            Some(LinkInfo {
                topic: topic.code(),
                name: &link.name,
                name_en: &link.name_en,
                url: &link.url,
            })
        });
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
                .map(|list| {
                    let kind = policy.list(&list.code);
                    ListInfo {
                        code: &list.code,
                        name: kind.map_or("", |kind| kind.name.as_str()),
                        name_en: kind.map_or("", |kind| kind.name_en.as_str()),
                        covered: list.covered,
                        records: list.records,
                        unread: list.unread,
                        unnamed: list.unnamed,
                        channel: kind.map_or(Topic::OfficialQuery, |kind| kind.channel).code(),
                    }
                })
                .collect(),
            scenarios: policy
                .scenarios()
                .iter()
                .map(|scenario| ScenarioInfo {
                    code: &scenario.code,
                    name: &scenario.name,
                    name_en: &scenario.name_en,
                })
                .collect(),
            links: links.collect(),
        }
    }
}

impl RosterInfo<'_> {
    /// The same as JSON, without white space between tokens.
    pub fn to_json(&self) -> String {
        to_json(self)
    }
}
