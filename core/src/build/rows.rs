//! Records on their way into a partition, small: what repeats is stored once.

use super::{BuildError, Dropped, Options};
use crate::date::Date;
use crate::format::codes;
use crate::format::fingerprint::secondary_keys;
use crate::format::header::Audience;
use crate::format::leaf::{Hashing, Identity, canonical};
use crate::policy::{Disclosure, Policy};
use crate::record::{Record, Severity, Status, SubjectKind};
use crate::subject::{IdKind, Identifier, mask::Shape, name};
use crate::suite::{PersonKey, Suite};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeSet;

/// Longest text of a record, in bytes.
const MAX_TEXT: usize = 16_000;

/// What records have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Listing {
    pub(super) list_kind: String,
    pub(super) authority: String,
    pub(super) source_unit: Option<String>,
    pub(super) legal_basis: Option<String>,
    pub(super) domain: Option<String>,
    pub(super) region: Option<String>,
}

/// One record.
pub(super) struct Row {
    /// Key by which rows are sorted and found; `None` where there is none
    pub(super) primary: Option<u64>,
    pub(super) leaf: u128,
    identity: Identity,
    pub(super) origin: u32,
    pub(super) listing: u32,
    pub(super) cause: Option<u32>,
    /// The shape of a masked identifier
    mask: Option<u32>,
    texts: u64,
    pub(super) listed_on: Date,
    pub(super) decided_on: Option<Date>,
    pub(super) effective_from: Option<Date>,
    pub(super) publish_until: Option<Date>,
    pub(super) id_kind: Option<IdKind>,
    pub(super) severity: Option<Severity>,
    pub(super) status: Status,
    pub(super) subject_kind: SubjectKind,
}

/// The texts of one record that seldom repeat.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RowTexts<'a> {
    pub(super) id: Option<&'a str>,
    pub(super) name: Option<&'a str>,
    pub(super) former_names: Option<&'a str>,
    pub(super) document_no: Option<&'a str>,
    pub(super) record_id: Option<&'a str>,
}

/// Texts that repeat, each once.
struct Interner<T> {
    number: HashMap<T, u32>,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self {
            number: HashMap::default(),
        }
    }
}

impl<T: Eq + core::hash::Hash> Interner<T> {
    fn intern(&mut self, value: T) -> u32 {
        let next = self.number.len() as u32;
        *self.number.entry(value).or_insert(next)
    }

    fn by_number(&self) -> Vec<&T> {
        let mut values: Vec<_> = self.number.iter().collect();
        values.sort_unstable_by_key(|(_, number)| **number);
        values.into_iter().map(|(value, _)| value).collect()
    }
}

/// The records of one partition.
#[derive(Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
    listings: Interner<Listing>,
    causes: Interner<String>,
    /// Texts of all rows: `u16` length and UTF-8 each, five a row
    arena: Vec<u8>,
    /// Secondary keys: fingerprint and the origin of the record it leads to
    pub(super) keys: Vec<(u64, u32)>,
    /// Mask shapes of identifiers, as `kind:shape`
    masks: Interner<String>,
}

impl Rows {
    pub(super) fn push_organisation(
        &mut self,
        record: &Record,
        origin: u32,
        suite: Suite,
    ) -> Result<(), BuildError> {
        let hashing = Hashing::Digest(suite);
        let full = record.id.as_ref().filter(|id| !id.is_masked());
        let primary = full
            .and_then(Identifier::org_code)
            .map(|code| codes::body_number(&code));
        let leaf = hashing.leaf(record, 0);
        let keys = secondary_keys(record).into_iter();
        self.keys.extend(keys.map(|key| (key, origin)));
        self.push(record, origin, primary, hashing.identity(record, 0), leaf)?;
        self.note_mask(record.id.as_ref().filter(|id| id.is_masked()));
        Ok(())
    }

    pub(super) fn push_person(
        &mut self,
        record: &Record,
        origin: u32,
        suite: Suite,
        key: &PersonKey,
    ) -> Result<(), BuildError> {
        let hashing = Hashing::Mac(suite, key);
        let id = record.id.as_ref().ok_or(BuildError::PersonWithoutKey)?;
        let keys: Vec<u64> = if id.is_masked() {
            let names = record.name.iter().chain(&record.former_names);
            names
                .map(|text| hashing.masked_key(id, &name::key(text)))
                .collect()
        } else {
            vec![hashing.person_key(id)]
        };
        let primary = *keys.first().ok_or(BuildError::PersonWithoutKey)?;
        let mut stored = record.clone();
        stored.id = Identifier::parse(id.kind(), &id.masked_for_display()).ok();
        let leaf = hashing.leaf(&stored, primary);
        self.keys
            .extend(keys.into_iter().skip(1).map(|key| (key, origin)));
        self.push(
            &stored,
            origin,
            Some(primary),
            hashing.identity(&stored, primary),
            leaf,
        )?;
        self.note_mask(Some(id).filter(|id| id.is_masked()));
        Ok(())
    }

