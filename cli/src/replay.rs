//! `jrp replay`: the question of an evidence file, asked again of the archived lists.

use crate::asking;
use crate::error::CliError;
use crate::files::{self, Shown};
use crate::layout::plain;
use crate::terminal::{self, GOOD, STRONG, WARN, styled};
use crate::{keys, snapshots};
use jrp_core::evidence::{Evidence, Layers, Register};
use jrp_core::roster::Roster;
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::suite::PersonKey;
use jrp_core::trust::TrustAnchors;
use std::path::{Path, PathBuf};

/// Ask the question of an evidence file again, and tell whether the answer is the same
///
/// The answer is compared byte for byte; what differs is named, and whether the files, the policy pack, the person key or the
/// version of JRP differ. docs/EVIDENCE.md tells what evidence proves.
///
/// Exits with 0 for the same answer, 1 for another one or none, 2 where the command line is wrong.
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
    /// The row whose question is asked again, where the evidence is that of a register (its header is row 1)
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
    evidence: String,
    differences: Vec<String>,
    notes: Vec<String>,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let evidence = parse(&args.evidence, &one(&args.evidence, args.row)?)?;
    let numbers = args.numbers.iter().map(|number| match number.as_str() {
        FROM_INPUT => asking::line_of_input("--id -"),
        number => Ok(number.to_owned()),
    });
    let numbers = numbers.collect::<Result<Vec<_>, _>>()?;
    let trust = keys::trust(&args.trust)?;
    let person_key = keys::person(args.person_key.as_deref())?;
    let roster = open(args, &evidence, &trust, person_key)?;
    let replay = evidence
        .replay(&numbers, |query| roster.check(query))
        .map_err(|source| CliError::Replay {
            path: args.evidence.clone(),
            source: Box::new(source),
        })?;
    let logged = logged(&args.snapshot, &evidence)?;
    let told = Told {
        same: replay.is_same && logged.differences.is_empty(),
        evidence: evidence.digest().to_owned(),
        differences: told_of(&replay.differences, logged.differences),
        notes: told_of(&replay.notes, logged.notes),
    };
    match args.json {
        true => terminal::print_json(&format!("{}\n", jrp_core::json::to_json(&told)))?,
        false => terminal::print(&text(&evidence, &told))?,
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

fn logged(archive: &Path, evidence: &Evidence) -> Result<Logged, CliError> {
    let mut logged = Logged::default();
    for Layers {
        publisher,
        publication,
        ..
    } in evidence.snapshots()
    {
        let Some((line, digest)) = publication else {
            continue;
        };
        let found = match archive.is_dir() {
            true => jrp_folder::log_names(archive, line, &digest)?,
            false => None,
        };
        match found {
            Some(true) => {}
            Some(false) => logged.differences.push(format!(
                "publication no. {line} of {publisher}: the log of publications in the archive has another line there"
            )),
            None => logged.notes.push(format!(
                "publication no. {line} of {publisher}: the archive holds no log of publications, so the line was not compared"
            )),
        }
    }
    Ok(logged)
}

/// The text of evidence: the whole file, or what it says of a row where it is a register's.
pub(crate) fn one(path: &Path, row: Option<u64>) -> Result<String, CliError> {
    let text = text_of(path)?;
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

/// Opens the archived files: those given, or those of the folder that the evidence names by their digests.
fn open(
    args: &Args,
    evidence: &Evidence,
    trust: &TrustAnchors,
    person_key: Option<PersonKey>,
) -> Result<Roster<Vec<u8>>, CliError> {
    if args.snapshot.is_dir()
        && args.deltas.is_empty()
        && let Some(layers) = evidence.snapshots().next()
        && let [base, deltas @ ..] = layers_in(&args.snapshot, &layers)?.as_slice()
    {
        return snapshots::open(base, deltas, trust, person_key);
    }
    snapshots::open(&args.snapshot, &args.deltas, trust, person_key)
}

/// The files of a folder that have the digests wanted.
fn layers_in(folder: &Path, wanted: &Layers) -> Result<Vec<PathBuf>, CliError> {
    let mut found = vec![None; wanted.files.len()];
    let unreadable = |source| files::unreadable(folder, source);
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        paths.push(entry.map_err(unreadable)?.path());
    }
    paths.sort();
    for path in paths {
        if !path.is_file() || path.extension().is_none_or(|extension| extension != "jrp") {
            continue;
        }
        // What is no snapshot is none of those wanted.
        let Ok(parsed) = UnverifiedSnapshot::parse(files::read(&path)?) else {
            continue;
        };
        let digest = parsed.digest();
        for (place, (_, wanted)) in found.iter_mut().zip(&wanted.files) {
            if *wanted == digest && place.is_none() {
                *place = Some(path.clone());
            }
        }
    }
    let files = found.into_iter().zip(&wanted.files);
    files
        .map(|(path, (sequence, digest))| {
            path.ok_or_else(|| CliError::NotInArchive {
                folder: folder.to_owned(),
                publisher: wanted.publisher.clone(),
                sequence: *sequence,
                digest: digest.clone(),
            })
        })
        .collect()
}

fn text(evidence: &Evidence, told: &Told) -> String {
    let verdict = match told.same {
        true => styled(GOOD, "the same answer, byte for byte"),
        false => styled(WARN, "not the same answer"),
    };
    let mut lines = vec![
        verdict,
        format!("{}  {}", styled(STRONG, "evidence"), evidence.digest()),
        format!("{}  {}", styled(STRONG, "asked at"), evidence.asked_at()),
    ];
    let named = |name: &str, what: &String| format!("{}  {}", styled(STRONG, name), plain(what));
    lines.extend(told.differences.iter().map(|what| named("differs", what)));
    lines.extend(told.notes.iter().map(|what| named("note", what)));
    lines.into_iter().map(|line| line + "\n").collect()
}
