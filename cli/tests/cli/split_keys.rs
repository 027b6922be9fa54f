//! A publisher's key for all lists, and another for one of them, which also has the mirror.

use super::published::Published;
use jrp_core::manifest::{LogEnd, UnverifiedManifest};
use jrp_core::suite::{SigningKey, Suite};
use std::fs;

const RESTRICTED: &str = "BK-ZFCGSX";

/// A followed folder, and `lists.trust` with both keys.
fn followed() -> Published {
    let published = Published::once();
    let folder = &published.folder;
    folder.succeeds("keygen --out other --suite ed25519-blake3");
    let pem = |name: &str| String::from_utf8(folder.read(&format!("{name}/jrp.pub"))).unwrap();
    let anchor = "anchor\npublisher 云澜区信用办\nroles records policy\n";
    let trust = format!(
        "jrp-trust 1\n{anchor}{}{anchor}lists {RESTRICTED}\n{}",
        pem("keys"),
        pem("other")
    );
    folder.write("lists.trust", trust);
    folder.succeeds(&pull(&published, "out", 16));
    published
}

fn pull(published: &Published, from: &str, day: u32) -> String {
    let line = published.pull_line(from, day);
    line.replace("keys/jrp.pub", "lists.trust")
}

/// A base of the restricted key's own in the folder `theirs`.
fn publish_theirs(published: &Published) {
    let line = published.line(17, &[0], "--sequence 2");
    let line = line
        .replace("--out out", "--out theirs")
        .replace("keys/jrp.key", "other/jrp.key")
        .replace("BK-ZFCGSX,BK-SXBZXR,BK-ZDSSWF", RESTRICTED);
    published.folder.succeeds(&line);
}

/// A copy of the folder `out` whose log is this, and whose `latest` says so, signed by the restricted key.
fn mirror(published: &Published, log: &str) {
    let folder = &published.folder;
    fs::create_dir_all(folder.path("mirror")).unwrap();
    for entry in fs::read_dir(folder.path("out")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.path("mirror").join(entry.file_name())).unwrap();
    }
    let pem = String::from_utf8(folder.read("other/jrp.key")).unwrap();
    let key = SigningKey::from_pem(&pem).unwrap();
    let read = UnverifiedManifest::parse(&folder.read("out/latest")).unwrap();
    let mut manifest = read.claims().clone();
    manifest.log = LogEnd {
        lines: log.lines().count() as u64,
        bytes: log.len() as u64,
        digest: Suite::Sm2Sm3.digest(log.lines().last().unwrap().as_bytes()),
    };
    folder.write("mirror/publications.log", log);
    folder.write("mirror/latest", manifest.sign(&key).unwrap());
}

#[test]
fn a_key_for_one_list_cannot_name_another_log_beside_files_that_others_signed() {
    let published = followed();
    let folder = &published.folder;
    let log = String::from_utf8(folder.read("out/publications.log")).unwrap();
    let line = log.trim_end();
    let (words, _) = line.rsplit_once(' ').unwrap();
    let digest = Suite::Sm2Sm3.digest(line.as_bytes());
    let longer = format!("{log}2{} {digest}\n", words.strip_prefix('1').unwrap());
    let anew = log.replace(" base ", " delta ");
    for altered in [longer, anew] {
        mirror(&published, &altered);
        published.pull_fails(&pull(&published, "mirror", 17), &["mirror"]);
        // Nor is it taken by those who have seen nothing yet.
        let first = pull(&published, "mirror", 17).replace("--into in", "--into new");
        let done = folder.run(&first);
        assert!(done.code == 1 && done.err.contains("BK-SXBZXR"), "{}", done.err);
    }
    published.publish(17, &[0], "");
    folder.succeeds(&pull(&published, "out", 17));
    assert_eq!(published.listed("in"), Ok(vec![0]));
}

#[test]
fn a_store_that_has_lost_files_still_knows_which_lists_stood() {
    let published = followed();
    publish_theirs(&published);
    let folder = &published.folder;
    let latest = folder.read("in/latest");
    let line = pull(&published, "theirs", 17);
    fs::remove_file(folder.path("in/latest")).unwrap();
    let refused = folder.run(&line);
    assert_eq!(refused.code, 1, "{}", refused.err);
    assert!(
        refused.err.contains("BK-SXBZXR") && refused.err.contains("theirs"),
        "{}",
        refused.err
    );
    folder.write("in/latest", latest);
    for entry in fs::read_dir(folder.path("in")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "jrp") {
            fs::remove_file(path).unwrap();
        }
    }
    published.pull_fails(&line, &["BK-SXBZXR", "theirs"]);
    // Without the mark nobody knows which lists stood, so who signs must be one who may speak for any.
    fs::remove_file(folder.path("in/.jrp-mark")).unwrap();
    published.pull_fails(&line, &["theirs"]);
    published.publish(17, &[0], "");
    folder.succeeds(&pull(&published, "out", 17));
    assert_eq!(published.listed("in"), Ok(vec![0]));
}
