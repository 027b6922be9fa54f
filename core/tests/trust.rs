//! Who may speak for what: publisher, region, list, role, threshold, rotation and sequence, in both suites.

use jrp_core::error::{ErrorCode, OpenError};
use jrp_core::suite::{PublicKey, Signature, SigningKey, Suite};
use jrp_core::trust::{Anchor, Claim, Quorum, QuorumError, TrustAnchors};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::LazyLock;

const MESSAGE: &[u8] = b"a document of tests\n";
const PUBLISHERS: [&str; 2] = ["云澜区信用办", "江州市信用办"];
const REGIONS: [&str; 4] = ["", "329902", "3299", "11"];
const LISTS: [&str; 3] = ["BK-ZFCGSX", "BK-SXBZXR", "WT-JYYC"];

/// Two keys of each suite, and what each signs.
static SIGNERS: LazyLock<Vec<(PublicKey, Signature)>> = LazyLock::new(|| {
    let suites = [Suite::Sm2Sm3, Suite::Ed25519Blake3];
    let keys =
        (1u8..=4).map(|seed| SigningKey::from_seed(suites[usize::from(seed % 2)], &[seed; 32]).unwrap());
    keys.map(|key| (key.public(), Signature::by(&key, MESSAGE)))
        .collect()
});

fn key(index: usize) -> PublicKey {
    SIGNERS[index].0.clone()
}

fn signatures(indices: &[usize]) -> Vec<Signature> {
    indices.iter().map(|index| SIGNERS[*index].1.clone()).collect()
}

fn anchor(keys: &[usize], threshold: usize) -> Anchor {
    Anchor {
        quorum: Quorum::new(keys.iter().map(|index| key(*index)).collect(), threshold).unwrap(),
        publisher: Some(PUBLISHERS[0].to_owned()),
        ..Anchor::unrestricted(key(0))
    }
}

fn claim() -> Claim<'static> {
    Claim {
        publisher: PUBLISHERS[0],
        region: "329902",
        sequence: 7,
        lists: LISTS[..2].to_vec(),
        policy: true,
    }
}

fn accepts(anchors: &[Anchor], claim: &Claim<'_>, signed_by: &[usize]) -> Result<(), OpenError> {
    TrustAnchors::new(anchors.to_vec())
        .unwrap()
        .accept(claim, MESSAGE, &signatures(signed_by))
}

#[track_caller]
fn refuses(anchors: &[Anchor], claim: &Claim<'_>, signed_by: &[usize], code: ErrorCode, words: &str) {
    let error = accepts(anchors, claim, signed_by).unwrap_err();
    assert_eq!(error.code(), code, "{error}");
    assert!(error.to_string().contains(words), "{error}");
}

#[test]
fn a_key_speaks_for_its_publisher_region_lists_and_roles_only() {
    let bound = Anchor {
        regions: Some(vec!["3299".into()]),
        list_kinds: Some(vec!["BK-ZFCGSX".into(), "BK-SXBZXR".into()]),
        ..anchor(&[0], 1)
    };
    let no = ErrorCode::SignerNotEntitled;
    accepts(std::slice::from_ref(&bound), &claim(), &[0]).unwrap();
    let all = std::slice::from_ref(&bound);
    refuses(
        all,
        &Claim {
            publisher: PUBLISHERS[1],
            ..claim()
        },
        &[0],
        no,
        "for publisher",
    );
    refuses(
        all,
        &Claim {
            publisher: "云澜区信用办 ",
            ..claim()
        },
        &[0],
        no,
        "for publisher",
    );
    refuses(
        all,
        &Claim {
            region: "329802",
            ..claim()
        },
        &[0],
        no,
        "for region \"329802\"",
    );
    refuses(
        all,
        &Claim {
            region: "",
            ..claim()
        },
        &[0],
        no,
        "for region",
    );
    refuses(
        all,
        &Claim {
            lists: LISTS.to_vec(),
            ..claim()
        },
        &[0],
        no,
        "list WT-JYYC",
    );
    refuses(
        all,
        &Claim {
            lists: vec!["BK-ZFCGSX2"],
            ..claim()
        },
        &[0],
        no,
        "list BK-ZFCGSX2",
    );
    refuses(
        &[Anchor {
            policy: false,
            ..bound.clone()
        }],
        &claim(),
        &[0],
        no,
        "a policy pack",
    );
    refuses(
        &[Anchor {
            records: false,
            ..bound.clone()
        }],
        &claim(),
        &[0],
        no,
        "records",
    );
    let stranger = ErrorCode::SignatureUntrusted;
    refuses(all, &claim(), &[1], stranger, "not trusted");
    refuses(all, &claim(), &[], stranger, "nobody signed this");
    refuses(&[], &claim(), &[0, 1, 2, 3], stranger, "not trusted");
}

#[test]
fn without_a_policy_pack_its_role_is_not_needed() {
    let records_only = Anchor {
        policy: false,
        ..anchor(&[0], 1)
    };
    accepts(
        &[records_only],
        &Claim {
            policy: false,
            ..claim()
        },
        &[0],
    )
    .unwrap();
}

