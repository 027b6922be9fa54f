//! What the answer is, rule by rule.

use crate::common::*;
use jrp_core::Open;
use jrp_core::compare::{Match, Outcome};
use jrp_core::policy::Effect;
use jrp_core::query::SubjectQuery;
use jrp_core::record::{Status, SubjectKind};
use jrp_core::subject::IdKind;

const NAME: &str = "苏州甲乙科技有限公司";

fn listed_code() -> String {
    code("91", "320507", "MA1QF7RX")
}

#[test]
fn a_listed_code_prohibits_and_says_why() {
    let roster = roster(&[org("BK-ZFCGSX", NAME, &listed_code())]);
    let answer = ask(&roster, "ZFCG", by_code(&listed_code().to_lowercase()));
    assert_eq!(answer.outcome, Outcome::Prohibited);
    let json = answer.to_json();
    expect_test::expect![[r#"{"outcome":"prohibited","scenario":"ZFCG","on":"2026-11-22","subjects":[{"kind":"org","creditCode":"91320507MA1QF7RX58"}],"findings":[{"subject":0,"match":"identifier","confirmed":true,"recordId":"e987340c98aecec9dc103c22162538e2","list":{"code":"BK-ZFCGSX","name":"政府采购严重违法失信行为记录名单","polarity":"black"},"listedName":"苏州甲乙科技有限公司","authority":"苏州市财政局","documentNo":"苏财购罚〔2025〕3号","cause":"提供虚假材料谋取中标","listedOn":"2025-03-01","publishUntil":"2028-02-29","status":"active","effect":"prohibit","strength":"must","measure":"在一至三年内禁止参加政府采购活动的期限尚未届满的供应商，资格审查不予通过；期限届满的可以参加；联合体任一成员在列视同联合体在列；由采购人或代理机构核实后作出","basis":"政府采购法第22条第1款、第77条第1款；政府采购法实施条例第19条第2款；财库〔2016〕125号"}],"warnings":[],"prompts":[{"level":"stop","code":"hit-prohibit","text":"比对一致：苏州甲乙科技有限公司于2025-03-01由苏州市财政局列入“政府采购严重违法失信行为记录名单”，公示截止：2028-02-29。本事项提示（禁止类措施）：在一至三年内禁止参加政府采购活动的期限尚未届满的供应商，资格审查不予通过；期限届满的可以参加；联合体任一成员在列视同联合体在列；由采购人或代理机构核实后作出（依据：政府采购法第22条第1款、第77条第1款；政府采购法实施条例第19条第2款；财库〔2016〕125号）。请在中国政府采购网（https://www.ccgp.gov.cn）核实后由经办人决定。"},{"level":"info","code":"repair-hint","text":"符合条件的，可作出信用承诺并通过信用中国（https://www.creditchina.gov.cn）申请信用修复。"},{"level":"info","code":"official","text":"本提示为辅助预比对，不代替官方查询。请在信用江苏（https://credit.jiangsu.gov.cn）核实后由经办人决定。"}],"freshness":{"state":"fresh","dataAsOf":"2026-11-21","ageDays":1},"compared":{"lists":["BK-SXBZXR","BK-ZDSSWF","BK-ZFCGSX"],"records":1},"snapshot":{"publisher":"示例区信用办","sequence":7,"deltas":0,"digest":"blake3:22bd60b32afa60eb2168e214855a7d71e044b7d72d6856042a7ede26a0833737","policy":"2026.12"}}"#]].assert_eq(&json);
}

#[test]
fn organisation_codes_and_credit_codes_find_each_other() {
    let code = listed_code();
    let with_credit_code = roster(&[org("BK-ZFCGSX", NAME, &code)]);
    let org_code = SubjectQuery {
        id: Some((IdKind::OrgCode, format!("{}-{}", &code[8..16], &code[16..17]))),
        ..Default::default()
    };
    assert_eq!(
        ask(&with_credit_code, "ZFCG", org_code.clone()).outcome,
        Outcome::Prohibited
    );

    let mut record = org("BK-ZFCGSX", NAME, &code);
    record.id = Some(jrp_core::subject::Identifier::parse(IdKind::OrgCode, &code[8..17]).unwrap());
    let with_org_code = roster(&[record]);
    assert_eq!(
        ask(&with_org_code, "ZFCG", by_code(&code)).outcome,
        Outcome::Prohibited
    );
    assert_eq!(
        ask(&with_org_code, "ZFCG", org_code).findings[0].matched,
        Match::Identifier
    );
}

#[test]
fn a_name_alone_is_possible_and_shows_no_detail() {
    let roster = roster(&[org("BK-ZFCGSX", NAME, &listed_code())]);
    let answer = ask(&roster, "ZFCG", by_name("蘇州甲乙科技　有限公司"));
    assert_eq!(answer.outcome, Outcome::Review);
    let [finding] = answer.findings.as_slice() else {
        panic!()
    };
    assert_eq!(
        (finding.matched, finding.confirmed, finding.effect),
        (Match::Name, false, Some(Effect::Review))
    );
    assert!(!answer.to_json().contains("财购罚"));
}

#[test]
fn a_name_under_another_valid_code_is_a_notice() {
    let roster = roster(&[org("BK-ZFCGSX", NAME, &listed_code())]);
    let mut subject = by_code(&code("91", "320507", "MA1BBBBB"));
    subject.name = Some(NAME.into());
    let answer = ask(&roster, "ZFCG", subject.clone());
    assert_eq!(answer.outcome, Outcome::Notice);
    assert!(
        answer
            .prompts
            .iter()
            .any(|prompt| prompt.code.code() == "name-other-code")
    );
    // Seals, labels and signs around it change nothing.
    for dressed in [
        "{}（盖章）",
        "{}。",
        "1.{}",
        "供应商名称：{}",
        "“{}”",
        "{}（联合体牵头人）",
    ] {
        subject.name = Some(dressed.replace("{}", NAME));
        assert_eq!(
            ask(&roster, "ZFCG", subject.clone()).outcome,
            Outcome::Notice,
            "{dressed}"
        );
    }
    // A name of which this one is a part is another beside a valid code.
    subject.name = Some(format!("{NAME}采购部"));
    assert_eq!(ask(&roster, "ZFCG", subject.clone()).outcome, Outcome::Clear);
    // A code with a wrong check digit does not tell whose it is.
    subject.name = Some(NAME.into());
    let mut mistyped = code("91", "320507", "MA1BBBBB");
    mistyped.replace_range(17.., if mistyped.ends_with('0') { "1" } else { "0" });
    subject.credit_code = Some(mistyped);
    assert_eq!(ask(&roster, "ZFCG", subject).outcome, Outcome::Review);
}

#[test]
fn a_stranger_is_clear_and_told_of_what() {
    let roster = roster(&[org("BK-ZFCGSX", NAME, &listed_code())]);
    let answer = ask(&roster, "ZFCG", by_code(&code("91", "320507", "MA1BBBBB")));
    assert_eq!(answer.outcome, Outcome::Clear);
    assert_eq!(answer.compared.lists, ["BK-SXBZXR", "BK-ZDSSWF", "BK-ZFCGSX"]);
    assert_eq!(answer.compared.records, 1);
    assert!(
        answer
            .prompts
            .iter()
            .any(|prompt| prompt.text.contains("2026-11-21"))
    );
}

#[test]
fn both_ends_of_the_term_count() {
    let mut record = org("BK-ZFCGSX", NAME, &listed_code());
    record.effective_from = Some(date("2026-11-10"));
    record.publish_until = Some(date("2026-11-30"));
    let roster = roster(&[record]);
    for (on, outcome) in [
        ("2026-11-09", Outcome::Clear),
        ("2026-11-10", Outcome::Prohibited),
        ("2026-11-30", Outcome::Prohibited),
        ("2026-12-01", Outcome::Clear),
    ] {
        let mut query = query("ZFCG", by_code(&listed_code()));
        query.on = date(on);
        query.now = nine(on.max("2026-11-22"));
        assert_eq!(roster.check(&query).unwrap().outcome, outcome, "{on}");
    }
}

#[test]
fn a_missing_required_list_leaves_the_question_open_unless_the_hit_is_certain() {
    let mut narrow = options(jrp_core::suite::Suite::Ed25519Blake3);
    narrow.covers = ["BK-ZFCGSX".to_string()].into();
    let bytes = file(&[org("BK-ZFCGSX", NAME, &listed_code())], narrow);
    let roster = Open::new(&trust(jrp_core::suite::Suite::Ed25519Blake3))
        .open(bytes)
        .unwrap();
    assert_eq!(
        ask(&roster, "ZFCG", by_code(&code("91", "320507", "MA1BBBBB"))).outcome,
        Outcome::Indeterminate
    );
    assert_eq!(
        ask(&roster, "ZFCG", by_code(&listed_code())).outcome,
        Outcome::Prohibited
    );
}

#[test]
fn freshness_is_part_of_the_answer() {
    let roster = roster(&[org("BK-ZFCGSX", NAME, &listed_code())]);
    for (now, state, outcome) in [
        ("2026-11-20", "\"future\"", Outcome::Indeterminate),
        ("2026-11-22", "\"fresh\"", Outcome::Prohibited),
        ("2026-11-25", "\"stale\"", Outcome::Prohibited),
        ("2026-12-22", "\"expired\"", Outcome::Indeterminate),
    ] {
        let mut query = query("ZFCG", by_code(&listed_code()));
        query.now = nine(now);
        let answer = roster.check(&query).unwrap();
        assert_eq!(answer.outcome, outcome, "{now}");
        assert_eq!(answer.findings.len(), 1);
        assert!(
            answer
                .to_json()
                .contains(&format!("\"freshness\":{{\"state\":{state}"))
        );
    }
}

#[test]
fn persons_need_key_and_identifier() {
    let suite = jrp_core::suite::Suite::Sm2Sm3;
    let bytes = file(
        &[person("BK-SXBZXR", "欧阳无名", "320507199001011234")],
        options(suite),
    );
    let with_key = Open::new(&trust(suite))
        .person_key(person_key())
        .open(bytes.clone())
        .unwrap();
    let without = Open::new(&trust(suite)).open(bytes).unwrap();
    let by_id = SubjectQuery {
        name: Some("欧阳无名".into()),
        id: Some((IdKind::CitizenId, "320507199001011234".into())),
        ..Default::default()
    };
    let named = SubjectQuery {
        kind: Some(SubjectKind::Person),
        ..by_name("欧阳无名")
    };

    assert_eq!(ask(&with_key, "ZFCG", by_id.clone()).outcome, Outcome::Prohibited);
    assert!(
        !ask(&with_key, "ZFCG", by_id.clone())
            .to_json()
            .contains("19900101")
    );
    assert_eq!(ask(&without, "ZFCG", by_id).outcome, Outcome::Indeterminate);
    assert_eq!(ask(&with_key, "ZFCG", named).outcome, Outcome::Indeterminate);
    assert_eq!(
        ask(&with_key, "ZFCG", by_name("欧阳无名")).outcome,
        Outcome::Indeterminate
    );
}

#[test]
fn a_masked_id_beside_the_name_is_possible_and_a_contradiction_nothing() {
    let roster = roster(&[person("BK-SXBZXR", "欧阳无名", "3205**********1234")]);
    let subject = |id: &str| SubjectQuery {
        name: Some("欧阳无名".into()),
        id: Some((IdKind::CitizenId, id.into())),
        ..Default::default()
    };
    let answer = ask(&roster, "ZFCG", subject("320507199001011234"));
    assert_eq!(
        (answer.outcome, answer.findings[0].agreeing),
        (Outcome::Review, Some(8))
    );
    assert_eq!(
        ask(&roster, "ZFCG", subject("320507199001012345")).outcome,
        Outcome::Clear
    );
}

#[test]
fn black_governs_red_and_suspension_lifts_it() {
    let red = |status| {
        let mut black = org("BK-ZFCGSX", NAME, &listed_code());
        black.status = status;
        let mut red = org("RD-AEO", NAME, &listed_code());
        red.publish_until = Some(date("2030-01-01"));
        roster(&[black, red])
    };
    let with = |roster: jrp_core::roster::Roster<Vec<u8>>| ask(&roster, "XZXK", by_code(&listed_code()));
    let governed = with(red(Status::Active));
    assert_eq!(governed.outcome, Outcome::Notice);
    assert!(
        governed
            .prompts
            .iter()
            .any(|prompt| prompt.code.code() == "red-suspended-by-black")
    );
    let lifted = with(red(Status::Suspended));
    assert!(
        lifted
            .findings
            .iter()
            .any(|finding| finding.effect == Some(Effect::GreenChannel))
    );
}

#[test]
fn a_branch_is_told_of_its_listed_parent_and_no_more() {
    let roster = roster(&[org("BK-ZFCGSX", NAME, &listed_code())]);
    let answer = ask(&roster, "ZFCG", by_name("苏州甲乙科技有限公司昆山分公司"));
    assert_eq!(answer.outcome, Outcome::Notice);
    assert!(
        answer
            .prompts
            .iter()
            .any(|prompt| prompt.code.code() == "branch-of-listed")
    );
}

#[test]
fn every_name_one_slip_away_is_possible() {
    let regions = ["苏州", "苏州市相城区", "昆山市", "福州市"];
    let trades = ["科技", "建筑工程", "贸易"];
    let forms = ["有限公司", "股份有限公司", "有限责任公司"];
    let brand: Vec<char> = "甲乙丙丁戊己庚辛壬癸".chars().collect();
    let names: Vec<String> = (0..300usize)
        .map(|n| {
            let (a, b) = (brand[n % 10], brand[n / 10 % 10]);
            format!("{}{a}{b}{}{}", regions[n / 7 % 4], trades[n / 100], forms[n % 3])
        })
        .collect();
    let records: Vec<_> = (0..)
        .zip(&names)
        .map(|(n, name)| org("BK-ZFCGSX", name, &code("91", "320507", &format!("MA1{n:05}"))))
        .collect();
    let roster = roster(&records);
    for name in names.iter().step_by(7) {
        let letters: Vec<char> = name.chars().collect();
        let mut edits: Vec<Vec<char>> = Vec::new();
        for at in 0..letters.len() {
            let mut dropped = letters.clone();
            dropped.remove(at);
            let mut added = letters.clone();
            added.insert(at, '龘');
            let mut swapped = letters.clone();
            swapped.swap(at, (at + 1).min(letters.len() - 1));
            // Another character is another company in so short a brand, unless it sounds or looks alike.
            edits.extend([dropped, added, swapped]);
        }
        for edit in edits {
            let edit: String = edit.into_iter().collect();
            let answer = ask(&roster, "ZFCG", by_name(&edit));
            assert_eq!(answer.outcome, Outcome::Review, "{edit} beside {name}");
            assert!(
                answer
                    .findings
                    .iter()
                    .all(|finding| !finding.confirmed && finding.listed_name.is_none())
            );
        }
    }
}

#[test]
fn another_legal_form_is_possible_and_another_valid_code_is_not() {
    let roster = roster(&[org("BK-ZFCGSX", NAME, &listed_code())]);
    let answer = ask(&roster, "ZFCG", by_name("苏州甲乙科技股份有限公司"));
    assert_eq!(
        (answer.outcome, answer.findings[0].matched),
        (Outcome::Review, Match::Similar)
    );
    let mut subject = by_code(&code("91", "320507", "MA1BBBBB"));
    subject.name = Some("苏州甲乙科技股份有限公司".into());
    assert_eq!(ask(&roster, "ZFCG", subject).outcome, Outcome::Clear);
}
