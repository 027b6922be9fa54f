//! What a partition has once for all of its records: listings and dictionaries. A delta takes those of its base.
//!
//! A listing is what records have in common: list, authority, source, legal basis, domain, region. A record refers to it
//! by number: first come the listings of the base, then those of the delta itself.

use super::column;
use super::dictionary::Dictionary;
use super::text_column::TextColumn;
use crate::suite::{Digest, Suite};
use std::sync::Arc;

/// The columns of a listing.
pub(super) const COLUMNS: [u16; 6] = [
    column::LIST,
    column::AUTHORITY,
    column::SOURCE_UNIT,
    column::LEGAL_BASIS,
    column::DOMAIN,
    column::REGION,
];

/// What the digest of a front begins with.
const CONTEXT: &[u8] = b"jrp/v1/front\0";

/// Listings and dictionaries. It owns its bytes, so that deltas may share it with their base.
#[derive(Clone, Debug)]
pub(crate) struct Front {
    /// As the file says; in a base its own
    pub(crate) digest: Digest,
    listings: usize,
    bytes: Box<[u8]>,
    pub(super) list: TextColumn,
    pub(super) authority: TextColumn,
    pub(super) source_unit: TextColumn,
    pub(super) legal_basis: TextColumn,
    pub(super) domain: TextColumn,
    pub(super) region: TextColumn,
    /// By the columns whose strings are written with them, which ascend
    dictionaries: Vec<(u16, Arc<Dictionary>)>,
}

impl Front {
    /// With the columns of [`COLUMNS`], which stand in `bytes`.
    pub(super) fn new(digest: Digest, listings: usize, bytes: Vec<u8>, columns: [TextColumn; 6]) -> Self {
        let [list, authority, source_unit, legal_basis, domain, region] = columns;
        Self {
            digest,
            listings,
            bytes: bytes.into(),
            list,
            authority,
            source_unit,
            legal_basis,
            domain,
            region,
            dictionaries: Vec::new(),
        }
    }

    /// What a partition without records has.
    pub(crate) fn empty() -> Self {
        Self::new(Digest::NOTHING, 0, Vec::new(), Default::default())
    }

    pub(super) fn with_dictionaries(self, dictionaries: Vec<(u16, Arc<Dictionary>)>) -> Self {
        Self { dictionaries, ..self }
    }

    /// How many listings there are.
    pub(crate) fn listings(&self) -> usize {
        self.listings
    }

    /// The bytes that its columns are read from.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The dictionary of a column.
    pub(super) fn dictionary(&self, column: u16) -> Option<&Arc<Dictionary>> {
        let at = self.dictionaries.binary_search_by_key(&column, |(id, _)| *id);
        self.dictionaries.get(at.ok()?).map(|(_, dictionary)| dictionary)
    }

    /// The columns that have a dictionary, with it.
    #[cfg(feature = "build")]
    pub(crate) fn dictionaries(&self) -> &[(u16, Arc<Dictionary>)] {
        &self.dictionaries
    }

    /// The columns of listings, in their order.
    #[cfg(feature = "build")]
    pub(super) fn columns(&self) -> [&TextColumn; 6] {
        [
            &self.list,
            &self.authority,
            &self.source_unit,
            &self.legal_basis,
            &self.domain,
            &self.region,
        ]
    }

    /// The column of listings with this number.
    #[cfg(feature = "build")]
    pub(super) fn column(&self, id: u16) -> Option<&TextColumn> {
        let at = COLUMNS.iter().position(|column| *column == id)?;
        self.columns().get(at).copied()
    }
}

/// The digest of what deltas take from a base: listing columns and dictionaries, as they stand in its table of columns.
pub(crate) fn digest<'a>(suite: Suite, columns: impl Iterator<Item = (u16, &'a [u8])>) -> Digest {
    let mut hasher = suite.hasher();
    hasher.update(CONTEXT);
    for (id, bytes) in columns.filter(|(id, _)| is_part(*id)) {
        hasher.update(&id.to_le_bytes());
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    hasher.finish()
}

/// Whether deltas take this column from their base.
fn is_part(id: u16) -> bool {
    COLUMNS.contains(&id) || column::DICTIONARIES.contains(&id)
}
