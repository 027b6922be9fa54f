use super::published::{Published, complains};
use jrp_core::manifest::{Manifest, UnverifiedManifest};

fn latest(published: &Published, folder: &str) -> Manifest {
    let text = published.folder.read(&format!("{folder}/latest"));
    UnverifiedManifest::parse(&text).unwrap().claims().clone()
}

/// Snapshot files in a folder.
fn snapshots(published: &Published, folder: &str) -> usize {
    let names = std::fs::read_dir(published.folder.path(folder)).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(".jrp")).count()
}

#[test]
fn publications_are_deltas_on_a_base_and_answer_from_the_folder() {
    let published = Published::new();
    let first = published.publish(16, &[0, 1], "");
    assert!(first.contains("a base: there is nothing to continue"), "{first}");
    assert_eq!(published.listed("out"), Ok(vec![0, 1]));
    let second = published.publish(17, &[0, 2, 3], "");
    assert!(second.contains("published    a delta"), "{second}");
    assert_eq!(published.listed("out"), Ok(vec![0, 2, 3]));
    let third = published.publish(18, &[0, 2, 3], "");
    assert!(third.contains("2 deltas of"), "{third}");
    let manifest = latest(&published, "out");
    assert_eq!((manifest.sequence(), manifest.deltas.len()), (3, 2));
    assert!(
        manifest.deltas[1].bytes < 6000,
        "an empty delta is small: {manifest:?}"
    );
    // A full build of the same feed has the same state.
    published.folder.succeeds(
        "build --feed f.csv --key keys/jrp.key --publisher 云澜区信用办 --region 329902 --covers BK-ZFCGSX,BK-SXBZXR,BK-ZDSSWF --sequence 9 --issued-at 2026-11-18T09:00:00+08:00 --out full.jrp",
    );
    assert_eq!(published.listed("full.jrp"), published.listed("out"));
}

#[test]
fn a_chain_ends_in_a_new_base() {
    let published = Published::once();
    let reason = |day, listed: &[usize], more: &str| {
        let told = published.publish(day, listed, more);
        let line = told.lines().find(|line| line.contains("published")).unwrap();
        line.trim_start()
            .trim_start_matches("published")
            .trim()
            .to_owned()
    };
    assert_eq!(
        reason(17, &[0, 2], "--max-chain 0"),
        "a base: the chain has as many deltas as --max-chain allows"
    );
    assert_eq!(
        reason(17, &[0, 1, 2], "--max-share 0"),
        "a base: the deltas are as large as --max-share allows"
    );
    assert_eq!(reason(18, &[0, 1], "--max-share 90"), "a delta");
    assert_eq!(
        reason(25, &[0, 1], "--max-share 90 --max-removal-age 8"),
        "a delta"
    );
    assert_eq!(
        reason(25, &[0, 1], "--max-share 90"),
        "a base: a removal in the chain is as old as --max-removal-age allows"
    );
    published
        .folder
        .succeeds("keygen --out other --suite ed25519-blake3");
    let line = published
        .line(26, &[0, 1], "")
        .replace("keys/jrp.key", "other/jrp.key");
    let told = published.folder.succeeds(&line);
    assert!(
        told.contains("a base: the last publication was signed by another key"),
        "{told}"
    );
}

#[test]
fn a_key_named_twice_signs_once() {
    let published = Published::new();
    published
        .folder
        .succeeds("keygen --out other --suite ed25519-blake3");
    published.publish(16, &[0, 1], "--key other/jrp.key --key keys/jrp.key");
    let text = published.folder.read("out/latest");
    let signatures = UnverifiedManifest::parse(&text).unwrap().signatures().len();
    assert_eq!(signatures, 2);
    assert_eq!(published.listed("out"), Ok(vec![0, 1]));
}

#[test]
fn what_the_public_must_not_see_any_more_is_not_in_the_files() {
    let published = Published::new();
    published.publish(16, &[0, 1], "--audience public --keep 1");
    let added = published.publish(17, &[0, 1, 2], "--audience public --keep 1 --max-share 90");
    assert!(added.contains("published    a delta"), "{added}");
    let removed = published.publish(18, &[0, 2], "--audience public --keep 1 --max-share 90");
    assert!(removed.contains("a base: a record was removed"), "{removed}");
    assert_eq!(snapshots(&published, "out"), 1);
    let late = published.line(
        19,
        &[0],
        "--audience public --next-update 2026-11-24T09:00:00+08:00",
    );
    published.folder.fails(
        2,
        &late,
        &["--next-update", "one working day", "2026-11-20T23:59:59"],
    );
}

#[test]
fn files_of_earlier_publications_stay_as_long_as_they_are_kept() {
    let published = Published::once();
    let keep = |day, keep| {
        published.publish(day, &[0, 1], &format!("--max-chain 0 --keep {keep}"));
        snapshots(&published, "out")
    };
    assert_eq!([keep(17, 3), keep(18, 3), keep(19, 3), keep(20, 1)], [2, 3, 3, 1]);
    published.folder.write("out/robots.txt", "mine");
    published.publish(21, &[0, 1], "--max-chain 0");
    assert_eq!(published.folder.read("out/robots.txt"), b"mine");
}

