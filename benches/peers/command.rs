//! `jrp build` as its operator runs it: a process of its own, timed from start to exit.

use jrp_benches::repository;
use jrp_benches::results::Build;
use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Builds the feed that `Feed::write` has left in the directory.
pub(crate) fn build(directory: &Path, records: u64) -> Result<Build, Box<dyn Error>> {
    crate::say("jrp build");
    let jrp = handed_out()?;
    let keys = directory.join("keys");
    if !keys.exists() {
        let made = Command::new(&jrp)
            .args(["keygen", "--suite", "ed25519-blake3", "--out"])
            .arg(&keys)
            .stdout(Stdio::null())
            .status()?;
        done("jrp keygen", made.success())?;
    }
    let started = Instant::now();
    let mut child = Command::new(&jrp)
        .args([
            "build",
            "--publisher",
            "bench",
            "--sequence",
            "1",
            "--as-of",
            "2026-11-22",
        ])
        .args(["--covers", "BK-SXBZXR,BK-ZFCGSX"])
        .arg("--feed")
        .arg(directory.join(format!("feed-{records}.csv")))
        .arg("--key")
        .arg(keys.join("jrp.key"))
        .arg("--person-key")
        .arg(keys.join("person.key"))
        .arg("--out")
        .arg(snapshot(directory))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut peak_bytes = 0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        peak_bytes = peak(&child).unwrap_or(peak_bytes);
        thread::sleep(Duration::from_millis(2));
    };
    done("jrp build", status.success())?;
    Ok(Build {
        seconds: started.elapsed().as_secs_f64(),
        peak_bytes,
    })
}

/// The most memory the process has held so far. The kernel's account after its end would also count what we held when
/// we started it.
fn peak(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kib * 1024)
}

/// What [`build`] has written.
pub(crate) fn snapshot(directory: &Path) -> PathBuf {
    directory.join("lists.jrp")
}

/// The command, built as it is handed out.
fn handed_out() -> Result<PathBuf, Box<dyn Error>> {
    let built = Command::new("cargo")
        .args(["build", "--profile", "dist", "--quiet", "--bin", "jrp"])
        .current_dir(repository())
        .status()?;
    done("cargo build --profile dist --bin jrp", built.success())?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| repository().join("target"), PathBuf::from);
    Ok(target.join("dist/jrp"))
}

fn done(what: &str, well: bool) -> Result<(), String> {
    match well {
        true => Ok(()),
        false => Err(format!("`{what}` failed; run it by hand to see why")),
    }
}
