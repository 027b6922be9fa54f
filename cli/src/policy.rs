//! `jrp policy`, `jrp lists`, `jrp scenarios`: the policy pack, for people.

mod cell;
pub(crate) mod lists;
pub(crate) mod scenarios;

use crate::error::CliError;
use crate::files::Shown;
use crate::layout::counted;
use crate::{pack, terminal};
use clap::Subcommand;
use std::path::{Path, PathBuf};

/// Work on a policy pack of one's own
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    Check(CheckArgs),
}

/// Check a policy pack, cell by cell
///
/// Reads the folder as `jrp build --policy` does, and compares it with the pack of the level above: a cell of a province, city
/// or district (pack.csv, `level`) may not be stricter than the law above it unless it cites a local regulation
/// (地方性法规). Each fault names file, row and column. Exits with 1 where there is one.
#[derive(Debug, clap::Args)]
struct CheckArgs {
    /// The folder
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// The pack of the level above [default: the one compiled in]
    #[arg(long, value_name = "DIR")]
    above: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let Task::Check(args) = &args.task;
    check(&args.dir, args.above.as_deref())
}

fn check(dir: &Path, above: Option<&Path>) -> Result<u8, CliError> {
    let above = pack::read(above)?;
    let pack = pack::read(Some(dir))?;
    let faults = pack
        .faults_under(&above)
        .map_err(|error| pack::refused(Some(dir), error))?;
    for fault in &faults {
        terminal::complain(&format!("{}: {fault}", Shown(dir)));
    }
    if faults.is_empty() {
        terminal::print(&format!(
            "{}: policy pack {}, {}, {}, {}; no fault\n",
            Shown(dir),
            pack.version(),
            counted(pack.lists().len(), "list"),
            counted(pack.scenarios().len(), "scenario"),
            counted(pack.measures().len(), "measure"),
        ))?;
    }
    Ok(u8::from(!faults.is_empty()))
}

/// Which pack is shown, and how.
#[derive(Debug, clap::Args)]
struct Shows {
    /// Folder of a policy pack [default: the one compiled in]
    #[arg(long, value_name = "DIR")]
    policy: Option<PathBuf>,
    /// Print one JSON array
    #[arg(long)]
    json: bool,
}
