//! Sections, body, page digests and header of a file.

use super::partition::{self, Part};
use super::{BuildError, Options, UnsignedSnapshot};
use crate::executor::{self, Executor};
use crate::format::filter::PreCheck;
use crate::format::header::{BaseReference, Header, ListCount};
use crate::format::{pages, seal, section_id, table};
use crate::suite::{KeyId, PersonKey};

/// What a file holds, beside what its publisher decided.
pub(super) struct Content<'a> {
    /// The layer below; `None` in a base
    pub(super) base: Option<BaseReference>,
    pub(super) policy_version: String,
    /// The policy section; a delta may go without
    pub(super) policy: Option<Vec<u8>>,
    pub(super) organisations: Part,
    /// Blocks of the filter of the base before
    pub(super) filter: Option<usize>,
    /// Natural persons, with the key that seals them
    pub(super) persons: Option<(Part, &'a PersonKey)>,
    pub(super) person_key_id: Option<KeyId>,
    pub(super) lists: Vec<ListCount>,
    pub(super) state: [u128; 2],
}

pub(super) fn assemble(
    options: Options,
    content: Content<'_>,
    executor: &dyn Executor,
) -> Result<UnsignedSnapshot, BuildError> {
    let suite = options.suite;
    let mut parts = table::Parts::new();
    parts.extend(content.policy.map(|policy| (section_id::POLICY, policy)));
    // One after the other, so that the rows of the first are gone when the second needs room.
    let (plain, mut fingerprints) =
        partition::encode(content.organisations, options.possible_names, suite, executor)?;
    parts.push((section_id::ORGANISATIONS, plain));
    if let Some((persons, key)) = content.persons {
        let (plain, _) = partition::encode(persons, options.possible_names, suite, executor)?;
        let key = key.of_publisher(suite, &options.publisher);
        parts.push((section_id::PERSONS, seal::seal(suite, &key, plain)));
    }
    fingerprints.sort_unstable();
    fingerprints.dedup();
    parts.push((
        section_id::FILTER,
        PreCheck::build_as(fingerprints.iter().copied(), content.filter),
    ));
    parts.sort_unstable_by_key(|(id, _)| *id);

    let entries = table::entries(&parts, 64);
    let mut body = Vec::new();
    table::append(&mut body, parts, 64);
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
    body.extend(digests);
    Ok(UnsignedSnapshot::new(suite, header.write(&entries), body))
}
