//! The one place that asks the clock.

use crate::error::CliError;
use jrp_core::date::Timestamp;
use std::time::{SystemTime, UNIX_EPOCH};

/// The time given, else the present.
pub(crate) fn given_or_now(given: Option<Timestamp>) -> Result<Timestamp, CliError> {
    given.map_or_else(now, Ok)
}

fn now() -> Result<Timestamp, CliError> {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_secs()).ok())
        .and_then(Timestamp::from_unix)
        .ok_or(CliError::Clock)
}