#[test]
fn anchors_add_up_over_lists_and_roles_but_not_over_a_threshold() {
    let list = |index: usize, key: usize| Anchor {
        list_kinds: Some(vec![LISTS[index].into()]),
        policy: false,
        ..anchor(&[key], 1)
    };
    let policy = Anchor {
        records: false,
        ..anchor(&[2], 1)
    };
    let anchors = [list(0, 0), list(1, 1), policy];
    accepts(&anchors, &claim(), &[0, 1, 2]).unwrap();
    let no = ErrorCode::SignerNotEntitled;
    refuses(&anchors, &claim(), &[0, 1], no, "a policy pack");
    refuses(&anchors, &claim(), &[0, 2], no, "list BK-SXBZXR");
    // One signature in each of two anchors that ask for two.
    let halves = [anchor(&[0, 1], 2), anchor(&[2, 3], 2)];
    refuses(
        &halves,
        &claim(),
        &[0, 2],
        no,
        "1 of the 2 signatures needed for records",
    );
    accepts(&halves, &claim(), &[0, 1]).unwrap();
}

#[test]
fn one_key_never_counts_twice() {
    let no = ErrorCode::SignerNotEntitled;
    // The same key in two anchors, and its signature twice.
    let anchors = [anchor(&[0, 1], 2), anchor(&[0, 2], 2)];
    for signed_by in [&[0][..], &[0, 0], &[0, 0, 0]] {
        refuses(&anchors, &claim(), signed_by, no, "1 of the 2 signatures");
    }
    accepts(&anchors, &claim(), &[0, 0, 2]).unwrap();
    // An SM2 key written as a compressed point is the same key.
    let sm2 = key(1);
    let mut compressed = sm2.as_bytes()[..33].to_vec();
    compressed[0] = 2 + (sm2.as_bytes()[64] & 1);
    let again = PublicKey::from_bytes(Suite::Sm2Sm3, &compressed).unwrap();
    assert!(matches!(
        Quorum::new(vec![sm2, key(0), again], 2),
        Err(QuorumError::KeyTwice { .. })
    ));
}

#[test]
fn a_quorum_has_keys_and_a_threshold_that_they_can_meet() {
    assert_eq!(Quorum::new(vec![], 0), Err(QuorumError::NoKey));
    for threshold in [0, 3] {
        assert_eq!(
            Quorum::new(vec![key(0), key(1)], threshold),
            Err(QuorumError::Threshold { threshold, keys: 2 })
        );
    }
}

#[test]
fn old_and_new_key_overlap_while_a_key_is_rotated() {
    let before = [anchor(&[0], 1)];
    let during = [anchor(&[0, 1], 1)];
    let after = [anchor(&[1], 1)];
    // Signed by both, every host opens it, whichever trust file it has.
    for anchors in [&before, &during, &after] {
        accepts(anchors, &claim(), &[0, 1]).unwrap();
    }
    accepts(&during, &claim(), &[0]).unwrap();
    accepts(&during, &claim(), &[1]).unwrap();
    refuses(
        &after,
        &claim(),
        &[0],
        ErrorCode::SignatureUntrusted,
        "not trusted",
    );
}

#[test]
fn a_known_key_s_broken_signature_spoils_the_rest() {
    let anchors = [anchor(&[0, 1], 1)];
    let mut signatures = signatures(&[0, 1, 2]);
    signatures[2].bytes[0] ^= 1;
    let trust = TrustAnchors::new(anchors.to_vec()).unwrap();
    trust.accept(&claim(), MESSAGE, &signatures).unwrap();
    signatures[1].bytes[0] ^= 1;
    let error = trust.accept(&claim(), MESSAGE, &signatures).unwrap_err();
    assert_eq!(error.code(), ErrorCode::SignatureUntrusted);
    // The right key and bytes under the name of the other suite.
    for (index, suite) in [(0, Suite::Sm2Sm3), (1, Suite::Ed25519Blake3)] {
        let mislabelled = Signature {
            suite,
            ..SIGNERS[index].1.clone()
        };
        assert!(trust.accept(&claim(), MESSAGE, &[mislabelled]).is_err());
    }
}

#[test]
fn the_highest_minimum_sequence_of_a_publisher_counts() {
    let old = ErrorCode::SequenceTooOld;
    let floor = |minimum_sequence| Anchor {
        minimum_sequence,
        ..anchor(&[1], 1)
    };
    accepts(&[anchor(&[0], 1), floor(7)], &claim(), &[0]).unwrap();
    refuses(
        &[anchor(&[0], 1), floor(8)],
        &claim(),
        &[0],
        old,
        "sequence 7 is below the minimum 8",
    );
    let of_another = Anchor {
        publisher: Some(PUBLISHERS[1].into()),
        ..floor(8)
    };
    accepts(&[anchor(&[0], 1), of_another], &claim(), &[0]).unwrap();
    let joined = TrustAnchors::new(vec![anchor(&[0], 1)])
        .unwrap()
        .join(TrustAnchors::default().with_minimum_sequence(8))
        .unwrap();
    let error = joined.accept(&claim(), MESSAGE, &signatures(&[0])).unwrap_err();
    assert_eq!(error.code(), old);
}

