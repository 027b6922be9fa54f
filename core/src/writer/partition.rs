//! Rows become the columns of a partition.

use super::BuildError;
use super::dictionaries::{Former, Known};
use super::kept::From;
use super::listing::{Listing, Listings, keep_numbers, take_from_base};
use super::possible::possible_names_of;
use super::rows::{Row, Rows};
use super::stored_id::StoredId;
use crate::date::Date;
use crate::executor::{Executor, Work, collect};
use crate::format::codes;
use crate::format::fingerprint::{KeyKind, fingerprint};
use crate::format::front::{self, Front};
use crate::format::text_column::{self, Coded, Encoded, Slices};
use crate::format::{column, groups, int_column, key_index, place, sorted, table, term};
use crate::record::{Severity, Status, SubjectKind};
use crate::snapshot::PartitionKind;
use crate::subject::IdKind;
use crate::suite::Suite;
use std::sync::Arc;

/// What the partition of a delta says of the whole chain.
pub(super) struct DeltaColumns {
    /// Places of the rows below that are no longer live, ascending
    pub(super) removed: Vec<u64>,
    /// Mask shapes of all live records, `|`-separated
    pub(super) masks: String,
    /// Listings and dictionaries of the base
    pub(super) front: Arc<Front>,
}

/// The rows of a partition, and what a delta says of the layers below.
pub(super) struct Part {
    pub(super) kind: PartitionKind,
    pub(super) rows: Rows,
    pub(super) delta: Option<DeltaColumns>,
    /// Dictionaries of a base: that which a delta continues, or the one before
    pub(super) known: Vec<(u16, Known)>,
    /// How the base before was written, in a base
    pub(super) former: Option<Arc<Former>>,
}

/// The partition's bytes, and the fingerprints of all its keys for the pre-check.
pub(super) fn encode(
    mut part: Part,
    possible_names: bool,
    suite: Suite,
    executor: &dyn Executor,
) -> Result<(Vec<u8>, Vec<u64>), BuildError> {
    let keys = part.rows.take_keys();
    let mut fingerprints: Vec<u64> = keys.iter().map(|(key, _)| *key).collect();
    let source = Source::of(&part, executor)?;
    fingerprints.extend(source.primary.iter().map(|key| match source.kind {
        PartitionKind::Organisations => fingerprint(KeyKind::OrgBody, &codes::body_text(*key)),
        PartitionKind::Persons => *key,
    }));
    let (ids, work): (Vec<u16>, Vec<_>) = source.columns(keys, possible_names).into_iter().unzip();
    let encoded = collect(executor, work).ok_or(BuildError::WorkLost)?;
    let mut encoded: Vec<(u16, Encoded)> = ids.into_iter().zip(encoded).collect();
    encoded.sort_unstable_by_key(|(id, _)| *id);
    let (mut columns, mut slices) = (table::Parts::new(), Vec::new());
    for (id, encoded) in encoded {
        columns.push((id, encoded.column));
        columns.extend(encoded.groups.map(|bytes| (groups_of(id), bytes)));
        columns.extend(encoded.dictionary.map(|bytes| (id + column::DICTIONARY, bytes)));
        slices.push(encoded.rows);
    }
    let [groups, records] = source.groups(slices, executor)?;
    columns.extend([(column::GROUPS, groups), (column::RECORDS, records)]);
    columns.sort_unstable_by_key(|(column, _)| *column);
    let below = part.delta.as_ref().map(|delta| &delta.front);
    let digest = match below {
        Some(front) => front.digest,
        None => front::digest(suite, columns.iter().map(|(id, bytes)| (*id, bytes.as_slice()))),
    };
    let at = columns.partition_point(|(id, _)| *id < column::FRONT_DIGEST);
    columns.insert(at, (column::FRONT_DIGEST, digest.as_bytes().to_vec()));
    let listings_below = below.map_or(0, |front| front.listings()) as u32;
    let [rows, listings] = [part.rows.len(), source.listings.len()].map(|count| count as u32);
    drop(source);
    drop(part);

    let mut out = Vec::new();
    out.extend_from_slice(&rows.to_le_bytes());
    out.extend_from_slice(&listings.to_le_bytes());
    out.extend_from_slice(&(columns.len() as u16).to_le_bytes());
    out.extend_from_slice(&[0; 2]);
    out.extend_from_slice(&listings_below.to_le_bytes());
    out.extend(table::entries(&columns, 8));
    table::append(&mut out, columns, 8);
    Ok((out, fingerprints))
}

