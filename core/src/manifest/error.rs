//! Why a manifest is refused.

use crate::error::{ErrorCode, OpenError};
use crate::snapshot::Difference;
use crate::unseen::Quoted;
use thiserror::Error;

/// Why bytes were not accepted as a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ManifestError {
    /// The first line is not a manifest's.
    #[error("line 1: not a JRP manifest; name a folder of publications")]
    NotAManifest,
    /// A later version of the text.
    #[error("line 1: manifest version {found}, this build reads version 1; update JRP")]
    Version {
        /// what stands there
        found: String,
    },
    /// Longer than any manifest.
    #[error("more than {limit} bytes: not a JRP manifest; name a folder of publications")]
    TooLong {
        /// bytes at most
        limit: usize,
    },
    /// A line does not say what it must, or says it in another form.
    #[error("line {line}: {what}; fetch the manifest again, or report it to its publisher")]
    Line {
        /// number of the line, from 1
        line: usize,
        /// what is wrong
        what: &'static str,
    },
    /// Signed by somebody who may not, or altered.
    #[error(transparent)]
    Trust(OpenError),
    /// Older than the caller accepts.
    #[error("sequence {found} is below the minimum {minimum}; the source serves an old publication")]
    SequenceTooOld {
        /// sequence of the manifest
        found: u64,
        /// the caller's minimum
        minimum: u64,
    },
    /// Of another publisher than the one asked for.
    #[error("publisher {}, not {}; check the address", Quoted(.found), Quoted(.expected))]
    Publisher {
        /// publisher in the manifest
        found: String,
        /// publisher asked for
        expected: String,
    },
}

impl ManifestError {
    /// The code shared with C and JavaScript.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::NotAManifest | Self::TooLong { .. } | Self::Line { .. } => ErrorCode::ManifestMalformed,
            Self::Version { .. } => ErrorCode::VersionUnsupported,
            Self::Trust(source) => source.code(),
            Self::SequenceTooOld { .. } => ErrorCode::SequenceTooOld,
            Self::Publisher { .. } => ErrorCode::PublicationMismatch,
        }
    }
}

/// Why a manifest of proven origin must not be followed. What the host has stays in use.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PlanError {
    /// Older than what the host has seen.
    #[error(
        "sequence {found} is older than {seen}, which was seen before; the source serves an old publication"
    )]
    Rollback {
        /// sequence of the manifest
        found: u64,
        /// highest sequence seen
        seen: u64,
    },
    /// Another publication in the place of the one the host follows.
    #[error("{} {}, not {} as before; check the address, or use another folder", .0.what, Quoted(&.0.found), Quoted(&.0.expected))]
    AnotherPublication(Difference),
    /// Two publications with one sequence.
    #[error("sequence {sequence} was seen before with other content; ask the publisher")]
    Fork {
        /// the sequence
        sequence: u64,
    },
    /// The files are not what the manifest announces.
    #[error("the {what} in the newest file is not the one in the manifest; ask the publisher")]
    Contradiction {
        /// which fact differs
        what: &'static str,
    },
}

impl PlanError {
    /// The code shared with C and JavaScript.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Rollback { .. } => ErrorCode::SequenceTooOld,
            Self::AnotherPublication(_) | Self::Fork { .. } | Self::Contradiction { .. } => {
                ErrorCode::PublicationMismatch
            }
        }
    }
}
