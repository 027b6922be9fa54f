//! Why the shipped pre-check is not `bloomfilter`: its bits depend on the target for keys that are slices, and it copies
//! them. (The third reason, the time of a miss, is in docs/BENCHMARKS.md.)

use bloomfilter::Bloom;
use jrp_core::snapshot::PreCheck;
use std::hash::{Hash, Hasher};

/// A slice as std hashes it where `usize` has 32 bits: the length as four bytes, then the bytes.
#[derive(Clone, Copy)]
struct On32(&'static [u8]);

/// The same where `usize` has 64 bits.
#[derive(Clone, Copy)]
struct On64(&'static [u8]);

impl Hash for On32 {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write(&(self.0.len() as u32).to_le_bytes());
        state.write(self.0);
    }
}

impl Hash for On64 {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write(&(self.0.len() as u64).to_le_bytes());
        state.write(self.0);
    }
}

/// What a key's `Hash` writes.
#[derive(Default)]
struct Written(Vec<u8>);

impl Hasher for Written {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}

fn written(key: &(impl Hash + ?Sized)) -> Vec<u8> {
    let mut written = Written::default();
    key.hash(&mut written);
    written.0
}

/// Credit codes, of which each is 18 bytes.
fn codes() -> Vec<&'static [u8]> {
    let codes = (0..2_000).map(|number| format!("9132050{number:011}").into_bytes());
    codes.map(|code| &*code.leak()).collect()
}

fn filter<K: Hash + ?Sized>(keys: impl Iterator<Item = impl std::borrow::Borrow<K>>) -> Bloom<K> {
    let mut filter =
        Bloom::new_for_fp_rate_with_seed(2_000, 0.0085, b"two halves which are not alike..").unwrap();
    keys.for_each(|key| filter.set(key.borrow()));
    filter
}

#[test]
fn a_slice_is_hashed_with_its_length_as_wide_as_the_target() {
    let code = codes()[7];
    let here = written(code);
    let (narrow, wide) = (written(&On32(code)), written(&On64(code)));
    assert_eq!((narrow.len(), wide.len()), (4 + 18, 8 + 18));
    // The stand-ins are faithful: the one of this target's width writes just what the slice writes.
    assert_eq!(here, if size_of::<usize>() == 4 { narrow } else { wide });
}

#[test]
fn bloomfilter_sets_other_bits_on_32_and_64_bit_targets() {
    let codes = codes();
    let here = filter::<[u8]>(codes.iter().copied());
    let narrow = filter(codes.iter().map(|code| On32(code)));
    let wide = filter(codes.iter().map(|code| On64(code)));
    let same = if size_of::<usize>() == 4 {
        narrow.as_slice()
    } else {
        wide.as_slice()
    };
    assert_eq!(here.as_slice(), same);
    assert_ne!(narrow.as_slice(), wide.as_slice());

    // A web form that opens the publisher's filter would call nearly every listed code unlisted.
    let opened: Bloom<On32> = Bloom::from_slice(wide.as_slice()).unwrap();
    let missed = codes.iter().filter(|code| !opened.check(&On32(code))).count();
    assert!(
        missed > codes.len() * 9 / 10,
        "{missed} of {} missed",
        codes.len()
    );
}

#[test]
fn bloomfilter_copies_its_bits_and_the_pre_check_does_not() {
    let bytes = filter::<[u8]>(codes().into_iter()).to_bytes();
    let opened: Bloom<[u8]> = Bloom::from_slice(&bytes).unwrap();
    assert!(!bytes.as_ptr_range().contains(&opened.as_slice().as_ptr()));

    let bytes = PreCheck::build((1..2_000u32).map(fingerprint));
    let opened = PreCheck::new(&bytes).unwrap();
    assert_eq!(opened.as_bytes().as_ptr_range(), bytes.as_ptr_range());
}

fn fingerprint(number: u32) -> u64 {
    u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Bits are a function of fingerprints, and those of bytes: no `Hash`, no `usize`. Golden, so that every target that runs
/// this test is held to the same.
#[test]
fn the_pre_checks_bits_are_the_same_everywhere() {
    let bytes = PreCheck::build((1..4u32).map(fingerprint));
    let words: Vec<u64> = bytes
        .as_chunks()
        .0
        .iter()
        .map(|word| u64::from_le_bytes(*word))
        .collect();
    assert_eq!(words, GOLDEN);
}

/// Worked out apart from this code, from `docs/FORMAT.md`: three keys, one block, a bit a word for each.
const GOLDEN: [u64; 8] = [
    0x0000_0000_0201_0100,
    0x0204_0800_0000_0000,
    0x0000_1000_0200_0040,
    0x0000_0000_0402_0100,
    0x0000_2000_0400_0080,
    0x0004_0002_0001_0000,
    0x0010_0100_1000_0000,
    0x0080_8080_0000_0000,
];
