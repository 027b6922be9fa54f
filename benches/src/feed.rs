//! The feed: made up by `jrp-synth`, the same on every machine.

use jrp_core::date::Date;
use jrp_core::policy::Policy;
use jrp_core::record::Record;
use jrp_intake::{Audience, FeedError, Report, read_feed};
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

/// The day the data stand for.
pub fn as_of() -> Date {
    Date::from_ymd(2026, 11, 22).expect("a day of the calendar")
}

/// A feed on disk.
#[derive(Clone, Debug)]
pub struct Feed {
    /// Where it is
    pub path: PathBuf,
    /// Rows without the header
    pub records: u64,
    /// Bytes of the CSV
    pub bytes: u64,
    /// BLAKE3 of the CSV
    pub digest: String,
}

/// One row as the peers store it.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its cells, in the order of [`jrp_synth::COLUMNS`]
    pub cells: csv::StringRecord,
}

const NAME: usize = 2;
const ID_KIND: usize = 4;
const ID: usize = 5;

impl Row {
    /// The identifier, masked or whole.
    pub fn id(&self) -> &str {
        self.cells.get(ID).unwrap_or_default()
    }

    /// The name.
    pub fn name(&self) -> &str {
        self.cells.get(NAME).unwrap_or_default()
    }

    /// Whether the identifier is a credit code.
    pub fn has_credit_code(&self) -> bool {
        self.cells.get(ID_KIND) == Some("uscc")
    }

    /// The row as text, for stores that keep one value a key.
    pub fn text(&self) -> String {
        self.cells.iter().collect::<Vec<_>>().join("\t")
    }
}

impl Feed {
    /// Writes the feed of this many rows.
    pub fn write(directory: &Path, records: u64) -> io::Result<Self> {
        let path = directory.join(format!("feed-{records}.csv"));
        let summary = jrp_synth::write_feed(
            &mut BufWriter::new(File::create(&path)?),
            &options(records, 1),
            &mut |_| (),
        )?;
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(File::open(&path)?)?;
        Ok(Self {
            path,
            records,
            bytes: summary.bytes,
            digest: hasher.finalize().to_hex().to_string(),
        })
    }

    /// Its rows.
    pub fn rows(&self) -> io::Result<impl Iterator<Item = Row>> {
        let reader = csv::Reader::from_path(&self.path)?;
        Ok(reader.into_records().map(|cells| Row {
            cells: cells.expect("the synthetic feed is well-formed CSV"),
        }))
    }

    /// Its rows as records.
    pub fn records(&self, policy: &Policy) -> Result<Vec<Record>, FeedError> {
        let mut options = jrp_intake::Options::new(as_of(), Audience::Government);
        options.person_key_given = true;
        let mut records = Vec::new();
        let file = File::open(&self.path).expect("the feed was written before");
        let mut report = Report::default();
        read_feed::<FeedError>(
            "feed.csv",
            file,
            policy,
            &options,
            &mut report,
            &mut |entry, _| {
                records.extend(entry.listed());
                Ok(())
            },
        )?;
        assert_eq!(report.refused(), 0, "the synthetic feed has no bad row");
        Ok(records)
    }
}

fn options(records: u64, seed: u64) -> jrp_synth::Options {
    jrp_synth::Options {
        records,
        seed,
        as_of: as_of(),
    }
}

/// Subjects to ask about.
#[derive(Clone, Debug)]
pub struct Questions {
    /// Credit codes that are listed, spread over the feed
    pub listed: Vec<String>,
    /// Their names
    pub listed_names: Vec<String>,
    /// Credit codes of the same make that are not listed
    pub unlisted: Vec<String>,
    /// Names of the same make that are not listed
    pub unlisted_names: Vec<String>,
}

/// At most this many of each: more than caches hold, few enough to prepare at once.
const QUESTIONS: usize = 1 << 14;

impl Questions {
    /// Questions about a feed.
    pub fn about(feed: &Feed) -> io::Result<Self> {
        let (mut codes, mut names) = (HashSet::new(), HashSet::new());
        let stride = (feed.records as usize / QUESTIONS / 2).max(1);
        let (mut listed, mut listed_names) = (Vec::new(), Vec::new());
        for (at, row) in feed.rows()?.filter(Row::has_credit_code).enumerate() {
            if at % stride == 0 && listed.len() < QUESTIONS {
                listed.push(row.id().to_owned());
                listed_names.push(row.name().to_owned());
            }
            codes.insert(row.id().to_owned());
            names.insert(row.name().to_owned());
        }
        let mut others = Vec::new();
        jrp_synth::write_feed(&mut others, &options(4 * QUESTIONS as u64, 2), &mut |_| ())?;
        let (mut unlisted, mut unlisted_names) = (Vec::new(), Vec::new());
        for cells in csv::Reader::from_reader(others.as_slice()).into_records() {
            let row = Row { cells: cells? };
            if row.has_credit_code() && !codes.contains(row.id()) && !names.contains(row.name()) {
                unlisted.push(row.id().to_owned());
                unlisted_names.push(row.name().to_owned());
            }
        }
        unlisted.truncate(QUESTIONS);
        unlisted_names.truncate(QUESTIONS);
        Ok(Self {
            listed,
            listed_names,
            unlisted,
            unlisted_names,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_listed_or_not_as_they_say() {
        let directory = tempfile::tempdir().unwrap();
        let feed = Feed::write(directory.path(), 3_000).unwrap();
        let questions = Questions::about(&feed).unwrap();
        let codes: HashSet<String> = feed.rows().unwrap().map(|row| row.id().to_owned()).collect();
        assert!(questions.listed.len() > 1_000);
        assert!(questions.listed.iter().all(|code| codes.contains(code)));
        assert_eq!(questions.unlisted.len(), QUESTIONS);
        assert!(questions.unlisted.iter().all(|code| !codes.contains(code)));
    }
}
