//! What a record that is loaded does not say by its own keys: who is meant may be asked for otherwise.

use crate::judge::Entry;
use crate::names::is_placeholder;
use jrp_core::record::{Particulars, Record, SubjectKind, UnreadRow};
use jrp_core::subject::name::published;
use jrp_core::subject::{IdKind, Identifier, InputWarning, meant_codes};

/// What stands beside a record.
#[derive(Default)]
pub(crate) struct Doubt {
    /// The name is not the one that is meant
    pub(crate) is_unnamed: bool,
    pub(crate) entries: Vec<Entry>,
}

impl Doubt {
    /// Of a record in this row.
    pub(crate) fn of(record: &Record, row: u64) -> Self {
        match record.subject_kind {
            SubjectKind::Person => {
                // A masked name is met by whoever has the number; a word for nothing by nobody.
                let is_unnamed = record.name.as_deref().is_some_and(is_placeholder);
                let unnamed = is_unnamed.then(|| Entry::Unnamed(Some(record.list_kind.clone())));
                Self {
                    is_unnamed,
                    entries: of_person(record, row).into_iter().chain(unnamed).collect(),
                }
            }
            SubjectKind::Org | SubjectKind::SoleTrader => {
                let mut doubt = Self::of_name(record);
                doubt.entries.extend(of_code(record, row));
                doubt
            }
        }
    }

    /// By its number it is found, by the name that is meant it is not.
    fn of_name(record: &Record) -> Self {
        let is_unnamed =
            { record.name.iter() }.any(|name| published(name).is_unreadable || is_placeholder(name));
        let entry = is_unnamed.then(|| Entry::Unnamed(Some(record.list_kind.clone())));
        Self {
            is_unnamed,
            entries: entry.into_iter().collect(),
        }
    }
}

/// What stands beside a record for who is asked for by another number or name.
fn beside(record: &Record, row: u64, id: Option<Identifier>, is_named: bool) -> UnreadRow {
    let former_names = match is_named {
        true => record.former_names.clone(),
        false => Vec::new(),
    };
    UnreadRow {
        list_kind: record.list_kind.clone(),
        subject_kind: record.subject_kind,
        id,
        name: record.name.clone().filter(|_| is_named),
        former_names,
        row,
        particulars: Particulars {
            document_no: record.document_no.clone(),
            authority: Some(record.authority.clone()),
            decided_on: record.decided_on,
            listed_on: Some(record.listed_on),
            record_id: record.record_id.clone(),
            id: record.id.clone(),
        },
    }
}

/// Of a credit code that is mistyped, whoever has a code that it may be made of may be meant. One with the same
/// organisation code is found as a similar code.
fn of_code(record: &Record, row: u64) -> Vec<Entry> {
    let id = record.id.as_ref();
    let is_mistyped = |id: &&Identifier| id.credit_code().is_some() && !id.warnings().is_empty();
    let Some(id) = id.filter(is_mistyped) else {
        return Vec::new();
    };
    // Eight characters of a credit code are the organisation's own.
    let own = |code: &str| code.get(8..16).map(str::to_owned);
    let others = meant_codes(id.value()).into_iter();
    others
        .filter(|code| own(code.as_str()) != own(id.value()))
        .filter_map(|code| Identifier::parse(IdKind::Uscc, code.as_str()).ok())
        .map(|id| Entry::Unread(beside(record, row, Some(id), false)))
        .collect()
}

/// Of a person whose number is not its own, whoever has the name may be meant. A permit in the form of a citizen id is
/// asked for as one.
fn of_person(record: &Record, row: u64) -> Option<Entry> {
    let id = record.id.as_ref().filter(|id| !id.is_masked())?;
    if id.warnings().contains(&InputWarning::CitizenIdCheck) {
        let is_named = record.name.is_some() || !record.former_names.is_empty();
        return Some(match is_named {
            true => Entry::Unread(beside(record, row, None, true)),
            false => Entry::Unnamed(Some(record.list_kind.clone())),
        });
    }
    if !matches!(id.kind(), IdKind::Permit | IdKind::Passport) {
        return None;
    }
    let citizen_id = Identifier::parse(IdKind::CitizenId, id.value()).ok()?;
    citizen_id
        .warnings()
        .is_empty()
        .then(|| Entry::Unread(beside(record, row, Some(citizen_id), false)))
}
