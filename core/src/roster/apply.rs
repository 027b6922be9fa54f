//! Laying a delta on a roster: does it continue it, and does it add up?

use super::tally::{Counts, Rows, Tally, Which};
use super::{Common, Layer, Origin, Roster};
use crate::error::{OpenError, Section};
use crate::executor::Executor;
use crate::format::publication::Break;
use crate::snapshot::{Both, Header, ListCount, PartitionKind, Snapshot, check_lists};
use crate::unseen::Quoted;
use std::sync::Arc;

impl<B: AsRef<[u8]>> Roster<B> {
    /// This roster with a verified delta on it; its records are read by an executor.
    pub(super) fn apply(&self, delta: Snapshot<B>, executor: &dyn Executor) -> Result<Self, OpenError> {
        let delta = Layer::new(delta);
        // For each layer the rows that the delta takes out.
        let mut hidden: Vec<Both<Vec<u32>>> = self.layers().map(|_| Default::default()).collect();
        let mut difference = |kind| self.difference(kind, &delta, &mut hidden, executor);
        let organisations = difference(PartitionKind::Organisations)?;
        let persons = difference(PartitionKind::Persons)?;

        let (old, new) = (self.header(), delta.snapshot.header());
        let known = [
            (Section::Organisations, organisations.as_ref()),
            (Section::Persons, persons.as_ref()),
        ];
        for ((section, difference), (old, new)) in known.into_iter().zip(old.state.iter().zip(&new.state)) {
            if difference.is_some_and(|difference| old.wrapping_add(difference.leaves) != *new) {
                return Err(OpenError::State {
                    section,
                    what: "the records".to_owned(),
                });
            }
        }
        if let (Some(organisations), Some(persons)) = (&organisations, &persons) {
            check_counts(&old.lists, &new.lists, [organisations, persons])?;
        }

        let mut organisations_now = self.organisations.clone();
        if let Some(change) = &organisations {
            organisations_now.add(change);
        }
        check_organisations(&organisations_now, &new.lists)?;
        let policy = delta.snapshot.shared_policy();
        let policy = policy.unwrap_or_else(|| self.policy.clone());
        check_lists(new, &policy)?;

        let mut hidden = hidden.into_iter();
        let base = self.base.hiding(&hidden.next().unwrap_or_default());
        let deltas = self
            .deltas
            .iter()
            .zip(hidden)
            .map(|(layer, more)| layer.hiding(&more));
        let masks = Both::of(|kind| {
            let newest = delta.masks(kind);
            newest.unwrap_or_else(|| self.masks.get(kind).clone())
        });
        let layers = self.layers().chain([&delta]).map(|layer| &*layer.snapshot);
        let origin = Origin::of(layers, delta.snapshot.header(), &policy, self.person_key.as_ref());
        Ok(Self {
            common: Common::new(&delta.snapshot, self.deltas() + 1, &policy),
            origin: Arc::new(origin),
            base,
            masks,
            policy,
            organisations: organisations_now,
            deltas: deltas.chain([delta]).collect(),
            person_key: self.person_key.clone(),
        })
    }

    /// Whether a delta with this header is the next one of this roster's publisher.
    pub(super) fn check_continues(&self, new: &Header) -> Result<(), OpenError> {
        let old = self.header();
        let refuse = |what: String| Err(OpenError::Delta { what });
        let Some(reference) = &new.base else {
            return refuse("this is a base, not a delta; open it by itself".to_owned());
        };
        match new.link().continues(&old.link()) {
            Ok(()) => {}
            Err(Break::Other(difference)) => {
                return refuse(format!(
                    "the delta is of {} {}, the roster of {}; fetch the roster's own deltas",
                    difference.what,
                    Quoted(&difference.found),
                    Quoted(&difference.expected)
                ));
            }
            Err(Break::Sequence) => {
                return refuse(format!(
                    "the delta has sequence {}, and the roster stands at {} already; apply deltas in their order, each once",
                    new.sequence, old.sequence
                ));
            }
            Err(Break::Data) => {
                return refuse(format!(
                    "the delta's data are as of {}, older than the roster's of {}; fetch the current one",
                    new.data_as_of, old.data_as_of
                ));
            }
        }
        let digest = format!("{}:{}", new.suite.digest_name(), reference.digest);
        if (reference.sequence, digest.as_str()) != (old.sequence, self.digest()) {
            return refuse(format!(
                "the delta continues sequence {}, {digest}, and the roster stands at {}, {}; apply the deltas between, or fetch the base it belongs to",
                reference.sequence,
                old.sequence,
                self.digest()
            ));
        }
        if old.person_key_id.is_some() && new.person_key_id != old.person_key_id {
            return refuse(
                "the delta was built with another person key than the roster; fetch the whole snapshot"
                    .to_owned(),
            );
        }
        if !new.has_policy() && new.policy_version != old.policy_version {
            return refuse(format!(
                "the delta needs policy pack {}, and the roster has {}; fetch the whole snapshot",
                Quoted(&new.policy_version),
                Quoted(&old.policy_version)
            ));
        }
        Ok(())
    }

