//! What `docs/FORMAT.md` says of identities, leaves and the order of rows, written a second time.

use jrp_core::record::{Record, Severity, Status, SubjectKind, UnreadRow};
use jrp_core::subject::{Identifier, name};
use jrp_core::suite::{PersonKey, Suite};
use serde::Serialize;

/// A record as stored.
pub(crate) struct Row {
    pub(crate) record: Record,
    pub(crate) primary: Option<u64>,
    pub(crate) leaf: u128,
    pub(crate) identity: u128,
}

/// Rows of organisations and of persons, in their order; what repeats or loses is gone.
pub(crate) fn partitions(
    suite: Suite,
    key: &PersonKey,
    records: &[Record],
    unread: &[UnreadRow],
) -> [Vec<Row>; 2] {
    let is_person = |record: &&Record| record.subject_kind == SubjectKind::Person;
    let organisations = records
        .iter()
        .filter(|r| !is_person(r))
        .map(|r| organisation(suite, r));
    let persons = records.iter().filter(is_person).map(|r| person(suite, key, r));
    let of_person = |row: &&UnreadRow| row.subject_kind == SubjectKind::Person;
    let own = unread.iter().filter(|row| !of_person(row));
    let own = own.map(|row| organisation(suite, &unread_record(row, true)));
    let persons_unread = unread.iter().filter(of_person);
    let persons_unread = persons_unread.flat_map(|row| unread_person(suite, key, row));
    [
        settle(organisations.chain(own).collect()),
        settle(persons.chain(persons_unread).collect()),
    ]
}

/// The record that stands for a row that could not be read, with or without what names the subject.
fn unread_record(row: &UnreadRow, named: bool) -> Record {
    let mut record = Record::new(
        row.list_kind.clone(),
        row.subject_kind,
        String::new(),
        jrp_core::date::Date::parse("1970-01-01").unwrap(),
        Status::Unread,
    );
    record.id = row.id.clone().filter(|_| named);
    record.name = row.name.clone().filter(|_| named);
    record.former_names = if named { row.former_names.clone() } else { vec![] };
    record.record_id = Some(row.row.to_string());
    record
}

/// A record for each key of a person's row that could not be read.
fn unread_person(suite: Suite, key: &PersonKey, row: &UnreadRow) -> Vec<Row> {
    let names = row
        .name
        .iter()
        .chain(&row.former_names)
        .map(|text| name::key(text));
    let id = row
        .id
        .as_ref()
        .map(|id| [id.kind().code(), id.value()].map(str::to_owned));
    let keys: Vec<(&str, Vec<String>)> = match (&row.id, id) {
        (Some(whole), Some(id)) if !whole.is_masked() => vec![("jrp/v1/person-id", id.into())],
        (_, Some([kind, value])) => names
            .map(|name| ("jrp/v1/person-masked-id", vec![kind.clone(), value.clone(), name]))
            .collect(),
        (_, None) => names.map(|name| ("jrp/v1/person-name", vec![name])).collect(),
    };
    let record = unread_record(row, false);
    let row = |(context, parts): (&str, Vec<String>)| {
        let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
        let mac = key.mac(suite, context, &parts);
        let primary = u64::from_le_bytes(mac[..8].try_into().unwrap());
        Row {
            primary: Some(primary),
            leaf: first16(&key.mac(suite, "jrp/v1/leaf", &[&canonical(&record, primary)])),
            identity: first16(&key.mac(suite, "jrp/v1/identity", &[&identity(&record, Some(primary))])),
            record: record.clone(),
        }
    };
    keys.into_iter().map(row).collect()
}