/// What the columns of a partition are made of.
struct Source<'a> {
    kind: PartitionKind,
    rows: &'a Rows,
    delta: Option<&'a DeltaColumns>,
    ids: Vec<StoredId>,
    primary: Vec<u64>,
    /// Texts by number; none where a number is free
    listings: Listings<'a>,
    /// The number of each row's listing: those of the base come first
    place: Vec<u32>,
    known: &'a [(u16, Known)],
    former: Option<&'a Former>,
    masks: String,
}

/// Rows whose identifiers are read by one piece of work.
const PIECE: usize = 32_768;

impl<'a> Source<'a> {
    fn of(part: &'a Part, executor: &dyn Executor) -> Result<Self, BuildError> {
        let (rows, delta) = (&part.rows, part.delta.as_ref());
        let pieces = rows.as_slice().chunks(PIECE);
        let pieces = pieces.map(|piece| -> Work<'_, Vec<StoredId>> {
            let read = |row| StoredId::of(row, rows.texts(row).id);
            Box::new(move || piece.iter().map(read).collect())
        });
        let ids = collect(executor, pieces.collect()).ok_or(BuildError::WorkLost)?;
        let own_masks = || Vec::from_iter(rows.masks()).join("|");
        let former = part.former.as_deref();
        let (listings, mut place) = rows.listings();
        let listings = listings.iter().map(Listing::texts).collect();
        let listings = match (delta, former) {
            (Some(delta), _) => take_from_base(&delta.front, listings, &mut place),
            (None, Some(former)) => keep_numbers(former, listings, rows.len(), &mut place),
            (None, None) => listings,
        };
        Ok(Self {
            kind: part.kind,
            rows,
            delta,
            ids: ids.concat(),
            primary: rows.iter().map_while(Row::primary).collect(),
            listings,
            place,
            known: &part.known,
            former,
            masks: delta.map_or_else(own_masks, |delta| delta.masks.clone()),
        })
    }

    /// Each column's number and what makes it: what frees much memory first, then heavy work, so that no executor waits
    /// long for the last one.
    fn columns(&self, keys: Vec<(u64, u32)>, possible_names: bool) -> Vec<(u16, Work<'_, Encoded>)> {
        use column as c;
        let rows = self.rows;
        let widths = |id: u16| self.former.and_then(|former| former.index(id));
        let key_width = match self.kind {
            PartitionKind::Organisations => {
                key_index::short_width(keys.len(), key_index::MORE, widths(c::KEYS).as_ref())
            }
            PartitionKind::Persons => 64,
        };
        let pointer_bits = self.pointer_bits();
        let days = |row: &Row, date: Option<Date>| {
            date.map(|date| i64::from(date.days() - row.facts.listed_on.days()))
        };
        let mut work: Vec<(u16, Work<'_, Encoded>)> = vec![
            index(c::KEYS, move || {
                let row = |row: u32| rows.as_slice()[row as usize].pointer(pointer_bits);
                let entries = keys.into_iter().map(|(key, at)| (key, row(at)));
                key_index::encode(entries.collect(), key_width, pointer_bits, widths(c::KEYS))
            }),
            self.text(c::NAME, |row| rows.texts(row).name),
            self.text(c::DOCUMENT_NO, |row| rows.texts(row).document_no),
            (
                c::CAUSE,
                Box::new(|| {
                    let causes = rows.causes().iter();
                    let numbers = rows.iter().map(Row::cause);
                    let code = self.coder(c::CAUSE);
                    text_column::encode_numbered(numbers, causes, &code, self.texts_before(c::CAUSE)).sliced()
                }),
            ),
            self.text(c::FORMER_NAMES, |row| rows.texts(row).former_names),
            self.text(c::RECORD_ID, |row| rows.texts(row).record_id),
            (
                c::ID_TEXT,
                Box::new(|| {
                    let texts = self.with_ids();
                    let texts = texts.map(|(row, id)| rows.texts(row).id.filter(|_| id.is_text()));
                    let former = self.texts_before(c::ID_TEXT);
                    text_column::encode(texts.collect(), &self.coder(c::ID_TEXT), former).sliced()
                }),
            ),
            self.of_listings(c::AUTHORITY, |[_, authority, ..]| authority),
            self.of_listings(c::SOURCE_UNIT, |[_, _, source_unit, ..]| source_unit),
            self.of_listings(c::LEGAL_BASIS, |[.., legal_basis, _, _]| legal_basis),
            self.of_listings(c::LIST, |[list, ..]| list),
            self.of_listings(c::DOMAIN, |[.., domain, _]| domain),
            self.of_listings(c::REGION, |[.., region]| region),
            self.of_ids(c::ID_FORM, |_, id| id.form()),
            self.of_ids(c::CODE_PAIR, |_, id| Some(id.credit_code()?.0)),
            self.of_ids(c::CODE_REGION, |_, id| Some(id.credit_code()?.1)),
            self.of_ids(c::ID_KIND, |row, id| {
                position(&IdKind::ALL, &row.facts.id_kind.filter(|_| id.is_text())?)
            }),
            self.int(c::SUBJECT_KIND, |row| {
                position(&SubjectKind::ALL, &row.facts.subject_kind)
            }),
            self.int(c::LISTING, |row| {
                Some(i64::from(self.place[row.listing as usize]))
            }),
            self.int(c::SEVERITY, |row| position(&Severity::ALL, &row.facts.severity?)),
            self.int(c::STATUS, |row| position(&Status::STORED, &row.facts.status)),
            self.int(c::LISTED_ON, |row| {
                let is_read = row.facts.status != Status::Unread;
                is_read.then(|| i64::from(row.facts.listed_on.days()))
            }),
            self.int(c::DECIDED, move |row| days(row, row.facts.decided_on)),
            self.int(c::EFFECTIVE, move |row| days(row, row.facts.effective_from)),
            self.int(c::TERM, |row| {
                let until = row.facts.publish_until?;
                Some(term::encode(row.facts.listed_on, until))
            }),
            self.int(c::BAN, |row| {
                let until = row.facts.effective_until?;
                Some(term::encode(row.facts.listed_on, until))
            }),
            (
                c::MASKS,
                Box::new(|| {
                    let masks = Some(self.masks.as_str()).filter(|masks| !masks.is_empty());
                    text_column::encode(vec![masks], &self.coder(c::MASKS), None).whole()
                }),
            ),
        ];
        if let Some(delta) = self.delta {
            work.push(plain(c::REMOVED, || sorted::encode(&delta.removed)));
        }
        if possible_names && self.kind == PartitionKind::Organisations {
            let names = move |id, coded| possible_names_of(rows, &self.ids, coded, pointer_bits, widths(id));
            work.insert(
                1,
                index(c::POSSIBLE_NAMES, move || names(c::POSSIBLE_NAMES, true)),
            );
            let uncoded = move || names(c::POSSIBLE_NAMES_UNCODED, false);
            work.push(index(c::POSSIBLE_NAMES_UNCODED, uncoded));
        }
        work
    }

    fn int<'c>(
        &'c self,
        id: u16,
        value: impl Fn(&'c Row) -> Option<i64> + Clone + Send + 'c,
    ) -> (u16, Work<'c, Encoded>) {
        self.integers(id, self.rows.iter().map(value))
    }

    /// The rows in groups, by what the columns have for each row: the directory, and the groups.
    fn groups(&self, columns: Vec<Slices>, executor: &dyn Executor) -> Result<[Vec<u8>; 2], BuildError> {
        let (keyed, loose) = self.rows.as_slice().split_at(self.primary.len());
        let source = groups::Source {
            places: keyed.iter().map(Row::place).collect(),
            place_bits: place::bits(self.kind.section()),
            pointer_bits: self.pointer_bits(),
            former: self.former.map(|former| [former.named[0], former.named[1]]),
            leaves: loose.iter().map(Row::place).collect(),
            columns,
        };
        source.encode(executor).ok_or(BuildError::WorkLost)
    }

    /// Bits of a pointer from an index to a record.
    fn pointer_bits(&self) -> u32 {
        let former = self.former.map(|former| former.named[2]);
        place::pointer_bits(self.kind.section(), self.rows.len(), former)
    }

    /// What writes the strings of a column.
    fn coder(&self, id: u16) -> impl Fn(&[&str]) -> Coded + Send + Sync + '_ {
        let known = self.known.iter().find(|(known, _)| *known == id);
        let from = match (known, self.delta) {
            (None, _) => From::Nobody,
            (Some((_, known)), None) => From::BaseBefore(known),
            (Some((_, known)), Some(_)) => From::OwnBase(known),
        };
        move |strings| from.code(strings)
    }

    fn with_ids(&self) -> impl Iterator<Item = (&Row, StoredId)> + Clone {
        self.rows.iter().zip(self.ids.iter().copied())
    }

    fn of_ids<'c>(
        &'c self,
        id: u16,
        value: impl Fn(&'c Row, StoredId) -> Option<i64> + Clone + Send + 'c,
    ) -> (u16, Work<'c, Encoded>) {
        self.integers(id, self.with_ids().map(move |(row, id)| value(row, id)))
    }

    fn text<'c>(
        &'c self,
        id: u16,
        value: impl Fn(&'c Row) -> Option<&'c str> + Send + 'c,
    ) -> (u16, Work<'c, Encoded>) {
        let texts = self.rows.iter().map(value);
        (
            id,
            Box::new(move || {
                text_column::encode(texts.collect(), &self.coder(id), self.texts_before(id)).sliced()
            }),
        )
    }

    /// A column of integers of the records.
    fn integers<'c>(
        &'c self,
        id: u16,
        values: impl Iterator<Item = Option<i64>> + Clone + Send + 'c,
    ) -> (u16, Work<'c, Encoded>) {
        let encode = move || {
            let former = self.former.and_then(|former| former.integers(id));
            let written = int_column::encode(values, former);
            Encoded {
                column: written.head,
                rows: Slices::Codes(written.width, written.codes),
                ..Encoded::default()
            }
        };
        (id, Box::new(encode))
    }

    /// How a column of texts was written in the base before.
    fn texts_before(&self, id: u16) -> Option<text_column::Former<'_>> {
        self.former.and_then(|former| former.texts(id))
    }

    fn of_listings<'c>(
        &'c self,
        id: u16,
        value: impl Fn([Option<&'a str>; 6]) -> Option<&'a str> + Send + 'c,
    ) -> (u16, Work<'c, Encoded>) {
        let texts = self.listings.iter().copied().map(value);
        (
            id,
            Box::new(move || {
                text_column::encode(texts.collect(), &self.coder(id), self.texts_before(id)).whole()
            }),
        )
    }
}

/// A column that needs no dictionary.
fn plain<'a>(id: u16, encode: impl FnOnce() -> Vec<u8> + Send + 'a) -> (u16, Work<'a, Encoded>) {
    let encode = || Encoded {
        column: encode(),
        ..Encoded::default()
    };
    (id, Box::new(encode))
}

/// A key index: its directory, and its groups in a column of their own.
fn index<'a>(id: u16, encode: impl FnOnce() -> [Vec<u8>; 2] + Send + 'a) -> (u16, Work<'a, Encoded>) {
    let encode = || {
        let [column, groups] = encode();
        Encoded {
            column,
            groups: Some(groups),
            ..Encoded::default()
        }
    };
    (id, Box::new(encode))
}

/// The column of the groups of a key index.
fn groups_of(index: u16) -> u16 {
    match index {
        column::POSSIBLE_NAMES => column::POSSIBLE_NAME_GROUPS,
        column::POSSIBLE_NAMES_UNCODED => column::UNCODED_NAME_GROUPS,
        _ => column::KEY_GROUPS,
    }
}

fn position<T: PartialEq>(all: &[T], value: &T) -> Option<i64> {
    all.iter().position(|other| other == value).map(|at| at as i64)
}
