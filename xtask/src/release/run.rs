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
    let targets: Vec<Target> = match asked.targets.is_empty() {
        true => Target::all().filter(|target| target.released).collect(),
        false => asked.targets.clone(),
    };
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
