//! Public keys and verifying.

use super::pem::{self, Kind};
use super::{Digest, KeyError, KeyId, Suite, der};
use sm2::dsa::signature::Verifier;
use sm2::elliptic_curve::sec1::ToSec1Point;

/// The signer id that GM/T 0009 gives where none is agreed.
pub(super) const SM2_SIGNER_ID: &str = "1234567812345678";

const SM2_POINT: usize = 65;
const ED25519_POINT: usize = 32;

/// A key that verifies signatures of one suite.
///
/// ```
/// use jrp_core::suite::{PublicKey, SigningKey, Suite};
/// let key = SigningKey::from_seed(Suite::Sm2Sm3, &[7; 32])?;
/// let public = PublicKey::from_pem(&key.public().to_pem())?;
/// let signature = key.sign(b"list");
/// assert!(public.verify(b"list", &signature));
/// assert!(!public.verify(b"lists", &signature));
/// # Ok::<(), jrp_core::suite::KeyError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(Point);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Point {
    /// Uncompressed, `04 ‖ x ‖ y`.
    Sm2([u8; SM2_POINT]),
    /// Compressed, as RFC 8032.
    Ed25519([u8; ED25519_POINT]),
}

impl PublicKey {
    /// The suite whose signatures it verifies.
    pub fn suite(&self) -> Suite {
        match self.0 {
            Point::Sm2(_) => Suite::Sm2Sm3,
            Point::Ed25519(_) => Suite::Ed25519Blake3,
        }
    }

    /// Reads a `PUBLIC KEY` PEM file of either suite.
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        let content = pem::decode(Kind::Public, text)?;
        let (suite, key) = der::decode_public(&content)?;
        Self::from_bytes(suite, key)
    }

    /// Writes a `PUBLIC KEY` PEM file.
    pub fn to_pem(&self) -> String {
        pem::encode(Kind::Public, &self.to_der())
    }

    /// Reads the bytes [`as_bytes`](Self::as_bytes) gives; for SM2 also a compressed point.
    pub fn from_bytes(suite: Suite, bytes: &[u8]) -> Result<Self, KeyError> {
        let invalid = || KeyError::PublicNotOnCurve { suite };
        let length = |what, wanted| KeyError::Length {
            what,
            wanted,
            found: bytes.len(),
        };
        match suite {
            Suite::Sm2Sm3 if !matches!(bytes.len(), 33 | SM2_POINT) => {
                Err(length("an SM2 public key", SM2_POINT))
            }
            Suite::Sm2Sm3 => {
                let key = sm2::PublicKey::from_sec1_bytes(bytes).map_err(|_| invalid())?;
                let point = key.to_sec1_point(false);
                let point = point.as_bytes().try_into().map_err(|_| invalid())?;
                Ok(Self(Point::Sm2(point)))
            }
            Suite::Ed25519Blake3 => {
                let point = bytes
                    .try_into()
                    .map_err(|_| length("an Ed25519 public key", ED25519_POINT))?;
                let key = ed25519_dalek::VerifyingKey::from_bytes(&point).map_err(|_| invalid())?;
                if key.is_weak() || !is_canonical(&point) {
                    return Err(invalid());
                }
                Ok(Self(Point::Ed25519(point)))
            }
        }
    }

    /// SM2: the uncompressed point, 65 bytes. Ed25519: the 32 bytes of RFC 8032.
    pub fn as_bytes(&self) -> &[u8] {
        match &self.0 {
            Point::Sm2(point) => point,
            Point::Ed25519(point) => point,
        }
    }

    /// The first 16 bytes of the suite's digest of the DER SubjectPublicKeyInfo.
    pub fn id(&self) -> KeyId {
        super::digest::first_half(self.suite().digest_of(&[&self.to_der()])).into()
    }

    /// Whether `signature` is this key's over `message`. Refuses every value that the standards refuse.
    pub fn verify(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        match &self.0 {
            Point::Sm2(point) => {
                let key = sm2::dsa::VerifyingKey::from_sec1_bytes(SM2_SIGNER_ID, point);
                // `from_slice` refuses r and s outside 1 ..= n-1, `verify` refuses r + s = 0 mod n.
                let signature = sm2::dsa::Signature::from_slice(signature);
                matches!((key, signature), (Ok(key), Ok(signature)) if key.verify(message, &signature).is_ok())
            }
            Point::Ed25519(point) => {
                let signature = ed25519_dalek::Signature::from_bytes(signature);
                ed25519_dalek::VerifyingKey::from_bytes(point)
                    .is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
            }
        }
    }

    /// What a device signs that hashes nothing itself: for SM2 `e = SM3(Z ‖ message)`; `None` for Ed25519, which signs the
    /// message itself.
    pub fn digest_to_sign(&self, message: &[u8]) -> Option<Digest> {
        match &self.0 {
            Point::Sm2(point) => Some(super::sm2_digest::of(point, message).into()),
            Point::Ed25519(_) => None,
        }
    }

    fn to_der(&self) -> Vec<u8> {
        der::encode_public(self.suite(), self.as_bytes())
    }
}

