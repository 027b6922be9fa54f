//! The person key: it turns identifiers of natural persons into MACs and seals the text of their records.

use super::pem::{self, Kind};
use super::{KeyError, KeyId, Suite, digest};
use core::fmt;
use hmac::{Hmac, KeyInit, Mac};
use sm3::Sm3;
use sm4::Sm4;
use sm4::cipher::BlockCipherEncrypt;
use zeroize::Zeroize;

const LENGTH: usize = 32;
const ID_CONTEXT: &str = "jrp/v1/person-key-id";
const PUBLISHER_CONTEXT: &str = "jrp/v1/publisher";
const KEYSTREAM_CONTEXT: &str = "jrp/v1/keystream";

/// 32 secret bytes that are not in the file. They are wiped when dropped, and no `Debug` output shows them.
///
/// ```
/// use jrp_core::suite::{PersonKey, Suite};
/// let key = PersonKey::from_bytes([7; 32]);
/// let mut text = *b"causes and names";
/// key.apply_keystream(Suite::Sm2Sm3, &[1; 16], &mut text);
/// assert_ne!(&text, b"causes and names");
/// key.apply_keystream(Suite::Sm2Sm3, &[1; 16], &mut text);
/// assert_eq!(&text, b"causes and names");
/// ```
pub struct PersonKey([u8; LENGTH]);

impl PersonKey {
    /// The key with these bytes, which the caller draws at random.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads a `JRP PERSON KEY` PEM file.
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        let content = pem::decode(Kind::Person, text)?;
        let bytes = content.as_slice().try_into().map_err(|_| KeyError::Length {
            what: "a person key",
            wanted: LENGTH,
            found: content.len(),
        })?;
        Ok(Self(bytes))
    }

    /// Writes a `JRP PERSON KEY` PEM file. The caller guards the text.
    pub fn to_pem(&self) -> String {
        pem::encode(Kind::Person, &self.0)
    }

    /// What a snapshot says of the key it was built with; reveals nothing of the key.
    pub fn id(&self, suite: Suite) -> KeyId {
        digest::first_half(self.mac(suite, ID_CONTEXT, &[])).into()
    }

    /// The key that protects the natural persons of one publisher. Files of two publishers who share a person key have
    /// no MAC and no keystream in common, so that nobody without it can tell that they name the same person.
    pub(crate) fn of_publisher(&self, suite: Suite, publisher: &str) -> Self {
        Self(self.mac(suite, PUBLISHER_CONTEXT, &[publisher.as_bytes()]))
    }

    /// The MAC of `parts` for the use named by `context`; see the module's text for the bytes.
    pub fn mac(&self, suite: Suite, context: &str, parts: &[&[u8]]) -> [u8; 32] {
        match suite {
            Suite::Sm2Sm3 => {
                let mut hmac = self.hmac_sm3();
                frame(context, parts, |bytes| hmac.update(bytes));
                hmac.finalize().into_bytes().into()
            }
            Suite::Ed25519Blake3 => self.keyed_blake3(context, parts).finalize().into(),
        }
    }

    /// XORs the keystream of `nonce` onto `bytes`: seals plain text, opens sealed text.
    ///
    /// One nonce serves one text: two texts under the same nonce and key give each other away.
    pub fn apply_keystream(&self, suite: Suite, nonce: &[u8; 16], bytes: &mut [u8]) {
        match suite {
            Suite::Sm2Sm3 => {
                let key = digest::first_half(self.mac(suite, KEYSTREAM_CONTEXT, &[nonce]));
                sm4_ctr(&key, 0, bytes);
            }
            Suite::Ed25519Blake3 => {
                let mut stream = self.keyed_blake3(KEYSTREAM_CONTEXT, &[nonce]).finalize_xof();
                // Many blocks at once, which processors with wide registers make together.
                let mut blocks = [0; 1024];
                for chunk in bytes.chunks_mut(blocks.len()) {
                    stream.fill(&mut blocks);
                    xor(chunk, &blocks);
                }
            }
        }
    }

    fn hmac_sm3(&self) -> Hmac<Sm3> {
        // HMAC pads a short key with zeros to the hash's block of 64 bytes.
        let mut block = [0; 64];
        xor(&mut block, &self.0);
        Hmac::new(&block.into())
    }

    fn keyed_blake3(&self, context: &str, parts: &[&[u8]]) -> blake3::Hasher {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        frame(context, parts, |bytes| {
            hasher.update(bytes);
        });
        hasher
    }
}

/// Each text after its length, so that no two lists of parts have the same bytes.
fn frame(context: &str, parts: &[&[u8]], mut feed: impl FnMut(&[u8])) {
    for text in core::iter::once(context.as_bytes()).chain(parts.iter().copied()) {
        // Parts are identifiers and names; 4 GiB of them do not occur.
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        feed(&length.to_le_bytes());
        feed(text);
    }
}

/// Counter mode: block i of the stream is SM4 of `first + i`, most significant byte first.
fn sm4_ctr(key: &[u8; 16], first: u128, bytes: &mut [u8]) {
    let cipher = Sm4::new(key.into());
    let mut counter = first;
    for chunk in bytes.chunks_mut(16) {
        let mut block = counter.to_be_bytes().into();
        cipher.encrypt_block(&mut block);
        xor(chunk, &block);
        counter = counter.wrapping_add(1);
    }
}

fn xor(onto: &mut [u8], stream: &[u8]) {
    for (byte, mask) in onto.iter_mut().zip(stream) {
        *byte ^= mask;
    }
}

impl Clone for PersonKey {
    fn clone(&self) -> Self {
        Self(self.0)
    }
}