fn settle(mut rows: Vec<Row>) -> Vec<Row> {
    let rank = |row: &Row| {
        let primary = if row.record.subject_kind == SubjectKind::Person {
            row.primary.unwrap()
        } else {
            0
        };
        // Of rows that could not be read, the one with the lowest number.
        let number = row
            .record
            .record_id
            .as_deref()
            .filter(|_| row.record.status == Status::Unread);
        (
            row.identity,
            std::cmp::Reverse(number.map(|number| number.parse::<u64>().unwrap())),
            row.record.decided_on,
            canonical(&row.record, primary),
        )
    };
    rows.sort_by_key(|row| std::cmp::Reverse(rank(row)));
    rows.dedup_by_key(|row| row.identity);
    rows.sort_by_key(|row| {
        let place = match row.record.subject_kind {
            SubjectKind::Person => row.primary,
            _ => row.primary.map(place),
        };
        (row.primary.is_none(), place, row.leaf)
    });
    rows
}

/// Where an organisation's primary key puts a record.
pub(crate) fn place(primary: u64) -> u64 {
    let mut digits = [0; 8];
    let mut rest = primary;
    for digit in digits.iter_mut().rev() {
        *digit = rest % 36;
        rest /= 36;
    }
    let decimal = |digits: &[u64]| {
        let number = digits.iter().fold(0, |number, digit| number * 10 + digit);
        digits.iter().all(|digit| *digit < 10).then_some(number)
    };
    let usual = match digits {
        [22, 10, ..] => Some(primary % 36u64.pow(6)),
        [0..10, ..] => decimal(&digits).map(|number| 36u64.pow(6) + number),
        [letter, ..] => decimal(&digits[1..])
            .map(|number| 36u64.pow(6) + 100_000_000 + 10_000_000 * (letter - 10) + number),
    };
    let mut place = usual.unwrap_or((primary ^ primary >> 16) % (1 << 32));
    for factor in [0x9e37_79b1, 0x85eb_ca77] {
        place = (place ^ place >> 16) * factor % (1 << 32);
    }
    place ^ place >> 16
}

fn organisation(suite: Suite, record: &Record) -> Row {
    let digest = |context: &str, bytes: &[u8]| {
        first16(
            suite
                .digest(&[context.as_bytes(), &[0], bytes].concat())
                .as_bytes(),
        )
    };
    let full = record.id.as_ref().filter(|id| !id.is_masked());
    let body = full.and_then(Identifier::org_code).map(|code| {
        code.as_str()[..8]
            .chars()
            .fold(0, |number, c| number * 36 + u64::from(c.to_digit(36).unwrap()))
    });
    Row {
        primary: body,
        leaf: digest("jrp/v1/leaf", &canonical(record, 0)),
        identity: digest("jrp/v1/identity", &identity(record, None)),
        record: record.clone(),
    }
}

fn person(suite: Suite, key: &PersonKey, record: &Record) -> Row {
    let id = record.id.as_ref().unwrap();
    let (kind, value) = (id.kind().code().as_bytes(), id.value().as_bytes());
    let folded = name::key(record.name.as_ref().unwrap());
    let mac = match id.is_masked() {
        false => key.mac(suite, "jrp/v1/person-id", &[kind, value]),
        true => key.mac(
            suite,
            "jrp/v1/person-masked-id",
            &[kind, value, folded.as_bytes()],
        ),
    };
    let primary = u64::from_le_bytes(mac[..8].try_into().unwrap());
    let mut record = record.clone();
    record.id = Identifier::parse(id.kind(), &id.masked_for_display()).ok();
    Row {
        primary: Some(primary),
        leaf: first16(&key.mac(suite, "jrp/v1/leaf", &[&canonical(&record, primary)])),
        identity: first16(&key.mac(suite, "jrp/v1/identity", &[&identity(&record, Some(primary))])),
        record,
    }
}

