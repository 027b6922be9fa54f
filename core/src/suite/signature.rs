//! Signatures as values: whose, and in which forms devices write them.

use super::{KeyError, KeyId, PublicKey, SigningKey, Suite, der};

/// A signature and the key it is said to be of.
///
/// ```
/// use jrp_core::suite::{Signature, SigningKey, Suite};
/// let key = SigningKey::from_seed(Suite::Sm2Sm3, &[7; 32])?;
/// let signature = Signature::by(&key, b"list");
/// assert!(signature.is_of(&key.public(), b"list"));
/// # Ok::<(), jrp_core::suite::KeyError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Suite of the key
    pub suite: Suite,
    /// Id of the key
    pub key_id: KeyId,
    /// SM2: `r ‖ s`; Ed25519: `R ‖ S`
    pub bytes: [u8; 64],
}

impl Signature {
    /// Signs `message`.
    pub fn by(key: &SigningKey, message: &[u8]) -> Self {
        Self::of(&key.public(), key.sign(message))
    }

    /// A signature made elsewhere, not checked yet.
    pub fn of(key: &PublicKey, bytes: [u8; 64]) -> Self {
        Self {
            suite: key.suite(),
            key_id: key.id(),
            bytes,
        }
    }

    /// Reads what a signing device or OpenSSL wrote: the 64 bytes, or for SM2 the DER `SEQUENCE { INTEGER r, INTEGER s }`
    /// of GM/T 0009. Whether it is a signature of anything is not checked.
    pub fn read(key: &PublicKey, bytes: &[u8]) -> Result<Self, KeyError> {
        let invalid = || KeyError::Signature {
            suite: key.suite(),
            found: bytes.len(),
        };
        let plain = <[u8; 64]>::try_from(bytes).ok();
        let bytes = match key.suite() {
            Suite::Sm2Sm3 => plain.or_else(|| der::decode_signature(bytes)),
            Suite::Ed25519Blake3 => plain,
        };
        Ok(Self::of(key, bytes.ok_or_else(invalid)?))
    }

    /// Whether it is `key`'s, over `message`.
    pub fn is_of(&self, key: &PublicKey, message: &[u8]) -> bool {
        self.suite == key.suite() && self.key_id == key.id() && key.verify(message, &self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(suite: Suite) -> PublicKey {
        SigningKey::from_seed(suite, &[7; 32]).unwrap().public()
    }

    /// r = 1 with the sign's zero byte where it is needed, s of 32 bytes.
    fn der(r: &[u8], s: &[u8]) -> Vec<u8> {
        let integer = |value: &[u8]| [&[2, value.len() as u8], value].concat();
        let both = [integer(r), integer(s)].concat();
        [&[0x30, both.len() as u8], &both[..]].concat()
    }

    #[test]
    fn both_forms_of_sm2_are_read_and_short_numbers_are_padded() {
        let key = key(Suite::Sm2Sm3);
        let high = [&[0][..], &[0x80; 32]].concat();
        let read = Signature::read(&key, &der(&[1], &high)).unwrap();
        assert_eq!(read.bytes[..32], [&[0; 31][..], &[1]].concat());
        assert_eq!(read.bytes[32..], [0x80; 32]);
        assert_eq!(Signature::read(&key, &read.bytes).unwrap(), read);
    }

    #[test]
    fn other_bytes_are_refused() {
        let whole = der(&[1], &[2; 32]);
        let longer = [&whole[..], &[0]].concat();
        for bytes in [
            &[][..],
            &[0; 63],
            &[0; 65],
            &whole[..whole.len() - 1],
            &longer,
            &der(&[1], &[1; 33]),
            &der(&[0x80], &[1]),
            &der(&[0, 1], &[1]),
        ] {
            for suite in Suite::ALL {
                assert!(Signature::read(&key(suite), bytes).is_err(), "{bytes:x?}");
            }
        }
        assert!(Signature::read(&key(Suite::Ed25519Blake3), &whole).is_err());
    }
}
