//! What is wrong with a question.

use crate::error::ErrorCode;
use crate::unseen::Quoted;
use thiserror::Error;

/// Why a query is not answered at all. What is merely odd about it is a warning in the answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum QueryError {
    /// The scenario is not in the policy pack.
    #[error("scenario {} is not in the policy pack; use one of {known}", Quoted(.found))]
    Scenario {
        /// what was asked
        found: String,
        /// the codes there are
        known: String,
    },
    /// A subject without identifier and name.
    #[error("subject {at} has neither identifier nor name; give a credit code, an id or a name")]
    Empty {
        /// position, from 1
        at: usize,
    },
    /// A number whose kind is not given.
    #[error("id has no kind; say what it is a number of")]
    IdKind,
}

impl QueryError {
    /// The code shared with C and JavaScript.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Scenario { .. } => ErrorCode::ScenarioUnknown,
            Self::Empty { .. } => ErrorCode::QueryEmpty,
            Self::IdKind => ErrorCode::QueryInvalid,
        }
    }
}
