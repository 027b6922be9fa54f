//! How many of which keys must sign.

use crate::order;
use crate::suite::PublicKey;
use thiserror::Error;

/// Different keys, of which a number must sign. One key never counts twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quorum {
    keys: Vec<PublicKey>,
    threshold: usize,
}

/// Why keys and a threshold are not a quorum.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum QuorumError {
    /// There is no key.
    #[error("the anchor has no key; put the PEM blocks of its public keys into it")]
    NoKey,
    /// A key is there twice.
    #[error("key {key} is in the anchor twice, and a key counts once; remove one of the two")]
    KeyTwice {
        /// its id, hexadecimal
        key: String,
    },
    /// Nobody, or more than there are, would have to sign.
    #[error("threshold {threshold} of {keys} keys; write a number from 1 to {keys}")]
    Threshold {
        /// how many must sign
        threshold: usize,
        /// how many there are
        keys: usize,
    },
}

impl Quorum {
    /// `threshold` of these keys.
    pub fn new(keys: Vec<PublicKey>, threshold: usize) -> Result<Self, QuorumError> {
        if keys.is_empty() {
            return Err(QuorumError::NoKey);
        }
        let mut sorted: Vec<&PublicKey> = keys.iter().collect();
        order::sort_by(&mut sorted, |a, b| a.as_bytes().cmp(b.as_bytes()));
        let twice = sorted
            .iter()
            .zip(sorted.iter().skip(1))
            .find(|(one, next)| one == next);
        if let Some((key, _)) = twice {
            return Err(QuorumError::KeyTwice {
                key: key.id().to_string(),
            });
        }
        if !(1..=keys.len()).contains(&threshold) {
            return Err(QuorumError::Threshold {
                threshold,
                keys: keys.len(),
            });
        }
        Ok(Self { keys, threshold })
    }

    /// The one key.
    pub fn single(key: PublicKey) -> Self {
        Self {
            keys: vec![key],
            threshold: 1,
        }
    }

    /// The keys, all different.
    pub fn keys(&self) -> &[PublicKey] {
        &self.keys
    }

    /// How many of them must sign.
    pub fn threshold(&self) -> usize {
        self.threshold
    }

    /// How many of them are among the signers.
    pub(super) fn count(&self, signers: &[&PublicKey]) -> usize {
        self.keys.iter().filter(|key| signers.contains(key)).count()
    }

    pub(super) fn is_met_by(&self, signers: &[&PublicKey]) -> bool {
        self.count(signers) >= self.threshold
    }
}
