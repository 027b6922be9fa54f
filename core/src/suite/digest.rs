//! Digests, at once and in pieces.

use super::{Digest, Suite};
use sm3::{Digest as _, Sm3};

impl Suite {
    /// The digest's name, as written in evidence: `sm3` or `blake3`.
    pub fn digest_name(self) -> &'static str {
        match self {
            Self::Sm2Sm3 => "sm3",
            Self::Ed25519Blake3 => "blake3",
        }
    }

    /// The digest of `bytes`.
    pub fn digest(self, bytes: &[u8]) -> Digest {
        self.digest_of(&[bytes]).into()
    }

    /// The digest of `parts`, one behind the other.
    pub(crate) fn digest_of(self, parts: &[&[u8]]) -> [u8; 32] {
        match self {
            Self::Sm2Sm3 => {
                let mut state = Sm3::new();
                parts.iter().for_each(|part| state.update(part));
                state.finalize().into()
            }
            Self::Ed25519Blake3 => {
                let mut state = blake3::Hasher::new();
                for part in parts {
                    state.update(part);
                }
                state.finalize().into()
            }
        }
    }

    /// A digest to be fed in pieces.
    ///
    /// ```
    /// use jrp_core::suite::Suite;
    /// let mut hasher = Suite::Sm2Sm3.hasher();
    /// hasher.update(b"a");
    /// hasher.update(b"bc");
    /// assert_eq!(hasher.finish(), Suite::Sm2Sm3.digest(b"abc"));
    /// ```
    pub fn hasher(self) -> Hasher {
        Hasher(match self {
            Self::Sm2Sm3 => State::Sm3(Sm3::new()),
            Self::Ed25519Blake3 => State::Blake3(Box::new(blake3::Hasher::new())),
        })
    }
}

/// A digest in progress; see [`Suite::hasher`].
#[derive(Clone, Debug)]
pub struct Hasher(State);

#[derive(Clone, Debug)]
enum State {
    Sm3(Sm3),
    Blake3(Box<blake3::Hasher>),
}

impl Hasher {
    /// Feeds more bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        match &mut self.0 {
            State::Sm3(state) => state.update(bytes),
            State::Blake3(state) => {
                state.update(bytes);
            }
        }
    }

    /// The digest of all bytes fed.
    pub fn finish(self) -> Digest {
        Digest::from(match self.0 {
            State::Sm3(state) => <[u8; 32]>::from(state.finalize()),
            State::Blake3(state) => state.finalize().into(),
        })
    }
}

/// The first 16 bytes of a digest or MAC.
pub(super) fn first_half(digest: [u8; 32]) -> [u8; 16] {
    let mut half = [0; 16];
    half.iter_mut().zip(digest).for_each(|(byte, from)| *byte = from);
    half
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suite::testing::blake3_input;

    #[test]
    fn sm3_matches_the_annex_of_gb_t_32905() {
        let suite = Suite::Sm2Sm3;
        assert_eq!(
            suite.digest(b"abc").to_string(),
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
        );
        assert_eq!(
            suite.digest(&b"abcd".repeat(16)).to_string(),
            "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
        );
    }

    #[test]
    fn blake3_matches_the_official_vectors() {
        for (length, expected) in [
            (
                0,
                "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
            ),
            (
                1,
                "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213",
            ),
            (
                1025,
                "d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444",
            ),
            (
                4097,
                "9b4052b38f1c5fc8b1f9ff7ac7b27cd242487b3d890d15c96a1c25b8aa0fb995",
            ),
        ] {
            assert_eq!(
                Suite::Ed25519Blake3.digest(&blake3_input(length)).to_string(),
                expected
            );
        }
    }

    #[test]
    fn pieces_give_the_digest_of_the_whole() {
        let bytes = blake3_input(5000);
        for suite in Suite::ALL {
            for size in [1, 63, 64, 65, 1024, 4999] {
                let mut hasher = suite.hasher();
                bytes.chunks(size).for_each(|piece| hasher.update(piece));
                assert_eq!(hasher.finish(), suite.digest(&bytes));
            }
        }
    }
}
