//! A snapshot is built the same way every time, reads back what went in, and refuses every alteration.
#![cfg(feature = "build")]

mod common;

use common::*;
use jrp_core::build::{Builder, Dropped};
use jrp_core::error::{ErrorCode, OpenError};
use jrp_core::policy::{Policy, Tables};
use jrp_core::record::{Record, Withdrawal};
use jrp_core::roster::Roster;
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::suite::{PersonKey, Suite};
use jrp_core::trust::TrustAnchors;

fn company() -> Record {
    org(
        "BK-ZFCGSX",
        "苏州甲乙科技有限公司",
        &code("91", "320507", "MA1QF7RX"),
    )
}

fn some_records() -> Vec<Record> {
    let first = code("91", "320507", "MA1QF7RX");
    let mut renamed = org("BK-ZDSSWF", "苏州甲乙科技有限公司", &first);
    renamed.former_names = vec!["苏州甲乙贸易有限公司".into()];
    renamed.publish_until = Some(date("2027-08-15"));
    let mut nameless = org("WT-JYYC", "无码企业", &first);
    nameless.id = None;
    nameless.publish_until = None;
    vec![
        company(),
        renamed,
        nameless,
        org("BK-ZFCGSX", "校验不符有限公司", "91320507MA1WWWWW00"),
        person("BK-SXBZXR", "欧阳无名", "320507199001011234"),
        person("BK-SXBZXR", "司马无名", "3205**********2345"),
    ]
}

#[test]
fn bytes_do_not_depend_on_the_order_of_records() {
    for suite in Suite::ALL {
        let mut records = some_records();
        let forward = file(&records, options(suite));
        records.reverse();
        assert!(file(&records, options(suite)) == forward);
    }
}

#[test]
fn records_add_up_to_the_state_digest() {
    for suite in Suite::ALL {
        let roster = Roster::open(
            file(&some_records(), options(suite)),
            &trust(suite),
            Some(person_key()),
        )
        .unwrap();
        let check = roster.verify_deep().unwrap();
        assert_eq!((check.records, check.persons_checked), (6, true));
        let without = Roster::open(file(&some_records(), options(suite)), &trust(suite), None).unwrap();
        let check = without.verify_deep().unwrap();
        assert_eq!((check.records, check.persons_checked), (4, false));
    }
}

#[test]
fn identical_rows_collapse_and_the_later_decision_wins() {
    let record = company();
    let mut later = record.clone();
    later.decided_on = Some(date("2025-02-25"));
    later.cause = Some("另一事由".into());
    for records in [
        vec![record.clone(), record.clone(), later.clone()],
        vec![later, record.clone(), record],
    ] {
        let built = built(&records, options(Suite::Ed25519Blake3));
        assert_eq!((built.collapsed.len(), built.conflicts.len()), (1, 1));
        let found = ask(
            &roster(&records),
            "ZFCG",
            by_code(&code("91", "320507", "MA1QF7RX")),
        );
        assert_eq!(found.findings.len(), 1);
        assert_eq!(found.findings[0].cause.as_deref(), Some("另一事由"));
    }
}

#[test]
fn a_row_left_out_outweighs_what_was_decided_before_it() {
    let listed = company();
    let tables = Tables::builtin().unwrap();
    let policy = Policy::from_tables(&tables).unwrap();
    let left = |decided_on: Option<&str>, is_final: bool, change: fn(&mut Record)| {
        let mut record = listed.clone();
        record.decided_on = decided_on.map(date);
        change(&mut record);
        let mut builder = Builder::new(&policy, options(Suite::Ed25519Blake3), None).unwrap();
        builder.withdraw(&Withdrawal { record, is_final }).unwrap();
        builder.push(&listed).unwrap();
        let built = builder.finish(&tables).unwrap();
        let (kept, dropped) = (0, 0);
        match built.withdrawn.as_slice() {
            [] => 1,
            rows => {
                assert_eq!(rows, [Dropped { kept, dropped }]);
                assert_eq!(built.dropped_by_source.values().sum::<u64>(), 1);
                0
            }
        }
    };
    let same = |_: &mut Record| ();
    let own = listed.decided_on.map(|day| day.to_string());
    assert_eq!(
        left(own.as_deref(), true, same),
        0,
        "a repair of the same decision"
    );
    assert_eq!(
        left(own.as_deref(), false, same),
        1,
        "expired by the same decision"
    );
    assert_eq!(
        left(Some("2026-01-01"), false, same),
        0,
        "expired by a later decision"
    );
    assert_eq!(
        left(Some("2001-01-01"), true, same),
        1,
        "listed anew since the repair"
    );
    assert_eq!(
        left(Some("2026-01-01"), true, |record| record.document_no =
            Some("另一号".into())),
        1
    );
    assert_eq!(
        left(Some("2026-01-01"), true, |record| record.record_id =
            Some("R-1".into())),
        1
    );
}

