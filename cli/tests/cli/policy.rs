//! `jrp lists`, `jrp scenarios`, `jrp policy check`.

use crate::Folder;
use serde_json::Value;

fn text(folder: &Folder, name: &str) -> String {
    String::from_utf8(folder.read(name)).unwrap()
}

#[test]
fn lists_are_shown_with_names_terms_and_basis() {
    let folder = Folder::new();
    let text = folder.succeeds("lists");
    let line = text.lines().find(|line| line.starts_with("BK-TQGZ")).unwrap();
    assert!(
        line.contains("拖欠农民工工资失信联合惩戒对象名单") && line.contains("3年"),
        "{line}"
    );
    assert!(
        folder
            .succeeds("lists --lang en")
            .contains("Joint Sanction List for Arrears")
    );
    let json: Value = serde_json::from_str(&folder.succeeds("lists --json")).unwrap();
    let tax = json
        .as_array()
        .unwrap()
        .iter()
        .find(|list| list["code"] == "BK-ZDSSWF")
        .unwrap();
    assert!(
        tax["aliases"]
            .as_array()
            .unwrap()
            .contains(&"重大税收违法案件当事人".into())
    );
}

#[test]
fn scenarios_are_shown_with_what_each_list_means_there() {
    let folder = Folder::new();
    let all = folder.succeeds("scenarios");
    assert!(
        all.lines().count() == 25 && all.contains("ZFCG    政府采购"),
        "{all}"
    );
    let one = folder.succeeds("scenarios ztbzj");
    assert!(one.contains("必查名单：BK-SXBZXR"), "{one}");
    let (expert, agency) = (
        one.find("评标专家、评审专家").unwrap(),
        one.find("招标代理机构]").unwrap(),
    );
    assert!(expert < agency, "the strictest stands first: {one}");
    let json: Value = serde_json::from_str(&folder.succeeds("scenarios ZFCG --json")).unwrap();
    let cells = json[0]["measures"].as_array().unwrap();
    let ban = cells.iter().find(|cell| cell["list"] == "BK-ZFCGSX").unwrap();
    assert_eq!(
        (&ban["effect"], &ban["verified"]),
        (&"prohibit".into(), &"yes".into())
    );
    let done = folder.run("scenarios NOWHERE");
    assert_eq!(done.code, 2);
    assert!(
        done.err
            .contains("is not a scenario of the policy pack; use one of CJXZ, "),
        "{}",
        done.err
    );
}

#[test]
fn a_pack_of_ones_own_is_checked_against_the_law_above() {
    let folder = Folder::new();
    folder.write_policy("same", "2026.12-1");
    assert!(folder.succeeds("policy check same").contains("no fault"));

    folder.write_policy("own", "2026.12-2");
    let pack = text(&folder, "own/pack.csv");
    folder.write("own/pack.csv", format!("{pack}level,district\n"));
    let measures = text(&folder, "own/measures.csv");
    let mild = "BK-WHLY,PYPX,,,review,";
    assert!(measures.contains(mild));
    let stricter = measures.replacen(mild, "BK-WHLY,PYPX,,,prohibit,", 1);
    let line = stricter
        .lines()
        .position(|line| line.starts_with("BK-WHLY,PYPX"))
        .unwrap();
    let stricter = stricter.replacen(
        "文化和旅游部令第7号,guide,,yes,partly",
        "样本区信用办〔2026〕1号,guide,,yes,yes",
        1,
    );
    folder.write("own/measures.csv", &stricter);
    let done = folder.run("policy check own");
    assert_eq!(done.code, 1);
    let place = format!(
        "measures.csv row {}, column basis: the cell can prohibit",
        line + 1
    );
    assert!(
        done.err.contains(&place) && done.err.contains("地方性法规"),
        "{}",
        done.err
    );

    let cited = stricter.replacen("样本区信用办〔2026〕1号", "江苏省社会信用条例第30条", 1);
    folder.write("own/measures.csv", &cited);
    assert!(folder.succeeds("policy check own").contains("no fault"));

    folder.write(
        "own/measures.csv",
        cited.replacen("江苏省社会信用条例第30条", "", 1),
    );
    let done = folder.run("policy check own");
    assert!(
        done.code == 1 && done.err.contains("the legal basis is missing"),
        "{}",
        done.err
    );
}
