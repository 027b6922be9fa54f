//! The signed manifest `latest`: what a published folder holds now, and what a host must fetch to have it.
//!
//! [`UnverifiedManifest`] is well-formed text of unproven origin; [`UnverifiedManifest::verify`] proves the origin by the
//! anchors that prove snapshots, and gives a [`Manifest`]. [`Manifest::plan`] compares it with what a host has and tells
//! which files to fetch, or why the manifest must not be followed. `docs/FORMAT.md` chapter 18 specifies the text.
//!
//! ```no_run
//! use jrp_core::{date::Timestamp, manifest::{Have, UnverifiedManifest}, trust::TrustAnchors};
//! # fn example(latest: &[u8], have: Have, trust: TrustAnchors) -> Result<(), Box<dyn std::error::Error>> {
//! let manifest = UnverifiedManifest::parse(latest)?.verify(&trust, Some("示例区信用办"))?;
//! for layer in manifest.plan(&have)?.fetch {
//!     println!("{} bytes from {}", layer.bytes, layer.file_name());
//! }
//! # Ok(())
//! # }
//! ```

mod error;
mod log;
mod plan;
#[cfg(feature = "build")]
mod publish;
#[cfg(feature = "build")]
mod signing;
mod text;

pub use error::{ManifestError, PlanError};
pub use log::{Log, LogEnd, LogError, MAX_LOG_BYTES};
pub use plan::{Have, Plan};

use crate::date::Timestamp;
use crate::error::OpenError;
use crate::roster::Roster;
use crate::snapshot::{Audience, FreshnessState, Header, Publication};
use crate::suite::{Digest, KeyId, Signature, Suite};
use crate::trust::{Claim, TrustAnchors};

/// Bytes of a manifest at most: a reader need not fetch more.
pub const MAX_BYTES: usize = 64 * 1024;

/// Deltas on a base at most.
pub const MAX_DELTAS: usize = 256;

/// Signatures at most.
pub const MAX_SIGNATURES: usize = 32;

/// Bytes of one file at most: 1 TiB.
pub const MAX_FILE_BYTES: u64 = 1 << 40;

/// One file of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// Its sequence
    pub sequence: u64,
    /// The file's length
    pub bytes: u64,
    /// Digest of its header, which names the snapshot
    pub header: Digest,
    /// Digest of the whole file, signatures included: its content address
    pub file: Digest,
}

impl Layer {
    /// What the file is called in a published folder: 64 hexadecimal digits and `.jrp`.
    pub fn file_name(&self) -> String {
        format!("{}.jrp", self.file)
    }

    /// Whether these are the bytes of the file, by length and digest.
    pub fn matches(&self, suite: Suite, bytes: &[u8]) -> bool {
        bytes.len() as u64 == self.bytes && suite.digest(bytes) == self.file
    }
}

/// What a published folder holds now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Whose digest names files and headers
    pub suite: Suite,
    /// 发布机构
    pub publisher: String,
    /// 行政区划, GB/T 2260; may be empty
    pub region: String,
    /// Whom it is for
    pub audience: Audience,
    /// When the newest layer was made
    pub issued_at: Timestamp,
    /// When the next publication is due
    pub next_update: Timestamp,
    /// After this no answer is given from it
    pub expires_at: Timestamp,
    /// Where the log of publications ends, the line of this one included
    pub log: LogEnd,
    /// The base
    pub base: Layer,
    /// The deltas on it, oldest first
    pub deltas: Vec<Layer>,
    /// Lines for readers of later versions, which begin with `x-`: passed over here
    pub extensions: Vec<String>,
}

