//! The signatures at the end of a file, over its header; other signed documents use the same block.
//!
//! | offset | size | field                            |
//! |-------:|-----:|----------------------------------|
//! |      0 |    4 | number of signatures, at most 32 |
//! |      4 |  84n | suite (1), zero (3), key id (16), signature (64) |
//!
//! No key signs twice.

use super::bytes::Taker;
use crate::error::{OpenError, Section};
use crate::suite::{Signature, Suite};

/// Each costs a verification, and anybody can append some.
const MOST: u32 = 32;

impl Signature {
    /// Reads the block of signatures that fills `bytes`.
    pub fn read_block(bytes: &[u8]) -> Result<Vec<Self>, OpenError> {
        let mut taker = Taker::new(bytes, Section::Signatures);
        let count = taker.u32()?;
        if count > MOST {
            return Err(taker.malformed("there are more than 32 signatures"));
        }
        let mut signatures: Vec<Self> = Vec::new();
        for _ in 0..count {
            let suite = Suite::from_number(taker.u8()?)
                .ok_or_else(|| taker.malformed("a signature of an unknown suite"))?;
            taker.zeros(3)?;
            let key_id = taker.array::<16>()?.into();
            if signatures.iter().any(|other| other.key_id == key_id) {
                return Err(taker.malformed("a key signed twice"));
            }
            signatures.push(Self {
                suite,
                key_id,
                bytes: taker.array()?,
            });
        }
        taker.finish()?;
        Ok(signatures)
    }

    /// Writes the block.
    pub fn write_block(signatures: &[Self]) -> Vec<u8> {
        let mut out = (signatures.len() as u32).to_le_bytes().to_vec();
        for signature in signatures {
            out.extend_from_slice(&[signature.suite.number(), 0, 0, 0]);
            out.extend_from_slice(signature.key_id.as_bytes());
            out.extend_from_slice(&signature.bytes);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_keys(count: u8) -> Vec<Signature> {
        let signature = |id| Signature {
            suite: Suite::Ed25519Blake3,
            key_id: [id; 16].into(),
            bytes: [id; 64],
        };
        (0..count).map(signature).collect()
    }

    #[test]
    fn blocks_of_no_to_32_keys_are_read_back() {
        for count in [0, 1, 32] {
            let block = Signature::write_block(&of_keys(count));
            assert_eq!(Signature::read_block(&block), Ok(of_keys(count)));
            for cut in 0..block.len() {
                assert!(
                    Signature::read_block(&block[..cut]).is_err(),
                    "{count} cut at {cut}"
                );
            }
        }
    }

    #[test]
    fn too_many_signatures_and_a_key_that_signs_twice_are_refused() {
        let twice = [of_keys(3), of_keys(1)].concat();
        for signatures in [of_keys(33), twice] {
            let block = Signature::write_block(&signatures);
            assert!(Signature::read_block(&block).is_err());
        }
        assert!(Signature::read_block(&u32::MAX.to_le_bytes()).is_err());
    }
}
