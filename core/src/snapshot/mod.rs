//! One signed file, opened.
//!
//! [`UnverifiedSnapshot`] is well-formed bytes of unproven origin: it tells its header and answers no question.
//! Verifying checks signatures, digests and structure once, so that no later question can fail.

mod kind;
mod signing;

pub use crate::format::filter::PreCheck;
pub use crate::format::freshness::FreshnessState;
pub use crate::format::header::{Audience, BaseReference, Header, ListCount};
#[doc(hidden)]
pub use crate::format::publication::{Difference, Publication};
pub(crate) use kind::{Both, PartitionKind};

use crate::error::{OpenError, Section};
use crate::executor::Executor;
use crate::format::front::Front;
use crate::format::leaf::{Hashing, Identifying};
use crate::format::opener::{LayerKind, Outline};
use crate::format::pages::{self, DIGEST};
use crate::format::partition::Partition;
use crate::format::record_reader::RecordReader;
use crate::format::row::{Details, Facts, RowView};
use crate::format::{self, column, section_id};
#[cfg(feature = "build")]
use crate::policy::Tables;
use crate::policy::{Disclosure, Policy};
use crate::record::Record;
use crate::suite::{KeyId, PersonKey, Signature, hex};
use crate::trust::TrustAnchors;
use core::ops::Range;
use std::sync::Arc;

/// Well-formed bytes whose origin is not yet proven.
pub struct UnverifiedSnapshot<B> {
    bytes: B,
    header: Header,
    body: Range<usize>,
    page_table: Range<usize>,
    signatures: Vec<Signature>,
}

/// What a delta is laid upon.
pub(crate) struct Below<'a> {
    /// Of the layer directly below
    pub(crate) header: &'a Header,
    /// Whether a file with this header continues it
    pub(crate) check: &'a dyn Fn(&Header) -> Result<(), OpenError>,
    /// What the base has for the deltas upon it
    pub(crate) fronts: Both<Arc<Front>>,
}

/// A part of the file and how many bytes it takes, for `inspect` and for whoever looks for bytes to save.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct SectionSize {
    /// The name in `docs/FORMAT.md`
    pub name: String,
    /// Bytes
    pub bytes: u64,
}

impl<B: AsRef<[u8]>> UnverifiedSnapshot<B> {
    /// Reads the header and finds the parts.
    pub fn parse(bytes: B) -> Result<Self, OpenError> {
        let all = bytes.as_ref();
        let (header, header_len) = Header::read(all)?;
        let cut = |section, offset: usize, needed: usize| OpenError::Length {
            section,
            offset: offset as u64,
            needed: needed as u64,
            found: all.len().saturating_sub(offset) as u64,
        };
        let body_end = header_len
            .checked_add(header.body_len)
            .filter(|end| *end <= all.len());
        let body_end = body_end.ok_or_else(|| cut(Section::Organisations, header_len, header.body_len))?;
        let table_len = (header.pages as usize).saturating_mul(DIGEST);
        let table_end = body_end.checked_add(table_len).filter(|end| *end <= all.len());
        let table_end = table_end.ok_or_else(|| cut(Section::Pages, body_end, table_len))?;
        let signatures = Signature::read_block(all.get(table_end..).unwrap_or_default())
            .map_err(|error| error.of_part_at(table_end))?;
        Ok(Self {
            header,
            body: header_len..body_end,
            page_table: body_end..table_end,
            signatures,
            bytes,
        })
    }

    /// What the file says of itself. Nothing of it is proven.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The bytes that the signatures sign.
    pub fn message(&self) -> &[u8] {
        self.bytes.as_ref().get(..self.body.start).unwrap_or_default()
    }

    /// The digest that names this snapshot, as in result JSON: `sm3:…` or `blake3:…`.
    pub fn digest(&self) -> String {
        let suite = self.header.suite;
        format!("{}:{}", suite.digest_name(), suite.digest(self.message()))
    }

