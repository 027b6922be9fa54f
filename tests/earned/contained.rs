//! Listed by name alone, and asked for with something glued to the name.

use super::{Lists, OTHER_CODE, OTHER_NAME, Row};

const BODIES: [&str; 18] = [
    "江州市云澜石料厂",
    "江州市云澜五金店",
    "江州市云澜医院",
    "江州市云澜小学",
    "云澜区蓼屿农民专业合作社",
    "江州市云澜律师事务所",
    "江州市云澜建材经营部",
    "江州市云澜养老服务中心",
    "江州市云澜集团",
    "江州市云澜设计研究院",
    "云澜区蓼屿村民委员会",
    "江州市云澜公司",
    "江州市云澜摄影",
    "江州市云澜投资合伙企业（有限合伙）",
    "蓼屿中学",
    "蓼屿便利店",
    "江州蓼屿寺",
    "江州市云澜药房",
];

/// `~` stands for the name.
const GLUED: [&str; 36] = [
    "~-苇间渡",
    "~苇间渡",
    "~ 苇间渡",
    "~\n苇间渡",
    "~—苇间渡",
    "~_苇间渡",
    "~法人苇间渡",
    "~授权代表苇间渡",
    "~代表苇间渡",
    "~经理苇间渡",
    "~委托代理人苇间渡",
    "~江州新名有限公司",
    "~更名江州新名有限公司",
    "江州新名有限公司由~更名",
    "~ 100万元",
    "~中标价100万元",
    "~第一标段",
    "~ 一标段",
    "~2026年",
    "~财务专用章",
    "~小微企业",
    "~承建",
    "由~承建",
    "~分包",
    "~总店",
    "~印",
    "~ 苇间渡 13812345678",
    "~（牵头人）江州新名有限公司（成员）",
    "~某某路1号",
    "~ 地址：某某路1号",
    "~，某某路1号",
    "委托~",
    "苇间渡~",
    "江州新名有限公司~",
    "~等2家",
    "~ YUNLAN",
];

#[test]
fn a_body_listed_by_name_is_found_whatever_is_glued_to_it() {
    let rows: Vec<Row> = BODIES.iter().map(|name| Row::of(name, "")).collect();
    let lists = Lists::of_rows(&rows);
    let mut silent = Vec::new();
    for name in BODIES {
        for glued in GLUED {
            let asked = glued.replace('~', name);
            for code in ["", OTHER_CODE] {
                let word = lists.word(code, &asked);
                if word.starts_with("clear") {
                    silent.push(format!("{asked} {code}"));
                }
            }
        }
    }
    assert!(silent.is_empty(), "{}: {silent:#?}", silent.len());
}

#[test]
fn a_name_that_ends_as_no_body_does_is_found_in_a_sentence() {
    let names = ["江州市云澜烧烤", "江州市云澜美容美发", "江州市云澜餐饮"];
    let rows: Vec<Row> = names.iter().map(|name| Row::of(name, "")).collect();
    let lists = Lists::of_rows(&rows);
    for name in names {
        for around in ["受~委托", "由~负责", "关于~的函", "第一标段~", "~苇间渡"] {
            let asked = around.replace('~', name);
            for code in ["", OTHER_CODE] {
                assert_eq!(lists.word(code, &asked), "review", "{asked} {code}");
            }
        }
    }
    assert_eq!(lists.word("", "关于江州市汀兰烧烤的函"), "clear");
}

#[test]
fn a_stray_blank_in_a_published_name_makes_no_second_name() {
    for (listed, others) in [
        ("江苏 云澜建材有限公司", "云澜建材有限公司"),
        ("江州市 云澜建材有限公司", "云澜建材有限公司"),
        ("江州市云澜 建材有限公司", "建材有限公司"),
    ] {
        let lists = Lists::of_rows(&[Row::of(listed, "")]);
        assert_eq!(lists.word("", others), "clear", "{listed}");
        let own = listed.replace(' ', "");
        assert_eq!(lists.word("", &own), "review", "{own}");
    }
    for listed in ["江苏 江州市云澜建材有限公司", "一标段 江州市云澜建材有限公司"]
    {
        let lists = Lists::of_rows(&[Row::of(listed, "")]);
        assert_eq!(lists.word("", "江州市云澜建材有限公司"), "review", "{listed}");
    }
}

