//! `jrp build`: feeds become a signed snapshot, with a report of what became of every row.

use crate::error::CliError;
use crate::feeding::{self, Inputs, Prepared};
use crate::files::Staged;
use crate::signer::SignerArgs;
use crate::terminal;
use std::path::PathBuf;

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
    /// The snapshot file
    #[arg(long, value_name = "FILE.jrp")]
    out: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let inputs = &args.inputs;
    inputs.keep_apart(args.signer.path(), Some(&args.out))?;
    let prepared = Prepared::of(inputs, args.signer.read()?, args.sequence)?;
    // A folder that is not there is told before the work, not after it.
    let mut out = Staged::create(&args.out, args.inputs.access())?;
    let mut report = inputs.begin_report()?;
    let made = prepared.base(inputs, &mut report, &args.out)?;
    made.refuse_refused(&prepared, &mut report)?;
    out.write(&made.bytes)?;
    feeding::write_report(report, &made)?;
    out.publish()?;
    terminal::print(&feeding::summary(&args.out, inputs, &made)?)?;
    prepared.warnings(&made)?.iter().for_each(terminal::warn);
    prepared.signer.warning(&args.out).iter().for_each(terminal::warn);
    Ok(made.exit_code())
}
