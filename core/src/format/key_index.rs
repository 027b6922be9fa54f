//! Secondary keys in groups: truncated fingerprints in ascending order, each with a pointer to the record it belongs to.
//!
//! One column is the directory:
//!
//! | offset | size | field                                                       |
//! |-------:|-----:|-------------------------------------------------------------|
//! |      0 |    1 | fingerprint width `b`: its upper `b` bits are kept, 1 to 64 |
//! |      1 |    1 | `g`: there are `2^g` groups, at most 2^24                   |
//! |      2 |    6 | zero                                                        |
//! |      8 |      | `directory`                                                 |
//!
//! Another has the groups. The upper `g` bits of a fingerprint name its group; one of `m` keys, with pointers of `p` bits:
//!
//! | size | field                                                                     |
//! |-----:|---------------------------------------------------------------------------|
//! |      | pointers: a bit stream of `m p` bits, without slack                       |
//! |      | the other `b - g` bits of the fingerprints: `sorted` without their number |
//! |    8 | slack                                                                     |
//!
//! A pointer is the upper bits of a record's place (`groups`), so that it stays what it is when other records come or go.
//! Both are cut short: what they lead to is a candidate until its stored texts have been compared.

use super::bits;
use super::bytes::Taker;
use super::directory::{Directory, MOST_BITS, Span};
use super::sorted::Sorted;
use crate::error::{OpenError, Section};
use core::cmp::Ordering;
use core::ops::Range;

/// Bytes that a group takes at most as long as groups are filled evenly.
#[cfg(feature = "build")]
const SIZE: u64 = 4 * 1024;

/// Where the parts are, relative to the bytes opened from.
#[derive(Clone, Debug)]
pub(crate) struct KeyIndex {
    key_width: u32,
    group_bits: u32,
    pointer_width: u32,
    directory: Directory,
}

/// A group at hand.
struct Group<'a> {
    bytes: &'a [u8],
    count: usize,
    pointer_width: u32,
}

impl KeyIndex {
    /// Reads the index whose directory fills one range of `bytes`, and whose groups, with pointers of this width, fill the
    /// other.
    pub(crate) fn open(
        bytes: &[u8],
        [directory, groups]: [Range<usize>; 2],
        pointer_width: u32,
        section: Section,
    ) -> Result<Self, OpenError> {
        let mut taker = Taker::within(bytes, directory, section);
        let [key_width, group_bits] = [u32::from(taker.u8()?), u32::from(taker.u8()?)];
        taker.zeros(6)?;
        if !(1..=64).contains(&key_width) || group_bits > key_width.min(MOST_BITS) {
            return Err(taker.malformed("a key index has other widths than it may have"));
        }
        let directory = Directory::take(&mut taker, 1 << group_bits, groups)?;
        taker.clone().finish()?;
        let index = Self {
            key_width,
            group_bits,
            pointer_width,
            directory,
        };
        let greatest = bits::mask(key_width - group_bits);
        let numbers = 0..index.directory.groups();
        let mut groups = numbers.filter_map(|number| index.directory.group(number));
        match groups.all(|span| index.group(bytes, span).is_sound(greatest, section)) {
            true => Ok(index),
            false => Err(taker.malformed("a group of keys does not fit its counts")),
        }
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        self.directory.len()
    }

    /// What it keeps of a fingerprint, and the bits that name a group.
    #[cfg(feature = "build")]
    pub(crate) fn widths(&self) -> Widths {
        Widths {
            key: self.key_width,
            group: self.group_bits,
        }
    }

    /// How many bits of a fingerprint are kept.
    pub(super) fn key_width(&self) -> u32 {
        self.key_width
    }

    /// What is kept of a fingerprint.
    pub(super) fn cut(&self, fingerprint: u64) -> u64 {
        fingerprint >> (64 - self.key_width)
    }

