//! Dates as feeds write them.

use crate::clean;
use crate::refusal::Problem;
use jrp_core::date::{Date, Timestamp};
use std::borrow::Cow;

/// Years a row of ours can be about.
const YEARS: std::ops::RangeInclusive<i32> = 1949..=2199;

/// Days since 1899-12-30 as spreadsheets count them, for dates of 1954–2119.
const SERIALS: std::ops::Range<u32> = 20_000..80_000;

/// Ways in which a date is written, for the page that documents them.
#[cfg(test)]
pub(crate) const FORMS: [&str; 7] = [
    "2025-03-01",
    "2025-3-1",
    "20250301",
    "2025年3月1日",
    "2025/3/1",
    "2025.3.1",
    "2025-03-01 00:00:00",
];

/// The date in a cell; `None` where there is none.
///
/// ```
/// assert_eq!(jrp_intake::day(" 2026年3月1日 ").unwrap().to_string(), "2026-03-01");
/// ```
pub fn day(cell: &str) -> Option<Date> {
    read(&clean::text(cell)).ok().flatten()
}

/// The date in a cleaned cell; `None` where it is blank or stands for "none".
///
/// Read are `2025-03-01`, `2025-3-1`, `20250301`, `2025年3月1日`, `2025/3/1` and `2025.3.1`, with or without a time of day behind.
pub(crate) fn read(cell: &str) -> Result<Option<Date>, Problem> {
    if cell.is_empty() {
        return Ok(None);
    }
    let half_width = clean::half_width(cell);
    let joined = joined(&half_width);
    let text = joined.trim();
    if is_serial(text) {
        return Err(Problem::DateSerial {
            found: clean::quoted(cell),
        });
    }
    if let Some(date) = milliseconds(text) {
        return Ok(Some(date));
    }
    let (day, time) = split_time(text);
    let Some((year, month, date)) = compact(day).or_else(|| separated(day)) else {
        return Err(Problem::DateUnreadable {
            found: clean::quoted(cell),
        });
    };
    if stands_for_none(year, month, date) {
        return Ok(None);
    }
    let is_next = match time.map(clock) {
        None | Some(Clock::Midnight | Clock::Cut) => false,
        Some(Clock::NextDay) => true,
        Some(Clock::Unclear) => {
            return Err(Problem::DateWithTime {
                found: clean::quoted(cell),
            });
        }
    };
    Date::from_ymd(year, month, date)
        .filter(|_| YEARS.contains(&year))
        .map(|date| Some(if is_next { date.next() } else { date }))
        .ok_or_else(|| Problem::DateUnreadable {
            found: clean::quoted(cell),
        })
}

/// Without the blanks that people leave around the characters of a date: `2026 年 3 月 1 日`.
fn joined(text: &str) -> Cow<'_, str> {
    if !text.contains('年') || !text.contains(char::is_whitespace) {
        return Cow::Borrowed(text);
    }
    let (mut joined, mut is_behind) = (String::with_capacity(text.len()), true);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        // A blank before the time of day stays: 2026年3月1日 10:00.
        if c.is_whitespace() {
            let mut rest = characters.clone().skip_while(|c| c.is_whitespace());
            let is_before = rest
                .next()
                .is_none_or(|next| matches!(next, '年' | '月' | '日' | '号'));
            if is_behind || is_before {
                continue;
            }
        }
        is_behind = matches!(c, '年' | '月') || is_behind && c.is_whitespace();
        joined.push(c);
    }
    Cow::Owned(joined)
}

/// Whether a date in a cell has a time of day that [`read`] cuts off.
pub(crate) fn has_time(cell: &str) -> bool {
    // Most dates are no longer than ten characters.
    if cell.len() <= 10 || !cell.contains(':') {
        return false;
    }
    let half_width = clean::half_width(cell);
    let (_, time) = split_time(half_width.trim());
    matches!(time.map(clock), Some(Clock::Cut | Clock::NextDay))
}

/// What a time of day says of the day.
enum Clock {
    Midnight,
    /// Within the day
    Cut,
    /// In Beijing the day after has begun
    NextDay,
    /// It may be another day in Beijing
    Unclear,
}

/// Reads a time of day. Without a zone it is Beijing's, except 16:00:00: that is how midnight in Beijing is written by programs
/// that think in Greenwich time.
fn clock(time: &str) -> Clock {
    if is_midnight(time) {
        return Clock::Midnight;
    }
    let (clock, in_greenwich) = match time.strip_suffix(['Z', 'z']) {
        Some(clock) => (clock, true),
        None => (
            time.strip_suffix("+08:00")
                .or(time.strip_suffix("+0800"))
                .unwrap_or(time),
            false,
        ),
    };
    let is_zoned = clock.len() < time.len();
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut parts = clock.split(':').map(|part| {
        let is_number = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        part.parse::<u32>().ok().filter(|_| is_number)
    });
    let (hour, minute, second) = (parts.next().flatten(), parts.next().flatten(), parts.next());
    let is_whole =
        parts.next().is_none() && !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
    let second = second.unwrap_or(Some(0));
    match (hour, minute, second) {
        (Some(hour @ ..24), Some(minute @ ..60), Some(second @ ..60)) if is_whole => {
            match (hour, minute, second) {
                (16.., ..) if in_greenwich => Clock::NextDay,
                (16, 0, 0) if !is_zoned => Clock::Unclear,
                _ => Clock::Cut,
            }
        }
        _ => Clock::Unclear,
    }
}

