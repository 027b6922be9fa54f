//! Feeds of `jrp-synth` as records, for what counts or measures on many of them.

use jrp_core::date::{Date, Timestamp};
use jrp_core::policy::Policy;
use jrp_core::record::Record;
use jrp_core::snapshot::Audience;
use jrp_core::suite::Suite;
use jrp_core::writer;
use jrp_intake::{Entry, FeedError, Report, read_feed};
use std::error::Error;

/// The day the feeds are of.
pub fn day() -> Date {
    Date::from_ymd(2026, 11, 22).expect("a day of the calendar")
}

/// A feed of so many records; another seed gives others.
pub fn feed(records: u64, seed: u64) -> Result<Vec<u8>, std::io::Error> {
    let options = jrp_synth::Options {
        records,
        seed,
        as_of: day(),
    };
    let mut feed = Vec::new();
    jrp_synth::write_feed(&mut feed, &options, &mut |_| ())?;
    Ok(feed)
}

/// The records of a feed.
pub fn read(feed: &[u8], policy: &Policy) -> Result<Vec<Record>, Box<dyn Error>> {
    let mut records = Vec::new();
    let mut options = jrp_intake::Options::new(day(), Audience::Government);
    options.person_key_given = true;
    let mut keep = |entry: Entry, _| {
        records.extend(entry.listed());
        Ok(())
    };
    read_feed::<FeedError>(
        "feed.csv",
        feed,
        policy,
        &options,
        &mut Report::default(),
        &mut keep,
    )?;
    Ok(records)
}

/// Credit codes and names of the organisations of a feed.
pub fn subjects(feed: &[u8]) -> Result<Vec<(String, String)>, csv::Error> {
    let mut subjects = Vec::new();
    for row in csv::Reader::from_reader(feed).into_records() {
        let row = row?;
        if row.get(4) == Some("uscc") && row.get(1) == Some("org") {
            subjects.push((row[5].to_owned(), row[2].to_owned()));
        }
    }
    Ok(subjects)
}

/// Options of a file that covers every list of the pack.
pub fn options(policy: &Policy, suite: Suite, sequence: u64) -> writer::Options {
    let mut options = writer::Options::new(
        suite,
        Audience::Government,
        "示例区信用办",
        sequence,
        Timestamp::start_of(day()),
    );
    options.region = "320507".into();
    options.data_as_of = day();
    options.next_update = Timestamp::start_of(day().next());
    options.expires_at = Timestamp::start_of(day().next().next());
    options.covers = policy.lists().iter().map(|list| list.code.clone()).collect();
    options
}
