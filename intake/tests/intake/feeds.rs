//! Whole files: headers, encodings, line ends, cells.

use super::{failure, loaded, options, read};
use expect_test::expect;
use jrp_core::date::Date;
use jrp_core::record::{Severity, Status, SubjectKind};

const ENGLISH: &str = "list_kind,subject_kind,name,authority,listed_on,status\n\
                       WT-JYYC,org,江州市云澜槿棠纺织有限公司,云澜区市场监督管理局,2025-06-03,active\n";
const CHINESE: &str = "状态,列入日期,认定单位,主体名称,主体类别,名单类型\n\
                       有效,2025年6月3日,云澜区市场监督管理局,江州市云澜槿棠纺织有限公司,企业,经营异常名录\n";

#[test]
fn the_same_row_in_both_languages_any_order_and_any_line_ends() {
    let expected = read(ENGLISH.as_bytes(), &options()).unwrap().0;
    assert_eq!(expected.len(), 1);
    let quoted = CHINESE.replace(',', "\",\"").replace('\n', "\"\r\n\"");
    let quoted = format!("\u{feff}\"{}", quoted.trim_end_matches('"'));
    for feed in [
        CHINESE.to_owned(),
        format!("\u{feff}{CHINESE}"),
        CHINESE.replace('\n', "\r\n"),
        CHINESE.replace('\n', "\r"),
        CHINESE
            .replace("主体名称", " Name\u{3000}")
            .replace("状态", "ＳＴＡＴＵＳ"),
        CHINESE
            .replace("主体名称", "主体名称（必填）")
            .replace("状态", "*状态")
            .replace("列入日期", "\"列入\n日期 *\"")
            .replace("名单类型", "【必填】名单类型"),
        CHINESE.replace('\n', ",,\n"),
        ENGLISH.trim_end().to_owned(),
        quoted,
    ] {
        assert_eq!(read(feed.as_bytes(), &options()).unwrap().0, expected, "{feed:?}");
    }
}

#[test]
fn the_same_row_in_every_form_of_text() {
    let expected = read(CHINESE.as_bytes(), &options()).unwrap().0;
    let tabs = CHINESE.replace(',', "\t");
    let cells: Vec<Vec<&str>> = CHINESE.lines().map(|line| line.split(',').collect()).collect();
    let page = |row: &Vec<&str>| format!("<tr><td>{}</tr>", row.join("</td>\n<td>"));
    let pairs = cells[0].iter().zip(&cells[1]);
    let pairs: Vec<String> = pairs.map(|(key, value)| format!("{key:?}: {value:?}")).collect();
    let object = format!("{{{}}}", pairs.join(", "));
    let units =
        |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(bytes).collect() };
    let gbk = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    for (what, feed) in [
        ("GBK", gbk(CHINESE)),
        ("GBK, tabs", gbk(&tabs)),
        ("tabs", tabs.clone().into_bytes()),
        (
            "semicolons",
            format!("sep=;\r\n{}", CHINESE.replace(',', ";")).into_bytes(),
        ),
        ("UTF-16", units(&format!("\u{feff}{tabs}"), u16::to_le_bytes)),
        (
            "UTF-16, big end first",
            units(&format!("\u{feff}{CHINESE}"), u16::to_be_bytes),
        ),
        ("UTF-16 without a mark", units(&tabs, u16::to_le_bytes)),
        (
            "HTML",
            format!(
                "<html><table>{}</table>",
                cells.iter().map(page).collect::<String>()
            )
            .into_bytes(),
        ),
        ("JSON lines", format!("{object}\n").into_bytes()),
        ("JSON", format!("[{object}]").into_bytes()),
    ] {
        assert_eq!(read(&feed, &options()).unwrap().0, expected, "{what}");
    }
}

#[test]
fn a_header_without_rows_is_a_feed_of_none() {
    let header = ENGLISH.lines().next().unwrap();
    let (records, report) = read(header.as_bytes(), &options()).unwrap();
    assert_eq!((records.len(), report.read(), report.load_rate()), (0, 0, None));
}