    fn group<'a>(&self, bytes: &'a [u8], span: Span) -> Group<'a> {
        Group {
            bytes: bytes.get(span.range()).unwrap_or_default(),
            count: span.count,
            pointer_width: self.pointer_width,
        }
    }

    /// The group of a fingerprint, and the entries in it that may be this fingerprint's.
    fn entries<'a>(&self, bytes: &'a [u8], fingerprint: u64) -> Option<(Group<'a>, Range<usize>)> {
        let number = fingerprint.checked_shr(64 - self.group_bits).unwrap_or(0) as usize;
        let group = self.group(bytes, self.directory.group(number)?);
        let rest = self.cut(fingerprint) & bits::mask(self.key_width - self.group_bits);
        let found = group.keys()?.find(group.bytes, rest, rest);
        Some((group, found))
    }

    /// Pointers to records that may carry a key with this fingerprint.
    pub(super) fn find<'a>(&self, bytes: &'a [u8], fingerprint: u64) -> impl Iterator<Item = u64> + use<'a> {
        let found = self.entries(bytes, fingerprint);
        found
            .into_iter()
            .flat_map(|(group, found)| found.map(move |at| group.pointer(at)))
    }

    /// Whether any record may carry a key with this fingerprint.
    pub(crate) fn holds(&self, bytes: &[u8], fingerprint: u64) -> bool {
        self.entries(bytes, fingerprint)
            .is_some_and(|(_, found)| !found.is_empty())
    }

    /// Whether a key with this fingerprint has this pointer. However many have it, that is found by halving.
    pub(super) fn points_to(&self, bytes: &[u8], fingerprint: u64, pointer: u64) -> bool {
        let Some((group, Range { mut start, mut end })) = self.entries(bytes, fingerprint) else {
            return false;
        };
        while start < end {
            let middle = start + (end - start) / 2;
            match group.pointer(middle).cmp(&pointer) {
                Ordering::Less => start = middle + 1,
                Ordering::Equal => return true,
                Ordering::Greater => end = middle,
            }
        }
        false
    }
}

impl Group<'_> {
    fn pointer(&self, at: usize) -> u64 {
        bits::read_wide(
            self.bytes,
            at as u64 * u64::from(self.pointer_width),
            self.pointer_width,
        )
    }

    fn keys_at(&self) -> Option<usize> {
        let bits = (self.count as u64).checked_mul(u64::from(self.pointer_width))?;
        usize::try_from(bits.div_ceil(8)).ok()
    }

    fn keys(&self) -> Option<Sorted> {
        Some(Sorted::at(self.keys_at()?..self.bytes.len(), self.count))
    }

    /// Whether its parts lie where they may and all of its keys are its own: none has a rest beyond the greatest.
    fn is_sound(&self, greatest: u64, section: Section) -> bool {
        let last = || {
            let range = self.keys_at()?..self.bytes.len();
            self.bytes.get(range.clone())?;
            let keys = Sorted::open_counted(self.bytes, range, self.count, section).ok()?;
            keys.get(self.bytes, self.count - 1)
        };
        last().is_some_and(|last| last <= greatest)
    }
}

/// More bits than their number needs that are kept of a fingerprint: a stranger meets about one candidate in eight look-ups,
/// which the filter lets pass.
#[cfg(feature = "build")]
pub(crate) const MORE: u32 = 3;

/// The same of keys that are not in the filter.
#[cfg(feature = "build")]
pub(crate) const MORE_UNFILTERED: u32 = 6;

/// Bits kept of a fingerprint, so many more than the number of keys needs, or than it needed in the base before.
#[cfg(feature = "build")]
pub(crate) fn short_width(keys: usize, more: u32, former: Option<&Widths>) -> u32 {
    let former = former.map(|widths| widths.key.saturating_sub(more));
    (super::carried::width(former, keys as u64) + more).min(64)
}

/// What an index keeps of a fingerprint, and the bits that name a group.
#[cfg(feature = "build")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Widths {
    key: u32,
    group: u32,
}

/// Writes pairs of fingerprint and pointer, which has this width: the directory, and the groups.
#[cfg(feature = "build")]
pub(crate) fn encode(
    mut entries: Vec<(u64, u64)>,
    key_width: u32,
    pointer_width: u32,
    former: Option<Widths>,
) -> [Vec<u8>; 2] {
    for (key, _) in &mut entries {
        *key >>= 64 - key_width;
    }
    entries.sort_unstable();
    entries.dedup();
    // Of a fingerprint what is above their number takes two bits, of the block that it is in one.
    let spread = key_width.saturating_sub(bits::width_of(entries.len() as u64));
    let each = u64::from(pointer_width + spread + 4);
    let former = former.map(|widths| widths.group);
    let group_bits = super::directory::bits_for(entries.len(), each, SIZE, former).min(key_width);
    let (rest, mut groups, mut counts) = (key_width - group_bits, Vec::new(), Vec::new());
    let mut left = entries.as_slice();
    for number in 0..1u64 << group_bits {
        let is_own = |(key, _): &(u64, u64)| key.checked_shr(rest).unwrap_or(0) <= number;
        let (own, others) = left.split_at(left.partition_point(is_own));
        left = others;
        groups.push(encode_group(own, rest, pointer_width));
        counts.push(own.len());
    }
    let mut directory = vec![key_width as u8, group_bits as u8, 0, 0, 0, 0, 0, 0];
    let groups_of = counts.into_iter().zip(groups.iter().map(Vec::as_slice));
    super::directory::encode(&mut directory, groups_of);
    [directory, groups.concat()]
}

