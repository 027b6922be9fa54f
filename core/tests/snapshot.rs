//! A snapshot is built the same way every time, reads back what went in, and refuses every alteration.

use crate::common::*;
use crate::shared::shared;
use jrp_core::error::ErrorCode;
use jrp_core::executor::Sequential;
use jrp_core::policy::PolicyPack;
use jrp_core::record::{Force, Record, SubjectKind, Withdrawal};
use jrp_core::roster::Roster;
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::subject::{IdKind, Identifier};
use jrp_core::suite::{PersonKey, Suite};
use jrp_core::trust::TrustAnchors;
use jrp_core::writer::{Builder, Dropped, Unapplied};
use jrp_core::{ChainError, Open};

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
        let roster = Open::new(&trust(suite))
            .person_key(person_key())
            .open(file(&some_records(), options(suite)))
            .unwrap();
        let check = roster.verify_deep(&Sequential).unwrap();
        assert_eq!((check.records, check.persons_checked), (6, true));
        let without = Open::new(&trust(suite))
            .open(file(&some_records(), options(suite)))
            .unwrap();
        let check = without.verify_deep(&Sequential).unwrap();
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

/// What a row that is left out does to a company's record: `gone`, `named` where the record stays and is named, else `stays`.
fn withdrawn(force: Force, change: impl FnOnce(&mut Withdrawal)) -> &'static str {
    let listed = company();
    let pack = PolicyPack::builtin().unwrap();
    let mut row = Withdrawal::of(listed.clone(), force);
    change(&mut row);
    let mut builder = Builder::new(&pack, options(Suite::Ed25519Blake3), None).unwrap();
    builder.withdraw(&row).unwrap();
    builder.push(&listed).unwrap();
    let built = builder.finish(&Sequential).unwrap();
    let (kept, dropped) = (0, 0);
    match (built.withdrawn.as_slice(), built.unapplied.as_slice()) {
        ([], []) => "stays",
        (rows, []) => {
            assert_eq!(rows, [Dropped { kept, dropped }]);
            assert_eq!(built.dropped_by_source.values().sum::<u64>(), 1);
            "gone"
        }
        (rows, unapplied) => {
            let (withdrawal, stays, more) = (0, vec![0], 0);
            assert_eq!(
                (rows, unapplied),
                (
                    &[][..],
                    &[Unapplied {
                        withdrawal,
                        stays,
                        more
                    }][..]
                )
            );
            "named"
        }
    }
}

#[test]
fn a_row_left_out_outweighs_what_was_decided_before_it() {
    let own = company().decided_on.map(|day| day.to_string());
    let decided = |force, day: Option<&str>| withdrawn(force, |row| row.decided_on = day.map(date));
    assert_eq!(
        decided(Force::Ends, own.as_deref()),
        "gone",
        "a repair of the same decision"
    );
    assert_eq!(
        decided(Force::Ends, None),
        "gone",
        "a repair that names the listing date alone"
    );
    assert_eq!(
        decided(Force::Outweighs, own.as_deref()),
        "stays",
        "expired by the same decision"
    );
    assert_eq!(
        decided(Force::Outweighs, Some("2026-01-01")),
        "gone",
        "expired by a later decision"
    );
    assert_eq!(
        decided(Force::Ends, Some("2001-01-01")),
        "stays",
        "listed anew since the repair"
    );
}

#[test]
fn a_repair_by_another_decision_ends_what_it_names_or_is_named_itself() {
    let notice = |change: &dyn Fn(&mut Withdrawal)| {
        withdrawn(Force::Ends, |row| {
            row.record_id = None;
            row.document_no = Some("修复〔2026〕9号".into());
            row.decided_on = Some(date("2026-01-05"));
            row.listed_on = Some(date("2026-01-05"));
            change(row);
        })
    };
    let number = company().document_no.unwrap();
    let listed_on = company().listed_on;
    assert_eq!(notice(&|_| ()), "named", "its own number and date");
    assert_eq!(
        notice(&|row| row.listed_on = Some(listed_on)),
        "gone",
        "the listing date"
    );
    assert_eq!(
        notice(&|row| row.document_no = Some(number.replace('〔', "[").replace('〕', " ] "))),
        "gone",
        "the number"
    );
    assert_eq!(
        notice(&|row| (row.document_no, row.listed_on) = (None, None)),
        "gone",
        "the only record"
    );
    assert_eq!(
        notice(&|row| (row.document_no, row.listed_on, row.decided_on) = (None, None, None)),
        "named",
        "no day at all"
    );
    assert_eq!(
        notice(&|row| row.list_kind = "BK-ZDSSWF".into()),
        "stays",
        "another list"
    );
    assert_eq!(notice(&|row| row.id = None), "named", "the name alone");
    assert_eq!(
        notice(&|row| (row.id, row.name) = (None, Some("苏州另一科技有限公司".into()))),
        "stays",
        "another name"
    );
    let before = |row: &mut Withdrawal| {
        (row.decided_on, row.listed_on) = (Some(date("2020-01-01")), Some(date("2020-01-03")))
    };
    assert_eq!(
        notice(&before),
        "stays",
        "an old row never takes out a newer listing"
    );
    let code = |row: &mut Withdrawal| {
        let own = row.id.as_ref().and_then(|id| id.org_code()).unwrap();
        row.id = Some(Identifier::parse(IdKind::OrgCode, own.as_str()).unwrap());
        row.name = None;
        row.listed_on = Some(listed_on);
        row.subject_kind = SubjectKind::SoleTrader;
    };
    assert_eq!(
        notice(&code),
        "gone",
        "the organisation code, of another kind of subject"
    );
    // Another decision of the same day, by its own row.
    let sibling = |row: &mut Withdrawal| {
        row.listed_on = Some(listed_on);
        row.decided_on = company().decided_on;
    };
    assert_eq!(notice(&sibling), "stays", "the own row of another decision");
}

