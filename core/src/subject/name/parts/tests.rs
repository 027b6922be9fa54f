//! Names in all their wrappings.

use super::words::{JOINT, LEGAL, TEXT};
use super::*;
use crate::subject::name::key;
use crate::subject::name::trader::ORG;

const NAME: &str = "江州蓼屿建材有限公司";

fn names(text: &str) -> Vec<String> {
    let parts = parts(text).unwrap_or_else(|| panic!("{text} is taken for plain"));
    parts.names.into_iter().map(|name| name.text).collect()
}

#[test]
fn every_line_of_the_table_is_read() {
    let mut read = [
        &LABEL.all[..],
        &TAIL.all,
        &INSIDE.all,
        &LEGAL,
        &JOINT,
        &ORG.all,
        &guesses::JOINER,
    ]
    .concat();
    let lines = TEXT.lines().filter(|line| !line.starts_with('#'));
    let mut words: Vec<&str> = lines.map(|line| line.split_once(' ').unwrap().1).collect();
    read.sort_unstable();
    words.sort_unstable();
    assert_eq!(read, words);
}

#[test]
fn plain_names_are_seen_as_such() {
    for name in [
        NAME,
        "江州市岚河芷塘电子（澄湾）有限公司",
        "江州甲投资中心（有限合伙）",
        "江州汀兰杂货店（个体工商户）",
        "江州A1科技有限公司",
        "阿里木·江商贸有限公司",
        "IBM中国有限公司",
        "中国石化第二建设公司",
    ] {
        assert_eq!(parts(name), None, "{name}");
    }
}

#[test]
fn a_wrapped_name_is_unwrapped() {
    for text in [
        "“{}”",
        "\"{}\"",
        "「{}」",
        "《{}》",
        "（{}）",
        "【{}】",
        "1.{}",
        "1、{}",
        "（一）{}",
        "①{}",
        "一、{}",
        "(2) {}",
        "供应商名称：{}",
        "投标人: {}",
        "供应商名称{}",
        "{}（盖章）",
        "{}(公章)",
        "{}盖章",
        "{}（联合体牵头人）",
        "（联合体牵头人）{}",
        "{}（主）",
        "{}（本部）",
        "{}本部",
        "{}（已注销）",
        "{}（吊销）",
        "{}等",
        "{}等3家",
        "{}、",
        "{}。",
        "{}*",
        "{}-",
        "{}，",
        "*{}",
        "{}（江州）",
        "{}（加盖公章）：",
        "投标人：{}（盖章）",
        "1.“{}”（盖章）；",
        "{}\u{FFFD}",
        "\u{E000}{}",
        "{}联合体",
        "{}副本",
        "附件1：{}",
        "第一中标候选人{}",
        "&quot;{}&quot;",
        "<b>{}</b>",
    ] {
        let text = text.replace("{}", NAME);
        assert!(
            names(&text).contains(&NAME.to_owned()),
            "{text}: {:?}",
            names(&text)
        );
    }
}

#[test]
fn joined_names_are_taken_apart() {
    let other = "澄湾榆汀印刷厂";
    for text in [
        "{}、{2}",
        "{}，{2}",
        "{}；{2}",
        "{}/{2}",
        "{}&{2}",
        "{}\n{2}",
        "{}\t{2}",
        "{} {2}",
        "{}和{2}",
        "{}与{2}",
        "{}及{2}",
        "{}（原{2}）",
        "{}（原名：{2}）",
        "{}（曾用名：{2}）",
        "{}（更名前：{2}）",
        "{2}现更名为{}",
        "{2} 现更名为 {}",
        "{2}已变更为{}",
        "{}曾用名{2}",
        "{}（{2}）",
        "1.{} 2.{2}",
        "①{}②{2}",
        "{}-{2}",
        "{},{2}",
        "{}|{2}",
        "牵头人：{}；成员：{2}",
        "{}（盖章）、{2}（盖章）",
        "{} 原{2}",
        "{}；原名：{2}",
    ] {
        let text = text.replace("{}", NAME).replace("{2}", other);
        for name in [NAME, other] {
            assert!(
                names(&text).contains(&name.to_owned()),
                "{text}: {:?}",
                names(&text)
            );
        }
    }
    for text in [format!("{NAME}{NAME}"), format!("{NAME}澄湾市榆汀印刷有限公司")] {
        assert!(
            names(&text).contains(&NAME.to_owned()),
            "{text}: {:?}",
            names(&text)
        );
    }
}

