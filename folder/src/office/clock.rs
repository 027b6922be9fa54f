//! Working days, and by when things are due. In a year that the policy pack's calendar does not know, Saturdays and Sundays
//! rest and no other days do; whoever counts is told so.

use super::entry::{Change, Entry};
use super::ledger::Line;
use super::settings::Deadlines;
use jrp_core::date::Date;
use jrp_core::policy::WorkCalendar;

/// Days by a calendar.
pub(super) struct Clock<'c> {
    calendar: &'c WorkCalendar,
}

impl<'c> Clock<'c> {
    pub(super) fn of(calendar: &'c WorkCalendar) -> Self {
        Self { calendar }
    }

    /// Whether people work on that day.
    fn works(&self, day: Date) -> bool {
        self.calendar.is_working_day(day).unwrap_or(!day.is_weekend())
    }

    /// The last day of a term of so many working days, of which the first is the working day after `from`.
    pub(super) fn after_workdays(&self, from: Date, days: u32) -> Date {
        let (mut day, mut left) = (from, days);
        while left > 0 {
            let next = day.next();
            if next == day {
                break;
            }
            day = next;
            left -= u32::from(self.works(day));
        }
        day
    }

    /// The day, or the next one on which people work.
    pub(super) fn moved(&self, day: Date) -> Date {
        match self.works(day) {
            true => day,
            false => self.after_workdays(day, 1),
        }
    }

    /// The day by which the lists of a month are due.
    pub(super) fn black_day(&self, deadlines: &Deadlines, year: i32, month: u32) -> Option<Date> {
        let last = last_of(year, month)?;
        let day = Date::from_ymd(year, month, deadlines.black_day).unwrap_or(last);
        Some(match deadlines.black_day_moves {
            true => self.moved(day),
            false => day,
        })
    }

    /// The day by which a change must be published.
    pub(super) fn due(&self, deadlines: &Deadlines, change: &Change) -> Date {
        let days = match change.court {
            true => deadlines.court_workdays,
            false => deadlines.repair_workdays,
        };
        self.after_workdays(change.noticed, days)
    }

    /// The first year from one day to another of which the holidays are not known.
    pub(super) fn unknown_year(&self, from: Date, to: Date) -> Option<i32> {
        let ((first, ..), (last, ..)) = (from.ymd(), to.ymd());
        (first..=last).find(|year| self.calendar.years().binary_search(year).is_err())
    }
}

/// The last day of a month.
pub(super) fn last_of(year: i32, month: u32) -> Option<Date> {
    let first = Date::from_ymd(year, month, 1)?;
    Date::from_days(first.plus_months(1)?.days() - 1)
}

/// The first publication of an audience after a line of the ledger.
pub(super) fn published_after<'l>(lines: &'l [Line], line: u64, audience: &str) -> Option<&'l Line> {
    lines.iter().find(|later| {
        let is_it = matches!(&later.entry, Entry::Publish(publication) if publication.audience == audience);
        later.line > line && is_it
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jrp_core::policy::PolicyPack;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn terms_are_counted_by_the_holiday_arrangement() {
        let policy = PolicyPack::builtin().unwrap();
        let clock = Clock::of(policy.calendar());
        // Friday; the eve of the National Day holiday of 2026, with its working Saturday.
        assert_eq!(clock.after_workdays(day("2026-11-20"), 1), day("2026-11-23"));
        assert_eq!(clock.after_workdays(day("2026-09-30"), 3), day("2026-10-10"));
        assert_eq!(clock.moved(day("2026-09-05")), day("2026-09-07"));
        assert_eq!(last_of(2026, 12), Some(day("2026-12-31")));
    }

    #[test]
    fn the_fifth_moves_only_where_the_office_says_so() {
        let policy = PolicyPack::builtin().unwrap();
        let clock = Clock::of(policy.calendar());
        let mut deadlines = Deadlines::default();
        assert_eq!(clock.black_day(&deadlines, 2026, 9), Some(day("2026-09-05")));
        deadlines.black_day_moves = true;
        assert_eq!(clock.black_day(&deadlines, 2026, 9), Some(day("2026-09-07")));
    }
}
