//! What a build tells its operator.

use super::Inputs;
use crate::error::CliError;
use crate::files::Shown;
use crate::layout::{counted, grouped, padded, wrapped};
use crate::terminal::{FAINT, GOOD, STRONG, WARN, styled};
use crate::{snapshots, terminal};
use anstyle::Style;
use jrp_core::snapshot::{Header, UnverifiedSnapshot};
use jrp_folder::feeding::{Made, Read};
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
    let (report, header) = (&read.report, snapshot.header());
    let mut lines = Lines {
        text: String::new(),
        width: terminal::width(),
    };
    lines.head(out, header);
    lines.taken(report, header, args);
    lines.dropped(read, args);
    lines.doubtful(report, args);
    lines.made(bytes.len(), &snapshot, args);
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
    /// What was made.
    fn head(&mut self, out: &Path, header: &Header) {
        self.say(&format!(
            "{}  {} no. {}, data as of {}, {}, for {}",
            styled(STRONG, &Shown(out).to_string()),
            header.publisher,
            header.sequence,
            header.data_as_of,
            header.suite.code(),
            header.audience.code(),
        ));
        self.say("");
    }

    /// Rows that came in, and lists.
    fn taken(&mut self, report: &Report, header: &Header, args: &Inputs) {
        let feeds = format!("from {}", counted(args.feeds.len(), "feed"));
        self.count("read", report.read(), STRONG, &feeds);
        let covered = header.lists.iter().filter(|list| list.covered).count();
        let with_records = header.lists.iter().filter(|list| list.records > 0).count();
        let lists = format!("on {}; {covered} covered", counted(with_records, "list"));
        self.count("loaded", report.loaded(), GOOD, &lists);
        let passed_over: Vec<_> = report.passed_over().collect();
        if !passed_over.is_empty() {
            let count = passed_over.iter().map(|(_, count)| count).sum();
            self.count("no rows", count, STRONG, &by_count(passed_over));
        }
        for (file, note) in report.notes().filter(|(_, note)| note.is_easily_missed()) {
            self.detail(&format!("{file}: {note}"));
        }
    }

    /// Rows that went out again.
    fn dropped(&mut self, read: &Read, args: &Inputs) {
        let report = &read.report;
        let left_out: Vec<_> = report.left_out().collect();
        let left_out_count = left_out.iter().map(|(_, count)| count).sum();
        self.count("left out", left_out_count, STRONG, &by_count(left_out));
        self.count("collapsed", report.collapsed(), STRONG, "exact repeats");
        self.count(
            "conflicts",
            report.conflicts(),
            alarm(report.conflicts()),
            "rows of one record that differ",
        );
        for (kept, dropped) in &read.conflicts {
            self.detail(&format!(
                "{} row {} stays, {} row {} goes",
                report.file_name(*kept),
                kept.row,
                report.file_name(*dropped),
                dropped.row
            ));
        }
        self.more(report.conflicts(), read.conflicts.len(), args);
        self.apart(report, args);
    }

    /// Rows that somebody must look at.
    fn doubtful(&mut self, report: &Report, args: &Inputs) {
        let reasons = by_count(report.refused_by_reason().collect());
        self.count("refused", report.refused(), alarm(report.refused()), &reasons);
        for (file, row, faults) in report.faults().take(REFUSALS) {
            self.detail(&format!("{file} row {row}, {faults}"));
        }
        self.more(report.refused(), REFUSALS, args);
        let unread = report.unread();
        self.count(
            "unread",
            unread,
            alarm(unread),
            "kept by their subjects: who asks for one is told",
        );
        let unnamed = report.unnamed();
        self.count(
            "unnamed",
            unnamed,
            alarm(unnamed),
            "refused, and naming nobody: `clear` carries a warning",
        );
        let warned: Vec<_> = report.warnings().collect();
        if !warned.is_empty() {
            let count = warned.iter().map(|(_, count)| count).sum();
            let holds_addresses = warned.iter().any(|(code, _)| code.ends_with("-address"));
            self.count("checks", count, STRONG, &by_count(warned));
            self.detail("these rows are loaded as they stand");
            if holds_addresses {
                self.detail("a name or unit holds a web address, which readers may follow: ask who sent it");
            }
        }
    }

    /// The file.
    fn made(&mut self, file_size: usize, snapshot: &UnverifiedSnapshot<&[u8]>, args: &Inputs) {
        let header = snapshot.header();
        self.say("");
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
        self.fact("file", &size);
        self.fact("digest", &snapshot.digest());
        self.fact("next due", &header.next_update.to_string());
        self.fact("expires", &header.expires_at.to_string());
        if let Some(path) = &args.report {
            self.fact("report", &Shown(path).to_string());
        }
    }

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
