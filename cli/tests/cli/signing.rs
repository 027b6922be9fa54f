use super::{Folder, PUBLISH};

const HEADER: &str = "list_kind,subject_kind,name,id_kind,id,authority,listed_on,publish_until,status\n";
const ROW: &str =
    "BK-ZFCGSX,org,江州市云澜槿棠纺织有限公司,uscc,91329902MA9BATDJ57,财政局,2025-06-03,2027-06-02,active\n";
const ASK: &str =
    "check --snapshot d.jrp --scenario ZFCG --credit-code 91329902MA9BATDJ57 --now 2026-11-21T10:00:00+08:00";

/// Keys a and b (SM2) and c (Ed25519), a feed, and `d.jrp` signed by a.
fn folder() -> Folder {
    let folder = Folder::new();
    for (name, suite) in [("a", "sm2-sm3"), ("b", "sm2-sm3"), ("c", "ed25519-blake3")] {
        folder.succeeds(&format!("keygen --out {name} --suite {suite}"));
    }
    folder.write("f.csv", format!("{HEADER}{ROW}"));
    folder.succeeds(&build("--key a/jrp.key", "d.jrp"));
    folder
}

fn build(signer: &str, out: &str) -> String {
    format!("build --feed f.csv {signer} {PUBLISH} --covers BK-ZFCGSX --out {out}")
}

/// A trust file of one anchor with these lines and keys.
fn trust(folder: &Folder, lines: &str, keys: &[&str]) {
    let keys: Vec<String> = keys
        .iter()
        .map(|name| String::from_utf8(folder.read(&format!("{name}/jrp.pub"))).unwrap())
        .collect();
    folder.write(
        "t.txt",
        format!("jrp-trust 1\nanchor\n{lines}\n{}", keys.concat()),
    );
}

const BOTH: &str = "publisher 云澜区信用办\nroles records policy";

#[test]
fn a_trust_file_binds_a_key() {
    let folder = folder();
    let verify = "verify d.jrp --trust t.txt";
    let asked = |folder: &Folder| folder.run(&format!("{ASK} --trust t.txt")).code;
    trust(
        &folder,
        &format!("{BOTH}\nregions 3299\nlists BK-ZFCGSX\nminimum-sequence 7"),
        &["a"],
    );
    folder.succeeds(verify);
    assert_eq!(asked(&folder), 12);
    for (lines, places) in [
        (
            "publisher 江州市信用办\nroles records policy",
            &["d.jrp: key ", "for publisher \"云澜区信用办\""][..],
        ),
        ("publisher *\nroles records", &["may not sign a policy pack"]),
        ("publisher *\nroles policy", &["may not sign records"]),
        (
            "publisher *\nroles records policy\nregions 11 33",
            &["for region \"329902\""],
        ),
        (
            "publisher *\nroles records policy\nlists BK-SXBZXR",
            &["may not sign list BK-ZFCGSX"],
        ),
        (
            "publisher *\nroles records policy\nminimum-sequence 8",
            &["sequence 7 is below the minimum 8"],
        ),
        (
            "publisher *\nroles records\nrole policy",
            &["t.txt: line 5: \"role\" is not known"],
        ),
    ] {
        trust(&folder, lines, &["a"]);
        folder.fails(1, verify, places);
        folder.fails(1, &format!("{ASK} --trust t.txt"), places);
    }
    folder.write("t.txt", "anchor\npublisher *\n");
    folder.fails(
        1,
        verify,
        &["t.txt: line 1: neither public keys alone nor a trust file"],
    );
    folder.write("t.txt", b"\xffjrp-trust 1");
    folder.fails(1, verify, &["t.txt: byte 0", "trust file"]);
}

