//! `jrp build`: feeds become a signed snapshot, with a report of what became of every row.

mod feeds;
mod options;
mod summary;

use crate::error::CliError;
use crate::files::{self, Shown, Staged};
use crate::progress::Progress;
use crate::threads::Threads;
use crate::{clock, keys, screen, snapshots};
use clap::builder::NonEmptyStringValueParser;
use jrp_core::build::{BuildError, Builder};
use jrp_core::date::{Date, Timestamp};
use jrp_core::policy::{Policy, Tables};
use jrp_core::snapshot::{Audience, UnverifiedSnapshot};
use jrp_core::suite::SigningKey;
use jrp_core::trust::TrustAnchors;
use jrp_intake::Report;
use std::path::{Path, PathBuf};

use crate::arguments::{date, one_of, time};

/// Build a signed snapshot from feeds
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Tables of list rows: CSV in UTF-8, English or Chinese header
    #[arg(long = "feed", value_name = "FILE", required = true, num_args = 1..)]
    feeds: Vec<PathBuf>,
    /// Folder of a policy pack; the default pack is compiled in
    #[arg(long, value_name = "DIR")]
    policy: Option<PathBuf>,
    /// The signing key, jrp.key; its suite is the snapshot's
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// Who publishes (发布机构)
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    publisher: String,
    /// Region of the publisher: six digits of GB/T 2260
    #[arg(long, value_name = "GB2260", value_parser = options::region)]
    region: Option<String>,
    /// Number of the publication; must rise with every one
    #[arg(long, value_name = "N")]
    sequence: u64,
    /// When the snapshot is made [default: now]
    #[arg(long, value_name = "RFC3339", value_parser = time)]
    issued_at: Option<Timestamp>,
    /// The date the data stand for: rows whose term ended before are left out [default: the Beijing date of --issued-at]
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// When the next snapshot is due; later, answers are stale [default: the end of the next working day after --issued-at]
    #[arg(long, value_name = "RFC3339", value_parser = time)]
    next_update: Option<Timestamp>,
    /// After this no answer is given [default: 30 days after --issued-at]
    #[arg(long, value_name = "RFC3339", value_parser = time)]
    expires: Option<Timestamp>,
    /// Whom it is for; `public` refuses natural persons and lists that are not public
    #[arg(long, default_value = "government", value_parser = one_of(Audience::ALL.map(Audience::code), Audience::from_code))]
    audience: Audience,
    /// List kinds of which the feeds hold every record; `clear` is said of these only
    #[arg(long, value_name = "CODE,…", num_args = 1.., value_delimiter = ',')]
    covers: Vec<String>,
    /// Let names that are nearly the same be found as possible: about 10 bytes a record more
    #[arg(long)]
    possible_names: bool,
    /// person.key, needed where the feeds name natural persons
    #[arg(long, value_name = "FILE")]
    person_key: Option<PathBuf>,
    /// Where to write the quality report
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
    /// The snapshot file
    #[arg(long, value_name = "FILE.jrp")]
    out: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    args.keep_files_apart()?;
    let now = clock::given_or_now(args.issued_at)?;
    let key = keys::signing(&args.key)?;
    let person_key = keys::person(args.person_key.as_deref())?;
    let tables = read_tables(args.policy.as_deref())?;
    let policy = Policy::from_tables(&tables).map_err(|error| policy_error(args.policy.as_deref(), error))?;
    let options = options::of(args, &policy, key.suite(), now)?;
    let intake = options::of_intake(&options, person_key.is_some());
    let warnings = options::warnings(&options);
    let builder = Builder::new(&policy, options, person_key.as_ref()).map_err(|error| match error {
        BuildError::UnknownList { .. } | BuildError::NotPublic { .. } => CliError::Covers(error),
        other => CliError::Build(other),
    })?;
    // A folder that is not there is told before the work, not after it.
    let out = Staged::create(&args.out)?;
    let staged_report = args.report.as_deref().map(Staged::create).transpose()?;

    let (builder, mut read) = feeds::load(&args.feeds, &policy, &intake, builder)?;
    if read.report.loaded() == 0 && read.report.refused() > 0 {
        write_report(staged_report, &read.report)?;
        return Err(nothing_loaded(&read.report));
    }
    let progress = Progress::spinner("sorting, compressing, signing");
    let built = builder.finish_with(&tables, &Threads).map_err(CliError::Build)?;
    read.settle(&built.collapsed, &built.conflicts);
    let bytes = built.snapshot.sign(&key);
    let snapshot = opened_again(&args.out, &bytes, &key)?;
    drop(progress);

    let mut out = out;
    out.write(&bytes)?;
    write_report(staged_report, &read.report)?;
    out.publish()?;
    screen::print(&summary::text(args, &read, &snapshot, bytes.len()))?;
    for warning in warnings {
        screen::complain(&format!("warning: {warning}"));
    }
    Ok(0)
}

