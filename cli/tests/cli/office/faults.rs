//! Commands of the office, killed at a write, cut off from power at a write, told at a write that the disk is full, or from it on that
//! the disk is read-only, each write in its turn: the same command once more does what it was to do, and everything still proves everything else.

use super::{CODES, HEADER, at, check, delivered, row};
use crate::Folder;
use crate::faults::{copy, of_every_kind, strike_each};
use std::fs;

/// Runs a line under faults of a kind, then once more, which must succeed whether or not it had happened already.
fn under_faults(folder: &Folder, kind: &str, line: &str, holds: &dyn Fn(&Folder)) -> usize {
    copy(&folder.path("o"), &folder.path("kept"));
    strike_each(kind, |fault| {
        fs::remove_dir_all(folder.path("o")).unwrap();
        copy(&folder.path("kept"), &folder.path("o"));
        let done = folder.run_with(&[("JRP_TEST_FAULT", fault)], line);
        if done.code == 0 {
            return false;
        }
        let once_more = folder.run(line);
        // Where the line stands in the ledger already, it has happened: the command says so, and is content.
        assert_eq!(once_more.code, 0, "{fault}: {}", once_more.err);
        folder.succeeds(&format!("office publish o {}", at(6)));
        folder.succeeds(&format!("office verify o {}", at(6)));
        holds(folder);
        for place in ["o", "o/archive", "o/inbox", "o/records/BK-ZFCGSX", "o/returns"] {
            let names = folder.names(place);
            assert!(
                !names.iter().any(|name| name.ends_with(".part")),
                "{fault}, {place}: {names:?}"
            );
        }
        true
    })
}

/// An office that has published, and a file that is about to be received.
fn published() -> Folder {
    let folder = delivered();
    folder.succeeds(&format!("office publish o {}", at(4)));
    let rows = [
        row("BK-ZFCGSX", 1, "2", "2026-10-13"),
        row("BK-ZFCGSX", 4, "4", "2026-10-13"),
    ]
    .concat();
    let bad = row("BK-ZFCGSX", 2, "3", "2026-10-12").replace("2028-06-02", "明年");
    let kept = row("BK-ZFCGSX", 0, "1", "2026-10-12");
    folder.write("g.csv", [HEADER, &kept, &rows, &bad].concat());
    folder
}

#[test]
fn a_delivery_survives_every_fault() {
    let receive = format!("office receive o g.csv --from 财政局 {}", at(5));
    let listed = |folder: &Folder| assert_eq!(check(folder, 6, "public", CODES[4]), 12);
    of_every_kind(|kind| {
        let faults = under_faults(&published(), kind, &receive, &listed);
        assert!(faults > 12, "{kind} {faults}");
    });
}

/// A change of a record, under every fault; behind it the subject's answer has this code.
fn a_change_survives(change: &str, code: i32) {
    let line = format!("office {change} o --code {} {}", CODES[0], at(5));
    let holds = |folder: &Folder| assert_eq!(check(folder, 6, "public", CODES[0]), code, "{change}");
    of_every_kind(|kind| {
        let faults = under_faults(&published(), kind, &line, &holds);
        assert!(faults > 8, "{change}, {kind}: {faults}");
    });
}

#[test]
fn a_repair_survives_every_fault() {
    a_change_survives("repair", 0);
}

#[test]
fn a_revocation_survives_every_fault() {
    a_change_survives("revoke", 0);
}

#[test]
fn an_objection_survives_every_fault() {
    a_change_survives("object", 10);
}

#[test]
fn a_case_survives_every_fault() {
    let case = format!(
        "office case add o --kind work --unit 财政局 --handled 宣传 --outcome 已办 {}",
        at(5)
    );
    of_every_kind(|kind| {
        let folder = published();
        let entered = |folder: &Folder| {
            let ledger = String::from_utf8(folder.read("o/ledger.jsonl")).unwrap();
            assert_eq!(ledger.matches("已办").count(), 1, "{ledger}");
        };
        let faults = under_faults(&folder, kind, &case, &entered);
        assert!(faults >= 2, "{kind}: {faults}");
    });
}

#[test]
fn a_publication_of_the_office_survives_every_fault() {
    let repaired = |folder: &Folder| {
        assert_eq!(check(folder, 6, "public", CODES[0]), 0);
        for audience in ["public", "government"] {
            for name in folder.names(&format!("o/published/{audience}")) {
                let kept = || fs::read(folder.path(&format!("o/archive/{name}"))).ok();
                let here = || folder.read(&format!("o/published/{audience}/{name}"));
                assert!(
                    !name.ends_with(".jrp") || kept() == Some(here()),
                    "{name} is archived"
                );
            }
        }
    };
    of_every_kind(|kind| {
        let folder = published();
        folder.succeeds(&format!("office repair o --code {} {}", CODES[0], at(5)));
        let publish = format!("office publish o {}", at(5));
        let faults = under_faults(&folder, kind, &publish, &repaired);
        assert!(faults > 30, "{kind}: {faults}");
    });
}
