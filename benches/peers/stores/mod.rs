//! The peers' stores, each filled with the whole feed and opened for reading.

mod lmdb;
mod maps;
mod redb;
mod sqlite;

pub(crate) use lmdb::Lmdb;
pub(crate) use maps::{Fst, Hash};
pub(crate) use redb::Redb;
pub(crate) use sqlite::Sqlite;

use jrp_benches::feed::{Feed, Row};
use jrp_benches::results::FileSize;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// All of them, and the sizes of their files.
pub(crate) struct Stores {
    pub(crate) sqlite: Sqlite,
    pub(crate) lmdb: Lmdb,
    pub(crate) redb: Redb,
    pub(crate) fst: Fst,
    pub(crate) hash: Hash,
    pub(crate) files: BTreeMap<String, FileSize>,
}

impl Stores {
    pub(crate) fn make(directory: &Path, feed: &Feed) -> Outcome<Self> {
        let mut files = BTreeMap::new();
        let mut keep = |what: &str, bytes: u64, started: Instant| {
            let seconds = started.elapsed().as_secs_f64();
            files.insert(what.to_owned(), FileSize { bytes, seconds });
        };
        let path = directory.join("peer.sqlite");
        let started = Instant::now();
        Sqlite::fill(&path, feed.rows()?)?;
        keep("sqlite", fs::metadata(&path)?.len(), started);
        let sqlite = Sqlite::open(&path)?;

        let by_id = by_id(feed.rows()?);
        let path = directory.join("peer.lmdb");
        let started = Instant::now();
        Lmdb::fill(&path, &by_id)?;
        keep("lmdb", fs::metadata(path.join("data.mdb"))?.len(), started);
        let lmdb = Lmdb::open(&path)?;

        let path = directory.join("peer.redb");
        let started = Instant::now();
        Redb::fill(&path, &by_id)?;
        keep("redb", fs::metadata(&path)?.len(), started);
        let redb = Redb::open(&path)?;

        let started = Instant::now();
        let fst = Fst::of(&by_id)?;
        keep("fst", fst.bytes() as u64, started);
        Ok(Self {
            sqlite,
            lmdb,
            redb,
            fst,
            hash: Hash::of(&by_id),
            files,
        })
    }
}

/// Rows by identifier, several of one subject joined.
pub(crate) fn by_id(rows: impl Iterator<Item = Row>) -> BTreeMap<String, String> {
    let mut by_id: BTreeMap<String, String> = BTreeMap::new();
    for row in rows {
        let text = by_id.entry(row.id().to_owned()).or_default();
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&row.text());
    }
    by_id
}
