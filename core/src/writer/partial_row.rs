//! What is known of rows that could not be read while a file is built, so that a repair ends them as it would have ended
//! the record.

use super::decision::group;
use super::keyed::{Keyed, mask_of, person_key};
use super::withdrawn::Listed;
use crate::date::Date;
use crate::record::{Record, Status, SubjectKind, UnreadRow};
use crate::suite::{PersonKey, Suite};

/// One such row, as far as it tells which record it is.
#[derive(Clone)]
pub(super) struct PartialRow {
    /// As it would be stored
    record: Record,
    primary: Option<u64>,
    is_masked: bool,
    pub(super) group: u64,
    /// Keys beside the primary one
    pub(super) keys: Vec<u64>,
    /// Whether the day of listing can be read
    pub(super) has_day: bool,
}

impl PartialRow {
    /// `None` where it has nothing by which a withdrawal can name it.
    pub(super) fn of(row: &UnreadRow, suite: Suite, key: Option<&PersonKey>) -> Option<Self> {
        let told = &row.particulars;
        if told.record_id.is_none() && told.document_no.is_none() && told.listed_on.is_none() {
            return None;
        }
        let record = Record {
            status: Status::Active,
            document_no: told.document_no.clone(),
            authority: told.authority.clone().unwrap_or_default(),
            decided_on: told.decided_on,
            listed_on: told.listed_on.unwrap_or(Date::unix_epoch()),
            record_id: told.record_id.clone(),
            id: told.id.clone().or_else(|| row.id.clone()),
            ..row.to_record()
        };
        let keyed = Keyed::of(&record, suite, key).ok();
        let (primary, stored, keys) = match keyed {
            Some(keyed) => (keyed.primary, keyed.id.map(|id| id.into_owned()), keyed.keys),
            None => (None, None, Vec::new()),
        };
        let is_masked = record.id.as_ref().and_then(mask_of).is_some();
        let id = match record.subject_kind {
            SubjectKind::Person => stored,
            SubjectKind::Org | SubjectKind::SoleTrader => record.id.clone(),
        };
        let record = Record { id, ..record };
        Some(Self {
            group: group(&record, person_key(record.subject_kind, primary)),
            record,
            primary,
            is_masked,
            keys,
            has_day: told.listed_on.is_some(),
        })
    }

    /// Of a person's record as it is stored, for what stands beside it.
    pub(super) fn of_person(record: Record, number: u64) -> Self {
        Self {
            group: group(&record, number),
            record,
            primary: Some(number),
            is_masked: false,
            keys: Vec::new(),
            has_day: true,
        }
    }

    pub(super) fn listed(&self) -> Listed<'_> {
        Listed {
            record: &self.record,
            primary: self.primary,
            is_masked: self.is_masked,
        }
    }

    pub(super) fn record(&self) -> &Record {
        &self.record
    }

    pub(super) fn primary(&self) -> Option<u64> {
        self.primary
    }
}
