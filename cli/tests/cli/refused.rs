//! Refused rows, repairs that reach nothing, emptied lists: exit codes, reports and what a file answers.

use super::{Folder, PUBLISH};

const HEADER: &str = "list_kind,subject_kind,name,id_kind,id,document_no,authority,decided_on,listed_on,publish_until,status,record_id\n";

/// One record of a list, with these ends of the row.
fn row(list: &str, code: &str, number: &str, decided: &str, listed: &str, rest: &str) -> String {
    format!(
        "{list},org,江州市云澜槿棠纺织有限公司,uscc,{code},{number},云澜区财政局,{decided},{listed},2028-10-09,{rest}\n"
    )
}

const CODE: &str = "91329902MA9BATDJ57";
const LIST: &str = "BK-ZFCGSX";

fn listed() -> String {
    row(
        LIST,
        CODE,
        "云财采罚〔2025〕1号",
        "2025-10-08",
        "2025-10-10",
        "active,CG-001",
    )
}

fn build(folder: &Folder, rows: &[String], more: &str) -> super::Done {
    folder.write("f.csv", format!("{HEADER}{}", rows.concat()));
    folder.run(&format!(
        "build --feed f.csv --key keys/jrp.key {PUBLISH} --report r.json --out d.jrp {more}"
    ))
}

fn report(folder: &Folder) -> serde_json::Value {
    serde_json::from_slice(&folder.read("r.json")).unwrap()
}

fn asked(folder: &Folder, files: &str) -> i32 {
    let line = format!(
        "check --snapshot {files} --trust keys/jrp.pub --scenario ZFCG --now 2026-11-21T10:00:00+08:00 --credit-code {CODE}"
    );
    folder.run(&line).code
}

#[test]
fn a_repair_that_reaches_nothing_is_named_and_the_file_is_written() {
    let folder = Folder::with_keys();
    let notice =
        |listed: &str, rest: &str| row(LIST, CODE, "云信用修复〔2026〕9号", "2026-11-09", listed, rest);
    let covers = "--covers BK-ZFCGSX,BK-SXBZXR,BK-ZDSSWF";

    let done = build(&folder, &[listed(), notice("2026-11-09", "已修复,")], covers);
    assert_eq!(done.code, 3, "{}", done.err);
    assert!(
        done.err.contains("f.csv row 3") && done.err.contains("f.csv row 2 stays"),
        "{}",
        done.err
    );
    let told = &report(&folder)["withdrawalsNotApplied"];
    assert_eq!(
        (told[0]["row"].as_u64(), told[0]["stays"][0]["row"].as_u64()),
        (Some(3), Some(2))
    );
    assert_eq!(asked(&folder, "d.jrp"), 12);

    for (end, code) in [
        ("已修复,", 0),
        ("移出,", 0),
        ("解除,", 0),
        ("退出,", 0),
        ("撤销,", 0),
    ] {
        let done = build(&folder, &[listed(), notice("2025-10-10", end)], covers);
        assert_eq!(
            (done.code, asked(&folder, "d.jrp")),
            (code, 0),
            "{end}: {}",
            done.err
        );
    }
    let done = build(&folder, &[listed(), notice("2026-11-09", "修复中,")], covers);
    assert_eq!((done.code, asked(&folder, "d.jrp")), (3, 12), "{}", done.err);
    let done = build(&folder, &[notice("2026-11-09", "已修复,")], covers);
    assert_eq!(
        (done.code, done.err.contains("withdraws")),
        (0, false),
        "{}",
        done.err
    );
}