#[test]
fn the_folder_of_another_publication_is_refused() {
    let published = Published::once();
    let line = published.line(17, &[0, 1], "");
    for (old, new) in [
        ("--publisher 云澜区信用办", "--publisher 别处"),
        ("--region 329902", "--region 329903"),
        ("--region 329902", "--region 329902 --audience public"),
    ] {
        let done = published.folder.run(&line.replace(old, new));
        complains(&done, &["out: holds the publications of", "another --out folder"]);
    }
    let back = format!("{line} --sequence 1");
    published.folder.fails(2, &back, &["--sequence 1", "not above 1"]);
    let early = published.line(15, &[0, 1], "");
    published
        .folder
        .fails(2, &early, &["--issued-at", "check the clock"]);
    assert_eq!(published.listed("out"), Ok(vec![0, 1]));
}

#[test]
fn a_forgotten_feed_is_not_a_mass_repair() {
    let published = Published::once();
    let rows: Vec<String> = super::published::feed(&[0])
        .lines()
        .take(40)
        .map(str::to_owned)
        .collect();
    let line = published.line(17, &[], "");
    published.folder.write("f.csv", format!("{}\n", rows.join("\n")));
    let done = published.folder.run(&line);
    complains(&done, &["BK-ZFCGSX", "--allow-shrink"]);
    assert_eq!(published.listed("out"), Ok(vec![0, 1]));
    published.folder.succeeds(&format!("{line} --allow-shrink"));
}

#[test]
fn new_records_do_not_hide_a_forgotten_feed_from_a_new_base() {
    let published = Published::once();
    // As many records as before, and nearly all are others.
    let others = super::published::feed(&[0, 1]).replace("3299020000", "3299021111");
    for more in ["", "--max-chain 0", "--possible-names", "--max-share 0"] {
        let line = published.line(17, &[], more);
        published.folder.write("f.csv", &others);
        complains(&published.folder.run(&line), &["BK-ZFCGSX", "--allow-shrink"]);
    }
    // The folder has lost what names its files; the files are there, and tell.
    for name in ["latest", "manifest-1"] {
        std::fs::remove_file(published.folder.path(&format!("out/{name}"))).unwrap();
    }
    let line = published.line(18, &[], "--sequence 2");
    let few: Vec<&str> = others.lines().take(40).collect();
    published.folder.write("f.csv", few.join("\n") + "\n");
    complains(&published.folder.run(&line), &["BK-ZFCGSX", "--allow-shrink"]);
    published.folder.succeeds(&format!("{line} --allow-shrink"));
}

#[test]
fn every_key_that_is_given_signs_files_and_manifest() {
    let published = Published::new();
    published.folder.succeeds("keygen --out other --suite sm2-sm3");
    published.publish(16, &[0, 1], "--key other/jrp.key");
    let told = published.publish(17, &[0, 2], "--key other/jrp.key");
    assert!(told.contains("published    a delta"), "{told}");
    for key in ["keys", "other"] {
        let line = published
            .pull_line("out", 17)
            .replace("keys/jrp.pub", &format!("{key}/jrp.pub"));
        published
            .folder
            .succeeds(&line.replace("--into in", &format!("--into {key}-store")));
    }
    let told = published.publish(18, &[0, 2], "");
    assert!(
        told.contains("a base: the last publication was signed by another key"),
        "{told}"
    );
}

#[test]
fn two_publishers_do_not_meet() {
    let published = Published::once();
    let lock = std::fs::File::options()
        .write(true)
        .open(published.folder.path("out/.jrp-lock"))
        .unwrap();
    fs4::FileExt::lock(&lock).unwrap();
    let done = published.folder.run(&published.line(17, &[0], ""));
    complains(&done, &["out: another jrp works in this folder"]);
    drop(lock);
    published.publish(17, &[0], "");
}

#[test]
fn an_altered_folder_is_not_continued() {
    let published = Published::once();
    let manifest = latest(&published, "out");
    let path = format!("out/{}", manifest.base.file_name());
    let mut bytes = published.folder.read(&path);
    bytes[5000] ^= 1;
    published.folder.write(&path, bytes);
    let done = published.folder.run(&published.line(17, &[0, 1], ""));
    complains(&done, &[&manifest.base.file_name(), "does not match its digest"]);
}

#[test]
fn a_folder_that_lost_latest_goes_on_from_the_newest_manifest_that_is_kept() {
    let published = Published::once();
    published.pull("out", 16);
    published.publish(17, &[0, 2], "");
    published.pull("out", 17);
    std::fs::remove_file(published.folder.path("out/latest")).unwrap();
    // A newer one that nobody signed does not count.
    published.folder.write("out/manifest-7", "jrp-latest 1\n");
    let done = published.folder.run(&published.line(18, &[0, 2, 3], ""));
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(
        done.out.contains("published    a delta") && done.out.contains("before       no. 2"),
        "{}",
        done.out
    );
    assert!(
        done.err
            .contains("`latest` was missing and was restored from manifest-2"),
        "{}",
        done.err
    );
    assert_eq!(latest(&published, "out").sequence(), 3);
    published.pull("out", 18);
    assert_eq!(published.listed("in"), Ok(vec![0, 2, 3]));
}

