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
            is_unreadable,
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

/// Whether somebody can be looked up by a name.
pub(crate) fn is_name(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !name::key(text).is_empty()
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
