//! `jrp office report`

mod page;
mod workbook;

use super::Common;
use crate::error::CliError;
use crate::files::{Access, Draft};
use jrp_folder::office::{Entry, Line, Number, Period, Report, UnitYear};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Count what the office owes its superiors, for a month, a half-year or a year
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    time: Time,
    /// Write the report: a workbook (.xlsx) or a page to print (.html)
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Show the lines of the ledger from which each number was counted
    #[arg(long)]
    explain: bool,
}

/// The time that it is about.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct Time {
    /// Such as 2026-11
    #[arg(long, value_name = "YYYY-MM")]
    month: Option<String>,
    /// Such as 2026-2, the second half of 2026
    #[arg(long, value_name = "YYYY-N")]
    half: Option<String>,
    /// Such as 2026
    #[arg(long, value_name = "YYYY")]
    year: Option<String>,
}

impl Time {
    fn period(&self) -> Result<Period, CliError> {
        let period = match (&self.month, &self.half, &self.year) {
            (Some(month), ..) => Period::month(month),
            (_, Some(half), _) => Period::half(half),
            (.., Some(year)) => Period::year(year),
            (None, None, None) => {
                return Err(CliError::Usage("--month, --half or --year is missing".to_owned()));
            }
        };
        Ok(period?)
    }
}

pub(super) fn run(args: &Args) -> Result<u8, CliError> {
    let period = args.time.period()?;
    let form = args.out.as_deref().map(form).transpose()?;
    let mut office = args.common.open()?;
    let report = office.report(period)?;
    let mut text = text(&report);
    if args.explain {
        for number in &report.numbers {
            let _ = writeln!(text, "{}", number.title);
            let lines = office.ledger().lines();
            for line in lines.iter().filter(|line| number.lines.contains(&line.line)) {
                let _ = writeln!(text, "  line {}, {}: {}", line.line, line.at, describe(line));
            }
        }
    }
    for year in &report.unknown_years {
        let _ = writeln!(
            text,
            "warning: the calendar does not know the holidays of {year}; only Saturdays and Sundays were counted as rest"
        );
    }
    if !report.unknown_units.is_empty() {
        let _ = writeln!(
            text,
            "warning: office.toml does not name {}, of which the ledger tells in this time, and so not what was owed; keep a unit \
             that delivers no more in office.toml, with `until`",
            report.unknown_units.join(", ")
        );
    }
    let mut next = format!(
        "jrp office report {} with --explain, or --out FILE.html",
        args.common.dir.display()
    );
    if let (Some(out), Some(form)) = (&args.out, form) {
        next = format!("read {} and sign it", out.display());
        if !args.common.dry_run {
            let bytes = match form {
                Form::Page => page::html(&report).into_bytes(),
                Form::Workbook => workbook::xlsx(&report).map_err(|source| {
                    let path = out.clone();
                    CliError::from(jrp_folder::office::OfficeError::Workbook { path, source })
                })?,
            };
            let mut draft = Draft::create(out, Access::Group)?;
            draft.append(&bytes)?;
            draft.finish()?;
        }
    }
    args.common.say(&text, &next, &report)?;
    Ok(0)
}

/// What is written.
#[derive(Clone, Copy)]
enum Form {
    Page,
    Workbook,
}

fn form(path: &std::path::Path) -> Result<Form, CliError> {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => Ok(Form::Page),
        Some("xlsx") => Ok(Form::Workbook),
        _ => Err(CliError::Usage(format!(
            "--out {}: is neither .xlsx nor .html; name one of them",
            path.display()
        ))),
    }
}

/// `3 / 4 (75.0 %)`, or the count.
pub(super) fn amount(number: &Number) -> String {
    match (number.of, number.per_mille()) {
        (Some(of), Some(share)) => format!("{} / {of} ({}.{} %)", number.count, share / 10, share % 10),
        (Some(_), None) => "—".to_owned(),
        (None, _) => number.count.to_string(),
    }
}

/// The columns of the table of units.
const UNITS: [&str; 9] = [
    "单位",
    "应报",
    "按时报送",
    "未报",
    "报送件数",
    "退回件数",
    "有时限件数",
    "时限内件数",
    "案例",
];

/// What stands in them behind the name.
fn counts(unit: &UnitYear) -> [u64; 8] {
    [
        unit.owed,
        unit.in_time,
        unit.missing,
        unit.acts,
        unit.refused,
        unit.timed,
        unit.timely,
        unit.cases,
    ]
}

/// What is asked for, where something is.
pub(super) fn asked(number: &Number) -> String {
    match (number.at_least, number.of) {
        (None, _) => String::new(),
        (Some(least), Some(_)) => format!("≥ {}.{} %", least / 10, least % 10),
        (Some(least), None) => format!("≥ {least}"),
    }
}

/// Whether it was reached, in Chinese.
pub(super) fn verdict(number: &Number) -> &'static str {
    match number.is_met() {
        Some(true) => "达到",
        Some(false) => "未达到",
        None => "",
    }
}

fn text(report: &Report) -> String {
    let mut text = format!(
        "{} {}（{} 至 {}）\n",
        report.publisher, report.period, report.from, report.to
    );
    for number in &report.numbers {
        let _ = writeln!(
            text,
            "  {}  {}  {} {}",
            number.title,
            amount(number),
            asked(number),
            verdict(number)
        );
    }
    for unit in &report.units {
        let _ = writeln!(
            text,
            "  {}: 应报 {}，按时 {}，未报 {}；报送 {} 件，退回 {} 件；案例 {}",
            unit.unit, unit.owed, unit.in_time, unit.missing, unit.acts, unit.refused, unit.cases
        );
    }
    let _ = writeln!(text, "  下月到期 {}", report.ending.len());
    text
}

/// A line of the ledger in a few words.
fn describe(line: &Line) -> String {
    match &line.entry {
        Entry::Init { publisher } => format!("office of {publisher}"),
        Entry::Receive(arrival) => format!(
            "{} from {}, {}",
            arrival.file.as_deref().unwrap_or("zero report"),
            arrival.unit,
            arrival.on
        ),
        Entry::Change(change) => format!(
            "change of a record of {}, noticed {}",
            change.list, change.noticed
        ),
        Entry::Publish(publication) => format!("{} no. {}", publication.audience, publication.sequence),
        Entry::Case(case) => format!("case of {}, {}", case.unit, case.on),
    }
}