#[test]
fn every_flipped_bit_and_every_cut_is_refused() {
    for suite in Suite::ALL {
        let bytes = file(&[company()], options(suite));
        let trust = trust(suite);
        // Where the header is untouched its signature still holds, so one proof of the rest is enough.
        let step = if suite == Suite::Sm2Sm3 { 8 } else { 1 };
        for at in 0..bytes.len() {
            for bit in (at % step..8).step_by(step) {
                let mut altered = bytes.clone();
                altered[at] ^= 1 << bit;
                assert!(
                    Roster::open(altered, &trust, None).is_err(),
                    "{suite:?}: byte {at} bit {bit}"
                );
            }
        }
        for len in 0..bytes.len() {
            assert!(
                Roster::open(&bytes[..len], &trust, None).is_err(),
                "{suite:?}: cut at {len}"
            );
        }
        let longer = [&bytes[..], &[0]].concat();
        assert!(Roster::open(longer, &trust, None).is_err());
        assert!(Roster::open(bytes, &trust, None).is_ok());
    }
}

#[test]
fn refusals_say_what_is_wrong() {
    let suite = Suite::Ed25519Blake3;
    let bytes = file(&some_records(), options(suite));
    let code_of = |result: Result<Roster<Vec<u8>>, OpenError>| result.err().map(|error| error.code());

    let stranger = jrp_core::suite::SigningKey::from_seed(suite, &[4; 32])
        .unwrap()
        .public();
    let untrusted = Roster::open(bytes.clone(), &TrustAnchors::from_public_keys([stranger]), None);
    assert_eq!(code_of(untrusted), Some(ErrorCode::SignatureUntrusted));

    let old = Roster::open(bytes.clone(), &trust(suite).with_minimum_sequence(8), None);
    assert_eq!(code_of(old), Some(ErrorCode::SequenceTooOld));

    let key = Roster::open(bytes.clone(), &trust(suite), Some(PersonKey::from_bytes([1; 32])));
    assert_eq!(code_of(key), Some(ErrorCode::PersonKeyWrong));

    let text = Roster::open(b"list_kind,subject_kind".to_vec(), &trust(suite), None);
    assert_eq!(code_of(text), Some(ErrorCode::NotASnapshot));

    let mut newer = bytes.clone();
    newer[8] = 2;
    assert_eq!(
        code_of(Roster::open(newer, &trust(suite), None)),
        Some(ErrorCode::VersionUnsupported)
    );

    let cut = Roster::open(bytes[..bytes.len() / 2].to_vec(), &trust(suite), None);
    assert_eq!(code_of(cut), Some(ErrorCode::SnapshotTruncated));
}

#[test]
fn sections_add_up_to_the_file() {
    let bytes = file(&some_records(), options(Suite::Sm2Sm3));
    let snapshot = UnverifiedSnapshot::parse(&bytes).unwrap();
    let total: u64 = snapshot.sections().iter().map(|section| section.bytes).sum();
    assert_eq!(total, bytes.len() as u64);
}

#[test]
fn a_file_tells_nothing_of_persons_without_their_key() {
    for suite in Suite::ALL {
        let bytes = file(&some_records(), options(suite));
        for secret in [
            "欧阳无名",
            "司马无名",
            "320507199001011234",
            "3205**********2345",
            "苏0507执1234",
            "拒不履行",
        ] {
            let secret = secret.as_bytes();
            assert!(!bytes.windows(secret.len()).any(|window| window == secret));
        }
    }
}
