//! What an office does where its ledger or its logs are lost or old, where a command comes twice, and where a unit's rows and
//! the office's changes meet. `cli/tests/cli/office` has the rest.

use super::*;
use jrp_core::suite::{PersonKey, SigningKey, Suite};
use std::fs;

const SETTINGS: &str = r#"
publisher = "云澜区信用办"
region = "329902"
covers = ["BK-ZFCGSX"]
[keys]
signing = ["k"]
[audiences]
government = "published/government"
public = "published/public"
[[unit]]
name = "财政局"
delivers = ["BK-ZFCGSX"]
"#;

const HEADER: &str =
    "名单类型,主体类别,主体名称,证件类型,证件号码,文书号,认定单位,决定日期,列入日期,公示截止日期,状态\n";

/// Right credit codes; no real ones.
const CODES: [&str; 3] = ["91329902MA9BATDJ57", "91329902MAGPM1QY5W", "91329902MAH4533P0N"];

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        init(&desk.path("o"), "云澜区信用办", "329902", now(2), None, false).unwrap();
        fs::write(desk.path("o/office.toml"), SETTINGS).unwrap();
        desk
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn open_as(&self, day: u32, accept_loss: bool) -> Result<Office, OfficeError> {
        let settings = Settings::read(&self.path("o"))?;
        let opening = Opening {
            now: now(day),
            by: None,
            dry_run: false,
            accept_loss,
        };
        Office::open(&self.path("o"), settings, PolicyPack::builtin().unwrap(), opening)
    }

    fn open(&self, day: u32) -> Office {
        self.open_as(day, false).unwrap()
    }

    fn receive(&self, day: u32, rows: &[String]) -> Received {
        fs::write(self.path("f.csv"), [HEADER, &rows.concat()].concat()).unwrap();
        let receiving = Receiving {
            from: "财政局".to_owned(),
            list: None,
            profile: None,
            part: false,
            on: now(day).beijing_date(),
        };
        self.open(day).receive(&self.path("f.csv"), &receiving).unwrap()
    }

    fn publish(&self, day: u32, options: PublishOptions) -> Result<OfficePublished, OfficeError> {
        let keys = || {
            Ok::<_, OfficeError>(OfficeKeys {
                signing: vec![SigningKey::from_seed(Suite::Ed25519Blake3, &[7; 32]).unwrap()],
                person: Some(PersonKey::from_bytes([7; 32])),
            })
        };
        self.open_as(day, false)?.publish(keys, options, &|_| ())
    }

    fn published(&self, day: u32) -> OfficePublished {
        self.publish(day, PublishOptions::default()).unwrap()
    }

    fn change(&self, day: u32, change: ChangeKind, court: bool) -> Result<Choice, OfficeError> {
        self.open(day).change(&Changing {
            change,
            asked: Asked {
                code: Some(CODES[0].to_owned()),
                ..Asked::default()
            },
            record: None,
            noticed: now(day).beijing_date(),
            court,
            asked_by: None,
            document: None,
        })
    }

    fn lines(&self) -> Vec<String> {
        let text = fs::read_to_string(self.path("o/ledger.jsonl")).unwrap();
        text.lines().map(str::to_owned).collect()
    }

    /// The ledger as it was when it had so many lines.
    fn restore(&self, lines: usize) {
        let all = self.lines();
        let old: String = all.iter().take(lines).map(|line| format!("{line}\n")).collect();
        fs::write(self.path("o/ledger.jsonl"), old).unwrap();
    }
}

fn now(day: u32) -> Timestamp {
    Timestamp::parse(&format!("2026-11-{day:02}T09:00:00+08:00")).unwrap()
}

fn row(at: usize, document: &str) -> String {
    format!(
        "BK-ZFCGSX,法人,云澜第{at}纺织有限公司,统一社会信用代码,{},{document},财政局,2026-10-12,2026-10-12,2028-06-02,有效\n",
        CODES[at]
    )
}

fn refused<T>(result: Result<T, OfficeError>) -> String {
    match result {
        Ok(_) => panic!("it was done"),
        Err(error) => error.to_string(),
    }
}

/// An office whose record 0 was delivered, published, repaired and published without.
fn repaired() -> Desk {
    let desk = Desk::new();
    desk.receive(3, &[row(0, "甲1"), row(1, "甲2")]);
    desk.published(4);
    desk.change(5, ChangeKind::Repair, false).unwrap();
    desk.published(5);
    desk
}