/// Whether y, without the sign bit, is below 2^255 - 19 as RFC 8032 section 5.1.3 requires.
fn is_canonical(point: &[u8; ED25519_POINT]) -> bool {
    let [lowest, middle @ .., highest] = point;
    *lowest < 0xed || highest & 0x7f != 0x7f || middle.iter().any(|byte| *byte != 0xff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suite::testing::hex;

    /// GB/T 32918.5-2017 annex A.2: the recommended curve, M = "message digest", ID = "1234567812345678".
    fn gb_t_32918_5() -> (PublicKey, [u8; 64]) {
        let key = hex::<65>(
            "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020\
             ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
        );
        let signature = hex("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3\
             b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");
        (PublicKey::from_bytes(Suite::Sm2Sm3, &key).unwrap(), signature)
    }

    /// RFC 8032 section 7.1, TEST 3.
    fn rfc_8032() -> (PublicKey, [u8; 64]) {
        let key = hex::<32>("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
        let signature = hex("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac\
             18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
        (
            PublicKey::from_bytes(Suite::Ed25519Blake3, &key).unwrap(),
            signature,
        )
    }

    #[test]
    fn published_signatures_verify_and_every_flipped_bit_is_refused() {
        for ((key, signature), message) in [
            (gb_t_32918_5(), &b"message digest"[..]),
            (rfc_8032(), b"\xaf\x82"),
        ] {
            assert!(key.verify(message, &signature));
            for bit in 0..512 {
                let mut flipped = signature;
                flipped[bit / 8] ^= 1 << (bit % 8);
                assert!(!key.verify(message, &flipped), "bit {bit}");
            }
            for bit in 0..8 * message.len() {
                let mut flipped = message.to_vec();
                flipped[bit / 8] ^= 1 << (bit % 8);
                assert!(!key.verify(&flipped, &signature));
            }
        }
    }

    #[test]
    fn sm2_values_out_of_range_are_refused() {
        let (key, signature) = gb_t_32918_5();
        let order = hex::<32>("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123");
        for half in [0, 32] {
            for value in [[0; 32], [0xff; 32], order] {
                let mut bad = signature;
                bad[half..half + 32].copy_from_slice(&value);
                assert!(!key.verify(b"message digest", &bad));
            }
        }
        let mut sum_zero = [0; 64];
        sum_zero[31] = 1;
        sum_zero[32..].copy_from_slice(&order);
        sum_zero[63] -= 1;
        assert!(!key.verify(b"message digest", &sum_zero), "r + s = n");
    }

    #[test]
    fn ed25519_with_s_above_the_order_is_refused() {
        let (key, mut signature) = rfc_8032();
        let order = hex::<32>("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        let mut carry = 0;
        for (byte, add) in signature[32..].iter_mut().zip(order) {
            let sum = u16::from(*byte) + u16::from(add) + carry;
            *byte = sum as u8;
            carry = sum >> 8;
        }
        assert!(!key.verify(b"\xaf\x82", &signature));
    }

    #[test]
    fn bytes_that_are_no_full_order_point_are_refused() {
        for bytes in [&[0; 65][..], &[4; 65], &[2; 64], &[]] {
            assert!(PublicKey::from_bytes(Suite::Sm2Sm3, bytes).is_err());
        }
        let identity = hex::<32>("0100000000000000000000000000000000000000000000000000000000000000");
        let beyond_p = hex::<32>("f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
        for bytes in [&[0; 32][..], &identity, &beyond_p, &[1; 31]] {
            assert!(PublicKey::from_bytes(Suite::Ed25519Blake3, bytes).is_err());
        }
    }

    #[test]
    fn a_compressed_sm2_point_is_the_same_key() {
        let (key, _) = gb_t_32918_5();
        let mut compressed = key.as_bytes()[..33].to_vec();
        compressed[0] = 3; // y is odd
        assert_eq!(PublicKey::from_bytes(Suite::Sm2Sm3, &compressed).unwrap(), key);
    }

    #[test]
    fn pem_round_trips_and_ids_differ() {
        let keys = [gb_t_32918_5().0, rfc_8032().0];
        for key in &keys {
            assert_eq!(&PublicKey::from_pem(&key.to_pem()).unwrap(), key);
        }
        assert_ne!(keys[0].id(), keys[1].id());
    }

    #[test]
    fn other_curves_are_named() {
        // A P-256 key: the same structure with another curve.
        let p256 = "-----BEGIN PUBLIC KEY-----\n\
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt\n\
            6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==\n\
            -----END PUBLIC KEY-----\n";
        let message = PublicKey::from_pem(p256).unwrap_err().to_string();
        assert!(message.contains("1.2.840.10045.3.1.7"), "{message}");
    }
}
