//! `docs/ANSWERS.md` explains every warning, and every prompt that it names exists.

use jrp_core::policy::PromptCode;
use jrp_core::subject::InputWarning;

const PAGE: &str = include_str!("../../docs/ANSWERS.md");
const WARNINGS: &str = include_str!("../src/compare/warning.rs");

/// Codes in backquotes at the beginning of table rows behind a heading.
fn rows(heading: &str) -> Vec<&'static str> {
    let section = PAGE.split_once(heading).unwrap().1;
    let section = section
        .split_once("\n## ")
        .map_or(section, |(section, _)| section);
    section
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once(" |"))
        .flat_map(|(codes, _)| codes.split(", ").map(|code| code.trim_matches('`')))
        .collect()
}

#[test]
fn every_warning_is_explained() {
    let page = rows("## Warnings");
    // Those of the comparison stand in its source as texts.
    let texts = WARNINGS.split('"').skip(1).step_by(2);
    let checks = [
        InputWarning::CreditCodeCheck,
        InputWarning::OrgCodeCheck,
        InputWarning::CitizenIdCheck,
        InputWarning::RegNoCheck,
    ];
    let known: Vec<&str> = texts
        .chain(checks.map(InputWarning::code))
        .chain(["length", "characters"])
        .collect();
    assert!(known.len() > 14);
    for code in &known {
        assert!(page.contains(code), "{code} is not explained");
    }
    for code in page {
        assert!(known.contains(&code), "{code} is not a warning");
    }
}

#[test]
fn every_gap_names_a_prompt() {
    let page = rows("## Gaps");
    assert!(page.len() > 10);
    for code in page {
        assert!(PromptCode::from_code(code).is_some(), "{code} is not a prompt");
    }
}
