//! A day's changes: a delta is made of them, and laid on the roster of the day before.

use crate::Ground;
use criterion::{Criterion, SamplingMode};
use jrp_benches::results::{FileSize, Run};
use jrp_benches::snapshot::{build, open, options, person_key, signing_key, trust};
use jrp_core::Open;
use jrp_core::record::Record;
use jrp_core::suite::Suite;
use jrp_core::writer::{Builder, Options};
use jrp_threads::Threads;
use std::time::Instant;

/// Half of them gone, half of them new.
const CHANGES: usize = 2_000;

pub(super) fn measure(criterion: &mut Criterion, ground: &Ground, run: &mut Run) {
    let policy = &ground.pack;
    let records = ground.feed.records(policy).expect("the feed was read before");
    let half = (CHANGES / 2).min(records.len() / 20);
    let before = build(
        &ground.pack,
        &records[half..],
        options(policy, Suite::Ed25519Blake3),
    );
    let today = &records[..records.len() - half];
    let mut options = options(policy, Suite::Ed25519Blake3);
    options.sequence = 2;
    let after = build(&ground.pack, today, options.clone());
    let started = Instant::now();
    let delta = make(ground, &before, today, options.clone());
    let size = FileSize {
        bytes: delta.len() as u64,
        seconds: started.elapsed().as_secs_f64(),
    };
    run.files.insert("delta".to_owned(), size);

    let (roster, trust) = (open(&before), trust());
    let apply = || {
        let newer = Open::new(&trust)
            .deltas([delta.as_slice()])
            .executor(&Threads)
            .upon(&roster);
        newer.expect("the delta fits")
    };
    assert_eq!(apply().deltas(), 1);
    let mut group = criterion.benchmark_group("delta");
    group.bench_function("jrp", |b| b.iter(apply));
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.bench_function("open", |b| b.iter(|| open(&after)));
    group.bench_function("make", |b| {
        b.iter(|| make(ground, &before, today, options.clone()))
    });
    group.finish();
}

fn make(ground: &Ground, before: &[u8], today: &[Record], options: Options) -> Vec<u8> {
    let (roster, person_key) = (open(before), person_key());
    let key = signing_key(options.suite);
    let mut builder = Builder::upon(&roster, &ground.pack, options, Some(&person_key), &Threads)
        .expect("the options are valid");
    for record in today {
        builder.push(record).expect("the record was read by intake");
    }
    let built = builder.finish(&Threads);
    built.expect("the records are valid").snapshot.sign(&key)
}
