//! `jrp attach`: one signature more, made by a device or another program.

use crate::error::CliError;
use crate::signing::Document;
use crate::{files, keys, signing};
use std::path::PathBuf;

/// Add a signature made elsewhere to a snapshot or manifest, after checking it
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The snapshot, signed by others or by nobody yet; or the manifest `latest` of a published folder
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The public key of whoever signed
    #[arg(long, value_name = "FILE.pub")]
    public_key: PathBuf,
    /// The signature: 64 bytes, or for SM2 the DER that OpenSSL and most devices write
    #[arg(long, value_name = "FILE")]
    signature: PathBuf,
    /// The same with the signature
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    files::keep_apart(
        &[("--out", &args.out)],
        &[&args.file, &args.public_key, &args.signature],
    )?;
    let key = keys::public(&args.public_key)?;
    let document = Document::read(&args.file)?;
    let signature = signing::made_elsewhere(&args.public_key, &args.signature, document.message())?;
    signing::write(&args.file, &document, &key, signature, &args.out)?;
    Ok(0)
}
