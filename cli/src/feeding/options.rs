//! What the command line leaves open, and what it must not say.

use super::Inputs;
use crate::error::CliError;
use jrp_core::date::{Date, Timestamp};
use jrp_core::policy::{Policy, WorkCalendar};
use jrp_core::suite::Suite;
use jrp_core::writer::Options;

const DAY: i64 = 86_400;

/// A name that says something.
pub(super) fn publisher(text: &str) -> Result<String, &'static str> {
    match text.trim() {
        "" => Err("write the publisher's name"),
        name => Ok(name.to_owned()),
    }
}

/// A division of GB/T 2260.
pub(super) fn region(text: &str) -> Result<String, &'static str> {
    let right = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    right
        .then(|| text.to_owned())
        .ok_or("write six digits of GB/T 2260, such as 320507")
}

/// The builder's options.
pub(super) fn of(
    args: &Inputs,
    policy: &Policy,
    suite: Suite,
    sequence: u64,
    issued_at: Timestamp,
) -> Result<Options, CliError> {
    let expires_at = args.expires.unwrap_or(later(issued_at, 30 * DAY));
    let next_update = args
        .next_update
        .unwrap_or_else(|| next_working_day(policy.calendar(), issued_at.beijing_date()).min(expires_at));
    for (flag, time) in [("--expires", expires_at), ("--next-update", next_update)] {
        if time <= issued_at {
            return Err(CliError::Usage(format!(
                "{flag} {time} is not later than --issued-at {issued_at}; give a later time"
            )));
        }
    }
    if next_update > expires_at {
        return Err(CliError::Usage(format!(
            "--next-update {next_update} is later than --expires {expires_at}, after which no answer is given; give an earlier \
             one, or a later --expires"
        )));
    }
    let codes = args.covers.iter().map(|code| code.trim().to_owned());
    Ok(Options {
        suite,
        audience: args.audience,
        publisher: args.publisher.clone(),
        region: args.region.clone().unwrap_or_default(),
        sequence,
        issued_at,
        data_as_of: args.as_of.unwrap_or_else(|| issued_at.beijing_date()),
        next_update,
        expires_at,
        covers: codes.filter(|code| !code.is_empty()).collect(),
        possible_names: args.possible_names,
    })
}

/// The same for reading the feeds.
pub(super) fn of_intake(options: &Options, person_key_given: bool) -> jrp_intake::Options {
    jrp_intake::Options {
        as_of: options.data_as_of,
        audience: options.audience,
        person_key_given,
    }
}

/// What the publisher may not have meant.
pub(super) fn warnings(options: &Options) -> Vec<String> {
    let mut warnings = Vec::new();
    if options.covers.is_empty() {
        warnings.push(
            "without --covers every answer but a confirmed hit will be `indeterminate`; name the lists of which the \
             feeds hold every record, as --covers BK-ZFCGSX,BK-SXBZXR"
                .to_owned(),
        );
    }
    let (as_of, issued_on) = (options.data_as_of, options.issued_at.beijing_date());
    if as_of > issued_on {
        warnings.push(format!(
            "--as-of {as_of} lies after --issued-at ({issued_on}): until that day every answer will be \
             `indeterminate`; give the date the data stand for"
        ));
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

/// What the publisher must know where the next working day was counted without the holidays of its year.
pub(super) fn unknown_year(calendar: &WorkCalendar, date: Date) -> Option<String> {
    let due = next_working_day(calendar, date).beijing_date();
    let (year, ..) = [date.next(), due]
        .into_iter()
        .find(|day| calendar.is_working_day(*day).is_none())?
        .ymd();
    Some(format!(
        "the holiday calendar of the policy pack does not know {year}: the next working day counts Saturdays and Sundays \
         as rest days and no holidays; take a policy pack with the arrangement of {year}, or give --next-update"
    ))
}

/// So many seconds later; the end of the year 9999 stays where it is.
fn later(time: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_unix(time.unix() + seconds).unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jrp_core::policy::Tables;

    #[test]
    fn the_next_update_is_due_at_the_end_of_the_next_working_day() {
        let policy = Policy::from_tables(&Tables::builtin().unwrap()).unwrap();
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
        let policy = Policy::from_tables(&Tables::builtin().unwrap()).unwrap();
        let told = |text| unknown_year(policy.calendar(), Date::parse(text).unwrap());
        assert_eq!(told("2026-12-30"), None);
        for date in ["2026-12-31", "2027-01-08"] {
            assert!(told(date).unwrap().contains("does not know 2027"));
        }
    }
}
