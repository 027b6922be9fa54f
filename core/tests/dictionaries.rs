//! Dictionaries live on: in the deltas upon a base, and in the base that comes after it.

use crate::altered::{
    FILTER, GROUPS, KEY_GROUPS, KEYS, ORGANISATIONS, Parts, RECORDS, columns, u32_at, with_column,
    without_column,
};
use crate::common::*;
use jrp_core::Open;
use jrp_core::error::{ErrorCode, OpenError};
use jrp_core::executor::Sequential;
use jrp_core::policy::PolicyPack;
use jrp_core::record::Record;
use jrp_core::roster::Roster;
use jrp_core::snapshot::{Audience, UnverifiedSnapshot};
use jrp_core::suite::Suite;
use jrp_core::writer::{Builder, Dictionaries};
use std::ops::Range;

const SUITE: Suite = Suite::Ed25519Blake3;

/// The numbers of the dictionaries, and of the digest of what deltas take from a base.
const DICTIONARIES: Range<u16> = 64..120;
const FRONT_DIGEST: u16 = 52;

fn body(n: usize) -> String {
    let digits: Vec<u8> = b"ABCDEFGHJKLMNPQRTUWXY0123456789".to_vec();
    let digit = |at: u32| char::from(digits[n / 31usize.pow(at) % 31]);
    format!("MA1A{}{}{}{}", digit(3), digit(2), digit(1), digit(0))
}

fn record(n: usize) -> Record {
    let brand = ["甲乙", "丙丁", "戊己", "庚辛"][n % 4];
    let trade = ["科技", "建筑工程", "商贸", "食品"][n / 4 % 4];
    let name = format!("苏州{brand}{n}号{trade}有限公司");
    let mut record = org("BK-ZFCGSX", &name, &code("91", "320507", &body(n)));
    record.document_no = Some(format!("苏财购罚〔2025〕{n}号"));
    record.authority = ["苏州市财政局", "昆山市财政局", "常熟市财政局"][n % 3].into();
    record
}

fn records(count: usize) -> Vec<Record> {
    let persons = (0..count / 10).map(|n| {
        let id = format!("3205071980010{:05}", 11000 + n);
        let mut record = person("BK-SXBZXR", "张示例", "320507198001011231");
        record.id = jrp_core::subject::Identifier::parse(jrp_core::subject::IdKind::Passport, &id[9..]).ok();
        record.document_no = Some(format!("（2025）苏0507执{n}号"));
        record
    });
    (0..count).map(record).chain(persons).collect()
}

fn signed(mut builder: Builder<'_>, records: &[Record]) -> Vec<u8> {
    records.iter().for_each(|record| builder.push(record).unwrap());
    builder
        .finish(&Sequential)
        .unwrap()
        .snapshot
        .sign(&signing_key(SUITE))
}

fn base(records: &[Record], before: Option<&Roster<Vec<u8>>>) -> Vec<u8> {
    let (pack, key) = (PolicyPack::builtin().unwrap(), person_key());
    let mut builder = Builder::new(&pack, options(SUITE), Some(&key)).unwrap();
    if let Some(before) = before {
        builder = builder.dictionaries(Dictionaries::of(before));
    }
    signed(builder, records)
}

fn delta(below: &Roster<Vec<u8>>, records: &[Record]) -> Vec<u8> {
    let (pack, key) = (PolicyPack::builtin().unwrap(), person_key());
    let mut options = options(SUITE);
    options.sequence = below.header().sequence + 1;
    let builder = Builder::upon(below, &pack, options, Some(&key), &Sequential).unwrap();
    signed(builder, records)
}

fn open(bytes: Vec<u8>) -> Roster<Vec<u8>> {
    let trust = trust(SUITE);
    Open::new(&trust).person_key(person_key()).open(bytes).unwrap()
}

fn of_partition(partition: &[u8]) -> Vec<(u16, Vec<u8>)> {
    let columns = columns(partition).into_iter();
    columns.filter(|(id, _)| DICTIONARIES.contains(id)).collect()
}

/// The dictionaries of organisations and of persons.
fn dictionaries(file: &[u8]) -> [Vec<(u16, Vec<u8>)>; 2] {
    let parts = Parts::of(file);
    [
        of_partition(&parts.sections[&ORGANISATIONS]),
        of_partition(&parts.unsealed(&person_key())),
    ]
}

