//! A register of suppliers, one in fifty listed.

use crate::Ground;
use criterion::Criterion;
use jrp_benches::snapshot::{by_code, open};
use jrp_core::query::Query;
use jrp_threads::cores;
use std::thread;

const SUPPLIERS: usize = 10_000;
const LISTED: usize = 50;

pub(super) fn measure(criterion: &mut Criterion, ground: &Ground) {
    let roster = open(&ground.file);
    let questions = &ground.questions;
    let (mut listed, mut others) = (questions.listed.iter().cycle(), questions.unlisted.iter().cycle());
    let codes: Vec<&str> = (0..SUPPLIERS)
        .filter_map(|at| {
            if at % LISTED == 0 {
                listed.next()
            } else {
                others.next()
            }
        })
        .map(String::as_str)
        .collect();
    let queries: Vec<Query> = codes.iter().map(|code| by_code(code)).collect();
    let found = |queries: &[Query]| -> usize {
        let answers = queries
            .iter()
            .map(|query| roster.check(query).expect("the question is valid"));
        answers.filter(|answer| !answer.findings.is_empty()).count()
    };
    let on_every_core = || -> usize {
        thread::scope(|scope| {
            let parts = queries.chunks(SUPPLIERS.div_ceil(cores().get()));
            let workers: Vec<_> = parts.map(|part| scope.spawn(|| found(part))).collect();
            workers
                .into_iter()
                .map(|worker| worker.join().expect("no question panics"))
                .sum()
        })
    };
    assert_eq!(found(&queries), on_every_core());
    let mut sqlite = ground.stores.sqlite.by_id();
    let mut group = criterion.benchmark_group("batch");
    group.sample_size(20);
    group.bench_function("jrp", |b| b.iter(|| found(&queries)));
    group.bench_function("threads", |b| b.iter(on_every_core));
    group.bench_function("sqlite", |b| {
        b.iter(|| codes.iter().filter(|code| sqlite.fetch(code) > 0).count());
    });
    group.finish();
}
