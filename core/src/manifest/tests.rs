use super::*;
use crate::error::ErrorCode;
use crate::suite::SigningKey;
use expect_test::expect;
use proptest::prelude::*;

const SUITE: Suite = Suite::Ed25519Blake3;

fn key() -> SigningKey {
    SigningKey::from_seed(SUITE, &[7; 32]).unwrap()
}

fn trust() -> TrustAnchors {
    TrustAnchors::from_public_keys([key().public()])
}

fn time(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn layer(sequence: u64) -> Layer {
    Layer {
        sequence,
        bytes: 1000 + sequence,
        header: [sequence as u8; 32].into(),
        file: [sequence as u8 | 0x80; 32].into(),
    }
}

/// A chain of layers with these sequences.
fn chain(sequences: &[u64]) -> Manifest {
    Manifest {
        suite: SUITE,
        publisher: "示例区 信用办".into(),
        region: "320507".into(),
        audience: Audience::Government,
        issued_at: time("2026-11-21T09:00:00+08:00"),
        next_update: time("2026-11-23T23:59:59+08:00"),
        expires_at: time("2026-12-21T09:00:00+08:00"),
        log: LogEnd {
            lines: sequences[0],
            bytes: 300,
            digest: [7; 32].into(),
        },
        base: layer(sequences[0]),
        deltas: sequences[1..].iter().map(|sequence| layer(*sequence)).collect(),
        extensions: Vec::new(),
    }
}

fn signed(manifest: &Manifest) -> String {
    String::from_utf8(manifest.sign(&key()).unwrap()).unwrap()
}

fn parse(text: &str) -> Result<Manifest, ManifestError> {
    UnverifiedManifest::parse(text.as_bytes()).map(|manifest| manifest.claims().clone())
}

fn refusal(text: &str) -> String {
    parse(text).unwrap_err().to_string()
}

#[test]
fn the_text_is_this_and_says_the_manifest() {
    let manifest = chain(&[7, 9]);
    let text = signed(&manifest);
    expect![[r#"
        jrp-latest 1
        suite ed25519-blake3
        publisher 示例区 信用办
        region 320507
        audience government
        sequence 9
        issued-at 2026-11-21T09:00:00+08:00
        next-update 2026-11-23T23:59:59+08:00
        expires 2026-12-21T09:00:00+08:00
        log 7 300 0707070707070707070707070707070707070707070707070707070707070707
        base 7 1007 0707070707070707070707070707070707070707070707070707070707070707 8787878787878787878787878787878787878787878787878787878787878787
        delta 9 1009 0909090909090909090909090909090909090909090909090909090909090909 8989898989898989898989898989898989898989898989898989898989898989
        signature ed25519-blake3 6684a9763b0343c001cafa86bdba43e1 PbfaW69VQBeGPO8JFHZr2RSJOt7101aZRwwUksym6uxnaQ1rpRIEQ8PlrbyfPvw8DkdFxMO8Od9hmofwkUk+CA==
    "#]]
    .assert_eq(&text);
    let read = UnverifiedManifest::parse(text.as_bytes()).unwrap();
    assert_eq!(
        read.signers(),
        ["6684a9763b0343c001cafa86bdba43e1".parse().unwrap()]
    );
    assert_eq!(read.verify(&trust(), Some("示例区 信用办")), Ok(manifest));
}

#[test]
fn both_suites_and_several_signatures_verify() {
    let sm2 = SigningKey::from_seed(Suite::Sm2Sm3, &[7; 32]).unwrap();
    let manifest = Manifest {
        suite: Suite::Sm2Sm3,
        region: String::new(),
        ..chain(&[1])
    };
    let message = manifest.message().unwrap();
    let text = manifest
        .attach(&[Signature::by(&sm2, &message), Signature::by(&key(), &message)])
        .unwrap();
    for public in [sm2.public(), key().public()] {
        let trust = TrustAnchors::from_public_keys([public]);
        let read = UnverifiedManifest::parse(&text).unwrap();
        assert_eq!(read.verify(&trust, None).as_ref(), Ok(&manifest));
    }
}

#[test]
fn only_a_trusted_key_over_these_bytes_is_accepted() {
    let text = signed(&chain(&[7]));
    let verify = |text: &str, trust: &TrustAnchors, publisher| {
        UnverifiedManifest::parse(text.as_bytes())
            .and_then(|manifest| manifest.verify(trust, publisher))
            .map_err(|error| error.code())
    };
    let stranger = SigningKey::from_seed(SUITE, &[8; 32]).unwrap();
    let strangers = TrustAnchors::from_public_keys([stranger.public()]);
    assert_eq!(
        verify(&text, &strangers, None),
        Err(ErrorCode::SignatureUntrusted)
    );
    let altered = text.replace("base 7 1007", "base 7 1008");
    assert_eq!(
        verify(&altered, &trust(), None),
        Err(ErrorCode::SignatureUntrusted)
    );
    assert_eq!(
        verify(&text, &trust(), Some("别处")),
        Err(ErrorCode::PublicationMismatch)
    );
    let later = trust().with_minimum_sequence(8);
    assert_eq!(verify(&text, &later, None), Err(ErrorCode::SequenceTooOld));
}

#[test]
fn every_line_has_one_form_and_one_place() {
    let text = signed(&chain(&[7, 9]));
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for at in 0..lines.len() {
        let without: String = [&lines[..at], &lines[at + 1..]].concat().concat();
        // Without its delta the manifest is another one; then the sequence does not fit.
        assert!(parse(&without).is_err(), "without {}", lines[at]);
        let twice: String = [&lines[..=at], &lines[at..]].concat().concat();
        assert!(parse(&twice).is_err(), "{} twice", lines[at]);
        let spaced = text.replacen(lines[at], &lines[at].replacen(' ', "  ", 1), 1);
        assert!(parse(&spaced).is_err(), "{spaced}");
    }
    expect!["line 1: not a JRP manifest; name a folder of publications"]
        .assert_eq(&refusal("<!DOCTYPE html>\n<html>"));
    expect!["line 1: manifest version 2, this build reads version 1; update JRP"]
        .assert_eq(&refusal("jrp-latest 2\n"));
    expect!["line 1: lines end with CR LF: something on the way rewrote the text; fetch the manifest again, or report it to its publisher"]
        .assert_eq(&refusal(&text.replace('\n', "\r\n")));
    expect![
        "line 14: the manifest ends before it should; fetch the manifest again, or report it to its publisher"
    ]
    .assert_eq(&refusal(&format!("{text}signature ed2")));
    expect!["line 6: a value is not written in its one form; fetch the manifest again, or report it to its publisher"]
        .assert_eq(&refusal(&text.replace("sequence 9", "sequence 09")));
    expect!["line 7: a value is not written in its one form; fetch the manifest again, or report it to its publisher"]
        .assert_eq(&refusal(&text.replace(
            "issued-at 2026-11-21T09:00:00+08:00",
            "issued-at 2026-11-21T01:00:00Z",
        )));
    expect!["line 12: the sequence is not above that of the layer below; fetch the manifest again, or report it to its publisher"]
        .assert_eq(&refusal(&text.replace("delta 9 ", "delta 7 ")));
    expect!["line 11: `base` must be sequence, bytes and two digests; fetch the manifest again, or report it to its publisher"]
        .assert_eq(&refusal(&text.replace("base 7 1007", "base 7 0")));
}

#[test]
fn texts_beyond_the_bounds_are_refused() {
    let deltas = |count: u64| chain(&(1..=count + 1).collect::<Vec<_>>());
    assert!(parse(&signed(&deltas(MAX_DELTAS as u64))).is_ok());
    assert!(deltas(MAX_DELTAS as u64 + 1).message().is_err());
    assert!(refusal(&"x".repeat(MAX_BYTES + 1)).contains("65536 bytes"));
    let text = signed(&chain(&[7]));
    let line = text.split_inclusive('\n').next_back().unwrap();
    let signatures = |count: usize| -> String {
        let others = (0..count).map(|n| line.replace(" 6684a9", &format!(" {n:06x}")));
        others.collect()
    };
    assert!(parse(&format!("{text}{}", signatures(MAX_SIGNATURES - 1))).is_ok());
    assert!(parse(&format!("{text}{}", signatures(MAX_SIGNATURES))).is_err());
}

#[test]
fn values_that_the_text_cannot_say_are_not_written() {
    let with = |publisher: &str, region: &str| Manifest {
        publisher: publisher.into(),
        region: region.into(),
        ..chain(&[7])
    };
    for (publisher, region) in [("a\nb", ""), ("", ""), (" a", ""), ("a", "-"), ("a", "x\r")] {
        assert!(
            with(publisher, region).message().is_err(),
            "{publisher:?} {region:?}"
        );
    }
    assert!(chain(&[7, 7]).message().is_err());
    assert!(with("a", "").message().is_ok());
}

#[test]
fn the_plan_is_what_is_missing() {
    let manifest = chain(&[7, 8, 9]);
    let plan = |last: Option<&[u64]>, held: &[u64]| {
        let have = Have {
            last: last.map(chain),
            files: held.iter().map(|sequence| layer(*sequence).file).collect(),
        };
        let plan = manifest.plan(&have).unwrap();
        let fetch: Vec<u64> = plan.fetch.iter().map(|layer| layer.sequence).collect();
        (fetch, plan.kept)
    };
    assert_eq!(plan(None, &[]), (vec![7, 8, 9], 0));
    assert_eq!(plan(Some(&[7]), &[7]), (vec![8, 9], 1));
    assert_eq!(plan(Some(&[7, 8]), &[7, 8]), (vec![9], 2));
    assert_eq!(plan(Some(&[7, 8]), &[8]), (vec![7, 9], 2));
    assert_eq!(plan(Some(&[5, 6]), &[5, 6]), (vec![7, 8, 9], 0));
    let same = manifest.plan(&Have::from(manifest.clone())).unwrap();
    assert_eq!((same.bytes(), same.kept), (0, 3));
    assert_eq!(manifest.plan(&Have::default()).unwrap().bytes(), 3 * 1000 + 24);
}

#[test]
fn old_other_and_forked_publications_are_not_followed() {
    let last = chain(&[7, 8]);
    let refused = |manifest: &Manifest| manifest.plan(&Have::from(last.clone())).unwrap_err();
    expect!["sequence 7 is older than 8, which was seen before; the source serves an old publication"]
        .assert_eq(&refused(&chain(&[7])).to_string());
    let mut fork = chain(&[7, 8]);
    fork.deltas[0].header = [0; 32].into();
    expect!["sequence 8 was seen before with other content; ask the publisher"]
        .assert_eq(&refused(&fork).to_string());
    let mut longer = chain(&[7, 8]);
    longer.log.lines += 1;
    assert!(matches!(refused(&longer), PlanError::Fork { sequence: 8 }));
    for other in [
        Manifest {
            publisher: "别处".into(),
            ..chain(&[7, 9])
        },
        Manifest {
            region: String::new(),
            ..chain(&[7, 9])
        },
        Manifest {
            audience: Audience::Public,
            ..chain(&[7, 9])
        },
    ] {
        assert_eq!(refused(&other).code(), ErrorCode::PublicationMismatch);
    }
}

#[test]
fn freshness_follows_the_clock() {
    let manifest = chain(&[7]);
    let states = ["2025-11-21", "2026-11-22", "2026-11-25", "2027-11-21"]
        .map(|day| manifest.freshness(time(&format!("{day}T09:00:00+08:00"))));
    use FreshnessState::{Expired, Fresh, Future, Stale};
    assert_eq!(states, [Future, Fresh, Stale, Expired]);
}

proptest! {
    #[test]
    fn hostile_text_never_panics(text in "\\PC{0,200}", cut in 0usize..600, put in any::<u8>()) {
        let good = signed(&chain(&[7, 9])).into_bytes();
        let cut = cut.min(good.len() - 1);
        let _ = UnverifiedManifest::parse(text.as_bytes());
        prop_assert!(UnverifiedManifest::parse(&good[..cut]).is_err());
        let mut altered = good.clone();
        altered[cut] = put;
        let accepted = UnverifiedManifest::parse(&altered).is_ok_and(|read| read.verify(&trust(), None).is_ok());
        prop_assert_eq!(accepted, altered == good);
        let inserted = [&good[..cut], text.as_bytes(), &good[cut..]].concat();
        let accepted = UnverifiedManifest::parse(&inserted).is_ok_and(|read| read.verify(&trust(), None).is_ok());
        prop_assert_eq!(accepted, text.is_empty());
    }
}

#[test]
fn lines_for_later_readers_are_kept_and_passed_over() {
    let mut manifest = chain(&[7, 9]);
    manifest.extensions = vec!["x-format 2 latest-2".into(), "x-mirror 甲 乙".into()];
    let text = signed(&manifest);
    assert!(text.contains("\nx-format 2 latest-2\nx-mirror 甲 乙\nsignature "));
    let read = UnverifiedManifest::parse(text.as_bytes()).unwrap();
    assert_eq!(read.verify(&trust(), None), Ok(manifest.clone()));
    // Whoever takes one out or puts one in needs the key.
    let without = text.replace("x-mirror 甲 乙\n", "");
    let without = UnverifiedManifest::parse(without.as_bytes()).unwrap();
    assert!(without.verify(&trust(), None).is_err());
    for line in [
        "x-",
        "x-a",
        "x-A 1",
        "x-a  1",
        "x-a 1 ",
        "x-a \u{202e}",
        "y-a 1",
        "x-格 1",
    ] {
        let other = text.replace("x-mirror 甲 乙", line);
        assert!(parse(&other).is_err(), "{line}");
        let unwritable = Manifest {
            extensions: vec![line.into()],
            ..manifest.clone()
        };
        assert!(unwritable.message().is_err(), "{line}");
    }
    let early = text
        .replace("x-format 2 latest-2\n", "")
        .replace("\nbase ", "\nx-format 2 latest-2\nbase ");
    assert!(parse(&early).is_err());
}
