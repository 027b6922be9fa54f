//! The section of natural persons: a partition under the person key's keystream.
//!
//! | offset | size | field                                                                            |
//! |-------:|-----:|----------------------------------------------------------------------------------|
//! |      0 |   16 | nonce: the first 16 bytes of MAC(person key, `jrp/v1/person-section`, plain bytes)  |
//! |     16 |      | the plain bytes under the keystream of that nonce                                |
//!
//! The nonce depends on the content, so that the same records give the same bytes and no keystream is used twice for
//! different content; it also proves the content to whoever holds the key.

use crate::error::{OpenError, Section};
use crate::suite::{PersonKey, Suite};

const CONTEXT: &str = "jrp/v1/person-section";

/// The plain bytes of a sealed section.
pub(crate) fn open(suite: Suite, key: &PersonKey, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
    let malformed = |what| OpenError::Malformed {
        section: Section::Persons,
        what,
    };
    let (nonce, bytes) = sealed
        .split_first_chunk::<16>()
        .ok_or_else(|| malformed("the nonce is missing"))?;
    let mut plain = bytes.to_vec();
    key.apply_keystream(suite, nonce, &mut plain);
    if nonce_of(suite, key, &plain) != *nonce {
        return Err(malformed("the sealed bytes do not match their nonce"));
    }
    Ok(plain)
}

/// Seals plain bytes.
#[cfg(feature = "build")]
pub(crate) fn seal(suite: Suite, key: &PersonKey, mut plain: Vec<u8>) -> Vec<u8> {
    let nonce = nonce_of(suite, key, &plain);
    key.apply_keystream(suite, &nonce, &mut plain);
    let mut out = nonce.to_vec();
    out.extend(plain);
    out
}

fn nonce_of(suite: Suite, key: &PersonKey, plain: &[u8]) -> [u8; 16] {
    let mac = key.mac(suite, CONTEXT, &[plain]);
    let mut nonce = [0; 16];
    nonce.copy_from_slice(mac.first_chunk::<16>().unwrap_or(&[0; 16]));
    nonce
}
