//! Rows become the columns of a partition.

use super::executor::{Work, collect};
use super::rows::{Listing, Row, Rows};
use super::{BuildError, Executor, tokens};
use crate::date::Date;
use crate::format::codes;
use crate::format::fingerprint::{KeyKind, fingerprint};
use crate::format::partition::{column, id_form};
use crate::format::{int_column, key_index, similar, sorted, table, term, text_column};
use crate::record::{Severity, Status, SubjectKind};
use crate::subject::{CreditCode, IdKind, OrgCode, name};

/// How a row's identifier is written.
enum StoredId<'a> {
    CreditCode { pair: i64, region: i64 },
    OrgCode,
    Text { kind: IdKind, text: &'a str },
    None,
}

impl<'a> StoredId<'a> {
    fn form(&self) -> Option<i64> {
        match self {
            Self::CreditCode { .. } => Some(id_form::CREDIT_CODE),
            Self::OrgCode => Some(id_form::ORG_CODE),
            Self::Text { .. } => Some(id_form::TEXT),
            Self::None => None,
        }
    }

    /// Pair and region of a credit code.
    fn credit_code(&self) -> Option<(i64, i64)> {
        match self {
            Self::CreditCode { pair, region } => Some((*pair, *region)),
            _ => None,
        }
    }

    fn text(&self) -> Option<(IdKind, &'a str)> {
        match self {
            Self::Text { kind, text } => Some((*kind, *text)),
            _ => None,
        }
    }
}

/// The partition's bytes, and the fingerprints of all its keys for the pre-check.
pub(super) fn encode(
    rows: &Rows,
    possible_names: bool,
    executor: &dyn Executor,
) -> Result<(Vec<u8>, Vec<u64>), BuildError> {
    let persons = rows.iter().any(|row| row.subject_kind == SubjectKind::Person);
    let primary: Vec<u64> = rows.iter().map_while(|row| row.primary).collect();
    let mut row_of = vec![u32::MAX; rows.iter().map(|row| row.origin as usize + 1).max().unwrap_or(0)];
    for (at, row) in (0..).zip(rows.iter()) {
        row_of[row.origin as usize] = at;
    }
    let row = |origin: u32| {
        row_of
            .get(origin as usize)
            .copied()
            .filter(|row| *row != u32::MAX)
    };
    let mut keys: Vec<(u64, u32)> = rows
        .keys
        .iter()
        .filter_map(|(key, origin)| Some((*key, row(*origin)?)))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let mut fingerprints: Vec<u64> = keys.iter().map(|(key, _)| *key).collect();
    fingerprints.extend(primary.iter().map(|key| match persons {
        true => *key,
        false => fingerprint(KeyKind::OrgBody, &codes::body_text(*key)),
    }));
    let key_width = if persons {
        64
    } else {
        key_index::short_width(keys.len())
    };

    let (listings, place) = rows.listings();
    let causes = rows.causes();
    let ids: Vec<StoredId<'_>> = rows
        .iter()
        .map(|row| stored_id(row, rows.texts(row).id))
        .collect();
    let masks = rows.masks().join("|");

    let days = |row: &Row, date: Option<Date>| date.map(|date| i64::from(date.days() - row.listed_on.days()));
    use column as c;
    let columns = Columns {
        rows,
        ids: &ids,
        listings: &listings,
    };
    // Heavy work first, so that no executor waits long for the last one.
    let mut work: Vec<(u16, Work<'_, Vec<u8>>)> = vec![
        columns.text(c::NAME, |row| rows.texts(row).name),
        columns.text(c::DOCUMENT_NO, |row| rows.texts(row).document_no),
        columns.text(c::CAUSE, |row| row.cause.map(|cause| causes[cause as usize])),
        columns.text(c::FORMER_NAMES, |row| rows.texts(row).former_names),
        columns.text(c::RECORD_ID, |row| rows.texts(row).record_id),
        columns.of_ids(c::ID_TEXT, move |ids| {
            encode_texts(ids.map(|id| Some(id.text()?.1)))
        }),
        columns.of_listings(c::AUTHORITY, |listing| Some(&listing.authority)),
        columns.of_listings(c::SOURCE_UNIT, |listing| listing.source_unit.as_deref()),
        columns.of_listings(c::LEGAL_BASIS, |listing| listing.legal_basis.as_deref()),
        columns.of_listings(c::LIST, |listing| Some(&listing.list_kind)),
        columns.of_listings(c::DOMAIN, |listing| listing.domain.as_deref()),
        columns.of_listings(c::REGION, |listing| listing.region.as_deref()),
        columns.of_ids(c::ID_FORM, move |ids| encode_ints(ids.map(StoredId::form))),
        columns.of_ids(c::CODE_PAIR, move |ids| {
            encode_ints(ids.map(|id| Some(id.credit_code()?.0)))
        }),
        columns.of_ids(c::CODE_REGION, move |ids| {
            encode_ints(ids.map(|id| Some(id.credit_code()?.1)))
        }),
        columns.of_ids(c::ID_KIND, move |ids| {
            encode_ints(ids.map(|id| position(&IdKind::ALL, &id.text()?.0)))
        }),
        columns.int(c::SUBJECT_KIND, |row| {
            position(&SubjectKind::ALL, &row.subject_kind)
        }),
        columns.int(c::LISTING, |row| Some(i64::from(place[row.listing as usize]))),
        columns.int(c::SEVERITY, |row| position(&Severity::ALL, &row.severity?)),
        columns.int(c::STATUS, |row| position(&Status::ALL, &row.status)),
        columns.int(c::LISTED_ON, |row| Some(i64::from(row.listed_on.days()))),
        columns.int(c::DECIDED, move |row| days(row, row.decided_on)),
        columns.int(c::EFFECTIVE, move |row| days(row, row.effective_from)),
        columns.int(c::TERM, |row| {
            row.publish_until.map(|until| term::encode(row.listed_on, until))
        }),
        (
            c::MASKS,
            Box::new(|| encode_texts([Some(masks.as_str()).filter(|masks| !masks.is_empty())].into_iter())),
        ),
        (c::PRIMARY, Box::new(|| sorted::encode(&primary))),
        (c::KEYS, Box::new(move || key_index::encode(keys, key_width))),
    ];
    if possible_names {
        work.insert(0, (c::POSSIBLE_NAMES, Box::new(|| possible_names_of(rows))));
    }
    let (column_ids, work): (Vec<u16>, Vec<Work<'_, Vec<u8>>>) = work.into_iter().unzip();
    let mut parts: Vec<(u16, Vec<u8>)> = column_ids.into_iter().zip(collect(executor, work)?).collect();
    parts.sort_unstable_by_key(|(id, _)| *id);

    let columns = parts.len() as u16;
    let (entries, body) = table::lay_out(parts, 8);
    let mut out = Vec::with_capacity(16 + entries.len() + body.len());
    out.extend_from_slice(&(rows.len() as u32).to_le_bytes());
    out.extend_from_slice(&(listings.len() as u32).to_le_bytes());
    out.extend_from_slice(&columns.to_le_bytes());
    out.extend_from_slice(&[0; 6]);
    out.extend(entries);
    out.extend(body);
    Ok((out, fingerprints))
}

/// What columns are made of.
#[derive(Clone, Copy)]
struct Columns<'a> {
    rows: &'a Rows,
    ids: &'a [StoredId<'a>],
    listings: &'a [&'a Listing],
}

