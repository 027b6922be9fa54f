//! Rows become the columns of a partition.

use super::rows::{Listing, Row, Rows};
use super::{BuildError, tokens};
use crate::date::Date;
use crate::executor::{Executor, Work, collect};
use crate::format::codes;
use crate::format::fingerprint::{KeyKind, fingerprint};
use crate::format::partition::{column, id_form};
use crate::format::{int_column, key_index, similar, sorted, table, term, text_column};
use crate::record::{Severity, Status, SubjectKind};
use crate::subject::{CreditCode, IdKind, OrgCode, name};

/// How a row's identifier is written.
#[derive(Clone, Copy)]
enum StoredId {
    CreditCode {
        pair: u16,
        region: u32,
    },
    OrgCode,
    /// As kind and text
    Text,
    None,
}

impl StoredId {
    /// A code whose check digits are right is written without them.
    fn of(row: &Row, text: Option<&str>) -> Self {
        let Some((kind, text)) = row.facts.id_kind.zip(text) else {
            return Self::None;
        };
        match kind {
            IdKind::Uscc => {
                let Ok(code) = CreditCode::parse(text) else {
                    return Self::Text;
                };
                let checks = code.checks();
                let region = text.get(2..8).and_then(|digits| digits.parse::<u32>().ok());
                match region.filter(|_| checks.outer && checks.inner && !text.contains('+')) {
                    Some(region) => Self::CreditCode {
                        pair: codes::pair_number(&text.as_bytes()[..2]) as u16,
                        region,
                    },
                    None => Self::Text,
                }
            }
            IdKind::OrgCode => match OrgCode::parse(text) {
                Ok(code) if code.check() => Self::OrgCode,
                _ => Self::Text,
            },
            _ => Self::Text,
        }
    }

    fn form(self) -> Option<i64> {
        match self {
            Self::CreditCode { .. } => Some(id_form::CREDIT_CODE),
            Self::OrgCode => Some(id_form::ORG_CODE),
            Self::Text => Some(id_form::TEXT),
            Self::None => None,
        }
    }

    /// Pair and region of a credit code.
    fn credit_code(self) -> Option<(i64, i64)> {
        match self {
            Self::CreditCode { pair, region } => Some((i64::from(pair), i64::from(region))),
            _ => None,
        }
    }

    fn is_text(self) -> bool {
        matches!(self, Self::Text)
    }
}

/// What the partition of a delta says of the whole chain.
pub(super) struct DeltaColumns {
    /// Places of the rows below that are no longer live, ascending
    pub(super) removed: Vec<u64>,
    /// Mask shapes of all live records, `|`-separated
    pub(super) masks: String,
}

