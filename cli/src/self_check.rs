//! `jrp self-check`: whether this very command is one that the releaser made.

use crate::error::CliError;
use crate::files::{self, Shown};
use crate::terminal;
use base64ct::{Base64, Encoding};
use ring::digest::{SHA256, digest};
use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use std::path::{Path, PathBuf};

/// Prove that this command is as the releaser signed it
///
/// A command that was altered can say anything here. The check finds files that were damaged or mixed up; against an
/// attacker, verify the archive before installing it (install.sh).
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// `CONTENTS` of the release; its signature `CONTENTS.sig` lies beside it
    #[arg(long, value_name = "FILE")]
    list: PathBuf,
    /// The releaser's public key
    #[arg(long, value_name = "FILE.pub")]
    public_key: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let list = files::read_text(&args.list, "name CONTENTS of the release")?;
    let mut beside = args.list.clone().into_os_string();
    beside.push(".sig");
    let signature = files::read(Path::new(&beside))?;
    let point = point(&args.public_key)?;
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point)
        .verify(list.as_bytes(), &signature)
        .map_err(|_| CliError::ListNotSigned {
            list: args.list.clone(),
            key: args.public_key.clone(),
        })?;
    let own = std::env::current_exe().map_err(|source| files::unreadable(Path::new("jrp"), source))?;
    let found = hexadecimal(digest(&SHA256, &files::read(&own)?).as_ref());
    let listed = list
        .lines()
        .filter_map(|line| line.split_once("  "))
        .find(|(digest, _)| *digest == found);
    let Some((_, name)) = listed else {
        return Err(CliError::NotListed {
            path: own,
            digest: found,
            list: args.list.clone(),
        });
    };
    terminal::print(&format!("{} is {name}, as the releaser signed it\n", Shown(&own)))?;
    Ok(0)
}

/// How every public key of P-256 begins as DER (RFC 5480), up to the point.
const BEFORE_POINT: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// The point of a public key as OpenSSL writes it.
fn point(path: &Path) -> Result<Vec<u8>, CliError> {
    let text = files::read_text(path, "name the releaser's public key")?;
    let body: String = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("-----"))
        .collect();
    let point = Base64::decode_vec(&body)
        .ok()
        .and_then(|der| Some(der.strip_prefix(&BEFORE_POINT)?.to_vec()))
        .filter(|point| point.len() == 65);
    point.ok_or_else(|| CliError::NoReleaseKey {
        path: path.to_owned(),
    })
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
