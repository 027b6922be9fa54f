//! `jrp office show`

use super::{Common, records};
use crate::error::CliError;
use jrp_folder::office::Asked;
use serde_json::json;

/// Show what stands, and with --history what was published from when until when, and who asked for the change
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
    /// The subject's number
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
    /// The subject's name, or a part of it
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// Only records of this list
    #[arg(long, value_name = "CODE")]
    list: Option<String>,
    /// Every record that ever stood, with what happened to it
    #[arg(long)]
    history: bool,
}

pub(super) fn run(args: &Args) -> Result<u8, CliError> {
    let mut office = args.common.open()?;
    let asked = Asked {
        code: args.code.clone(),
        name: args.name.clone(),
        list: args.list.clone(),
    };
    let found = match args.history {
        true => office.history(&asked)?,
        false => office.standing(&asked)?,
    };
    let text = match found.is_empty() {
        true => "nothing stands\n".to_owned(),
        false => records::text(&found),
    };
    let dir = args.common.dir.display();
    let next = match (found.is_empty(), args.history) {
        (true, false) => format!("jrp office show {dir} --history, where it may have stood before"),
        (true, true) => format!("jrp office show {dir} --name with a part of the name"),
        (false, false) => {
            format!("jrp office repair, object or revoke {dir} --record ID, where a notice came")
        }
        (false, true) => format!("jrp office verify {dir}, to prove the ledger that tells this"),
    };
    args.common.say(&text, &next, json!({ "records": found }))?;
    Ok(0)
}