impl Args {
    fn keep_files_apart(&self) -> Result<(), CliError> {
        let mut outputs = vec![("--out", self.out.as_path())];
        outputs.extend(self.report.iter().map(|path| ("--report", path.as_path())));
        let keys = [Some(&self.key), self.person_key.as_ref()];
        let inputs: Vec<&Path> = self
            .feeds
            .iter()
            .chain(keys.into_iter().flatten())
            .map(PathBuf::as_path)
            .collect();
        files::keep_apart(&outputs, &inputs)
    }
}

/// A snapshot is published only after it has been opened as a host will open it.
fn opened_again<'a>(
    path: &Path,
    bytes: &'a [u8],
    key: &SigningKey,
) -> Result<UnverifiedSnapshot<&'a [u8]>, CliError> {
    let parse = || UnverifiedSnapshot::parse(bytes).map_err(snapshots::at(path));
    let trust = TrustAnchors::from_public_keys([key.public()]);
    parse()?.verify(&trust, None).map_err(snapshots::at(path))?;
    parse()
}

fn write_report(staged: Option<Staged>, report: &Report) -> Result<(), CliError> {
    let Some(mut staged) = staged else {
        return Ok(());
    };
    let mut json = serde_json::to_vec_pretty(report).map_err(|error| staged.failed(error.into()))?;
    json.push(b'\n');
    staged.write(&json)?;
    staged.publish()
}

fn nothing_loaded(report: &Report) -> CliError {
    let (file, row, reason) = report
        .refusals()
        .next()
        .map(|(file, row, refusal)| (file.to_owned(), row, refusal.to_string()))
        .unwrap_or_default();
    CliError::NothingLoaded {
        refused: report.refused(),
        file,
        row,
        reason,
    }
}

/// The pack in a folder, or the compiled-in one.
fn read_tables(dir: Option<&Path>) -> Result<Tables, CliError> {
    let Some(dir) = dir else {
        return Tables::builtin().map_err(|error| policy_error(None, error));
    };
    let unreadable = |source| CliError::Read {
        path: dir.to_owned(),
        source,
    };
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path
            .file_name()
            .map(|name| Shown(Path::new(name)).to_string())
            .unwrap_or_default();
        // Editors and systems leave hidden copies.
        if name.ends_with(".csv") && !name.starts_with('.') {
            texts.push((name, files::read_text(&path, "save the table as CSV UTF-8")?));
        }
    }
    texts.sort_unstable();
    let texts: Vec<(&str, &str)> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    Tables::from_csv(&texts).map_err(|error| policy_error(Some(dir), error))
}

fn policy_error(dir: Option<&Path>, source: jrp_core::policy::PolicyError) -> CliError {
    match dir {
        Some(dir) => CliError::Policy {
            dir: dir.to_owned(),
            source: Box::new(source),
        },
        None => CliError::BuiltinPolicy(Box::new(source)),
    }
}
