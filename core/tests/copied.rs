//! Numbers of persons that were copied from other rows, day after day: what a chain of deltas says is what a full build says.

use crate::common::*;
use jrp_core::executor::Sequential;
use jrp_core::policy::PolicyPack;
use jrp_core::query::SubjectQuery;
use jrp_core::record::{Force, Particulars, Record, SubjectKind, UnreadRow, Withdrawal};
use jrp_core::roster::Roster;
use jrp_core::subject::{IdKind, Identifier};
use jrp_core::suite::Suite;
use jrp_core::writer::{Builder, Built};

const SUITE: Suite = Suite::Ed25519Blake3;
const IDS: [&str; 2] = ["320507199001011234", "110101198502023456"];
const OWN: &str = "329902196310288225";
const NAMES: [&str; 4] = ["欧阳无名", "司马无名", "诸葛无名", "上官无名"];

#[derive(Clone, Default)]
struct Day {
    records: Vec<Record>,
    withdrawals: Vec<Withdrawal>,
    refused: Vec<UnreadRow>,
}

impl Day {
    fn built(&self, below: Option<&Roster<Vec<u8>>>, sequence: u64) -> Built {
        let (pack, key) = (PolicyPack::builtin().unwrap(), person_key());
        let mut options = options(SUITE);
        options.sequence = sequence;
        let Some(below) = below else {
            return self.fill(Builder::new(&pack, options, Some(&key)).unwrap());
        };
        self.fill(Builder::upon(below, &pack, options, Some(&key), &Sequential).unwrap())
    }

    fn fill<B: AsRef<[u8]>>(&self, mut builder: Builder<'_, B>) -> Built {
        for record in &self.records {
            builder.push(record).unwrap();
        }
        for row in &self.refused {
            builder.push_unread(row).unwrap();
        }
        for row in &self.withdrawals {
            builder.withdraw(row).unwrap();
        }
        builder.finish(&Sequential).unwrap()
    }
}

fn listed(name: &str, id: &str, document: &str) -> Record {
    let mut record = person("BK-SXBZXR", name, id);
    record.document_no = Some(document.to_owned());
    record
}

fn refused(name: &str, id: &str, row: u64) -> UnreadRow {
    UnreadRow {
        list_kind: "BK-SXBZXR".into(),
        subject_kind: SubjectKind::Person,
        id: Identifier::parse(IdKind::CitizenId, id).ok(),
        name: Some(name.to_owned()),
        former_names: Vec::new(),
        row,
        particulars: Particulars::default(),
    }
}

fn asked(roster: &Roster<Vec<u8>>, name: &str, id: &str) -> String {
    let subject = SubjectQuery {
        kind: Some(SubjectKind::Person),
        id: Some((IdKind::CitizenId, id.to_owned())),
        ..by_name(name)
    };
    ask(roster, "ZFCG", subject).outcome.code().to_owned()
}

#[test]
fn a_chain_of_deltas_doubts_the_numbers_that_a_full_build_doubts() {
    let first = listed(NAMES[0], IDS[0], "（2025）苏0507执1号");
    let copied = listed(NAMES[1], IDS[0], "（2025）苏0507执2号");
    let other = listed(NAMES[2], IDS[1], "（2025）苏0507执3号");
    let mut renamed = copied.clone();
    renamed.former_names = vec![NAMES[0].into()];
    let day = |records: &[&Record]| Day {
        records: records.iter().copied().cloned().collect(),
        ..Day::default()
    };
    let days = [
        day(&[&first, &other]),
        // The second row comes, goes, comes again, is mended; a refused one comes; one is repaired.
        day(&[&first, &copied, &other]),
        day(&[&first, &copied, &other]),
        day(&[&first, &other]),
        day(&[&copied, &first, &other]),
        day(&[&first, &renamed, &other]),
        Day {
            refused: vec![refused(NAMES[3], IDS[1], 9)],
            ..day(&[&first, &other])
        },
        Day {
            withdrawals: vec![Withdrawal::of(copied.clone(), Force::Ends)],
            ..day(&[&first, &copied, &other])
        },
        day(&[&other]),
    ];
    let in_doubt: [&[&str]; 9] = [
        &[],
        &NAMES[..2],
        &NAMES[..2],
        &[],
        &NAMES[..2],
        &[],
        &NAMES[2..],
        &NAMES[..1],
        &[],
    ];
    let mut chain = opened(days[0].built(None, 1), SUITE);
    for ((day, in_doubt), sequence) in days.iter().zip(in_doubt).zip(1..).skip(1) {
        let delta = day
            .built(Some(&chain), sequence)
            .snapshot
            .sign(&signing_key(SUITE));
        chain = chain.with_delta(delta, &trust(SUITE)).unwrap();
        let full = opened(day.built(None, sequence), SUITE);
        assert_eq!(chain.info().lists.len(), full.info().lists.len());
        for roster in [&chain, &full] {
            for name in NAMES {
                let right = if in_doubt.contains(&name) {
                    "indeterminate"
                } else {
                    "clear"
                };
                assert_eq!(asked(roster, name, OWN), right, "{name}, day {sequence}");
            }
        }
        for (one, other) in chain.info().lists.iter().zip(&full.info().lists) {
            assert_eq!(
                (one.records, one.unread),
                (other.records, other.unread),
                "day {sequence}"
            );
        }
        chain.verify_deep(&Sequential).unwrap();
    }
}

/// The same bytes in whatever order the rows come, however many share one number.
#[test]
fn a_number_of_many_names_is_built_in_any_order() {
    let signs: Vec<char> = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未".chars().collect();
    let mut records: Vec<Record> = (0..300)
        .map(|number| {
            let name = format!("欧阳{}{}", signs[number / 18], signs[number % 18]);
            listed(&name, IDS[0], &format!("（2025）苏0507执{number}号"))
        })
        .collect();
    let whole = built(&records, options(SUITE));
    assert_eq!(whole.apart.len(), 299);
    let bytes = whole.snapshot.sign(&signing_key(SUITE));
    records.reverse();
    assert!(file(&records, options(SUITE)) == bytes);
}
