//! The dictionaries of a base, for the files that come after it.

use crate::format::column;
use crate::format::dictionary::Dictionary;
use crate::roster::Roster;
use crate::snapshot::{Audience, Both, PartitionKind};
use std::sync::Arc;

/// The dictionary of a column.
#[derive(Clone)]
pub(super) struct Known {
    pub(super) dictionary: Arc<Dictionary>,
    pub(super) bytes: Arc<[u8]>,
}

/// What the texts of a base are written with. A base that is built with those of the base before has most of its bytes in
/// common with it, and its deltas find their tokens there. The same records, options and dictionaries give the same bytes.
#[derive(Clone, Default)]
pub struct Dictionaries {
    /// For whom the base is
    audience: Option<Audience>,
    known: Both<Vec<(u16, Known)>>,
}

impl Dictionaries {
    /// Those of a roster's base. Where it was opened without the person key, those of natural persons are not among them.
    pub fn of<B: AsRef<[u8]>>(roster: &Roster<B>) -> Self {
        let base = roster.snapshots().next();
        let known = Both::of(|kind| {
            let view = match kind {
                PartitionKind::Organisations => base.map(|base| base.organisations()),
                PartitionKind::Persons => base.and_then(|base| base.persons().ok().flatten()),
            };
            let Some(view) = view else { return Vec::new() };
            let bytes_of = |text: u16| {
                let mut columns = view.partition.columns(view.bytes);
                columns.find_map(|(id, bytes)| (id == text + column::DICTIONARY).then(|| Arc::from(bytes)))
            };
            let dictionaries = view.partition.front().dictionaries().iter();
            let known = dictionaries.filter_map(|(text, dictionary)| {
                let known = Known {
                    dictionary: dictionary.clone(),
                    bytes: bytes_of(*text)?,
                };
                Some((*text, known))
            });
            known.collect()
        });
        let audience = base.map(|base| base.header().audience);
        Self { audience, known }
    }

    /// For whom the base is that they are of.
    pub fn audience(&self) -> Option<Audience> {
        self.audience
    }

    pub(super) fn get(&self, kind: PartitionKind) -> Vec<(u16, Known)> {
        self.known.get(kind).clone()
    }
}

impl core::fmt::Debug for Dictionaries {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let count = |kind| self.known.get(kind).len();
        let [organisations, persons] = PartitionKind::ALL.map(count);
        write!(
            f,
            "Dictionaries({organisations} of organisations, {persons} of persons)"
        )
    }
}
