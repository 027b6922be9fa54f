//! Whether records of two publishers tell of one thing. Their identities are of no use: these depend on the suite and, for
//! natural persons, on the publisher's key.

use super::Candidate;
use crate::date::Date;
use crate::subject::name;

/// What makes two records of one subject on one list the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Telling {
    /// Its number, and the department that gave it: departments number their records each for itself
    Numbered { number: String, authority: String },
    /// Whom it names, by which decision, and since when
    Described {
        subject: String,
        document: Option<String>,
        listed_on: Date,
    },
}

impl Candidate<'_> {
    /// What the record tells, but for how it ends; `None` where its bytes make no sense.
    pub(crate) fn telling(&self) -> Option<Telling> {
        let row = self.row;
        if let Some(number) = row.record_id() {
            let authority = name::fold(&row.authority()?);
            return Some(Telling::Numbered { number, authority });
        }
        let id = row.identifier();
        let id = id.map(|id| format!("{} {}", id.kind().code(), id.value()));
        Some(Telling::Described {
            subject: id.or_else(|| Some(name::key(&row.name()?)))?,
            document: row.document_no().map(|text| name::fold(&text)),
            listed_on: self.facts.listed_on,
        })
    }
}
