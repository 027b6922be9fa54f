//! `dist-c`: the C library as a directory that can be installed by copying.

mod link;
mod shape;

use crate::files::{self, failed};
use crate::target::{System, Target};
use crate::task::{self, Task, TaskError};
use crate::zig::{self, Product};
use shape::Shape;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) const TASK: Task = Task {
    name: "dist-c",
    summary: "Builds dist/c: libjrp, headers, pkg-config and CMake files, licences.",
    options: "--out DIR        where to write, instead of dist/c; files there are replaced\n\
              --target TARGET  for another machine or an older one, of xtask/targets.tsv (scripts/setup-release)\n",
    run,
};

/// The number in the soname: JRP_ABI_VERSION of bindings-c, which `scripts/test-c` compares.
pub(crate) const ABI: &str = "1";

/// The version that the library's symbols have on ELF systems.
pub(crate) fn symbol_version() -> String {
    format!("JRP_{ABI}")
}

/// What the library exports, which `bindings-c` holds committed.
pub(crate) const SYMBOLS: &str = include_str!("../../../bindings-c/tests/golden/symbols.txt");

fn run(options: &[String]) -> Result<(), TaskError> {
    let (mut out, mut target) = (task::workspace().join("dist/c"), None);
    let mut words = options.iter();
    while let Some(flag) = words.next() {
        match (flag.as_str(), words.next()) {
            ("--out", Some(directory)) => out = PathBuf::from(directory),
            ("--target", Some(word)) => target = Some(Target::called(word)?),
            _ => {
                return Err(TaskError::new(
                    format!("`{flag}` is not an option, or lacks its value"),
                    "see `cargo xtask dist-c --help`",
                ));
            }
        }
    }
    write(target, &out)?;
    println!("{}", out.display());
    Ok(())
}

/// Builds the library, for this machine or for a target, and lays out its folder.
pub(crate) fn write(target: Option<Target>, out: &Path) -> Result<(), TaskError> {
    let root = task::workspace();
    let built = match target {
        Some(target) => zig::build("jrp-c", Product::Archive, target)?,
        None => {
            task::run(
                "cargo",
                &["build", "--profile", "dist", "--package", "jrp-c"],
                &root,
            )?;
            task::built(&root).join("dist")
        }
    };
    let bindings = root.join("bindings-c");
    let shape = Shape::of(target);
    for directory in ["bin", "include", "lib/pkgconfig", "lib/cmake/jrp"] {
        if directory != "bin" || shape.system == System::Windows {
            fs::create_dir_all(out.join(directory)).map_err(|error| failed(&out.join(directory), &error))?;
        }
    }
    let archive = built.join("libjrp.a");
    copy(&archive, &out.join("lib/libjrp.a"))?;
    let shared = out.join(&shape.shared);
    link::shared(&archive, &shared, &shape, target)?;
    if let (Some(link), Some(name)) = (shape.link, shared.file_name()) {
        symlink(&name.to_string_lossy(), &out.join(link))?;
    }
    if let Some(target) = target.filter(|_| shape.system == System::Windows) {
        link::import_library(&out.join("lib"), target)?;
    }
    for header in ["jrp.h", "jrp.hpp"] {
        copy(
            &bindings.join("include").join(header),
            &out.join("include").join(header),
        )?;
    }
    for (template, place) in [
        ("jrp.pc.in", "lib/pkgconfig/jrp.pc"),
        ("jrp-config.cmake.in", "lib/cmake/jrp/jrp-config.cmake"),
        (
            "jrp-config-version.cmake.in",
            "lib/cmake/jrp/jrp-config-version.cmake",
        ),
    ] {
        fill(
            &bindings.join("packaging").join(template),
            &out.join(place),
            &shape,
        )?;
    }
    for text in ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE"] {
        copy(&root.join(text), &out.join(text))?;
    }
    Ok(())
}

fn fill(template: &Path, place: &Path, shape: &Shape) -> Result<(), TaskError> {
    let flags: Vec<String> = shape.static_libs.iter().map(|name| format!("-l{name}")).collect();
    let text = fs::read_to_string(template).map_err(|error| failed(template, &error))?;
    let text = text
        .replace("@VERSION@", env!("CARGO_PKG_VERSION"))
        .replace("@SHARED@", &shape.cmake())
        .replace("@STATIC_LIBS_LIST@", &shape.static_libs.join(";"))
        .replace("@STATIC_LIBS@", &flags.join(" "));
    files::write(place, text.as_bytes())
}

fn copy(from: &Path, to: &Path) -> Result<(), TaskError> {
    // A running host may have the old file open: replace it, do not write into it.
    let _ = fs::remove_file(to);
    fs::copy(from, to).map(drop).map_err(|error| failed(from, &error))
}

#[cfg(unix)]
fn symlink(target: &str, place: &Path) -> Result<(), TaskError> {
    let _ = fs::remove_file(place);
    std::os::unix::fs::symlink(target, place).map_err(|error| failed(place, &error))
}

#[cfg(not(unix))]
fn symlink(target: &str, place: &Path) -> Result<(), TaskError> {
    copy(&place.with_file_name(target), place)
}
