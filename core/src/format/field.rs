//! Integers of records, whose codes stand in the rows of groups, one behind the other.

use super::bits;
use super::bytes::Taker;
use super::int_column::{Head, is_in, out_of_range};
use crate::error::{OpenError, Section};
use core::ops::Range;

/// A column whose codes stand in the rows, each from this bit of the row on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Field {
    head: Head,
    pub(super) bit: u32,
}

/// What is to be looked at in each row, so that all values of a field are allowed.
pub(super) struct Limit<'a> {
    field: &'a Field,
    allowed: &'a [Range<i64>],
    limit: u64,
}

/// Fields that are read at once, and the greatest code of each.
struct Window {
    bit: u64,
    fields: Vec<(u32, u64, u64)>,
}

/// Limits of fields, ordered so that one reading serves many.
pub(super) struct Limits<'a> {
    limits: Vec<Limit<'a>>,
    windows: Vec<Window>,
}

impl<'a> Limits<'a> {
    pub(super) fn new(mut limits: Vec<Limit<'a>>) -> Self {
        limits.sort_unstable_by_key(|limit| limit.field.bit);
        let mut windows: Vec<Window> = Vec::new();
        for Limit { field, .. } in &limits {
            let (start, width) = (u64::from(field.bit), field.width());
            let mask = bits::mask(width);
            let is_held =
                |window: &&mut Window| start + u64::from(width) <= window.bit + u64::from(bits::MAX_WIDTH);
            match windows.last_mut().filter(is_held) {
                Some(window) => window.fields.push(((start - window.bit) as u32, mask, 0)),
                None => windows.push(Window {
                    bit: start,
                    fields: vec![(0, mask, 0)],
                }),
            }
        }
        Self { limits, windows }
    }

    /// Looks at so many rows of a stream, each of so many bits.
    pub(super) fn look(&mut self, stream: &[u8], rows: usize, width: u64) {
        for Window { bit, fields } in &mut self.windows {
            let mut at = *bit;
            for _ in 0..rows {
                let loaded = bits::load(stream, at);
                for (shift, mask, greatest) in &mut *fields {
                    *greatest = (*greatest).max(loaded >> *shift & *mask);
                }
                at += width;
            }
        }
    }

    /// The limits that a code seen was not below: their rows must be looked at one by one.
    pub(super) fn exceeded(&self) -> impl Iterator<Item = &Limit<'a>> {
        let greatest = self
            .windows
            .iter()
            .flat_map(|window| window.fields.iter().map(|(.., greatest)| *greatest));
        let limits = self.limits.iter().zip(greatest);
        limits.filter_map(|(limit, greatest)| (greatest >= limit.limit).then_some(limit))
    }
}

impl Field {
    /// Reads the head that fills `range` of `bytes`; the codes begin at this bit of a row.
    pub(super) fn open(
        bytes: &[u8],
        range: Range<usize>,
        bit: u32,
        section: Section,
    ) -> Result<Self, OpenError> {
        let mut taker = Taker::within(bytes, range.clone(), section);
        let head = Head::take(&mut taker, range.start)?;
        taker.finish()?;
        Ok(Self { head, bit })
    }

    /// The bits that it takes of a row.
    pub(super) fn width(&self) -> u32 {
        self.head.width
    }

    /// The code in a row that begins at a bit of the stream.
    #[inline]
    fn code(&self, stream: &[u8], row_at: u64) -> u64 {
        bits::read(stream, row_at + u64::from(self.bit), self.head.width)
    }

    /// The value of the row that begins at a bit of the stream; `None` where it is absent. `bytes` are those of the head.
    #[inline]
    pub(super) fn get(&self, bytes: &[u8], stream: &[u8], row_at: u64) -> Option<i64> {
        self.head.value(bytes, self.code(stream, row_at))
    }

    /// Whether rows may lack a value.
    pub(super) fn may_lack(&self) -> bool {
        self.head.absent
    }

    /// What is to be looked at in each row, so that all present values lie in one of the ranges; `None` where the head says
    /// it already.
    pub(super) fn limit<'a>(
        &'a self,
        bytes: &[u8],
        section: Section,
        allowed: &'a [Range<i64>],
    ) -> Result<Option<Limit<'a>>, OpenError> {
        let limit = self.head.limit(bytes, allowed).ok_or(out_of_range(section))?;
        let is_open = bits::mask(self.head.width) >= limit;
        Ok(is_open.then_some(Limit {
            field: self,
            allowed,
            limit,
        }))
    }
}

impl Limit<'_> {
    /// Whether the row's value is allowed.
    #[inline]
    pub(super) fn allows(&self, bytes: &[u8], stream: &[u8], row_at: u64) -> bool {
        let code = self.field.code(stream, row_at);
        code < self.limit
            || self.allowed.len() > 1
                && self.field.head.dictionary.is_none()
                && self
                    .field
                    .head
                    .value(bytes, code)
                    .is_none_or(|value| is_in(self.allowed, value))
    }
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use crate::format::int_column::{IntColumn, Written, encode};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_lies_out_of_range_is_refused(
            values in prop::collection::vec(prop::option::of(-5i64..900), 0..300),
            least in -6i64..10,
            gap in 20i64..900,
            end in 800i64..1000,
        ) {
            let Written { head, width, codes } = encode(values.iter().copied(), None);
            let field = Field::open(&head, 0..head.len(), 0, Section::Organisations).unwrap();
            let rows = || (0..values.len() as u64).map(|row| row * u64::from(width));
            let ranges = [least..gap, gap + 1..end];
            for allowed in [&ranges[..], &ranges[..1], &ranges[1..], &[]] {
                let expected = values.iter().flatten().all(|value| is_in(allowed, *value));
                let found = field.limit(&head, Section::Organisations, allowed).is_ok_and(|limit| {
                    limit.is_none_or(|limit| rows().all(|row| limit.allows(&head, &codes, row)))
                });
                prop_assert_eq!(found, expected);
            }
            let bytes = encode(values.iter().copied(), None).whole();
            let column = IntColumn::open(&bytes, 0..bytes.len(), values.len(), Section::Organisations).unwrap();
            let expected = values.iter().flatten().all(|value| ranges[0].contains(value));
            let column = column.require(&bytes, values.len(), Section::Organisations, ranges[0].clone());
            prop_assert_eq!(column.is_ok(), expected);
        }
    }
}
