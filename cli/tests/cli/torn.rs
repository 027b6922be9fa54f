//! Every command that writes, struck at each operation on files: killed before it, killed within a write, told that the disk
//! is full or the folder read-only. What was there is there, whole and unchanged, or what was to come is; the same command
//! once more succeeds. The faults come from outside (`inject.c`), so that no way of writing escapes them.

use super::{Done, Folder, files};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use tempfile::TempDir;

/// As many operations as there may be before something is wrong with the loop.
const LIMIT: usize = 60;

static INJECTOR: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("inject.so");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/inject.c");
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", source, "-o"])
        .arg(&library)
        .arg("-ldl")
        .status();
    assert!(
        built.unwrap().success(),
        "cc, which also links Rust, builds inject.c"
    );
    (folder, library)
});

fn under_fault(folder: &Folder, fault: &str, line: &str) -> Done {
    let (library, count) = (
        INJECTOR.1.to_str().unwrap(),
        folder.0.path().with_extension("count"),
    );
    let environment = [
        ("LD_PRELOAD", library),
        ("FAULT", fault),
        ("FAULT_COUNT", count.to_str().unwrap()),
    ];
    folder.run_with(&environment, line)
}

/// How many operations the line makes, which then is undone.
fn operations(folder: &Folder, code: i32, line: &str, outputs: &[&str]) -> usize {
    let before: Vec<Option<Vec<u8>>> = outputs.iter().map(|name| folder.try_read(name)).collect();
    let done = under_fault(folder, "count:", line);
    assert_eq!(done.code, code, "{line}\n{}", done.err);
    let count = fs::read_to_string(folder.0.path().with_extension("count")).unwrap();
    for (name, bytes) in outputs.iter().zip(before) {
        match bytes {
            Some(bytes) => folder.write(name, bytes),
            None => fs::remove_file(folder.path(name)).unwrap(),
        }
    }
    let count = count.parse().unwrap();
    assert!((3..LIMIT).contains(&count), "{count} operations of {line}");
    count
}

/// The line ends with this code and writes these files; each is there before or not.
fn survives(folder: &Folder, code: i32, line: &str, outputs: &[&str], whole: &dyn Fn(&Folder, &str)) {
    let count = operations(folder, code, line, outputs);
    for kind in ["kill", "torn", "full", "readonly"] {
        for at in 1..=count {
            let inputs = others(folder, outputs);
            let before: Vec<Option<Vec<u8>>> = outputs.iter().map(|name| folder.try_read(name)).collect();
            let fault = format!("{kind}:{at}");
            let done = under_fault(folder, &fault, line);
            if matches!(kind, "full" | "readonly") && done.code != code {
                assert_eq!(done.code, 1, "{fault} of {line}: {}", done.err);
                assert!(
                    done.err.starts_with("jrp: ") && done.err.lines().count() == 1,
                    "{fault} of {line}: {}",
                    done.err
                );
                let litter = parts(folder.0.path());
                assert!(litter.is_empty(), "{fault} of {line} leaves {litter:?}");
            }
            for (name, before) in outputs.iter().zip(&before) {
                let after = folder.try_read(name);
                if after != *before {
                    assert!(after.is_some(), "{fault} of {line}: {name} is gone");
                    whole(folder, name);
                }
            }
            assert!(
                others(folder, outputs) == inputs,
                "{fault} of {line} changed what it reads"
            );
            let again = folder.run(line);
            assert_eq!(again.code, code, "{fault} of {line}, once more: {}", again.err);
            outputs.iter().for_each(|name| whole(folder, name));
            let left = parts(folder.0.path());
            assert!(left.is_empty(), "{fault} of {line}, once more, leaves {left:?}");
            // As it was, for the next fault.
            for (name, bytes) in outputs.iter().zip(before) {
                match bytes {
                    Some(bytes) => folder.write(name, bytes),
                    None => fs::remove_file(folder.path(name)).unwrap(),
                }
            }
        }
    }
}

/// Everything but the outputs and what a kill leaves behind.
fn others(folder: &Folder, outputs: &[&str]) -> Vec<(PathBuf, Option<Vec<u8>>)> {
    let outputs: Vec<PathBuf> = outputs.iter().map(|name| folder.path(name)).collect();
    let all = files(folder.0.path()).into_iter();
    all.filter(|(path, _)| !outputs.contains(path) && !is_part(path))
        .collect()
}

fn is_part(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "part")
}

fn parts(folder: &Path) -> Vec<PathBuf> {
    let all = files(folder).into_iter().map(|(path, _)| path);
    all.filter(|path| is_part(path)).collect()
}

const FEED: &str = "list_kind,subject_kind,name,id_kind,id,authority,listed_on,publish_until,status\n\
    BK-ZFCGSX,org,云澜纺织有限公司,uscc,91329902MA9BATDJ57,财政局,2025-06-03,2027-06-02,active\n";
const PUBLISH: &str = "--key keys/jrp.key --publisher 云澜区信用办 --region 329902 --covers BK-ZFCGSX --issued-at 2026-11-21T08:00:00+08:00";

fn office() -> Folder {
    let folder = Folder::new();
    folder.succeeds("keygen --out keys --suite ed25519-blake3");
    folder.succeeds("keygen --out second --suite ed25519-blake3");
    folder.write("f.csv", FEED);
    let second =
        "BK-ZFCGSX,org,云澜机电有限公司,uscc,91329902MA9CCCCC7E,财政局,2025-06-03,2027-06-02,active\n";
    folder.write("g.csv", format!("{FEED}{second}"));
    folder.succeeds(&format!(
        "build --feed f.csv {PUBLISH} --sequence 7 --out base.jrp"
    ));
    folder
}

