//! What a roster says of itself, as JSON.

use crate::map::Bytes;
use jrp_core::roster::Roster;
use jrp_core::snapshot::Audience;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Info<'a> {
    publisher: &'a str,
    region: &'a str,
    audience: &'static str,
    suite: &'static str,
    sequence: u64,
    deltas: usize,
    digest: &'a str,
    policy: &'a str,
    issued_at: String,
    data_as_of: String,
    next_update: String,
    expires_at: String,
    records: u64,
    lists: Vec<List<'a>>,
    scenarios: Vec<Scenario<'a>>,
}

#[derive(Serialize)]
struct List<'a> {
    code: &'a str,
    name: &'a str,
    covered: bool,
    records: u64,
}

#[derive(Serialize)]
struct Scenario<'a> {
    code: &'a str,
    name: &'a str,
}

pub(crate) fn json(roster: &Roster<Bytes>) -> String {
    let (header, policy) = (roster.header(), roster.policy());
    let list_name = |code| policy.list(code).map_or("", |list| list.name.as_str());
    let info = Info {
        publisher: &header.publisher,
        region: &header.region,
        audience: match header.audience {
            Audience::Government => "government",
            Audience::Public => "public",
        },
        suite: header.suite.code(),
        sequence: header.sequence,
        deltas: roster.deltas(),
        digest: roster.digest(),
        policy: policy.version(),
        issued_at: header.issued_at.to_string(),
        data_as_of: header.data_as_of.to_string(),
        next_update: header.next_update.to_string(),
        expires_at: header.expires_at.to_string(),
        records: header.lists.iter().map(|list| list.records).sum(),
        lists: header
            .lists
            .iter()
            .map(|list| List {
                code: &list.code,
                name: list_name(&list.code),
                covered: list.covered,
                records: list.records,
            })
            .collect(),
        scenarios: policy
            .scenarios()
            .iter()
            .map(|scenario| Scenario {
                code: &scenario.code,
                name: &scenario.name,
            })
            .collect(),
    };
    // Only maps with odd keys and failing writers make serialisation fail; there are none here.
    serde_json::to_string(&info).unwrap_or_default()
}
