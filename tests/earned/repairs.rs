//! What a repair names, and what it only seems to name.

use super::{CODE, Lists, NAME, OTHER_CODE, OTHER_NAME, Row, listed};
use jrp_core::query::SubjectQuery;
use jrp_core::record::SubjectKind;
use jrp_core::subject::IdKind;

const ONE: &str = "云财罚〔2026〕1号";
const TWO: &str = "云财罚〔2026〕2号";

/// The row of one decision, called repaired.
fn repaired(record: Row) -> Row {
    record.with("status", "repaired")
}

#[track_caller]
fn word(rows: &[Row]) -> String {
    Lists::of_rows(rows).word(CODE, "")
}

/// Two decisions of one day about one subject: the repair of one ends that one.
#[test]
fn the_repair_of_one_decision_ends_no_other_of_the_same_day() {
    for decided_on in ["", "2026-10-08", "2026-11-10"] {
        let by_id = |id: &str| listed().with("record_id", id);
        let by_number = |number: &str| listed().with("document_no", number);
        for (stays, row) in [
            (by_id("CG-1"), by_id("CG-2")),
            (
                by_id("CG-1").with("document_no", ONE),
                by_id("CG-2").with("document_no", ONE),
            ),
            (
                by_id("CG-1").with("document_no", ONE),
                by_id("CG-2").with("document_no", TWO),
            ),
        ] {
            let row = repaired(row).with("decided_on", decided_on);
            // A document number speaks for itself.
            if stays.get("document_no") == row.get("document_no") && !row.get("document_no").is_empty() {
                continue;
            }
            assert_eq!(word(&[stays.clone(), row.clone()]), "prohibited", "{row:?}");
        }
        let row = repaired(by_number(TWO)).with("decided_on", decided_on);
        // A repair with a number of its own, decided later, names the day.
        let expected = if decided_on > "2026-10-10" {
            "clear"
        } else {
            "prohibited"
        };
        assert_eq!(word(&[by_number(ONE), row]), expected, "{decided_on:?}");
    }
}

/// What stands where a number should, and is none.
const PLACEHOLDERS: [&str; 26] = [
    "无文号",
    "无",
    "/",
    "-",
    "——",
    "见附件",
    "详见附件",
    "详见附件1",
    "见附件2。",
    "附件3",
    "空",
    "空白",
    "暂无",
    "暂无文号",
    "没有",
    "未填写",
    "不详",
    "待补",
    "同上",
    "文号",
    "（无）",
    "null",
    "N/A",
    "0",
    "0000",
    "……",
];

/// Numbers of a count, which many decisions have in common.
const SERIALS: [&str; 8] = [
    "1号",
    "第1号",
    "1",
    "01",
    "一号",
    "No.1",
    "〔2026〕1号",
    "处罚决定书1号",
];

#[test]
fn what_is_no_number_names_no_record() {
    for number in PLACEHOLDERS.into_iter().chain(SERIALS) {
        // Of another authority, of which nothing else is the same.
        let other = repaired(listed())
            .with("document_no", number)
            .with("authority", "江州市交通局")
            .with("listed_on", "2026-09-10")
            .with("decided_on", "2026-11-10");
        let record = listed().with("document_no", number);
        assert_eq!(word(&[record.clone(), other]), "prohibited", "{number}");
        // Of the same one, about another listing.
        let earlier = repaired(listed())
            .with("document_no", number)
            .with("listed_on", "2026-05-10")
            .with("decided_on", "2026-11-10");
        assert_eq!(word(&[record.clone(), earlier]), "prohibited", "{number}");
        // Whoever names nothing else means the only one.
        let own = repaired(listed())
            .with("document_no", number)
            .with("listed_on", "")
            .with("decided_on", "2026-11-10");
        assert_eq!(word(&[record.clone(), own.clone()]), "clear", "{number}");
        // By name alone nobody knows whose it is.
        let by_name = own.with("id", "").with("id_kind", "");
        assert_eq!(word(&[record, by_name]), "prohibited", "{number}");
    }
}

#[test]
fn what_is_no_number_tells_no_two_records() {
    for number in PLACEHOLDERS {
        let rows = [listed().with("document_no", number), listed()];
        let lists = Lists::of_rows(&rows);
        let records = lists.roster.info().records;
        assert_eq!(records, 1, "{number}");
        assert_eq!(lists.word(CODE, ""), "prohibited");
    }
    // A place in a count does: two decisions of one day are two records.
    let rows = ["1号", "2号"].map(|number| listed().with("document_no", number));
    assert_eq!(Lists::of_rows(&rows).roster.info().records, 2);
    // And a repair of one of them leaves the other.
    let of_one = repaired(rows[0].clone()).with("decided_on", "");
    let [one, two] = rows;
    assert_eq!(word(&[two.clone(), of_one.clone()]), "prohibited");
    assert_eq!(
        word(&[two, of_one.with("listed_on", "").with("decided_on", "2026-11-10")]),
        "prohibited"
    );
    drop(one);
}

