//! Who is compared with whom, and in what.

use super::numbers::{ratio, table, time};
use crate::results::{Run, grouped};

/// Ours and its peers in one bench group.
#[derive(Clone, Copy, Debug)]
pub struct Contest {
    /// The bench group, and its place in `page.md`
    pub group: &'static str,
    /// What is done
    pub what: &'static str,
    /// The others, with what they do instead
    pub peers: &'static [Peer],
}

/// One who does the same work, or the part of it that it can.
#[derive(Clone, Copy, Debug)]
pub struct Peer {
    /// The bench in the group
    pub id: &'static str,
    /// What the page calls it
    pub name: &'static str,
}

const fn peer(id: &'static str, name: &'static str) -> Peer {
    Peer { id, name }
}

const STORES: [Peer; 5] = [
    peer("sqlite", "SQLite"),
    peer("lmdb", "LMDB (heed)"),
    peer("redb", "redb"),
    peer("fst", "fst"),
    peer("hashbrown", "hashbrown"),
];

/// Every contest, in the order of the page.
pub const CONTESTS: &[Contest] = &[
    Contest {
        group: "pre_check_miss",
        what: "pre-check, miss, fingerprint given",
        peers: &[
            peer("bloomfilter", "bloomfilter"),
            peer("fastbloom", "fastbloom"),
            peer("xorf", "xorf BinaryFuse8"),
        ],
    },
    Contest {
        group: "pre_check_hit",
        what: "pre-check, hit, fingerprint given",
        peers: &[
            peer("bloomfilter", "bloomfilter"),
            peer("fastbloom", "fastbloom"),
            peer("xorf", "xorf BinaryFuse8"),
        ],
    },
    Contest {
        group: "find_miss",
        what: "find by credit code, miss",
        peers: &STORES,
    },
    Contest {
        group: "find_hit",
        what: "find by credit code, hit",
        peers: &STORES,
    },
    Contest {
        group: "check_clear",
        what: "check, nothing found",
        peers: &[peer("sqlite", "SQLite, the query alone")],
    },
    Contest {
        group: "check_hit",
        what: "check, hit, with prompts",
        peers: &[
            peer("json", "the same, as JSON"),
            peer("sqlite", "SQLite, fetching the row alone"),
        ],
    },
    Contest {
        group: "check_name",
        what: "check by name, hit",
        peers: &[
            peer("miss", "the same, name not listed"),
            peer("sqlite", "SQLite, index on the name"),
        ],
    },
    Contest {
        group: "batch",
        what: "10,000 suppliers, one in fifty listed",
        peers: &[
            peer("threads", "the same on every core"),
            peer("sqlite", "SQLite, the queries alone"),
        ],
    },
    Contest {
        group: "open",
        what: "open and verify, ed25519-blake3",
        peers: &[
            peer("blake3", "BLAKE3 over the same bytes"),
            peer("sm2-sm3", "open and verify, sm2-sm3"),
            peer("sm3", "SM3 over the same bytes"),
            peer("sqlite", "SQLite, open and one query, nothing verified"),
        ],
    },
    Contest {
        group: "delta",
        what: "apply a delta of 2,000 changes",
        peers: &[
            peer("open", "opening the whole new file instead"),
            peer("make", "making the delta, records read"),
        ],
    },
    Contest {
        group: "build",
        what: "20,000 records → file, ours signed, all cores",
        peers: &[
            peer("sqlite", "SQLite, rows → file with both indexes"),
            peer("lmdb", "LMDB, rows → file by code"),
            peer("redb", "redb, rows → file by code"),
        ],
    },
];

impl Contest {
    /// The id of our bench, `group/jrp`.
    pub fn ours(&self) -> String {
        self.id("jrp")
    }

    /// The id of a bench of this group.
    pub fn id(&self, what: &str) -> String {
        format!("{}/{what}", self.group)
    }

    /// Everyone in a row, every run in two columns.
    pub(super) fn table(&self, runs: &[Run]) -> String {
        let runs: Vec<&Run> = runs
            .iter()
            .filter(|run| run.time(&self.ours()).is_some())
            .collect();
        let mut head = vec![self.what.to_owned()];
        for run in &runs {
            head.extend([format!("n = {}", grouped(run.records)), "÷ ours".to_owned()]);
        }
        let head: Vec<&str> = head.iter().map(String::as_str).collect();
        let ours = peer("jrp", "**jrp**");
        let rows: Vec<Vec<String>> = [ours]
            .iter()
            .chain(self.peers)
            .filter(|peer| runs.iter().any(|run| run.time(&self.id(peer.id)).is_some()))
            .map(|peer| {
                let mut row = vec![peer.name.to_owned()];
                for run in &runs {
                    let times = run.time(&self.id(peer.id)).zip(run.time(&self.ours()));
                    row.push(times.map_or(String::new(), |(theirs, _)| time(theirs)));
                    row.push(times.map_or(String::new(), |(theirs, ours)| ratio(theirs, ours)));
                }
                row
            })
            .collect();
        table(&head, &rows)
    }

    /// Rows of the table of ratios.
    pub(super) fn ratios(&self, run: &Run) -> Vec<Vec<String>> {
        let Some(ours) = run.time(&self.ours()) else {
            return Vec::new();
        };
        let peers = self.peers.iter().filter_map(|peer| {
            let theirs = run.time(&self.id(peer.id))?;
            Some(vec![
                self.what.to_owned(),
                time(ours),
                peer.name.to_owned(),
                time(theirs),
                ratio(theirs, ours),
            ])
        });
        peers.collect()
    }
}

/// Bits a key and false positives of the filters, by run.
pub(super) fn filters(runs: &[Run]) -> String {
    let names = [
        ("jrp", "**jrp**, 512-bit blocks"),
        ("bloomfilter", "bloomfilter"),
        ("fastbloom", "fastbloom"),
        ("xorf", "xorf BinaryFuse8"),
    ];
    let runs: Vec<&Run> = runs.iter().filter(|run| !run.filters.is_empty()).collect();
    let mut head = vec!["filter".to_owned()];
    for run in &runs {
        let n = grouped(run.records);
        head.extend([format!("bits a key, n = {n}"), "false positives".to_owned()]);
    }
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let rows = names.map(|(id, name)| {
        let mut row = vec![name.to_owned()];
        for run in &runs {
            let filter = run.filters.get(id).cloned().unwrap_or_default();
            row.push(format!("{:.2}", filter.bits_per_key));
            row.push(format!("{:.3} %", filter.false_positives * 100.0));
        }
        row
    });
    table(&head, if runs.is_empty() { &[] } else { &rows })
}
