//! The digest at the end of the text. It is SM3 whatever the suites of the snapshots are, so that one tool checks all
//! evidence; what it covers is a prefix of the bytes, so that no JSON need be understood for that.

use crate::suite::Suite;

/// What stands between the content and the digest.
const BEFORE: &str = ",\"digest\":\"sm3:";

/// What stands behind the digest.
const BEHIND: &str = "\"}";

/// Hexadecimal digits of the digest.
#[cfg(feature = "build")]
const DIGITS: usize = 64;

/// The JSON of an object with the digest as its last member.
pub(super) fn sealed(mut json: String) -> String {
    // The brace that ends the object.
    json.pop();
    let digest = digest(&json);
    for part in [BEFORE, &digest, BEHIND] {
        json.push_str(part);
    }
    json
}

fn digest(content: &str) -> String {
    Suite::Sm2Sm3.digest(content.as_bytes()).to_string()
}

/// The digest that the text ends in, where it is that of what stands before it.
#[cfg(feature = "build")]
pub(super) fn digest_of(text: &str) -> Result<String, Broken> {
    let tail = BEFORE.len() + DIGITS + BEHIND.len();
    let at = text.len().checked_sub(tail).ok_or(Broken::NoDigest)?;
    let (content, tail) = text.split_at_checked(at).ok_or(Broken::NoDigest)?;
    let found = tail
        .strip_prefix(BEFORE)
        .and_then(|rest| rest.strip_suffix(BEHIND))
        .ok_or(Broken::NoDigest)?;
    match digest(content) == found {
        true => Ok(format!("sm3:{found}")),
        false => Err(Broken::Altered),
    }
}

/// What is wrong with the end of a text.
#[cfg(feature = "build")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    NoDigest,
    Altered,
}
