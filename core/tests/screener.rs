//! Rows of a register come to what their questions come to, asked or not.

use crate::common::*;
use jrp_core::compare::{Asker, RowAnswer, Screener};
use jrp_core::date::Timestamp;
use jrp_core::policy::Lang;
use jrp_core::query::{Query, QueryError, SubjectQuery};
use jrp_core::record::{Record, SubjectKind};
use jrp_core::roster::{Roster, RosterSet};
use jrp_core::subject::{IdKind, Identifier};

fn body(number: u32) -> String {
    format!("MA{number:06}")
}

/// Every third code is listed.
fn records() -> Vec<Record> {
    let record = |n: u32| {
        let code = code("91", "320507", &body(n * 3));
        org("BK-ZFCGSX", &format!("甲{n}有限公司"), &code)
    };
    (0..60).map(record).collect()
}

fn masked() -> Vec<Record> {
    let listed = code("91", "320507", &body(1));
    let hidden = format!("{}******{}", &listed[..8], &listed[14..]);
    let mut records = records();
    records.push({
        let mut record = org("BK-ZFCGSX", "乙有限公司", &listed);
        record.id = Some(Identifier::parse(IdKind::Uscc, &hidden).unwrap());
        record
    });
    records
}

/// Codes as they are and as people spoil them; numbers of persons, and what is not a code.
fn codes() -> Vec<String> {
    let mut codes: Vec<String> = [
        "",
        " ",
        "11",
        "-",
        "无",
        "110105194912310020",
        "9132050700000000XX",
    ]
    .map(str::to_owned)
    .to_vec();
    for digit in ["0", "1", "9", "A"] {
        codes.push(digit.repeat(18));
    }
    for n in 0..90 {
        let right = code("91", "320507", &body(n));
        let digits = code("91", "110101", &format!("{:08}", 19_900_000 + n));
        let person = code("11", "010519", &format!("{:08}", 90_010_100 + n));
        let wrong = format!("{}{}", &right[..17], if right.ends_with('0') { '1' } else { '0' });
        let inner = format!(
            "{}{}{}",
            &right[..16],
            if &right[16..17] == "7" { '8' } else { '7' },
            &right[17..]
        );
        codes.extend([
            right.to_lowercase(),
            format!("{right} "),
            right,
            digits,
            person,
            wrong,
            inner,
        ]);
    }
    codes
}

fn compare_all(lists: &RosterSet<Vec<u8>>, now: &str) {
    for lang in [Lang::ZhCn, Lang::En] {
        let mut question = query("ZFCG", SubjectQuery::default());
        question.now = Timestamp::parse(now).unwrap();
        question.lang = lang;
        let mut screener = Screener::new(lists, question.clone()).unwrap();
        let mut asker = Asker::default();
        let kinds = [
            None,
            Some(SubjectKind::Org),
            Some(SubjectKind::SoleTrader),
            Some(SubjectKind::Person),
        ];
        let mut misses = 0;
        for kind in kinds {
            for code in codes() {
                let subject = SubjectQuery {
                    kind,
                    credit_code: Some(code.clone()),
                    ..SubjectQuery::default()
                };
                question.subjects = vec![subject];
                let asked = RowAnswer::of(vec![lists.check(&question)], Vec::new(), lang, |_| {});
                let answer = screener.code(kind, &code);
                assert_eq!(*answer, asked, "{code:?} {kind:?}");
                let outcome = lists.check(&question).map(|answer| answer.outcome);
                assert_eq!(
                    asker.outcome(lists, &question).ok(),
                    outcome.ok(),
                    "{code:?} {kind:?}"
                );
                misses += usize::from(answer.grade.is_none());
            }
        }
        assert!(misses > 1000, "{misses}");
    }
}

fn set(records: &[Record]) -> RosterSet<Vec<u8>> {
    RosterSet::of(roster(records), [])
}

#[test]
fn a_code_that_is_not_asked_has_the_answer_of_one_that_is() {
    // In time, late, long expired, and before there was a file.
    for now in [
        "2026-11-22T09:00:00+08:00",
        "2026-12-20T09:00:00+08:00",
        "2029-01-01T09:00:00+08:00",
        "2020-01-01T09:00:00+08:00",
    ] {
        compare_all(&set(&records()), now);
    }
    compare_all(&set(&masked()), "2026-11-22T09:00:00+08:00");
    let both: [Roster<Vec<u8>>; 2] = [roster(&records()), roster(&masked())];
    let [first, second] = both;
    compare_all(&RosterSet::of(first, [second]), "2026-11-22T09:00:00+08:00");
}

#[test]
fn a_question_that_no_row_could_be_asked_is_refused_at_once() {
    let lists = set(&records());
    let refused = Screener::new(&lists, Query::new("没有", nine("2026-11-22"))).err();
    assert!(
        matches!(refused, Some(QueryError::Scenario { .. })),
        "{refused:?}"
    );
}

#[test]
fn a_row_without_a_subject_is_open() {
    let lists = set(&records());
    let mut screener = Screener::new(&lists, query("ZFCG", SubjectQuery::default())).unwrap();
    let [outcome, lists, grade, warnings, prompt] = screener.row([]).cells().map(|cell| cell.into_owned());
    assert_eq!(
        [outcome.as_str(), &lists, &grade, &warnings],
        ["indeterminate", "", "", ""]
    );
    assert_eq!(prompt, RowAnswer::names_nobody(Lang::ZhCn));
    assert_eq!(*screener.row([by_name(" ")]), *screener.row([]));
}

#[test]
fn questions_about_one_row_come_to_the_strictest() {
    let lists = set(&records());
    let mut screener = Screener::new(&lists, query("ZFCG", SubjectQuery::default())).unwrap();
    let (listed, other) = (code("91", "320507", &body(3)), code("91", "320507", &body(4)));
    let both = screener.row([by_code(&other), by_code(&listed)]);
    assert_eq!(both.outcome, screener.code(None, &listed).outcome);
    assert_eq!(both.lists, "BK-ZFCGSX");
}
