//! A person's name in what people write around it: who the person is, how one is addressed, sex and nationality.

use super::endings::{Words, count, of_kind};
use super::guesses::Add;
use super::is_unified_han;
use super::parts::is_wrapping;
use super::person::{is_called_as_person, is_latin_person};

const TEXT: &str = include_str!("dressed.txt");
static BEFORE: Words<{ count(TEXT, "before ") }> = Words::by_front(of_kind(TEXT, "before "));
static BEHIND: Words<{ count(TEXT, "behind ") }> = Words::by_end(of_kind(TEXT, "behind "));
static ABOUT: Words<{ count(TEXT, "about ") }> = Words::by_front(of_kind(TEXT, "about "));

/// How one is addressed in English.
const ADDRESSES: [&str; 5] = ["mr", "mrs", "ms", "miss", "dr"];

/// The most characters of a person's name behind which an address of one character stands.
const LONGEST: usize = 4;

/// The address of one character behind a name.
const CHIEF: char = '\u{603b}';

/// Whether words stand around a person's name without a sign that says so.
pub(super) fn may_be_dressed(text: &str) -> bool {
    BEFORE.begin(text) || BEHIND.end(text) || text.ends_with(CHIEF)
}

/// Whether a text only says something of a person: `男`, `汉族`, `身份证号略`.
pub(crate) fn tells_of_person(text: &str) -> bool {
    let is_nation = text.ends_with('\u{65cf}') && text.chars().count() <= LONGEST;
    matches!(text, "男" | "女" | "略") || is_nation || ABOUT.begin(text) || is_word(text) || is_wrapping(text)
}

/// Whether a text is one of the words around a name, and no more.
fn is_word(text: &str) -> bool {
    BEFORE.all.contains(&text) || BEHIND.all.contains(&text)
}

/// The person in a text that says more of that person.
pub(super) fn dressed(text: &str, add: Add<'_>) {
    let is_sign = |c: char| !(c.is_alphanumeric() || is_unified_han(c));
    let is_person = |name: &str| is_called_as_person(name) || is_latin_person(name);
    let mut add_person = |name: &str| {
        if is_person(name.trim_matches(is_sign)) {
            add(name, true);
        }
    };
    BEFORE.behind(text).for_each(&mut add_person);
    BEHIND.in_front(text).for_each(&mut add_person);
    if let Some(name) = text
        .strip_suffix(CHIEF)
        .filter(|name| name.chars().count() == LONGEST)
    {
        add_person(name);
    }
    if let Some((address, name)) = text.split_once([' ', '.'])
        && ADDRESSES.iter().any(|known| address.eq_ignore_ascii_case(known))
    {
        add_person(name);
    }
    if let Some((name, rest)) = text.split_once(is_sign)
        && rest
            .split(is_sign)
            .filter(|word| !word.is_empty())
            .all(tells_of_person)
    {
        add_person(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn persons(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        dressed(text, &mut |name, _| all.push(name.to_owned()));
        all
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = TEXT.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(
            BEFORE.all.len() + BEHIND.all.len() + ABOUT.all.len(),
            lines.count()
        );
    }

    #[test]
    fn a_person_is_seen_in_what_is_said_of_one() {
        for text in [
            "业主苇间渡",
            "实际施工人：苇间渡",
            "个体户苇间渡",
            "苇间渡个人",
            "苇间渡班组",
            "苇间渡 男",
            "苇间渡,男,汉族",
            "苇间渡(身份证号:略)",
            "Mr. 苇间渡",
        ] {
            let found = persons(text);
            assert!(
                found.iter().any(|name| name.contains("苇间渡")),
                "{text}: {found:?}"
            );
        }
        assert_eq!(persons("欧阳示例总"), ["欧阳示例"]);
        assert_eq!(persons("Dr Smith John"), ["Smith John"]);
        for text in [
            "村民委员会",
            "业主委员会",
            "农户合作社",
            "江州蓼屿建材班组",
            "江州市云澜区示例总",
            "云澜 建材",
            "江州蓼屿有限公司 男装",
        ] {
            assert!(persons(text).is_empty(), "{text}: {:?}", persons(text));
        }
    }
}
