//! Numbers packed at a fixed width, lowest bit first.

/// Widest packed number: what an unaligned 8-byte read can always give.
pub(crate) const MAX_WIDTH: u32 = 57;

/// Zero bytes behind a bit stream, so that a reader may always load eight bytes.
pub(crate) const SLACK: usize = 8;

/// Bytes a stream of `bits` bits takes, slack included.
pub(crate) fn stream_len(bits: u64) -> Option<usize> {
    usize::try_from(bits.div_ceil(8)).ok()?.checked_add(SLACK)
}

/// The 64 bits from bit `at` on, of which at least 57 are valid. Beyond the end: zero.
#[inline]
pub(crate) fn load(bytes: &[u8], at: u64) -> u64 {
    let byte = usize::try_from(at >> 3).unwrap_or(usize::MAX);
    match bytes.get(byte..).and_then(|b| b.first_chunk::<8>()) {
        Some(chunk) => u64::from_le_bytes(*chunk) >> (at & 7),
        None => 0,
    }
}

/// The `width` (at most 57) bits from bit `at` on.
#[inline]
pub(crate) fn read(bytes: &[u8], at: u64, width: u32) -> u64 {
    load(bytes, at) & mask(width)
}

/// Up to 64 bits from bit `at` on.
#[inline]
pub(crate) fn read_wide(bytes: &[u8], at: u64, width: u32) -> u64 {
    if width <= MAX_WIDTH {
        return read(bytes, at, width);
    }
    read(bytes, at, 32) | read(bytes, at + 32, width - 32) << 32
}

#[inline]
pub(crate) fn mask(width: u32) -> u64 {
    match width {
        0 => 0,
        64.. => u64::MAX,
        _ => (1 << width) - 1,
    }
}

/// Bits needed to write `value`.
#[cfg(feature = "build")]
pub(crate) fn width_of(value: u64) -> u32 {
    64 - value.leading_zeros()
}

/// Writes bits, lowest first.
#[cfg(feature = "build")]
#[derive(Default)]
pub(crate) struct BitWriter {
    bytes: Vec<u8>,
    pending: u64,
    filled: u32,
}

#[cfg(feature = "build")]
impl BitWriter {
    /// `width` is at most 64.
    pub(crate) fn push(&mut self, value: u64, width: u32) {
        if width > 32 {
            self.push(value & mask(32), 32);
            self.push(value >> 32, width - 32);
            return;
        }
        self.pending |= (value & mask(width)) << self.filled;
        self.filled += width;
        while self.filled >= 8 {
            self.bytes.push(self.pending as u8);
            self.pending >>= 8;
            self.filled -= 8;
        }
    }

    pub(crate) fn len(&self) -> u64 {
        self.bytes.len() as u64 * 8 + u64::from(self.filled)
    }

    /// The stream with its slack.
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut bytes = self.finish_bare();
        bytes.extend_from_slice(&[0; SLACK]);
        bytes
    }

    /// The stream alone.
    pub(crate) fn finish_bare(mut self) -> Vec<u8> {
        if self.filled > 0 {
            self.bytes.push(self.pending as u8);
        }
        self.bytes
    }
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(values in prop::collection::vec((any::<u64>(), 0u32..=64), 0..200)) {
            let mut writer = BitWriter::default();
            for (value, width) in &values {
                writer.push(*value, *width);
            }
            let bits = writer.len();
            let bytes = writer.finish();
            prop_assert_eq!(Some(bytes.len()), stream_len(bits));
            let mut at = 0;
            for (value, width) in &values {
                prop_assert_eq!(read_wide(&bytes, at, *width), value & mask(*width));
                at += u64::from(*width);
            }
        }
    }
}
