//! `dist-c`: the C library as a directory that can be installed by copying.

use crate::task::{self, Task, TaskError};
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) const TASK: Task = Task {
    name: "dist-c",
    summary: "Builds dist/c: libjrp, headers, pkg-config and CMake files, licences.",
    options: "--out DIR  where to write, instead of dist/c; files there are replaced\n",
    run,
};

/// The soname's number: JRP_ABI_VERSION of bindings-c, which its tests compare.
const ABI: &str = "1";

/// What a static link needs beside libjrp.a on Linux (`rustc --print native-static-libs`).
const STATIC_LIBS: [&str; 6] = ["gcc_s", "util", "rt", "pthread", "m", "dl"];

fn run(options: &[String]) -> Result<(), TaskError> {
    let root = task::workspace();
    let out = match options {
        [] => root.join("dist/c"),
        [flag, directory] if flag == "--out" => PathBuf::from(directory),
        _ => {
            return Err(TaskError::new(
                "unknown options",
                "see `cargo xtask dist-c --help`",
            ));
        }
    };
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    task::run(
        "cargo",
        &["build", "--profile", "dist", "--package", "jrp-c"],
        &root,
    )?;
    let built = root.join(target).join("dist");
    let bindings = root.join("bindings-c");

    for directory in ["include", "lib/pkgconfig", "lib/cmake/jrp"] {
        fs::create_dir_all(out.join(directory)).map_err(|error| failed(&out.join(directory), &error))?;
    }
    let shared = out.join(format!("lib/libjrp.so.{ABI}"));
    copy(&built.join("libjrp.so"), &shared)?;
    link(&format!("libjrp.so.{ABI}"), &out.join("lib/libjrp.so"))?;
    copy(&built.join("libjrp.a"), &out.join("lib/libjrp.a"))?;
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
        fill(&bindings.join("packaging").join(template), &out.join(place))?;
    }
    for text in ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE"] {
        copy(&root.join(text), &out.join(text))?;
    }
    println!("{}", out.display());
    Ok(())
}

fn fill(template: &Path, place: &Path) -> Result<(), TaskError> {
    let flags: Vec<String> = STATIC_LIBS.iter().map(|name| format!("-l{name}")).collect();
    let text = fs::read_to_string(template).map_err(|error| failed(template, &error))?;
    let text = text
        .replace("@VERSION@", env!("CARGO_PKG_VERSION"))
        .replace("@ABI@", ABI)
        .replace("@STATIC_LIBS_LIST@", &STATIC_LIBS.join(";"))
        .replace("@STATIC_LIBS@", &flags.join(" "));
    fs::write(place, text).map_err(|error| failed(place, &error))
}

fn copy(from: &Path, to: &Path) -> Result<(), TaskError> {
    // A running host may have the old file open: replace it, do not write into it.
    let _ = fs::remove_file(to);
    fs::copy(from, to).map(drop).map_err(|error| failed(from, &error))
}

#[cfg(unix)]
fn link(target: &str, place: &Path) -> Result<(), TaskError> {
    let _ = fs::remove_file(place);
    std::os::unix::fs::symlink(target, place).map_err(|error| failed(place, &error))
}

#[cfg(not(unix))]
fn link(target: &str, place: &Path) -> Result<(), TaskError> {
    copy(&place.with_file_name(target), place)
}

fn failed(path: &Path, error: &std::io::Error) -> TaskError {
    TaskError::new(
        format!("{}: {error}", path.display()),
        "check the path and its rights",
    )
}
