//! `publish` and `pull`, killed at a write, cut off from power at a write, told at a write that the disk is full, or from it on that
//! the disk is read-only, each write in its turn: what stood before still answers, and the same command once more succeeds.

use super::Folder;
use super::published::{Published, at};
use std::fs;
use std::path::Path;
use std::thread;

/// As many operations as there may be before something is wrong with the loop.
const LIMIT: usize = 200;

const KINDS: [&str; 4] = ["kill", "power", "full", "frozen"];

/// The work for each kind of fault, all at once: one after the other, they would keep a single core busy for long.
pub(crate) fn of_every_kind<T: Send>(work: impl Fn(&str) -> T + Sync) -> Vec<T> {
    thread::scope(|scope| {
        let begun = KINDS.map(|kind| scope.spawn(|| work(kind)));
        begun.into_iter().map(|one| one.join().unwrap()).collect()
    })
}

/// Strikes a command at its operations, the first being 1, until `strike` says that it came to its end unharmed; tells how
/// many operations it has. The kinds take turns, so that each operation is struck by one of them; `JRP_FAULTS=all` strikes
/// each by every kind.
pub(crate) fn strike_each(kind: &str, mut strike: impl FnMut(&str) -> bool) -> usize {
    let turn = KINDS.iter().position(|known| *known == kind).unwrap();
    let (first, step) = match std::env::var("JRP_FAULTS").as_deref() {
        Ok("all") => (1, 1),
        _ => (1 + turn, KINDS.len()),
    };
    let mut struck = 0;
    let mut unharmed = LIMIT;
    while struck + 1 < unharmed {
        // Behind the end, back to it: the number is told exactly.
        let operation = match (struck, unharmed) {
            (0, LIMIT) => first,
            (_, LIMIT) => struck + step,
            _ => unharmed - 1,
        };
        assert!(operation < LIMIT, "the command never ended");
        match strike(&format!("{kind}:{operation}")) {
            true => struck = operation,
            false => unharmed = operation,
        }
    }
    struck
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &to.join(entry.file_name())),
            false => _ = fs::copy(entry.path(), to.join(entry.file_name())).unwrap(),
        }
    }
}

fn reset(folder: &Folder, kept: &str, place: &str) {
    let _ = fs::remove_dir_all(folder.path(place));
    if folder.path(kept).exists() {
        copy(&folder.path(kept), &folder.path(place));
    }
}

/// Runs the line under faults of a kind; tells how many operations it has.
fn under_faults(
    published: &Published,
    kind: &str,
    place: &str,
    line: &str,
    before: &Result<Vec<usize>, String>,
    after: &[usize],
) -> usize {
    let kept = format!("{place}-kept");
    strike_each(kind, |fault| {
        reset(&published.folder, &kept, place);
        let done = published.folder.run_with(&[("JRP_TEST_FAULT", fault)], line);
        if done.code == 0 {
            return false;
        }
        let remedy = match kind {
            "full" => "make room on the disk",
            "frozen" => "make the disk writable",
            _ => "",
        };
        assert!(done.err.contains(remedy), "{fault}: {}", done.err);
        // Either the old answers or the new ones, never others; nothing before there was anything.
        let stands = published.listed(place);
        let right = stands.as_deref() == Ok(after)
            || match before {
                Ok(before) => stands.as_ref() == Ok(before),
                Err(_) => !published.folder.path(&format!("{place}/latest")).exists(),
            };
        assert!(right, "{fault}: {stands:?}");
        published.folder.succeeds(line);
        assert_eq!(
            published.listed(place).as_deref(),
            Ok(after),
            "{fault}, once more"
        );
        let litter = published.folder.names(place);
        assert!(
            !litter.iter().any(|name| name.ends_with(".part")),
            "{fault}: {litter:?}"
        );
        true
    })
}

#[test]
fn publish_survives_every_fault() {
    let counts = of_every_kind(|kind| {
        // A first base, a delta, and a new base that lets older files go.
        [(true, ""), (false, ""), (false, "--max-chain 0 --keep 1")].map(|(first, more)| {
            let published = Published::new();
            let mut before = Err(String::new());
            if !first {
                published.publish(16, &[0, 1], "");
                copy(&published.folder.path("out"), &published.folder.path("out-kept"));
                before = Ok(vec![0, 1]);
            }
            let line = published.line(17, &[0, 2], more);
            let faults = under_faults(&published, kind, "out", &line, &before, &[0, 2]);
            format!("{kind} {faults}")
        })
    });
    expect_test::expect![[
        "kill 21, kill 20, kill 23, power 21, power 20, power 23, full 21, full 20, full 23, frozen 21, frozen 20, frozen 23"
    ]]
    .assert_eq(&counts.concat().join(", "));
}

#[test]
fn pull_survives_every_fault() {
    let counts = of_every_kind(|kind| {
        // A first pull, a delta, and a new base in place of a chain.
        [(true, ""), (false, ""), (false, "--max-chain 0")].map(|(first, more)| {
            let published = Published::once();
            let mut before = Err(String::new());
            if !first {
                published.pull("out", 16);
                copy(&published.folder.path("in"), &published.folder.path("in-kept"));
                before = Ok(vec![0, 1]);
            }
            published.publish(17, &[0, 2], more);
            let line = published.pull_line("out", 17);
            let faults = under_faults(&published, kind, "in", &line, &before, &[0, 2]);
            format!("{kind} {faults}")
        })
    });
    expect_test::expect![
        "kill 26, kill 20, kill 22, power 26, power 20, power 22, full 26, full 20, full 22, frozen 26, frozen 20, frozen 22"
    ]
    .assert_eq(&counts.concat().join(", "));
    let _ = at(17);
}
