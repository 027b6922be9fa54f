//! Why a register cannot be read to its end.

use super::RegisterColumn;
use crate::FeedError;
use thiserror::Error;

/// A register that cannot be read. Every message is one line that names the file, the place, and what to do.
#[derive(Debug, Error)]
pub enum RegisterError {
    /// The bytes are no table: not UTF-8, a quoted cell that does not end …
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
        "{file}: row 1: no column tells the subjects; name one credit_code 统一社会信用代码, name 名称 (企业名称, 供应商名称), or id 证件号码 with id_kind 证件类型"
    )]
    NoSubject {
        /// Name of the register
        file: String,
    },
    /// Numbers without their kind say nothing.
    #[error(
        "{file}: row 1: column {position} is {}, and no column is {}; add that one, or rename column {position} if it does not tell the subject",
        RegisterColumn::Id,
        RegisterColumn::IdKind
    )]
    IdWithoutKind {
        /// Name of the register
        file: String,
        /// Place of the column, from 1
        position: usize,
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
