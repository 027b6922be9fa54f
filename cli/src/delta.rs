//! `jrp delta`: what the feeds changed since a base and its deltas, as a signed file.

use crate::error::CliError;
use crate::feeding::{self, Changes, Inputs, Prepared};
use crate::files::{self, Staged};
use crate::signer::{Signer, SignerArgs};
use crate::{keys, snapshots, terminal};
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::trust::TrustAnchors;
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
    let mut prepared = Prepared::of(inputs, args.signer.read()?, args.sequence)?;
    let trust = match args.trust.as_slice() {
        [] => own(&prepared.signer),
        paths => keys::trust(paths)?,
    };
    let roster = snapshots::open(&args.base, &args.deltas, &trust, prepared.person_key.clone())?;
    prepared.keep_policy(inputs, &roster)?;
    if prepared.options.possible_names && !roster.has_possible_names() {
        return Err(CliError::NamesNotInBase {
            path: args.base.clone(),
        });
    }
    // A folder that is not there is told before the work, not after it.
    let mut out = Staged::create(&args.out, args.inputs.access())?;
    let mut report = inputs.begin_report()?;
    let made = prepared.delta(inputs, &mut report, &roster, &args.out)?;
    let delta = UnverifiedSnapshot::parse(made.bytes.as_slice()).map_err(snapshots::at(&args.out))?;
    if !args.allow_shrink {
        made.refuse_shrink(&roster.header().lists, &delta.header().lists, &mut report)?;
    }
    out.write(&made.bytes)?;
    feeding::write_report(report, &made)?;
    out.publish()?;
    let summary = feeding::summary(&args.out, inputs, &made)?;
    let changes = made.changes.as_ref().map(Changes::text).unwrap_or_default();
    terminal::print(&format!("{summary}\n{changes}"))?;
    prepared.warnings(&made)?.iter().for_each(terminal::warn);
    prepared.signer.warning(&args.out).iter().for_each(terminal::warn);
    Ok(made.exit_code())
}

/// Whoever signs trusts what they signed before.
fn own(signer: &Signer) -> TrustAnchors {
    TrustAnchors::from_public_keys([match signer {
        Signer::AtHand(key) => key.public(),
        Signer::Later(key) => key.clone(),
    }])
}
