//! Whose signatures count, and for what.
//!
//! # Trust files
//!
//! A text in UTF-8 that says it in words; `#` begins a line of comment.
//!
//! ```text
//! jrp-trust 1
//!
//! anchor
//! publisher 云澜区信用办
//! regions 3299
//! lists BK-ZFCGSX BK-SXBZXR
//! roles records policy
//! threshold 2
//! minimum-sequence 41
//! -----BEGIN PUBLIC KEY-----
//! MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAE…
//! -----END PUBLIC KEY-----
//! -----BEGIN PUBLIC KEY-----
//! MCowBQYDK2VwAyEA…
//! -----END PUBLIC KEY-----
//! ```
//!
//! | word in an anchor  | value                                                        | where it is missing |
//! |--------------------|--------------------------------------------------------------|---------------------|
//! | `publisher`        | the name in the snapshot, to the letter; `*` for any         | refused             |
//! | `roles`            | `records`, `policy`, or both                                 | refused             |
//! | `regions`          | GB/T 2260 prefixes of 2, 4 or 6 digits                       | any region          |
//! | `lists`            | list kinds whose records the keys may sign                   | any list            |
//! | `threshold`        | how many of the keys must sign                               | 1                   |
//! | `minimum-sequence` | nothing older is accepted from this publisher, whoever signed| 0                   |
//! | a PEM block        | a public key of either suite; several for rotation and thresholds | refused        |
//!
//! Anchors add up: a document is accepted where for its records, for every list it names and for its policy pack there
//! is an anchor of its publisher and region that speaks for them and of which enough keys signed. Two anchors that share
//! a key and speak for the same thing must have the same threshold, else the lower one would undo the higher: within a
//! file, among several, and however else anchors are made.
//!
//! A text of PEM blocks alone is an anchor for each key, with both roles for any publisher.

mod anchor;
mod claim;
mod error;
mod file;
mod quorum;

pub use anchor::Anchor;
pub use claim::Claim;
pub use error::{Fault, TrustError};
pub use quorum::{Quorum, QuorumError};

use crate::error::OpenError;
use crate::format::MAGIC;
use crate::format::header::Header;
use crate::suite::{KeyId, PublicKey, Signature};
use crate::unseen::Quoted;
use anchor::{Right, first_undone};
use core::str::FromStr;

/// No list has this code: only an anchor for any list grants it.
const ANY_LIST: &str = "*";

/// The anchors a host trusts, and the oldest sequence it accepts.
#[derive(Clone, Debug, Default)]
pub struct TrustAnchors {
    anchors: Vec<Anchor>,
    minimum_sequence: u64,
}

impl TrustAnchors {
    /// Anchors; without any, nothing is accepted. Two that share a key and speak for the same thing must have the same
    /// threshold, else the lower one would undo the higher.
    pub fn new(anchors: Vec<Anchor>) -> Result<Self, TrustError> {
        match first_undone(&anchors) {
            None => Ok(Self {
                anchors,
                minimum_sequence: 0,
            }),
            Some(undone) => Err(TrustError::Undone { key: undone.key }),
        }
    }

    /// Bare public keys, each with both roles for any publisher.
    pub fn from_public_keys(keys: impl IntoIterator<Item = PublicKey>) -> Self {
        // All of one threshold, so that none undoes another.
        Self {
            anchors: keys.into_iter().map(Anchor::unrestricted).collect(),
            minimum_sequence: 0,
        }
    }

