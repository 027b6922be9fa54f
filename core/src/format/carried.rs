//! Numbers and sizes that live on: a base keeps those of the base before as long as they are not much worse than new ones, so
//! that records that did not change keep their bytes. The same content and the same base before give the same bytes.

use super::bits::width_of;
use super::front::Front;
use super::partition::Partition;

/// What had a number by that number; `None` stands for a number that is free.
pub(crate) type Numbered<T> = Vec<Option<T>>;

/// Numbers that may be free however few there are.
const FEW: usize = 8;

/// Numbers for what is there `now`, which ascends: what had one keeps it, and the rest take the free ones, then those behind.
/// `None` where more than [`FEW`] and an eighth of the numbers would be free.
pub(crate) fn numbered<T: Copy + Ord>(
    former: impl Iterator<Item = Option<T>>,
    now: &[T],
) -> Option<Numbered<T>> {
    let mut is_kept = vec![false; now.len()];
    let mut keep = |value: T| {
        let is_kept = is_kept.get_mut(now.binary_search(&value).ok()?)?;
        (!core::mem::replace(is_kept, true)).then_some(value)
    };
    let mut numbers: Numbered<T> = former.map(|value| value.and_then(&mut keep)).collect();
    let mut new = now
        .iter()
        .zip(&is_kept)
        .filter(|(_, is_kept)| !**is_kept)
        .map(|(value, _)| *value);
    for free in numbers.iter_mut().filter(|number| number.is_none()) {
        let Some(value) = new.next() else { break };
        *free = Some(value);
    }
    numbers.extend(new.map(Some));
    let used = numbers
        .iter()
        .rposition(Option::is_some)
        .map_or(0, |last| last + 1);
    numbers.truncate(used);
    let free = numbers.iter().filter(|number| number.is_none()).count();
    (free <= FEW + numbers.len() / 8).then_some(numbers)
}

/// Bits by which so many are told apart well enough: those of their number, or as many as before.
pub(crate) fn width(former: Option<u32>, amount: u64) -> u32 {
    let is_fit = |bits: &u32| is_filled(u128::from(amount), 1u128 << (*bits).min(64));
    former.filter(is_fit).unwrap_or(width_of(amount))
}

/// Whether so much room is neither too small by more than a quarter nor filled to less than three eighths.
pub(crate) fn is_filled(amount: u128, room: u128) -> bool {
    amount * 4 < room * 5 && amount * 8 >= room * 3
}

impl Front {
    /// The texts of each listing, in the order of its columns.
    pub(crate) fn all(&self) -> Vec<[Option<String>; 6]> {
        let columns = self.columns();
        (0..self.listings())
            .map(|at| columns.map(|column| column.get(self.bytes(), at)))
            .collect()
    }
}

impl Partition {
    /// The strings of a text column in which each stands once, by their numbers; an empty one is none.
    pub(crate) fn strings(&self, bytes: &[u8], id: u16) -> Numbered<String> {
        let of_listings = self
            .front()
            .column(id)
            .map(|column| column.strings(self.front().bytes()));
        let strings = of_listings.or_else(|| Some(self.texts.column(id)?.all_strings(bytes)));
        let strings = strings.unwrap_or_default().into_iter();
        strings.map(|text| (!text.is_empty()).then_some(text)).collect()
    }

    /// The bits that name groups of records, and those of a pointer.
    pub(crate) fn named(&self) -> [u32; 3] {
        self.groups.named()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_keeps_its_number_and_what_comes_takes_a_free_one() {
        let former = ["b", "a", "c", "d", "e", "f", "g", "h", "i"].map(Some);
        let now = ["a", "b", "bb", "c", "d", "e", "f", "g", "h"];
        let expected = ["b", "a", "c", "d", "e", "f", "g", "h", "bb"].map(Some);
        assert_eq!(numbered(former.into_iter(), &now).unwrap(), expected);
        let gone = ["a", "b", "d", "e", "f", "g", "h", "i"];
        let expected = [
            Some("b"),
            Some("a"),
            None,
            Some("d"),
            Some("e"),
            Some("f"),
            Some("g"),
            Some("h"),
            Some("i"),
        ];
        assert_eq!(numbered(former.into_iter(), &gone).unwrap(), expected);
        assert_eq!(numbered(expected.into_iter(), &now).unwrap()[2], Some("bb"));
        // Of a hundred, eight and an eighth of them may be free.
        let many: Vec<u32> = (0..100).collect();
        let left = |count: usize| [&many[..1], &many[100 - count..]].concat();
        let kept = |count| numbered(many.iter().copied().map(Some), &left(count));
        assert_eq!(kept(79).unwrap().len(), 100);
        assert!(kept(78).is_none());
        assert_eq!(
            numbered([Some("a"), Some("a")].into_iter(), &["a"]).unwrap(),
            [Some("a")]
        );
        assert_eq!(numbered(core::iter::empty(), &["a"]).unwrap(), [Some("a")]);
    }

    #[test]
    fn a_width_lasts_while_it_is_not_much_worse() {
        assert_eq!(width(None, 1023), 10);
        assert_eq!(
            [1023, 1024, 1279, 1280].map(|most| width(Some(10), most)),
            [10, 10, 10, 11]
        );
        assert_eq!([512, 384, 383].map(|most| width(Some(10), most)), [10, 10, 9]);
        assert_eq!(
            [width(Some(0), 0), width(Some(64), u64::MAX), width(Some(200), 5)],
            [0, 64, 3]
        );
    }
}
