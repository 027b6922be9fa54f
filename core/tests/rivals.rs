//! Rows that share numbers, documents, days or names: none of them makes the answer about another's subject milder, unless
//! it is the same decision's and later.
//!
//! `JRP_RIVALS=5000` tries as many feeds; a failure names the feed.

use crate::common::*;
use jrp_core::Outcome;
use jrp_core::executor::Sequential;
use jrp_core::policy::PolicyPack;
use jrp_core::query::SubjectQuery;
use jrp_core::record::{Force, Record, Status, SubjectKind, Withdrawal};
use jrp_core::roster::Roster;
use jrp_core::subject::{IdKind, Identifier};
use jrp_core::suite::Suite;
use jrp_core::writer::Builder;

/// A row of a feed: one that is loaded, or one that is left out.
#[derive(Clone, Debug)]
struct Row {
    record: Record,
    force: Option<Force>,
}

/// A linear congruential generator (D. Lehmer, 1951).
struct Random(u64);

impl Random {
    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0 * 48_271 % 0x7fff_ffff;
        (self.0 / 7 % bound as u64) as usize
    }
}

const NAMES: [&str; 2] = ["苏州甲一建材有限公司", "苏州乙二物流有限公司"];
const FORMER: &str = "苏州丁四广告有限公司";
const PERSONS: [&str; 2] = ["欧阳无名", "司马无名"];

fn codes() -> [String; 2] {
    ["MA1QF001", "MA1QF002"].map(|body| code("91", "320507", body))
}

fn some_row(random: &mut Random, is_person: bool) -> Row {
    let record = match is_person {
        true => {
            let ids = ["320507199001011234", "3205**************"];
            person("BK-SXBZXR", random.pick(&PERSONS), random.pick(&ids))
        }
        false => {
            let mut record = org("BK-SXBZXR", random.pick(&NAMES), &codes()[0]);
            let [own, other] = codes();
            let id = random.pick(&[own.as_str(), own.as_str(), other.as_str(), "91320507**********"]);
            record.id = Some(Identifier::parse(IdKind::Uscc, id).unwrap());
            record
        }
    };
    let mut row = Row { record, force: None };
    let record = &mut row.record;
    let document = random.pick(&["", "1号", "财采〔2025〕3号", "财采〔2025〕3号", "财采〔2025〕8号"]);
    record.document_no = Some(document.to_owned()).filter(|text| !text.is_empty());
    let id = random.pick(&["", "", "", "1", "R-2025-1"]);
    record.record_id = Some(id.to_owned()).filter(|text| !text.is_empty());
    record.authority = random.pick(&["苏州市财政局", "苏州市相城区财政局"]).to_owned();
    record.decided_on = Some(date(random.pick(&["2025-02-20", "2025-02-21"])));
    record.publish_until = Some(date(random.pick(&["2028-02-29", "2027-03-01"])));
    record.cause = Some(random.pick(&["事由一", "事由二"]).to_owned());
    match random.below(8) {
        0 => record.status = Status::Suspended,
        1 => record.status = Status::Objection,
        2 => row.force = Some(Force::Outweighs),
        3 => row.force = Some(Force::Ends),
        _ => {}
    }
    if random.below(4) == 0 {
        record.former_names = vec![FORMER.to_owned()];
    }
    row
}

fn roster_of(rows: &[Row]) -> Roster<Vec<u8>> {
    let suite = Suite::Ed25519Blake3;
    let (pack, key) = (PolicyPack::builtin().unwrap(), person_key());
    let mut builder = Builder::new(&pack, options(suite), Some(&key)).unwrap();
    for Row { record, force } in rows {
        match force {
            None => builder.push(record).unwrap(),
            Some(force) => builder.withdraw(&Withdrawal::of(record.clone(), *force)).unwrap(),
        }
    }
    opened(builder.finish(&Sequential).unwrap(), suite)
}

/// Whether a number names a decision, or a record, and not only a place in somebody's count.
fn is_telling(number: &Option<String>) -> bool {
    number.as_deref().is_some_and(|text| text.contains("2025"))
}

/// Whether two rows tell the same record id or decision of one authority.
fn are_one_decision(one: &Record, other: &Record) -> bool {
    let is_numbered_alike = match is_telling(&one.record_id) || is_telling(&other.record_id) {
        true => one.record_id == other.record_id,
        false => is_telling(&one.document_no) && one.document_no == other.document_no,
    };
    one.authority == other.authority && is_numbered_alike
}

/// Whether a row may make the answer about a record milder.
fn may_ease(row: &Row, record: &Record) -> bool {
    let is_masked = |record: &Record| record.id.as_ref().is_some_and(Identifier::is_masked);
    let is_agreeing = row.record.id == record.id || is_masked(&row.record) || is_masked(record);
    let is_of_subject = is_agreeing && row.record.name == record.name;
    let is_later = row.record.decided_on > record.decided_on;
    match row.force {
        // The rule of repairs has its own test.
        Some(Force::Ends) => true,
        _ => is_of_subject && is_later && are_one_decision(&row.record, record),
    }
}

/// The questions that a record answers by itself.
fn questions(record: &Record) -> Vec<SubjectQuery> {
    let names = record.name.iter().chain(&record.former_names);
    let is_person = record.subject_kind == SubjectKind::Person;
    let id = match is_person {
        true => Some((IdKind::CitizenId, "320507199001011234".to_owned())),
        false => None,
    };
    let mut asked: Vec<SubjectQuery> = names
        .map(|name| SubjectQuery {
            kind: Some(record.subject_kind),
            id: id.clone(),
            ..by_name(name)
        })
        .collect();
    if !is_person {
        for code in codes() {
            let with_name = asked.first().cloned().unwrap();
            asked.push(SubjectQuery {
                credit_code: Some(code.clone()),
                ..with_name
            });
            asked.push(by_code(&code));
        }
    }
    asked
}

fn strictness(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Clear | Outcome::Preferred => 0,
        Outcome::Notice => 1,
        Outcome::Indeterminate => 2,
        Outcome::Review => 3,
        Outcome::Restricted => 4,
        Outcome::Prohibited => 5,
    }
}

fn try_feed(number: u64) -> usize {
    let mut random = Random(number * 7919 + 1);
    let is_person = number.is_multiple_of(3);
    let rows: Vec<Row> = (0..2 + random.below(3))
        .map(|_| some_row(&mut random, is_person))
        .collect();
    let all = roster_of(&rows);
    let mut compared = 0;
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.force.is_none()) {
        let mut others = rows.iter().enumerate().filter(|(other, _)| *other != at);
        if others.any(|(_, other)| may_ease(other, &row.record)) {
            continue;
        }
        let alone = roster_of(std::slice::from_ref(row));
        for question in questions(&row.record) {
            let [alone, beside] = [&alone, &all].map(|roster| ask(roster, "ZFCG", question.clone()).outcome);
            assert!(
                strictness(beside) >= strictness(alone),
                "feed {number}: {alone:?} alone, {beside:?} in {rows:#?} about {question:?}"
            );
            compared += usize::from(strictness(alone) > 0);
        }
    }
    compared
}

#[test]
fn rows_beside_others_make_nothing_milder() {
    let feeds = std::env::var("JRP_RIVALS").map_or(80, |text| text.parse().unwrap());
    let compared: usize = (0..feeds).map(try_feed).sum();
    assert!(compared > 200, "only {compared} answers were compared");
}
