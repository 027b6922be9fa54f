//! Reading a whole snapshot, record by record, to prove that header, records, filter and indexes tell the same.

use super::{PersonKeyMissing, Snapshot, View};
use crate::error::{OpenError, Section};
use crate::format::codes;
use crate::format::fingerprint::{KeyKind, fingerprint, secondary_keys};
use crate::format::leaf::Hashing;
use crate::record::Record;
use crate::subject::Identifier;
use std::collections::BTreeMap;

/// What [`Snapshot::verify_deep`] recomputed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeepCheck {
    /// Records whose leaves were recomputed
    pub records: u64,
    /// Whether natural persons were among them, or there are none
    pub persons_checked: bool,
}

impl<B: AsRef<[u8]>> Snapshot<B> {
    /// Reads every record: recomputes the state digest and the counts, and looks each record up by its own keys.
    /// Persons are checked only where the key was given.
    pub fn verify_deep(&self) -> Result<DeepCheck, OpenError> {
        let [organisations, persons] = self.header.state;
        let mut lists = BTreeMap::new();
        let mut records = self.check_view(self.organisations(), organisations, &mut lists)?;
        let persons_checked = match self.persons() {
            Ok(None) => true,
            Ok(Some(view)) => {
                records += self.check_view(view, persons, &mut lists)?;
                true
            }
            Err(PersonKeyMissing) => self.header.person_key_id.is_none(),
        };
        let counted = |code: &str| lists.get(code).copied().unwrap_or(0);
        let agree = self.header.lists.iter().all(|list| {
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
                .any(|code| !self.header.lists.iter().any(|list| list.code == *code))
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

    /// Recomputes the sum of the leaves, counts the lists, and looks every record up by its own keys.
    fn check_view(
        &self,
        view: View<'_>,
        state: u128,
        lists: &mut BTreeMap<String, u64>,
    ) -> Result<u64, OpenError> {
        let section = view.partition.section();
        let malformed = |what| OpenError::Malformed { section, what };
        let mut sum = 0u128;
        for row in 0..view.partition.len() {
            let record = view
                .partition
                .record(view.bytes, row)
                .ok_or(malformed("a record cannot be read"))?;
            sum = sum.wrapping_add(view.hashing.leaf(&record, record.id.as_ref(), view.leaf_key(row)));
            if !self.is_reached(view, row, &record) {
                return Err(malformed("a record is not found by its own keys"));
            }
            *lists.entry(record.list_kind).or_default() += 1;
        }
        match sum == state {
            true => Ok(view.partition.len() as u64),
            false => Err(malformed("the records do not add up to the state digest")),
        }
    }

    /// Whether filter and indexes lead to a record from each of its keys.
    fn is_reached(&self, view: View<'_>, row: usize, record: &Record) -> bool {
        let by_primary = |value: u64, fingerprint: u64| {
            self.may_hold(fingerprint) && view.partition.primary.find(view.bytes, value).contains(&row)
        };
        let by_key = |fingerprint: u64| {
            self.may_hold(fingerprint)
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
}