#[test]
fn two_of_three_keys_of_both_suites_must_sign() {
    let folder = folder();
    trust(&folder, &format!("{BOTH}\nthreshold 2"), &["a", "b", "c"]);
    let refusal = [
        "d.jrp: 1 of the 2 signatures needed for records",
        "ask the publisher",
    ];
    folder.fails(1, "verify d.jrp --trust t.txt", &refusal);
    folder.fails(1, "verify d.jrp --trust t.txt --trust t.txt", &refusal);
    for second in ["b", "c"] {
        let told = folder.succeeds(&format!("sign d.jrp --key {second}/jrp.key --out {second}.jrp"));
        assert!(
            told.contains("2 signatures") && told.contains("云澜区信用办"),
            "{told}"
        );
        folder.succeeds(&format!("verify {second}.jrp --trust t.txt --deep"));
        // Whoever trusts one of the two alone opens it as well.
        folder.succeeds(&format!("verify {second}.jrp --trust a/jrp.pub"));
        folder.succeeds(&format!("verify {second}.jrp --trust {second}/jrp.pub"));
    }
    // A bare key beside the file would undo its threshold.
    folder.fails(
        1,
        "verify b.jrp --trust t.txt --trust c/jrp.pub",
        &["c/jrp.pub: key ", "thresholds"],
    );
    folder.fails(
        1,
        "sign b.jrp --key a/jrp.key --out x.jrp",
        &["b.jrp: key ", "has signed this already"],
    );
    folder.fails(
        2,
        "sign b.jrp --key c/jrp.key --out b.jrp",
        &["b.jrp: --out would overwrite"],
    );
    folder.fails(
        1,
        "sign b.jrp --key c/jrp.pub --out x.jrp",
        &["c/jrp.pub: this is a public key"],
    );
}

#[test]
fn nobody_signs_a_damaged_file() {
    let folder = folder();
    let mut bytes = folder.read("d.jrp");
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    folder.write("e.jrp", bytes);
    folder.write("s", [0; 64]);
    let places = ["e.jrp: byte ", "does not match its digest"];
    folder.fails(1, "sign e.jrp --key b/jrp.key --out x.jrp", &places);
    folder.fails(
        1,
        "attach e.jrp --public-key b/jrp.pub --signature s --out x.jrp",
        &places,
    );
    folder.fails(1, "digest e.jrp --public-key b/jrp.pub --out m", &places);
}

#[test]
fn a_file_that_awaits_its_signature_is_opened_by_nobody() {
    let folder = folder();
    let done = folder.run(&build("--public-key c/jrp.pub", "u.jrp"));
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(
        done.err.contains("u.jrp is not signed yet") && done.err.contains("jrp attach"),
        "{}",
        done.err
    );
    folder.fails(
        1,
        "verify u.jrp --trust c/jrp.pub",
        &["u.jrp: nobody signed this", "jrp sign"],
    );
    assert!(folder.succeeds("inspect u.jrp").contains("ed25519-blake3"));
    // Signed by another than the one named, and of the other suite: a matter of trust alone.
    folder.succeeds("sign u.jrp --key a/jrp.key --out s.jrp");
    folder.succeeds("verify s.jrp --trust a/jrp.pub");
    // The key itself gives the same file.
    folder.succeeds(&build("--key c/jrp.key", "k.jrp"));
    folder.succeeds("sign u.jrp --key c/jrp.key --out c.jrp");
    assert_eq!(folder.read("k.jrp"), folder.read("c.jrp"));
    folder.fails(2, &build("", "x.jrp"), &["--key", "--public-key"]);
    folder.fails(
        2,
        &build("--key a/jrp.key --public-key a/jrp.pub", "x.jrp"),
        &["--key", "--public-key"],
    );
}

#[test]
fn signatures_that_are_none_of_this_file_are_not_attached() {
    let folder = folder();
    let d = folder.read("d.jrp");
    folder.write("a.sig", &d[d.len() - 64..]);
    folder.write("none.sig", [1; 64]);
    folder.write("long.sig", [1; 65]);
    folder.succeeds(&build("--public-key a/jrp.pub", "u.jrp"));
    folder.succeeds(&build("--public-key a/jrp.pub", "v.jrp").replace("sequence 7", "sequence 8"));
    folder.succeeds("attach u.jrp --public-key a/jrp.pub --signature a.sig --out w.jrp");
    assert_eq!(folder.read("w.jrp"), d);
    let not_theirs = |signature: &str| format!("{signature}: is not a signature of this file by the key of");
    for (file, key, signature, places) in [
        (
            "v.jrp",
            "a",
            "a.sig",
            &[&*not_theirs("a.sig"), "jrp digest --public-key"][..],
        ),
        ("u.jrp", "b", "a.sig", &[&*not_theirs("a.sig")]),
        ("u.jrp", "c", "a.sig", &[&*not_theirs("a.sig")]),
        ("u.jrp", "a", "none.sig", &[&*not_theirs("none.sig")]),
        (
            "u.jrp",
            "a",
            "long.sig",
            &["long.sig: 65 bytes are not a signature of SM2", "DER"],
        ),
        (
            "u.jrp",
            "c",
            "long.sig",
            &["long.sig: 65 bytes are not a signature of Ed25519", "64 bytes"],
        ),
        ("u.jrp", "a", "x.sig", &["x.sig: cannot be read"]),
        ("d.jrp", "a", "a.sig", &["d.jrp: key ", "has signed this already"]),
    ] {
        let line = format!("attach {file} --public-key {key}/jrp.pub --signature {signature} --out x.jrp");
        folder.fails(1, &line, places);
    }
}

