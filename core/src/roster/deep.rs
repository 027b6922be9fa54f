//! Reading a whole roster, record by record, to prove that header, records, filters and indexes tell the same.

use super::Roster;
use super::tally::{Counts, Tally};
use crate::error::{OpenError, Section};
use crate::executor::{Executor, Work, collect};
use crate::format::codes;
use crate::format::fingerprint::{KeyKind, fingerprint, secondary_keys};
use crate::format::front;
use crate::format::leaf::Hashing;
use crate::format::similar::{Cut, LONGEST, Room};
use crate::order;
use crate::record::{Record, SubjectKind};
use crate::snapshot::{Both, PartitionKind, PersonKeyMissing, PreCheck, View};
use crate::subject::{Identifier, mask::Shape, name};
use std::collections::BTreeSet;

/// Rows read by one piece of work.
const PIECE: usize = 8192;

/// What [`Roster::verify_deep`] recomputed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeepCheck {
    /// Live records whose leaves were recomputed
    pub records: u64,
    /// Whether natural persons were among them, or there are none
    pub persons_checked: bool,
}

/// Live rows of a layer, and what leads to them.
#[derive(Clone, Copy)]
struct Piece<'a> {
    view: View<'a>,
    pre_check: PreCheck<'a>,
    /// Mask shapes that a look-up tries, as `kind:shape`
    masks: &'a BTreeSet<&'a str>,
    first: usize,
    rows: &'a [bool],
}

/// What was read of some rows.
#[derive(Default)]
struct Found {
    /// Of the live records
    tally: Tally,
    /// What the index must have of all records, live or not, of organisations
    keys: Vec<(u64, u64)>,
}

impl<B: AsRef<[u8]>> Roster<B> {
    /// Reads every live record of every layer: recomputes the state digest and the counts, and looks each record up by
    /// its own keys. Persons are checked only where the key was given. The records are read by the executor.
    pub fn verify_deep(&self, executor: &dyn Executor) -> Result<DeepCheck, OpenError> {
        let header = self.header();
        let (mut sums, mut sealed) = (Both::<Tally>::default(), false);
        let mut records = 0;
        for kind in PartitionKind::ALL {
            let masks = self.masks.get(kind).split('|').collect();
            for layer in self.layers() {
                let live = match layer.live(kind) {
                    Ok(Some(live)) => live,
                    Ok(None) => continue,
                    Err(PersonKeyMissing) => {
                        sealed = true;
                        continue;
                    }
                };
                let rows: Vec<bool> = (0..live.partition.len()).map(|row| live.is_live(row)).collect();
                let pieces = (0..).step_by(PIECE).zip(rows.chunks(PIECE));
                let pieces: Vec<Piece<'_>> = pieces
                    .map(|(first, rows)| Piece {
                        view: live.view,
                        pre_check: layer.snapshot.pre_check(),
                        masks: &masks,
                        first,
                        rows,
                    })
                    .collect();
                let work = |piece: &Piece<'_>| piece.read();
                let all = pieces
                    .iter()
                    .map(|piece| -> Work<'_, Result<Found, &'static str>> { Box::new(move || work(piece)) });
                // What an executor has left undone has not been read.
                let read = collect(executor, all.collect());
                let read = read.unwrap_or_else(|| pieces.iter().map(work).collect());
                let malformed = |what| OpenError::Malformed {
                    section: kind.section(),
                    what,
                };
                let mut keys = Vec::new();
                for found in read {
                    let mut found = found.map_err(malformed)?;
                    sums.get_mut(kind).add(&found.tally);
                    keys.append(&mut found.keys);
                }
                order::sort(&mut keys);
                keys.dedup();
                // What is stored of a person does not tell all of its keys.
                if kind == PartitionKind::Organisations && keys.len() != live.partition.keys.len() {
                    return Err(malformed("a key leads to no record that has it"));
                }
                records += rows.iter().filter(|is_live| **is_live).count() as u64;
            }
        }
        self.check_fronts()?;
        let persons_checked = !sealed || header.person_key_id.is_none();
        let known = |kind| kind == PartitionKind::Organisations || persons_checked;
        let mut kinds = PartitionKind::ALL.into_iter().zip(header.state);
        if let Some((kind, _)) = kinds.find(|(kind, state)| known(*kind) && sums.get(*kind).leaves != *state)
        {
            return Err(OpenError::Malformed {
                section: kind.section(),
                what: "the records do not add up to the state digest",
            });
        }
        let mut all = sums.get(PartitionKind::Organisations).clone();
        all.add(sums.get(PartitionKind::Persons));
        let agree = header.lists.iter().all(|list| {
            let found = all.change(&list.code);
            let pairs = [(found.records, list.records), (found.unread, list.unread)];
            pairs.into_iter().all(|(found, said)| {
                let found = u64::try_from(found).unwrap_or(u64::MAX);
                if persons_checked {
                    found == said
                } else {
                    found <= said
                }
            })
        });
        let is_named = |(code, _): &(String, Counts)| header.lists.iter().any(|list| list.code == *code);
        if !agree || !all.lists.iter().all(is_named) {
            return Err(OpenError::Malformed {
                section: Section::Header,
                what: "the records do not add up to the counts of the lists",
            });
        }
        Ok(DeepCheck {
            records,
            persons_checked,
        })
    }
}

