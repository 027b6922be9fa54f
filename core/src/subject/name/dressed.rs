//! A person's name in what people write around it: who the person is, how one is addressed, sex and nationality.

use super::endings::{Words, count, of_kind};
use super::guesses::Add;
use super::is_unified_han;
use super::parts::is_wrapping;
use super::person::{is_called_as_person, is_latin_person, is_transliterated};

const TEXT: &str = include_str!("dressed.txt");
static BEFORE: Words<{ count(TEXT, "beside ") }> = Words::by_front(of_kind(TEXT, "beside "));
static BEHIND: Words<{ count(TEXT, "beside ") }> = Words::by_end(of_kind(TEXT, "beside "));
static ABOUT: Words<{ count(TEXT, "about ") }> = Words::by_front(of_kind(TEXT, "about "));

/// How one is addressed in English.
const ADDRESSES: [&str; 5] = ["mr", "mrs", "ms", "miss", "dr"];

/// The most characters of a person's name behind which an address of one character stands.
const LONGEST: usize = 4;

/// The address of one character behind a name.
const CHIEF: char = '\u{603b}';

/// Whether words stand around a person's name without a sign that says so.
pub(super) fn may_be_dressed(text: &str) -> bool {
    BEFORE.begin(text) || BEHIND.end(text) || text.ends_with(CHIEF) || in_front_of_data(text).is_some()
}

/// A name as short as a person's in front of digits or a letter that tell who of those called so is meant: `1988年4月15日生`,
/// `56岁`, `A`, `2`.
fn in_front_of_data(text: &str) -> Option<&str> {
    let may_be = |c: char| c.is_ascii_alphanumeric() || matches!(c, '生' | '岁' | '日');
    let at = text
        .ends_with(may_be)
        .then(|| text.find(|c: char| !is_unified_han(c)))??;
    let (name, data) = text.split_at_checked(at)?;
    let length = at / 3;
    let is_data = || {
        let short = data.len() < 3 && data.bytes().all(|byte| byte.is_ascii_alphanumeric());
        short || is_day_or_age(data)
    };
    ((2..=LONGEST).contains(&length) && is_data()).then_some(name)
}

/// Whether a text is a day, a year or an age, as one is born and grows.
fn is_day_or_age(text: &str) -> bool {
    let is_part = |c: char| {
        c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '生' | '出' | '岁' | '周' | '-' | '.')
    };
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(['生', '岁', '日'])
        && text.chars().all(is_part)
}

/// Whether a text only says something of a person: `男`, `汉族`, `身份证号略`.
pub(crate) fn tells_of_person(text: &str) -> bool {
    let is_nation = text.ends_with('\u{65cf}') && text.chars().count() <= LONGEST;
    matches!(text, "男" | "女" | "略" | "男性" | "女性")
        || is_nation
        || is_day_or_age(text)
        || ABOUT.begin(text)
        || is_word(text)
        || is_wrapping(text)
}

/// Whether a text is one of the words around a name, and no more.
fn is_word(text: &str) -> bool {
    BEFORE.all.contains(&text)
}

/// The person in a text that says more of that person.
pub(super) fn dressed(text: &str, add: Add<'_>) {
    let is_sign = |c: char| !(c.is_alphanumeric() || is_unified_han(c));
    let is_person =
        |name: &str| is_called_as_person(name) || is_latin_person(name) || is_transliterated(name);
    let mut add_person = |name: &str| {
        if is_person(name.trim_matches(is_sign)) {
            add(name, true);
        }
    };
    BEFORE.behind(text).for_each(&mut add_person);
    BEHIND.in_front(text).for_each(&mut add_person);
    in_front_of_data(text).into_iter().for_each(&mut add_person);
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
        assert_eq!(BEFORE.all.len() + ABOUT.all.len(), lines.count());
        let mut sorted = [BEFORE.all, BEHIND.all];
        sorted.iter_mut().for_each(|words| words.sort_unstable());
        assert_eq!(sorted[0], sorted[1]);
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
            "苇间渡业主",
            "苇间渡个体经营者",
            "自然人苇间渡",
            "苇间渡及家属",
            "班组苇间渡",
            "失信人苇间渡",
            "苇间渡 男 汉族 1988年生",
            "苇间渡1988年4月15日生",
            "苇间渡 56岁",
            "苇间渡56岁",
            "苇间渡A",
            "苇间渡2",
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
            "蓼屿厂A",
            "江州市云澜区2",
            "蓼屿360科技",
        ] {
            assert!(persons(text).is_empty(), "{text}: {:?}", persons(text));
        }
    }
}
