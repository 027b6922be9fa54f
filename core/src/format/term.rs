//! An end date, written as what it usually is: some years after the listing, give or take three days.
//!
//! Code `7 y + d + 3` means `y` years (0 to 99) and `d` days (-3 to 3) after the listing date, where 29 February
//! becomes 28 February in a common year; code `1000 + n` means `n` days after it. Absent means no fixed term.

use crate::date::Date;
use core::ops::Range;

const DIRECT: i64 = 1000;

/// The end date that `code` means for a record listed on `listed`.
pub(crate) fn decode(listed: Date, code: i64) -> Option<Date> {
    let days = match code {
        0..700 => years_after(listed, (code / 7) as i32)?
            .days()
            .checked_add((code % 7 - 3) as i32)?,
        DIRECT.. => listed.days().checked_add(i32::try_from(code - DIRECT).ok()?)?,
        _ => return None,
    };
    Date::from_days(days)
}

/// The numbers that are codes.
pub(crate) const CODES: [Range<i64>; 2] = [0..700, DIRECT..DIRECT + 3_652_059];

fn years_after(date: Date, years: i32) -> Option<Date> {
    let (year, month, day) = date.ymd();
    Date::from_ymd(year + years, month, day).or_else(|| Date::from_ymd(year + years, month, day - 1))
}

/// The code of an end date, which is not before the listing.
#[cfg(feature = "build")]
pub(crate) fn encode(listed: Date, until: Date) -> i64 {
    let years = until.ymd().0 - listed.ymd().0;
    for years in [years, years + 1, years - 1] {
        let Some(whole) = (0..100)
            .contains(&years)
            .then(|| years_after(listed, years))
            .flatten()
        else {
            continue;
        };
        let days = until.days() - whole.days();
        if (-3..=3).contains(&days) {
            return i64::from(years * 7 + days + 3);
        }
    }
    DIRECT + i64::from(until.days() - listed.days())
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_end_date_round_trips(listed in 0i32..30_000, term in 0i32..40_000) {
            let (listed, until) = (Date::from_days(listed).unwrap(), Date::from_days(listed + term).unwrap());
            prop_assert_eq!(decode(listed, encode(listed, until)), Some(until));
        }
    }

    #[test]
    fn three_years_less_a_day_is_one_code_also_from_a_leap_day() {
        let code = |listed, until| encode(Date::parse(listed).unwrap(), Date::parse(until).unwrap());
        assert_eq!(code("2025-03-01", "2028-02-29"), 3 * 7 + 2);
        assert_eq!(code("2024-02-29", "2027-02-27"), 3 * 7 + 2);
        assert_eq!(code("2024-01-01", "2026-12-31"), 3 * 7 + 2);
    }
}