/// The groups of organisations' records or keys: columns of a directory and of groups.
fn groups(file: &[u8], [directory, groups]: [u16; 2]) -> Vec<Vec<u8>> {
    let columns = columns(&Parts::of(file).sections[&ORGANISATIONS]);
    let mut rest = &columns[&groups][..];
    let entries = columns[&directory][8..].chunks(8);
    let lengths = entries.map(|entry| u32_at(entry, 4));
    lengths
        .map(|length| {
            let (group, behind) = rest.split_at(length);
            rest = behind;
            group.to_vec()
        })
        .collect()
}

/// How many of the parts of two files differ, which are as many in both.
fn differing(old: &[Vec<u8>], new: &[Vec<u8>]) -> usize {
    assert_eq!(old.len(), new.len());
    old.iter().zip(new).filter(|(old, new)| old != new).count()
}

/// Records of which many have causes in common; the one that is 17th has a cause and an authority of its own.
fn with_causes(count: usize) -> Vec<Record> {
    let mut all = records(count);
    for (at, record) in all.iter_mut().enumerate().take(count) {
        record.cause = Some(format!("提供虚假材料谋取中标，第{}类", at % 300));
    }
    all[17].cause = Some("只此一家的事由".into());
    all[17].authority = "太仓市水务局".into();
    all
}

#[test]
fn a_record_that_goes_or_comes_changes_its_own_groups_and_no_other() {
    let all = with_causes(12_000);
    // A base cuts its strings otherwise than the one that its dictionaries were trained for.
    let first = base(&all, Some(&open(base(&all, None))));
    let mut fewer = all.clone();
    fewer.remove(17);
    let next = base(&fewer, Some(&open(first.clone())));
    let mut other = all[17].clone();
    other.id = org(
        "BK-ZFCGSX",
        "苏州另一家有限公司",
        &code("91", "320507", "MA9YYYYY"),
    )
    .id;
    other.cause = Some("另一个未曾有过的事由".into());
    other.authority = "张家港市水务局".into();
    fewer.push(other);
    let later = base(&fewer, Some(&open(next.clone())));
    for (old, new) in [(&first, &next), (&next, &later)] {
        for (of, most, changed) in [
            ([GROUPS, RECORDS], 24 * 1024, 1),
            ([KEYS, KEY_GROUPS], 6 * 1024, 3),
        ] {
            let (old, new) = (groups(old, of), groups(new, of));
            let sizes: Vec<usize> = old.iter().map(Vec::len).filter(|size| *size > 0).collect();
            assert!(sizes.len() >= 4, "{sizes:?}");
            assert!(sizes.iter().all(|size| *size < most), "{sizes:?}");
            let differing = differing(&old, &new);
            assert!((1..=changed).contains(&differing), "{differing}");
        }
        // Listings and causes have a string less or more, for which few listings may be written with another dictionary, and
        // directories other counts; nothing else differs.
        let columns = |file: &[u8]| columns(&Parts::of(file).sections[&ORGANISATIONS]);
        let (old_columns, new_columns) = (columns(old), columns(new));
        let told = |id: &u16| matches!(id, 2 | 13 | 32..=37 | 96..=101 | 49 | 51 | 52 | 53 | 120..=122 | 128);
        for (id, old) in old_columns.iter().filter(|(id, _)| !told(id)) {
            assert!(*old == new_columns[id], "column {id}");
        }
        let blocks = |file: &[u8]| -> Vec<Vec<u8>> {
            let filter = Parts::of(file).sections[&FILTER].clone();
            filter.chunks(64).map(<[u8]>::to_vec).collect()
        };
        assert!(differing(&blocks(old), &blocks(new)) <= 2);
    }
    // What was carried on answers as what is made anew.
    let (carried, anew) = (open(later), open(base(&fewer, None)));
    assert_eq!(carried.header().state, anew.header().state);
    carried.verify_deep(&Sequential).unwrap();
    for record in [&all[16], &all[17], &fewer[12_000]] {
        let code = record.id.as_ref().unwrap().value();
        let ids = |roster| {
            ask(roster, "ZFCG", by_code(code))
                .findings
                .into_iter()
                .map(|finding| finding.record_id)
        };
        assert!(ids(&carried).eq(ids(&anew)));
    }
}

