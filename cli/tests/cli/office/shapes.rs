//! Shapes of deliveries that look like less, or like more, than they are.

use super::{CODES, HEADER, at, check, delivered, office, row};
use std::fs;

/// A list that nobody could read is not an empty list, and one that is delivered empty is no accident that goes out.
#[test]
fn a_covered_list_whose_rows_were_all_refused_stops_the_publication() {
    let folder = delivered();
    folder.succeeds(&format!("office publish o {}", at(4)));
    let bad: String = [0, 1]
        .map(|at| row("BK-ZFCGSX", at, &at.to_string(), "2026-10-12").replace("2028-06-02", "明年"))
        .concat();
    folder.write("bad.csv", [HEADER, &bad].concat());
    let said = folder.succeeds(&format!("office receive o bad.csv --from 财政局 {}", at(5)));
    assert!(said.contains("BK-ZFCGSX: 2 rows, 2 refused"), "{said}");
    let done = folder.run(&format!("office publish o {}", at(5)));
    assert_eq!(done.code, 1);
    assert!(done.err.contains("had 2 records and has none"), "{}", done.err);
    // Even where it is let go, nobody in it is clear.
    folder.run(&format!("office publish o --allow-shrink {}", at(5)));
    for audience in ["government", "public"] {
        assert_eq!(check(&folder, 5, audience, CODES[0]), 20, "{audience}");
    }
}

#[test]
fn a_file_with_a_header_alone_takes_nothing_away_unless_it_is_said_to_hold_the_list() {
    let folder = delivered();
    folder.succeeds(&format!("office publish o {}", at(4)));
    folder.write("empty.csv", HEADER);
    folder.succeeds(&format!("office receive o empty.csv --from 财政局 {}", at(5)));
    folder.succeeds(&format!("office publish o {}", at(5)));
    assert_eq!(check(&folder, 5, "public", CODES[0]), 12);
    folder.write("empty2.csv", format!("{HEADER}\n"));
    folder.succeeds(&format!(
        "office receive o empty2.csv --from 财政局 --list BK-ZFCGSX {}",
        at(5)
    ));
    let done = folder.run(&format!("office publish o {}", at(5)));
    assert!(done.err.contains("BK-ZFCGSX is covered"), "{}", done.err);
}

#[test]
fn one_decision_in_five_ways_of_writing_is_one_record() {
    let folder = office();
    let case = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases/brackets.csv");
    folder.write("b.csv", fs::read(case).unwrap());
    folder.succeeds(&format!("office receive o b.csv --from 财政局 {}", at(3)));
    let shown = folder.succeeds(&format!("office show o --name 云澜甲 {}", at(3)));
    assert_eq!(shown.matches("active").count(), 1, "{shown}");
    let said = folder.succeeds(&format!("office publish o --allow-shrink {}", at(4)));
    assert!(said.contains("a base, 1 record,"), "{said}");
    // A repair that writes it in a sixth way reaches all five rows.
    folder.succeeds(&format!("office repair o --name 云澜甲 {}", at(5)));
    folder.succeeds(&format!("office publish o --allow-shrink {}", at(5)));
    let code = "91329902MA9BATDJ57";
    assert_eq!(check(&folder, 5, "public", code), 0);
}

#[test]
fn a_notice_of_repair_with_a_number_of_its_own_is_said_until_the_office_has_seen_to_it() {
    let folder = delivered();
    folder.succeeds(&format!("office publish o {}", at(4)));
    let notice = row("BK-ZFCGSX", 0, "1", "2026-11-04")
        .replace("云财〔2026〕1号", "云信用修复〔2026〕9号")
        .replace(",有效", ",已修复");
    folder.write("notice.csv", [HEADER, &notice].concat());
    folder.succeeds(&format!(
        "office receive o notice.csv --from 财政局 --part {}",
        at(5)
    ));
    let done = folder.run(&format!("office publish o {}", at(5)));
    let listed = check(&folder, 5, "public", CODES[0]) == 12;
    // Either it has reached the record, or it is said which stays.
    assert_eq!(
        (
            done.code == 3,
            done.err.contains("notice") || done.err.contains("000")
        ),
        (listed, listed),
        "{}",
        done.err
    );
    folder
        .succeeds(&format!("office repair o --code {} {}", CODES[0], at(6)))
        .clear();
    folder.succeeds(&format!("office publish o {}", at(6)));
    assert_eq!(check(&folder, 6, "public", CODES[0]), 0);
}

#[test]
fn rows_on_several_sheets_are_refused_and_nothing_is_entered() {
    let folder = office();
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, at) in [("甲", 0), ("乙", 1)] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        let lines = [
            HEADER.trim().to_owned(),
            row("BK-ZFCGSX", at, "1", "2026-10-12").trim().to_owned(),
        ];
        for (row, line) in (0..).zip(&lines) {
            for (column, cell) in (0..).zip(line.split(',')) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    folder.write("two.xlsx", book.save_to_buffer().unwrap());
    let receive = format!("office receive o two.xlsx --from 财政局 {}", at(3));
    folder.fails(2, &receive, &["two.xlsx", "several sheets", "--part"]);
}
