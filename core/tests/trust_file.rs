//! Trust files: what they mean, and how bad ones are refused.

use jrp_core::error::ErrorCode;
use jrp_core::suite::{SigningKey, Suite};
use jrp_core::trust::{Anchor, Quorum, TrustAnchors};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{RngSeed, TestRunner};
use std::cell::Cell;
use std::sync::LazyLock;

/// Public keys as PEM: Ed25519, SM2, Ed25519, SM2.
static PEMS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let suites = [Suite::Ed25519Blake3, Suite::Sm2Sm3];
    let key = |seed: u8| SigningKey::from_seed(suites[usize::from(seed % 2)], &[seed + 2; 32]).unwrap();
    (0..4).map(|seed| key(seed).public().to_pem()).collect()
});

/// `{0}` … `{3}` stand for the keys.
fn with_keys(text: &str) -> String {
    let place = |text: String, index: usize| text.replace(&format!("{{{index}}}"), &PEMS[index]);
    (0..4).fold(text.to_owned(), place)
}

fn read(text: &str) -> Vec<Anchor> {
    TrustAnchors::from_text(&with_keys(text))
        .unwrap()
        .anchors()
        .to_vec()
}

#[track_caller]
fn refused(text: &str, code: ErrorCode, words: &str) {
    let error = TrustAnchors::from_text(&with_keys(text)).unwrap_err();
    assert_eq!(error.code(), code, "{error}");
    assert!(error.to_string().contains(words), "{error}\n{text}");
}

#[test]
fn every_word_is_read() {
    let text = "# who may publish here\n\njrp-trust 1\nanchor\n publisher 云澜区 信用办 \nregions 3299, 11\nlists BK-ZFCGSX\tWT-JYYC\n\
                roles policy,records\nthreshold 2\nminimum-sequence 41\n{0}\n# the second\n{1}\n{2}\nanchor\npublisher *\nroles policy\n{3}";
    for text in [
        text.to_owned(),
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}"),
    ] {
        let anchors = read(&text);
        let [first, second] = anchors.as_slice() else {
            panic!("{anchors:?}")
        };
        assert_eq!(first.publisher.as_deref(), Some("云澜区 信用办"));
        assert_eq!(first.regions.as_ref().unwrap(), &["3299", "11"]);
        assert_eq!(first.list_kinds.as_ref().unwrap(), &["BK-ZFCGSX", "WT-JYYC"]);
        assert!(first.records && first.policy);
        assert_eq!((first.quorum.threshold(), first.quorum.keys().len()), (2, 3));
        assert_eq!(first.minimum_sequence, 41);
        let key = second.quorum.keys()[0].clone();
        let rest = Anchor {
            records: false,
            ..Anchor::unrestricted(key)
        };
        assert_eq!(second, &rest);
    }
}

#[test]
fn pem_blocks_alone_are_unrestricted_anchors() {
    let anchors = read("{0}{1}\n# our next key\n{2}");
    assert_eq!(anchors.len(), 3);
    for anchor in &anchors {
        assert_eq!(anchor, &Anchor::unrestricted(anchor.quorum.keys()[0].clone()));
    }
    let keys = TrustAnchors::public_keys_from_text(&with_keys("{0}{1}")).unwrap();
    assert_eq!(
        keys,
        [anchors[0].quorum.keys(), anchors[1].quorum.keys()].concat()
    );
    // A trust file's restrictions are not dropped where keys alone are asked for.
    let bound = with_keys("jrp-trust 1\nanchor\npublisher *\nroles records\n{0}");
    assert!(TrustAnchors::public_keys_from_text(&bound).is_err());
}

#[test]
fn a_text_that_may_have_been_meant_to_bind_a_key_never_frees_it() {
    for text in [
        "anchor\npublisher 甲\nroles records\n{0}",
        "jrp trust 1\nanchor\n{0}",
        "{0}\nroles records",
        "our key\n{0}",
    ] {
        refused(
            text,
            ErrorCode::KeyInvalid,
            "neither public keys alone nor a trust file",
        );
    }
    refused(
        "jrp-trust 2\nanchor\npublisher *\nroles records\n{0}",
        ErrorCode::TrustInvalid,
        "line 1: trust files of version \"2\"",
    );
    refused(
        "jrp-trust\nanchor\n{0}",
        ErrorCode::TrustInvalid,
        "line 1: trust files of version \"\"",
    );
}

