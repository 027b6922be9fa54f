//! Registers as spreadsheets have them: titles above the header, totals below the rows, workbooks in and out, and what has changed
//! since an earlier answer.

use super::Folder;
use super::screen::{SCREEN, column, rows, screened};
use jrp_intake::{Register, RegisterOptions};
use rust_xlsxwriter::Workbook;
use std::io::{Cursor, Read};

/// Listed for procurement; and nowhere.
const LISTED: &str = "91329902MA9BATDJ57";
const NOBODY: &str = "91329902MAD4887N25";

/// The export of a purchasing system.
fn table() -> Vec<Vec<String>> {
    let rows = [
        &["供应商注册信息导出"][..],
        &[
            "序号",
            "供应商编码",
            "供应商名称",
            "统一社会信用代码/组织机构代码",
            "联系电话",
        ],
        &["1", "GYS0001", "某某甲公司", LISTED, "05120000000"],
        &["2", "GYS0002", "某某乙公司", NOBODY, "05120000001"],
        &["合计", "2"],
    ];
    rows.map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
        .to_vec()
}

fn csv(rows: &[Vec<String>]) -> String {
    rows.iter()
        .map(|row| {
            let blanks = ",".repeat(5 - row.len());
            format!("{}{blanks}\n", row.join(","))
        })
        .collect()
}