impl<B: AsRef<[u8]>> Roster<B> {
    /// Whether the base has the listings and dictionaries that it says, for the deltas that refer to them.
    fn check_fronts(&self) -> Result<(), OpenError> {
        let suite = self.header().suite;
        for kind in PartitionKind::ALL {
            let live = self.layers().next().and_then(|base| base.live(kind).ok()?);
            let Some(live) = live else { continue };
            let found = front::digest(suite, live.partition.columns(live.bytes));
            if found != live.partition.front().digest {
                return Err(OpenError::Malformed {
                    section: kind.section(),
                    what: "the digest of listings and dictionaries is another",
                });
            }
        }
        Ok(())
    }
}

impl Piece<'_> {
    /// Adds up the leaves and the lists of the live records, and looks every one up by its own keys.
    fn read(&self) -> Result<Found, &'static str> {
        let mut found = Found::default();
        let tally = &mut found.tally;
        let mut reader = self.view.records(self.rows.len());
        for (row, is_live) in (self.first..).zip(self.rows) {
            let record = reader.record(row).ok_or("a record cannot be read")?;
            if let Hashing::Digest(_) = self.view.hashing {
                let partition = self.view.partition;
                let entries = secondary_keys(&record).into_iter();
                let entries = entries.map(|key| partition.entry(self.view.bytes, key, row));
                found.keys.extend(entries.flatten());
            }
            if !is_live {
                continue;
            }
            let leaf = self.view.leaf_of(&record, row);
            tally.leaves = tally.leaves.wrapping_add(leaf);
            if !self.view.partition.stands_rightly(self.view.bytes, row, leaf) {
                return Err("a record stands at a place that is not its own");
            }
            if !self.is_reached(row, &record) {
                return Err("a record is not found by its own keys");
            }
            tally.count(&record.list_kind, Counts::of(&record));
        }
        Ok(found)
    }

    /// Whether filter and indexes lead to a record from each of its keys.
    fn is_reached(&self, row: usize, record: &Record) -> bool {
        let (view, bytes) = (self.view, self.view.bytes);
        let by_primary = |value: u64| view.partition.rows_of(bytes, value).contains(&row);
        let by_key = |key: u64| view.partition.leads_to(bytes, &view.partition.keys, key, row);
        if !self.has_mask_of(row, record) {
            return false;
        }
        if let Hashing::Mac(..) = view.hashing {
            let masked = |id: &Identifier, text: &String| view.hashing.masked_key(id, &name::key(text));
            let own = view.leaf_key(row);
            let others = self.given_masked(row, record).is_none_or(|id| {
                let mut names = record.name.iter().chain(&record.former_names);
                names.all(|text| {
                    let key = masked(id, text);
                    key == own || by_key(key)
                })
            });
            return by_primary(own) && others;
        }
        let full = record.id.as_ref().filter(|id| !id.is_masked());
        let by_code = full.and_then(Identifier::org_code).is_none_or(|code| {
            let body = codes::body_number(&code);
            let fingerprint = fingerprint(KeyKind::OrgBody, &codes::body_text(body));
            self.pre_check.may_hold(fingerprint) && by_primary(body)
        });
        let by_key = |key: u64| self.pre_check.may_hold(key) && by_key(key);
        by_code && secondary_keys(record).into_iter().all(by_key) && self.is_near(row, record)
    }

    /// The identifier of a record that came masked. A person's whole number is stored masked too, under another key.
    fn given_masked<'r>(&self, row: usize, record: &'r Record) -> Option<&'r Identifier> {
        let id = record.id.as_ref().filter(|id| id.is_masked())?;
        let Hashing::Mac(..) = self.view.hashing else {
            return Some(id);
        };
        let own = self.view.leaf_key(row);
        let mut names = record.name.iter().chain(&record.former_names);
        names
            .any(|text| self.view.hashing.masked_key(id, &name::key(text)) == own)
            .then_some(id)
    }

    /// Whether whole numbers are tried under the mask that the record has.
    fn has_mask_of(&self, row: usize, record: &Record) -> bool {
        let Some(id) = self.given_masked(row, record) else {
            return true;
        };
        Shape::of(id.value()).is_none_or(|shape| {
            let own = format!("{}:{}", id.kind().code(), shape.as_str());
            self.masks.contains(own.as_str())
        })
    }

    /// Whether nearly equal names lead to the record, where the file finds them.
    fn is_near(&self, row: usize, record: &Record) -> bool {
        let partition = self.view.partition;
        let (coded, others) = (&partition.possible_names, &partition.possible_names_uncoded);
        if record.subject_kind != SubjectKind::Org || coded.is_none() && others.is_none() {
            return true;
        }
        let has_code = self.view.row(row).is_some_and(|row| row.has_coded_id());
        let Some(index) = (if has_code { coded } else { others }) else {
            return false;
        };
        let holds = |key: u64| partition.leads_to(self.view.bytes, index, key, row);
        record.name.iter().chain(&record.former_names).all(|text| {
            let key = name::key(text);
            name::similar::filed(&key).iter().all(|core| {
                let count = core.chars().count();
                let mut room = Room::default();
                count > LONGEST
                    || Cut::of(core, count, count).all(|cut| {
                        let hot = cut.hot(&mut room);
                        let is_hot = index.holds(self.view.bytes, hot);
                        holds(cut.plain(&mut room))
                            || is_hot && holds(cut.whole(&mut room)) && cut.left_out(&mut room).all(holds)
                    })
            })
        })
    }
}
