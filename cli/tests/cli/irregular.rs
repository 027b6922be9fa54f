//! Pipes, sockets, devices and folders in the place of files: no option of any command waits for one or is confused by it.

use super::published::{CODES, feed};
use super::{Done, Folder};
use jrp_core::suite::SigningKey;
use std::collections::BTreeSet;
use std::os::unix::net::UnixListener;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const PUBLISHER: &str =
    "--publisher 云澜区信用办 --region 329902 --covers BK-ZFCGSX --issued-at 2026-11-16T09:00:00+08:00";
const ASK: &str = "--scenario ZFCG --now 2026-11-16T10:00:00+08:00";

/// Every path that a command takes bears an `@` in one of these, or a `%` where a folder may stand there too. They succeed in
/// this order.
const LINES: [&str; 38] = [
    "keygen --out %keys --suite ed25519-blake3",
    "keygen --out %other --suite ed25519-blake3",
    "build --feed @f.csv --policy %pack --person-key @keys/person.key --key @keys/jrp.key --report @r.json PUBLISHER --sequence 1 --out @d.jrp",
    "build --feed f.csv --public-key @keys/jrp.pub PUBLISHER --sequence 1 --out @u.jrp",
    "build --feed m.csv --profile @p.toml --key keys/jrp.key PUBLISHER --sequence 1 --out @m.jrp",
    "delta --base @d.jrp --trust @keys/jrp.pub --feed @g.csv --policy %pack --person-key @keys/person.key --report @r.json --key @keys/jrp.key PUBLISHER --sequence 2 --out @e.jrp",
    "delta --base d.jrp --delta @e.jrp --trust keys/jrp.pub --feed f.csv --public-key @keys/jrp.pub PUBLISHER --sequence 3 --out @n.jrp",
    "delta --base d.jrp --trust keys/jrp.pub --feed m.csv --profile @p.toml --allow-shrink --key keys/jrp.key PUBLISHER --sequence 2 --out @n.jrp",
    "verify %d.jrp --delta @e.jrp --trust @keys/jrp.pub --person-key @keys/person.key",
    "verify --snapshot %d.jrp --trust keys/jrp.pub",
    "digest @u.jrp --public-key @keys/jrp.pub --out @header",
    "digest u.jrp --public-key @sm2/jrp.pub --out-digest @e",
    "sign @u.jrp --key @keys/jrp.key --out @s.jrp",
    "attach @u.jrp --public-key @keys/jrp.pub --signature @signature --out @a.jrp",
    "inspect @d.jrp",
    "check --snapshot %d.jrp --delta @e.jrp --trust @keys/jrp.pub --person-key @keys/person.key --credit-code CODE ASK --evidence @ev.json",
    "screen --snapshot %d.jrp --delta @e.jrp --trust @keys/jrp.pub --person-key @keys/person.key --in @s.csv --out @first.csv --summary @sum.txt --evidence %answers ASK",
    "screen --snapshot d.jrp --trust keys/jrp.pub --in s.csv --since @first.csv --out @second.csv ASK",
    "replay @ev.json --snapshot %d.jrp --delta @e.jrp --trust @keys/jrp.pub --person-key @keys/person.key",
    "slip @ev.json --out @slip.html",
    "slip answers/s.evidence.jsonl --row 2 --take-out @row.json --out row.html",
    "publish --feed @f.csv --policy %pack --person-key @keys/person.key --report @r.json --key @keys/jrp.key --archive %archive PUBLISHER --out %out",
    "publish --feed m.csv --profile @p.toml --key keys/jrp.key PUBLISHER --out %mine",
    "intake explain @m.csv --policy %pack --write-profile @w.toml",
    "intake explain m.csv --profile @p.toml",
    "pull --from %out --into %in --trust @keys/jrp.pub --person-key @keys/person.key --now 2026-11-16T10:00:00+08:00",
    "lists --policy %pack",
    "scenarios --policy %pack",
    "policy check %pack --above %pack",
    "synth --records 3 --seed 1 --out @y.csv",
    "office init %o2 --publisher 云澜区信用办 --region 329902 --now 2026-11-16T08:00:00+08:00",
    "office receive %o @m.csv --profile @p.toml --from 财政局 --list BK-ZFCGSX --now 2026-11-16T09:00:00+08:00",
    "office show %o --now 2026-11-16T09:00:00+08:00",
    "office verify %o --now 2026-11-16T09:00:00+08:00",
    "office rebuild %o --now 2026-11-16T09:00:00+08:00",
    "office report %o --month 2026-11 --out @month.xlsx --now 2026-11-16T09:00:00+08:00",
    "office case list %o --now 2026-11-16T09:00:00+08:00",
    "office repair %o --code CODE --now 2026-11-17T09:00:00+08:00",
];

