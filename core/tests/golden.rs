//! Committed snapshots are the promise of `docs/FORMAT.md`: they are built again byte for byte, and open for ever.
//!
//! `JRP_UPDATE_GOLDEN=1 cargo test -p jrp-core --features build --test all -- --test-threads=1 golden manifest page` writes
//! them anew, with the pages that show them; once a version is released, its files never change.

pub(crate) mod records;
pub(crate) mod reference;

use jrp_core::Open;
use jrp_core::date::{Date, Timestamp};
use jrp_core::executor::Sequential;
use jrp_core::policy::{PolicyPack, Tables};
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::{Record, SubjectKind, UnreadRow};
use jrp_core::roster::{Match, Roster};
use jrp_core::snapshot::Audience;
use jrp_core::subject::IdKind;
use jrp_core::suite::{PersonKey, PublicKey, SigningKey, Suite};
use jrp_core::trust::TrustAnchors;
use jrp_core::writer::{Builder, Options};
use reference::Row;
use std::fs;
use std::path::{Path, PathBuf};

const TINY: &str = "tiny-ed25519-blake3";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// The committed bytes; written first where the environment asks for it.
fn committed(name: &str, made: &[u8]) -> Vec<u8> {
    let path = folder().join(name);
    if std::env::var_os("JRP_UPDATE_GOLDEN").is_some() {
        fs::write(&path, made).unwrap();
    }
    fs::read(&path).unwrap()
}

fn tables() -> Tables {
    let names = [
        "calendar",
        "links",
        "lists",
        "measures",
        "pack",
        "prompts",
        "scenarios",
        "words",
    ];
    let files = names.map(|name| {
        let file = format!("{name}.csv");
        let text = fs::read_to_string(folder().join("policy").join(&file)).unwrap();
        (file, text)
    });
    Tables::from_csv(
        &files
            .each_ref()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    )
    .unwrap()
}

fn signing_key(suite: Suite) -> SigningKey {
    SigningKey::from_seed(suite, &[0x4a; 32]).unwrap()
}

fn person_key() -> PersonKey {
    PersonKey::from_bytes(std::array::from_fn(|at| at as u8))
}

fn options(suite: Suite, sequence: u64, covers: &[&str]) -> Options {
    let time = |text| Timestamp::parse(text).unwrap();
    let mut options = Options::new(
        suite,
        Audience::Government,
        "示例区信用办",
        sequence,
        time("2026-11-21T09:00:00+08:00"),
    );
    options.region = "320507".into();
    options.data_as_of = Date::parse("2026-11-21").unwrap();
    options.next_update = time("2026-11-24T09:00:00+08:00");
    options.expires_at = time("2026-12-21T09:00:00+08:00");
    options.covers = covers.iter().map(|code| code.to_string()).collect();
    options.possible_names = covers.len() > 1;
    options
}

fn build(suite: Suite, records: &[Record], unread: &[UnreadRow], covers: &[&str]) -> Vec<u8> {
    let pack = PolicyPack::new(tables()).unwrap();
    let key = person_key();
    let mut builder = Builder::new(&pack, options(suite, 7, covers), Some(&key)).unwrap();
    for record in records {
        builder.push(record).unwrap();
    }
    for row in unread {
        builder.push_unread(row).unwrap();
    }
    // Two of a covered list, and one that may be of any.
    if !unread.is_empty() {
        for list in [Some("RD-AEO"), Some("RD-AEO"), None] {
            builder.count_unnamed(list);
        }
    }
    builder
        .finish(&Sequential)
        .unwrap()
        .snapshot
        .sign(&signing_key(suite))
}

const COVERS: [&str; 3] = ["BK-SXBZXR", "BK-ZFCGSX", "RD-AEO"];

fn small(suite: Suite) -> Vec<u8> {
    build(suite, &records::small(), &records::unread(), &COVERS)
}

/// The day after: of each partition a record is gone and one changed, and an organisation is new.
fn next_day() -> Vec<Record> {
    let (mut persons, mut organisations): (Vec<Record>, Vec<Record>) = records::small()
        .into_iter()
        .partition(|record| record.subject_kind == SubjectKind::Person);
    organisations.retain(|record| record.name.as_deref() != Some("老机构"));
    let gone = persons.pop().map(|record| record.id);
    persons.retain(|record| Some(&record.id) != gone.as_ref());
    for changed in [&mut organisations[0], &mut persons[0]] {
        changed.cause = Some("列入事由已更正".into());
    }
    let mut new = records::tiny().swap_remove(1);
    new.name = Some("新列企业".into());
    [organisations, persons, vec![new]].concat()
}

