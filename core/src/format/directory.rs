//! The directory of groups: what each of them has, and where it lies among the others.
//!
//! | offset | size | field                                                  |
//! |-------:|-----:|--------------------------------------------------------|
//! |      0 |    8 | for each group: number of entries (`u32`), bytes (`u32`) |
//!
//! The groups lie one behind the other; one without entries has no bytes.

use super::bytes::Taker;
use crate::error::OpenError;
use core::ops::Range;

/// Greatest number of bits that name a group.
pub(super) const MOST_BITS: u32 = 24;

/// Bytes of a group's entry.
const ENTRY: usize = 8;

/// Where groups begin.
#[derive(Clone, Debug, Default)]
pub(super) struct Directory {
    /// The first entry of each group and where it begins; one more stands for the end
    starts: Vec<(u32, usize)>,
}

/// Where a group lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) first: usize,
    pub(super) count: usize,
    start: usize,
    end: usize,
}

impl Span {
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

impl Directory {
    /// Takes what is said of so many groups, which fill `lying`.
    pub(super) fn take(taker: &mut Taker<'_>, groups: usize, lying: Range<usize>) -> Result<Self, OpenError> {
        let unfit = taker.malformed("the groups do not fit their directory");
        let (entries, _) = taker.take(groups.saturating_mul(ENTRY))?.as_chunks::<4>();
        let mut starts = Vec::with_capacity(groups + 1);
        let (mut first, mut at) = (0u32, lying.start);
        for entry in entries.chunks_exact(2) {
            starts.push((first, at));
            let [count, length] =
                [entry.first(), entry.last()].map(|part| part.map_or(0, |part| u32::from_le_bytes(*part)));
            let next = first.checked_add(count).filter(|_| count > 0 || length == 0);
            let end = at.checked_add(length as usize).filter(|end| *end <= lying.end);
            let (Some(next), Some(end)) = (next, end) else {
                return Err(unfit);
            };
            (first, at) = (next, end);
        }
        starts.push((first, at));
        match at == lying.end {
            true => Ok(Self { starts }),
            false => Err(unfit),
        }
    }

    /// How many entries all groups have.
    pub(super) fn len(&self) -> usize {
        self.first_of(self.groups()).unwrap_or_default()
    }

    /// How many groups there are.
    pub(super) fn groups(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The first entry of a group; of the one behind the last, the number of all.
    #[inline]
    pub(super) fn first_of(&self, number: usize) -> Option<usize> {
        self.starts.get(number).map(|(first, _)| *first as usize)
    }

    /// The number of the group that an entry is in.
    pub(super) fn of_entry(&self, entry: usize) -> Option<usize> {
        self.starts
            .partition_point(|(first, _)| *first as usize <= entry)
            .checked_sub(1)
    }

    /// A group that has entries.
    #[inline]
    pub(super) fn group(&self, number: usize) -> Option<Span> {
        let [(first, start), (behind, end)] = *self.starts.get(number..number.checked_add(2)?)? else {
            return None;
        };
        (first < behind).then_some(Span {
            first: first as usize,
            count: (behind - first) as usize,
            start,
            end,
        })
    }
}

/// Writes a directory of groups, each with the number of its entries.
#[cfg(feature = "build")]
pub(super) fn encode<'a>(out: &mut Vec<u8>, groups: impl Iterator<Item = (usize, &'a [u8])>) {
    for (count, bytes) in groups {
        out.extend((count as u32).to_le_bytes());
        out.extend((bytes.len() as u32).to_le_bytes());
    }
}

/// Bits that name a group, so that groups take no more than `size` bytes where all are alike; or as many as before.
#[cfg(feature = "build")]
pub(super) fn bits_for(entries: usize, bits_each: u64, size: u64, former: Option<u32>) -> u32 {
    let all = entries as u64 * bits_each;
    let is_fit = |bits: &u32| {
        let room = u128::from(8 * size) << (*bits).min(MOST_BITS);
        super::carried::is_filled(u128::from(all), room) || *bits == 0 && u128::from(all) < room
    };
    let groups = all.div_ceil(8 * size).max(1);
    let fresh = super::bits::width_of(groups - 1).min(MOST_BITS);
    former.filter(is_fit).unwrap_or(fresh).min(MOST_BITS)
}