#[test]
fn beside_its_own_code_a_company_is_not_taken_for_another() {
    let rows: Vec<Row> = BODIES.iter().map(|name| Row::of(name, "")).collect();
    let lists = Lists::of_rows(&rows);
    for name in [
        OTHER_NAME,
        "江州市汀兰石料厂",
        "江州市云澜区医院",
        "云澜区汀兰村民委员会",
        "江州市云澜小百货店",
        "江州市汀兰医院管理有限公司",
        "江州市云澜设计工程有限公司",
    ] {
        assert_eq!(lists.word(OTHER_CODE, name), "clear", "{name}");
        assert_eq!(lists.word("", name), "clear", "{name}");
    }
}

#[test]
fn a_name_listed_with_something_beside_it_is_found_alone() {
    for (listed, name) in [
        ("江州市云澜有限公司 Yunlan Co.", "江州市云澜有限公司"),
        ("江州市云澜有限公司 Yunlan Co.", "Yunlan Co."),
        ("Yunlan Co. Ltd. 江州市云澜有限公司", "江州市云澜有限公司"),
        ("江州市云澜有限公司/Yunlan Nine Ltd", "江州市云澜有限公司"),
        ("江州市云澜有限公司-苇间渡", "江州市云澜有限公司"),
        ("江州市云澜石料厂 苇间渡", "江州市云澜石料厂"),
        ("江州市云澜有限公司（个人独资）", "江州市云澜有限公司"),
        ("江州市云澜有限公司代理人苇间渡", "江州市云澜有限公司"),
        ("江州市云澜有限公司 2026年", "江州市云澜有限公司"),
        ("苇间渡 江州市云澜有限公司", "江州市云澜有限公司"),
        ("江州市云澜石料厂负责人苇间渡", "江州市云澜石料厂"),
    ] {
        let lists = Lists::of_rows(&[Row::of(listed, "")]);
        for code in ["", OTHER_CODE] {
            assert_eq!(lists.word(code, name), "review", "{listed}: {name} {code}");
        }
        assert_eq!(lists.word(OTHER_CODE, OTHER_NAME), "clear", "{listed}");
    }
}

#[test]
fn what_stands_where_no_name_is_known_is_no_name() {
    for nothing in [
        "#N/A",
        "#REF!",
        "#DIV/0!",
        "None",
        "NaN",
        "未知",
        "待补充",
        "详见附件",
        "同上",
        "公司",
    ] {
        let lists = Lists::of_rows(&[Row::of(OTHER_NAME, OTHER_CODE)]);
        assert_eq!(lists.word("", nothing), "indeterminate", "{nothing}");
        // In a feed it names nobody.
        let lists = Lists::of_rows(&[Row::of(nothing, "")]);
        assert!(lists.word("", OTHER_NAME).ends_with("incomplete"), "{nothing}");
        let lists = Lists::of_rows(&[Row::of(nothing, super::CODE)]);
        assert!(lists.word("", OTHER_NAME).ends_with("incomplete"), "{nothing}");
        assert_ne!(lists.word(super::CODE, ""), "clear", "{nothing}");
    }
}

#[test]
fn a_form_written_otherwise_is_a_form() {
    for (listed, name) in [
        ("江州市云澜劳务合伙企业（有限合伙）", "江州市云澜劳务合伙企业"),
        ("江州市云澜劳务合伙企业（有限合伙）", "江州市云澜劳务合伙企业(LP)"),
        (
            "江州市云澜劳务合伙企业（有限合伙）",
            "江州市云澜劳务合伙企业（有限",
        ),
        ("江州市云澜有限责任公司", "推荐拟中标江州市云澜有限公司"),
        ("江州市云澜有限公司", "受江州市云澜有限责任公司委托"),
        ("江州市云澜有限责任公司", "第一标段江州市云澜有限公司清算组"),
        ("Yunlan Trading Limited", "Yunlan Trading Ltd"),
        ("Yunlan (HK) Co., Limited", "Yunlan (Hong Kong) Company Limited"),
        ("Yunlan Trading Pte. Ltd.", "Yunlan Trading Private Limited"),
    ] {
        let lists = Lists::of_rows(&[Row::of(listed, "")]);
        for code in ["", OTHER_CODE] {
            assert_eq!(lists.word(code, name), "review", "{listed}: {name} {code}");
        }
    }
}

#[test]
fn letters_for_digits_of_a_code_in_a_name_are_read() {
    // A valid code with a nought in it, typed as a letter.
    let listed = "91329902MA1X00017M";
    let lists = Lists::of_rows(&[Row::of(OTHER_NAME, listed)]);
    for typed in ["91329902MA1XOOO17M", "9132990ZMA1X00017M", "91329902MA1X000I7M"] {
        let name = format!("江州市汀兰有限公司 {typed}");
        assert_ne!(lists.word(super::CODE, &name), "clear", "{typed}");
    }
    assert_eq!(lists.word(super::CODE, "江州市汀兰有限公司"), "clear");
}