/// Those that do not end by themselves, need more in the folder than is prepared, or take long: tried only with what is wrong.
const ALONE: [&str; 8] = [
    "self-check --list @f.csv --public-key @keys/jrp.pub",
    "serve --snapshot %d.jrp --delta @e.jrp --trust @keys/jrp.pub --person-key @keys/person.key --listen 127.0.0.1:0",
    "demo --dir %d.jrp",
    "office object %d.jrp --code CODE",
    "office revoke %d.jrp --code CODE",
    "office publish %d.jrp",
    "office case add %d.jrp --kind punish --unit 财政局 --handled 退回 --outcome 未中标",
    "office case list %d.jrp",
];

/// A socket to serve on is not a file by intent.
const NO_FILES: [&str; 1] = ["serve --socket"];

/// Names columns of a table.
const PROFILE: &str = r#"
name = "m"
title = "m"
[constants]
subject_kind = "org"
status = "active"
[columns]
list_kind = "名单"
name = "全称"
id = "社会代码"
authority = "机关"
listed_on = "列入"
publish_until = "截止"
"#;

fn prepared() -> Folder {
    let folder = Folder::new();
    folder.write("f.csv", feed(&[0, 1]));
    folder.write("f.csv.sig", "what `self-check` seeks beside its list");
    folder.write("g.csv", feed(&[0, 2]));
    folder.write("s.csv", format!("统一社会信用代码\n{}\n", CODES[0]));
    let row = format!(
        "BK-ZFCGSX,甲纺织有限公司,{},财政局,2025-06-03,2027-06-02\n",
        CODES[0]
    );
    folder.write("m.csv", format!("名单,全称,社会代码,机关,列入,截止\n{row}"));
    folder.write("p.toml", PROFILE);
    folder.write_policy("pack", "2026.12-1");
    folder.succeeds("keygen --out sm2");
    folder.succeeds("office init o --publisher 云澜区信用办 --region 329902 --now 2026-11-02T08:00:00+08:00");
    folder.succeeds("keygen --out o/keys --suite ed25519-blake3");
    folder.write("o/office.toml", super::office::SETTINGS);
    folder
}

/// The words of a line, and which of them are paths; `true` where a folder may stand there.
fn words(line: &str) -> (Vec<String>, Vec<(usize, bool)>) {
    let line = line.replace("PUBLISHER", PUBLISHER).replace("ASK", ASK);
    let line = line.replace("CODE", CODES[0]);
    let (mut words, mut paths) = (Vec::new(), Vec::new());
    for word in line.split_whitespace() {
        let bare = word.trim_start_matches(['@', '%']);
        if bare != word {
            paths.push((words.len(), word.starts_with('%')));
        }
        words.push(bare.to_owned());
    }
    (words, paths)
}

/// Runs the words; a command that waits is ended and told.
fn run(folder: &Folder, words: &[String]) -> Done {
    let mut child = Command::new(env!("CARGO_BIN_EXE_jrp"))
        .args(words)
        .current_dir(folder.path("."))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let began = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if began.elapsed() > Duration::from_secs(120) {
            child.kill().unwrap();
            panic!("{words:?} waits");
        }
        thread::sleep(Duration::from_millis(1));
    }
    let done = child.wait_with_output().unwrap();
    Done {
        code: done.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&done.stdout).into_owned(),
        err: String::from_utf8_lossy(&done.stderr).into_owned(),
    }
}

/// Every command by its words, and what its help says of paths: options, and `FILE` for what stands without one.
fn taken(folder: &Folder, command: &[String], all: &mut BTreeSet<String>) {
    let mut asked = command.to_vec();
    asked.push("--help".to_owned());
    let help = run(folder, &asked).out;
    let is_path = |text: &str| {
        let values = text
            .split(['<', '['])
            .skip(1)
            .filter_map(|rest| rest.split(['>', ']']).next());
        values.into_iter().any(|value| {
            ["FILE", "DIR", "PATH", ".json", "ANSWERED"]
                .iter()
                .any(|word| value.contains(word))
        })
    };
    let (mut part, name) = ("", command.join(" "));
    for line in help.lines() {
        match line {
            "Commands:" | "Arguments:" | "Options:" => part = line,
            _ if !line.starts_with("  ") => {}
            _ => {
                let text = line.trim_start();
                let first = text.split_whitespace().next().unwrap_or_default();
                let indent = line.len() - text.len();
                match part {
                    "Commands:" if indent == 2 && first != "help" => {
                        let mut inner = command.to_vec();
                        inner.push(first.to_owned());
                        taken(folder, &inner, all);
                    }
                    "Arguments:" if indent == 2 && is_path(text) => {
                        all.insert(format!("{name} FILE"));
                    }
                    "Options:" if indent <= 6 && text.starts_with('-') => {
                        let long = text.find("--").map_or(text, |at| &text[at..]);
                        let mut parts = long.split_whitespace();
                        let option = parts.next().unwrap_or_default();
                        let value = parts.next().unwrap_or_default();
                        if is_path(value) {
                            all.insert(format!("{name} {option}"));
                        }
                    }
                    _ => {}
                }
            }
        }
    }
}

