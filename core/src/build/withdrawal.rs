//! Rows that keep a record out: repaired, revoked, expired. Another row may still call the same record active.

use super::Dropped;
use super::keyed::Keyed;
use super::rows::Rows;
use super::settle::{Settled, count};
use crate::date::Date;
use crate::format::leaf::identity_bytes;
use crate::record::SubjectKind;

/// A withdrawal made ready.
#[derive(Clone)]
pub(super) struct Withdrawn {
    pub(super) subject_kind: SubjectKind,
    pub(super) group: u64,
    identity: Vec<u8>,
    rank: (Option<Date>, bool),
    /// Counts the withdrawals given to the builder
    pub(super) number: u32,
}

impl Withdrawn {
    pub(super) fn of(keyed: &Keyed<'_>, is_final: bool, number: u32) -> Self {
        let record = keyed.record;
        Self {
            subject_kind: record.subject_kind,
            group: keyed.group,
            identity: identity_bytes(record, keyed.person_key()),
            rank: (record.decided_on, is_final),
            number,
        }
    }

    /// The same behind as many others.
    pub(super) fn behind(&self, others: u32) -> Self {
        Self {
            number: others + self.number,
            ..self.clone()
        }
    }
}

impl Rows {
    /// Drops of these rows what is withdrawn, by a later decision or finally by the same one.
    pub(super) fn drop_withdrawn(&self, kept: Vec<u32>, settled: &mut Settled) -> Vec<u32> {
        if self.withdrawn().is_empty() {
            return kept;
        }
        let mut withdrawn: Vec<&Withdrawn> = self.withdrawn().iter().collect();
        withdrawn.sort_unstable_by_key(|row| (row.group, row.number));
        let listings = self.numbered_listings();
        let mut stays = |at: &u32| {
            let group = self.marks()[*at as usize].group;
            let start = withdrawn.partition_point(|row| row.group < group);
            let mut same = withdrawn[start..]
                .iter()
                .take_while(|row| row.group == group)
                .peekable();
            if same.peek().is_none() {
                return true;
            }
            let row = self.get(*at);
            let identity = identity_bytes(&self.record(row, &listings), row.person_key());
            let rank = (row.facts.decided_on, false);
            let Some(other) = same.find(|other| other.identity == identity && other.rank > rank) else {
                return true;
            };
            settled.withdrawn.push(Dropped {
                kept: other.number,
                dropped: row.origin,
            });
            count(&mut settled.by_source, &listings[row.listing as usize]);
            false
        };
        kept.into_iter().filter(|at| stays(at)).collect()
    }
}
