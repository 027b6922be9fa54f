//! Records become a snapshot.
//!
//! Building is deterministic: the same records and options give the same bytes up to the signature, in whatever order
//! the records are pushed.

mod agreeing;
mod alphabet;
mod asked;
mod assemble;
mod base;
mod batch;
mod below;
mod changes;
mod check;
mod decision;
mod delta;
mod dictionaries;
mod error;
mod first;
mod huffman;
mod kept;
mod keyed;
mod left;
mod listing;
mod lists;
mod meant;
mod members;
mod number;
mod pairs;
mod partial_row;
mod partition;
mod possible;
mod questions;
mod reach;
mod rows;
mod runs;
mod same;
mod seek;
mod settle;
mod shared;
mod side;
mod standing;
mod stored_id;
mod texts;
pub(crate) mod tokens;
mod trie;
mod unnamed;
mod unsigned;
mod withdraw;
mod withdrawn;

pub use batch::{Batch, Preparer};
pub use changes::{ListChange, refuse_shrink};
pub use dictionaries::Dictionaries;
pub use error::BuildError;
pub use settle::BySource;
pub use unsigned::UnsignedSnapshot;
pub use withdraw::Unapplied;

use crate::date::{Date, Timestamp};
use crate::executor::Executor;
use crate::format::header::{Audience, is_plain};
use crate::format::publication::Link;
use crate::policy::PolicyPack;
use crate::record::{Record, Status, UnreadRow, Withdrawal};
use crate::roster::Roster;
use crate::snapshot::{Both, ListCount, PartitionKind, Publication};
use crate::subject::CitizenIds;
use crate::suite::{PersonKey, Suite};
use settle::{Settled, count};
use shared::Shared;
use side::Side;
use std::collections::BTreeSet;
use std::sync::Arc;
use unnamed::Unnamed;

/// What a publisher decides about a snapshot.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// Cipher suite: that of the signing key
    pub suite: Suite,
    /// Whom it is for
    pub audience: Audience,
    /// 发布机构
    pub publisher: String,
    /// 行政区划, GB/T 2260; may be empty
    pub region: String,
    /// Must rise with every publication
    pub sequence: u64,
    /// When it is made
    pub issued_at: Timestamp,
    /// The date the data stand for
    pub data_as_of: Date,
    /// When the next one is due
    pub next_update: Timestamp,
    /// After this no answer is given
    pub expires_at: Timestamp,
    /// Lists of which the feeds hold every record
    pub covers: BTreeSet<String>,
    /// Whether names that are nearly the same can be found: costs about 10 bytes a name
    pub possible_names: bool,
}

impl Options {
    /// How long answers are given unless [`Options::expires_at`] says otherwise, in days
    const LIFE: i64 = 30;

    /// Whose publication it is.
    pub fn publication(&self) -> Publication<'_> {
        Publication {
            publisher: &self.publisher,
            region: &self.region,
            audience: self.audience,
        }
    }

    fn link(&self) -> Link<'_> {
        Link {
            publication: self.publication(),
            suite: self.suite,
            sequence: self.sequence,
            data_as_of: self.data_as_of,
        }
    }

    /// What every publisher must say. Unless the fields are set, no list is covered, the data stand for the day of the issue
    /// in Beijing, the next snapshot is due the day after, and answers are given for 30 days.
    pub fn new(
        suite: Suite,
        audience: Audience,
        publisher: impl Into<String>,
        sequence: u64,
        issued_at: Timestamp,
    ) -> Self {
        let after = |days: i64| {
            let second = issued_at.unix().saturating_add(days * 24 * 60 * 60);
            Timestamp::from_unix(second).unwrap_or(issued_at)
        };
        Self {
            suite,
            audience,
            publisher: publisher.into(),
            region: String::new(),
            sequence,
            issued_at,
            data_as_of: issued_at.beijing_date(),
            next_update: after(1),
            expires_at: after(Self::LIFE),
            covers: BTreeSet::new(),
            possible_names: false,
        }
    }
}

/// Two rows of which one was dropped; both numbers count [`Builder::push`] calls from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dropped {
    /// The row that stays
    pub kept: u32,
    /// The row that was dropped
    pub dropped: u32,
}

/// A finished base or delta.
#[derive(Debug)]
#[non_exhaustive]
pub struct Built {
    /// The snapshot, lacking only its signature
    pub snapshot: UnsignedSnapshot,
    /// Identical rows, dropped
    pub collapsed: Vec<Dropped>,
    /// Rows of one decision with other content: the later one stays, of the same day the stricter one
    pub conflicts: Vec<Dropped>,
    /// Pairs of rows that both stay, counted as in [`Dropped`], and ask for a look: their number and decision are one, and
    /// their names have nothing in common, or the other one has a former name that only it tells. Of a delta only pairs of
    /// which one row is new
    pub apart: Vec<[u32; 2]>,
    /// Rows dropped for a [`Withdrawal`]; `kept` counts withdrawals from 0
    pub withdrawn: Vec<Dropped>,
    /// Withdrawals that ended nothing though records stay that they may have meant
    pub unapplied: Vec<Unapplied>,
    /// How many rows were dropped, by list and authority
    pub dropped_by_source: BySource,
    /// What happened to each list since the layer below, by code; empty for a base
    pub changes: Vec<ListChange>,
    /// The lists as the header has them
    pub lists: Vec<ListCount>,
}

