//! The names in a row: as published, and those inside of what is published.

use crate::clean;
use jrp_core::subject::name::{self, Published, published};
use jrp_core::subject::spreadsheet;

/// What parts the former names of a cell, whatever the names are.
const BETWEEN: [char; 10] = [
    '|', '\u{FF5C}', ';', '\u{FF1B}', '\u{3001}', '\n', '\r', '\t', '\u{2028}', '\u{2029}',
];

/// The names in the cells of one row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// Former names, and what the published ones hold: every further name by which the subject is asked for
    pub(crate) others: Vec<String>,
    /// Numbers that stand in the name
    pub(crate) numbers: Vec<String>,
    /// Whoever asks by the name that is meant does not find what is written
    pub(crate) is_unreadable: bool,
}

impl Names {
    /// Of the name, cleaned, and the cell of former names as it is.
    pub(crate) fn of(own: Option<&str>, former: &str) -> Self {
        let Published {
            names,
            numbers,
            is_unreadable,
        } = own.map(published).unwrap_or_default();
        let mut all = Self {
            numbers,
            is_unreadable: is_unreadable || own.is_some_and(is_placeholder),
            others: Vec::new(),
        };
        for part in former.split(BETWEEN) {
            let part = clean::text(part);
            if part.is_empty() {
                continue;
            }
            all.add(&part, own);
            for inside in published(&part).names {
                all.add(&inside, own);
            }
        }
        for inside in names {
            all.add(&inside, own);
        }
        all
    }

    /// `|` parts the names of a record.
    fn add(&mut self, text: &str, own: Option<&str>) {
        let is_known = |known: &str| known == text;
        if !own.is_some_and(is_known) && !self.others.iter().any(|known| is_known(known)) {
            self.others.push(text.replace('|', " "));
        }
    }

    /// Numbers in the name that may be a subject's and are not this one.
    pub(crate) fn numbers_beside(&self, id: Option<&str>) -> impl Iterator<Item = &str> {
        let bare = |text: &str| -> String {
            let kept = spreadsheet::bare(&clean::half_width(text)).to_uppercase();
            kept.chars()
                .filter(|c| c.is_ascii_alphanumeric() || *c == '*')
                .collect()
        };
        let own = id.map(bare).unwrap_or_default();
        self.numbers.iter().map(String::as_str).filter(move |number| {
            let number = bare(number);
            let digits = number.bytes().filter(u8::is_ascii_digit).count();
            let may_be_code = matches!(number.len(), 9 | 15 | 17 | 18 | 20) && digits > 2;
            may_be_code && (own.is_empty() || !own.contains(&number) && !number.contains(&own))
        })
    }
}

/// Words that stand where a name should, as a whole cell: nobody is called so.
const PLACEHOLDERS: [&str; 45] = [
    "none",
    "nan",
    "blank",
    "empty",
    "nil",
    "null",
    "undefined",
    "unknown",
    "tbd",
    "na",
    "true",
    "false",
    "name",
    "空",
    "空白",
    "未知",
    "不详",
    "不明",
    "待补",
    "待补充",
    "待定",
    "待查",
    "待核实",
    "待核查",
    "待确认",
    "待填",
    "未填",
    "未填写",
    "未提供",
    "未公示",
    "未公开",
    "保密",
    "略",
    "同上",
    "同前",
    "同左",
    "公司",
    "企业",
    "单位",
    "机构",
    "个人",
    "名称",
    "姓名",
    "企业名称",
    "单位名称",
];

/// How cells begin that point to another place.
const POINTERS: [&str; 9] = [
    "见附",
    "详见",
    "参见",
    "见后",
    "如附",
    "同上",
    "见备注",
    "见下",
    "见上",
];

/// Characters of such a cell, at most.
const POINTER: usize = 8;

/// Whether a cell says that no name could be had: an error of a spreadsheet, a word for nothing, a pointer to another place.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let half = clean::half_width(text);
    let trimmed = half.trim();
    if trimmed.len() > 64 {
        return false;
    }
    // #N/A #REF! #VALUE! #DIV/0! #NAME? #NULL! #SPILL! and their like.
    let is_error = trimmed.strip_prefix('#').is_some_and(|rest| {
        !rest.is_empty()
            && rest
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b"/!?_".contains(&b))
    });
    let bare: String = { trimmed.chars() }
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let is_pointer = bare.chars().count() <= POINTER
        && POINTERS.iter().any(|word| bare.starts_with(word))
        && !["公司", "厂", "店", "社"]
            .iter()
            .any(|ending| bare.ends_with(ending));
    is_error || is_pointer || PLACEHOLDERS.contains(&bare.as_str())
}

/// Whether somebody can be looked up by a name.
pub(crate) fn is_name(text: &str) -> bool {
    !is_placeholder(text) && text.chars().any(char::is_alphabetic) && !name::key(text).is_empty()
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn former_names_are_parted_by_whatever_parts_them() {
        for cell in [
            "甲石料厂|乙建材厂",
            "甲石料厂；乙建材厂",
            "甲石料厂;乙建材厂",
            "甲石料厂、乙建材厂",
            "甲石料厂\n乙建材厂",
            "甲石料厂/乙建材厂",
            "甲石料厂，乙建材厂",
            "甲石料厂,乙建材厂",
        ] {
            let names = Names::of(Some("丙有限公司"), cell).others;
            for name in ["甲石料厂", "乙建材厂"] {
                assert!(names.iter().any(|known| known == name), "{cell:?}: {names:?}");
            }
        }
    }

    #[test]
    fn what_stands_for_no_name_is_none() {
        for cell in [
            "#N/A",
            "#REF!",
            "#VALUE!",
            "#DIV/0!",
            "#NAME?",
            "#SPILL!",
            "None",
            "NaN",
            "(blank)",
            "（空白）",
            "未知",
            "待补充",
            "见附件",
            "详见附件",
            "详见附件1",
            "同上",
            "公司",
            "＃N/A",
        ] {
            assert!(super::is_placeholder(cell), "{cell}");
            assert!(!super::is_name(cell), "{cell}");
            assert!(Names::of(Some(cell), "").is_unreadable, "{cell}");
        }
        for name in [
            "详见科技有限公司",
            "未知数科技有限公司",
            "同上居餐饮店",
            "王略",
            "None Trading Ltd",
            "#1 Shop",
            "待定",
        ] {
            assert_eq!(super::is_placeholder(name), name == "待定", "{name}");
        }
    }

    #[test]
    fn numbers_beside_the_own_one_are_told() {
        let beside = |name, id| Names::of(Some(name), "").numbers_beside(id).count();
        assert_eq!(beside("丙有限公司91329902MA7QK2R18G", None), 1);
        assert_eq!(
            beside("丙有限公司（91329902MA7QK2R18G）", Some("91329902ma7qk2r18g")),
            0
        );
        assert_eq!(beside("丙有限公司 MA7QK2R18", Some("91329902MA7QK2R18G")), 0);
        assert_eq!(
            beside("丙有限公司91329902MA3LW8T53Q", Some("91329902MA7QK2R18G")),
            1
        );
        assert_eq!(beside("丙有限公司 电话13800000000", None), 0);
    }
}
