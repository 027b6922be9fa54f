//! The days a feed can speak of, ready to print.

use jrp_core::date::Date;

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    pub(crate) year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// The same day so many months on; where that month is shorter, its last day.
    pub(crate) fn plus_months(self, months: u16) -> Self {
        let sum = u16::from(self.month) - 1 + months;
        let (year, month) = (self.year + sum / 12, (sum % 12) as u8 + 1);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        Self {
            year,
            month,
            day: self.day.min(length),
        }
    }

    /// Appends `YYYY-MM-DD`.
    pub(crate) fn push(self, out: &mut String) {
        let two = |out: &mut String, number: u16| {
            out.push(char::from(b'0' + (number / 10 % 10) as u8));
            out.push(char::from(b'0' + (number % 10) as u8));
        };
        two(out, self.year / 100);
        two(out, self.year % 100);
        out.push('-');
        two(out, u16::from(self.month));
        out.push('-');
        two(out, u16::from(self.day));
    }
}

/// 2021-01-01, before which no row is listed.
pub(crate) const FIRST_DAY: i32 = 18_628;

/// Every day from 2021-01-01 to `last`; `None` if that is earlier.
pub(crate) fn days_until(last: Date) -> Option<Vec<Day>> {
    let days: Vec<_> = (FIRST_DAY..=last.days())
        .filter_map(Date::from_days)
        .map(|date| {
            let (year, month, day) = date.ymd();
            Day {
                year: year as u16,
                month: month as u8,
                day: day as u8,
            }
        })
        .collect();
    (!days.is_empty()).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(day: Day) -> String {
        let mut out = String::new();
        day.push(&mut out);
        out
    }

    #[test]
    fn days_run_from_2021_to_the_last() {
        let days = days_until(Date::parse("2026-11-22").unwrap()).unwrap();
        assert_eq!((text(days[0]), days.len()), ("2021-01-01".into(), 2152));
        assert_eq!(text(days[days.len() - 1]), "2026-11-22");
        assert!(days_until(Date::parse("2020-12-31").unwrap()).is_none());
    }

    #[test]
    fn months_end_where_the_calendar_says() {
        let day = |year, month, day| Day { year, month, day };
        assert_eq!(day(2024, 2, 29).plus_months(36), day(2027, 2, 28));
        assert_eq!(day(2025, 11, 30).plus_months(3), day(2026, 2, 28));
        assert_eq!(day(2025, 12, 31).plus_months(12), day(2026, 12, 31));
    }
}
