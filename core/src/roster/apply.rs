//! Laying a delta on a roster: does it continue it, and does it add up?

use super::{Common, Layer, Roster};
use crate::error::{OpenError, Section};
use crate::snapshot::{Both, ListCount, PartitionKind, Snapshot};
use crate::trust::hex;

/// What changed in a partition: leaves and counts, those brought in less those taken out.
#[derive(Default)]
struct Difference {
    leaves: u128,
    /// By code
    lists: Vec<(String, i64)>,
}

impl Difference {
    fn bring_in(&mut self, leaf: u128, list: String) {
        self.leaves = self.leaves.wrapping_add(leaf);
        self.count(list, 1);
    }

    fn take_out(&mut self, leaf: u128, list: String) {
        self.leaves = self.leaves.wrapping_sub(leaf);
        self.count(list, -1);
    }

    fn count(&mut self, list: String, change: i64) {
        match self.lists.binary_search_by(|(known, _)| known.cmp(&list)) {
            Ok(at) => {
                if let Some((_, count)) = self.lists.get_mut(at) {
                    *count += change;
                }
            }
            Err(at) => self.lists.insert(at, (list, change)),
        }
    }

    /// How many records more there are on a list.
    fn change(&self, list: &str) -> i64 {
        let known = self.lists.iter().find(|(known, _)| known == list);
        known.map_or(0, |(_, change)| *change)
    }
}

impl<B: AsRef<[u8]>> Roster<B> {
    /// This roster with a verified delta on it.
    pub(super) fn apply(&self, delta: Snapshot<B>) -> Result<Self, OpenError> {
        self.check_continues(&delta)?;
        let delta = Layer::new(delta);
        // For each layer the rows that the delta takes out.
        let mut hidden: Vec<Both<Vec<u32>>> = self.layers().map(|_| Default::default()).collect();
        let organisations = self.difference(PartitionKind::Organisations, &delta, &mut hidden)?;
        let persons = self.difference(PartitionKind::Persons, &delta, &mut hidden)?;

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
        let policy = delta.snapshot.shared_policy();
        let policy = policy.unwrap_or_else(|| self.policy.clone());
        Ok(Self {
            common: Common::new(&delta.snapshot, self.deltas() + 1, &policy),
            base,
            masks,
            policy,
            deltas: deltas.chain([delta]).collect(),
            person_key: self.person_key.clone(),
        })
    }

    /// Whether the delta is the next one of this roster's publisher.
    fn check_continues(&self, delta: &Snapshot<B>) -> Result<(), OpenError> {
        let (old, new) = (self.header(), delta.header());
        let refuse = |what: String| Err(OpenError::Delta { what });
        let Some(reference) = &new.base else {
            return refuse("this is a base, not a delta; open it by itself".to_owned());
        };
        if (&new.publisher, &new.region) != (&old.publisher, &old.region) {
            return refuse(format!(
                "the delta is from {:?}, region {:?}, the roster from {:?}, region {:?}; fetch the roster's own deltas",
                new.publisher, new.region, old.publisher, old.region
            ));
        }
        if (new.audience, new.suite) != (old.audience, old.suite) {
            return refuse(format!(
                "the delta is for {} in {}, the roster for {} in {}; fetch the roster's own deltas",
                new.audience.code(),
                new.suite.code(),
                old.audience.code(),
                old.suite.code()
            ));
        }
        if new.sequence <= old.sequence {
            return refuse(format!(
                "the delta has sequence {}, and the roster stands at {} already; apply deltas in their order, each once",
                new.sequence, old.sequence
            ));
        }
        let digest = format!("{}:{}", new.suite.digest_name(), hex(&reference.digest));
        if (reference.sequence, digest.as_str()) != (old.sequence, self.digest()) {
            return refuse(format!(
                "the delta continues sequence {}, {digest}, and the roster stands at {}, {}; apply the deltas between, or fetch the base it belongs to",
                reference.sequence,
                old.sequence,
                self.digest()
            ));
        }
        if new.data_as_of < old.data_as_of {
            return refuse(format!(
                "the delta's data are as of {}, older than the roster's of {}; fetch the current one",
                new.data_as_of, old.data_as_of
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
                "the delta needs policy pack {:?}, and the roster has {:?}; fetch the whole snapshot",
                new.policy_version, old.policy_version
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
    ) -> Result<Option<Difference>, OpenError> {
        let mut difference = Difference::default();
        if kind == PartitionKind::Persons && !delta.snapshot.header().has_persons() {
            return Ok(Some(difference));
        }
        let Ok(brought) = delta.live(kind) else {
            return Ok(None);
        };
        let Some(brought) = brought else {
            return Ok(Some(difference));
        };
        let section = brought.partition.section();
        let malformed = || OpenError::Malformed {
            section,
            what: "a record cannot be read",
        };
        for row in 0..brought.partition.len() {
            let (leaf, list) = brought.leaf(row).ok_or_else(malformed)?;
            difference.bring_in(leaf, list);
        }

        let places = brought.removed().ok_or_else(malformed)?;
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
                let row = row.ok_or(OpenError::Removed { section, place })?;
                rows.push(row);
                let (leaf, list) = live.leaf(row as usize).ok_or_else(malformed)?;
                difference.take_out(leaf, list);
            }
            start = end;
        }
        if let Some(place) = places.next() {
            return Err(OpenError::Removed { section, place });
        }
        Ok(Some(difference))
    }
}

fn check_counts(old: &[ListCount], new: &[ListCount], changes: [&Difference; 2]) -> Result<(), OpenError> {
    let count = |lists: &[ListCount], code: &str| {
        let list = lists.iter().find(|list| list.code == code);
        list.map_or(0, |list| list.records)
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
        let [organisations, persons] = changes.map(|change| change.change(code));
        let (before, change) = (count(old, code), organisations + persons);
        // A count below zero is no count, whatever the delta says.
        if before.checked_add_signed(change) != Some(count(new, code)) {
            let expected = before.wrapping_add_signed(change) as i64;
            return Err(OpenError::State {
                section: Section::Header,
                what: format!("the records on list {code} ({expected} of them)"),
            });
        }
    }
    Ok(())
}