/// Milliseconds since 1970, as web services write times: the day in Beijing, of the years 2001 to 2286.
fn milliseconds(text: &str) -> Option<Date> {
    let is_number = text.len() == 13 && text.bytes().all(|b| b.is_ascii_digit());
    let seconds = text.get(..10).filter(|_| is_number)?.parse().ok()?;
    let time = Timestamp::from_unix(seconds)?;
    Some(time.beijing_date()).filter(|date| YEARS.contains(&date.ymd().0))
}

fn stands_for_none(year: i32, month: u32, day: u32) -> bool {
    year == 9999 || matches!((year, month, day), (2099, 12, 31) | (1900 | 1, 1, 1))
}

fn is_serial(text: &str) -> bool {
    let whole = text.split_once('.').map_or(text, |(whole, fraction)| {
        if fraction.bytes().all(|b| b.is_ascii_digit()) {
            whole
        } else {
            ""
        }
    });
    whole.len() == 5 && whole.parse().is_ok_and(|days: u32| SERIALS.contains(&days))
}

fn split_time(text: &str) -> (&str, Option<&str>) {
    match text.split_once([' ', 'T']) {
        Some((day, time)) => (day, Some(time.trim())),
        None => (text, None),
    }
}

/// `00:00`, `00:00:00`, `00:00:00.000`.
fn is_midnight(time: &str) -> bool {
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let zeros = |part: &str| !part.is_empty() && part.bytes().all(|b| b == b'0');
    matches!(clock, "00:00" | "00:00:00" | "0:00" | "0:00:00") && zeros(fraction)
}

fn compact(text: &str) -> Option<(i32, u32, u32)> {
    if text.len() != 8 {
        return None;
    }
    parts(text.get(..4)?, text.get(4..6)?, text.get(6..)?)
}

fn separated(text: &str) -> Option<(i32, u32, u32)> {
    if let Some((year, rest)) = text.split_once('年') {
        let (month, day) = rest.strip_suffix('日')?.split_once('月')?;
        return parts(year, month, day);
    }
    ['-', '/', '.'].into_iter().find_map(|separator| {
        let (year, rest) = text.split_once(separator)?;
        let (month, day) = rest.split_once(separator)?;
        parts(year, month, day)
    })
}

fn parts(year: &str, month: &str, day: &str) -> Option<(i32, u32, u32)> {
    let digits = |part: &str, longest: usize| {
        (1..=longest).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let shape = year.len() == 4 && digits(year, 4) && digits(month, 2) && digits(day, 2);
    shape
        .then(|| Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_the_first_of_march() {
        for cell in [
            "2025-03-01",
            "2025-3-1",
            "20250301",
            "2025年03月01日",
            "2025年3月1日",
            "2025 年 3 月 1 日",
            "2025年 3月 1日 10:00",
            "2025年3月1日 0:00",
            "2025/03/01",
            "2025/3/1",
            "2025.03.01",
            "2025-03-01 00:00:00",
            "2025/3/1 0:00",
            "2025-03-01T00:00:00",
            "2025-03-01 00:00:00.0",
            "２０２５－０３－０１",
            "2025-03-01 10:23:11",
            "2025/3/1 9:05",
            "2025-03-01T23:59:59.999+08:00",
            "2025-02-28T16:00:00Z",
            "2025-02-28T16:00:00.000Z",
            "1740758400000",
        ] {
            assert_eq!(read(cell).unwrap(), Date::parse("2025-03-01"), "{cell}");
        }
    }

    #[test]
    fn dates_that_stand_for_none() {
        for cell in [
            "",
            "9999-12-31",
            "9999-9-9",
            "99991231",
            "9999/99/99",
            "2099-12-31",
            "1900-1-1",
            "1900/01/01",
            "0001-01-01",
            "0001-01-01 00:00:00",
        ] {
            assert_eq!(read(cell).unwrap(), None, "{cell}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for (cell, code) in [
            ("45717", "date-serial"),
            ("45717.0", "date-serial"),
            ("2025-02-29", "date-unreadable"),
            ("2025-13-01", "date-unreadable"),
            ("01/03/2025", "date-unreadable"),
            ("2025年3月", "date-unreadable"),
            ("0202-03-01", "date-unreadable"),
            ("2025-03", "date-unreadable"),
            ("长期", "date-unreadable"),
            ("2025-02-28 16:00:00", "date-with-time"),
            ("2025-02-28 24:00:00", "date-with-time"),
            ("2025-02-28T10:00:00-05:00", "date-with-time"),
            ("2025-03-01 00:00:00.", "date-with-time"),
        ] {
            assert_eq!(read(cell).unwrap_err().code(), code, "{cell}");
        }
    }
}