#[test]
fn bad_lines_are_named_with_a_remedy() {
    let whole = "jrp-trust 1\nanchor\npublisher 甲\nroles records\n{0}";
    let with = |line: &str| whole.replace("{0}", &format!("{line}\n{{0}}"));
    for (text, words) in [
        ("jrp-trust 1\n".to_owned(), "line 1: there is no anchor; write"),
        (
            "jrp-trust 1\npublisher 甲".to_owned(),
            "line 2: \"publisher\" stands before the first `anchor`",
        ),
        (
            "jrp-trust 1\n{0}".to_owned(),
            "line 2: \"-----BEGIN PUBLIC KEY-----\" stands before",
        ),
        (
            "jrp-trust 1\nanchor 甲".to_owned(),
            "line 2: anchor \"甲\" is not possible; write `anchor` alone",
        ),
        (
            whole.replace("publisher 甲\n", ""),
            "line 2: the anchor that begins here has no line `publisher`",
        ),
        (
            whole.replace("roles records\n", ""),
            "line 2: the anchor that begins here has no line `roles`",
        ),
        (whole.replace("{0}", ""), "line 2: the anchor has no key"),
        (
            whole.replace("publisher 甲", "publisher"),
            "line 3: publisher \"\" is not possible",
        ),
        (
            whole.replace("publisher 甲", "publisher 甲\u{7}乙"),
            "line 3: publisher \"甲\\u{7}乙\" is not possible",
        ),
        (
            whole.replace("records", "record"),
            "line 4: roles \"record\" is not possible; write what",
        ),
        (whole.replace("records", "records records"), "line 4: roles"),
        (whole.replace("roles records", "roles"), "line 4: roles \"\""),
        (
            with("role policy"),
            "line 5: \"role\" is not known; write anchor, publisher",
        ),
        (with("jrp-trust 1"), "line 5: \"jrp-trust\" is not known"),
        (with("publisher 乙"), "line 5: publisher is written twice"),
        (with("roles policy"), "line 5: roles is written twice"),
        (
            with("regions 320"),
            "line 5: regions \"320\" is not possible; write prefixes",
        ),
        (with("regions 32 3X"), "line 5: regions \"3X\""),
        (with("regions"), "line 5: regions \"\""),
        (
            with("lists BK_X"),
            "line 5: lists \"BK_X\" is not possible; write codes",
        ),
        (with("lists , "), "line 5: lists"),
        (
            with("threshold 2"),
            "line 2: threshold 2 of 1 keys; write a number from 1 to 1",
        ),
        (with("threshold 0"), "line 2: threshold 0 of 1 keys"),
        (with("threshold two"), "line 5: threshold \"two\" is not possible"),
        (with("threshold +1"), "line 5: threshold"),
        (with("threshold 99999999999999999999999"), "line 5: threshold"),
        (with("minimum-sequence -1"), "line 5: minimum-sequence \"-1\""),
        (with("{0}"), "line 2: key "),
        (with("{0}"), " is in the anchor twice"),
        (
            whole.replace("roles records", "roles policy\nlists BK-ZFCGSX"),
            "line 2: lists limit the role `records`",
        ),
        (
            format!("{whole}-----BEGIN PUBLIC KEY-----\nMCow"),
            "line 8: the key that begins here has no -----END",
        ),
    ] {
        refused(&text, ErrorCode::TrustInvalid, words);
    }
    let private = SigningKey::from_seed(Suite::Sm2Sm3, &[7; 32]).unwrap().to_pem();
    refused(
        &whole.replace("{0}", &private),
        ErrorCode::KeyInvalid,
        "line 5: this is a private signing key",
    );
    refused(
        &whole.replace(
            "{0}",
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
        ),
        ErrorCode::KeyInvalid,
        "line 5: the SubjectPublicKeyInfo",
    );
    refused(&private, ErrorCode::KeyInvalid, "this is a private signing key");
    refused("", ErrorCode::KeyInvalid, "neither");
    refused(
        &format!("jrp-trust 1\n#{}", "x".repeat(1 << 18)),
        ErrorCode::TrustInvalid,
        "is not a trust file",
    );
}

