//! The pages about releases are held to the tables, scripts and tasks that they name.

use crate::TASKS;
use crate::target::Target;
use crate::task::workspace;
use std::fs;

fn read(path: &str) -> String {
    fs::read_to_string(workspace().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The words that follow `start` in a text, up to what no name holds.
fn named<'a>(text: &'a str, start: &str) -> Vec<&'a str> {
    let ends = |c: char| !(c.is_ascii_alphanumeric() || "-._".contains(c));
    let after = text.split(start).skip(1);
    after
        .map(|part| part.split(ends).next().unwrap_or_default().trim_end_matches('.'))
        .collect()
}

#[test]
fn what_the_check_list_names_is_there() {
    let page = read("docs/RELEASING.md");
    let (scripts, tasks) = (named(&page, "`scripts/"), named(&page, "`cargo xtask "));
    assert!(scripts.len() > 8 && tasks.len() > 1, "{scripts:?} {tasks:?}");
    for script in scripts {
        assert!(
            workspace().join("scripts").join(script).exists(),
            "scripts/{script}"
        );
    }
    for name in tasks {
        assert!(TASKS.iter().any(|task| task.name == name), "cargo xtask {name}");
    }
}

#[test]
fn crates_are_published_after_those_they_need() {
    let page = read("docs/RELEASING.md");
    let (_, list) = page.split_once("`cargo publish` in this order:").unwrap();
    let (list, _) = list.split_once("\n11.").unwrap();
    let order = named(list, "`jrp-");
    let packed = read("scripts/test-packages");
    let (_, packed) = packed.split_once("crates=(").unwrap();
    let (packed, _) = packed.split_once(')').unwrap();
    let packed: Vec<_> = packed
        .split_whitespace()
        .filter_map(|name| name.strip_prefix("jrp-"))
        .collect();
    assert_eq!(order, packed);
}

#[test]
fn every_target_stands_on_the_page_with_its_oldest_system() {
    let page = read("docs/PLATFORMS.md");
    for target in Target::all() {
        let row = page
            .lines()
            .find(|line| line.starts_with(&format!("| `{}` |", target.name)));
        let row = row.unwrap_or_else(|| panic!("{} is not on docs/PLATFORMS.md", target.name));
        // A row may say that it loads on what the row above does.
        let same = row.contains("| the same |");
        assert!(
            same || row.contains(target.floor),
            "{row} does not say {}",
            target.floor
        );
    }
}

#[test]
fn workflows_run_scripts_and_tasks_that_are_there() {
    let mut named_scripts = 0;
    for workflow in [
        ".github/workflows/check.yml",
        ".github/workflows/release.yml",
        ".workflow/check.yml",
    ] {
        let text = read(workflow);
        assert!(
            text.contains("scripts/") || text.contains(".ci/run"),
            "{workflow}"
        );
        for script in named(&text, " scripts/") {
            named_scripts += 1;
            assert!(
                workspace().join("scripts").join(script).exists(),
                "scripts/{script}"
            );
        }
        for name in named(&text, "cargo xtask ") {
            assert!(TASKS.iter().any(|task| task.name == name), "cargo xtask {name}");
        }
    }
    assert!(named_scripts > 1);
}
