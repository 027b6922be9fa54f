//! What is written as text and is not what it should be.

use crate::unseen::Quoted;
use thiserror::Error;

/// A text that `str::parse` could not read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{} is not a valid {what}; {remedy}", Quoted(.found))]
#[non_exhaustive]
pub struct ParseError {
    /// The text
    pub found: String,
    /// What it should have been
    pub what: &'static str,
    /// What to write
    pub remedy: String,
}

impl ParseError {
    pub(crate) fn new(found: &str, what: &'static str, remedy: impl Into<String>) -> Self {
        Self {
            found: found.to_owned(),
            what,
            remedy: remedy.into(),
        }
    }

    pub(crate) fn unknown(found: &str, what: &'static str, known: &[&str]) -> Self {
        Self::new(found, what, format!("use one of {}", known.join(", ")))
    }
}

/// `str::parse` of a type that is written as one of its codes.
macro_rules! parse_code {
    ($name:ident, $what:literal) => {
        impl core::str::FromStr for $name {
            type Err = $crate::parse::ParseError;

            fn from_str(code: &str) -> Result<Self, Self::Err> {
                Self::from_code(code).ok_or_else(|| {
                    let known: Vec<&str> = Self::ALL.iter().map(|value| value.code()).collect();
                    $crate::parse::ParseError::unknown(code, $what, &known)
                })
            }
        }
    };
}
pub(crate) use parse_code;
