//! The DER of keys and signatures. We write one fixed form per suite and read what OpenSSL and others write.

use super::{KeyError, Suite};
use pkcs8::der::asn1::{OctetStringRef, UintRef};
use pkcs8::der::{self, Decode, Reader, SliceReader};
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
    let (algorithm, parameters, key) = public_parts(der).ok_or(malformed)?;
    Ok((suite_of(&algorithm, parameters)?, key))
}

const OBJECT_IDENTIFIER: u8 = 0x06;
const BIT_STRING: u8 = 0x03;
const SEQUENCE: u8 = 0x30;

/// What stands beside an algorithm's identifier.
enum Parameters {
    None,
    Curve(ObjectIdentifier),
    Other,
}

/// Read by hand: that a web page reads public keys only should not bring it a library for all of DER.
fn public_parts(der: &[u8]) -> Option<(ObjectIdentifier, Parameters, &[u8])> {
    let (SEQUENCE, info, []) = element(der)? else {
        return None;
    };
    let (SEQUENCE, algorithm, rest) = element(info)? else {
        return None;
    };
    let (BIT_STRING, [0, key @ ..], []) = element(rest)? else {
        return None;
    };
    let (OBJECT_IDENTIFIER, id, rest) = element(algorithm)? else {
        return None;
    };
    let parameters = match rest {
        [] => Parameters::None,
        rest => match element(rest)? {
            (OBJECT_IDENTIFIER, curve, []) => {
                ObjectIdentifier::from_bytes(curve).map_or(Parameters::Other, Parameters::Curve)
            }
            (_, _, []) => Parameters::Other,
            _ => return None,
        },
    };
    Some((ObjectIdentifier::from_bytes(id).ok()?, parameters, key))
}

/// The tag and content of the first element, and what follows it.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (tag, length, rest) = match *der {
        [tag, length @ 0..=0x7f, ref rest @ ..] => (tag, usize::from(length), rest),
        [tag, 0x81, length @ 0x80..=0xff, ref rest @ ..] => (tag, usize::from(length), rest),
        [tag, 0x82, high @ 1..=0xff, low, ref rest @ ..] => {
            (tag, usize::from(high) << 8 | usize::from(low), rest)
        }
        _ => return None,
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((tag, content, rest))
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
    let parameters = match info.algorithm.parameters.map(|any| any.decode_as()) {
        None => Parameters::None,
        Some(Ok(curve)) => Parameters::Curve(curve),
        Some(Err(_)) => Parameters::Other,
    };
    let suite = suite_of(&info.algorithm.oid, parameters)?;
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

fn suite_of(algorithm: &ObjectIdentifier, parameters: Parameters) -> Result<Suite, KeyError> {
    match (*algorithm, parameters) {
        (ED25519, Parameters::None) => Ok(Suite::Ed25519Blake3),
        (EC_PUBLIC_KEY, Parameters::Curve(SM2_CURVE)) => Ok(Suite::Sm2Sm3),
        (id, Parameters::Curve(curve)) => Err(KeyError::Algorithm {
            found: format!("{id} with curve {curve}"),
        }),
        (id, _) => Err(KeyError::Algorithm {
            found: id.to_string(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pkcs8::spki::SubjectPublicKeyInfoRef;
    use proptest::prelude::*;

    fn by_the_library(der: &[u8]) -> Option<(ObjectIdentifier, &[u8])> {
        let info = SubjectPublicKeyInfoRef::from_der(der).ok()?;
        Some((info.algorithm.oid, info.subject_public_key.as_bytes()?))
    }

    fn by_us(der: &[u8]) -> Option<(ObjectIdentifier, &[u8])> {
        public_parts(der).map(|(algorithm, _, key)| (algorithm, key))
    }

    #[test]
    fn keys_of_every_length_are_read_as_by_the_library() {
        for length in 0..700usize {
            let bits = |length: usize| match length {
                ..=0x7f => vec![length as u8],
                0x80..=0xff => vec![0x81, length as u8],
                _ => vec![0x82, (length >> 8) as u8, length as u8],
            };
            let algorithm = &ED25519_PUBLIC[2..9];
            let key = [vec![BIT_STRING], bits(length + 1), vec![0; length + 1]].concat();
            let der = [
                vec![SEQUENCE],
                bits(algorithm.len() + key.len()),
                algorithm.to_vec(),
                key,
            ]
            .concat();
            assert_eq!(by_us(&der), Some((ED25519, &vec![0; length][..])));
            assert_eq!(by_us(&der), by_the_library(&der));
        }
    }

    proptest! {
        #[test]
        fn a_key_with_a_change_is_read_as_by_the_library(
            suite in proptest::sample::select(&Suite::ALL[..]),
            at in any::<proptest::sample::Index>(),
            change in proptest::collection::vec(any::<u8>(), 0..3),
            dropped in 0..3usize,
        ) {
            let der = encode_public(suite, &[7; 65]);
            let (head, tail) = der.split_at(at.index(der.len().min(40)));
            let changed = [head, &change, tail.get(dropped..).unwrap_or_default()].concat();
            // The library reads parameters that are not an element of DER's own tags as malformed; we only look for curves.
            if let Some(read) = by_the_library(&changed) {
                prop_assert_eq!(by_us(&changed), Some(read));
            }
            if let Some((algorithm, Parameters::Curve(_), key)) = public_parts(&changed) {
                prop_assert_eq!(by_the_library(&changed), Some((algorithm, key)));
            }
        }
    }
}
