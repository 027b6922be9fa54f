//! The policy pack, what was seen of its bases, and the page that shows both.

use jrp_core::policy::{Effect, PolicyPack, Verified};
use jrp_tests::policy_page::{key, page, page_path, seen, write_page};
use jrp_tests::vectors::Failure;
use std::fs;

#[test]
fn the_committed_page_is_current() -> Result<(), Failure> {
    if std::env::var_os("JRP_UPDATE_POLICY").is_some() {
        write_page()?;
    }
    let committed = fs::read_to_string(page_path()).unwrap_or_default();
    assert!(
        committed == page()?,
        "docs/POLICY.md is stale; run `cargo xtask policy`"
    );
    Ok(())
}

#[test]
fn whatever_prohibits_or_restricts_says_what_was_seen_of_its_basis() -> Result<(), Failure> {
    let policy = PolicyPack::builtin()?;
    let seen = seen()?;
    for measure in policy.measures().iter().filter(|measure| measure.enabled) {
        let sight = seen.get(&key(measure)).map(|sight| sight.seen.as_str());
        if measure.effect <= Effect::Restrict && measure.verified.holds() {
            let expected = if measure.verified == Verified::Yes {
                "text"
            } else {
                "second-hand"
            };
            assert_eq!(sight, Some(expected), "{:?}", key(measure));
        }
    }
    Ok(())
}

#[test]
fn every_sight_is_of_a_cell_of_the_pack() -> Result<(), Failure> {
    let policy = PolicyPack::builtin()?;
    let cells: Vec<_> = policy.measures().iter().map(key).collect();
    for (cell, sight) in seen()? {
        assert!(cells.contains(&cell), "{cell:?}");
        assert!(
            ["text", "second-hand", "not-seen"].contains(&sight.seen.as_str()),
            "{cell:?}: {}",
            sight.seen
        );
    }
    Ok(())
}
