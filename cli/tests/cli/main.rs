//! The built `jrp`, run as people and scripts run it.

mod answers;
mod archive;
mod build;
mod delta;
mod demo;
mod dictionaries;
mod evidence;
mod faults;
mod hostile;
mod input;
#[cfg(target_os = "linux")]
mod irregular;
mod keygen;
mod office;
mod openssl;
mod operations;
mod policy;
mod publications;
mod publish;
mod published;
mod pull;
mod refusals;
mod refused;
mod register_evidence;
mod registers;
mod road;
mod screen;
mod self_check;
#[cfg(unix)]
mod serve;
mod server;
mod several;
mod sheets;
mod signing;
mod slip;
mod split_keys;
#[cfg(target_os = "linux")]
mod torn;
mod unseen;
mod usage;
mod verify;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

const DISTRICT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/district");

/// Lists that the district's feeds cover.
const COVERS: &str = "BK-SXBZXR,BK-ZDSSWF,BK-ZFCGSX,BK-TQGZ,BK-SJYZWF,BK-AQSC,BK-WHLY,BK-TJSX,BK-JZSC,WT-JYYC,\
                      WT-GTYC,WT-XZCF,WT-FZCH,WT-QSGG,WT-XZXF,WT-CNWY,RD-ANSR,RD-XYSF,RD-QHMD,RD-SHZZPG,RD-AEO,\
                      RD-XYDBM,RD-JTAA";

/// What a run left.
struct Done {
    code: i32,
    out: String,
    err: String,
}

/// A folder to run in.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with `keys`.
    fn with_keys() -> Self {
        let folder = Self::new();
        folder.succeeds("keygen --out keys");
        folder
    }

    /// A folder with keys and the district's snapshot, `d.jrp`.
    fn with_district() -> Self {
        let folder = Self::with_keys();
        folder.succeeds(&format!("{} --out d.jrp", build_district()));
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    /// A folder with the default policy pack under another version.
    fn write_policy(&self, name: &str, version: &str) {
        fs::create_dir(self.path(name)).unwrap();
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../policy");
        for entry in fs::read_dir(source).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, self.path(name).join(path.file_name().unwrap())).unwrap();
        }
        let pack = String::from_utf8(self.read(&format!("{name}/pack.csv"))).unwrap();
        let pack = pack.replacen("version,2026.12", &format!("version,{version}"), 1);
        self.write(&format!("{name}/pack.csv"), pack);
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    fn try_read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.path(name)).ok()
    }

    /// Names in a folder.
    fn names(&self, name: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(name)).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    /// Runs `jrp` with the words of a line; a word in single quotes may hold spaces.
    fn run(&self, line: &str) -> Done {
        self.run_with(&[], line)
    }

    /// The same in an environment.
    fn run_with(&self, environment: &[(&str, &str)], line: &str) -> Done {
        let words = line.split('\'').enumerate().flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        });
        let done = Command::new(env!("CARGO_BIN_EXE_jrp"))
            .args(words)
            .envs(environment.iter().copied())
            .current_dir(self.0.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Done {
            // None where a signal ended it.
            code: done.status.code().unwrap_or(-1),
            out: String::from_utf8(done.stdout).unwrap(),
            err: String::from_utf8(done.stderr).unwrap(),
        }
    }

    fn succeeds(&self, line: &str) -> String {
        self.succeeds_with(&[], line)
    }

    fn succeeds_with(&self, environment: &[(&str, &str)], line: &str) -> String {
        let done = self.run_with(environment, line);
        assert_eq!(done.code, 0, "{line}\n{}", done.err);
        done.out
    }

    /// The command fails with this code: one line on standard error that names the places, nothing on standard
    /// output, no file made or changed.
    #[track_caller]
    fn fails(&self, code: i32, line: &str, places: &[&str]) {
        let before = files(self.0.path());
        let done = self.run(line);
        assert_eq!((done.code, done.out.as_str()), (code, ""), "{line}\n{}", done.err);
        assert!(
            done.err.starts_with("jrp: ") && done.err.ends_with('\n'),
            "{}",
            done.err
        );
        assert_eq!(done.err.lines().count(), 1, "{}", done.err);
        for place in places {
            assert!(
                done.err.contains(place),
                "{place:?} is not named in: {}",
                done.err
            );
        }
        assert!(
            files(self.0.path()) == before,
            "files were made or changed by {line}"
        );
    }
}

/// The whole folder: paths and contents.
fn files(folder: &Path) -> Vec<(PathBuf, Option<Vec<u8>>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
            all.push((path, None));
        } else {
            all.push((path.clone(), Some(fs::read(&path).unwrap_or_default())));
        }
    }
    all.sort();
    all
}

/// The options of every build in these tests.
const PUBLISH: &str =
    "--publisher 云澜区信用办 --region 329902 --sequence 7 --issued-at 2026-11-21T08:00:00+08:00";

/// Builds the district, but for `--out`.
fn build_district() -> String {
    let feeds = ["black.csv", "watch.csv", "red.csv"].map(|name| format!("{DISTRICT}/{name}"));
    format!(
        "build --feed {} --key keys/jrp.key --person-key keys/person.key {PUBLISH} --covers {COVERS}",
        feeds.join(" ")
    )
}

/// Asks the district, but for scenario and subject.
const ASK: &str = "check --snapshot d.jrp --trust keys/jrp.pub --person-key keys/person.key --now 2026-11-21T10:00:00+08:00";
