//! The two cipher suites. This module owns digest, MAC, keystream, signing and verifying for both.
//!
//! | number | code             | digest        | MAC                      | keystream                     | signature          |
//! |-------:|------------------|---------------|--------------------------|-------------------------------|--------------------|
//! |      1 | `sm2-sm3`        | SM3           | HMAC-SM3                 | SM4 in counter mode           | SM2 with SM3       |
//! |      2 | `ed25519-blake3` | BLAKE3, 32 B  | BLAKE3 keyed hash, 32 B  | BLAKE3 keyed, extended output | Ed25519 (pure)     |
//!
//! Standards: SM2 GB/T 32918.2-2016 on the curve of GB/T 32918.5-2017 (GM/T 0003), SM3 GB/T 32905-2016 (GM/T 0004), SM4
//! GB/T 32907-2016 (GM/T 0002), HMAC RFC 2104 (block of 64 bytes; vectors of GM/T 0042), Ed25519 RFC 8032, BLAKE3
//! (O'Connor, Aumasson, Neves, Wilcox-O'Hearn 2020). The implementations are the RustCrypto, dalek and BLAKE3 crates;
//! the SM ones are 未经检测认证 (not certified).
//!
//! # Byte constructions
//!
//! `‖` joins bytes; `u32le(n)` is `n` in four bytes, least significant first; `x[..n]` is the first `n` bytes. Texts are
//! ASCII without a terminator.
//!
//! **Digest**: `digest(m) = SM3(m)` or `BLAKE3(m)`, 32 bytes.
//!
//! **MAC** under the 32-byte person key `P`, with a context text `c` and parts `p1 … pn`:
//!
//! ```text
//! frame(c, p1 … pn) = u32le(|c|) ‖ c ‖ u32le(|p1|) ‖ p1 ‖ … ‖ u32le(|pn|) ‖ pn
//! mac(P, c, p1 … pn) = HMAC-SM3(key = P, frame)                  sm2-sm3
//!                    = BLAKE3-keyed(key = P, frame)[..32]        ed25519-blake3
//! ```
//!
//! Different contexts or different parts give different frames, so uses never meet. The two contexts beginning
//! `jrp/v1/` below are taken; every other module names its own.
//!
//! **Person-key id** (public, stored in snapshots): `mac(P, "jrp/v1/person-key-id")[..16]`, no parts.
//!
//! **Keystream** for a 16-byte nonce `N`, as long as the data, XORed onto it (so sealing and opening are one operation):
//!
//! ```text
//! sm2-sm3:         K = mac(P, "jrp/v1/keystream", N)[..16]
//!                  SM4(K, block 0) ‖ SM4(K, block 1) ‖ …, block i = i as 16 bytes, most significant first
//! ed25519-blake3:  BLAKE3-keyed(key = P, frame("jrp/v1/keystream", N)), extended output from position 0
//! ```
//!
//! The first is `openssl enc -sm4-ctr` with key `K` and an all-zero IV. A nonce must never serve two different texts
//! under one person key; nonces need not be random or far apart. The keystream does not authenticate: the snapshot's
//! page digests and signature do.
//!
//! **Public key id**: `digest(SPKI)[..16]`, the digest of the public key's own suite over its DER SubjectPublicKeyInfo in
//! exactly the form that `PublicKey::to_pem` writes.
//!
//! **Signature**, 64 bytes. Ed25519: `R ‖ S` of RFC 8032 section 5.1.6. SM2: `r ‖ s`, each 32 bytes most significant first,
//! over `e = SM3(Z ‖ m)` with `Z = SM3(00 80 ‖ "1234567812345678" ‖ a ‖ b ‖ xG ‖ yG ‖ xA ‖ yA)`; the nonce `k` is drawn as in
//! RFC 6979 section 3.2 with HMAC-SM3, private key `d` and `e mod n`, so signing is deterministic. Verifying refuses
//! `r` or `s` outside `1 ..= n-1`, `r + s = 0 mod n`, Ed25519 `S >= L`, and Ed25519 keys or `R` of small order.
//!
//! **Key files** are PEM (RFC 7468). Private: PKCS#8 `PRIVATE KEY`; Ed25519 as RFC 8410, SM2 as id-ecPublicKey
//! (1.2.840.10045.2.1) on curve 1.2.156.10197.1.301 with a SEC 1 ECPrivateKey that carries the public point. Public:
//! SubjectPublicKeyInfo `PUBLIC KEY`; the SM2 point uncompressed (`04 ‖ x ‖ y`). OpenSSL 3 reads and writes both. Person
//! key: label `JRP PERSON KEY`, the 32 bytes themselves.

use crate::parse::parse_code;

pub(crate) mod base64;
mod der;
mod digest;
mod error;
mod hexadecimal;
mod pem;
mod person_key;
mod public_key;
mod signature;
mod signing_key;
mod sm2_digest;
#[cfg(test)]
mod testing;

pub use digest::Hasher;
pub use error::KeyError;
pub(crate) use hexadecimal::hex;
pub use hexadecimal::{Digest, KeyId};
pub use person_key::PersonKey;
pub use public_key::PublicKey;
pub use signature::Signature;
pub use signing_key::SigningKey;

/// Which algorithms a snapshot and its keys use.
///
/// ```
/// use jrp_core::suite::Suite;
/// assert_eq!(Suite::from_code("sm2-sm3"), Some(Suite::Sm2Sm3));
/// assert_eq!(Suite::Ed25519Blake3.number(), 2);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Suite {
    /// SM2 signatures, SM3 digests and MACs, SM4 keystream.
    Sm2Sm3,
    /// Ed25519 signatures, BLAKE3 digests, MACs and keystream.
    Ed25519Blake3,
}

impl Suite {
    /// Both suites.
    pub const ALL: [Self; 2] = [Self::Sm2Sm3, Self::Ed25519Blake3];

    /// The code used on the command line and in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sm2Sm3 => "sm2-sm3",
            Self::Ed25519Blake3 => "ed25519-blake3",
        }
    }

    /// The suite with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|suite| suite.code() == code)
    }

    /// The number in a snapshot's header.
    pub fn number(self) -> u8 {
        match self {
            Self::Sm2Sm3 => 1,
            Self::Ed25519Blake3 => 2,
        }
    }

    /// The suite with this number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|suite| suite.number() == number)
    }

    /// The signature algorithm's name, for messages.
    pub(crate) fn signature_name(self) -> &'static str {
        match self {
            Self::Sm2Sm3 => "SM2",
            Self::Ed25519Blake3 => "Ed25519",
        }
    }
}

parse_code!(Suite, "suite");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_numbers_name_one_suite_each() {
        for suite in Suite::ALL {
            assert_eq!(Suite::from_code(suite.code()), Some(suite));
            assert_eq!(Suite::from_number(suite.number()), Some(suite));
        }
        assert_eq!(Suite::from_code("SM2-SM3"), None);
        assert_eq!(Suite::from_number(0), None);
    }
}
