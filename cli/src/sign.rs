//! `jrp sign`: one signature more, by a key at hand.

use crate::error::CliError;
use crate::signing::Document;
use crate::{files, keys, signing};
use jrp_core::suite::Signature;
use std::path::PathBuf;

/// Add a signature to a snapshot or manifest, by a key file
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The snapshot, signed by others or by nobody yet; or the manifest `latest` of a published folder
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The signing key, of either suite
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The same with the signature
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    files::keep_apart(&[("--out", &args.out)], &[&args.file, &args.key])?;
    let key = keys::signing(&args.key)?;
    let document = Document::read(&args.file)?;
    let signature = Signature::by(&key, document.message());
    signing::write(&args.file, &document, &key.public(), signature, &args.out)?;
    Ok(0)
}
