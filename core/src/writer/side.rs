//! One partition of a delta: the records below, those pushed, and what they differ in.

use super::batch::{Batch, Entry};
use super::changes::ListChange;
use super::keyed::Keyed;
use super::meant::{Meant, primary_of};
use super::partition::{DeltaColumns, Part};
use super::rows::{Row, Rows};
use super::settle::Settled;
use super::standing::{Standing, list_at, record_at};
use super::{BuildError, Dropped};
use crate::format::fingerprint::secondary_keys;
use crate::format::leaf::identity_bytes;
use crate::record::{Record, Status};
use crate::roster::Roster;
use crate::snapshot::{ListCount, PartitionKind};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// One partition: the records below, and the records pushed that are none of them.
#[derive(Default)]
pub(super) struct Side {
    pub(super) standing: Standing,
    pub(super) rows: Rows,
    /// Mask shapes of the standing records seen: number in `standing` and shape
    masked: Vec<(u32, u32)>,
    shapes: BTreeMap<String, u32>,
    /// Standing rows seen that could not be read
    unread: Vec<usize>,
}

/// What a side comes to.
pub(super) struct Difference {
    pub(super) rows: Rows,
    pub(super) columns: DeltaColumns,
    /// Leaves brought in less leaves taken out
    pub(super) leaves: u128,
}

impl Side {
    /// Ticks a standing record off; gives the repetition if it was before.
    pub(super) fn stays(&mut self, at: usize, origin: u32, entry: &Entry<'_>) -> Option<Dropped> {
        let before = self.standing.see(at, origin);
        self.rows.tell(before.unwrap_or(origin), entry);
        if let Some(kept) = before {
            return Some(Dropped {
                kept,
                dropped: origin,
            });
        }
        if entry.facts.status == Status::Unread {
            self.unread.push(at);
        }
        if let Some(mask) = entry.mask {
            let next = self.shapes.len() as u32;
            let shape = *self.shapes.entry(mask.to_owned()).or_insert(next);
            self.masked.push((at as u32, shape));
        }
        None
    }

    pub(super) fn settle<B: AsRef<[u8]>>(
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
            unread,
        } = self;
        // A standing record that was seen is a rival of those pushed beside it, as in a full build.
        let pushed = rows.marks().iter().flat_map(|mark| standing.of_group(mark.group));
        let meant = Meant::of(roster, kind, &standing, rows.withdrawn())?;
        let rivals: BTreeSet<usize> = pushed
            .chain(meant.records)
            .chain(unread.into_iter().filter(|_| !rows.withdrawn().is_empty()))
            .filter(|at| standing.seen_as(*at).is_some())
            .collect();
        let shape: BTreeMap<u32, &String> = shapes.iter().map(|(shape, number)| (*number, shape)).collect();
        let rival_masks: BTreeMap<usize, &String> = masked
            .iter()
            .map(|(at, number)| (*at as usize, *number))
            .filter(|(at, _)| rivals.contains(at))
            .filter_map(|(at, number)| Some((at, *shape.get(&number)?)))
            .collect();
        for &at in &rivals {
            let found = record_at(roster, kind, standing.place(at));
            let (record, key) = found.ok_or(BuildError::BaseUnreadable)?;
            let rival = Keyed {
                record: &record,
                id: record.id.as_ref().map(Cow::Borrowed),
                primary: primary_of(kind, &record, key),
                group: standing.group(at),
                leaf: standing.leaf(at),
                keys: match kind {
                    PartitionKind::Organisations => secondary_keys(&record),
                    PartitionKind::Persons => Vec::new(),
                },
                mask: rival_masks.get(&at).map(|shape| shape.to_string()),
            };
            let mut batch = Batch::default();
            batch.push(&rival)?;
            let origin = standing.seen_as(at).unwrap_or(0);
            batch.iter().for_each(|entry| rows.push(&entry, origin));
        }
        dropped.join(rows.settle(&meant.known));
        let mut lost = rivals;
        for mark in rows.marks() {
            let won = standing.find(mark.group, mark.leaf());
            won.map(|at| lost.remove(&at));
        }
        rows.retain(|mark| standing.find(mark.group, mark.leaf()).is_none());

        let gone = |at: usize| standing.seen_as(at).is_none() || lost.contains(&at);
        // What is left of the rows pushed replaces a standing record, or is new. A record whose subject or authority is
        // written anew has another identity, and its record id still.
        let listings = rows.numbered_listings();
        let mut left: Vec<(&Row, u64)> = rows
            .iter()
            .zip(rows.marks().iter().map(|mark| mark.group))
            .collect();
        let mut replaced: BTreeMap<usize, &str> = BTreeMap::new();
        for is_exact in [true, false] {
            let mut not_yet = Vec::new();
            for (row, group) in left {
                let mut found = None;
                for at in standing.of_group(group).filter(|at| gone(*at)) {
                    if found.is_some() || replaced.contains_key(&at) {
                        continue;
                    }
                    let old = record_at(roster, kind, standing.place(at));
                    let (old, key) = old.ok_or(BuildError::BaseUnreadable)?;
                    let new = rows.record(row, &listings);
                    let is_same = match is_exact {
                        true => identity_bytes(&old, key) == identity_bytes(&new, row.person_key()),
                        false => is_corrected(&old, &new),
                    };
                    found = is_same.then_some(at);
                }
                match found {
                    Some(at) => _ = replaced.insert(at, listings[row.listing as usize].list_kind),
                    None => not_yet.push((row, group)),
                }
            }
            left = not_yet;
        }
        for (row, _) in left {
            let change = changes.of_list(listings[row.listing as usize].list_kind);
            *if row.is_unread() {
                &mut change.unread
            } else {
                &mut change.added
            } += 1;
        }
        let (mut removed, mut taken_out) = (Vec::new(), 0u128);
        for at in (0..standing.len()).filter(|at| gone(*at)) {
            let place = standing.place(at);
            removed.push(u64::from(place));
            taken_out = taken_out.wrapping_add(standing.leaf(at));
            let (list, is_unread) = list_at(roster, kind, place).ok_or(BuildError::BaseUnreadable)?;
            let by = replaced.get(&at).copied();
            match is_unread {
                false => changes.replace(&list, by),
                // Its keys are its identity, so it is replaced by its like.
                true if by.is_some() => {}
                true => changes.of_list(&list).unread_gone += 1,
            }
        }
        removed.sort_unstable();

        let still = masked.iter().filter(|(at, _)| !gone(*at as usize));
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

/// Whether a record takes the place of another that is gone, by the record id that their source gave them.
fn is_corrected(old: &Record, new: &Record) -> bool {
    let is_read = old.status != Status::Unread && new.status != Status::Unread;
    is_read && old.record_id.is_some() && old.record_id == new.record_id && old.list_kind == new.list_kind
}

impl Difference {
    pub(super) fn part(self, kind: PartitionKind) -> Part {
        Part {
            kind,
            rows: self.rows,
            delta: Some(self.columns),
        }
    }
}

/// Changes of the lists, by code.
pub(super) struct Changes(BTreeMap<String, ListChange>);

impl Changes {
    pub(super) fn of(lists: &[ListCount]) -> Self {
        let lists = lists.iter().map(|list| {
            let change = ListChange {
                list: list.code.clone(),
                before: list.records,
                unread: list.unread,
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

    pub(super) fn finish(self) -> Vec<ListChange> {
        let changes = self.0.into_values().map(|change| ListChange {
            after: change.before + change.added - change.removed,
            unread: change.unread.saturating_sub(change.unread_gone),
            ..change
        });
        changes.collect()
    }
}
