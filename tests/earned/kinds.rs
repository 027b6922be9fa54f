//! Kinds of feeds that once let a listed subject pass.

use super::{CODE, Lists, NAME, OTHER_CODE, OTHER_NAME, Row, feed_of, listed};

fn repair(name: &str, code: &str) -> Row {
    Row::of(name, code)
        .with("status", "repaired")
        .with("decided_on", "2026-11-10")
        .with("listed_on", "")
}

#[track_caller]
fn stays(rows: &[Row]) {
    let lists = Lists::of_rows(rows);
    assert_eq!(lists.word(CODE, ""), "prohibited", "{rows:?}");
    assert_eq!(lists.unapplied, 1, "{rows:?}");
}

#[track_caller]
fn goes(rows: &[Row]) {
    let lists = Lists::of_rows(rows);
    assert_eq!(lists.word(CODE, ""), "clear", "{rows:?}");
    assert_eq!(lists.unapplied, 0, "{rows:?}");
}

#[test]
fn numbers_of_two_sources_are_two_records() {
    let one = listed().with("record_id", "1");
    let others = [
        Row::of(OTHER_NAME, OTHER_CODE).with("record_id", "1"),
        Row::of(OTHER_NAME, OTHER_CODE)
            .with("record_id", "1")
            .with("list_kind", "BK-ZDSSWF")
            .with("authority", "江州市税务局"),
        Row::of(OTHER_NAME, "").with("record_id", "1"),
    ];
    for other in others {
        let lists = Lists::of(&[
            feed_of(std::slice::from_ref(&one)),
            feed_of(std::slice::from_ref(&other)),
        ]);
        assert_eq!(lists.word(CODE, ""), "prohibited");
        assert_ne!(lists.word(other.get("id"), OTHER_NAME), "clear", "{other:?}");
        assert_eq!(lists.report.loaded(), 2);
    }
    // What the first source takes back is not the second's.
    let of_court = one
        .clone()
        .with("authority", "江州市监察局")
        .with("document_no", "〔2026〕2号");
    let taken_back = repair(NAME, CODE)
        .with("record_id", "1")
        .with("authority", "江州市监察局");
    stays(&[
        one.clone(),
        of_court.clone().with("list_kind", "BK-ZDSSWF"),
        taken_back.clone(),
    ]);
    stays(&[one, taken_back]);
}

#[test]
fn a_repair_ends_what_it_names_and_no_more() {
    let numbered = || {
        listed()
            .with("record_id", "CG-1")
            .with("document_no", "云财罚〔2026〕1号")
    };
    // By the subject alone, by the number of the decision, by the day, by the record id.
    goes(&[numbered(), repair(NAME, CODE)]);
    goes(&[
        numbered(),
        repair("", CODE)
            .with("document_no", "云财罚(2026)1号")
            .with("authority", "江州市信用办"),
    ]);
    goes(&[
        numbered(),
        repair(NAME, CODE)
            .with("listed_on", "2026-10-10")
            .with("authority", "云澜区财政局"),
    ]);
    goes(&[numbered(), repair("", "").with("record_id", "CG-1")]);
    // By a name, with what tells the record.
    goes(&[
        numbered(),
        repair(NAME, "").with("document_no", "云财罚〔2026〕1号"),
    ]);
    goes(&[numbered(), repair(NAME, "").with("listed_on", "2026-10-10")]);
    goes(&[numbered(), repair(NAME, "").with("record_id", "CG-1")]);
    // By a name alone; the company may be another of the name.
    stays(&[numbered(), repair(NAME, "")]);
    stays(&[numbered(), repair(&format!("{NAME}（原{OTHER_NAME}）"), "")]);
    // Another authority.
    stays(&[numbered(), repair(NAME, CODE).with("authority", "江州市交通局")]);
    stays(&[
        numbered(),
        repair(NAME, CODE)
            .with("authority", "江州市交通局")
            .with("record_id", "CG-1"),
    ]);
    // Another subject with the record id.
    stays(&[numbered(), repair(OTHER_NAME, "").with("record_id", "CG-1")]);
    stays(&[
        numbered(),
        repair(OTHER_NAME, OTHER_CODE).with("record_id", "CG-1"),
    ]);
}

#[test]
fn a_repair_of_another_list_ends_nothing_and_is_silent() {
    let numbered = listed().with("record_id", "CG-1");
    let other = repair(NAME, CODE)
        .with("list_kind", "BK-ZDSSWF")
        .with("record_id", "CG-1");
    let lists = Lists::of_rows(&[numbered, other]);
    assert_eq!(
        (lists.word(CODE, "").as_str(), lists.unapplied),
        ("prohibited", 0)
    );
}

