//! The first rows of a file, read as a feed is.

use super::Explaining;
use crate::faults::Faults;
use crate::feed::Feed;
use crate::judge::{Entry, Judge};
use crate::report::Report;
use crate::{FeedError, Profile};
use jrp_core::record::Record;
use std::collections::BTreeMap;

/// Rows that are told.
const ROWS: usize = 10;

/// A row of the file.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The row, as a spreadsheet shows it
    pub row: u64,
    /// What becomes of it
    pub fate: SampleFate,
}

/// What becomes of a row.
#[derive(Clone, Debug)]
pub enum SampleFate {
    /// A record
    Record(Box<Record>),
    /// It is none of the list: a title, a total, a signature
    PassedOver,
    /// It is not to be published: repaired, revoked, expired …
    LeftOut,
    /// It cannot be read
    Refused(Faults),
}

/// The first rows of the first table.
pub(super) fn read(
    source_name: &str,
    bytes: &[u8],
    told: &Explaining<'_>,
    profiles: &[Profile],
) -> Result<Vec<Sample>, FeedError> {
    let judge = Judge::new(told.policy, &told.options);
    let mut feed = Feed::open_with(source_name, bytes, 0, profiles)?;
    let (mut report, mut records) = (Report::default(), BTreeMap::new());
    let mut numbers = Vec::new();
    while let Some(block) = feed.next_block()? {
        if block.is_empty() {
            continue;
        }
        judge.rows::<FeedError>(&block, &mut report, &mut |entry, origin| {
            if let Entry::Listed(record) = entry {
                records.insert(origin.row, record);
            }
            Ok(())
        })?;
        numbers.extend(block.numbers());
        // Those of another sheet would have the same numbers.
        break;
    }
    let refused: BTreeMap<u64, &Faults> = report.faults().map(|(_, row, why)| (row, why)).collect();
    let passed: Vec<u64> = report.passed_rows().map(|(_, row, _)| row).collect();
    let sample = numbers.into_iter().take(ROWS).map(|row| Sample {
        row,
        fate: match (records.remove(&row), refused.get(&row)) {
            (Some(record), _) => SampleFate::Record(Box::new(record)),
            (None, Some(faults)) => SampleFate::Refused((*faults).clone()),
            (None, None) if passed.contains(&row) => SampleFate::PassedOver,
            (None, None) => SampleFate::LeftOut,
        },
    });
    Ok(sample.collect())
}
