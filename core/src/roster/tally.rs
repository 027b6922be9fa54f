//! What records come to: the sum of their leaves, and how many there are on each list.

use crate::executor::{Executor, Work, collect};
use crate::record::{Record, Status};
use crate::snapshot::View;

/// Rows read by one piece of work.
const PIECE: usize = 1024;

/// Leaves and counts; those of records that are gone are taken off.
#[derive(Clone, Default)]
pub(super) struct Tally {
    pub(super) leaves: u128,
    /// By code
    pub(super) lists: Vec<(String, Counts)>,
}

/// Records of a list, and rows of it that could not be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) records: i64,
    pub(super) unread: i64,
}

impl Counts {
    /// What a record is counted as.
    pub(super) fn of(record: &Record) -> Self {
        let unread = i64::from(record.status == Status::Unread);
        Self {
            records: 1 - unread,
            unread,
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.records += other.records;
        self.unread += other.unread;
    }

    fn negated(self) -> Self {
        Self {
            records: -self.records,
            unread: -self.unread,
        }
    }
}

/// Rows of a view, and whether they are brought in or taken out.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) view: View<'a>,
    pub(super) rows: Which<'a>,
    pub(super) are_brought_in: bool,
}

/// Some rows of a view.
#[derive(Clone, Copy)]
pub(super) enum Which<'a> {
    /// From the first number to before the second
    From(u32, u32),
    These(&'a [u32]),
}

impl Tally {
    /// Reads the rows, the work done by an executor; `None` where one makes no sense.
    pub(super) fn of(all: &[Rows<'_>], executor: &dyn Executor) -> Option<Self> {
        let pieces = || all.iter().flat_map(|all| all.pieces());
        let work = pieces().map(|rows| -> Work<'_, Option<Self>> { Box::new(move || rows.tally()) });
        // What an executor has left undone has not been read.
        let tallies = collect(executor, work.collect());
        let tallies = tallies.unwrap_or_else(|| pieces().map(|rows| rows.tally()).collect());
        let mut sum = Self::default();
        for tally in tallies {
            sum.add(&tally?);
        }
        Some(sum)
    }

    /// So many records and unread rows on each list, and nothing of their leaves.
    pub(super) fn of_lists<'a>(lists: impl Iterator<Item = (&'a str, [u64; 2])>) -> Self {
        let mut tally = Self::default();
        // No file holds more records than its bytes can.
        lists.for_each(|(list, counts)| {
            let [records, unread] = counts.map(|count| count as i64);
            tally.count(list, Counts { records, unread });
        });
        tally
    }

    /// Both together.
    pub(super) fn add(&mut self, other: &Self) {
        self.leaves = self.leaves.wrapping_add(other.leaves);
        other
            .lists
            .iter()
            .for_each(|(list, change)| self.count(list, *change));
    }

    pub(super) fn count(&mut self, list: &str, change: Counts) {
        match self.lists.binary_search_by(|(known, _)| known.as_str().cmp(list)) {
            Ok(at) => {
                if let Some((_, counts)) = self.lists.get_mut(at) {
                    counts.add(change);
                }
            }
            Err(at) => self.lists.insert(at, (list.to_owned(), change)),
        }
    }

    /// How many records more there are on a list, and rows that could not be read.
    pub(super) fn change(&self, list: &str) -> Counts {
        let known = self.lists.iter().find(|(known, _)| known == list);
        known.map_or(Counts::default(), |(_, change)| *change)
    }
}

impl<'a> Rows<'a> {
    fn pieces(self) -> impl Iterator<Item = Self> {
        let (from, to, these) = match self.rows {
            Which::From(from, to) => (from, to, Default::default()),
            Which::These(rows) => (0, 0, rows),
        };
        let ranges = (from..to).step_by(PIECE);
        let ranges = ranges.map(move |start| Which::From(start, to.min(start.saturating_add(PIECE as u32))));
        let pieces = ranges.chain(these.chunks(PIECE).map(Which::These));
        pieces.map(move |rows| Self { rows, ..self })
    }

    fn tally(self) -> Option<Tally> {
        let mut tally = Tally::default();
        let (range, these) = match self.rows {
            Which::From(from, to) => (from..to, Default::default()),
            Which::These(rows) => (0..0, rows),
        };
        let mut records = self.view.records(range.len() + these.len());
        for row in range.chain(these.iter().copied()) {
            let record = records.record(row as usize)?;
            let leaf = self.view.leaf_of(&record, row as usize);
            let counts = Counts::of(&record);
            let (leaf, change) = if self.are_brought_in {
                (leaf, counts)
            } else {
                (leaf.wrapping_neg(), counts.negated())
            };
            tally.leaves = tally.leaves.wrapping_add(leaf);
            tally.count(&record.list_kind, change);
        }
        Some(tally)
    }
}
