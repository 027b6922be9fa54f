//! The bench groups. In each, `jrp` is ours and the others are its peers, asked the same in the same run.

mod batch;
mod build;
mod check;
mod delta;
mod filters;
mod find;
mod open;

use crate::Ground;
use criterion::Criterion;
use jrp_benches::results::Run;

pub(crate) fn measure(criterion: &mut Criterion, ground: &Ground, run: &mut Run) {
    filters::measure(criterion, ground, run);
    find::measure(criterion, ground);
    check::measure(criterion, ground);
    batch::measure(criterion, ground);
    open::measure(criterion, ground);
    delta::measure(criterion, ground, run);
    build::measure(criterion, ground);
}

/// Goes round and round, so that no call can be foreseen and no cache holds only the one answer.
pub(crate) struct Round<'a, T> {
    items: &'a [T],
    at: usize,
}

impl<'a, T> Round<'a, T> {
    pub(crate) fn of(items: &'a [T]) -> Self {
        assert!(!items.is_empty());
        Self { items, at: 0 }
    }

    #[inline]
    pub(crate) fn next(&mut self) -> &'a T {
        self.at = if self.at + 1 < self.items.len() {
            self.at + 1
        } else {
            0
        };
        &self.items[self.at]
    }
}
