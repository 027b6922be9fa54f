//! `jrp sign`: one signature more, by a key at hand.

use crate::error::CliError;
use crate::{files, keys, signing};
use jrp_core::suite::Signature;
use std::path::PathBuf;

/// Add a signature to a snapshot, by a key file
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The snapshot, signed by others or by nobody yet
    #[arg(value_name = "FILE.jrp")]
    file: PathBuf,
    /// The signing key, of either suite
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The snapshot with the signature
    #[arg(long, value_name = "FILE.jrp")]
    out: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    files::keep_apart(&[("--out", &args.out)], &[&args.file, &args.key])?;
    let key = keys::signing(&args.key)?;
    let snapshot = signing::read_whole(&args.file)?;
    let signature = Signature::by(&key, snapshot.message());
    signing::write(&args.file, &snapshot, &key.public(), signature, &args.out)?;
    Ok(0)
}
