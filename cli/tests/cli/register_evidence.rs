//! `jrp screen --evidence`: one file for the register, of which one row can be proven without the others.

use super::Folder;
use super::screen::SCREEN;
use serde_json::Value;

const REGISTER: &str = "name,credit_code,id_kind,id,subject_kind\n\
                        江州云澜甲公司,91329902MA9BATDJ57,,,\n\
                        江州市云澜旧帆商贸有限公司,,,,\n\
                        ,91329902MAD4887N25,,,\n\
                        璩濯珩,,citizen-id,329902199001132159,person\n\
                        ,,,,\n\
                        乙公司,91329902MA2HLPMF11,,,\n\
                        ,91329902MAGPM1QY5W,,,\n";

const REPLAY: &str =
    "replay kept/in.evidence.jsonl --snapshot d.jrp --trust keys/jrp.pub --person-key keys/person.key";

fn screened() -> (Folder, String) {
    let folder = Folder::with_district();
    folder.write("in.csv", REGISTER);
    let done = folder.run(&format!(
        "{SCREEN} --scenario ZFCG --in in.csv --out out.csv --evidence kept --project 'YLCG-2026-0117' --operator 采购科"
    ));
    assert_eq!((done.code, done.err.as_str()), (12, ""));
    let text = String::from_utf8(folder.read("kept/in.evidence.jsonl")).unwrap();
    (folder, text)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_file_has_a_line_for_each_question_and_ends_in_the_head() {
    let (folder, text) = screened();
    let lines: Vec<&str> = text.split('\n').collect();
    assert_eq!(lines.len(), 8, "{text}");
    let head = json(lines[7]);
    assert_eq!(
        (
            head["registerEvidence"].as_u64(),
            head["rows"].as_u64(),
            head["lines"].as_u64()
        ),
        (Some(1), Some(7), Some(7))
    );
    assert_eq!(
        (head["project"].as_str(), head["operator"].as_str()),
        (Some("YLCG-2026-0117"), Some("采购科"))
    );
    let outcomes: Vec<String> = lines[..7]
        .iter()
        .map(|line| {
            json(line)["answer"]["outcome"]
                .as_str()
                .unwrap_or("doubts")
                .to_owned()
        })
        .collect();
    let written = super::screen::rows(&folder.read("out.csv"));
    for (outcome, row) in outcomes.iter().zip(&written[1..]) {
        assert!(
            outcome == &row[5] || outcome == "doubts" && row[5] == "indeterminate",
            "{outcome} {row:?}"
        );
    }
    assert_eq!(json(lines[4])["row"], 6, "the header is row 1");
    assert!(!json(lines[4])["doubts"].as_array().unwrap().is_empty());
    let salts: std::collections::BTreeSet<String> = lines[..7]
        .iter()
        .map(|line| json(line)["salt"].to_string())
        .collect();
    assert_eq!(salts.len(), 7);
    assert!(!text.contains("329902199001132159"));
}

#[test]
fn one_row_is_proven_shown_and_asked_again_without_another() {
    let (folder, text) = screened();
    let head = json(text.rsplit('\n').next().unwrap());
    folder.succeeds("slip kept/in.evidence.jsonl --row 2 --take-out row.json --out s.html");
    let row = String::from_utf8(folder.read("row.json")).unwrap();
    let value = json(&row);
    assert_eq!(value["register"]["tree"], head["tree"]);
    assert_eq!(value["register"]["digest"], head["digest"]);
    assert_eq!(value["answer"]["outcome"], "prohibited");
    for other in [
        "旧帆",
        "91329902MAD4887N25",
        "璩濯珩",
        "乙公司",
        "91329902MAGPM1QY5W",
    ] {
        assert!(!row.contains(other), "{other} is in {row}");
    }
    let page = String::from_utf8(folder.read("s.html")).unwrap();
    assert!(page.contains(head["tree"].as_str().unwrap()) && page.contains("91329902MA9BATDJ57"));
    // The row by itself is evidence.
    folder.succeeds("slip row.json --out t.html");
    assert_eq!(folder.read("s.html"), folder.read("t.html"));
    folder.succeeds(&REPLAY.replace("kept/in.evidence.jsonl", "row.json"));
    for row in [2, 3, 4, 7, 8] {
        folder.succeeds(&format!("{REPLAY} --row {row}"));
    }
    folder.succeeds(&format!("{REPLAY} --row 5 --id 329902199001132159"));
    folder.fails(
        1,
        &format!("{REPLAY} --row 5 --id 329902199001142159"),
        &["not the one that was asked for"],
    );
    folder.fails(
        2,
        &format!("{REPLAY} --row 6"),
        &["--row 6", "7 rows", "nothing was asked"],
    );
    folder.fails(2, &format!("{REPLAY} --row 99"), &["--row 99"]);
    folder.fails(
        2,
        "slip row.json --row 2 --out u.html",
        &["row.json", "leave --row out"],
    );
}

#[test]
fn a_whole_register_is_asked_again_but_for_the_persons_whose_numbers_are_masked() {
    let (folder, _) = screened();
    let told = folder.succeeds(REPLAY);
    assert!(told.contains("the same answers to 5 questions"), "{told}");
    assert!(told.contains("were not asked: 1; give each by --row"), "{told}");
    let told = json(&folder.succeeds(&format!("{REPLAY} --json")));
    assert_eq!(
        told["questions"],
        serde_json::json!({"asked": 5, "different": 0, "masked": 1})
    );
    // The same lists under another number are other files, whatever they answer.
    let build = super::build_district().replace("--sequence 7", "--sequence 8");
    folder.succeeds(&format!("{build} --out other.jrp"));
    let done = folder.run(&REPLAY.replace("d.jrp", "other.jrp"));
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(
        done.out.contains("not the same: 5 of 5 questions"),
        "{}",
        done.out
    );
    assert_eq!(done.out.matches("file 0 was no. 7").count(), 1, "{}", done.out);
    assert!(done.out.contains("row 2: answer"), "{}", done.out);
    let altered = String::from_utf8(folder.read("kept/in.evidence.jsonl")).unwrap();
    folder.write("kept/altered.jsonl", altered.replacen("甲公司", "丙公司", 1));
    folder.fails(
        1,
        &REPLAY.replace("in.evidence.jsonl", "altered.jsonl"),
        &["altered.jsonl", "altered"],
    );
}

#[test]
fn a_register_altered_anywhere_is_refused_and_so_is_a_row_that_is_not_of_it() {
    let (folder, text) = screened();
    let lines: Vec<&str> = text.split('\n').collect();
    let mut swapped = lines.clone();
    swapped.swap(0, 1);
    let mut shorter = lines.clone();
    shorter.remove(3);
    for altered in [
        text.replacen("prohibited", "clear", 1),
        text.replacen("甲公司", "丙公司", 1),
        swapped.join("\n"),
        shorter.join("\n"),
        text.replacen("\"rows\":7", "\"rows\":6", 1),
        format!("{text}\n"),
        text.replace('\n', "\r\n"),
    ] {
        folder.write("kept/in.evidence.jsonl", &altered);
        let done = folder.run(&format!("{REPLAY} --row 2"));
        assert!(done.code == 1 || done.code == 2, "{}", done.out);
        assert!(done.out.is_empty() && !done.err.is_empty());
    }
    folder.write("kept/in.evidence.jsonl", &text);
    folder.succeeds("slip kept/in.evidence.jsonl --row 2 --take-out row.json --out s.html");
    let row = String::from_utf8(folder.read("row.json")).unwrap();
    for (from, to) in [
        ("\"place\":0", "\"place\":1"),
        ("prohibited", "clear"),
        ("\"row\":2", "\"row\":3"),
    ] {
        folder.write("row.json", row.replacen(from, to, 1));
        folder.fails(1, "slip row.json --out t.html", &["row.json", "altered"]);
    }
}

#[test]
fn rows_stand_in_their_order_whatever_the_threads() {
    let folder = Folder::with_district();
    let mut register = String::from("name,credit_code\n");
    for row in 0..9000 {
        register.push_str(&format!("云澜第{row}号公司,91329902MAD4887N25\n"));
    }
    folder.write("in.csv", &register);
    folder.run(&format!(
        "{SCREEN} --scenario ZFCG --in in.csv --out out.csv --evidence kept --threads 3"
    ));
    let text = String::from_utf8(folder.read("kept/in.evidence.jsonl")).unwrap();
    let rows = text
        .split('\n')
        .take(9000)
        .map(|line| json(line)["row"].as_u64().unwrap());
    assert!(rows.eq(2..9002));
    let page = |row: u32| {
        folder.succeeds(&format!("slip kept/in.evidence.jsonl --row {row} --out s.html"));
        String::from_utf8(folder.read("s.html")).unwrap()
    };
    assert!(page(2).contains("云澜第0号公司") && page(9001).contains("云澜第8999号公司"));
}
