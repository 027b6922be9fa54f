//! Numbers that have been cut, damaged or put where another belongs.

use super::{CODE, Lists, NAME, OTHER_CODE, OTHER_NAME, Row, listed, question};
use jrp_core::query::SubjectQuery;
use jrp_core::subject::{IdKind, citizen_check, inner_check, outer_check};

/// Both checks added to the fifteen digits that a spreadsheet keeps and two more.
fn code(first16: &str) -> Option<String> {
    let mut code = first16.as_bytes().to_vec();
    code.push(inner_check(&code[8..])?);
    code.push(outer_check(&code)?);
    let text = String::from_utf8(code).unwrap();
    text.bytes().all(|byte| byte.is_ascii_digit()).then_some(text)
}

fn citizen_id(first17: &str) -> String {
    format!(
        "{first17}{}",
        char::from(citizen_check(first17.as_bytes()).unwrap())
    )
}

/// A whole code and what a spreadsheet makes of it, whose checks fit too.
fn cut_code() -> (String, String) {
    let found = (5_500_000..9_900_000).find_map(|n| {
        let kept = format!("91329902{n}");
        let cut = code(&format!("{kept}0")).filter(|cut| cut.ends_with("000"))?;
        let whole = (1..10).find_map(|digit| code(&format!("{kept}{digit}")))?;
        Some((whole, cut))
    });
    found.unwrap()
}

fn cut_id() -> (String, String) {
    let found = (0..10).find_map(|digit| {
        let kept = format!("32990219880415{digit}");
        let cut = citizen_id(&format!("{kept}00"));
        cut.ends_with('0')
            .then(|| (citizen_id(&format!("{kept}37")), cut))
    });
    found.unwrap()
}

fn person(name: &str, kind: &str, id: &str) -> Row {
    Row::of(name, "")
        .with("list_kind", "BK-SXBZXR")
        .with("subject_kind", "person")
        .with("id_kind", kind)
        .with("id", id)
        .with("publish_until", "")
}

fn by_id(kind: IdKind, id: &str, name: &str) -> SubjectQuery {
    SubjectQuery {
        id: Some((kind, id.to_owned())),
        name: (!name.is_empty()).then(|| name.to_owned()),
        ..SubjectQuery::default()
    }
}

#[test]
fn a_code_that_a_spreadsheet_cut_is_no_code_of_another() {
    let (whole, cut) = cut_code();
    for (listed, asked) in [(&whole, &cut), (&cut, &whole)] {
        let lists = Lists::of_rows(&[Row::of(NAME, listed)]);
        for name in ["", NAME, OTHER_NAME] {
            assert_eq!(lists.word(asked, name), "review", "{listed} {asked} {name}");
        }
        assert_eq!(lists.word("", asked), "review", "{asked}");
        assert_eq!(lists.word(listed, ""), "prohibited");
    }
    // A genuine one is believed: whatever it may have been cut from is not listed.
    let lists = Lists::of_rows(&[listed()]);
    assert_eq!(lists.word(&cut, OTHER_NAME), "clear");
    assert_eq!(lists.word(&cut, ""), "clear");
}

#[test]
fn an_id_that_a_spreadsheet_cut_is_no_id_of_another() {
    let (whole, cut) = cut_id();
    for (listed, asked) in [(&whole, &cut), (&cut, &whole)] {
        let lists = Lists::of_rows(&[person("苇间渡", "citizen-id", listed)]);
        for (name, word) in [("苇间渡", "review"), ("", "review"), ("丁甲乙", "clear")] {
            let asked = by_id(IdKind::CitizenId, asked, name);
            assert_eq!(lists.outcome(&asked), word, "{listed} {name}");
        }
        assert_eq!(lists.word(asked, "苇间渡"), "review");
    }
    let lists = Lists::of_rows(&[person("苇间渡", "citizen-id", "329902199003071238")]);
    assert_eq!(lists.outcome(&by_id(IdKind::CitizenId, &cut, "丁甲乙")), "clear");
    // Listed with a part of the number hidden.
    let hidden = format!("{}********{}", &whole[..6], &whole[14..]);
    let lists = Lists::of_rows(&[person("苇间渡", "citizen-id", &hidden)]);
    assert_eq!(lists.outcome(&by_id(IdKind::CitizenId, &cut, "苇间渡")), "review");
}

