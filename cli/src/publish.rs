//! `jrp publish`: keeps a folder that any web server can serve.

mod summary;

use crate::error::CliError;
use crate::feeding::{self, Inputs};
use crate::{keys, progress, terminal};
use clap::builder::RangedU64ValueParser;
use jrp_core::manifest::MAX_DELTAS;
use jrp_folder::publish::{Limits, Publishing};
use std::path::PathBuf;

/// Publish feeds in a folder that any web server can serve, as a delta or a new base
///
/// The folder holds snapshot files called by their digests, which never change, and the signed manifest `latest`, which
/// is replaced last, in one step. `jrp pull` follows it.
///
/// Ends with 0 where it was published, 3 where it was published but a row that withdraws a record, or whose status cannot
/// be read, was not applied to a record that stays, and 1 where nothing was published.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    inputs: Inputs,
    /// The signing key, jrp.key; its suite is the publication's. Given again, every key signs
    #[arg(long = "key", value_name = "FILE", required = true)]
    keys: Vec<PathBuf>,
    /// Number of the publication [default: one more than the last]
    #[arg(long, value_name = "N")]
    sequence: Option<u64>,
    /// The folder; made where it is missing
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Deltas on a base at most; 0 for bases only
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = RangedU64ValueParser::<usize>::new().range(0..=MAX_DELTAS as u64))]
    max_chain: usize,
    /// Size of the deltas together at most, in per cent of the base
    #[arg(long, value_name = "PERCENT", default_value_t = 25)]
    max_share: u64,
    /// Age at most of a delta that takes records out or replaces them: until a new base they are in the files still
    #[arg(long, value_name = "DAYS", default_value_t = 7)]
    max_removal_age: u32,
    /// Keep the files of so many publications, the current one among them
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..))]
    keep: u32,
    /// Keep every file that is published in this folder too, for good, with the log: evidence is asked again of it years
    /// later by `jrp replay --snapshot DIR`. Several publishers may share one
    #[arg(long, value_name = "DIR")]
    archive: Option<PathBuf>,
    /// Let more than half of a list go, or all of a covered one
    #[arg(long)]
    allow_shrink: bool,
    /// Begin the log of publications anew, where it is lost and no store that follows has a copy; those who follow must
    /// accept it by `jrp pull --new-log`
    #[arg(long)]
    new_log: bool,
    /// Train the dictionaries of a new base anew. Without this it keeps those of the base before, as long as new ones would
    /// not save more than 5 % of a column
    #[arg(long)]
    fresh_dictionaries: bool,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    for path in &args.keys {
        args.inputs.keep_apart(Some(path), None)?;
    }
    let keys = args.keys.iter().map(|path| keys::signing(path));
    let publishing = Publishing {
        keys: keys.collect::<Result<_, _>>()?,
        inputs: args.inputs.read()?,
        sequence: args.sequence,
        folder: args.out.clone(),
        limits: Limits {
            max_chain: args.max_chain,
            max_share: args.max_share,
            max_removal_age: args.max_removal_age,
        },
        keep: args.keep,
        archive: args.archive.clone(),
        allow_shrink: args.allow_shrink,
        new_log: args.new_log,
        fresh_dictionaries: args.fresh_dictionaries,
    };
    let progress = progress::Watcher::default();
    let published = publishing.run(&|event| progress.hear(event))?;
    terminal::print(&summary::text(args, &published)?)?;
    published
        .warnings
        .iter()
        .map(feeding::warning)
        .for_each(terminal::warn);
    Ok(feeding::exit_code(&published.made))
}
