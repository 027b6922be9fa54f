//! How the times that a header names stand to the present.

use crate::date::Timestamp;
use serde::Serialize;

/// Whether the data may still be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FreshnessState {
    /// The next update is not due yet
    Fresh,
    /// The next update is overdue: answer and warning
    Stale,
    /// Too old to answer
    Expired,
    /// Clock or file wrong
    Future,
}

impl FreshnessState {
    /// How the times of a publication stand to the present.
    pub(crate) fn at(now: Timestamp, issued: Timestamp, next_update: Timestamp, expires: Timestamp) -> Self {
        if now < issued {
            Self::Future
        } else if now > expires {
            Self::Expired
        } else if now > next_update {
            Self::Stale
        } else {
            Self::Fresh
        }
    }
}
