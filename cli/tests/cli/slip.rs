//! `jrp slip`: the printed page.

use super::{ASK, Folder};
use serde_json::Value;

const FIRM: &str = "91329902MA9BATDJ57";
const PERSON: &str = "329902199001132159";

/// Asks, keeps evidence, and makes the page of it.
#[track_caller]
fn slip(folder: &Folder, question: &str, options: &str) -> (String, Value) {
    let done = folder.run(&format!("{ASK} --scenario ZFCG {question} --evidence e.json"));
    assert!(done.err.is_empty(), "{}", done.err);
    folder.succeeds(&format!("slip e.json --out s.html {options}"));
    let text = |name| String::from_utf8(folder.read(name)).unwrap();
    (text("s.html"), serde_json::from_str(&text("e.json")).unwrap())
}

/// The page as a reader sees it: markup away, characters written out.
fn seen(page: &str) -> String {
    let body = page.split_once("<body>").unwrap().1;
    let mut text = String::new();
    for piece in body.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    for (written, c) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ] {
        text = text.replace(written, c);
    }
    text
}

#[test]
fn every_record_stands_there_in_full_with_what_was_and_was_not_compared() {
    let folder = Folder::with_district();
    for lang in ["zh-CN", "en"] {
        let question = format!(
            "--credit-code {FIRM} --project 'YLCG-2026-0117' --operator 采购科王 --condition document --lang {lang}"
        );
        let (page, evidence) = slip(&folder, &question, "");
        assert!(page.contains(&format!("<html lang={lang}>")));
        let seen = seen(&page);
        let findings = evidence["answer"]["findings"].as_array().unwrap();
        assert!(!findings.is_empty());
        for finding in findings {
            for (field, value) in finding.as_object().unwrap() {
                let value = value.as_str().unwrap_or_default();
                let is_word = matches!(
                    field.as_str(),
                    "match" | "status" | "effect" | "strength" | "severity"
                );
                assert!(
                    is_word || seen.contains(value),
                    "{field} {value} is not in {seen}"
                );
            }
        }
        for list in evidence["compared"]
            .as_array()
            .unwrap()
            .iter()
            .chain(evidence["notCompared"]["lists"].as_array().unwrap())
        {
            let name = list[if lang == "en" { "nameEn" } else { "name" }]
                .as_str()
                .unwrap();
            assert!(seen.contains(name), "{name} is not in {seen}");
        }
        for part in [
            evidence["digest"].as_str().unwrap(),
            evidence["answer"]["snapshot"]["digest"].as_str().unwrap(),
            "2026-11-21 10:00:00",
            "YLCG-2026-0117",
            "采购科王",
            FIRM,
            "云澜区信用办",
        ] {
            assert!(seen.contains(part), "{part} is not in {seen}");
        }
        let says_it_is_not = if lang == "en" {
            "does not replace the official query"
        } else {
            "不能代替官方渠道查询结果"
        };
        assert!(seen.contains(says_it_is_not));
        assert!(page.contains("<svg class=qr"));
    }
}

#[test]
fn it_has_no_script_and_loads_nothing() {
    let folder = Folder::with_district();
    let (page, _) = slip(&folder, &format!("--credit-code {FIRM}"), "");
    assert!(page.contains("default-src 'none'"));
    let markup = page.to_lowercase();
    for part in [
        "<script",
        "<link",
        "<img",
        "<iframe",
        "<object",
        " src=",
        " href=",
        "url(",
        "@import",
        "javascript:",
        " on",
    ] {
        let found = markup.match_indices(part).find(|(at, _)| {
            // Inside a tag: the last sign of markup before it opens one.
            part.starts_with('<') || markup[..*at].rfind('<') > markup[..*at].rfind('>')
        });
        assert!(found.is_none(), "{part}");
    }
}

#[test]
fn hostile_texts_are_text() {
    let folder = Folder::with_district();
    let hostile = "</bdi><script>alert(1)</script><img src=x onerror=alert(2)>&lt;\u{202e}甲";
    let question =
        format!("--credit-code {FIRM} --name '{hostile}' --project '{hostile}' --operator '\"><b>'");
    let (page, _) = slip(&folder, &question, "");
    let markup = page.to_lowercase();
    assert!(!markup.contains("<script") && !markup.contains("<img") && !page.contains('\u{202e}'));
    let seen = seen(&page);
    assert!(
        seen.contains("</bdi><script>alert(1)</script><img src=x onerror=alert(2)>&lt;"),
        "{seen}"
    );
    assert!(seen.contains("\"><b>"));
}

#[test]
fn no_whole_number_of_a_person_stands_on_it() {
    let folder = Folder::with_district();
    let person = format!("--subject-kind person --name 璩濯珩 --id-kind citizen-id --id {PERSON}");
    for (question, options) in [
        (person.as_str(), String::new()),
        (&format!("--name '璩濯珩 {PERSON}'"), String::new()),
        (
            &format!("--credit-code {PERSON}"),
            format!("--project '王 {PERSON}' --operator {PERSON}"),
        ),
    ] {
        let (page, _) = slip(&folder, question, &options);
        assert!(!page.contains(PERSON) && !page.contains("19900113"), "{question}");
        assert!(seen(&page).contains("3299**********2159"), "{question}");
    }
}

#[test]
fn what_the_evidence_leaves_open_may_be_filled_in_and_is_marked() {
    let folder = Folder::with_district();
    let (page, _) = slip(
        &folder,
        &format!("--credit-code {FIRM}"),
        "--project 补填项目 --operator 某人 --lang zh-CN",
    );
    assert_eq!(seen(&page).matches("（打印时补填）").count(), 2);
    folder.run(&format!(
        "{ASK} --scenario ZFCG --credit-code {FIRM} --evidence e.json --project 甲"
    ));
    folder.fails(
        2,
        "slip e.json --out t.html --project 乙",
        &["--project 乙", "e.json", "甲"],
    );
    folder.succeeds("slip e.json --out t.html --project 甲");
    folder.fails(2, "slip e.json --out e.json", &["e.json", "overwrite"]);
    let text = String::from_utf8(folder.read("e.json")).unwrap();
    folder.write("e.json", text.replace("甲", "乙"));
    folder.fails(1, "slip e.json --out u.html", &["e.json", "altered"]);
}

#[test]
fn where_nothing_was_found_it_says_so_and_no_more() {
    let folder = Folder::with_district();
    let (page, evidence) = slip(&folder, "--credit-code 91329902MAD4887N25", "");
    assert_eq!(evidence["answer"]["outcome"], "clear");
    assert!(seen(&page).contains("在所比对的名单中未发现记录。这不等于信用良好。"));
}
