//! What must not be overlooked, in the words of the command.

use crate::files::Shown;
use crate::layout::counted;
use jrp_folder::feeding::{Made, Place, Warning};

/// The exit code where a file was written, but rows that speak against records of it ended none.
pub(crate) const NOT_APPLIED: u8 = 3;

/// 0, or 3 where a withdrawal, or a row whose status cannot be read, was not applied.
pub(crate) fn exit_code(made: &Made) -> u8 {
    match made.unapplied() {
        0 => 0,
        _ => NOT_APPLIED,
    }
}

/// One line.
pub(crate) fn text(warning: &Warning) -> String {
    match warning {
        Warning::NothingCovered => {
            "without --covers every answer but a confirmed hit will be `indeterminate`; name the lists of which the \
             feeds hold every record, as --covers BK-ZFCGSX,BK-SXBZXR"
                .to_owned()
        }
        Warning::DataLater { as_of, issued_on } => format!(
            "--as-of {as_of} lies after --issued-at ({issued_on}): until that day every answer will be \
             `indeterminate`; give the date the data stand for"
        ),
        Warning::Unapplied { row, stays, more } => {
            let mut names: Vec<String> = stays.iter().map(place).collect();
            if *more > 0 {
                names.push(format!("{more} more"));
            }
            format!(
                "{} withdraws, or may withdraw, a record of its subject and list, and names none: {} stays listed; write the \
                 record's own number, listing date or record id into it, or take the record out of its feed",
                place(row),
                names.join(", ")
            )
        }
        Warning::MoreUnapplied { rows } => {
            format!("and {} more: --report FILE.json lists them", counted(*rows, "such row"))
        }
        Warning::CoveredEmpty { lists } => format!(
            "covered, and without a record: {}; answers will say that nobody is on them",
            lists.join(", ")
        ),
        Warning::Unlisted { rows } => format!(
            "{} without a readable list or subject. They may be about anybody: until they are mended, every `clear` carries \
             the warning `list-incomplete`",
            counted(*rows, "refused row")
        ),
        Warning::PolicyKept { kept, builtin } => format!(
            "the policy pack {kept} of the base stays, as --policy names no other; the one compiled in is {builtin}"
        ),
        Warning::PolicyReplaced { before, now } => format!(
            "without --policy the compiled-in policy pack {now} takes the place of {before}, which the folder had; name that \
             one with --policy where it is to stay"
        ),
        Warning::CalendarEnds { year } => format!(
            "the holiday calendar of the policy pack does not know {year}: the next working day counts Saturdays and Sundays \
             as rest days and no holidays; take a policy pack with the arrangement of {year}, or give --next-update"
        ),
        Warning::NotCompared => "what stands in the folder could not be compared record by record with the new base, only by how \
                                 many records each list has: make sure that no feed was forgotten"
            .to_owned(),
        Warning::LatestRestored { path, sequence } => format!(
            "{}: `latest` was missing and was restored from manifest-{sequence}; where hosts tell a higher sequence, publish \
             again with --sequence above it",
            Shown(path)
        ),
        Warning::LatestLost { path } => format!(
            "{}: `latest` was missing; hosts take this publication only if its sequence is above all they have seen",
            Shown(path)
        ),
        other => format!("{other:?}"),
    }
}

/// One line, for who publishes by an `office.toml`, where options are settings.
pub(crate) fn office_text(warning: &Warning) -> String {
    match warning {
        Warning::NothingCovered => {
            "`covers` of office.toml names no list, so that every answer but a confirmed hit will be \
                                    `indeterminate`; name the lists of which the office holds every record"
                .to_owned()
        }
        Warning::PolicyReplaced { before, now } => format!(
            "office.toml names no `policy`, and the compiled-in policy pack {now} takes the place of {before}, which the folder \
             had; name the folder of that one where it is to stay"
        ),
        Warning::CalendarEnds { year } => format!(
            "the holiday calendar of the policy pack does not know {year}: the next working day counts Saturdays and Sundays \
             as rest days and no holidays; name a policy pack with the arrangement of {year} as `policy` in office.toml"
        ),
        other => text(other),
    }
}

fn place(place: &Place) -> String {
    format!("{} row {}", place.file, place.row)
}
