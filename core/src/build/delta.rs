//! The records of today become a delta on the roster of yesterday.
//!
//! Only what differs is kept while records come in: the table of the standing records takes 32 bytes each, and a
//! record that equals a standing one is ticked off there.

use super::assemble::{Content, assemble};
use super::batch::{Batch, Entry, Preparer, publishers};
use super::changes::ListChange;
use super::keyed::Keyed;
use super::partition::{DeltaColumns, Part};
use super::rows::Rows;
use super::settle::{BySource, Settled, count};
use super::standing::{Standing, list_at, record_at};
use super::{BuildError, Dropped, Options, UnsignedSnapshot, tokens};
use crate::executor::{Executor, Sequential};
use crate::format;
use crate::format::leaf::identity_bytes;
use crate::policy::{Policy, Tables};
use crate::record::{Record, Withdrawal};
use crate::roster::Roster;
use crate::snapshot::{Audience, BaseReference, Both, ListCount, PartitionKind};
use crate::suite::PersonKey;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Collects the records of the full new state, and finds out what is new, changed or gone.
///
/// What a host assembles from base and deltas answers as a full build of the same records does, and has its state
/// digest. The bytes do not depend on the order of the records.
pub struct DeltaBuilder<'a, B> {
    roster: &'a Roster<B>,
    policy: &'a Policy,
    options: Options,
    person_key: Option<&'a PersonKey>,
    /// The same as the publisher uses it
    publishers_key: Option<Arc<PersonKey>>,
    sides: Both<Side>,
    pushed: u32,
    withdrawals: u32,
    dropped: Settled,
}

/// A finished delta.
#[derive(Debug)]
pub struct BuiltDelta {
    /// The delta, lacking only its signature
    pub snapshot: UnsignedSnapshot,
    /// Identical rows, dropped
    pub collapsed: Vec<Dropped>,
    /// Rows of the same identity with other content: the later decision stays
    pub conflicts: Vec<Dropped>,
    /// Rows dropped for a [`Withdrawal`]; `kept` counts withdrawals from 0
    pub withdrawn: Vec<Dropped>,
    /// How many rows were dropped, by list and authority
    pub dropped_by_source: BySource,
    /// What happened to each list, by code
    pub changes: Vec<ListChange>,
    /// The lists as the delta's header has them
    pub lists: Vec<ListCount>,
}

/// One partition: the records below, and the records pushed that are none of them.
#[derive(Default)]
struct Side {
    standing: Standing,
    rows: Rows,
    /// Mask shapes of the standing records seen: number in `standing` and shape
    masked: Vec<(u32, u32)>,
    shapes: BTreeMap<String, u32>,
}

/// What a side comes to.
struct Difference {
    rows: Rows,
    columns: DeltaColumns,
    /// Leaves brought in less leaves taken out
    leaves: u128,
}

impl<'a, B: AsRef<[u8]>> DeltaBuilder<'a, B> {
    /// Reads the roster's records. It must have been opened with the person key where it holds natural persons.
    /// Whether nearly equal names are found is as in the base, whatever the options say.
    pub fn new(
        roster: &'a Roster<B>,
        policy: &'a Policy,
        options: Options,
        person_key: Option<&'a PersonKey>,
        executor: &dyn Executor,
    ) -> Result<Self, BuildError> {
        super::check_options(policy, &options)?;
        check_continues(roster, &options, person_key)?;
        let mut sides = Both::<Side>::default();
        for kind in PartitionKind::ALL {
            // A file for the public has no persons.
            if kind == PartitionKind::Organisations || roster.header().person_key_id.is_some() {
                sides.get_mut(kind).standing = Standing::read(roster, kind, executor)?;
            }
        }
        Ok(Self {
            publishers_key: publishers(&options, person_key),
            options: Options {
                possible_names: roster.has_possible_names(),
                ..options
            },
            roster,
            policy,
            person_key,
            sides,
            pushed: 0,
            withdrawals: 0,
            dropped: Settled::default(),
        })
    }

