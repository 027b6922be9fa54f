//! `calendar.csv`: the State Council's holiday arrangement, for counting working days.

use super::sheet::Sheet;
use super::{PolicyError, PolicyProblem, Tables, find};
use crate::date::Date;
use crate::order;

/// Working days: Monday to Friday, less the rest days, plus the adjusted working days of the arrangement.
///
/// A year is known when its arrangement lists 1 October; in other years there is no answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkCalendar {
    /// Arranged days, ascending, and whether people work on them
    days: Vec<(Date, bool)>,
    years: Vec<i32>,
}

impl WorkCalendar {
    /// Whether people work on that day; `None` beyond the calendar's data.
    ///
    /// ```
    /// # #[cfg(feature = "build")] {
    /// use jrp_core::{date::Date, policy::{Policy, Tables}};
    ///
    /// let policy = Policy::from_tables(&Tables::builtin().unwrap()).unwrap();
    /// let saturday = Date::parse("2026-02-14").unwrap();
    /// assert_eq!(policy.calendar().is_working_day(saturday), Some(true));
    /// # }
    /// ```
    pub fn is_working_day(&self, date: Date) -> Option<bool> {
        let (year, ..) = date.ymd();
        self.years.binary_search(&year).ok()?;
        let arranged = find(&self.days, |(day, _)| day.cmp(&date));
        Some(arranged.map_or(!date.is_weekend(), |(_, works)| *works))
    }

    /// Working days after `from`, up to and including `to`; 0 where `to` is not later. `None` where a year from one to
    /// the other is beyond the calendar's data.
    pub fn working_days_between(&self, from: Date, to: Date) -> Option<u32> {
        self.is_working_day(from)?;
        self.is_working_day(to)?;
        let mut count = 0;
        let mut day = from;
        while day < to {
            day = day.next();
            count += u32::from(self.is_working_day(day)?);
        }
        Some(count)
    }

    /// The years the calendar knows, ascending.
    pub fn years(&self) -> &[i32] {
        &self.years
    }
}

pub(super) fn read(tables: &Tables) -> Result<WorkCalendar, PolicyError> {
    let sheet = Sheet::open(tables, "calendar", &["date", "kind", "holiday", "notice"])?;
    let mut calendar = WorkCalendar::default();
    for (row, _) in sheet.unique(|row| row.required("date"))? {
        let Some(date) = row.date("date")? else { continue };
        let works = row.one_of("kind", &["rest", "work"])? == "work";
        row.basis("notice")?;
        if works && !date.is_weekend() {
            return Err(row.refuse("date", PolicyProblem::WorkOnWeekday));
        }
        if let (year, 10, 1) = date.ymd() {
            calendar.years.push(year);
        }
        calendar.days.push((date, works));
    }
    order::sort(&mut calendar.days);
    order::sort(&mut calendar.years);
    Ok(calendar)
}
