//! The example district: what `make.py` writes is what is committed, and every row is accounted for.

use super::{options, policy, public};
use expect_test::expect;
use jrp_intake::{FeedError, Options, Report, read_feed};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

const FEEDS: [&str; 3] = ["black.csv", "watch.csv", "red.csv"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/district")
}

fn read_district(options: &Options) -> Report {
    let mut report = Report::default();
    for name in FEEDS {
        let feed = std::fs::File::open(folder().join(name)).unwrap();
        read_feed::<FeedError>(name, feed, policy(), options, &mut report, &mut |_, _| Ok(())).unwrap();
    }
    let left_out: u64 = report.left_out().map(|(_, count)| count).sum();
    assert_eq!(report.read(), report.loaded() + left_out + report.refused());
    report
}

fn told(report: &Report) -> String {
    let mut told = format!("read {}, loaded {}\n", report.read(), report.loaded());
    for (what, counts) in [
        ("left out", report.left_out().collect::<Vec<_>>()),
        ("refused", report.refused_by_reason().collect()),
        ("warning", report.warnings().collect()),
    ] {
        for (code, count) in counts {
            writeln!(told, "{what} {code} {count}").unwrap();
        }
    }
    told
}

#[test]
fn the_district_for_the_government() {
    let report = read_district(&options());
    assert!(report.read() >= 300 && report.lists().count() >= 12);
    let mut told = told(&report);
    for (file, row, refusal) in report.refusals() {
        writeln!(told, "{file}:{row} {} {}", refusal.column.code(), refusal.code()).unwrap();
    }
    expect![[r#"
        read 378, loaded 350
        left out deferred 1
        left out expired 3
        left out pending 2
        left out repaired 4
        left out revoked 2
        refused cell-missing 1
        refused citizen-id-in-text 1
        refused date-serial 1
        refused date-unreadable 1
        refused end-date-missing 2
        refused end-date-too-early 1
        refused id-kind-missing 1
        refused id-kind-unfit 1
        refused id-length 1
        refused list-kind-unknown 1
        refused person-id-missing 1
        refused region-malformed 1
        refused severity-unknown 1
        refused status-unknown 1
        refused subject-kind-unfit 1
        warning credit-code-check 2
        warning not-yet-effective 1
        warning org-code-check 1
        warning term-too-long 12
        black.csv:157 list_kind list-kind-unknown
        black.csv:158 publish_until end-date-missing
        black.csv:159 publish_until end-date-missing
        black.csv:160 cause citizen-id-in-text
        black.csv:161 publish_until end-date-too-early
        black.csv:162 id id-length
        black.csv:163 id_kind id-kind-missing
        black.csv:164 id person-id-missing
        watch.csv:11 publish_until date-unreadable
        watch.csv:17 listed_on date-serial
        watch.csv:63 severity severity-unknown
        watch.csv:134 subject_kind subject-kind-unfit
        watch.csv:135 id_kind id-kind-unfit
        watch.csv:136 status status-unknown
        watch.csv:137 region region-malformed
        watch.csv:138 authority cell-missing
    "#]]
    .assert_eq(&told);
}

#[test]
fn the_district_for_the_public() {
    expect![[r#"
        read 378, loaded 293
        left out deferred 1
        left out expired 3
        left out pending 2
        left out repaired 4
        left out revoked 2
        refused audience 57
        refused cell-missing 1
        refused citizen-id-in-text 1
        refused date-serial 1
        refused date-unreadable 1
        refused end-date-missing 2
        refused end-date-too-early 1
        refused id-kind-missing 1
        refused id-kind-unfit 1
        refused id-length 1
        refused list-kind-unknown 1
        refused person-id-missing 1
        refused region-malformed 1
        refused severity-unknown 1
        refused status-unknown 1
        refused subject-kind-unfit 1
        warning credit-code-check 2
        warning not-yet-effective 1
        warning org-code-check 1
        warning term-too-long 11
    "#]]
    .assert_eq(&told(&read_district(&public())));
}

#[test]
fn the_committed_files_are_what_the_script_writes() {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("district");
    std::fs::create_dir_all(&out).unwrap();
    let Ok(status) = Command::new("python3")
        .arg(folder().join("make.py"))
        .arg(&out)
        .status()
    else {
        eprintln!("no python3 here: not compared");
        return;
    };
    assert!(status.success());
    for name in FEEDS.into_iter().chain(["suppliers.csv"]) {
        let same = std::fs::read(out.join(name)).unwrap() == std::fs::read(folder().join(name)).unwrap();
        assert!(same, "examples/district/{name} is stale: run make.py");
    }
}
