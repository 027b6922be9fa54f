//! Deltas: what a chain of them answers, and what is refused.

use crate::altered::{self, ORGANISATIONS, Parts, with_column};
use crate::common::*;
use jrp_core::Open;
use jrp_core::error::{ErrorCode, OpenError};
use jrp_core::executor::{Executor, Job, Sequential};
use jrp_core::policy::PolicyPack;
use jrp_core::record::Record;
use jrp_core::roster::Roster;
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::suite::Suite;
use jrp_core::writer::{BuildError, Builder, Built, Options};

const SUITE: Suite = Suite::Ed25519Blake3;

fn later(sequence: u64) -> Options {
    let mut options = options(SUITE);
    options.sequence = sequence;
    options
}

fn try_delta(below: &Roster<Vec<u8>>, records: &[Record], options: Options) -> Result<Built, BuildError> {
    let pack = PolicyPack::builtin().unwrap();
    let key = person_key();
    let mut builder = Builder::upon(below, &pack, options, Some(&key), &Sequential)?;
    for record in records {
        builder.push(record)?;
    }
    builder.finish(&Sequential)
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
    let stands = changed.snapshot.as_ref().unwrap();
    assert_eq!((newer.deltas(), stands.deltas, stands.sequence), (1, 1, 8));
    let full = file(&records, later(8));
    let full = Open::new(&trust(SUITE))
        .person_key(person_key())
        .open(full)
        .unwrap();
    assert_eq!(newer.header().state, full.header().state);
    assert_eq!(newer.header().lists, full.header().lists);
    assert_eq!(
        newer.verify_deep(&Sequential).unwrap(),
        full.verify_deep(&Sequential).unwrap()
    );
}

fn delta(below: &Roster<Vec<u8>>, records: &[Record], sequence: u64) -> Vec<u8> {
    let built = try_delta(below, records, later(sequence)).unwrap();
    built.snapshot.sign(&signing_key(SUITE))
}

/// The delta is refused, and the roster at hand goes on answering.
#[track_caller]
fn refused(roster: &Roster<Vec<u8>>, delta: Vec<u8>) -> OpenError {
    let error = roster.with_delta(delta.clone(), &trust(SUITE)).err().unwrap();
    let elsewhere = Open::new(&trust(SUITE))
        .deltas([delta])
        .executor(&Idler)
        .upon(roster);
    assert_eq!(elsewhere.err().map(OpenError::from).as_ref(), Some(&error));
    assert_eq!(outcome(roster, "MA1QF7RX"), "prohibited");
    error
}

/// Loses every job but the last.
struct Idler;

impl Executor for Idler {
    fn run_all(&self, mut jobs: Vec<Job<'_>>) {
        if let Some(job) = jobs.pop() {
            job();
        }
    }
}

/// Begins with the last job.
struct Backwards;

impl Executor for Backwards {
    fn run_all(&self, jobs: Vec<Job<'_>>) {
        jobs.into_iter().rev().for_each(|job| job());
    }
}

#[test]
fn many_records_add_up_whatever_the_executor_does() {
    let of_day = |day: u32| {
        let mut records: Vec<Record> = (0..1_500)
            .map(|n| procurement(&format!("苏州第{n}科技有限公司"), &format!("MA1{n:05}")))
            .chain((0..40).map(|n| person("BK-SXBZXR", "欧阳无名", &format!("3205071990010112{n:02}"))))
            .collect();
        for (record, n) in records.iter_mut().zip(0..) {
            record.cause = Some(format!("{}日第{}号事由", day, n % 70));
            record.authority = format!("示例区第{}局", n % 400);
        }
        records
    };
    let base = roster(&of_day(1));
    let all_changed = delta(&base, &of_day(2), 8);
    let expected = base.with_delta(all_changed.clone(), &trust(SUITE)).unwrap();
    assert_eq!(expected.verify_deep(&Sequential).unwrap().records, 1_540);
    for executor in [&Idler as &dyn Executor, &Backwards] {
        let newer = Open::new(&trust(SUITE))
            .deltas([all_changed.clone()])
            .executor(executor)
            .upon(&base);
        assert_eq!(newer.unwrap().digest(), expected.digest());
    }
}