/// Of the rows that could not be read, some are read now, and the others stand a row lower.
fn next_day_unread() -> Vec<UnreadRow> {
    let mut rows = records::unread();
    rows.retain(|row| row.row != 15 && row.row != 18);
    rows.iter_mut().for_each(|row| row.row += 1);
    rows
}

fn delta(suite: Suite, base: &Roster<Vec<u8>>) -> Vec<u8> {
    let pack = PolicyPack::new(tables()).unwrap();
    let key = person_key();
    let options = options(suite, 8, &COVERS);
    let mut builder = Builder::upon(base, &pack, options, Some(&key), &Sequential).unwrap();
    for record in next_day() {
        builder.push(&record).unwrap();
    }
    for row in next_day_unread() {
        builder.push_unread(&row).unwrap();
    }
    let built = builder.finish(&Sequential).unwrap();
    built.snapshot.sign(&signing_key(suite))
}

fn tiny() -> Vec<u8> {
    build(Suite::Ed25519Blake3, &records::tiny(), &[], &["BK-ZFCGSX"])
}

/// Name, suite, records and unread rows of each committed snapshot.
fn all() -> Vec<(String, Suite, Vec<Record>, Vec<UnreadRow>)> {
    let mut all: Vec<_> = Suite::ALL
        .map(|suite| {
            (
                format!("v1-{}", suite.code()),
                suite,
                records::small(),
                records::unread(),
            )
        })
        .into();
    all.push((TINY.to_owned(), Suite::Ed25519Blake3, records::tiny(), vec![]));
    all
}

fn made(name: &str, suite: Suite) -> Vec<u8> {
    match name {
        TINY => tiny(),
        _ => small(suite),
    }
}

/// A committed file under its committed keys.
fn trust(suite: Suite) -> TrustAnchors {
    let public = committed(
        &format!("v1-{}.pub", suite.code()),
        signing_key(suite).public().to_pem().as_bytes(),
    );
    let public = PublicKey::from_pem(core::str::from_utf8(&public).unwrap()).unwrap();
    TrustAnchors::from_public_keys([public])
}

/// The person key as the publisher of the files uses it.
fn publishers_key(suite: Suite) -> PersonKey {
    let publisher = options(suite, 7, &[]).publisher;
    PersonKey::from_bytes(person_key().mac(suite, "jrp/v1/publisher", &[publisher.as_bytes()]))
}

fn committed_person_key() -> PersonKey {
    let pem = committed("person.key", person_key().to_pem().as_bytes());
    PersonKey::from_pem(core::str::from_utf8(&pem).unwrap()).unwrap()
}

#[test]
fn building_gives_the_committed_bytes() {
    for (name, suite, ..) in all() {
        let made = made(&name, suite);
        let same = committed(&format!("{name}.jrp"), &made) == made;
        assert!(same, "{name}.jrp differs: the format has changed, or the builder");
    }
}

#[test]
fn committed_files_hold_the_records_that_are_listed_beside_them() {
    let mut listed = Vec::new();
    for (name, suite, records, unread) in all() {
        let bytes = committed(&format!("{name}.jrp"), &made(&name, suite));
        let roster = Open::new(&trust(suite))
            .person_key(committed_person_key())
            .open(bytes)
            .unwrap();
        let partitions = reference::partitions(suite, &publishers_key(suite), &records, &unread);
        // The leaves made here from the listed records and those made by the reader from its own have one sum.
        assert_eq!(roster.header().state, sums(&partitions), "{name}");
        let check = roster.verify_deep(&Sequential).unwrap();
        let rows = partitions.iter().map(Vec::len).sum::<usize>() as u64;
        assert_eq!((check.records, check.persons_checked), (rows, true));
        listed.push(listing(&name, &partitions));
    }
    is_committed("records.json", &listed);
}

/// The sum of each partition's leaves.
fn sums(partitions: &[Vec<Row>; 2]) -> [u128; 2] {
    let sum = |rows: &Vec<Row>| rows.iter().fold(0u128, |sum, row| sum.wrapping_add(row.leaf));
    partitions.each_ref().map(sum)
}

/// The records of a file, as the list of records has them.
fn listing(name: &str, partitions: &[Vec<Row>; 2]) -> String {
    let lines = |rows: &Vec<Row>| rows.iter().map(reference::json).collect::<Vec<_>>().join(",\n");
    let [organisations, persons] = partitions.each_ref().map(lines);
    format!("\"{name}\": {{\"organisations\": [\n{organisations}\n], \"persons\": [\n{persons}\n]}}")
}

