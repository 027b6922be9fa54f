//! `jrp intake explain`

use super::explained;
use crate::arguments::date;
use crate::error::CliError;
use crate::feeding::profiles;
use crate::files::{self, Access, Draft, Shown};
use crate::layout::plain;
use crate::{clock, pack, terminal};
use jrp_core::date::Date;
use jrp_core::snapshot::Audience;
use jrp_folder::office::OfficeError;
use jrp_intake::{Explaining, Options, explain};
use std::path::PathBuf;

/// Tell what a file is: its sheets, its encoding, where the header stands, which column is read as what and how surely, and its first
/// rows as records
///
/// Nothing is received and nothing is built. For a table with other columns than ours a profile is proposed; --write-profile writes it,
/// to be looked through and given to `jrp office receive`, `build`, `delta` or `publish` by --profile. What every feed needs and the
/// table does not say stands in it as a line to fill in.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A profile to try before the built-in ones; may be given again
    #[arg(long = "profile", value_name = "NAME|FILE.toml")]
    profiles: Vec<String>,
    /// The list that the file holds, where it does not say so
    #[arg(long, value_name = "CODE")]
    list: Option<String>,
    /// Folder of a policy pack; the default pack is compiled in
    #[arg(long, value_name = "DIR")]
    policy: Option<PathBuf>,
    /// The date of the data: what ended before is left out [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// Write the proposed profile here
    #[arg(long, value_name = "FILE.toml")]
    write_profile: Option<PathBuf>,
    /// As JSON, for scripts
    #[arg(long)]
    json: bool,
}

/// Most bytes of a file.
const MOST: u64 = 1 << 30;

pub(super) fn run(args: &Args) -> Result<u8, CliError> {
    let outputs: Vec<_> = { args.write_profile.iter() }
        .map(|path| ("--write-profile", path.as_path()))
        .collect();
    files::keep_apart(&outputs, &[args.file.as_path()])?;
    let policy = pack::read(args.policy.as_deref())?;
    if let Some(code) = args.list.as_ref().filter(|code| policy.list(code).is_none()) {
        return Err(OfficeError::ListUnknown { code: code.clone() }.into());
    }
    let profiles = profiles::read(&args.profiles)?;
    let told = Explaining {
        policy: &policy,
        options: {
            let mut options = Options::new(
                match args.as_of {
                    Some(day) => day,
                    None => clock::given_or_now(None)?.beijing_date(),
                },
                Audience::Government,
            );
            options.person_key_given = true;
            options
        },
        profiles: &profiles,
        list: args.list.as_deref(),
    };
    let bytes = jrp_folder::files::read_within(&args.file, MOST)?;
    let name = plain(&Shown(&args.file).to_string());
    let explained = explain(&name, &bytes, &told).map_err(OfficeError::from)?;
    if let Some(path) = &args.write_profile {
        let Some(proposal) = &explained.proposal else {
            return Err(CliError::Usage(
                "--write-profile: the table needs no profile of its own; leave the option out".to_owned(),
            ));
        };
        let mut draft = Draft::create(path, Access::Group)?;
        draft.append(proposal.text.as_bytes())?;
        draft.finish()?;
    }
    match args.json {
        true => terminal::print_value(&explained::value(&name, &explained))?,
        false => terminal::print(&explained::text(&name, &explained, args.write_profile.as_deref()))?,
    }
    Ok(0)
}