impl<'a> Columns<'a> {
    fn int(self, id: u16, value: impl Fn(&'a Row) -> Option<i64> + Send + 'a) -> (u16, Work<'a, Vec<u8>>) {
        (id, Box::new(move || encode_ints(self.rows.iter().map(value))))
    }

    fn text(
        self,
        id: u16,
        value: impl Fn(&'a Row) -> Option<&'a str> + Send + 'a,
    ) -> (u16, Work<'a, Vec<u8>>) {
        (id, Box::new(move || encode_texts(self.rows.iter().map(value))))
    }

    fn of_ids(
        self,
        id: u16,
        encode: impl Fn(std::slice::Iter<'a, StoredId<'a>>) -> Vec<u8> + Send + 'a,
    ) -> (u16, Work<'a, Vec<u8>>) {
        (id, Box::new(move || encode(self.ids.iter())))
    }

    fn of_listings(
        self,
        id: u16,
        value: impl Fn(&'a Listing) -> Option<&'a str> + Send + 'a,
    ) -> (u16, Work<'a, Vec<u8>>) {
        (
            id,
            Box::new(move || encode_texts(self.listings.iter().map(|listing| value(listing)))),
        )
    }
}

fn encode_ints(values: impl Iterator<Item = Option<i64>>) -> Vec<u8> {
    int_column::encode(&values.collect::<Vec<_>>())
}

fn encode_texts<'a>(values: impl Iterator<Item = Option<&'a str>>) -> Vec<u8> {
    text_column::encode(&values.collect::<Vec<_>>(), tokens::encode)
}

fn possible_names_of(rows: &Rows) -> Vec<u8> {
    let mut keys: Vec<(String, u32)> = Vec::new();
    for (at, row) in (0..)
        .zip(rows.iter())
        .filter(|(_, row)| row.subject_kind == SubjectKind::Org)
    {
        let texts = rows.texts(row);
        let former = texts.former_names.into_iter().flat_map(|names| names.split('|'));
        keys.extend(
            texts
                .name
                .into_iter()
                .chain(former)
                .map(|text| (name::key(text), at)),
        );
    }
    let cores: Vec<(&str, u32)> = keys
        .iter()
        .map(|(key, row)| (name::similar::core(key), *row))
        .collect();
    let entries = similar::entries(&cores);
    let width = key_index::short_width(entries.len()) - 4;
    key_index::encode(entries, width)
}

fn position<T: PartialEq>(all: &[T], value: &T) -> Option<i64> {
    all.iter().position(|other| other == value).map(|at| at as i64)
}

/// A code whose check digits are right is written without them.
fn stored_id<'a>(row: &Row, text: Option<&'a str>) -> StoredId<'a> {
    let Some((kind, text)) = row.id_kind.zip(text) else {
        return StoredId::None;
    };
    let plain = StoredId::Text { kind, text };
    match kind {
        IdKind::Uscc => {
            let Ok(code) = CreditCode::parse(text) else {
                return plain;
            };
            let checks = code.checks();
            let region = text.get(2..8).and_then(|digits| digits.parse::<u32>().ok());
            match region.filter(|_| checks.outer && checks.inner && !text.contains('+')) {
                Some(region) => StoredId::CreditCode {
                    pair: codes::pair_number(&text.as_bytes()[..2]),
                    region: i64::from(region),
                },
                None => plain,
            }
        }
        IdKind::OrgCode => match OrgCode::parse(text) {
            Ok(code) if code.check() => StoredId::OrgCode,
            _ => plain,
        },
        _ => plain,
    }
}
