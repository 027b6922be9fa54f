//! The signatures at the end of a file, over its header.
//!
//! | offset | size | field                            |
//! |-------:|-----:|----------------------------------|
//! |      0 |    4 | number of signatures             |
//! |      4 |  84n | suite (1), zero (3), key id (16), signature (64) |

use super::bytes::Taker;
use crate::error::{OpenError, Section};
use crate::suite::Suite;

/// One signature.
#[derive(Clone, Debug)]
pub(crate) struct Signature {
    pub(crate) suite: Suite,
    pub(crate) key_id: [u8; 16],
    pub(crate) bytes: [u8; 64],
}

/// Reads the block that fills `bytes`.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Signature>, OpenError> {
    let mut taker = Taker::new(bytes, Section::Signatures);
    let count = taker.u32()?;
    let mut signatures = Vec::new();
    for _ in 0..count {
        let suite = Suite::from_number(taker.u8()?)
            .ok_or_else(|| taker.malformed("a signature of an unknown suite"))?;
        taker.zeros(3)?;
        signatures.push(Signature {
            suite,
            key_id: taker.array()?,
            bytes: taker.array()?,
        });
    }
    taker.finish()?;
    Ok(signatures)
}

/// Writes the block.
#[cfg(feature = "build")]
pub(crate) fn write(signatures: &[Signature]) -> Vec<u8> {
    let mut out = (signatures.len() as u32).to_le_bytes().to_vec();
    for signature in signatures {
        out.extend_from_slice(&[signature.suite.number(), 0, 0, 0]);
        out.extend_from_slice(&signature.key_id);
        out.extend_from_slice(&signature.bytes);
    }
    out
}
