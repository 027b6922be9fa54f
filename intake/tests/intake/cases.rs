//! Tables with the shape of those that departments send. `tests/cases/README.md` tells where each shape comes from.

use super::{options, policy};
use jrp_core::record::{Record, SubjectKind};
use jrp_core::subject::IdKind;
use jrp_intake::{Feed, FeedError, Judge, Profile, Report};
use std::fs;

fn case(name: &str) -> Vec<u8> {
    fs::read(format!("{}/../tests/cases/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Reads a case by a built-in profile, or by our own columns.
fn read(name: &str, profile: Option<&str>) -> Result<(Vec<Record>, Report), FeedError> {
    let profiles: Vec<Profile> = profile
        .map(|name| Profile::named(name).unwrap())
        .into_iter()
        .collect();
    let bytes = case(name);
    let mut feed = Feed::open_with(name, bytes.as_slice(), 0, &profiles)?;
    let options = options();
    let judge = Judge::new(policy(), &options);
    let (mut report, mut records) = (Report::default(), Vec::new());
    while let Some(block) = feed.next_block()? {
        judge.rows::<FeedError>(&block, &mut report, &mut |entry, _| {
            records.extend(entry.listed());
            Ok(())
        })?;
    }
    Ok((records, report))
}

fn all(name: &str, profile: Option<&str>) -> (Vec<Record>, Report) {
    let (records, report) = read(name, profile).unwrap();
    assert_eq!(report.refused(), 0, "{:?}", report.refusals().collect::<Vec<_>>());
    (records, report)
}

fn days(record: &Record) -> [Option<String>; 3] {
    let days = [record.decided_on, Some(record.listed_on), record.publish_until];
    days.map(|day| day.map(|day| day.to_string()))
}

#[test]
fn the_ministry_s_list_is_read_by_its_profile() {
    let (records, report) = all("ministry-list.csv", Some("ccgp"));
    let ids: Vec<_> = records.iter().filter_map(|record| record.id.as_ref()).collect();
    let ids: Vec<_> = ids.iter().map(|id| (id.kind(), id.value())).collect();
    assert_eq!(
        ids,
        [
            (IdKind::Uscc, "91329902MA9BATDJ57"),
            (IdKind::OrgCode, "MA2U00024")
        ]
    );
    assert_eq!(records[0].list_kind, "BK-ZFCGSX");
    assert_eq!(records[0].authority, "云澜区财政局");
    let expected = ["2026-10-11", "2026-10-12", "2028-10-11"].map(|day| Some(day.to_owned()));
    assert_eq!(days(&records[1]), expected);
    assert!(report.warnings().any(|warning| warning == ("time-cut", 1)));
}

#[test]
fn all_that_a_header_lacks_is_told_at_once() {
    let error = read("ministry-list.csv", None).unwrap_err().to_string();
    for part in [
        "企业名称",
        "企业地址",
        "执法单位",
        "list_kind 名单类型",
        "status 状态",
    ] {
        assert!(error.contains(part), "{part}: {error}");
    }
}

#[test]
fn penalties_are_read_by_the_first_filled_code() {
    let (records, report) = all("penalties.csv", Some("sgs-cf"));
    assert_eq!(records.len(), 2);
    assert_eq!(records[0].list_kind, "WT-XZCF");
    assert_eq!(records[0].effective_until.unwrap().to_string(), "2027-10-20");
    let expected = ["2026-10-20", "2026-10-20", "2027-10-19"].map(|day| Some(day.to_owned()));
    assert_eq!(days(&records[0]), expected);
    assert_eq!(records[1].id.as_ref().unwrap().kind(), IdKind::OrgCode);
    assert!(
        report
            .notes()
            .any(|(_, note)| note.contains("法定代表人身份证号"))
    );
    assert!(!format!("{records:?}").contains("329902199001011230"));
}

/// 2099-12-31 stands for no date, and penalties are published for a term.
#[test]
fn penalties_without_an_end_are_refused() {
    let (records, report) = read("penalties-old.csv", Some("sgs-cf")).unwrap();
    assert!(records.is_empty());
    let refused = report.refusals().map(|(_, row, why)| (row, why.code()));
    assert_eq!(refused.collect::<Vec<_>>(), [(2, "end-date-missing")]);
}

#[test]
fn debtors_are_read_as_the_court_writes_them() {
    let (records, _) = all("debtors.jsonl", Some("court"));
    assert_eq!(records[0].subject_kind, SubjectKind::Org);
    assert_eq!(records[1].subject_kind, SubjectKind::Person);
    assert_eq!(records[1].id.as_ref().unwrap().kind(), IdKind::CitizenId);
    let expected = [Some("2026-10-09".to_owned()), Some("2026-10-20".to_owned()), None];
    assert_eq!(days(&records[1]), expected);
}

#[test]
fn titles_row_numbers_merged_cells_and_totals_are_known_for_what_they_are() {
    let (records, report) = all("summary-sheet.csv", None);
    assert_eq!(records.len(), 2);
    assert_eq!(
        (records[1].list_kind.as_str(), records[1].authority.as_str()),
        ("BK-ZFCGSX", "云澜区财政局")
    );
    assert_eq!(
        report.passed_over().collect::<Vec<_>>(),
        [("footer", 2), ("title", 2)]
    );
    assert!(report.warnings().any(|warning| warning == ("filled-down", 1)));
}
