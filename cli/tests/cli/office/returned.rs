//! The workbook that goes back to a unit.

use super::{CODES, HEADER, at, check, delivered, office, row};
use crate::Folder;
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

/// Cells of the first sheet of a workbook, row by row.
fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let rows = jrp_intake::first_rows("book.xlsx", bytes, usize::MAX).unwrap();
    rows.into_iter().map(|(_, cells)| cells).collect()
}

/// A workbook with these cells.
fn book(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The same as a spreadsheet saves it as CSV.
fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let text: String = rows
        .iter()
        .map(|cells| {
            let cells: Vec<String> = cells.iter().map(|cell| format!("\"{cell}\"")).collect();
            format!("{}\r\n", cells.join(","))
        })
        .collect();
    encoding_rs::GB18030.encode(&text).0.into_owned()
}

/// Rows whose cells are these become others.
fn mend(rows: &mut [Vec<String>], from: &str, to: &str) {
    let cells = rows.iter_mut().skip(2).flatten().filter(|cell| *cell == from);
    let mended = cells.map(|cell| to.clone_into(cell)).count();
    assert!(mended > 0, "{from}");
}

/// An office with three rows delivered, of which one has three faults and one another; and what went back.
fn with_two_rows_back() -> (Folder, Vec<Vec<String>>) {
    let folder = office();
    let three = row("BK-ZFCGSX", 1, "2", "2026-10-13")
        .replace("2028-06-02", "明年")
        .replace(",法人,", ",团伙,")
        .replace(",财政局,", ",,");
    let one = row("BK-ZFCGSX", 2, "3", "2026-10-14").replace("有效", "好");
    let rows = [row("BK-ZFCGSX", 0, "1", "2026-10-12"), three, one].concat();
    folder.write("f.csv", [HEADER, &rows].concat());
    let said = folder.succeeds(&format!("office receive o f.csv --from 财政局 {}", at(3)));
    assert!(said.contains("BK-ZFCGSX: 3 rows, 2 refused"), "{said}");
    let back = cells(&folder.read("o/returns/000002-财政局.xlsx"));
    (folder, back)
}

#[test]
fn every_fault_of_a_row_goes_back_and_its_cells_stand_once() {
    let (folder, back) = with_two_rows_back();
    let faults: Vec<[&str; 3]> = { back.iter().skip(2) }
        .map(|cells| {
            [
                cells[1].as_str(),
                cells[3].as_str(),
                cells.get(8).map_or("", String::as_str),
            ]
        })
        .collect();
    assert_eq!(
        faults,
        [
            ["3", "主体类别", "云澜第1纺织有限公司"],
            ["3", "公示截止日期", ""],
            ["3", "认定单位", ""],
            ["4", "状态", "云澜第2纺织有限公司"],
        ]
    );
    assert!(back[0][0].contains("中有4处须修改后重新报送"), "{:?}", back[0]);
    let explained = folder.succeeds("intake explain f.csv --as-of 2026-11-03");
    let row = explained
        .lines()
        .find(|line| line.trim_start().starts_with("row 3"))
        .unwrap();
    for title in ["主体类别", "公示截止日期", "认定单位"] {
        assert!(row.contains(title), "{row}");
    }
}

