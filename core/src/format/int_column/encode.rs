//! Writing columns of integers.

use super::{ABSENT, DICTIONARY, Head};
use crate::error::Section;
use crate::format::bytes::Taker;
use crate::format::{bits, carried};
use rustc_hash::FxHashMap as HashMap;

/// A column written: what stands before the codes, and the codes.
pub(crate) struct Written {
    pub(crate) head: Vec<u8>,
    /// Bits of a code
    pub(crate) width: u32,
    /// With slack
    pub(crate) codes: Vec<u8>,
}

impl Written {
    /// The column with its codes behind its head.
    pub(crate) fn whole(mut self) -> Vec<u8> {
        self.head.extend(self.codes);
        self.head
    }
}

/// How values become codes.
struct Coding {
    /// 1 where absent values may occur
    absent: u64,
    width: u32,
    base: i64,
    /// By code
    dictionary: Option<Vec<i64>>,
}

/// What is to be coded.
struct Occurring {
    rows: u64,
    absent: u64,
    /// Ascending
    distinct: Vec<i64>,
}

impl Coding {
    /// The smaller of the two forms.
    fn new(occurring: Occurring) -> Self {
        let Occurring {
            rows,
            absent,
            distinct,
        } = occurring;
        let base = distinct.first().copied().unwrap_or(0);
        let span = distinct.last().map_or(0, |last| last.wrapping_sub(base) as u64);
        // Where every value is absent, no bits are needed to say so.
        let absent_codes = if distinct.is_empty() { 0 } else { absent };
        let plain = bits::width_of(span + absent_codes);
        let indexed = bits::width_of((distinct.len() as u64).saturating_sub(1) + absent_codes);
        let use_dictionary =
            plain > bits::MAX_WIDTH || rows * u64::from(plain - indexed) > 64 * distinct.len() as u64;
        Self {
            absent,
            width: if use_dictionary { indexed } else { plain },
            base: if use_dictionary { 0 } else { base },
            dictionary: use_dictionary.then_some(distinct),
        }
    }

    /// That of a column of the base before, with the values that its dictionary lacks; `None` where it does not do, or where a
    /// new one would do with much less.
    fn kept(former: &[u8], new: &Self, occurring: &Occurring) -> Option<Self> {
        let mut taker = Taker::new(former, Section::Organisations);
        let head = Head::take(&mut taker, 0).ok()?;
        let absent = u64::from(head.absent);
        let greatest = bits::mask(head.width).checked_sub(absent)?;
        let dictionary = match &head.dictionary {
            None => {
                let fits = |value: &i64| {
                    value
                        .checked_sub(head.base)
                        .is_some_and(|code| code as u64 <= greatest && code >= 0)
                };
                occurring.distinct.iter().all(fits).then_some(None)?
            }
            Some(range) => {
                let (values, _) = former.get(range.clone())?.as_chunks::<8>();
                let values = values.iter().map(|value| i64::from_le_bytes(*value));
                let values = carried::numbered(values.map(Some), &occurring.distinct)?;
                // A value that is gone keeps its code.
                let former = |at: usize| head.value(former, at as u64 + absent);
                let values = values.into_iter().enumerate();
                let values: Vec<i64> = values
                    .map(|(at, value)| value.or_else(|| former(at)))
                    .collect::<Option<_>>()?;
                (values.len() as u64 <= greatest + 1).then_some(Some(values))?
            }
        };
        (absent >= occurring.absent && head.width <= new.width + 1).then_some(Self {
            absent,
            width: head.width,
            base: head.base,
            dictionary,
        })
    }

    fn head(&self) -> Vec<u8> {
        let flags = self.absent as u8 * ABSENT + u8::from(self.dictionary.is_some()) * DICTIONARY;
        let dictionary = self.dictionary.as_deref().unwrap_or_default();
        let mut head = vec![flags, self.width as u8, 0, 0];
        head.extend_from_slice(&(dictionary.len() as u32).to_le_bytes());
        head.extend_from_slice(&self.base.to_le_bytes());
        dictionary
            .iter()
            .for_each(|value| head.extend_from_slice(&value.to_le_bytes()));
        head
    }
}