#[test]
fn a_delta_lies_on_its_own_base_only_in_order_and_once() {
    let base = roster(&five());
    let first = delta(&base, &five()[1..], 8);
    let newer = base.with_delta(first.clone(), &trust(SUITE)).unwrap();
    let second = delta(&newer, &five(), 9);
    let other = Open::new(&trust(SUITE))
        .person_key(person_key())
        .open(file(&five()[..3], options(SUITE)))
        .unwrap();
    for error in [
        refused(&other, first.clone()),
        refused(&base, second.clone()),
        refused(&base, file(&five(), later(8))),
        base.with_delta(first.clone(), &trust(SUITE))
            .and_then(|newer| newer.with_delta(first.clone(), &trust(SUITE)))
            .err()
            .unwrap(),
        newer
            .with_delta(second.clone(), &trust(SUITE))
            .and_then(|newest| newest.with_delta(first.clone(), &trust(SUITE)))
            .err()
            .unwrap(),
        Open::new(&trust(SUITE)).open(first.clone()).err().unwrap().into(),
    ] {
        assert_eq!(error.code(), ErrorCode::DeltaMismatch, "{error}");
    }
    let error = Open::new(&trust(SUITE))
        .person_key(person_key())
        .deltas([second, first])
        .open(file(&five(), options(SUITE)));
    let error = error.err().unwrap();
    assert_eq!((error.layer, error.code()), (1, ErrorCode::DeltaMismatch));
}

#[test]
fn the_minimum_sequence_is_asked_of_the_newest_layer() {
    let base = file(&five(), options(SUITE));
    let first = delta(&roster(&five()), &five()[1..], 8);
    let open = |minimum| {
        let trust = trust(SUITE).with_minimum_sequence(minimum);
        Open::new(&trust)
            .person_key(person_key())
            .deltas([first.clone()])
            .open(base.clone())
    };
    assert_eq!(open(8).unwrap().header().sequence, 8);
    let error = open(9).err().unwrap();
    assert_eq!((error.layer, error.code()), (1, ErrorCode::SequenceTooOld));
}

#[test]
fn flipped_bytes_are_refused() {
    let base = roster(&five());
    let delta = delta(&base, &five()[1..], 8);
    for at in (0..delta.len()).step_by(7) {
        let mut flipped = delta.clone();
        flipped[at] ^= 1;
        refused(&base, flipped);
    }
    for cut in (0..delta.len()).step_by(29) {
        refused(&base, delta[..cut].to_vec());
    }
}

#[test]
fn another_person_key_is_refused_and_none_is_no_hindrance() {
    let base = roster(&five());
    let pack = PolicyPack::builtin().unwrap();
    let other = jrp_core::suite::PersonKey::from_bytes([1; 32]);
    for (key, expected) in [
        (Some(&other), BuildError::PersonKeyOther),
        (None, BuildError::PersonKeyNeeded),
    ] {
        let refused = Builder::upon(&base, &pack, later(8), key, &Sequential).err();
        assert_eq!(refused, Some(expected));
    }
    let first = delta(&base, &five()[..4], 8);
    let sealed = Open::new(&trust(SUITE))
        .deltas([first])
        .open(file(&five(), options(SUITE)))
        .unwrap();
    assert_eq!(outcome(&sealed, "MA1QF7RX"), "prohibited");
    assert!(!sealed.verify_deep(&Sequential).unwrap().persons_checked);
}

#[test]
fn options_that_do_not_continue_are_refused() {
    let base = roster(&five());
    for options in [
        {
            let mut options = later(8);
            options.publisher = "别处".into();
            options
        },
        {
            let mut options = later(8);
            options.region = "320508".into();
            options
        },
        {
            let mut options = later(8);
            options.audience = jrp_core::snapshot::Audience::Public;
            options.covers = Default::default();
            options
        },
        {
            let mut options = later(8);
            options.suite = Suite::Sm2Sm3;
            options
        },
        {
            let mut options = later(8);
            options.data_as_of = date("2026-11-20");
            options
        },
        later(7),
    ] {
        assert!(try_delta(&base, &[], options).is_err());
    }
}

