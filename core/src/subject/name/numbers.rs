//! Numbers in the tables of this module: LEB128, differences zigzag.

/// Takes numbers from the front.
pub(super) struct Numbers(pub(super) &'static [u8]);

impl Numbers {
    pub(super) fn next(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A value written as its difference from another.
    pub(super) fn near(&mut self, other: u32) -> Option<u32> {
        let zigzag = self.next()?;
        let difference = (zigzag >> 1) as i32 ^ -((zigzag & 1) as i32);
        other.checked_add_signed(difference)
    }

    pub(super) fn bytes(&mut self, count: usize) -> Option<&'static [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }
}

#[cfg(test)]
pub(super) fn number(out: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
pub(super) fn near(out: &mut Vec<u8>, value: u32, last: &mut u32) {
    let difference = value.wrapping_sub(*last) as i32;
    number(out, ((difference << 1) ^ (difference >> 31)) as u32);
    *last = value;
}
