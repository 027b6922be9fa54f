//! The index of nearly equal names.

use super::rows::Rows;
use super::stored_id::StoredId;
use crate::format::key_index::{self, Widths};
use crate::format::similar;
use crate::subject::name;

/// Names of organisations and sole traders whose code is valid, or of the others.
pub(super) fn possible_names_of(
    rows: &Rows,
    ids: &[StoredId],
    coded: bool,
    pointer_bits: u32,
    former: Option<Widths>,
) -> [Vec<u8>; 2] {
    let mut cores: Vec<(String, u64)> = Vec::new();
    let has_code = |id: &StoredId| matches!(id, StoredId::CreditCode { .. } | StoredId::OrgCode);
    for (row, _) in rows.iter().zip(ids).filter(|(_, id)| has_code(id) == coded) {
        let pointer = row.pointer(pointer_bits);
        let texts = rows.texts(row);
        let former = texts.former_names.into_iter().flat_map(|names| names.split('|'));
        for text in texts.name.into_iter().chain(former) {
            let filed = name::similar::filed(&name::key(text));
            cores.extend(filed.into_iter().map(|core| (core, pointer)));
        }
    }
    let cores: Vec<(&str, u64)> = cores.iter().map(|(core, at)| (core.as_str(), *at)).collect();
    let entries = similar::entries(&cores);
    let width = key_index::short_width(entries.len(), key_index::MORE_UNFILTERED, former.as_ref());
    key_index::encode(entries, width, pointer_bits, former)
}
