//! The workbook that goes back to a unit.

use super::delivered;
use std::io::{Cursor, Read};

/// A part of a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut book = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    book.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_row_that_goes_back_has_its_number_its_fault_and_what_to_write() {
    let folder = delivered();
    let book = folder.read("o/returns/000002-财政局.xlsx");
    let texts = part(&book, "xl/sharedStrings.xml");
    for text in [
        "财政局：f.csv（2026-11-03收到）中有1处须修改后重新报送，另有0处请核对。",
        "原表行号",
        "退回",
        "公示截止日期",
        "不是日期",
        "请写成 2025-03-01 的样式",
        "原表：证件号码",
        "云澜第2纺织有限公司",
        "明年",
    ] {
        assert!(texts.contains(text), "{text}: {texts}");
    }
    // Only the row at fault, with the number that it has in the unit's own file.
    assert!(!texts.contains("云澜第0纺织有限公司"));
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    let number = sheet.split_once("<c r=\"B3\"").unwrap().1;
    assert!(
        number.split("</c>").next().unwrap().ends_with("<v>4</v>"),
        "{sheet}"
    );
    // The cell at fault, and no other, has a format of its own: the tenth of the unit's columns, behind six of ours.
    let format = |cell: &str| {
        let at = sheet.split_once(&format!("<c r=\"{cell}\" s=\"")).unwrap().1;
        at.split('"').next().unwrap().to_owned()
    };
    assert_ne!(format("P3"), format("O3"));
    assert_eq!(format("O3"), format("Q3"));
}