#[test]
fn a_ledger_that_lost_lines_publishes_nothing_until_that_is_accepted() {
    let desk = repaired();
    let whole = desk.lines().len();
    for lines in 1..whole - 1 {
        let kept = fs::read(desk.path("o/ledger.jsonl")).unwrap();
        desk.restore(lines);
        for lost in ["records", "published", "logs"] {
            // Any one of these alone still knows better.
            let away = desk.path("away");
            fs::rename(desk.path(&format!("o/{lost}")), &away).unwrap();
            let told = refused(desk.publish(6, PublishOptions::default()));
            assert!(told.contains("lacks lines"), "{lines} {lost}: {told}");
            fs::rename(&away, desk.path(&format!("o/{lost}"))).unwrap();
        }
        fs::write(desk.path("o/ledger.jsonl"), kept).unwrap();
    }
    desk.restore(1);
    desk.open_as(7, true).unwrap().rebuild().unwrap();
    // What was published counts, though the ledger never told of its records.
    let told = refused(desk.publish(7, PublishOptions::default()));
    assert!(
        told.contains("BK-ZFCGSX is covered, had 1 records and has none"),
        "{told}"
    );
    desk.receive(7, &[row(1, "甲2")]);
    desk.published(7);
}

#[test]
fn a_new_ledger_is_not_made_where_an_office_was() {
    let desk = repaired();
    fs::remove_file(desk.path("o/ledger.jsonl")).unwrap();
    let told = refused(init(
        &desk.path("o"),
        "云澜区信用办",
        "329902",
        now(6),
        None,
        false,
    ));
    assert!(told.contains("restore ledger.jsonl from a copy"), "{told}");
}

#[test]
fn a_log_that_is_lost_is_begun_anew_only_where_that_is_asked_for() {
    let desk = repaired();
    for lost in ["records", "published", "logs"] {
        fs::remove_dir_all(desk.path(&format!("o/{lost}"))).unwrap();
    }
    let told = refused(desk.publish(6, PublishOptions::default()));
    assert!(told.contains("begin a new log"), "{told}");
    let anew = PublishOptions {
        new_log: true,
        ..PublishOptions::default()
    };
    let published = desk.publish(6, anew).unwrap();
    let manifest = &published.released[0].published.as_ref().unwrap().manifest;
    assert_eq!(manifest.sequence(), 3);
    desk.published(7);
}

#[test]
fn the_same_command_once_more_is_done_already_and_brings_records_up() {
    let desk = Desk::new();
    let rows = [row(0, "甲1"), row(1, "甲2")];
    let first = desk.receive(3, &rows);
    desk.change(5, ChangeKind::Repair, false).unwrap();
    let lines = desk.lines();
    let table = desk.path("o/records/BK-ZFCGSX/000002.csv");
    let stands = fs::read(&table).unwrap();
    fs::write(&table, "stale").unwrap();
    let Choice::Changed(again) = desk.change(5, ChangeKind::Repair, false).unwrap() else {
        panic!("several");
    };
    assert!(again.is_done && again.line == Some(3));
    fs::remove_file(&table).unwrap();
    let again = desk.receive(3, &rows);
    assert!(again.is_done && again.line == first.line);
    assert_eq!((desk.lines(), fs::read(&table).unwrap()), (lines, stands));
    let told = refused(desk.change(6, ChangeKind::Repair, false));
    assert!(told.contains("is repaired already, by line 3"), "{told}");
}

#[test]
fn an_unchanged_list_is_delivered_anew_on_another_day() {
    let desk = Desk::new();
    desk.receive(3, &[row(0, "甲1")]);
    let again = desk.receive(9, &[row(0, "甲1")]);
    assert_eq!(
        (again.line, again.unchanged_since, again.is_done),
        (Some(3), Some(2), false)
    );
    desk.published(9);
}

#[test]
fn a_courts_proof_about_a_record_that_its_unit_delivers_no_more_is_decided_all_the_same() {
    for mended in [vec![], vec![row(0, "甲1").replace("有效", "已修复")]] {
        let desk = Desk::new();
        let stops = format!("{SETTINGS}\n[guards]\nlate_change = \"stop\"\n");
        fs::write(desk.path("o/office.toml"), stops).unwrap();
        desk.receive(3, &[row(0, "甲1"), row(1, "甲2")]);
        desk.change(5, ChangeKind::Object, true).unwrap();
        desk.receive(6, &[mended, vec![row(1, "甲2")]].concat());
        let told = refused(desk.publish(16, PublishOptions::default()));
        assert!(told.contains("a court's proof"), "{told}");
        desk.change(16, ChangeKind::Settle, false).unwrap();
        desk.published(16);
    }
}

