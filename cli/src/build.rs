//! `jrp build`: feeds become a signed snapshot, with a report of what became of every row.

use crate::error::CliError;
use crate::feeding::{self, Inputs};
use crate::files::{self, Draft, Shown};
use crate::signer::{self, SignerArgs};
use crate::{progress, snapshots, terminal};
use jrp_folder::feeding::Prepared;
use std::path::{Path, PathBuf};

/// Build a signed snapshot from feeds
///
/// Ends with 0 where the file was written, 3 where it was written but a row that withdraws a record, or whose status cannot
/// be read, was not applied to a record that stays, and 1 where nothing was written.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    signer: SignerArgs,
    /// Number of the publication; must rise with every one
    #[arg(long, value_name = "N")]
    sequence: u64,
    /// Keep the dictionaries of this base, which the same key signed, each as long as a new one would not save more than 5 %
    /// of its column: then most bytes of the two files are the same
    #[arg(long, value_name = "BASE.jrp")]
    dictionaries: Option<PathBuf>,
    /// Train all dictionaries anew: what is done without --dictionaries
    #[arg(long, conflicts_with = "dictionaries")]
    fresh_dictionaries: bool,
    /// The snapshot file
    #[arg(long, value_name = "FILE.jrp")]
    out: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let inputs = &args.inputs;
    inputs.keep_apart(args.signer.path(), Some(&args.out))?;
    let before: Vec<&Path> = args.dictionaries.iter().map(PathBuf::as_path).collect();
    files::keep_apart(&[("--out", &args.out)], &before)?;
    let mut prepared = Prepared::of(inputs.read()?, args.signer.read()?, args.sequence)?;
    if let Some(before) = args.dictionaries.as_ref().filter(|_| !args.fresh_dictionaries) {
        let (trust, person_key) = (prepared.signer().trust(), prepared.person_key().cloned());
        let base = snapshots::open(before, &[], &trust, person_key)?;
        let (theirs, ours) = (base.header().audience, inputs.audience());
        if theirs != ours {
            return Err(CliError::Usage(format!(
                "--dictionaries: {} is for the audience {}, and its dictionaries spell names that are not for {}; name a base for \
                 that audience",
                Shown(before),
                theirs.code(),
                ours.code()
            )));
        }
        prepared.keep_dictionaries(&base);
    }
    // A folder that is not there is told before the work, not after it.
    let mut out = Draft::create(&args.out, args.inputs.access())?;
    let progress = progress::Watcher::default();
    let made = prepared.make(None, &args.out, &|event| progress.hear(event))?;
    prepared.refuse_refused(&made)?;
    out.append(&made.bytes)?;
    prepared.write_report(&made)?;
    out.finish()?;
    terminal::print(&feeding::summary(&args.out, inputs, &made)?)?;
    prepared
        .warnings(&made)?
        .iter()
        .map(feeding::warning)
        .chain(signer::warning(prepared.signer(), &args.out))
        .for_each(terminal::warn);
    Ok(feeding::exit_code(&made))
}
