//! Private keys and signing. No randomness: the same key and message give the same signature.

use super::pem::{self, Kind};
use super::public_key::SM2_SIGNER_ID;
use super::{KeyError, PublicKey, Suite, der};
use core::fmt;
use sm2::dsa::signature::Signer;
use sm2::elliptic_curve::sec1::ToSec1Point;
use zeroize::{Zeroize, Zeroizing};

/// A key that signs. Its bytes are wiped when it is dropped, and no `Debug` output shows them.
///
/// ```
/// use jrp_core::suite::{SigningKey, Suite};
/// let key = SigningKey::from_seed(Suite::Ed25519Blake3, &[7; 32])?;
/// assert_eq!(key.sign(b"list"), SigningKey::from_pem(&key.to_pem())?.sign(b"list"));
/// # Ok::<(), jrp_core::suite::KeyError>(())
/// ```
pub struct SigningKey {
    /// Ed25519: the private key (seed) of RFC 8032. SM2: the scalar d, most significant byte first.
    secret: [u8; 32],
    public: PublicKey,
}

impl SigningKey {
    /// The key with these 32 bytes, which the caller draws at random.
    ///
    /// Ed25519 takes any; SM2 takes them as the scalar d, most significant byte first, and refuses values outside
    /// `1 ..= n-2` (a random draw meets that once in 2^32: draw again).
    pub fn from_seed(suite: Suite, seed: &[u8; 32]) -> Result<Self, KeyError> {
        Ok(Self {
            secret: *seed,
            public: match suite {
                Suite::Sm2Sm3 => sm2_public(seed)?,
                Suite::Ed25519Blake3 => {
                    let key = ed25519_dalek::SigningKey::from_bytes(seed);
                    PublicKey::from_bytes(suite, key.verifying_key().as_bytes())?
                }
            },
        })
    }

    /// Reads a PKCS#8 `PRIVATE KEY` PEM file of either suite, not encrypted.
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        let content = pem::decode(Kind::Private, text)?;
        let private = der::decode_private(&content)?;
        let suite = private.suite;
        let secret = private.secret.try_into().map_err(|_| KeyError::Length {
            what: "a private key",
            wanted: 32,
            found: private.secret.len(),
        })?;
        let key = Self::from_seed(suite, secret)?;
        match private.public {
            Some(public) if PublicKey::from_bytes(suite, public).as_ref() != Ok(&key.public) => {
                Err(KeyError::Mismatched { suite })
            }
            _ => Ok(key),
        }
    }

    /// Writes a PKCS#8 `PRIVATE KEY` PEM file, not encrypted. The caller guards the text.
    pub fn to_pem(&self) -> String {
        let content = Zeroizing::new(der::encode_private(
            self.suite(),
            &self.secret,
            self.public.as_bytes(),
        ));
        pem::encode(Kind::Private, &content)
    }

    /// The suite it signs in.
    pub fn suite(&self) -> Suite {
        self.public.suite()
    }

    /// The key that verifies what this one signs.
    pub fn public(&self) -> PublicKey {
        self.public.clone()
    }

    /// Signs `message`; the same message always gives the same signature.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        match self.suite() {
            Suite::Ed25519Blake3 => {
                use ed25519_dalek::Signer;
                ed25519_dalek::SigningKey::from_bytes(&self.secret)
                    .sign(message)
                    .to_bytes()
            }
            // Fails where r, s or r + k is 0 mod n (once in 2^254); zeros are a signature that nobody accepts.
            Suite::Sm2Sm3 => sm2::dsa::SigningKey::from_slice(SM2_SIGNER_ID, &self.secret)
                .and_then(|key| key.try_sign(message))
                .map_or([0; 64], |signature: sm2::dsa::Signature| {
                    signature.to_bytes().into()
                }),
        }
    }
}

fn sm2_public(secret: &[u8; 32]) -> Result<PublicKey, KeyError> {
    let suite = Suite::Sm2Sm3;
    // n - 1, the one scalar that the curve allows and SM2 signing does not: 1 + d would have no inverse.
    const LAST: [u8; 32] =
        *b"\xff\xff\xff\xfe\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x72\x03\xdf\x6b\x21\xc6\x05\x2b\x53\xbb\xf4\x09\x39\xd5\x41\x22";
    match sm2::SecretKey::from_slice(secret) {
        Ok(key) if *secret != LAST => {
            PublicKey::from_bytes(suite, key.public_key().to_sec1_point(false).as_bytes())
        }
        _ => Err(KeyError::PrivateOutOfRange { suite }),
    }
}

impl Drop for SigningKey {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("public", &self.public)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suite::testing::hex;

    #[test]
    fn ed25519_signs_as_rfc_8032() {
        for (seed, public, message, signature) in [
            (
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                &b""[..],
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            ),
            (
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                b"\x72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            ),
        ] {
            let key = SigningKey::from_seed(Suite::Ed25519Blake3, &hex(seed)).unwrap();
            assert_eq!(key.public().as_bytes(), hex::<32>(public));
            assert_eq!(key.sign(message), hex(signature));
        }
    }

    #[test]
    fn sm2_derives_the_public_key_of_gb_t_32918_5() {
        let seed = hex("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8");
        let key = SigningKey::from_seed(Suite::Sm2Sm3, &seed).unwrap();
        assert_eq!(
            key.public().as_bytes(),
            hex::<65>(
                "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020\
                 ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
            )
        );
    }

    #[test]
    fn signing_twice_gives_the_same_bytes_and_they_verify() {
        for suite in Suite::ALL {
            let key = SigningKey::from_seed(suite, &[7; 32]).unwrap();
            let signature = key.sign(b"list");
            assert_eq!(signature, key.sign(b"list"));
            assert!(key.public().verify(b"list", &signature));
            assert!(!key.public().verify(b"", &signature));
        }
    }

    #[test]
    fn scalars_outside_the_sm2_range_are_refused() {
        let last = hex("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122");
        let order = hex("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123");
        for seed in [[0; 32], last, order, [0xff; 32]] {
            assert!(SigningKey::from_seed(Suite::Sm2Sm3, &seed).is_err());
        }
        let largest = hex("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54121");
        let key = SigningKey::from_seed(Suite::Sm2Sm3, &largest).unwrap();
        assert!(key.public().verify(b"m", &key.sign(b"m")));
    }

    #[test]
    fn pem_round_trips_and_a_foreign_public_part_is_refused() {
        for suite in Suite::ALL {
            let key = SigningKey::from_seed(suite, &[7; 32]).unwrap();
            let read = SigningKey::from_pem(&key.to_pem()).unwrap();
            assert_eq!((read.secret, read.public()), (key.secret, key.public()));
        }
        let mine = SigningKey::from_seed(Suite::Sm2Sm3, &[7; 32]).unwrap();
        let other = SigningKey::from_seed(Suite::Sm2Sm3, &[8; 32]).unwrap();
        let mixed = SigningKey {
            secret: mine.secret,
            public: other.public(),
        };
        assert_eq!(
            SigningKey::from_pem(&mixed.to_pem()).unwrap_err(),
            KeyError::Mismatched { suite: Suite::Sm2Sm3 }
        );
    }

    #[test]
    fn debug_output_hides_the_secret() {
        let key = SigningKey::from_seed(Suite::Ed25519Blake3, &[0xab; 32]).unwrap();
        assert!(!format!("{key:?}").contains("171, 171"));
    }
}
