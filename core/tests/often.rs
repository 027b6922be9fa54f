//! One subject that stands very often in a feed, listed and taken back in turn: nothing is paired one by one.

use crate::common::*;
use jrp_core::Open;
use jrp_core::executor::Sequential;
use jrp_core::policy::PolicyPack;
use jrp_core::record::{Force, Record, Withdrawal};
use jrp_core::subject::{IdKind, Identifier};
use jrp_core::suite::Suite;
use jrp_core::writer::{Builder, Built};

const ROWS: usize = 20_000;
const SUITE: Suite = Suite::Ed25519Blake3;

/// Every second row takes back a record.
fn rows(change: impl Fn(&mut Record, usize)) -> Vec<Record> {
    let row = |at: usize| {
        let mut record = org("BK-ZFCGSX", "虚构水利有限公司", &code("91", "329902", "MA1U0001"));
        record.record_id = None;
        change(&mut record, at);
        record
    };
    (0..ROWS).map(row).collect()
}

fn push<B: AsRef<[u8]>>(builder: &mut Builder<'_, B>, rows: &[Record]) {
    for (at, row) in rows.iter().enumerate() {
        match at % 2 {
            0 => builder.push(row).unwrap(),
            _ => builder
                .withdraw(&Withdrawal::of(row.clone(), Force::Ends))
                .unwrap(),
        }
    }
}

/// Builds a base, and a delta on what stood before anything was taken back.
fn both(rows: &[Record]) -> [Built; 2] {
    let pack = PolicyPack::builtin().unwrap();
    let mut base = Builder::new(&pack, options(SUITE), None).unwrap();
    push(&mut base, rows);
    let listed: Vec<Record> = rows.iter().step_by(2).cloned().collect();
    let below = Open::new(&trust(SUITE))
        .open(file(&listed, options(SUITE)))
        .unwrap();
    let mut options = options(SUITE);
    options.sequence = below.header().sequence + 1;
    options.issued_at = nine("2026-11-22");
    let mut delta = Builder::upon(&below, &pack, options, None, &Sequential).unwrap();
    push(&mut delta, rows);
    [
        base.finish(&Sequential).unwrap(),
        delta.finish(&Sequential).unwrap(),
    ]
}

#[test]
fn numbers_of_other_decisions_reach_nothing_and_are_counted() {
    let built = both(&rows(|record, at| {
        record.document_no = Some(format!("虚构罚〔2026〕{at}号"))
    }));
    for built in built {
        assert!(built.withdrawn.is_empty());
        let records: u64 = built.lists.iter().map(|list| list.records).sum();
        assert_eq!(records, ROWS as u64 / 2);
    }
}

#[test]
fn authorities_are_looked_up() {
    let built = both(&rows(|record, at| {
        record.document_no = None;
        record.authority = format!("虚构单位第{}号", at / 4 * 4);
    }));
    for built in built {
        assert!(built.unapplied.is_empty());
    }
}

/// Rows that come later and name no record, each told of those that stay: the first, and how many more.
fn later(change: impl Fn(&mut Record, usize)) {
    let built = both(&rows(|record, at| {
        record.document_no = Some(format!("虚构罚〔2026〕{at}号"));
        record.decided_on = Some(date("2026-10-01"));
        if at % 2 == 1 {
            record.document_no = None;
            record.authority = format!("虚构单位第{at}号");
            record.decided_on = Some(date("2026-11-11"));
        }
        change(record, at);
    }));
    for built in built {
        assert_eq!(built.unapplied.len(), ROWS / 2);
        for row in &built.unapplied {
            assert_eq!(row.stays, (0..10).collect::<Vec<u32>>());
            assert_eq!(row.more, ROWS as u64 / 2 - 10);
        }
    }
}

#[test]
fn rows_that_name_nothing_name_the_first_records_that_stay() {
    later(|_, _| {});
}

#[test]
fn names_of_one_code_are_not_paired() {
    later(|record, at| record.name = Some(format!("虚构水利第{at}有限公司")));
}

#[test]
fn a_number_that_every_row_bears_pairs_none() {
    later(|record, at| {
        record.name = Some(format!("虚构水利第{at}有限公司"));
        record.id = None;
        record.record_id = Some("1".to_owned());
    });
}

#[test]
fn a_former_name_that_every_row_bears_pairs_none() {
    later(|record, at| {
        record.name = Some(format!("虚构水利第{at}有限公司"));
        record.former_names = vec!["虚构水利局".to_owned()];
        record.id = None;
    });
}

#[test]
fn numbers_of_one_name_are_not_paired() {
    let built = both(&rows(|record, at| {
        let number = code("91", "329902", &format!("MA{at:06}"));
        record.id = Some(Identifier::parse(IdKind::Uscc, &number).unwrap());
        record.former_names = vec!["虚构水利局".to_owned()];
    }));
    for built in built {
        assert!(built.withdrawn.is_empty());
        assert!(built.unapplied.is_empty());
    }
}
