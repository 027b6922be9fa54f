//! Rows become the columns of a partition.

use super::rows::{Row, Rows};
use super::tokens;
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

/// The partition's bytes, and the fingerprints of all its keys for the pre-check.
pub(super) fn encode(rows: &Rows, possible_names: bool) -> (Vec<u8>, Vec<u64>) {
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
    let keys: Vec<(u64, u32)> = rows
        .keys
        .iter()
        .filter_map(|(key, origin)| Some((*key, row(*origin)?)))
        .collect();
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
    let masks: Vec<&str> = rows.masks.iter().map(String::as_str).collect();
    let masks = masks.join("|");

    let int =
        |value: &dyn Fn(&Row) -> Option<i64>| int_column::encode(&rows.iter().map(value).collect::<Vec<_>>());
    let id_int = |value: &dyn Fn(&StoredId<'_>) -> Option<i64>| {
        int_column::encode(&ids.iter().map(value).collect::<Vec<_>>())
    };
    let code = &mut |strings: &[&str]| tokens::encode(strings);
    let mut text = |values: Vec<Option<&str>>| text_column::encode(&values, code);
    let days = |row: &Row, date: Option<crate::date::Date>| {
        date.map(|date| i64::from(date.days() - row.listed_on.days()))
    };

    use column as c;
    let mut parts = vec![
        (c::PRIMARY, sorted::encode(&primary)),
        (c::KEYS, key_index::encode(keys, key_width)),
        (
            c::ID_FORM,
            id_int(&|id| match id {
                StoredId::CreditCode { .. } => Some(id_form::CREDIT_CODE),
                StoredId::OrgCode => Some(id_form::ORG_CODE),
                StoredId::Text { .. } => Some(id_form::TEXT),
                StoredId::None => None,
            }),
        ),
        (
            c::CODE_PAIR,
            id_int(&|id| {
                if let StoredId::CreditCode { pair, .. } = id {
                    Some(*pair)
                } else {
                    None
                }
            }),
        ),
        (
            c::CODE_REGION,
            id_int(&|id| {
                if let StoredId::CreditCode { region, .. } = id {
                    Some(*region)
                } else {
                    None
                }
            }),
        ),
        (
            c::ID_KIND,
            id_int(&|id| {
                if let StoredId::Text { kind, .. } = id {
                    position(&IdKind::ALL, kind)
                } else {
                    None
                }
            }),
        ),
        (
            c::ID_TEXT,
            text(
                ids.iter()
                    .map(|id| {
                        if let StoredId::Text { text, .. } = id {
                            Some(*text)
                        } else {
                            None
                        }
                    })
                    .collect(),
            ),
        ),
        (
            c::SUBJECT_KIND,
            int(&|row| position(&SubjectKind::ALL, &row.subject_kind)),
        ),
        (
            c::NAME,
            text(rows.iter().map(|row| rows.texts(row).name).collect()),
        ),
        (
            c::FORMER_NAMES,
            text(rows.iter().map(|row| rows.texts(row).former_names).collect()),
        ),
        (
            c::LISTING,
            int(&|row| Some(i64::from(place[row.listing as usize]))),
        ),
        (
            c::DOCUMENT_NO,
            text(rows.iter().map(|row| rows.texts(row).document_no).collect()),
        ),
        (
            c::CAUSE,
            text(
                rows.iter()
                    .map(|row| row.cause.map(|cause| causes[cause as usize]))
                    .collect(),
            ),
        ),
        (c::SEVERITY, int(&|row| position(&Severity::ALL, &row.severity?))),
        (c::STATUS, int(&|row| position(&Status::ALL, &row.status))),
        (c::LISTED_ON, int(&|row| Some(i64::from(row.listed_on.days())))),
        (c::DECIDED, int(&|row| days(row, row.decided_on))),
        (c::EFFECTIVE, int(&|row| days(row, row.effective_from))),
        (
            c::TERM,
            int(&|row| row.publish_until.map(|until| term::encode(row.listed_on, until))),
        ),
        (
            c::RECORD_ID,
            text(rows.iter().map(|row| rows.texts(row).record_id).collect()),
        ),
        (
            c::LIST,
            text(
                listings
                    .iter()
                    .map(|listing| Some(listing.list_kind.as_str()))
                    .collect(),
            ),
        ),
        (
            c::AUTHORITY,
            text(
                listings
                    .iter()
                    .map(|listing| Some(listing.authority.as_str()))
                    .collect(),
            ),
        ),
        (
            c::SOURCE_UNIT,
            text(
                listings
                    .iter()
                    .map(|listing| listing.source_unit.as_deref())
                    .collect(),
            ),
        ),
        (
            c::LEGAL_BASIS,
            text(
                listings
                    .iter()
                    .map(|listing| listing.legal_basis.as_deref())
                    .collect(),
            ),
        ),
        (
            c::DOMAIN,
            text(listings.iter().map(|listing| listing.domain.as_deref()).collect()),
        ),
        (
            c::REGION,
            text(listings.iter().map(|listing| listing.region.as_deref()).collect()),
        ),
        (
            c::MASKS,
            text(vec![Some(masks.as_str()).filter(|masks| !masks.is_empty())]),
        ),
    ];
    if possible_names {
        parts.push((c::POSSIBLE_NAMES, possible_names_of(rows)));
    }
    let columns = parts.len() as u16;
    let (entries, body) = table::lay_out(parts, 8);
    let mut out = (rows.len() as u32).to_le_bytes().to_vec();
    out.extend_from_slice(&(listings.len() as u32).to_le_bytes());
    out.extend_from_slice(&columns.to_le_bytes());
    out.extend_from_slice(&[0; 6]);
    out.extend(entries);
    out.extend(body);
    (out, fingerprints)
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