#[test]
fn a_refused_row_is_counted_and_its_subject_is_not_clear() {
    let folder = Folder::with_keys();
    let covers = "--covers BK-ZFCGSX,BK-SXBZXR,BK-ZDSSWF";
    let refused = row(LIST, CODE, "1", "2025-10-08", "x", "active,r2");
    let other = row(
        "BK-ZDSSWF",
        "91329902MAD4887N25",
        "2",
        "2025-10-08",
        "2025-10-10",
        "active,r3",
    );
    let nobody = format!("{LIST},org,,,,,云澜区财政局,,2025-10-10,2028-10-09,active,\n");
    let done = build(
        &folder,
        &[
            refused.clone(),
            row(LIST, "91329902MAD4887N25", "3", "", "2025-10-10", "active,r4"),
            other,
            nobody,
        ],
        covers,
    );
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(asked(&folder, "d.jrp"), 20);
    let (report, list) = (report(&folder), LIST);
    let counts = report["lists"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["code"] == list)
        .unwrap();
    assert_eq!(
        (&counts["unread"], &counts["unnamed"], &counts["refused"]),
        (&1.into(), &1.into(), &2.into())
    );
    let inspected: serde_json::Value =
        serde_json::from_str(&folder.succeeds("inspect d.jrp --json")).unwrap();
    let counts = inspected["lists"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["code"] == list)
        .unwrap();
    assert_eq!(
        (&counts["records"], &counts["unread"], &counts["unnamed"]),
        (&1.into(), &1.into(), &1.into())
    );
    let verified = folder.succeeds("verify d.jrp --trust keys/jrp.pub --deep");
    assert!(
        verified.contains("of named subjects: BK-ZFCGSX 1; of nobody: BK-ZFCGSX 1"),
        "{verified}"
    );
    assert!(
        !String::from_utf8_lossy(&folder.read("d.jrp")).contains("云澜区未"),
        "texts of refused rows"
    );

    // All of a covered list: nothing is built, and the report tells why.
    let alone = row("BK-ZDSSWF", CODE, "5", "2025-10-08", "2025-10-10", "active,r5");
    let done = build(&folder, &[refused, alone], covers);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("BK-ZFCGSX"), "{}", done.err);
}

#[test]
fn an_emptied_covered_list_stops_a_delta_however_short_it_is() {
    let folder = Folder::with_keys();
    let covers = "--covers BK-ZFCGSX,BK-SXBZXR,BK-ZDSSWF";
    let other = row(
        "BK-ZDSSWF",
        "91329902MAD4887N25",
        "2",
        "2025-10-08",
        "2025-10-10",
        "active,r3",
    );
    assert_eq!(build(&folder, &[listed(), other.clone()], covers).code, 0);
    folder.write("g.csv", format!("{HEADER}{other}"));
    let line = format!(
        "delta --base d.jrp --feed g.csv --key keys/jrp.key {} {covers} --out d8.jrp",
        PUBLISH.replace("--sequence 7", "--sequence 8")
    );
    folder.fails(1, &line, &["BK-ZFCGSX", "--allow-shrink"]);
    folder.succeeds(&format!("{line} --allow-shrink"));
    assert_eq!(asked(&folder, "d.jrp --delta d8.jrp"), 0);
    // A repair of a record below that the feeds no longer hold is the normal case.
    let repaired = row(
        LIST,
        CODE,
        "云财采罚〔2025〕1号",
        "2025-10-08",
        "2025-10-10",
        "repaired,CG-001",
    );
    folder.write("g.csv", format!("{HEADER}{other}{repaired}"));
    let done = folder.run(&format!("{line} --allow-shrink"));
    assert_eq!(
        (done.code, asked(&folder, "d.jrp --delta d8.jrp")),
        (0, 0),
        "{}",
        done.err
    );
}

/// The screen and the report have their counts from one source: of two rows that the file holds as one, and of one whose
/// place a repair takes, too.
#[test]
fn screen_and_report_count_unread_rows_alike() {
    let folder = Folder::with_keys();
    let number = "云财采罚〔2025〕1号";
    let refused = |id: &str| row(LIST, CODE, number, "2025-10-08", "x", &format!("active,{id}"));
    let other = || row(LIST, "91329902MAD4887N25", "", "", "2025-10-10", "active,r4");
    let repair = row(LIST, CODE, number, "2025-10-20", "", "repaired,");
    for rows in [
        vec![other(), refused("r1")],
        vec![other(), refused("r1"), refused("r1")],
        vec![other(), refused("r1"), repair],
    ] {
        let done = build(&folder, &rows, "--covers BK-ZFCGSX");
        assert_eq!(done.code, 0, "{}", done.err);
        let told = |what: &str| -> u64 {
            let line = done.out.lines().find(|line| line.trim_start().starts_with(what));
            let count = line.and_then(|line| line.split_whitespace().nth(1));
            count.unwrap().parse().unwrap()
        };
        let report = report(&folder);
        assert_eq!(report["unread"], told("unread"), "{}", done.out);
        assert_eq!(report["unnamed"], told("unnamed"), "{}", done.out);
        assert_eq!(told("unread"), told("refused"), "{}", done.out);
    }
}