/// The partition's bytes, and the fingerprints of all its keys for the pre-check.
pub(super) fn encode(
    mut rows: Rows,
    delta: Option<&DeltaColumns>,
    possible_names: bool,
    executor: &dyn Executor,
) -> Result<(Vec<u8>, Vec<u64>), BuildError> {
    rows.forget_marks();
    let keys = rows.take_keys();
    let rows = &rows;
    let persons = rows
        .iter()
        .any(|row| row.facts.subject_kind == SubjectKind::Person);
    let primary: Vec<u64> = rows.iter().map_while(Row::primary).collect();
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
    let own_masks = || Vec::from_iter(rows.masks()).join("|");
    let masks = delta.map_or_else(own_masks, |delta| delta.masks.clone());
    let ids: Vec<StoredId> = rows
        .iter()
        .map(|row| StoredId::of(row, rows.texts(row).id))
        .collect();

    let days =
        |row: &Row, date: Option<Date>| date.map(|date| i64::from(date.days() - row.facts.listed_on.days()));
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
        (
            c::CAUSE,
            Box::new(|| {
                text_column::encode_numbered(rows.iter().map(Row::cause), causes.iter(), tokens::encode)
            }),
        ),
        columns.text(c::FORMER_NAMES, |row| rows.texts(row).former_names),
        columns.text(c::RECORD_ID, |row| rows.texts(row).record_id),
        (
            c::ID_TEXT,
            Box::new(|| {
                let texts = columns
                    .with_ids()
                    .map(|(row, id)| rows.texts(row).id.filter(|_| id.is_text()));
                text_column::encode(texts.collect(), tokens::encode)
            }),
        ),
        columns.of_listings(c::AUTHORITY, |listing| Some(listing.authority)),
        columns.of_listings(c::SOURCE_UNIT, |listing| listing.source_unit),
        columns.of_listings(c::LEGAL_BASIS, |listing| listing.legal_basis),
        columns.of_listings(c::LIST, |listing| Some(listing.list_kind)),
        columns.of_listings(c::DOMAIN, |listing| listing.domain),
        columns.of_listings(c::REGION, |listing| listing.region),
        columns.of_ids(c::ID_FORM, |_, id| id.form()),
        columns.of_ids(c::CODE_PAIR, |_, id| Some(id.credit_code()?.0)),
        columns.of_ids(c::CODE_REGION, |_, id| Some(id.credit_code()?.1)),
        columns.of_ids(c::ID_KIND, |row, id| {
            position(&IdKind::ALL, &row.facts.id_kind.filter(|_| id.is_text())?)
        }),
        columns.int(c::SUBJECT_KIND, |row| {
            position(&SubjectKind::ALL, &row.facts.subject_kind)
        }),
        columns.int(c::LISTING, |row| Some(i64::from(place[row.listing as usize]))),
        columns.int(c::SEVERITY, |row| position(&Severity::ALL, &row.facts.severity?)),
        columns.int(c::STATUS, |row| position(&Status::ALL, &row.facts.status)),
        columns.int(c::LISTED_ON, |row| Some(i64::from(row.facts.listed_on.days()))),
        columns.int(c::DECIDED, move |row| days(row, row.facts.decided_on)),
        columns.int(c::EFFECTIVE, move |row| days(row, row.facts.effective_from)),
        columns.int(c::TERM, |row| {
            row.facts
                .publish_until
                .map(|until| term::encode(row.facts.listed_on, until))
        }),
        (
            c::MASKS,
            Box::new(|| {
                let masks = Some(masks.as_str()).filter(|masks| !masks.is_empty());
                text_column::encode(vec![masks], tokens::encode)
            }),
        ),
        (c::PRIMARY, Box::new(|| sorted::encode(&primary))),
        (c::KEYS, Box::new(move || key_index::encode(keys, key_width))),
    ];
    if let Some(delta) = delta {
        work.push((c::REMOVED, Box::new(|| sorted::encode(&delta.removed))));
    }
    if possible_names {
        work.insert(0, (c::POSSIBLE_NAMES, Box::new(|| possible_names_of(rows))));
    }
    let (column_ids, work): (Vec<u16>, Vec<Work<'_, Vec<u8>>>) = work.into_iter().unzip();
    let mut parts: Vec<(u16, Vec<u8>)> = column_ids
        .into_iter()
        .zip(collect(executor, work).ok_or(BuildError::WorkLost)?)
        .collect();
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
    ids: &'a [StoredId],
    listings: &'a [Listing<'a>],
}

impl<'a> Columns<'a> {
    fn int(
        self,
        id: u16,
        value: impl Fn(&'a Row) -> Option<i64> + Clone + Send + 'a,
    ) -> (u16, Work<'a, Vec<u8>>) {
        (
            id,
            Box::new(move || int_column::encode(self.rows.iter().map(value))),
        )
    }

    fn with_ids(self) -> impl Iterator<Item = (&'a Row, StoredId)> + Clone {
        self.rows.iter().zip(self.ids.iter().copied())
    }

    fn of_ids(
        self,
        id: u16,
        value: impl Fn(&'a Row, StoredId) -> Option<i64> + Clone + Send + 'a,
    ) -> (u16, Work<'a, Vec<u8>>) {
        let values = self.with_ids().map(move |(row, id)| value(row, id));
        (id, Box::new(move || int_column::encode(values)))
    }

    fn text(
        self,
        id: u16,
        value: impl Fn(&'a Row) -> Option<&'a str> + Send + 'a,
    ) -> (u16, Work<'a, Vec<u8>>) {
        let texts = self.rows.iter().map(value);
        (
            id,
            Box::new(move || text_column::encode(texts.collect(), tokens::encode)),
        )
    }

    fn of_listings(
        self,
        id: u16,
        value: impl Fn(&'a Listing<'a>) -> Option<&'a str> + Send + 'a,
    ) -> (u16, Work<'a, Vec<u8>>) {
        let texts = self.listings.iter().map(value);
        (
            id,
            Box::new(move || text_column::encode(texts.collect(), tokens::encode)),
        )
    }
}

fn possible_names_of(rows: &Rows) -> Vec<u8> {
    let mut keys: Vec<(String, u32)> = Vec::new();
    for (at, row) in (0..)
        .zip(rows.iter())
        .filter(|(_, row)| row.facts.subject_kind == SubjectKind::Org)
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