/// The same of the lines above.
fn tried() -> BTreeSet<String> {
    let mut all: BTreeSet<String> = NO_FILES.map(str::to_owned).into();
    for line in LINES.iter().chain(&ALONE) {
        let (words, paths) = words(line);
        let is_word = |word: &&String| {
            let mut bytes = word.bytes();
            bytes.next().is_some_and(|byte| byte.is_ascii_lowercase())
                && bytes.all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        };
        let depth = match words[0].as_str() {
            "office" if words[1] == "case" => 3,
            "office" | "policy" | "intake" => 2,
            _ => 1,
        };
        let name: Vec<String> = words[..depth].iter().filter(is_word).cloned().collect();
        for (at, _) in paths {
            let option = &words[at - 1];
            let what = match option.starts_with("--") {
                true => option.as_str(),
                false => "FILE",
            };
            all.insert(format!("{} {what}", name.join(" ")));
        }
    }
    all
}

#[test]
fn every_path_that_a_command_takes_is_tried() {
    let folder = Folder::new();
    let mut all = BTreeSet::new();
    taken(&folder, &[], &mut all);
    assert!(all.len() > 70, "{}: {all:?}", all.len());
    let missing: Vec<_> = all.difference(&tried()).cloned().collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn what_is_no_file_is_refused_by_its_name_and_never_waited_for() {
    let folder = prepared();
    for line in LINES {
        let (words, _) = words(line);
        if words[0] == "attach" {
            let key = SigningKey::from_pem(&String::from_utf8(folder.read("keys/jrp.key")).unwrap()).unwrap();
            folder.write("signature", key.sign(&folder.read("header")));
        }
        let done = run(&folder, &words);
        assert!(
            [0, 12].contains(&done.code),
            "{words:?}: {} {}",
            done.code,
            done.err
        );
    }
    let made = Command::new("mkfifo").arg(folder.path("pipe")).status().unwrap();
    assert!(made.success());
    let _socket = UnixListener::bind(folder.path("socket")).unwrap();
    std::fs::create_dir(folder.path("folder")).unwrap();
    for line in LINES.iter().chain(&ALONE) {
        let (words, paths) = words(line);
        for (at, may_be_folder) in paths {
            for wrong in ["pipe", "socket", "/dev/zero", "folder"] {
                if wrong == "folder" && may_be_folder {
                    continue;
                }
                let mut words = words.clone();
                words[at] = wrong.to_owned();
                let done = run(&folder, &words);
                assert!(
                    [1, 2].contains(&done.code),
                    "{words:?}: {} {}",
                    done.code,
                    done.err
                );
                let last = done.err.lines().last().unwrap_or_default();
                assert!(
                    last.starts_with("jrp: ") && last.contains(wrong),
                    "{words:?}: {}",
                    done.err
                );
            }
        }
    }
}

/// What a shell hands in open is waited for by nobody: `<(…)` and standard input.
#[test]
fn pipes_that_are_handed_in_are_read() {
    let folder = prepared();
    folder.succeeds("keygen --out keys --suite ed25519-blake3");
    let jrp = env!("CARGO_BIN_EXE_jrp");
    let build = format!(
        "cat f.csv | {jrp} build --feed /dev/stdin --key keys/jrp.key {PUBLISHER} --sequence 1 --out d.jrp"
    );
    let check = format!(
        "cat keys/jrp.pub | {jrp} check --snapshot d.jrp --trust /dev/fd/0 --credit-code {} {ASK}",
        CODES[0]
    );
    for (script, code) in [(build, 0), (check, 12)] {
        let done = Command::new("sh")
            .args(["-c", &script])
            .current_dir(folder.path("."))
            .output()
            .unwrap();
        assert_eq!(done.status.code(), Some(code), "{done:?}");
    }
}
