//! What a release is made of. Nothing of the machine or of the hour goes into it, so that another machine makes the same.

use crate::task::{self, TaskError};
use std::path::PathBuf;
use std::process::Command;

pub(super) struct Source {
    pub(super) root: PathBuf,
    pub(super) version: &'static str,
    pub(super) commit: String,
    /// Seconds since 1970 of the commit: the time of every file that is packed
    pub(super) epoch: u64,
}

impl Source {
    /// The commit that is checked out; a tree with changes is none.
    pub(super) fn read() -> Result<Self, TaskError> {
        let changes = said(git(&["status", "--porcelain", "--untracked-files=no"]))?;
        if let Some(line) = changes.lines().next() {
            return Err(TaskError::new(
                format!(
                    "the tree has changes that no commit holds, such as `{}`",
                    line.trim()
                ),
                "commit or undo them",
            ));
        }
        let commit = said(git(&["rev-parse", "HEAD"]))?;
        let time = said(git(&["log", "-1", "--format=%ct"]))?;
        let epoch = time.parse().map_err(|_| {
            TaskError::new(
                format!("git tells `{time}` as time of the commit"),
                "check the clone",
            )
        })?;
        Ok(Self {
            root: task::workspace(),
            version: env!("CARGO_PKG_VERSION"),
            commit,
            epoch,
        })
    }

    /// The command with the time of the commit, which makers of packages read.
    pub(super) fn timed(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("SOURCE_DATE_EPOCH", self.epoch.to_string())
            .env("TZ", "UTC")
            .env("LC_ALL", "C");
        command
    }
}

fn git(arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(arguments).current_dir(task::workspace());
    command
}

/// What a program says on its standard output, without the last line's end.
pub(super) fn said(mut command: Command) -> Result<String, TaskError> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| {
        TaskError::new(
            format!("cannot start {program}: {error}"),
            "scripts/setup-release installs what a release needs",
        )
    })?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned()),
        false => Err(TaskError::new(
            format!("{program}: {}", String::from_utf8_lossy(&output.stderr).trim()),
            "run it by hand to see why",
        )),
    }
}

#[cfg(test)]
impl Source {
    /// As of some commit: what is packed in tests has this time.
    pub(super) fn for_tests() -> Self {
        Self {
            root: task::workspace(),
            version: "1.2.3",
            commit: String::from("0000"),
            epoch: 1_700_000_000,
        }
    }
}
