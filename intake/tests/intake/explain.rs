//! What is told of a file before it is received.

use super::{options, policy};
use jrp_intake::{Column, Confidence, Explained, Explaining, Profile, ReadBy, SampleFate, explain};
use std::fs;

fn told(name: &str, bytes: &[u8], list: Option<&str>) -> Explained {
    let told = Explaining {
        policy: policy(),
        options: options(),
        profiles: &[],
        list,
    };
    explain(name, bytes, &told).unwrap()
}

fn case(name: &str) -> Vec<u8> {
    fs::read(format!("{}/../tests/cases/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn read_as(explained: &Explained) -> Vec<(&str, Option<Column>, Confidence)> {
    let columns = explained.tables[0].columns.iter();
    columns
        .map(|column| (column.title.as_str(), column.read_as, column.confidence))
        .collect()
}

#[test]
fn a_table_with_our_columns_needs_no_profile() {
    let explained = told("f.csv", &case("summary-sheet.csv"), None);
    assert_eq!(explained.tables[0].read_by, ReadBy::Own);
    assert_eq!(explained.tables[0].header_row, 3);
    assert_eq!(explained.tables[0].above.len(), 2);
    assert!(explained.proposal.is_none());
    let records = explained.sample.iter();
    let records = records.filter(|sample| matches!(sample.fate, SampleFate::Record(_)));
    assert_eq!(records.count(), 2);
}

#[test]
fn a_built_in_profile_is_found_by_itself() {
    let explained = told("f.csv", &case("ministry-list.csv"), None);
    assert_eq!(explained.tables[0].read_by, ReadBy::Profile("ccgp".to_owned()));
    assert!(explained.proposal.is_none());
    let fates = explained.sample.iter().map(|sample| &sample.fate);
    assert!(fates.clone().count() >= 2);
    assert!(
        fates
            .into_iter()
            .all(|fate| matches!(fate, SampleFate::Record(_)))
    );
}

/// A list of the human-resources bureau, in words of its own.
const STRANGE: &str = "云澜区拖欠农民工工资失信联合惩戒对象名单（2026年第三季度）,,,,,,,\n\
    序号,单位全称,统一社会信用代码,法定代表人姓名,失信事实,认定机关名称,列入名单日期,列入日期,公示截止时间,联系人备注栏\n\
    1,云澜甲纺织有限公司,91329902MA9BATDJ57,甲某,拖欠工资,云澜区人社局,,2026/10/12,3年,\n\
    2,云澜乙纺织有限公司,91329902MAGPM1QY5W,乙某,拖欠工资,云澜区人社局,,2026/10/13,2028-10-12,\n";

#[test]
fn a_profile_is_proposed_that_reads_the_table() {
    let explained = told("人社局.csv", STRANGE.as_bytes(), None);
    assert_eq!(explained.tables[0].read_by, ReadBy::Guess);
    assert_eq!(explained.tables[0].header_row, 2);
    let columns = read_as(&explained);
    for (title, kind, confidence) in [
        ("统一社会信用代码", Some(Column::Id), Confidence::Likely),
        ("法定代表人姓名", None, Confidence::Likely),
        ("失信事实", Some(Column::Cause), Confidence::Guess),
        ("认定机关名称", Some(Column::Authority), Confidence::Guess),
        ("列入日期", Some(Column::ListedOn), Confidence::Certain),
        ("列入名单日期", None, Confidence::Guess),
    ] {
        assert!(
            columns.contains(&(title, kind, confidence)),
            "{title}: {columns:?}"
        );
    }
    let proposal = explained.proposal.as_ref().unwrap();
    assert!(proposal.lacks.is_empty(), "{}", proposal.text);
    assert!(
        proposal.text.contains("list_kind = \"BK-TQGZ\" # row 1 says so"),
        "{}",
        proposal.text
    );
    Profile::parse("p", &proposal.text).unwrap();
    let first = match &explained.sample[..] {
        [title, first, _] => {
            assert!(matches!(title.fate, SampleFate::PassedOver));
            first
        }
        other => panic!("{other:?}"),
    };
    let SampleFate::Record(record) = &first.fate else {
        panic!("{first:?}")
    };
    assert_eq!(record.name.as_deref(), Some("云澜甲纺织有限公司"));
    assert_eq!(record.publish_until.unwrap().to_string(), "2029-10-12");
}

#[test]
fn what_is_lacking_is_a_line_to_fill_in() {
    let table = "名称,代码,处罚依据\n甲,91329902MA9BATDJ57,某条\n";
    let explained = told("f.csv", table.as_bytes(), None);
    let proposal = explained.proposal.unwrap();
    assert_eq!(
        proposal.lacks,
        [Column::ListKind, Column::Authority, Column::ListedOn]
    );
    assert!(
        proposal
            .text
            .contains("# authority = \"\" # 认定单位: fill it in"),
        "{}",
        proposal.text
    );
    assert!(explained.sample.is_empty());
    let said = told("f.csv", table.as_bytes(), Some("BK-ZFCGSX"))
        .proposal
        .unwrap();
    assert_eq!(said.lacks, [Column::Authority, Column::ListedOn]);
}

#[test]
fn columns_that_tell_who_has_left_are_not_passed_over() {
    let table = case("left-the-list.csv");
    let explained = told("f.csv", &table, Some("BK-SJYZWF"));
    let proposal = explained.proposal.unwrap();
    assert!(
        proposal.text.contains("ended = [\"移出日期\"]"),
        "{}",
        proposal.text
    );
    let left = explained.tables[0]
        .columns
        .iter()
        .find(|column| column.title == "移出日期")
        .unwrap();
    assert_eq!(
        (left.read_as, left.why.as_str()),
        (None, "is filled where a row has left its list")
    );
}

#[test]
fn what_titles_and_names_hold_cannot_break_the_proposal() {
    let table = "\"名\"\"称\\\n\u{7}\",统一社会信用代码,\"a\"\"]\n[x]\"\n甲公司,91329902MA9BATDJ57,x\n";
    let explained = told("a\"\n[columns]\n.csv", table.as_bytes(), Some("BK-ZFCGSX"));
    let proposal = explained.proposal.unwrap();
    Profile::parse("p", &proposal.text).unwrap();
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn arbitrary_files_never_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        let told = Explaining { policy: policy(), options: options(), profiles: &[], list: None };
        let _ = explain("f", &bytes, &told);
    }

    #[test]
    fn arbitrary_tables_give_a_profile_that_parses(text in "[名称日期代码\",;\\[\\]a-z0-9=#\\\\\n]{1,120}") {
        let told = Explaining { policy: policy(), options: options(), profiles: &[], list: None };
        if let Ok(explained) = explain("f", text.as_bytes(), &told)
            && let Some(proposal) = explained.proposal
        {
            proptest::prop_assert!(Profile::parse("p", &proposal.text).is_ok(), "{}", proposal.text);
        }
    }
}