impl Drop for PersonKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suite::testing::{blake3_input, hex};

    #[test]
    fn hmac_sm3_matches_gm_t_0042() {
        let key = PersonKey(std::array::from_fn(|at| at as u8 + 1));
        let mut hmac = key.hmac_sm3();
        hmac.update(&b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".repeat(2));
        assert_eq!(
            <[u8; 32]>::from(hmac.finalize().into_bytes()),
            hex("ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a")
        );
    }

    #[test]
    fn keyed_blake3_matches_the_official_vectors_beyond_one_block() {
        let key = *b"whats the Elvish word for friend";
        for (length, expected) in [
            (
                0,
                "92b2b75604ed3c761f9d6f62392c8a9227ad0ea3f09573e783f1498a4ed60d26b18171a2f22a4b94822c701f107153dba24918c4bae4d2945c20ece13387627d3b73cbf97b797d5e59948c7ef788f54372df45e45e4293c7dc18c1d41144a9758be58960856be1eabbe22c2653190de560ca3b2ac4aa692a9210694254c371e851bc8f",
            ),
            (
                2049,
                "9f29700902f7c86e514ddc4df1e3049f258b2472b6dd5267f61bf13983b78dd5f9a88abfefdfa1e00b418971f2b39c64ca621e8eb37fceac57fd0c8fc8e117d43b81447be22d5d8186f8f5919ba6bcc6846bd7d50726c06d245672c2ad4f61702c646499ee1173daa061ffe15bf45a631e2946d616a4c345822f1151284712f76b2b0e",
            ),
        ] {
            let mut output = [0; 131];
            let mut hasher = blake3::Hasher::new_keyed(&key);
            hasher.update(&blake3_input(length));
            hasher.finalize_xof().fill(&mut output);
            assert_eq!(output, hex(expected));
        }
    }

    #[test]
    fn sm4_matches_the_annex_of_gb_t_32907() {
        let key = hex("0123456789abcdeffedcba9876543210");
        let mut bytes = [0; 16];
        sm4_ctr(&key, u128::from_be_bytes(key), &mut bytes);
        assert_eq!(bytes, hex("681edf34d206965e86b3e94f536e4246"));
        // The annex's second example: encrypted 1,000,000 times over.
        let cipher = Sm4::new(&key.into());
        let mut block = key.into();
        (0..1_000_000).for_each(|_| cipher.encrypt_block(&mut block));
        assert_eq!(block, hex("595298c7c6fd271f0402f804c33d3f66"));
    }

    #[test]
    fn the_mac_is_made_of_the_bytes_the_module_describes() {
        let key = PersonKey::from_bytes([7; 32]);
        let frame = b"\x03\x00\x00\x00use\x02\x00\x00\x00ab\x00\x00\x00\x00";
        let parts: [&[u8]; 2] = [b"ab", b""];
        assert_eq!(
            key.mac(Suite::Ed25519Blake3, "use", &parts),
            *blake3::keyed_hash(&[7; 32], frame).as_bytes()
        );
        let pad = |with: u8| [[7 ^ with; 32], [with; 32]].concat();
        let inner = Suite::Sm2Sm3.digest(&[&pad(0x36)[..], frame].concat());
        let outer = Suite::Sm2Sm3.digest_of(&[&pad(0x5c), inner.as_bytes()]);
        assert_eq!(key.mac(Suite::Sm2Sm3, "use", &parts), outer);
    }

    #[test]
    fn contexts_parts_suites_and_keys_all_separate() {
        let key = PersonKey::from_bytes([7; 32]);
        let mut seen = vec![key.mac(Suite::Sm2Sm3, "a", &[b"bc"])];
        seen.push(key.mac(Suite::Ed25519Blake3, "a", &[b"bc"]));
        seen.push(key.mac(Suite::Sm2Sm3, "a", &[b"b", b"c"]));
        seen.push(key.mac(Suite::Sm2Sm3, "ab", &[b"c"]));
        seen.push(key.mac(Suite::Sm2Sm3, "a", &[b"bc", b""]));
        seen.push(PersonKey::from_bytes([8; 32]).mac(Suite::Sm2Sm3, "a", &[b"bc"]));
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 6);
    }

    #[test]
    fn keystreams_undo_themselves_differ_by_nonce_and_ignore_where_the_text_ends() {
        let key = PersonKey::from_bytes([7; 32]);
        for suite in Suite::ALL {
            let stream = |nonce: u8, length: usize| {
                let mut bytes = vec![0; length];
                key.apply_keystream(suite, &[nonce; 16], &mut bytes);
                bytes
            };
            let long = stream(1, 300);
            for length in [0, 1, 15, 16, 17, 63, 64, 65, 128] {
                assert_eq!(stream(1, length), long[..length]);
            }
            assert_ne!(stream(2, 300), long);
            let mut text = b"sealed".to_vec();
            key.apply_keystream(suite, &[1; 16], &mut text);
            assert_ne!(text, b"sealed");
            key.apply_keystream(suite, &[1; 16], &mut text);
            assert_eq!(text, b"sealed");
        }
    }

    #[test]
    fn pem_round_trips_and_a_short_key_is_refused() {
        let key = PersonKey::from_bytes([7; 32]);
        let text = key.to_pem();
        assert!(text.starts_with("-----BEGIN JRP PERSON KEY-----\n"));
        assert_eq!(PersonKey::from_pem(&text).unwrap().0, key.0);
        let short = pem::encode(Kind::Person, &[7; 31]);
        assert!(matches!(
            PersonKey::from_pem(&short),
            Err(KeyError::Length {
                wanted: 32,
                found: 31,
                ..
            })
        ));
    }
}
