//! Criterion's estimates, read back from where it keeps them.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Medians in nanoseconds by `group/what`, of what was measured since then.
pub(crate) fn since(started: SystemTime) -> BTreeMap<String, f64> {
    let mut times = BTreeMap::new();
    for group in folders(&home()) {
        for bench in folders(&group) {
            let estimates = bench.join("new/estimates.json");
            let written = fs::metadata(&estimates).and_then(|about| about.modified());
            if written.is_ok_and(|written| written >= started)
                && let Some(median) = median(&estimates)
            {
                times.insert(format!("{}/{}", name(&group), name(&bench)), median);
            }
        }
    }
    times
}

fn median(estimates: &Path) -> Option<f64> {
    let text = fs::read_to_string(estimates).ok()?;
    let json: serde_json::Value = serde_json::from_str(&text).ok()?;
    json["median"]["point_estimate"].as_f64()
}

/// As criterion chooses it.
fn home() -> PathBuf {
    let set = |variable| env::var_os(variable).map(PathBuf::from);
    let target =
        || set("CARGO_TARGET_DIR").unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target"));
    set("CRITERION_HOME").unwrap_or_else(|| target().join("criterion"))
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(of).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect()
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