fn book(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            sheet.write_string(at, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The rows of a workbook's sheet, header and titles included.
fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<String>> {
    let mut options = RegisterOptions::default();
    options.sheet = Some(name.to_owned());
    let mut register = Register::open_with("out", bytes, &options).unwrap();
    let cells = |row: &jrp_intake::RegisterRow| row.cells().map(str::to_owned).collect::<Vec<_>>();
    let mut rows: Vec<_> = register.above().iter().map(cells).collect();
    rows.push(cells(register.header()));
    while let Some(row) = register.next_row().unwrap() {
        rows.push(cells(&row));
    }
    rows
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut book = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    book.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn titles_and_totals_stay_in_their_place_and_ask_for_nobody() {
    let folder = Folder::with_district();
    let done = screened(&folder, 12, &csv(&table()), "--summary s.json --evidence e");
    assert_eq!(done.len(), 5);
    assert_eq!(done[0][0], "供应商注册信息导出");
    assert_eq!(
        done[1][5..],
        ["比对结果", "涉及名单", "比对方式", "输入提醒", "提示"]
    );
    assert_eq!(column(&done, 5)[1..], ["prohibited", "clear", ""]);
    assert_eq!(done[4][..2], ["合计", "2"]);
    let summary: serde_json::Value = serde_json::from_slice(&folder.read("s.json")).unwrap();
    assert_eq!((&summary["rows"], &summary["passedOver"]), (&2.into(), &1.into()));
    // The evidence counts rows as a spreadsheet shows them.
    let evidence = String::from_utf8(folder.read("e/in.evidence.jsonl")).unwrap();
    assert!(
        evidence.lines().next().unwrap().contains("\"row\":3"),
        "{evidence}"
    );
    folder.succeeds("slip e/in.evidence.jsonl --row 3 --out slip.html");
    let replayed =
        "replay e/in.evidence.jsonl --snapshot d.jrp --trust keys/jrp.pub --person-key keys/person.key";
    folder.succeeds(replayed);
}

/// Whoever stands above the header would not be compared.
#[test]
fn a_subject_above_the_header_is_refused() {
    let folder = Folder::with_district();
    let screen = format!("{SCREEN} --scenario ZFCG --in in.csv --out out.csv");
    for above in [
        format!("0,GYS0000,某某丙公司,{LISTED},"),
        format!("{LISTED},,,,"),
        "0,GYS0000,江州市某某丙有限公司,,".to_owned(),
    ] {
        folder.write("in.csv", format!("{above}\n{}", csv(&table()[1..])));
        folder.fails(1, &screen, &["in.csv", "row 2", "header"]);
    }
}

/// Counts, signatures and page numbers name nobody, so that nothing is compared.
#[test]
fn rows_that_name_nobody_are_not_called_clear() {
    let folder = Folder::with_district();
    let below =
        "合计60家,\n共60家,\n制表人：某某,\n审核：某某,\n（以下空白）,\n第1页 共2页,\n2026年11月5日,\n";
    let table = format!("供应商名称,统一社会信用代码\n江州市汀兰纺织有限公司,\n{below}");
    let out = screened(&folder, 0, &table, "--name-only --summary s.json");
    assert_eq!(column(&out, 2), ["clear", "", "", "", "", "", "", ""]);
    let summary: serde_json::Value = serde_json::from_slice(&folder.read("s.json")).unwrap();
    assert_eq!((&summary["rows"], &summary["passedOver"]), (&1.into(), &7.into()));
}

/// Words for totals are no reason to pass over somebody whose name begins so.
#[test]
fn a_subject_called_like_a_total_is_compared() {
    let folder = Folder::with_district();
    for name in ["合计科技有限公司", "备注堂药店", "总计", "审核咨询中心"] {
        let out = screened(
            &folder,
            12,
            &format!("供应商名称,统一社会信用代码\n{name},{LISTED}\n"),
            "",
        );
        assert_eq!(column(&out, 2), ["prohibited"], "{name}");
    }
    let out = screened(
        &folder,
        20,
        "供应商名称,统一社会信用代码\n合计科技中心,91329902\n",
        "",
    );
    assert_eq!(column(&out, 2), ["indeterminate"]);
}

#[test]
fn a_workbook_is_answered_by_a_workbook() {
    let folder = Folder::with_district();
    folder.write("in.xlsx", book(&table()));
    for name in ["out.xlsx", "out"] {
        let line = format!("{SCREEN} --scenario ZFCG --in in.xlsx --out {name}");
        assert_eq!(folder.run(&line).code, 12);
        let bytes = folder.read(name);
        let answered = sheet(&bytes, "比对结果");
        assert_eq!(answered.len(), 5);
        for (row, own) in answered.iter().zip(table()) {
            assert_eq!(row[..own.len()], own, "the register's own cells");
        }
        assert_eq!(
            answered[2][5..8],
            [
                "涉及禁止类措施，请核实",
                "政府采购严重违法失信行为记录名单",
                "证件一致"
            ]
        );
        assert_eq!(answered[3][5], "未发现有效记录");
        // Codes are text, the header stays, a filter is set, an outcome has its colour, and nothing is a formula.
        let first = part(&bytes, "xl/worksheets/sheet1.xml");
        for told in ["topLeftCell=\"A3\"", "<autoFilter ref=\"A2:J5\"", LISTED] {
            assert!(first.contains(told), "{told}: {first}");
        }
        assert!(!first.contains("<f>") && !first.contains("<v>9"), "{first}");
        assert!(part(&bytes, "xl/styles.xml").contains("F4B084"));
        assert!(part(&bytes, "xl/worksheets/sheet2.xml").contains("t=\"s\""));
        assert!(part(&bytes, "xl/sharedStrings.xml").contains("截至"));
    }
    // A name that ends in .csv gets CSV, which Excel is told to be UTF-8.
    folder.run(&format!("{SCREEN} --scenario ZFCG --in in.xlsx --out out.csv"));
    assert!(
        folder
            .read("out.csv")
            .starts_with("\u{feff}供应商注册".as_bytes())
    );
    // And CSV may be asked for a workbook, or for the mark; in English words where its header is English.
    folder.write("in.csv", format!("name,credit_code\n=1+1,{LISTED}\n"));
    folder.run(&format!(
        "{SCREEN} --scenario ZFCG --in in.csv --out e.xlsx --lang en"
    ));
    let answered = sheet(&folder.read("e.xlsx"), "answers");
    assert_eq!(
        answered[1][..3],
        ["=1+1", LISTED, "a prohibition is concerned; please verify"]
    );
    folder.run(&format!("{SCREEN} --scenario ZFCG --in in.csv --out e.csv --bom"));
    assert!(folder.read("e.csv").starts_with("\u{feff}name,".as_bytes()));
    let left: Vec<String> = folder
        .names("")
        .into_iter()
        .filter(|name| name.starts_with('.'))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn only_rows_that_are_answered_otherwise_are_given_since_an_earlier_answer() {
    let folder = Folder::with_district();
    let mut table = table();
    table.insert(
        4,
        ["3", "GYS0003", "江州市云澜旧帆商贸有限公司", "", ""]
            .map(str::to_owned)
            .to_vec(),
    );
    table.insert(
        5,
        ["4", "GYS0004", "去者公司", "91329902MA2HLPMF11", ""]
            .map(str::to_owned)
            .to_vec(),
    );
    folder.write("in.csv", csv(&table));
    folder.write("in.xlsx", book(&table));
    for (register, answered) in [("in.csv", "a.csv"), ("in.xlsx", "a.xlsx"), ("in.csv", "b.xlsx")] {
        let done = folder.run(&format!(
            "{SCREEN} --scenario ZTB --in {register} --out {answered}"
        ));
        assert!([0, 10, 11, 20].contains(&done.code), "{}", done.err);
    }
    // The last row goes, another comes, and the rows change places.
    table.swap(2, 3);
    table[5] = ["5", "GYS0005", "来者公司", "91329902MA2ARJELXN", ""]
        .map(str::to_owned)
        .to_vec();
    folder.write("now.csv", csv(&table));
    for answered in ["a.csv", "a.xlsx", "b.xlsx"] {
        let line = format!(
            "{SCREEN} --scenario ZFCG --in now.csv --out now-a.csv --since {answered} --summary s.json"
        );
        assert_eq!(folder.run(&line).code, 12);
        let out = rows(&folder.read("now-a.csv"));
        let told: Vec<(&str, &str)> = out
            .iter()
            .skip(2)
            .map(|row| (row[1].as_str(), row[5].as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("GYS0001", "prohibited"),
                ("GYS0003", "review"),
                ("GYS0005", "prohibited")
            ],
            "{answered}: {out:?}"
        );
        assert_eq!(out[1][10..], ["原比对结果", "原涉及名单", "原比对方式"]);
        let before = if answered == "a.csv" {
            "notice"
        } else {
            "仅作告知"
        };
        assert_eq!(
            (out[2][10].as_str(), out[4][10].as_str()),
            (before, ""),
            "{answered}"
        );
        let summary: serde_json::Value = serde_json::from_slice(&folder.read("s.json")).unwrap();
        let since = &summary["since"];
        assert_eq!(
            (&since["changed"], &since["new"], &since["gone"]),
            (&2.into(), &1.into(), &1.into())
        );
    }
    // Nothing has changed since itself.
    folder.run(&format!("{SCREEN} --scenario ZFCG --in now.csv --out full.csv"));
    let line = format!("{SCREEN} --scenario ZFCG --in now.csv --out none.csv --since full.csv");
    assert_eq!(folder.run(&line).code, 12, "the exit code is that of all rows");
    assert_eq!(rows(&folder.read("none.csv")).len(), 2);
    let not_answered = format!("{SCREEN} --scenario ZFCG --in now.csv --out x.csv --since in.csv");
    folder.fails(1, &not_answered, &["in.csv", "outcome"]);
    let itself = format!("{SCREEN} --scenario ZFCG --in now.csv --out full.csv --since full.csv");
    folder.fails(2, &itself, &["full.csv"]);
}

#[test]
fn several_sheets_are_refused_until_one_is_named() {
    let folder = Folder::with_district();
    let mut workbook = Workbook::new();
    for name in ["甲", "乙"] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.write_string(0, 0, "统一社会信用代码").unwrap();
        sheet
            .write_string(1, 0, if name == "乙" { LISTED } else { NOBODY })
            .unwrap();
    }
    folder.write("in.xlsx", workbook.save_to_buffer().unwrap());
    let line = format!("{SCREEN} --scenario ZFCG --in in.xlsx --out out.csv");
    folder.fails(1, &line, &["in.xlsx", "甲", "乙", "--sheet"]);
    folder.fails(1, &format!("{line} --sheet 丙"), &["丙"]);
    assert_eq!(folder.run(&format!("{line} --sheet 乙")).code, 12);
    assert_eq!(folder.run(&format!("{line} --sheet 甲")).code, 0);
}

#[test]
fn a_register_is_screened_in_whatever_encoding_it_comes() {
    let folder = Folder::with_district();
    let case = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases/suppliers.csv");
    let text = std::fs::read_to_string(case).unwrap();
    let units = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let mut answers = Vec::new();
    for (bytes, has_mark) in [
        (text.clone().into_bytes(), false),
        (format!("\u{feff}{text}").into_bytes(), true),
        (encoding_rs::GB18030.encode(&text).0.into_owned(), true),
        (units(&format!("\u{feff}{text}")), true),
    ] {
        folder.write("in.csv", bytes);
        let done = folder.run(&format!("{SCREEN} --scenario ZFCG --in in.csv --out out.csv"));
        assert_eq!(done.code, 12, "{}", done.err);
        let answer = String::from_utf8(folder.read("out.csv")).unwrap();
        assert_eq!(answer.starts_with('\u{feff}'), has_mark);
        answers.push(answer.trim_start_matches('\u{feff}').to_owned());
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert!(answers[0].contains("𬭎达"));
}
