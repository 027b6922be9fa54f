//! No listed subject passes silently, however it is typed: treatments of numbers and names, up to three at once, on
//! subjects of every kind.

mod damage;
mod treatments;

use crate::common::*;
use damage::DAMAGE;
use jrp_core::Open;
use jrp_core::compare::{Comparison, Outcome};
use jrp_core::query::SubjectQuery;
use jrp_core::record::{Record, SubjectKind};
use jrp_core::roster::Roster;
use jrp_core::subject::{IdKind, Identifier};
use jrp_core::suite::Suite;
use jrp_core::trust::TrustAnchors;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;
use std::sync::LazyLock;
use treatments::TREATMENTS;

const ID: &str = "329902198804153311";
const DIGITS: &str = "913299025581230181";
const FOREIGN: &str = "329902197912016512";

fn codes() -> [String; 4] {
    ["MA7QK2R1", "MA3LW8T5", "MA6HP0J3", "MA4GT0R1"].map(|body| code("91", "329902", body))
}

/// A subject of each kind, with what is typed for it and how its record is kept.
fn listed() -> Vec<(SubjectQuery, Record)> {
    let [plain, masked, trader, red] = codes();
    let with_id = |record: Record, kind, text: &str| {
        let mut changed = record;
        changed.id = Some(Identifier::parse(kind, text).unwrap());
        changed
    };
    let typed = |code: Option<&str>, name: &str| SubjectQuery {
        credit_code: code.map(String::from),
        name: Some(name.into()),
        ..SubjectQuery::default()
    };
    let hidden = format!("{}******{}", &masked[..6], &masked[12..]);
    let trader_record = org("BK-ZFCGSX", "云澜区汀兰杂货店（个体工商户）", &trader);
    vec![
        (
            typed(Some(&plain), "江州蓼屿建材有限公司"),
            org("BK-ZFCGSX", "江州蓼屿建材有限公司", &plain),
        ),
        (
            typed(Some(&masked), "江州芷塘电子（澄湾）有限公司"),
            with_id(
                org("BK-ZFCGSX", "江州芷塘电子（澄湾）有限公司", &masked),
                IdKind::Uscc,
                &hidden,
            ),
        ),
        (typed(Some(&trader), "云澜区汀兰杂货店"), {
            let mut record = trader_record;
            record.subject_kind = SubjectKind::SoleTrader;
            record
        }),
        (typed(None, "江州无号工程有限公司"), {
            let mut record = org("BK-ZFCGSX", "江州无号工程有限公司", &plain);
            record.id = None;
            record
        }),
        (
            SubjectQuery {
                kind: Some(SubjectKind::Person),
                name: Some("苇间渡".into()),
                id: Some((IdKind::CitizenId, ID.into())),
                ..SubjectQuery::default()
            },
            person("BK-SXBZXR", "苇间渡", ID),
        ),
        (
            SubjectQuery {
                name: Some("阿卜杜拉·艾力".into()),
                id: Some((IdKind::CitizenId, FOREIGN.into())),
                ..SubjectQuery::default()
            },
            person("BK-SXBZXR", "阿卜杜拉·艾力", "329902********6512"),
        ),
        (
            typed(Some(DIGITS), "江州市岚河区全数字投资中心（有限合伙）"),
            org("BK-ZFCGSX", "江州市岚河区全数字投资中心（有限合伙）", DIGITS),
        ),
        (
            SubjectQuery {
                name: Some("江州旧税印刷厂".into()),
                id: Some((IdKind::TaxNo, "329902MA6HP0J35".into())),
                ..SubjectQuery::default()
            },
            with_id(
                org("BK-ZFCGSX", "江州旧税印刷厂", &plain),
                IdKind::TaxNo,
                "329902MA6HP0J35",
            ),
        ),
        (
            typed(Some(&red), "江州红榜有限公司"),
            org("RD-ANSR", "江州红榜有限公司", &red),
        ),
    ]
}

static WITH_KEY: LazyLock<Roster<Vec<u8>>> = LazyLock::new(|| {
    let records: Vec<Record> = listed().into_iter().map(|(_, record)| record).collect();
    roster(&records)
});

static WITHOUT_KEY: LazyLock<Roster<Vec<u8>>> = LazyLock::new(|| {
    let records: Vec<Record> = listed().into_iter().map(|(_, record)| record).collect();
    let suite = Suite::Ed25519Blake3;
    let trust: TrustAnchors = trust(suite);
    Open::new(&trust).open(file(&records, options(suite))).unwrap()
});

fn is_silent(answer: &Comparison, is_red: bool) -> bool {
    match is_red {
        // Of an honour nothing has to be said but that it was seen.
        true => {
            answer.outcome == Outcome::Clear
                && answer.findings.is_empty()
                && !answer
                    .prompts
                    .iter()
                    .any(|prompt| prompt.code.code() == "compared-by-name")
        }
        false => matches!(answer.outcome, Outcome::Clear | Outcome::Preferred),
    }
}

/// A number from the environment, for longer runs: `JRP_SILENT_CASES`, `JRP_SILENT_SEED`.
fn setting(name: &str, usual: u64) -> u64 {
    let text = std::env::var(name).ok();
    text.map_or(usual, |text| text.parse().expect("a number"))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: setting("JRP_SILENT_CASES", 6000) as u32,
        max_global_rejects: 1_000_000,
        rng_seed: RngSeed::Fixed(setting("JRP_SILENT_SEED", 11)),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_listed_subject_passes_silently_however_it_is_typed(
        pick in any::<Index>(),
        treatments in vec(select([TREATMENTS, DAMAGE].concat()), 0..=3),
        with_key in any::<bool>(),
    ) {
        let all = listed();
        let (subject, record) = &all[pick.index(all.len())];
        let mut subject = subject.clone();
        for (_, treat) in &treatments {
            treat(&mut subject);
        }
        prop_assume!(!subject.is_empty());
        // Two slips in one code are another code.
        let slips = treatments.iter().filter(|(name, _)| name.starts_with("slip")).count();
        prop_assume!(slips < 2);
        let has = |what: &str| treatments.iter().any(|(name, _)| name.contains(what));
        // Of another form the whole name is looked for, and not what a longer text ends with.
        prop_assume!(!has("other name") || treatments.len() < 3);
        // Without the name nothing is left of the subject.
        prop_assume!(!(has("beside another") && has("number alone")));
        // Who says that an organisation of a person's name is meant asks for somebody else.
        let is_person = record.subject_kind == SubjectKind::Person;
        let is_named_only = subject.id.is_none() && subject.credit_code.is_none();
        prop_assume!(!(is_person && is_named_only && subject.kind.is_some_and(|kind| kind != SubjectKind::Person)));
        let roster = if with_key { &*WITH_KEY } else { &*WITHOUT_KEY };
        let answer = ask(roster, "ZFCG", subject.clone());
        let names: Vec<&str> = treatments.iter().map(|(name, _)| *name).collect();
        let is_red = record.list_kind.starts_with("RD");
        prop_assert!(
            !is_silent(&answer, is_red),
            "{names:?} on {:?}: {subject:?} {}",
            record.name,
            answer.to_json()
        );
    }
}
