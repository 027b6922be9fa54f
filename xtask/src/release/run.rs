//! The steps in their order.

use super::source::Source;
use super::{bill, c, command, sign, sums};
use crate::files::failed;
use crate::target::Target;
use crate::task::{self, TaskError};
use std::fs;
use std::path::{Path, PathBuf};

/// A part of a release that is asked for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    C,
    Command,
}

struct Asked {
    targets: Vec<Target>,
    parts: Vec<Part>,
    out: PathBuf,
    key: Option<PathBuf>,
}

impl Asked {
    /// The targets in the order of the table, each once, so that whoever names them otherwise makes the same files: those
    /// that are named, else all that are released.
    fn in_order(&self) -> Vec<Target> {
        let is_named = |target: &Target| self.targets.iter().any(|named| named.name == target.name);
        let is_meant = |target: &Target| match self.targets.is_empty() {
            true => target.released,
            false => is_named(target),
        };
        Target::all().filter(is_meant).collect()
    }
}

enum Wanted {
    Release(Asked),
    Check { folder: PathBuf, public: PathBuf },
}

pub(super) fn run(options: &[String]) -> Result<(), TaskError> {
    match parse(options)? {
        Wanted::Release(asked) => release(&asked),
        Wanted::Check { folder, public } => check(&folder, &public),
    }
}

fn parse(options: &[String]) -> Result<Wanted, TaskError> {
    let mut asked = Asked {
        targets: Vec::new(),
        parts: Vec::new(),
        out: task::workspace().join("dist/release"),
        key: None,
    };
    let (mut folder, mut public) = (None, None);
    let mut words = options.iter();
    while let Some(flag) = words.next() {
        match (flag.as_str(), words.next()) {
            ("--target", Some(word)) => asked.targets.push(Target::called(word)?),
            ("--only", Some(word)) => asked.parts.push(match word.as_str() {
                "c" => Part::C,
                "command" => Part::Command,
                _ => {
                    return Err(TaskError::new(
                        format!("no part is called `{word}`"),
                        "give c or command",
                    ));
                }
            }),
            ("--out", Some(place)) => asked.out = PathBuf::from(place),
            ("--key", Some(file)) => asked.key = Some(PathBuf::from(file)),
            ("--check", Some(place)) => folder = Some(PathBuf::from(place)),
            ("--public", Some(file)) => public = Some(PathBuf::from(file)),
            _ => {
                return Err(TaskError::new(
                    format!("`{flag}` is not an option, or lacks its value"),
                    "see `cargo xtask release --help`",
                ));
            }
        }
    }
    match (folder, public) {
        (Some(folder), Some(public)) => Ok(Wanted::Check { folder, public }),
        (None, None) => Ok(Wanted::Release(asked)),
        _ => Err(TaskError::new(
            "--check and --public belong together",
            "give the folder and the releaser's public key",
        )),
    }
}

fn release(asked: &Asked) -> Result<(), TaskError> {
    // What would fail at the end, after half an hour, fails now.
    if let Some(key) = &asked.key {
        sign::can_sign(key)?;
    }
    let out = &asked.out;
    if fs::read_dir(out).is_ok_and(|mut found| found.next().is_some()) {
        return Err(TaskError::new(
            format!("{} is not empty", out.display()),
            "empty it, or name another --out",
        ));
    }
    fs::create_dir_all(out).map_err(|error| failed(out, &error))?;
    let source = Source::read()?;
    let targets = asked.in_order();
    let wants = |part| asked.parts.is_empty() || asked.parts.contains(&part);
    let mut contents = sums::Contents::default();
    for target in targets.iter().copied() {
        if wants(Part::C) {
            c::pack(target, &source, out, &mut contents)?;
        }
        if wants(Part::Command) && command::is_for(target) {
            command::pack(target, &source, out, &mut contents)?;
        }
    }
    bill::write(&source, out)?;
    contents.write(out)?;
    bill::provenance(&source, &targets, out)?;
    sums::write(out)?;
    if let Some(key) = &asked.key {
        sign::sign(out, key)?;
    }
    println!("{}", out.display());
    Ok(())
}

fn check(folder: &Path, public: &Path) -> Result<(), TaskError> {
    sign::check(folder, public)?;
    let files = sums::check(folder)?;
    println!(
        "{}: {files} files are as the releaser signed them",
        folder.display()
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn describe(options: &[&str]) -> String {
        let options: Vec<String> = options.iter().map(|word| (*word).to_owned()).collect();
        parse(&options)
            .err()
            .map_or_else(String::new, |error| error.to_string())
    }

    fn targets(options: &[&str]) -> Vec<&'static str> {
        let options: Vec<String> = options.iter().map(|word| (*word).to_owned()).collect();
        match parse(&options) {
            Ok(Wanted::Release(asked)) => asked.in_order().iter().map(|target| target.name).collect(),
            _ => panic!("{options:?} ask for no release"),
        }
    }

    #[test]
    fn targets_come_in_the_order_of_the_table_each_once() {
        let named = ["linux-aarch64", "linux-x86_64", "aarch64-unknown-linux-gnu"];
        let options: Vec<&str> = named.iter().flat_map(|name| ["--target", *name]).collect();
        assert_eq!(targets(&options), ["linux-x86_64", "linux-aarch64"]);
        assert!(targets(&[]).contains(&"linux-x86_64"));
    }

    #[test]
    fn options_that_cannot_be_meant_are_told() {
        assert_eq!(describe(&[]), "");
        assert_eq!(describe(&["--only", "c", "--target", "linux-x86_64"]), "");
        assert_eq!(
            describe(&["--only", "jar"]),
            "no part is called `jar`; give c or command"
        );
        assert!(describe(&["--target", "vax"]).starts_with("no target is called `vax`; give one of linux-"));
        assert!(describe(&["--key"]).starts_with("`--key` is not an option, or lacks its value; "));
        assert!(describe(&["--check", "x"]).starts_with("--check and --public belong together"));
    }
}
