//! Lists as feeds name them: by code, by full name, or by another name that only one list has.

use crate::clean;
use jrp_core::policy::{ListKind, Policy};
use std::collections::HashMap;

/// The policy's lists under every name.
pub(crate) struct Lists<'p> {
    by_name: HashMap<&'p str, Option<&'p ListKind>>,
    /// Names as people shorten them; one that two lists share means neither
    by_short_name: HashMap<String, Option<&'p ListKind>>,
}

impl<'p> Lists<'p> {
    pub(crate) fn of(policy: &'p Policy) -> Self {
        let mut by_name = HashMap::new();
        let mut by_short_name: HashMap<String, Option<&ListKind>> = HashMap::new();
        for list in policy.lists() {
            for alias in &list.aliases {
                // A name that two lists share means neither.
                by_name
                    .entry(alias.as_str())
                    .and_modify(|found| *found = None)
                    .or_insert(Some(list));
            }
            let names = list.aliases.iter().chain([&list.name]).map(|name| short(name));
            for name in names.filter(|name| !name.is_empty()) {
                by_short_name
                    .entry(name)
                    .and_modify(|found| *found = found.filter(|found| found.code == list.code))
                    .or_insert(Some(list));
            }
        }
        for list in policy.lists() {
            by_name.insert(&list.name, Some(list));
        }
        for list in policy.lists() {
            by_name.insert(&list.code, Some(list));
        }
        Self {
            by_name,
            by_short_name,
        }
    }

    /// The list a cleaned cell names.
    pub(crate) fn find(&self, cell: &str) -> Option<&'p ListKind> {
        let named = |text: &str| self.by_name.get(text).copied().flatten();
        let coded = || named(&clean::half_width(cell).trim().to_ascii_uppercase());
        // Longer texts are not names.
        let shortened = || match cell.len() <= 200 && !cell.is_ascii() {
            true => self.by_short_name.get(&short(cell)).copied().flatten(),
            false => None,
        };
        named(cell).or_else(coded).or_else(shortened)
    }
}

impl<'p> Lists<'p> {
    /// The list whose name stands in a text such as the title of a table: of several that do the longest, of two as long none.
    pub(crate) fn named_in(&self, text: &str) -> Option<&'p ListKind> {
        let text = short(text);
        let names = self
            .by_short_name
            .iter()
            .filter(|(name, _)| text.contains(name.as_str()));
        let longest = names.clone().map(|(name, _)| name.chars().count()).max()?;
        let mut found = names.filter(|(name, _)| name.chars().count() == longest);
        // Shorter names are parts of other words.
        match (found.next(), found.next()) {
            (Some((_, list)), None) if longest > 3 => *list,
            _ => None,
        }
    }
}

/// A name without what people leave out of it: signs, 对象, and 名单 at its end.
fn short(name: &str) -> String {
    let bare: String = clean::half_width(name)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let bare = bare.to_uppercase().replace("对象", "");
    bare.strip_suffix("名单").unwrap_or(&bare).to_owned()
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
            "政府采购严重违法失信行为记录",
            "《政府采购严重违法失信行为记录名单》",
        ] {
            assert_eq!(lists.find(name).unwrap().code, "BK-ZFCGSX", "{name}");
        }
        for (name, code) in [
            ("拖欠农民工工资失信联合惩戒名单", "BK-TQGZ"),
            ("拖欠农民工工资失信联合惩戒对象", "BK-TQGZ"),
            ("失信被执行人", "BK-SXBZXR"),
            ("纳税(缴费)信用A级", "RD-ANSR"),
            ("优秀青年志愿者等守信联合激励", "RD-ZYZ"),
        ] {
            assert_eq!(
                lists.find(name).map(|list| list.code.as_str()),
                Some(code),
                "{name}"
            );
        }
        for name in ["BK-NONE", "名单", "对象", "对象名单", "黑名单", "企业"] {
            assert!(lists.find(name).is_none(), "{name}");
        }
        assert!(lists.find("").is_none());
    }
}
