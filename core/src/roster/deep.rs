//! Reading a whole roster, record by record, to prove that header, records, filters and indexes tell the same.

use super::{Live, Roster};
use crate::error::{OpenError, Section};
use crate::format::codes;
use crate::format::fingerprint::{KeyKind, fingerprint, secondary_keys};
use crate::format::leaf::Hashing;
use crate::record::Record;
use crate::snapshot::{Both, PartitionKind, PersonKeyMissing, Snapshot, View};
use crate::subject::Identifier;
use std::collections::BTreeMap;

/// What [`Roster::verify_deep`] recomputed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeepCheck {
    /// Live records whose leaves were recomputed
    pub records: u64,
    /// Whether natural persons were among them, or there are none
    pub persons_checked: bool,
}

impl<B: AsRef<[u8]>> Roster<B> {
    /// Reads every live record of every layer: recomputes the state digest and the counts, and looks each record up by
    /// its own keys. Persons are checked only where the key was given.
    pub fn verify_deep(&self) -> Result<DeepCheck, OpenError> {
        let header = self.header();
        let (mut lists, mut sums) = (BTreeMap::new(), Both::<u128>::default());
        let (mut records, mut sealed) = (0, false);
        for kind in PartitionKind::ALL {
            for layer in self.layers() {
                match layer.live(kind) {
                    Ok(Some(live)) => {
                        let sum = sums.get_mut(kind);
                        records += check_layer(&layer.snapshot, live, sum, &mut lists)?;
                    }
                    Ok(None) => {}
                    Err(PersonKeyMissing) => sealed = true,
                }
            }
        }
        let persons_checked = !sealed || header.person_key_id.is_none();
        let known = |kind| kind == PartitionKind::Organisations || persons_checked;
        let mut kinds = PartitionKind::ALL.into_iter().zip(header.state);
        if let Some((kind, _)) = kinds.find(|(kind, state)| known(*kind) && *sums.get(*kind) != *state) {
            return Err(OpenError::Malformed {
                section: kind.section(),
                what: "the records do not add up to the state digest",
            });
        }
        let counted = |code: &str| lists.get(code).copied().unwrap_or(0);
        let agree = header.lists.iter().all(|list| {
            let found = counted(&list.code);
            if persons_checked {
                found == list.records
            } else {
                found <= list.records
            }
        });
        if !agree
            || lists
                .keys()
                .any(|code| !header.lists.iter().any(|list| list.code == *code))
        {
            return Err(OpenError::Malformed {
                section: Section::Header,
                what: "the records do not add up to the counts of the lists",
            });
        }
        Ok(DeepCheck {
            records,
            persons_checked,
        })
    }
}

/// Adds the leaves of the live records to `sum`, counts the lists, and looks every record up by its own keys.
fn check_layer<B: AsRef<[u8]>>(
    snapshot: &Snapshot<B>,
    live: Live<'_>,
    sum: &mut u128,
    lists: &mut BTreeMap<String, u64>,
) -> Result<u64, OpenError> {
    let section = live.partition.section();
    let malformed = |what| OpenError::Malformed { section, what };
    let (mut reader, mut records) = (live.records(live.partition.len()), 0);
    for row in (0..live.partition.len()).filter(|row| live.is_live(*row)) {
        let record = reader.record(row).ok_or(malformed("a record cannot be read"))?;
        *sum = sum.wrapping_add(live.leaf_of(&record, row));
        if !is_reached(snapshot, live.view, row, &record) {
            return Err(malformed("a record is not found by its own keys"));
        }
        *lists.entry(record.list_kind).or_default() += 1;
        records += 1;
    }
    Ok(records)
}

/// Whether filter and indexes lead to a record from each of its keys.
fn is_reached<B: AsRef<[u8]>>(snapshot: &Snapshot<B>, view: View<'_>, row: usize, record: &Record) -> bool {
    let by_primary = |value: u64, fingerprint: u64| {
        snapshot.may_hold(fingerprint) && view.partition.primary.find(view.bytes, value).contains(&row)
    };
    let by_key = |fingerprint: u64| {
        snapshot.may_hold(fingerprint)
            && view
                .partition
                .keys
                .find(view.bytes, fingerprint)
                .any(|found| found == row)
    };
    if let Hashing::Mac(..) = view.hashing {
        let key = view.leaf_key(row);
        return by_primary(key, key);
    }
    let full = record.id.as_ref().filter(|id| !id.is_masked());
    let by_code = full.and_then(Identifier::org_code).is_none_or(|code| {
        let body = codes::body_number(&code);
        by_primary(body, fingerprint(KeyKind::OrgBody, &codes::body_text(body)))
    });
    by_code && secondary_keys(record).into_iter().all(by_key)
}
