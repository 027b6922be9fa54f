//! What the index takes, and what a question costs, on a large list.

use jrp_core::Open;
use jrp_core::date::Timestamp;
use jrp_core::executor::Sequential;
use jrp_core::policy::PolicyPack;
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::SubjectKind;
use jrp_core::roster::Roster;
use jrp_core::suite::{PersonKey, SigningKey, Suite};
use jrp_core::trust::TrustAnchors;
use jrp_core::writer::Builder;
use jrp_tests::synthetic::{day, feed, options, read, subjects};
use std::error::Error;
use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

const QUESTIONS: u64 = 20_000;

pub(super) fn table(records: u64) -> Result<String, Box<dyn Error>> {
    let pack = PolicyPack::builtin()?;
    let listed = read(&feed(records, 1)?, &pack)?;
    let key = SigningKey::from_seed(Suite::Ed25519Blake3, &[3; 32])?;
    let build = |possible_names| -> Result<Vec<u8>, Box<dyn Error>> {
        let mut options = options(&pack, Suite::Ed25519Blake3, 1);
        options.possible_names = possible_names;
        let person_key = PersonKey::from_bytes([9; 32]);
        let mut builder = Builder::new(&pack, options, Some(&person_key))?;
        for record in &listed {
            builder.push(record)?;
        }
        Ok(builder.finish(&Sequential)?.snapshot.sign(&key))
    };
    let (plain, possible) = (build(false)?, build(true)?);
    drop(listed);
    let index = (possible.len() - plain.len()) as f64 / records as f64;
    let trust = TrustAnchors::from_public_keys([key.public()]);
    let rosters = [Open::new(&trust).open(plain)?, Open::new(&trust).open(possible)?];
    let unlisted = subjects(&feed(QUESTIONS * 2, 2)?)?;
    let mut out = format!("| {records} records | without possible names | with them |\n|---|---:|---:|\n");
    writeln!(out, "| bytes a record for the index | – | {index:.1} |")?;
    for (what, has_code, has_name) in [
        ("code", true, false),
        ("code and name", true, true),
        ("name", false, true),
    ] {
        let queries: Vec<Query> = unlisted
            .iter()
            .map(|(code, name)| SubjectQuery {
                credit_code: has_code.then(|| code.clone()),
                name: has_name.then(|| name.clone()),
                kind: Some(SubjectKind::Org),
                ..SubjectQuery::default()
            })
            .map(query)
            .collect();
        let mut cells = Vec::new();
        for roster in &rosters {
            cells.push(times(roster, &queries)?);
        }
        let cell = |at: usize, part: usize| format!("{:.1} µs", cells[at][part]);
        writeln!(
            out,
            "| {what} of an unlisted supplier, median | {} | {} |",
            cell(0, 0),
            cell(1, 0)
        )?;
        writeln!(out, "| … 99 of 100 within | {} | {} |", cell(0, 1), cell(1, 1))?;
    }
    Ok(out)
}

/// Median and 99th percentile in microseconds, of each question's quickest time of three.
fn times(roster: &Roster<Vec<u8>>, queries: &[Query]) -> Result<[f64; 2], Box<dyn Error>> {
    let mut best = vec![f64::MAX; queries.len()];
    for _ in 0..3 {
        for (query, best) in queries.iter().zip(&mut best) {
            let start = Instant::now();
            black_box(roster.check(black_box(query))?.to_json());
            *best = best.min(start.elapsed().as_secs_f64() * 1e6);
        }
    }
    best.sort_by(f64::total_cmp);
    Ok([best[best.len() / 2], best[best.len() * 99 / 100]])
}

fn query(subject: SubjectQuery) -> Query {
    Query::new("ZFCG", Timestamp::start_of(day())).subject(subject)
}
