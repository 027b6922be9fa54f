//! Opening a file and proving where it comes from, beside hashing its bytes and beside trusting them.

use crate::Ground;
use criterion::Criterion;
use jrp_benches::snapshot::{build, options, trust};
use jrp_core::Open;
use jrp_core::suite::Suite;

pub(super) fn measure(criterion: &mut Criterion, ground: &Ground) {
    let records = ground
        .feed
        .records(&ground.pack)
        .expect("the feed was read before");
    let sm2 = build(&ground.pack, &records, options(&ground.pack, Suite::Sm2Sm3));
    drop(records);
    let (blake3, trust) = (ground.file.as_slice(), trust());
    let code = &ground.questions.listed[0];
    let mut group = criterion.benchmark_group("open");
    group.sample_size(20);
    let open = |bytes| Open::new(&trust).open(bytes).expect("the snapshot is valid");
    group.bench_function("jrp", |b| b.iter(|| open(blake3)));
    group.bench_function("sm2-sm3", |b| b.iter(|| open(sm2.as_slice())));
    group.bench_function("blake3", |b| b.iter(|| Suite::Ed25519Blake3.digest(blake3)));
    group.bench_function("sm3", |b| b.iter(|| Suite::Sm2Sm3.digest(&sm2)));
    group.bench_function("sqlite", |b| {
        b.iter(|| {
            ground
                .stores
                .sqlite
                .again()
                .expect("the file is there")
                .by_id()
                .fetch(code)
        });
    });
    group.finish();
}
