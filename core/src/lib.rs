#![doc = include_str!("../README.md")]
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

#[cfg(target_endian = "big")]
compile_error!(
    "JRP is for little-endian machines: no other has ever opened its files; ask for yours, and help to try it"
);

pub mod compare;
pub mod date;
pub mod error;
mod error_code;
pub mod evidence;
pub mod executor;
mod format;
#[doc(hidden)]
pub mod json;
pub mod manifest;
mod open;
mod order;
mod parse;
pub mod policy;
pub mod query;
pub mod record;
pub mod roster;
pub mod snapshot;
pub mod subject;
pub mod suite;
pub mod trust;
#[doc(hidden)]
pub mod unseen;
#[cfg(feature = "build")]
#[cfg_attr(
    not(test),
    expect(
        clippy::indexing_slicing,
        reason = "building indexes tables it has made itself"
    )
)]
pub mod writer;

pub use compare::{Comparison, Finding, Freshness, FreshnessState, Outcome, Prompt};
pub use date::{Date, Timestamp};
pub use error::{ErrorCode, OpenError};
pub use evidence::Occasion;
pub use open::{ChainError, Open};
pub use parse::ParseError;
pub use policy::{Condition, Lang};
pub use query::{Query, QueryError, SubjectQuery};
pub use record::SubjectKind;
pub use roster::{Roster, RosterSet};
pub use subject::IdKind;
pub use suite::PersonKey;
pub use trust::{TrustAnchors, TrustError};
