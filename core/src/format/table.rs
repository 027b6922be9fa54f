//! A table of numbered parts: the sections of a body, the columns of a partition.
//!
//! | offset | size | field                                            |
//! |-------:|-----:|--------------------------------------------------|
//! |      0 |    2 | id; ids ascend                                   |
//! |      2 |    6 | zero                                             |
//! |      8 |    8 | offset of the part from the start of the body    |
//! |     16 |    8 | length                                           |

use super::bytes::Taker;
use crate::error::OpenError;
use core::ops::Range;

/// Bytes of one entry.
pub(crate) const ENTRY: usize = 24;

/// Where the parts are.
#[derive(Clone, Debug, Default)]
pub(crate) struct PartTable(Vec<(u16, Range<usize>)>);

impl PartTable {
    /// Takes `count` entries; every part must lie in the `body_len` bytes that follow, in order and without overlap.
    pub(crate) fn take(taker: &mut Taker<'_>, count: u16, body_len: usize) -> Result<Self, OpenError> {
        let mut parts: Vec<(u16, Range<usize>)> =
            Vec::with_capacity(usize::from(count).min(taker.rest().len() / ENTRY));
        for _ in 0..count {
            let id = taker.u16()?;
            taker.zeros(6)?;
            let (start, len) = (taker.size()?, taker.size()?);
            let end = start.checked_add(len).filter(|end| *end <= body_len);
            let end = end.ok_or_else(|| taker.malformed("a part lies outside the body"))?;
            if let Some((last_id, last)) = parts.last()
                && (*last_id >= id || last.end > start)
            {
                return Err(taker.malformed("parts overlap or are out of order"));
            }
            parts.push((id, start..end));
        }
        Ok(Self(parts))
    }

    /// The part with this id.
    pub(crate) fn find(&self, id: u16) -> Option<Range<usize>> {
        let at = self.0.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        self.0.get(at).map(|(_, range)| range.clone())
    }

    /// Ids and lengths.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u16, usize)> + '_ {
        self.0.iter().map(|(id, range)| (*id, range.len()))
    }
}

/// Parts by their ids.
#[cfg(feature = "build")]
pub(crate) type Parts = Vec<(u16, Vec<u8>)>;

/// The entries of parts that [`append`] lays out.
#[cfg(feature = "build")]
pub(crate) fn entries(parts: &[(u16, Vec<u8>)], align: usize) -> Vec<u8> {
    let mut entries = Vec::with_capacity(parts.len() * ENTRY);
    let mut offset = 0;
    for (id, bytes) in parts {
        entries.extend_from_slice(&id.to_le_bytes());
        entries.extend_from_slice(&[0; 6]);
        entries.extend_from_slice(&(offset as u64).to_le_bytes());
        entries.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        offset += bytes.len().next_multiple_of(align);
    }
    entries
}

/// Appends parts one behind the other, each followed by zeros up to a multiple of `align`.
#[cfg(feature = "build")]
pub(crate) fn append(out: &mut Vec<u8>, parts: Parts, align: usize) {
    let sizes = parts.iter().map(|(_, bytes)| bytes.len().next_multiple_of(align));
    out.reserve_exact(sizes.sum());
    for (_, bytes) in parts {
        let end = out.len() + bytes.len().next_multiple_of(align);
        out.extend_from_slice(&bytes);
        out.resize(end, 0);
    }
}