#[track_caller]
fn is_committed(name: &str, listed: &[String]) {
    let listed = format!("{{\n{}\n}}\n", listed.join(",\n"));
    serde_json::from_str::<serde_json::Value>(&listed).unwrap();
    assert!(
        committed(name, listed.as_bytes()) == listed.as_bytes(),
        "{name} is stale"
    );
}

#[test]
fn a_committed_delta_on_a_committed_base_is_the_state_of_the_next_day() {
    let mut listed = Vec::new();
    for suite in Suite::ALL {
        let name = format!("v1-{}", suite.code());
        let base = committed(&format!("{name}.jrp"), &small(suite));
        let base = Open::new(&trust(suite))
            .person_key(committed_person_key())
            .open(base)
            .unwrap();
        let made = delta(suite, &base);
        let delta = committed(&format!("{name}-delta.jrp"), &made);
        assert!(
            delta == made,
            "{name}-delta.jrp differs: the format has changed, or the builder"
        );
        let roster = base.with_delta(delta, &trust(suite)).unwrap();
        let partitions =
            reference::partitions(suite, &publishers_key(suite), &next_day(), &next_day_unread());
        assert_eq!(roster.header().state, sums(&partitions), "{name}");
        assert!(roster.verify_deep(&Sequential).unwrap().persons_checked);
        for record in next_day() {
            find(&roster, &record);
        }
        listed.push(listing(&name, &partitions));
    }
    is_committed("records-after-delta.json", &listed);
}

#[test]
fn every_record_of_a_committed_file_is_found_by_its_subject() {
    for (name, suite, records, _) in all() {
        let bytes = committed(&format!("{name}.jrp"), &made(&name, suite));
        let roster = Open::new(&trust(suite))
            .person_key(committed_person_key())
            .open(bytes)
            .unwrap();
        for record in &records {
            find(&roster, record);
        }
    }
}

fn find(roster: &Roster<Vec<u8>>, record: &Record) {
    let full = record.id.as_ref().filter(|id| !id.is_masked());
    let credit_code = full
        .filter(|id| id.kind() == IdKind::Uscc)
        .map(|id| id.value().to_owned());
    let other = record.id.as_ref().filter(|_| credit_code.is_none());
    let comparison = roster
        .check(
            &Query::new("ZFCG", Timestamp::parse("2026-11-22T09:00:00+08:00").unwrap())
                .subject(SubjectQuery {
                    kind: Some(record.subject_kind),
                    credit_code,
                    name: record.name.clone(),
                    id: other.map(|id| (id.kind(), id.value().to_owned())),
                })
                .on(record.effective_from.unwrap_or(record.listed_on)),
        )
        .unwrap();
    let found = comparison.findings.iter().any(|finding| match finding.matched {
        // By a name alone nothing is told but the list.
        Match::Name => full.is_none() && finding.list.code == record.list_kind,
        _ => {
            finding.list.code == record.list_kind
                && finding.listed_name == record.name
                && finding.document_no == record.document_no
                && finding.listed_on == Some(record.listed_on)
        }
    });
    assert!(found, "{record:?} is not among {}", comparison.to_json());
}

/// Lines of the dump in `docs/FORMAT.md`: an offset of six hexadecimal digits and up to sixteen bytes, or a range left
/// out, from the first offset up to but not including the second.
fn dump(document: &str) -> Vec<(usize, Option<Vec<u8>>, usize)> {
    let number = |text: &str| usize::from_str_radix(text, 16).unwrap();
    let dump = document.split("```jrpdump\n").nth(1).unwrap();
    let dump = dump.split("```").next().unwrap();
    let lines = dump
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_hexdigit()));
    lines
        .map(|line| match line.split_once("..") {
            Some((from, to)) => (number(from), None, number(&to[..6])),
            None => {
                let (at, rest) = line.split_at(6);
                let hex = rest.split('|').next().unwrap();
                let bytes: Vec<u8> = hex.split_whitespace().map(|byte| number(byte) as u8).collect();
                let end = number(at) + bytes.len();
                (number(at), Some(bytes), end)
            }
        })
        .collect()
}

#[test]
fn the_dump_in_the_specification_is_the_tiny_file() {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/FORMAT.md");
    let document = fs::read_to_string(document).unwrap();
    let file = committed(&format!("{TINY}.jrp"), &tiny());
    let mut at = 0;
    for (from, bytes, to) in dump(&document) {
        assert_eq!(from, at, "the dump has a gap before {from:06x}");
        if let Some(bytes) = bytes {
            assert!(
                file.get(from..to) == Some(&bytes),
                "the dump is wrong at {from:06x}"
            );
        }
        at = to;
    }
    assert_eq!(at, file.len(), "the dump ends early");
}