#[test]
fn files_that_cannot_be_read() {
    let mixed = [
        ENGLISH.as_bytes(),
        b"WT-JYYC,org,\xBD\xAD\xD6\xDD,x,2025-06-03,active\n",
    ]
    .concat();
    let found = [
        failure(b""),
        failure("\u{feff}\r\n , \r\n".as_bytes()),
        failure(&mixed),
        failure(b"PK\x03\x04\x14\x00"),
        failure(ENGLISH.replace(',', "，").as_bytes()),
        failure(b"%PDF-1.7\n"),
        failure(b"Rar!\x1A\x07\x01"),
        failure(b"<html><body>none</body></html>"),
        failure(b"{\"name\": \"x\"}\n{\"name\": }\n"),
        failure(b"list_kind,name\n"),
        failure(b"list_kind,subject_kind,authority,listed_on,status\n"),
        failure(ENGLISH.replace("name", "单位名称").as_bytes()),
        failure(ENGLISH.replace("name,", "统一社会信用代码,").as_bytes()),
        failure(ENGLISH.replace("name,", ",").as_bytes()),
        failure(ENGLISH.replace("name", "329902199003071230").as_bytes()),
        failure(ENGLISH.replace("status", "名单类型").as_bytes()),
        failure(format!("{ENGLISH}\n\"x").as_bytes()),
    ]
    .join("\n");
    expect![[r#"
        f.csv: row 1: the feed is empty; give at least the header row
        f.csv: row 1: the feed is empty; give at least the header row
        f.csv: row 3, byte 168: not UTF-8, though the text before is; save the file as CSV UTF-8 or XLSX and try again
        f.csv: workbook: invalid Zip archive: Could not find EOCD; open it in the program that wrote it and save it again as XLSX
        f.csv: row 1: the cells are separated by '，'; save the file with commas
        f.csv: a PDF, which is not a table; ask for the workbook or CSV file it was made from
        f.csv: a packed file; unpack it and give the table inside
        f.csv: a page without a table
        f.csv: line 2: no JSON object (expected value at line 2 column 10); write one object a line, or an array of objects
        f.csv: row 1: the header lacks subject_kind 主体类别, authority 认定单位, listed_on 列入日期, status 状态; add them (English or Chinese)
        f.csv: row 1: the header lacks name 主体名称 or id 证件号码; add them (English or Chinese)
        f.csv: row 1: column 3: unknown column "单位名称"; did you mean 主体名称, 曾用名, authority? rename or remove it; the header lacks name 主体名称 or id 证件号码; add them (English or Chinese)
        f.csv: row 1: column 3: unknown column "统一社会信用代码"; did you mean 证件号码, 证件类型, id? rename or remove it; the header lacks name 主体名称 or id 证件号码; add them (English or Chinese)
        f.csv: row 1: column 3: unknown column ""; did you mean authority, cause, decided_on? rename or remove it; the header lacks name 主体名称 or id 证件号码; add them (English or Chinese)
        f.csv: row 1: column 3: unknown column (a text of 18 characters with a long number); did you mean authority, cause, decided_on? rename or remove it; the header lacks name 主体名称 or id 证件号码; add them (English or Chinese)
        f.csv: row 1: list_kind 名单类型 stands in columns 1 and 6; remove one; the header lacks status 状态; add them (English or Chinese)
        f.csv: row 4: a quoted cell does not end; close or double the quotation mark"#]].assert_eq(&found);
}

#[test]
fn cells_are_cleaned() {
    let record = loaded(
        &[
            ("list_kind", "采购黑名单"),
            ("subject_kind", "法人及非法人组织"),
            ("name", "\u{3000}江州市\u{200b}云澜\t槿棠纺织有限公司\n"),
            ("former_names", "旧帆商贸|暂无| |旧帆商贸｜旧帆贸易"),
            ("id_kind", "统一社会信用代码"),
            ("id", "９１３２９９０２ma9batdj57"),
            ("cause", "提供虚假材料,\"谋取\"中标\r\n第二行"),
            ("severity", "严重"),
            ("source_unit", "N/A"),
            ("decided_on", "9999-12-31"),
            ("status", "异议"),
            ("region", "３２９９０２"),
            ("record_id", "\\n"),
        ],
        &options(),
    );
    assert_eq!(record.list_kind, "BK-ZFCGSX");
    assert_eq!(record.subject_kind, SubjectKind::Org);
    assert_eq!(record.name.as_deref(), Some("江州市云澜 槿棠纺织有限公司"));
    // Behind a region a blank parts no names.
    assert_eq!(record.former_names, ["旧帆商贸", "旧帆贸易"]);
    assert_eq!(record.id.unwrap().value(), "91329902MA9BATDJ57");
    assert_eq!(record.cause.as_deref(), Some("提供虚假材料,\"谋取\"中标  第二行"));
    assert_eq!(record.severity, Some(Severity::Serious));
    assert_eq!(
        (record.source_unit, record.decided_on, record.record_id),
        (None, None, None)
    );
    assert_eq!(record.status, Status::Objection);
    assert_eq!(record.region.as_deref(), Some("329902"));
    assert_eq!(record.publish_until, Date::parse("2027-06-02"));
}

#[test]
fn the_last_day_counts_and_the_next_does_not() {
    assert_eq!(
        loaded(&[("publish_until", "2026-11-21")], &options()).status,
        Status::Active
    );
    let (records, report) = read(&super::row(&[("publish_until", "2026-11-20")]), &options()).unwrap();
    assert!(records.is_empty());
    assert_eq!(report.left_out().collect::<Vec<_>>(), [("expired", 1)]);
}

#[test]
fn rows_left_out_by_status_need_no_end_date() {
    for status in ["pending", "deferred", "repaired", "revoked"] {
        let (_, report) = read(
            &super::row(&[("status", status), ("publish_until", "")]),
            &options(),
        )
        .unwrap();
        assert_eq!(report.left_out().collect::<Vec<_>>(), [(status, 1)]);
    }
}
