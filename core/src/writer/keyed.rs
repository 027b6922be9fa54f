//! What hashing makes of a record: the keys it is found by and its leaf.

use super::BuildError;
use super::decision::group;
use crate::format::codes;
use crate::format::fingerprint::secondary_keys;
use crate::format::leaf::Hashing;
use crate::format::partition::UNREAD_NAMES;
use crate::record::{Record, SubjectKind, UnreadRow};
use crate::subject::{Identifier, mask::Shape, name};
use crate::suite::{PersonKey, Suite};
use std::borrow::Cow;

/// A record with everything that is computed from it.
pub(super) struct Keyed<'a> {
    pub(super) record: &'a Record,
    /// The identifier as it is stored: a person's is masked for display
    pub(super) id: Option<Cow<'a, Identifier>>,
    pub(super) primary: Option<u64>,
    /// The same for records of one decision, and seldom for others
    pub(super) group: u64,
    pub(super) leaf: u128,
    /// Keys beside the primary one
    pub(super) keys: Vec<u64>,
    /// The shape of a masked identifier, as `kind:shape`
    pub(super) mask: Option<String>,
}

impl<'a> Keyed<'a> {
    pub(super) fn of(
        record: &'a Record,
        suite: Suite,
        person_key: Option<&PersonKey>,
    ) -> Result<Self, BuildError> {
        match (record.subject_kind, person_key) {
            (SubjectKind::Person, None) => Err(BuildError::PersonKeyNeeded),
            (SubjectKind::Person, Some(key)) => Self::person(record, Hashing::Mac(suite, key)),
            _ => Ok(Self::organisation(record, Hashing::Digest(suite))),
        }
    }

    fn organisation(record: &'a Record, hashing: Hashing<'_>) -> Self {
        let id = record.id.as_ref();
        Self {
            record,
            id: id.map(Cow::Borrowed),
            primary: id
                .filter(|id| !id.is_masked())
                .and_then(Identifier::org_code)
                .map(|code| codes::body_number(&code)),
            group: group(record, 0),
            leaf: hashing.leaf(record, id, 0),
            keys: secondary_keys(record),
            mask: id.and_then(mask_of),
        }
    }

    fn person(record: &'a Record, hashing: Hashing<'_>) -> Result<Self, BuildError> {
        let id = record.id.as_ref().ok_or(BuildError::PersonWithoutKey)?;
        let mut keys: Vec<u64> = if id.is_masked() {
            let names = record.name.iter().chain(&record.former_names);
            names
                .map(|text| hashing.masked_key(id, &name::key(text)))
                .collect()
        } else {
            vec![hashing.person_key(id)]
        };
        if keys.is_empty() {
            return Err(BuildError::PersonWithoutKey);
        }
        let primary = keys.remove(0);
        let stored = Identifier::parse(id.kind(), &id.masked_for_display()).ok();
        Ok(Self {
            record,
            primary: Some(primary),
            group: group(record, primary),
            leaf: hashing.leaf(record, stored.as_ref(), primary),
            id: stored.map(Cow::Owned),
            keys,
            mask: mask_of(id),
        })
    }

    /// What stands for a row of a natural person that could not be read: one record for each key, without a word of it.
    pub(super) fn unread_persons(
        row: &UnreadRow,
        suite: Suite,
        person_key: &PersonKey,
        mut give: impl FnMut(&Keyed<'_>) -> Result<(), BuildError>,
    ) -> Result<(), BuildError> {
        let hashing = Hashing::Mac(suite, person_key);
        let names = row
            .name
            .iter()
            .chain(&row.former_names)
            .map(|text| name::key(text));
        let (keys, mask): (Vec<u64>, _) = match &row.id {
            Some(id) if id.is_masked() => (
                names.map(|name| hashing.masked_key(id, &name)).collect(),
                mask_of(id),
            ),
            Some(id) => (vec![hashing.person_key(id)], None),
            None => (
                names.map(|name| hashing.name_key(&name)).collect(),
                Some(UNREAD_NAMES.to_owned()),
            ),
        };
        let record = UnreadRow {
            id: None,
            name: None,
            former_names: Vec::new(),
            ..row.clone()
        }
        .to_record();
        for key in keys {
            give(&Keyed {
                record: &record,
                id: None,
                primary: Some(key),
                group: group(&record, key),
                leaf: hashing.leaf(&record, None, key),
                keys: Vec::new(),
                mask: mask.clone(),
            })?;
        }
        Ok(())
    }
}

/// What goes into identity and leaf of a record whose primary key this is.
pub(super) fn person_key(kind: SubjectKind, primary: Option<u64>) -> u64 {
    match kind {
        SubjectKind::Person => primary.unwrap_or(0),
        SubjectKind::Org | SubjectKind::SoleTrader => 0,
    }
}

pub(super) fn mask_of(id: &Identifier) -> Option<String> {
    let shape = id.is_masked().then(|| Shape::of(id.value())).flatten()?;
    Some(format!("{}:{}", id.kind().code(), shape.as_str()))
}
