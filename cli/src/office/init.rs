//! `jrp office init`

use super::Common;
use crate::error::CliError;
use jrp_folder::office;
use serde_json::json;

/// Make an office's folder, with an office.toml to fill in
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
    /// Who publishes (发布机构)
    #[arg(long, value_name = "TEXT")]
    publisher: String,
    /// Region of the publisher: six digits of GB/T 2260
    #[arg(long, value_name = "GB2260", default_value = "")]
    region: String,
}

pub(super) fn run(args: &Args) -> Result<u8, CliError> {
    let common = &args.common;
    let by = common.by.as_deref();
    office::init(
        &common.dir,
        &args.publisher,
        &args.region,
        common.now()?,
        by,
        common.dry_run,
    )?;
    let dir = common.dir.display();
    let text = format!("an office for {} in {dir}\n", args.publisher);
    let next = format!("jrp keygen --out {dir}/keys, then name lists and units in {dir}/office.toml");
    common.say(&text, &next, json!({ "publisher": args.publisher }))?;
    Ok(0)
}
