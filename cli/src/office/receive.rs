//! `jrp office receive`

use super::Common;
use crate::arguments::date;
use crate::error::CliError;
use crate::feeding::profiles;
use crate::layout::counted;
use jrp_core::date::Date;
use jrp_folder::office::{Office, Received, Receiving};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Notes of a file told one by one: those of the file itself come first.
const NOTES: usize = 12;

/// Faults told one by one.
const TOLD: usize = 5;

/// Take a unit's files in, and write what goes back to the unit
///
/// A file is the unit's whole list, in place of what the unit delivered of it before, unless --part adds to that. Rows that
/// cannot be read go back to the unit in a workbook under `returns`; they stand in the publication as unread until then.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
    /// The files
    #[arg(
        value_name = "FILE",
        required_unless_present = "zero",
        conflicts_with = "zero"
    )]
    files: Vec<PathBuf>,
    /// The unit that delivers, by its name in office.toml
    #[arg(long, value_name = "UNIT")]
    from: String,
    /// The one list that the files hold
    #[arg(long, value_name = "CODE")]
    list: Option<String>,
    /// How the columns are read, where they are not our own: a built-in profile (ccgp, sgs-cf, court, tax, wage, tax-a) or a file, such as
    /// `jrp intake explain --write-profile` proposes
    #[arg(long, value_name = "NAME|FILE.toml", conflicts_with = "zero")]
    profile: Option<String>,
    /// Add to what the unit delivered before, in place of replacing it
    #[arg(long)]
    part: bool,
    /// A zero report: the unit has no row of --list
    #[arg(long, requires = "list")]
    zero: bool,
    /// The files hold acts that are on no list: 许可, or one of the eight others. They are counted, and published nowhere
    #[arg(long, value_name = "KIND", conflicts_with_all = ["list", "zero", "profile"])]
    acts: Option<String>,
    /// The day on which it came [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<Date>,
}

pub(super) fn run(args: &Args) -> Result<u8, CliError> {
    let common = &args.common;
    if args.files.len() > 1 && !args.part {
        return Err(CliError::Usage(
            "several files are several parts of what a unit has: give --part, or name one file".to_owned(),
        ));
    }
    let mut office = common.open()?;
    let receiving = Receiving {
        from: args.from.clone(),
        list: args.list.clone(),
        profile: args.profile.as_deref().map(profiles::written).transpose()?,
        part: args.part,
        on: args.on.unwrap_or(office.today()),
    };
    if let Some(acts) = &args.acts {
        return receive_acts(args, &mut office, &receiving, acts);
    }
    let mut received = Vec::new();
    if args.zero {
        received.push(office.receive_nothing(&receiving)?);
    }
    for file in &args.files {
        received.push(office.receive(file, &receiving)?);
    }
    let text: String = received.iter().map(text).collect();
    let returned: Vec<String> = received
        .iter()
        .filter_map(|received| received.returned.as_ref())
        .map(|path| path.display().to_string())
        .collect();
    let next = match returned.is_empty() {
        true => format!("jrp office publish {}", common.dir.display()),
        false => format!(
            "send {} back to {}, then jrp office publish {}",
            returned.join(", "),
            args.from,
            common.dir.display()
        ),
    };
    let values: Vec<Value> = received.iter().map(value).collect();
    common.say(&text, &next, json!({ "received": values }))?;
    Ok(0)
}

