//! `cargo xtask requirements`: writes `docs/REQUIREMENTS.md`.
//!
//! The page is made by the package of the vectors; this only asks it to write, so that no task needs its dependencies.

use crate::task::{Task, TaskError, workspace};
use std::process::Command;

pub(crate) const TASK: Task = Task {
    name: "requirements",
    summary: "Write docs/REQUIREMENTS.md from the vectors and tests/requirements.csv",
    options: "",
    run,
};

fn run(options: &[String]) -> Result<(), TaskError> {
    if let Some(option) = options.first() {
        return Err(TaskError::new(format!("unknown option `{option}`"), "give none"));
    }
    let status = Command::new("cargo")
        .args(["test", "--quiet", "-p", "jrp-tests", "--test", "requirements"])
        .env("JRP_UPDATE_REQUIREMENTS", "1")
        .current_dir(workspace())
        .status()
        .map_err(|error| TaskError::new(format!("cannot start cargo: {error}"), "install cargo"))?;
    match status.success() {
        true => Ok(()),
        false => Err(TaskError::new(
            "the tests of the requirements fail",
            "see above what they miss",
        )),
    }
}