/// Collects the records of a state, and makes of them a base, or a delta on a roster: only what is new, changed or gone.
///
/// What a host assembles from base and deltas answers as a full build of the same records does, and has its state digest.
///
/// ```
/// use jrp_core::{date::Date, date::Timestamp, executor::Sequential, policy::PolicyPack, snapshot::Audience, suite::*, writer};
/// let pack = PolicyPack::builtin()?;
/// let key = SigningKey::from_seed(Suite::Ed25519Blake3, &[7; 32])?;
/// let day = Date::parse("2026-11-21").unwrap();
/// let issued_at = Timestamp::start_of(day);
/// let mut options =
///     writer::Options::new(Suite::Ed25519Blake3, Audience::Government, "示例区信用办", 1, issued_at);
/// options.covers = ["BK-ZFCGSX".to_string()].into();
/// let builder = writer::Builder::new(&pack, options, None)?;
/// let built = builder.finish(&Sequential)?;
/// assert_eq!(&built.snapshot.sign(&key)[1..4], b"JRP");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Builder<'a, B = Vec<u8>> {
    /// What a delta is laid upon
    below: Option<&'a Roster<B>>,
    pack: &'a PolicyPack,
    options: Options,
    person_key: Option<&'a PersonKey>,
    /// Of the base before
    dictionaries: Dictionaries,
    /// The same as the publisher uses it
    publishers_key: Option<Arc<PersonKey>>,
    sides: Both<Side>,
    pushed: u32,
    withdrawals: u32,
    unnamed: Unnamed,
    shared: Shared,
    dropped: Settled,
}

impl<'a> Builder<'a> {
    /// A builder of a base, without records. Natural persons need the person key.
    pub fn new(
        pack: &'a PolicyPack,
        options: Options,
        person_key: Option<&'a PersonKey>,
    ) -> Result<Self, BuildError> {
        Self::of(None, pack, options, person_key)
    }

    /// Writes texts with the dictionaries of the base before, each as long as a new one would not save more than 5 % of
    /// its column. Without this, all are trained anew; also where that base is for another audience, as dictionaries spell
    /// what occurs often, and so names that are not for everybody.
    #[must_use]
    pub fn dictionaries(self, dictionaries: Dictionaries) -> Self {
        match dictionaries.audience() == Some(self.options.audience) {
            true => Self { dictionaries, ..self },
            false => self,
        }
    }
}

impl<'a, B: AsRef<[u8]>> Builder<'a, B> {
    fn of(
        below: Option<&'a Roster<B>>,
        pack: &'a PolicyPack,
        options: Options,
        person_key: Option<&'a PersonKey>,
    ) -> Result<Self, BuildError> {
        check_options(pack, &options)?;
        Ok(Self {
            publishers_key: batch::publishers(&options, person_key),
            below,
            pack,
            options,
            person_key,
            dictionaries: Dictionaries::default(),
            sides: Both::default(),
            pushed: 0,
            withdrawals: 0,
            unnamed: Unnamed::default(),
            shared: Shared::default(),
            dropped: Settled::default(),
        })
    }

    /// What makes records ready, so that other threads share the work of [`Builder::push`].
    pub fn preparer(&self) -> Preparer<'a> {
        Preparer::new(self.pack, &self.options, self.publishers_key.clone())
    }

    /// Adds a record of the state.
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
                None => {
                    side.rows.push(&entry, origin);
                    side.rows.tell(origin, &entry);
                }
            }
        }
        for row in batch.withdrawn(&mut self.withdrawals) {
            let side = self.sides.get_mut(PartitionKind::of(row.subject_kind));
            side.rows.withdraw(row);
        }
        self.unnamed.join(&batch.unnamed);
        self.shared.add(&batch.beside, &batch.numbered);
        Ok(())
    }

    /// Builds the snapshot, the work done by an executor. The bytes are the same with every executor and in whatever
    /// order the records came.
    pub fn finish(mut self, executor: &dyn Executor) -> Result<Built, BuildError> {
        self.doubt_shared_numbers()?;
        match self.below {
            None => self.base(executor),
            Some(roster) => self.delta(roster, executor),
        }
    }
}

impl Built {
    fn new(
        snapshot: UnsignedSnapshot,
        dropped: Settled,
        changes: Vec<ListChange>,
        lists: Vec<ListCount>,
    ) -> Self {
        let dropped = dropped.sorted();
        Self {
            snapshot,
            collapsed: dropped.collapsed,
            conflicts: dropped.conflicts,
            apart: dropped.apart,
            withdrawn: dropped.withdrawn,
            unapplied: dropped.unapplied,
            dropped_by_source: dropped.by_source,
            changes,
            lists,
        }
    }
}

/// What no snapshot's options may say.
fn check_options(pack: &PolicyPack, options: &Options) -> Result<(), BuildError> {
    if let Some(code) = options.covers.iter().find(|code| pack.list(code).is_none()) {
        return Err(BuildError::UnknownList { code: code.clone() });
    }
    if let Some(list) = options
        .covers
        .iter()
        .filter_map(|code| pack.list(code))
        .find(|list| {
            options.audience == Audience::Public && list.disclosure != crate::policy::Disclosure::Public
        })
    {
        return Err(BuildError::NotPublic {
            code: list.code.clone(),
        });
    }
    let citizen_ids = CitizenIds::on(options.data_as_of);
    for text in [&options.publisher, &options.region] {
        if text.len() > 1000 || !is_plain(text) || citizen_ids.are_in(text) {
            return Err(BuildError::Header);
        }
    }
    for table in &pack.tables().tables {
        for (row, number) in table.rows.iter().zip(2..) {
            if row.iter().any(|cell| citizen_ids.are_in(cell)) {
                let table = format!("{}.csv", table.name);
                return Err(BuildError::PersonInPolicy { table, row: number });
            }
        }
    }
    Ok(())
}
