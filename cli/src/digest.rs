//! `jrp digest`: what a signature of a snapshot signs.

use crate::error::CliError;
use crate::files::{self, Access, Shown};
use crate::layout::grouped;
use crate::signing::Document;
use crate::{keys, signing, terminal};
use std::path::PathBuf;

/// Tell what a signing device must sign, and write it out
///
/// `jrp attach` adds the device's signature to the snapshot.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The snapshot, or the manifest `latest` of a published folder
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The device's public key: tells how it must sign, and for SM2 the digest e
    #[arg(long, value_name = "FILE.pub")]
    public_key: Option<PathBuf>,
    /// Where to write the message, for a device or program that hashes it itself
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Where to write the 32 bytes of e, for an SM2 device that hashes nothing
    #[arg(long, value_name = "FILE", requires = "public_key")]
    out_digest: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let outputs: Vec<_> = [("--out", &args.out), ("--out-digest", &args.out_digest)]
        .into_iter()
        .filter_map(|(flag, path)| Some((flag, path.as_deref()?)))
        .collect();
    let inputs: Vec<_> = [Some(&args.file), args.public_key.as_ref()]
        .into_iter()
        .flatten()
        .map(PathBuf::as_path)
        .collect();
    files::keep_apart(&outputs, &inputs)?;
    let document = Document::read(&args.file)?;
    let message = document.message();
    let mut facts = document.facts();
    facts.push((
        "message",
        format!("{} bytes, the first of the file", grouped(message.len() as u64)),
    ));
    if let Some(path) = &args.out {
        files::write(path, message, Access::Group)?;
        facts.push(("", format!("written to {}", Shown(path))));
    }
    let mut digest = None;
    if let Some(path) = &args.public_key {
        let key = keys::public(path)?;
        digest = key.digest_to_sign(message);
        let how = match digest {
            Some(_) => "SM2 over e = SM3(Z ‖ message), Z with the signer id 1234567812345678",
            None => "Ed25519 over the message itself, not over a hash of it",
        };
        facts.push(("key", format!("{}, {}", key.id(), key.suite().code())));
        facts.push(("sign", how.to_owned()));
    }
    if let Some(digest) = digest {
        facts.push(("e", digest.to_string()));
    }
    if let Some(path) = &args.out_digest {
        let digest = digest.ok_or_else(|| {
            CliError::Usage(
                "--out-digest: an Ed25519 key signs the message itself; write it with --out".to_owned(),
            )
        })?;
        files::write(path, digest.as_bytes(), Access::Group)?;
        facts.push(("", format!("written to {}", Shown(path))));
    }
    terminal::print(&signing::text(&args.file, "what a signature signs", facts))?;
    Ok(0)
}
