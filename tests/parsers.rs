//! No bytes end a parser: the corpora of `fuzz/corpus/`, and good inputs altered by a seeded generator.

use jrp_tests::parsers::{TARGETS, Target, small_pack};
use std::fs;
use std::path::Path;

/// Alterations of each target in a test run; `JRP_ALTERATIONS` may ask for more.
const ALTERATIONS: u64 = 400;

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % limit.max(1) as u64) as usize
    }
}

/// One to four alterations: a byte flipped, a run cut, repeated or put elsewhere, a number made great.
fn altered(mut bytes: Vec<u8>, random: &mut Random) -> Vec<u8> {
    for _ in 0..=random.below(4) {
        let len = bytes.len();
        let at = random.below(len);
        let end = (at + 1 + random.below(40)).min(len);
        match random.below(6) {
            0 if len > 0 => bytes[at] ^= 1 << random.below(8),
            1 if len > 0 => bytes[at] = [0, 0xFF, b'\n', b',', b'"', 0xE2][random.below(6)],
            2 => drop(bytes.drain(at..end)),
            3 => {
                let run = bytes.get(at..end).unwrap_or_default().to_vec();
                let to = random.below(len);
                bytes.splice(to..to, run);
            }
            4 => bytes
                .iter_mut()
                .skip(at)
                .take(1 << random.below(4))
                .for_each(|byte| *byte = 0xFF),
            _ => bytes.truncate(at),
        }
    }
    bytes
}

fn alter(target: &Target, times: u64) {
    let good = (target.good)();
    assert!(!good.is_empty());
    good.iter().for_each(|bytes| (target.run)(bytes));
    let mut random = Random(target.name.len() as u64);
    for _ in 0..times {
        let bytes = good[random.below(good.len())].clone();
        (target.run)(&altered(bytes, &mut random));
    }
}

/// Else every alteration of a table is refused for what stands beside it, and nothing is tried.
#[test]
fn the_tables_that_are_altered_make_a_pack() {
    assert!(!small_pack().policy().lists().is_empty());
}

#[test]
fn no_altered_input_ends_a_parser() {
    let times = std::env::var("JRP_ALTERATIONS").map_or(ALTERATIONS, |times| times.parse().unwrap());
    let only = std::env::var("JRP_TARGET").unwrap_or_default();
    for target in TARGETS
        .iter()
        .filter(|target| only.is_empty() || only == target.name)
    {
        let started = std::time::Instant::now();
        alter(target, times);
        println!(
            "{}: {times} in {:.1} s",
            target.name,
            started.elapsed().as_secs_f32()
        );
    }
}

#[test]
fn no_input_of_the_corpora_ends_a_parser() {
    for target in &TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../fuzz/corpus")
            .join(target.name);
        let files: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        assert!(!files.is_empty(), "{} has a corpus", target.name);
        files
            .iter()
            .for_each(|path| (target.run)(&fs::read(path).unwrap()));
    }
}

/// Writes the good inputs as the beginning of the corpora, where there is none: `JRP_WRITE_CORPORA=1`.
#[test]
fn the_corpora_begin_with_good_inputs() {
    if std::env::var_os("JRP_WRITE_CORPORA").is_none() {
        return;
    }
    for target in &TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../fuzz/corpus")
            .join(target.name);
        fs::create_dir_all(&folder).unwrap();
        for (at, bytes) in (target.good)().iter().enumerate() {
            fs::write(folder.join(format!("good-{at}")), bytes).unwrap();
        }
    }
}