    /// Ids of the keys that signed, in hexadecimal.
    pub fn signers(&self) -> Vec<KeyId> {
        self.signatures.iter().map(|signature| signature.key_id).collect()
    }

    /// The file's parts and their sizes; they add up to the file's length.
    pub fn sections(&self) -> Vec<SectionSize> {
        let mut sizes = Vec::new();
        let mut add = |name: String, bytes: usize| {
            sizes.push(SectionSize {
                name,
                bytes: bytes as u64,
            })
        };
        add("header".to_owned(), self.body.start);
        let mut known = 0;
        for (id, len) in self.header.sections.iter() {
            known += len;
            match (
                id,
                self.part(id)
                    .and_then(|bytes| Outline::open(bytes, Section::Organisations).ok()),
            ) {
                (section_id::ORGANISATIONS, Some(outline)) => {
                    let columns: usize = outline.sizes().map(|(_, len)| len).sum();
                    add("organisations.table".to_owned(), len.saturating_sub(columns));
                    for (id, len) in outline.sizes() {
                        let name = column::name_of(id).unwrap_or_else(|| format!("column {id}"));
                        add(format!("organisations.{name}"), len);
                    }
                }
                _ => add(section_name(id), len),
            }
        }
        add("padding".to_owned(), self.body.len().saturating_sub(known));
        add("page digests".to_owned(), self.page_table.len());
        add(
            "signatures".to_owned(),
            self.bytes.as_ref().len().saturating_sub(self.page_table.end),
        );
        sizes
    }

    /// Reads the policy pack inside; a delta may come without. Nothing of it is proven.
    pub fn policy(&self) -> Result<Option<Policy>, OpenError> {
        match self.part(section_id::POLICY) {
            Some(bytes) => {
                let tables = format::policy::read(bytes)
                    .map_err(|error| error.of_part_at(self.part_at(section_id::POLICY)))?;
                Ok(Some(Policy::from_tables(&tables)?))
            }
            None if self.header.base.is_some() => Ok(None),
            None => Err(OpenError::Malformed {
                section: Section::Policy,
                what: "the section is missing",
            }),
        }
    }

    /// How many records of organisations and sole traders the file holds, and of how many it says that they are no
    /// longer live. Nothing of it is proven.
    pub fn organisation_changes(&self) -> Result<(u64, u64), OpenError> {
        let bytes = self.part(section_id::ORGANISATIONS).unwrap_or_default();
        self.outline()?.changes(bytes, Section::Organisations)
    }

    /// Whether the file lets nearly equal names be found. Nothing of it is proven.
    #[cfg(feature = "build")]
    pub fn has_possible_names(&self) -> Result<bool, OpenError> {
        Ok(self.outline()?.has_possible_names())
    }

    /// Proves origin and content. Without the person key, questions about natural persons stay open. The pages are hashed
    /// by the executor.
    pub fn verify(
        self,
        trust: &TrustAnchors,
        person_key: Option<PersonKey>,
        executor: &dyn Executor,
    ) -> Result<Snapshot<B>, OpenError> {
        let signers = trust.accept_header(&self.header, None, self.message(), &self.signatures)?;
        self.check_digests(executor)?;
        self.open(person_key, signers, None)
    }

    /// The same for a file that is laid upon a layer: whoever signed it must be entitled to the lists of that layer too, as
    /// it may take all of their records out and name them no longer.
    pub(crate) fn verify_upon(
        self,
        below: &Below<'_>,
        trust: &TrustAnchors,
        person_key: Option<PersonKey>,
        executor: &dyn Executor,
    ) -> Result<Snapshot<B>, OpenError> {
        let signers =
            trust.accept_header(&self.header, Some(below.header), self.message(), &self.signatures)?;
        (below.check)(&self.header)?;
        self.check_digests(executor)?;
        self.open(person_key, signers, Some(&below.fronts))
    }

