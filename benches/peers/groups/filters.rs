//! The pre-check alone: every filter holds the same 64-bit fingerprints, as many as our file has keys, and is asked for
//! the same ones. Filters are made for 0.85 % false positives where that can be chosen; what they reach is measured.

use super::Round;
use crate::Ground;
use bloomfilter::Bloom;
use criterion::Criterion;
use fastbloom::BloomFilter;
use jrp_benches::results::{Filter, Run};
use jrp_benches::snapshot::{person_key, trust};
use jrp_core::executor::Sequential;
use jrp_core::snapshot::{PreCheck, UnverifiedSnapshot};
use std::hint::black_box;
use xorf::{BinaryFuse8, Filter as _};

const FALSE_POSITIVES: f64 = 0.0085;
const FRESH: u64 = 4_000_000;

/// A good hash of numbers: the finaliser of SplitMix64, which maps no two numbers to one.
fn fingerprint(number: u64) -> u64 {
    let mut mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

pub(super) fn measure(criterion: &mut Criterion, ground: &Ground, run: &mut Run) {
    let opened = UnverifiedSnapshot::parse(ground.file.as_slice())
        .and_then(|file| file.verify(&trust(), Some(person_key()), &Sequential));
    let opened = opened.expect("the snapshot is valid");
    // 10.5 bits a key.
    let count = opened.pre_check().as_bytes().len() as u64 * 16 / 21;
    let keys: Vec<u64> = (0..count).map(fingerprint).collect();
    let fresh: Vec<u64> = (0..1 << 16)
        .map(|number| fingerprint(number + (1 << 40)))
        .collect();

    let ours = PreCheck::build(keys.iter().copied());
    let ours = PreCheck::new(&ours).expect("a whole number of blocks");
    let mut bloom =
        Bloom::new_for_fp_rate_with_seed(keys.len(), FALSE_POSITIVES, b"two halves which are not alike..")
            .expect("the seed is good");
    let mut fast = BloomFilter::with_false_pos(FALSE_POSITIVES)
        .seed(&7)
        .expected_items(keys.len());
    for key in &keys {
        bloom.set(key);
        fast.insert_hash(*key);
    }
    let fuse = BinaryFuse8::try_from(&keys).expect("the keys are distinct");

    let mut keep = |what: &str, bits: usize, holds: &dyn Fn(u64) -> bool| {
        let missed = keys.iter().filter(|key| !holds(**key)).count();
        assert_eq!(missed, 0, "{what} misses keys that are in it");
        let wrong = (0..FRESH)
            .filter(|number| holds(fingerprint(number + (1 << 41))))
            .count();
        let filter = Filter {
            bits_per_key: bits as f64 / keys.len() as f64,
            false_positives: wrong as f64 / FRESH as f64,
        };
        run.filters.insert(what.to_owned(), filter);
    };
    keep("jrp", ours.as_bytes().len() * 8, &|key| ours.may_hold(key));
    keep("bloomfilter", bloom.len() as usize, &|key| bloom.check(&key));
    keep("fastbloom", fast.num_bits(), &|key| fast.contains_hash(key));
    keep("xorf", fuse.len() * 8, &|key| fuse.contains(&key));

    for (group, asked) in [("pre_check_miss", &fresh), ("pre_check_hit", &keys)] {
        let mut group = criterion.benchmark_group(group);
        let mut asked = Round::of(asked);
        group.bench_function("jrp", |b| b.iter(|| black_box(ours).may_hold(*asked.next())));
        group.bench_function("bloomfilter", |b| {
            b.iter(|| black_box(&bloom).check(asked.next()))
        });
        group.bench_function("fastbloom", |b| {
            b.iter(|| black_box(&fast).contains_hash(*asked.next()))
        });
        group.bench_function("xorf", |b| b.iter(|| black_box(&fuse).contains(asked.next())));
        group.finish();
    }
}
