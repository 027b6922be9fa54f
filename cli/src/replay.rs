//! `jrp replay`: the question of an evidence file, asked again of the archived lists.

mod archive;
mod register;

use crate::asking;
use crate::error::CliError;
use crate::files::Shown;
use crate::keys;
use crate::layout::{grouped, plain};
use crate::terminal::{self, GOOD, STRONG, WARN, styled};
use archive::Archive;
use jrp_core::date::Timestamp;
use jrp_core::evidence::{Difference, Evidence, Register};
use jrp_folder::LogSaid;
use std::path::{Path, PathBuf};

/// Ask the question of an evidence file again, and tell whether the answer is the same
///
/// The answer is compared byte for byte, and so is what the evidence states of question, lists and files; what differs is
/// named, and whether the files, the policy pack, the person key or the version of JRP differ. docs/EVIDENCE.md tells what evidence proves.
///
/// Exits with 0 where all is the same, 1 for another answer, another statement or none, 2 where the command line is wrong.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The evidence, as `jrp check --evidence` or another host of JRP wrote it
    #[arg(value_name = "EVIDENCE.json")]
    evidence: PathBuf,
    /// The archived base, or a folder in which all files of the evidence are, under whatever names
    #[arg(long, value_name = "FILE.jrp|DIR")]
    snapshot: PathBuf,
    /// The archived deltas on it, in their order
    #[arg(long = "delta", value_name = "FILE.jrp", num_args = 1..)]
    deltas: Vec<PathBuf>,
    /// Whose signature counts: the jrp.pub or the trust file of then; may be given again for several
    #[arg(long, value_name = "FILE", required = true)]
    trust: Vec<PathBuf>,
    /// The person.key of then, where it was given then
    #[arg(long, value_name = "FILE")]
    person_key: Option<PathBuf>,
    /// A person's number that the evidence masks; once for each, in their order. `-` reads one line of standard input for
    /// each, because others on this computer can see a command line while the command runs
    #[arg(long = "id", value_name = "I")]
    numbers: Vec<String>,
    /// The row whose question is asked again, where the evidence is that of a register (its header is row 1); without it
    /// every question of the register is
    #[arg(long, value_name = "N")]
    row: Option<u64>,
    /// Print what came of it as one line of JSON
    #[arg(long)]
    json: bool,
}

/// Most bytes of evidence: a register of a million rows has some 2 GB.
const MOST: u64 = 4 << 30;

/// In the place of a number: it comes from standard input.
const FROM_INPUT: &str = "-";

/// What came of it, for scripts.
#[derive(serde::Serialize)]
struct Told {
    same: bool,
    /// Whether the answer is, whatever else differs
    #[serde(skip)]
    same_answer: bool,
    evidence: String,
    differences: Vec<String>,
    notes: Vec<String>,
    /// Of a whole register
    #[serde(skip_serializing_if = "Option::is_none")]
    questions: Option<Questions>,
}

impl jrp_core::json::Plain for Told {}

/// How many questions of a register.
#[derive(Default, serde::Serialize)]
struct Questions {
    /// were asked again
    asked: u64,
    /// have another answer now
    different: u64,
    /// were not asked, because they hold masked numbers of persons
    masked: u64,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let trust = keys::trust(&args.trust)?;
    let archive = Archive::of(
        &args.snapshot,
        &args.deltas,
        trust,
        keys::person(args.person_key.as_deref())?,
    )?;
    let text = text_of(&args.evidence)?;
    if args.row.is_none() && args.numbers.is_empty() && Register::is_meant(&text) {
        return finish(args, &register::replay(&args.evidence, &text, &archive)?, None);
    }
    let evidence = parse(&args.evidence, &one(&args.evidence, text, args.row)?)?;
    let numbers = args.numbers.iter().map(|number| match number.as_str() {
        FROM_INPUT => asking::line_of_input("--id -"),
        number => Ok(number.to_owned()),
    });
    let numbers = numbers.collect::<Result<Vec<_>, _>>()?;
    let rosters = archive.open(&evidence)?;
    let replay = evidence
        .replay(&numbers, |query| rosters.check(query))
        .map_err(|source| CliError::Replay {
            path: args.evidence.clone(),
            source: Box::new(source),
        })?;
    let logged = logged(&archive, &evidence);
    let told = Told {
        same: replay.is_same && logged.differences.is_empty(),
        same_answer: !replay.differences.iter().any(Difference::is_of_answer),
        evidence: evidence.digest().to_owned(),
        differences: told_of(&replay.differences, logged.differences),
        notes: told_of(&replay.notes, logged.notes),
        questions: None,
    };
    finish(args, &told, Some(evidence.asked_at()))
}

fn finish(args: &Args, told: &Told, asked_at: Option<Timestamp>) -> Result<u8, CliError> {
    match args.json {
        true => terminal::print_json(&format!("{}\n", jrp_core::json::to_json(told)))?,
        false => terminal::print(&text(told, asked_at))?,
    }
    Ok(u8::from(!told.same))
}