    fn check_digests(&self, executor: &dyn Executor) -> Result<(), OpenError> {
        let (header, all) = (&self.header, self.bytes.as_ref());
        let table = all.get(self.page_table.clone()).unwrap_or_default();
        if header.suite.digest(table) != header.page_table_digest {
            return Err(OpenError::PageTable {
                offset: self.page_table.start as u64,
            });
        }
        let body = all.get(self.body.clone()).unwrap_or_default();
        pages::verify(header.suite, body, table, self.body.start as u64, executor)
    }

    fn open(
        self,
        person_key: Option<PersonKey>,
        signers: Vec<KeyId>,
        below: Option<&Both<Arc<Front>>>,
    ) -> Result<Snapshot<B>, OpenError> {
        let policy = self.policy()?;
        self.check_consistency(policy.as_ref())?;
        if let Some(policy) = &policy {
            check_lists(&self.header, policy)?;
        }
        let range = |id, section| {
            let part = self.header.sections.find(id);
            let missing = OpenError::Malformed {
                section,
                what: "the section is missing",
            };
            part.map(|part| part.start + self.body.start..part.end + self.body.start)
                .ok_or(missing)
        };
        let filter = range(section_id::FILTER, Section::Filter)?;
        if PreCheck::new(self.part(section_id::FILTER).unwrap_or_default()).is_none() {
            return Err(OpenError::Malformed {
                section: Section::Filter,
                what: "the filter is not a whole number of blocks",
            });
        }
        let organisations_at = range(section_id::ORGANISATIONS, Section::Organisations)?;
        let organisations = self
            .bytes
            .as_ref()
            .get(organisations_at.clone())
            .unwrap_or_default();
        let bytes = organisations;
        let organisations = self.organisations(below)?;
        let lists: Vec<&str> = self.header.lists.iter().map(|list| list.code.as_str()).collect();
        let counts = organisations.count_lists(bytes, &lists)?;
        if self.header.audience == Audience::Public && !organisations.hides_sole_traders(bytes) {
            return Err(OpenError::Malformed {
                section: Section::Organisations,
                what: "a file for the public names a sole trader",
            });
        }
        let persons = self.persons(person_key, below)?;
        let personal = match &persons {
            Persons::Open { plain, partition, .. } => Some(partition.count_lists(plain, &lists)?),
            Persons::Sealed if self.header.has_persons() => None,
            Persons::Sealed | Persons::None => Some(vec![[0; 2]; lists.len()]),
        };
        if self.header.base.is_none() && !adds_up(&self.header, &counts, personal.as_deref()) {
            return Err(OpenError::Malformed {
                section: Section::Header,
                what: "the records do not add up to the counts of the lists",
            });
        }
        let digest = self.digest();
        let Self {
            bytes, header, body, ..
        } = self;
        Ok(Snapshot {
            bytes,
            header,
            body,
            digest,
            signers,
            policy: policy.map(Arc::new),
            filter,
            organisations_at,
            organisations,
            counts,
            persons,
        })
    }

    /// The natural persons, unsealed where the key is given.
    fn persons(
        &self,
        key: Option<PersonKey>,
        below: Option<&Both<Arc<Front>>>,
    ) -> Result<Persons, OpenError> {
        let suite = self.header.suite;
        let (expected, key) = match (self.header.person_key_id, key) {
            (_, None) => return Ok(Persons::Sealed),
            (None, Some(_)) => return Ok(Persons::None),
            (Some(expected), Some(key)) => (expected, key),
        };
        let found = key.id(suite);
        if found != expected {
            return Err(OpenError::PersonKey {
                found: found.to_string(),
                expected: expected.to_string(),
            });
        }
        let Some(sealed) = self.part(section_id::PERSONS) else {
            return Ok(Persons::None);
        };
        let key = key.of_publisher(suite, &self.header.publisher);
        let plain = format::seal::open(suite, &key, sealed)?;
        let partition = Box::new(self.partition(&plain, PartitionKind::Persons, below)?);
        Ok(Persons::Open {
            plain,
            partition,
            key,
        })
    }

