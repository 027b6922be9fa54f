//! Counts, as Prometheus reads them. Nothing of a question stands in them.

use super::lists::Served;
use jrp_core::compare::Outcome;
use jrp_core::date::Timestamp;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};

/// What happened since the start.
#[derive(Default)]
pub(super) struct Metrics {
    /// In the order of `Outcome::ALL`.
    checks: [AtomicU64; Outcome::ALL.len()],
    rows: AtomicU64,
    refused: AtomicU64,
    overloaded: AtomicU64,
    reloads: AtomicU64,
}

impl Metrics {
    pub(super) fn checked(&self, outcome: Outcome) {
        let counters = Outcome::ALL.iter().zip(&self.checks);
        for (_, counter) in counters.filter(|(of, _)| **of == outcome) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    pub(super) fn screened(&self, rows: usize) {
        self.rows.fetch_add(rows as u64, Ordering::Relaxed);
    }

    pub(super) fn refused(&self, is_overload: bool) {
        let counter = if is_overload {
            &self.overloaded
        } else {
            &self.refused
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn reloaded(&self) {
        self.reloads.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn text(&self, served: &Served, now: Timestamp) -> String {
        let mut out = String::new();
        let mut family = |name: &str, kind: &str, about: &str, lines: Vec<(String, i128)>| {
            let _ = writeln!(out, "# HELP {name} {about}\n# TYPE {name} {kind}");
            for (labels, value) in lines {
                let _ = writeln!(out, "{name}{labels} {value}");
            }
        };
        let get = |counter: &AtomicU64| i128::from(counter.load(Ordering::Relaxed));
        let checks = Outcome::ALL.iter().zip(&self.checks);
        let checks =
            checks.map(|(outcome, counter)| (format!("{{outcome=\"{}\"}}", outcome.code()), get(counter)));
        family(
            "jrp_checks_total",
            "counter",
            "Questions answered",
            checks.collect(),
        );
        for (name, about, counter) in [
            ("jrp_rows_total", "Rows screened", &self.rows),
            (
                "jrp_refused_total",
                "Requests that could not be answered",
                &self.refused,
            ),
            (
                "jrp_overloaded_total",
                "Requests told 503 because of too many at once",
                &self.overloaded,
            ),
            (
                "jrp_reloads_total",
                "Times that newer lists came into use",
                &self.reloads,
            ),
        ] {
            family(name, "counter", about, vec![(String::new(), get(counter))]);
        }
        let refused = i128::from(served.refused().is_some());
        family(
            "jrp_lists_refused",
            "gauge",
            "1 where the last look at a folder failed",
            vec![(String::new(), refused)],
        );
        let current = served.current();
        let of = |value: &dyn Fn(&jrp_core::Roster<Vec<u8>>) -> i128| {
            let line = |roster| {
                let publisher = escaped(&jrp_core::Roster::header(roster).publisher);
                (format!("{{publisher=\"{publisher}\"}}"), value(roster))
            };
            current.rosters().map(line).collect::<Vec<_>>()
        };
        let sequence = of(&|roster| roster.header().sequence.into());
        family(
            "jrp_lists_sequence",
            "gauge",
            "Sequence of the lists in use",
            sequence,
        );
        let records = of(&|roster| roster.info().records.into());
        family("jrp_lists_records", "gauge", "Live records", records);
        let ages = of(&|roster| roster.freshness(now).age_days.into());
        family(
            "jrp_lists_age_days",
            "gauge",
            "Days since the date the data stand for",
            ages,
        );
        out
    }
}

/// A label's value as the format wants it.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}
