//! What stops a publication, and what is said of it.

use super::{CODES, HEADER, SETTINGS, at, check, delivered, office, row};

#[test]
fn an_objection_asks_for_a_review_until_it_is_settled_and_a_court_has_three_days() {
    let folder = delivered();
    let said = folder.succeeds(&format!(
        "office object o --code {} --court --on 2026-11-06 {}",
        CODES[0],
        at(6)
    ));
    assert!(said.contains("by 2026-11-11"), "{said}");
    folder.succeeds(&format!("office publish o {}", at(6)));
    assert_eq!(check(&folder, 6, "government", CODES[0]), 10);
    let late = folder.run(&format!("office publish o {}", at(12)));
    assert!(
        late.err.contains("was due on 2026-11-11 and is not decided"),
        "{}",
        late.err
    );
    folder.write(
        "o/office.toml",
        format!("{SETTINGS}\n[guards]\nlate_change = \"stop\"\n"),
    );
    let stopped = folder.run(&format!("office publish o {}", at(12)));
    assert_eq!(
        (stopped.code, stopped.err.contains("nothing was published")),
        (1, true),
        "{}",
        stopped.err
    );
    folder.succeeds(&format!(
        "office object o --code {} --settled {}",
        CODES[0],
        at(12)
    ));
    folder.succeeds(&format!("office publish o {}", at(12)));
    assert_eq!(check(&folder, 12, "government", CODES[0]), 12);
}

#[test]
fn what_looks_like_an_accident_is_not_published() {
    let folder = delivered();
    folder.succeeds(&format!("office publish o {}", at(4)));
    folder.succeeds(&format!(
        "office receive o --from 财政局 --list BK-ZFCGSX --zero {}",
        at(5)
    ));
    let done = folder.run(&format!("office publish o {}", at(5)));
    assert_eq!(done.code, 1);
    assert!(
        done.err
            .contains("BK-ZFCGSX is covered, had 2 records and has none"),
        "{}",
        done.err
    );
    assert_eq!(check(&folder, 5, "public", CODES[0]), 12);
    folder.succeeds(&format!("office publish o --allow-shrink {}", at(5)));
    assert_eq!(check(&folder, 5, "public", CODES[0]), 0);
}

#[test]
fn a_short_list_is_judged_by_records_and_a_repair_is_no_loss() {
    let folder = office();
    let rows: String = (0..5)
        .map(|at| row("BK-ZFCGSX", at, &at.to_string(), "2026-10-12"))
        .collect();
    folder.write("f.csv", [HEADER, &rows].concat());
    folder.succeeds(&format!("office receive o f.csv --from 财政局 {}", at(3)));
    folder.succeeds(&format!(
        "office receive o --from 市监局 --list WT-XZCF --zero {}",
        at(3)
    ));
    folder.write(
        "o/office.toml",
        format!("{SETTINGS}\n[guards]\nmax_shrink_small = 2\n"),
    );
    folder.succeeds(&format!("office publish o {}", at(4)));
    folder.succeeds(&format!("office repair o --code {} {}", CODES[0], at(5)));
    // Three of four that nobody repaired are gone.
    folder.write(
        "g.csv",
        [HEADER, &row("BK-ZFCGSX", 4, "4", "2026-10-12")].concat(),
    );
    folder.succeeds(&format!("office receive o g.csv --from 财政局 {}", at(5)));
    let done = folder.run(&format!("office publish o {}", at(5)));
    assert!(
        done.err.contains("loses 3 of 5 records that nobody repaired"),
        "{}",
        done.err
    );
    // Two are within what office.toml allows.
    let rows: String = (3..5)
        .map(|at| row("BK-ZFCGSX", at, &at.to_string(), "2026-10-12"))
        .collect();
    folder.write("h.csv", [HEADER, &rows].concat());
    folder.succeeds(&format!("office receive o h.csv --from 财政局 {}", at(6)));
    folder.succeeds(&format!("office publish o {}", at(6)));
}