    /// Header, sections and policy pack must not contradict each other.
    fn check_consistency(&self, policy: Option<&Policy>) -> Result<(), OpenError> {
        let malformed = |section, what| Err(OpenError::Malformed { section, what });
        let header = &self.header;
        let (sealed, keyed) = (header.has_persons(), header.person_key_id.is_some());
        // A delta that changes nothing about persons comes without the section.
        let fits = match header.base {
            None => sealed == keyed,
            Some(_) => keyed || !sealed,
        };
        if !fits || (!keyed && header.state[1] != 0) {
            return malformed(
                Section::Persons,
                "the header and the sealed section contradict each other",
            );
        }
        if sealed && header.audience == Audience::Public {
            return malformed(Section::Persons, "a file for the public holds natural persons");
        }
        if policy.is_some_and(|policy| header.policy_version != policy.version()) {
            return malformed(
                Section::Policy,
                "the header names another version of the policy pack",
            );
        }
        if header
            .sections
            .iter()
            .any(|(id, _)| id < section_id::PASSABLE && !section_id::ALL.contains(&id))
        {
            return malformed(Section::Header, "a section is unknown");
        }
        Ok(())
    }

    fn partition(
        &self,
        bytes: &[u8],
        kind: PartitionKind,
        below: Option<&Both<Arc<Front>>>,
    ) -> Result<Partition, OpenError> {
        let layer = match (&self.header.base, below) {
            (None, _) => LayerKind::Base,
            (Some(_), Some(fronts)) => LayerKind::Upon(fronts.get(kind)),
            (Some(_), None) => LayerKind::Alone,
        };
        Partition::open(bytes, kind.section(), layer)
    }

    fn organisations(&self, below: Option<&Both<Arc<Front>>>) -> Result<Partition, OpenError> {
        let bytes = self.part(section_id::ORGANISATIONS).unwrap_or_default();
        self.partition(bytes, PartitionKind::Organisations, below)
            .map_err(|error| error.of_part_at(self.part_at(section_id::ORGANISATIONS)))
    }

    fn outline(&self) -> Result<Outline, OpenError> {
        let bytes = self.part(section_id::ORGANISATIONS).unwrap_or_default();
        Outline::open(bytes, Section::Organisations)
            .map_err(|error| error.of_part_at(self.part_at(section_id::ORGANISATIONS)))
    }

    /// Where a part begins in the file.
    fn part_at(&self, id: u16) -> usize {
        let part = self.header.sections.find(id);
        self.body.start.saturating_add(part.map_or(0, |part| part.start))
    }

    fn part(&self, id: u16) -> Option<&[u8]> {
        let part = self.header.sections.find(id)?;
        self.bytes.as_ref().get(self.body.clone())?.get(part)
    }
}

/// Whether the counts of a base are those of its records; without the persons' they are not fewer.
fn adds_up(header: &Header, organisations: &[[u64; 2]], persons: Option<&[[u64; 2]]>) -> bool {
    let said = header.lists.iter().flat_map(|list| [list.records, list.unread]);
    let organisations = organisations.as_flattened();
    match persons.map(<[_]>::as_flattened) {
        Some(persons) => {
            let sums = organisations
                .iter()
                .zip(persons)
                .map(|(one, other)| one.checked_add(*other));
            sums.eq(said.map(Some))
        }
        None => organisations.iter().zip(said).all(|(found, said)| *found <= said),
    }
}

/// The lists that a header names must be in the policy pack in force, else their records would be passed over; and a
/// file for the public names public ones only.
pub(crate) fn check_lists(header: &Header, policy: &Policy) -> Result<(), OpenError> {
    let malformed = |what| OpenError::Malformed {
        section: Section::Header,
        what,
    };
    for list in &header.lists {
        let kind = policy.list(&list.code);
        let kind = kind.ok_or_else(|| malformed("a list is not in the policy pack"))?;
        if header.audience == Audience::Public && kind.disclosure != Disclosure::Public {
            return Err(malformed("a file for the public names a list that is not public"));
        }
    }
    Ok(())
}