#[test]
fn digits_that_are_no_code_may_be_a_persons() {
    let lists = Lists::of_rows(&[listed(), person("苇间渡", "citizen-id", "329902198804153311")]);
    // One sign of the id is wrong, so that it is none by its date or province.
    for wrong in ["329902198814153311", "329902198804353311", "929902198804153311"] {
        assert_eq!(lists.word(wrong, "苇间渡"), "review", "{wrong}");
        assert_eq!(lists.word(wrong, "丁甲乙"), "indeterminate", "{wrong}");
    }
    for nobodys in ["329902388804153311", "999902198804153311", "123456789012345678"] {
        assert_eq!(lists.word(nobodys, "苇间渡"), "indeterminate", "{nobodys}");
        let asked = by_id(IdKind::CitizenId, nobodys, "苇间渡");
        assert_eq!(lists.outcome(&asked), "indeterminate", "{nobodys}");
    }
    assert_eq!(lists.word("329902388804153311", ""), "indeterminate");
    // A company's code with a slip is one.
    assert_eq!(lists.word("913299025581230999", OTHER_NAME), "clear");
    assert_eq!(lists.word("91329902MA9BATDJ5A", "丁甲乙"), "clear");
}

#[test]
fn a_passport_in_the_field_of_an_organisation_code_is_a_passport() {
    for number in ["E12345678", "EA1234567", "TK1234567", "E00000009"] {
        let lists = Lists::of_rows(&[listed(), person("约翰样本", "passport", number)]);
        for name in ["", "约翰样本", OTHER_NAME] {
            let word = lists.outcome(&by_id(IdKind::OrgCode, number, name));
            assert_eq!(word, "review", "{number} {name}");
        }
        assert_ne!(lists.word(number, ""), "clear", "{number}");
    }
    let lists = Lists::of_rows(&[listed()]);
    assert_eq!(lists.outcome(&by_id(IdKind::OrgCode, "MA3LW8T53", "")), "clear");
}

/// Ways in which a code reaches a name field.
fn damaged(code: &str) -> Vec<String> {
    let (front, back) = code.split_at(8);
    let put = |sign: &str| [front, sign, back].concat();
    let instead = |sign: &str, count: usize| [front, sign, &back[count..]].concat();
    let circled = |c: char| match c {
        '1'..='9' => char::from_u32(0x2460 + u32::from(c) - u32::from('1')).unwrap(),
        c => c,
    };
    let mut all = vec![
        [front, &back.chars().map(circled).collect::<String>()].concat(),
        code.replace('A', "А").replace('M', "М").replace('K', "К"),
        code.replace('A', "Α").replace('M', "Μ").replace('K', "Κ"),
        code.replace('1', "|"),
        code.replace('1', "l"),
        code.replace('0', "O"),
        code.chars().map(|c| format!("{c}%20")).collect(),
        code[1..].to_owned(),
        code[..17].to_owned(),
        format!("{code}0"),
        code.replace("MA", "M"),
        format!("{}...{}", &code[..6], &code[14..]),
        format!("{}…{}", &code[..6], &code[14..]),
    ];
    let signs = [
        "%20", "\u{301}", "\u{200D}", "/", "\\", "+", "~", ":", "，", "_", "·", "\n", "0",
    ];
    all.extend(signs.iter().map(|sign| put(sign)));
    all.extend(
        [
            ("*", 1),
            ("****", 4),
            ("**", 2),
            ("?", 1),
            ("####", 4),
            ("XXXX", 4),
        ]
        .map(|(sign, count)| instead(sign, count)),
    );
    all
}

