//! Why a whole feed is refused.

use crate::Column;
use thiserror::Error;

/// A feed that cannot be read. Every message is one line that names the file, the place, and what to do.
///
/// Records accepted before the error are part of a feed that was not read to its end: throw them away.
#[derive(Debug, Error)]
pub enum FeedError {
    /// The bytes could not be had.
    #[error("{file}: cannot be read: {source}")]
    Io {
        /// Name of the feed
        file: String,
        /// What the system said
        source: std::io::Error,
    },
    /// The bytes are not UTF-8.
    #[error("{file}: row {row}, byte {offset}: {guess}; save the file as CSV UTF-8 and try again")]
    NotUtf8 {
        /// Name of the feed
        file: String,
        /// Place of the first byte that cannot be, from 0
        offset: u64,
        /// Row in which it stands
        row: u64,
        /// What the bytes may be
        guess: Guess,
    },
    /// There is no header, not even a blank one.
    #[error("{file}: row 1: the feed is empty; give at least the header row")]
    Empty {
        /// Name of the feed
        file: String,
    },
    /// The cells are not separated by commas.
    #[error("{file}: row 1: the cells are separated by {found:?}; save the file with commas")]
    Separator {
        /// Name of the feed
        file: String,
        /// The separator found
        found: char,
    },
    /// The header lacks columns every feed needs.
    #[error(
        "{file}: row 1: the header lacks {}; add them (English or Chinese)",
        join(columns)
    )]
    MissingColumns {
        /// Name of the feed
        file: String,
        /// What is missing, as it may be written
        columns: Vec<String>,
    },
    /// The header names a column that no feed has.
    #[error(
        "{file}: row 1, column {position}: unknown column {found}; did you mean {}? rename or remove it",
        join(closest)
    )]
    UnknownColumn {
        /// Name of the feed
        file: String,
        /// Place in the header, from 1
        position: usize,
        /// The header cell, quoted
        found: String,
        /// The known headers most like it
        closest: [&'static str; 3],
    },
    /// The header names a column twice.
    #[error("{file}: row 1: {column} stands in columns {first} and {second}; remove one")]
    DuplicateColumn {
        /// Name of the feed
        file: String,
        /// The column
        column: Column,
        /// Place of the first, from 1
        first: usize,
        /// Place of the second
        second: usize,
    },
    /// A quoted cell does not end.
    #[error("{file}: row {row}: a quoted cell does not end; close or double the quotation mark")]
    UnclosedQuote {
        /// Name of the feed
        file: String,
        /// Row in which the cell begins
        row: u64,
    },
    /// A row is longer than any row can be.
    #[error("{file}: row {row}: longer than {limit} bytes; look for a quotation mark that is not closed")]
    RowTooLong {
        /// Name of the feed
        file: String,
        /// The row
        row: u64,
        /// Bytes a row may have
        limit: u64,
    },
    /// A natural person would be loaded, and no person key was given.
    #[error(
        "{file}: row {row}: a natural person needs the person key; give --person-key FILE, made by jrp keygen"
    )]
    PersonKeyNeeded {
        /// Name of the feed
        file: String,
        /// The first such row
        row: u64,
    },
}

/// What bytes that are not UTF-8 may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// A spreadsheet file.
    Spreadsheet,
    /// UTF-16, as "Unicode text" is.
    Utf16,
    /// Another encoding, in this country most likely GBK.
    OtherEncoding,
}

impl core::fmt::Display for Guess {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Spreadsheet => "a spreadsheet, not a CSV file",
            Self::Utf16 => "UTF-16, not UTF-8",
            Self::OtherEncoding => "not UTF-8 (it may be GBK or GB18030)",
        })
    }
}

/// Words as a list in a sentence.
pub(crate) fn join(words: &[impl AsRef<str>]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    words.join(", ")
}
