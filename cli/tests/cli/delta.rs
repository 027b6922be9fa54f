//! Deltas: a repaired firm vanishes, and what must be refused is.

use super::*;

const CODE: &str = "91329902MA9BATDJ57";

/// A delta of the district without one firm, but for `--base`, `--sequence` and `--out`.
fn district_without(folder: &Folder) -> String {
    let black = fs::read_to_string(format!("{DISTRICT}/black.csv")).unwrap();
    let (rows, gone): (Vec<&str>, Vec<&str>) = black.lines().partition(|row| !row.contains(CODE));
    assert!(!gone.is_empty());
    folder.write("black.csv", rows.join("\n"));
    delta_of(&["black.csv".to_owned(), feed("watch.csv"), feed("red.csv")])
}

fn feed(name: &str) -> String {
    format!("{DISTRICT}/{name}")
}

fn delta_of(feeds: &[String]) -> String {
    let publish = PUBLISH.replace("--sequence 7", "");
    format!(
        "delta --feed {} --key keys/jrp.key --person-key keys/person.key {publish} --covers {COVERS}",
        feeds.join(" ")
    )
}

fn outcome(folder: &Folder, delta: &str) -> i32 {
    folder
        .run(&format!("{ASK} {delta} --scenario ZFCG --credit-code {CODE}"))
        .code
}

#[test]
fn a_firm_that_left_the_feeds_vanishes() {
    let folder = Folder::with_district();
    let delta = district_without(&folder);
    let said = folder.succeeds(&format!("{delta} --base d.jrp --sequence 8 --out d8.jrp"));
    assert!(
        said.contains("BK-ZFCGSX          0          0          1"),
        "{said}"
    );
    assert_eq!(
        (outcome(&folder, ""), outcome(&folder, "--delta d8.jrp")),
        (12, 0)
    );
    let said = folder.succeeds(&format!(
        "{delta} --base d.jrp --delta d8.jrp --sequence 9 --out d9.jrp"
    ));
    assert!(said.contains("no record changed"), "{said}");
    assert!(folder.read("d9.jrp").len() < 3_000);
    assert_eq!(outcome(&folder, "--delta d8.jrp d9.jrp --min-sequence 9"), 0);
    folder.succeeds(
        "verify d.jrp --delta d8.jrp d9.jrp --trust keys/jrp.pub --person-key keys/person.key --deep",
    );
    let said = folder.succeeds("inspect d8.jrp --json");
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["kind"], "delta");
    assert_eq!(said["delta"]["baseSequence"], 7);
    // Seven rows below the firm's that speak besides stand a row higher now, and are known by their rows.
    assert_eq!(
        (&said["delta"]["brought"], &said["delta"]["removed"]),
        (&7.into(), &8.into())
    );
    assert_eq!(said["policy"]["inside"], false);
}

#[test]
fn the_report_counts_per_list_what_was_added_changed_and_removed() {
    let folder = Folder::with_district();
    let delta = district_without(&folder);
    folder.succeeds(&format!(
        "{delta} --base d.jrp --sequence 8 --report r.json --out d8.jrp"
    ));
    let report: serde_json::Value = serde_json::from_slice(&folder.read("r.json")).unwrap();
    let changes = report["changes"].as_array().unwrap();
    let list = changes.iter().find(|list| list["list"] == "BK-ZFCGSX").unwrap();
    let before = list["before"].as_u64().unwrap();
    let expected = serde_json::json!({
        "list": "BK-ZFCGSX", "before": before, "added": 0, "changed": 0, "removed": 1, "after": before - 1
    });
    assert_eq!(*list, expected);
    assert_eq!(changes.len(), 23);
    assert!(report["read"].is_u64() && report["refused"].is_array());
}

#[test]
fn a_delta_cannot_bring_possible_names_to_a_base() {
    let folder = Folder::with_district();
    let delta = district_without(&folder);
    let line = format!("{delta} --base d.jrp --sequence 8 --possible-names --out d8.jrp");
    folder.fails(
        1,
        &line,
        &["d.jrp: was built without --possible-names", "new base"],
    );
    folder.succeeds(&format!("{} --possible-names --out d.jrp", build_district()));
    folder.succeeds(&line);
}

