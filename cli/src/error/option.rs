//! The option or subcommand that does what an error of a library asks for.

use jrp_core::error::OpenError;
use jrp_core::writer::BuildError;
use jrp_folder::FolderError;
use jrp_intake::{FeedError, RegisterError};
use std::fmt::Display;

const PERSON_KEY: &str = "--person-key FILE; `jrp keygen` makes one";

/// The error, and where an option answers it that option in brackets.
pub(super) fn with_option(error: &impl Display, option: Option<&str>) -> String {
    match option {
        Some(option) => format!("{error} ({option})"),
        None => error.to_string(),
    }
}

pub(super) fn of_folder(error: &FolderError) -> Option<&'static str> {
    match error {
        FolderError::Feed(error) => of_feed(error),
        FolderError::Build(source) | FolderError::Record { source, .. } => of_build(source),
        FolderError::Open { source, .. } if **source == OpenError::Unsigned => {
            Some("`jrp sign` or `jrp attach`")
        }
        _ => None,
    }
}

pub(super) fn of_feed(error: &FeedError) -> Option<&'static str> {
    matches!(error, FeedError::PersonKeyNeeded { .. }).then_some(PERSON_KEY)
}

fn of_build(error: &BuildError) -> Option<&'static str> {
    match error {
        BuildError::NotPublic { .. } | BuildError::PersonNotPublic => Some("--audience government"),
        BuildError::PersonKeyNeeded => Some(PERSON_KEY),
        BuildError::PersonKeyOther => Some("--person-key"),
        BuildError::Shrinks { .. } | BuildError::Emptied { .. } => Some("--allow-shrink"),
        _ => None,
    }
}

pub(super) fn of_register(error: &RegisterError) -> Option<&'static str> {
    match error {
        RegisterError::NoSubject { .. } => Some("--code-column or --name-column"),
        RegisterError::SeveralSheets { .. } | RegisterError::NoSuchSheet { .. } => Some("--sheet"),
        RegisterError::CodesNotRead { .. } => Some("--code-column or --name-only"),
        _ => None,
    }
}
