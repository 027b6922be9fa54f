//! What the project has set itself, beside what was measured.

use super::numbers::table;
use crate::results::{Run, grouped};

struct Target {
    what: &'static str,
    limit: &'static str,
    measured: fn(&Run) -> Option<Measured>,
}

struct Measured {
    text: String,
    met: bool,
}

fn at_most(value: f64, limit: f64, unit: &str) -> Measured {
    let text = match value {
        ..10.0 => format!("{value:.2}{unit}"),
        10.0..100.0 => format!("{value:.1}{unit}"),
        _ => format!("{value:.0}{unit}"),
    };
    Measured {
        text,
        met: value <= limit,
    }
}

fn time(run: &Run, id: &str, limit: f64, per: f64, unit: &str) -> Option<Measured> {
    Some(at_most(run.time(id)? / per, limit, unit))
}

/// Seconds for each gigabyte of snapshot.
fn seconds_per_gigabyte(run: &Run, id: &str) -> Option<f64> {
    Some(run.time(id)? / run.files.get("jrp")?.bytes as f64)
}

const TARGETS: [Target; 12] = [
    Target {
        what: "file size beside `xz -9` of the feed",
        limit: "≤ 1.1 ×, goal 1.0 ×",
        measured: |run| {
            let ratio = run.bytes_per_record("jrp")? / run.bytes_per_record("xz")?;
            Some(at_most(ratio, 1.1, " ×"))
        },
    },
    Target {
        what: "pre-check, miss",
        limit: "≤ 10 ns",
        measured: |run| time(run, "pre_check_miss/jrp", 10.0, 1.0, " ns"),
    },
    Target {
        what: "pre-check, size",
        limit: "≤ 10.5 bits a key",
        measured: |run| {
            let bits = run.filters.get("jrp")?.bits_per_key;
            // The last block is rarely full.
            Some(at_most((bits * 100.0).floor() / 100.0, 10.5, ""))
        },
    },
    Target {
        what: "pre-check, false positives",
        limit: "≤ 0.85 %",
        measured: |run| {
            Some(at_most(
                run.filters.get("jrp")?.false_positives * 100.0,
                0.85,
                " %",
            ))
        },
    },
    Target {
        what: "`find`, miss, from text",
        limit: "≤ 100 ns",
        measured: |run| time(run, "find_miss/jrp", 100.0, 1.0, " ns"),
    },
    Target {
        what: "`check`, hit, with prompts",
        limit: "≤ 15 µs",
        measured: |run| time(run, "check_hit/jrp", 15.0, 1e3, " µs"),
    },
    Target {
        what: "open and verify, ed25519-blake3",
        limit: "≤ 1 s a GB",
        measured: |run| Some(at_most(seconds_per_gigabyte(run, "open/jrp")?, 1.0, " s")),
    },
    Target {
        what: "open and verify, sm2-sm3, beside SM3 alone",
        limit: "≤ 1.1 ×",
        measured: |run| {
            Some(at_most(
                run.time("open/sm2-sm3")? / run.time("open/sm3")?,
                1.1,
                " ×",
            ))
        },
    },
    Target {
        what: "`jrp build`, records a second",
        limit: "≥ 200,000",
        measured: |run| {
            let rate = run.records as f64 / run.build.as_ref()?.seconds;
            Some(Measured {
                text: grouped(rate as u64),
                met: rate >= 200_000.0,
            })
        },
    },
    Target {
        what: "`jrp build`, peak memory a record",
        limit: "≤ 300 B",
        measured: |run| {
            let peak = run.build.as_ref()?.peak_bytes as f64;
            Some(at_most(peak / run.records as f64, 300.0, " B"))
        },
    },
    Target {
        what: "delta of 2,000 changes, size",
        limit: "≤ 100 KB",
        measured: |run| Some(at_most(run.files.get("delta")?.bytes as f64 / 1e3, 100.0, " KB")),
    },
    Target {
        what: "delta of 2,000 changes, applied",
        limit: "≤ 5 ms",
        measured: |run| time(run, "delta/jrp", 5.0, 1e6, " ms"),
    },
];

/// Every target, by run; those of one million records are what the limits are meant for.
pub(super) fn overview(runs: &[Run]) -> String {
    let mut head = vec!["what".to_owned(), "target".to_owned()];
    head.extend(runs.iter().map(|run| format!("n = {}", grouped(run.records))));
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let rows = TARGETS.map(|target| {
        let mut row = vec![target.what.to_owned(), target.limit.to_owned()];
        row.extend(runs.iter().map(|run| match (target.measured)(run) {
            Some(Measured { text, met: true }) => text,
            Some(Measured { text, met: false }) => format!("**{text}**"),
            None => "–".to_owned(),
        }));
        row
    });
    table(&head, &rows)
}
