//! Every field of a file changed, signed again with the right key: the file is refused, or answers no milder than before
//! about the subjects it lists, or whoever reads it whole refuses it. Nothing panics, and no mutant takes much memory.
//!
//! What a publisher may say otherwise is not milder: dates, terms and states of a record are his to write. They move the
//! state digest, so that reading whole refuses the mutants here, which leave it as it was.

use crate::allocations;
use crate::altered::{self, FILTER, ORGANISATIONS, POLICY, Parts, u16_at};
use crate::common::*;
use jrp_core::Open;
use jrp_core::compare::Outcome;
use jrp_core::executor::Sequential;
use jrp_core::policy::Policy;
use jrp_core::query::SubjectQuery;
use jrp_core::record::{Record, SubjectKind};
use jrp_core::roster::Roster;
use jrp_core::subject::{IdKind, Identifier};
use jrp_core::suite::Suite;
use std::ops::Range;

/// The most that opening and asking a mutant may hold at once.
const MEMORY: usize = 256 << 20;

const SUITE: Suite = Suite::Ed25519Blake3;

fn records() -> Vec<Record> {
    let mut masked = person("BK-SXBZXR", "李示例", "320507198001011231");
    masked.id = Identifier::parse(IdKind::CitizenId, "3205**********1232").ok();
    let mut trader = org("BK-ZDSSWF", "相城区丙丁杂货店", &code("92", "320507", "MA1BBBBB"));
    trader.subject_kind = SubjectKind::SoleTrader;
    trader.former_names = vec!["相城区旧名杂货店".into()];
    vec![
        org(
            "BK-ZFCGSX",
            "苏州甲乙科技有限公司",
            &code("91", "320507", "MA1AAAAA"),
        ),
        trader,
        person("BK-SXBZXR", "张示例", "320507198001011231"),
        masked,
    ]
}

/// Everything that is listed, asked for.
fn questions() -> Vec<SubjectQuery> {
    let person = |id: &str, name: &str| SubjectQuery {
        kind: Some(SubjectKind::Person),
        id: Some((IdKind::CitizenId, id.into())),
        name: Some(name.into()),
        ..Default::default()
    };
    vec![
        by_code(&code("91", "320507", "MA1AAAAA")),
        by_name("苏州甲乙科技有限公司"),
        by_code(&code("92", "320507", "MA1BBBBB")),
        person("320507198001011231", "张示例"),
        person("3205**********1232", "李示例"),
    ]
}

/// The stricter, the higher; an open answer is as strict as any.
fn strictness(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Indeterminate => 5,
        Outcome::Prohibited => 4,
        Outcome::Restricted => 3,
        Outcome::Review => 2,
        Outcome::Notice => 1,
        Outcome::Clear | Outcome::Preferred => 0,
    }
}

fn answers(roster: &Roster<Vec<u8>>) -> Vec<u8> {
    let asked = questions().into_iter();
    asked
        .map(|subject| strictness(ask(roster, "ZFCG", subject).outcome))
        .collect()
}

/// What became of a mutant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fate {
    Refused,
    RefusedWhenReadWhole,
    NoMilder,
}

struct Bench {
    good: Parts,
    expected: Vec<u8>,
    policy: Policy,
}

impl Bench {
    fn new() -> Self {
        let file = file(&records(), options(SUITE));
        let roster = Open::new(&trust(SUITE))
            .person_key(person_key())
            .open(file.clone())
            .unwrap();
        Self {
            expected: answers(&roster),
            policy: roster.policy().clone(),
            good: Parts::of(&file),
        }
    }

    fn fate(&self, mutant: &Parts, what: &str) -> Fate {
        let (fate, most) = allocations::held(4 * MEMORY, || self.opened_and_asked(mutant, what));
        assert!(most < MEMORY, "{what} took {most} bytes");
        fate
    }

    fn opened_and_asked(&self, mutant: &Parts, what: &str) -> Fate {
        let opened = Open::new(&trust(SUITE))
            .person_key(person_key())
            .open(mutant.sign(&signing_key(SUITE)));
        let Ok(roster) = opened else {
            return Fate::Refused;
        };
        // Another pack is another law, which its signer may make.
        let same_law = *roster.policy() == self.policy;
        let known = roster.policy().scenario("ZFCG").is_some();
        let found = if known { answers(&roster) } else { Vec::new() };
        let milder = known && same_law && found.iter().zip(&self.expected).any(|(found, good)| found < good);
        if roster.verify_deep(&Sequential).is_err() {
            return Fate::RefusedWhenReadWhole;
        }
        assert!(!milder, "{what}: {found:?} in the place of {:?}", self.expected);
        Fate::NoMilder
    }
}

/// Numbers that break what believes them.
const VALUES: [u64; 9] = [
    0,
    1,
    2,
    0xFF,
    0xFFFF,
    0x7FFF_FFFF,
    0xFFFF_FFFF,
    i64::MAX as u64,
    u64::MAX,
];

fn put(bytes: &mut [u8], at: usize, width: usize, value: u64) {
    let Some(place) = bytes.get_mut(at..at + width) else {
        return;
    };
    place.copy_from_slice(&value.to_le_bytes()[..width]);
}

