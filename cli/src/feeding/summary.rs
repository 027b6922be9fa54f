//! What a build tells its operator.

use super::Inputs;
use crate::error::CliError;
use crate::files::Shown;
use crate::layout::{grouped, padded, wrapped};
use crate::terminal::{FAINT, GOOD, STRONG, WARN, styled};
use crate::{snapshots, terminal};
use anstyle::Style;
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_folder::feeding::Made;
use jrp_intake::{Origin, Report};
use std::fmt::Write as _;
use std::path::Path;

/// Refusals told one by one.
const REFUSALS: usize = 5;

/// Pairs of rows whose names differ, told one by one.
const PAIRS: usize = 5;

/// A space at which no line breaks.
const NO_BREAK: char = '\u{a0}';

/// Counts, the first refusals and conflicts, and the file.
pub(crate) fn text(out: &Path, args: &Inputs, made: &Made) -> Result<String, CliError> {
    let Made { bytes, read, .. } = made;
    let snapshot = UnverifiedSnapshot::parse(bytes.as_slice()).map_err(snapshots::at(out))?;
    let (report, header, file_size) = (&read.report, snapshot.header(), bytes.len());
    let mut lines = Lines {
        text: String::new(),
        width: terminal::width(),
    };
    lines.say(&format!(
        "{}  {} no. {}, data as of {}, {}, for {}",
        styled(STRONG, &Shown(out).to_string()),
        header.publisher,
        header.sequence,
        header.data_as_of,
        header.suite.code(),
        header.audience.code(),
    ));
    lines.say("");
    let feeds = match args.feeds.len() {
        1 => "from 1 feed".to_owned(),
        count => format!("from {count} feeds"),
    };
    lines.count("read", report.read(), STRONG, &feeds);
    let covered = header.lists.iter().filter(|list| list.covered).count();
    let with_records = header.lists.iter().filter(|list| list.records > 0).count();
    let lists = match with_records {
        1 => format!("on 1 list; {covered} covered"),
        _ => format!("on {with_records} lists; {covered} covered"),
    };
    lines.count("loaded", report.loaded(), GOOD, &lists);
    let passed_over: Vec<_> = report.passed_over().collect();
    if !passed_over.is_empty() {
        let count = passed_over.iter().map(|(_, count)| count).sum();
        lines.count("no rows", count, STRONG, &by_count(passed_over));
    }
    for (file, note) in report.notes().filter(|(_, note)| note.is_easily_missed()) {
        lines.detail(&format!("{file}: {note}"));
    }
    let left_out: Vec<_> = report.left_out().collect();
    let left_out_count = left_out.iter().map(|(_, count)| count).sum();
    lines.count("left out", left_out_count, STRONG, &by_count(left_out));
    lines.count("collapsed", report.collapsed(), STRONG, "exact repeats");
    lines.count(
        "conflicts",
        report.conflicts(),
        alarm(report.conflicts()),
        "rows of one record that differ",
    );
    for (kept, dropped) in &read.conflicts {
        lines.detail(&format!(
            "{} row {} stays, {} row {} goes",
            report.file_name(*kept),
            kept.row,
            report.file_name(*dropped),
            dropped.row
        ));
    }
    lines.more(report.conflicts(), read.conflicts.len(), args);
    lines.apart(report, args);
    let reasons = by_count(report.refused_by_reason().collect());
    lines.count("refused", report.refused(), alarm(report.refused()), &reasons);
    for (file, row, faults) in report.faults().take(REFUSALS) {
        lines.detail(&format!("{file} row {row}, {faults}"));
    }
    lines.more(report.refused(), REFUSALS, args);
    let unread = report.unread();
    lines.count(
        "unread",
        unread,
        alarm(unread),
        "kept by their subjects: who asks for one is told",
    );
    let unnamed = report.unnamed();
    lines.count(
        "unnamed",
        unnamed,
        alarm(unnamed),
        "refused, and naming nobody: `clear` carries a warning",
    );
    let warned: Vec<_> = report.warnings().collect();
    if !warned.is_empty() {
        let count = warned.iter().map(|(_, count)| count).sum();
        let holds_addresses = warned.iter().any(|(code, _)| code.ends_with("-address"));
        lines.count("checks", count, STRONG, &by_count(warned));
        lines.detail("these rows are loaded as they stand");
        if holds_addresses {
            lines.detail("a name or unit holds a web address, which readers may follow: ask who sent it");
        }
    }
    lines.say("");
    let records: u64 = header.lists.iter().map(|list| list.records).sum();
    let size = match records {
        _ if header.base.is_some() => format!("{} bytes", grouped(file_size as u64)),
        0 => format!("{} bytes, no record", grouped(file_size as u64)),
        records => format!(
            "{} bytes, {:.1} a record",
            grouped(file_size as u64),
            file_size as f64 / records as f64
        ),
    };
    lines.fact("file", &size);
    lines.fact("digest", &snapshot.digest());
    lines.fact("next due", &header.next_update.to_string());
    lines.fact("expires", &header.expires_at.to_string());
    if let Some(path) = &args.report {
        lines.fact("report", &Shown(path).to_string());
    }
    Ok(lines.text)
}

fn alarm(count: u64) -> Style {
    if count > 0 { WARN } else { STRONG }
}

/// `repaired 4, expired 3`: the most frequent first.
fn by_count(mut counts: Vec<(&'static str, u64)>) -> String {
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let texts = counts
        .iter()
        .map(|(what, count)| format!("{what}{NO_BREAK}{}", grouped(*count)));
    texts.collect::<Vec<_>>().join(", ")
}

struct Lines {
    text: String,
    width: usize,
}

impl Lines {
    fn say(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn count(&mut self, what: &str, count: u64, style: Style, about: &str) {
        let number = styled(style, &format!("{:>11}", grouped(count)));
        let about = if count > 0 { about } else { "" };
        let about = wrapped(about, self.width.saturating_sub(26)).join(&format!("\n{:26}", ""));
        let line = format!("  {}{number}   {about}", padded(what, 10));
        self.say(line.trim_end().replace(NO_BREAK, " ").as_str());
    }

    fn detail(&mut self, text: &str) {
        for (at, line) in wrapped(text, self.width.saturating_sub(8)).iter().enumerate() {
            let indent = if at == 0 { 6 } else { 8 };
            self.say(&styled(FAINT, &format!("{:indent$}{line}", "")));
        }
    }

    /// Rows that stay side by side: one of them may have another's number.
    fn apart(&mut self, report: &Report, args: &Inputs) {
        if report.apart() == 0 {
            return;
        }
        self.count(
            "names",
            report.apart(),
            WARN,
            "pairs of one number and decision whose names differ: all stay, so look at numbers and former names",
        );
        for [one, other] in report.apart_rows().iter().take(PAIRS) {
            let row = |origin: &Origin| format!("{} row {}", report.file_name(*origin), origin.row);
            self.detail(&format!("{}, {}", row(one), row(other)));
        }
        self.more(report.apart(), PAIRS, args);
    }

    fn more(&mut self, all: u64, told: usize, args: &Inputs) {
        let rest = all.saturating_sub(told as u64);
        if rest > 0 {
            let hint = if args.report.is_some() {
                "see the report"
            } else {
                "--report FILE.json lists them"
            };
            self.detail(&format!("and {} more: {hint}", grouped(rest)));
        }
    }

    fn fact(&mut self, what: &str, text: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.text, "  {}{text}", padded(what, 13));
    }
}