fn told_of(found: &[impl ToString], more: Vec<String>) -> Vec<String> {
    found.iter().map(ToString::to_string).chain(more).collect()
}

/// What the log of publications in the archive says of those that evidence names.
#[derive(Default)]
struct Logged {
    differences: Vec<String>,
    notes: Vec<String>,
}

fn logged(archive: &Archive<'_>, evidence: &Evidence) -> Logged {
    let mut logged = Logged::default();
    for layers in evidence.snapshots() {
        let Some((line, digest)) = &layers.publication else {
            continue;
        };
        let of_publication = format!("publication no. {line} of {}", layers.publisher);
        match archive.log_says(&layers, *line, digest) {
            LogSaid::Line => {}
            LogSaid::Otherwise { path, why } => logged.differences.push(format!(
                "{of_publication}: the log of publications in the archive does not have it: {}: {why}",
                Shown(&path)
            )),
            LogSaid::Nothing => logged.notes.push(format!(
                "{of_publication}: the archive holds no log of publications of this publisher, so the line was not compared"
            )),
        }
    }
    logged
}

/// The evidence in the text of this file: all of it, or what it says of a row where it is a register's.
pub(crate) fn one(path: &Path, text: String, row: Option<u64>) -> Result<String, CliError> {
    let fault = |source| CliError::Evidence {
        path: path.to_owned(),
        source,
    };
    match (Register::is_meant(&text), row) {
        (false, None) => Ok(text),
        (false, Some(row)) => Err(CliError::Usage(format!(
            "--row {row}: {} is the evidence of one question; leave --row out",
            Shown(path)
        ))),
        (true, None) => Err(CliError::Usage(format!(
            "{} is the evidence of a register; name a row by --row",
            Shown(path)
        ))),
        (true, Some(row)) => {
            let register = Register::parse(&text).map_err(fault)?;
            let mut found = register.row(row).map_err(fault)?;
            match found.len() {
                0 => Err(CliError::Usage(format!(
                    "--row {row}: the register of {} has {} rows behind its header, and nothing was asked for this one",
                    Shown(path),
                    register.rows()
                ))),
                _ => Ok(found.swap_remove(strictest(&found))),
            }
        }
    }
}

/// The place of the strictest of several answers about a row.
fn strictest(texts: &[String]) -> usize {
    let rank = |text: &String| {
        STRICTEST
            .iter()
            .position(|code| text.contains(&format!("\"answer\":{{\"outcome\":\"{code}\"")))
    };
    let ranks = texts.iter().enumerate();
    ranks
        .min_by_key(|(_, text)| rank(text).unwrap_or(STRICTEST.len()))
        .map_or(0, |(at, _)| at)
}

/// Outcomes, the strictest first, as the answer to a row is chosen when registers are screened.
const STRICTEST: [&str; 7] = [
    "prohibited",
    "restricted",
    "review",
    "indeterminate",
    "notice",
    "preferred",
    "clear",
];

/// The text of this file as evidence of which nothing was altered.
pub(crate) fn parse(path: &Path, text: &str) -> Result<Evidence, CliError> {
    Evidence::parse(text).map_err(|source| CliError::Evidence {
        path: path.to_owned(),
        source,
    })
}

/// The text of an evidence file.
pub(crate) fn text_of(path: &Path) -> Result<String, CliError> {
    String::from_utf8(jrp_folder::files::read_within(path, MOST)?).map_err(|error| CliError::NotText {
        path: path.to_owned(),
        offset: error.utf8_error().valid_up_to(),
        remedy: "name the file as `jrp check --evidence` wrote it",
    })
}

fn text(told: &Told, asked_at: Option<Timestamp>) -> String {
    let verdict = match (&told.questions, told.same) {
        (None, true) => "the same answer, byte for byte".to_owned(),
        (None, false) if told.same_answer => {
            "the same answer, and not all that the evidence states beside it".to_owned()
        }
        (None, false) => "not the same answer".to_owned(),
        (Some(all), true) => format!(
            "the same answers to {} questions, byte for byte",
            grouped(all.asked)
        ),
        (Some(all), false) if all.different == 0 => {
            "the same answers, and not all that the evidence states beside them".to_owned()
        }
        (Some(all), false) => format!(
            "not the same: {} of {} questions have another answer",
            grouped(all.different),
            grouped(all.asked)
        ),
    };
    let mut lines = vec![
        styled(if told.same { GOOD } else { WARN }, &verdict),
        format!("{}  {}", styled(STRONG, "evidence"), told.evidence),
    ];
    lines.extend(asked_at.map(|at| format!("{}  {at}", styled(STRONG, "asked at"))));
    let named = |name: &str, what: &String| format!("{}  {}", styled(STRONG, name), plain(what));
    lines.extend(told.differences.iter().map(|what| named("differs", what)));
    lines.extend(told.notes.iter().map(|what| named("note", what)));
    lines.into_iter().map(|line| line + "\n").collect()
}
