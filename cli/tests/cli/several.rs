//! Several publishers, one answer: `--snapshot` given again, and the options behind each.

use super::Folder;

const HEADER: &str = "list_kind,subject_kind,name,id_kind,id,authority,listed_on,publish_until,status\n";
const LISTED: &str = "91329902MA9BATDJ57";
const OTHER: &str = "91329902MA9AAAAAX2";

/// A nation that covers two lists, and a district that covers the third.
fn two_publishers() -> Folder {
    let folder = Folder::new();
    folder.succeeds("keygen --out nation --suite ed25519-blake3");
    folder.succeeds("keygen --out district --suite ed25519-blake3");
    folder.write("n.csv", HEADER);
    let row = format!("BK-ZFCGSX,org,云澜甲纺织有限公司,uscc,{LISTED},财政局,2025-06-03,2027-06-02,active\n");
    folder.write("d.csv", format!("{HEADER}{row}"));
    let issued = "--issued-at 2026-11-16T09:00:00+08:00";
    folder.succeeds(&format!(
        "build --feed n.csv --key nation/jrp.key --publisher 国家中心 --sequence 40 --covers BK-SXBZXR,BK-ZDSSWF --out n.jrp {issued}"
    ));
    folder.succeeds(&format!(
        "publish --feed d.csv --key district/jrp.key --publisher 云澜区信用办 --covers BK-ZFCGSX --out lists {issued}"
    ));
    folder
}

const ASK: &str =
    "--scenario ZFCG --now 2026-11-16T10:00:00+08:00 --trust nation/jrp.pub --trust district/jrp.pub";

#[test]
fn lists_of_two_publishers_are_asked_as_one() {
    let folder = two_publishers();
    let ask = |more: &str| folder.run(&format!("check {ASK} {more}"));
    for alone in ["--snapshot n.jrp", "--snapshot lists"] {
        let done = ask(&format!("{alone} --credit-code {OTHER} --json"));
        assert_eq!(done.code, 20, "{}", done.out);
        assert!(done.out.contains("\"snapshot\":{"), "{}", done.out);
    }
    let both = "--snapshot n.jrp --snapshot lists";
    let done = ask(&format!("{both} --credit-code {OTHER} --json"));
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    assert!(
        done.out
            .contains("\"compared\":{\"lists\":[\"BK-SXBZXR\",\"BK-ZDSSWF\",\"BK-ZFCGSX\"],\"records\":1}"),
        "{}",
        done.out
    );
    assert!(
        done.out
            .contains("\"snapshots\":[{\"publisher\":\"国家中心\",\"sequence\":40,")
            && !done.out.contains("\"snapshot\":"),
        "{}",
        done.out
    );
    let done = ask(&format!("{both} --credit-code {LISTED} --json"));
    assert_eq!(done.code, 12);
    assert!(done.out.contains("\"sources\":[1]"), "{}", done.out);
    let done = ask(&format!("{both} --credit-code {LISTED}"));
    assert!(
        done.out.contains("[1] 国家中心，第 40 期") && done.out.contains("[2] 云澜区信用办，第 1 期"),
        "{}",
        done.out
    );
}

#[test]
fn an_option_belongs_to_the_snapshot_before_it() {
    let folder = two_publishers();
    let ask = |more: &str| folder.run(&format!("check {ASK} --credit-code {OTHER} {more}"));
    assert_eq!(
        ask("--snapshot n.jrp --min-sequence 40 --snapshot lists --min-sequence 1").code,
        0
    );
    // The district stands at 1.
    let done = ask("--snapshot n.jrp --snapshot lists --min-sequence 40");
    assert_eq!(done.code, 1);
    assert!(done.err.contains("lists/latest"), "{}", done.err);
    for (line, place) in [
        (
            "--min-sequence 1 --snapshot n.jrp --snapshot lists",
            "--min-sequence stands before every --snapshot",
        ),
        (
            "--snapshot n.jrp --min-sequence 1 --min-sequence 2 --snapshot lists",
            "--min-sequence is given twice for --snapshot n.jrp",
        ),
    ] {
        let done = ask(line);
        assert_eq!(done.code, 2, "{}", done.err);
        assert!(done.err.contains(place), "{}", done.err);
    }
    // Of one snapshot options may stand before it, as ever.
    assert_eq!(ask("--min-sequence 40 --snapshot n.jrp").code, 20);
}

#[test]
fn a_register_is_screened_against_both_and_each_is_verified() {
    let folder = two_publishers();
    folder.write("r.csv", format!("统一社会信用代码\n{LISTED}\n{OTHER}\n"));
    let done = folder.run(&format!(
        "screen {ASK} --snapshot n.jrp --snapshot lists --in r.csv --out a.csv --summary s.json"
    ));
    assert_eq!(done.code, 12, "{}", done.err);
    let summary = String::from_utf8(folder.read("s.json")).unwrap();
    assert!(
        summary.contains("\"snapshots\"") && summary.contains("国家中心"),
        "{summary}"
    );
    let done = folder.run("verify n.jrp --snapshot lists --trust nation/jrp.pub --trust district/jrp.pub");
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(
        done.out.contains("国家中心") && done.out.contains("云澜区信用办"),
        "{}",
        done.out
    );
    // A key is believed for whatever its anchor says; that of the nation alone signs no list of the district.
    let done = folder.run("verify n.jrp --snapshot lists --trust nation/jrp.pub");
    assert_eq!(done.code, 1);
}

#[test]
fn evidence_of_several_publishers_is_asked_again_of_one_archive() {
    let folder = two_publishers();
    let ask =
        format!("check {ASK} --snapshot n.jrp --snapshot lists --credit-code {LISTED} --evidence e.json");
    assert_eq!(folder.run(&ask).code, 12);
    std::fs::create_dir(folder.path("archive")).unwrap();
    folder.write("archive/n.jrp", folder.read("n.jrp"));
    for name in folder.names("lists") {
        if name.ends_with(".jrp") || name.ends_with(".log") {
            folder.write(&format!("archive/{name}"), folder.read(&format!("lists/{name}")));
        }
    }
    let replay = "replay e.json --snapshot archive --trust nation/jrp.pub --trust district/jrp.pub";
    let told = folder.succeeds(replay);
    assert!(
        told.contains("the same answer") && !told.contains("differs"),
        "{told}"
    );
    folder.fails(
        2,
        &replay.replace("archive", "n.jrp"),
        &["n.jrp", "2 publishers", "name a folder"],
    );
    std::fs::remove_file(folder.path("archive/n.jrp")).unwrap();
    folder.fails(1, replay, &["archive", "no. 40", "国家中心"]);
}
