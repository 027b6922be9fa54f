//! Digests and ids of keys: bytes that people and texts write in hexadecimal.

use crate::parse::ParseError;
use core::fmt;
use core::str::FromStr;

macro_rules! hexadecimal {
    ($(#[$about:meta])* $name:ident, $bytes:literal, $what:literal) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name([u8; $bytes]);

        impl $name {
            /// The bytes.
            pub const fn as_bytes(&self) -> &[u8; $bytes] {
                &self.0
            }
        }

        impl From<[u8; $bytes]> for $name {
            fn from(bytes: [u8; $bytes]) -> Self {
                Self(bytes)
            }
        }

        impl AsRef<[u8]> for $name {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&hex(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl FromStr for $name {
            type Err = ParseError;

            /// Reads the form that `Display` writes: lower case, no prefix.
            fn from_str(text: &str) -> Result<Self, ParseError> {
                let wrong = || ParseError::new(text, $what, concat!("write ", $bytes, " bytes in lower-case hexadecimal"));
                unhex(text).map(Self).ok_or_else(wrong)
            }
        }
    };
}

hexadecimal! {
    /// A digest of 32 bytes, written in hexadecimal.
    ///
    /// ```
    /// use jrp_core::suite::{Digest, Suite};
    /// let digest = Suite::Sm2Sm3.digest(b"abc");
    /// assert!(digest.to_string().starts_with("66c7f0f4"));
    /// assert_eq!(digest.to_string().parse::<Digest>()?, digest);
    /// # Ok::<(), jrp_core::ParseError>(())
    /// ```
    Digest, 32, "digest"
}

hexadecimal! {
    /// What names a key: the first 16 bytes of a digest or MAC, written in hexadecimal.
    KeyId, 16, "key id"
}

impl Digest {
    /// Stands where there is nothing to digest.
    pub(crate) const NOTHING: Self = Self([0; 32]);
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let mut text = String::with_capacity(bytes.len() * 2);
    text.extend(digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)));
    text
}

fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .filter(|_| !byte.is_ascii_uppercase())
    };
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let [high, low] = *pair else { return None };
        *byte = (digit(high)? * 16 + digit(low)?) as u8;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_says_one_digest() {
        let digest = Digest::from(core::array::from_fn(|at| at as u8 * 7));
        let text = digest.to_string();
        assert_eq!(text.parse(), Ok(digest));
        for wrong in [
            "",
            &text[1..],
            &format!("{text}0"),
            &format!("0x{}", &text[2..]),
            &text.to_uppercase(),
            &text.replace('0', "g"),
            &"é".repeat(32),
        ] {
            assert!(wrong.parse::<Digest>().is_err(), "{wrong}");
        }
    }
}
