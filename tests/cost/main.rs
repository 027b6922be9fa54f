//! What `scripts/test-cost` counts the instructions of.
//!
//! ```text
//! cost prepare DIR          writes the snapshots and the questions
//! cost cases                names the cases, each with how often to run it
//! cost run CASE TIMES DIR   runs a case so many times
//! ```
//!
//! Everything but the case itself is the same however often it runs, so the difference of two counts is its cost.

use jrp_core::Open;
use jrp_core::date::Timestamp;
use jrp_core::executor::Sequential;
use jrp_core::policy::PolicyPack;
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::SubjectKind;
use jrp_core::subject::IdKind;
use jrp_core::suite::{PersonKey, SigningKey, Suite};
use jrp_core::trust::TrustAnchors;
use jrp_core::writer::Builder;
use jrp_tests::synthetic::{day, feed, options, read, subjects};
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::Path;

const RECORDS: u64 = 20_000;
const QUESTIONS: usize = 500;
/// Half of them gone, half of them new
const CHANGES: usize = 400;
/// A file by whose index nearly equal names are found
const POSSIBLE: &str = "possible.jrp";
const SUITES: [(Suite, &str); 2] = [(Suite::Ed25519Blake3, "blake3.jrp"), (Suite::Sm2Sm3, "sm3.jrp")];

/// Cases and how often each is run; a case that is run less is the dearer one. A check includes its JSON text.
const CASES: [(&str, usize); 10] = [
    ("find-miss", 400),
    ("find-hit", 400),
    ("check-miss", 400),
    ("check-hit", 400),
    ("check-name", 400),
    ("possible-code-and-name-miss", 400),
    ("possible-name", 400),
    ("open", 2),
    ("open-sm2-sm3", 2),
    ("with-delta", 2),
];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["prepare", directory] => prepare(Path::new(directory)),
        ["cases"] => {
            CASES.iter().for_each(|(case, times)| println!("{case} {times}"));
            Ok(())
        }
        ["run", case, times, directory] => run(case, times.parse()?, Path::new(directory)),
        _ => Err("say `prepare DIR`, `cases` or `run CASE TIMES DIR`".into()),
    }
}

fn key(suite: Suite) -> SigningKey {
    SigningKey::from_seed(suite, &[3; 32]).expect("any seed but zero makes a key")
}

fn trust() -> TrustAnchors {
    TrustAnchors::from_public_keys(SUITES.map(|(suite, _)| key(suite).public()))
}

fn prepare(directory: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(directory)?;
    let pack = PolicyPack::builtin()?;
    let listed = feed(RECORDS, 1)?;
    let mut records = read(&listed, &pack)?;
    let person_key = PersonKey::from_bytes([9; 32]);
    for (suite, name) in SUITES {
        let mut builder = Builder::new(&pack, options(&pack, suite, 1), Some(&person_key))?;
        for record in &records {
            builder.push(record)?;
        }
        let file = builder.finish(&Sequential)?.snapshot.sign(&key(suite));
        fs::write(directory.join(name), file)?;
    }
    let mut possible = options(&pack, SUITES[0].0, 1);
    possible.possible_names = true;
    let mut builder = Builder::new(&pack, possible, Some(&person_key))?;
    for record in &records {
        builder.push(record)?;
    }
    let file = builder.finish(&Sequential)?.snapshot.sign(&key(SUITES[0].0));
    fs::write(directory.join(POSSIBLE), file)?;
    let (listed, unlisted) = (subjects(&listed)?, subjects(&feed(4 * QUESTIONS as u64, 2)?)?);
    let lines = |subjects: &[(String, String)]| {
        let lines = subjects.iter().take(QUESTIONS);
        lines
            .map(|(code, name)| format!("{code} {name}\n"))
            .collect::<String>()
    };
    fs::write(directory.join("listed.txt"), lines(&listed))?;
    fs::write(directory.join("unlisted.txt"), lines(&unlisted))?;

    records.splice(..CHANGES / 2, read(&feed(CHANGES as u64 / 2, 3)?, &pack)?);
    let (suite, base) = SUITES[0];
    let roster = Open::new(&trust())
        .person_key(person_key.clone())
        .open(fs::read(directory.join(base))?)?;
    let options = options(&pack, suite, 2);
    let mut builder = Builder::upon(&roster, &pack, options, Some(&person_key), &Sequential)?;
    for record in &records {
        builder.push(record)?;
    }
    let delta = builder.finish(&Sequential)?.snapshot.sign(&key(suite));
    fs::write(directory.join("delta.jrp"), delta)?;
    Ok(())
}