#[test]
fn a_delta_keeps_the_policy_pack_of_its_base_unless_another_is_named() {
    let folder = Folder::with_keys();
    folder.write_policy("one", "2026.11-1");
    folder.write_policy("two", "2026.11-2");
    folder.succeeds(&format!("{} --policy one --out d.jrp", build_district()));
    let delta = delta_of(&["black.csv", "watch.csv", "red.csv"].map(feed));
    let line = |rest: &str| format!("{delta} --base d.jrp --sequence 8 --out d8.jrp {rest}");
    let policy = || {
        let told = folder.succeeds("inspect d8.jrp --json");
        let told: serde_json::Value = serde_json::from_str(&told).unwrap();
        let policy = &told["policy"];
        (
            policy["version"].as_str().unwrap().to_owned(),
            policy["inside"] == true,
        )
    };
    let done = folder.run(&line(""));
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(
        done.out.contains("no record changed; the publication tells"),
        "{}",
        done.out
    );
    assert!(
        done.err.contains("the policy pack 2026.11-1 of the base stays"),
        "{}",
        done.err
    );
    assert_eq!(policy(), ("2026.11-1".to_owned(), false));

    let told = folder.succeeds(&line("--policy two"));
    assert!(
        told.contains("no record changed; the publication brings the policy pack 2026.11-2"),
        "{told}"
    );
    assert_eq!(policy(), ("2026.11-2".to_owned(), true));
    let told = folder.succeeds(&line("--policy two").replace(&delta, &district_without(&folder)));
    assert!(
        told.contains("the policy pack 2026.11-2 comes with them"),
        "{told}"
    );
}

#[test]
fn a_forgotten_feed_is_not_a_mass_repair() {
    let folder = Folder::with_district();
    let delta = delta_of(&[feed("watch.csv"), feed("red.csv")]);
    let line = format!("{delta} --base d.jrp --sequence 8 --out d8.jrp");
    folder.fails(1, &line, &["BK-SXBZXR", "--allow-shrink"]);
    folder.succeeds(&format!("{line} --allow-shrink"));
    assert_eq!(outcome(&folder, "--delta d8.jrp"), 0);
}

#[test]
fn what_does_not_continue_is_refused() {
    let folder = Folder::with_district();
    let delta = district_without(&folder);
    let line = |rest: &str| format!("{delta} --base d.jrp {rest} --out new.jrp");
    folder.fails(1, &line("--sequence 7"), &["sequence 7", "does not rise"]);
    let other = line("--sequence 8").replace("云澜区信用办", "别处");
    folder.fails(1, &other, &["publisher", "别处"]);
    folder.fails(1, &line("--sequence 8 --as-of 2026-11-01"), &["2026-11-01"]);
    folder.fails(
        1,
        &line("--sequence 8").replace("--person-key keys/person.key", ""),
        &["person-key"],
    );
    folder.fails(
        2,
        &format!("{delta} --base d.jrp --sequence 8 --out d.jrp"),
        &["--out"],
    );
    folder.succeeds(&format!("{delta} --base d.jrp --sequence 8 --out d8.jrp"));
    folder.succeeds(&format!(
        "{delta} --base d.jrp --delta d8.jrp --sequence 9 --out d9.jrp"
    ));
    let ask = |chain: &str| format!("{ASK} {chain} --scenario ZFCG --credit-code {CODE}");
    folder.fails(1, &ask("--delta d9.jrp"), &["d9.jrp", "sequence 8"]);
    folder.fails(1, &ask("--delta d8.jrp d8.jrp"), &["d8.jrp", "already"]);
    folder.fails(1, &ask("--delta d9.jrp d8.jrp"), &["d9.jrp"]);
    folder.fails(1, &ask("--delta d.jrp"), &["d.jrp", "base"]);
    folder.fails(
        1,
        &ask("--delta d8.jrp --min-sequence 9"),
        &["d8.jrp", "minimum 9"],
    );
    folder.fails(1, "verify d8.jrp --trust keys/jrp.pub", &["delta", "base"]);
}
