//! Secondary keys: truncated fingerprints in ascending order, each with the row it belongs to.
//!
//! | offset | size | field                                                       |
//! |-------:|-----:|-------------------------------------------------------------|
//! |      0 |    1 | fingerprint width `b`: its upper `b` bits are kept, 1 to 64 |
//! |      1 |    1 | row width in bits, at most 32                               |
//! |      2 |    6 | zero                                                        |
//! |      8 |    8 | length of the row stream in bytes                           |
//! |     16 |      | rows, packed, 8 bytes of slack                              |
//! |        |      | fingerprints: `sorted`                                      |
//!
//! Fingerprints are cut short, so a row found here is a candidate until the stored text has been compared.

use super::bits;
use super::bytes::Taker;
use super::sorted::Sorted;
use crate::error::{OpenError, Section};
use core::cmp::Ordering;
use core::ops::Range;

/// Where the parts are, relative to the bytes opened from.
#[derive(Clone, Debug)]
pub(crate) struct KeyIndex {
    key_width: u32,
    row_width: u32,
    rows: Range<usize>,
    keys: Sorted,
}

impl KeyIndex {
    /// Reads the index that fills `range` of `bytes`.
    pub(crate) fn open(bytes: &[u8], range: Range<usize>, section: Section) -> Result<Self, OpenError> {
        let mut taker = Taker::within(bytes, range.clone(), section);
        let (key_width, row_width) = (u32::from(taker.u8()?), u32::from(taker.u8()?));
        taker.zeros(6)?;
        let rows_len = taker.size()?;
        let rows_at = range.start + taker.offset();
        taker.take(rows_len)?;
        let keys_at = range.start + taker.offset();
        let keys = Sorted::open(bytes, keys_at..range.end, section)?;
        let expected = (keys.len() as u64)
            .checked_mul(u64::from(row_width))
            .and_then(bits::stream_len);
        if !(1..=64).contains(&key_width) || row_width > 32 || expected != Some(rows_len) {
            return Err(taker.malformed("a key index does not fit its row stream"));
        }
        Ok(Self {
            key_width,
            row_width,
            rows: rows_at..keys_at,
            keys,
        })
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Rows that may carry a key with this fingerprint.
    pub(crate) fn find<'a>(
        &self,
        bytes: &'a [u8],
        fingerprint: u64,
    ) -> impl Iterator<Item = usize> + use<'a> {
        let width = self.row_width;
        let rows = bytes.get(self.rows.clone()).unwrap_or_default();
        let found = self.keys.find(bytes, fingerprint >> (64 - self.key_width));
        found.map(move |at| bits::read(rows, at as u64 * u64::from(width), width) as usize)
    }

    /// Whether a key with this fingerprint is said to be a row's. However many rows share it, that is found by halving.
    pub(crate) fn leads_to(&self, bytes: &[u8], fingerprint: u64, row: usize) -> bool {
        let width = self.row_width;
        let rows = bytes.get(self.rows.clone()).unwrap_or_default();
        let at = |at: usize| bits::read(rows, at as u64 * u64::from(width), width) as usize;
        let Range { mut start, mut end } = self.keys.find(bytes, fingerprint >> (64 - self.key_width));
        while start < end {
            let middle = start + (end - start) / 2;
            match at(middle).cmp(&row) {
                Ordering::Less => start = middle + 1,
                Ordering::Equal => return true,
                Ordering::Greater => end = middle,
            }
        }
        false
    }
}

/// Bits kept of a fingerprint so that a stranger meets about one candidate in 256 look-ups.
#[cfg(feature = "build")]
pub(crate) fn short_width(keys: usize) -> u32 {
    (bits::width_of(keys as u64) + 8).min(64)
}

/// Writes pairs of fingerprint and row.
#[cfg(feature = "build")]
pub(crate) fn encode(mut entries: Vec<(u64, u32)>, key_width: u32) -> Vec<u8> {
    for (key, _) in &mut entries {
        *key >>= 64 - key_width;
    }
    entries.sort_unstable();
    entries.dedup();
    let row_width = bits::width_of(entries.iter().map(|(_, row)| u64::from(*row)).max().unwrap_or(0));
    let mut rows = bits::BitWriter::default();
    for (_, row) in &entries {
        rows.push(u64::from(*row), row_width);
    }
    let rows = rows.finish();
    let mut out = vec![key_width as u8, row_width as u8, 0, 0, 0, 0, 0, 0];
    out.extend_from_slice(&(rows.len() as u64).to_le_bytes());
    out.extend(rows);
    let keys: Vec<u64> = entries.iter().map(|(key, _)| *key).collect();
    out.extend(super::sorted::encode(&keys));
    out
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_found_at_any_width() {
        let entries: Vec<(u64, u32)> = (0..3000u32)
            .map(|n| (u64::from(n / 2).wrapping_mul(0x9e37_79b9_7f4a_7c15), n))
            .collect();
        for width in [1, 7, short_width(3000), 64] {
            let bytes = encode(entries.clone(), width);
            let index = KeyIndex::open(&bytes, 0..bytes.len(), Section::Organisations).unwrap();
            for (key, row) in &entries {
                assert!(index.find(&bytes, *key).any(|found| found == *row as usize));
                assert!(index.leads_to(&bytes, *key, *row as usize));
                assert!(!index.leads_to(&bytes, *key, 3000));
            }
        }
    }
}
