//! Why bytes were not opened. Each operation has its own error enum with facts in it, and a `code()` of the one table.

pub use crate::error_code::ErrorCode;

use crate::policy::PolicyError;
use core::fmt;
use thiserror::Error;

/// The part of a snapshot an error speaks of (`docs/FORMAT.md` names them so).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The signed header
    Header,
    /// The policy pack
    Policy,
    /// The Bloom pre-check
    Filter,
    /// The records of organisations and sole traders
    Organisations,
    /// The sealed records of natural persons
    Persons,
    /// The table of page digests
    Pages,
    /// The signatures
    Signatures,
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Header => "header",
            Self::Policy => "policy",
            Self::Filter => "filter",
            Self::Organisations => "organisations",
            Self::Persons => "persons",
            Self::Pages => "page digests",
            Self::Signatures => "signatures",
        })
    }
}

/// Why bytes were not opened as a snapshot. The roster at hand stays usable.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The magic is missing.
    #[error("byte 0: not a JRP snapshot; name a snapshot file (.jrp)")]
    NotASnapshot,
    /// Another format version.
    #[error(
        "byte 8: format version {found}, this build reads version {expected}; update JRP or rebuild the snapshot"
    )]
    Version {
        /// version in the file
        found: u16,
        /// version of this build
        expected: u16,
    },
    /// Names were folded with tables this build does not have.
    #[error(
        "byte 10: canonicalisation version {found}, this build has {expected}; update JRP or rebuild the snapshot"
    )]
    Canonicalisation {
        /// version in the file
        found: u16,
        /// version of this build
        expected: u16,
    },
    /// The file ends early.
    #[error("{section} at byte {offset}: {needed} bytes needed, {found} found; fetch the file again")]
    Length {
        /// where
        section: Section,
        /// byte offset in the file; in the unsealed part for natural persons
        offset: u64,
        /// bytes needed
        needed: u64,
        /// bytes found
        found: u64,
    },
    /// The file goes on where it should end.
    #[error(
        "{section} at byte {offset}: the file should end here, bytes too many: {surplus}; fetch the file again"
    )]
    Surplus {
        /// where
        section: Section,
        /// byte offset in the file of the first that is too many
        offset: u64,
        /// bytes too many
        surplus: u64,
    },
    /// A structure contradicts itself.
    #[error("{section}: {what}; fetch the file again, or report it to its publisher")]
    Malformed {
        /// where
        section: Section,
        /// what is wrong
        what: &'static str,
    },
    /// A page does not match its digest.
    #[error(
        "byte {offset}: page {page} does not match its digest; the file was altered or damaged, fetch it again"
    )]
    Page {
        /// number of the page, from 0
        page: u64,
        /// its first byte in the file
        offset: u64,
    },
    /// The table of page digests does not match the header.
    #[error(
        "byte {offset}: the page digests do not match the header; the file was altered or damaged, fetch it again"
    )]
    PageTable {
        /// first byte of the table
        offset: u64,
    },
    /// Nobody signed it.
    #[error("nobody signed this; add a signature, or fetch the signed file")]
    Unsigned,
    /// No key of the trust anchors signed it.
    #[error("signed by key {signer}, which is not trusted; trust the publisher's public key")]
    UnknownSigner {
        /// id of the first signing key, hexadecimal
        signer: String,
    },
    /// A trusted key's signature does not verify.
    #[error("the signature of key {signer} does not verify; the file was altered or damaged, fetch it again")]
    Signature {
        /// key id, hexadecimal
        signer: String,
    },
    /// The key may not speak for what the snapshot holds.
    #[error("key {signer} may not sign {what}; ask the publisher, or extend its trust anchor")]
    NotEntitled {
        /// key id, hexadecimal
        signer: String,
        /// what it may not sign
        what: String,
    },
    /// Entitled keys signed, but fewer than the trust anchors ask for.
    #[error(
        "{found} of the {needed} signatures needed for {what}; ask the publisher for the file with all of them"
    )]
    TooFewSignatures {
        /// what is to be signed
        what: String,
        /// how many entitled keys signed
        found: usize,
        /// how many must
        needed: usize,
    },
    /// Older than the caller accepts.
    #[error("sequence {found} is below the minimum {minimum}; fetch the current snapshot")]
    SequenceTooOld {
        /// sequence of the file
        found: u64,
        /// the caller's minimum
        minimum: u64,
    },
    /// A delta where a base is needed, or on the wrong base.
    #[error("{what}")]
    Delta {
        /// what does not fit
        what: String,
    },
    /// A delta removes a row that is not there, or no longer.
    #[error(
        "{section}: the delta removes row {place}, of which there is no live one; fetch the whole snapshot, or report the delta to its publisher"
    )]
    Removed {
        /// which partition
        section: Section,
        /// the place, counted over all layers below
        place: u64,
    },
    /// The records with the delta laid on them are not those that the publisher has.
    #[error(
        "{section}: with this delta {what} are not as its header says; fetch the whole snapshot, or report the delta to its publisher"
    )]
    State {
        /// which partition, or the header for counts
        section: Section,
        /// what differs
        what: String,
    },
    /// The person key is another one.
    #[error(
        "the person key has id {found}, the snapshot was built with {expected}; give the right person key"
    )]
    PersonKey {
        /// id of the key given, hexadecimal
        found: String,
        /// id in the header, hexadecimal
        expected: String,
    },
    /// The audience is refused here.
    #[error("audience is government; a browser opens only snapshots built for the public")]
    Audience,
    /// The policy pack inside is refused.
    #[error("policy pack: {0}")]
    Policy(#[from] PolicyError),
}

