//! What a key may sign of a chain: lists below a delta, the policy pack, the minimum sequence.

use crate::common::*;
use jrp_core::Open;
use jrp_core::error::{ErrorCode, OpenError};
use jrp_core::executor::Sequential;
use jrp_core::policy::PolicyPack;
use jrp_core::record::Record;
use jrp_core::roster::Roster;
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::suite::{SigningKey, Suite};
use jrp_core::trust::{Anchor, TrustAnchors};
use jrp_core::writer::Builder;

const SUITE: Suite = Suite::Ed25519Blake3;

fn records() -> Vec<Record> {
    let code = |body| code("91", "320507", body);
    vec![
        org("BK-ZFCGSX", "苏州甲乙科技有限公司", &code("MA1QF7RX")),
        org("BK-ZDSSWF", "苏州丙丁建设有限公司", &code("MA1AAAAA")),
    ]
}

/// A key that may sign records of one list, and no policy pack.
fn clerk() -> SigningKey {
    SigningKey::from_seed(SUITE, &[77; 32]).unwrap()
}

/// Trust in the publisher for everything, and in the clerk for `list`.
fn trusting(list: &str) -> TrustAnchors {
    let of_clerk = Anchor {
        list_kinds: Some(vec![list.to_owned()]),
        policy: false,
        ..Anchor::unrestricted(clerk().public())
    };
    trust(SUITE)
        .join(TrustAnchors::new(vec![of_clerk]).unwrap())
        .unwrap()
}

/// The delta from `below` to these records, covering these lists, signed by the clerk.
fn by_clerk(below: &Roster<Vec<u8>>, records: &[Record], covers: &[&str]) -> Vec<u8> {
    let mut options = options(SUITE);
    options.sequence = below.header().sequence + 1;
    options.covers = covers.iter().map(|code| (*code).to_owned()).collect();
    let pack = PolicyPack::builtin().unwrap();
    let key = person_key();
    let mut builder = Builder::upon(below, &pack, options, Some(&key), &Sequential).unwrap();
    for record in records {
        builder.push(record).unwrap();
    }
    builder.finish(&Sequential).unwrap().snapshot.sign(&clerk())
}

fn code_of(result: Result<Roster<Vec<u8>>, impl Into<OpenError>>) -> Option<ErrorCode> {
    result.err().map(|error| error.into().code())
}

/// A base of both lists by the publisher.
fn base() -> (Vec<u8>, Roster<Vec<u8>>) {
    let covers = ["BK-ZFCGSX", "BK-ZDSSWF"].map(str::to_owned).into();
    let bytes = file(&records(), {
        let mut options = options(SUITE);
        options.covers = covers;
        options
    });
    let roster = Open::new(&trust(SUITE))
        .person_key(person_key())
        .open(bytes.clone())
        .unwrap();
    (bytes, roster)
}

#[test]
fn a_key_cannot_empty_a_list_it_may_not_speak_for() {
    let (_, base) = base();
    let trust = trusting("BK-ZDSSWF");
    // All records of the other list taken out, and the list named no longer.
    let emptied = by_clerk(&base, &records()[1..], &["BK-ZDSSWF"]);
    let header = UnverifiedSnapshot::parse(&emptied).unwrap().header().clone();
    assert!(header.lists.iter().all(|list| list.code != "BK-ZFCGSX"));
    let result = base.with_delta(emptied.clone(), &trust);
    let error = result.as_ref().err().unwrap();
    assert!(error.to_string().contains("list BK-ZFCGSX"), "{error}");
    assert_eq!(code_of(result), Some(ErrorCode::SignerNotEntitled));
    // Whoever is trusted with everything may.
    assert!(
        base.with_delta(emptied, &TrustAnchors::from_public_keys([clerk().public()]))
            .is_ok()
    );
}

#[test]
fn a_delta_without_a_policy_pack_needs_no_right_to_one() {
    let only = [records().remove(1)];
    let covers = [String::from("BK-ZDSSWF")].into();
    let base = file(&only, {
        let mut options = options(SUITE);
        options.covers = covers;
        options
    });
    let base = Open::new(&trust(SUITE))
        .person_key(person_key())
        .open(base)
        .unwrap();
    let delta = by_clerk(&base, &[], &["BK-ZDSSWF"]);
    assert!(base.with_delta(delta.clone(), &trusting("BK-ZDSSWF")).is_ok());
    let refused = base.with_delta(delta, &trusting("BK-ZFCGSX"));
    assert_eq!(code_of(refused), Some(ErrorCode::SignerNotEntitled));
    // A base carries a pack.
    let base = built(&only, options(SUITE)).snapshot.sign(&clerk());
    let refused = Open::new(&trusting("BK-ZDSSWF")).open(base);
    assert_eq!(code_of(refused), Some(ErrorCode::SignerNotEntitled));
}

#[test]
fn a_minimum_sequence_of_a_trust_file_is_asked_of_the_newest_layer() {
    let (bytes, base) = base();
    let delta = by_clerk(&base, &records(), &["BK-ZFCGSX", "BK-ZDSSWF"]);
    let sequence = base.header().sequence;
    let trust_from = |minimum_sequence| {
        let anchors = [signing_key(SUITE).public(), clerk().public()].map(|key| Anchor {
            minimum_sequence,
            ..Anchor::unrestricted(key)
        });
        TrustAnchors::new(anchors.to_vec()).unwrap()
    };
    let open = |minimum| {
        Open::new(&trust_from(minimum))
            .person_key(person_key())
            .deltas([delta.clone()])
            .open(bytes.clone())
            .map_err(|error| (error.layer, error.source.code()))
            .map(|roster| roster.header().sequence)
    };
    assert_eq!(open(sequence + 1), Ok(sequence + 1));
    assert_eq!(open(sequence + 2), Err((1, ErrorCode::SequenceTooOld)));
}
