//! Days and moments as the ledger and `office.toml` write them.

use jrp_core::date::{Date, Timestamp};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A Beijing calendar date.
pub(super) mod day {
    use super::*;

    pub(in crate::office) fn serialize<S: Serializer>(day: &Date, to: S) -> Result<S::Ok, S::Error> {
        day.serialize(to)
    }

    pub(in crate::office) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let text = String::deserialize(from)?;
        Date::parse(&text)
            .ok_or_else(|| de::Error::custom(format!("{text:?} is not a date such as 2026-11-22")))
    }
}

/// A Beijing calendar date that may be left out.
pub(super) mod day_or_none {
    use super::*;

    pub(in crate::office) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Date>, D::Error> {
        day::deserialize(from).map(Some)
    }
}

/// A moment.
pub(super) mod moment {
    use super::*;

    pub(in crate::office) fn serialize<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
        at.serialize(to)
    }

    pub(in crate::office) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
        let text = String::deserialize(from)?;
        Timestamp::parse(&text).ok_or_else(|| {
            de::Error::custom(format!(
                "{text:?} is not a time such as 2026-11-22T09:00:00+08:00"
            ))
        })
    }
}
