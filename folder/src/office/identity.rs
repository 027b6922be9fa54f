//! What makes two rows the same record, in whatever delivery they stand.

use super::ledger::digest;
use jrp_core::date::Date;
use jrp_core::record::{DocumentNo, Record, Withdrawal};
use jrp_core::subject::Identifier;
use jrp_core::subject::name::{fold, key};

/// What a row tells of the record that it is.
struct Told<'a> {
    list: &'a str,
    id: Option<&'a Identifier>,
    name: Option<&'a str>,
    authority: &'a str,
    record_id: Option<&'a str>,
    document_no: Option<&'a str>,
    listed_on: Option<Date>,
    decided_on: Option<Date>,
}

/// The identity of a record: its list, subject and authority with its record id; where that is none or a bare count, with its
/// document number and day of listing; where the document number is no better, with the day of decision. It is a digest, so that
/// the ledger names records of persons without saying who they are.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Identity(String);

impl Identity {
    /// That of a record.
    pub(super) fn of(record: &Record) -> Self {
        Self::by(&Told {
            list: &record.list_kind,
            id: record.id.as_ref(),
            name: record.name.as_deref(),
            authority: &record.authority,
            record_id: record.record_id.as_deref(),
            document_no: record.document_no.as_deref(),
            listed_on: Some(record.listed_on),
            decided_on: record.decided_on,
        })
    }

    /// That of the record whose own row a row left out is.
    pub(super) fn of_left_out(row: &Withdrawal) -> Self {
        Self::by(&Told {
            list: &row.list_kind,
            id: row.id.as_ref(),
            name: row.name.as_deref(),
            authority: row.authority.as_deref().unwrap_or_default(),
            record_id: row.record_id.as_deref(),
            document_no: row.document_no.as_deref(),
            listed_on: row.listed_on,
            decided_on: row.decided_on,
        })
    }

    fn by(told: &Told<'_>) -> Self {
        let is_telling = |number: Option<&str>| number.map(DocumentNo::of) == Some(DocumentNo::Decision);
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let mut parts = vec![
            told.list.to_owned(),
            told.id.map(|id| id.value().to_owned()).unwrap_or_default(),
            // A masked number may be several people's, and a code may have been copied.
            key(told.name.unwrap_or_default()),
            // Departments number each for itself.
            fold(told.authority),
            fold(told.record_id.unwrap_or_default()),
        ];
        if !is_telling(told.record_id) {
            parts.push(fold(told.document_no.unwrap_or_default()));
            parts.push(day(told.listed_on));
            if !is_telling(told.document_no) {
                parts.push(day(told.decided_on));
            }
        }
        let digits = digest(parts.join("\n").as_bytes());
        Self(digits.chars().skip("sm3:".len()).take(32).collect())
    }

    /// As the ledger writes it.
    pub(super) fn text(&self) -> &str {
        &self.0
    }
}
