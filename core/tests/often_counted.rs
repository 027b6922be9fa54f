//! What rows that take records back cost where many have something in common, counted in allocations: twice the rows, twice the
//! work.

use crate::allocations::allocations;
use crate::common::*;
use jrp_core::executor::Sequential;
use jrp_core::policy::PolicyPack;
use jrp_core::record::{Force, Record, Withdrawal};
use jrp_core::subject::{IdKind, Identifier, citizen_check};
use jrp_core::suite::{PersonKey, Suite};
use jrp_core::writer::Builder;

const SUITE: Suite = Suite::Ed25519Blake3;

/// Allocations of a build of so many rows, every second of which takes back a record.
fn cost(rows: usize, row: impl Fn(usize) -> Record) -> u64 {
    let (pack, person_key) = (PolicyPack::builtin().unwrap(), PersonKey::from_bytes([9; 32]));
    let rows: Vec<Record> = (0..rows).map(row).collect();
    allocations(|| {
        let mut builder = Builder::new(&pack, options(SUITE), Some(&person_key)).unwrap();
        for (at, mut record) in rows.into_iter().enumerate() {
            record.record_id = None;
            record.document_no = Some(format!("虚构罚〔2026〕{at}号"));
            match at % 2 {
                0 => builder.push(&record).unwrap(),
                _ => {
                    record.decided_on = Some(date("2026-11-11"));
                    builder.withdraw(&Withdrawal::of(record, Force::Ends)).unwrap();
                }
            }
        }
        builder.finish(&Sequential).unwrap();
    })
}

fn is_linear(what: &str, row: impl Fn(usize) -> Record) {
    let [few, more, most] = [250, 500, 1000].map(|rows| cost(rows, &row));
    let (first, second) = (more - few, most - more);
    // Twice as much; a square would be four times as much.
    assert!(
        second < first * 5 / 2,
        "{what}: {few}, {more}, {most} allocations"
    );
}

fn number(at: usize) -> String {
    code("91", "329902", &format!("MA{at:06}"))
}

fn own_name(at: usize) -> String {
    format!("虚构水利第{at}有限公司")
}

/// A citizen id of which the digits before the last tell one from another.
fn citizen_id(at: usize) -> String {
    let (day, order) = (at / 999, at % 999 + 1);
    let text = format!("32990219{:02}0101{order:03}", 50 + day);
    format!("{text}{}", char::from(citizen_check(text.as_bytes()).unwrap()))
}

#[test]
fn twice_the_rows_that_share_something_are_twice_the_work() {
    const LIST: &str = "BK-ZFCGSX";
    let unnumbered = |at| {
        let mut record = org(LIST, &own_name(at), &number(0));
        record.id = None;
        record
    };
    is_linear("nothing", |at| org(LIST, &own_name(at), &number(at)));
    is_linear("a number", |at| org(LIST, &own_name(at), &number(0)));
    is_linear("a name", |at| org(LIST, &own_name(0), &number(at)));
    is_linear("a former name", |at| {
        let mut record = unnumbered(at);
        record.former_names = vec!["虚构水利局".to_owned()];
        record
    });
    is_linear("a former name, beside numbers of their own", |at| {
        let mut record = org(LIST, &own_name(at), &number(at));
        record.former_names = vec!["虚构水利局".to_owned()];
        record
    });
    is_linear("two former names, and half of them numbers", |at| {
        let mut record = unnumbered(at);
        record.former_names = vec!["虚构水利局".to_owned(), "虚构水务局".to_owned()];
        record.id = { at % 4 < 2 }.then(|| Identifier::parse(IdKind::Uscc, &number(at)).unwrap());
        record
    });
    is_linear("a person's name", |at| {
        person("BK-SXBZXR", "张示例", &citizen_id(at))
    });
    is_linear("a person's name, beside masked numbers", |at| {
        let id = citizen_id(at);
        person("BK-SXBZXR", "张示例", &format!("{}****{}", &id[..10], &id[14..]))
    });
}
