//! The records of the layers below, as a delta meets them: as rivals of those pushed, as replaced, as taken out.

use super::BuildError;
use super::batch::Batch;
use super::decision::Decision;
use super::keyed::Keyed;
use super::listing::Listing;
use super::meant::primary_of;
use super::rows::{Row, Rows};
use super::side::Changes;
use super::standing::{Standing, list_at, record_at};
use crate::format::fingerprint::secondary_keys;
use crate::record::{Record, Status};
use crate::roster::Roster;
use crate::snapshot::PartitionKind;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// One partition of the layers below.
pub(super) struct Below<'a, B> {
    pub(super) roster: &'a Roster<B>,
    pub(super) kind: PartitionKind,
    pub(super) standing: &'a Standing,
}

/// What is left of the rows pushed.
pub(super) struct Placed<'r> {
    /// The standing records whose place they take, and the lists they are on
    pub(super) replaced: BTreeMap<usize, &'r str>,
    /// The rows that are new
    pub(super) new: Vec<&'r Row>,
}

/// What the delta takes out.
#[derive(Default)]
pub(super) struct TakenOut {
    /// Where the records stand, ascending
    pub(super) places: Vec<u64>,
    /// The sum of their leaves
    pub(super) leaves: u128,
}

impl<B: AsRef<[u8]>> Below<'_, B> {
    fn record(&self, at: usize) -> Result<(Record, u64), BuildError> {
        record_at(self.roster, self.kind, self.standing.place(at)).ok_or(BuildError::BaseUnreadable)
    }

    /// Pushes a standing record that was seen beside the rows that it competes with.
    pub(super) fn push(&self, at: usize, mask: Option<String>, rows: &mut Rows) -> Result<(), BuildError> {
        let (record, key) = self.record(at)?;
        let rival = Keyed {
            record: &record,
            id: record.id.as_ref().map(Cow::Borrowed),
            primary: primary_of(self.kind, &record, key),
            group: self.standing.group(at),
            leaf: self.standing.leaf(at),
            keys: match self.kind {
                PartitionKind::Organisations => secondary_keys(&record),
                PartitionKind::Persons => Vec::new(),
            },
            mask,
        };
        let mut batch = Batch::default();
        batch.push(&rival)?;
        let origin = self.standing.seen_as(at).unwrap_or(0);
        batch.iter().for_each(|entry| rows.push(&entry, origin));
        Ok(())
    }

    /// Finds for each row pushed the standing record that it replaces, among those that are gone. A record whose subject or
    /// authority is written anew has another identity, and its record id still.
    pub(super) fn place<'r>(
        &self,
        rows: &'r Rows,
        listings: &[Listing<'r>],
        is_gone: &impl Fn(usize) -> bool,
    ) -> Result<Placed<'r>, BuildError> {
        let marks = rows.marks().iter();
        let mut left: Vec<(&Row, u64)> = rows.iter().zip(marks.map(|mark| mark.group)).collect();
        let mut replaced = BTreeMap::new();
        for is_same in [is_same_decision, is_corrected] {
            let mut not_yet = Vec::new();
            for (row, group) in left {
                let mut found = None;
                for at in self.standing.of_group(group).filter(|at| is_gone(*at)) {
                    if found.is_some() || replaced.contains_key(&at) {
                        continue;
                    }
                    let (old, key) = self.record(at)?;
                    let new = rows.record(row, listings);
                    found = is_same((&old, key), (&new, row.person_key())).then_some(at);
                }
                match found {
                    Some(at) => _ = replaced.insert(at, listings[row.listing as usize].list_kind),
                    None => not_yet.push((row, group)),
                }
            }
            left = not_yet;
        }
        let new = left.into_iter().map(|(row, _)| row).collect();
        Ok(Placed { replaced, new })
    }

    /// Takes out the standing records that are gone, and counts them by list.
    pub(super) fn take_out(
        &self,
        is_gone: &impl Fn(usize) -> bool,
        replaced: &BTreeMap<usize, &str>,
        changes: &mut Changes,
    ) -> Result<TakenOut, BuildError> {
        let mut out = TakenOut::default();
        for at in (0..self.standing.len()).filter(|at| is_gone(*at)) {
            let place = self.standing.place(at);
            out.places.push(u64::from(place));
            out.leaves = out.leaves.wrapping_add(self.standing.leaf(at));
            let (list, is_unread) =
                list_at(self.roster, self.kind, place).ok_or(BuildError::BaseUnreadable)?;
            let by = replaced.get(&at).copied();
            match is_unread {
                false => changes.replace(&list, by),
                // Its keys are its identity, so it is replaced by its like.
                true if by.is_some() => {}
                true => changes.of_list(&list).unread_gone += 1,
            }
        }
        out.places.sort_unstable();
        Ok(out)
    }
}

fn is_same_decision((old, old_key): (&Record, u64), (new, new_key): (&Record, u64)) -> bool {
    Decision::of(old, old_key) == Decision::of(new, new_key)
}

/// Whether a record takes the place of another that is gone, by the record id that their source gave them.
fn is_corrected((old, _): (&Record, u64), (new, _): (&Record, u64)) -> bool {
    let is_read = old.status != Status::Unread && new.status != Status::Unread;
    is_read && old.record_id.is_some() && old.record_id == new.record_id && old.list_kind == new.list_kind
}
