//! The tests of a crate are one program, and Cargo looks for no other: a file that is not a module of it never runs.

use std::fs;
use std::path::{Path, PathBuf};

/// The files of such programs from which modules are named. Data, and programs of their own, stand beside some.
const PROGRAMS: [&str; 4] = [
    "core/tests/main.rs",
    "tests/main.rs",
    "intake/tests/intake/main.rs",
    "cli/tests/cli/main.rs",
];

/// Beside `tests/main.rs`, and not of it: the bench, and the crate's library.
const OTHERS: [&str; 2] = ["tests/peers.rs", "tests/src"];

/// Modules that `file` must name stand in `folder`. Gives how many there are, with all below them.
fn modules(file: &Path, folder: &Path, root: &Path) -> usize {
    let text = fs::read_to_string(file).unwrap();
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_other = OTHERS.iter().any(|other| path == root.join(other));
        let within = path.join("mod.rs");
        let (inner, below) = match path.extension() {
            Some(extension) if extension == "rs" => (path.clone(), path.with_extension("")),
            None if within.is_file() => (within, path.clone()),
            _ => continue,
        };
        if is_other || path == file || path.ends_with("mod.rs") {
            continue;
        }
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(
            text.lines()
                .any(|line| line.trim_start_matches("pub(crate) ") == format!("mod {name};")),
            "{} is not a module of {}",
            path.display(),
            file.display()
        );
        count += 1;
        if below.is_dir() && !below.join("main.rs").is_file() {
            count += modules(&inner, &below, root);
        }
    }
    count
}

#[test]
fn every_file_of_tests_runs() {
    let root: PathBuf = fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).unwrap();
    for program in PROGRAMS {
        let file = root.join(program);
        let count = modules(&file, file.parent().unwrap(), &root);
        assert!(count > 5, "{program} has {count} modules");
    }
}
