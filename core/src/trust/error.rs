//! Why a trust file is refused.

use super::QuorumError;
use crate::error::ErrorCode;
use crate::suite::KeyError;
use crate::unseen::Quoted;
use thiserror::Error;

/// Why trust anchors cannot be read: the line, what is wrong with it, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TrustError {
    /// A bare public key that cannot be read.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A threshold that another anchor undoes, where they do not stand in one file.
    #[error(
        "key {key} speaks for the same thing by two anchors with different thresholds, of which the lower one undoes the \
         higher; separate them by roles, regions or lists, or give them the same threshold"
    )]
    Undone {
        /// id of the key, hexadecimal
        key: String,
    },
    /// A trust file that cannot be read.
    #[error("line {line}: {fault}")]
    Line {
        /// counted from 1
        line: usize,
        /// what is wrong
        fault: Fault,
    },
}

impl TrustError {
    /// The code shared with C and JavaScript.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Key(error)
            | Self::Line {
                fault: Fault::Key(error),
                ..
            } => error.code(),
            Self::Line {
                fault: Fault::Neither,
                ..
            } => ErrorCode::KeyInvalid,
            Self::Undone { .. } | Self::Line { .. } => ErrorCode::TrustInvalid,
        }
    }
}

/// What is wrong with a line of a trust file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Fault {
    /// Neither kind of text, or words beside bare keys.
    #[error(
        "neither public keys alone nor a trust file; a key begins with -----BEGIN PUBLIC KEY-----, a trust file with the \
         line `jrp-trust 1`"
    )]
    Neither,
    /// More than any trust file needs.
    #[error("the text has {found} bytes, more than {most} is not a trust file; name another file")]
    TooLong {
        /// its bytes
        found: usize,
        /// the limit
        most: usize,
    },
    /// A version we do not know.
    #[error(
        "trust files of version {} are not known to this build, which reads version 1; update JRP", Quoted(.found))]
    Version {
        /// what is written there
        found: String,
    },
    /// No anchor.
    #[error("there is no anchor; write a line `anchor` and below it whom to trust")]
    NoAnchor,
    /// Something before the first `anchor`.
    #[error("{} stands before the first `anchor`; write the line `anchor` above it", Quoted(.word))]
    Outside {
        /// the word, or the key
        word: String,
    },
    /// A word we do not know.
    #[error(
        "{} is not known; write anchor, publisher, roles, regions, lists, threshold, minimum-sequence, or a public \
         key", Quoted(.word))]
    Word {
        /// what is written there
        word: String,
    },
    /// A word twice in one anchor.
    #[error("{word} is written twice in one anchor; write it once, with all its values")]
    Twice {
        /// the word
        word: &'static str,
    },
    /// A word that an anchor must have.
    #[error("the anchor that begins here has no line `{word}`; {remedy}")]
    Missing {
        /// the word
        word: &'static str,
        /// what to write
        remedy: &'static str,
    },
    /// A value that cannot be.
    #[error("{word} {} is not possible; {remedy}", Quoted(.found))]
    Value {
        /// the word
        word: &'static str,
        /// what is written there
        found: String,
        /// what to write
        remedy: &'static str,
    },
    /// `lists` without the role that they limit.
    #[error(
        "lists limit the role `records`, which this anchor has not; remove the line `lists` or add the role"
    )]
    ListsWithoutRecords,
    /// A key that cannot be read.
    #[error(transparent)]
    Key(KeyError),
    /// A PEM block without an end.
    #[error("the key that begins here has no -----END line; copy the whole file of the key")]
    KeyNotEnded,
    /// Keys and threshold that are not a quorum.
    #[error(transparent)]
    Quorum(QuorumError),
    /// A threshold that another anchor undoes.
    #[error(
        "key {key} speaks for the same thing by the anchor of line {other} with another threshold, which undoes the higher \
         one; separate them by roles, regions or lists, or give them the same threshold"
    )]
    Undone {
        /// id of the key, hexadecimal
        key: String,
        /// where the other anchor begins
        other: usize,
    },
}
