//! Deltas: what a chain of them answers, and what is refused.
#![allow(missing_docs)]

mod common;

use common::*;
use jrp_core::build::{BuildError, BuiltDelta, DeltaBuilder, Options, Sequential};
use jrp_core::policy::{Policy, Tables};
use jrp_core::record::Record;
use jrp_core::roster::Roster;
use jrp_core::suite::Suite;

const SUITE: Suite = Suite::Ed25519Blake3;

fn later(sequence: u64) -> Options {
    Options {
        sequence,
        ..options(SUITE)
    }
}

fn try_delta(
    below: &Roster<Vec<u8>>,
    records: &[Record],
    options: Options,
) -> Result<BuiltDelta, BuildError> {
    let tables = Tables::builtin().unwrap();
    let policy = Policy::from_tables(&tables).unwrap();
    let key = person_key();
    let mut builder = DeltaBuilder::new(below, &policy, options, Some(&key), &Sequential)?;
    for record in records {
        builder.push(record)?;
    }
    builder.finish(&tables)
}

fn procurement(name: &str, body: &str) -> Record {
    org("BK-ZFCGSX", name, &code("91", "320507", body))
}

fn five() -> Vec<Record> {
    vec![
        procurement("苏州甲乙科技有限公司", "MA1QF7RX"),
        procurement("苏州丙丁建设有限公司", "MA1AAAAA"),
        procurement("苏州戊己贸易有限公司", "MA1BBBBB"),
        person("BK-SXBZXR", "欧阳无名", "320507199001011234"),
        person("BK-SXBZXR", "司马无名", "3205**********2345"),
    ]
}

fn outcome(roster: &Roster<Vec<u8>>, body: &str) -> String {
    let comparison = ask(roster, "ZFCG", by_code(&code("91", "320507", body)));
    comparison.outcome.code().to_owned()
}

#[test]
fn added_changed_and_removed_records_are_what_a_roster_answers_with() {
    let base = roster(&five());
    let mut records = five();
    records.remove(1);
    records[0].cause = Some("另一事由".into());
    records.push(procurement("苏州庚辛物流有限公司", "MA1CCCCC"));
    let built = try_delta(&base, &records, later(8)).unwrap();
    let change = built
        .changes
        .iter()
        .find(|change| change.list == "BK-ZFCGSX")
        .unwrap();
    assert_eq!(
        (
            change.before,
            change.after,
            change.added,
            change.changed,
            change.removed
        ),
        (3, 3, 1, 1, 1)
    );
    let bytes = built.snapshot.sign(&signing_key(SUITE));
    let newer = base.with_delta(bytes, &trust(SUITE)).unwrap();
    for (body, before, after) in [
        ("MA1QF7RX", "prohibited", "prohibited"),
        ("MA1AAAAA", "prohibited", "clear"),
        ("MA1BBBBB", "prohibited", "prohibited"),
        ("MA1CCCCC", "clear", "prohibited"),
    ] {
        assert_eq!(
            (outcome(&base, body), outcome(&newer, body)),
            (before.into(), after.into()),
            "{body}"
        );
    }
    let changed = ask(&newer, "ZFCG", by_code(&code("91", "320507", "MA1QF7RX")));
    assert_eq!(changed.findings.len(), 1);
    assert_eq!(changed.findings[0].cause.as_deref(), Some("另一事由"));
    assert_eq!(
        (newer.deltas(), changed.snapshot.deltas, changed.snapshot.sequence),
        (1, 1, 8)
    );
    let full = file(&records, later(8));
    let full = Roster::open(full, &trust(SUITE), Some(person_key())).unwrap();
    assert_eq!(newer.header().state, full.header().state);
    assert_eq!(newer.header().lists, full.header().lists);
    assert_eq!(newer.verify_deep().unwrap(), full.verify_deep().unwrap());
}
