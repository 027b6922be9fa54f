//! What a run found, kept as `results/N.json` so that the page can be made again without measuring again.

use crate::machine::Machine;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::{fmt, fs};

/// Everything one run measured.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// Rows of the feed
    pub records: u64,
    /// Bytes of the feed
    pub feed_bytes: u64,
    /// BLAKE3 of the feed
    #[serde(default)]
    pub feed_digest: String,
    /// What it ran on
    pub machine: Machine,
    /// Medians in nanoseconds, by `group/what`
    pub times: BTreeMap<String, f64>,
    /// Filters, by what they are
    pub filters: BTreeMap<String, Filter>,
    /// Files, by what they are
    pub files: BTreeMap<String, FileSize>,
    /// Bytes of the snapshot's parts, in the order of the file
    pub sections: Vec<(String, u64)>,
    /// The build by the command
    pub build: Option<Build>,
}

/// What a filter costs and how often it errs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Filter {
    /// Bits for each key
    pub bits_per_key: f64,
    /// Share of keys not in it that it does not rule out
    pub false_positives: f64,
}

/// A file that holds the feed, or a part of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileSize {
    /// Its length
    pub bytes: u64,
    /// How long making it took
    pub seconds: f64,
}

/// `jrp build` as a process of its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Build {
    /// From start to exit: reading, cleaning, building, signing, verifying, writing
    pub seconds: f64,
    /// The most memory it held
    pub peak_bytes: u64,
}

impl Run {
    /// The median of `group/what` in nanoseconds.
    pub fn time(&self, id: &str) -> Option<f64> {
        self.times.get(id).copied()
    }

    /// A file's bytes for each row of the feed.
    pub fn bytes_per_record(&self, file: &str) -> Option<f64> {
        Some(self.files.get(file)?.bytes as f64 / self.records as f64)
    }

    /// The run that was kept, if it was over the very same feed.
    pub fn kept(records: u64, feed_digest: &str) -> Option<Self> {
        let text = fs::read_to_string(place(records)).ok()?;
        let run: Self = serde_json::from_str(&text).ok()?;
        (run.feed_digest == feed_digest).then_some(run)
    }

    /// Writes it into the folder of results.
    pub fn save(&self) -> io::Result<PathBuf> {
        let path = place(self.records);
        fs::create_dir_all(folder())?;
        fs::write(&path, format!("{}\n", serde_json::to_string_pretty(self)?))?;
        Ok(path)
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Machine { date, commit, .. } = &self.machine;
        write!(f, "{} records, commit {commit}, {date}", grouped(self.records))
    }
}

/// Every run kept, the smallest first.
pub fn load_all() -> io::Result<Vec<Run>> {
    let mut runs = Vec::new();
    for entry in fs::read_dir(folder())? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            runs.push(serde_json::from_str::<Run>(&fs::read_to_string(&path)?)?);
        }
    }
    runs.sort_by_key(|run| run.records);
    Ok(runs)
}

fn place(records: u64) -> PathBuf {
    folder().join(format!("{records}.json"))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("results")
}

/// 1234567 → `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
