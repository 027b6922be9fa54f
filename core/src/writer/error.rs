//! Why records are not built into a snapshot.

use crate::date::Date;
use crate::error::ErrorCode;
use crate::snapshot::Difference;
use thiserror::Error;

/// Why a record was not taken, or a snapshot not finished.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The list kind is not in the policy pack.
    #[error("list kind {code} is not in the policy pack; correct the code or add the list to the pack")]
    UnknownList {
        /// the code
        code: String,
    },
    /// The list may not be shown to the public.
    #[error("list kind {code} is not for the public; build for the government audience")]
    NotPublic {
        /// the code
        code: String,
    },
    /// A natural person in a file for the public.
    #[error("a file for the public holds no natural persons; build for the government audience")]
    PersonNotPublic,
    /// A natural person without the key that protects them.
    #[error("natural persons need the person key, and none is given; give it")]
    PersonKeyNeeded,
    /// A natural person who cannot be found again.
    #[error("a natural person needs an identifier, and a name beside a masked one")]
    PersonWithoutKey,
    /// A personal identifier outside the sealed part.
    #[error("an organisation or sole trader carries a personal identifier; use its credit code")]
    PersonalIdentifier,
    /// A row that could not be read is not a record.
    #[error("a record's status is not `unread`; give the row as one that could not be read")]
    Unread,
    /// Neither name nor identifier.
    #[error("a record names no subject: it has neither name nor identifier")]
    NoSubject,
    /// Blank end date on a list with a fixed term.
    #[error("list kind {code} has a fixed term, so publish_until must be given")]
    TermMissing {
        /// the list kind
        code: String,
    },
    /// What was imposed ends before it begins.
    #[error("effective_until lies before listed_on")]
    BanReversed,
    /// The publication ends before it begins.
    #[error("publish_until lies before listed_on")]
    TermReversed,
    /// A text holds what is not seen and moves the text around it, or is longer than a snapshot takes.
    #[error(
        "a text of the record holds a control character, a mark that turns the direction of writing, or more than 16000 bytes"
    )]
    Text,
    /// A former name that would be read as two.
    #[error("a former name holds `|`, which separates former names; give each its own entry")]
    FormerName,
    /// Publisher or region cannot be written.
    #[error(
        "publisher and region must be at most 1000 bytes without control characters, marks that are not seen, and numbers that \
         may be a natural person's"
    )]
    Header,
    /// The policy pack would carry a person's number into every file.
    #[error(
        "{table} row {row} holds a number that may be a natural person's; take it out of the policy pack"
    )]
    PersonInPolicy {
        /// The file of the pack
        table: String,
        /// Its line, the header's being 1
        row: usize,
    },
    /// A delta for another roster.
    #[error(
        "a delta keeps the {} of its base, which is {:?}, not {:?}; correct it, or build a new base", .0.what, .0.expected, .0.found
    )]
    NotContinued(Difference),
    /// A delta must be newer than what it lies on.
    #[error(
        "sequence {given} does not rise above {below}, where the base and its deltas stand; give a higher one"
    )]
    SequenceNotAbove {
        /// the roster's sequence
        below: u64,
        /// what was given
        given: u64,
    },
    /// Data must not go back.
    #[error("data as of {given} are older than those of the base and its deltas, {below}; give a later date")]
    DataOlder {
        /// the roster's date
        below: Date,
        /// what was given
        given: Date,
    },
    /// Persons of one roster have one key.
    #[error("the person key is not the one of the base; give the right one, or build a new base")]
    PersonKeyOther,
    /// The layers below are damaged, or were built wrongly.
    #[error("a record of the base or its deltas cannot be read; build a new base from the feeds")]
    BaseUnreadable,
    /// A forgotten feed is not a mass repair.
    #[error(
        "list {code} would lose {lost} of {before} records and keep {after}: was a feed forgotten? Give every feed, or allow the list to shrink if this is meant"
    )]
    Shrinks {
        /// the list kind
        code: String,
        /// records before
        before: u64,
        /// of these, records that would go
        lost: u64,
        /// records after
        after: u64,
    },
    /// A covered list has lost everything.
    #[error(
        "list {code} is covered and had {before} records, and has none now: was a feed forgotten, or were its rows refused? Give every feed, or allow the list to shrink if this is meant"
    )]
    Emptied {
        /// the list kind
        code: String,
        /// records before
        before: u64,
    },
    /// The executor did not do all work.
    #[error("the executor returned before all work was done; report this to who wrote it")]
    WorkLost,
    /// More records than a file can hold.
    #[error("a snapshot holds at most 4294967295 records; split it by region")]
    TooMany,
}

impl BuildError {
    /// The code shared with C and JavaScript.
    pub fn code(&self) -> ErrorCode {
        ErrorCode::BuildRefused
    }
}
