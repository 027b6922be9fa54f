//! The records below a delta that rows left out may mean.

use super::BuildError;
use super::decision::group;
use super::seek::{Lists, Sought};
use super::standing::{Standing, record_at};
use super::withdrawn::{Listed, Withdrawn};
use crate::format::codes;
use crate::format::fingerprint::{KeyKind, fingerprint, secondary_keys};
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
        let sought = Sought::by(withdrawn);
        let mut lists = Lists::of(withdrawn);
        for place in places(roster, kind, standing, &sought) {
            let (record, key) = record_at(roster, kind, place).ok_or(BuildError::BaseUnreadable)?;
            let keys = match kind {
                PartitionKind::Organisations => secondary_keys(&record),
                PartitionKind::Persons => Vec::new(),
            };
            let texts = record.name.iter().chain(&record.former_names);
            let (group, primary) = (group(&record, key), primary_of(kind, &record, key));
            if !sought.has(group, primary, texts.map(String::as_str), &keys) {
                continue;
            }
            meant.records.extend(standing.at(group, place));
            if record.status != Status::Unread {
                // How the source wrote a person's number is not told by what is stored.
                let is_masked =
                    kind == PartitionKind::Persons || record.id.as_ref().is_some_and(Identifier::is_masked);
                let listed = Listed {
                    record: &record,
                    primary,
                    is_masked,
                };
                lists.add(place, &listed, true);
            }
        }
        for answers in lists.answers() {
            meant.known.extend(answers.belonging());
        }
        Ok(meant)
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
    sought: &Sought,
) -> BTreeSet<u32> {
    let of_groups = { sought.groups.iter() }.flat_map(|group| standing.of_group(*group));
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
        for key in sought.keys.iter().filter(|key| layer.snapshot.may_hold(**key)) {
            live.partition.rows_with(live.bytes, *key).for_each(&mut add);
        }
        for &primary in &sought.primaries {
            if layer
                .snapshot
                .may_hold(fingerprint(KeyKind::OrgBody, &codes::body_text(primary)))
            {
                live.partition.rows_of(live.bytes, primary).for_each(&mut add);
            }
        }
        first += live.partition.len() as u32;
    }
    places
}
