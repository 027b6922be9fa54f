//! What stands, and what was published of a subject from when until when, and who asked for the change.

use super::entry::{Entry, Publication};
use super::standing::{Stands, records};
use super::{Office, OfficeError};
use jrp_core::date::Date;
use jrp_core::policy::{Disclosure, PolicyPack};
use jrp_core::record::{Record, SubjectKind};
use jrp_core::subject::IdKind;
use jrp_core::subject::name::fold;
use serde::Serialize;
use std::collections::BTreeMap;

/// Whom or what is asked about; what is left out does not narrow.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// A credit code, an organisation code or another number
    pub code: Option<String>,
    /// A name, or a part of one
    pub name: Option<String>,
    /// A list's code
    pub list: Option<String>,
}

impl Asked {
    /// Whether nobody is asked about.
    pub(super) fn is_empty(&self) -> bool {
        self.code.is_none() && self.name.is_none()
    }

    fn means(&self, stands: &Stands<'_>) -> bool {
        let record = stands.record;
        let by_code = |code: &String| {
            let code = fold(code).replace('-', "");
            let id = record.id.as_ref();
            let org = id
                .and_then(|id| id.org_code())
                .map(|code| code.as_str().to_owned());
            id.is_some_and(|id| fold(id.value()).replace('-', "") == code)
                || org.is_some_and(|org| org == code)
        };
        let by_name = |name: &String| {
            let name = fold(name);
            let mut names = record
                .name
                .iter()
                .map(String::as_str)
                .chain(stands.former_names.iter().copied());
            !name.is_empty() && names.any(|own| fold(own).contains(&name))
        };
        self.code.as_ref().is_none_or(by_code)
            && self.name.as_ref().is_none_or(by_name)
            && self.list.as_ref().is_none_or(|list| *list == record.list_kind)
    }
}

/// A record that stands, or stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OfficeRecord {
    /// Its id in this office
    pub record: String,
    /// Its list
    pub list: String,
    /// Its subject's name
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its subject's number; a person's is masked
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// 文书号
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_no: Option<String>,
    /// 认定单位
    pub authority: String,
    /// 决定日期
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
    /// 列入日期
    pub listed_on: Date,
    /// 公示截止日期
    pub publish_until: Option<Date>,
    /// Its state: `active`, `objection`, `suspended`, `repaired`, `revoked`, `expired` or `replaced`
    pub state: String,
    /// The unit that delivered it
    pub unit: String,
    /// The line of the ledger that brought it
    pub line: u64,
    /// Its row there
    pub row: u64,
    /// What happened to it, where the history was asked for
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Event>,
}

/// Something that happened to a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// The day
    pub on: Date,
    /// The line of the ledger
    pub line: u64,
    /// What: `delivered`, `published`, `unpublished`, or a change
    pub what: String,
    /// For which audience, or who asked, by which document
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

impl Office {
    /// Records that stand, by what is asked.
    pub fn standing(&mut self, asked: &Asked) -> Result<Vec<OfficeRecord>, OfficeError> {
        self.load_standing()?;
        let today = self.today();
        let records = records(self.ledger.lines(), &self.tables)?;
        let meant = records.iter().filter(|stands| asked.means(stands));
        let mut shown: Vec<OfficeRecord> = meant
            .map(|stands| show_records(stands, &self.policy, today))
            .collect();
        shown.sort_by(|a, b| (&a.list, a.listed_on, &a.record).cmp(&(&b.list, b.listed_on, &b.record)));
        Ok(shown)
    }