impl Manifest {
    /// Whose publication it is.
    pub fn publication(&self) -> Publication<'_> {
        Publication {
            publisher: &self.publisher,
            region: &self.region,
            audience: self.audience,
        }
    }

    /// The layer on top.
    pub fn newest(&self) -> &Layer {
        self.deltas.last().unwrap_or(&self.base)
    }

    /// The sequence of the publication: the newest layer's.
    pub fn sequence(&self) -> u64 {
        self.newest().sequence
    }

    /// Base and deltas, oldest first.
    pub fn layers(&self) -> impl Iterator<Item = &Layer> {
        std::iter::once(&self.base).chain(&self.deltas)
    }

    /// How its times stand to the present. Past its expiry, and before its issue, nothing may be answered from it.
    pub fn freshness(&self, now: Timestamp) -> FreshnessState {
        FreshnessState::at(now, self.issued_at, self.next_update, self.expires_at)
    }

    /// The digest that names the newest layer, as in result JSON: `sm3:…` or `blake3:…`.
    pub fn digest(&self) -> String {
        format!("{}:{}", self.suite.digest_name(), self.newest().header)
    }

    /// Whether the roster opened from the files is the one announced; `header` and `digest` are its newest layer's.
    pub fn announces(&self, header: &Header, digest: &str) -> Result<(), PlanError> {
        let differing = [
            ("digest", self.digest() != digest),
            ("publisher", self.publisher != header.publisher),
            ("region", self.region != header.region),
            ("audience", self.audience != header.audience),
            ("sequence", self.sequence() != header.sequence),
            ("time of issue", self.issued_at != header.issued_at),
            ("next update", self.next_update != header.next_update),
            ("expiry", self.expires_at != header.expires_at),
        ];
        match differing.into_iter().find(|(_, differs)| *differs) {
            Some((what, _)) => Err(PlanError::Contradiction { what }),
            None => Ok(()),
        }
    }

    /// [`announces`](Self::announces), of a roster whose evidence then names this publication's line of the log.
    pub fn announce<B: AsRef<[u8]>>(&self, roster: &mut Roster<B>) -> Result<(), PlanError> {
        self.announces(roster.header(), roster.digest())?;
        roster.publish_as(self.log.lines, self.log.digest());
        Ok(())
    }

    /// What its signers must be entitled to before the files are at hand, which tell the lists. The policy pack is asked of
    /// the signers of the files.
    fn claim(&self) -> Claim<'_> {
        Claim {
            publisher: &self.publisher,
            region: &self.region,
            sequence: self.sequence(),
            lists: Vec::new(),
            policy: false,
        }
    }
}

/// A well-formed manifest whose origin is not yet proven.
#[derive(Clone, Debug)]
pub struct UnverifiedManifest {
    manifest: Manifest,
    message: Vec<u8>,
    signatures: Vec<Signature>,
}

impl UnverifiedManifest {
    /// Reads the text. Exactly one text says one manifest, so that no two readers understand it differently.
    pub fn parse(bytes: &[u8]) -> Result<Self, ManifestError> {
        let (manifest, message, signatures) = text::parse(bytes)?;
        Ok(Self {
            manifest,
            message: message.to_vec(),
            signatures,
        })
    }

    /// What the manifest says. Nothing of it is proven.
    pub fn claims(&self) -> &Manifest {
        &self.manifest
    }

    /// The keys that signed.
    pub fn signers(&self) -> Vec<KeyId> {
        self.signatures.iter().map(|signature| signature.key_id).collect()
    }

    /// Proves the origin of a manifest that the host itself has kept, whatever sequence is asked for since.
    pub fn verify_kept(self, trust: &TrustAnchors) -> Result<Manifest, ManifestError> {
        self.verify(&trust.clone().of_any_sequence(), None)
    }

    /// Proves that its signers may speak for every list of the newest file it names, whose header this is. A key for some
    /// of the lists could else name another log of publications beside files that others signed. Asked by who has opened
    /// the files; only [`verify`](Self::verify) proves the rest.
    pub fn verify_lists(&self, trust: &TrustAnchors, newest: &Header) -> Result<(), ManifestError> {
        let claim = Claim {
            lists: newest.lists.iter().map(|list| list.code.as_str()).collect(),
            ..self.manifest.claim()
        };
        let trust = trust.clone().of_any_sequence();
        let accepted = trust.accept(&claim, &self.message, &self.signatures);
        accepted.map_err(ManifestError::Trust)
    }

    /// Proves the origin; where a publisher is named, only a manifest of that one is accepted.
    pub fn verify(self, trust: &TrustAnchors, publisher: Option<&str>) -> Result<Manifest, ManifestError> {
        let manifest = self.manifest;
        if let Some(expected) = publisher
            && manifest.publisher != expected
        {
            return Err(ManifestError::Publisher {
                found: manifest.publisher,
                expected: expected.to_owned(),
            });
        }
        trust
            .accept(&manifest.claim(), &self.message, &self.signatures)
            .map_err(|source| match source {
                OpenError::SequenceTooOld { found, minimum } => {
                    ManifestError::SequenceTooOld { found, minimum }
                }
                source => ManifestError::Trust(source),
            })?;
        Ok(manifest)
    }
}

#[cfg(all(test, feature = "build"))]
mod tests;
