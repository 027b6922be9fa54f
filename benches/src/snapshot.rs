//! The snapshot under measurement: a government file of every list, with the natural persons sealed in it.

use crate::feed::as_of;
use jrp_core::Open;
use jrp_core::date::Timestamp;
use jrp_core::policy::{Policy, PolicyPack};
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::Record;
use jrp_core::roster::Roster;
use jrp_core::snapshot::Audience;
use jrp_core::suite::{PersonKey, SigningKey, Suite};
use jrp_core::trust::TrustAnchors;
use jrp_core::writer::{Builder, Options};
use jrp_threads::Threads;

/// The compiled-in policy pack.
pub fn pack() -> PolicyPack {
    PolicyPack::builtin().expect("the compiled-in pack is valid")
}

/// The publisher's key.
pub fn signing_key(suite: Suite) -> SigningKey {
    SigningKey::from_seed(suite, &[3; 32]).expect("any seed but zero makes a key")
}

/// The key that opens natural persons.
pub fn person_key() -> PersonKey {
    PersonKey::from_bytes([9; 32])
}

/// Trust in the publisher, whatever the suite.
pub fn trust() -> TrustAnchors {
    TrustAnchors::from_public_keys(
        [Suite::Ed25519Blake3, Suite::Sm2Sm3].map(|suite| signing_key(suite).public()),
    )
}

/// What the publisher decides; every list of the pack is covered.
pub fn options(policy: &Policy, suite: Suite) -> Options {
    let day = as_of();
    let mut options = Options::new(
        suite,
        Audience::Government,
        "示例区信用办",
        1,
        Timestamp::start_of(day),
    );
    options.region = "320507".into();
    options.data_as_of = day;
    options.next_update = Timestamp::start_of(day.next());
    options.expires_at = Timestamp::start_of(day.next().next());
    options.covers = policy.lists().iter().map(|list| list.code.clone()).collect();
    options
}

/// Records become a signed file.
pub fn build(pack: &PolicyPack, records: &[Record], options: Options) -> Vec<u8> {
    let (key, person_key) = (signing_key(options.suite), person_key());
    let mut builder = Builder::new(pack, options, Some(&person_key)).expect("the options are valid");
    for record in records {
        builder.push(record).expect("the record was read by intake");
    }
    let built = builder.finish(&Threads).expect("the records are valid");
    built.snapshot.sign(&key)
}

/// Opens and verifies.
pub fn open(bytes: &[u8]) -> Roster<&[u8]> {
    Open::new(&trust())
        .person_key(person_key())
        .open(bytes)
        .expect("the snapshot is valid")
}

/// A question of 政府采购 about one subject.
pub fn query(subject: SubjectQuery) -> Query {
    Query::new("ZFCG", Timestamp::start_of(as_of())).subject(subject)
}

/// A question about a credit code.
pub fn by_code(code: &str) -> Query {
    query(SubjectQuery {
        credit_code: Some(code.to_owned()),
        ..Default::default()
    })
}

/// A question about an organisation's name.
pub fn by_name(name: &str) -> Query {
    query(SubjectQuery {
        name: Some(name.to_owned()),
        kind: Some(jrp_core::record::SubjectKind::Org),
        ..Default::default()
    })
}