#[test]
fn nothing_ends_before_its_day() {
    for column in ["decided_on", "listed_on"] {
        let early = repair(NAME, CODE).with(column, "2027-03-01");
        stays(&[listed(), early.clone()]);
        stays(&[
            listed().with("record_id", "1"),
            early.clone().with("record_id", "1"),
        ]);
        stays(&[
            listed().with("document_no", "云财罚〔2026〕1号"),
            early.with("document_no", "云财罚〔2026〕1号"),
        ]);
    }
    goes(&[listed(), repair(NAME, CODE).with("decided_on", "2026-11-27")]);
}

#[test]
fn a_repair_ends_a_row_that_could_not_be_read() {
    let refused = || {
        listed()
            .with("publish_until", "待定")
            .with("record_id", "CG-1")
            .with("document_no", "云财罚〔2026〕1号")
    };
    let word = |rows: &[Row]| Lists::of_rows(rows).word(CODE, "");
    let by = |column: &str, value: &str| repair(NAME, CODE).with(column, value);
    let other = || Row::of(OTHER_NAME, OTHER_CODE);
    for row in [
        repair(NAME, CODE),
        by("record_id", "CG-1"),
        by("document_no", "云财罚〔2026〕1号"),
        by("listed_on", "2026-10-10"),
    ] {
        assert_eq!(word(&[other(), refused(), row.clone()]), "clear", "{row:?}");
        // Another one of the same subject has not been repaired.
        let second = refused()
            .with("record_id", "CG-2")
            .with("document_no", "云财罚〔2026〕2号")
            .with("listed_on", "2026-10-12");
        assert_ne!(
            word(&[other(), refused(), second, row.clone()]),
            "clear",
            "{row:?}"
        );
    }
    for row in [
        by("record_id", "2"),
        by("document_no", "云财罚〔2026〕2号"),
        by("authority", "江州市交通局"),
        by("decided_on", "2027-11-10"),
        by("decided_on", "2026-10-01"),
        by("list_kind", "BK-ZDSSWF"),
    ] {
        let rows = [other(), refused(), row.clone()];
        let is_left = word(&rows) == "indeterminate" || row.get("record_id") == "2";
        assert!(is_left, "{row:?}");
    }
    // Nobody knows when it was listed, so nobody knows that it is the one.
    let undated = refused().with("listed_on", "待定");
    assert_eq!(
        word(&[other(), undated.clone(), repair(NAME, CODE)]),
        "indeterminate"
    );
    assert_eq!(
        word(&[other(), undated, by("document_no", "云财罚〔2026〕1号")]),
        "clear"
    );
}

#[test]
fn a_number_that_cannot_be_read_leaves_no_silence() {
    for (kind, id) in [
        ("uscc", "91329902MA7QK2R1"),
        ("uscc", "91329902MA7QK2R1OG"),
        ("uscc", "9.133E+17"),
        ("", "91329902MA7QK2R1"),
        ("citizen-id", "9132990"),
        ("外星证", "12345"),
    ] {
        let row = listed().with("id_kind", kind).with("id", id);
        let lists = Lists::of_rows(&[Row::of(OTHER_NAME, OTHER_CODE), row]);
        assert_eq!(lists.word("", NAME), "indeterminate", "{id}");
        // Of eighteen characters it is told whose they may be.
        let word = if id.len() == 18 {
            "indeterminate"
        } else {
            "clear, incomplete"
        };
        assert_eq!(lists.word(CODE, ""), word, "{id}");
    }
}

#[test]
fn listed_names_are_found_by_the_plain_name() {
    let wrapped = [
        format!("“{NAME}”"),
        format!("\"{NAME}\""),
        format!("1.{NAME}"),
        format!("（1）{NAME}"),
        format!("一、{NAME}"),
        format!("供应商名称：{NAME}"),
        format!("企业名称:{NAME}"),
        format!("{NAME}（盖章）"),
        format!("{NAME}（联合体牵头人）"),
        format!("{NAME}（已注销）"),
        format!("{NAME}（原{OTHER_NAME}）"),
        format!("{OTHER_NAME}（现更名为{NAME}）"),
        format!("{OTHER_NAME}、{NAME}"),
        format!("{OTHER_NAME}；{NAME}"),
        format!("{OTHER_NAME}\n{NAME}"),
        format!("{NAME}，"),
        format!("《{NAME}》"),
    ];
    for name in wrapped {
        let by_name = Lists::of_rows(&[Row::of(&name, "")]);
        assert_eq!(by_name.word("", NAME), "review", "{name}");
        let by_code = Lists::of_rows(&[Row::of(&name, CODE)]);
        assert_eq!(by_code.word("", NAME), "review", "{name}");
        assert_eq!(by_code.word(CODE, ""), "prohibited", "{name}");
    }
}

