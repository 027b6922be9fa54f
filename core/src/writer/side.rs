//! One partition of a delta: the records below, those pushed, and what they differ in.

use super::batch::Entry;
use super::below::Below;
use super::changes::ListChange;
use super::dictionaries::Dictionaries;
use super::meant::Meant;
use super::partition::{DeltaColumns, Part};
use super::rows::Rows;
use super::settle::Settled;
use super::standing::Standing;
use super::{BuildError, Dropped};
use crate::record::Status;
use crate::roster::Roster;
use crate::snapshot::{ListCount, PartitionKind};
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
        let mut groups: Vec<u64> = rows.marks().iter().map(|mark| mark.group).collect();
        groups.sort_unstable();
        groups.dedup();
        let pushed = groups.into_iter().flat_map(|group| standing.of_group(group));
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
        let below = Below {
            roster,
            kind,
            standing: &standing,
        };
        for &at in &rivals {
            let mask = rival_masks.get(&at).map(|shape| shape.to_string());
            below.push(at, mask, &mut rows)?;
        }
        dropped.join(rows.settle(&meant.known));
        let mut lost = rivals;
        for mark in rows.marks() {
            let won = standing.find(mark.group, mark.leaf());
            won.map(|at| lost.remove(&at));
        }
        rows.retain(|mark| standing.find(mark.group, mark.leaf()).is_none());

        let is_gone = |at: usize| standing.seen_as(at).is_none() || lost.contains(&at);
        let listings = rows.numbered_listings();
        let placed = below.place(&rows, &listings, &is_gone)?;
        for row in placed.new {
            let change = changes.of_list(listings[row.listing as usize].list_kind);
            *if row.is_unread() {
                &mut change.unread
            } else {
                &mut change.added
            } += 1;
        }
        let out = below.take_out(&is_gone, &placed.replaced, changes)?;

        let still = masked.iter().filter(|(at, _)| !is_gone(*at as usize));
        let still: BTreeSet<u32> = still.map(|(_, shape)| *shape).collect();
        let kept = shapes.iter().filter(|(_, number)| still.contains(number));
        let mut masks: BTreeSet<&str> = kept.map(|(shape, _)| shape.as_str()).collect();
        masks.extend(rows.masks());
        let masks = masks.into_iter().collect::<Vec<_>>().join("|");
        Ok(Difference {
            leaves: rows.take_state().wrapping_sub(out.leaves),
            columns: DeltaColumns {
                removed: out.places,
                masks,
                front: roster.front(kind),
            },
            rows,
        })
    }
}

impl Difference {
    pub(super) fn part(self, kind: PartitionKind, dictionaries: &Dictionaries) -> Part {
        Part {
            kind,
            rows: self.rows,
            delta: Some(self.columns),
            known: dictionaries.get(kind),
            former: None,
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

    pub(super) fn of_list(&mut self, list: &str) -> &mut ListChange {
        self.0.entry(list.to_owned()).or_insert_with(|| ListChange {
            list: list.to_owned(),
            ..ListChange::default()
        })
    }

    /// A record of `old` is gone, or has become one of `new`.
    pub(super) fn replace(&mut self, old: &str, new: Option<&str>) {
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
