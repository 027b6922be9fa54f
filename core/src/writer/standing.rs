//! The records that live in the layers below a delta, as a table to find those of an identity again.

use super::BuildError;
use super::decision::group;
use crate::executor::{Executor, Work, collect};
use crate::format::record_reader::RecordReader;
use crate::record::{Record, Status};
use crate::roster::Roster;
use crate::snapshot::{PartitionKind, View};
use core::ops::Range;

/// Rows read by one piece of work.
const PIECE: usize = 8192;

/// No record that was pushed is this one.
const UNSEEN: u32 = u32::MAX;

/// One record, in 32 bytes.
#[derive(Clone, Copy, Default)]
struct Entry {
    /// The same for records of one identity, and seldom for others
    group: u64,
    leaf: [u64; 2],
    place: u32,
    /// The first record pushed that equals this one
    seen_as: u32,
}

fn halves(leaf: u128) -> [u64; 2] {
    [(leaf >> 64) as u64, leaf as u64]
}

/// The live records of a partition, by group.
#[derive(Default)]
pub(super) struct Standing {
    entries: Vec<Entry>,
}

impl Standing {
    /// Reads every live row of every layer.
    pub(super) fn read<B: AsRef<[u8]>>(
        roster: &Roster<B>,
        kind: PartitionKind,
        executor: &dyn Executor,
    ) -> Result<Self, BuildError> {
        let mut layers = Vec::new();
        for layer in roster.layers() {
            layers.extend(layer.live(kind).map_err(|_| BuildError::PersonKeyNeeded)?);
        }
        let rows = layers.iter().map(|live| live.partition.len()).sum();
        if u32::try_from(rows).is_err() {
            return Err(BuildError::TooMany);
        }
        let mut entries = vec![Entry::default(); rows];
        for (place, entry) in (0..).zip(&mut entries) {
            entry.place = place;
        }
        let mut work: Vec<Work<'_, bool>> = Vec::new();
        let mut rest = entries.as_mut_slice();
        for live in &layers {
            let (mut own, behind) = rest.split_at_mut(live.partition.len());
            rest = behind;
            let mut first = 0;
            while !own.is_empty() {
                let (piece, others) = own.split_at_mut(PIECE.min(own.len()));
                own = others;
                let from = first;
                first += piece.len();
                work.push(Box::new(move || {
                    let mut records = live.records(piece.len());
                    (from..).zip(piece).all(|(row, entry)| {
                        // What is hidden is marked, and goes below.
                        entry.seen_as = if live.is_live(row) { UNSEEN } else { 0 };
                        !live.is_live(row) || fill(live.view, &mut records, row, entry).is_some()
                    })
                }));
            }
        }
        if !collect(executor, work)
            .ok_or(BuildError::WorkLost)?
            .into_iter()
            .all(|read| read)
        {
            return Err(BuildError::BaseUnreadable);
        }
        entries.retain(|entry| entry.seen_as == UNSEEN);
        entries.sort_unstable_by_key(|entry| (entry.group, entry.leaf));
        Ok(Self { entries })
    }

    /// The record with this leaf.
    pub(super) fn find(&self, group: u64, leaf: u128) -> Option<usize> {
        self.entries
            .binary_search_by_key(&(group, halves(leaf)), |entry| (entry.group, entry.leaf))
            .ok()
    }

    /// The records that may have the identity of a group: nearly always one or none.
    pub(super) fn of_group(&self, group: u64) -> Range<usize> {
        let start = self.entries.partition_point(|entry| entry.group < group);
        let rest = self.entries.get(start..).unwrap_or_default();
        start..start + rest.iter().take_while(|entry| entry.group == group).count()
    }

    /// The record at a place, which is of this group.
    pub(super) fn at(&self, group: u64, place: u32) -> Option<usize> {
        self.of_group(group).find(|at| self.place(*at) == place)
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn group(&self, at: usize) -> u64 {
        self.entries[at].group
    }

    pub(super) fn leaf(&self, at: usize) -> u128 {
        let [upper, lower] = self.entries[at].leaf.map(u128::from);
        upper << 64 | lower
    }

    pub(super) fn place(&self, at: usize) -> u32 {
        self.entries[at].place
    }

    /// The first record pushed that equals this one.
    pub(super) fn seen_as(&self, at: usize) -> Option<u32> {
        Some(self.entries[at].seen_as).filter(|origin| *origin != UNSEEN)
    }

    /// Remembers that a record pushed equals this one; gives the one that did before.
    pub(super) fn see(&mut self, at: usize, origin: u32) -> Option<u32> {
        let before = self.seen_as(at);
        if before.is_none() {
            self.entries[at].seen_as = origin;
        }
        before
    }
}

fn fill(view: View<'_>, records: &mut RecordReader<'_>, row: usize, entry: &mut Entry) -> Option<()> {
    let record = records.record(row)?;
    entry.group = group(&record, view.leaf_key(row));
    entry.leaf = halves(view.leaf_of(&record, row));
    Some(())
}

/// The record at a place, with the person's key that goes into its leaf.
pub(super) fn record_at<B: AsRef<[u8]>>(
    roster: &Roster<B>,
    kind: PartitionKind,
    place: u32,
) -> Option<(Record, u64)> {
    let (view, row) = view_at(roster, kind, place)?;
    Some((view.records(1).record(row)?, view.leaf_key(row)))
}

/// The list of the record at a place, and whether it is a row that could not be read.
pub(super) fn list_at<B: AsRef<[u8]>>(
    roster: &Roster<B>,
    kind: PartitionKind,
    place: u32,
) -> Option<(String, bool)> {
    let (view, row) = view_at(roster, kind, place)?;
    let facts = view.row(row)?.facts()?;
    Some((facts.list_kind, facts.status == Status::Unread))
}

fn view_at<B: AsRef<[u8]>>(roster: &Roster<B>, kind: PartitionKind, place: u32) -> Option<(View<'_>, usize)> {
    let mut row = place as usize;
    for layer in roster.layers() {
        let Ok(Some(live)) = layer.live(kind) else {
            continue;
        };
        if row < live.partition.len() {
            return Some((live.view, row));
        }
        row -= live.partition.len();
    }
    None
}