#[test]
fn numbers_that_mostly_went_are_given_anew() {
    let all = with_causes(12_000);
    let first = open(base(&all, None));
    let few: Vec<Record> = all.iter().step_by(40).cloned().collect();
    let carried = base(&few, Some(&first));
    let cause = |file: &[u8]| columns(&Parts::of(file).sections[&ORGANISATIONS])[&13].len();
    assert!(cause(&carried) < cause(&base(&all, None)) / 2);
    open(carried).verify_deep(&Sequential).unwrap();
}

#[test]
fn the_next_base_keeps_them_and_is_the_same_in_any_order() {
    let mut all = records(900);
    let first = base(&all, None);
    let before = open(first.clone());
    let gone = all.remove(17);
    let next = base(&all, Some(&before));
    assert_eq!(dictionaries(&first), dictionaries(&next));
    assert!(dictionaries(&first).iter().all(|of| of.len() > 4));
    all.reverse();
    assert!(base(&all, Some(&before)) == next);
    // Without them they are trained on what is there.
    assert!(dictionaries(&base(&all, None)) != dictionaries(&next));
    let (next, fresh) = (open(next), open(base(&all, None)));
    assert_eq!(next.header().state, fresh.header().state);
    next.verify_deep(&Sequential).unwrap();
    let subject = || by_code(&code("91", "320507", &body(17)));
    assert_eq!(gone.id.unwrap().value(), code("91", "320507", &body(17)));
    assert_eq!(ask(&before, "ZFCG", subject()).findings.len(), 1);
    assert!(ask(&next, "ZFCG", subject()).findings.is_empty());
}

#[test]
fn texts_of_another_kind_are_trained_anew() {
    let before = open(base(&records(900), None));
    let others: Vec<Record> = (0..900)
        .map(|n| {
            let mut record = record(n);
            record.name = Some(format!("Handelshaus {} Import Export GmbH", n * 7919));
            record
        })
        .collect();
    let file = base(&others, Some(&before));
    let [organisations, _] = dictionaries(before.snapshots().next().unwrap().bytes());
    let trained = of_partition(&Parts::of(&file).sections[&ORGANISATIONS]);
    let of = |all: &[(u16, Vec<u8>)], id: u16| all.iter().find(|(own, _)| *own == id).cloned();
    assert!(of(&organisations, 64 + 9) != of(&trained, 64 + 9), "names");
    assert_eq!(
        of(&organisations, 64 + 12),
        of(&trained, 64 + 12),
        "document numbers"
    );
    open(file).verify_deep(&Sequential).unwrap();
}

#[test]
fn a_file_for_the_public_spells_nothing_of_one_for_the_government() {
    let government = open(base(&records(900), None));
    let public = |before: Option<&Roster<Vec<u8>>>| {
        let pack = PolicyPack::builtin().unwrap();
        let mut options = options(SUITE);
        options.audience = Audience::Public;
        let mut builder = Builder::new(&pack, options, None).unwrap();
        if let Some(before) = before {
            builder = builder.dictionaries(Dictionaries::of(before));
        }
        let few = (0..40).map(record);
        few.for_each(|record| builder.push(&record).unwrap());
        let built = builder.finish(&Sequential).unwrap().snapshot;
        built.sign(&signing_key(SUITE))
    };
    assert_eq!(
        Dictionaries::of(&government).audience(),
        Some(Audience::Government)
    );
    assert!(public(Some(&government)) == public(None));
    // Those of a public base live on.
    let before = Open::new(&trust(SUITE)).open(public(None)).unwrap();
    assert_eq!(Dictionaries::of(&before).audience(), Some(Audience::Public));
}

