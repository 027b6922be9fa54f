//! Files of the future: what this version does not know and may pass over, it passes over; all else that it does not know it
//! refuses.

use crate::altered::{ORGANISATIONS, POLICY, Parts, adding_column};
use crate::common::*;
use jrp_core::Open;
use jrp_core::error::{ErrorCode, OpenError};
use jrp_core::executor::Sequential;
use jrp_core::policy::{PolicyPack, Tables};
use jrp_core::record::Record;
use jrp_core::roster::Roster;
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::suite::Suite;
use jrp_core::writer::Builder;

const SUITE: Suite = Suite::Ed25519Blake3;

/// The first number of those that may be passed over.
const PASSABLE: u16 = 0x8000;

fn records() -> Vec<Record> {
    vec![
        org(
            "BK-ZFCGSX",
            "苏州甲乙科技有限公司",
            &code("91", "320507", "MA1AAAAA"),
        ),
        org(
            "BK-ZDSSWF",
            "苏州丙丁商贸有限公司",
            &code("91", "320507", "MA1BBBBB"),
        ),
        person("BK-SXBZXR", "张示例", "320507198001011231"),
    ]
}

/// A pack with a table, a column, a prompt and a word that nobody knows.
fn pack(prefix: &str) -> Tables {
    let mut tables = PolicyPack::builtin().unwrap().tables().clone();
    let mut notes = tables.table("words").unwrap().clone();
    for table in &mut tables.tables {
        match table.name.as_str() {
            "lists" => {
                table.header.insert(1, format!("{prefix}colour"));
                table.rows.iter_mut().for_each(|row| row.insert(1, "red".into()));
            }
            "prompts" | "words" => {
                let mut row = table.rows[0].clone();
                row[0] = format!("{prefix}later");
                row[1..].iter_mut().for_each(|cell| *cell = "{unknown}".into());
                table.rows.insert(1, row);
            }
            _ => {}
        }
    }
    notes.name = format!("{prefix}notes");
    tables.tables.push(notes);
    tables.tables.sort_by(|a, b| a.name.cmp(&b.name));
    tables
}

fn parts() -> Parts {
    Parts::of(&file(&records(), options(SUITE)))
}

/// The same with everything in it that may be passed over.
fn future() -> Parts {
    let mut parts = parts();
    let pack = PolicyPack::new(pack("x-")).unwrap();
    let key = person_key();
    let builder = Builder::new(&pack, options(SUITE), Some(&key)).unwrap();
    let file = builder.finish(&Sequential).unwrap().snapshot;
    let of_pack = Parts::of(&file.sign(&signing_key(SUITE)));
    parts.sections.insert(POLICY, of_pack.sections[&POLICY].clone());
    for id in [PASSABLE, u16::MAX] {
        parts
            .sections
            .insert(id, b"a section of a later version".to_vec());
        let organisations = parts.sections.get_mut(&ORGANISATIONS).unwrap();
        *organisations = adding_column(organisations, id, b"a column");
        let persons = parts.unsealed(&person_key());
        parts.seal(&person_key(), adding_column(&persons, id, b"a column of persons"));
    }
    parts.lists.iter_mut().for_each(|list| list.1 |= 0xF0);
    parts
}

fn open(parts: &Parts) -> Result<Roster<Vec<u8>>, OpenError> {
    Open::new(&trust(SUITE))
        .person_key(person_key())
        .open(parts.sign(&signing_key(SUITE)))
        .map_err(OpenError::from)
}

/// What is answered about everybody listed and one who is not, but for the digest that names the file.
fn answers(roster: &Roster<Vec<u8>>) -> Vec<String> {
    let mut subjects: Vec<_> = ["MA1AAAAA", "MA1BBBBB", "MA1CCCCC"]
        .map(|body| by_code(&code("91", "320507", body)))
        .into();
    subjects.push(by_name("苏州甲乙科技有限公司"));
    subjects.push(jrp_core::query::SubjectQuery {
        id: Some((jrp_core::subject::IdKind::CitizenId, "320507198001011231".into())),
        kind: Some(jrp_core::record::SubjectKind::Person),
        ..Default::default()
    });
    let answers = subjects.into_iter().map(|subject| ask(roster, "ZFCG", subject));
    answers
        .map(|answer| answer.to_json().replace(roster.digest(), "…"))
        .collect()
}

