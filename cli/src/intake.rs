//! `jrp intake`: what a department's file is, before it is received.

mod explain;
mod explained;

use crate::error::CliError;

/// Look at a department's file before it is built or received
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Explain(explain::Args),
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    match &args.command {
        Command::Explain(args) => explain::run(args),
    }
}
