//! The months that a report is about.

use super::super::clock::last_of;
use super::super::{Argument, OfficeError};
use core::fmt;
use jrp_core::date::Date;

/// A month, a half-year or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    year: i32,
    first_month: u32,
    months: u32,
    first: Date,
    last: Date,
}

impl Period {
    /// `2026-11`
    pub fn month(text: &str) -> Result<Self, OfficeError> {
        let period = parted(text).and_then(|(year, month)| Self::of(year, month, 1));
        period.ok_or_else(|| refused(Argument::Month, text, "2026-11"))
    }

    /// `2026-1` or `2026-2`
    pub fn half(text: &str) -> Result<Self, OfficeError> {
        let half = parted(text).filter(|(_, half)| (1..=2).contains(half));
        let period = half.and_then(|(year, half)| Self::of(year, half * 6 - 5, 6));
        period.ok_or_else(|| refused(Argument::Half, text, "2026-2"))
    }

    /// `2026`
    pub fn year(text: &str) -> Result<Self, OfficeError> {
        let period = text.parse().ok().and_then(|year| Self::of(year, 1, 12));
        period.ok_or_else(|| refused(Argument::Year, text, "2026"))
    }

    fn of(year: i32, first_month: u32, months: u32) -> Option<Self> {
        if !(2000..=9998).contains(&year) {
            return None;
        }
        Some(Self {
            year,
            first_month,
            months,
            first: Date::from_ymd(year, first_month, 1)?,
            last: last_of(year, first_month + months - 1)?,
        })
    }

    /// Its months, with their years.
    pub(super) fn months(self) -> impl Iterator<Item = (i32, u32)> {
        (self.first_month..self.first_month + self.months).map(move |month| (self.year, month))
    }

    /// How many quarters it holds.
    pub(super) fn quarters(self) -> u64 {
        u64::from(self.months / 3)
    }

    /// How many half-years it holds.
    pub(super) fn halves(self) -> u64 {
        u64::from(self.months / 6)
    }

    /// Its first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> Date {
        self.last
    }

    /// Whether it holds the day.
    pub(super) fn holds(self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.months, self.first_month) {
            (1, month) => write!(f, "{}年{month}月", self.year),
            (6, 1) => write!(f, "{}年上半年", self.year),
            (6, _) => write!(f, "{}年下半年", self.year),
            _ => write!(f, "{}年", self.year),
        }
    }
}

fn parted(text: &str) -> Option<(i32, u32)> {
    let (year, part) = text.split_once('-')?;
    Some((
        year.parse().ok()?,
        part.parse().ok().filter(|part| (1..=12).contains(part))?,
    ))
}

fn refused(argument: Argument, text: &str, like: &str) -> OfficeError {
    argument.refused(text, format!("write it as {like}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_halves_and_years_have_their_days() {
        let days = |period: Period| format!("{period} {} {}", period.first(), period.last());
        assert_eq!(
            days(Period::month("2026-02").unwrap()),
            "2026年2月 2026-02-01 2026-02-28"
        );
        assert_eq!(
            days(Period::half("2026-2").unwrap()),
            "2026年下半年 2026-07-01 2026-12-31"
        );
        assert_eq!(
            days(Period::year("2026").unwrap()),
            "2026年 2026-01-01 2026-12-31"
        );
        for wrong in [
            "2026",
            "2026-13",
            "2026-0",
            "26-1",
            "",
            "2026-11-01",
            "99999999999-1",
        ] {
            assert!(Period::month(wrong).is_err(), "{wrong}");
        }
        assert!(Period::half("2026-3").is_err() && Period::year("9999").is_err());
    }
}
