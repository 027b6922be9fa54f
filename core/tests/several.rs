//! Several publishers, one answer.

use crate::common::*;
use jrp_core::compare::{Comparison, FreshnessState, Outcome};
use jrp_core::record::{Record, Status};
use jrp_core::suite::Suite;
use jrp_core::writer::Options;
use jrp_core::{Open, Roster, RosterSet};
use std::sync::Arc;

const SUITE: Suite = Suite::Ed25519Blake3;
const NAME: &str = "苏州甲乙科技有限公司";
const RED: &str = "RD-QHMD";

fn listed() -> String {
    code("91", "320507", "MA1QF7RX")
}

fn other() -> String {
    code("91", "320507", "MA1BBBBB")
}

/// What one publisher has.
fn of(publisher: &str, covers: &[&str], records: &[Record]) -> Roster<Vec<u8>> {
    opened(records, named(publisher, covers))
}

fn named(publisher: &str, covers: &[&str]) -> Options {
    let mut chosen = options(SUITE);
    chosen.publisher = publisher.into();
    chosen.covers = covers.iter().map(|code| (*code).to_owned()).collect();
    chosen
}

fn opened(records: &[Record], options: Options) -> Roster<Vec<u8>> {
    Open::new(&trust(SUITE))
        .person_key(person_key())
        .open(file(records, options))
        .unwrap()
}

fn expired(publisher: &str, covers: &[&str], records: &[Record]) -> Roster<Vec<u8>> {
    opened(records, {
        let mut options = named(publisher, covers);
        options.issued_at = nine("2026-10-01");
        options.data_as_of = date("2026-10-01");
        options.next_update = nine("2026-10-02");
        options.expires_at = nine("2026-10-31");
        options
    })
}

fn asked(set: &RosterSet<Vec<u8>>, code: &str) -> Comparison {
    set.check(&query("ZFCG", by_code(code))).unwrap()
}

#[test]
fn one_of_a_set_answers_as_it_does_alone() {
    let records = [
        org("BK-ZFCGSX", NAME, &listed()),
        org("WT-JYYC", "苏州丙丁有限公司", &other()),
    ];
    for code in [listed(), other(), code("91", "320507", "MA1CCCCC")] {
        let alone = ask(&roster(&records), "ZFCG", by_code(&code)).to_json();
        let set = RosterSet::of(roster(&records), []);
        assert_eq!(asked(&set, &code).to_json(), alone);
        assert!(
            alone.contains("\"snapshot\":")
                && !alone.contains("\"snapshots\":")
                && !alone.contains("\"sources\":")
        );
    }
}

#[test]
fn coverage_adds_up() {
    let nation = of("国家", &["BK-SXBZXR", "BK-ZDSSWF"], &[]);
    assert_eq!(
        ask(&nation, "ZFCG", by_code(&listed())).outcome,
        Outcome::Indeterminate
    );
    let district = of("区", &["BK-ZFCGSX"], &[org("BK-ZFCGSX", NAME, &other())]);
    assert_eq!(
        ask(&district, "ZFCG", by_code(&listed())).outcome,
        Outcome::Indeterminate
    );

    let set = RosterSet::of(nation, [district]);
    let answer = asked(&set, &listed());
    assert_eq!(answer.outcome, Outcome::Clear);
    assert_eq!(answer.compared.lists, ["BK-SXBZXR", "BK-ZDSSWF", "BK-ZFCGSX"]);
    assert_eq!(answer.compared.records, 1);
    assert!(answer.snapshot.is_none());
    let publishers: Vec<_> = answer
        .snapshots
        .iter()
        .flatten()
        .map(|one| one.publisher.as_str())
        .collect();
    assert_eq!(publishers, ["国家", "区"]);
    let said = answer
        .prompts
        .iter()
        .find(|prompt| prompt.code.code() == "none-found")
        .unwrap();
    assert!(
        said.text.contains("政府采购严重违法失信行为记录名单"),
        "{}",
        said.text
    );
    let listed = asked(&set, &other());
    assert_eq!(listed.outcome, Outcome::Prohibited);
    assert_eq!(listed.findings[0].sources.as_deref(), Some(&[1][..]));
}

#[test]
fn a_snapshot_that_has_expired_covers_nothing_and_still_speaks() {
    let covers = ["BK-ZFCGSX"];
    let rest = ["BK-SXBZXR", "BK-ZDSSWF"];
    let old = || expired("区", &covers, &[org("BK-ZFCGSX", NAME, &listed())]);
    let set = RosterSet::of(of("国家", &rest, &[]), [old()]);
    let answer = asked(&set, &other());
    assert_eq!(answer.outcome, Outcome::Indeterminate);
    assert_eq!(answer.compared.lists, ["BK-SXBZXR", "BK-ZDSSWF"]);
    let states: Vec<_> = answer
        .snapshots
        .iter()
        .flatten()
        .map(|one| one.freshness.state)
        .collect();
    assert_eq!(states, [FreshnessState::Fresh, FreshnessState::Expired]);
    assert_eq!(answer.freshness.state, FreshnessState::Fresh);
    let says = |code: &str| answer.prompts.iter().find(|prompt| prompt.code.code() == code);
    assert!(says("expired").unwrap().text.starts_with("区："));
    assert!(says("not-covered").is_some());
    // Its findings are never lost.
    assert_eq!(asked(&set, &listed()).outcome, Outcome::Prohibited);
    // Where others cover what it does not any more, they answer.
    let set = RosterSet::of(of("国家", &["BK-SXBZXR", "BK-ZDSSWF", "BK-ZFCGSX"], &[]), [old()]);
    assert_eq!(asked(&set, &other()).outcome, Outcome::Clear);
    // All of them: no answer, as of one alone.
    let set = RosterSet::of(expired("国家", &rest, &[]), [old()]);
    for code in [listed(), other()] {
        let answer = asked(&set, &code);
        assert_eq!(answer.outcome, Outcome::Indeterminate);
        assert_eq!(answer.freshness.state, FreshnessState::Expired);
    }
}

