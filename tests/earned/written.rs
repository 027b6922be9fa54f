//! Subjects in what programs, telephones and fonts make of what was written.

use super::{CODE, Lists, NAME, OTHER_CODE, Row, listed};

const LETTERS: &str = "江州A8数码科技有限公司";
const LETTERS_CODE: &str = "91329902MA9DN4X609";

fn lists() -> Lists {
    Lists::of_rows(&[listed(), Row::of(LETTERS, LETTERS_CODE), person()])
}

fn person() -> Row {
    Row::of("苇间渡", "3299**********3311")
        .with("list_kind", "BK-SXBZXR")
        .with("subject_kind", "person")
        .with("id_kind", "citizen-id")
}

/// The text with this in its middle.
fn with_inside(text: &str, inside: &str) -> String {
    let at = text.char_indices().nth(text.chars().count() / 2).unwrap().0;
    format!("{}{inside}{}", &text[..at], &text[at..])
}

const ESCAPES: [&str; 8] = [
    "_x000D_",
    "_x000a_",
    "_x0009_",
    "_x000D_\n",
    "<b r>",
    "&nb\tsp;",
    "<br>",
    "&nbsp;",
];

#[test]
fn a_name_with_escapes_of_programs_is_found() {
    let lists = lists();
    for escape in ESCAPES {
        for name in [NAME, LETTERS] {
            let name = with_inside(name, escape);
            assert_eq!(lists.word("", &name), "review", "{name}");
        }
    }
}

#[test]
fn a_listed_name_with_escapes_of_spreadsheets_is_found_by_the_plain_one() {
    for escape in ["_x000D_", "_x000a_", "_x0009_", "_x000D_\n", "_x000D__x000A_"] {
        for name in [NAME, LETTERS] {
            let lists = Lists::of_rows(&[Row::of(&with_inside(name, escape), CODE)]);
            assert_eq!(lists.word("", name), "review", "{name} {escape}");
            let lists = Lists::of_rows(&[Row::of(name, &with_inside(CODE, escape))]);
            assert_eq!(lists.word(CODE, name), "prohibited", "{name} {escape}");
        }
    }
}

#[test]
fn what_is_shown_backwards_is_compared_as_it_is_shown_and_never_silent() {
    let lists = lists();
    let turned = |text: &str| text.chars().rev().collect::<String>();
    for (begin, end) in [("\u{202E}", "\u{202C}"), ("\u{202E}", "")] {
        let name = format!("{begin}{}{end}", turned(NAME));
        assert_eq!(lists.word("", &name), "review", "{name:?}");
        let code = format!("{begin}{}{end}", turned(CODE));
        assert_eq!(lists.word(&code, ""), "review", "{code:?}");
        let name = format!("{begin}{}{end}", turned("苇间渡"));
        assert_eq!(lists.word("", &name), "indeterminate", "{name:?}");
        let unlisted = format!("{begin}{}{end}", turned(OTHER_CODE));
        assert_eq!(lists.word(&unlisted, ""), "indeterminate", "{unlisted:?}");
    }
    // Left behind by copying, it moves nothing.
    assert_eq!(lists.word(&format!("\u{202A}{OTHER_CODE}\u{202C}"), ""), "clear");
}