#[test]
fn numbers_in_the_name_cell_are_not_lost() {
    for name in [
        CODE.to_owned(),
        format!("{NAME}{CODE}"),
        format!("{NAME}（{CODE}）"),
        format!("{NAME} 统一社会信用代码：{CODE}"),
    ] {
        let lists = Lists::of_rows(&[Row::of(OTHER_NAME, OTHER_CODE), Row::of(&name, "")]);
        assert_eq!(lists.word(CODE, ""), "indeterminate", "{name}");
        assert_ne!(
            lists.word("", NAME),
            if name == CODE { "" } else { "clear" },
            "{name}"
        );
        let codes: Vec<_> = lists
            .report
            .refusals()
            .map(|(_, _, refusal)| refusal.code())
            .collect();
        assert_eq!(codes, ["number-in-name"], "{name}");
        // Its own number beside it is no news.
        let own = Lists::of_rows(&[Row::of(&name, CODE)]);
        assert_eq!(
            (own.word(CODE, "").as_str(), own.report.refused()),
            ("prohibited", 0),
            "{name}"
        );
        // Another one is.
        let other = Lists::of_rows(&[listed(), Row::of(&name, OTHER_CODE)]);
        assert_eq!(other.word(OTHER_CODE, ""), "indeterminate", "{name}");
    }
}

#[test]
fn names_that_nobody_can_type_are_told() {
    let name = NAME.replace('蓼', "\u{E123}");
    let by_name = Lists::of_rows(&[Row::of(OTHER_NAME, OTHER_CODE), Row::of(&name, "")]);
    assert_eq!(by_name.word("", NAME), "clear, incomplete");
    let by_code = Lists::of_rows(&[Row::of(&name, CODE)]);
    assert_eq!(by_code.word(CODE, ""), "prohibited");
    assert_eq!(by_code.word("", NAME), "clear, incomplete");
}

#[test]
fn former_names_are_found_whatever_parts_them() {
    for sign in ["|", "｜", "；", ";", "、", "/", "，", ",", "\n", "\r\n"] {
        let row =
            Row::of("江州市云澜新名科技有限公司", CODE).with("former_names", &[NAME, OTHER_NAME].join(sign));
        let lists = Lists::of_rows(&[row]);
        for name in [NAME, OTHER_NAME] {
            assert_eq!(lists.word("", name), "review", "{sign:?}");
        }
    }
}

#[test]
fn rows_in_a_quotation_mark_are_not_lost_in_silence() {
    let header = feed_of(&[]);
    let line = |name: &str, code: &str, quote: &str| {
        format!(
            "BK-ZFCGSX,org,{quote}{name},,uscc,{code},,云澜区财政局,2026-10-08,2026-10-10,2028-10-09,active,\n"
        )
    };
    let third = Row::of("江州市云澜芷塘电子有限公司", "91329902MA6HP0J35R");
    // It opens in one row and closes in the next but one.
    let feed = [
        header.trim_end(),
        "\n",
        &line(OTHER_NAME, OTHER_CODE, "\""),
        &line(NAME, CODE, ""),
        &line(third.get("name"), third.get("id"), "\"")
            .replace("\"江州", "江州")
            .replace("有限公司,", "有限公司\","),
    ]
    .concat();
    let more = feed_of(&[Row::of("江州市云澜汀兰纺织有限公司", "91329902MA9BATDJ57")]);
    let lists = Lists::of(&[feed, more]);
    let codes: Vec<_> = lists
        .report
        .refusals()
        .map(|(_, _, refusal)| refusal.code())
        .collect();
    assert_eq!(codes, ["rows-swallowed"]);
    for code in [CODE, OTHER_CODE, third.get("id")] {
        assert_eq!(lists.word(code, ""), "indeterminate", "{code}");
    }
    assert_eq!(lists.word("", NAME), "clear, incomplete");
}

