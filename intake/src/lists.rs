//! Lists as feeds name them: by code, by full name, or by another name that only one list has.

use crate::clean;
use jrp_core::policy::{ListKind, Policy};
use std::collections::HashMap;

/// The policy's lists under every name.
pub(crate) struct Lists<'p> {
    by_name: HashMap<&'p str, Option<&'p ListKind>>,
}

impl<'p> Lists<'p> {
    pub(crate) fn of(policy: &'p Policy) -> Self {
        let mut by_name = HashMap::new();
        for list in policy.lists() {
            for alias in &list.aliases {
                // A name that two lists share means neither.
                by_name
                    .entry(alias.as_str())
                    .and_modify(|found| *found = None)
                    .or_insert(Some(list));
            }
        }
        for list in policy.lists() {
            by_name.insert(&list.name, Some(list));
        }
        for list in policy.lists() {
            by_name.insert(&list.code, Some(list));
        }
        Self { by_name }
    }

    /// The list a cleaned cell names.
    pub(crate) fn find(&self, cell: &str) -> Option<&'p ListKind> {
        let named = |text: &str| self.by_name.get(text).copied().flatten();
        named(cell).or_else(|| named(&clean::half_width(cell).trim().to_ascii_uppercase()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jrp_core::policy::PolicyPack;

    #[test]
    fn code_name_and_alias_name_a_list() {
        let policy = PolicyPack::builtin().unwrap();
        let lists = Lists::of(&policy);
        for name in [
            "BK-ZFCGSX",
            "bk-zfcgsx",
            "ＢＫ－ＺＦＣＧＳＸ",
            "政府采购严重违法失信行为记录名单",
            "采购黑名单",
        ] {
            assert_eq!(lists.find(name).unwrap().code, "BK-ZFCGSX", "{name}");
        }
        assert!(lists.find("BK-NONE").is_none());
        assert!(lists.find("").is_none());
    }
}
