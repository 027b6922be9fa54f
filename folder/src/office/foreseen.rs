//! What a publication would bring, list by list, without making it.

use super::show::enters;
use super::standing::{self, Stands, records};
use super::table::{Fate, UNLISTED};
use super::{Entry, Office, OfficeError};
use jrp_core::date::Date;
use jrp_core::policy::Disclosure;
use jrp_core::snapshot::Audience;
use serde::Serialize;
use std::collections::BTreeMap;

/// What would become of one list. What came with the last publication is told by the ledger, so that nothing need be opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListForeseen {
    /// The list
    pub list: String,
    /// Records that the publication would have
    pub records: u64,
    /// Of these, the ones that the last publication had not
    pub new: u64,
    /// Records that it had and the next would not
    pub gone: u64,
    /// Rows that could not be read: who asks for their subjects is told
    pub unread: u64,
}

impl Office {
    /// What a publication of this day would bring to an audience.
    pub(super) fn foresee(&self, audience: Audience, on: Date) -> Result<Vec<ListForeseen>, OfficeError> {
        let lines = self.ledger.lines();
        let last = lines.iter().rev().find_map(|line| match &line.entry {
            Entry::Publish(publication) if publication.audience == audience.code() => {
                Some((line.line, publication.as_of))
            }
            _ => None,
        });
        let mut lists: BTreeMap<String, ListForeseen> = BTreeMap::new();
        let now = records(lines, &self.tables)?;
        let now = by_identity(
            now.iter()
                .filter(|stands| enters(stands, audience.code(), on, &self.policy)),
        );
        let until = last.map_or(0, |(line, _)| line);
        let until = usize::try_from(until).unwrap_or(usize::MAX).min(lines.len());
        let before = records(lines.get(..until).unwrap_or_default(), &self.tables)?;
        let as_of = last.map_or(on, |(_, as_of)| as_of);
        let before = before
            .iter()
            .filter(|stands| enters(stands, audience.code(), as_of, &self.policy));
        let before = by_identity(before);
        for (identity, list) in &now {
            let of = lists.entry((*list).to_owned()).or_default();
            of.records += 1;
            of.new += u64::from(!before.contains_key(identity));
        }
        for (identity, list) in &before {
            lists.entry((*list).to_owned()).or_default().gone += u64::from(!now.contains_key(identity));
        }
        for delivered in standing::rows(lines, &self.tables)? {
            let refused = delivered
                .rows
                .iter()
                .filter(|row| matches!(row.fate, Fate::Refused(_)));
            let refused = refused.filter(|row| !row.has_left(on)).count() as u64;
            let is_shown = match audience {
                Audience::Government => true,
                Audience::Public => {
                    let list = self.policy.list(delivered.list);
                    delivered.list == UNLISTED
                        || list.is_some_and(|list| list.disclosure == Disclosure::Public)
                }
            };
            if refused > 0 && is_shown {
                lists.entry(delivered.list.to_owned()).or_default().unread += refused;
            }
        }
        let named = lists.into_iter().map(|(list, of)| ListForeseen { list, ..of });
        Ok(named.collect())
    }
}

/// The list of each record.
fn by_identity<'a>(records: impl Iterator<Item = &'a Stands<'a>>) -> BTreeMap<&'a str, &'a str> {
    records
        .map(|stands| (stands.identity.text(), stands.record.list_kind.as_str()))
        .collect()
}