#[test]
fn a_footer_is_no_record_and_a_record_no_footer() {
    for name in [
        "合计科技有限公司",
        "备注堂药店",
        "制表设备厂",
        "说明书印刷中心",
        "联系云通讯有限公司",
    ] {
        // The row has lost all but a few cells.
        for row in [
            Row::of(name, "")
                .with("list_kind", "")
                .with("subject_kind", "")
                .with("authority", "")
                .with("status", ""),
            Row::of(name, CODE).with("list_kind", "").with("authority", ""),
            Row::of(name, "").with("authority", "").with("status", ""),
        ] {
            let lists = Lists::of_rows(&[Row::of(OTHER_NAME, OTHER_CODE), row.clone()]);
            assert_ne!(
                lists.word(CODE, ""),
                if row.get("id").is_empty() { "" } else { "clear" }
            );
            assert_ne!(lists.word("", name), "clear", "{row:?}");
        }
    }
    let blank = COLUMNS_BLANK.map(str::to_owned);
    for footer in [
        "合计",
        "填报人：丙某某",
        "制表单位：云澜区财政局",
        "备注：以上为十月数据",
    ] {
        let mut row = Row(blank.clone());
        row.0[0] = footer.to_owned();
        row.0[2] = "12".to_owned();
        let lists = Lists::of_rows(&[listed(), row]);
        assert_eq!(lists.word(OTHER_CODE, ""), "clear", "{footer}");
    }
}

const COLUMNS_BLANK: [&str; 13] = [""; 13];

#[test]
fn cells_that_say_the_wrong_thing_hide_nobody() {
    let other = || Row::of(OTHER_NAME, OTHER_CODE);
    let word = |row: Row, code: &str, name: &str| Lists::of_rows(&[other(), row]).word(code, name);
    // The cells of name and number have changed places.
    let swapped = listed().with("name", CODE).with("id", NAME);
    assert_eq!(word(swapped.clone(), CODE, ""), "indeterminate");
    assert_eq!(word(swapped, "", NAME), "indeterminate");
    // A company is called a person.
    let person = listed().with("subject_kind", "person");
    assert_eq!(word(person.clone(), CODE, ""), "indeterminate");
    assert_eq!(word(person, "", NAME), "indeterminate");
    // A person's number stands for the company's.
    let personal = listed().with("id", "329902199003071230");
    assert_eq!(word(personal.clone(), CODE, ""), "clear, incomplete");
    assert_eq!(word(personal, "", NAME), "indeterminate");
    // Two numbers in one cell.
    let two = listed().with("id", &format!("{CODE}/91329902MA6HP0J35R"));
    assert_eq!(word(two.clone(), CODE, ""), "indeterminate");
    assert_eq!(word(two, "91329902MA6HP0J35R", ""), "indeterminate");
}

#[test]
fn a_slip_of_the_year_hides_no_record() {
    for (column, day) in [
        ("listed_on", "2027-10-10"),
        ("listed_on", "2062-10-10"),
        ("decided_on", "2062-10-08"),
    ] {
        let late = listed().with(column, day).with("publish_until", "2065-10-09");
        let lists = Lists::of_rows(&[
            Row::of(OTHER_NAME, OTHER_CODE),
            late.clone().with("record_id", "1"),
        ]);
        assert_eq!(lists.word(CODE, ""), "indeterminate", "{column} {day}");
        // Nor another row of the same record.
        let rows = [listed().with("record_id", "1"), late.with("record_id", "1")];
        assert_eq!(
            Lists::of_rows(&rows).word(CODE, ""),
            "prohibited",
            "{column} {day}"
        );
    }
    // Told a few days ahead it is a record, and the report says that it does not count yet.
    let soon = Lists::of_rows(&[listed().with("listed_on", "2026-12-01")]);
    assert_eq!(soon.report.loaded(), 1);
    assert!(
        soon.report
            .warnings()
            .any(|(code, _)| code == "not-yet-effective")
    );
}

/// A term that ends before it begins says that one of its days is wrong, not that it is over.
#[test]
fn a_slip_in_the_end_of_the_term_is_not_its_end() {
    for (listed_on, publish_until) in [("2026-01-10", "2026-01-09"), ("2026-11-20", "2025-11-19")] {
        let slip = listed()
            .with("decided_on", "")
            .with("listed_on", listed_on)
            .with("publish_until", publish_until);
        let lists = Lists::of_rows(&[slip]);
        assert_eq!(lists.word(CODE, ""), "indeterminate", "{listed_on}");
    }
}
