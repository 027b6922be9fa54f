//! The pre-check: a split-block Bloom filter read in place.
//!
//! A block is 512 bits, eight 64-bit words; a key sets one bit in each word of one block. The block comes from the
//! upper half of the fingerprint, the eight bit positions from the upper 48 bits of its product with an odd constant
//! (the idea of Putze, Sanders and Singler, "Cache-, Hash- and Space-Efficient Bloom Filters", 2007).

/// Bytes of a block: a cache line.
pub(crate) const BLOCK: usize = 64;

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// A filter over 64-bit fingerprints, read in place: it says "no" with certainty and "maybe" otherwise.
///
/// Fingerprints must be the result of a good hash, as those of `docs/FORMAT.md` are. The same fingerprints give the same
/// bits on every platform.
///
/// ```
/// # #[cfg(feature = "build")] {
/// use jrp_core::snapshot::PreCheck;
/// let bytes = PreCheck::build([0x9ae1_6a3b_2f90_404f, 0xc3a5_c85c_97cb_3127].into_iter());
/// let filter = PreCheck::new(&bytes).unwrap();
/// assert!(filter.may_hold(0x9ae1_6a3b_2f90_404f));
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct PreCheck<'a> {
    blocks: &'a [[u8; BLOCK]],
}

impl<'a> PreCheck<'a> {
    /// The filter in `bytes`, which are borrowed; `None` where they are not a whole number of blocks.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let (blocks, rest) = bytes.as_chunks();
        rest.is_empty().then_some(Self { blocks })
    }

    /// Whether a key with this fingerprint may be present. An empty filter holds nothing.
    #[inline]
    pub fn may_hold(self, fingerprint: u64) -> bool {
        let Some(block) = self.blocks.get(block_of(fingerprint, self.blocks.len())) else {
            return false;
        };
        let (words, _) = block.as_chunks::<8>();
        let mut missing = 0;
        for (at, word) in words.iter().enumerate() {
            missing |= !u64::from_le_bytes(*word) & bit(fingerprint, at as u32);
        }
        missing == 0
    }

    /// How many blocks it has.
    #[cfg(feature = "build")]
    pub(crate) fn blocks(self) -> usize {
        self.blocks.len()
    }

    /// The bytes read from.
    pub fn as_bytes(self) -> &'a [u8] {
        self.blocks.as_flattened()
    }

    /// The bytes of a filter over `fingerprints` at 10.5 bits a key.
    #[cfg(feature = "build")]
    pub fn build(fingerprints: impl ExactSizeIterator<Item = u64>) -> Vec<u8> {
        Self::build_as(fingerprints, None)
    }

    /// The same with as many blocks as the filter of the base before, where that gives a key 10 to 12 bits.
    #[cfg(feature = "build")]
    pub(crate) fn build_as(
        fingerprints: impl ExactSizeIterator<Item = u64>,
        former: Option<usize>,
    ) -> Vec<u8> {
        let keys = fingerprints.len() as u64;
        let is_fit = |blocks: &usize| (keys * 10..=keys * 12).contains(&(*blocks as u64 * 8 * BLOCK as u64));
        let fresh = (keys * 21).div_ceil(2 * 8 * BLOCK as u64) as usize;
        let blocks = former.filter(is_fit).unwrap_or(fresh);
        let mut words = vec![0u64; blocks * 8];
        for fingerprint in fingerprints {
            let start = block_of(fingerprint, blocks) * 8;
            for (at, word) in words.iter_mut().skip(start).take(8).enumerate() {
                *word |= bit(fingerprint, at as u32);
            }
        }
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }
}

#[inline]
fn block_of(fingerprint: u64, blocks: usize) -> usize {
    (((fingerprint >> 32) * blocks as u64) >> 32) as usize
}

#[inline]
fn bit(fingerprint: u64, word: u32) -> u64 {
    1 << ((fingerprint.wrapping_mul(MULTIPLIER) >> (16 + 6 * word)) & 63)
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use xxhash_rust::xxh64::xxh64;

    #[test]
    fn every_key_is_found_and_few_others() {
        let key = |n: u64| xxh64(&n.to_le_bytes(), 9);
        let bytes = PreCheck::build((0..100_000).map(key).collect::<Vec<_>>().into_iter());
        let filter = PreCheck::new(&bytes).unwrap();
        assert!((0..100_000).all(|n| filter.may_hold(key(n))));
        let bits_per_key = bytes.len() as f64 * 8.0 / 100_000.0;
        let hits = (1_000_000..2_000_000)
            .filter(|n| filter.may_hold(key(*n)))
            .count();
        assert!(bits_per_key <= 10.51, "{bits_per_key} bits a key");
        assert!(hits <= 8_500, "{hits} false positives in a million");
    }

    #[test]
    fn a_filter_keeps_its_blocks_while_they_are_about_right() {
        let key = |n: u64| xxh64(&n.to_le_bytes(), 9);
        let build = |keys: u64, former| {
            PreCheck::build_as((0..keys).map(key).collect::<Vec<_>>().into_iter(), former)
        };
        let before = build(10_000, None);
        let blocks = Some(before.len() / BLOCK);
        for keys in [8_800, 10_450] {
            let kept = build(keys, blocks);
            assert_eq!(kept.len(), before.len());
            let filter = PreCheck::new(&kept).unwrap();
            assert!((0..keys).all(|n| filter.may_hold(key(n))));
        }
        // One key more touches one block.
        let changed = before
            .chunks(BLOCK)
            .zip(build(10_001, blocks).chunks(BLOCK))
            .filter(|(old, new)| old != new)
            .count();
        assert!(changed <= 1);
        for keys in [8_000, 11_000] {
            assert_eq!(build(keys, blocks).len(), build(keys, None).len());
        }
    }

    #[test]
    fn an_empty_filter_holds_nothing() {
        assert!(PreCheck::build(std::iter::empty::<u64>()).is_empty());
        assert!(!PreCheck::new(&[]).unwrap().may_hold(7));
    }

    #[test]
    fn a_filter_is_a_whole_number_of_blocks() {
        assert!(PreCheck::new(&[0xff; BLOCK + 1]).is_none());
    }
}
