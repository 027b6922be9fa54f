//! One file of a roster, and which of its rows newer files have taken out.

use crate::snapshot::{Both, PartitionKind, PersonKeyMissing, Snapshot, View};
use core::ops::Deref;
use std::sync::Arc;

/// A file, shared between the rosters that stand on it.
pub(crate) struct Layer<B> {
    pub(crate) snapshot: Arc<Snapshot<B>>,
    /// Rows that are no longer live, ascending
    hidden: Both<Arc<[u32]>>,
}

impl<B> Clone for Layer<B> {
    fn clone(&self) -> Self {
        Self {
            snapshot: self.snapshot.clone(),
            hidden: self.hidden.clone(),
        }
    }
}

/// A partition of a layer with its live rows.
#[derive(Clone, Copy)]
pub(crate) struct Live<'a> {
    pub(crate) view: View<'a>,
    hidden: &'a [u32],
}

impl<B: AsRef<[u8]>> Layer<B> {
    pub(crate) fn new(snapshot: Snapshot<B>) -> Self {
        Self {
            snapshot: Arc::new(snapshot),
            hidden: Both::default(),
        }
    }

    /// Natural persons: an error where the key is missing. `None` where the file says nothing of the kind.
    pub(crate) fn live(&self, kind: PartitionKind) -> Result<Option<Live<'_>>, PersonKeyMissing> {
        let view = match kind {
            PartitionKind::Organisations => Some(self.snapshot.organisations()),
            PartitionKind::Persons => self.snapshot.persons()?,
        };
        let hidden = self.hidden.get(kind);
        Ok(view.map(|view| Live { view, hidden }))
    }

    /// The mask shapes that the file tells of.
    pub(super) fn masks(&self, kind: PartitionKind) -> Option<String> {
        let live = self.live(kind).ok()??;
        Some(live.partition.masks(live.bytes))
    }

    /// The same file with more rows hidden, which ascend and were live.
    pub(super) fn hiding(&self, more: &Both<Vec<u32>>) -> Self {
        Self {
            snapshot: self.snapshot.clone(),
            hidden: Both::of(|kind| merged(self.hidden.get(kind), more.get(kind))),
        }
    }
}

fn merged(hidden: &Arc<[u32]>, more: &[u32]) -> Arc<[u32]> {
    if more.is_empty() {
        return hidden.clone();
    }
    let mut all = Vec::with_capacity(hidden.len() + more.len());
    let mut hidden = hidden.iter().copied().peekable();
    for row in more {
        all.extend(core::iter::from_fn(|| hidden.next_if(|before| before < row)));
        all.push(*row);
    }
    all.extend(hidden);
    all.into()
}

impl Live<'_> {
    /// Whether no newer layer has taken the row out.
    pub(crate) fn is_live(&self, row: usize) -> bool {
        u32::try_from(row).is_ok_and(|row| self.hidden.binary_search(&row).is_err())
    }
}

impl<'a> Deref for Live<'a> {
    type Target = View<'a>;

    fn deref(&self) -> &View<'a> {
        &self.view
    }
}
