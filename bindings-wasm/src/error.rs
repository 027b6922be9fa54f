//! Failures on their way to JavaScript, where they become `JrpError`.

use jrp_core::ChainError;
use jrp_core::compare::QueryError;
use jrp_core::error::{ErrorCode, OpenError, Section};
use jrp_core::evidence::EvidenceError;
use jrp_core::json::to_json;
use jrp_core::manifest::{ManifestError, PlanError};
use jrp_core::suite::KeyError;
use jrp_core::trust::TrustError;
use serde::{Serialize, Serializer};
use wasm_bindgen::JsValue;

/// The codes that core does not have: name and meaning. Those that C has too mean the same there.
pub const OF_JS: [(&str, &str); 7] = [
    ("panic", "a fault inside JRP was caught; please report it"),
    ("length", "a length or count is beyond all reason"),
    ("io", "a file cannot be read"),
    ("argument", "an argument is not what the function takes"),
    ("not-initialised", "init() has not been awaited"),
    ("freed", "the handle was freed"),
    ("network", "lists cannot be fetched"),
];

/// A failure, before JavaScript sees it.
#[derive(Debug, Serialize)]
pub struct Failure {
    #[serde(serialize_with = "name")]
    code: ErrorCode,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
}

impl jrp_core::json::Plain for Failure {}

fn name<S: Serializer>(code: &ErrorCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(code.name())
}

impl Failure {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            section: None,
            offset: None,
        }
    }

    /// The same of a delta by its number.
    pub(crate) fn of_delta(self, number: usize) -> Self {
        Self {
            message: format!("delta {number}: {}", self.message),
            ..self
        }
    }

    /// A failure that says no more than its code does.
    pub fn of(code: ErrorCode) -> Self {
        Self::new(code, code.message())
    }

    /// The `code` of the `JrpError`.
    pub fn name(&self) -> &'static str {
        self.code.name()
    }

    /// What is wrong and what to do.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        let (section, offset) = error.place();
        Self {
            section: section.as_ref().map(Section::to_string),
            offset,
            ..Self::new(error.code(), error.to_string())
        }
    }
}

impl From<ChainError> for Failure {
    fn from(error: ChainError) -> Self {
        let failure = Self::from(*error.source);
        match error.layer {
            0 => failure,
            delta => failure.of_delta(delta),
        }
    }
}

macro_rules! failures {
    ($($error:ty),*) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::new(error.code(), error.to_string())
            }
        })*
    };
}

failures!(
    EvidenceError,
    KeyError,
    ManifestError,
    PlanError,
    QueryError,
    TrustError
);

/// What is thrown is the failure as JSON text; `npm/src/error.ts` makes it a `JrpError`.
impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        Self::from_str(&to_json(&failure))
    }
}
