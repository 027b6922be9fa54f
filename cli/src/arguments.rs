//! The command line: subcommands, and the values that several of them take.

use crate::error::CliError;
use crate::{
    attach, build, check, delta, demo, digest, inspect, intake, keygen, office, policy, publish, pull,
    replay, screen, self_check, sign, slip, synth, terminal, verify,
};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use jrp_core::date::{Date, Timestamp};
use std::ffi::OsString;

/// Joint reward and punishment lists as signed, offline snapshots: build, verify, check.
///
/// JRP pre-checks and prompts; a person confirms on the official channel and decides.
#[derive(Debug, Parser)]
#[command(name = "jrp", version, max_term_width = 110)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Keygen(keygen::Args),
    Build(Box<build::Args>),
    Delta(Box<delta::Args>),
    Verify(verify::Args),
    Digest(digest::Args),
    Sign(sign::Args),
    Attach(attach::Args),
    Inspect(inspect::Args),
    Check(Box<check::Args>),
    Screen(Box<screen::Args>),
    #[cfg(feature = "serve")]
    Serve(Box<crate::serve::Args>),
    Replay(replay::Args),
    Slip(slip::Args),
    Publish(Box<publish::Args>),
    Intake(Box<intake::Args>),
    Office(Box<office::Args>),
    Pull(pull::Args),
    Lists(policy::lists::Args),
    Scenarios(policy::scenarios::Args),
    Policy(policy::Args),
    SelfCheck(self_check::Args),
    Synth(synth::Args),
    Demo(demo::Args),
}

/// Reads the command line; `None` where help or the version was asked for, and shown.
pub(crate) fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Option<Cli>, CliError> {
    let words: Vec<OsString> = words.into_iter().collect();
    match Cli::try_parse_from(&words) {
        Ok(cli) => Ok(Some(cli)),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                terminal::print(&format!("{}\n", error.render().ansi().to_string().trim_end()))?;
                Ok(None)
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Err(CliError::Usage(
                "no subcommand; see `jrp --help`, or start with `jrp demo`".to_owned(),
            )),
            _ => Err(CliError::Usage(on_one_line(&error.to_string(), &words))),
        },
    }
}

/// What clap says over several lines, as one, with the command to ask for help.
fn on_one_line(text: &str, words: &[OsString]) -> String {
    let goes_on = |line: &&str| !line.starts_with("Usage:") && !line.starts_with("For more information");
    let said: Vec<&str> = text
        .lines()
        .take_while(goes_on)
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let said = said.join(" ");
    let said = said.strip_prefix("error: ").unwrap_or(&said);
    let mut command = &Cli::command();
    let mut path = String::new();
    for word in words.iter().skip(1) {
        let Some(named) = command.find_subcommand(word) else {
            break;
        };
        command = named;
        path = path + command.get_name() + " ";
    }
    format!("{said}; see `jrp {path}--help`")
}

/// A Beijing calendar date.
pub(crate) fn date(text: &str) -> Result<Date, &'static str> {
    Date::parse(text).ok_or("write the date as 2026-11-22")
}

/// A moment.
pub(crate) fn time(text: &str) -> Result<Timestamp, &'static str> {
    Timestamp::parse(text).ok_or("write the time as 2026-11-22T09:00:00+08:00")
}

/// One of a closed set of codes.
pub(crate) fn one_of<T: Clone + Send + Sync + 'static>(
    codes: impl IntoIterator<Item = &'static str>,
    from_code: fn(&str) -> Option<T>,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(codes).try_map(move |code| from_code(&code).ok_or("not one of the codes"))
}