#[test]
fn a_damaged_code_in_a_name_is_not_passed_over() {
    let lists = Lists::of_rows(&[listed()]);
    let mut silent = Vec::new();
    for code in damaged(CODE) {
        let glued = [OTHER_NAME, code.as_str()].concat();
        let apart = [OTHER_NAME, " ", code.as_str()].concat();
        for (own, name) in [
            (OTHER_CODE, &code),
            (OTHER_CODE, &glued),
            (OTHER_CODE, &apart),
            ("", &code),
            ("", &glued),
        ] {
            if lists.word(own, name).starts_with("clear") {
                silent.push(format!("{own} {name}"));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn the_subjects_own_code_and_other_numbers_beside_its_name_are_nothing() {
    let lists = Lists::of_rows(&[listed()]);
    let mut numbers = damaged(OTHER_CODE);
    numbers.extend(
        [
            "0512-66660000",
            "13812345678",
            "6222021234567890123",
            "2026-11-30",
            "20211225JZCG00123",
            "GB/T19001-2016",
        ]
        .map(String::from),
    );
    for number in numbers {
        let name = format!("{OTHER_NAME} {number}");
        let word = lists.word(OTHER_CODE, &name);
        assert!(word.starts_with("clear"), "{name}: {word}");
    }
}

#[test]
fn a_confirmed_subject_is_called_as_it_is_listed() {
    // The typed name is listed too, of another.
    let typed = "江州市云澜无号工程有限公司";
    let lists = Lists::of_rows(&[listed(), Row::of(typed, "").with("list_kind", "BK-ZDSSWF")]);
    let answer = lists.ask(&super::of(CODE, typed));
    assert_eq!(answer.findings.len(), 2);
    let (differing, others): (Vec<_>, Vec<_>) = answer
        .prompts
        .iter()
        .partition(|prompt| prompt.code.code() == "name-differs");
    assert!(
        differing
            .iter()
            .all(|prompt| prompt.text.contains(typed) && prompt.text.contains(NAME))
    );
    assert_eq!(differing.len(), 1);
    assert!(others.iter().any(|prompt| prompt.text.contains(NAME)));
    for prompt in others {
        assert!(!prompt.text.contains(typed), "{}", prompt.text);
    }
    // Where nothing confirmed it, it is called as it was typed.
    let answer = lists.roster.check(&question(&super::of("", typed))).unwrap();
    assert!(answer.prompts.iter().any(|prompt| prompt.text.contains(typed)));
}

#[test]
fn a_feeds_code_that_is_hidden_or_mistyped_still_speaks() {
    for hidden in ["91329902XXXXXXXX8G", "91329902MAXXXXR18G"] {
        let lists = Lists::of_rows(&[Row::of(OTHER_NAME, OTHER_CODE), Row::of(NAME, hidden)]);
        assert_eq!(lists.word(CODE, NAME), "review", "{hidden}");
        assert_ne!(lists.word(CODE, ""), "clear", "{hidden}");
    }
    // A row that is refused for another reason, its code with a slip.
    for wrong in ["91329902MA7KQ2R18G", "91329902MA7QK2R18", "91329902MA7QK2R180G"] {
        let refused = Row::of(NAME, wrong).with("listed_on", "");
        let lists = Lists::of_rows(&[Row::of(OTHER_NAME, OTHER_CODE), refused]);
        assert_eq!(lists.word(CODE, ""), "indeterminate", "{wrong}");
    }
    for (published, name) in [
        ("江州市汀兰印刷有限公司，原名江州市云澜印刷厂", "江州市云澜印刷厂"),
        (
            "江州市汀兰印刷有限公司，曾用名：江州市云澜印刷厂",
            "江州市云澜印刷厂",
        ),
        ("江州市云澜印刷厂 电话：0512-66660000", "江州市云澜印刷厂"),
    ] {
        let lists = Lists::of_rows(&[Row::of(published, "")]);
        assert_eq!(lists.word("", name), "review", "{published}");
    }
}

#[test]
fn a_repair_that_names_a_day_ends_one_decision_of_that_day() {
    let of = |number: &str| listed().with("document_no", number);
    let repair = |number: &str| {
        of(number)
            .with("status", "repaired")
            .with("decided_on", "2026-11-10")
    };
    let (one, two) = ("云财罚〔2026〕1号", "云财罚〔2026〕2号");
    for number in ["", "无文号", "云信修〔2026〕7号"] {
        let lists = Lists::of_rows(&[of(one), of(two), repair(number)]);
        assert_eq!(
            (lists.word(CODE, "").as_str(), lists.unapplied),
            ("prohibited", 1),
            "{number}"
        );
        // Where there is one, that is meant.
        let lists = Lists::of_rows(&[of(one), repair(number)]);
        assert_eq!(
            (lists.word(CODE, "").as_str(), lists.unapplied),
            ("clear", 0),
            "{number}"
        );
    }
    let lists = Lists::of_rows(&[of(one), of(two), repair(one), repair(two)]);
    assert_eq!((lists.word(CODE, "").as_str(), lists.unapplied), ("clear", 0));
}

#[test]
fn a_code_with_signs_inside_still_names_its_subject() {
    for sign in ["-", "—", "－", "_", ".", "·", "/", ",", "\u{e000}", "、"] {
        for at in [2, 5, 8, 12] {
            let cell = format!("{}{sign}{}", &CODE[..at], &CODE[at..]);
            for name in [NAME, ""] {
                let lists = Lists::of_rows(&[Row::of(OTHER_NAME, OTHER_CODE), Row::of(name, &cell)]);
                let word = lists.word(CODE, "");
                assert!(word == "indeterminate" || word == "prohibited", "{cell}: {word}");
            }
            let organisation = Row::of(NAME, &cell[8.min(at)..]).with("id_kind", "org-code");
            let lists = Lists::of_rows(&[Row::of(OTHER_NAME, OTHER_CODE), organisation]);
            assert_ne!(lists.word(CODE, ""), "clear", "{cell}");
        }
    }
    let lists = Lists::of_rows(&[Row::of(OTHER_NAME, OTHER_CODE), Row::of(NAME, &CODE.repeat(2))]);
    assert_eq!(lists.word(CODE, ""), "indeterminate");
    // Of several the one that is damaged leaves a hole.
    let cell = format!("{OTHER_CODE}、{}-?{}", &CODE[..5], &CODE[6..]);
    let lists = Lists::of_rows(&[Row::of(NAME, &cell)]);
    assert_eq!(lists.word(CODE, ""), "clear, incomplete");
}

#[test]
fn a_masked_organisation_code_is_found_by_the_credit_code() {
    let masked = format!("{}****{}", &CODE[8..11], &CODE[15..17]);
    for name in [NAME, ""] {
        let row = Row::of(name, &masked).with("id_kind", "org-code");
        let lists = Lists::of_rows(&[Row::of(OTHER_NAME, OTHER_CODE), row]);
        let right = if name.is_empty() {
            "indeterminate"
        } else {
            "review"
        };
        assert_eq!(lists.word(CODE, ""), right);
        assert_eq!(lists.word("91329902MA9BATDJ57", ""), "clear");
        assert_eq!(
            lists.word(CODE, "江州市汀兰有限公司"),
            if name.is_empty() { right } else { "clear" }
        );
    }
}

#[test]
fn a_cell_of_several_numbers_hides_none_of_them() {
    let masked = |code: &str| format!("{}******{}", &code[..6], &code[12..]);
    for sign in [";", "；", "、", " ", "/", "\n", ",", "|", "（", " 原", "，原代码"] {
        for cell in [
            format!("{CODE}{sign}{OTHER_CODE}"),
            format!("{CODE}{sign}{}", masked(OTHER_CODE)),
            format!("{}{sign}{OTHER_CODE}", masked(CODE)),
            format!("{}{sign}{}", masked(CODE), masked(OTHER_CODE)),
        ] {
            let lists = Lists::of_rows(&[Row::of(NAME, &cell)]);
            for code in [CODE, OTHER_CODE] {
                assert_ne!(lists.word(code, ""), "clear", "{cell:?} {code}");
            }
        }
    }
}

#[test]
fn an_organisation_code_in_a_name_is_read_however_few_its_digits() {
    // Of these the organisation codes have two digits, one and none.
    for (org_code, code) in [
        ("MAM2QHJR9", "91329902MAM2QHJR9"),
        ("MAKFJRE2X", "91329902MAKFJRE2X"),
        ("MAWTAANBX", "91440300MAWTAANBX"),
    ] {
        let code = format!("{code}{}", char::from(outer_check(code.as_bytes()).unwrap()));
        let lists = Lists::of_rows(&[Row::of(NAME, &code), Row::of(OTHER_NAME, OTHER_CODE)]);
        let lower = org_code.to_lowercase();
        for text in [
            org_code,
            &lower,
            &format!("组织机构代码：{org_code}"),
            &format!("公司名{org_code}"),
        ] {
            assert_eq!(lists.word("", text), "review", "{text}");
            assert_eq!(
                lists.word("", &format!("江州市汀兰有限公司 {text}")),
                "review",
                "{text}"
            );
        }
    }
    let lists = Lists::of_rows(&[listed()]);
    for name in ["MACHINERX Trading Ltd", "MARKETING 江州有限公司"] {
        assert_eq!(lists.word("", name), "clear", "{name}");
    }
}

#[test]
fn a_code_in_a_name_is_read_through_letters_blanks_and_line_breaks() {
    let listed = "91310106MA72HD1T3N";
    let lists = Lists::of_rows(&[
        Row::of(NAME, listed),
        Row::of("江州市汀兰纺织有限公司", "91329902MA9BATDJ57"),
    ]);
    for typed in [
        "9131O1O6 MA72HD1T3N",
        "9131O1O6MA72HD1T3N",
        "9 1 3 1 O 1 O 6 M A 7 2 H D 1 T 3 N",
        "9L31O1O6MA72HDLT3N",
        "91310106MA\n      72HD1T3N",
        "9131 0106        MA72HD1T3N",
    ] {
        for name in ["", "江州市汀兰有限公司", "江州市汀兰有限公司 "] {
            let name = [name, typed].concat();
            assert_eq!(lists.word("", &name), "review", "{name}");
            assert_ne!(lists.word(OTHER_CODE, &name), "clear", "{name}");
        }
    }
    // Whose it is nobody can tell: beside another's valid code it is a gap, beside its own nothing.
    for typed in ["9l32O5O7MA2TH3BJ35", "9I32O5O7MA2TH3BJ3S"] {
        let name = format!("江州市汀兰有限公司{typed}");
        assert_eq!(lists.word(OTHER_CODE, &name), "indeterminate", "{name}");
    }
    assert_eq!(
        lists.word(OTHER_CODE, "江州市汀兰有限公司9I3Z99O2MA3LW8TS3Q"),
        "clear"
    );
}

#[test]
fn an_organisation_code_twice_and_a_tax_number_filled_up_are_read_in_every_field() {
    let org_code = &super::CODE[8..17];
    let tax_no = &super::CODE[2..17];
    let lists = Lists::of_rows(&[listed()]);
    for typed in [format!("{org_code}{org_code}"), format!("{tax_no}000")] {
        for kind in IdKind::ALL {
            let word = lists.outcome(&by_id(kind, &typed, ""));
            assert_ne!(word, "clear", "{kind:?} {typed}");
        }
        assert_ne!(lists.word(&typed, ""), "clear", "{typed}");
        assert_ne!(lists.word("", &typed), "clear", "{typed}");
    }
}

#[test]
fn fifteen_digits_that_may_be_either_number_answer_nothing() {
    use jrp_core::subject::is_reg_no;
    let number = (10_000_000_u32..)
        .map(|first8| format!("{first8}"))
        .filter_map(|first8| {
            let check = char::from(inner_check(first8.as_bytes())?);
            Some(format!("329902{first8}{check}"))
        })
        .find(|number| is_reg_no(number.as_bytes()));
    let number = number.unwrap();
    let lists = Lists::of_rows(&[listed()]);
    assert_eq!(
        lists.outcome(&by_id(IdKind::TaxNo, &number, "")),
        "indeterminate",
        "{number}"
    );
}
