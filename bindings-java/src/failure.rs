//! Errors on their way to `org.jrp.JrpException`.

use jrp_core::ChainError;
use jrp_core::compare::QueryError;
use jrp_core::error::{ErrorCode, OpenError};
use jrp_core::evidence::EvidenceError;
use jrp_core::suite::KeyError;
use jrp_core::trust::TrustError;
use jrp_folder::FolderError;

/// Codes that only Java has; `org.jrp.JrpException` names them.
pub(crate) mod code {
    /// A fault inside JRP was caught
    pub(crate) const PANIC: &str = "panic";
    /// What was closed was asked
    pub(crate) const CLOSED: &str = "closed";
    /// The jar and the native library are not of one version
    pub(crate) const NATIVE_LIBRARY: &str = "native-library";
}

/// A failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) code: &'static str,
    /// The part of the snapshot it speaks of
    pub(crate) section: Option<String>,
    /// The byte of the file it speaks of
    pub(crate) offset: Option<u64>,
    pub(crate) text: String,
}

impl Failure {
    pub(crate) fn new(code: &'static str, text: impl Into<String>) -> Self {
        Self {
            code,
            section: None,
            offset: None,
            text: text.into(),
        }
    }

    /// A value of the query that cannot be read.
    pub(crate) fn query(text: impl Into<String>) -> Self {
        Self::new(ErrorCode::QueryInvalid.name(), text)
    }

    /// A request that the Java classes of this version do not write.
    pub(crate) fn request() -> Self {
        Self::new(
            code::NATIVE_LIBRARY,
            "the classes and the native library are not of one version; use the library that the jar brings",
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
