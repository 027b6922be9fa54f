use super::{DISTRICT, Folder, PUBLISH, build_district};
use expect_test::expect;

const HEADER: &str = "list_kind,subject_kind,name,id_kind,id,authority,listed_on,publish_until,status\n";
const ROW: &str =
    "BK-ZFCGSX,org,江州市云澜槿棠纺织有限公司,uscc,91329902MA9BATDJ57,财政局,2025-06-03,2027-06-02,active\n";

#[test]
fn a_build_tells_what_became_of_every_row() {
    let folder = Folder::with_keys();
    let out = folder.succeeds(&format!("{} --report r.json --out d.jrp", build_district()));
    let mut out = out.replace(&format!("{DISTRICT}/"), "");
    let at = out.find("sm3:").unwrap();
    out.replace_range(at..at + 68, "sm3:…");
    expect![[r#"
        d.jrp  云澜区信用办 no. 7, data as of 2026-11-21, sm2-sm3, for government

          read              378   from 3 feeds
          loaded            346   on 23 lists; 23 covered
          left out           12   repaired 4, expired 3, pending 2, revoked 2, deferred 1
          collapsed           3   exact repeats
          conflicts           1   rows of one record that differ
              black.csv row 149 stays, black.csv row 148 goes
          refused            16   end-date-missing 2, cell-missing 1, citizen-id-in-text 1, date-serial 1, date-unreadable 1, end-date-too-early 1, id-kind-missing 1, id-kind-unfit 1, id-length 1, list-kind-unknown 1, person-id-missing 1, region-malformed 1, severity-unknown 1, status-unknown 1, subject-kind-unfit 1
              black.csv row 157, list_kind 名单类型: "BK-ZFCGXX" is not a list of the policy pack; use a code such as BK-ZFCGSX, or the list's full name
              black.csv row 158, publish_until 公示截止日期: blank, but entries of BK-ZFCGSX have a fixed term; fill in the last day of publication
              black.csv row 159, publish_until 公示截止日期: blank, but entries of BK-ZDSSWF have a fixed term; fill in the last day of publication
              black.csv row 160, cause 列入事由: holds a citizen id; remove it from the text (an identifier belongs in the id column)
              black.csv row 161, publish_until 公示截止日期: 2025-03-01 lies before 2026-03-01, the day of listed_on 列入日期; correct one of them
              and 11 more: see the report
          unread             16   kept by their subjects: who asks for one is told
          unnamed             3   refused, and naming nobody: `clear` carries a warning
          checks             16   term-too-long 12, credit-code-check 2, not-yet-effective 1, org-code-check 1
              these rows are loaded as they stand

          file         55,704 bytes, 161.0 a record
          digest       sm3:…
          next due     2026-11-23T23:59:59+08:00
          expires      2026-12-21T08:00:00+08:00
          report       r.json
    "#]].assert_eq(&out);

    let report: serde_json::Value = serde_json::from_slice(&folder.read("r.json")).unwrap();
    let refused = report["refused"].as_array().unwrap().len() as u64;
    let left_out: u64 = report["leftOut"]
        .as_object()
        .unwrap()
        .values()
        .map(|n| n.as_u64().unwrap())
        .sum();
    let conflicts = report["conflicts"].as_array().unwrap();
    assert_eq!(
        (
            conflicts[0]["kept"]["row"].as_u64(),
            conflicts[0]["dropped"]["row"].as_u64()
        ),
        (Some(149), Some(148))
    );
    let sum =
        report["loaded"].as_u64().unwrap() + left_out + refused + report["collapsed"].as_u64().unwrap() + 1;
    assert_eq!(report["read"].as_u64().unwrap(), sum);
}

#[test]
fn a_repair_in_one_feed_takes_the_listing_of_another_out() {
    let folder = Folder::with_keys();
    let dated = HEADER.replace("authority,", "authority,decided_on,record_id,");
    let row = |decided: &str, status: &str| {
        ROW.replace("财政局,", &format!("财政局,{decided},r1,"))
            .replace("active", status)
    };
    folder.write("listed.csv", format!("{dated}{}", row("2025-06-02", "active")));
    for (decided, status, loaded) in [
        ("2026-11-20", "repaired", 0),
        ("2025-06-02", "revoked", 0),
        ("2025-06-01", "repaired", 1),
    ] {
        folder.write("office.csv", format!("{dated}{}", row(decided, status)));
        let feeds = ["--feed office.csv listed.csv", "--feed listed.csv office.csv"];
        for (at, feed) in feeds.iter().enumerate() {
            let out = format!("{status}-{decided}-{at}.jrp");
            folder.succeeds(&format!(
                "build {feed} --key keys/jrp.key {PUBLISH} --report r.json --out {out}"
            ));
            let report: serde_json::Value = serde_json::from_slice(&folder.read("r.json")).unwrap();
            assert_eq!(report["loaded"], loaded, "{status} {decided}");
            assert_eq!(report["leftOut"][status], 1);
            let conflicts = report["conflicts"].as_array().unwrap();
            assert_eq!(conflicts.len(), 1 - loaded);
            for conflict in conflicts {
                assert_eq!(conflict["kept"]["file"], "office.csv");
                assert_eq!(conflict["dropped"]["file"], "listed.csv");
            }
        }
    }
}

#[test]
fn rows_of_long_feeds_keep_their_places() {
    let folder = Folder::with_keys();
    let row = |n: u32, day: u32| {
        format!(
            "BK-ZFCGSX,org,远山{n}号机电有限公司,reg-no,32990200{n:07},财政局,2025-06-03,2027-06-{day:02},active\n"
        )
    };
    // More than a block each: what is judged on several threads must come together in order.
    let mut first: Vec<String> = (0..4000).map(|n| row(n, 2)).collect();
    let mut second: Vec<String> = (4000..8000).map(|n| row(n, 2)).collect();
    second.push(row(3, 2));
    second.push(row(4, 30));
    second.push(row(5, 2).replace("BK-ZFCGSX", "BK-NONE"));
    first.push(row(6, 2));
    let write = |name: &str, rows: &[String]| folder.write(name, format!("{HEADER}{}", rows.concat()));
    write("a.csv", &first);
    write("b.csv", &second);
    let build = |feeds: &str, out: &str| {
        let told = folder.succeeds(&format!(
            "build --feed {feeds} --key keys/jrp.key {PUBLISH} --out {out}"
        ));
        let line = |word: &str| told.lines().find(|line| line.trim_start().starts_with(word));
        let digest = line("digest").unwrap().to_owned();
        (told, digest)
    };
    let (told, digest) = build("a.csv b.csv", "d.jrp");
    for part in [
        "read            8,004",
        "loaded          8,000",
        "collapsed           2",
        "b.csv row 4003 stays, a.csv row 6 goes",
        "b.csv row 4004, list_kind",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let (_, other_way_round) = build("b.csv a.csv", "e.jrp");
    assert_eq!(digest, other_way_round);
}

#[test]
fn times_left_open_follow_from_the_time_of_issue() {
    let folder = Folder::with_keys();
    folder.write("f.csv", format!("{HEADER}{ROW}"));
    // A Friday.
    let line = "build --feed f.csv --key keys/jrp.key --publisher p --sequence 1 --covers BK-ZFCGSX \
                --issued-at 2026-11-20T18:00:00Z --out";
    folder.succeeds(&format!("{line} d.jrp"));
    let told = |name: &str| -> Vec<String> {
        let value: serde_json::Value =
            serde_json::from_str(&folder.succeeds(&format!("inspect {name} --json"))).unwrap();
        ["issuedAt", "dataAsOf", "nextUpdate", "expiresAt"]
            .map(|key| value[key].as_str().unwrap().to_owned())
            .to_vec()
    };
    expect![[r#"
        [
            "2026-11-21T02:00:00+08:00",
            "2026-11-21",
            "2026-11-23T23:59:59+08:00",
            "2026-12-21T02:00:00+08:00",
        ]
    "#]]
    .assert_debug_eq(&told("d.jrp"));
    // An expiry before the next update was meant.
    folder.succeeds(&format!("{line} e.jrp --expires 2026-11-22T00:00:00+08:00"));
    assert_eq!(told("e.jrp")[2], "2026-11-22T00:00:00+08:00");
}

#[test]
fn without_covers_a_build_warns() {
    let folder = Folder::with_keys();
    folder.write("f.csv", format!("{HEADER}{ROW}"));
    let done = folder.run(&format!(
        "build --feed f.csv --key keys/jrp.key {PUBLISH} --out d.jrp"
    ));
    assert_eq!(done.code, 0);
    assert_eq!(done.err.lines().count(), 1, "{}", done.err);
    assert!(done.err.starts_with("jrp: warning: without --covers") && done.err.contains("indeterminate"));
    let asked = folder.run(
        "check --snapshot d.jrp --trust keys/jrp.pub --scenario ZFCG --now 2026-11-21T10:00:00+08:00 --credit-code \
         91329902MAD4887N25",
    );
    assert_eq!(asked.code, 20);
}

#[test]
fn a_feed_with_a_header_alone_is_an_empty_list() {
    let folder = Folder::with_keys();
    folder.write("f.csv", HEADER);
    let out = folder.succeeds(&format!(
        "build --feed f.csv --key keys/jrp.key {PUBLISH} --covers BK-ZFCGSX,BK-SXBZXR --covers BK-ZDSSWF --out d.jrp"
    ));
    assert!(out.contains("no record"), "{out}");
    let asked = folder.run(
        "check --snapshot d.jrp --trust keys/jrp.pub --scenario ZFCG --now 2026-11-21T10:00:00+08:00 --json \
         --credit-code 91329902MAD4887N25",
    );
    assert_eq!(
        (asked.code, asked.out.contains("\"outcome\":\"clear\"")),
        (0, true)
    );
}

#[test]
fn where_every_row_is_refused_only_the_report_is_written() {
    let folder = Folder::with_keys();
    folder.write(
        "f.csv",
        format!("{HEADER}{}", ROW.replace("BK-ZFCGSX", "BK-NONE")),
    );
    let done = folder.run(&format!(
        "build --feed f.csv --key keys/jrp.key {PUBLISH} --covers BK-ZFCGSX --report r.json --out d.jrp"
    ));
    assert_eq!((done.code, done.out.as_str()), (1, ""));
    assert_eq!(done.err.lines().count(), 1, "{}", done.err);
    assert!(
        done.err.contains("f.csv: row 2: list_kind") && done.err.contains("BK-NONE"),
        "{}",
        done.err
    );
    assert!(!folder.path("d.jrp").exists());
    let report: serde_json::Value = serde_json::from_slice(&folder.read("r.json")).unwrap();
    assert_eq!(report["refusedByReason"]["list-kind-unknown"], 1);
    assert_eq!(std::fs::read_dir(folder.path(".")).unwrap().count(), 3);
}

#[test]
fn a_pack_of_ones_own_is_used_and_its_mistakes_are_told() {
    let folder = Folder::with_keys();
    folder.write("f.csv", format!("{HEADER}{ROW}"));
    folder.write_policy("pack", "2026.11-350105.1");
    folder.write("pack/.~lists.csv", "an editor's");
    let line =
        format!("build --feed f.csv --policy pack --key keys/jrp.key {PUBLISH} --covers BK-ZFCGSX --out");
    folder.succeeds(&format!("{line} d.jrp"));
    assert!(folder.succeeds("inspect d.jrp").contains("2026.11-350105.1"));

    let lists = String::from_utf8(folder.read("pack/lists.csv")).unwrap();
    folder.write("pack/lists.csv", lists.replacen(",black,", ",blck,", 1));
    folder.fails(
        1,
        &format!("{line} e.jrp"),
        &["pack/lists.csv row 2", "polarity", "blck"],
    );
    folder.write("pack/lists.csv", b"code\n\xb2\xe2");
    folder.fails(1, &format!("{line} e.jrp"), &["pack/lists.csv: byte 5", "UTF-8"]);
    std::fs::remove_file(folder.path("pack/lists.csv")).unwrap();
    folder.fails(
        1,
        &format!("{line} e.jrp"),
        &["pack/lists.csv: the table is missing"],
    );
    folder.fails(
        1,
        &line
            .replace("--policy pack", "--policy none")
            .replace("--out", "--out e.jrp"),
        &["none", "check the path"],
    );
}

#[test]
fn a_synthetic_feed_builds() {
    let folder = Folder::with_keys();
    let told = folder.succeeds("synth --records 2000 --seed 3 --out f.csv");
    assert!(told.contains("2,000 rows"), "{told}");
    folder.succeeds("synth --records 2000 --seed 3 --out g.csv");
    assert_eq!(folder.read("f.csv"), folder.read("g.csv"));
    let out = folder.succeeds(
        &format!(
            "build --feed f.csv --key keys/jrp.key --person-key keys/person.key --covers BK-ZFCGSX {PUBLISH} \
         --as-of 2026-11-22 --issued-at 2026-11-22T08:00:00+08:00 --out d.jrp"
        )
        .replace("--issued-at 2026-11-21T08:00:00+08:00 ", ""),
    );
    assert!(out.contains("refused             0\n"), "{out}");
    folder.succeeds("verify d.jrp --trust keys/jrp.pub --deep --person-key keys/person.key");
}

#[test]
fn a_new_snapshot_takes_the_place_of_the_old_one() {
    let folder = Folder::with_keys();
    folder.write("f.csv", format!("{HEADER}{ROW}"));
    folder.write("d.jrp", "old");
    folder.succeeds(&format!(
        "build --feed f.csv --key keys/jrp.key {PUBLISH} --covers BK-ZFCGSX --out d.jrp"
    ));
    folder.succeeds("verify d.jrp --trust keys/jrp.pub");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = folder.path("d.jrp").metadata().unwrap().permissions().mode();
        assert_ne!(mode & 0o044, 0, "others may read it, as the umask allows");
    }
}
