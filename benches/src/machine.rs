//! What a run was measured on.

use jrp_core::date::Timestamp;
use serde::{Deserialize, Serialize};
use std::fs;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// Machine, compiler and state of the tree.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Machine {
    /// Model of the processor
    pub processor: String,
    /// Threads that may run at once
    pub cores: usize,
    /// Memory in GiB
    pub memory: u64,
    /// Kind and version of the kernel
    pub system: String,
    /// Version of the compiler
    pub rustc: String,
    /// How many threads wanted to run when the run began: more than a few, and its times are worth little
    pub load: f64,
    /// Day of the run, in Beijing
    pub date: String,
    /// Commit, with `+` where the tree had changes
    pub commit: String,
}

impl Machine {
    /// This machine, now.
    pub fn here() -> Self {
        let read = |path| fs::read_to_string(path).unwrap_or_default();
        let field = |text: &str, name: &str| {
            let line = text.lines().find(|line| line.starts_with(name));
            line.and_then(|line| line.split_once(':'))
                .map(|(_, value)| value.trim().to_owned())
                .unwrap_or_else(|| "unknown".to_owned())
        };
        let kib = field(&read("/proc/meminfo"), "MemTotal");
        let kib: u64 = kib.trim_end_matches(" kB").parse().unwrap_or_default();
        let mut commit = output_of("git", &["rev-parse", "--short", "HEAD"]);
        // What the benches write themselves changes nothing that is measured.
        let own = [":!docs/BENCHMARKS.md", ":!benches/results"];
        if !output_of("git", &[&["status", "--porcelain", "--", "."][..], &own].concat()).is_empty() {
            commit.push('+');
        }
        let load = read("/proc/loadavg");
        let load = load.split(' ').next().and_then(|load| load.parse().ok());
        Self {
            load: load.unwrap_or_default(),
            processor: field(&read("/proc/cpuinfo"), "model name"),
            cores: jrp_threads::cores().get(),
            memory: (kib + (1 << 19)) >> 20,
            system: output_of("uname", &["-sr"]),
            rustc: output_of("rustc", &["--version"]),
            date: today(),
            commit,
        }
    }
}

fn today() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let now = i64::try_from(now.as_secs()).ok().and_then(Timestamp::from_unix);
    now.map(|now| now.beijing_date().to_string()).unwrap_or_default()
}

fn output_of(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(crate::repository())
        .output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    text.unwrap_or_default()
}
