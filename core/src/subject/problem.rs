//! What can be wrong with an identifier: errors that refuse it, warnings that do not.

use crate::unseen::reveal;
use thiserror::Error;

/// Why a text is not an identifier of the kind asked for.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SubjectError {
    /// Wrong number of characters, or too few of them visible.
    #[error("{found} characters found, which is not a length of such an identifier")]
    Length {
        /// Characters found; of a masked value with too few visible ones, the visible ones.
        found: usize,
    },
    /// A character that cannot stand there.
    #[error("character '{}' cannot stand at position {at}", reveal(.found.encode_utf8(&mut [0; 4])))]
    Character {
        /// The character, upper case and half width.
        found: char,
        /// Its position, from 1, spaces and separators not counted.
        at: usize,
    },
}

impl SubjectError {
    /// The code used in warnings and JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "length",
            Self::Character { .. } => "characters",
        }
    }
}

/// What to tell about an identifier that was accepted all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InputWarning {
    /// Position 18 of a credit code is not what GB 32100 computes.
    CreditCodeCheck,
    /// The last position of an organisation code (17 of a credit code) is not what GB 11714 computes.
    OrgCodeCheck,
    /// Position 18 of a citizen id is not what GB 11643 computes.
    CitizenIdCheck,
    /// Position 15 of a registration number is not what GS 15 computes.
    RegNoCheck,
}

impl InputWarning {
    /// The code used in warnings and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::CreditCodeCheck => "credit-code-check",
            Self::OrgCodeCheck => "org-code-check",
            Self::CitizenIdCheck => "citizen-id-check",
            Self::RegNoCheck => "reg-no-check",
        }
    }
}