#[test]
fn what_may_be_passed_over_changes_no_answer() {
    let (now, later) = (open(&parts()).unwrap(), open(&future()).unwrap());
    assert_eq!(answers(&now), answers(&later));
    assert!(answers(&now)[0].contains("\"outcome\":\"prohibited\""));
    let checked = later.verify_deep(&Sequential).unwrap();
    assert_eq!(checked, now.verify_deep(&Sequential).unwrap());
    assert_eq!(later.header().lists, now.header().lists);
    // What is not known is told by its number.
    let file = UnverifiedSnapshot::parse(future().sign(&signing_key(SUITE))).unwrap();
    let (sections, passed_over) = (file.sections(), file.passed_over());
    let names: Vec<&str> = passed_over.iter().map(|part| part.name.as_str()).collect();
    let columns = ["organisations.column 32768", "organisations.column 65535"];
    assert_eq!(
        names,
        [&["section 32768", "section 65535"], &columns[..]].concat()
    );
    assert!(passed_over.iter().all(|part| sections.contains(part)));
    let file = UnverifiedSnapshot::parse(parts().sign(&signing_key(SUITE))).unwrap();
    assert_eq!(file.passed_over(), []);
}

#[test]
fn a_delta_lies_upon_a_file_of_the_future_and_may_be_of_it() {
    let base = open(&future()).unwrap();
    let (pack, key) = (base.policy_pack().unwrap(), person_key());
    let mut options = options(SUITE);
    options.sequence = 8;
    let mut builder = Builder::upon(&base, &pack, options, Some(&key), &Sequential).unwrap();
    records()[1..]
        .iter()
        .for_each(|record| builder.push(record).unwrap());
    let delta = builder.finish(&Sequential).unwrap().snapshot;
    let mut delta = Parts::of(&delta.sign(&signing_key(SUITE)));
    // The pack with its unknown parts is the one below, so it need not come again.
    assert!(!delta.sections.contains_key(&POLICY));
    delta.sections.insert(PASSABLE + 1, b"later".to_vec());
    let organisations = delta.sections.get_mut(&ORGANISATIONS).unwrap();
    *organisations = adding_column(organisations, PASSABLE + 1, b"later");
    let laid = base
        .with_delta(delta.sign(&signing_key(SUITE)), &trust(SUITE))
        .unwrap();
    assert_eq!(laid.verify_deep(&Sequential).unwrap().records, 2);
}

#[test]
fn what_may_not_be_passed_over_is_refused() {
    let refused = |alter: &dyn Fn(&mut Parts)| {
        let mut parts = parts();
        alter(&mut parts);
        open(&parts).map(drop).unwrap_err().code()
    };
    for id in [5, PASSABLE - 1] {
        let section = refused(&|parts| _ = parts.sections.insert(id, vec![7; 8]));
        assert_eq!(section, ErrorCode::SnapshotMalformed, "section {id}");
    }
    for id in [22, 38, 54, 64, 129, PASSABLE - 1] {
        let column = refused(&|parts| {
            let organisations = parts.sections.get_mut(&ORGANISATIONS).unwrap();
            *organisations = adding_column(organisations, id, b"a column");
        });
        assert_eq!(column, ErrorCode::SnapshotMalformed, "column {id}");
    }
    // A file of the first layout says what it is.
    let mut former = parts();
    let organisations = former.sections.get_mut(&ORGANISATIONS).unwrap();
    *organisations = adding_column(organisations, 1, b"primary keys");
    let said = open(&former).map(drop).unwrap_err().to_string();
    assert!(said.contains("preview"), "{said}");
    for attribute in [2, 4, 8] {
        let list = refused(&|parts| parts.lists[0].1 |= attribute);
        assert_eq!(list, ErrorCode::SnapshotMalformed, "attribute {attribute}");
    }
    let of_pack = |prefix: &str| PolicyPack::new(pack(prefix)).map(drop);
    of_pack("x-").unwrap();
    assert!(of_pack("y-").is_err());
    for name in ["notes", "lists", "prompts", "words"] {
        let (known, unknown) = (PolicyPack::builtin().unwrap().tables().clone(), pack("y-"));
        let is_it = |table: &&jrp_core::policy::Table| table.name.trim_start_matches("y-") == name;
        let mut tables = known.clone();
        tables.tables.retain(|table| table.name != name);
        tables.tables.extend(unknown.tables.iter().find(is_it).cloned());
        assert!(PolicyPack::new(tables).is_err(), "{name}");
    }
}
