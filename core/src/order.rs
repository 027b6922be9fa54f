//! Sorting for readers, small in code.
//!
//! Each type sorted by the standard library brings kilobytes of its own to a program; a dozen of them were a tenth of the
//! web module. Here positions are sorted, once for all types.

use core::cmp::Ordering;
use core::mem::take;

/// Sorts; what is equal keeps its order.
pub(crate) fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let in_order = |pair: (&T, &T)| compare(pair.0, pair.1).is_le();
    if items.iter().zip(items.iter().skip(1)).all(in_order) {
        return;
    }
    let at = |one: usize, other: usize| match (items.get(one), items.get(other)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal,
    };
    let order = permutation(items.len(), &at);
    let mut slots: Vec<Option<T>> = take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|at| slots.get_mut(at)?.take()));
}

/// Sorts by the items' own order.
pub(crate) fn sort<T: Ord>(items: &mut Vec<T>) {
    sort_by(items, T::cmp);
}

/// Positions in order, by merging runs that double in length.
fn permutation(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    let mut run = 1;
    while run < len {
        let mut merged = Vec::with_capacity(len);
        for two in order.chunks(2 * run) {
            let (left, right) = two.split_at_checked(run).unwrap_or((two, &[]));
            let mut left = left.iter().copied().peekable();
            for right in right.iter().copied() {
                let before = |left: &usize| compare(*left, right).is_le();
                merged.extend(core::iter::from_fn(|| left.next_if(before)));
                merged.push(right);
            }
            merged.extend(left);
        }
        order = merged;
        run *= 2;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_stable_sort_of_the_standard_library(keys in proptest::collection::vec(0..20u8, 0..60)) {
            let mut ours: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
            let mut theirs = ours.clone();
            sort_by(&mut ours, |a, b| a.0.cmp(&b.0));
            theirs.sort_by_key(|pair| pair.0);
            prop_assert_eq!(ours, theirs);
        }
    }
}