#[test]
fn what_stands_beside_a_name_without_a_sign_is_guessed() {
    for text in [
        "No.1{}",
        "No.1 {}",
        "NO：{}",
        "№1{}",
        "1#{}",
        "#1 {}",
        "1{}",
        "a.{}",
        "Ⅳ.{}",
        "iv) {}",
        "2026年{}",
        "附件1-{}",
        "投标文件 - {}",
        "序号1 {}",
        "第1名 {}",
        "{}.pdf",
        "{}.DOCX",
        "{}(1).xlsx",
        "{}_1",
        "{}¹",
        "{}张三",
        "{} 张三",
        "{}100分",
        "{}320.00万元",
        "{} Co.,Ltd",
        "{} Co., Ltd.",
        "{}Ltd",
        "{}Jiangzhou Liaoyu Building Materials Co., Ltd.",
        "Jiangzhou Liaoyu Building Materials Co., Ltd. {}",
        "No.1 {} Co., Ltd.pdf",
    ] {
        let text = text.replace("{}", NAME);
        let names = names(&text);
        assert!(names.contains(&NAME.to_owned()), "{text}: {names:?}");
    }
    for name in [
        "江州蓼屿建材有限公司工会",
        "江州蓼屿建材有限公司职工医院",
        "江州蓼屿建材有限公司昆澜分公司",
    ] {
        let names = parts(name).map_or_else(Vec::new, |parts| parts.names);
        assert!(names.iter().all(|part| part.text != NAME), "{name}: {names:?}");
    }
    // Nothing was taken off that anybody would see.
    for name in [
        "3M中国有限公司",
        "江州蓼屿建材有限公司工会",
        "58同城江州信息有限公司",
    ] {
        assert!(parts(name).is_none_or(|parts| !parts.is_unwrapped), "{name}");
    }
}

#[test]
fn joined_names_are_compared_beside_the_whole() {
    for joiner in guesses::JOINER {
        for (one, other) in [(NAME, "澄湾榆汀建设集团有限公司"), ("澄湾榆汀印刷厂", NAME)]
        {
            let text = format!("{one}{joiner}{other}");
            let names = names(&text);
            assert!(
                names.contains(&one.to_owned()) && names.contains(&other.to_owned()),
                "{text}: {names:?}"
            );
            assert!(names.contains(&text), "{text}");
        }
    }
    for name in [
        "江州联合建材有限公司",
        "江州和平饭店",
        "联合和与同方股份有限公司",
        "江州与友印刷厂",
    ] {
        // What they fall into, if anything, is compared and not spoken of.
        let Some(parts) = parts(name) else { continue };
        assert!(!parts.is_unwrapped && !parts.unreadable, "{parts:?}");
        assert_eq!(parts.names[0].text, name);
    }
}

#[test]
fn a_branch_is_not_taken_apart_into_its_parent() {
    for text in [
        "江州蓼屿建材有限公司昆澜分公司",
        "江州蓼屿建材有限公司 昆澜分公司",
        "江州蓼屿建材有限公司（昆澜分公司）",
    ] {
        let names = parts(text).map_or_else(Vec::new, |parts| parts.names);
        assert!(names.iter().all(|name| name.text != NAME), "{text}: {names:?}");
    }
}

#[test]
fn numbers_are_taken_out() {
    for (text, number) in [
        ("91329902MA7QK2R18G", "91329902MA7QK2R18G"),
        ("江州蓼屿建材有限公司91329902MA7QK2R18G", "91329902MA7QK2R18G"),
        ("江州蓼屿建材有限公司（MA7QK2R1-8）", "MA7QK2R1-8"),
        ("江州蓼屿建材有限公司 110105194912310021", "110105194912310021"),
        ("江州蓼屿建材有限公司9132******2R18G", "9132******2R18G"),
    ] {
        let parts = parts(text).unwrap();
        assert_eq!(parts.numbers, [number], "{text}");
        assert_eq!(
            parts.names.iter().any(|name| name.text == NAME),
            text.starts_with('江'),
            "{text}: {parts:?}"
        );
    }
}

#[test]
fn what_cannot_be_a_name_is_seen() {
    for text in [
        "江州\u{E001}公司",
        "江州\u{FFFD}",
        "江州**公司",
        "张××",
        "12345",
        "江州\u{FFFE}公司",
        "甲公司、12345",
    ] {
        assert!(parts(text).is_some_and(|parts| parts.unreadable), "{text:?}");
    }
    for text in ["江州蓼屿建材有限公司*", "1、甲公司；2、乙公司", "ABC CO., LTD."] {
        assert!(parts(text).is_none_or(|parts| !parts.unreadable), "{text:?}");
    }
}

#[test]
fn no_byte_becomes_more_characters_than_is_said() {
    for c in '\0'..='\u{40000}' {
        let mut length = 0;
        nfkc::decomposed(c, |_| length += 1);
        assert!(length <= c.len_utf8() * MOST_OF_BYTE, "{c:?}");
    }
}

