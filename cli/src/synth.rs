//! `jrp synth`: a synthetic feed.

use crate::error::CliError;
use crate::files::{Access, Draft, Shown};
use crate::layout::{counted, grouped};
use crate::progress::Progress;
use crate::terminal;
use std::io::BufWriter;
use std::path::PathBuf;

/// Write a realistic synthetic feed: valid check digits, no real person, no real company
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Rows
    #[arg(long, value_name = "N")]
    records: u64,
    /// The same seed gives the same rows
    #[arg(long, value_name = "S")]
    seed: u64,
    /// The CSV file
    #[arg(long, value_name = "FILE.csv")]
    out: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let options = jrp_synth::Options {
        records: args.records,
        seed: args.seed,
        ..Default::default()
    };
    let mut draft = Draft::create(&args.out, Access::Everybody)?;
    let progress = Progress::rows("writing", args.records);
    let written = jrp_synth::write_feed(&mut BufWriter::new(draft.file()), &options, &mut |rows| {
        progress.set(rows)
    });
    drop(progress);
    let summary = written.map_err(|source| draft.failed(source))?;
    draft.finish()?;
    terminal::print(&format!(
        "{}  {}, {} bytes: {}, {} (masked), {}; as of {}\n",
        terminal::styled(terminal::STRONG, &Shown(&args.out).to_string()),
        counted(summary.records, "row"),
        grouped(summary.bytes),
        counted(summary.orgs, "organisation"),
        counted(summary.persons, "natural person"),
        counted(summary.sole_traders, "sole trader"),
        options.as_of,
    ))?;
    Ok(0)
}
