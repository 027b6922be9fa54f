//! `jrp office verify` and `rebuild`

use super::Common;
use super::publish::read_keys;
use crate::error::CliError;
use jrp_core::suite::SigningKey;
use jrp_folder::office::{Office, Settings};
use serde_json::json;

/// Prove ledger, inbox, records and publications against each other
///
/// Ends with 1 where something does not hold. The digest of the ledger's last line, kept elsewhere, proves the whole ledger.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
}

/// Make records anew from ledger and inbox
///
/// A last line of the ledger that was not written whole is cut off first.
#[derive(Debug, clap::Args)]
pub(super) struct Rebuild {
    #[command(flatten)]
    common: Common,
    /// Go on with a ledger that has lost lines: what they told must then be delivered and entered again
    #[arg(long)]
    accept_loss: bool,
}

pub(super) fn run(args: &Args) -> Result<u8, CliError> {
    let common = &args.common;
    let mut office = common.open()?;
    let settings = office.settings().clone();
    let keys = read_keys(common, &settings)?;
    let public = keys.signing.iter().map(SigningKey::public).collect();
    let verified = office.verify(public, keys.person.as_ref())?;
    let mut text = format!(
        "ledger   {} lines, {}\ninbox    {} files\nrecords  {} tables\n",
        verified.lines, verified.head, verified.files, verified.tables
    );
    for publication in &verified.publications {
        text.push_str(&format!("published  {publication}\n"));
    }
    for fault in &verified.faults {
        text.push_str(&format!("fault: {fault}\n"));
    }
    let next = match verified.faults.is_empty() {
        true => "keep the digest of the ledger's last line elsewhere".to_owned(),
        false => "mend what does not hold, and verify again".to_owned(),
    };
    let value = json!({
        "lines": verified.lines, "head": verified.head, "files": verified.files, "tables": verified.tables,
        "publications": verified.publications, "faults": verified.faults,
    });
    common.say(&text, &next, value)?;
    Ok(u8::from(!verified.faults.is_empty()))
}

pub(super) fn rebuild(args: &Rebuild) -> Result<u8, CliError> {
    let common = &args.common;
    // A folder without office.toml is not an office, and is left alone.
    Settings::read(&common.dir)?;
    let mended = Office::mend_ledger(&common.dir, common.dry_run)?;
    let mended = mended.map_or_else(String::new, |(line, stays)| match stays {
        true => format!("line {line} of the ledger had no end, and has one now\n"),
        false => format!(
            "line {line} of the ledger was not written whole, and is cut off: run its command again\n"
        ),
    });
    let mut office = common.open_as(args.accept_loss)?;
    let tables = office.rebuild()?;
    let text = format!("{mended}{tables} tables in records\n");
    let next = format!("jrp office verify {}", args.common.dir.display());
    args.common.say(&text, &next, json!({ "tables": tables }))?;
    Ok(0)
}
