//! Errors of an office's folder in the words of the command: with its options and subcommands.

use super::{folder, option};
use crate::files::Shown;
use jrp_folder::office::{Argument, Asked, OfficeError};
use jrp_intake::FeedError;

/// Whether the command line alone was wrong.
pub(super) fn is_usage(error: &OfficeError) -> bool {
    match error {
        OfficeError::Folder(error) => folder::is_usage(error),
        OfficeError::Usage(_)
        | OfficeError::Argument { .. }
        | OfficeError::UnitUnknown { .. }
        | OfficeError::ListUnknown { .. }
        | OfficeError::SeveralSheets { .. } => true,
        _ => false,
    }
}

/// One line that names the place and says what to do.
pub(crate) fn text(error: &OfficeError) -> String {
    match error {
        // An error of a file or a publication is told as everywhere else.
        OfficeError::Folder(error) => folder::text(error),
        OfficeError::Feed(FeedError::Header { .. }) => {
            format!("{error}; or let `jrp intake explain` show what it sees and propose a profile")
        }
        OfficeError::Feed(error) => option::with_option(error, option::of_feed(error)),
        OfficeError::NoOffice { .. } => format!("{error} with `jrp office init`"),
        OfficeError::LedgerTorn { dir, .. } => format!("{error}: `jrp office rebuild {}`", Shown(dir)),
        OfficeError::LedgerShort { .. } => format!("{error} (`jrp office rebuild DIR --accept-loss`)"),
        OfficeError::LogLost { .. } => format!("{error} (--new-log here, and `jrp pull --new-log`)"),
        OfficeError::UnitUnknown { .. } => format!("--from {error}"),
        OfficeError::ListUnknown { .. } => format!("--list {error}; `jrp lists` shows them"),
        OfficeError::OtherList { .. } => format!("{error} (--list)"),
        OfficeError::NothingStands { asked, record } => format!(
            "{}: no record stands under it that this could change; `jrp office show` searches by code, name and list",
            describe(asked, record.as_deref())
        ),
        OfficeError::Ambiguous { what, count } => {
            format!("{what}: {count} records stand under it; name one with --record, by the id shown above")
        }
        OfficeError::Guarded { reasons } => {
            let shrinks = reasons.iter().any(|reason| reason.contains("go once"));
            let how = if shrinks { " (--allow-shrink)" } else { "" };
            format!("{error}{how}")
        }
        OfficeError::SeveralSheets { .. } => format!("{error} (--part)"),
        OfficeError::Argument {
            argument,
            given,
            what,
        } => {
            let given = if given.is_empty() {
                String::new()
            } else {
                format!(" {given}")
            };
            format!("{}{given}: {what}", flag(*argument))
        }
        other => other.to_string(),
    }
}

fn flag(argument: Argument) -> &'static str {
    match argument {
        Argument::Acts => "--acts",
        Argument::Day => "--on",
        Argument::Handled => "--handled",
        Argument::Outcome => "--outcome",
        Argument::List => "--list",
        Argument::Month => "--month",
        Argument::Half => "--half",
        Argument::Year => "--year",
    }
}

fn describe(asked: &Asked, record: Option<&str>) -> String {
    let given = [
        ("--code", asked.code.as_deref()),
        ("--name", asked.name.as_deref()),
        ("--list", asked.list.as_deref()),
        ("--record", record),
    ];
    let given = given
        .into_iter()
        .filter_map(|(flag, value)| Some(format!("{flag} {}", value?)));
    given.collect::<Vec<_>>().join(" ")
}
