//! The folder of the site.

use super::{docs, form};
use crate::files::{failed, read, write};
use crate::task::{self, TaskError};
use crate::wasm;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A file that only a site of ours has.
const MARK: &str = "maker.wasm";

pub(super) fn run(options: &[String]) -> Result<(), TaskError> {
    let root = task::workspace();
    let out = match options {
        [] => root.join("dist/site"),
        [option, place] if option == "--out" => PathBuf::from(place),
        _ => return Err(TaskError::new("unknown options", "see `cargo xtask site --help`")),
    };
    let package = root.join("bindings-wasm/npm/dist");
    if !package.join("jrp.wasm").is_file() {
        return Err(TaskError::new(
            format!("{}: the npm package is not built", package.display()),
            "run `cargo xtask wasm` first",
        ));
    }
    clear(&out)?;
    for name in names(&root.join("examples/web"))? {
        let text = read_text(&root.join("examples/web").join(&name))?;
        write(&out.join(&name), form::adapt(&name, &text)?.as_bytes())?;
    }
    for name in names(&root.join("examples/site"))? {
        copy(&root.join("examples/site").join(&name), &out.join(&name))?;
    }
    copy_all(&package, &out.join("jrp"))?;
    write(&out.join(MARK), &wasm::small(&root, "jrp-maker-wasm")?)?;
    write_docs(&root, &out.join("docs"))?;
    println!(
        "{} is the site; `python3 -m http.server --directory {0}` shows it here",
        out.display()
    );
    Ok(())
}

/// Makes the folder new. What somebody else keeps there stays.
fn clear(out: &Path) -> Result<(), TaskError> {
    let is_empty = fs::read_dir(out).map_or(true, |mut entries| entries.next().is_none());
    if !is_empty && !out.join(MARK).is_file() {
        return Err(TaskError::new(
            format!("{}: is not empty and not a site", out.display()),
            "name a new folder",
        ));
    }
    if !is_empty {
        fs::remove_dir_all(out).map_err(|error| failed(out, &error))?;
    }
    fs::create_dir_all(out).map_err(|error| failed(out, &error))
}

/// The pages of the repository, and the pictures that they show.
fn write_docs(root: &Path, out: &Path) -> Result<(), TaskError> {
    let mut pages: BTreeSet<PathBuf> = [
        "README.md",
        "README.zh-CN.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    ]
    .map(PathBuf::from)
    .into();
    for folder in ["docs", "docs/decisions"] {
        let names = names(&root.join(folder))?.into_iter();
        pages.extend(
            names
                .filter(|name| name.ends_with(".md"))
                .map(|name| Path::new(folder).join(name)),
        );
    }
    let images = names(&root.join("docs/images"))?.into_iter();
    let images: BTreeSet<PathBuf> = images.map(|name| Path::new("docs/images").join(name)).collect();
    for path in &pages {
        let html = docs::page(path, &read_text(&root.join(path))?, &pages, &images);
        write(&out.join(path).with_extension("html"), html.as_bytes())?;
    }
    for path in &images {
        copy(&root.join(path), &out.join(path))?;
    }
    Ok(())
}

/// Files of a folder, not of folders in it.
fn names(folder: &Path) -> Result<Vec<String>, TaskError> {
    let entries = fs::read_dir(folder).map_err(|error| failed(folder, &error))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| failed(folder, &error))?;
        if entry.path().is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn copy_all(from: &Path, to: &Path) -> Result<(), TaskError> {
    let entries = fs::read_dir(from).map_err(|error| failed(from, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| failed(from, &error))?.path();
        let place = to.join(path.file_name().unwrap_or_default());
        match path.is_dir() {
            true => copy_all(&path, &place)?,
            false => copy(&path, &place)?,
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), TaskError> {
    write(to, &read(from)?)
}

fn read_text(path: &Path) -> Result<String, TaskError> {
    fs::read_to_string(path).map_err(|error| failed(path, &error))
}
