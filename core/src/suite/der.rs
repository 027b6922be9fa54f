//! The DER of keys and signatures. We write one fixed form per suite and read what OpenSSL and others write.

use super::{KeyError, Suite};
use pkcs8::der::asn1::{OctetStringRef, UintRef};
use pkcs8::der::{self, Decode, Reader, SliceReader};
use pkcs8::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};
use pkcs8::{ObjectIdentifier, PrivateKeyInfoRef};
use sec1::EcPrivateKey;

const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const SM2_CURVE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.301");

/// SEQUENCE { SEQUENCE { id-Ed25519 }, BIT STRING of 32 bytes }
const ED25519_PUBLIC: &[u8] = b"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00";

/// SEQUENCE { 0, SEQUENCE { id-Ed25519 }, OCTET STRING { OCTET STRING of 32 bytes } }
const ED25519_PRIVATE: &[u8] = b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20";

/// SEQUENCE { SEQUENCE { id-ecPublicKey, sm2 curve }, BIT STRING of 65 bytes }
const SM2_PUBLIC: &[u8] =
    b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x81\x1c\xcf\x55\x01\x82\x2d\x03\x42\x00";

/// SEQUENCE { 0, SEQUENCE { id-ecPublicKey, sm2 curve }, OCTET STRING { SEQUENCE { 1, OCTET STRING of 32 bytes …
const SM2_PRIVATE: &[u8] = b"\x30\x81\x87\x02\x01\x00\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x81\x1c\xcf\x55\x01\x82\x2d\x04\x6d\x30\x6b\x02\x01\x01\x04\x20";

/// … \[1\] { BIT STRING of 65 bytes } } } }
const SM2_PRIVATE_POINT: &[u8] = b"\xa1\x44\x03\x42\x00";

/// The SubjectPublicKeyInfo of a public key in its fixed-length form.
pub(super) fn encode_public(suite: Suite, key: &[u8]) -> Vec<u8> {
    match suite {
        Suite::Ed25519Blake3 => [ED25519_PUBLIC, key].concat(),
        Suite::Sm2Sm3 => [SM2_PUBLIC, key].concat(),
    }
}

/// The PKCS#8 of a 32-byte private key; SM2 carries the public key along.
pub(super) fn encode_private(suite: Suite, secret: &[u8; 32], public: &[u8]) -> Vec<u8> {
    match suite {
        Suite::Ed25519Blake3 => [ED25519_PRIVATE, secret].concat(),
        Suite::Sm2Sm3 => [SM2_PRIVATE, secret, SM2_PRIVATE_POINT, public].concat(),
    }
}

/// The suite and key bytes of a SubjectPublicKeyInfo; what the bytes mean is not judged here.
pub(super) fn decode_public(der: &[u8]) -> Result<(Suite, &[u8]), KeyError> {
    let malformed = KeyError::Malformed {
        what: "SubjectPublicKeyInfo",
    };
    let Ok(info) = SubjectPublicKeyInfoRef::from_der(der) else {
        return Err(malformed);
    };
    let suite = suite_of(&info.algorithm)?;
    info.subject_public_key
        .as_bytes()
        .map(|key| (suite, key))
        .ok_or(malformed)
}

/// What a PKCS#8 structure holds.
pub(super) struct Private<'a> {
    pub(super) suite: Suite,
    pub(super) secret: &'a [u8],
    /// The public key written beside it, if any.
    pub(super) public: Option<&'a [u8]>,
}

/// Reads PKCS#8; what the bytes mean is not judged here.
pub(super) fn decode_private(der: &[u8]) -> Result<Private<'_>, KeyError> {
    let malformed = |_| KeyError::Malformed {
        what: "PKCS#8 private key",
    };
    let info = PrivateKeyInfoRef::from_der(der).map_err(malformed)?;
    let suite = suite_of(&info.algorithm)?;
    let inner = info.private_key.as_bytes();
    Ok(match suite {
        Suite::Ed25519Blake3 => Private {
            suite,
            secret: <&OctetStringRef>::from_der(inner).map_err(malformed)?.as_bytes(),
            public: info.public_key.and_then(|key| key.as_bytes()),
        },
        Suite::Sm2Sm3 => {
            let key = EcPrivateKey::from_der(inner).map_err(malformed)?;
            Private {
                suite,
                secret: key.private_key,
                public: key.public_key,
            }
        }
    })
}

/// `r ‖ s` of an SM2 signature as GM/T 0009 writes it: SEQUENCE { INTEGER r, INTEGER s }.
pub(super) fn decode_signature(der: &[u8]) -> Option<[u8; 64]> {
    let mut reader = SliceReader::new(der).ok()?;
    let both =
        reader.sequence(|inner| Ok::<_, der::Error>((UintRef::decode(inner)?, UintRef::decode(inner)?)));
    let (r, s) = both.ok()?;
    reader.finish().ok()?;
    let mut signature = [0; 64];
    for (half, number) in signature.chunks_exact_mut(32).zip([r, s]) {
        let start = half.len().checked_sub(number.as_bytes().len())?;
        half.get_mut(start..)?.copy_from_slice(number.as_bytes());
    }
    Some(signature)
}

fn suite_of(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<Suite, KeyError> {
    let parameters = algorithm
        .parameters
        .map(|any| any.decode_as::<ObjectIdentifier>());
    match (algorithm.oid, parameters) {
        (ED25519, None) => Ok(Suite::Ed25519Blake3),
        (EC_PUBLIC_KEY, Some(Ok(SM2_CURVE))) => Ok(Suite::Sm2Sm3),
        (oid, Some(Ok(curve))) => Err(KeyError::Algorithm {
            found: format!("{oid} with curve {curve}"),
        }),
        (oid, _) => Err(KeyError::Algorithm {
            found: oid.to_string(),
        }),
    }
}
