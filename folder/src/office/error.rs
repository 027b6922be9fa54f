//! What can go wrong in an office's folder, each as one line that names the place and the remedy.

use super::Asked;
use crate::FolderError;
use core::fmt;
use jrp_intake::{FeedError, ProfileError};
use std::path::PathBuf;
use thiserror::Error;

/// Why nothing was done in an office's folder.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OfficeError {
    /// A file or a publication.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// A delivered table that cannot be read at all.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// A profile that cannot be used.
    #[error(transparent)]
    Profile(#[from] ProfileError),
    /// There is no office here.
    #[error("{}: holds no office.toml; name the folder of an office, or make one", path.display())]
    NoOffice {
        /// where
        path: PathBuf,
    },
    /// There is one already.
    #[error("{}: is there already; name another folder", path.display())]
    Exists {
        /// the file that is there
        path: PathBuf,
    },
    /// `office.toml` cannot be followed.
    #[error("{}: {what}", path.display())]
    Settings {
        /// the file
        path: PathBuf,
        /// what is wrong, with the remedy
        what: String,
    },
    /// The ledger is not what was written.
    #[error("{}: line {line}: {what}; restore the ledger from a copy", path.display())]
    Ledger {
        /// the file
        path: PathBuf,
        /// its line
        line: usize,
        /// what is wrong
        what: String,
    },
    /// The last line of the ledger was not written whole.
    #[error(
        "{}: line {line}: was not written whole, as where power failed; to rebuild the office cuts it off, and keeps every line before it",
        path.display()
    )]
    LedgerTorn {
        /// the file
        path: PathBuf,
        /// its line
        line: usize,
        /// the office's folder
        dir: PathBuf,
    },
    /// The ledger lacks lines that it had.
    #[error(
        "{}: lacks lines: {what}; restore the newest copy of it. Where there is none, rebuild the office and accept the loss: it \
         goes on without them. Then have the units deliver again and enter every repair, revocation and objection since",
        path.display()
    )]
    LedgerShort {
        /// the file
        path: PathBuf,
        /// what knows of them
        what: String,
    },
    /// An office's folder without its ledger.
    #[error("{}: is there, and the ledger is not: restore ledger.jsonl from a copy, or name another folder", path.display())]
    LedgerLost {
        /// what the office left
        path: PathBuf,
    },
    /// The log of publications is lost or older than the ledger.
    #[error(
        "{}: does not tell of no. {sequence}, which was published: put the newest copy of the log there. Where there is none, \
         begin a new log, which all who follow must accept",
        path.display()
    )]
    LogLost {
        /// where it should lie
        path: PathBuf,
        /// the publication
        sequence: u64,
    },
    /// A delivered file is gone or altered.
    #[error("{}: {what}; restore it from a copy of the inbox", path.display())]
    Inbox {
        /// the file
        path: PathBuf,
        /// what is wrong
        what: &'static str,
    },
    /// A unit that `office.toml` does not know.
    #[error("{name}: is not a unit of office.toml; {}", units_named(known))]
    UnitUnknown {
        /// as given
        name: String,
        /// the known ones
        known: String,
    },
    /// A list that the policy pack does not have.
    #[error("{code}: is not a list of the policy pack; take a code of its catalogue")]
    ListUnknown {
        /// as given
        code: String,
    },
    /// A file that says otherwise than the command line.
    #[error(
        "{file}: row {row} is on the list {found}, and the file is said to hold {given}; say no list, or take the row out of the file"
    )]
    OtherList {
        /// the file
        file: String,
        /// its row
        row: u64,
        /// what the row says
        found: String,
        /// what the command line says
        given: String,
    },
    /// A workbook that went back and cannot be taken as mended.
    #[error("{file}: {what}")]
    Mended {
        /// the file
        file: String,
        /// what is wrong, with the remedy
        what: String,
    },
    /// The same file of acts was delivered before.
    #[error(
        "{file}: came in already, line {line} of the ledger, and its acts are counted once; deliver those that are new"
    )]
    Again {
        /// the file
        file: String,
        /// the line
        line: u64,
    },
    /// Nothing stands under that code or name.
    #[error("{}: no record stands under it that this could change; search by code, name and list", describe(asked, record.as_deref()))]
    NothingStands {
        /// whose record
        asked: Asked,
        /// its id, or the beginning of it
        record: Option<String>,
    },
    /// More than one record is meant.
    #[error("{what}: {count} records stand under it; name one by its id")]
    Ambiguous {
        /// what was asked
        what: String,
        /// how many
        count: usize,
    },
    /// A guard of `office.toml` stops the publication.
    #[error("nothing was published: {}", reasons.join("; "))]
    Guarded {
        /// why, each with its remedy
        reasons: Vec<String>,
    },
    /// Rows on several sheets, of which nobody could tell the numbers apart.
    #[error("{file}: has rows on several sheets; deliver each as a file of its own, as a part")]
    SeveralSheets {
        /// the file
        file: String,
    },
    /// Something that was told and cannot be.
    #[error("{}: {what}", describe_argument(*argument, given))]
    Argument {
        /// which
        argument: Argument,
        /// as given
        given: String,
        /// what is wrong with it, with the remedy
        what: String,
    },
    /// Something that must be told and was not, or what does not go together.
    #[error("{0}")]
    Usage(String),
    /// A workbook cannot be made.
    #[error("{}: cannot be made: {source}; check the disk, and run the command again", path.display())]
    Workbook {
        /// the file
        path: PathBuf,
        /// why
        source: rust_xlsxwriter::XlsxError,
    },
}

/// What a caller tells, by the name that it has everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say what each is")]
pub enum Argument {
    Acts,
    Day,
    Handled,
    Outcome,
    List,
    Month,
    Half,
    Year,
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Acts => "acts",
            Self::Day => "day",
            Self::Handled => "what was done",
            Self::Outcome => "outcome",
            Self::List => "list",
            Self::Month => "month",
            Self::Half => "half-year",
            Self::Year => "year",
        })
    }
}

impl Argument {
    pub(super) fn refused(self, given: impl fmt::Display, what: impl Into<String>) -> OfficeError {
        OfficeError::Argument {
            argument: self,
            given: given.to_string(),
            what: what.into(),
        }
    }
}

/// What was told, with what was given where that may be repeated.
fn describe_argument(argument: Argument, given: &str) -> String {
    match given {
        "" => argument.to_string(),
        given => format!("{argument} {given}"),
    }
}

/// Whose record is meant.
fn describe(asked: &Asked, record: Option<&str>) -> String {
    let parts = [
        ("code", asked.code.as_deref()),
        ("name", asked.name.as_deref()),
        ("list", asked.list.as_deref()),
        ("record", record),
    ];
    let parts = parts
        .into_iter()
        .filter_map(|(word, given)| Some(format!("{word} {}", given?)));
    parts.collect::<Vec<_>>().join(", ")
}

fn units_named(known: &str) -> String {
    match known.is_empty() {
        true => "it names none yet: add a [[unit]] with its name and the lists that it delivers".to_owned(),
        false => format!("the units are {known}"),
    }
}
