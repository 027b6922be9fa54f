//! Measures JRP beside its peers and writes `docs/BENCHMARKS.md`.
//!
//! `cargo bench` measures everything and writes the page; with a filter (`cargo bench -- find`) it only measures. Under
//! `cargo test` everything runs once, on a small feed, and nothing is written.

mod command;
mod files;
mod groups;
mod measured;
mod stores;

use criterion::Criterion;
use jrp_benches::feed::{Feed, Questions};
use jrp_benches::machine::Machine;
use jrp_benches::results::{Run, load_all};
use jrp_benches::snapshot::{build, options};
use jrp_benches::{page, repository, scale};
use jrp_core::policy::PolicyPack;
use jrp_core::suite::Suite;
use std::error::Error;
use std::path::Path;
use std::time::{Duration, SystemTime};
use stores::Stores;

/// What the arguments ask for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Everything, and the page
    Whole,
    /// What the filter names
    Part,
    /// Everything once, to see that it works
    Smoke,
}

impl Mode {
    fn of_arguments() -> Self {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        match arguments.iter().any(|argument| argument == "--bench") {
            false => Self::Smoke,
            true if arguments.len() == 1 => Self::Whole,
            true => Self::Part,
        }
    }
}

/// What the groups measure on.
pub(crate) struct Ground {
    pub(crate) pack: PolicyPack,
    pub(crate) feed: Feed,
    pub(crate) questions: Questions,
    /// Our file, in suite ed25519-blake3
    pub(crate) file: Vec<u8>,
    pub(crate) stores: Stores,
}

impl Ground {
    fn prepare(directory: &Path, records: u64) -> Result<Self, Box<dyn Error>> {
        say(&format!("{records} records: feed, snapshot, the peers' stores"));
        let pack = jrp_benches::snapshot::pack();
        let feed = Feed::write(directory, records)?;
        let options = options(&pack, Suite::Ed25519Blake3);
        let file = build(&pack, &feed.records(&pack)?, options);
        Ok(Self {
            questions: Questions::about(&feed)?,
            stores: Stores::make(directory, &feed)?,
            pack,
            feed,
            file,
        })
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mode = Mode::of_arguments();
    let started = SystemTime::now();
    let directory = tempfile::tempdir()?;
    if let Some(records) = scale::records_for_sizes().filter(|_| mode == Mode::Whole) {
        return sizes_only(directory.path(), records);
    }
    let records = match mode {
        Mode::Smoke => 2_000,
        Mode::Whole | Mode::Part => scale::records(),
    };
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .sample_size(50)
        .configure_from_args();
    let ground = Ground::prepare(directory.path(), records)?;
    let mut run = Run {
        records,
        feed_bytes: ground.feed.bytes,
        feed_digest: ground.feed.digest.clone(),
        machine: Machine::here(),
        ..Run::default()
    };
    groups::measure(&mut criterion, &ground, &mut run);
    criterion.final_summary();
    if mode == Mode::Part {
        return Ok(());
    }
    run.times = measured::since(started);
    files::measure(&ground.feed, &ground.pack, &mut run)?;
    run.files.extend(ground.stores.files.clone());
    drop(ground);
    if mode == Mode::Smoke {
        let page = page::render(page::TEMPLATE, &[run]);
        assert!(!page.contains("{{"));
        return Ok(());
    }
    run.build = Some(command::build(directory.path(), records)?);
    finish(&run)
}

/// Sizes and the build of a feed that is too large for the rest.
fn sizes_only(directory: &Path, records: u64) -> Result<(), Box<dyn Error>> {
    say(&format!("{records} records: feed, build, sizes"));
    let feed = Feed::write(directory, records)?;
    let mut run = Run {
        records,
        feed_bytes: feed.bytes,
        feed_digest: feed.digest.clone(),
        machine: Machine::here(),
        ..Run::default()
    };
    run.build = Some(command::build(directory, records)?);
    files::measure_built(&command::snapshot(directory), &mut run)?;
    files::known(&feed, &mut run);
    // The compressors may take an hour, and somebody's patience may be shorter.
    finish(&run)?;
    files::compress(&feed, &mut run)?;
    finish(&run)
}

/// Keeps the run, writes the page, prints the ratios.
fn finish(run: &Run) -> Result<(), Box<dyn Error>> {
    let kept = run.save()?;
    let page = repository().join("docs/BENCHMARKS.md");
    std::fs::write(&page, page::render(page::TEMPLATE, &load_all()?))?;
    println!("\n{run}\n\n{}", page::ratios(run));
    say(&format!("wrote {} and {}", kept.display(), page.display()));
    Ok(())
}

pub(crate) fn say(what: &str) {
    eprintln!("benches: {what}");
}