#[test]
fn a_row_whose_status_cannot_be_read_is_named_where_its_record_stays() {
    assert_eq!(withdrawn(Force::Unclear, |_| ()), "named");
    assert_eq!(
        withdrawn(Force::Unclear, |row| row.list_kind = "BK-ZDSSWF".into()),
        "stays"
    );
}

#[test]
fn one_document_number_is_one_decision_however_it_is_written() {
    let numbers = [
        "岚财采罚〔2026〕1号",
        "岚财采罚[2026]1号",
        "岚财采罚（2026）1号",
        "岚财采罚 (２０２６) 1 号",
        "岚财采罚【2026】1号",
    ];
    let records: Vec<_> = numbers
        .iter()
        .map(|number| {
            let mut record = company();
            record.document_no = Some(number.to_string());
            record
        })
        .collect();
    let built = built(&records, options(Suite::Ed25519Blake3));
    assert_eq!((built.collapsed.len(), built.conflicts.len()), (4, 0));
    let lists = &roster(&records).header().lists.clone();
    assert_eq!(lists.iter().map(|list| list.records).sum::<u64>(), 1);
}

#[test]
fn every_flipped_bit_and_every_cut_is_refused() {
    for suite in Suite::ALL {
        let bytes = file(&[company()], options(suite));
        let trust = trust(suite);
        // Header and signatures are parsed bit by bit. To a digest it makes no difference which bit of a byte differs: between
        // them the bits take turns, and so they do where a proof takes long.
        let between = 1024..bytes.len() - 256;
        let places = shared(0..bytes.len(), |at| {
            let step = if suite == Suite::Sm2Sm3 || between.contains(&at) {
                8
            } else {
                1
            };
            for bit in (at % step..8).step_by(step) {
                let mut altered = bytes.clone();
                altered[at] ^= 1 << bit;
                assert!(
                    Open::new(&trust).open(altered).is_err(),
                    "{suite:?}: byte {at} bit {bit}"
                );
            }
            assert!(
                Open::new(&trust).open(&bytes[..at]).is_err(),
                "{suite:?}: cut at {at}"
            );
        });
        assert_eq!(places.count(), bytes.len());
        let longer = [&bytes[..], &[0]].concat();
        assert!(Open::new(&trust).open(longer).is_err());
        assert!(Open::new(&trust).open(bytes).is_ok());
    }
}

#[test]
fn refusals_say_what_is_wrong() {
    let suite = Suite::Ed25519Blake3;
    let bytes = file(&some_records(), options(suite));
    let code_of = |result: Result<Roster<Vec<u8>>, ChainError>| result.err().map(|error| error.code());

    let stranger = jrp_core::suite::SigningKey::from_seed(suite, &[4; 32])
        .unwrap()
        .public();
    let untrusted = Open::new(&TrustAnchors::from_public_keys([stranger])).open(bytes.clone());
    assert_eq!(code_of(untrusted), Some(ErrorCode::SignatureUntrusted));

    let old = Open::new(&trust(suite).with_minimum_sequence(8)).open(bytes.clone());
    assert_eq!(code_of(old), Some(ErrorCode::SequenceTooOld));

    let key = Open::new(&trust(suite))
        .person_key(PersonKey::from_bytes([1; 32]))
        .open(bytes.clone());
    assert_eq!(code_of(key), Some(ErrorCode::PersonKeyWrong));

    let text = Open::new(&trust(suite)).open(b"list_kind,subject_kind".to_vec());
    assert_eq!(code_of(text), Some(ErrorCode::NotASnapshot));

    let mut newer = bytes.clone();
    newer[8] = 2;
    assert_eq!(
        code_of(Open::new(&trust(suite)).open(newer)),
        Some(ErrorCode::VersionUnsupported)
    );

    let cut = Open::new(&trust(suite)).open(bytes[..bytes.len() / 2].to_vec());
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