    /// Remembers the shape of the masked identifier of the row just pushed.
    fn note_mask(&mut self, id: Option<&Identifier>) {
        let shape = id.and_then(|id| Some((id, Shape::of(id.value())?)));
        let mask = shape.map(|(id, shape)| {
            self.masks
                .intern(format!("{}:{}", id.kind().code(), shape.as_str()))
        });
        if let Some(row) = self.rows.last_mut() {
            row.mask = mask;
        }
    }

    fn push(
        &mut self,
        record: &Record,
        origin: u32,
        primary: Option<u64>,
        identity: Identity,
        leaf: u128,
    ) -> Result<(), BuildError> {
        let listing = self.listings.intern(Listing {
            list_kind: record.list_kind.clone(),
            authority: record.authority.clone(),
            source_unit: record.source_unit.clone(),
            legal_basis: record.legal_basis.clone(),
            domain: record.domain.clone(),
            region: record.region.clone(),
        });
        let cause = record.cause.clone().map(|cause| self.causes.intern(cause));
        let texts = self.arena.len() as u64;
        let former = record.former_names.join("|");
        let fields = [
            record.id.as_ref().map(Identifier::value),
            record.name.as_deref(),
            Some(former.as_str()),
            record.document_no.as_deref(),
            record.record_id.as_deref(),
        ];
        for text in fields.map(Option::unwrap_or_default) {
            if text.len() > MAX_TEXT {
                return Err(BuildError::Text);
            }
            self.arena.extend_from_slice(&(text.len() as u16).to_le_bytes());
            self.arena.extend_from_slice(text.as_bytes());
        }
        self.rows.push(Row {
            primary,
            leaf,
            identity,
            origin,
            listing,
            cause,
            mask: None,
            texts,
            listed_on: record.listed_on,
            decided_on: record.decided_on,
            effective_from: record.effective_from,
            publish_until: record.publish_until,
            id_kind: record.id.as_ref().map(Identifier::kind),
            severity: record.severity,
            status: record.status,
            subject_kind: record.subject_kind,
        });
        Ok(())
    }

    /// Drops repeated rows and puts the others in their final order.
    pub(super) fn settle(&mut self, collapsed: &mut Vec<Dropped>, conflicts: &mut Vec<Dropped>) {
        let mut rows = std::mem::take(&mut self.rows);
        rows.sort_unstable_by_key(|row| (row.identity, row.leaf, row.origin));
        let (listings, causes) = (self.listings.by_number(), self.causes());
        let mut kept: Vec<Row> = Vec::with_capacity(rows.len());
        let mut before: Option<(Identity, u128, u32)> = None;
        for row in rows {
            if let Some((identity, leaf, origin)) = before
                && (identity, leaf) == (row.identity, row.leaf)
            {
                collapsed.push(Dropped {
                    kept: origin,
                    dropped: row.origin,
                });
                continue;
            }
            before = Some((row.identity, row.leaf, row.origin));
            let Some(last) = kept.last_mut().filter(|last| last.identity == row.identity) else {
                kept.push(row);
                continue;
            };
            // The later decision wins, then the greater bytes: the result does not depend on the order of the feed.
            let rank = |row: &Row| (row.decided_on, self.canonical(row, &listings, &causes));
            let (winner, loser) = if rank(&row) > rank(last) {
                (row.origin, last.origin)
            } else {
                (last.origin, row.origin)
            };
            conflicts.push(Dropped {
                kept: winner,
                dropped: loser,
            });
            if winner == row.origin {
                *last = row;
            }
        }
        let order = |row: &Row| (row.primary.is_none(), row.primary, row.leaf);
        kept.sort_unstable_by_key(order);
        self.rows = kept;
    }

