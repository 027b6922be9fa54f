//! What is told of rows that took nothing: the records that stay and that they may have meant.

use super::withdrawn::Withdrawn;
use crate::date::Date;
use std::collections::BTreeSet;

/// A row that took nothing and may have meant records before its day; all, where it names none.
pub(super) struct Waiting<'r> {
    pub(super) day: Option<Date>,
    pub(super) row: &'r Withdrawn,
    pub(super) left: Left,
    /// How many of those are counted twice
    pub(super) twice: u64,
}

impl<'r> Waiting<'r> {
    pub(super) fn of(day: Option<Date>, row: &'r Withdrawn) -> Self {
        Self {
            day,
            row,
            left: Left::default(),
            twice: 0,
        }
    }

    /// Rows that name no day stand behind all others.
    fn place(&self) -> (bool, Option<Date>, u32) {
        (self.day.is_none(), self.day, self.row.number)
    }

    pub(super) fn is_behind(&self, date: Option<Date>) -> bool {
        self.day.is_none() || date < self.day
    }
}

/// Records that stay: how many, and the first of them.
#[derive(Clone, Default)]
pub(super) struct Left {
    pub(super) count: u64,
    pub(super) first: BTreeSet<u32>,
}

impl Left {
    /// Most that are named for one row.
    const NAMED: usize = 100;

    fn join(&mut self, other: &Self) {
        self.count += other.count;
        self.first.extend(&other.first);
        while self.first.len() > Self::NAMED {
            self.first.pop_last();
        }
    }

    pub(super) fn add(&mut self, at: u32) {
        self.count += 1;
        self.first.insert(at);
        if self.first.len() > Self::NAMED {
            self.first.pop_last();
        }
    }
}

/// Tells the rows of these numbers of those of these records that are before their days: each record and each row is passed
/// once.
pub(super) fn tell(waiting: &mut [Waiting<'_>], mut rows: Vec<usize>, mut still: Vec<(Option<Date>, u32)>) {
    rows.sort_unstable_by_key(|row| waiting[*row].place());
    still.sort_unstable();
    let (mut left, mut behind) = (Left::default(), still.iter().peekable());
    for row in rows {
        let row = &mut waiting[row];
        while let Some((_, at)) = behind.next_if(|(date, _)| row.is_behind(*date)) {
            left.add(*at);
        }
        row.left.join(&left);
    }
}