fn section_name(id: u16) -> String {
    match id {
        section_id::POLICY => Section::Policy.to_string(),
        section_id::FILTER => Section::Filter.to_string(),
        section_id::ORGANISATIONS => Section::Organisations.to_string(),
        section_id::PERSONS => Section::Persons.to_string(),
        other => format!("section {other}"),
    }
}

/// The natural persons of a snapshot.
enum Persons {
    /// The file says nothing of persons, and the key was given.
    None,
    /// The key was not given.
    Sealed,
    Open {
        plain: Vec<u8>,
        partition: Box<Partition>,
        key: PersonKey,
    },
}

/// A snapshot whose origin and content are proven.
pub struct Snapshot<B> {
    bytes: B,
    header: Header,
    #[cfg_attr(not(feature = "build"), expect(dead_code, reason = "deltas are built on it"))]
    body: Range<usize>,
    digest: String,
    /// Keys whose signatures counted
    signers: Vec<KeyId>,
    policy: Option<Arc<Policy>>,
    filter: Range<usize>,
    organisations_at: Range<usize>,
    organisations: Partition,
    /// Records of organisations on each list of the header
    counts: Vec<[u64; 2]>,
    persons: Persons,
}

/// A partition with the bytes it reads and the way its leaves are made.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) partition: &'a Partition,
    pub(crate) bytes: &'a [u8],
    pub(crate) hashing: Hashing<'a>,
}

impl<B: AsRef<[u8]>> Snapshot<B> {
    /// The whole file.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.as_ref()
    }

    /// The signed header.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// How many records of organisations and sole traders the file holds, and of how many it says that they are no
    /// longer live.
    pub fn organisation_changes(&self) -> (u64, u64) {
        self.organisations.changes()
    }

    /// What deltas take from this file, where it is a base. Persons' is empty where they are sealed or none.
    pub(crate) fn front(&self, kind: PartitionKind) -> Arc<Front> {
        match (kind, &self.persons) {
            (PartitionKind::Organisations, _) => self.organisations.front().clone(),
            (PartitionKind::Persons, Persons::Open { partition, .. }) => partition.front().clone(),
            (PartitionKind::Persons, _) => Arc::new(Front::empty()),
        }
    }

    /// The digest that names this snapshot: `sm3:…` or `blake3:…`.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Ids of the keys whose signatures counted when the file was verified, in hexadecimal.
    pub(crate) fn signers(&self) -> &[KeyId] {
        &self.signers
    }

    /// The policy pack inside; a delta may come without.
    pub fn policy(&self) -> Option<&Policy> {
        self.policy.as_deref()
    }

    /// The tables of the policy pack inside.
    #[cfg(feature = "build")]
    pub(crate) fn tables(&self) -> Option<Tables> {
        let part = self.header.sections.find(section_id::POLICY)?;
        let bytes = self.bytes.as_ref().get(self.body.clone())?.get(part)?;
        format::policy::read(bytes).ok()
    }

    /// The digest that names this snapshot, as a delta on it writes it.
    #[cfg(feature = "build")]
    pub(crate) fn header_digest(&self) -> crate::suite::Digest {
        let header = self.bytes.as_ref().get(..self.body.start);
        self.header.suite.digest(header.unwrap_or_default())
    }

    /// Records of organisations and sole traders on each list, and rows of theirs that could not be read.
    pub(crate) fn organisations_by_list(&self) -> impl Iterator<Item = (&str, [u64; 2])> {
        let lists = self.header.lists.iter().map(|list| list.code.as_str());
        lists.zip(self.counts.iter().copied())
    }

    pub(crate) fn shared_policy(&self) -> Option<Arc<Policy>> {
        self.policy.clone()
    }

    /// The filter over the keys of every record of organisations and sole traders. Natural persons are not in it: whoever
    /// lacks their key is not to learn how many keys they have, and whether two files have the same ones.
    #[inline]
    pub fn pre_check(&self) -> PreCheck<'_> {
        let bytes = self.bytes.as_ref().get(self.filter.clone());
        PreCheck::new(bytes.unwrap_or_default()).unwrap_or_default()
    }

    /// Whether a key with this fingerprint may be present.
    #[inline]
    pub(crate) fn may_hold(&self, fingerprint: u64) -> bool {
        self.pre_check().may_hold(fingerprint)
    }

    pub(crate) fn organisations(&self) -> View<'_> {
        View {
            partition: &self.organisations,
            bytes: self
                .bytes
                .as_ref()
                .get(self.organisations_at.clone())
                .unwrap_or_default(),
            hashing: Hashing::Digest(self.header.suite),
        }
    }

    /// Natural persons: an error where the key is missing, `None` where there are none.
    pub(crate) fn persons(&self) -> Result<Option<View<'_>>, PersonKeyMissing> {
        match &self.persons {
            // A file for the public leaves persons out, so it says nothing about them.
            _ if self.header.audience == Audience::Public => Err(PersonKeyMissing),
            Persons::Sealed => Err(PersonKeyMissing),
            Persons::None => Ok(None),
            Persons::Open {
                plain,
                partition,
                key,
            } => {
                let hashing = Hashing::Mac(self.header.suite, key);
                Ok(Some(View {
                    partition,
                    bytes: plain,
                    hashing,
                }))
            }
        }
    }
}