    fn canonical(&self, row: &Row, listings: &[&Listing], causes: &[&str]) -> Vec<u8> {
        let (listing, texts) = (listings[row.listing as usize], self.texts(row));
        let primary = match row.subject_kind {
            SubjectKind::Person => row.primary.unwrap_or(0),
            _ => 0,
        };
        let text = |text: Option<&str>| text.map(str::to_owned);
        let record = Record {
            list_kind: listing.list_kind.clone(),
            subject_kind: row.subject_kind,
            id: row
                .id_kind
                .zip(texts.id)
                .and_then(|(kind, id)| Identifier::parse(kind, id).ok()),
            name: text(texts.name),
            former_names: texts
                .former_names
                .map(|names| names.split('|').map(str::to_owned).collect())
                .unwrap_or_default(),
            document_no: text(texts.document_no),
            cause: row.cause.map(|cause| causes[cause as usize].to_owned()),
            severity: row.severity,
            authority: listing.authority.clone(),
            source_unit: listing.source_unit.clone(),
            decided_on: row.decided_on,
            listed_on: row.listed_on,
            effective_from: row.effective_from,
            publish_until: row.publish_until,
            status: row.status,
            legal_basis: listing.legal_basis.clone(),
            domain: listing.domain.clone(),
            region: listing.region.clone(),
            record_id: text(texts.record_id),
        };
        canonical(&record, primary)
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Row> {
        self.rows.iter()
    }

    /// Sum of the leaves.
    pub(super) fn state(&self) -> u128 {
        self.rows.iter().fold(0, |sum, row| sum.wrapping_add(row.leaf))
    }

    /// The list kind of each row.
    pub(super) fn list_kinds(&self) -> impl Iterator<Item = &str> {
        let listings = self.listings.by_number();
        self.rows
            .iter()
            .map(move |row| listings[row.listing as usize].list_kind.as_str())
    }

    /// Listings in their order, and for each number used in rows its place there.
    pub(super) fn listings(&self) -> (Vec<&Listing>, Vec<u32>) {
        let numbered = self.listings.by_number();
        let used: BTreeSet<&Listing> = self
            .rows
            .iter()
            .map(|row| numbered[row.listing as usize])
            .collect();
        let sorted: Vec<&Listing> = used.into_iter().collect();
        let place = numbered
            .iter()
            .map(|listing| sorted.partition_point(|other| other < listing) as u32)
            .collect();
        (sorted, place)
    }

    /// The mask shapes of the rows, in order.
    pub(super) fn masks(&self) -> Vec<&str> {
        let numbered = self.masks.by_number();
        let used: BTreeSet<u32> = self.rows.iter().filter_map(|row| row.mask).collect();
        let mut masks: Vec<&str> = used
            .into_iter()
            .map(|mask| numbered[mask as usize].as_str())
            .collect();
        masks.sort_unstable();
        masks
    }

    /// Causes by number.
    pub(super) fn causes(&self) -> Vec<&str> {
        self.causes.by_number().into_iter().map(String::as_str).collect()
    }

    /// The texts of a row; empty ones are absent.
    pub(super) fn texts(&self, row: &Row) -> RowTexts<'_> {
        let mut rest = &self.arena[row.texts as usize..];
        let mut next = || {
            let (len, behind) = rest.split_first_chunk::<2>()?;
            let (text, behind) = behind.split_at_checked(usize::from(u16::from_le_bytes(*len)))?;
            rest = behind;
            core::str::from_utf8(text).ok().filter(|text| !text.is_empty())
        };
        RowTexts {
            id: next(),
            name: next(),
            former_names: next(),
            document_no: next(),
            record_id: next(),
        }
    }
}

/// Refuses what no snapshot may hold, whoever calls.
pub(super) fn check(record: &Record, policy: &Policy, options: &Options) -> Result<(), BuildError> {
    let code = &record.list_kind;
    let list = policy
        .list(code)
        .ok_or_else(|| BuildError::UnknownList { code: code.clone() })?;
    if record.name.is_none() && record.id.is_none() {
        return Err(BuildError::NoSubject);
    }
    match record.publish_until {
        None if !list.open_ended => return Err(BuildError::TermMissing { code: code.clone() }),
        Some(until) if until < record.listed_on => return Err(BuildError::TermReversed),
        _ => {}
    }
    let personal = matches!(
        record.id.as_ref().map(Identifier::kind),
        Some(IdKind::CitizenId | IdKind::Passport)
    );
    if personal && record.subject_kind != SubjectKind::Person {
        return Err(BuildError::PersonalIdentifier);
    }
    if options.audience == Audience::Public {
        if list.disclosure != Disclosure::Public {
            return Err(BuildError::NotPublic { code: code.clone() });
        }
        if record.subject_kind == SubjectKind::Person {
            return Err(BuildError::PersonNotPublic);
        }
    }
    if record.former_names.iter().any(|former| former.contains('|')) {
        return Err(BuildError::FormerName);
    }
    let texts = [
        &record.name,
        &record.document_no,
        &record.cause,
        &record.source_unit,
        &record.legal_basis,
    ];
    let texts = texts
        .into_iter()
        .chain([&record.domain, &record.region, &record.record_id])
        .flatten();
    let texts = texts.chain(&record.former_names).chain([&record.authority]);
    for text in texts {
        if text.is_empty() || text.len() > MAX_TEXT || text.chars().any(char::is_control) {
            return Err(BuildError::Text);
        }
    }
    Ok(())
}