#[test]
fn a_code_in_digits_of_any_form_is_read_in_the_name_field() {
    let lists = lists();
    let other = "澄湾无关样本有限公司";
    let listed = |digits: [&str; 10]| -> String {
        let mut code = String::new();
        for c in CODE.chars() {
            match c.to_digit(10) {
                Some(digit) => code.push_str(digits[digit as usize]),
                None => code.push(c),
            }
        }
        code
    };
    for digits in [
        ["0", "⒈", "⒉", "⒊", "⒋", "⒌", "⒍", "⒎", "⒏", "⒐"],
        ["0", "⑴", "⑵", "⑶", "⑷", "⑸", "⑹", "⑺", "⑻", "⑼"],
        ["⓿", "❶", "❷", "❸", "❹", "❺", "❻", "❼", "❽", "❾"],
        ["0", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ"],
        ["0", "〡", "〢", "〣", "〤", "〥", "〦", "〧", "〨", "〩"],
        ["洞", "幺", "两", "三", "四", "五", "六", "拐", "八", "勾"],
        ["0️⃣", "1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣"],
        ["○", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
        ["Ø", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
        ["°", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
        ["0", "!", "2", "3", "4", "5", "6", "7", "8", "9"],
    ] {
        let code = listed(digits);
        assert_eq!(lists.word("", &code), "review", "{code}");
        let beside = format!("{other} {code}");
        assert_eq!(lists.word("", &beside), "review", "{beside}");
    }
}

#[test]
fn what_is_left_of_a_code_in_the_name_field_is_a_gap() {
    let lists = lists();
    for left in [
        "MA7QK2R18G",
        "MA7QK2R1",
        "尾号7QK2R18G",
        "末四位R18G",
        "江州甲乙有限公司 MA7QK2R1",
    ] {
        assert_eq!(lists.word("", left), "indeterminate", "{left}");
    }
}

#[test]
fn persons_asked_for_by_name_alone_leave_no_silence_whatever_is_said_of_them() {
    let lists = lists();
    for name in [
        "苇间渡和芦一苇",
        "芦一苇与苇间渡",
        "苇间渡及芦一苇",
        "苇间渡或芦一苇",
        "苇间渡跟芦一苇",
        "苇间渡同芦一苇",
        "苇间渡个体",
        "苇间渡个体经营",
        "个体经营者苇间渡",
        "自然人苇间渡",
        "苇间渡业主",
        "苇间渡农户",
        "苇间渡包工头",
        "苇间渡车主",
        "苇间渡及家属",
        "苇间渡被执行人",
        "苇间渡失信人",
        "老板苇间渡",
        "委托苇间渡",
        "苇间渡 经办",
        "苇间渡 男 汉族 1988年生",
        "苇间渡1988年4月15日生",
        "苇间渡56岁",
        "苇间渡A",
        "苇间渡2",
        "J O H N   S M I T H",
        "E 1 2 3 4 5 6 7 8",
        "E一二三四五六七八",
        "苇间渡H 1 2 3 4 5 6 7 8",
    ] {
        assert_eq!(lists.word("", name), "indeterminate", "{name}");
    }
}

#[test]
fn a_second_code_beside_the_own_one_is_compared_in_chinese_numerals_too() {
    let lists = lists();
    let written: String = { CODE.chars() }
        .map(|c| match c.to_digit(10) {
            Some(digit) => "零壹贰叁肆伍陆柒捌玖".chars().nth(digit as usize).unwrap(),
            None => c,
        })
        .collect();
    let spoken = written
        .replace('壹', "幺")
        .replace('贰', "两")
        .replace('零', "洞");
    for second in [written, spoken] {
        for text in [
            format!("{OTHER_CODE}（变更前：{second}）"),
            format!("{OTHER_CODE} {second}"),
            format!("{OTHER_CODE}/{second}"),
            format!("{OTHER_CODE}，原{second}"),
        ] {
            assert_eq!(lists.word(&text, ""), "review", "{text}");
        }
    }
}

#[test]
fn a_former_name_told_by_how_the_new_one_came_about_is_one() {
    for text in [
        "（由{}更名）",
        "（由{}更名而来）",
        "(从{}变更)",
        "（原{}）",
        "（前身为{}）",
    ] {
        let name = format!("江州新名科技有限公司{}", text.replace("{}", NAME));
        let lists = Lists::of_rows(&[Row::of(&name, CODE)]);
        assert_eq!(lists.word("", NAME), "review", "{name}");
        assert_eq!(lists.word("", "江州新名科技有限公司"), "review", "{name}");
    }
}

#[test]
fn a_trade_that_begins_with_a_word_that_joins_parts_no_company() {
    let lists = lists();
    for name in ["太仓市科和电气有限公司", "苏州市科暨电气有限公司"] {
        assert_eq!(lists.word("", name), "clear", "{name}");
    }
}