pub(crate) fn identity(record: &Record, primary: Option<u64>) -> Vec<u8> {
    let mut out = Vec::new();
    if record.status == Status::Unread {
        let mut unnumbered = record.clone();
        unnumbered.record_id = None;
        out.extend([0xfe, 0xff, 0xff, 0xff]);
        out.extend(canonical(&unnumbered, primary.unwrap_or(0)));
        return out;
    }
    push(&mut out, &record.record_id);
    push(&mut out, &Some(record.list_kind.clone()));
    match (primary, &record.id) {
        (Some(primary), _) => out.extend(primary.to_le_bytes()),
        (None, Some(id)) => {
            push(&mut out, &Some(id.kind().code().into()));
            push(&mut out, &Some(id.value().into()));
        }
        (None, None) => {}
    }
    push(&mut out, &record.name.as_deref().map(name::key));
    push(&mut out, &Some(name::fold(&record.authority)));
    if record.record_id.is_some() {
        return out;
    }
    push(&mut out, &record.document_no.as_deref().map(name::fold));
    push(&mut out, &Some(record.listed_on.to_string()));
    push(&mut out, &record.decided_on.map(|day| day.to_string()));
    out
}

pub(crate) fn canonical(record: &Record, primary: u64) -> Vec<u8> {
    let r = record;
    let is_read = r.status != Status::Unread;
    let former = Some(r.former_names.join("|")).filter(|names| !names.is_empty());
    let mut out = primary.to_le_bytes().to_vec();
    for field in [
        Some(r.list_kind.clone()),
        Some(r.subject_kind.code().into()),
        r.name.clone(),
        former,
        r.id.as_ref().map(|id| id.kind().code().into()),
        r.id.as_ref().map(|id| id.value().into()),
        r.document_no.clone(),
        r.cause.clone(),
        r.severity.map(|severity| severity.code().into()),
        Some(r.authority.clone()).filter(|_| is_read),
        r.source_unit.clone(),
        r.decided_on.map(|date| date.to_string()),
        Some(r.listed_on.to_string()).filter(|_| is_read),
        r.effective_from.map(|date| date.to_string()),
        r.publish_until.map(|date| date.to_string()),
        r.effective_until.map(|date| date.to_string()),
        Some(r.status.code().into()),
        r.legal_basis.clone(),
        r.domain.clone(),
        r.region.clone(),
        r.record_id.clone(),
    ] {
        push(&mut out, &field);
    }
    out
}

fn push(out: &mut Vec<u8>, field: &Option<String>) {
    match field {
        None => out.extend([0xff; 4]),
        Some(text) => {
            out.extend((text.len() as u32).to_le_bytes());
            out.extend(text.as_bytes());
        }
    }
}

fn first16(digest: &[u8; 32]) -> u128 {
    u128::from_le_bytes(digest[..16].try_into().unwrap())
}

/// A row as `records.json` shows it; absent fields are left out.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    primary: Option<String>,
    leaf: String,
    identity: String,
    list_kind: &'a str,
    subject_kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: &'a Option<String>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    former_names: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    document_no: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    authority: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_unit: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    listed_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publish_until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective_until: Option<String>,
    status: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    legal_basis: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    domain: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record_id: &'a Option<String>,
}

/// One line of JSON.
pub(crate) fn json(row: &Row) -> String {
    let r = &row.record;
    let shown = Shown {
        primary: row.primary.map(|primary| format!("{primary:016x}")),
        leaf: format!("{:032x}", row.leaf),
        identity: format!("{:032x}", row.identity),
        list_kind: &r.list_kind,
        subject_kind: r.subject_kind.code(),
        id_kind: r.id.as_ref().map(|id| id.kind().code()),
        id: r.id.as_ref().map(Identifier::value),
        name: &r.name,
        former_names: &r.former_names,
        document_no: &r.document_no,
        cause: &r.cause,
        severity: r.severity.map(Severity::code),
        authority: Some(r.authority.as_str()).filter(|_| r.status != Status::Unread),
        source_unit: &r.source_unit,
        decided_on: r.decided_on.map(|date| date.to_string()),
        listed_on: Some(r.listed_on.to_string()).filter(|_| r.status != Status::Unread),
        effective_from: r.effective_from.map(|date| date.to_string()),
        publish_until: r.publish_until.map(|date| date.to_string()),
        effective_until: r.effective_until.map(|date| date.to_string()),
        status: r.status.code(),
        legal_basis: &r.legal_basis,
        domain: &r.domain,
        region: &r.region,
        record_id: &r.record_id,
    };
    serde_json::to_string(&shown).unwrap()
}