/// Writes the column in the smaller of its two forms, or as the column of the base before was written, which begins with its
/// head.
pub(crate) fn encode(values: impl Iterator<Item = Option<i64>> + Clone, former: Option<&[u8]>) -> Written {
    let mut places: HashMap<i64, u64> = HashMap::default();
    let (mut rows, mut absent) = (0u64, 0);
    for value in values.clone() {
        rows += 1;
        match value {
            Some(value) => {
                places.entry(value).or_default();
            }
            None => absent = 1,
        }
    }
    let mut distinct: Vec<i64> = places.keys().copied().collect();
    distinct.sort_unstable();
    let occurring = |distinct| Occurring {
        rows,
        absent,
        distinct,
    };
    let new = Coding::new(occurring(distinct.clone()));
    let kept = former.and_then(|former| Coding::kept(former, &new, &occurring(distinct)));
    let coding = kept.unwrap_or(new);
    for (place, value) in (0..).zip(coding.dictionary.iter().flatten()) {
        places.insert(*value, place);
    }
    let mut codes = bits::BitWriter::default();
    for value in values {
        let code = value.map_or(0, |value| {
            coding.absent
                + match coding.dictionary {
                    Some(_) => places.get(&value).copied().unwrap_or_default(),
                    None => value.wrapping_sub(coding.base) as u64,
                }
        });
        codes.push(code, coding.width);
    }
    Written {
        head: coding.head(),
        width: coding.width,
        codes: codes.finish(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::IntColumn;
    use super::*;
    use proptest::prelude::*;

    fn round_trip(values: &[Option<i64>]) {
        let bytes = encode(values.iter().copied(), None).whole();
        let column = IntColumn::open(&bytes, 0..bytes.len(), values.len(), Section::Organisations).unwrap();
        for (row, value) in values.iter().enumerate() {
            assert_eq!(column.get(&bytes, row), *value);
        }
    }

    proptest! {
        #[test]
        fn any_values_round_trip(values in prop::collection::vec(any::<Option<i64>>(), 0..300)) {
            round_trip(&values);
        }

        #[test]
        fn small_values_round_trip(values in prop::collection::vec(prop::option::of(-5i64..900), 0..300)) {
            round_trip(&values);
        }
    }

    #[test]
    fn codes_live_on() {
        let read = |written: &Written, count: usize| -> Vec<Option<i64>> {
            let bytes = [&written.head[..], &written.codes].concat();
            let column = IntColumn::open(&bytes, 0..bytes.len(), count, Section::Organisations).unwrap();
            (0..count).map(|row| column.get(&bytes, row)).collect()
        };
        // Far apart, so with a dictionary; and close together, without.
        for apart in [1_000_003, 1] {
            let before: Vec<Option<i64>> = (0..900).map(|at| Some(100 + at % 9 * apart)).collect();
            let former = encode(before.iter().copied(), None);
            let again = |values: &[Option<i64>]| encode(values.iter().copied(), Some(&former.head));
            let less: Vec<Option<i64>> = before
                .iter()
                .copied()
                .filter(|value| *value != Some(100))
                .collect();
            assert!(
                again(&less).head == former.head && encode(less.iter().copied(), None).head != former.head
            );
            assert_eq!(read(&again(&less), less.len()), less);
            let more = [&before[..], &[Some(103), Some(111)]].concat();
            let kept = again(&more);
            assert_eq!(
                (kept.width, read(&kept, more.len())),
                (former.width, more.clone())
            );
            assert_eq!(kept.head[..4], former.head[..4]);
            // Beyond the bits, absent where none was, or with far fewer values it is written anew.
            let beyond = [&before[..], &[Some(1 << 40), Some(1 << 41), None]].concat();
            for values in [&beyond[..], &before[..1], &[None; 5]] {
                assert!(again(values).head == encode(values.iter().copied(), None).head);
            }
        }
        for hostile in [
            &[][..],
            &[0, 64, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            &[2, 3, 0, 0, 255, 255, 255, 255],
        ] {
            assert_eq!(encode([Some(5)].into_iter(), Some(hostile)).width, 0);
        }
    }

    proptest! {
        #[test]
        fn values_are_the_same_with_any_codes_before(
            before in prop::collection::vec(prop::option::of(-50i64..900), 0..300),
            values in prop::collection::vec(prop::option::of(-50i64..900), 0..300),
        ) {
            let former = encode(before.into_iter(), None).head;
            let bytes = encode(values.iter().copied(), Some(&former)).whole();
            let column = IntColumn::open(&bytes, 0..bytes.len(), values.len(), Section::Organisations).unwrap();
            for (row, value) in values.iter().enumerate() {
                prop_assert_eq!(column.get(&bytes, row), *value);
            }
        }
    }

    #[test]
    fn a_constant_takes_no_bits_a_row() {
        assert_eq!(
            encode([Some(7); 1000].into_iter(), None).whole().len(),
            encode([Some(7)].into_iter(), None).whole().len()
        );
    }
}
