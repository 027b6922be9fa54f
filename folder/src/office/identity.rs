//! What makes two rows the same record, in whatever delivery they stand.

use super::ledger::digest;
use jrp_core::date::Date;
use jrp_core::record::{Record, Withdrawal};
use jrp_core::subject::Identifier;
use jrp_core::subject::name::fold;

/// The identity of a record: its list and subject with its record id, else with its document number and day of listing. It is
/// a digest, so that the ledger names records of persons without saying who they are.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Identity(String);

impl Identity {
    /// That of a record.
    pub(super) fn of(record: &Record) -> Self {
        Self::by(
            &record.list_kind,
            (record.id.as_ref(), record.name.as_deref()),
            record.record_id.as_deref(),
            (record.document_no.as_deref(), Some(record.listed_on)),
        )
    }

    /// That of the record whose own row a row left out is.
    pub(super) fn of_left_out(row: &Withdrawal) -> Self {
        Self::by(
            &row.list_kind,
            (row.id.as_ref(), row.name.as_deref()),
            row.record_id.as_deref(),
            (row.document_no.as_deref(), row.listed_on),
        )
    }

    fn by(
        list: &str,
        (id, name): (Option<&Identifier>, Option<&str>),
        record_id: Option<&str>,
        (document_no, listed_on): (Option<&str>, Option<Date>),
    ) -> Self {
        let subject = match id {
            // A masked number may be several people's.
            Some(id) if id.is_masked() => {
                format!("{} {}", id.value(), fold(name.unwrap_or_default()))
            }
            Some(id) => id.value().to_owned(),
            None => fold(name.unwrap_or_default()),
        };
        let own = match record_id {
            Some(number) => format!("id {}", fold(number)),
            None => {
                let document = fold(document_no.unwrap_or_default());
                let listed_on = listed_on.map(|day| day.to_string()).unwrap_or_default();
                format!("{document} {listed_on}")
            }
        };
        let text = format!("{list}\n{subject}\n{own}");
        Self(
            digest(text.as_bytes())
                .chars()
                .skip("sm3:".len())
                .take(32)
                .collect(),
        )
    }

    /// As the ledger writes it.
    pub(super) fn text(&self) -> &str {
        &self.0
    }
}
