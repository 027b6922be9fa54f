//! `docs/SECURITY.md` names the test of each promise; here each name is that of a test that there is.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !["target", "node_modules", "dist"].contains(&name.as_str()) {
            sources(&path, found);
        } else if ["rs", "c", "mjs", "py"]
            .iter()
            .any(|own| path.extension().is_some_and(|e| e == *own))
        {
            found.push(path);
        }
    }
}

/// Everything that is called like a test: functions, and what the suites in JavaScript call theirs.
fn tests() -> BTreeSet<String> {
    let mut paths = Vec::new();
    for folder in [
        "core/src",
        "core/tests",
        "intake",
        "cli/src",
        "folder",
        "cli/tests",
        "bindings-c/src",
        "bindings-c/tests",
        "bindings-wasm/src",
        "bindings-wasm/npm/test",
        "bindings-wasm/npm/browser-test",
        "tests",
    ] {
        sources(&root().join(folder), &mut paths);
    }
    let mut names = BTreeSet::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let rust = text
            .split("fn ")
            .skip(1)
            .filter_map(|rest| rest.split('(').next());
        let c = text
            .split("static void ")
            .skip(1)
            .filter_map(|rest| rest.split('(').next());
        let python = text
            .split("def ")
            .skip(1)
            .filter_map(|rest| rest.split('(').next());
        let node = text
            .split("t(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        names.extend(rust.chain(c).chain(python).chain(node).map(str::to_owned));
    }
    names
}

/// The table of promises.
fn table(page: &str) -> String {
    let (_, rest) = page.split_once("### The tests of the promises").unwrap();
    let parts = rest.split("\n\n");
    parts.filter(|part| part.starts_with("| promise")).collect()
}

#[test]
fn every_guarantee_of_the_readme_has_a_row() {
    let read = |name: &str| fs::read_to_string(root().join(name)).unwrap();
    let (page, readme) = (read("docs/SECURITY.md"), read("README.md"));
    let table = table(&page);
    let (_, rest) = readme.split_once("## What it guarantees").unwrap();
    let (section, _) = rest.split_once("\n## ").unwrap();
    let bold = section.split("* **").skip(1);
    let guarantees: Vec<&str> = bold.filter_map(|text| text.split(".**").next()).collect();
    assert!(guarantees.len() > 5, "{guarantees:?}");
    for guarantee in guarantees {
        let row = format!("| {guarantee} (README)");
        assert!(table.contains(&row), "docs/SECURITY.md has no row: {row}");
    }
}

#[test]
fn every_promise_in_bold_has_a_row() {
    let page = fs::read_to_string(root().join("docs/SECURITY.md")).unwrap();
    let table = table(&page);
    let (_, rest) = page.split_once("## What is promised").unwrap();
    let (section, _) = rest.split_once("\n#").unwrap();
    let bold = section.split("\n* **").skip(1);
    let promises: Vec<&str> = bold.filter_map(|text| text.split(['.', '*']).next()).collect();
    assert!(promises.len() > 5, "{promises:?}");
    for promise in promises {
        let named = format!("**{promise}**");
        assert!(table.contains(&named), "docs/SECURITY.md has no row with {named}");
    }
}

#[test]
fn every_test_that_security_names_is_there() {
    let page = fs::read_to_string(root().join("docs/SECURITY.md")).unwrap();
    let table = table(&page);
    let tests = tests();
    let mut named = 0;
    for row in table.lines().skip(2) {
        let quoted = row.split('`').skip(1).step_by(2);
        for place in quoted
            .clone()
            .filter(|name| name.contains('/') && !name.contains(' '))
        {
            let endings = ["", ".rs", ".mjs", ".test.mjs", ".py"];
            assert!(
                endings
                    .iter()
                    .any(|ending| root().join(format!("{place}{ending}")).exists()),
                "docs/SECURITY.md names a file that is not there: {place}"
            );
        }
        let names: Vec<&str> = quoted
            .filter(|name| name.matches(['_', ' ']).count() >= 3 && !name.contains('/'))
            .collect();
        assert!(!names.is_empty(), "no test is named: {row}");
        for name in names {
            assert!(
                tests.contains(name),
                "docs/SECURITY.md names a test that is not there: {name}"
            );
            named += 1;
        }
    }
    assert!(named > 40, "{named} tests are named");
}