#[test]
fn an_empty_delta_is_small_and_keeps_the_roster_fresh() {
    let base = roster(&five());
    let mut options = later(8);
    options.data_as_of = date("2026-11-22");
    let built = try_delta(&base, &five(), options).unwrap();
    assert!(
        built
            .changes
            .iter()
            .all(|change| change.added + change.changed + change.removed == 0)
    );
    let delta = built.snapshot.sign(&signing_key(SUITE));
    assert!(delta.len() < 2_500, "{} bytes", delta.len());
    let newer = base.with_delta(delta, &trust(SUITE)).unwrap();
    let answer = ask(&newer, "ZFCG", by_code(&code("91", "320507", "MA1QF7RX")));
    assert_eq!(answer.freshness.data_as_of, date("2026-11-22"));
    assert_eq!(newer.policy().version(), base.policy().version());
}

/// The delta with another header, signed again as a publisher whose building went wrong would have.
fn signed_again(mut delta: Vec<u8>, alter: impl FnOnce(&mut [u8])) -> Vec<u8> {
    let header = u32::from_le_bytes(delta[16..20].try_into().unwrap()) as usize;
    alter(&mut delta[..header]);
    let signature = signing_key(SUITE).sign(&delta[..header]);
    let at = delta.len() - signature.len();
    delta[at..].copy_from_slice(&signature);
    delta
}

/// Bound to another roster, of which it keeps the state.
fn rebound(delta: Vec<u8>, below: &Roster<Vec<u8>>) -> Vec<u8> {
    let digest = SUITE.digest(
        UnverifiedSnapshot::parse(below.snapshots().last().unwrap().bytes())
            .unwrap()
            .message(),
    );
    signed_again(delta, |header| {
        header[72..80].copy_from_slice(&below.header().sequence.to_le_bytes());
        header[80..112].copy_from_slice(digest.as_bytes());
    })
}

#[test]
fn removed_rows_must_be_there_and_live() {
    let base = roster(&five());
    let without = |gone: usize| {
        let mut records = five();
        records.remove(gone);
        records
    };
    let small = [&five()[..1], &five()[3..]].concat();
    let small = Open::new(&trust(SUITE))
        .person_key(person_key())
        .open(file(&small, options(SUITE)))
        .unwrap();
    // One value, and nothing in front of it.
    let place = [1u64, 2, 0].map(u64::to_le_bytes).concat();
    let place = [&place[..], &[1], &[0; 8]].concat();
    let mut far = Parts::of(&delta(&small, &five()[3..], 9));
    let organisations = far.sections.get_mut(&ORGANISATIONS).unwrap();
    *organisations = with_column(organisations, 50, &place);
    let far = far.sign(&signing_key(SUITE));
    let newer = base
        .with_delta(delta(&base, &without(2), 8), &trust(SUITE))
        .unwrap();
    let again = delta(&base, &without(2), 9);
    // The first of the places that it names.
    let organisations = Parts::of(&again).sections[&ORGANISATIONS].clone();
    let first = altered::u64_at(&organisations[altered::column(&organisations, 50)], 8) as u64;
    for (below, delta, gone) in [(&small, far, 2), (&newer, again, first)] {
        let error = refused(below, rebound(delta, below));
        assert!(
            matches!(error, OpenError::Removed { place, .. } if place == gone),
            "{error}"
        );
        assert_eq!(error.code(), ErrorCode::StateMismatch);
    }
}

#[test]
fn what_does_not_add_up_is_refused() {
    let base = roster(&five());
    let good = delta(&base, &five()[1..], 8);
    assert!(
        base.with_delta(signed_again(good.clone(), |_| ()), &trust(SUITE))
            .is_ok()
    );
    for state in [128, 144] {
        let error = refused(&base, signed_again(good.clone(), |header| header[state] ^= 1));
        assert!(matches!(error, OpenError::State { .. }), "{error}");
        assert_eq!(error.code(), ErrorCode::StateMismatch);
    }
    let error = refused(
        &base,
        signed_again(good, |header| {
            let code = b"BK-ZFCGSX";
            let at = header
                .windows(code.len())
                .position(|window| window == code)
                .unwrap();
            header[at + code.len() + 1] += 1;
        }),
    );
    assert!(error.to_string().contains("list BK-ZFCGSX"), "{error}");
}
