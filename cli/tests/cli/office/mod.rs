//! `jrp office`: the folder, its ledger, and what a unit's file becomes.

mod faults;
mod guards;
mod month;
mod profile;
mod proof;
mod reports;
mod returned;
mod shapes;

use super::Folder;

/// Lists and units of a small office.
pub(crate) const SETTINGS: &str = r#"
publisher = "云澜区信用办"
region = "329902"
covers = ["BK-ZFCGSX", "BK-SXBZXR", "BK-ZDSSWF", "WT-XZCF"]
may_be_empty = ["BK-SXBZXR", "BK-ZDSSWF"]
archive = "archive"

[keys]
signing = ["keys/jrp.key"]
person = "keys/person.key"

[audiences]
government = "published/government"
public = "published/public"

[[unit]]
name = "财政局"
delivers = ["BK-ZFCGSX"]

[[unit]]
name = "市监局"
delivers = ["WT-XZCF"]
"#;

const HEADER: &str =
    "名单类型,主体类别,主体名称,证件类型,证件号码,文书号,认定单位,决定日期,列入日期,公示截止日期,状态\n";

/// Organisations with right codes; no real ones.
const CODES: [&str; 5] = super::published::CODES;

fn row(list: &str, at: usize, number: &str, day: &str) -> String {
    format!(
        "{list},法人,云澜第{at}纺织有限公司,统一社会信用代码,{},云财〔2026〕{number}号,财政局,{day},{day},2028-06-02,有效\n",
        CODES[at]
    )
}

/// An office with keys and nothing delivered.
fn office() -> Folder {
    let folder = Folder::new();
    folder.succeeds("office init o --publisher 云澜区信用办 --region 329902 --now 2026-11-02T08:00:00+08:00");
    folder.succeeds("keygen --out o/keys --suite ed25519-blake3");
    folder.write("o/office.toml", SETTINGS);
    folder
}

fn at(day: u32) -> String {
    format!("--now 2026-11-{day:02}T09:00:00+08:00")
}

/// Two lists delivered, one row of three cannot be read.
fn delivered() -> Folder {
    let folder = office();
    let bad = row("BK-ZFCGSX", 2, "3", "2026-10-12").replace("2028-06-02", "明年");
    let good = [
        row("BK-ZFCGSX", 0, "1", "2026-10-12"),
        row("BK-ZFCGSX", 1, "2", "2026-10-13"),
    ]
    .concat();
    folder.write("f.csv", [HEADER, &good, &bad].concat());
    folder.succeeds(&format!("office receive o f.csv --from 财政局 --by 王 {}", at(3)));
    folder.write("m.csv", [HEADER, &row("WT-XZCF", 3, "9", "2026-10-30")].concat());
    folder.succeeds(&format!("office receive o m.csv --from 市监局 {}", at(3)));
    folder
}

fn check(folder: &Folder, day: u32, audience: &str, code: &str) -> i32 {
    folder
        .run(&format!(
            "check --snapshot o/published/{audience} --trust o/keys/jrp.pub --scenario ZFCG --credit-code {code} {}",
            at(day)
        ))
        .code
}

#[test]
fn what_was_delivered_is_published_and_what_cannot_be_read_goes_back() {
    let folder = delivered();
    let returns = folder.names("o/returns");
    assert_eq!(returns, ["000002-财政局.xlsx"]);
    let said = folder.succeeds(&format!("office publish o {}", at(4)));
    assert!(said.contains("no. 1, a base"), "{said}");
    assert!(said.lines().last().unwrap().starts_with("next: "), "{said}");
    for audience in ["government", "public"] {
        assert_eq!(check(&folder, 4, audience, CODES[0]), 12, "{audience}");
        // The row that went back still speaks.
        assert_eq!(check(&folder, 4, audience, CODES[2]), 20, "{audience}");
        assert_eq!(check(&folder, 4, audience, CODES[4]), 0, "{audience}");
    }
    let verified = folder.succeeds(&format!("office verify o {}", at(4)));
    assert!(verified.contains("published  public no. 1"), "{verified}");
}

