//! Errors on their way into another language: a code, a place in the file, a sentence.

use jrp_core::ChainError;
use jrp_core::compare::QueryError;
use jrp_core::error::{ErrorCode, OpenError};
use jrp_core::evidence::EvidenceError;
use jrp_core::suite::KeyError;
use jrp_core::trust::TrustError;
use jrp_folder::FolderError;

/// Codes that core does not have.
pub mod code {
    /// A fault inside JRP was caught
    pub const PANIC: &str = "panic";
    /// What was closed was asked
    pub const CLOSED: &str = "closed";
    /// A text holds half a character
    pub const TEXT_INVALID: &str = "text-invalid";
}

/// A failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The word of every language
    pub code: &'static str,
    /// The part of the snapshot it speaks of
    pub section: Option<String>,
    /// The byte of the file it speaks of
    pub offset: Option<u64>,
    /// What is wrong and what to do
    pub text: String,
}

impl Failure {
    /// One that speaks of no place.
    pub fn new(code: &'static str, text: impl Into<String>) -> Self {
        Self {
            code,
            section: None,
            offset: None,
            text: text.into(),
        }
    }

    /// A value of the query that cannot be read.
    pub fn query(text: impl Into<String>) -> Self {
        Self::new(ErrorCode::QueryInvalid.name(), text)
    }

    /// A panic that was caught.
    pub fn panic() -> Self {
        Self::new(
            code::PANIC,
            "a fault inside JRP was caught; what is open stays usable. Please report it",
        )
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        let (section, offset) = error.place();
        Self {
            code: error.code().name(),
            section: section.map(|section| section.to_string()),
            offset,
            text: error.to_string(),
        }
    }
}

impl From<ChainError> for Failure {
    fn from(error: ChainError) -> Self {
        let failure = Self::from(*error.source);
        match error.layer {
            0 => failure,
            delta => Self {
                text: format!("delta {delta}: {}", failure.text),
                ..failure
            },
        }
    }
}

impl From<FolderError> for Failure {
    fn from(error: FolderError) -> Self {
        let (code, text) = (error.code().name(), error.to_string());
        match error {
            FolderError::Open { source, .. } => Self {
                text,
                ..Self::from(*source)
            },
            _ => Self::new(code, text),
        }
    }
}

/// Errors that have a code and a sentence, and no place.
macro_rules! plain {
    ($($error:ty),*) => {$(
        impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::new(error.code().name(), error.to_string())
            }
        }
    )*};
}

plain!(EvidenceError, KeyError, QueryError, TrustError);