/// The person key was not given, so natural persons cannot be compared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PersonKeyMissing;

impl<'a> View<'a> {
    /// The record of a row; `None` where there is no such row.
    #[inline]
    pub(crate) fn row(&self, row: usize) -> Option<RowView<'a>> {
        self.partition.row(self.bytes, row)
    }

    /// A reader of so many records.
    pub(crate) fn records(&self, records: usize) -> RecordReader<'a> {
        RecordReader::new(self.partition, self.bytes, records)
    }

    /// The leaf of the record that stands in a row.
    pub(crate) fn leaf_of(&self, record: &Record, row: usize) -> u128 {
        self.hashing.leaf(record, record.id.as_ref(), self.leaf_key(row))
    }

    /// What a record says in words; `None` where its bytes make no sense.
    pub(crate) fn details(&self, row: &RowView<'_>, facts: &Facts) -> Option<Details> {
        let mut details = Details {
            record_id: String::new(),
            name: row.name(),
            document_no: row.document_no(),
            cause: row.cause(),
            authority: row.authority()?,
        };
        details.record_id = match row.record_id() {
            Some(own) => own,
            None => self.identity(row, facts, &details)?,
        };
        Some(details)
    }

    /// The identity of a record without a record id, in hexadecimal.
    fn identity(&self, row: &RowView<'_>, facts: &Facts, details: &Details) -> Option<String> {
        let id = row.identifier();
        let identifying = Identifying {
            record_id: None,
            authority: &details.authority,
            list_kind: &facts.list_kind,
            subject_kind: row.subject_kind()?,
            id: id.as_ref(),
            name: details.name.as_deref(),
            document_no: details.document_no.as_deref(),
            decided_on: row.decided_on(facts.listed_on)?,
            listed_on: facts.listed_on,
        };
        let identity = self.hashing.identity(&identifying, self.leaf_key_of(row));
        Some(hex(&identity.to_be_bytes()))
    }

    /// The places of which a delta says that they are no longer live; `None` where they make no sense.
    /// Of more than there are below, one more is told, which then is one too many.
    pub(crate) fn removed(&self, below: usize) -> Option<Vec<u64>> {
        let Some(removed) = &self.partition.removed else {
            return Some(Vec::new());
        };
        let told = removed.len().min(below.saturating_add(1));
        (0..told).map(|at| removed.get(self.bytes, at)).collect()
    }

    /// What goes into a record's leaf besides the record: the key MAC of a person, nothing for organisations.
    pub(crate) fn leaf_key(&self, row: usize) -> u64 {
        self.row(row).map_or(0, |row| self.leaf_key_of(&row))
    }

    fn leaf_key_of(&self, row: &RowView<'_>) -> u64 {
        match self.hashing {
            Hashing::Digest(_) => 0,
            Hashing::Mac(..) => row.primary().unwrap_or(0),
        }
    }
}
