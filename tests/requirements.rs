//! Every requirement is shown by a vector or explained, and the committed page says so.

use jrp_tests::requirements::{RULE, coverage, page, page_path, requirements, rules, write_page};
use jrp_tests::vectors::Failure;
use std::fs;
use std::path::Path;

/// Requirements of each notice.
const COUNTS: [(&str, usize); 5] = [
    ("R-000", 17),
    ("R-001", 8),
    ("R-002", 25),
    ("R-003", 12),
    ("R-004", 7),
];

#[test]
fn every_requirement_is_shown_or_explained() -> Result<(), Failure> {
    let (requirements, coverage) = (requirements()?, coverage()?);
    let expected: Vec<String> = COUNTS
        .iter()
        .flat_map(|(notice, count)| (1..=*count).map(move |number| format!("{notice}-{number:02}")))
        .collect();
    let ids: Vec<&String> = requirements.iter().map(|row| &row.id).collect();
    assert_eq!(ids, expected.iter().collect::<Vec<_>>());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for row in &requirements {
        assert!(!row.text.is_empty(), "{}", row.id);
        if row.note.is_empty() {
            assert!(
                coverage.contains_key(&row.id),
                "{}: no vector, no explanation",
                row.id
            );
        } else if let Some(shown) = row.note.strip_prefix("shown by: ") {
            for file in shown.split(", ") {
                assert!(root.join(file).is_file(), "{}: {file} is not there", row.id);
            }
        } else {
            assert!(
                row.note.starts_with("not in the SDK's reach, because "),
                "{}: {}",
                row.id,
                row.note
            );
        }
    }
    Ok(())
}

#[test]
fn what_vectors_cover_exists() -> Result<(), Failure> {
    let (requirements, rules) = (requirements()?, rules()?);
    for covered in coverage()?.into_keys() {
        let known = requirements.iter().any(|row| row.id == covered)
            || covered
                .strip_prefix(RULE)
                .is_some_and(|rule| rules.iter().any(|known| known == rule));
        assert!(
            known,
            "{covered} is neither a requirement nor `rule …`, a heading of docs/RULES.md"
        );
    }
    Ok(())
}

#[test]
fn every_rule_is_shown() -> Result<(), Failure> {
    let coverage = coverage()?;
    for rule in rules()? {
        assert!(
            coverage.contains_key(&format!("{RULE}{rule}")),
            "no vector shows the rule {rule}"
        );
    }
    Ok(())
}

#[test]
fn the_committed_page_is_current() -> Result<(), Failure> {
    if std::env::var_os("JRP_UPDATE_REQUIREMENTS").is_some() {
        write_page()?;
    }
    let committed = fs::read_to_string(page_path()).unwrap_or_default();
    assert!(
        committed == page()?,
        "docs/REQUIREMENTS.md is stale; run `cargo xtask requirements`"
    );
    Ok(())
}
