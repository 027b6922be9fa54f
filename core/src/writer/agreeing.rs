//! Numbers of which only a part is shown, put together by what two ways of showing have in common: each number is looked at
//! once for each such way, and not once for each other number.

use crate::subject::{IdKind, Identifier};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

/// Which characters of a number of a kind are shown.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Look {
    kind: IdKind,
    shown: Vec<bool>,
}

impl Look {
    pub(super) fn of(id: &Identifier) -> Self {
        Self {
            kind: id.kind(),
            shown: id.value().chars().map(|c| c != '*').collect(),
        }
    }

    fn is_whole(&self) -> bool {
        self.shown.iter().all(|shown| *shown)
    }

    /// What of a number with this look is to be the same as of one with another; `None` where they cannot be one. The two
    /// are told what [`agreeing`](crate::subject::mask::agreeing) tells of them.
    fn common(&self, other: &Self, id: &Identifier) -> Option<String> {
        let (own, shown) = (&self.shown, &other.shown);
        if self.kind != other.kind {
            return None;
        }
        if own.len() == shown.len() {
            let both = own.iter().zip(shown).map(|(own, other)| *own && *other);
            let common = id.value().chars().zip(both).filter(|(_, both)| *both);
            return Some(common.map(|(c, _)| c).collect());
        }
        // One run of hidden characters may be narrower or wider than what it hides.
        let (masked, full) = match (self.is_whole(), other.is_whole()) {
            (true, false) => (shown, own.len()),
            (false, true) => (own, shown.len()),
            _ => return None,
        };
        let head = masked.iter().take_while(|shown| **shown).count();
        let tail = masked.iter().rev().take_while(|shown| **shown).count();
        let is_one_run = masked.iter().filter(|shown| **shown).count() == head + tail;
        if !is_one_run || head + tail >= full {
            return None;
        }
        let length = own.len();
        let ends = { id.value().chars().enumerate() }.filter(|(at, _)| *at < head || *at + tail >= length);
        Some(ends.map(|(_, c)| c).collect())
    }
}

/// Numbers, found by what a number with one look has in common with them.
pub(super) struct Agreeing<T> {
    look: Look,
    by_look: BTreeMap<Look, HashMap<String, T>>,
}

impl<T> Agreeing<T> {
    pub(super) fn with(look: Look) -> Self {
        Self {
            look,
            by_look: BTreeMap::new(),
        }
    }

    /// What stands for all numbers that look as this one does and agree with the same.
    pub(super) fn entry(&mut self, id: &Identifier, make: impl FnOnce() -> T) -> Option<&mut T> {
        let look = Look::of(id);
        let common = look.common(&self.look, id)?;
        let by_common = self.by_look.entry(look).or_default();
        Some(by_common.entry(common).or_insert_with(make))
    }

    /// All that agrees with a number that has the look.
    pub(super) fn find<'a>(&'a self, id: &'a Identifier) -> impl Iterator<Item = &'a T> {
        let looks = self.by_look.iter();
        looks.filter_map(|(look, by_common)| by_common.get(&self.look.common(look, id)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::subject::mask;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_found_agrees_and_nothing_else_does(
            own in "[12]{2}[1-3*]{1,3}[12*]{0,4}",
            others in proptest::collection::vec("[12]{2}[1-3*]{1,3}[12*]{0,4}", 1..20),
        ) {
            let id = |text: &str| Identifier::parse(IdKind::Permit, text).ok();
            let Some(own) = id(&own) else { return Ok(()) };
            let others: Vec<Identifier> = others.iter().filter_map(|text| id(text)).collect();
            let mut agreeing = Agreeing::with(Look::of(&own));
            for (at, other) in others.iter().enumerate() {
                if let Some(places) = agreeing.entry(other, Vec::new) {
                    places.push(at);
                }
            }
            let mut found: Vec<usize> = agreeing.find(&own).flatten().copied().collect();
            found.sort_unstable();
            let each = (0..others.len()).filter(|at| mask::agreeing(own.value(), others[*at].value()).is_some());
            prop_assert_eq!(found, each.collect::<Vec<_>>());
        }
    }
}
