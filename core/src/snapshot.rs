//! One signed file, opened.
//!
//! [`UnverifiedSnapshot`] is well-formed bytes of unproven origin: it tells its header and answers no question.
//! Verifying checks signatures, digests and structure once, so that no later question can fail.

pub use crate::format::header::{Audience, BaseReference, Header, ListCount};

use crate::error::{OpenError, Section};
use crate::format::fingerprint::{KeyKind, fingerprint};
use crate::format::leaf::Hashing;
use crate::format::pages::{self, DIGEST};
use crate::format::partition::Partition;
use crate::format::signatures::{self, Signature};
use crate::format::{self, codes, filter, section_id};
use crate::policy::Policy;
use crate::record::Record;
use crate::subject::{Identifier, name};
use crate::suite::PersonKey;
use crate::trust::{TrustAnchors, hex};
use core::ops::Range;
use std::collections::BTreeMap;

/// Well-formed bytes whose origin is not yet proven.
pub struct UnverifiedSnapshot<B> {
    bytes: B,
    header: Header,
    body: Range<usize>,
    page_table: Range<usize>,
    signatures: Vec<Signature>,
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
        let signatures = signatures::read(all.get(table_end..).unwrap_or_default())?;
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
        format!("{}:{}", suite.digest_name(), hex(&suite.digest(self.message())))
    }

    /// Ids of the keys that signed, in hexadecimal.
    pub fn signers(&self) -> Vec<String> {
        self.signatures
            .iter()
            .map(|signature| hex(&signature.key_id))
            .collect()
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
                    .and_then(|bytes| Partition::open(bytes, Section::Organisations).ok()),
            ) {
                (section_id::ORGANISATIONS, Some(partition)) => {
                    let columns: usize = partition.columns().map(|(_, len)| len).sum();
                    add("organisations.table".to_owned(), len.saturating_sub(columns));
                    for (column, len) in partition.columns() {
                        add(
                            format!("organisations.{}", format::partition::column_name(column)),
                            len,
                        );
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

    /// Reads the policy pack inside. Nothing of it is proven.
    pub fn policy(&self) -> Result<Policy, OpenError> {
        Ok(Policy::from_tables(&format::policy::read(
            self.part(section_id::POLICY).unwrap_or_default(),
        )?)?)
    }

    /// Proves origin and content. Without the person key, questions about natural persons stay open.
    pub fn verify(
        self,
        trust: &TrustAnchors,
        person_key: Option<PersonKey>,
    ) -> Result<Snapshot<B>, OpenError> {
        let (header, all) = (&self.header, self.bytes.as_ref());
        trust.accept(header, self.message(), &self.signatures)?;
        let table = all.get(self.page_table.clone()).unwrap_or_default();
        if header.suite.digest(table) != header.page_table_digest {
            return Err(OpenError::PageTable {
                offset: self.page_table.start as u64,
            });
        }
        let body = all.get(self.body.clone()).unwrap_or_default();
        pages::verify(header.suite, body, table, self.body.start as u64)?;
        self.open(person_key)
    }

    fn open(self, person_key: Option<PersonKey>) -> Result<Snapshot<B>, OpenError> {
        let policy = self.policy()?;
        self.check_consistency(&policy)?;
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
        if filter.len() % filter::BLOCK != 0 {
            return Err(OpenError::Malformed {
                section: Section::Filter,
                what: "the filter is no whole number of blocks",
            });
        }
        let organisations_at = range(section_id::ORGANISATIONS, Section::Organisations)?;
        let organisations = self
            .bytes
            .as_ref()
            .get(organisations_at.clone())
            .unwrap_or_default();
        let organisations = Partition::open(organisations, Section::Organisations)?;
        let persons = match (self.header.person_key_id, person_key) {
            (_, None) => Persons::Sealed,
            (None, Some(_)) => Persons::None,
            (Some(expected), Some(key)) => {
                let found = key.id(self.header.suite);
                if found != expected {
                    return Err(OpenError::PersonKey {
                        found: hex(&found),
                        expected: hex(&expected),
                    });
                }
                let sealed = self.part(section_id::PERSONS).unwrap_or_default();
                let plain = format::seal::open(self.header.suite, &key, sealed)?;
                let partition = Box::new(Partition::open(&plain, Section::Persons)?);
                Persons::Open {
                    plain,
                    partition,
                    key,
                }
            }
        };
        let digest = self.digest();
        let Self { bytes, header, .. } = self;
        Ok(Snapshot {
            bytes,
            header,
            digest,
            policy,
            filter,
            organisations_at,
            organisations,
            persons,
        })
    }

    /// Header, sections and policy pack must not contradict each other.
    fn check_consistency(&self, policy: &Policy) -> Result<(), OpenError> {
        let malformed = |section, what| Err(OpenError::Malformed { section, what });
        let header = &self.header;
        let sealed = header.sections.find(section_id::PERSONS).is_some();
        if sealed != header.person_key_id.is_some() || (!sealed && header.state[1] != 0) {
            return malformed(
                Section::Persons,
                "the header and the sealed section contradict each other",
            );
        }
        if sealed && header.audience == Audience::Public {
            return malformed(Section::Persons, "a file for the public holds natural persons");
        }
        if header.policy_version != policy.version() {
            return malformed(
                Section::Policy,
                "the header names another version of the policy pack",
            );
        }
        if header
            .sections
            .iter()
            .any(|(id, _)| !section_id::ALL.contains(&id))
        {
            return malformed(Section::Header, "a section is unknown");
        }
        Ok(())
    }

    fn part(&self, id: u16) -> Option<&[u8]> {
        let part = self.header.sections.find(id)?;
        self.bytes.as_ref().get(self.body.clone())?.get(part)
    }
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
    /// The file holds none, and the key was given.
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
    digest: String,
    policy: Policy,
    filter: Range<usize>,
    organisations_at: Range<usize>,
    organisations: Partition,
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
    /// Parses and verifies in one step.
    pub fn open(bytes: B, trust: &TrustAnchors, person_key: Option<PersonKey>) -> Result<Self, OpenError> {
        UnverifiedSnapshot::parse(bytes)?.verify(trust, person_key)
    }

    /// The signed header.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The digest that names this snapshot: `sm3:…` or `blake3:…`.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The policy pack inside.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Whether a key with this fingerprint may be present.
    #[inline]
    pub(crate) fn may_hold(&self, fingerprint: u64) -> bool {
        self.bytes
            .as_ref()
            .get(self.filter.clone())
            .is_some_and(|bytes| filter::contains(bytes, fingerprint))
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

    /// Reads every record: recomputes the state digest and the counts, and looks each record up by its own keys.
    /// Persons are checked only where the key was given.
    pub fn verify_deep(&self) -> Result<DeepCheck, OpenError> {
        let [organisations, persons] = self.header.state;
        let mut lists = BTreeMap::new();
        let mut records = self.check_view(self.organisations(), organisations, &mut lists)?;
        let persons_checked = match self.persons() {
            Ok(None) => true,
            Ok(Some(view)) => {
                records += self.check_view(view, persons, &mut lists)?;
                true
            }
            Err(PersonKeyMissing) => self.header.person_key_id.is_none(),
        };
        let counted = |code: &str| lists.get(code).copied().unwrap_or(0);
        let agree = self.header.lists.iter().all(|list| {
            let found = counted(&list.code);
            if persons_checked {
                found == list.records
            } else {
                found <= list.records
            }
        });
        if !agree
            || lists
                .keys()
                .any(|code| !self.header.lists.iter().any(|list| list.code == *code))
        {
            return Err(OpenError::Malformed {
                section: Section::Header,
                what: "the records do not add up to the counts of the lists",
            });
        }
        Ok(DeepCheck {
            records,
            persons_checked,
        })
    }

    /// Recomputes the sum of the leaves, counts the lists, and looks every record up by its own keys.
    fn check_view(
        &self,
        view: View<'_>,
        state: u128,
        lists: &mut BTreeMap<String, u64>,
    ) -> Result<u64, OpenError> {
        let section = view.partition.section();
        let malformed = |what| OpenError::Malformed { section, what };
        let mut sum = 0u128;
        for row in 0..view.partition.len() {
            let record = view
                .partition
                .record(view.bytes, row)
                .ok_or(malformed("a record cannot be read"))?;
            sum = sum.wrapping_add(view.hashing.leaf(&record, view.leaf_key(row)));
            if !self.is_reached(view, row, &record) {
                return Err(malformed("a record is not found by its own keys"));
            }
            *lists.entry(record.list_kind).or_default() += 1;
        }
        match sum == state {
            true => Ok(view.partition.len() as u64),
            false => Err(malformed("the records do not add up to the state digest")),
        }
    }

    /// Whether filter and indexes lead to a record from each of its keys.
    fn is_reached(&self, view: View<'_>, row: usize, record: &Record) -> bool {
        let by_primary = |value: u64, fingerprint: u64| {
            self.may_hold(fingerprint) && view.partition.primary.find(view.bytes, value).contains(&row)
        };
        let by_key = |fingerprint: u64| {
            self.may_hold(fingerprint)
                && view
                    .partition
                    .keys
                    .find(view.bytes, fingerprint)
                    .any(|found| found == row)
        };
        if let Hashing::Mac(..) = view.hashing {
            let key = view.leaf_key(row);
            return by_primary(key, key);
        }
        let full = record.id.as_ref().filter(|id| !id.is_masked());
        let by_code = full.and_then(Identifier::org_code).is_none_or(|code| {
            let body = codes::body_number(&code);
            by_primary(body, fingerprint(KeyKind::OrgBody, &codes::body_text(body)))
        });
        let other = full.and_then(|id| Some((KeyKind::of_identifier(id.kind())?, id)));
        let by_id = other.is_none_or(|(kind, id)| by_key(fingerprint(kind, id.value().as_bytes())));
        let kind = KeyKind::of_name(record.subject_kind);
        let mut names = record.name.iter().chain(&record.former_names);
        by_code && by_id && names.all(|text| by_key(fingerprint(kind, name::key(text).as_bytes())))
    }
}

/// The person key was not given, so natural persons cannot be compared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PersonKeyMissing;

/// What [`Snapshot::verify_deep`] recomputed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeepCheck {
    /// Records whose leaves were recomputed
    pub records: u64,
    /// Whether natural persons were among them, or there are none
    pub persons_checked: bool,
}

impl View<'_> {
    /// What goes into a record's leaf besides the record: the key MAC of a person, nothing for organisations.
    pub(crate) fn leaf_key(&self, row: usize) -> u64 {
        match self.hashing {
            Hashing::Digest(_) => 0,
            Hashing::Mac(..) => self.partition.primary.get(self.bytes, row).unwrap_or(0),
        }
    }
}