    /// The same with every record that ever stood, and what happened to each.
    pub fn history(&mut self, asked: &Asked) -> Result<Vec<OfficeRecord>, OfficeError> {
        self.load_all()?;
        let lines = self.ledger.lines();
        let mut found: BTreeMap<String, OfficeRecord> = BTreeMap::new();
        // For every audience, the records that its last publication had.
        let mut published: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (at, line) in lines.iter().enumerate() {
            let until = lines.get(..=at).unwrap_or_default();
            match &line.entry {
                Entry::Receive(_) => {
                    for stands in records(until, &self.tables)?
                        .iter()
                        .filter(|stands| asked.means(stands))
                    {
                        let id = stands.identity.text().to_owned();
                        let new = show_records(stands, &self.policy, self.now.beijing_date());
                        let known = found.entry(id).or_insert_with(|| new.clone());
                        if stands.arrival == line.line {
                            known.history.push(Event {
                                on: line.at.beijing_date(),
                                line: line.line,
                                what: "delivered".to_owned(),
                                detail: Some(stands.unit.to_owned()),
                            });
                        }
                    }
                }
                Entry::Change(change) => {
                    if let Some(known) = found.get_mut(&change.record) {
                        known.history.push(Event {
                            on: change.noticed,
                            line: line.line,
                            what: word(change.change),
                            detail: detail(change),
                        });
                    }
                }
                Entry::Publish(publication) => {
                    let now: Vec<String> = records(until, &self.tables)?
                        .iter()
                        .filter(|stands| {
                            let (audience, as_of) = (&publication.audience, publication.as_of);
                            asked.means(stands) && enters(stands, audience, as_of, &self.policy)
                        })
                        .map(|stands| stands.identity.text().to_owned())
                        .collect();
                    let before = published
                        .insert(&publication.audience, now.clone())
                        .unwrap_or_default();
                    let mut tell = |ids: &[String], others: &[String], what: &str| {
                        for id in ids.iter().filter(|id| !others.contains(id)) {
                            if let Some(known) = found.get_mut(id) {
                                known
                                    .history
                                    .push(Event::of_publication(publication, line.line, what));
                            }
                        }
                    };
                    tell(&now, &before, "published");
                    tell(&before, &now, "unpublished");
                }
                Entry::Init { .. } | Entry::Case(_) => {}
            }
        }
        self.states(found)
    }

    /// Records with the state in which each is today, in order.
    fn states(&self, found: BTreeMap<String, OfficeRecord>) -> Result<Vec<OfficeRecord>, OfficeError> {
        let standing = records(self.ledger.lines(), &self.tables)?;
        let mut states: BTreeMap<&str, &str> = BTreeMap::new();
        for stands in &standing {
            states.insert(
                stands.identity.text(),
                stands.state(&self.policy, self.now.beijing_date()),
            );
        }
        let mut shown: Vec<OfficeRecord> = found
            .into_iter()
            .map(|(id, mut shown)| {
                shown.state = (*states.get(id.as_str()).unwrap_or(&"replaced")).to_owned();
                shown
            })
            .collect();
        shown.sort_by(|a, b| (&a.list, a.listed_on, &a.record).cmp(&(&b.list, b.listed_on, &b.record)));
        Ok(shown)
    }
}

impl Event {
    /// That a publication has a record, or no longer.
    fn of_publication(publication: &Publication, line: u64, what: &str) -> Self {
        Self {
            on: publication.issued.beijing_date(),
            line,
            what: what.to_owned(),
            detail: Some(format!("{} no. {}", publication.audience, publication.sequence)),
        }
    }
}

/// Whether a publication of a day has the record, as far as the office's own rules tell.
pub(super) fn enters(stands: &Stands<'_>, audience: &str, as_of: Date, policy: &PolicyPack) -> bool {
    let record = stands.record;
    let is_public = audience == "public";
    let list = policy.list(&record.list_kind);
    let over = record.publish_until.is_some_and(|until| until < as_of);
    stands.is_live(policy, as_of)
        && (!is_public
            || record.subject_kind != SubjectKind::Person
                && !over
                && list.is_some_and(|list| list.disclosure == Disclosure::Public))
}

/// A record's number; a person's is masked.
pub(super) fn shown_id(record: &Record) -> Option<String> {
    let id = record.id.as_ref()?;
    let personal = record.subject_kind == SubjectKind::Person
        || matches!(id.kind(), IdKind::CitizenId | IdKind::Passport | IdKind::Permit);
    Some(match personal {
        true => id.masked_for_display(),
        false => id.value().to_owned(),
    })
}

fn show_records(stands: &Stands<'_>, policy: &PolicyPack, today: Date) -> OfficeRecord {
    let record = stands.record;
    OfficeRecord {
        record: stands.identity.text().to_owned(),
        list: record.list_kind.clone(),
        name: record.name.clone(),
        id: shown_id(record),
        document_no: record.document_no.clone(),
        authority: record.authority.clone(),
        decided_on: record.decided_on,
        listed_on: record.listed_on,
        publish_until: record.publish_until,
        state: stands.state(policy, today).to_owned(),
        unit: stands.unit.to_owned(),
        line: stands.arrival,
        row: stands.row.number,
        history: Vec::new(),
    }
}

/// The change as the ledger calls it.
fn word(change: super::ChangeKind) -> String {
    use super::ChangeKind::{Object, Repair, Revoke, Settle};
    match change {
        Repair => "repair",
        Revoke => "revoke",
        Object => "object",
        Settle => "settle",
    }
    .to_owned()
}

fn detail(change: &super::Change) -> Option<String> {
    let parts: Vec<&str> = [change.asked_by.as_deref(), change.document.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
