//! The exact look-up: a credit code as text in.

use super::Round;
use crate::Ground;
use criterion::Criterion;
use jrp_benches::snapshot::open;
use jrp_core::subject::IdKind;
use std::hint::black_box;

pub(super) fn measure(criterion: &mut Criterion, ground: &Ground) {
    let (roster, stores) = (open(&ground.file), &ground.stores);
    let (mut sqlite, lmdb) = (stores.sqlite.by_id(), stores.lmdb.reader());
    let questions = &ground.questions;
    for code in questions.listed.iter().take(100) {
        let found = [sqlite.fetch(code), lmdb.fetch(code), stores.redb.fetch(code)];
        assert!(found.iter().all(|bytes| *bytes > 0), "{code} is in every store");
        assert!(stores.fst.find(code).is_some() && stores.hash.find(code).is_some());
        assert!(roster.may_list(IdKind::Uscc, code));
    }
    for (group, codes) in [
        ("find_miss", &questions.unlisted),
        ("find_hit", &questions.listed),
    ] {
        let mut group = criterion.benchmark_group(group);
        let mut codes = Round::of(codes);
        group.bench_function("jrp", |b| {
            b.iter(|| roster.may_list(IdKind::Uscc, black_box(codes.next())));
        });
        group.bench_function("sqlite", |b| b.iter(|| sqlite.fetch(black_box(codes.next()))));
        group.bench_function("lmdb", |b| b.iter(|| lmdb.fetch(black_box(codes.next()))));
        group.bench_function("redb", |b| b.iter(|| stores.redb.fetch(black_box(codes.next()))));
        group.bench_function("fst", |b| b.iter(|| stores.fst.find(black_box(codes.next()))));
        group.bench_function("hashbrown", |b| {
            b.iter(|| stores.hash.find(black_box(codes.next())))
        });
        group.finish();
    }
}
