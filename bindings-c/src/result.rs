//! What a call comes to. Numbers from 100 on are `jrp_core::error::ErrorCode`'s, below are those that only C has.

use core::ffi::{CStr, c_char};
use jrp_core::error::ErrorCode;

/// What a call comes to. Numbers are never reused; 100 and above are the same in Rust and JavaScript.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum jrp_result {
    /// Done.
    Ok = 0,
    /// A fault inside JRP was caught; the handles stay usable. Please report it.
    Panic = 1,
    /// A pointer that is needed is NULL, or NULL has a length.
    NullPointer = 2,
    /// A text is not UTF-8; see jrp_text_from_gb18030.
    InvalidUtf8 = 3,
    /// A struct_size is not one that this library knows.
    StructSize = 4,
    /// A length or count is beyond all reason.
    Length = 5,
    /// There is no item with this index.
    OutOfRange = 6,
    /// A file cannot be read.
    Io = 7,
    /// What was asked for does not exist.
    Absent = 8,
    /// A text is not GB18030, or cannot be written in it.
    InvalidGb18030 = 9,
    /// The bytes do not begin as a snapshot does.
    NotASnapshot = 100,
    /// The format or canonicalisation version is not known to this library.
    VersionUnsupported = 101,
    /// The snapshot is cut short.
    SnapshotTruncated = 102,
    /// A structure inside the snapshot contradicts itself.
    SnapshotMalformed = 103,
    /// The content does not match its digests.
    DigestMismatch = 104,
    /// No trusted key signed the snapshot, or the signature does not verify.
    SignatureUntrusted = 105,
    /// The keys that signed may not speak for this publisher, region, list or policy pack, or are too few.
    SignerNotEntitled = 106,
    /// The snapshot is older than the minimum sequence.
    SequenceTooOld = 107,
    /// The delta does not continue this roster.
    DeltaMismatch = 108,
    /// The person key is not the one the snapshot was built with.
    PersonKeyWrong = 109,
    /// The audience rule forbids this snapshot here.
    AudienceRefused = 110,
    /// A delta's records do not add up to what its header signs.
    StateMismatch = 111,
    /// The text is not a manifest of a published folder; this library reads none, so it never returns it.
    ManifestMalformed = 112,
    /// The manifest or its files are not of the publication followed; this library reads none, so it never returns it.
    PublicationMismatch = 113,
    /// The scenario is not in the policy pack.
    ScenarioUnknown = 120,
    /// The query names no subject.
    QueryEmpty = 121,
    /// A value of the query cannot be read.
    QueryInvalid = 122,
    /// A key cannot be read.
    KeyInvalid = 130,
    /// The trust anchors cannot be read.
    TrustInvalid = 131,
    /// The policy pack is refused.
    PolicyInvalid = 140,
    /// The records cannot be built into a snapshot; this library does not build, so it never returns it.
    BuildRefused = 150,
    /// The text is not evidence, or it was altered; this library reads none, so it never returns it.
    EvidenceRefused = 160,
}

impl jrp_result {
    /// The codes that only C has.
    pub const OF_C: [(Self, &'static CStr); 10] = [
        (Self::Ok, c"done"),
        (Self::Panic, c"a fault inside JRP was caught; please report it"),
        (Self::NullPointer, c"a pointer that is needed is NULL"),
        (Self::InvalidUtf8, c"a text is not UTF-8"),
        (
            Self::StructSize,
            c"a struct_size is not one that this library knows",
        ),
        (Self::Length, c"a length or count is beyond all reason"),
        (Self::OutOfRange, c"there is no item with this index"),
        (Self::Io, c"a file cannot be read"),
        (Self::Absent, c"what was asked for does not exist"),
        (
            Self::InvalidGb18030,
            c"a text is not GB18030, or cannot be written in it",
        ),
    ];
}

impl From<ErrorCode> for jrp_result {
    fn from(code: ErrorCode) -> Self {
        match code {
            ErrorCode::NotASnapshot => Self::NotASnapshot,
            ErrorCode::VersionUnsupported => Self::VersionUnsupported,
            ErrorCode::SnapshotTruncated => Self::SnapshotTruncated,
            ErrorCode::SnapshotMalformed => Self::SnapshotMalformed,
            ErrorCode::DigestMismatch => Self::DigestMismatch,
            ErrorCode::SignatureUntrusted => Self::SignatureUntrusted,
            ErrorCode::SignerNotEntitled => Self::SignerNotEntitled,
            ErrorCode::SequenceTooOld => Self::SequenceTooOld,
            ErrorCode::DeltaMismatch => Self::DeltaMismatch,
            ErrorCode::PersonKeyWrong => Self::PersonKeyWrong,
            ErrorCode::AudienceRefused => Self::AudienceRefused,
            ErrorCode::StateMismatch => Self::StateMismatch,
            ErrorCode::ManifestMalformed => Self::ManifestMalformed,
            ErrorCode::PublicationMismatch => Self::PublicationMismatch,
            ErrorCode::ScenarioUnknown => Self::ScenarioUnknown,
            ErrorCode::QueryEmpty => Self::QueryEmpty,
            ErrorCode::QueryInvalid => Self::QueryInvalid,
            ErrorCode::KeyInvalid => Self::KeyInvalid,
            ErrorCode::TrustInvalid => Self::TrustInvalid,
            ErrorCode::PolicyInvalid => Self::PolicyInvalid,
            ErrorCode::BuildRefused => Self::BuildRefused,
            ErrorCode::EvidenceRefused => Self::EvidenceRefused,
        }
    }
}

/// One English sentence for a result: static text, NUL-terminated. Any number may be asked for.
#[unsafe(no_mangle)]
pub extern "C" fn jrp_result_message(result: u32) -> *const c_char {
    let of_c = jrp_result::OF_C.iter().find(|(code, _)| *code as u32 == result);
    let of_core = ErrorCode::ALL.iter().find(|code| **code as u32 == result);
    let message = match (of_c, of_core) {
        (Some((_, message)), _) => message,
        (None, Some(code)) => code.message_for_c(),
        (None, None) => c"this library has no such result",
    };
    message.as_ptr()
}