    /// What makes records ready, so that other threads share the work of [`DeltaBuilder::push`].
    pub fn preparer(&self) -> Preparer<'a> {
        Preparer::new(self.policy, &self.options, self.publishers_key.clone())
    }

    /// Adds a record of the new state.
    pub fn push(&mut self, record: &Record) -> Result<(), BuildError> {
        self.take(&self.preparer().batch_of(record)?)
    }

    /// Adds a row that is left out. It takes the records of its identity with it that it outweighs.
    pub fn withdraw(&mut self, withdrawal: &Withdrawal) -> Result<(), BuildError> {
        self.take(&self.preparer().withdrawal_of(withdrawal))
    }

    /// Adds the records and withdrawals of a batch.
    pub fn take(&mut self, batch: &Batch) -> Result<(), BuildError> {
        for entry in batch.iter() {
            let origin = self.pushed;
            self.pushed = origin.checked_add(1).ok_or(BuildError::TooMany)?;
            let side = self.sides.get_mut(PartitionKind::of(entry.facts.subject_kind));
            match side.standing.find(entry.group, entry.leaf) {
                Some(at) => {
                    if let Some(repeat) = side.stays(at, origin, &entry) {
                        self.dropped.collapsed.push(repeat);
                        count(&mut self.dropped.by_source, &entry.listing);
                    }
                }
                None => side.rows.push(&entry, origin),
            }
        }
        for row in batch.withdrawn(&mut self.withdrawals) {
            let side = self.sides.get_mut(PartitionKind::of(row.subject_kind));
            side.rows.withdraw(row);
        }
        Ok(())
    }

    /// Builds the delta; `tables` is the pack the policy was read from. A pack that is the one in force is left out.
    pub fn finish(self, tables: &Tables) -> Result<BuiltDelta, BuildError> {
        self.finish_with(tables, &Sequential)
    }

    /// [`DeltaBuilder::finish`], the work done by an executor. The bytes are the same with every executor.
    pub fn finish_with(mut self, tables: &Tables, executor: &dyn Executor) -> Result<BuiltDelta, BuildError> {
        let (roster, header) = (self.roster, self.roster.header());
        let mut dropped = std::mem::take(&mut self.dropped);
        let mut changes = Changes::of(&header.lists);
        let mut settle = |kind| {
            let side = std::mem::take(self.sides.get_mut(kind));
            side.settle(roster, kind, &mut dropped, &mut changes)
        };
        let organisations = settle(PartitionKind::Organisations)?;
        let persons = settle(PartitionKind::Persons)?;
        let dropped = dropped.sorted();

        let [old_organisations, old_persons] = header.state;
        let state = [
            old_organisations.wrapping_add(organisations.leaves),
            old_persons.wrapping_add(persons.leaves),
        ];
        let changes = changes.finish();
        let lists = lists(&self.options, &changes);
        let has_persons = persons.rows.len() > 0 || !persons.columns.removed.is_empty();
        let key = self.person_key.filter(|_| has_persons);
        let suite = self.options.suite;
        let content = Content {
            base: Some(BaseReference {
                sequence: header.sequence,
                digest: roster.header_digest(),
            }),
            policy_version: self.policy.version().to_owned(),
            policy: (roster.tables().as_ref() != Some(tables))
                .then(|| format::policy::encode(tables, tokens::encode)),
            organisations: organisations.part(PartitionKind::Organisations),
            person_key_id: header.person_key_id.or(key.map(|key| key.id(suite))),
            persons: key.map(|key| (persons.part(PartitionKind::Persons), key)),
            lists: lists.clone(),
            state,
        };
        let snapshot = assemble(self.options, content, executor)?;
        Ok(BuiltDelta {
            snapshot,
            collapsed: dropped.collapsed,
            conflicts: dropped.conflicts,
            withdrawn: dropped.withdrawn,
            dropped_by_source: dropped.by_source,
            changes,
            lists,
        })
    }
}