#[test]
fn a_threshold_that_another_anchor_undoes_is_told() {
    let two = |first: &str, second: &str| {
        format!("jrp-trust 1\nanchor\n{first}\n{{0}}{{1}}anchor\n{second}\n{{1}}{{2}}")
    };
    let (high, low) = (
        "publisher 甲\nroles records\nthreshold 2",
        "publisher 甲\nroles records",
    );
    let line = "by the anchor of line 2 with another threshold";
    for (first, second) in [
        (high, low),
        (low, high),
        (high, "publisher *\nroles records policy"),
        (
            "publisher 甲\nroles records\nregions 32\nthreshold 2",
            "publisher 甲\nroles records\nregions 3205 11",
        ),
        (
            "publisher 甲\nroles records\nlists A-1 B-1\nthreshold 2",
            "publisher 甲\nroles records\nlists B-1",
        ),
        (
            "publisher 甲\nroles policy records\nlists A-1\nthreshold 2",
            "publisher 甲\nroles policy",
        ),
    ] {
        refused(&two(first, second), ErrorCode::TrustInvalid, line);
    }
    for (first, second) in [
        (high, high),
        (low, low),
        (high, "publisher 乙\nroles records"),
        (high, "publisher 甲\nroles policy"),
        (
            "publisher 甲\nroles records\nregions 3205\nthreshold 2",
            "publisher 甲\nroles records\nregions 3206",
        ),
        (
            "publisher 甲\nroles records\nlists A-1\nthreshold 2",
            "publisher 甲\nroles records\nlists B-1",
        ),
    ] {
        read(&two(first, second));
    }
    // Without a shared key both stand: either is a decision of its own.
    read(
        "jrp-trust 1\nanchor\npublisher 甲\nroles records\nthreshold 2\n{0}{1}anchor\npublisher 甲\nroles records\n{2}",
    );
}

#[test]
fn anchors_of_several_files_add_up() {
    let read = |text: &str| TrustAnchors::from_text(&with_keys(text)).unwrap();
    let joined = read("{0}")
        .join(read("jrp-trust 1\nanchor\npublisher 甲\nroles records\n{1}"))
        .unwrap();
    let quorums: Vec<&Quorum> = joined.anchors().iter().map(|anchor| &anchor.quorum).collect();
    assert_eq!(quorums.len(), 2);
    assert_ne!(quorums[0], quorums[1]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, rng_seed: RngSeed::Fixed(6), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}", at in 0usize..400, whole in any::<bool>()) {
        let good = with_keys("jrp-trust 1\nanchor\npublisher 甲\nroles records policy\nregions 32\nthreshold 2\n{0}{1}");
        let at = (0..=at.min(good.len())).rev().find(|at| good.is_char_boundary(*at)).unwrap_or(0);
        let text = if whole { text } else { format!("{}{text}{}", &good[..at], &good[at..]) };
        let _ = TrustAnchors::from_text(&text);
        let _ = TrustAnchors::public_keys_from_text(&text);
    }
}

/// Whatever the lines, an anchor says no more than its own lines do.
#[test]
fn shuffled_words_are_read_or_refused_and_never_widen_an_anchor() {
    const HEAD: [&str; 3] = ["anchor", "publisher 甲", "{0}"];
    const LINES: [&str; 17] = [
        "anchor",
        "publisher 甲",
        "publisher 甲",
        "roles records",
        "roles policy",
        "roles records policy",
        "regions 32",
        "lists A-1",
        "threshold 1",
        "threshold 2",
        "minimum-sequence 3",
        "{0}",
        "{1}",
        "{1}",
        "# x",
        "",
        "key",
    ];
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 2000,
        rng_seed: RngSeed::Fixed(7),
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let (read, refused) = (Cell::new(0), Cell::new(0));
    let cases = vec(select(&LINES[..]), 0..9);
    let outcome = runner.run(&cases, |lines| {
        let lines = [&HEAD[..], &lines].concat();
        let text = format!("jrp-trust 1\n{}", lines.join("\n"));
        let Ok(trust) = TrustAnchors::from_text(&with_keys(&text)) else {
            refused.set(refused.get() + 1);
            return Ok(());
        };
        read.set(read.get() + 1);
        let bodies: Vec<&[&str]> = lines.split(|line| *line == "anchor").skip(1).collect();
        prop_assert_eq!(trust.anchors().len(), bodies.len());
        for (anchor, body) in trust.anchors().iter().zip(bodies) {
            let says = |line: &str| body.contains(&line);
            let keys = usize::from(says("{0}")) + usize::from(says("{1}"));
            prop_assert_eq!(anchor.publisher.as_deref(), Some("甲"));
            prop_assert_eq!(
                anchor.records,
                says("roles records") || says("roles records policy")
            );
            prop_assert_eq!(
                anchor.policy,
                says("roles policy") || says("roles records policy")
            );
            prop_assert_eq!(anchor.regions.is_some(), says("regions 32"));
            prop_assert_eq!(anchor.list_kinds.is_some(), says("lists A-1"));
            prop_assert_eq!(anchor.quorum.threshold() == 2, says("threshold 2"));
            prop_assert_eq!(anchor.minimum_sequence == 3, says("minimum-sequence 3"));
            prop_assert_eq!(anchor.quorum.keys().len(), keys);
        }
        Ok(())
    });
    outcome.unwrap();
    assert!(read.get() >= 100 && refused.get() >= 100, "{read:?} {refused:?}");
}
