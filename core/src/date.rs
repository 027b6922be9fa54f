//! Beijing calendar dates and Unix times.
//!
//! Every date in a feed, a snapshot or a query is a Beijing calendar date; every time is Unix seconds. The clock
//! itself comes from the caller.

use crate::parse::ParseError;
use chrono::{DateTime, Datelike, Days, FixedOffset, Months, NaiveDate};
use core::fmt;
use core::str::FromStr;

const BEIJING_OFFSET_SECONDS: i32 = 8 * 3600;

/// Days from 0001-01-01 (day 1, as chrono counts) to 1970-01-01.
const UNIX_EPOCH_FROM_CE: i32 = 719_163;

/// A Beijing calendar date.
///
/// ```
/// use jrp_core::date::Date;
/// let date = Date::parse("2028-02-29").unwrap();
/// assert_eq!(date.to_string(), "2028-02-29");
/// assert!(Date::parse("2027-02-29").is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// The last date there is.
    pub(crate) const MAX: Self = Self(NaiveDate::MAX);

    /// 1970-01-01, where a date must stand and none is known.
    pub(crate) fn unix_epoch() -> Self {
        Self(DateTime::UNIX_EPOCH.date_naive())
    }

    /// Reads `YYYY-MM-DD`; nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let shape = bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, b)| match at {
                4 | 7 => *b == b'-',
                _ => b.is_ascii_digit(),
            });
        if !shape {
            return None;
        }
        let number = |range| text.get(range).and_then(|t: &str| t.parse::<u32>().ok());
        Self::from_ymd(number(0..4)? as i32, number(5..7)?, number(8..10)?)
    }

    /// A date of the proleptic Gregorian calendar, from year 1 to 9999.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// The date `days` after 1970-01-01 (before it, where negative).
    pub fn from_days(days: i32) -> Option<Self> {
        let date = NaiveDate::from_num_days_from_ce_opt(days.checked_add(UNIX_EPOCH_FROM_CE)?)?;
        (1..=9999).contains(&date.year()).then_some(Self(date))
    }

    /// Days since 1970-01-01.
    pub fn days(self) -> i32 {
        self.0.num_days_from_ce() - UNIX_EPOCH_FROM_CE
    }

    /// Year, month (1–12) and day (1–31).
    pub fn ymd(self) -> (i32, u32, u32) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// The ten characters of `YYYY-MM-DD`.
    pub(crate) fn iso(self) -> [u8; 10] {
        let (year, month, day) = self.ymd();
        let digit = |number: u32, place: u32| b'0' + (number / place % 10) as u8;
        let year = year as u32;
        let [y1, y2, y3, y4] = [1000, 100, 10, 1].map(|place| digit(year, place));
        let [m1, m2, d1, d2] = [digit(month, 10), digit(month, 1), digit(day, 10), digit(day, 1)];
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2]
    }

    /// The next day; the last day of year 9999 stays where it is.
    #[must_use]
    pub fn next(self) -> Self {
        self.0
            .checked_add_days(Days::new(1))
            .filter(|d| d.year() <= 9999)
            .map_or(self, Self)
    }

    /// The same day of the month so many months later, or the last one of a month without such a day.
    pub fn plus_months(self, months: u32) -> Option<Self> {
        let date = self.0.checked_add_months(Months::new(months))?;
        (date.year() <= 9999).then_some(Self(date))
    }

    /// Whether the date is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        self.0.weekday().number_from_monday() >= 6
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(core::str::from_utf8(&self.iso()).unwrap_or_default())
    }
}

impl FromStr for Date {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::parse(text).ok_or_else(|| ParseError::new(text, "date", "write it as YYYY-MM-DD"))
    }
}

impl FromStr for Timestamp {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let remedy = "write it as 2026-11-22T09:00:00+08:00, from 1970 to 9999";
        Self::parse(text).ok_or_else(|| ParseError::new(text, "time", remedy))
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(core::str::from_utf8(&self.iso()).unwrap_or_default())
    }
}

/// A moment: seconds since 1970-01-01T00:00:00Z.
///
/// ```
/// use jrp_core::date::Timestamp;
/// let time = Timestamp::parse("2026-11-22T00:30:00+08:00").unwrap();
/// assert_eq!(time.beijing_date().to_string(), "2026-11-22");
/// assert_eq!(time.to_string(), "2026-11-22T00:30:00+08:00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// 9999-12-31T00:00:00Z. Later and negative seconds are not times of ours.
    const LAST: i64 = 253_402_214_400;

    /// Seconds since the Unix epoch, from 1970 to 9999.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        (0..=Self::LAST).contains(&seconds).then_some(Self(seconds))
    }

    /// Reads RFC 3339, with any offset.
    pub fn parse(text: &str) -> Option<Self> {
        DateTime::<FixedOffset>::parse_from_rfc3339(text)
            .ok()
            .and_then(|t| Self::from_unix(t.timestamp()))
    }

    /// Midnight in Beijing at the start of `date`; dates before 1970-01-02 give the epoch.
    pub fn start_of(date: Date) -> Self {
        let seconds = i64::from(date.days()) * 86_400 - i64::from(BEIJING_OFFSET_SECONDS);
        Self(seconds.clamp(0, Self::LAST))
    }

    /// Seconds since the Unix epoch.
    pub fn unix(self) -> i64 {
        self.0
    }

    /// The calendar date in Beijing at this moment.
    pub fn beijing_date(self) -> Date {
        let days = (self.0 + i64::from(BEIJING_OFFSET_SECONDS)).div_euclid(86_400);
        // `from_unix` bounds the seconds to years 1970–9999, so the fallback is never taken.
        i32::try_from(days)
            .ok()
            .and_then(Date::from_days)
            .unwrap_or(Date(NaiveDate::MIN))
    }
}

impl serde::Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of_day = (self.0 + i64::from(BEIJING_OFFSET_SECONDS)).rem_euclid(86_400);
        let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
        write!(
            f,
            "{}T{hour:02}:{minute:02}:{second:02}+08:00",
            self.beijing_date()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_inverse_over_the_whole_range() {
        for days in (-719_162..2_932_896).step_by(997) {
            assert_eq!(Date::from_days(days).unwrap().days(), days);
        }
    }

    #[test]
    fn only_iso_dates_parse() {
        for text in [
            "2026-1-1",
            "2026/01/01",
            "20260101",
            "2026-13-01",
            "0000-01-01",
            "２０２６-01-01",
            "",
        ] {
            assert!(Date::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn beijing_turns_the_day_eight_hours_before_greenwich() {
        let before = Timestamp::parse("2026-11-21T15:59:59Z").unwrap();
        let after = Timestamp::parse("2026-11-21T16:00:00Z").unwrap();
        assert_eq!(before.beijing_date().to_string(), "2026-11-21");
        assert_eq!(after.beijing_date().to_string(), "2026-11-22");
        assert_eq!(Timestamp::start_of(after.beijing_date()), after);
    }
}