#[test]
fn a_workbook_that_comes_back_mended_takes_the_place_of_the_rows_that_went_back() {
    for form in ["xlsx", "csv"] {
        let (folder, mut back) = with_two_rows_back();
        let name = format!("改.{form}");
        let write = |rows: &[Vec<String>]| match form {
            "xlsx" => folder.write(&name, book(rows)),
            _ => folder.write(&name, csv(rows)),
        };
        // Of two rows the unit mends one, and the other in part.
        mend(&mut back, "团伙", "法人");
        mend(&mut back, "明年", "2028-06-02");
        write(&back);
        let receive = format!("office receive o {name} --from 财政局 {}", at(4));
        let said = folder.succeeds(&receive);
        assert!(
            said.contains("mends line 2") && said.contains("2 rows, 2 refused"),
            "{form}: {said}"
        );
        // What is still wrong has gone back once more; now it is mended whole, in a file with no other rows.
        let mut back = cells(&folder.read("o/returns/000003-财政局.xlsx"));
        mend(&mut back, "好", "有效");
        let place = back[1]
            .iter()
            .position(|title| title == "原表：认定单位")
            .unwrap();
        back[2][place] = "财政局".to_owned();
        write(&back);
        let receive = receive.replace("2026-11-04", "2026-11-05");
        let said = folder.succeeds(&receive);
        assert!(said.contains("2 rows, 0 refused"), "{form}: {said}");
        let ledger = folder.read("o/ledger.jsonl");
        assert!(folder.succeeds(&receive).contains("came in already"));
        assert_eq!(folder.read("o/ledger.jsonl"), ledger);
        // The row that was in order is still there.
        folder.succeeds(&format!("office publish o --allow-shrink {}", at(5)));
        for code in &CODES[..3] {
            assert_eq!(check(&folder, 5, "public", code), 12, "{form} {code}");
        }
        folder.succeeds(&format!("office verify o {}", at(5)));
        for lost in ["records", "returns"] {
            std::fs::remove_dir_all(folder.path(&format!("o/{lost}"))).unwrap();
        }
        folder.succeeds(&format!("office rebuild o {}", at(5)));
        folder.succeeds(&format!("office verify o {}", at(5)));
        // Its own file once more is the whole list again, with the faults that it had.
        folder.succeeds(&format!("office receive o f.csv --from 财政局 {}", at(6)));
        folder.succeeds(&format!("office publish o --allow-shrink {}", at(6)));
        assert_eq!(check(&folder, 6, "public", CODES[1]), 20, "{form}");
        // Commands that read nothing but what stands do without the workbooks that stand no more.
        let shown = folder.succeeds(&format!("office show o {}", at(6)));
        assert_eq!(shown.matches("active").count(), 1, "{form}: {shown}");
        folder.succeeds(&format!("office receive o f.csv --from 财政局 {}", at(7)));
        folder.succeeds(&format!("office verify o {}", at(7)));
    }
}

#[test]
fn a_workbook_that_mends_nothing_here_is_refused_with_its_reason() {
    let (folder, back) = with_two_rows_back();
    let ledger = folder.read("o/ledger.jsonl");
    let changed = |change: &dyn Fn(&mut Vec<Vec<String>>)| {
        let mut back = back.clone();
        change(&mut back);
        folder.write("改.xlsx", book(&back));
        let done = folder.run(&format!("office receive o 改.xlsx --from 财政局 {}", at(4)));
        assert_ne!(done.code, 0);
        assert_eq!(folder.read("o/ledger.jsonl"), ledger);
        done.err
    };
    let said = changed(&|back| back[0][0] = "退回".to_owned());
    assert!(said.contains("lacks its number"), "{said}");
    let said = changed(&|back| back[0][0] = back[0][0].replace("：2-", "：1-"));
    assert!(said.contains("is that of no delivery"), "{said}");
    let said = changed(&|back| back[2][1] = "40".to_owned());
    assert!(said.contains("row 40 was not in the delivery"), "{said}");
    let said = changed(&|back| back[2][1] = "三".to_owned());
    assert!(said.contains("does not say which row"), "{said}");
    let said = changed(&|back| back[2][1] = "99999999999".to_owned());
    assert!(said.contains("does not say which row"), "{said}");
    let said = changed(&|back| back[3] = back[2].iter().map(|cell| cell.replace("团伙", "法人")).collect());
    assert!(said.contains("stands here twice"), "{said}");
    let said = changed(&|back| back.truncate(2));
    assert!(said.contains("has no row that was mended"), "{said}");
    folder.write("改.xlsx", book(&back));
    let done = folder.run(&format!("office receive o 改.xlsx --from 市监局 {}", at(4)));
    assert!(done.err.contains("mends a delivery of 财政局"), "{}", done.err);
    // What was delivered anew since is not mended by what went back before.
    let rows = [
        row("BK-ZFCGSX", 0, "1", "2026-10-12"),
        row("BK-ZFCGSX", 1, "2", "2026-10-13"),
    ]
    .concat();
    folder.write("g.csv", [HEADER, &rows].concat());
    folder.succeeds(&format!("office receive o g.csv --from 财政局 {}", at(4)));
    let done = folder.run(&format!("office receive o 改.xlsx --from 财政局 {}", at(4)));
    assert!(done.err.contains("has been delivered anew since"), "{}", done.err);
}
