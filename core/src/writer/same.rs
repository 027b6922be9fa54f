//! Which authorities may be one.

use crate::subject::name;
use core::ops::Bound;
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

/// Characters of an authority's name that say which one it is, and not only of which kind.
const TELLING: usize = 5;

/// Who decided, as far as a row tells.
#[derive(Clone, Debug)]
pub(super) struct Authority(String);

impl Authority {
    pub(super) fn of(name: Option<&str>) -> Self {
        Self(name.map(name::key).unwrap_or_default())
    }

    /// What is compared of the name; empty where nothing is told.
    pub(super) fn key(&self) -> &str {
        &self.0
    }
}

fn tells(key: &str) -> bool {
    key.chars().count() >= TELLING
}

fn reversed(key: &str) -> String {
    key.chars().rev().collect()
}

/// The authorities of many records, each once.
#[derive(Default)]
pub(super) struct Authorities {
    by_name: HashMap<String, u32>,
    /// By their keys from the end
    by_end: BTreeMap<String, u32>,
}

impl Authorities {
    /// The number of an authority, by its name.
    pub(super) fn add(&mut self, name: &str) -> u32 {
        if let Some(known) = self.by_name.get(name) {
            return *known;
        }
        let key = name::key(name);
        let next = self.by_end.len() as u32;
        let number = *self.by_end.entry(reversed(&key)).or_insert(next);
        self.by_name.insert(name.to_owned(), number);
        number
    }

    /// Those that may be this one: with or without the places above it in front. Where nothing is told, any may.
    pub(super) fn that_may_be(&self, authority: &Authority) -> Vec<u32> {
        let own = reversed(&authority.0);
        if own.is_empty() {
            return self.by_end.values().copied().collect();
        }
        let mut found: Vec<u32> = self.by_end.get("").into_iter().copied().collect();
        let ends = own.char_indices().skip(TELLING).map(|(end, _)| &own[..end]);
        found.extend(ends.filter_map(|end| self.by_end.get(end)));
        match tells(&own) {
            true => {
                let longer = self
                    .by_end
                    .range::<str, _>((Bound::Included(own.as_str()), Bound::Unbounded));
                let longer = longer.take_while(|(key, _)| key.starts_with(&own));
                found.extend(longer.map(|(_, number)| *number));
            }
            false => found.extend(self.by_end.get(&own)),
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{Authorities, Authority, tells};
    use crate::subject::name;

    impl Authority {
        fn may_be_key(&self, other: &str) -> bool {
            let (short, long) = match self.0.len() < other.len() {
                true => (self.0.as_str(), other),
                false => (other, self.0.as_str()),
            };
            short == long || short.is_empty() || tells(short) && long.ends_with(short)
        }
    }

    #[test]
    fn places_in_front_make_no_other_authority() {
        let may_be = |one, other| Authority::of(Some(one)).may_be_key(&name::key(other));
        assert!(may_be("云澜区财政局", "江州市云澜区财政局"));
        assert!(may_be("江州市云澜区财政局", "云澜区 财政局"));
        assert!(!may_be("云澜区财政局", "江州市财政局"));
        assert!(!may_be("财政局", "云澜区财政局"));
        assert!(Authority::of(None).may_be_key(&name::key("云澜区财政局")));
    }

    #[test]
    fn many_authorities_are_told_apart_as_one_is() {
        let names = [
            "",
            "财政局",
            "区财政局",
            "澜区财政局",
            "云澜区财政局",
            "江州市云澜区财政局",
            "江州市财政局",
            "澜区财政局 ",
        ];
        let mut all = Authorities::default();
        let numbers = names.map(|name| all.add(name));
        for own in names {
            let own = Authority::of(Some(own));
            let mut found = all.that_may_be(&own);
            found.sort_unstable();
            let each = numbers.into_iter().zip(names);
            let each = each.filter(|(_, name)| own.may_be_key(&name::key(name)));
            let mut one_by_one: Vec<u32> = each.map(|(number, _)| number).collect();
            one_by_one.sort_unstable();
            one_by_one.dedup();
            assert_eq!(found, one_by_one, "{own:?}");
        }
    }
}