    /// Reads a [trust file](self#trust-files), or the PEM blocks of bare public keys.
    ///
    /// ```
    /// use jrp_core::{suite::{SigningKey, Suite}, trust::TrustAnchors};
    /// let pem = SigningKey::from_seed(Suite::Sm2Sm3, &[7; 32])?.public().to_pem();
    /// TrustAnchors::from_text(&pem)?;
    /// let anchors = TrustAnchors::from_text(&format!("jrp-trust 1\nanchor\npublisher 云澜区信用办\nroles records\n{pem}"))?;
    /// assert!(!anchors.anchors()[0].policy);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_text(text: &str) -> Result<Self, TrustError> {
        file::read(text).and_then(Self::new)
    }

    /// The public keys of a text that holds nothing but their PEM blocks.
    pub fn public_keys_from_text(text: &str) -> Result<Vec<PublicKey>, TrustError> {
        file::read_keys(text)
    }

    /// The anchors of both, which are judged as those of one text; the higher of the minimum sequences.
    pub fn join(mut self, other: Self) -> Result<Self, TrustError> {
        self.anchors.extend(other.anchors);
        let joined = Self::new(self.anchors)?;
        Ok(joined.with_minimum_sequence(self.minimum_sequence.max(other.minimum_sequence)))
    }

    /// Refuses everything whose sequence is below `sequence`: the guard against rollback.
    #[must_use]
    pub fn with_minimum_sequence(self, sequence: u64) -> Self {
        Self {
            minimum_sequence: sequence,
            ..self
        }
    }

    /// The anchors.
    pub fn anchors(&self) -> &[Anchor] {
        &self.anchors
    }

    /// The same anchors, content with any sequence: for the lower layers of a chain, never for its newest.
    pub(crate) fn of_any_sequence(mut self) -> Self {
        self.minimum_sequence = 0;
        for anchor in &mut self.anchors {
            anchor.minimum_sequence = 0;
        }
        self
    }

    /// Accepts a snapshot by the signatures of its header, upon the layer below where there is one. Gives the ids of the
    /// keys whose signatures count.
    pub(crate) fn accept_header(
        &self,
        header: &Header,
        below: Option<&Header>,
        message: &[u8],
        signatures: &[Signature],
    ) -> Result<Vec<KeyId>, OpenError> {
        let claim = Claim::of(header, below);
        let signers = self.judge(&claim, message, signatures)?;
        Ok(self.counting(&claim, &signers))
    }

    /// Accepts a snapshot again, by the signatures of its header, where it leaves lists out: who signed it must be entitled
    /// to these too. Where they are not known, they may be all that anybody may sign for this publisher.
    pub(crate) fn accept_without(
        &self,
        header: &Header,
        lists: Option<&[&str]>,
        message: &[u8],
        signatures: &[Signature],
    ) -> Result<(), OpenError> {
        let mut claim = Claim::of(header, None);
        match lists {
            Some(lists) => claim.lists.extend(lists),
            None => {
                let of_publisher = |anchor: &&Anchor| {
                    anchor.records && anchor.is_of_publisher(&claim) && anchor.is_of_region(&claim)
                };
                let anchors: Vec<&Anchor> = self.anchors.iter().filter(of_publisher).collect();
                for anchor in anchors {
                    match &anchor.list_kinds {
                        Some(lists) => claim.lists.extend(lists.iter().map(String::as_str)),
                        None => claim.lists.push(ANY_LIST),
                    }
                }
            }
        }
        self.judge(&claim, message, signatures).map(drop)
    }

    /// Accepts a document other than a snapshot by signatures of `message`, by the same rules.
    ///
    /// The message must begin with a line that no other kind of document begins with, so that a signature of one never
    /// passes for a signature of another; one that begins as a snapshot does is refused.
    pub fn accept(
        &self,
        claim: &Claim<'_>,
        message: &[u8],
        signatures: &[Signature],
    ) -> Result<(), OpenError> {
        if message.starts_with(&MAGIC) {
            return Err(OpenError::NotEntitled {
                signer: signatures
                    .first()
                    .map(|first| first.key_id.to_string())
                    .unwrap_or_default(),
                what: "a snapshot in place of another document".to_owned(),
            });
        }
        self.judge(claim, message, signatures).map(drop)
    }

    /// The known keys that signed, where what they sign is theirs to say.
    fn judge(
        &self,
        claim: &Claim<'_>,
        message: &[u8],
        signatures: &[Signature],
    ) -> Result<Vec<&PublicKey>, OpenError> {
        let first = signatures.first().ok_or(OpenError::Unsigned)?;
        let signers = self.signers(message, signatures)?;
        if signers.is_empty() {
            return Err(OpenError::UnknownSigner {
                signer: first.key_id.to_string(),
            });
        }
        for right in claim.rights() {
            let mut anchors = self.anchors.iter();
            if !anchors.any(|anchor| anchor.entitles(&signers, claim, right)) {
                return Err(self.refusal(claim, right, &signers));
            }
        }
        let minimum = self
            .anchors
            .iter()
            .filter(|anchor| anchor.is_of_publisher(claim) && anchor.is_of_region(claim))
            .map(|anchor| anchor.minimum_sequence)
            .fold(self.minimum_sequence, u64::max);
        match claim.sequence < minimum {
            true => Err(OpenError::SequenceTooOld {
                found: claim.sequence,
                minimum,
            }),
            false => Ok(signers),
        }
    }

    /// Ids of the keys whose signatures of a header count: they verify, and an anchor whose quorum they meet lets them
    /// speak for some of what the header says.
    pub(crate) fn counted(
        &self,
        header: &Header,
        below: Option<&Header>,
        message: &[u8],
        signatures: &[Signature],
    ) -> Vec<KeyId> {
        let claim = Claim::of(header, below);
        let signers = self.signers(message, signatures).unwrap_or_default();
        self.counting(&claim, &signers)
    }

    /// Of the keys that signed those that an anchor whose quorum they meet lets speak for some of the claim.
    fn counting(&self, claim: &Claim<'_>, signers: &[&PublicKey]) -> Vec<KeyId> {
        let counts = |key: &&&PublicKey| {
            self.anchors.iter().any(|anchor| {
                anchor.quorum.keys().contains(key)
                    && claim.rights().any(|right| anchor.entitles(signers, claim, right))
            })
        };
        let counted = signers.iter().filter(counts);
        counted.map(|key| key.id()).collect()
    }

    /// The known keys that signed, each once. Every signature that is said to be of a known key must verify; those of
    /// unknown keys are passed over.
    fn signers(&self, message: &[u8], signatures: &[Signature]) -> Result<Vec<&PublicKey>, OpenError> {
        let keys = || self.anchors.iter().flat_map(|anchor| anchor.quorum.keys());
        let mut signers = Vec::new();
        for signature in signatures {
            let Some(key) = keys().find(|key| key.id() == signature.key_id) else {
                continue;
            };
            if !signature.is_of(key, message) {
                return Err(OpenError::Signature {
                    signer: signature.key_id.to_string(),
                });
            }
            if !signers.contains(&key) {
                signers.push(key);
            }
        }
        Ok(signers)
    }

    /// Why nobody who signed is entitled to `right`: the first restriction that stops all of them.
    fn refusal(&self, claim: &Claim<'_>, right: Right<'_>, signers: &[&PublicKey]) -> OpenError {
        let mut anchors: Vec<&Anchor> = self.anchors.iter().collect();
        anchors.retain(|anchor| anchor.quorum.count(signers) > 0);
        let mut stopped_by = |passes: &dyn Fn(&Anchor) -> bool| {
            anchors.retain(|anchor| passes(anchor));
            anchors.is_empty()
        };
        let what = if stopped_by(&|anchor| anchor.is_of_publisher(claim)) {
            format!("for publisher {}", Quoted(claim.publisher))
        } else if stopped_by(&|anchor| anchor.is_of_region(claim)) {
            format!("for region {}", Quoted(claim.region))
        } else if stopped_by(&|anchor| anchor.grants(right)) {
            right.to_string()
        } else {
            let nearest = anchors
                .iter()
                .map(|anchor| &anchor.quorum)
                .min_by_key(|quorum| quorum.threshold().saturating_sub(quorum.count(signers)));
            return OpenError::TooFewSignatures {
                what: right.to_string(),
                found: nearest.map_or(0, |quorum| quorum.count(signers)),
                needed: nearest.map_or(0, Quorum::threshold),
            };
        };
        OpenError::NotEntitled {
            signer: signers
                .first()
                .map(|key| key.id().to_string())
                .unwrap_or_default(),
            what,
        }
    }
}

impl FromStr for TrustAnchors {
    type Err = TrustError;

    /// As [`TrustAnchors::from_text`].
    fn from_str(text: &str) -> Result<Self, TrustError> {
        Self::from_text(text)
    }
}
