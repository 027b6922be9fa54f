//! The `jrp` command: from departments' tables to a signed snapshot, and from a subject to an answer.
//!
//! One file a subcommand; this one only dispatches. Errors are one line on standard error; the exit code is 1 for a
//! failure, 2 for a command line that cannot be meant, and for `check` and `screen` the outcome.
#![forbid(unsafe_code)]

mod answer;
mod arguments;
mod asking;
mod attach;
mod build;
mod check;
mod clock;
mod delta;
mod demo;
mod digest;
mod error;
mod evidence;
mod feeding;
mod files;
mod inspect;
mod intake;
mod keygen;
mod keys;
mod layout;
mod lists;
mod office;
mod pack;
mod policy;
mod progress;
mod publish;
mod pull;
mod replay;
mod screen;
mod self_check;
#[cfg(feature = "serve")]
mod serve;
mod sign;
mod signer;
mod signing;
mod slip;
mod snapshots;
mod state;
mod synth;
mod terminal;
mod verify;
mod words;

use arguments::{Cli, Command};
use error::CliError;
use std::process::ExitCode;

fn main() -> ExitCode {
    let done = match arguments::parse(std::env::args_os()) {
        Ok(Some(cli)) => dispatch(cli),
        Ok(None) => Ok(0),
        Err(error) => Err(error),
    };
    ExitCode::from(done.unwrap_or_else(|error| {
        terminal::complain(&error.to_string());
        error.exit_code()
    }))
}

fn dispatch(cli: Cli) -> Result<u8, CliError> {
    match cli.command {
        Command::Keygen(args) => keygen::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Delta(args) => delta::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Digest(args) => digest::run(&args),
        Command::Sign(args) => sign::run(&args),
        Command::Attach(args) => attach::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Intake(args) => intake::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Screen(args) => screen::run(&args),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&args),
        Command::Replay(args) => replay::run(&args),
        Command::Slip(args) => slip::run(&args),
        Command::Publish(args) => publish::run(&args),
        Command::Office(args) => office::run(&args),
        Command::Pull(args) => pull::run(&args),
        Command::Lists(args) => policy::lists::run(&args),
        Command::Scenarios(args) => policy::scenarios::run(&args),
        Command::Policy(args) => policy::run(&args),
        Command::SelfCheck(args) => self_check::run(&args),
        Command::Synth(args) => synth::run(&args),
        Command::Demo(args) => demo::run(&args),
    }
}