#[test]
fn a_repair_outlasts_the_next_whole_delivery_and_a_newer_listing_outlasts_the_repair() {
    let folder = delivered();
    folder.succeeds(&format!("office publish o {}", at(4)));
    let said = folder.succeeds(&format!(
        "office repair o --code {} --asked-by 财政局 --document 云信修1 {}",
        CODES[0],
        at(5)
    ));
    assert!(said.contains("by 2026-11-06"), "{said}");
    folder.succeeds(&format!("office publish o {}", at(6)));
    assert_eq!(check(&folder, 6, "public", CODES[0]), 0);
    // The unit has not heard of it and delivers the row again, in another order.
    let rows = [
        row("BK-ZFCGSX", 1, "2", "2026-10-13"),
        row("BK-ZFCGSX", 0, "1", "2026-10-12"),
    ]
    .concat();
    folder.write("f2.csv", [HEADER, &rows].concat());
    folder.succeeds(&format!("office receive o f2.csv --from 财政局 {}", at(9)));
    folder.succeeds(&format!("office publish o {}", at(9)));
    assert_eq!(check(&folder, 9, "public", CODES[0]), 0);
    assert_eq!(check(&folder, 9, "public", CODES[1]), 12);
    // A new listing of the same company is none of the repair's business.
    let rows = [rows, row("BK-ZFCGSX", 0, "7", "2026-11-09")].concat();
    folder.write("f3.csv", [HEADER, &rows].concat());
    folder.succeeds(&format!("office receive o f3.csv --from 财政局 {}", at(10)));
    folder.succeeds(&format!("office publish o {}", at(10)));
    assert_eq!(check(&folder, 10, "public", CODES[0]), 12);
    let history = folder.succeeds(&format!("office show o --code {} --history {}", CODES[0], at(10)));
    for told in [
        "delivered  财政局",
        "published  public no. 1",
        "repair  财政局, 云信修1",
        "unpublished  public no. 2",
    ] {
        assert!(history.contains(told), "{told}: {history}");
    }
}

#[test]
fn of_several_records_the_one_that_is_meant_is_changed() {
    let folder = office();
    let rows = [
        row("BK-ZFCGSX", 0, "1", "2026-10-12"),
        row("BK-ZFCGSX", 0, "2", "2026-10-13"),
    ]
    .concat();
    folder.write("f.csv", [HEADER, &rows].concat());
    folder.succeeds(&format!("office receive o f.csv --from 财政局 {}", at(3)));
    let ledger = folder.read("o/ledger.jsonl");
    let done = folder.run(&format!("office repair o --name 第0纺织 {}", at(5)));
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(
        done.err
            .contains("2 records stand under it; name one with --record"),
        "{}",
        done.err
    );
    assert_eq!(folder.read("o/ledger.jsonl"), ledger);
    let second = done
        .out
        .lines()
        .find(|line| line.contains("〔2026〕2号"))
        .unwrap();
    let id = second.split_whitespace().next().unwrap();
    folder.succeeds(&format!("office repair o --record {id} {}", at(5)));
    let shown = folder.succeeds(&format!("office show o --code {} {}", CODES[0], at(5)));
    assert_eq!(shown.matches("active").count(), 1, "{shown}");
    assert_eq!(shown.matches("repaired").count(), 1, "{shown}");
    let ledger = folder.read("o/ledger.jsonl");
    let again = folder.succeeds(&format!("office repair o --record {id} {}", at(5)));
    assert!(again.contains("entered already, line"), "{again}");
    let other = folder.run(&format!("office revoke o --record {id} {}", at(5)));
    assert!(
        other.err.contains("is repaired already, by line"),
        "{}",
        other.err
    );
    let none = folder.run(&format!("office revoke o --record 0000000 {}", at(5)));
    assert!(
        none.err.contains("--record 0000000: no record stands"),
        "{}",
        none.err
    );
    assert_eq!(folder.read("o/ledger.jsonl"), ledger);
}

