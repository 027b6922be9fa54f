//! Ledger, inbox, records and publications: proved against each other, made anew, kept from others, by two at once.

use super::{CODES, HEADER, at, check, delivered, row};
use std::fs;
use std::process::{Command, Stdio};

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
    std::fs::remove_file(folder.path("o/records/BK-ZFCGSX/000002.csv")).unwrap();
    let done = folder.run(&format!("office verify o {}", at(5)));
    assert!(
        done.code == 1 && done.out.contains("000002.csv: is missing; rebuild"),
        "{}",
        done.out
    );
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
