//! The records below a delta that rows left out may mean.

use super::BuildError;
use super::reach::{Crowd, Shared};
use super::seek::{Index, by_subject};
use super::standing::{Standing, record_at};
use super::withdrawn::{Listed, Withdrawn};
use crate::format::codes;
use crate::format::fingerprint::{KeyKind, fingerprint, secondary_keys};
use crate::format::leaf::group;
use crate::record::{Record, Status};
use crate::roster::Roster;
use crate::snapshot::PartitionKind;
use crate::subject::Identifier;
use std::collections::BTreeSet;

/// What the layers below know of the withdrawals of a partition.
#[derive(Default)]
pub(super) struct Meant {
    /// Standing records that they may be about
    pub(super) records: Vec<usize>,
    /// Withdrawals that belong to one of them, by number
    pub(super) known: BTreeSet<u32>,
}

impl Meant {
    pub(super) fn of<B: AsRef<[u8]>>(
        roster: &Roster<B>,
        kind: PartitionKind,
        standing: &Standing,
        withdrawn: &[Withdrawn],
    ) -> Result<Self, BuildError> {
        let mut meant = Self::default();
        if withdrawn.is_empty() {
            return Ok(meant);
        }
        let mut index = Index::of(withdrawn);
        for place in places(roster, kind, standing, &index) {
            let (record, key) = record_at(roster, kind, place).ok_or(BuildError::BaseUnreadable)?;
            let keys = match kind {
                PartitionKind::Organisations => secondary_keys(&record),
                PartitionKind::Persons => Vec::new(),
            };
            let texts = record.name.iter().chain(&record.former_names);
            let (group, primary) = (group(&record, key), primary_of(kind, &record, key));
            if index.add(place, group, primary, texts.map(String::as_str), &keys) {
                meant.records.extend(standing.at(group, place));
            }
        }
        let mut is_whole = true;
        let mut listed = |place: u32, take: &mut dyn FnMut(&Listed<'_>, bool)| {
            let Some((record, key)) = record_at(roster, kind, place) else {
                is_whole = false;
                return;
            };
            if record.status == Status::Unread {
                return;
            }
            // How the source wrote a person's number is not told by what is stored.
            let listed = Listed {
                record: &record,
                primary: primary_of(kind, &record, key),
                is_masked: kind == PartitionKind::Persons
                    || record.id.as_ref().is_some_and(Identifier::is_masked),
            };
            take(&listed, true);
        };
        for subject in by_subject(withdrawn) {
            let shared = Shared::of(&subject, &index, &mut listed);
            for rows in &subject.groups {
                let crowd = Crowd::of(rows, &index, &shared, &mut listed);
                let belong = rows.iter().filter(|row| crowd.names(row));
                meant.known.extend(belong.map(|row| row.number));
            }
        }
        match is_whole {
            true => Ok(meant),
            false => Err(BuildError::BaseUnreadable),
        }
    }
}

/// The key by which a record is sorted; `key` is a person's.
pub(super) fn primary_of(kind: PartitionKind, record: &Record, key: u64) -> Option<u64> {
    match kind {
        PartitionKind::Persons => Some(key),
        PartitionKind::Organisations => {
            let full = record.id.as_ref().filter(|id| !id.is_masked());
            full.and_then(Identifier::org_code)
                .map(|code| codes::body_number(&code))
        }
    }
}

/// Places of live records with a key, a group or, of persons, perhaps a name that a withdrawal has.
fn places<B: AsRef<[u8]>>(
    roster: &Roster<B>,
    kind: PartitionKind,
    standing: &Standing,
    index: &Index,
) -> BTreeSet<u32> {
    let of_groups = index.groups().flat_map(|group| standing.of_group(group));
    let mut places: BTreeSet<u32> = of_groups.map(|at| standing.place(at)).collect();
    if kind == PartitionKind::Persons {
        // A masked number and a whole one of the same person have no key in common, so every person is looked at.
        places.extend((0..standing.len()).map(|at| standing.place(at)));
        return places;
    }
    let mut first = 0u32;
    for layer in roster.layers() {
        let Ok(Some(live)) = layer.live(kind) else {
            continue;
        };
        let mut add = |row: usize| {
            if live.is_live(row) {
                places.extend(u32::try_from(row).ok().map(|row| first + row));
            }
        };
        for key in index.by_key.keys().filter(|key| layer.snapshot.may_hold(**key)) {
            live.partition.keys.find(live.bytes, *key).for_each(&mut add);
        }
        for primary in index.primaries() {
            if layer
                .snapshot
                .may_hold(fingerprint(KeyKind::OrgBody, &codes::body_text(primary)))
            {
                live.partition
                    .primary
                    .find(live.bytes, primary)
                    .for_each(&mut add);
            }
        }
        first += live.partition.len() as u32;
    }
    places
}