#[test]
fn numbers_are_numbers() {
    for number in [
        ONE,
        "无锡财罚〔2026〕1号",
        "(2026)苏0507执123号",
        "苏财购罚字第12号",
        "32050120260000123",
        "空港财罚〔2026〕7号",
        "云财罚一号",
        "AB-2026-0012",
    ] {
        let record = listed().with("document_no", number).with("record_id", "CG-1");
        let row = repaired(Row::of(NAME, ""))
            .with("document_no", number)
            .with("authority", "江州市信用办")
            .with("listed_on", "")
            .with("decided_on", "2026-11-10");
        assert_eq!(word(&[record, row]), "clear", "{number}");
    }
}

/// The publisher is told of what a repair may have meant and did not reach.
#[test]
fn a_repair_that_reaches_nothing_is_told() {
    let record = listed().with("document_no", ONE).with("record_id", "CG-1");
    for row in [
        repaired(listed())
            .with("record_id", "CG-2")
            .with("decided_on", "2026-11-10"),
        repaired(listed())
            .with("document_no", "无文号")
            .with("decided_on", "2026-11-10")
            .with("authority", "江州市交通局"),
        repaired(listed())
            .with("document_no", "1号")
            .with("listed_on", "2026-05-10")
            .with("decided_on", "2026-11-10"),
    ] {
        let lists = Lists::of_rows(&[record.clone(), row.clone()]);
        assert_eq!(
            (lists.word(CODE, "").as_str(), lists.unapplied),
            ("prohibited", 1),
            "{row:?}"
        );
    }
    // Of another company nothing is told.
    let row = repaired(Row::of(OTHER_NAME, OTHER_CODE)).with("document_no", "1号");
    assert_eq!(Lists::of_rows(&[record, row]).unapplied, 0);
}

/// What a row with a code says of whoever else has it: codes are copied into wrong rows.
#[test]
fn a_repair_beside_another_name_ends_nothing_but_by_record_id() {
    let record = listed().with("document_no", ONE).with("record_id", "CG-2026-1");
    let other_name = |row: Row| row.with("name", OTHER_NAME);
    for row in [
        // By its number, by its day, by that it is the only one.
        repaired(listed()).with("document_no", ONE),
        repaired(listed())
            .with("document_no", ONE)
            .with("listed_on", "2026-11-10")
            .with("decided_on", "2026-11-10"),
        repaired(listed()),
        repaired(listed()).with("decided_on", "2026-11-10"),
        repaired(listed())
            .with("listed_on", "")
            .with("decided_on", "2026-11-10"),
    ] {
        let lists = Lists::of_rows(&[record.clone(), other_name(row.clone())]);
        assert_eq!(
            (lists.word(CODE, "").as_str(), lists.unapplied),
            ("prohibited", 1),
            "{row:?}"
        );
        // Nameless it is the code's, and so is it by any name that the record has.
        let own = [
            row.clone().with("name", ""),
            row.clone().with("name", &NAME.replace("有限公司", "有 限 公 司")),
            row.clone(),
        ];
        let renamed = row.clone().with("name", OTHER_NAME).with("former_names", NAME);
        for row in own.into_iter().chain([renamed]) {
            let lists = Lists::of_rows(&[record.clone(), row.clone()]);
            assert_eq!(
                (lists.word(CODE, "").as_str(), lists.unapplied),
                ("clear", 0),
                "{row:?}"
            );
        }
        let formerly = record.clone().with("former_names", OTHER_NAME);
        let lists = Lists::of_rows(&[formerly, other_name(row)]);
        assert_eq!((lists.word(CODE, "").as_str(), lists.unapplied), ("clear", 0));
    }
    let by_id = other_name(repaired(record.clone()));
    assert_eq!(word(&[record.clone(), by_id]), "clear");
    let nameless = record.with("name", "");
    assert_eq!(
        word(&[nameless, other_name(repaired(listed()).with("document_no", ONE))]),
        "clear"
    );
}