/// A delta must be the next publication of the same publisher.
fn check_continues<B: AsRef<[u8]>>(
    roster: &Roster<B>,
    options: &Options,
    person_key: Option<&PersonKey>,
) -> Result<(), BuildError> {
    let header = roster.header();
    let differ = |what: &'static str, below: String, given: String| {
        Err(BuildError::NotContinued { what, below, given })
    };
    if options.publisher != header.publisher {
        return differ("publisher", header.publisher.clone(), options.publisher.clone());
    }
    if options.region != header.region {
        return differ("region", header.region.clone(), options.region.clone());
    }
    if options.audience != header.audience {
        let codes = (header.audience.code(), options.audience.code());
        return differ("audience", codes.0.to_owned(), codes.1.to_owned());
    }
    if options.suite != header.suite {
        return differ(
            "suite",
            header.suite.code().to_owned(),
            options.suite.code().to_owned(),
        );
    }
    if options.sequence <= header.sequence {
        let (below, given) = (header.sequence, options.sequence);
        return Err(BuildError::SequenceNotAbove { below, given });
    }
    if options.data_as_of < header.data_as_of {
        let (below, given) = (header.data_as_of, options.data_as_of);
        return Err(BuildError::DataOlder { below, given });
    }
    if let Some(expected) = header
        .person_key_id
        .filter(|_| header.audience != Audience::Public)
    {
        let key = person_key.ok_or(BuildError::PersonKeyNeeded)?;
        if key.id(options.suite) != expected {
            return Err(BuildError::PersonKeyOther);
        }
    }
    Ok(())
}

/// Lists covered or with live records.
fn lists(options: &Options, changes: &[ListChange]) -> Vec<ListCount> {
    let mut records: BTreeMap<&str, u64> = options.covers.iter().map(|code| (code.as_str(), 0)).collect();
    let present = changes.iter().filter(|change| change.after > 0);
    records.extend(present.map(|change| (change.list.as_str(), change.after)));
    let lists = records.into_iter().map(|(code, records)| ListCount {
        code: code.to_owned(),
        covered: options.covers.contains(code),
        records,
    });
    lists.collect()
}

impl Side {
    /// Ticks a standing record off; gives the repetition if it was before.
    fn stays(&mut self, at: usize, origin: u32, entry: &Entry<'_>) -> Option<Dropped> {
        if let Some(kept) = self.standing.see(at, origin) {
            return Some(Dropped {
                kept,
                dropped: origin,
            });
        }
        if let Some(mask) = entry.mask {
            let next = self.shapes.len() as u32;
            let shape = *self.shapes.entry(mask.to_owned()).or_insert(next);
            self.masked.push((at as u32, shape));
        }
        None
    }