#[test]
fn a_unit_that_is_late_is_named_and_stops_where_the_office_says_so() {
    let folder = office();
    folder.write(
        "f.csv",
        [HEADER, &row("BK-ZFCGSX", 0, "1", "2026-10-12")].concat(),
    );
    folder.succeeds(&format!("office receive o f.csv --from 财政局 {}", at(3)));
    folder.write(
        "o/office.toml",
        format!("{SETTINGS}\n[guards]\nlate_unit = \"stop\"\nshrink = \"say\"\n"),
    );
    // On the fifth nobody is late.
    folder.succeeds(&format!("office publish o {}", at(5)));
    let done = folder.run(&format!("office publish o {}", at(6)));
    assert!(
        done.err
            .contains("市监局 has not delivered WT-XZCF, due on 2026-11-05"),
        "{}",
        done.err
    );
    folder.succeeds(&format!(
        "office receive o --from 市监局 --list WT-XZCF --zero {}",
        at(6)
    ));
    folder.succeeds(&format!("office publish o {}", at(6)));
}

#[test]
fn a_list_of_persons_alone_is_empty_for_the_public_and_stops_nothing() {
    let folder = office();
    let person = "BK-SXBZXR,自然人,璩濯珩,居民身份证,329902199001132159,执1,人民法院,2026-05-18,2026-05-18,2028-05-18,有效\n";
    folder.write("f.csv", [HEADER, person].concat());
    folder.succeeds(&format!("office receive o f.csv --from 财政局 {}", at(3)));
    let done = folder.succeeds(&format!("office publish o --allow-shrink {}", at(4)));
    assert!(done.contains("for public: no. 1, a base, 0 records"), "{done}");
    let ledger = String::from_utf8(folder.read("o/ledger.jsonl")).unwrap();
    folder.succeeds(&format!("office repair o --code 329902199001132159 {}", at(4)));
    assert!(!ledger.contains("329902199001132159"));
    assert!(
        !String::from_utf8(folder.read("o/ledger.jsonl"))
            .unwrap()
            .contains("329902199001132159")
    );
}

#[test]
fn a_dry_run_tells_what_each_list_would_gain_and_lose_and_what_would_stop_it() {
    let folder = delivered();
    let foresee = |day: u32| folder.run(&format!("office publish o --dry-run {}", at(day)));
    let said = foresee(4);
    assert_eq!(said.code, 0, "{}", said.err);
    let line = "BK-ZFCGSX: 2 records, 2 new, 0 gone, 1 row unread";
    assert_eq!(said.out.matches(line).count(), 2, "{}", said.out);
    folder.succeeds(&format!("office publish o {}", at(4)));
    folder.succeeds(&format!("office repair o --code {} {}", CODES[0], at(5)));
    folder.write(
        "g.csv",
        [HEADER, &row("BK-ZFCGSX", 4, "8", "2026-10-12")].concat(),
    );
    folder.succeeds(&format!("office receive o g.csv --from 财政局 --part {}", at(5)));
    let said = foresee(5);
    let line = "BK-ZFCGSX: 2 records, 1 new, 1 gone, 1 row unread";
    assert!(said.out.contains(line), "{}", said.out);
    folder.succeeds(&format!(
        "office receive o --from 财政局 --list BK-ZFCGSX --zero {}",
        at(5)
    ));
    let ledger = folder.read("o/ledger.jsonl");
    let said = foresee(5);
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(
        said.out
            .contains("BK-ZFCGSX: 0 records, 0 new, 2 gone, 0 rows unread"),
        "{}",
        said.out
    );
    assert!(
        said.err.contains("is covered, had 2 records and has none"),
        "{}",
        said.err
    );
    assert!(said.err.contains("--allow-shrink"), "{}", said.err);
    let json = folder.run(&format!("office publish o --dry-run --json {}", at(5)));
    let value: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(value["stops"].as_array().unwrap().len(), 1);
    assert_eq!(value["published"][0]["foreseen"][0]["gone"], 2);
    assert_eq!(folder.read("o/ledger.jsonl"), ledger);
}

#[test]
fn what_an_office_is_warned_of_names_its_settings_and_no_options() {
    let folder = office();
    let of_office = SETTINGS.split("[[unit]]").next().unwrap();
    let bare = of_office
        .lines()
        .filter(|line| !line.starts_with("covers") && !line.starts_with("may_be_empty"));
    folder.write(
        "o/office.toml",
        format!("covers = []\n{}\n", bare.collect::<Vec<_>>().join("\n")),
    );
    let done = folder.run(&format!("office publish o {}", at(3)));
    assert!(
        done.err.contains("`covers` of office.toml") && !done.err.contains("--covers"),
        "{}",
        done.err
    );
    assert_eq!(done.err.matches("`covers`").count(), 1, "{}", done.err);
    folder.write("f.csv", "x");
    let from = format!("office receive o f.csv --from 财政局 {}", at(3));
    folder.fails(2, &from, &["it names none yet", "[[unit]]"]);
}