#[test]
fn what_stands_behind_a_sign_in_a_bracket_or_a_cell_may_be_the_subject() {
    for (text, name) in [
        ("No.1 苇间渡", "苇间渡"),
        ("№1苇间渡", "苇间渡"),
        ("1#苇间渡", "苇间渡"),
        ("A. 苇间渡", "苇间渡"),
        ("苇间渡 (1)", "苇间渡"),
        ("江州新名有限公司（原阿卜杜拉艾力）", "阿卜杜拉艾力"),
        ("江州新名有限公司（原苇间渡）", "苇间渡"),
        ("江州新名有限公司（曾用名：阿卜杜拉·艾力）", "阿卜杜拉·艾力"),
        ("阿卜杜拉艾力   江州新名有限公司", "阿卜杜拉艾力"),
        ("江州新名有限公司   苇间渡", "苇间渡"),
        ("阿 卜 杜 拉 · 艾 力    江州新名有限公司", "阿卜杜拉艾力"),
        ("阿 卜 杜 拉   艾 力    江州新名有限公司", "阿卜杜拉艾力"),
        ("阿卜杜拉艾力暨江州新名建设有限公司", "阿卜杜拉艾力"),
    ] {
        let parts = parts(text).unwrap_or_else(|| panic!("{text} is taken for plain"));
        let is_found = parts.names.iter().any(|part| part.text == name && part.is_own);
        assert!(is_found, "{text}: {parts:?}");
    }
}

#[test]
fn a_company_whose_brand_is_a_joining_word_is_no_person() {
    for text in ["江州别名有限公司", "江州蓼屿建材有限公司（原江州别名有限公司）"]
    {
        let names = parts(text).map_or_else(Vec::new, |parts| parts.names);
        assert!(names.iter().all(|part| part.text != "江州"), "{text}: {names:?}");
    }
}

#[test]
fn what_is_left_beside_a_number_is_a_name_only_if_it_can_tell_one() {
    for (text, is_name) in [
        ("91329902MA7QK2R18G.pdf", false),
        ("91329902MA7QK2R18G（盖章）", false),
        ("91329902MA7QK2R18G（联合体牵头人）（盖章）", false),
        ("No.1 91329902MA7QK2R18G", false),
        ("91329902MA7QK2R18G Jiangzhou Liaoyu Co., Ltd.", false),
        ("91329902MA7QK2R18G 苇间渡", true),
        ("江州蓼屿建材有限公司（盖章）91329902MA7QK2R18G", true),
    ] {
        let parts = parts(text).unwrap();
        assert_eq!(parts.has_name_beside_numbers(), is_name, "{text}: {parts:?}");
    }
    for text in [
        "江 州 旧 税 印 刷 厂 3 2 9 9 0 2 * * * * * 5",
        "江州旧税印刷厂 M A 7 * * * 8",
    ] {
        let parts = parts(text).unwrap();
        assert!(parts.unreadable || !parts.numbers.is_empty(), "{text}: {parts:?}");
    }
}

#[test]
fn a_text_longer_than_any_name_is_unreadable_and_not_taken_apart_to_its_end() {
    for (piece, count) in [
        ("供应商名称：", 6000),
        ("江州甲有限公司、", 4000),
        ("（原江州甲有限公司）", 3000),
        ("甲/", 15_000),
        // Each becomes eighteen characters.
        ("\u{fdfa}", 4000),
    ] {
        let parts = parts(&format!("江州乙有限公司、{}", piece.repeat(count))).unwrap();
        assert!(parts.unreadable, "{piece}");
        let held: usize = parts
            .names
            .iter()
            .map(|part| key(&part.text).chars().count().max(part.text.chars().count()))
            .max()
            .unwrap();
        assert!(
            held <= LONGEST && parts.names.len() <= LONGEST,
            "{piece}: {held}, {}",
            parts.names.len()
        );
    }
    let names = names(&format!(
        "江州乙有限公司、{}",
        " ".repeat(5000) + "江州丙有限公司"
    ));
    assert!(names.iter().any(|name| name == "江州乙有限公司"), "{names:?}");
}

#[test]
fn more_brackets_than_a_name_has_are_a_gap() {
    let name = |count: usize| format!("{}江州乙有限公司", "（甲）".repeat(count));
    assert!(parts(&name(16)).is_some_and(|parts| !parts.unreadable));
    assert!(parts(&name(17)).is_some_and(|parts| parts.unreadable));
    let many = parts(&"甲：".repeat(900)).unwrap();
    assert!(
        many.unreadable && many.names.len() <= 2 * MOST + 1,
        "{}",
        many.names.len()
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_taken_apart(text in "[\\PC（）、；：原名为公司等1-9A-Z*\n]{0,60}") {
        let _ = parts(&text);
    }
}
