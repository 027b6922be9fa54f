//! Every refusal names file and row.

use super::table;
use crate::error::ErrorCode;
use crate::policy::{Policy, Table, Tables};
use proptest::prelude::*;

/// The default pack with one table changed, and what is said about it.
fn refusal_of(name: &str, change: impl FnOnce(&mut Table)) -> String {
    let mut tables = Tables::builtin().unwrap();
    change(table(&mut tables, name));
    let error = Policy::from_tables(&tables).unwrap_err();
    assert_eq!(error.code(), ErrorCode::PolicyInvalid);
    error.to_string()
}

/// Sets one cell of the row that begins with `first`; gives the row's number as a spreadsheet shows it.
fn set(table: &mut Table, first: &[&str], column: &str, value: &str) -> usize {
    let at = table.header.iter().position(|name| name == column).unwrap();
    let row = table
        .rows
        .iter()
        .position(|row| row.iter().zip(first).all(|(a, b)| a == b))
        .unwrap();
    table.rows[row][at] = value.to_owned();
    row + 2
}

/// Sets one cell and checks the whole message.
fn check(table: &str, first: &[&str], column: &str, value: &str, problem: &str) {
    let mut row = 0;
    let said = refusal_of(table, |table| row = set(table, first, column, value));
    assert_eq!(said, format!("{table}.csv row {row}, column {column}: {problem}"));
}

#[test]
fn unknown_codes() {
    let cell = ["BK-ZFCGSX", "ZFCG"];
    check(
        "measures",
        &cell,
        "list",
        "BK-X",
        "\"BK-X\" is not in lists.csv; correct it or add it there",
    );
    check(
        "measures",
        &cell,
        "scenario",
        "X",
        "\"X\" is not in scenarios.csv; correct it or add it there",
    );
    check(
        "measures",
        &cell,
        "effect",
        "ban",
        "\"ban\" is not known; write one of: prohibit, restrict, review, notice, priority, green-channel",
    );
    let strengths = "\"x\" is not known; write one of: must, by-law-conditional, may, reference";
    check("measures", &cell, "strength", "x", strengths);
    check(
        "measures",
        &cell,
        "condition",
        "x",
        "\"x\" is not known; write one of: document, guide, basis",
    );
    check(
        "measures",
        &cell,
        "condition",
        "expert",
        "\"expert\" is not known; write one of: document, guide, basis",
    );
    check(
        "measures",
        &cell,
        "role",
        "x",
        "\"x\" is not known; write one of: expert, staff, agency, legal-representative",
    );
    check(
        "lists",
        &["BK-TQGZ"],
        "max_term",
        "three years",
        "\"three years\" is not a term; write 3y or 18m, or one for each grade as 轻微=3m|一般=1y|严重=3y",
    );
    check(
        "measures",
        &cell,
        "min_severity",
        "x",
        "\"x\" is not known; write one of: 轻微, 一般, 严重",
    );
    check(
        "measures",
        &cell,
        "enabled",
        "1",
        "\"1\" is not known; write one of: yes, no",
    );
    check(
        "measures",
        &cell,
        "verified",
        "x",
        "\"x\" is not known; write one of: yes, second-hand, partly, no",
    );
    check(
        "lists",
        &["BK-AQSC"],
        "polarity",
        "x",
        "\"x\" is not known; write one of: black, watch, red",
    );
    let kinds = "\"firm\" is not known; write one of: org, person, sole-trader";
    check("lists", &["BK-AQSC"], "subject_kinds", "org|firm", kinds);
    let levels = "\"x\" is not known; write one of: stop, warn, info, good";
    check("prompts", &["stale"], "level", "x", levels);
    check(
        "calendar",
        &["2026-10-01"],
        "kind",
        "x",
        "\"x\" is not known; write one of: rest, work",
    );
    check(
        "pack",
        &["name"],
        "key",
        "x",
        "\"x\" is not known; write one of: version, level, name, name_en",
    );
}

#[test]
fn a_required_list_must_be_a_list() {
    let problem = "\"BK-X\" is not in lists.csv; correct it or add it there";
    check("scenarios", &["ZTB"], "required_lists", "BK-SXBZXR|BK-X", problem);
}

#[test]
fn blank_cells() {
    check(
        "lists",
        &["BK-AQSC"],
        "name",
        " ",
        "the cell is blank; fill it in",
    );
    check("prompts", &["stale"], "en", "", "the cell is blank; fill it in");
    check(
        "words",
        &["this-subject"],
        "en",
        " ",
        "the cell is blank; fill it in",
    );
    check("pack", &["version"], "value", "", "the cell is blank; fill it in");
}