fn whole_snapshot(folder: &Folder, name: &str) {
    if name.ends_with(".json") {
        let report = String::from_utf8(folder.read(name)).unwrap();
        assert!(
            report.starts_with('{') && report.trim_end().ends_with('}'),
            "{name}: {report}"
        );
    } else {
        folder.succeeds(&format!("verify {name} --trust keys/jrp.pub --deep"));
    }
}

#[test]
fn a_build_that_is_struck_loses_nothing() {
    let folder = office();
    let line = format!("build --feed g.csv {PUBLISH} --sequence 8 --out d.jrp --report r.json");
    survives(&folder, 0, &line, &["d.jrp", "r.json"], &whole_snapshot);
    // Over a file that is there.
    folder.succeeds(&format!("build --feed f.csv {PUBLISH} --sequence 7 --out d.jrp"));
    let line = format!("build --feed g.csv {PUBLISH} --sequence 8 --out d.jrp");
    survives(&folder, 0, &line, &["d.jrp"], &whole_snapshot);
}

#[test]
fn a_delta_that_is_struck_loses_nothing() {
    let folder = office();
    let line = format!("delta --base base.jrp --feed g.csv {PUBLISH} --sequence 8 --out d.jrp");
    survives(&folder, 0, &line, &["d.jrp"], &|folder, name| {
        folder.succeeds(&format!(
            "verify base.jrp --delta {name} --trust keys/jrp.pub --deep"
        ));
    });
}

#[test]
fn a_signature_that_is_struck_loses_nothing() {
    let folder = office();
    let line = "sign base.jrp --key second/jrp.key --out both.jrp";
    survives(&folder, 0, line, &["both.jrp"], &whole_snapshot);
}

#[test]
fn a_screening_that_is_struck_loses_nothing() {
    let folder = office();
    folder.write(
        "suppliers.csv",
        "供应商名称,统一社会信用代码\n云澜纺织有限公司,91329902MA9BATDJ57\n远山有限公司,91329902MA9EEEEE4M\n",
    );
    let line = "screen --snapshot base.jrp --trust keys/jrp.pub --scenario ZFCG --in suppliers.csv --out answered.csv --now 2026-11-21T10:00:00+08:00";
    survives(&folder, 12, line, &["answered.csv"], &|folder, name| {
        let text = String::from_utf8(folder.read(name)).unwrap();
        assert_eq!(text.lines().count(), 3, "{text}");
    });
}

#[test]
fn keys_that_are_struck_are_all_there_or_none() {
    let names = ["jrp.key", "jrp.pub", "person.key"];
    let there = |folder: &Folder| {
        let mut found: Vec<String> = match folder.path("keys").exists() {
            true => folder.names("keys"),
            false => return false,
        };
        found.sort();
        assert_eq!(found, names);
        let pem = folder.read("keys/jrp.pub");
        assert!(
            String::from_utf8(pem)
                .unwrap()
                .ends_with("-----END PUBLIC KEY-----\n")
        );
        true
    };
    for kind in ["kill", "torn", "full", "readonly"] {
        let mut faults = 0;
        for at in 1..LIMIT {
            let folder = Folder::new();
            let line = "keygen --out keys --suite ed25519-blake3";
            let done = under_fault(&folder, &format!("{kind}:{at}"), line);
            let is_there = there(&folder);
            if done.code == 0 {
                assert!(is_there);
                break;
            }
            faults += 1;
            if !is_there {
                folder.succeeds(line);
                assert!(there(&folder));
            }
        }
        assert!((5..LIMIT - 1).contains(&faults), "{faults} faults of {kind}");
    }
}

/// Two commands at once write one file: both whole, one after the other.
#[test]
fn two_at_once_leave_something_whole() {
    let folder = office();
    let at_once = |lines: [&str; 2]| {
        let start = |line: &&str| {
            Command::new(env!("CARGO_BIN_EXE_jrp"))
                .args(line.split_whitespace())
                .current_dir(folder.0.path())
                .stdout(std::process::Stdio::null())
                .stderr(std::process::Stdio::null())
                .spawn()
                .unwrap()
        };
        let running: Vec<_> = lines.iter().map(start).collect();
        let codes = running
            .into_iter()
            .map(|mut child| child.wait().unwrap().code().unwrap());
        codes.collect::<Vec<i32>>()
    };
    for _ in 0..3 {
        let lines = [7, 8].map(|n| format!("build --feed g.csv {PUBLISH} --sequence {n} --out twice.jrp"));
        assert_eq!(at_once([&lines[0], &lines[1]]), [0, 0]);
        whole_snapshot(&folder, "twice.jrp");
        let lines = ["keygen --out pair --suite ed25519-blake3"; 2];
        let mut codes = at_once(lines);
        codes.sort_unstable();
        assert_eq!(
            codes,
            [0, 1],
            "one makes the keys, the other is told that they are there"
        );
        folder.succeeds(&format!(
            "build --feed g.csv {} --sequence 9 --out own.jrp",
            PUBLISH.replace("keys/", "pair/")
        ));
        folder.succeeds("verify own.jrp --trust pair/jrp.pub");
        fs::remove_dir_all(folder.path("pair")).unwrap();
        let lines = [7, 8].map(|n| {
            let publish = PUBLISH.replace("T08:00", &format!("T0{n}:00"));
            format!("publish --out site --feed g.csv {publish}")
        });
        let codes = at_once([&lines[0], &lines[1]]);
        assert!(codes.contains(&0), "{codes:?}");
        folder.succeeds("verify site --trust keys/jrp.pub");
        fs::remove_dir_all(folder.path("site")).unwrap();
    }
    assert!(parts(folder.0.path()).is_empty());
}
