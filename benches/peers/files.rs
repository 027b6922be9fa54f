//! What the feed takes in bytes, kept in this way and that.

mod clubcard;
mod parquet;

use crate::say;
use crate::stores::Outcome;
use jrp_benches::feed::Feed;
use jrp_benches::results::{FileSize, Run};
use jrp_benches::snapshot::{build, options};
use jrp_core::executor::{Executor, Job};
use jrp_core::policy::PolicyPack;
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::suite::Suite;
use jrp_threads::Threads;
use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Every way, ours included.
pub(crate) fn measure(feed: &Feed, pack: &PolicyPack, run: &mut Run) -> Outcome<()> {
    say("sizes: our file");
    let records = feed.records(pack)?;
    for (what, possible_names) in [("jrp-possible", true), ("jrp", false)] {
        let mut options = options(pack, Suite::Ed25519Blake3);
        options.possible_names = possible_names;
        let started = Instant::now();
        let file = build(pack, &records, options);
        keep(run, what, file.len() as u64, started);
        if !possible_names {
            run.sections = sections(&file)?;
        }
    }
    drop(records);
    let codes = feed.rows()?.filter(|row| row.has_credit_code());
    let started = Instant::now();
    let bytes = clubcard::size(codes.map(|row| row.id().to_owned()));
    keep(run, "clubcard", bytes as u64, started);
    known(feed, run);
    compress(feed, run)
}

/// A file that the command has built.
pub(crate) fn measure_built(path: &Path, run: &mut Run) -> Outcome<()> {
    let started = Instant::now();
    let file = fs::read(path)?;
    keep(run, "jrp", file.len() as u64, started);
    run.sections = sections(&file)?;
    Ok(())
}

/// Bytes of a feed kept in one way.
type Way = fn(&Feed) -> io::Result<u64>;

/// What cannot be searched.
const COMPRESSORS: [(&str, Way); 3] = [("xz", xz), ("zstd", zstd), ("parquet", parquet::size)];

/// What needs no work: the feed itself, and what the compressors made of the very same feed in an earlier run. It need not
/// be made again: nothing of it is ours, and ten million rows take an hour.
pub(crate) fn known(feed: &Feed, run: &mut Run) {
    let csv = FileSize {
        bytes: feed.bytes,
        seconds: 0.0,
    };
    run.files.insert("csv".to_owned(), csv);
    if let Some(kept) = Run::kept(run.records, &run.feed_digest) {
        let sizes = COMPRESSORS
            .iter()
            .filter_map(|(what, _)| Some((*what, kept.files.get(*what)?)));
        run.files
            .extend(sizes.map(|(what, size)| (what.to_owned(), size.clone())));
    }
}

/// The compressors that have not been at this feed, two at a time where there are two cores.
pub(crate) fn compress(feed: &Feed, run: &mut Run) -> Outcome<()> {
    let made: Mutex<Vec<(&str, io::Result<FileSize>)>> = Mutex::new(Vec::new());
    let wanted = COMPRESSORS
        .iter()
        .filter(|(what, _)| !run.files.contains_key(*what));
    let ways: Vec<_> = wanted.collect();
    if !ways.is_empty() {
        say("sizes: xz, zstd, Parquet (this takes a while)");
    }
    let jobs = ways.iter().map(|(what, size)| -> Job<'_> {
        Box::new(|| {
            let started = Instant::now();
            let size = size(feed).map(|bytes| file_size(bytes, started));
            made.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push((*what, size));
        })
    });
    Threads.run_all(jobs.collect());
    for (what, size) in made.into_inner().unwrap_or_else(PoisonError::into_inner) {
        run.files.insert(what.to_owned(), size?);
    }
    Ok(())
}

fn keep(run: &mut Run, what: &str, bytes: u64, started: Instant) {
    run.files.insert(what.to_owned(), file_size(bytes, started));
}

fn file_size(bytes: u64, started: Instant) -> FileSize {
    FileSize {
        bytes,
        seconds: started.elapsed().as_secs_f64(),
    }
}

fn sections(file: &[u8]) -> Outcome<Vec<(String, u64)>> {
    let sections = UnverifiedSnapshot::parse(file)?.sections();
    Ok(sections
        .into_iter()
        .map(|section| (section.name, section.bytes))
        .collect())
}

fn xz(feed: &Feed) -> io::Result<u64> {
    let mut encoder = liblzma::write::XzEncoder::new(Counter::default(), 9);
    io::copy(&mut BufReader::new(File::open(&feed.path)?), &mut encoder)?;
    Ok(encoder.finish()?.bytes)
}

fn zstd(feed: &Feed) -> io::Result<u64> {
    let mut counter = Counter::default();
    zstd::stream::copy_encode(BufReader::new(File::open(&feed.path)?), &mut counter, 19)?;
    Ok(counter.bytes)
}

/// Counts what is written to it.
#[derive(Default)]
struct Counter {
    bytes: u64,
}

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
