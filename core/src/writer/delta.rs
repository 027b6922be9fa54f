//! The records of today become a delta on the roster of yesterday.
//!
//! Only what differs is kept while records come in: the table of the standing records takes 32 bytes each, and a
//! record that equals a standing one is ticked off there.

use super::assemble::{Content, assemble};
use super::batch::{Batch, Preparer, publishers};
use super::changes::ListChange;
use super::lists::list_counts;
use super::settle::{BySource, Settled, count};
use super::side::{Changes, Side};
use super::standing::Standing;
use super::unnamed::Unnamed;
use super::withdraw::Unapplied;
use super::{BuildError, Dropped, Options, UnsignedSnapshot, tokens};
use crate::executor::{Executor, Sequential};
use crate::format;
use crate::policy::{Policy, Tables};
use crate::record::{Record, Status, UnreadRow, Withdrawal};
use crate::roster::Roster;
use crate::snapshot::{Audience, BaseReference, Both, ListCount, PartitionKind};
use crate::suite::PersonKey;
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
    unnamed: Unnamed,
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
    /// Withdrawals that ended nothing though records stay that they may have meant
    pub unapplied: Vec<Unapplied>,
    /// How many rows were dropped, by list and authority
    pub dropped_by_source: BySource,
    /// What happened to each list, by code
    pub changes: Vec<ListChange>,
    /// The lists as the delta's header has them
    pub lists: Vec<ListCount>,
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
            unnamed: Unnamed::default(),
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

    /// Adds a row that names a subject and could not be read otherwise; each record that stands for it counts as pushed.
    pub fn push_unread(&mut self, row: &UnreadRow) -> Result<(), BuildError> {
        self.take(&self.preparer().unread_of(row)?)
    }

    /// Counts a row that could not be read and names nobody; without a list it may be of any.
    pub fn count_unnamed(&mut self, list: Option<&str>) {
        self.unnamed.count(list);
    }

    /// Adds a row that is left out. It takes with it the records that it ends.
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
                    let repeat = side.stays(at, origin, &entry);
                    if let Some(repeat) = repeat.filter(|_| entry.facts.status != Status::Unread) {
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
        self.unnamed.join(&batch.unnamed);
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
        let counts = changes
            .iter()
            .map(|change| (change.list.as_str(), [change.after, change.unread]));
        let lists = list_counts(&self.options.covers, counts, &self.unnamed);
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
            unapplied: dropped.unapplied,
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
