//! The first of many rows that takes a record, where each takes what is not later than its days: rows and records are passed
//! once each, and not each with each.

use crate::date::Date;

/// The last days of which a row takes records.
#[derive(Clone, Copy, Debug)]
pub(super) struct Until {
    /// Of the decision, in days; what names no day of decision comes before all
    pub(super) decided: i64,
    /// Of the listing
    pub(super) listed: i64,
}

impl Until {
    /// No day is behind it.
    pub(super) const ANY: i64 = i64::MAX;

    pub(super) fn of(self, number: u32) -> Dated {
        let Self { decided, listed } = self;
        Dated {
            decided,
            listed,
            number,
        }
    }
}

/// A day of decision in the order in which rows take.
pub(super) fn decided(day: Option<Date>) -> i64 {
    day.map_or(i64::MIN, listed)
}

/// The same of listing.
pub(super) fn listed(day: Date) -> i64 {
    day.days().into()
}

/// A row or a record, with the days that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Dated {
    pub(super) decided: i64,
    pub(super) listed: i64,
    pub(super) number: u32,
}

/// For each record that is taken its number and the lowest of the rows that take it.
pub(super) fn takers(mut rows: Vec<Dated>, mut records: Vec<Dated>) -> Vec<(u32, u32)> {
    rows.sort_unstable();
    records.sort_unstable();
    let mut ends: Vec<i64> = rows.iter().map(|row| row.listed).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut lowest = Lowest(vec![u32::MAX; ends.len()]);
    let mut found = Vec::new();
    // From the last decision on: every row that reaches a record's has been passed before it.
    let mut rows = rows.into_iter().rev().peekable();
    for record in records.into_iter().rev() {
        while let Some(row) = rows.next_if(|row| row.decided >= record.decided) {
            lowest.add(ends.partition_point(|end| *end < row.listed), row.number);
        }
        let first = lowest.from(ends.partition_point(|end| *end < record.listed));
        found.extend(first.map(|row| (record.number, row)));
    }
    found
}

/// The lowest number at a place or behind it (P. Fenwick, "A new data structure for cumulative frequency tables", 1994).
struct Lowest(Vec<u32>);

impl Lowest {
    fn add(&mut self, place: usize, number: u32) {
        let mut at = place + 1;
        while at > 0 {
            if let Some(lowest) = self.0.get_mut(at - 1) {
                *lowest = number.min(*lowest);
            }
            at &= at - 1;
        }
    }

    fn from(&self, place: usize) -> Option<u32> {
        let mut at = place + 1;
        let mut lowest = u32::MAX;
        while let Some(number) = self.0.get(at - 1) {
            lowest = lowest.min(*number);
            at += at & at.wrapping_neg();
        }
        (lowest != u32::MAX).then_some(lowest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dated(days: Vec<(i64, i64)>) -> Vec<Dated> {
        let dated = (0..).zip(days).map(|(number, (decided, listed))| Dated {
            decided,
            listed,
            number,
        });
        dated.collect()
    }

    proptest! {
        #[test]
        fn each_record_has_the_first_row_that_reaches_it(
            rows in proptest::collection::vec((0i64..5, 0i64..5), 0..12),
            records in proptest::collection::vec((0i64..5, 0i64..5), 0..12),
        ) {
            let (rows, records) = (dated(rows), dated(records));
            let mut found = takers(rows.clone(), records.clone());
            found.sort_unstable();
            let first = |record: &Dated| {
                rows.iter().find(|row| row.decided >= record.decided && row.listed >= record.listed)
            };
            let each = { records.iter() }.filter_map(|record| Some((record.number, first(record)?.number)));
            prop_assert_eq!(found, each.collect::<Vec<_>>());
        }
    }
}