#[test]
fn a_shop_is_found_in_front_of_a_company() {
    let shop = Row::of("云澜区汀兰五金店", "").with("subject_kind", "sole-trader");
    let lists = Lists::of_rows(&[shop]);
    for name in ["云澜区汀兰五金店江州新名有限公司", "云澜区汀兰五金店苇间渡"] {
        let word = lists.word(OTHER_CODE, name);
        assert!(!word.starts_with("clear"), "{name}: {word}");
    }
    assert!(lists.word(OTHER_CODE, OTHER_NAME).starts_with("clear"));
}

#[test]
fn a_long_name_is_found_in_a_sentence() {
    let names = [
        "江苏省苏州市相城区蓼屿镇澄湾农业科学研究所",
        "江苏省苏州市相城区蓼屿镇澄湾农牧专业合作社",
        "江苏省苏州市相城区蓼屿镇澄湾卫生院",
        "江苏省苏州市相城区蓼屿镇澄湾农牧科学普及中心小学",
        "内蒙古鄂尔多斯市乌审旗蓼屿农牧专业合作社",
        "江苏省苏州市相城区蓼屿镇澄湾烧烤",
    ];
    let rows: Vec<Row> = names.iter().map(|name| Row::of(name, "")).collect();
    let lists = Lists::of_rows(&rows);
    let mut silent = Vec::new();
    for name in names {
        for around in [
            "兹证明~为合格供应商",
            "除~外",
            "我公司（~）郑重承诺",
            "我方【~】郑重承诺",
            "我方《~》郑重承诺",
            "我方“~”郑重承诺",
            "江州新名有限公司（由~变更而来）",
            "投标人~参加",
            "中共~委员会",
            "中国共产党~支部委员会",
        ] {
            let asked = around.replace('~', name);
            if lists.word("", &asked).starts_with("clear") {
                silent.push(asked);
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn a_name_in_latin_letters_is_found_at_both_ends() {
    let name = "Liaoyu Precision Machinery Co., Ltd.";
    let lists = Lists::of_rows(&[Row::of(name, "")]);
    for around in [
        "~ ~",
        "~/~",
        "~ / ABC Inc.",
        "ABC Inc. / ~",
        "~, ABC Inc.",
        "~; ABC Inc.",
        "~ and ABC Inc.",
        "~ & ABC Inc.",
        "~, Osaka",
        "~ Japan",
        "~ 1",
        "~.xlsx",
        "~_1",
        "~ http://www.example.org",
        "~（日本）",
    ] {
        let asked = around.replace('~', name);
        assert_eq!(lists.word("", &asked), "review", "{asked}");
    }
    for other in [
        "Liaoyu Trading Co., Ltd.",
        "ABC Precision Machinery Inc.",
        "ABC Inc., Osaka",
    ] {
        assert_eq!(lists.word("", other), "clear", "{other}");
    }
}

#[test]
fn a_form_that_is_cut_or_misplaced_is_that_form() {
    for (listed, names) in [
        (
            "江州市云澜建材有限公司",
            &[
                "江州市云澜建材有限",
                "江州市云澜建材有限责任",
                "江州市云澜建材责任有限公司",
                "江州市云澜建材公司有限",
                "江州市云澜建材Co.,Ltd.",
                "江州市云澜建材株式会社",
            ][..],
        ),
        (
            "江州市云澜集团股份有限公司",
            &[
                "江州市云澜集团股份公司",
                "江州市云澜集团股份",
                "江州市云澜（集团）股份公司",
                "江州市云澜集团股份有限",
            ],
        ),
    ] {
        let lists = Lists::of_rows(&[Row::of(listed, ""), Row::of(OTHER_NAME, OTHER_CODE)]);
        for name in names {
            assert_eq!(lists.word("", name), "review", "{name}");
        }
    }
}

#[test]
fn marks_and_tags_in_a_name_are_no_part_of_it() {
    let lists = Lists::of_rows(&[Row::of("ABC云澜装备（江州）有限公司", "")]);
    for name in [
        "ABC™云澜装备（江州）有限公司",
        "ABC®云澜装备（江州）有限公司",
        "ABC℠云澜装备（江州）有限公司",
        "ABC（TM）云澜装备（江州）有限公司",
        "ABC(R)云澜装备（江州）有限公司",
        "ABC云澜装备<b>江州</b>有限公司",
        "<p>ABC云澜<br/>装备（江州）有限公司</p>",
        "<span class=\"name\">ABC云澜装备（江州）有限公司</span>",
    ] {
        assert_eq!(lists.word("", name), "review", "{name}");
    }
}