#[test]
fn a_folder_that_lost_its_manifests_is_not_begun_anew() {
    let published = Published::once();
    published.publish(17, &[0, 2], "");
    for name in ["latest", "manifest-1", "manifest-2"] {
        std::fs::remove_file(published.folder.path(&format!("out/{name}"))).unwrap();
    }
    let line = published.line(18, &[0, 3], "");
    for line in [line.clone(), format!("{line} --sequence 2")] {
        published.folder.fails(
            1,
            &line,
            &["out: `latest` is missing", "up to no. 2", "--sequence above 2"],
        );
    }
    let done = published.folder.run(&format!("{line} --sequence 3"));
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.err.contains("`latest` was missing"), "{}", done.err);
    assert_eq!(published.listed("out"), Ok(vec![0, 3]));
    // Manifests of another key tell how far the publications went.
    std::fs::remove_file(published.folder.path("out/latest")).unwrap();
    published
        .folder
        .succeeds("keygen --out other --suite ed25519-blake3");
    let line = published
        .line(19, &[0], "")
        .replace("keys/jrp.key", "other/jrp.key");
    published.folder.fails(1, &line, &["up to no. 3"]);
}

#[test]
fn weekends_are_rest_days_in_a_year_that_the_calendar_does_not_know() {
    let published = Published::new();
    // A Friday.
    let line = published
        .line(16, &[0, 1], "--audience public")
        .replace("2026-11-16", "2027-01-08");
    let done = published
        .folder
        .run(&format!("{line} --next-update 2027-01-11T20:00:00+08:00"));
    assert_eq!(done.code, 0, "{}", done.err);
    let told = done
        .err
        .matches("the holiday calendar of the policy pack does not know 2027");
    assert_eq!(told.count(), 1, "{}", done.err);
    let late = format!("{line} --next-update 2027-01-12T20:00:00+08:00");
    published
        .folder
        .fails(2, &late, &["--next-update", "2027-01-11T23:59:59"]);
}

#[test]
fn what_changed_in_each_list_is_told_and_reported() {
    let published = Published::once();
    let told = published.publish(17, &[0, 2, 3], "--report r.json");
    assert!(
        told.contains("BK-ZFCGSX          2          0          1        403"),
        "{told}"
    );
    let report: serde_json::Value = serde_json::from_slice(&published.folder.read("r.json")).unwrap();
    let lists = report["changes"].as_array().unwrap();
    let list = lists.iter().find(|list| list["list"] == "BK-ZFCGSX").unwrap();
    assert_eq!(
        (&list["added"], &list["removed"]),
        (&2.into(), &1.into()),
        "{report}"
    );
    let told = published.publish(18, &[0, 2, 3], "");
    assert!(
        told.contains("no record changed; the publication tells"),
        "{told}"
    );
}

#[test]
fn a_new_base_finds_the_nearly_equal_names_that_the_chain_found() {
    let published = Published::once();
    // One character differs.
    let near = || {
        let line = "check --snapshot out --trust keys/jrp.pub --scenario ZFCG --subject-kind org --name 云澜第0纺职有限公司";
        published
            .folder
            .run(&format!("{line} --now 2026-11-20T10:00:00+08:00"))
            .code
    };
    assert_eq!(near(), 0);
    let told = published.publish(17, &[0, 1], "--possible-names");
    assert!(told.contains("a base: --possible-names is new"), "{told}");
    assert_eq!(near(), 10);
    for more in ["", "--max-chain 0"] {
        published.publish(18, &[0, 1], more);
        assert_eq!(near(), 10, "{more}");
    }
    let told = published.publish(19, &[0, 1], "--possible-names");
    assert!(told.contains("published    a delta"), "{told}");
}

#[test]
fn a_publication_says_that_the_policy_pack_falls_back_to_the_default() {
    let published = Published::new();
    published.folder.write_policy("pack", "2026.11-1");
    for (day, more) in [
        (16, "--policy pack"),
        (17, "--policy pack --max-chain 0"),
        (18, "--policy pack"),
    ] {
        let done = published.folder.run(&published.line(day, &[0, 1], more));
        assert!(
            done.code == 0 && !done.err.contains("policy pack"),
            "{}",
            done.err
        );
    }
    for more in ["", "--max-chain 0"] {
        let line = published.line(19, &[0, 1], &format!("--policy pack {more}"));
        published.folder.succeeds(&line);
        let done = published.folder.run(&line.replace("--policy pack", ""));
        assert_eq!(done.code, 0, "{}", done.err);
        assert!(
            done.err
                .contains("the compiled-in policy pack 2026.12 takes the place of 2026.11-1"),
            "{}",
            done.err
        );
    }
}
