//! What a base hands on to the files that come after it: its dictionaries, numbers and sizes.

use crate::format::carried::Numbered;
use crate::format::column;
use crate::format::dictionary::Dictionary;
use crate::format::key_index::Widths;
use crate::format::partition::Partition;
use crate::format::text_column;
use crate::roster::Roster;
use crate::snapshot::{Audience, Both, PartitionKind};
use std::sync::Arc;

/// The dictionary of a column.
#[derive(Clone)]
pub(super) struct Known {
    pub(super) dictionary: Arc<Dictionary>,
    pub(super) bytes: Arc<[u8]>,
}

/// What the texts of a base are written with, how it numbers what repeats, and its sizes. A base that is built with those of
/// the base before has most of its bytes in common with it, and its deltas find their tokens there. The same records, options
/// and dictionaries give the same bytes.
#[derive(Clone, Default)]
pub struct Dictionaries {
    /// For whom the base is
    audience: Option<Audience>,
    /// Blocks of its filter
    pub(super) filter: Option<usize>,
    known: Both<Vec<(u16, Known)>>,
    former: Both<Option<Arc<Former>>>,
}

/// How a partition of the base before is written.
pub(super) struct Former {
    /// Columns of integers and texts, by their numbers; of those with a value for each listing no more than the form counts
    columns: Vec<(u16, Vec<u8>)>,
    /// Of the text columns in which each string stands once
    strings: Vec<(u16, Numbered<String>)>,
    pub(super) listings: Vec<[Option<String>; 6]>,
    /// Bits that name groups of records, and those of a pointer
    pub(super) named: [u32; 3],
    indexes: Vec<(u16, Widths)>,
}

impl Former {
    fn of(partition: &Partition, bytes: &[u8]) -> Self {
        let is_numbered = |id: &u16| column::INTEGERS.contains(id) || column::TEXTS.contains(id);
        let columns = partition.columns(bytes).filter(|(id, _)| is_numbered(id));
        let strings = column::TEXTS.map(|id| (id, partition.strings(bytes, id)));
        let indexes = [
            (column::KEYS, Some(&partition.keys)),
            (column::POSSIBLE_NAMES, partition.possible_names.as_ref()),
            (
                column::POSSIBLE_NAMES_UNCODED,
                partition.possible_names_uncoded.as_ref(),
            ),
        ];
        Self {
            columns: columns.map(|(id, bytes)| (id, bytes.to_vec())).collect(),
            strings: strings.into(),
            listings: partition.front().all(),
            named: partition.named(),
            indexes: indexes
                .into_iter()
                .filter_map(|(id, index)| Some((id, index?.widths())))
                .collect(),
        }
    }

    /// A column of integers, which begins with its head.
    pub(super) fn integers(&self, id: u16) -> Option<&[u8]> {
        let column = self.columns.iter().find(|(known, _)| *known == id)?;
        Some(&column.1)
    }

    /// How a column of texts is written.
    pub(super) fn texts(&self, id: u16) -> Option<text_column::Former<'_>> {
        let column = self.integers(id)?;
        let strings = self.strings.iter().find(|(known, _)| *known == id)?;
        Some(text_column::Former {
            form: *column.first()?,
            strings: &strings.1,
            index: column.get(16..).unwrap_or_default(),
        })
    }

    /// The widths of an index.
    pub(super) fn index(&self, id: u16) -> Option<Widths> {
        let index = self.indexes.iter().find(|(known, _)| *known == id);
        index.map(|(_, widths)| *widths)
    }
}

impl Dictionaries {
    /// Those of a roster's base. Where it was opened without the person key, those of natural persons are not among them.
    pub fn of<B: AsRef<[u8]>>(roster: &Roster<B>) -> Self {
        let base = roster.snapshots().next();
        let view = |kind| match kind {
            PartitionKind::Organisations => base.map(|base| base.organisations()),
            PartitionKind::Persons => base.and_then(|base| base.persons().ok().flatten()),
        };
        let known = Both::of(|kind| {
            let Some(view) = view(kind) else {
                return Vec::new();
            };
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
        Self {
            audience: base.map(|base| base.header().audience),
            filter: base.map(|base| base.pre_check().blocks()),
            known,
            former: Both::of(|kind| view(kind).map(|view| Arc::new(Former::of(view.partition, view.bytes)))),
        }
    }

    /// For whom the base is that they are of.
    pub fn audience(&self) -> Option<Audience> {
        self.audience
    }

    pub(super) fn get(&self, kind: PartitionKind) -> Vec<(u16, Known)> {
        self.known.get(kind).clone()
    }

    /// How a partition of that base is written.
    pub(super) fn former(&self, kind: PartitionKind) -> Option<Arc<Former>> {
        self.former.get(kind).clone()
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
