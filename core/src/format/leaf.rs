//! Canonical bytes of a record, its identity and its leaf digest.
//!
//! Canonical bytes are the fields in the feed's column order, the record id last, each as `u32` length and UTF-8, the length
//! `0xffffffff` where a field is absent. Organisations are digested, natural persons go through the MAC of the
//! person key, so that neither identity nor leaf tells anything to who lacks it.

use crate::date::Date;
use crate::record::{Record, Severity, Status, SubjectKind};
use crate::subject::{Identifier, name};
use crate::suite::{PersonKey, Suite};

/// How identities and leaves of one partition are made.
#[derive(Clone, Copy)]
pub(crate) enum Hashing<'a> {
    Digest(Suite),
    Mac(Suite, &'a PersonKey),
}

/// Leads the identity of a row that could not be read, in the place of a record id's length.
#[cfg(feature = "build")]
const UNREAD: u32 = u32::MAX - 1;

const LEAF: &str = "jrp/v1/leaf";
const IDENTITY: &str = "jrp/v1/identity";

/// A record's place in the list of records: what a newer layer overrides.
pub(crate) type Identity = u128;

impl Hashing<'_> {
    fn hash(self, context: &str, bytes: &[u8]) -> u128 {
        let out = match self {
            Self::Digest(suite) => suite.digest_of(&[context.as_bytes(), &[0], bytes]),
            Self::Mac(suite, key) => key.mac(suite, context, &[bytes]),
        };
        out.first_chunk::<16>()
            .map_or(0, |half| u128::from_le_bytes(*half))
    }

    /// The leaf of a record that is stored with the identifier `id`. `primary` is the person's key MAC, 0 for
    /// organisations.
    pub(crate) fn leaf(self, record: &Record, id: Option<&Identifier>, primary: u64) -> u128 {
        self.hash(LEAF, &canonical_with(record, id, primary))
    }

    /// The identity: list kind, subject, name and authority, with the record id, else document number, days of listing and of
    /// decision.
    pub(crate) fn identity(self, of: &Identifying<'_>, primary: u64) -> Identity {
        self.hash(IDENTITY, &of.bytes(primary))
    }

    /// The key of a person's whole identifier.
    pub(crate) fn person_key(self, id: &Identifier) -> u64 {
        self.key(
            "jrp/v1/person-id",
            &[id.kind().code().as_bytes(), id.value().as_bytes()],
        )
    }

    /// The key of a person's folded name alone: only rows that could not be read have it.
    pub(crate) fn name_key(self, name_key: &str) -> u64 {
        self.key("jrp/v1/person-name", &[name_key.as_bytes()])
    }

    /// The key of a person's masked identifier beside a folded name.
    pub(crate) fn masked_key(self, id: &Identifier, name_key: &str) -> u64 {
        let parts = [
            id.kind().code().as_bytes(),
            id.value().as_bytes(),
            name_key.as_bytes(),
        ];
        self.key("jrp/v1/person-masked-id", &parts)
    }

    fn key(self, context: &str, parts: &[&[u8]]) -> u64 {
        let out = match self {
            // Persons are never keyed by a digest; a roster without the key has no use for this number.
            Self::Digest(_) => return 0,
            Self::Mac(suite, key) => key.mac(suite, context, parts),
        };
        out.first_chunk::<8>()
            .map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }
}

/// What a record's identity is made of.
pub(crate) struct Identifying<'a> {
    pub(crate) record_id: Option<&'a str>,
    pub(crate) authority: &'a str,
    pub(crate) list_kind: &'a str,
    pub(crate) subject_kind: SubjectKind,
    pub(crate) id: Option<&'a Identifier>,
    pub(crate) name: Option<&'a str>,
    pub(crate) document_no: Option<&'a str>,
    pub(crate) decided_on: Option<Date>,
    pub(crate) listed_on: Date,
}

impl<'a> From<&'a Record> for Identifying<'a> {
    fn from(record: &'a Record) -> Self {
        Self {
            record_id: record.record_id.as_deref(),
            authority: &record.authority,
            list_kind: &record.list_kind,
            subject_kind: record.subject_kind,
            id: record.id.as_ref(),
            name: record.name.as_deref(),
            document_no: record.document_no.as_deref(),
            decided_on: record.decided_on,
            listed_on: record.listed_on,
        }
    }
}

