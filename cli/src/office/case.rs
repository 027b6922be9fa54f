//! `jrp office case`

use super::Common;
use crate::arguments::{date, one_of};
use crate::error::CliError;
use jrp_core::date::Date;
use jrp_folder::office::{Added, Case, CaseKind};
use serde_json::json;
use std::fmt::Write as _;

/// Write down what became of a hit, and list what was written
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    Add(Add),
    List(List),
}

/// Write a case, or an item of work, down: without names and numbers
#[derive(Debug, clap::Args)]
pub(super) struct Add {
    #[command(flatten)]
    common: Common,
    /// reward 守信激励, punish 失信惩戒, or work, an item of the quarter
    #[arg(long, value_name = "KIND", value_parser = one_of(["reward", "punish", "work"], kind))]
    kind: CaseKind,
    /// The unit that handled it, by its name in office.toml
    #[arg(long, value_name = "UNIT")]
    unit: String,
    /// The list that was hit
    #[arg(long, value_name = "CODE")]
    list: Option<String>,
    /// The matter in which it was hit
    #[arg(long, value_name = "CODE")]
    scenario: Option<String>,
    /// What was done
    #[arg(long, value_name = "TEXT")]
    handled: String,
    /// What came of it
    #[arg(long, value_name = "TEXT")]
    outcome: String,
    /// The day of the outcome [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<Date>,
}

/// List the cases
#[derive(Debug, clap::Args)]
pub(super) struct List {
    #[command(flatten)]
    common: Common,
}

fn kind(code: &str) -> Option<CaseKind> {
    match code {
        "reward" => Some(CaseKind::Reward),
        "punish" => Some(CaseKind::Punish),
        "work" => Some(CaseKind::Work),
        _ => None,
    }
}

fn word(kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::Reward => "reward",
        CaseKind::Punish => "punish",
        CaseKind::Work => "work",
    }
}

pub(super) fn run(command: &Command) -> Result<u8, CliError> {
    match command {
        Command::Add(args) => add(args),
        Command::List(args) => list(args),
    }
}

fn add(args: &Add) -> Result<u8, CliError> {
    let mut office = args.common.open()?;
    let case = Case {
        case: args.kind,
        unit: args.unit.clone(),
        on: args.on.unwrap_or(office.today()),
        list: args.list.clone(),
        scenario: args.scenario.clone(),
        handled: args.handled.clone(),
        outcome: args.outcome.clone(),
    };
    let Added { line, is_done } = office.add_case(case.clone())?;
    let told = match line {
        Some(line) if is_done => {
            format!(", entered already, line {line} of the ledger; nothing is entered twice")
        }
        Some(line) => format!(", line {line} of the ledger"),
        None => String::new(),
    };
    let text = format!("{} by {}, {}{told}\n", word(case.case), case.unit, case.on);
    let next = format!("jrp office case list {}", args.common.dir.display());
    args.common.say(
        &text,
        &next,
        json!({ "line": line, "case": case, "alreadyDone": is_done }),
    )?;
    Ok(0)
}

fn list(args: &List) -> Result<u8, CliError> {
    let office = args.common.open()?;
    let mut text = String::new();
    let mut values = Vec::new();
    for (line, case) in office.cases() {
        let _ = writeln!(
            text,
            "{}  {}  {}  {}{}\n    {}\n    {}",
            line.line,
            case.on,
            word(case.case),
            case.unit,
            case.list
                .as_ref()
                .map_or(String::new(), |list| format!("  {list}")),
            case.handled,
            case.outcome
        );
        values.push(json!({ "line": line.line, "case": case }));
    }
    if values.is_empty() {
        text.push_str("no case yet\n");
    }
    let next = format!("jrp office case add {}", args.common.dir.display());
    args.common.say(&text, &next, json!({ "cases": values }))?;
    Ok(0)
}