impl OpenError {
    /// The code shared with C and JavaScript.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::NotASnapshot => ErrorCode::NotASnapshot,
            Self::Version { .. } | Self::Canonicalisation { .. } => ErrorCode::VersionUnsupported,
            Self::Length { .. } | Self::Surplus { .. } => ErrorCode::SnapshotTruncated,
            Self::Malformed { .. } => ErrorCode::SnapshotMalformed,
            Self::Page { .. } | Self::PageTable { .. } => ErrorCode::DigestMismatch,
            Self::Unsigned | Self::UnknownSigner { .. } | Self::Signature { .. } => {
                ErrorCode::SignatureUntrusted
            }
            Self::NotEntitled { .. } | Self::TooFewSignatures { .. } => ErrorCode::SignerNotEntitled,
            Self::SequenceTooOld { .. } => ErrorCode::SequenceTooOld,
            Self::Delta { .. } => ErrorCode::DeltaMismatch,
            Self::Removed { .. } | Self::State { .. } => ErrorCode::StateMismatch,
            Self::PersonKey { .. } => ErrorCode::PersonKeyWrong,
            Self::Audience => ErrorCode::AudienceRefused,
            Self::Policy(_) => ErrorCode::PolicyInvalid,
        }
    }

    /// The same of a part that begins at this byte of the file: readers of parts know where they stand in theirs.
    pub(crate) fn of_part_at(mut self, start: usize) -> Self {
        if let Self::Length { offset, .. } | Self::Surplus { offset, .. } = &mut self {
            *offset = offset.saturating_add(start as u64);
        }
        self
    }

    /// The section and the byte it speaks of, where it speaks of one.
    pub fn place(&self) -> (Option<Section>, Option<u64>) {
        match self {
            Self::NotASnapshot => (Some(Section::Header), Some(0)),
            Self::Version { .. } => (Some(Section::Header), Some(8)),
            Self::Canonicalisation { .. } => (Some(Section::Header), Some(10)),
            Self::Length { section, offset, .. } | Self::Surplus { section, offset, .. } => {
                (Some(*section), Some(*offset))
            }
            Self::Malformed { section, .. } | Self::Removed { section, .. } | Self::State { section, .. } => {
                (Some(*section), None)
            }
            Self::Page { offset, .. } => (None, Some(*offset)),
            Self::PageTable { offset } => (Some(Section::Pages), Some(*offset)),
            Self::Unsigned
            | Self::UnknownSigner { .. }
            | Self::Signature { .. }
            | Self::TooFewSignatures { .. } => (Some(Section::Signatures), None),
            Self::Policy(_) => (Some(Section::Policy), None),
            Self::NotEntitled { .. }
            | Self::SequenceTooOld { .. }
            | Self::Delta { .. }
            | Self::PersonKey { .. }
            | Self::Audience => (Some(Section::Header), None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_are_unique_and_ascending() {
        assert!(
            ErrorCode::ALL
                .windows(2)
                .all(|pair| (pair[0] as u32) < pair[1] as u32)
        );
        let mut names: Vec<_> = ErrorCode::ALL.iter().map(|code| code.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ErrorCode::ALL.len());
    }

    #[test]
    fn messages_for_c_are_the_same() {
        for code in ErrorCode::ALL {
            assert_eq!(code.message_for_c().to_str(), Ok(code.message()));
        }
    }
}
