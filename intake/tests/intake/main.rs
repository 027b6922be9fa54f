//! Feeds as a whole, through the public interface.

mod bombs;
mod cases;
mod district;
mod explain;
mod feeds;
mod hostile;
mod moved;
mod persons;
mod refusals;
mod registers;
mod report;
mod spreadsheets;
mod workbooks;

use jrp_core::date::Date;
use jrp_core::policy::{Policy, PolicyPack};
use jrp_core::record::Record;
use jrp_intake::{Audience, FeedError, Options, Report, read_feed};
use std::sync::LazyLock;

fn policy() -> &'static Policy {
    static POLICY: LazyLock<PolicyPack> = LazyLock::new(|| PolicyPack::builtin().unwrap());
    &POLICY
}

fn options() -> Options {
    let mut options = Options::new(Date::parse("2026-11-21").unwrap(), Audience::Government);
    options.person_key_given = true;
    options
}

fn public() -> Options {
    let mut options = options();
    options.audience = Audience::Public;
    options.person_key_given = false;
    options
}

/// Reads one feed named `f.csv`.
fn read(feed: &[u8], options: &Options) -> Result<(Vec<Record>, Report), FeedError> {
    let mut report = Report::default();
    let mut records = Vec::new();
    read_feed::<FeedError>("f.csv", feed, policy(), options, &mut report, &mut |entry, _| {
        records.extend(entry.listed());
        Ok(())
    })?;
    Ok((records, report))
}

fn failure(feed: &[u8]) -> String {
    read(feed, &options()).unwrap_err().to_string()
}

/// A feed of one row: an ordinary one with some cells changed.
fn row(changes: &[(&str, &str)]) -> Vec<u8> {
    let mut cells = vec![
        ("list_kind", "BK-ZFCGSX"),
        ("subject_kind", "org"),
        ("name", "江州市云澜槿棠纺织有限公司"),
        ("former_names", ""),
        ("id_kind", "uscc"),
        ("id", "91329902MA9BATDJ57"),
        ("document_no", ""),
        ("cause", ""),
        ("severity", ""),
        ("authority", "云澜区财政局"),
        ("source_unit", ""),
        ("decided_on", "2025-05-28"),
        ("listed_on", "2025-06-03"),
        ("effective_from", ""),
        ("publish_until", "2027-06-02"),
        ("status", "active"),
        ("legal_basis", ""),
        ("domain", ""),
        ("region", "329902"),
        ("record_id", ""),
    ];
    for (column, value) in changes {
        let cell = cells.iter_mut().find(|(name, _)| name == column);
        cell.expect("a column of ours").1 = value;
    }
    let mut feed = csv::Writer::from_writer(Vec::new());
    feed.write_record(cells.iter().map(|(name, _)| name)).unwrap();
    feed.write_record(cells.iter().map(|(_, value)| value)).unwrap();
    feed.into_inner().unwrap()
}

/// The record made of the one row.
fn loaded(changes: &[(&str, &str)], options: &Options) -> Record {
    let (mut records, report) = read(&row(changes), options).unwrap();
    assert_eq!(report.loaded(), 1, "{:?}", report.refusals().collect::<Vec<_>>());
    records.remove(0)
}