#[test]
fn a_snapshot_s_signature_serves_no_other_document() {
    let message = [&b"\x89JRP\r\n\x1a\n"[..], &[0; 100]].concat();
    let signer = SigningKey::from_seed(Suite::Ed25519Blake3, &[9; 32]).unwrap();
    let trust = TrustAnchors::from_public_keys([signer.public()]);
    let error = trust
        .accept(&claim(), &message, &[Signature::by(&signer, &message)])
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::SignerNotEntitled);
}

fn any_anchor() -> impl Strategy<Value = Anchor> {
    let some =
        |values: &'static [&'static str]| proptest::option::of(vec(proptest::sample::select(values), 1..3));
    let keys = proptest::sample::subsequence(vec![0, 1, 2, 3], 1..=4);
    (
        (keys, any::<prop::sample::Index>()),
        proptest::option::of(proptest::sample::select(&PUBLISHERS[..])),
        some(&REGIONS[1..]),
        some(&LISTS),
        (any::<bool>(), any::<bool>(), 0u64..3),
    )
        .prop_map(
            |((keys, threshold), publisher, regions, lists, (records, policy, minimum))| {
                let owned = |values: Option<Vec<&str>>| {
                    values.map(|values| values.into_iter().map(str::to_owned).collect())
                };
                Anchor {
                    publisher: publisher.map(str::to_owned),
                    regions: owned(regions),
                    list_kinds: owned(lists),
                    records,
                    policy,
                    minimum_sequence: minimum,
                    ..anchor(&keys, threshold.index(keys.len()) + 1)
                }
            },
        )
}

fn any_claim() -> impl Strategy<Value = Claim<'static>> {
    (
        proptest::sample::select(&PUBLISHERS[..]),
        proptest::sample::select(&REGIONS[..]),
        0u64..3,
        proptest::sample::subsequence(&LISTS[..], 0..=3),
        any::<bool>(),
    )
        .prop_map(|(publisher, region, sequence, lists, policy)| Claim {
            publisher,
            region,
            sequence,
            lists,
            policy,
        })
}

/// The rule of the documentation, spelled out with sets.
fn should_accept(anchors: &[Anchor], claim: &Claim<'_>, signed_by: &BTreeSet<usize>) -> bool {
    let mut records = false;
    let mut policy = !claim.policy;
    let mut open: BTreeSet<&str> = claim.lists.iter().copied().collect();
    let mut fresh = true;
    for anchor in anchors {
        let names = [None, Some(claim.publisher.to_owned())];
        let in_region = match &anchor.regions {
            Some(prefixes) => prefixes.iter().any(|prefix| claim.region.starts_with(prefix)),
            None => true,
        };
        if !names.contains(&anchor.publisher) || !in_region {
            continue;
        }
        fresh &= claim.sequence >= anchor.minimum_sequence;
        let signed = signed_by
            .iter()
            .filter(|index| anchor.quorum.keys().contains(&key(**index)));
        if signed.count() < anchor.quorum.threshold() {
            continue;
        }
        policy |= anchor.policy;
        if anchor.records {
            records = true;
            open.retain(|list| {
                anchor
                    .list_kinds
                    .as_ref()
                    .is_some_and(|kinds| !kinds.contains(&(*list).to_owned()))
            });
        }
    }
    records && policy && open.is_empty() && fresh
}

#[test]
fn acceptance_follows_the_written_rule() {
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 3000,
        rng_seed: RngSeed::Fixed(5),
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let (accepted, refused) = (Cell::new(0), Cell::new(0));
    let signers = vec(0usize..4, 0..6);
    let cases = (vec(any_anchor(), 0..6), any_claim(), signers);
    let outcome = runner.run(&cases, |(anchors, claim, signed_by)| {
        // Anchors of which one undoes another are refused as a whole, by a rule with tests of its own.
        if TrustAnchors::new(anchors.clone()).is_err() {
            return Ok(());
        }
        let distinct: BTreeSet<usize> = signed_by.iter().copied().collect();
        let expected = should_accept(&anchors, &claim, &distinct);
        let found = accepts(&anchors, &claim, &signed_by);
        prop_assert_eq!(found.is_ok(), expected, "{:?}", found);
        let count = if expected { &accepted } else { &refused };
        count.set(count.get() + 1);
        // Whoever is content with fewer is content with all.
        prop_assert!(!expected || accepts(&anchors, &claim, &[0, 1, 2, 3]).is_ok());
        Ok(())
    });
    outcome.unwrap();
    assert!(
        accepted.get() >= 100 && refused.get() >= 100,
        "{accepted:?} {refused:?}"
    );
}