#[test]
fn a_delta_takes_dictionaries_and_listings_from_its_base() {
    let base = open(base(&records(900), None));
    let mut next = records(900);
    next.extend((900..960).map(record));
    // A character and an authority that the base does not have.
    next[3].cause = Some("提供虚假材料谋取中标𠮷".into());
    next[4].authority = "太仓市财政局".into();
    let bytes = delta(&base, &next);
    let parts = Parts::of(&bytes);
    let organisations = &parts.sections[&ORGANISATIONS];
    assert!(
        !columns(organisations).contains_key(&(64 + 9)),
        "names have no dictionary"
    );
    assert_eq!(&organisations[4..8], &1u32.to_le_bytes(), "one listing is new");
    let newer = base.with_delta(bytes.clone(), &trust(SUITE)).unwrap();
    newer.verify_deep(&Sequential).unwrap();
    let whole = open(self::base(&next, None));
    assert_eq!(newer.header().state, whole.header().state);
    for n in [0, 3, 4, 930] {
        let found = |roster| {
            let answer = ask(roster, "ZFCG", by_code(&code("91", "320507", &body(n))));
            format!("{:?}", answer.findings)
        };
        assert_eq!(found(&newer), found(&whole));
    }
    // A delta upon a delta refers to the base as well.
    next.truncate(940);
    let last = newer.with_delta(delta(&newer, &next), &trust(SUITE)).unwrap();
    last.verify_deep(&Sequential).unwrap();
    // Alone it tells how much it changes, and that it is whole.
    let alone = UnverifiedSnapshot::parse(bytes).unwrap();
    assert_eq!(alone.organisation_changes(), Ok((62, 2)));
    alone.check_content().unwrap();
}

#[test]
fn a_delta_for_other_dictionaries_is_refused_by_name() {
    let base = open(base(&records(60), None));
    let good = Parts::of(&delta(&base, &records(70)));
    let refused = |alter: &dyn Fn(&mut Vec<u8>)| -> OpenError {
        let mut parts = good.clone();
        alter(parts.sections.get_mut(&ORGANISATIONS).unwrap());
        let bytes = parts.sign(&signing_key(SUITE));
        base.with_delta(bytes, &trust(SUITE)).map(drop).unwrap_err()
    };
    let other = |bytes: &mut Vec<u8>| *bytes = with_column(bytes, FRONT_DIGEST, &[7; 32]);
    let error = refused(&other);
    assert_eq!(error.code(), ErrorCode::DeltaMismatch);
    let told = error.to_string();
    assert!(
        told.contains("other dictionaries and listings") && told.contains(&"07".repeat(32)),
        "{told}"
    );
    let fewer = |bytes: &mut Vec<u8>| bytes[12..16].copy_from_slice(&1u32.to_le_bytes());
    assert_eq!(refused(&fewer).code(), ErrorCode::DeltaMismatch);
    for length in [0, 31, 33] {
        let cut = refused(&|bytes| *bytes = with_column(bytes, FRONT_DIGEST, &vec![7; length]));
        assert_eq!(cut.code(), ErrorCode::SnapshotMalformed, "{length}");
    }
    // The roster at hand goes on.
    assert_eq!(
        ask(&base, "ZFCG", by_code(&code("91", "320507", &body(5))))
            .findings
            .len(),
        1
    );
}

#[test]
fn a_base_lacks_no_dictionary_and_refers_to_nobody() {
    let good = Parts::of(&base(&records(60), None));
    let opened = |alter: &dyn Fn(&mut Vec<u8>)| {
        let mut parts = good.clone();
        alter(parts.sections.get_mut(&ORGANISATIONS).unwrap());
        let trust = trust(SUITE);
        let opening = Open::new(&trust).person_key(person_key());
        opening.open(parts.sign(&signing_key(SUITE)))
    };
    let refused = |alter: &dyn Fn(&mut Vec<u8>)| opened(alter).map(drop).unwrap_err().code();
    let lacking = refused(&|bytes| *bytes = without_column(bytes, 64 + 9));
    assert_eq!(lacking, ErrorCode::SnapshotMalformed);
    let referring = refused(&|bytes| bytes[12] = 1);
    assert_eq!(referring, ErrorCode::SnapshotMalformed);
    // A digest that is not that of its own columns shows where the file is read whole.
    let lying = opened(&|bytes| *bytes = with_column(bytes, FRONT_DIGEST, &[7; 32])).unwrap();
    assert!(lying.verify_deep(&Sequential).is_err());
}
