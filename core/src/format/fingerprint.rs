//! Keys become 64-bit fingerprints: XXH64 of bytes, with the kind of key as seed.
//!
//! Never `std::hash::Hash`, whose result for slices depends on the width of `usize`.

use crate::record::{Record, SubjectKind};
use crate::subject::{IdKind, name};
use xxhash_rust::xxh64::xxh64;

/// Seeds, one for each kind of key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub(crate) enum KeyKind {
    /// The first eight characters of an organisation code, as ASCII
    OrgBody = 1,
    /// The folded name of an organisation
    OrgName = 2,
    /// The folded name of a sole trader
    SoleTraderName = 3,
    /// A registration number
    RegNo = 4,
    /// A tax number
    TaxNo = 5,
    /// Any other number of an organisation
    Permit = 6,
    /// The folded name of the parent of a listed branch
    BranchParent = 7,
    /// The kind of a masked identifier of an organisation, U+0000, its text
    Masked = 8,
}

impl KeyKind {
    /// The kind of key that a name makes. Persons have no keys of this sort.
    pub(crate) fn of_name(kind: SubjectKind) -> Self {
        match kind {
            SubjectKind::SoleTrader => Self::SoleTraderName,
            SubjectKind::Org | SubjectKind::Person => Self::OrgName,
        }
    }

    /// The kind of key that an organisation's identifier of this kind makes by itself.
    pub(crate) fn of_identifier(kind: IdKind) -> Option<Self> {
        match kind {
            IdKind::RegNo => Some(Self::RegNo),
            IdKind::TaxNo => Some(Self::TaxNo),
            IdKind::Permit => Some(Self::Permit),
            IdKind::Uscc | IdKind::OrgCode | IdKind::CitizenId | IdKind::Passport => None,
        }
    }
}

/// The fingerprint of an organisation's masked identifier.
pub(crate) fn masked(kind: IdKind, text: &str) -> u64 {
    fingerprint(
        KeyKind::Masked,
        [kind.code().as_bytes(), &[0], text.as_bytes()]
            .concat()
            .as_slice(),
    )
}

/// The keys under which an organisation's or sole trader's record is filed beside its primary key.
pub(crate) fn secondary_keys(record: &Record) -> Vec<u64> {
    let mut keys = Vec::new();
    for text in record.name.iter().chain(&record.former_names) {
        let key = name::key(text);
        keys.push(fingerprint(KeyKind::of_name(record.subject_kind), key.as_bytes()));
        let parent = name::branch_parent(&key);
        keys.extend(parent.map(|parent| fingerprint(KeyKind::BranchParent, parent.as_bytes())));
    }
    if let Some(id) = &record.id {
        match KeyKind::of_identifier(id.kind()) {
            _ if id.is_masked() => keys.push(masked(id.kind(), id.value())),
            Some(kind) => keys.push(fingerprint(kind, id.value().as_bytes())),
            None => {}
        }
        // Whoever asks by the code finds the number that holds it.
        let inner = id.inner_org_code();
        keys.extend(inner.map(|code| fingerprint(KeyKind::OrgBody, code.body())));
    }
    keys
}

#[inline]
pub(crate) fn fingerprint(kind: KeyKind, key: &[u8]) -> u64 {
    seeded(kind as u64, key)
}

#[inline]
pub(crate) fn seeded(seed: u64, key: &[u8]) -> u64 {
    xxh64(key, seed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xxh64_of_published_examples() {
        assert_eq!(xxh64(b"", 0), 0xef46_db37_51d8_e999);
        assert_eq!(xxh64(b"abc", 0), 0x44bc_2cf5_ad77_0999);
    }
}
