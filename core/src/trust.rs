//! Whose signatures count, and for what.

use crate::error::OpenError;
use crate::format::header::Header;
use crate::format::signatures::Signature;
use crate::suite::PublicKey;
use core::fmt::Write;

/// A public key and what it may speak for.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// The key
    pub key: PublicKey,
    /// The publisher it belongs to; `None` for any
    pub publisher: Option<String>,
    /// GB/T 2260 prefixes of the regions it may publish for; `None` for any
    pub regions: Option<Vec<String>>,
    /// List kinds it may publish; `None` for any
    pub list_kinds: Option<Vec<String>>,
    /// Whether it may sign records
    pub records: bool,
    /// Whether it may sign policy packs
    pub policy: bool,
}

impl Anchor {
    /// An anchor with both roles for any publisher: what a bare `.pub` file means.
    pub fn unrestricted(key: PublicKey) -> Self {
        Self {
            key,
            publisher: None,
            regions: None,
            list_kinds: None,
            records: true,
            policy: true,
        }
    }

    fn speaks_for_records(&self, header: &Header) -> Result<(), String> {
        if !self.records {
            return Err("records".to_owned());
        }
        if let Some(regions) = &self.regions
            && !regions
                .iter()
                .any(|region| !region.is_empty() && header.region.starts_with(region.as_str()))
        {
            return Err(format!("for region {:?}", header.region));
        }
        let listed = |code: &String| self.list_kinds.as_ref().is_none_or(|kinds| kinds.contains(code));
        match header.lists.iter().find(|list| !listed(&list.code)) {
            Some(list) => Err(format!("list {}", list.code)),
            None => Ok(()),
        }
    }
}

/// The anchors a host trusts, and the oldest sequence it accepts.
#[derive(Clone, Debug, Default)]
pub struct TrustAnchors {
    anchors: Vec<Anchor>,
    minimum_sequence: u64,
}

impl TrustAnchors {
    /// Anchors; without any, nothing is accepted.
    pub fn new(anchors: Vec<Anchor>) -> Self {
        Self {
            anchors,
            minimum_sequence: 0,
        }
    }

    /// Bare public keys, each with both roles for any publisher.
    pub fn from_public_keys(keys: impl IntoIterator<Item = PublicKey>) -> Self {
        Self::new(keys.into_iter().map(Anchor::unrestricted).collect())
    }

    /// Refuses snapshots whose sequence is below `sequence`: the guard against rollback.
    #[must_use]
    pub fn with_minimum_sequence(self, sequence: u64) -> Self {
        Self {
            minimum_sequence: sequence,
            ..self
        }
    }

    /// Accepts a header by its signatures. Every signature of a known key must verify, and the keys that signed must
    /// together be entitled to the records and to the policy pack.
    pub(crate) fn accept(
        &self,
        header: &Header,
        message: &[u8],
        signatures: &[Signature],
    ) -> Result<(), OpenError> {
        let mut entitled: Vec<&Anchor> = Vec::new();
        for signature in signatures {
            let known: Vec<&Anchor> = self
                .anchors
                .iter()
                .filter(|a| a.key.id() == signature.key_id)
                .collect();
            if let Some(anchor) = known.first()
                && (anchor.key.suite() != signature.suite || !anchor.key.verify(message, &signature.bytes))
            {
                return Err(OpenError::Signature {
                    signer: hex(&signature.key_id),
                });
            }
            entitled.extend(known);
        }
        let first = signatures.first().map(|signature| hex(&signature.key_id));
        let signer = first.unwrap_or_else(|| "none".to_owned());
        if entitled.is_empty() {
            return Err(OpenError::UnknownSigner { signer });
        }
        let refuse = |what: String| {
            Err(OpenError::NotEntitled {
                signer: signer.clone(),
                what,
            })
        };
        entitled.retain(|anchor| {
            anchor
                .publisher
                .as_ref()
                .is_none_or(|publisher| *publisher == header.publisher)
        });
        if entitled.is_empty() {
            return refuse(format!("for publisher {:?}", header.publisher));
        }
        let mut refusal = None;
        if !entitled.iter().any(|anchor| {
            anchor
                .speaks_for_records(header)
                .map_err(|what| refusal = Some(what))
                .is_ok()
        }) {
            return refuse(refusal.unwrap_or_default());
        }
        if !entitled.iter().any(|anchor| anchor.policy) {
            return refuse("a policy pack".to_owned());
        }
        if header.sequence < self.minimum_sequence {
            return Err(OpenError::SequenceTooOld {
                found: header.sequence,
                minimum: self.minimum_sequence,
            });
        }
        Ok(())
    }
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
            // Writing to a String cannot fail.
            let _ = write!(out, "{byte:02x}");
            out
        })
}
