//! The one table of error codes, shared by Rust, C and JavaScript: names and numbers are fixed for good, and numbers are
//! never reused.

use core::ffi::CStr;

macro_rules! error_codes {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $text:literal, $message:literal, $remedy:literal;)*) => {
        /// What went wrong, in one word that is the same in every language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u32)]
        pub enum ErrorCode { $($(#[$doc])* $name = $number,)* }

        impl ErrorCode {
            /// Every code, by number.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code's name in C (upper case) and JavaScript (as it is).
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// What it means, in one English sentence.
            pub fn message(self) -> &'static str {
                match self { $(Self::$name => $message,)* }
            }

            /// What to do about it, in any host.
            pub fn remedy(self) -> &'static str {
                match self { $(Self::$name => $remedy,)* }
            }

            /// The meaning with a NUL at its end, for C.
            pub fn message_for_c(self) -> &'static CStr {
                let text = match self { $(Self::$name => concat!($message, "\0"),)* };
                CStr::from_bytes_until_nul(text.as_bytes()).unwrap_or_default()
            }
        }
    };
}

error_codes! {
    /// The bytes are not a snapshot.
    NotASnapshot = 100, "not-a-snapshot", "the bytes do not begin as a JRP snapshot does",
        "hand over the file itself: a page of an error, an archive or a feed is not one";
    /// The format version is not one this build reads.
    VersionUnsupported = 101, "version-unsupported", "the snapshot's format or canonicalisation version is not known to this build",
        "update the software that reads it";
    /// The snapshot is cut short, or bytes were put behind its end.
    SnapshotTruncated = 102, "snapshot-truncated", "the snapshot ends before it should, or goes on behind its end",
        "fetch the file again, whole";
    /// A structure inside the snapshot contradicts itself.
    SnapshotMalformed = 103, "snapshot-malformed", "a structure inside the snapshot contradicts itself",
        "fetch the file again; if it stays so, tell the publisher";
    /// The content does not match its digests.
    DigestMismatch = 104, "digest-mismatch", "the snapshot's content does not match its digests",
        "fetch the file again: it was altered or damaged on its way";
    /// No trusted key signed the snapshot, or the signature does not verify.
    SignatureUntrusted = 105, "signature-untrusted", "no trusted key signed this snapshot",
        "compare the publisher's key id with the one you trust, over another channel; do not trust a key that came with the file";
    /// The keys that signed may not speak for this publisher, region, list or policy pack, or are too few.
    SignerNotEntitled = 106, "signer-not-entitled", "the keys that signed may not speak for this publisher, region, list or policy pack, or are too few",
        "ask the publisher for a file that the right keys signed, or have the trust file changed by whoever keeps it";
    /// The snapshot is older than the minimum sequence asked for.
    SequenceTooOld = 107, "sequence-too-old", "the snapshot's sequence is below the minimum",
        "fetch the newest publication: an old one was handed over";
    /// The delta belongs to another base.
    DeltaMismatch = 108, "delta-mismatch", "the delta does not continue this roster",
        "apply the deltas between, each once and in order, or fetch the base that it belongs to";
    /// The person key is not the one the snapshot was built with.
    PersonKeyWrong = 109, "person-key-wrong", "the person key is not the one this snapshot was built with",
        "take the person key that the publisher hands out for this publication";
    /// The audience rule forbids this snapshot here.
    AudienceRefused = 110, "audience-refused", "this build opens snapshots for the public audience only",
        "use the publication for the public";
    /// A delta's records do not add up to what its header signs.
    StateMismatch = 111, "state-mismatch", "the records of the roster and the delta do not add up to what the delta's header says",
        "keep the roster that you have, and fetch base and deltas again";
    /// The text is not a manifest of a published folder.
    ManifestMalformed = 112, "manifest-malformed", "the text is not a manifest of a published folder",
        "check the address of the folder: a page of an error or another file was read";
    /// The manifest or its files are not of the publication the host follows.
    PublicationMismatch = 113, "publication-mismatch", "the manifest or its files are not of the publication that the host follows",
        "check the address, then ask the publisher: another publication stands there than before";
    /// The scenario is not in the policy pack.
    ScenarioUnknown = 120, "scenario-unknown", "the scenario is not in the snapshot's policy pack",
        "use a code that `scenarios` of the roster's information lists, such as ZFCG";
    /// The query names no subject.
    QueryEmpty = 121, "query-empty", "the query names no subject",
        "give a credit code, a name or another identifier";
    /// A value of the query cannot be read.
    QueryInvalid = 122, "query-invalid", "a value of the query cannot be read",
        "correct the value that the message names";
    /// A key file or key bytes cannot be read.
    KeyInvalid = 130, "key-invalid", "the key cannot be read",
        "hand over the key file as it was made, whole";
    /// The trust file cannot be read.
    TrustInvalid = 131, "trust-invalid", "the trust anchors cannot be read",
        "correct the line that the message names";
    /// The policy pack is refused.
    PolicyInvalid = 140, "policy-invalid", "the policy pack is refused",
        "correct the table, row and column that the message names";
    /// The records cannot be built into a snapshot.
    BuildRefused = 150, "build-refused", "the records cannot be built into a snapshot",
        "correct what the message names; nothing was written";
    /// The text is not evidence, or it was altered.
    EvidenceRefused = 160, "evidence-refused", "the text is not evidence, or it was altered",
        "take the evidence as it was written: one altered byte is too many";
}