#[test]
fn a_repaired_record_that_comes_back_called_otherwise_is_told() {
    let as_organisation = row(0, "甲9")
        .replace("统一社会信用代码", "组织机构代码")
        .replace(CODES[0], &CODES[0][8..17]);
    let without_number = row(0, "甲9")
        .replace("统一社会信用代码", "")
        .replace(CODES[0], "");
    let later = row(0, "甲1").replace("2026-10-12", "2026-11-06");
    let other = row(2, "甲9");
    let new_listing = later.replace("甲1", "甲7");
    for (row, is_told) in [
        (as_organisation, true),
        (without_number, true),
        (later, true),
        (other, false),
        (new_listing, false),
    ] {
        let desk = repaired();
        desk.receive(7, &[row.clone(), self::row(1, "甲2")]);
        let said = desk.published(7).said;
        let told = said.iter().any(|said| said.contains("called otherwise"));
        assert_eq!(told, is_told, "{row}: {said:?}");
    }
}

#[test]
fn records_that_their_unit_says_are_over_are_no_loss() {
    for (from, to) in [("有效", "已修复"), ("2028-06-02", "2026-11-01")] {
        let desk = Desk::new();
        fs::write(
            desk.path("o/office.toml"),
            format!("{SETTINGS}\n[guards]\nmax_shrink_small = 0\n"),
        )
        .unwrap();
        desk.receive(3, &[row(0, "甲1"), row(1, "甲2")]);
        desk.published(4);
        desk.receive(5, &[row(0, "甲1").replace(from, to), row(1, "甲2")]);
        desk.published(5);
        desk.receive(6, &[row(0, "甲1").replace(from, to)]);
        let told = refused(desk.publish(6, PublishOptions::default()));
        assert!(told.contains("had 1 records and has none"), "{told}");
    }
}

#[test]
fn what_went_back_to_the_units_is_made_anew() {
    let desk = Desk::new();
    desk.receive(3, &[row(0, "甲1").replace("2028-06-02", "明年"), row(1, "甲2")]);
    let returned = desk.path("o/returns/000002-财政局.xlsx");
    let bytes = fs::read(&returned).unwrap();
    fs::remove_dir_all(desk.path("o/returns")).unwrap();
    desk.open(4).rebuild().unwrap();
    assert_eq!(fs::read(&returned).unwrap(), bytes);
}

#[test]
fn a_case_is_of_a_list_of_its_kind() {
    let desk = Desk::new();
    let case = |case, list: &str| Case {
        case,
        unit: "财政局".to_owned(),
        on: now(3).beijing_date(),
        list: Some(list.to_owned()),
        scenario: None,
        handled: "某公司投标时查得".to_owned(),
        outcome: "已处理".to_owned(),
    };
    for (kind, list, is_right) in [
        (CaseKind::Punish, "RD-ANSR", false),
        (CaseKind::Reward, "BK-ZFCGSX", false),
        (CaseKind::Punish, "BK-ZFCGSX", true),
        (CaseKind::Reward, "RD-ANSR", true),
        (CaseKind::Work, "RD-ANSR", true),
    ] {
        let added = desk.open(3).add_case(case(kind, list));
        assert_eq!(added.is_ok(), is_right, "{kind:?} {list}");
    }
}

#[test]
fn a_table_in_records_that_nobody_delivered_is_seen() {
    let desk = repaired();
    let keys = || {
        vec![
            SigningKey::from_seed(Suite::Ed25519Blake3, &[7; 32])
                .unwrap()
                .public(),
        ]
    };
    let faults = |desk: &Desk| {
        desk.open(6)
            .verify(keys(), Some(&PersonKey::from_bytes([7; 32])))
            .unwrap()
            .faults
    };
    assert_eq!(faults(&desk), [""; 0]);
    fs::write(desk.path("o/records/BK-ZFCGSX/000099.csv"), HEADER).unwrap();
    let told = faults(&desk);
    assert!(
        told.len() == 1 && told[0].contains("000099.csv: does not follow"),
        "{told:?}"
    );
}

#[test]
fn messages_of_the_library_name_no_command_and_no_option() {
    let texts = [
        include_str!("error.rs"),
        include_str!("acts.rs"),
        include_str!("case.rs"),
        include_str!("change.rs"),
        include_str!("guard.rs"),
        include_str!("mended.rs"),
        include_str!("receive.rs"),
        include_str!("settings.rs"),
        include_str!("table.rs"),
        include_str!("verify.rs"),
        include_str!("report/mod.rs"),
        include_str!("report/period.rs"),
    ];
    for text in texts {
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            let is_of_command = line.contains("`jrp ") || line.contains(" --") || line.contains("\"--");
            assert!(!is_of_command, "{line}");
        }
    }
    let said = Period::month("26-1").unwrap_err().to_string();
    assert_eq!(said, "month 26-1: write it as 2026-11");
}
