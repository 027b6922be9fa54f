//! Why a key or a signature cannot be read.

use super::Suite;
use crate::error_code::ErrorCode;

/// Why a key or a signature cannot be read: what was found, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The text holds no PEM block.
    #[error("no PEM block found ({reason}); a key file starts with -----BEGIN {wanted}-----")]
    NotPem {
        /// The label that was looked for.
        wanted: &'static str,
        /// What the PEM reader said.
        reason: String,
    },
    /// A PEM block of another kind.
    #[error("this is {found}, but {wanted} is needed; {remedy}")]
    WrongKind {
        /// What the label says it is.
        found: String,
        /// What was asked for.
        wanted: &'static str,
        /// What to do.
        remedy: &'static str,
    },
    /// The block's content is not the structure that its label promises.
    #[error("the {what} cannot be decoded; the file is damaged, restore it from a copy or make a new one")]
    Malformed {
        /// Which structure.
        what: &'static str,
    },
    /// A well-formed key of another algorithm.
    #[error("key algorithm {found} is not supported; use SM2 (1.2.156.10197.1.301) or Ed25519 (1.3.101.112)")]
    Algorithm {
        /// Its object identifiers.
        found: String,
    },
    /// Too few or too many bytes.
    #[error("{what} takes {wanted} bytes, {found} found; give the whole key")]
    Length {
        /// Which key.
        what: &'static str,
        /// How many it takes.
        wanted: usize,
        /// How many there were.
        found: usize,
    },
    /// Bytes of the right length that are not private key: not in `1 ..= n-2`.
    #[error("the {} private key is out of range; generate another", suite.signature_name())]
    PrivateOutOfRange {
        /// The suite asked for.
        suite: Suite,
    },
    /// Bytes of the right length that are not a public key, or one that would accept forged signatures.
    #[error("the {} public key is not a point of full order on the curve; ask its owner for the file again", suite.signature_name())]
    PublicNotOnCurve {
        /// The suite asked for.
        suite: Suite,
    },
    /// A private key file whose public part belongs to another key.
    #[error("the {} private key file carries another key's public key; write it again", suite.signature_name())]
    Mismatched {
        /// The suite found.
        suite: Suite,
    },
    /// Bytes that are not a signature in any form we read.
    #[error("{found} bytes are not a signature of {}; give {}", suite.signature_name(), forms(*suite))]
    Signature {
        /// The key's suite.
        suite: Suite,
        /// How many bytes there were.
        found: usize,
    },
}

fn forms(suite: Suite) -> &'static str {
    match suite {
        Suite::Sm2Sm3 => "r and s as 64 bytes, or the DER that OpenSSL writes",
        Suite::Ed25519Blake3 => "the 64 bytes of RFC 8032",
    }
}

impl KeyError {
    /// The code shared by all languages.
    pub fn code(&self) -> ErrorCode {
        ErrorCode::KeyInvalid
    }
}