    /// What the delta changes in a partition, and in `hidden` for each layer the rows it takes out. `None` where
    /// that is sealed and the person key is missing.
    fn difference(
        &self,
        kind: PartitionKind,
        delta: &Layer<B>,
        hidden: &mut [Both<Vec<u32>>],
        executor: &dyn Executor,
    ) -> Result<Option<Tally>, OpenError> {
        if kind == PartitionKind::Persons && !delta.snapshot.header().has_persons() {
            return Ok(Some(Tally::default()));
        }
        let Ok(brought) = delta.live(kind) else {
            return Ok(None);
        };
        let Some(brought) = brought else {
            return Ok(Some(Tally::default()));
        };
        let malformed = || OpenError::Malformed {
            section: kind.section(),
            what: "a record cannot be read",
        };
        let below = self.layers().filter_map(|layer| layer.live(kind).ok().flatten());
        let below = below.map(|live| live.partition.len()).sum();
        let places = brought.removed(below).ok_or_else(malformed)?;
        let found = self.find_removed(kind, places, hidden);

        let rows = u32::try_from(brought.partition.len()).map_err(|_| malformed())?;
        let mut changes = vec![Rows {
            view: brought.view,
            rows: Which::From(0, rows),
            are_brought_in: true,
        }];
        for (layer, hidden) in self.layers().zip(hidden.iter()) {
            changes.extend(layer.live(kind).ok().flatten().map(|live| Rows {
                view: live.view,
                rows: Which::These(hidden.get(kind)),
                are_brought_in: false,
            }));
        }
        // Of an unreadable record and a wrong place behind it, the record is told.
        let difference = Tally::of(&changes, executor).ok_or_else(malformed)?;
        found.map(|()| Some(difference))
    }

    /// Notes in `hidden`, for each layer, the rows at these places, up to the first at which there is none to take out.
    fn find_removed(
        &self,
        kind: PartitionKind,
        places: Vec<u64>,
        hidden: &mut [Both<Vec<u32>>],
    ) -> Result<(), OpenError> {
        let section = kind.section();
        let mut places = places.into_iter().peekable();
        // Places of the layer at hand begin here.
        let mut start = 0u64;
        for (layer, hidden) in self.layers().zip(hidden) {
            let Some(live) = layer.live(kind).ok().flatten() else {
                continue;
            };
            let rows = hidden.get_mut(kind);
            let end = start + live.partition.len() as u64;
            while let Some(place) = places.next_if(|place| *place < end) {
                let row = place.checked_sub(start).and_then(|row| u32::try_from(row).ok());
                let row = row.filter(|row| live.is_live(*row as usize));
                let row = row.filter(|row| rows.last().is_none_or(|last| last < row));
                rows.push(row.ok_or(OpenError::Removed { section, place })?);
            }
            start = end;
        }
        match places.next() {
            Some(place) => Err(OpenError::Removed { section, place }),
            None => Ok(()),
        }
    }
}

/// The organisations alone, also where persons are sealed: their lists are those of the header, and no list has fewer
/// records.
fn check_organisations(organisations: &Tally, lists: &[ListCount]) -> Result<(), OpenError> {
    for (code, found) in &organisations.lists {
        let list = lists.iter().find(|list| list.code == *code);
        let said = list.map_or((0, 0), |list| (list.records, list.unread));
        for (what, found, said) in [
            ("the records on list", found.records, said.0),
            ("the unread rows of list", found.unread, said.1),
        ] {
            if u64::try_from(found).is_ok_and(|found| found <= said) {
                continue;
            }
            return Err(OpenError::State {
                section: Section::Header,
                what: format!("{what} {code} (at least {found} of them)"),
            });
        }
    }
    Ok(())
}

fn check_counts(old: &[ListCount], new: &[ListCount], changes: [&Tally; 2]) -> Result<(), OpenError> {
    let counts = |lists: &[ListCount], code: &str| {
        let list = lists.iter().find(|list| list.code == code);
        list.map_or((0, 0), |list| (list.records, list.unread))
    };
    let changed = changes
        .iter()
        .flat_map(|change| change.lists.iter().map(|(list, _)| list.as_str()));
    let codes = old
        .iter()
        .chain(new)
        .map(|list| list.code.as_str())
        .chain(changed);
    for code in codes {
        let mut change = Counts::default();
        changes.iter().for_each(|tally| change.add(tally.change(code)));
        let (before, after) = (counts(old, code), counts(new, code));
        for (what, before, change, after) in [
            ("the records on list", before.0, change.records, after.0),
            ("the unread rows of list", before.1, change.unread, after.1),
        ] {
            // A count below zero is not a count, whatever the delta says.
            if before.checked_add_signed(change) != Some(after) {
                let expected = before.wrapping_add_signed(change) as i64;
                return Err(OpenError::State {
                    section: Section::Header,
                    what: format!("{what} {code} ({expected} of them)"),
                });
            }
        }
    }
    Ok(())
}
