//! Why a policy pack is refused.

use crate::error_code::ErrorCode;
use crate::unseen::{Quoted, reveal};
use core::fmt;

/// A refused pack: where, and what to do about it.
///
/// ```
/// # #[cfg(feature = "build")] {
/// use jrp_core::policy::{Policy, Tables};
///
/// let error = Policy::from_tables(&Tables::default()).unwrap_err();
/// assert_eq!(error.to_string(), "calendar.csv: the table is missing; add this file to the pack");
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {problem}", Place(self))]
pub struct PolicyError {
    /// The file: `measures.csv`
    pub table: String,
    /// The row as a spreadsheet shows it; 1 is the header
    pub row: Option<usize>,
    /// The column's name
    pub column: Option<String>,
    /// What is wrong, with the remedy
    pub problem: PolicyProblem,
}

impl PolicyError {
    /// Always [`ErrorCode::PolicyInvalid`].
    pub fn code(&self) -> ErrorCode {
        ErrorCode::PolicyInvalid
    }
}

/// What is wrong with a policy pack.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyProblem {
    /// A table of the pack is not there.
    #[error("the table is missing; add this file to the pack")]
    MissingTable,
    /// The pack has no such table.
    #[error("a pack has no such table; rename or remove this file")]
    UnknownTable,
    /// Two tables have one name.
    #[error("the table is there twice; keep one")]
    RepeatedTable,
    /// A column is not there.
    #[error("the column is missing; add it to the header")]
    MissingColumn,
    /// The table has no such column.
    #[error("the table has no such column; rename or remove it")]
    UnknownColumn,
    /// Two columns have one name.
    #[error("the column is there twice; keep one")]
    RepeatedColumn,
    /// The file is not CSV.
    #[error("the file cannot be read as CSV ({reason}); save it as CSV in UTF-8")]
    NotCsv {
        /// What the CSV reader says
        reason: String,
    },
    /// A line without any cell, between rows.
    #[error("the line is blank; delete it")]
    BlankLine,
    /// The row is longer or shorter than the header.
    #[error("the row has {found} cells where the header has {expected}; check its commas and quotes")]
    RowLength {
        /// Cells of the header
        expected: usize,
        /// Cells of the row
        found: usize,
    },
    /// A cell holds a line break, a tab or another control character.
    #[error("the cell holds a line break or control character; remove it")]
    ControlCharacter,
    /// A cell that may not be blank is blank.
    #[error("the cell is blank; fill it in")]
    Blank,
    /// A measure or required list without its legal basis.
    #[error("the legal basis is missing; name the law or document, or remove the row")]
    MissingBasis,
    /// The code is none of those allowed.
    #[error("{} is not known; write one of: {allowed}", Quoted(.value))]
    UnknownCode {
        /// What the cell says
        value: String,
        /// Codes that may stand there
        allowed: String,
    },
    /// The code refers to a row that another table does not have.
    #[error("{} is not in {table}; correct it or add it there", Quoted(.value))]
    UnknownReference {
        /// What the cell says
        value: String,
        /// The other table's file
        table: &'static str,
    },
    /// Another row has the same code or cell.
    #[error("{} is already in row {first}; keep one of the two rows", Quoted(.value))]
    Duplicate {
        /// The code, or list and scenario
        value: String,
        /// The other row
        first: usize,
    },
    /// A row that must be there is not.
    #[error("the row {} is missing; add it", Quoted(.code))]
    MissingRow {
        /// Its code
        code: String,
    },
    /// The cell is not a date.
    #[error("{} is not a date; write it as 2026-11-22", Quoted(.value))]
    MalformedDate {
        /// What the cell says
        value: String,
    },
    /// The cell does not have the shape it must have.
    #[error("{} cannot stand here; write {wanted}", Quoted(.value))]
    Malformed {
        /// What the cell says
        value: String,
        /// The shape
        wanted: &'static str,
    },
    /// A prompt has a placeholder that its code does not provide.
    #[error("{{{name}}} is not provided for this prompt; use only: {allowed}")]
    UnknownPlaceholder {
        /// Name between the braces
        name: String,
        /// What may be used
        allowed: String,
    },
    /// A brace that is not part of a placeholder.
    #[error("a brace stands alone; write placeholders as {{name}}, and no other braces")]
    StrayBrace,
    /// A red list with a punishing effect, or a black or watch list with a benefit.
    #[error("a {polarity} list cannot have the effect {effect}; correct the effect or the list")]
    EffectAgainstPolarity {
        /// `black`, `watch` or `red`
        polarity: &'static str,
        /// The effect
        effect: &'static str,
    },
    /// `by-law-conditional` without its condition.
    #[error("by-law-conditional needs a condition; write one of: document, guide, basis")]
    MissingCondition,
    /// A condition where nothing asks for it.
    #[error("a condition goes with the strength by-law-conditional only; clear it or change the strength")]
    IdleCondition,
    /// The longest term is none, or is given for some grades only.
    #[error(
        "{} is not a term; write 3y or 18m, or one for each grade as 轻微=3m|一般=1y|严重=3y", Quoted(.value))]
    MalformedTerm {
        /// What the cell says
        value: String,
    },
    /// A cell of a lower level that takes more away than the level above, without a local regulation.
    #[error(
        "the cell can {effect} where the pack above it gives {above} at most; cite the local regulation (地方性法规) it rests \
         on, or make it milder"
    )]
    StricterThanAbove {
        /// What the cell can do
        effect: &'static str,
        /// What the cell above can do at most
        above: &'static str,
    },
    /// A measure of an ended list is switched on without both validity dates.
    #[error(
        "a measure of an ended list needs valid_from and valid_until to be enabled; fill in both or write no"
    )]
    EndedWithoutDates,
    /// The validity ends before it begins.
    #[error("valid_until lies before valid_from; correct the dates")]
    DatesReversed,
    /// An adjusted working day that is no Saturday or Sunday.
    #[error("an adjusted working day must be a Saturday or Sunday; correct the date or the kind")]
    WorkOnWeekday,
}

/// `measures.csv row 14, column effect`
struct Place<'a>(&'a PolicyError);

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PolicyError {
            table, row, column, ..
        } = self.0;
        f.write_str(&reveal(table))?;
        if let Some(row) = row {
            write!(f, " row {row}")?;
        }
        if let Some(column) = column {
            write!(f, ", column {}", reveal(column))?;
        }
        Ok(())
    }
}
