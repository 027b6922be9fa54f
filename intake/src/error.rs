//! Why a whole feed is refused.

use crate::Column;
use crate::form::Encoding;
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
    /// Some bytes are not text in the encoding of the others.
    #[error("{file}: row {row}, byte {offset}: {guess}; save the file as CSV UTF-8 or XLSX and try again")]
    NotText {
        /// Name of the feed
        file: String,
        /// Place of the first byte that cannot be, from 0
        offset: u64,
        /// Row in which it stands
        row: u64,
        /// In what the text before is written
        guess: Guess,
    },
    /// The file is none that can hold a table of ours.
    #[error("{file}: {form}")]
    Unsupported {
        /// Name of the feed
        file: String,
        /// What it is
        form: Unsupported,
    },
    /// The file is of a known form, and something in it is not in order.
    #[error("{file}: {place}: {what}")]
    Malformed {
        /// Name of the feed
        file: String,
        /// Where: a line, a cell, a part
        place: String,
        /// What is wrong, and what to do
        what: String,
    },
    /// There is more in the file than can be read at once.
    #[error(
        "{file}: larger than a table may be ({limit}); leave out blank rows and columns, or save it as CSV"
    )]
    TooLarge {
        /// Name of the feed
        file: String,
        /// What it may have at most
        limit: &'static str,
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
    /// The header is not in order: everything that is wrong with it.
    #[error("{file}: row {row}: {}", list(problems))]
    Header {
        /// Name of the feed
        file: String,
        /// The row that is its header
        row: u64,
        /// What is wrong
        problems: Vec<HeaderProblem>,
    },
    /// A sheet has numbers or names of subjects and no header, so that nobody knows what it says of them.
    #[error(
        "{file}: sheet {sheet}, row {row}: a number or a name of a subject stands here, and the sheet has no header as feeds have; give it one, or take the sheet out of the workbook"
    )]
    SheetUnread {
        /// Name of the feed
        file: String,
        /// Name of the sheet, quoted
        sheet: String,
        /// Row of the first such cell
        row: u64,
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
    #[error("{file}: row {row}: a natural person needs the person key, and none is given; give it")]
    PersonKeyNeeded {
        /// Name of the feed
        file: String,
        /// The first such row
        row: u64,
    },
}

/// What is wrong with a header.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HeaderProblem {
    /// The header lacks columns every feed needs.
    #[error("the header lacks {}; add them (English or Chinese)", join(columns))]
    Missing {
        /// What is missing, as it may be written
        columns: Vec<String>,
    },
    /// The header names a column that no feed has.
    #[error(
        "column {position}: unknown column {found}; did you mean {}? rename or remove it",
        join(closest)
    )]
    Unknown {
        /// Place in the header, from 1
        position: usize,
        /// The header cell, quoted
        found: String,
        /// The known headers most like it
        closest: [&'static str; 3],
    },
    /// The header names a column twice.
    #[error("{column} stands in columns {first} and {second}; remove one")]
    Duplicate {
        /// The column
        column: Column,
        /// Place of the first, from 1
        first: usize,
        /// Place of the second
        second: usize,
    },
}

/// Most problems of one header that a message tells one by one.
const SAID: usize = 20;

fn list(problems: &[HeaderProblem]) -> String {
    let mut said: Vec<String> = problems.iter().take(SAID).map(ToString::to_string).collect();
    if let Some(more @ 1..) = problems.len().checked_sub(SAID) {
        said.push(format!("and {more} more"));
    }
    said.join("; ")
}

/// In what a text seemed to be written that has bytes which do not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// UTF-8.
    Utf8,
    /// UTF-16.
    Utf16,
    /// GB18030, with GBK and GB2312.
    Gb18030,
}

impl From<Encoding> for Guess {
    fn from(encoding: Encoding) -> Self {
        match encoding {
            Encoding::Utf8 => Self::Utf8,
            Encoding::Utf16Le | Encoding::Utf16Be => Self::Utf16,
            Encoding::Gb18030 => Self::Gb18030,
        }
    }
}

impl core::fmt::Display for Guess {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "not UTF-8, though the text before is",
            Self::Utf16 => "not UTF-16, though the text before is",
            Self::Gb18030 => "neither UTF-8 nor GB18030 (GBK)",
        })
    }
}

/// A file that is not a table, or holds one in a way that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the messages say what each is")]
pub enum Unsupported {
    #[error("a PDF, which is not a table; ask for the workbook or CSV file it was made from")]
    Pdf,
    #[error("a picture, which is not a table; ask for the workbook or CSV file")]
    Picture,
    #[error("a packed file; unpack it and give the table inside")]
    Packed,
    #[error("a document and no workbook; copy its table into a workbook, or ask for one")]
    Document,
    #[error("a page with its pictures in one file (MHTML); open it and save it as XLSX or CSV UTF-8")]
    Mhtml,
    #[error("a binary workbook (XLSB); save it as XLSX")]
    Xlsb,
    #[error(
        "protected by a password; open it, take the password off (save as, tools, general options) and save it again"
    )]
    Encrypted,
    #[error("a workbook with macros, which are never let in; save it as XLSX without macros")]
    Macros,
    #[error("a page without a table")]
    NoTable,
}

impl Unsupported {
    /// Every such file, for the page that documents them.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 9] = [
        Self::Pdf,
        Self::Picture,
        Self::Packed,
        Self::Document,
        Self::Mhtml,
        Self::Xlsb,
        Self::Encrypted,
        Self::Macros,
        Self::NoTable,
    ];
}

/// Words as a list in a sentence.
pub(crate) fn join(words: &[impl AsRef<str>]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    words.join(", ")
}
