//! Sizes and builds.

use super::numbers::{ratio, table, time};
use crate::results::{Run, grouped};

/// A way to keep the feed: its id in a run, what the page calls it, what can be looked up in it.
const FILES: [(&str, &str, &str); 11] = [
    ("jrp", "**jrp**, signed", "codes, names, former names, masked ids"),
    (
        "jrp-possible",
        "**jrp** `--possible-names`, signed",
        "the same, and names with one character changed",
    ),
    ("csv", "the feed CSV", "nothing"),
    ("xz", "`xz -9`", "nothing"),
    ("zstd", "`zstd -19`", "nothing"),
    ("parquet", "Parquet, zstd level 19", "nothing without a scan"),
    (
        "sqlite",
        "SQLite, `WITHOUT ROWID`, index on names",
        "codes, names",
    ),
    ("lmdb", "LMDB, rows by code", "codes"),
    ("redb", "redb, rows by code", "codes"),
    ("fst", "fst, codes → row number", "codes; holds no rows"),
    (
        "clubcard",
        "clubcard, codes only",
        "codes of a universe ten times the list",
    ),
];

fn by_run(head: &str, runs: &[&Run], unit: &str) -> Vec<String> {
    let mut columns = vec![head.to_owned()];
    for run in runs {
        columns.extend([
            format!("{unit}, n = {}", grouped(run.records)),
            "÷ ours".to_owned(),
        ]);
    }
    columns
}

/// Bytes a record of every file, by run.
pub(super) fn sizes(runs: &[Run]) -> String {
    let runs: Vec<&Run> = runs.iter().filter(|run| run.files.contains_key("jrp")).collect();
    let mut head = by_run("kept as", &runs, "bytes a record");
    head.push("can be looked up".to_owned());
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let rows: Vec<Vec<String>> = FILES
        .iter()
        .filter(|(id, ..)| runs.iter().any(|run| run.files.contains_key(*id)))
        .map(|(id, name, searched)| {
            let mut row = vec![(*name).to_owned()];
            for run in &runs {
                let sizes = run.bytes_per_record(id).zip(run.bytes_per_record("jrp"));
                row.push(sizes.map_or(String::new(), |(theirs, _)| format!("{theirs:.1}")));
                row.push(sizes.map_or(String::new(), |(theirs, ours)| ratio(theirs, ours)));
            }
            row.push((*searched).to_owned());
            row
        })
        .collect();
    table(&head, &rows)
}

/// Rows of the table of ratios.
pub(super) fn ratios(run: &Run) -> Vec<Vec<String>> {
    let Some(ours) = run.bytes_per_record("jrp") else {
        return Vec::new();
    };
    let others = FILES.iter().filter(|(id, ..)| !id.starts_with("jrp"));
    let rows = others.filter_map(|(id, name, _)| {
        let theirs = run.bytes_per_record(id)?;
        Some(vec![
            "bytes a record".to_owned(),
            format!("{ours:.1}"),
            (*name).to_owned(),
            format!("{theirs:.1}"),
            ratio(theirs, ours),
        ])
    });
    rows.collect()
}

/// Bytes a record of every part of the snapshot, by run.
pub(super) fn sections(runs: &[Run]) -> String {
    let runs: Vec<&Run> = runs.iter().filter(|run| !run.sections.is_empty()).collect();
    let Some(last) = runs.last() else {
        return table(&[], &[]);
    };
    let mut head = vec!["part".to_owned()];
    for run in &runs {
        head.extend([
            format!("bytes a record, n = {}", grouped(run.records)),
            "share".to_owned(),
        ]);
    }
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let bytes = |run: &Run, part: &str| {
        let found = run.sections.iter().find(|(name, _)| name == part);
        found.map_or(0, |(_, bytes)| *bytes)
    };
    let mut parts: Vec<&str> = last.sections.iter().map(|(name, _)| name.as_str()).collect();
    parts.sort_by_key(|part| std::cmp::Reverse(bytes(last, part)));
    let rows: Vec<Vec<String>> = parts
        .into_iter()
        .map(|part| {
            let mut row = vec![part.to_owned()];
            for run in &runs {
                let total: u64 = run.sections.iter().map(|(_, bytes)| bytes).sum();
                row.push(format!("{:.2}", bytes(run, part) as f64 / run.records as f64));
                row.push(format!("{:.1} %", bytes(run, part) as f64 * 100.0 / total as f64));
            }
            row
        })
        .collect();
    table(&head, &rows)
}

/// The build by the command, and what making the other files took.
pub(super) fn builds(runs: &[Run]) -> String {
    let rows: Vec<Vec<String>> = runs
        .iter()
        .filter_map(|run| {
            let build = run.build.as_ref()?;
            let made = |id: &str| {
                let file = run.files.get(id);
                file.map_or(String::new(), |file| time(file.seconds * 1e9))
            };
            Some(vec![
                grouped(run.records),
                time(build.seconds * 1e9),
                grouped((run.records as f64 / build.seconds) as u64),
                format!("{:.0}", build.peak_bytes as f64 / run.records as f64),
                made("xz"),
                made("zstd"),
                made("parquet"),
                made("sqlite"),
            ])
        })
        .collect();
    let head = [
        "records",
        "`jrp build`",
        "records a second",
        "peak bytes a record",
        "`xz -9`",
        "`zstd -19`",
        "Parquet",
        "SQLite",
    ];
    table(&head, &rows)
}