#[test]
fn a_missing_basis() {
    let problem = "the legal basis is missing; name the law or document, or remove the row";
    check("measures", &["BK-ZFCGSX", "ZFCG"], "basis", "", problem);
    check("lists", &["BK-AQSC"], "legal_basis", "", problem);
    check("scenarios", &["ZTB"], "required_basis", "", problem);
    check("calendar", &["2026-10-01"], "notice", "", problem);
}

#[test]
fn duplicates() {
    for (table, key) in [
        ("calendar", "2024-01-01"),
        ("links", "official-query"),
        ("lists", "BK-AQSC"),
        ("measures", "BK-AQSC PYPX"),
        ("pack", "version"),
        ("prompts", "hit-prohibit"),
        ("scenarios", "CJXZ"),
        ("words", "no-fixed-term"),
    ] {
        let mut last = 0;
        let refused = refusal_of(table, |table| {
            table.rows.push(table.rows[0].clone());
            last = table.rows.len() + 1;
        });
        let problem = "is already in row 2; keep one of the two rows";
        assert_eq!(refused, format!("{table}.csv row {last}: \"{key}\" {problem}"));
    }
}

#[test]
fn columns() {
    let missing = refusal_of("measures", |table| {
        table.header.pop();
        table.rows.iter_mut().for_each(|row| drop(row.pop()));
    });
    assert_eq!(
        missing,
        "measures.csv row 1, column valid_until: the column is missing; add it to the header"
    );
    let unknown = refusal_of("lists", |table| table.header[0] = "colour".to_owned());
    assert_eq!(
        unknown,
        "lists.csv row 1, column colour: the table has no such column; rename or remove it"
    );
    let twice = refusal_of("links", |table| table.header[1] = "topic".to_owned());
    assert_eq!(
        twice,
        "links.csv row 1, column topic: the column is there twice; keep one"
    );
    let short = refusal_of("links", |table| table.rows[3].truncate(2));
    assert_eq!(
        short,
        "links.csv row 5: the row has 2 cells where the header has 5; check its commas and quotes"
    );
}

#[test]
fn tables() {
    let mut tables = Tables::builtin().unwrap();
    let words = tables.tables.pop().unwrap();
    let said = |tables: &Tables| Policy::from_tables(tables).unwrap_err().to_string();
    assert_eq!(
        said(&tables),
        "words.csv: the table is missing; add this file to the pack"
    );
    tables.tables.extend([words.clone(), words.clone()]);
    assert_eq!(said(&tables), "words.csv: the table is there twice; keep one");
    tables.tables.pop();
    tables.tables.push(Table {
        name: "rules".to_owned(),
        ..Table::default()
    });
    assert_eq!(
        said(&tables),
        "rules.csv: a pack has no such table; rename or remove this file"
    );
}

#[test]
fn prompt_codes_and_placeholders() {
    let missing = refusal_of("prompts", |table| table.rows.retain(|row| row[0] != "stale"));
    assert_eq!(missing, "prompts.csv: the row \"stale\" is missing; add it");
    let unknown = refusal_of("prompts", |table| _ = set(table, &["stale"], "code", "old"));
    assert!(unknown.starts_with("prompts.csv row "));
    assert!(unknown.contains(", column code: \"old\" is not known; write one of: hit-"));
    let problem = "{listedOn} is not provided for this prompt; use only: subject, list, channel";
    check(
        "prompts",
        &["name-only"],
        "zh-CN",
        "{subject}于{listedOn}",
        problem,
    );
    let problem = "a brace stands alone; write placeholders as {name}, and no other braces";
    for text in ["{asOf", "asOf}", "{}", "{{asOf}}", "{as of}"] {
        check("prompts", &["stale"], "en", text, problem);
    }
    check("words", &["this-subject"], "en", "{subject}", problem);
    let missing = refusal_of("words", |table| table.rows.retain(|row| row[0] != "this-subject"));
    assert_eq!(missing, "words.csv: the row \"this-subject\" is missing; add it");
    let missing = refusal_of("pack", |table| table.rows.retain(|row| row[0] != "version"));
    assert_eq!(missing, "pack.csv: the row \"version\" is missing; add it");
}

#[test]
fn dates() {
    let problem = "\"2026-2-30\" is not a date; write it as 2026-11-22";
    check("calendar", &["2026-10-01"], "date", "2026-2-30", problem);
    check(
        "measures",
        &["BK-ZFCGSX", "ZFCG"],
        "valid_from",
        "2026-2-30",
        problem,
    );
    let weekday = "an adjusted working day must be a Saturday or Sunday; correct the date or the kind";
    check("calendar", &["2026-01-04"], "date", "2026-01-05", weekday);
    let said = refusal_of("measures", |table| {
        set(table, &["BK-ZFCGSX", "ZFCG"], "valid_from", "2026-02-01");
        set(table, &["BK-ZFCGSX", "ZFCG"], "valid_until", "2026-01-31");
    });
    assert!(
        said.ends_with("column valid_until: valid_until lies before valid_from; correct the dates"),
        "{said}"
    );
}

