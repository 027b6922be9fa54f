//! Errors on their way into another language: a code, a place in the file, a sentence.

use jrp_core::ChainError;
use jrp_core::compare::QueryError;
use jrp_core::error::{ErrorCode, OpenError};
use jrp_core::evidence::EvidenceError;
use jrp_core::suite::KeyError;
use jrp_core::trust::TrustError;
use jrp_folder::{FolderCode, FolderError};

/// Codes that core does not have.
pub mod code {
    /// A fault inside JRP was caught
    pub const PANIC: &str = "panic";
    /// What was closed was asked
    pub const CLOSED: &str = "closed";
    /// A text holds half a character
    pub const TEXT_INVALID: &str = "text-invalid";
}

/// What a language calls a failure.
pub trait Code: Sized {
    /// Its word for a code of core
    fn of(code: ErrorCode) -> Self;
    /// Its word for a code of folders
    fn of_folder(code: FolderCode) -> Self;
}

impl Code for &'static str {
    fn of(code: ErrorCode) -> Self {
        code.name()
    }

    fn of_folder(code: FolderCode) -> Self {
        code.name()
    }
}

/// A failure, with the word of most languages or another code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure<C = &'static str> {
    /// What the language calls it
    pub code: C,
    /// The part of the snapshot it speaks of
    pub section: Option<String>,
    /// The byte of the file it speaks of
    pub offset: Option<u64>,
    /// What is wrong and what to do
    pub text: String,
}

impl<C> Failure<C> {
    /// One that speaks of no place.
    pub fn new(code: C, text: impl Into<String>) -> Self {
        Self {
            code,
            section: None,
            offset: None,
            text: text.into(),
        }
    }
}

impl<C: Code> Failure<C> {
    /// A value of the query that cannot be read.
    pub fn query(text: impl Into<String>) -> Self {
        Self::new(C::of(ErrorCode::QueryInvalid), text)
    }
}

impl Failure {
    /// A panic that was caught.
    pub fn panic() -> Self {
        Self::new(
            code::PANIC,
            "a fault inside JRP was caught; what is open stays usable. Please report it",
        )
    }
}

impl<C: Code> From<OpenError> for Failure<C> {
    fn from(error: OpenError) -> Self {
        let (section, offset) = error.place();
        Self {
            code: C::of(error.code()),
            section: section.map(|section| section.to_string()),
            offset,
            text: error.to_string(),
        }
    }
}

impl<C: Code> From<ChainError> for Failure<C> {
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

impl<C: Code> From<FolderError> for Failure<C> {
    fn from(error: FolderError) -> Self {
        let (code, text) = (error.code(), error.to_string());
        match error {
            FolderError::Open { source, .. } => Self {
                text,
                ..Self::from(*source)
            },
            _ => Self::new(C::of_folder(code), text),
        }
    }
}

/// Errors that have a code and a sentence, and no place.
macro_rules! plain {
    ($($error:ty),*) => {$(
        impl<C: Code> From<$error> for Failure<C> {
            fn from(error: $error) -> Self {
                Self::new(C::of(error.code()), error.to_string())
            }
        }
    )*};
}

plain!(EvidenceError, KeyError, QueryError, TrustError);
