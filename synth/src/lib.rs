//! Synthetic feeds that look like what departments send: for the demo, for tests at scale and for benches.
//!
//! List kinds, authorities, names, document numbers and causes follow a grammar with realistic frequencies; credit
//! codes have valid check digits and real GB/T 2260 region codes. No real person: names are drawn at random and only
//! masked citizen ids are written. No real company: the serial part of every code starts where, as far as we know,
//! none has been issued (see `identifier.rs`). Everything is derived from the seed and the row number, so memory
//! stays constant and the same options give the same bytes.
//!
//! ```
//! let options = jrp_synth::Options { records: 3, seed: 7, ..Default::default() };
//! let mut feed = Vec::new();
//! let summary = jrp_synth::write_feed(&mut feed, &options, &mut |_rows| ())?;
//! assert_eq!(summary.records, 3);
//! assert_eq!(String::from_utf8(feed).unwrap().lines().count(), 4);
//! # Ok::<(), std::io::Error>(())
//! ```
#![forbid(unsafe_code)]

mod calendar;
mod identifier;
mod lists;
mod names;
mod random;
mod regions;
mod row;
mod sections;
mod subject;
mod template;

use jrp_core::date::Date;
use row::Feed;
use std::io::{self, Write};

/// The columns, in order (`docs/FEEDS.md`).
pub const COLUMNS: [&str; 20] = [
    "list_kind",
    "subject_kind",
    "name",
    "former_names",
    "id_kind",
    "id",
    "document_no",
    "cause",
    "severity",
    "authority",
    "source_unit",
    "decided_on",
    "listed_on",
    "effective_from",
    "publish_until",
    "status",
    "legal_basis",
    "domain",
    "region",
    "record_id",
];

/// What to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many rows.
    pub records: u64,
    /// The same seed gives the same rows; the first rows do not depend on how many follow.
    pub seed: u64,
    /// The feed's day, 2021-01-01 or later: no row is listed after it, and no row's term ends before it.
    pub as_of: Date,
}

impl Default for Options {
    /// A thousand rows as of 2026-11-22.
    fn default() -> Self {
        Self {
            records: 1000,
            seed: 1,
            as_of: Date::from_ymd(2026, 11, 22).expect("a day of the calendar"),
        }
    }
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows without the header.
    pub records: u64,
    /// Bytes with the header.
    pub bytes: u64,
    /// Rows about 法人及非法人组织.
    pub orgs: u64,
    /// Rows about 自然人.
    pub persons: u64,
    /// Rows about 个体工商户.
    pub sole_traders: u64,
    /// Rows about a subject that an earlier row lists already.
    pub repeated: u64,
    /// Rows of each list kind, for every kind that the generator knows.
    pub lists: Vec<(&'static str, u64)>,
}

/// How many rows pass between two calls of `progress`.
const STRIDE: u64 = 10_000;

/// Writes a feed as CSV in UTF-8. `progress` hears the number of rows written, every 10,000 rows and at the end.
pub fn write_feed(
    out: &mut impl Write,
    options: &Options,
    progress: &mut dyn FnMut(u64),
) -> io::Result<Summary> {
    let feed = Feed::new(options).ok_or_else(|| {
        io::Error::new(
            io::ErrorKind::InvalidInput,
            format!("as_of is {}; give 2021-01-01 or a later date", options.as_of),
        )
    })?;
    let mut summary = feed.empty_summary();
    let mut text = COLUMNS.join(",");
    text.push('\n');
    for number in 0..options.records {
        feed.write_row(number, &mut text, &mut summary);
        if text.len() >= 1 << 16 {
            summary.bytes += flush(out, &mut text)?;
        }
        if summary.records % STRIDE == 0 {
            progress(summary.records);
        }
    }
    summary.bytes += flush(out, &mut text)?;
    out.flush()?;
    if summary.records % STRIDE != 0 || summary.records == 0 {
        progress(summary.records);
    }
    Ok(summary)
}

fn flush(out: &mut impl Write, text: &mut String) -> io::Result<u64> {
    out.write_all(text.as_bytes())?;
    let bytes = text.len() as u64;
    text.clear();
    Ok(bytes)
}
