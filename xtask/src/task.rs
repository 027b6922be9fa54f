//! What a task is, and how it fails.

use crate::files::failed;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One task of `cargo xtask`.
pub(crate) struct Task {
    pub(crate) name: &'static str,
    /// One line for the overview.
    pub(crate) summary: &'static str,
    /// One line an option: its form, two spaces, its meaning.
    pub(crate) options: &'static str,
    pub(crate) run: fn(&[String]) -> Result<(), TaskError>,
}

impl Task {
    pub(crate) fn help(&self) -> String {
        format!("cargo xtask {}\n{}\n\n{}", self.name, self.summary, self.options)
    }
}

/// The list of tasks.
pub(crate) fn overview(tasks: &[Task]) -> String {
    let mut text = String::from("cargo xtask TASK [OPTIONS]   (TASK --help tells the options)\n\n");
    for task in tasks {
        text.push_str(&format!("  {:<14}{}\n", task.name, task.summary));
    }
    text
}

/// What went wrong and what to do about it.
#[derive(Debug)]
pub(crate) struct TaskError {
    what: String,
    remedy: String,
}

impl TaskError {
    pub(crate) fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

impl fmt::Display for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.what, self.remedy)
    }
}

/// The top of the workspace.
pub(crate) fn workspace() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_owned()
}

/// Where cargo puts what it builds.
pub(crate) fn built(root: &Path) -> PathBuf {
    root.join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// The sysroot of a target whose std is built from source; `None` where the toolchain has it.
pub(crate) fn sysroot(triple: &str) -> Result<Option<PathBuf>, TaskError> {
    let script = workspace().join("scripts/ensure-std");
    let output = Command::new(&script).arg(triple).output();
    let output = output.map_err(|error| failed(&script, &error))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(TaskError::new(
            said,
            format!("or run `rustup target add {triple}`"),
        ));
    }
    let place = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    Ok((!place.is_empty()).then(|| PathBuf::from(place)))
}

/// Lets a test of the vectors' package write the page that it holds committed, so that no task needs its dependencies.
pub(crate) fn write_by_test(options: &[String], test: &str, variable: &str) -> Result<(), TaskError> {
    if let Some(option) = options.first() {
        return Err(TaskError::new(format!("unknown option `{option}`"), "give none"));
    }
    let status = Command::new("cargo")
        .args([
            "test",
            "--quiet",
            "-p",
            "jrp-tests",
            "--test",
            "all",
            &format!("{test}::"),
        ])
        .env(variable, "1")
        .current_dir(workspace())
        .status()
        .map_err(|error| TaskError::new(format!("cannot start cargo: {error}"), "install cargo"))?;
    match status.success() {
        true => Ok(()),
        false => Err(TaskError::new(
            format!("the tests of the {test} fail"),
            "see above what they miss",
        )),
    }
}

/// Runs a program to its end; its failure is the task's.
pub(crate) fn run(program: &str, arguments: &[&str], directory: &Path) -> Result<(), TaskError> {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(directory);
    finish(command, "run it by hand to see why")
}

/// Runs a command to its end; its failure is the task's, with what it said and `remedy`.
pub(crate) fn finish(mut command: Command, remedy: &str) -> Result<(), TaskError> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| {
        TaskError::new(
            format!("cannot start {program}: {error}"),
            format!("install {program}"),
        )
    })?;
    if output.status.success() {
        return Ok(());
    }
    let arguments: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
    let said = String::from_utf8_lossy(&output.stderr);
    Err(TaskError::new(
        format!("`{program} {}` failed: {}", arguments.join(" "), said.trim()),
        remedy,
    ))
}

/// Runs the task that is called like its feature once more, with what that feature brings compiled in.
#[cfg(not(all(
    feature = "release",
    feature = "site",
    feature = "skeleton",
    feature = "symbols",
    feature = "wasm"
)))]
pub(crate) fn with_feature(name: &str, options: &[String]) -> Result<(), TaskError> {
    let status = Command::new("cargo")
        .args([
            "run",
            "--quiet",
            "--package",
            "xtask",
            "--features",
            name,
            "--",
            name,
        ])
        .args(options)
        .current_dir(workspace())
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(TaskError::new("the task failed", "see above")),
        Err(error) => Err(TaskError::new(
            format!("cannot start cargo: {error}"),
            "install Rust",
        )),
    }
}