/// Rows of one decision may tell a former name each, and all lead to its record.
#[test]
fn a_repair_by_any_former_name_ends_the_one_record_that_has_it() {
    let header = HEADER.replace("主体名称", "主体名称,曾用名");
    let named = |row: String, former: &str| row.replace("纺织有限公司", &format!("纺织有限公司,{former}"));
    let former = ["江州汀兰织造有限公司", "江州榆汀织造有限公司"];
    let rows = [
        named(row("BK-ZFCGSX", 0, "1", "2026-10-12"), former[0]),
        named(row("BK-ZFCGSX", 0, "1", "2026-10-12"), former[1]),
        named(row("BK-ZFCGSX", 1, "2", "2026-10-12"), ""),
    ];
    let asked = |folder: &Folder, name: &str| {
        folder
            .run(&format!(
                "check --snapshot o/published/government --trust o/keys/jrp.pub --scenario ZFCG --name {name} {}",
                at(6)
            ))
            .code
    };
    for by in former {
        let folder = office();
        folder.write("f.csv", [header.as_str(), &rows.concat()].concat());
        folder.succeeds(&format!("office receive o f.csv --from 财政局 {}", at(3)));
        folder.write("m.csv", [HEADER, &row("WT-XZCF", 3, "9", "2026-10-30")].concat());
        folder.succeeds(&format!("office receive o m.csv --from 市监局 {}", at(3)));
        folder.succeeds(&format!("office publish o {}", at(5)));
        assert_eq!(former.map(|name| asked(&folder, name)), [10, 10]);
        let shown = folder.succeeds(&format!("office show o --name {by} {}", at(5)));
        assert_eq!(shown.matches("active").count(), 1, "{shown}");
        folder.succeeds(&format!("office repair o --name {by} {}", at(5)));
        folder.succeeds(&format!("office publish o {}", at(6)));
        assert_eq!(former.map(|name| asked(&folder, name)), [0, 0]);
        assert_eq!(check(&folder, 6, "government", CODES[0]), 0);
        assert_eq!(check(&folder, 6, "government", CODES[1]), 12);
    }
}

#[test]
fn nothing_is_entered_twice_or_from_strangers_or_for_another_list() {
    let folder = delivered();
    let ledger = folder.read("o/ledger.jsonl");
    let again = folder.succeeds(&format!("office receive o f.csv --from 财政局 {}", at(3)));
    assert!(again.contains("came in already, line 2 of the ledger"), "{again}");
    assert_eq!(folder.read("o/ledger.jsonl"), ledger);
    for (line, told) in [
        (
            "office receive o f.csv --from 财政局 --on 2026-11-05",
            "lies after today, 2026-11-04",
        ),
        (
            "office receive o f.csv --from 税务局",
            "is not a unit of office.toml; the units are 财政局, 市监局",
        ),
        (
            "office receive o f.csv --from 市监局 --list WT-XZCF",
            "row 2 is on the list BK-ZFCGSX",
        ),
        (
            "office receive o f.csv --from 市监局 --list NONE",
            "is not a list of the policy pack",
        ),
        ("office init o --publisher 甲", "is there already"),
        ("office show p", "holds no office.toml"),
    ] {
        let done = folder.run(&format!("{line} {}", at(4)));
        assert!(done.code != 0 && done.err.contains(told), "{line}: {}", done.err);
    }
}

#[test]
fn an_office_that_was_made_is_not_made_twice() {
    let folder = office();
    let init = "office init o --publisher 云澜区信用办 --region 329902 --now 2026-11-02T09:00:00+08:00";
    let before = folder.read("o/ledger.jsonl");
    folder.succeeds(init);
    assert!(folder.read("o/ledger.jsonl") == before);
    folder.fails(1, &init.replace("云澜区", "别区"), &["is there already"]);
    let folder = delivered();
    folder.fails(1, init, &["is there already"]);
}

#[test]
fn a_dry_run_writes_nothing_and_json_says_what_comes_next() {
    let folder = delivered();
    let before = folder.read("o/ledger.jsonl");
    folder.write(
        "g.csv",
        [HEADER, &row("BK-ZFCGSX", 4, "8", "2026-10-12")].concat(),
    );
    for line in [
        "office receive o g.csv --from 财政局 --part".to_owned(),
        format!("office repair o --code {}", CODES[0]),
        "office publish o".to_owned(),
        "office case add o --kind work --unit 财政局 --handled 宣传 --outcome 已办".to_owned(),
    ] {
        let out = folder.succeeds(&format!("{line} --dry-run --json {}", at(4)));
        let value: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(value["dryRun"], true, "{line}");
        assert!(
            value["next"].as_str().is_some_and(|next| !next.is_empty()),
            "{line}"
        );
    }
    assert_eq!(folder.read("o/ledger.jsonl"), before);
    assert_eq!(folder.names("o/inbox").len(), 2);
    assert!(!folder.path("o/published").exists());
}