fn run(case: &str, times: usize, directory: &Path) -> Result<(), Box<dyn Error>> {
    let file = fs::read(directory.join(match case {
        "open-sm2-sm3" => SUITES[1].1,
        _ if case.starts_with("possible") => POSSIBLE,
        _ => SUITES[0].1,
    }))?;
    let trust = trust();
    if case.starts_with("open") {
        for _ in 0..times {
            black_box(Open::new(&trust).open(black_box(file.as_slice()))?);
        }
        return Ok(());
    }
    let roster = Open::new(&trust).open(file)?;
    if case == "with-delta" {
        let delta = fs::read(directory.join("delta.jrp"))?;
        for _ in 0..times {
            black_box(roster.with_delta(delta.clone(), &trust)?);
        }
        return Ok(());
    }
    let questions = |name: &str| -> Result<Vec<(String, String)>, std::io::Error> {
        let text = fs::read_to_string(directory.join(name))?;
        let lines = text.lines().filter_map(|line| line.split_once(' '));
        Ok(lines
            .map(|(code, name)| (code.to_owned(), name.to_owned()))
            .collect())
    };
    let listed = questions("listed.txt")?;
    let asked = if case.ends_with("miss") {
        questions("unlisted.txt")?
    } else {
        listed
    };
    if case.starts_with("find") {
        let codes = asked.iter().cycle().take(times);
        let hits = codes
            .filter(|(code, _)| roster.may_list(IdKind::Uscc, black_box(code)))
            .count();
        return expect(hits, case, times);
    }
    let queries: Vec<Query> = asked
        .iter()
        .map(|(code, name)| match case {
            "check-name" | "possible-name" => SubjectQuery {
                name: Some(name.clone()),
                kind: Some(SubjectKind::Org),
                ..Default::default()
            },
            "possible-code-and-name-miss" => SubjectQuery {
                credit_code: Some(code.clone()),
                name: Some(name.clone()),
                ..Default::default()
            },
            _ => SubjectQuery {
                credit_code: Some(code.clone()),
                ..Default::default()
            },
        })
        .map(query)
        .collect();
    let found = |query| {
        roster.check(black_box(query)).map(|answer| {
            black_box(answer.to_json());
            !answer.findings.is_empty()
        })
    };
    let mut hits = 0;
    for query in queries.iter().cycle().take(times) {
        hits += match case {
            "check-miss" | "check-hit" | "check-name" => usize::from(found(query)?),
            _ if case.starts_with("possible") => usize::from(found(query)?),
            _ => return Err(format!("no case is called `{case}`; `cost cases` names them").into()),
        };
    }
    expect(hits, case, times)
}

fn expect(hits: usize, case: &str, times: usize) -> Result<(), Box<dyn Error>> {
    // Some of the names are nearly those of listed ones.
    if case == "possible-name" {
        return Ok(());
    }
    let expected = if case.ends_with("miss") { 0 } else { times };
    match hits == expected {
        true => Ok(()),
        false => Err(format!("{hits} hits where {expected} were due").into()),
    }
}

fn query(subject: SubjectQuery) -> Query {
    Query::new("ZFCG", Timestamp::start_of(day())).subject(subject)
}