#[test]
fn an_ended_list_is_switched_on_only_with_both_dates() {
    let problem = "a measure of an ended list needs valid_from and valid_until to be enabled; \
                   fill in both or write no";
    check("measures", &["WT-YQSX", "ZFCG"], "enabled", "yes", problem);
    for given in ["valid_from", "valid_until"] {
        let said = refusal_of("measures", |table| {
            set(table, &["WT-YQSX", "ZFCG"], "enabled", "yes");
            set(table, &["WT-YQSX", "ZFCG"], given, "2026-01-01");
        });
        assert!(said.ends_with(problem), "{said}");
    }
    let mut tables = Tables::builtin().unwrap();
    let measures = table(&mut tables, "measures");
    set(measures, &["WT-YQSX", "ZFCG"], "enabled", "yes");
    set(measures, &["WT-YQSX", "ZFCG"], "valid_from", "2026-01-01");
    set(measures, &["WT-YQSX", "ZFCG"], "valid_until", "2026-12-31");
    let policy = Policy::from_tables(&tables).unwrap();
    assert!(policy.measures_of("WT-YQSX", "ZFCG")[0].enabled);
}

#[test]
fn rows_that_contradict_themselves() {
    let problem = "a red list cannot have the effect review; correct the effect or the list";
    check("measures", &["RD-AEO", "HGTG"], "effect", "review", problem);
    let problem = "a black list cannot have the effect priority; correct the effect or the list";
    check("measures", &["BK-ZFCGSX", "ZFCG"], "effect", "priority", problem);
    let problem = "by-law-conditional needs a condition; write one of: document, guide, basis";
    check("measures", &["BK-SXBZXR", "ZTB"], "condition", "", problem);
    let problem =
        "a condition goes with the strength by-law-conditional only; clear it or change the strength";
    check("measures", &["BK-ZFCGSX", "ZFCG"], "condition", "guide", problem);
}

#[test]
fn shapes() {
    let problem = "the cell holds a line break or control character; remove it";
    check("lists", &["BK-AQSC"], "name", "a\nb", problem);
    check("lists", &["BK-AQSC"], "authority", "\u{1b}[2J", problem);
    for url in [
        "javascript:alert(1)",
        "https://",
        "http://a b",
        "https://a\"onclick=x",
        "ftp://a.cn",
        "https://www.gov.cn@evil.example/",
    ] {
        let wanted = "an address that begins with https:// or http://";
        check(
            "links",
            &["loan"],
            "url",
            url,
            &format!("{url:?} cannot stand here; write {wanted}"),
        );
    }
    let problem = "\"3205\" cannot stand here; write six digits of GB/T 2260, or nothing for the nation";
    check("links", &["loan"], "region", "3205", problem);
    let problem =
        "\"名单\" cannot stand here; write at most 32 letters, digits, hyphens and underscores of ASCII";
    check("lists", &["BK-AQSC"], "code", "名单", problem);
    let problem = "\"1 2\" cannot stand here; write at most 32 letters, digits, dots and hyphens";
    check("pack", &["version"], "value", "1 2", problem);
}

#[test]
fn files_that_are_no_tables() {
    let said = |files: &[(&str, &str)]| Tables::from_csv(files).unwrap_err().to_string();
    assert_eq!(
        said(&[("README.md", "")]),
        "README.md: a pack has no such table; rename or remove this file"
    );
    assert_eq!(
        said(&[("pack.csv", "a"), ("pack.csv", "b")]),
        "pack.csv: the table is there twice; keep one"
    );
    assert_eq!(
        said(&[("pack.csv", "a\n1\n\n2\n")]),
        "pack.csv row 3: the line is blank; delete it"
    );
    let tables = Tables::from_csv(&[("pack.csv", "\u{feff}key,value\r\nname,\"a,b\"\r\n,\r\n\r\n")]).unwrap();
    assert_eq!(tables.tables[0].rows, [["name", "a,b"]]);
    assert!(
        Tables::from_csv(&[("pack.csv", "")]).unwrap().tables[0]
            .header
            .is_empty()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// A snapshot's tables are foreign: whatever stands in a cell, there is an answer.
    #[test]
    fn any_cell_may_hold_anything(table in 0usize..8, row in any::<prop::sample::Index>(),
                                  column in any::<prop::sample::Index>(), text in "\\PC*|[{}a-z|-]{0,12}") {
        let mut tables = Tables::builtin().unwrap();
        let rows = &mut tables.tables[table].rows;
        let row = row.index(rows.len());
        let column = column.index(rows[row].len());
        rows[row][column] = text;
        if let Err(error) = Policy::from_tables(&tables) {
            prop_assert!(error.table.ends_with(".csv"));
        }
    }
}