#[cfg(feature = "build")]
fn encode_group(entries: &[(u64, u64)], rest: u32, pointer_width: u32) -> Vec<u8> {
    if entries.is_empty() {
        return Vec::new();
    }
    let mut pointers = bits::BitWriter::default();
    for (_, pointer) in entries {
        pointers.push(*pointer, pointer_width);
    }
    let mut out = pointers.finish_bare();
    let rests: Vec<u64> = entries.iter().map(|(key, _)| key & bits::mask(rest)).collect();
    out.extend(super::sorted::encode_counted(&rests));
    out.extend([0; bits::SLACK]);
    out
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    fn opened(parts: &[Vec<u8>; 2], pointer_width: u32) -> (Vec<u8>, Result<KeyIndex, OpenError>) {
        let [directory, groups] = parts;
        let (bytes, middle) = ([&directory[..], groups].concat(), directory.len());
        let ranges = [0..middle, middle..bytes.len()];
        let index = KeyIndex::open(&bytes, ranges, pointer_width, Section::Organisations);
        (bytes, index)
    }

    #[test]
    fn every_entry_is_found_at_any_width() {
        let entries: Vec<(u64, u64)> = (0..30_000)
            .map(|n| ((n / 2u64).wrapping_mul(0x9e37_79b9_7f4a_7c15), n))
            .collect();
        for (width, pointers) in [(1, 15), (7, 32), (short_width(30_000, MORE, None), 17), (64, 64)] {
            let (bytes, index) = opened(&encode(entries.clone(), width, pointers, None), pointers);
            let index = index.unwrap();
            for (key, pointer) in &entries {
                assert!(index.find(&bytes, *key).any(|found| found == *pointer));
                assert!(index.points_to(&bytes, *key, *pointer));
                assert!(index.holds(&bytes, *key) && !index.points_to(&bytes, *key, 30_000));
            }
        }
    }

    #[test]
    fn an_entry_more_changes_its_own_group() {
        let entries: Vec<(u64, u64)> = (0..20_000u64)
            .map(|n| (n.wrapping_mul(0x9e37_79b9_7f4a_7c15), n))
            .collect();
        let [before, after] =
            [&entries[..19_999], &entries].map(|entries| encode(entries.to_vec(), 20, 17, None));
        let entries_of = |directory: &[u8]| directory[8..].chunks(8).map(<[u8]>::to_vec).collect::<Vec<_>>();
        let [old, new] = [&before, &after].map(|[directory, _]| entries_of(directory));
        assert!(old.len() == new.len() && old.len() >= 16);
        assert_eq!(old.iter().zip(&new).filter(|(old, new)| old != new).count(), 1);
    }

    #[test]
    fn a_directory_that_lies_is_refused() {
        let entries: Vec<(u64, u64)> = (0..3000u64)
            .map(|n| (n.wrapping_mul(0x9e37_79b9_7f4a_7c15), n))
            .collect();
        let good = encode(entries, 15, 12, None);
        assert!(opened(&good, 12).1.is_ok() && good[0][1] > 0);
        for (at, value) in [
            (0, 0),
            (0, 65),
            (0, 2),
            (1, 0),
            (1, 16),
            (1, 25),
            (2, 1),
            (8, 1),
            (12, 1),
            (9, 255),
        ] {
            let mut lying = good.clone();
            lying[0][at] = value;
            assert!(opened(&lying, 12).1.is_err(), "{value} at {at}");
        }
        assert!(opened(&good, 32).1.is_err());
        for cut in [0, 7, 8, 15] {
            let mut lying = good.clone();
            lying[0].truncate(cut);
            assert!(opened(&lying, 12).1.is_err(), "{cut}");
        }
    }
}
