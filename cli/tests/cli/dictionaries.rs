//! Dictionaries of one base in the next.

use super::published::{Published, feed};
use super::{Folder, PUBLISH};

/// The sizes of the parts that begin with this name, by name.
fn sizes(folder: &Folder, file: &str, ending: &str) -> Vec<(String, u64)> {
    let told = folder.succeeds(&format!("inspect {file} --json"));
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let sections = told["sections"].as_array().unwrap().iter();
    let sizes = sections.map(|section| {
        let name = section["name"].as_str().unwrap().to_owned();
        (name, section["bytes"].as_u64().unwrap())
    });
    sizes.filter(|(name, _)| name.ends_with(ending)).collect()
}

/// The feed with a name that has characters of its own: dictionaries that are trained on it are others.
fn renamed() -> String {
    feed(&[0, 1]).replace("远山1号机电1有限公司", "远山1号机电1有限责任公司")
}

#[test]
fn a_build_keeps_the_dictionaries_of_the_base_that_is_named() {
    let folder = Folder::with_keys();
    let build = |feed: String, more: &str| {
        folder.write("f.csv", feed);
        let publish = PUBLISH.replace("--sequence 7", "");
        folder.succeeds(&format!("build --feed f.csv --key keys/jrp.key {publish} {more}"));
    };
    build(feed(&[0, 1]), "--sequence 1 --out a.jrp");
    build(renamed(), "--sequence 2 --dictionaries a.jrp --out b.jrp");
    build(renamed(), "--sequence 2 --fresh-dictionaries --out c.jrp");
    build(renamed(), "--sequence 2 --out d.jrp");
    let of = |file| sizes(&folder, file, " dictionary");
    assert!(of("a.jrp").len() > 3);
    assert_eq!(of("a.jrp"), of("b.jrp"));
    assert_ne!(of("a.jrp"), of("c.jrp"));
    assert!(folder.read("c.jrp") == folder.read("d.jrp"));
    folder.succeeds("verify b.jrp --trust keys/jrp.pub --deep");
    let line = format!(
        "build --feed f.csv --key keys/jrp.key {}",
        PUBLISH.replace("--sequence 7", "--sequence 3")
    );
    folder.fails(
        2,
        &format!("{line} --dictionaries b.jrp --out b.jrp"),
        &["--out", "b.jrp"],
    );
    folder.fails(
        1,
        &format!("{line} --dictionaries keys/jrp.pub --out e.jrp"),
        &["keys/jrp.pub"],
    );
    // What a file for the government spells is not for everybody.
    folder.fails(
        2,
        &format!("{line} --audience public --dictionaries b.jrp --out e.jrp"),
        &["--dictionaries: b.jrp", "audience government"],
    );
    let both = folder.run(&format!(
        "{line} --dictionaries b.jrp --fresh-dictionaries --out e.jrp"
    ));
    assert_eq!(both.code, 2, "{}", both.err);
}

#[test]
fn a_publication_keeps_them_unless_told_otherwise() {
    let published = Published::once();
    let base = || {
        let latest = String::from_utf8(published.folder.read("out/latest")).unwrap();
        let line = latest.lines().find(|line| line.starts_with("base ")).unwrap();
        format!("out/{}.jrp", line.split(' ').next_back().unwrap())
    };
    let of = |file: &str| sizes(&published.folder, file, " dictionary");
    let first = of(&base());
    let publish = |day: u32, more: &str| {
        let line = published.line(day, &[], more);
        published.folder.write("f.csv", renamed());
        published.folder.succeeds(&line);
    };
    publish(17, "--max-chain 0");
    assert_eq!(of(&base()), first);
    publish(18, "--max-chain 0 --fresh-dictionaries");
    assert_ne!(of(&base()), first);
    // A delta has none where the base's serve.
    published.publish(19, &[0], "");
    let latest = String::from_utf8(published.folder.read("out/latest")).unwrap();
    let delta = latest.lines().find(|line| line.starts_with("delta ")).unwrap();
    let delta = format!("out/{}.jrp", delta.split(' ').next_back().unwrap());
    assert!(of(&delta).is_empty());
    assert!(!sizes(&published.folder, &delta, "front digest").is_empty());
}
