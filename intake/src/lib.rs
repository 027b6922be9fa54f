//! Feeds of joint-punishment and joint-reward lists → records, with a quality report.
//!
//! ```text
//! bytes ──scan──► cells ──header──► columns ──clean──► texts, dates, words ──row──► Record │ left out │ refused
//!                                                                                    └──────┴─ Report ─┘
//! ```
//!
//! Reading is streaming: memory does not grow with the feed, and threads can share it, block by block. A file that cannot be read at all is a [`FeedError`]; a
//! bad row is refused with its row number, column and reason, and the rest goes on.
//!
//! ```
//! use jrp_core::{date::Date, policy::PolicyPack};
//! use jrp_intake::{Audience, FeedError, Options, Report, read_feed};
//!
//! let policy = PolicyPack::builtin().unwrap();
//! let options = Options::new(Date::parse("2026-11-21").unwrap(), Audience::Government);
//! let feed = "list_kind,subject_kind,name,authority,listed_on,publish_until,status\n\
//!             BK-ZFCGSX,org,Example Co.,Finance Bureau,2025-03-01,2028-02-29,active\n\
//!             BK-ZFCGSX,org,Example Co.,Finance Bureau,2025-03-01,,active\n";
//!
//! let mut report = Report::default();
//! let mut records = Vec::new();
//! read_feed::<FeedError>("feed.csv", feed.as_bytes(), &policy, &options, &mut report, &mut |entry, _origin| {
//!     records.extend(entry.listed());
//!     Ok(())
//! })
//! .unwrap();
//! assert_eq!((records.len(), report.refused()), (1, 1));
//! assert_eq!(report.refusals().next().unwrap().2.code(), "end-date-missing");
//! ```
#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::indexing_slicing,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable
    )
)]

mod audience;
mod block;
mod cells;
mod chinese;
mod clean;
mod column;
mod counting;
mod day;
mod doubt;
mod error;
mod explain;
mod faults;
mod feed;
mod fill;
mod footer;
mod form;
#[cfg(test)]
mod guide;
mod header;
mod json;
mod judge;
mod lists;
mod masked;
mod named;
mod names;
mod note;
mod profile;
mod refusal;
mod register;
mod report;
mod row;
mod salvage;
mod scan;
mod subject;
mod table;
mod term;
mod unheaded;
mod word;

pub use block::Block;
pub use chinese::{Said, warning_in_chinese};
pub use column::Column;
pub use day::day;
pub use error::{FeedError, Guess, HeaderProblem, Unsupported};
pub use explain::{
    Confidence, Explained, ExplainedColumn, ExplainedTable, Explaining, Proposal, ReadBy, Sample, SampleFate,
    explain,
};
pub use faults::Faults;
pub use feed::{Feed, read_feed};
pub use form::{Encoding, Form};
pub use header::numbers_rows;
pub use jrp_core::snapshot::Audience;
pub use judge::{Entry, Judge, Options, Origin};
pub use note::Note;
pub use profile::{Profile, ProfileError};
pub use refusal::{Problem, Refusal};
pub use register::{
    Language, Reading, Register, RegisterColumn, RegisterError, RegisterOptions, RegisterRow, Subjects,
    TitledColumn, Uneven, Unreadable, Watch,
};
pub use report::{LEDGER_LIMIT, ListCount, Report};
pub use table::first_rows;
