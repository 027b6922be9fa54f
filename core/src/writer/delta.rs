//! The records of today become a delta on the roster of yesterday.
//!
//! Only what differs is kept while records come in: the table of the standing records takes 32 bytes each, and a
//! record that equals a standing one is ticked off there.

use super::assemble::{Content, assemble};
use super::dictionaries::Dictionaries;
use super::lists::list_counts;
use super::side::Changes;
use super::standing::Standing;
use super::{BuildError, Builder, Built, Options, tokens};
use crate::executor::Executor;
use crate::format;
use crate::format::publication::Break;
use crate::policy::PolicyPack;
use crate::roster::Roster;
use crate::snapshot::{Audience, BaseReference, PartitionKind};
use crate::suite::PersonKey;

impl<'a, B: AsRef<[u8]>> Builder<'a, B> {
    /// A builder of a delta upon a roster, which must have been opened with the person key where it holds natural persons.
    /// Whether nearly equal names are found is as in the base, whatever the options say. The roster's records are read by
    /// the executor.
    pub fn upon(
        roster: &'a Roster<B>,
        pack: &'a PolicyPack,
        options: Options,
        person_key: Option<&'a PersonKey>,
        executor: &dyn Executor,
    ) -> Result<Self, BuildError> {
        let options = Options {
            possible_names: roster.has_possible_names(),
            ..options
        };
        let mut builder = Self::of(Some(roster), pack, options, person_key)?;
        check_continues(roster, &builder.options, person_key)?;
        for kind in PartitionKind::ALL {
            // A file for the public has no persons.
            if kind == PartitionKind::Organisations || roster.header().person_key_id.is_some() {
                builder.sides.get_mut(kind).standing = Standing::read(roster, kind, executor)?;
            }
        }
        Ok(builder)
    }

    pub(super) fn delta(mut self, roster: &Roster<B>, executor: &dyn Executor) -> Result<Built, BuildError> {
        let header = roster.header();
        let mut dropped = std::mem::take(&mut self.dropped);
        let mut changes = Changes::of(&header.lists);
        let mut settle = |kind| {
            let side = std::mem::take(self.sides.get_mut(kind));
            side.settle(roster, kind, &mut dropped, &mut changes)
        };
        let organisations = settle(PartitionKind::Organisations)?;
        let persons = settle(PartitionKind::Persons)?;

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
        let dictionaries = Dictionaries::of(roster);
        // A pack that is the one in force is left out.
        let below = roster.policy_pack();
        let is_in_force = below.is_some_and(|below| below.tables() == self.pack.tables());
        let content = Content {
            base: Some(BaseReference {
                sequence: header.sequence,
                digest: roster.header_digest(),
            }),
            policy_version: self.pack.version().to_owned(),
            policy: (!is_in_force).then(|| format::policy::encode(self.pack.tables(), &tokens::train)),
            organisations: organisations.part(PartitionKind::Organisations, &dictionaries),
            person_key_id: header.person_key_id.or(key.map(|key| key.id(suite))),
            filter: None,
            persons: key.map(|key| (persons.part(PartitionKind::Persons, &dictionaries), key)),
            lists: lists.clone(),
            state,
        };
        let snapshot = assemble(self.options, content, executor)?;
        Ok(Built::new(snapshot, dropped, changes, lists))
    }
}

/// A delta must be the next publication of the same publisher.
fn check_continues<B: AsRef<[u8]>>(
    roster: &Roster<B>,
    options: &Options,
    person_key: Option<&PersonKey>,
) -> Result<(), BuildError> {
    let header = roster.header();
    let given = options.link();
    given.continues(&header.link()).map_err(|broken| match broken {
        Break::Other(difference) => BuildError::NotContinued(difference),
        Break::Sequence => BuildError::SequenceNotAbove {
            below: header.sequence,
            given: given.sequence,
        },
        Break::Data => BuildError::DataOlder {
            below: header.data_as_of,
            given: given.data_as_of,
        },
    })?;
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
