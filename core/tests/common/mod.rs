//! Records and rosters for the tests. Subjects are invented.
#![allow(dead_code, missing_docs, unreachable_pub)]

use jrp_core::Open;
use jrp_core::compare::Comparison;
use jrp_core::date::{Date, Timestamp};
use jrp_core::executor::Sequential;
use jrp_core::policy::PolicyPack;
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::{Record, Status, SubjectKind};
use jrp_core::roster::Roster;
use jrp_core::snapshot::Audience;
use jrp_core::subject::{IdKind, Identifier, inner_check, outer_check};
use jrp_core::suite::{PersonKey, SigningKey, Suite};
use jrp_core::trust::TrustAnchors;
use jrp_core::writer::{Builder, Built, Options};

pub const AS_OF: &str = "2026-11-21";

pub fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// 09:00 in Beijing on a date.
pub fn nine(text: &str) -> Timestamp {
    Timestamp::parse(&format!("{text}T09:00:00+08:00")).unwrap()
}

/// A credit code with right check digits.
pub fn code(pair: &str, region: &str, body: &str) -> String {
    let mut text = format!("{pair}{region}{body}");
    text.push(char::from(inner_check(body.as_bytes()).unwrap()));
    text.push(char::from(outer_check(text.as_bytes()).unwrap()));
    text
}

pub fn org(list: &str, name: &str, credit_code: &str) -> Record {
    let mut record = Record::new(
        list,
        SubjectKind::Org,
        "苏州市财政局",
        date("2025-03-01"),
        Status::Active,
    );
    record.id = Some(Identifier::parse(IdKind::Uscc, credit_code).unwrap());
    record.name = Some(name.into());
    record.document_no = Some("苏财购罚〔2025〕3号".into());
    record.cause = Some("提供虚假材料谋取中标".into());
    record.decided_on = Some(date("2025-02-20"));
    record.publish_until = Some(date("2028-02-29"));
    record.legal_basis = Some("政府采购法第77条".into());
    record.region = Some("320500".into());
    record
}

pub fn person(list: &str, name: &str, id: &str) -> Record {
    let mut record = org(list, name, &code("91", "320507", "MA1AAAAA"));
    record.subject_kind = SubjectKind::Person;
    record.id = Some(Identifier::parse(IdKind::CitizenId, id).unwrap());
    record.document_no = Some("（2025）苏0507执1234号".into());
    record.cause = Some("有履行能力而拒不履行生效法律文书确定义务".into());
    record.authority = "苏州市相城区人民法院".into();
    record
}

pub fn options(suite: Suite) -> Options {
    let mut options = Options::new(suite, Audience::Government, "示例区信用办", 7, nine(AS_OF));
    options.region = "320507".into();
    options.data_as_of = date(AS_OF);
    options.next_update = nine("2026-11-24");
    options.expires_at = nine("2026-12-21");
    options.covers = ["BK-SXBZXR", "BK-ZDSSWF", "BK-ZFCGSX"].map(String::from).into();
    options.possible_names = true;
    options
}

pub fn signing_key(suite: Suite) -> SigningKey {
    SigningKey::from_seed(suite, &[3; 32]).unwrap()
}

pub fn person_key() -> PersonKey {
    PersonKey::from_bytes([9; 32])
}

pub fn built(records: &[Record], options: Options) -> Built {
    let pack = PolicyPack::builtin().unwrap();
    let key = person_key();
    let mut builder = Builder::new(&pack, options, Some(&key)).unwrap();
    for record in records {
        builder.push(record).unwrap();
    }
    builder.finish(&Sequential).unwrap()
}

pub fn file(records: &[Record], options: Options) -> Vec<u8> {
    let key = signing_key(options.suite);
    built(records, options).snapshot.sign(&key)
}

pub fn trust(suite: Suite) -> TrustAnchors {
    TrustAnchors::from_public_keys([signing_key(suite).public()])
}

pub fn opened(built: Built, suite: Suite) -> Roster<Vec<u8>> {
    Open::new(&trust(suite))
        .person_key(person_key())
        .open(built.snapshot.sign(&signing_key(suite)))
        .unwrap()
}

pub fn roster(records: &[Record]) -> Roster<Vec<u8>> {
    let suite = Suite::Ed25519Blake3;
    opened(built(records, options(suite)), suite)
}

pub fn query(scenario: &str, subject: SubjectQuery) -> Query {
    Query::new(scenario, nine("2026-11-22")).subject(subject)
}

pub fn by_code(code: &str) -> SubjectQuery {
    SubjectQuery {
        credit_code: Some(code.into()),
        ..Default::default()
    }
}

pub fn by_name(name: &str) -> SubjectQuery {
    SubjectQuery {
        name: Some(name.into()),
        ..Default::default()
    }
}

pub fn ask(roster: &Roster<Vec<u8>>, scenario: &str, subject: SubjectQuery) -> Comparison {
    roster.check(&query(scenario, subject)).unwrap()
}