    fn settle<B: AsRef<[u8]>>(
        self,
        roster: &Roster<B>,
        kind: PartitionKind,
        dropped: &mut Settled,
        changes: &mut Changes,
    ) -> Result<Difference, BuildError> {
        let Self {
            standing,
            mut rows,
            masked,
            shapes,
        } = self;
        // A standing record that was seen is a rival of those pushed beside it, as in a full build.
        let pushed = rows.marks().iter().map(|mark| mark.group);
        let withdrawn = rows.withdrawn().iter().map(|row| row.group);
        let rivals: BTreeSet<usize> = pushed
            .chain(withdrawn)
            .flat_map(|group| standing.of_group(group))
            .filter(|at| standing.seen_as(*at).is_some())
            .collect();
        for &at in &rivals {
            let found = record_at(roster, kind, standing.place(at));
            let (record, key) = found.ok_or(BuildError::BaseUnreadable)?;
            let rival = Keyed {
                record: &record,
                id: record.id.as_ref().map(Cow::Borrowed),
                primary: (kind == PartitionKind::Persons).then_some(key),
                group: standing.group(at),
                leaf: standing.leaf(at),
                keys: Vec::new(),
                mask: None,
            };
            let mut batch = Batch::default();
            batch.push(&rival)?;
            let origin = standing.seen_as(at).unwrap_or(0);
            batch.iter().for_each(|entry| rows.push(&entry, origin));
        }
        dropped.join(rows.settle());
        let mut lost = rivals;
        for mark in rows.marks() {
            let won = standing.find(mark.group, mark.leaf());
            won.map(|at| lost.remove(&at));
        }
        rows.retain(|mark| standing.find(mark.group, mark.leaf()).is_none());

        // What is left of the rows pushed replaces a standing record, or is new.
        let mut replaced: BTreeMap<usize, &str> = BTreeMap::new();
        let listings = rows.numbered_listings();
        for (row, mark) in rows.iter().zip(rows.marks()) {
            let list = listings[row.listing as usize].list_kind;
            let mut old = None;
            for at in standing.of_group(mark.group) {
                let found = record_at(roster, kind, standing.place(at));
                let (record, key) = found.ok_or(BuildError::BaseUnreadable)?;
                let own = identity_bytes(&rows.record(row, &listings), row.person_key());
                old = old.or((identity_bytes(&record, key) == own).then_some(at));
            }
            match old {
                Some(at) => _ = replaced.insert(at, list),
                None => changes.of_list(list).added += 1,
            }
        }
        let gone = |at: &usize| standing.seen_as(*at).is_none() || lost.contains(at);
        let (mut removed, mut taken_out) = (Vec::new(), 0u128);
        for at in (0..standing.len()).filter(gone) {
            let place = standing.place(at);
            removed.push(u64::from(place));
            taken_out = taken_out.wrapping_add(standing.leaf(at));
            let list = list_at(roster, kind, place).ok_or(BuildError::BaseUnreadable)?;
            changes.replace(&list, replaced.get(&at).copied());
        }
        removed.sort_unstable();

        let still = masked.iter().filter(|(at, _)| !gone(&(*at as usize)));
        let still: BTreeSet<u32> = still.map(|(_, shape)| *shape).collect();
        let below = shapes.iter().filter(|(_, number)| still.contains(number));
        let mut masks: BTreeSet<&str> = below.map(|(shape, _)| shape.as_str()).collect();
        masks.extend(rows.masks());
        let masks = masks.into_iter().collect::<Vec<_>>().join("|");
        Ok(Difference {
            leaves: rows.take_state().wrapping_sub(taken_out),
            columns: DeltaColumns { removed, masks },
            rows,
        })
    }
}

impl Difference {
    fn part(self, kind: PartitionKind) -> Part {
        Part {
            kind,
            rows: self.rows,
            delta: Some(self.columns),
        }
    }
}

/// Changes of the lists, by code.
struct Changes(BTreeMap<String, ListChange>);

impl Changes {
    fn of(lists: &[ListCount]) -> Self {
        let lists = lists.iter().map(|list| {
            let change = ListChange {
                list: list.code.clone(),
                before: list.records,
                ..ListChange::default()
            };
            (list.code.clone(), change)
        });
        Self(lists.collect())
    }

    fn of_list(&mut self, list: &str) -> &mut ListChange {
        self.0.entry(list.to_owned()).or_insert_with(|| ListChange {
            list: list.to_owned(),
            ..ListChange::default()
        })
    }

    /// A record of `old` is gone, or has become one of `new`.
    fn replace(&mut self, old: &str, new: Option<&str>) {
        match new {
            Some(new) if new == old => self.of_list(old).changed += 1,
            new => {
                self.of_list(old).removed += 1;
                if let Some(new) = new {
                    self.of_list(new).added += 1;
                }
            }
        }
    }

    fn finish(self) -> Vec<ListChange> {
        let changes = self.0.into_values().map(|change| ListChange {
            after: change.before + change.added - change.removed,
            ..change
        });
        changes.collect()
    }
}
