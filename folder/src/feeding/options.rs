//! What the command line leaves open, and what it must not say.

use super::Inputs;
use super::Warning;
use crate::FolderError;
use jrp_core::date::{Date, Timestamp};
use jrp_core::policy::{Policy, WorkCalendar};
use jrp_core::suite::Suite;
use jrp_core::writer::Options;

const DAY: i64 = 86_400;

/// The builder's options.
pub(super) fn of(
    inputs: &Inputs,
    policy: &Policy,
    suite: Suite,
    sequence: u64,
) -> Result<Options, FolderError> {
    let issued_at = inputs.issued_at;
    let expires_at = inputs.expires_at.unwrap_or(later(issued_at, 30 * DAY));
    let next_update = inputs
        .next_update
        .unwrap_or_else(|| next_working_day(policy.calendar(), issued_at.beijing_date()).min(expires_at));
    for (what, given) in [("expiry", expires_at), ("next update", next_update)] {
        if given <= issued_at {
            return Err(FolderError::NotLater {
                what,
                given,
                issued_at,
            });
        }
    }
    if next_update > expires_at {
        return Err(FolderError::DueAfterExpiry {
            next_update,
            expires_at,
        });
    }
    let codes = inputs.covers.iter().map(|code| code.trim().to_owned());
    let mut options = Options::new(
        suite,
        inputs.audience,
        inputs.publisher.clone(),
        sequence,
        issued_at,
    );
    options.region = inputs.region.clone();
    options.data_as_of = inputs.data_as_of.unwrap_or_else(|| issued_at.beijing_date());
    options.next_update = next_update;
    options.expires_at = expires_at;
    options.covers = codes.filter(|code| !code.is_empty()).collect();
    options.possible_names = inputs.possible_names;
    Ok(options)
}

/// The same for reading the feeds.
pub(super) fn of_intake(options: &Options, person_key_given: bool) -> jrp_intake::Options {
    let mut chosen = jrp_intake::Options::new(options.data_as_of, options.audience);
    chosen.person_key_given = person_key_given;
    chosen
}

/// What the publisher may not have meant.
pub(super) fn warnings(options: &Options) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if options.covers.is_empty() {
        warnings.push(Warning::NothingCovered);
    }
    let (as_of, issued_on) = (options.data_as_of, options.issued_at.beijing_date());
    if as_of > issued_on {
        warnings.push(Warning::DataLater { as_of, issued_on });
    }
    warnings
}

/// The last second, in Beijing, of the first working day after `date`. In a year that the calendar does not know,
/// Saturdays and Sundays are rest days and no other days are.
pub(super) fn next_working_day(calendar: &WorkCalendar, date: Date) -> Timestamp {
    let mut day = date.next();
    // No holiday is longer than a fortnight.
    for _ in 0..14 {
        match calendar.is_working_day(day).unwrap_or(!day.is_weekend()) {
            false => day = day.next(),
            true => break,
        }
    }
    later(Timestamp::start_of(day), DAY - 1)
}

/// The year of which the holidays are not known, where the next working day was counted without them.
pub(super) fn unknown_year(calendar: &WorkCalendar, date: Date) -> Option<i32> {
    let due = next_working_day(calendar, date).beijing_date();
    let (year, ..) = [date.next(), due]
        .into_iter()
        .find(|day| calendar.is_working_day(*day).is_none())?
        .ymd();
    Some(year)
}

/// So many seconds later; the end of the year 9999 stays where it is.
fn later(time: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_unix(time.unix() + seconds).unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jrp_core::policy::PolicyPack;

    #[test]
    fn the_next_update_is_due_at_the_end_of_the_next_working_day() {
        let policy = PolicyPack::builtin().unwrap();
        let due = |text| next_working_day(policy.calendar(), Date::parse(text).unwrap()).to_string();
        // Saturday; Friday; the eve of the National Day holiday; beyond the calendar.
        assert_eq!(due("2026-11-21"), "2026-11-23T23:59:59+08:00");
        assert_eq!(due("2026-11-20"), "2026-11-23T23:59:59+08:00");
        assert_eq!(due("2026-09-30"), "2026-10-08T23:59:59+08:00");
        assert_eq!(due("2031-04-29"), "2031-04-30T23:59:59+08:00");
        assert_eq!(due("2031-05-02"), "2031-05-05T23:59:59+08:00");
    }

    #[test]
    fn a_year_that_the_calendar_does_not_know_is_told() {
        let policy = PolicyPack::builtin().unwrap();
        let told = |text| unknown_year(policy.calendar(), Date::parse(text).unwrap());
        assert_eq!(told("2026-12-30"), None);
        for date in ["2026-12-31", "2027-01-08"] {
            assert_eq!(told(date), Some(2027));
        }
    }
}
