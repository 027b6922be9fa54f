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
    read_bytes(name, &case(name), &profiles)
}

fn read_bytes(name: &str, bytes: &[u8], profiles: &[Profile]) -> Result<(Vec<Record>, Report), FeedError> {
    let mut feed = Feed::open_with(name, bytes, 0, profiles)?;
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
            .any(|(_, note)| note.to_string().contains("法定代表人身份证号"))
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

fn refused(report: &Report) -> Vec<(u64, &'static str)> {
    report.refusals().map(|(_, row, why)| (row, why.code())).collect()
}

#[test]
fn traces_of_excel_are_mended_or_refused_by_name() {
    let (records, report) = read("excel-traces.csv", None).unwrap();
    assert_eq!(
        refused(&report),
        [
            (2, "digits-lost"),
            (7, "digits-lost"),
            (10, "id-characters"),
            (12, "date-serial"),
            (14, "date-unreadable"),
            (15, "date-unreadable"),
            (16, "date-unreadable"),
            (17, "end-date-open"),
        ]
    );
    let ids: Vec<&str> = records
        .iter()
        .map(|record| record.id.as_ref().unwrap().value())
        .collect();
    assert_eq!(
        ids,
        [
            "91329902MA9BATDJ57",
            "91329902MAGPM1QY5W",
            "91329902MA2HLPMF11",
            "913299025581230181",
            "91329902MAD4887N25",
            "91329902MA9JA1CY22",
            "91329902MAH4533P0N",
            "91329902MAUA1N6P1J",
            "91329902MAUA1N6P1J",
        ]
    );
    assert_eq!(days(&records[8])[2].as_deref(), Some("2029-10-10"));
    let warned: Vec<_> = report.warnings().collect();
    assert!(
        warned.contains(&("time-cut", 1)) && warned.contains(&("term-counted", 1)),
        "{warned:?}"
    );
}

#[test]
fn one_table_in_every_form_is_one_table() {
    let text = String::from_utf8(case("one-table.csv")).unwrap();
    let expected = all("one-table.csv", None).0;
    assert_eq!(expected.len(), 2);
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let joined = |between: &str| {
        lines
            .iter()
            .map(|cells| cells.join(between) + "\r\n")
            .collect::<String>()
    };
    let utf16 = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let gb18030 = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let row = |cells: &Vec<&str>, tag: &str| {
        cells
            .iter()
            .map(|cell| format!("<{tag} style='x'>{cell}</{tag}>"))
            .collect::<String>()
    };
    let rows: String = lines
        .iter()
        .map(|cells| format!("<tr>{}</tr>", row(cells, "td")))
        .collect();
    let page = format!("<html xmlns:x=\"urn:x\"><body><table>{rows}</table></body></html>");
    let object = |cells: &Vec<&str>| {
        let pairs = lines[0]
            .iter()
            .zip(cells)
            .map(|(title, cell)| format!("\"{title}\": \"{cell}\""));
        format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
    };
    let objects: Vec<String> = lines.iter().skip(1).map(object).collect();
    for (what, bytes) in [
        ("mark", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
        ("GB18030", gb18030(&text)),
        ("tabs in GB18030", gb18030(&joined("\t"))),
        ("UTF-16", [&[0xFF, 0xFE][..], &utf16(&joined("\t"))].concat()),
        ("UTF-16 without a mark", utf16(&joined("\t"))),
        ("semicolons", joined(";").into_bytes()),
        (
            "a separator that is said",
            format!("sep=|\r\n{}", joined("|")).into_bytes(),
        ),
        ("a page", page.clone().into_bytes()),
        ("a page in GB18030", gb18030(&page)),
        ("objects", objects.join("\n").into_bytes()),
        ("an array", format!("[{}]", objects.join(",")).into_bytes()),
        ("a workbook", super::workbooks::of_rows(&lines)),
    ] {
        // The name says something else.
        let mut feed =
            Feed::open("f.xls", bytes.as_slice(), 0).unwrap_or_else(|error| panic!("{what}: {error}"));
        let options = options();
        let judge = Judge::new(policy(), &options);
        let (mut report, mut records) = (Report::default(), Vec::new());
        while let Some(block) = feed.next_block().unwrap() {
            judge
                .rows::<FeedError>(&block, &mut report, &mut |entry, _| {
                    records.extend(entry.listed());
                    Ok(())
                })
                .unwrap();
        }
        assert_eq!(records, expected, "{what}: {:?}", refused(&report));
    }
}

#[test]
fn brackets_blanks_and_width_make_no_other_decision() {
    let (records, _) = all("brackets.csv", None);
    let numbers = records
        .iter()
        .map(|record| record.document_no.as_deref().unwrap());
    let folded: std::collections::BTreeSet<String> = numbers.map(jrp_core::subject::name::fold).collect();
    assert_eq!((records.len(), folded.len()), (5, 1), "{folded:?}");
}

#[test]
fn a_header_of_two_lines_is_read_by_its_lower_one() {
    let (records, report) = all("two-line-header.csv", None);
    assert_eq!(records[0].list_kind, "BK-ZDSSWF");
    // Titles are called like authorities and lists.
    assert_eq!(report.passed_over().collect::<Vec<_>>(), [("title", 3)]);
}

#[test]
fn a_name_or_a_number_above_the_header_is_no_title() {
    let table = String::from_utf8(case("two-line-header.csv")).unwrap();
    for above in [
        "云澜甲纺织有限公司",
        "91329902MA9BATDJ57",
        "某某厂",
        "名单：91329902MA9BATDJ57",
    ] {
        let (_, report) = super::read(format!("{above},,\n{table}").as_bytes(), &options()).unwrap();
        assert_eq!(report.refused(), 1, "{above}");
    }
}

#[test]
fn the_header_and_the_number_of_every_page_are_passed_over() {
    let (records, report) = all("printed-pages.csv", None);
    assert_eq!(records.len(), 2);
    assert_eq!(report.passed_over().collect::<Vec<_>>(), [("footer", 3)]);
}

#[test]
fn days_that_cannot_be_read_for_sure_are_refused_in_their_column() {
    let (_, report) = read("range-of-days.csv", None).unwrap();
    assert_eq!(refused(&report), [(2, "date-unreadable"), (3, "date-unreadable")]);
}

#[test]
fn a_row_that_has_left_its_list_is_no_record() {
    let text = String::from_utf8(case("left-the-list.toml")).unwrap();
    let profiles = [Profile::parse("p", &text).unwrap()];
    let bytes = case("left-the-list.csv");
    let mut feed = Feed::open_with("f.csv", bytes.as_slice(), 0, &profiles).unwrap();
    let options = options();
    let judge = Judge::new(policy(), &options);
    let (mut report, mut records) = (Report::default(), Vec::new());
    while let Some(block) = feed.next_block().unwrap() {
        judge
            .rows::<FeedError>(&block, &mut report, &mut |entry, _| {
                records.extend(entry.listed());
                Ok(())
            })
            .unwrap();
    }
    assert_eq!(refused(&report), []);
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].publish_until.unwrap().to_string(), "2028-10-10");
    assert_eq!(report.left_out().collect::<Vec<_>>(), [("revoked", 1)]);
    // Without a profile the columns are refused by their names: none is passed over in silence.
    let error = read("left-the-list.csv", None).unwrap_err().to_string();
    assert!(error.contains("移出日期"), "{error}");
}

