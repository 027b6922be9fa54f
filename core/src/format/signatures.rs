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
            let key_id = taker.array()?;
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
            out.extend_from_slice(&signature.key_id);
            out.extend_from_slice(&signature.bytes);
        }
        out
    }
}
