//! `jrp check --evidence` and `jrp replay`.

use super::{ASK, Folder, PUBLISH, build_district};
use serde_json::Value;

const FIRM: &str = "91329902MA9BATDJ57";
const PERSON: &str = "329902199001132159";

const REPLAY: &str = "replay e.json --snapshot d.jrp --trust keys/jrp.pub --person-key keys/person.key";

fn evidence(folder: &Folder, question: &str) -> String {
    let done = folder.run(&format!(
        "{ASK} --json --scenario ZFCG {question} --evidence e.json"
    ));
    assert!(done.err.is_empty(), "{}", done.err);
    let text = String::from_utf8(folder.read("e.json")).unwrap();
    assert!(
        text.contains(&format!("\"answer\":{}", done.out.trim_end())),
        "the answer printed is the answer kept"
    );
    text
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn what_was_asked_answers_again_from_the_archive() {
    let folder = Folder::with_district();
    let text = evidence(
        &folder,
        &format!(
            "--credit-code {FIRM} --condition document --project 'YLCG-2026-0117 <b>' --operator 采购科王"
        ),
    );
    let value = json(&text);
    assert_eq!(value["project"], "YLCG-2026-0117 <b>");
    assert_eq!(value["operator"], "采购科王");
    assert_eq!(value["salt"], Value::Null);
    assert!(!text.ends_with('\n'));
    let said = folder.succeeds(REPLAY);
    assert!(said.starts_with("the same answer, byte for byte\n"), "{said}");
    assert!(said.contains(value["digest"].as_str().unwrap()));
    let told = json(&folder.succeeds(&format!("{REPLAY} --json")));
    assert_eq!(told["same"], true);
    assert_eq!(
        (
            told["differences"].as_array().unwrap().len(),
            told["notes"].as_array().unwrap().len()
        ),
        (0, 0)
    );
}

#[cfg(unix)]
#[test]
fn evidence_is_not_for_everybody_to_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with_district();
    evidence(&folder, &format!("--credit-code {FIRM}"));
    let mode = std::fs::metadata(folder.path("e.json"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o7, 0, "{mode:o}");
}

#[test]
fn a_persons_number_is_not_in_it_and_is_asked_for_again() {
    let folder = Folder::with_district();
    let question = format!("--subject-kind person --name 璩濯珩 --id-kind citizen-id --id {PERSON}");
    let text = evidence(&folder, &question);
    assert!(!text.contains(PERSON) && text.contains("3299**********2159"));
    assert_ne!(
        json(&text)["salt"],
        json(&evidence(&folder, &question))["salt"],
        "drawn anew each time"
    );
    folder.succeeds(&format!("{REPLAY} --id {PERSON}"));
    folder.fails(1, REPLAY, &["e.json", "3299**********2159", "give them again"]);
    folder.fails(
        1,
        &format!("{REPLAY} --id 329902199001142159"),
        &["e.json", "not the one that was asked for"],
    );
    folder.fails(
        1,
        &format!("replay e.json --snapshot d.jrp --trust keys/jrp.pub --id {PERSON}"),
        &["e.json", "give that key"],
    );
    let said = folder.run(&format!("{REPLAY} --id 329902199001142159")).err;
    assert!(!said.contains("329902199001142159"), "{said}");
}

#[test]
fn what_differs_is_named() {
    let folder = Folder::with_district();
    evidence(&folder, &format!("--credit-code {FIRM}"));
    // The next base: the same records, another sequence.
    let next = build_district().replace("--sequence 7", "--sequence 8");
    folder.succeeds(&format!("{next} --out d8.jrp"));
    let done = folder.run(&REPLAY.replace("d.jrp", "d8.jrp"));
    assert_eq!((done.code, done.err.as_str()), (1, ""));
    for part in [
        "not the same answer",
        "file 0 was no. 7, sm3:",
        "and is no. 8, sm3:",
        "answer.snapshot.sequence: was 7, and is 8 now",
    ] {
        assert!(done.out.contains(part), "{part} is not in {}", done.out);
    }
    let mut altered = folder.read("d.jrp");
    let middle = altered.len() / 2;
    altered[middle] ^= 1;
    folder.write("d8.jrp", altered);
    folder.fails(
        1,
        &REPLAY.replace("d.jrp", "d8.jrp"),
        &["d8.jrp", "was altered or damaged"],
    );
    let text = String::from_utf8(folder.read("e.json")).unwrap();
    folder.write("e.json", text.replace("prohibited", "clear"));
    folder.fails(1, REPLAY, &["e.json", "altered"]);
    folder.write("e.json", b"\xff");
    folder.fails(1, REPLAY, &["e.json", "byte 0"]);
    folder.write("e.json", "");
    folder.fails(1, REPLAY, &["e.json", "not evidence"]);
    folder.fails(
        1,
        &REPLAY.replace("e.json", "f.json"),
        &["f.json", "check the path"],
    );
}

#[test]
fn the_files_are_found_in_an_archive_by_their_digests() {
    let folder = Folder::with_keys();
    let feeds = format!("{}/black.csv", super::DISTRICT);
    let publish = |sequence: u32| {
        let options = PUBLISH.replace("--sequence 7", &format!("--sequence {sequence}"));
        folder.succeeds(&format!(
            "publish --feed {feeds} --key keys/jrp.key --person-key keys/person.key {options} --covers BK-ZFCGSX,BK-SXBZXR --out lists"
        ));
    };
    publish(7);
    let ask = ASK.replace("d.jrp", "lists");
    folder.run(&format!(
        "{ask} --scenario ZFCG --credit-code {FIRM} --evidence e.json"
    ));
    std::fs::create_dir(folder.path("archive")).unwrap();
    for name in folder.names("lists") {
        if name.ends_with(".jrp") {
            folder.write(
                &format!("archive/kept-{name}"),
                folder.read(&format!("lists/{name}")),
            );
        }
    }
    folder.write("archive/notes.jrp", "no snapshot");
    let replay = REPLAY.replace("d.jrp", "archive");
    assert!(folder.succeeds(&replay).contains("the same answer"));
    // A published folder is an archive too, as long as it keeps the files.
    assert!(
        folder
            .succeeds(&REPLAY.replace("d.jrp", "lists"))
            .contains("the same answer")
    );
    std::fs::create_dir(folder.path("empty")).unwrap();
    folder.fails(
        1,
        &REPLAY.replace("d.jrp", "empty"),
        &["empty", "no. 7", "sm3:", "fetch it from the archive"],
    );
}

#[test]
fn evidence_overwrites_nothing_that_is_read_and_nothing_is_left_of_a_refused_question() {
    let folder = Folder::with_district();
    let ask = format!("{ASK} --credit-code {FIRM}");
    folder.fails(
        2,
        &format!("{ask} --scenario ZFCG --evidence d.jrp"),
        &["d.jrp", "overwrite"],
    );
    folder.fails(1, &format!("{ask} --scenario NONE --evidence e.json"), &["NONE"]);
    folder.fails(
        1,
        &format!("{ask} --scenario ZFCG --evidence no/e.json"),
        &["no/e.json"],
    );
    folder.fails(2, &format!("{ask} --scenario ZFCG --project P"), &["--evidence"]);
}
