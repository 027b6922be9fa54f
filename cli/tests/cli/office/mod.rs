//! `jrp office`: the folder, its ledger, and what a unit's file becomes.

mod faults;
mod month;

use super::Folder;
use std::fs;
use std::process::{Command, Stdio};

/// Lists and units of a small office.
const SETTINGS: &str = r#"
publisher = "云澜区信用办"
region = "329902"
covers = ["BK-ZFCGSX", "BK-SXBZXR", "BK-ZDSSWF", "WT-XZCF"]
may_be_empty = ["BK-SXBZXR", "BK-ZDSSWF"]

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
    let again = folder.run(&format!("office repair o --record {id} {}", at(5)));
    assert!(again.err.contains("no record stands under it"), "{}", again.err);
}

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
fn nothing_is_entered_twice_or_from_strangers_or_for_another_list() {
    let folder = delivered();
    for (line, told) in [
        (
            "office receive o f.csv --from 财政局",
            "came in already, line 2 of the ledger",
        ),
        (
            "office receive o f.csv --from 税务局",
            "is no unit of office.toml; the units are 财政局, 市监局",
        ),
        (
            "office receive o f.csv --from 市监局 --list WT-XZCF",
            "row 2 is on the list BK-ZFCGSX",
        ),
        (
            "office receive o f.csv --from 市监局 --list NONE",
            "is no list of the policy pack",
        ),
        ("office init o --publisher 甲", "is there already"),
        ("office show p", "holds no office.toml"),
    ] {
        let done = folder.run(&format!("{line} {}", at(4)));
        assert!(done.code != 0 && done.err.contains(told), "{line}: {}", done.err);
    }
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

#[test]
fn records_and_publications_come_back_from_ledger_and_inbox() {
    let folder = delivered();
    folder.succeeds(&format!("office publish o {}", at(4)));
    folder.succeeds(&format!("office repair o --code {} {}", CODES[0], at(5)));
    let table = "o/records/BK-ZFCGSX/000002.csv";
    let stands = folder.read(table);
    for lost in ["records", "published", "returns"] {
        fs::remove_dir_all(folder.path(&format!("o/{lost}"))).unwrap();
    }
    let done = folder.run(&format!("office verify o {}", at(6)));
    assert_eq!(done.code, 1, "{}", done.out);
    // The ledger remembers the sequence: hosts take what comes next.
    let said = folder.succeeds(&format!("office publish o {}", at(6)));
    assert!(said.contains("no. 2, a base"), "{said}");
    assert_eq!(folder.read(table), stands);
    assert_eq!(check(&folder, 6, "public", CODES[0]), 0);
    folder.succeeds(&format!("office verify o {}", at(6)));
}

#[test]
fn whatever_is_altered_is_seen() {
    let folder = delivered();
    folder.succeeds(&format!("office publish o {}", at(4)));
    let first = |place: &str| format!("{place}/{}", folder.names(place)[0]);
    let published = folder.names("o/published/public");
    let snapshot = published.iter().find(|name| name.ends_with(".jrp")).unwrap();
    for file in [
        "o/ledger.jsonl".to_owned(),
        first("o/inbox"),
        "o/records/BK-ZFCGSX/000002.csv".to_owned(),
        format!("o/published/public/{snapshot}"),
    ] {
        let good = folder.read(&file);
        let mut bad = good.clone();
        bad[good.len() / 2] ^= 1;
        folder.write(&file, &bad);
        let done = folder.run(&format!("office verify o {}", at(5)));
        assert_eq!(done.code, 1, "{file}: {}", done.out);
        folder.write(&file, &good);
        folder.succeeds(&format!("office verify o {}", at(5)));
    }
}

#[cfg(unix)]
#[test]
fn what_lies_in_clear_is_not_for_everybody() {
    use std::os::unix::fs::PermissionsExt;
    let folder = delivered();
    let mut ahead = ["inbox", "records", "returns"]
        .map(|name| folder.path(&format!("o/{name}")))
        .to_vec();
    ahead.push(folder.path("o/ledger.jsonl"));
    let mut seen = 0;
    while let Some(path) = ahead.pop() {
        let about = fs::metadata(&path).unwrap();
        assert_eq!(about.permissions().mode() & 0o007, 0, "{}", path.display());
        seen += 1;
        if about.is_dir() {
            ahead.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    assert!(seen > 8, "{seen}");
}

#[test]
fn two_people_at_once_wait_for_each_other() {
    let folder = delivered();
    let commands: Vec<_> = (0..4)
        .map(|n| {
            folder.write(
                &format!("p{n}.csv"),
                [HEADER, &row("BK-ZFCGSX", 4, &format!("5{n}"), "2026-10-12")].concat(),
            );
            Command::new(env!("CARGO_BIN_EXE_jrp"))
                .args([
                    "office",
                    "receive",
                    "o",
                    &format!("p{n}.csv"),
                    "--from",
                    "财政局",
                    "--part",
                ])
                .args(at(4).split(' '))
                .current_dir(folder.path(""))
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut command in commands {
        assert!(command.wait().unwrap().success());
    }
    let shown = folder.succeeds(&format!("office show o --code {} {}", CODES[4], at(4)));
    assert_eq!(shown.matches("active").count(), 4, "{shown}");
    let text = String::from_utf8(folder.read("o/ledger.jsonl")).unwrap();
    assert_eq!(text.lines().count(), 7);
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
