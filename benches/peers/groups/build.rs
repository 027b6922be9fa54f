//! Making the file from the first 20,000 rows of the feed, read already.

use crate::Ground;
use crate::stores::{Lmdb, Redb, Sqlite, by_id};
use criterion::{Criterion, SamplingMode};
use jrp_benches::feed::Row;
use jrp_benches::snapshot::{build, options};
use jrp_core::suite::Suite;

const RECORDS: usize = 20_000;

pub(super) fn measure(criterion: &mut Criterion, ground: &Ground) {
    let policy = &ground.pack;
    let mut records = ground.feed.records(policy).expect("the feed was read before");
    records.truncate(RECORDS);
    let rows: Vec<Row> = ground
        .feed
        .rows()
        .expect("the feed was read before")
        .take(RECORDS)
        .collect();
    let directory = tempfile::tempdir().expect("a folder can be made");
    let at = |name: &str| directory.path().join(name);
    let mut group = criterion.benchmark_group("build");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.bench_function("jrp", |b| {
        b.iter(|| build(&ground.pack, &records, options(policy, Suite::Ed25519Blake3)));
    });
    group.bench_function("sqlite", |b| {
        b.iter(|| Sqlite::fill(&at("sqlite"), rows.iter().cloned()).expect("there is room"));
    });
    group.bench_function("lmdb", |b| {
        b.iter(|| Lmdb::fill(&at("lmdb"), &by_id(rows.iter().cloned())).expect("there is room"));
    });
    group.bench_function("redb", |b| {
        b.iter(|| Redb::fill(&at("redb"), &by_id(rows.iter().cloned())).expect("there is room"));
    });
    group.finish();
}
