//! Reading no more of a record than an answer needs; `record_reader` reads it whole.

use super::codes;
use super::int_column::IntColumn;
use super::partition::{Partition, id_form};
use super::term;
use crate::date::Date;
use crate::record::{Severity, Status, SubjectKind};
use crate::subject::{IdKind, Identifier};

/// What a record says in codes and dates, from which its effect follows.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) list_kind: String,
    pub(crate) severity: Option<Severity>,
    pub(crate) listed_on: Date,
    pub(crate) effective_from: Option<Date>,
    pub(crate) publish_until: Option<Date>,
    pub(crate) effective_until: Option<Date>,
    pub(crate) status: Status,
}

/// What a record says in words, as far as an answer shows them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Details {
    /// The feed's own, else the identity in hexadecimal
    pub(crate) record_id: String,
    pub(crate) name: Option<String>,
    pub(crate) document_no: Option<String>,
    pub(crate) cause: Option<String>,
    pub(crate) authority: String,
}

impl Partition {
    /// The record's subject kind.
    pub(crate) fn subject_kind(&self, bytes: &[u8], row: usize) -> Option<SubjectKind> {
        SubjectKind::ALL
            .get(usize::try_from(self.ints.subject_kind.get(bytes, row)?).ok()?)
            .copied()
    }

    /// Whether the identifier is a credit or organisation code that follows from its parts, both check digits included.
    pub(crate) fn has_coded_id(&self, bytes: &[u8], row: usize) -> bool {
        matches!(
            self.ints.id_form.get(bytes, row),
            Some(id_form::CREDIT_CODE | id_form::ORG_CODE)
        )
    }

    /// The record's identifier.
    pub(crate) fn identifier(&self, bytes: &[u8], row: usize) -> Option<Identifier> {
        self.identifier_of(bytes, row, &mut || self.texts.id.get(bytes, row))
    }

    /// The same, its text read by `text` where it is stored as such.
    pub(super) fn identifier_of(
        &self,
        bytes: &[u8],
        row: usize,
        text: &mut dyn FnMut() -> Option<String>,
    ) -> Option<Identifier> {
        match self.ints.id_form.get(bytes, row)? {
            id_form::CREDIT_CODE => {
                let mut code = [b'0'; 18];
                let (pair, rest) = code.split_first_chunk_mut::<2>()?;
                *pair = codes::pair_text(self.ints.code_pair.get(bytes, row)? as u64);
                let (region, rest) = rest.split_first_chunk_mut::<6>()?;
                let number = self.ints.code_region.get(bytes, row)?;
                for (digit, place) in region.iter_mut().rev().zip([1, 10, 100, 1000, 10_000, 100_000]) {
                    *digit = b'0' + (number / place % 10) as u8;
                }
                let (body, checks) = rest.split_first_chunk_mut::<8>()?;
                *body = codes::body_text(self.primary.get(bytes, row)?);
                *checks.first_mut()? = crate::subject::inner_check(&*body)?;
                let outer = crate::subject::outer_check(code.get(..17)?)?;
                *code.last_mut()? = outer;
                Identifier::parse(IdKind::Uscc, core::str::from_utf8(&code).ok()?).ok()
            }
            id_form::ORG_CODE => {
                let body = codes::body_text(self.primary.get(bytes, row)?);
                let mut text = core::str::from_utf8(&body).ok()?.to_owned();
                text.push(char::from(crate::subject::inner_check(&body)?));
                Identifier::parse(IdKind::OrgCode, &text).ok()
            }
            _ => {
                let kind = IdKind::ALL.get(usize::try_from(self.ints.id_kind.get(bytes, row)?).ok()?)?;
                Identifier::parse(*kind, &text()?).ok()
            }
        }
    }

    /// The record's name.
    pub(crate) fn name(&self, bytes: &[u8], row: usize) -> Option<String> {
        self.texts.name.get(bytes, row)
    }

    /// The record's former names.
    pub(crate) fn former_names(&self, bytes: &[u8], row: usize) -> Vec<String> {
        split_names(self.texts.former_names.get(bytes, row))
    }

    /// The record's document number.
    pub(crate) fn document_no(&self, bytes: &[u8], row: usize) -> Option<String> {
        self.texts.document_no.get(bytes, row)
    }

    /// The day of the decision, of a record that was listed on a day; `None` where its bytes make no sense.
    pub(crate) fn decided_on(&self, bytes: &[u8], row: usize, listed_on: Date) -> Option<Option<Date>> {
        days_after(&self.ints.decided, bytes, row, listed_on)
    }

    /// Why the subject was listed.
    pub(crate) fn cause(&self, bytes: &[u8], row: usize) -> Option<String> {
        self.texts.cause.get(bytes, row)
    }

    /// Who listed the subject.
    pub(crate) fn authority(&self, bytes: &[u8], row: usize) -> Option<String> {
        let (front, listing) = self.listing_at(self.listing(bytes, row)?)?;
        front.authority.get(front.bytes(), listing)
    }

    /// The record id, where the feed has one.
    pub(crate) fn record_id(&self, bytes: &[u8], row: usize) -> Option<String> {
        self.texts.record_id.get(bytes, row)
    }

    /// The record's codes and dates; `None` where there is no such row or its bytes make no sense.
    pub(crate) fn facts(&self, bytes: &[u8], row: usize) -> Option<Facts> {
        let (front, listing) = self.listing_at(self.listing(bytes, row)?)?;
        let list_kind = front.list.get(front.bytes(), listing)?;
        self.facts_on(bytes, row, list_kind)
    }

    /// The facts of a record that is on this list.
    pub(super) fn facts_on(&self, bytes: &[u8], row: usize, list_kind: String) -> Option<Facts> {
        if row >= self.len() {
            return None;
        }
        let ints = &self.ints;
        let status = *Status::STORED.get(usize::try_from(ints.status.get(bytes, row)?).ok()?)?;
        let listed_on = match ints.listed_on.get(bytes, row) {
            None if status == Status::Unread => Date::unix_epoch(),
            days => Date::from_days(i32::try_from(days?).ok()?)?,
        };
        let end = |column: &IntColumn| match column.get(bytes, row) {
            None => Some(None),
            Some(code) => Some(Some(term::decode(listed_on, code)?)),
        };
        Some(Facts {
            list_kind,
            severity: ints
                .severity
                .get(bytes, row)
                .and_then(|at| Severity::ALL.get(at as usize).copied()),
            listed_on,
            effective_from: days_after(&ints.effective, bytes, row, listed_on)?,
            publish_until: end(&ints.term)?,
            effective_until: end(&ints.ban)?,
            status,
        })
    }

    pub(super) fn listing(&self, bytes: &[u8], row: usize) -> Option<usize> {
        usize::try_from(self.ints.listing.get(bytes, row)?).ok()
    }
}

/// Former names as they are stored.
pub(super) fn split_names(names: Option<String>) -> Vec<String> {
    names.map_or_else(Vec::new, |names| names.split('|').map(str::to_owned).collect())
}

/// The date so many days after another as a column says. The outer `None`: it holds a value that is not a date.
fn days_after(column: &IntColumn, bytes: &[u8], row: usize, from: Date) -> Option<Option<Date>> {
    match column.get(bytes, row) {
        None => Some(None),
        Some(days) => {
            let days = from.days().checked_add(i32::try_from(days).ok()?)?;
            Date::from_days(days).map(Some)
        }
    }
}
