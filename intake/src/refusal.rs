//! Why a row is refused: the column, one code, and a line that says what to do.

use crate::Column;
use crate::error::join;
use jrp_core::record::SubjectKind;
use jrp_core::subject::spreadsheet::Loss;
use jrp_core::subject::{IdKind, SubjectError};
use thiserror::Error;

/// A row that was not loaded. Displays as one line of English that begins with the column's two names.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{column}: {problem}")]
pub struct Refusal {
    /// Where the problem is, or where it is best mended
    pub column: Column,
    /// What is wrong
    pub problem: Problem,
}

impl Refusal {
    /// The problem's code.
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }
}

/// What is wrong with a row. `found` texts are quoted and shortened, and never hold an identifier.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the messages say what each problem is")]
pub enum Problem {
    #[error(
        "the row has {found} cells where the header has {expected}; quote cells that hold commas or line breaks"
    )]
    Ragged { found: usize, expected: usize },
    #[error("blank, and every row needs it; fill it in")]
    Blank,
    #[error(
        "{found} is not a list of the policy pack; use a code such as BK-ZFCGSX, or the list's full name"
    )]
    ListUnknown { found: String },
    #[error("{found} is none of {}; use one of them", join(known))]
    WordUnknown {
        code: &'static str,
        found: String,
        known: &'static [&'static str],
    },
    #[error("the list {list} does not name subjects of the kind {}; correct the kind or the list", kind.code())]
    SubjectKindUnfit { list: String, kind: SubjectKind },
    #[error("name and identifier are both blank; fill in at least one")]
    SubjectMissing,
    #[error("blank, and a person is never listed by name alone; fill in the identifier, masked or in full")]
    PersonIdMissing,
    #[error("blank, though the row has an identifier; say which kind it is (nothing is guessed)")]
    IdKindMissing,
    #[error("{} is not an identifier of a subject of the kind {}; correct one of them", id_kind.code(), subject_kind.code())]
    IdKindUnfit {
        id_kind: IdKind,
        subject_kind: SubjectKind,
    },
    #[error("not a {}: {error}; correct the number, or the id_kind", id_kind.code())]
    IdMalformed { id_kind: IdKind, error: SubjectError },
    #[error("{loss}; take the number from the source again, in a column formatted as text")]
    DigitsLost { loss: Loss },
    #[error("blank, and a masked identifier is looked up together with the name; fill in the name")]
    MaskedWithoutName,
    #[error(
        "holds a number, {found}, which nobody finds in a name; write it into id 证件号码, with its kind into id_kind 证件类型"
    )]
    NumberInName { found: String },
    #[error(
        "holds what cannot stand in a name, or hides a part of it, and there is no full identifier; type the name in full, or fill in the identifier"
    )]
    NameUnreadable,
    #[error(
        "a quotation mark opens in this row and closes {lines} lines later, so that those lines are text of one cell; close it, or double it where it belongs to the text, and read the file again"
    )]
    Swallowed { lines: usize },
    #[error("{found} is not a date; write it as 2025-03-01")]
    DateUnreadable { found: String },
    #[error(
        "{found} has a time of day, which may mean another day in Beijing; write the date alone, as 2025-03-01"
    )]
    DateWithTime { found: String },
    #[error(
        "{found} looks like a spreadsheet's day number; format the column as text or date (2025-03-01) and export again"
    )]
    DateSerial { found: String },
    #[error(
        "{found} lies far after {as_of}, the date of the data, so that the record would count only then; correct the year"
    )]
    DateInFuture { found: String, as_of: String },
    #[error("blank, but entries of {list} have a fixed term; fill in the last day of publication")]
    EndMissing { list: String },
    #[error(
        "{found} says that it never ends, but entries of {list} have a fixed term; fill in the last day of publication"
    )]
    EndOpen { found: String, list: String },
    #[error(
        "{found} is a length of time, and the law of {list} gives none as long, or does not tell from which day; fill in the last day of publication"
    )]
    EndLength { found: String, list: String },
    #[error("{until} lies before {start}, the day of {start_of}; correct one of them")]
    EndTooEarly {
        until: String,
        start: String,
        start_of: Column,
    },
    #[error("holds a citizen id; remove it from the text (an identifier belongs in the id column)")]
    CitizenId,
    #[error(
        "looks like a citizen id, which is never stored as the {} of an organisation or sole trader; write its credit code, or list the person as such", id_kind.code()
    )]
    CitizenIdAsNumber { id_kind: IdKind },
    #[error(
        "holds the invisible character U+{:04X}, which would change how the text around it is seen; type the text anew", u32::from(*code)
    )]
    Unfit { code: char },
    #[error("{found} characters, and {limit} is the most; shorten the text")]
    TooLong { found: usize, limit: usize },
    #[error("{found} is not an administrative division; write six digits of GB/T 2260, or leave it blank")]
    RegionMalformed { found: String },
    #[error(
        "the list {list} is not for the public ({disclosure}); leave it out, or build for the government audience"
    )]
    ListNotPublic { list: String, disclosure: &'static str },
    #[error(
        "natural persons never enter a file for the public; leave the row out, or build for the government audience"
    )]
    PersonNotPublic,
    #[error(
        "a sole trader enters a file for the public by a full credit code only; fill in id_kind uscc and the code"
    )]
    SoleTraderNeedsCode,
}

impl Problem {
    /// The code in reports.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Ragged { .. } => "ragged-row",
            Self::Blank => "cell-missing",
            Self::ListUnknown { .. } => "list-kind-unknown",
            Self::WordUnknown { code, .. } => code,
            Self::SubjectKindUnfit { .. } => "subject-kind-unfit",
            Self::SubjectMissing => "subject-missing",
            Self::PersonIdMissing => "person-id-missing",
            Self::IdKindMissing => "id-kind-missing",
            Self::IdKindUnfit { .. } => "id-kind-unfit",
            Self::IdMalformed { error, .. } => match error {
                SubjectError::Length { .. } => "id-length",
                SubjectError::Character { .. } => "id-characters",
            },
            Self::DigitsLost { .. } => "digits-lost",
            Self::MaskedWithoutName => "masked-without-name",
            Self::NumberInName { .. } => "number-in-name",
            Self::NameUnreadable => "name-unreadable",
            Self::Swallowed { .. } => "rows-swallowed",
            Self::DateUnreadable { .. } => "date-unreadable",
            Self::DateWithTime { .. } => "date-with-time",
            Self::DateSerial { .. } => "date-serial",
            Self::DateInFuture { .. } => "date-in-future",
            Self::EndMissing { .. } => "end-date-missing",
            Self::EndOpen { .. } => "end-date-open",
            Self::EndLength { .. } => "end-date-length",
            Self::EndTooEarly { .. } => "end-date-too-early",
            Self::CitizenId => "citizen-id-in-text",
            Self::CitizenIdAsNumber { .. } => "citizen-id-as-number",
            Self::Unfit { .. } => "invisible-character",
            Self::TooLong { .. } => "text-too-long",
            Self::RegionMalformed { .. } => "region-malformed",
            Self::ListNotPublic { .. } | Self::PersonNotPublic | Self::SoleTraderNeedsCode => "audience",
        }
    }

    /// Whether the row is in order, and not for the audience.
    pub(crate) fn is_of_audience(&self) -> bool {
        matches!(self, Self::ListNotPublic { .. } | Self::PersonNotPublic)
    }

    /// The problem, seen in a column.
    pub(crate) fn at(self, column: Column) -> Refusal {
        Refusal {
            column,
            problem: self,
        }
    }
}
