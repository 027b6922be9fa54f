//! What is open, by number. Numbers are never given twice, so that one of something closed finds nothing.

use crate::failure::{self, Failure, code};
use jrp_core::roster::{Roster, RosterSet};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Rosters that are asked as one; mostly one.
pub(crate) struct Opened {
    pub(crate) rosters: Vec<Arc<Roster<Vec<u8>>>>,
    pub(crate) set: RosterSet<Vec<u8>>,
}

impl Opened {
    pub(crate) fn of(rosters: Vec<Arc<Roster<Vec<u8>>>>) -> Result<Self, Failure> {
        let mut shared = rosters.iter().cloned();
        let first = shared.next().ok_or_else(failure::request)?;
        let set = RosterSet::of(first, shared);
        Ok(Self { rosters, set })
    }

    /// What they say of themselves: an object for one, an array for several.
    pub(crate) fn info(&self) -> String {
        let infos: Vec<String> = self
            .rosters
            .iter()
            .map(|roster| roster.info().to_json())
            .collect();
        match infos.as_slice() {
            [one] => one.clone(),
            several => format!("[{}]", several.join(",")),
        }
    }
}

struct Table {
    next: i64,
    entries: Option<HashMap<i64, Arc<Opened>>>,
}

static TABLE: RwLock<Table> = RwLock::new(Table {
    next: 1,
    entries: None,
});

/// Enters what was opened; gives its number.
pub(crate) fn enter(opened: Opened) -> i64 {
    let mut table = TABLE.write().unwrap_or_else(PoisonError::into_inner);
    let number = table.next;
    table.next += 1;
    table
        .entries
        .get_or_insert_default()
        .insert(number, Arc::new(opened));
    number
}

/// What has this number. It stays while the caller holds it, also where another thread closes it meanwhile.
pub(crate) fn find(number: i64) -> Result<Arc<Opened>, Failure> {
    let table = TABLE.read().unwrap_or_else(PoisonError::into_inner);
    let entry = table.entries.as_ref().and_then(|entries| entries.get(&number));
    entry.cloned().ok_or_else(|| {
        Failure::new(
            code::CLOSED,
            "the lists were closed; ask before close(), or open them anew",
        )
    })
}

/// Closes what has this number; nothing where it is closed already.
pub(crate) fn close(number: i64) {
    let mut table = TABLE.write().unwrap_or_else(PoisonError::into_inner);
    let closed = table.entries.as_mut().and_then(|entries| entries.remove(&number));
    drop(table);
    // A large roster is freed when nobody waits for the table.
    drop(closed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_never_opened_is_closed() {
        assert_eq!(find(-7).err().map(|failure| failure.code), Some(code::CLOSED));
        close(-7);
    }
}
