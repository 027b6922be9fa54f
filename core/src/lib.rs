#![doc = include_str!("../../README.md")]
//!
//! # This crate
//!
//! Data flows one way: records → snapshot → roster → findings → comparison → prompts. This crate has no I/O, no clock,
//! no threads, no randomness and no `unsafe`; bytes, the time and keys come from the caller.
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

pub mod compare;
pub mod date;
pub mod error;
pub mod evidence;
pub mod executor;
mod format;
pub mod json;
pub mod manifest;
mod open;
mod order;
pub mod policy;
pub mod query;
pub mod record;
pub mod roster;
pub mod snapshot;
pub mod subject;
pub mod suite;
pub mod trust;
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
pub use policy::{Condition, Lang};
pub use query::{Query, QueryError, SubjectQuery};
pub use record::SubjectKind;
pub use roster::Roster;
pub use subject::IdKind;
pub use suite::PersonKey;
pub use trust::{TrustAnchors, TrustError};