impl Identifying<'_> {
    /// What names the subject: a person's key, a number, or the folded name where there is none.
    pub(crate) fn push_subject(&self, bytes: &mut Vec<u8>, primary: u64) {
        match (self.id, self.subject_kind) {
            (_, SubjectKind::Person) => bytes.extend_from_slice(&primary.to_le_bytes()),
            (Some(id), _) => {
                push(bytes, Some(id.kind().code()));
                push(bytes, Some(id.value()));
            }
            (None, _) => push(bytes, self.name.map(name::key).as_deref()),
        }
    }

    /// The bytes that the identity digests: what is not surely one decision about one subject has two of them.
    fn bytes(&self, primary: u64) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(256);
        push(&mut bytes, self.record_id);
        push(&mut bytes, Some(self.list_kind));
        self.push_subject(&mut bytes, primary);
        // A masked number is many subjects', and a code that was copied two.
        if self.id.is_some() || self.subject_kind == SubjectKind::Person {
            push(&mut bytes, self.name.map(name::key).as_deref());
        }
        // Departments number their rows each for itself, and often from one.
        push(&mut bytes, Some(&name::fold(self.authority)));
        if self.record_id.is_some() {
            return bytes;
        }
        // One decision is written with all kinds of brackets, blanks and widths.
        push(&mut bytes, self.document_no.map(name::fold).as_deref());
        push_date(&mut bytes, Some(self.listed_on));
        push_date(&mut bytes, self.decided_on);
        bytes
    }
}

/// The bytes that a record's identity digests.
#[cfg(feature = "build")]
pub(crate) fn identity_bytes(record: &Record, primary: u64) -> Vec<u8> {
    if record.status != Status::Unread {
        return Identifying::from(record).bytes(primary);
    }
    // A row that could not be read is all of its keys: another name is another way to ask for it. Its number is not.
    let unnumbered = Record {
        record_id: None,
        ..record.clone()
    };
    [
        UNREAD.to_le_bytes().as_slice(),
        &canonical_with(&unnumbered, unnumbered.id.as_ref(), primary),
    ]
    .concat()
}

/// The bytes that a leaf digests.
#[cfg(feature = "build")]
pub(crate) fn canonical(record: &Record, primary: u64) -> Vec<u8> {
    canonical_with(record, record.id.as_ref(), primary)
}

fn canonical_with(record: &Record, id: Option<&Identifier>, primary: u64) -> Vec<u8> {
    let is_read = record.status != Status::Unread;
    let mut out = Vec::with_capacity(640);
    out.extend_from_slice(&primary.to_le_bytes());
    push(&mut out, Some(&record.list_kind));
    push(&mut out, Some(record.subject_kind.code()));
    push(&mut out, record.name.as_deref());
    match record.former_names.as_slice() {
        [] => push(&mut out, None),
        names => push(&mut out, Some(&names.join("|"))),
    }
    push(&mut out, id.map(|id| id.kind().code()));
    push(&mut out, id.map(Identifier::value));
    push(&mut out, record.document_no.as_deref());
    push(&mut out, record.cause.as_deref());
    push(&mut out, record.severity.map(Severity::code));
    push(&mut out, Some(record.authority.as_str()).filter(|_| is_read));
    push(&mut out, record.source_unit.as_deref());
    push_date(&mut out, record.decided_on);
    push_date(&mut out, Some(record.listed_on).filter(|_| is_read));
    push_date(&mut out, record.effective_from);
    push_date(&mut out, record.publish_until);
    push_date(&mut out, record.effective_until);
    push(&mut out, Some(record.status.code()));
    push(&mut out, record.legal_basis.as_deref());
    push(&mut out, record.domain.as_deref());
    push(&mut out, record.region.as_deref());
    push(&mut out, record.record_id.as_deref());
    out
}

pub(crate) fn push_date(out: &mut Vec<u8>, date: Option<Date>) {
    let text = date.map(Date::iso);
    push(
        out,
        text.as_ref().and_then(|text| core::str::from_utf8(text).ok()),
    );
}

pub(crate) fn push(out: &mut Vec<u8>, field: Option<&str>) {
    match field {
        None => out.extend_from_slice(&u32::MAX.to_le_bytes()),
        Some(text) => {
            out.extend_from_slice(&(text.len() as u32).to_le_bytes());
            out.extend_from_slice(text.as_bytes());
        }
    }
}
