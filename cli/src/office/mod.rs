//! `jrp office`: the month of a credit office.

mod case;
mod change;
mod init;
mod publish;
mod receive;
mod records;
mod report;
mod show;
mod verify;

use crate::arguments::time;
use crate::error::CliError;
use crate::{clock, pack, terminal};
use jrp_core::date::Timestamp;
use jrp_folder::office::{Office, Opening, Settings};
use serde::Serialize;
use std::path::PathBuf;

/// The month of a credit office: deliveries, repairs, publications and reports in one folder
///
/// `office.toml` says who publishes what for whom and who delivers it by when. Delivered files lie in `inbox`, all that
/// happened in `ledger.jsonl`, what stands in `records`, what goes back to a unit in `returns`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Init(init::Args),
    Receive(receive::Args),
    Repair(change::Repair),
    Object(change::Object),
    Revoke(change::Revoke),
    Publish(publish::Args),
    Show(show::Args),
    #[command(subcommand)]
    Case(case::Command),
    Report(report::Args),
    Verify(verify::Args),
    Rebuild(verify::Rebuild),
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    match &args.command {
        Command::Init(args) => init::run(args),
        Command::Receive(args) => receive::run(args),
        Command::Repair(args) => args.run(),
        Command::Object(args) => args.run(),
        Command::Revoke(args) => args.run(),
        Command::Publish(args) => publish::run(args),
        Command::Show(args) => show::run(args),
        Command::Case(command) => case::run(command),
        Command::Report(args) => report::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Rebuild(args) => verify::rebuild(args),
    }
}

/// What every command of the office takes.
#[derive(Debug, clap::Args)]
struct Common {
    /// The office's folder
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// The present [default: the clock's]
    #[arg(long, value_name = "RFC3339", value_parser = time)]
    now: Option<Timestamp>,
    /// Who runs this, for the ledger
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Say what would happen, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// As JSON, for scripts
    #[arg(long)]
    json: bool,
}

impl Common {
    fn now(&self) -> Result<Timestamp, CliError> {
        clock::given_or_now(self.now)
    }

    /// Opens the folder.
    fn open(&self) -> Result<Office, CliError> {
        self.open_as(false)
    }

    /// The same, with a ledger that may have lost lines where that is accepted.
    fn open_as(&self, accept_loss: bool) -> Result<Office, CliError> {
        let settings = Settings::read(&self.dir)?;
        let policy = settings.policy.as_ref().map(|folder| self.dir.join(folder));
        let policy = pack::read(policy.as_deref())?;
        let opening = Opening {
            now: self.now()?,
            by: self.by.clone(),
            dry_run: self.dry_run,
            accept_loss,
        };
        Ok(Office::open(&self.dir, settings, policy, opening)?)
    }

    /// Says what was done: as text that ends with what to do next, or as JSON with the same words.
    fn say(&self, text: &str, next: &str, value: impl Serialize) -> Result<(), CliError> {
        #[derive(Serialize)]
        struct Said<'a, T> {
            #[serde(flatten)]
            value: T,
            #[serde(rename = "dryRun")]
            dry_run: bool,
            next: &'a str,
        }
        if self.json {
            return terminal::print_value(&Said {
                value,
                dry_run: self.dry_run,
                next,
            });
        }
        let dry = if self.dry_run {
            "dry run: nothing was written\n"
        } else {
            ""
        };
        terminal::print(&format!("{text}{dry}next: {next}\n"))
    }
}
