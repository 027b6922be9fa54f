//! `jrp delta`: what the feeds changed since a base and its deltas, as a signed file.

use crate::error::CliError;
use crate::feeding::{self, Inputs};
use crate::files::{self, Draft};
use crate::signer::{self, SignerArgs};
use crate::{keys, progress, snapshots, terminal};
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_folder::feeding::Prepared;
use std::path::{Path, PathBuf};

/// Build a signed delta: what the feeds, which hold the full new state, changed since a base and its deltas
///
/// Ends with 0 where the file was written, 3 where it was written but a row that withdraws a record, or whose status cannot
/// be read, was not applied to a record that stays, and 1 where nothing was written.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The base
    #[arg(long, value_name = "FILE.jrp")]
    base: PathBuf,
    /// Deltas on it, in their order
    #[arg(long = "delta", value_name = "FILE.jrp", num_args = 1..)]
    deltas: Vec<PathBuf>,
    /// Whose signature counts on the base and its deltas: a .pub file or a trust file [default: the signer's own key]
    #[arg(long, value_name = "FILE")]
    trust: Vec<PathBuf>,
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    signer: SignerArgs,
    /// Number of the publication; must rise with every one
    #[arg(long, value_name = "N")]
    sequence: u64,
    /// Let a list of 20 records or more lose over half of them, or a covered list all, which looks like a forgotten feed
    #[arg(long)]
    allow_shrink: bool,
    /// The delta file
    #[arg(long, value_name = "FILE.jrp")]
    out: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let inputs = &args.inputs;
    inputs.keep_apart(args.signer.path(), Some(&args.out))?;
    let below: Vec<&Path> = std::iter::once(&args.base)
        .chain(&args.deltas)
        .map(PathBuf::as_path)
        .collect();
    files::keep_apart(&[("--out", &args.out)], &below)?;
    let mut prepared = Prepared::of(inputs.read()?, args.signer.read()?, args.sequence)?;
    let trust = match args.trust.as_slice() {
        [] => prepared.signer().trust(),
        paths => keys::trust(paths)?,
    };
    let person_key = prepared.person_key().cloned();
    let roster = snapshots::open(&args.base, &args.deltas, &trust, person_key)?;
    prepared.keep_policy(&roster)?;
    if prepared.options().possible_names && !roster.has_possible_names() {
        return Err(CliError::NamesNotInBase {
            path: args.base.clone(),
        });
    }
    // A folder that is not there is told before the work, not after it.
    let mut out = Draft::create(&args.out, args.inputs.access())?;
    let progress = progress::Watcher::default();
    let made = prepared.make(Some(&roster), &args.out, &|event| progress.hear(event))?;
    let delta = UnverifiedSnapshot::parse(made.bytes.as_slice()).map_err(snapshots::at(&args.out))?;
    if !args.allow_shrink {
        prepared.refuse_shrink(&made, &roster.header().lists, &delta.header().lists)?;
    }
    out.append(&made.bytes)?;
    prepared.write_report(&made)?;
    out.finish()?;
    let summary = feeding::summary(&args.out, inputs, &made)?;
    let changes = made.changes.as_ref().map(feeding::changes).unwrap_or_default();
    terminal::print(&format!("{summary}\n{changes}"))?;
    prepared
        .warnings(&made)?
        .iter()
        .map(feeding::warning)
        .chain(signer::warning(prepared.signer(), &args.out))
        .for_each(terminal::warn);
    Ok(feeding::exit_code(&made))
}
