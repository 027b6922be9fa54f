//! Why a table cannot be screened.

use jrp_core::query::QueryError;
use thiserror::Error;

/// Why a table cannot be screened. Columns are named, rows are counted from 0 as Arrow does; what stands in a cell is not
/// repeated, since it may be a person's number.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ArrowError {
    /// A pointer that the interface needs is NULL.
    #[error("{what} is NULL")]
    Null {
        /// Which
        what: String,
    },
    /// It was released before.
    #[error("{what} was released; hand over one that is not")]
    Released {
        /// The array or the schema
        what: &'static str,
    },
    /// A length, an offset or a count that cannot be.
    #[error("{what}")]
    Length {
        /// Which, and what is wrong with it
        what: String,
    },
    /// A type or a value that means nothing here.
    #[error("{what}")]
    Invalid {
        /// Which, and what is accepted
        what: String,
    },
    /// A text is not UTF-8.
    #[error("column {column}, row {row}: the text is not UTF-8 at byte {offset}")]
    Utf8 {
        /// Its title
        column: &'static str,
        /// From 0
        row: usize,
        /// Inside the text
        offset: usize,
    },
    /// Whoever makes the tables of a stream failed.
    #[error("the tables could not be read: {what}")]
    Producer {
        /// In its own words
        what: String,
    },
    /// No row can be asked this.
    #[error(transparent)]
    Query(#[from] QueryError),
}
