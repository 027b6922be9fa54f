//! What the reports count where rows come twice, go back, and are mended, and where the notices leave it open.

use super::{HEADER, SETTINGS, at, office, row};
use crate::Folder;
use serde_json::Value;

fn report(folder: &Folder, month: &str) -> Value {
    let line = format!("office report o --month {month} --json --now 2026-12-28T09:00:00+08:00");
    serde_json::from_str(&folder.succeeds(&line)).unwrap()
}

fn number(report: &Value, code: &str) -> (u64, Option<u64>) {
    let numbers = report["numbers"].as_array().unwrap();
    let number = numbers.iter().find(|number| number["code"] == code).unwrap();
    (number["count"].as_u64().unwrap(), number["of"].as_u64())
}

fn deliver(folder: &Folder, unit: &str, rows: &[String], now: &str) {
    folder.write("f.csv", [HEADER, &rows.concat()].concat());
    folder.succeeds(&format!("office receive o f.csv --from {unit} {now}"));
}

fn settings(folder: &Folder, more: &str) {
    folder.write("o/office.toml", format!("{SETTINGS}{more}"));
}

#[test]
fn acts_are_counted_and_not_rows() {
    let folder = office();
    let bad = |row: &str| row.replace("2028-06-02", "明年");
    let two = [
        row("BK-ZFCGSX", 0, "1", "2026-10-12"),
        row("BK-ZFCGSX", 1, "2", "2026-10-13"),
    ];
    // One act goes back, goes back again in the list delivered anew, and is mended.
    let wrong = [two[0].clone(), bad(&two[1])];
    deliver(&folder, "财政局", &wrong, &at(3));
    deliver(&folder, "财政局", &wrong[1..], &at(4));
    deliver(&folder, "财政局", &two, &at(5));
    // Of three penalties one goes back and is mended; a fourth comes in the list delivered anew.
    let penalty = |at: usize| row("WT-XZCF", at, &format!("罚{at}"), "2026-10-30");
    let three = [penalty(0), penalty(1), bad(&penalty(2))];
    deliver(&folder, "市监局", &three, &at(3));
    let four = [penalty(0), penalty(1), penalty(2), penalty(3)];
    deliver(&folder, "市监局", &four, &at(5));
    let november = report(&folder, "2026-11");
    assert_eq!(number(&november, "refused-rows"), (2, None));
    assert_eq!(number(&november, "double-valid"), (4, Some(4)));
    let units = november["units"].as_array().unwrap();
    let counts: Vec<_> = units
        .iter()
        .map(|unit| ["rows", "acts", "refused"].map(|key| unit[key].as_u64().unwrap()))
        .collect();
    assert_eq!(counts, [[5, 2, 1], [7, 4, 1]]);
    settings(&folder, "[reports]\ndouble_valid = \"first\"\n");
    assert_eq!(number(&report(&folder, "2026-11"), "double-valid"), (3, Some(4)));
    // The whole list again in the next month brings one act that was not good before.
    let five = [&four[..], &[bad(&row("WT-XZCF", 4, "罚4", "2026-11-30"))]].concat();
    deliver(&folder, "市监局", &five, "--now 2026-12-03T09:00:00+08:00");
    let december = report(&folder, "2026-12");
    assert_eq!(number(&december, "double-valid"), (0, Some(1)));
    assert_eq!(number(&december, "refused-rows"), (1, None));
}

#[test]
fn acts_of_files_that_repeat_earlier_ones_are_counted_once() {
    let folder = office();
    let act = |number: u32, day: &str| format!("{number},云澜庚纺织有限公司,许{number},{day}\n");
    let titles = "序号,行政相对人名称,许可文书号,许可决定日期\n";
    folder.write(
        "a.csv",
        [titles, &act(1, "2026-11-02"), &act(2, "2026-11-02")].concat(),
    );
    let receive = |name: &str, day: u32| {
        folder.succeeds(&format!(
            "office receive o {name} --from 市监局 --acts 许可 {}",
            at(day)
        ))
    };
    receive("a.csv", 4);
    // The same acts under other row numbers, twice one that is new.
    let moved = [act(3, "2026-11-10"), act(1, "2026-11-02"), act(3, "2026-11-10")].concat();
    folder.write("b.csv", format!("{titles}{}", moved.replacen("1,云", "9,云", 1)));
    let said = receive("b.csv", 12);
    assert!(
        said.contains("1 row,") && said.contains("2 rows seen before"),
        "{said}"
    );
    let line = folder.read("o/ledger.jsonl");
    assert!(receive("b.csv", 12).contains("1 row,"));
    assert_eq!(folder.read("o/ledger.jsonl"), line);
    let november = report(&folder, "2026-11");
    assert_eq!(number(&november, "double-in-time"), (3, Some(3)));
    assert_eq!(number(&november, "double-valid"), (3, Some(3)));
}

#[test]
fn what_the_notices_leave_open_is_a_line_of_the_settings() {
    let folder = office();
    let bad = row("BK-ZFCGSX", 0, "1", "2026-10-12").replace("2028-06-02", "明年");
    deliver(&folder, "财政局", &[bad], &at(4));
    deliver(
        &folder,
        "财政局",
        &[row("BK-ZFCGSX", 0, "1", "2026-10-12")],
        &at(9),
    );
    deliver(
        &folder,
        "市监局",
        &[row("WT-XZCF", 1, "罚1", "2026-10-30")],
        &at(5),
    );
    assert_eq!(number(&report(&folder, "2026-11"), "black-in-time"), (2, Some(2)));
    settings(&folder, "[reports]\nrefused_whole_counts = false\n");
    assert_eq!(number(&report(&folder, "2026-11"), "black-in-time"), (1, Some(2)));
    // A unit that is taken out of the settings is missed; one that ended owes until then.
    let without = SETTINGS.split_once("[[unit]]\nname = \"市监局\"").unwrap().0;
    folder.write("o/office.toml", without);
    let november = report(&folder, "2026-11");
    assert_eq!(november["unknownUnits"], serde_json::json!(["市监局"]));
    assert_eq!(number(&november, "black-in-time"), (1, Some(1)));
    let said = folder.succeeds("office report o --month 2026-11 --now 2026-12-28T09:00:00+08:00");
    assert!(said.contains("does not name 市监局"), "{said}");
    settings(&folder, "until = \"2026-11-30\"\n");
    let november = report(&folder, "2026-11");
    assert_eq!(number(&november, "black-in-time"), (2, Some(2)));
    assert_eq!(november.get("unknownUnits"), None);
    let december = report(&folder, "2026-12");
    assert_eq!(number(&december, "black-in-time"), (0, Some(1)));
}
