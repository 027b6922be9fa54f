//! Maps from identifier to the number of its first row: they hold no rows.

use super::Outcome;
use fst::Map;
use hashbrown::HashMap;
use std::collections::BTreeMap;

pub(crate) struct Fst {
    map: Map<Vec<u8>>,
}

impl Fst {
    pub(crate) fn of(by_id: &BTreeMap<String, String>) -> Outcome<Self> {
        let numbered = by_id.keys().zip(0..);
        Ok(Self {
            map: Map::from_iter(numbered)?,
        })
    }

    pub(crate) fn bytes(&self) -> usize {
        self.map.as_fst().as_bytes().len()
    }

    pub(crate) fn find(&self, id: &str) -> Option<u64> {
        self.map.get(id)
    }
}

pub(crate) struct Hash {
    map: HashMap<String, u64>,
}

impl Hash {
    pub(crate) fn of(by_id: &BTreeMap<String, String>) -> Self {
        let numbered = by_id.keys().cloned().zip(0..);
        Self {
            map: numbered.collect(),
        }
    }

    pub(crate) fn find(&self, id: &str) -> Option<u64> {
        self.map.get(id).copied()
    }
}
