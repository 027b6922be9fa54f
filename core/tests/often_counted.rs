//! What rows that take records back cost where many have something in common, counted in allocations: twice the rows, twice the
//! work.

use crate::allocations::{allocations, bytes};
use crate::common::*;
use jrp_core::compare::Screener;
use jrp_core::executor::Sequential;
use jrp_core::policy::PolicyPack;
use jrp_core::query::Query;
use jrp_core::record::{Force, Record, Withdrawal};
use jrp_core::roster::RosterSet;
use jrp_core::subject::{IdKind, Identifier, citizen_check};
use jrp_core::suite::{PersonKey, Suite};
use jrp_core::writer::Builder;

const SUITE: Suite = Suite::Ed25519Blake3;

/// Builds so many rows, every second of which takes back a record.
fn build(rows: Vec<Record>, change: impl Fn(&mut Record, usize)) {
    let (pack, person_key) = (PolicyPack::builtin().unwrap(), PersonKey::from_bytes([9; 32]));
    let mut builder = Builder::new(&pack, options(SUITE), Some(&person_key)).unwrap();
    for (at, mut record) in rows.into_iter().enumerate() {
        record.record_id = None;
        record.document_no = Some(format!("虚构罚〔2026〕{at}号"));
        change(&mut record, at);
        match at % 2 {
            0 => builder.push(&record).unwrap(),
            _ => builder.withdraw(&Withdrawal::of(record, Force::Ends)).unwrap(),
        }
    }
    builder.finish(&Sequential).unwrap();
}

/// Allocations of a build of so many rows.
fn cost(rows: usize, row: impl Fn(usize) -> Record) -> u64 {
    let rows: Vec<Record> = (0..rows).map(row).collect();
    let later = |record: &mut Record, at: usize| {
        if at % 2 == 1 {
            record.decided_on = Some(date("2026-11-11"));
        }
    };
    allocations(|| build(rows, later))
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

/// Rows that name nothing but a day are compared with all records of it: what is gathered for them is counted in bytes.
#[test]
fn twice_the_rows_that_name_a_day_gather_twice_as_much() {
    const LIST: &str = "BK-ZFCGSX";
    let gathers = |what: &str, row: &dyn Fn(usize) -> Record| {
        let cost = |rows: usize| {
            let rows: Vec<Record> = (0..rows).map(row).collect();
            let unnumbered = |record: &mut Record, at: usize| {
                if at % 2 == 1 {
                    record.document_no = None;
                }
            };
            bytes(|| build(rows, unnumbered))
        };
        let [few, more, most] = [1000, 2000, 4000].map(cost);
        assert!(
            most - more < (more - few) * 3,
            "{what}: {few}, {more}, {most} bytes"
        );
    };
    let masked = |at: usize, head: usize| {
        let number = number(at);
        let hidden = format!("{}{}{}", &number[..6], "*".repeat(head), &number[6 + head..]);
        let mut record = org(LIST, &own_name(0), &self::number(0));
        record.id = Some(Identifier::parse(IdKind::Uscc, &hidden).unwrap());
        record
    };
    gathers("nothing", &|at| org(LIST, &own_name(at), &number(at)));
    gathers("a number", &|at| org(LIST, &own_name(at), &number(0)));
    gathers("an organisation code", &|at| {
        let code = code("91", &format!("{:06}", 110_000 + at), "MA000000");
        org(LIST, &own_name(at), &code)
    });
    gathers("a name", &|at| {
        let mut record = org(LIST, &own_name(0), &number(at));
        record.id = record.id.filter(|_| at % 2 == 0);
        record
    });
    gathers("a masked number", &|at| {
        let mut record = person("BK-SXBZXR", "张示例", "3205**********1234");
        record.authority = format!("虚构法院第{}号", at / 2);
        record
    });
    gathers("a name, beside masked numbers", &|at| masked(at / 2, 4));
    gathers("a name, beside numbers masked in eight ways", &|at| {
        masked(at, 1 + at % 8)
    });
    gathers(
        "a name, beside numbers half of which are masked",
        &|at| match at % 2 {
            0 => masked(at, 4),
            _ => org(LIST, &own_name(0), &number(at)),
        },
    );
}

/// A register that names in every row the subject of very many records.
#[test]
fn a_long_answer_is_paid_for_once_in_a_register() {
    let listed = number(1);
    let records: Vec<Record> = (0..2000)
        .map(|at| {
            let mut record = org("BK-ZFCGSX", &own_name(1), &listed);
            record.document_no = Some(format!("虚构罚〔2026〕{at}号"));
            record
        })
        .collect();
    let lists = RosterSet::of(roster(&records), []);
    let mut screener = Screener::new(&lists, Query::new("ZFCG", nine("2026-11-22"))).unwrap();
    let mut ask = |name: &str| {
        let mut subject = by_code(&listed);
        subject.name = Some(name.to_owned());
        let before = allocations(|| drop(screener.row([subject.clone()])));
        (before, screener.row([subject]))
    };
    let (first, answer) = ask(&own_name(1));
    let (again, same) = ask(&own_name(1));
    assert_eq!(answer, same);
    assert!(again * 3 < first, "{first} allocations, then {again}");
    // Another name is another question.
    assert_ne!(ask("虚构水利第2有限公司").1, same);
}