#[test]
fn one_record_in_two_snapshots_is_one_finding_as_strict_as_the_strictest() {
    let covers = ["BK-SXBZXR", "BK-ZDSSWF", "BK-ZFCGSX"];
    let record = org("BK-ZFCGSX", NAME, &listed());
    let mut milder = record.clone();
    milder.status = Status::Suspended;
    let rosters = || {
        (
            of("国家", &covers, std::slice::from_ref(&milder)),
            of("区", &covers, std::slice::from_ref(&record)),
        )
    };
    let (nation, district) = rosters();
    let answer = asked(&RosterSet::of(nation, [district]), &listed());
    assert_eq!(answer.findings.len(), 1, "{}", answer.to_json());
    assert_eq!(answer.findings[0].sources.as_deref(), Some(&[0, 1][..]));
    assert_eq!(answer.outcome, Outcome::Prohibited);
    // The same from the other end.
    let (nation, district) = rosters();
    let answer = asked(&RosterSet::of(district, [nation]), &listed());
    assert_eq!((answer.findings.len(), answer.outcome), (1, Outcome::Prohibited));
    assert_eq!(answer.findings[0].sources.as_deref(), Some(&[0, 1][..]));

    // Another document is another record.
    let mut another = record.clone();
    another.document_no = Some("苏财购罚〔2025〕9号".into());
    let set = RosterSet::of(of("国家", &covers, &[another]), [of("区", &covers, &[record])]);
    assert_eq!(asked(&set, &listed()).findings.len(), 2);
}

#[test]
fn black_governs_red_across_snapshots() {
    let covers = ["BK-SXBZXR", "BK-ZDSSWF", "BK-ZFCGSX", RED];
    let red = org(RED, NAME, &listed());
    let honours = || of("省", &covers, std::slice::from_ref(&red));
    let effects = |answer: &Comparison| -> Vec<_> {
        let red = answer.findings.iter().filter(|found| found.list.code == RED);
        red.map(|found| found.effect.is_some()).collect()
    };
    let clean = RosterSet::of(honours(), [of("区", &covers, &[])]);
    let before = clean.check(&query("XZXK", by_code(&listed()))).unwrap();
    assert_eq!(before.outcome, Outcome::Preferred, "{}", before.to_json());
    let black = of("区", &covers, &[org("BK-ZFCGSX", NAME, &listed())]);
    let set = RosterSet::of(honours(), [black]);
    let after = set.check(&query("XZXK", by_code(&listed()))).unwrap();
    assert_eq!(effects(&before), [true]);
    assert_eq!(effects(&after), [false], "{}", after.to_json());
    // An honour that has expired with its snapshot gives nothing.
    let set = RosterSet::of(
        expired("省", &covers, std::slice::from_ref(&red)),
        [of("区", &covers, &[])],
    );
    let answer = set.check(&query("XZXK", by_code(&listed()))).unwrap();
    assert_eq!(answer.outcome, Outcome::Clear, "{}", answer.to_json());
}

#[test]
fn the_answer_is_never_milder_than_that_of_any_snapshot_alone() {
    let covers = ["BK-SXBZXR", "BK-ZDSSWF", "BK-ZFCGSX"];
    let rank = |outcome| match outcome {
        Outcome::Prohibited => 4,
        Outcome::Restricted => 3,
        Outcome::Review => 2,
        Outcome::Notice => 1,
        _ => 0,
    };
    let statuses = [Status::Active, Status::Objection, Status::Suspended];
    let mut records: Vec<Vec<Record>> = vec![vec![]];
    for list in ["BK-ZFCGSX", "WT-JYYC", "BK-SXBZXR"] {
        for status in statuses {
            records.push(vec![{
                let mut record = org(list, NAME, &listed());
                record.status = status;
                record
            }]);
        }
    }
    let opened = |publisher| -> Vec<Arc<Roster<Vec<u8>>>> {
        let each = records.iter();
        each.map(|records| Arc::new(of(publisher, &covers, records)))
            .collect()
    };
    let (nation, district) = (opened("国家"), opened("区"));
    for one in &nation {
        for two in &district {
            for question in [by_code(&listed()), by_name(NAME)] {
                let alone = [one, two].map(|roster| rank(ask(roster, "ZFCG", question.clone()).outcome));
                let together = RosterSet::of(one.clone(), [two.clone()]);
                let together = together.check(&query("ZFCG", question)).unwrap();
                assert!(
                    rank(together.outcome) >= alone[0].max(alone[1]),
                    "{alone:?} {}",
                    together.to_json()
                );
            }
        }
    }
}

#[test]
fn what_the_sets_lists_hold_and_know_is_told() {
    let covers = ["BK-ZFCGSX"];
    let set = RosterSet::of(
        of("国家", &covers, &[]),
        [of("区", &covers, &[org("BK-ZFCGSX", NAME, &listed())])],
    );
    assert!(set.may_list(jrp_core::IdKind::Uscc, &listed()));
    assert!(!set.may_list(jrp_core::IdKind::Uscc, &other()));
    assert_eq!(set.rosters().count(), 2);
    assert_eq!(set.clone().first().header().publisher, "国家");
    let error = set.check(&query("NOSUCH", by_code(&listed()))).unwrap_err();
    assert!(error.to_string().contains("ZFCG"));
}
