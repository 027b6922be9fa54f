//! Sections, body, page digests and header of a file.

use super::partition::{self, DeltaColumns};
use super::rows::Rows;
use super::{BuildError, Options, UnsignedSnapshot};
use crate::executor::{self, Executor};
use crate::format::filter::PreCheck;
use crate::format::header::{BaseReference, Header, ListCount};
use crate::format::{pages, seal, section_id, table};
use crate::suite::PersonKey;

/// What a file holds, beside what its publisher decided.
pub(super) struct Content<'a> {
    /// The layer below; `None` in a base
    pub(super) base: Option<BaseReference>,
    pub(super) policy_version: String,
    /// The policy section; a delta may go without
    pub(super) policy: Option<Vec<u8>>,
    pub(super) organisations: Part,
    /// Natural persons, with the key that seals them
    pub(super) persons: Option<(Part, &'a PersonKey)>,
    pub(super) person_key_id: Option<[u8; 16]>,
    pub(super) lists: Vec<ListCount>,
    pub(super) state: [u128; 2],
}

/// The rows of a partition, and what a delta says of the layers below.
pub(super) struct Part {
    pub(super) rows: Rows,
    pub(super) delta: Option<DeltaColumns>,
}

pub(super) fn assemble(
    options: Options,
    content: Content<'_>,
    executor: &dyn Executor,
) -> Result<UnsignedSnapshot, BuildError> {
    let suite = options.suite;
    let mut parts: Vec<(u16, Vec<u8>)> = Vec::new();
    parts.extend(content.policy.map(|policy| (section_id::POLICY, policy)));
    let Part { rows, delta } = content.organisations;
    let (organisations, mut fingerprints) =
        partition::encode(rows, delta.as_ref(), options.possible_names, executor)?;
    parts.push((section_id::ORGANISATIONS, organisations));
    if let Some((Part { rows, delta }, key)) = content.persons {
        let (plain, keys) = partition::encode(rows, delta.as_ref(), false, executor)?;
        fingerprints.extend(keys);
        parts.push((section_id::PERSONS, seal::seal(suite, key, plain)));
    }
    fingerprints.sort_unstable();
    fingerprints.dedup();
    parts.push((section_id::FILTER, PreCheck::build(fingerprints.iter().copied())));
    parts.sort_unstable_by_key(|(id, _)| *id);

    let (entries, body) = table::lay_out(parts, 64);
    // A piece is a whole number of pages, so the digests of the pieces are those of the body.
    let pieces = body
        .chunks(64 * pages::PAGE)
        .map(|piece| -> executor::Work<'_, Vec<u8>> { Box::new(move || pages::digests(suite, piece)) });
    let digests = executor::collect(executor, pieces.collect())
        .ok_or(BuildError::WorkLost)?
        .concat();
    let header = Header {
        suite,
        base: content.base,
        audience: options.audience,
        publisher: options.publisher,
        region: options.region,
        policy_version: content.policy_version,
        sequence: options.sequence,
        issued_at: options.issued_at,
        data_as_of: options.data_as_of,
        next_update: options.next_update,
        expires_at: options.expires_at,
        lists: content.lists,
        person_key_id: content.person_key_id,
        state: content.state,
        page_table_digest: suite.digest(&digests),
        body_len: body.len(),
        pages: (digests.len() / pages::DIGEST) as u32,
        sections: table::PartTable::default(),
    };
    Ok(UnsignedSnapshot::new(
        suite,
        header.write(&entries),
        [body, digests].concat(),
    ))
}