/// The fields of a table of columns, and of the fronts of all columns: every byte of them may be a count or a width.
fn fronts(partition: &[u8]) -> Vec<Range<usize>> {
    let count = u16_at(partition, 8);
    let ids: Vec<u16> = (0..count)
        .map(|entry| u16_at(partition, 16 + 24 * entry) as u16)
        .collect();
    let columns = ids.into_iter().map(|id| altered::column(partition, id));
    let fronts = columns.map(|column| column.start..column.end.min(column.start + 144));
    std::iter::once(0..16 + 24 * count).chain(fronts).collect()
}

/// Every count, width and offset of a section. The values take turns, so that each place gets two of them;
/// `JRP_MUTANTS=all` puts each value at each place.
fn section_mutants(bytes: &[u8], fields: &[Range<usize>], mutant: &mut dyn FnMut(Vec<u8>, String)) {
    let values = VALUES.into_iter().zip([1, 2, 4, 1, 2, 4, 4, 8, 8]);
    let all = std::env::var("JRP_MUTANTS").is_ok_and(|which| which == "all");
    let step = if all { 1 } else { 5 };
    for field in fields {
        for (turn, at) in field.clone().step_by(4).enumerate() {
            for (value, width) in values.clone().skip(turn % step).step_by(step) {
                let mut altered = bytes.to_vec();
                put(&mut altered, at, width, value);
                if altered != bytes {
                    mutant(altered, format!("{value:#x} in {width} bytes at {at}"));
                }
            }
        }
    }
}

#[test]
fn no_count_of_the_organisations_panics_takes_memory_or_makes_an_answer_milder() {
    let bench = Bench::new();
    let bytes = bench.good.sections[&ORGANISATIONS].clone();
    let mut fates = [0; 3];
    section_mutants(&bytes, &fronts(&bytes), &mut |altered, what| {
        let mut mutant = bench.good.clone();
        mutant.sections.insert(ORGANISATIONS, altered);
        fates[bench.fate(&mutant, &what) as usize] += 1;
    });
    assert!(fates.iter().all(|count| *count > 0), "{fates:?}");
}

#[test]
fn no_count_of_the_sealed_persons_panics_takes_memory_or_makes_an_answer_milder() {
    let bench = Bench::new();
    let bytes = bench.good.unsealed(&person_key());
    let mut fates = [0; 3];
    section_mutants(&bytes, &fronts(&bytes), &mut |altered, what| {
        let mut mutant = bench.good.clone();
        mutant.seal(&person_key(), altered);
        fates[bench.fate(&mutant, &what) as usize] += 1;
    });
    assert!(fates.iter().all(|count| *count > 0), "{fates:?}");
}

#[test]
fn no_field_of_the_header_panics_takes_memory_or_makes_an_answer_milder() {
    let bench = Bench::new();
    let good = &bench.good;
    for at in (0..192).step_by(2) {
        for (value, width) in VALUES.iter().zip([1, 2, 4, 1, 2, 4, 4, 8, 8]) {
            let mut mutant = good.clone();
            put(&mut mutant.fixed, at, width, *value);
            bench.fate(&mutant, &format!("header: {value:#x} at {at}"));
        }
    }
    for at in 0..good.lists.len() {
        for value in VALUES {
            let mut mutant = good.clone();
            mutant.lists[at].2 = value;
            bench.fate(&mutant, &format!("records of list {at}: {value}"));
        }
        let mut mutant = good.clone();
        mutant.lists.remove(at);
        bench.fate(&mutant, &format!("without list {at}"));
        let mut mutant = good.clone();
        mutant.lists[at].1 ^= 1;
        bench.fate(&mutant, &format!("list {at} covered otherwise"));
    }
    for id in good.sections.keys() {
        let mut mutant = good.clone();
        mutant.sections.remove(id);
        bench.fate(&mutant, &format!("without section {id}"));
        let mut mutant = good.clone();
        mutant.sections.insert(*id, Vec::new());
        bench.fate(&mutant, &format!("section {id} empty"));
    }
}

#[test]
fn no_count_of_policy_or_filter_panics_takes_memory_or_makes_an_answer_milder() {
    let bench = Bench::new();
    for id in [POLICY, FILTER] {
        let bytes = bench.good.sections[&id].clone();
        let front = 0..bytes.len().min(200);
        section_mutants(&bytes, &[front], &mut |altered, what| {
            let mut mutant = bench.good.clone();
            mutant.sections.insert(id, altered);
            bench.fate(&mutant, &format!("section {id}: {what}"));
        });
    }
}

#[test]
fn bytes_at_random_panic_nowhere_and_make_no_answer_milder() {
    let bench = Bench::new();
    // A generator of fixed numbers, so that a failure comes again.
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for round in 0..600 {
        let mut mutant = bench.good.clone();
        let id = [ORGANISATIONS, FILTER, ORGANISATIONS][round % 3];
        let bytes = mutant.sections.get_mut(&id).unwrap();
        for _ in 0..1 + next() % 3 {
            let at = (next() % bytes.len() as u64) as usize;
            bytes[at] = next() as u8;
        }
        bench.fate(&mutant, &format!("round {round} of section {id}"));
    }
}
