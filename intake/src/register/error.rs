//! Why a register cannot be read to its end.

use super::RegisterColumn;
use crate::FeedError;
use crate::error::join;
use thiserror::Error;

/// A register that cannot be read. Every message is one line that names the file, the place, and what to do.
#[derive(Debug, Error)]
pub enum RegisterError {
    /// The bytes are not a table: not UTF-8, a quoted cell that does not end …
    #[error(transparent)]
    Table(#[from] FeedError),
    /// There is no header.
    #[error("{file}: row 1: the register is empty; give at least the header row")]
    Empty {
        /// Name of the register
        file: String,
    },
    /// No column says who is meant.
    #[error(
        "{file}: row 1: no column tells the subjects; name one credit_code 统一社会信用代码, name 名称 (企业名称, 供应商名称), or id 证件号码 with id_kind 证件类型, or say which column it is"
    )]
    NoSubject {
        /// Name of the register
        file: String,
    },
    /// There are several sheets, and nobody said which is meant.
    #[error("{file}: the sheets {} have cells; say which is the register", join(names))]
    SeveralSheets {
        /// Name of the register
        file: String,
        /// What they are called, quoted
        names: Vec<String>,
    },
    /// A sheet was asked for that is not there.
    #[error("{file}: no sheet with cells is called {wanted}; look at the names below the sheets")]
    NoSuchSheet {
        /// Name of the register
        file: String,
        /// The name asked for, quoted
        wanted: String,
    },
    /// The header stands below the first row.
    #[error(
        "{file}: row 1: this looks like a title, and row {row} like the header; move rows that name subjects below the header, delete the others above it and try again"
    )]
    HeaderBelow {
        /// Name of the register
        file: String,
        /// The row that looks like the header
        row: u64,
    },
    /// Codes stand in a column that is not read.
    #[error(
        "{file}: column {position} \"{title}\" looks like codes of subjects, and no column is read as codes; say that it is, or that the names alone are compared"
    )]
    CodesNotRead {
        /// Name of the register
        file: String,
        /// Place of the column, from 1
        position: usize,
        /// Its title
        title: String,
    },
    /// A column was asked for that is not there.
    #[error("{file}: row 1: no column is called {wanted}; the titles are {}", join(known))]
    NoSuchColumn {
        /// Name of the register
        file: String,
        /// The title asked for, quoted
        wanted: String,
        /// The titles there are, quoted
        known: Vec<String>,
    },
    /// A column was asked for, and two have its title.
    #[error("{file}: row 1: columns {first} and {second} are both called {wanted}; rename one of them")]
    TitleTwice {
        /// Name of the register
        file: String,
        /// The title asked for, quoted
        wanted: String,
        /// Place of the first, from 1
        first: usize,
        /// Place of the second
        second: usize,
    },
    /// Two columns say the same of the subject.
    #[error(
        "{file}: row 1: {column} stands in columns {first} and {second}; rename the one that is not meant"
    )]
    DuplicateColumn {
        /// Name of the register
        file: String,
        /// What both are
        column: RegisterColumn,
        /// Place of the first, from 1
        first: usize,
        /// Place of the second
        second: usize,
    },
}
