//! `jrp verify`: what is proven, and nothing else, is shown as proven.

use super::Folder;
use super::published::Published;
use jrp_core::manifest::UnverifiedManifest;
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::suite::{Signature, Suite};

/// The fact that a line of the output tells.
fn fact<'a>(told: &'a str, what: &str) -> Option<&'a str> {
    told.lines()
        .find_map(|line| line.trim_start().strip_prefix(what))
        .map(str::trim)
}

#[test]
fn only_keys_that_were_verified_and_count_are_named_as_signers() {
    let folder = Folder::with_district();
    folder.succeeds("keygen --out other");
    let id = |key: &str| {
        let told = folder.succeeds(&format!("digest d.jrp --public-key {key}/jrp.pub"));
        fact(&told, "key").unwrap()[..32].to_owned()
    };
    let (own, other) = (id("keys"), id("other"));
    folder.succeeds("sign d.jrp --key other/jrp.key --out both.jrp");
    let bytes = folder.read("both.jrp");
    let snapshot = UnverifiedSnapshot::parse(bytes.as_slice()).unwrap();
    let forged = Signature {
        suite: Suite::Sm2Sm3,
        key_id: [0xab; 16].into(),
        bytes: [1; 64],
    };
    folder.write("forged.jrp", snapshot.with_signature(forged).unwrap());
    let forged = "ab".repeat(16);

    let told = folder.succeeds("verify forged.jrp --trust keys/jrp.pub");
    assert_eq!(
        fact(&told, "signer"),
        Some(format!("key {own}, sm2-sm3").as_str())
    );
    assert!(!told.contains(&forged) && !told.contains(&other), "{told}");
    assert_eq!(fact(&told, "beside it"), Some("2 signatures, not counted here"));
    let told = folder.succeeds("verify forged.jrp --trust keys/jrp.pub --trust other/jrp.pub");
    assert!(
        told.contains(&own) && told.contains(&other) && !told.contains(&forged),
        "{told}"
    );
    // A key that may speak for another publisher alone signs in vain.
    let pem = |key: &str| String::from_utf8(folder.read(&format!("{key}/jrp.pub"))).unwrap();
    folder.write(
        "t.txt",
        format!(
            "jrp-trust 1\nanchor\npublisher 云澜区信用办\nroles records policy\n{}\nanchor\npublisher 别处\nroles records\n{}",
            pem("keys"),
            pem("other")
        ),
    );
    let told = folder.succeeds("verify both.jrp --trust t.txt");
    assert!(told.contains(&own) && !told.contains(&other), "{told}");
    assert!(fact(&told, "beside it").unwrap().starts_with("1 signature, "));

    for command in ["inspect forged.jrp", "digest forged.jrp"] {
        let told = folder.succeeds(command);
        assert!(told.contains(&format!("{forged}, as the file claims")), "{told}");
    }
    assert_eq!(
        fact(&folder.succeeds("verify d.jrp --trust keys/jrp.pub"), "beside it"),
        None
    );
}

#[test]
fn a_published_folder_is_verified_as_the_chain_it_names() {
    let published = Published::once();
    published.publish(17, &[0, 2], "");
    published.pull("out", 17);
    let folder = &published.folder;
    for place in ["out", "in"] {
        let told = folder.succeeds(&format!("verify {place} --trust keys/jrp.pub --deep"));
        assert_eq!(
            (fact(&told, "sequence"), fact(&told, "deltas")),
            (Some("2"), Some("1"))
        );
        assert!(told.contains("signatures of manifest and files"), "{told}");
        assert!(told.contains("recomputed from 402 records"), "{told}");
    }
    folder.fails(
        2,
        "verify out --delta out/latest --trust keys/jrp.pub",
        &["leave --delta out"],
    );
    folder.succeeds("keygen --out other");
    folder.fails(
        1,
        "verify out --trust other/jrp.pub",
        &["out/latest", "which is not trusted"],
    );
    let manifest = UnverifiedManifest::parse(&folder.read("out/latest")).unwrap();
    let delta = format!("out/{}", manifest.claims().newest().file_name());
    let mut bytes = folder.read(&delta);
    bytes.push(0);
    folder.write(&delta, bytes);
    folder.fails(1, "verify out --trust keys/jrp.pub", &[&delta, "does not match"]);
    folder.fails(
        1,
        "verify keys --trust keys/jrp.pub",
        &["keys: nothing was published", "name a snapshot, or a folder"],
    );
}

/// A pipe can be read once only.
#[cfg(unix)]
#[test]
fn a_snapshot_from_a_pipe_is_verified() {
    let folder = Folder::with_district();
    let jrp = env!("CARGO_BIN_EXE_jrp");
    let script = format!("cat d.jrp | {jrp} verify /dev/stdin --trust keys/jrp.pub --deep");
    let done = std::process::Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder.path("."))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&done.stdout);
    assert!(
        done.status.success() && told.contains("verified: origin"),
        "{done:?}"
    );
}

#[test]
fn a_chain_and_a_full_build_of_the_same_feed_show_the_same_state() {
    let published = Published::once();
    published.publish(17, &[0, 2], "");
    let folder = &published.folder;
    let build = published
        .line(17, &[0, 2], "--sequence 9 --out full.jrp")
        .replace("publish --out out", "build");
    folder.succeeds(&build);
    let state = |line: &str| fact(&folder.succeeds(line), "state").unwrap().to_owned();
    let chain = state("verify out --trust keys/jrp.pub");
    assert_eq!(state("verify full.jrp --trust keys/jrp.pub"), chain);
    assert_eq!(state("inspect full.jrp"), chain);
    let told: serde_json::Value = serde_json::from_str(&folder.succeeds("inspect full.jrp --json")).unwrap();
    let [organisations, persons] =
        ["organisations", "persons"].map(|side| told["state"][side].as_str().unwrap());
    assert_eq!(format!("{organisations} organisations, {persons} persons"), chain);
    let manifest = UnverifiedManifest::parse(&folder.read("out/latest")).unwrap();
    let base = format!("out/{}", manifest.claims().base.file_name());
    assert_ne!(state(&format!("verify {base} --trust keys/jrp.pub")), chain);
}
