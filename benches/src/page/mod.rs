//! `docs/BENCHMARKS.md`: the prose of `page.md`, its `{{…}}` filled with tables.

mod contest;
mod files;
mod numbers;
mod targets;

pub use contest::{CONTESTS, Contest, Peer};

use crate::results::{Run, grouped};

/// The prose.
pub const TEMPLATE: &str = include_str!("../../page.md");

/// Nearly equal names, as `cargo run --release -p jrp-tests --example similar -- --write` measured them.
const SIMILAR: &str = include_str!("../../results/similar.md");

/// Tables in the forms in which they come, as `cargo run --release -p jrp-tests --example forms -- --write` measured them.
const FORMS: &str = include_str!("../../results/forms.md");

/// The page of these runs, the smallest first.
pub fn render(template: &str, runs: &[Run]) -> String {
    let mut page = template.to_owned();
    let mut fill =
        |name: &str, table: String| page = page.replace(&format!("{{{{{name}}}}}"), table.trim_end());
    fill("runs", machines(runs));
    fill("targets", targets::overview(runs));
    // The largest run may hold sizes alone.
    let full = runs.iter().rfind(|run| !run.times.is_empty());
    fill("ratios", full.map(ratios).unwrap_or_default());
    fill("files", files::sizes(runs));
    fill("sections", files::sections(runs));
    fill("builds", files::builds(runs));
    fill("filters", contest::filters(runs));
    fill("similar", SIMILAR.to_owned());
    fill("forms", FORMS.to_owned());
    for contest in CONTESTS {
        fill(contest.group, contest.table(runs));
    }
    page
}

/// The one table of a run: ours beside each peer.
pub fn ratios(run: &Run) -> String {
    let mut rows = files::ratios(run);
    rows.extend(CONTESTS.iter().flat_map(|contest| contest.ratios(run)));
    numbers::table(&["what", "ours", "peer", "theirs", "theirs ÷ ours"], &rows)
}

fn machines(runs: &[Run]) -> String {
    let rows: Vec<Vec<String>> = runs
        .iter()
        .map(|run| {
            let machine = &run.machine;
            vec![
                grouped(run.records),
                format!("{:.1} MB", run.feed_bytes as f64 / 1e6),
                machine.date.clone(),
                format!("`{}`", machine.commit),
                format!(
                    "{}, {} cores, {} GiB",
                    machine.processor, machine.cores, machine.memory
                ),
                format!("{}, {}", machine.system, machine.rustc),
                format!("{:.1}", machine.load),
            ]
        })
        .collect();
    numbers::table(
        &[
            "records",
            "feed CSV",
            "date",
            "commit",
            "machine",
            "system",
            "load before",
        ],
        &rows,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::{FileSize, Filter, load_all};

    fn run() -> Run {
        let mut run = Run {
            records: 1_000,
            feed_bytes: 350_000,
            ..Run::default()
        };
        run.times.insert("find_miss/jrp".into(), 80.0);
        run.times.insert("find_miss/sqlite".into(), 4_000.0);
        for (what, bytes) in [("jrp", 35_000), ("xz", 38_500)] {
            run.files.insert(what.into(), FileSize { bytes, seconds: 1.0 });
        }
        let filter = Filter {
            bits_per_key: 10.5,
            false_positives: 0.008,
        };
        run.filters.insert("jrp".into(), filter);
        run
    }

    #[test]
    fn every_placeholder_is_filled() {
        let page = render(TEMPLATE, &[run()]);
        assert!(!page.contains("{{"), "{page}");
        assert!(
            CONTESTS
                .iter()
                .all(|contest| TEMPLATE.contains(&format!("{{{{{}}}}}", contest.group)))
        );
    }

    #[test]
    fn ratios_say_how_many_times_ours_the_peer_takes() {
        let table = ratios(&run());
        assert!(
            table.contains("| 80.0 ns | SQLite | 4.00 µs | 50.0 × |"),
            "{table}"
        );
        assert!(table.contains("| 35.0 | `xz -9` | 38.5 | 1.10 × |"), "{table}");
    }

    #[test]
    fn everything_is_compared_in_the_largest_run_that_has_times() {
        let sizes_alone = Run {
            records: 10_000,
            ..Run::default()
        };
        let page = render(TEMPLATE, &[run(), sizes_alone]);
        assert!(page.contains("| 80.0 ns | SQLite | 4.00 µs | 50.0 × |"), "{page}");
    }

    #[test]
    fn the_committed_page_is_that_of_the_committed_results() {
        let runs = load_all().unwrap();
        let path = crate::repository().join("docs/BENCHMARKS.md");
        let page = std::fs::read_to_string(path).unwrap();
        assert!(
            page == render(TEMPLATE, &runs),
            "docs/BENCHMARKS.md is stale; run `cargo run --bin report` in benches/ and commit it"
        );
    }
}