#[test]
fn an_envelope_around_the_rows_is_refused_as_a_whole() {
    let error = read("envelope.json", None).unwrap_err().to_string();
    assert!(error.starts_with("envelope.json: "), "{error}");
}

#[test]
fn a_number_in_the_cell_of_the_name_is_refused_and_still_speaks() {
    let (records, report) = read("joined-cell.csv", None).unwrap();
    assert!(records.is_empty());
    assert_eq!(refused(&report), [(2, "number-in-name")]);
    assert_eq!(report.unread(), 1);
}

#[test]
fn what_is_copied_from_a_page_is_read_without_its_marks() {
    let (records, _) = all("web-marks.csv", None);
    assert_eq!(records[0].name.as_deref(), Some("云澜甲纺织有限公司"));
    assert_eq!(records[0].id.as_ref().unwrap().value(), "91329902MA9BATDJ57");
}

#[test]
fn lines_may_end_as_on_old_machines_and_columns_may_be_blank() {
    assert_eq!(all("cr-lines.csv", None).0.len(), 2);
}

/// Tables made of the court's list often leave the type out.
#[test]
fn the_number_tells_a_debtor_s_kind_where_no_column_does() {
    let table = "被执行人姓名/名称,身份证号码/组织机构代码,执行法院,案号,立案时间,发布时间\n\
                 璩濯珩,3299021990****2159,云澜区人民法院,（2026）苏9902执113号,2026-10-08,2026-10-20\n\
                 云澜己纺织有限公司,91329902MAGPM1QY5W,云澜区人民法院,（2026）苏9902执7号,2026-10-08,2026-10-20\n\
                 云澜庚纺织有限公司,MA2U0****,云澜区人民法院,（2026）苏9902执8号,2026-10-08,2026-10-20\n\
                 云澜辛纺织有限公司,329902600012345,云澜区人民法院,（2026）苏9902执9号,2026-10-08,2026-10-20\n";
    let court = [Profile::named("court").unwrap()];
    let (records, report) = read_bytes("d.csv", table.as_bytes(), &court).unwrap();
    let kinds: Vec<_> = records.iter().map(|record| record.subject_kind).collect();
    assert_eq!(kinds, [SubjectKind::Person, SubjectKind::Org, SubjectKind::Org]);
    // Fifteen digits may be an old citizen id or a registration number: nobody guesses.
    assert_eq!(refused(&report), [(5, "cell-missing")]);
}

/// Of an organisation 证件号码 is its representative's, of a natural person its own.
#[test]
fn the_number_of_a_person_who_was_punished_is_read_and_a_representative_s_is_not() {
    let table = "行政相对人名称,行政相对人类别,行政相对人代码_1（统一社会信用代码）,证件类型,证件号码,行政处罚决定书文号,违法事实,处罚决定日期,处罚有效期,公示截止期,处罚机关\n\
                 云澜己纺织有限公司,法人,91329902MAGPM1QY5W,身份证,329902199001132159,罚1,甲,2026-10-20,2027-10-20,2027-10-20,云澜区市监局\n\
                 云澜庚纺织有限公司,法人,,身份证,329902199001132159,罚2,甲,2026-10-20,2027-10-20,2027-10-20,云澜区市监局\n\
                 璩濯珩,自然人,,身份证,329902199001132159,罚3,甲,2026-10-20,2027-10-20,2027-10-20,云澜区市监局\n\
                 苇间渡,自然人,,护照,E12345678,罚4,甲,2026-10-20,2027-10-20,2027-10-20,云澜区市监局\n";
    let penalties = [Profile::named("sgs-cf").unwrap()];
    let (records, report) = read_bytes("p.csv", table.as_bytes(), &penalties).unwrap();
    assert_eq!(refused(&report), []);
    let kinds: Vec<_> = { records.iter() }
        .map(|record| record.id.as_ref().map(|id| id.kind()))
        .collect();
    assert_eq!(
        kinds,
        [
            Some(IdKind::Uscc),
            None,
            Some(IdKind::CitizenId),
            Some(IdKind::Passport)
        ]
    );
}