#[test]
fn digest_tells_what_to_sign() {
    let folder = folder();
    let told = folder.succeeds("digest d.jrp --public-key a/jrp.pub --out m --out-digest e");
    let hex: String = folder
        .read("e")
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert!(told.contains(&hex) && told.contains("1234567812345678"), "{told}");
    assert!(folder.read("d.jrp").starts_with(&folder.read("m")));
    let told = folder.succeeds("digest d.jrp --public-key c/jrp.pub");
    assert!(
        told.contains("the message itself") && !told.contains("1234567812345678"),
        "{told}"
    );
    assert!(folder.succeeds("digest d.jrp").contains("the first of the file"));
    folder.fails(2, "digest d.jrp --out-digest e2", &["--public-key"]);
    folder.fails(
        2,
        "digest d.jrp --public-key c/jrp.pub --out-digest e2",
        &["--out-digest", "--out"],
    );
    folder.fails(2, "digest d.jrp --out d.jrp", &["d.jrp: --out would overwrite"]);
}

#[test]
fn a_manifest_takes_more_signatures_too() {
    let folder = folder();
    let golden = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../core/tests/golden/latest-ed25519-blake3"
    );
    folder.write("latest", std::fs::read(golden).unwrap());
    let told = folder.succeeds("sign latest --key a/jrp.key --out two");
    assert!(
        told.contains("2 signatures") && told.contains("blake3:"),
        "{told}"
    );
    folder.succeeds("digest two --public-key b/jrp.pub --out m --out-digest e");
    assert!(folder.read("latest").starts_with(&folder.read("m")));
    folder.succeeds("sign two --key b/jrp.key --out three");
    assert!(folder.read("three").starts_with(&folder.read("two")));
    folder.fails(
        1,
        "sign three --key a/jrp.key --out four",
        &["three: key ", "has signed this already"],
    );
    folder.write("s", [7; 64]);
    folder.fails(
        1,
        "attach two --public-key b/jrp.pub --signature s --out four",
        &["s: is not a signature of this file"],
    );
    let cut = folder.read("two");
    folder.write("cut", &cut[..cut.len() - 1]);
    folder.fails(1, "sign cut --key b/jrp.key --out four", &["cut: "]);
}

#[test]
fn a_delta_needs_as_many_signatures_as_its_base() {
    let folder = folder();
    trust(
        &folder,
        &format!("{BOTH}\nthreshold 2\nminimum-sequence 8"),
        &["a", "c"],
    );
    folder.succeeds("sign d.jrp --key c/jrp.key --out base.jrp");
    let publish = PUBLISH.replace("--sequence 7", "--sequence 8");
    folder.succeeds(&format!(
        "delta --base base.jrp --feed f.csv --key a/jrp.key {publish} --covers BK-ZFCGSX --out one.jrp"
    ));
    let verify = "verify base.jrp --trust t.txt --delta";
    folder.fails(
        1,
        &format!("{verify} one.jrp"),
        &["one.jrp: 1 of the 2 signatures"],
    );
    // Whoever signs a delta alone is told its lists, and what was not read.
    let below: serde_json::Value = serde_json::from_str(&folder.succeeds("inspect base.jrp --json")).unwrap();
    let below = format!("sequence 7, {}", below["digest"].as_str().unwrap());
    for line in ["sign one.jrp --key c/jrp.key --out two.jrp", "digest one.jrp"] {
        let told = folder.succeeds(line);
        for part in [below.as_str(), "jrp verify BASE --delta FILE", "BK-ZFCGSX  1"] {
            assert!(told.contains(part), "{part}: {told}");
        }
    }
    assert!(!folder.succeeds("digest base.jrp").contains("--delta"));
    folder.succeeds(&format!("{verify} two.jrp"));
    // The minimum sequence is asked of what is newest.
    folder.fails(
        1,
        "verify base.jrp --trust t.txt",
        &["base.jrp: sequence 7 is below the minimum 8"],
    );
}
