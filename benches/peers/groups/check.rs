//! The whole comparison, from the texts of a form to the prompts.

use super::Round;
use crate::Ground;
use criterion::Criterion;
use jrp_benches::snapshot::{by_code, by_name, open};
use jrp_core::query::Query;
use std::hint::black_box;

pub(super) fn measure(criterion: &mut Criterion, ground: &Ground) {
    let roster = open(&ground.file);
    let questions = &ground.questions;
    let mut sqlite = ground.stores.sqlite.by_id();
    let check = |query: &Query| roster.check(black_box(query)).expect("the question is valid");

    for (group, codes) in [
        ("check_clear", &questions.unlisted),
        ("check_hit", &questions.listed),
    ] {
        let queries: Vec<_> = codes.iter().map(|code| by_code(code)).collect();
        let (mut queries, mut codes) = (Round::of(&queries), Round::of(codes));
        let is_hit = group == "check_hit";
        assert_eq!(!check(queries.next()).findings.is_empty(), is_hit);
        let mut group = criterion.benchmark_group(group);
        group.bench_function("jrp", |b| b.iter(|| check(queries.next())));
        if is_hit {
            group.bench_function("json", |b| b.iter(|| check(queries.next()).to_json()));
        }
        group.bench_function("sqlite", |b| b.iter(|| sqlite.fetch(black_box(codes.next()))));
        group.finish();
    }

    let listed: Vec<_> = questions.listed_names.iter().map(|name| by_name(name)).collect();
    let unlisted: Vec<_> = questions
        .unlisted_names
        .iter()
        .map(|name| by_name(name))
        .collect();
    let (mut listed, mut unlisted) = (Round::of(&listed), Round::of(&unlisted));
    let (mut sqlite, mut names) = (ground.stores.sqlite.by_name(), Round::of(&questions.listed_names));
    let mut group = criterion.benchmark_group("check_name");
    group.bench_function("jrp", |b| b.iter(|| check(listed.next())));
    group.bench_function("miss", |b| b.iter(|| check(unlisted.next())));
    group.bench_function("sqlite", |b| b.iter(|| sqlite.fetch(black_box(names.next()))));
    group.finish();
}
