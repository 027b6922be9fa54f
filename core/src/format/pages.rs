//! Page digests: the body in pages of 16 KiB, each with its digest, so that a page can be proved by itself.

use crate::error::{OpenError, Section};
use crate::suite::Suite;

/// Bytes of a page; the last one may be shorter.
pub(crate) const PAGE: usize = 16 * 1024;

/// Bytes of a digest.
pub(crate) const DIGEST: usize = 32;

/// Checks every page of `body` against `table`.
pub(crate) fn verify(suite: Suite, body: &[u8], table: &[u8], body_at: u64) -> Result<(), OpenError> {
    let (digests, _) = table.as_chunks::<DIGEST>();
    if digests.len() != body.len().div_ceil(PAGE) {
        return Err(OpenError::Malformed {
            section: Section::Pages,
            what: "the page digests do not fit the body",
        });
    }
    for (page, (bytes, digest)) in body.chunks(PAGE).zip(digests).enumerate() {
        if suite.digest(bytes) != *digest {
            return Err(OpenError::Page {
                page: page as u64,
                offset: body_at + (page * PAGE) as u64,
            });
        }
    }
    Ok(())
}

/// The table of a body.
#[cfg(feature = "build")]
pub(crate) fn digests(suite: Suite, body: &[u8]) -> Vec<u8> {
    body.chunks(PAGE).flat_map(|page| suite.digest(page)).collect()
}