fn receive_acts(args: &Args, office: &mut Office, receiving: &Receiving, acts: &str) -> Result<u8, CliError> {
    let mut text = String::new();
    let mut values = Vec::new();
    for file in &args.files {
        let (arrival, line) = office.receive_acts(file, receiving, acts)?;
        for (acts, tally) in &arrival.lists {
            let _ = writeln!(
                text,
                "{} from {}: {acts}, {}, {} without a day or a subject, {} of {} in time",
                arrival.file.as_deref().unwrap_or_default(),
                arrival.unit,
                counted(tally.rows, "row"),
                tally.refused,
                tally.timely,
                tally.timed
            );
            if tally.again > 0 {
                let _ = writeln!(
                    text,
                    "  {} seen before, counted once",
                    counted(tally.again, "row")
                );
            }
        }
        values.push(json!({ "line": line, "arrival": arrival }));
    }
    let (year, month, _) = receiving.on.ymd();
    let next = format!(
        "jrp office report {} --month {year}-{month:02}",
        args.common.dir.display()
    );
    args.common.say(&text, &next, json!({ "received": values }))?;
    Ok(0)
}

fn text(received: &Received) -> String {
    let arrival = &received.arrival;
    let mut text = match &arrival.file {
        Some(file) => format!("{} from {}, {}", file, arrival.unit, arrival.on),
        None => format!("zero report from {}, {}", arrival.unit, arrival.on),
    };
    match received.line {
        Some(line) if received.is_done => {
            _ = writeln!(
                text,
                ", came in already, line {line} of the ledger; nothing is entered twice"
            );
        }
        Some(line) => _ = writeln!(text, ", line {line} of the ledger"),
        None => text.push('\n'),
    }
    if let Some(line) = arrival.mends {
        let _ = writeln!(
            text,
            "  mends line {line}: these rows take the place of those that went back, the others stay"
        );
    }
    if let Some(line) = received.unchanged_since {
        let _ = writeln!(text, "  the same file as line {line}: nothing has changed since");
    }
    let told = received.notes.iter().take(NOTES);
    told.for_each(|note| _ = writeln!(text, "  {note}"));
    if received.notes.len() > NOTES {
        let _ = writeln!(
            text,
            "  and {} more",
            counted(received.notes.len() - NOTES, "note")
        );
    }
    for (list, tally) in &arrival.lists {
        if list == "-" && tally.rows == 0 {
            continue;
        }
        let list = if list == "-" { "no list" } else { list };
        let _ = write!(
            text,
            "  {list}: {}, {} refused",
            counted(tally.rows, "row"),
            tally.refused
        );
        if tally.timed > 0 {
            let _ = write!(text, ", {} of {} new ones in time", tally.timely, tally.timed);
        }
        text.push('\n');
    }
    for problem in received.problems.iter().take(TOLD) {
        let fate = if problem.refused { "退回" } else { "提醒" };
        // What is said of a row as a whole names no column.
        let title = match problem.title.as_str() {
            "" => String::new(),
            title => format!(", {title}"),
        };
        let _ = writeln!(
            text,
            "  row {}{title}: {}（{fate}：{}）",
            problem.row, problem.said.problem, problem.said.remedy
        );
    }
    if received.problems.len() > TOLD {
        let _ = writeln!(
            text,
            "  and {} more in the workbook",
            received.problems.len() - TOLD
        );
    }
    if !received.silent.is_empty() {
        let _ = writeln!(
            text,
            "  nothing of {}, which the unit delivers: it stays as it was",
            received.silent.join(", ")
        );
    }
    if !received.unexpected.is_empty() {
        let _ = writeln!(
            text,
            "  warning: office.toml does not say that the unit delivers {}",
            received.unexpected.join(", ")
        );
    }
    text
}

fn value(received: &Received) -> Value {
    let problems = received.problems.iter().map(|problem| {
        json!({
            "row": problem.row, "column": problem.title, "refused": problem.refused, "code": problem.code,
            "problem": problem.said.problem, "remedy": problem.said.remedy,
        })
    });
    json!({
        "line": received.line,
        "arrival": received.arrival,
        "notes": received.notes,
        "problems": problems.collect::<Vec<_>>(),
        "returned": received.returned.as_ref().map(|path| path.display().to_string()),
        "silent": received.silent,
        "unexpected": received.unexpected,
        "alreadyDone": received.is_done,
        "unchangedSince": received.unchanged_since,
    })
}