/// Sources number their records each for itself, and a number that is partly hidden says whose record is not meant.
#[test]
fn a_repair_by_record_id_with_a_masked_number_ends_no_other_subjects_record() {
    let of_person = |id: &str| {
        Row::of("欧阳示例", id)
            .with("list_kind", "BK-SXBZXR")
            .with("subject_kind", "person")
            .with("id_kind", "citizen-id")
    };
    let company = |code: &str| Row::of(NAME, code);
    let cases = [
        (
            of_person("329902199003071230"),
            "3299**********1230",
            ["3299**********1249", "32990219******1248", "110101********1230"],
        ),
        (
            of_person("3299**********1230"),
            "329902********1230",
            ["3299**********1249", "32990219900307****1", "11**************30"],
        ),
        (
            company(CODE),
            "91329902******R18G",
            ["91329902******T53Q", "9132****MA3LW8T53Q", "91329902MA3*******"],
        ),
    ];
    for (record, own, others) in cases {
        let record = record.with("record_id", "CG-2026-1").with("document_no", ONE);
        let other = Row::of(OTHER_NAME, OTHER_CODE);
        let repair = |id: &str| repaired(record.clone()).with("name", "").with("id", id);
        let loaded = |row: Row| {
            let lists = Lists::of_rows(&[other.clone(), record.clone(), row]);
            let answer = lists.roster.info();
            (answer.records, lists.unapplied)
        };
        for id in others {
            assert_eq!(loaded(repair(id)).0, 2, "{id} of {record:?}");
            let undated = repair(id).with("listed_on", "").with("decided_on", "2026-11-10");
            assert_eq!(loaded(undated), (2, 1), "{id} of {record:?}");
        }
        assert_eq!(loaded(repair(own)), (1, 0), "{own} of {record:?}");
    }
}

/// The same of a person, whose number is not stored.
#[test]
fn a_repair_with_the_number_of_a_person_of_another_name_ends_nothing() {
    let id = "329902196310288225";
    let of = |name: &str| {
        Row::of(name, "")
            .with("list_kind", "BK-SXBZXR")
            .with("subject_kind", "person")
            .with("id_kind", "citizen-id")
            .with("id", id)
            .with("document_no", ONE)
    };
    for (name, outcome, unapplied) in [("李四光", "prohibited", 1), ("张三丰", "clear", 0)] {
        let lists = Lists::of_rows(&[of("张三丰"), repaired(of(name))]);
        let asked = SubjectQuery {
            kind: Some(SubjectKind::Person),
            id: Some((IdKind::CitizenId, id.to_owned())),
            name: Some("张三丰".to_owned()),
            ..SubjectQuery::default()
        };
        assert_eq!(
            (lists.outcome(&asked).as_str(), lists.unapplied),
            (outcome, unapplied)
        );
    }
}

/// A day that is two decisions' names neither, and the publisher is told so on that very day.
#[test]
fn a_day_of_two_decisions_is_told() {
    let of = |number: &str| listed().with("document_no", number);
    for decided_on in ["", "2026-10-08", "2026-10-10", "2026-11-10"] {
        let row = repaired(listed()).with("decided_on", decided_on);
        let lists = Lists::of_rows(&[of(ONE), of(TWO), row.clone()]);
        assert_eq!(
            (lists.word(CODE, "").as_str(), lists.unapplied),
            ("prohibited", 1),
            "{decided_on:?}"
        );
        let lists = Lists::of_rows(&[of(ONE), row]);
        assert_eq!((lists.word(CODE, "").as_str(), lists.unapplied), ("clear", 0));
    }
}

/// Every authority numbers its rows from one, file by file.
#[test]
fn a_bare_record_id_names_what_nothing_tells_apart() {
    for (id, is_bare) in [("1", true), ("第7号", true), ("CG-2026-1", false)] {
        let record = listed().with("document_no", ONE).with("record_id", id);
        let other = repaired(record.clone())
            .with("document_no", TWO)
            .with("listed_on", "2026-11-10")
            .with("decided_on", "2026-11-10");
        let lists = Lists::of_rows(&[record.clone(), other.clone()]);
        let expected = if is_bare { ("prohibited", 1) } else { ("clear", 0) };
        assert_eq!((lists.word(CODE, "").as_str(), lists.unapplied), expected, "{id}");
        // The same day, and a number that tells another decision of it.
        let of_its_day = repaired(record.clone()).with("document_no", TWO);
        let expected = if is_bare { "prohibited" } else { "clear" };
        assert_eq!(word(&[record.clone(), of_its_day.clone()]), expected, "{id}");
        for own in [
            other.clone().with("document_no", ONE),
            other.clone().with("listed_on", "2026-10-10"),
            other.clone().with("listed_on", "").with("document_no", ""),
            other.clone().with("listed_on", "").with("document_no", ONE),
            of_its_day.with("decided_on", "2026-11-10"),
        ] {
            let lists = Lists::of_rows(&[record.clone(), own.clone()]);
            assert_eq!(
                (lists.word(CODE, "").as_str(), lists.unapplied),
                ("clear", 0),
                "{own:?}"
            );
        }
    }
}
