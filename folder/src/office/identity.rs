//! What makes two rows the same record, in whatever delivery they stand.

use super::ledger::digest;
use jrp_core::record::Record;
use jrp_core::subject::name::fold;

/// The identity of a record: its list and subject with its record id, else with its document number and day of listing. It is
/// a digest, so that the ledger names records of persons without saying who they are.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Identity(String);

impl Identity {
    /// That of a record.
    pub(super) fn of(record: &Record) -> Self {
        let subject = match &record.id {
            // A masked number may be several people's.
            Some(id) if id.is_masked() => {
                format!(
                    "{} {}",
                    id.value(),
                    fold(record.name.as_deref().unwrap_or_default())
                )
            }
            Some(id) => id.value().to_owned(),
            None => fold(record.name.as_deref().unwrap_or_default()),
        };
        let own = match &record.record_id {
            Some(number) => format!("id {}", fold(number)),
            None => {
                let document = fold(record.document_no.as_deref().unwrap_or_default());
                format!("{document} {}", record.listed_on)
            }
        };
        let text = format!("{}\n{subject}\n{own}", record.list_kind);
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
