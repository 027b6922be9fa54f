//! A subject with more records than anybody reads: the answer stays short, its cost grows as the records do, and the
//! outcome is that of all of them.

use crate::allocations;
use crate::common::*;
use jrp_core::compare::{Comparison, Outcome};
use jrp_core::policy::{PromptCode, PromptLevel};
use jrp_core::record::{Record, Status};

fn listed() -> String {
    code("91", "320507", "MA1QF7RX")
}

/// Records of one code, each by an authority of its own.
fn records(count: usize) -> Vec<Record> {
    let record = |at: usize| {
        let mut record = org("BK-ZFCGSX", "苏州甲乙科技有限公司", &listed());
        record.authority = format!("示例市第{at}局");
        record.document_no = Some(format!("示例〔2025〕{at}号"));
        record
    };
    (0..count).map(record).collect()
}

fn asked(records: &[Record]) -> Comparison {
    let roster = roster(records);
    ask(&roster, "ZFCG", by_code(&listed()))
}

fn more(answer: &Comparison) -> Vec<&str> {
    let more = answer
        .prompts
        .iter()
        .filter(|prompt| prompt.code == PromptCode::MoreFindings);
    more.map(|prompt| prompt.text.as_str()).collect()
}

#[test]
fn an_answer_shows_64_findings_and_64_prompts_and_says_how_many_more_there_are() {
    let answer = asked(&records(1000));
    assert_eq!(answer.outcome, Outcome::Prohibited);
    assert_eq!(answer.findings.len(), 64);
    assert_eq!(answer.prompts.len(), 65);
    assert!(
        answer
            .prompts
            .iter()
            .take(64)
            .all(|prompt| prompt.level == PromptLevel::Stop)
    );
    assert_eq!(answer.prompts[64].code, PromptCode::MoreFindings);
    assert_eq!(answer.prompts[64].level, PromptLevel::Info);
    assert!(more(&answer)[0].contains("936"), "{:?}", more(&answer));
}

#[test]
fn sixty_four_records_are_shown_whole() {
    let mut few = records(64);
    few.iter_mut()
        .for_each(|record| record.authority = "苏州市财政局".into());
    let answer = asked(&few);
    assert_eq!(answer.findings.len(), 64);
    assert!(more(&answer).is_empty());
}

#[test]
fn the_outcome_is_that_of_all_records_and_the_strictest_are_shown() {
    // The one that prohibits is on the list that comes last by every other order.
    let mut records = records(300);
    for record in &mut records {
        record.status = Status::Suspended;
    }
    records[200].status = Status::Active;
    records[200].listed_on = date("2025-06-01");
    let answer = asked(&records);
    assert_eq!(answer.outcome, Outcome::Prohibited);
    assert_eq!(answer.findings[0].authority.as_deref(), Some("示例市第200局"));
    assert_eq!(answer.compared.records, 300);
}

#[test]
fn benefits_are_suspended_by_a_record_that_is_not_shown() {
    let red = |at: usize| {
        let mut record = org("RD-ANSR", "苏州甲乙科技有限公司", &listed());
        record.document_no = Some(format!("示例〔2025〕{at}号"));
        record
    };
    let mut records: Vec<Record> = (0..100).map(red).collect();
    // No measure in the scenario: a notice. It governs all the same.
    records.push(org("BK-ZFCGSX", "苏州甲乙科技有限公司", &listed()));
    let answer = asked(&records);
    assert!(
        answer
            .findings
            .iter()
            .all(|found| found.effect.is_none_or(|effect| !effect.is_benefit()))
    );
    assert_eq!(answer.outcome, Outcome::Prohibited);
}

#[test]
fn the_cost_of_an_answer_grows_as_the_records_do() {
    let cost = |count: usize| {
        let roster = roster(&records(count));
        let query = query("ZFCG", by_code(&listed()));
        allocations::bytes(|| assert_eq!(roster.check(&query).unwrap().findings.len(), 64))
    };
    let (few, many) = (cost(500), cost(2000));
    assert!(many < 5 * few, "{few} bytes for 500 records, {many} for 2000");
}
