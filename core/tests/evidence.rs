//! Evidence: what it holds and hides, what is refused, and what asking again tells.

use crate::common::*;
use jrp_core::Open;
use jrp_core::compare::Comparison;
use jrp_core::error::ErrorCode;
use jrp_core::evidence::{
    Difference, Evidence, EvidenceError, EvidenceFault, Note, Occasion, Replay, ReplayError,
};
use jrp_core::executor::Sequential;
use jrp_core::policy::{Condition, Lang, PolicyPack, Tables};
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::{Record, SubjectKind};
use jrp_core::roster::Roster;
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::subject::IdKind;
use jrp_core::suite::{Signature, SigningKey, Suite};
use jrp_core::trust::TrustAnchors;
use jrp_core::writer::Builder;
use serde_json::Value;

const SUITE: Suite = Suite::Sm2Sm3;
const SALT: [u8; 16] = [0x5a; 16];
const ID: &str = "320507199001011234";

fn firms() -> Vec<String> {
    [
        "MA1QF7RX", "MA1AAAAA", "MA1BBBBB", "MA1CCCCC", "MA1DDDDD", "MA1EEEEE",
    ]
    .map(|body| code("91", "320507", body))
    .into()
}

const NAMES: [&str; 6] = [
    "苏州甲乙科技有限公司",
    "苏州丙丁建设有限公司",
    "苏州戊己贸易有限公司",
    "苏州庚辛物流有限公司",
    "苏州壬癸咨询有限公司",
    "苏州子丑食品有限公司",
];

const PERSONS: [&str; 3] = [ID, "320507198502022345", "110105194912310021"];

/// The records of a day: firm `n` is listed where bit `n` is set.
fn records(listed: u32) -> Vec<Record> {
    let lists = [
        "BK-ZFCGSX",
        "BK-ZDSSWF",
        "BK-ZFCGSX",
        "RD-ANSR",
        "BK-ZFCGSX",
        "BK-ZDSSWF",
    ];
    let firms = firms();
    let firms = firms.iter().zip(NAMES).zip(lists).enumerate();
    let mut records: Vec<Record> = firms
        .filter(|(at, _)| listed >> at & 1 == 1)
        .map(|(_, ((code, name), list))| org(list, name, code))
        .collect();
    records.extend(PERSONS[..2].iter().map(|id| person("BK-SXBZXR", "欧阳无名", id)));
    records
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(SUITE, &[seed; 32]).unwrap()
}

fn trust_in(seeds: &[u8]) -> TrustAnchors {
    TrustAnchors::from_public_keys(seeds.iter().map(|seed| key(*seed).public()))
}

fn tables(version: &str) -> Tables {
    let mut tables = Tables::builtin().unwrap();
    let pack = tables
        .tables
        .iter_mut()
        .find(|table| table.name == "pack")
        .unwrap();
    for row in pack.rows.iter_mut().filter(|row| row[0] == "version") {
        row[1] = version.to_owned();
    }
    tables
}

fn base(listed: u32, sequence: u64, seed: u8) -> Vec<u8> {
    let pack = PolicyPack::builtin().unwrap();
    let (key, persons) = (key(seed), person_key());
    let mut options = options(SUITE);
    options.sequence = sequence;
    let mut builder = Builder::new(&pack, options, Some(&persons)).unwrap();
    records(listed)
        .iter()
        .for_each(|record| builder.push(record).unwrap());
    builder.finish(&Sequential).unwrap().snapshot.sign(&key)
}

fn delta(below: &Roster<Vec<u8>>, listed: u32, sequence: u64, seed: u8) -> Vec<u8> {
    let pack = PolicyPack::builtin().unwrap();
    let (key, persons) = (key(seed), person_key());
    let mut options = options(SUITE);
    options.sequence = sequence;
    let mut builder = Builder::upon(below, &pack, options, Some(&persons), &Sequential).unwrap();
    records(listed)
        .iter()
        .for_each(|record| builder.push(record).unwrap());
    builder.finish(&Sequential).unwrap().snapshot.sign(&key)
}

fn open(base: Vec<u8>, deltas: Vec<Vec<u8>>, seeds: &[u8]) -> Roster<Vec<u8>> {
    Open::new(&trust_in(seeds))
        .person_key(person_key())
        .deltas(deltas)
        .open(base)
        .unwrap()
}

fn occasion() -> Occasion {
    Occasion::new()
        .project("YLCG-2026-0117 办公设备")
        .operator("采购科 王")
        .salt(&SALT)
}

fn asked(roster: &Roster<Vec<u8>>, query: &Query) -> (Comparison, String) {
    let comparison = roster.check(query).unwrap();
    let text = comparison.evidence(query, &occasion()).unwrap();
    (comparison, text)
}

fn again(text: &str, numbers: &[&str], roster: &Roster<Vec<u8>>) -> Result<Replay, ReplayError> {
    let numbers: Vec<String> = numbers.iter().map(|number| (*number).to_owned()).collect();
    Evidence::parse(text)
        .unwrap()
        .replay(&numbers, |query| roster.check(query))
}

fn by_id(kind: IdKind, id: &str) -> SubjectQuery {
    SubjectQuery {
        kind: Some(SubjectKind::Person),
        name: Some("欧阳无名".into()),
        id: Some((kind, id.into())),
        ..SubjectQuery::default()
    }
}

/// The text with its digest made anew, as a forger makes it.
fn resealed(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} is not in {text}");
    let changed = text.replace(from, to);
    let (content, _) = changed.rsplit_once(",\"digest\":").unwrap();
    let digest = Suite::Sm2Sm3.digest(content.as_bytes());
    format!("{content},\"digest\":\"sm3:{digest}\"}}")
}

#[test]
fn it_holds_question_answer_lists_and_files_and_ends_in_the_digest_of_all_that() {
    let first = open(base(0b001, 7, 1), vec![], &[1, 2]);
    let roster = first
        .with_delta(delta(&first, 0b011, 8, 2), &trust_in(&[1, 2]))
        .unwrap();
    let query = query("ZFCG", by_code(&firms()[0]).name(" 苏州甲乙科技有限公司 "))
        .conditions([Condition::Document])
        .lang(Lang::En);
    let (comparison, text) = asked(&roster, &query);
    let json: Value = serde_json::from_str(&text).unwrap();
    let keys: Vec<&str> = [
        "evidence",
        "software",
        "project",
        "operator",
        "question",
        "answer",
        "compared",
        "notCompared",
        "snapshots",
        "digest",
    ]
    .into();
    let mut rest = text.as_str();
    for key in &keys {
        let (_, behind) = rest.split_once(&format!("\"{key}\":")).unwrap();
        rest = behind;
    }
    assert_eq!(
        json.as_object().unwrap().len(),
        keys.len(),
        "no salt where nothing is hidden"
    );
    assert!(text.contains(&format!("\"answer\":{}", comparison.to_json())));
    assert_eq!(
        json["question"]["subjects"][0]["name"], " 苏州甲乙科技有限公司 ",
        "as typed"
    );
    assert_eq!(json["question"]["conditions"], serde_json::json!(["document"]));
    assert_eq!(json["question"]["now"], "2026-11-22T09:00:00+08:00");
    let layers = json["snapshots"][0]["layers"].as_array().unwrap();
    let told: Vec<_> = layers
        .iter()
        .map(|layer| (&layer["sequence"], &layer["signers"][0]))
        .collect();
    let ids = [1, 2].map(|seed| Value::from(key(seed).public().id().to_string()));
    assert_eq!(told, [(&Value::from(7), &ids[0]), (&Value::from(8), &ids[1])]);
    let snapshot = comparison.snapshot.as_ref().unwrap();
    assert_eq!(layers[1]["digest"], snapshot.digest.as_str());
    let compared: Vec<_> = json["compared"]
        .as_array()
        .unwrap()
        .iter()
        .map(|list| list["code"].as_str().unwrap())
        .collect();
    assert_eq!(compared, ["BK-SXBZXR", "BK-ZDSSWF", "BK-ZFCGSX"]);
    let lacking = json["notCompared"]["lists"].as_array().unwrap();
    assert!(
        lacking.iter().any(|list| list["code"] == "BK-SJYZWF"),
        "{lacking:?}"
    );
    assert!(
        lacking
            .iter()
            .all(|list| !compared.contains(&list["code"].as_str().unwrap()))
    );
    let content = text.rsplit_once(",\"digest\":").unwrap().0;
    let digest = Suite::Sm2Sm3.digest(content.as_bytes());
    assert_eq!(json["digest"], format!("sm3:{digest}"));
    assert_eq!(Evidence::parse(&text).unwrap().digest(), format!("sm3:{digest}"));
    assert_eq!(
        comparison.evidence(&query, &occasion()).unwrap(),
        text,
        "the same bytes again"
    );
    assert!(again(&text, &[], &roster).unwrap().is_same);
}

#[test]
fn evidence_altered_in_any_byte_is_refused() {
    let roster = open(base(0b111, 7, 1), vec![], &[1]);
    let (_, text) = asked(&roster, &query("ZFCG", by_id(IdKind::CitizenId, ID)));
    let refused = |text: &[u8]| {
        std::str::from_utf8(text).is_err() || {
            let error = Evidence::parse(std::str::from_utf8(text).unwrap()).unwrap_err();
            assert_eq!(error.code(), ErrorCode::EvidenceRefused);
            true
        }
    };
    for at in 0..text.len() {
        for bit in [1, 2, 0x10, 0x20, 0x80] {
            let mut altered = text.clone().into_bytes();
            altered[at] ^= bit;
            assert!(refused(&altered), "byte {at}");
        }
        assert!(refused(&text.as_bytes()[..at]), "cut at {at}");
        let mut longer = text.clone().into_bytes();
        longer.insert(at, b' ');
        assert!(refused(&longer), "a blank at {at}");
    }
    for behind in ["\n", " ", "}", "\0"] {
        assert!(refused(format!("{text}{behind}").as_bytes()));
    }
}

#[test]
fn a_text_that_is_none_and_one_of_a_later_version_say_so() {
    let roster = open(base(0b1, 7, 1), vec![], &[1]);
    let (_, text) = asked(&roster, &query("ZFCG", by_code(&firms()[0])));
    for none in ["", "{}", "null", "[1]", "{\"digest\":\"sm3:00\"}"] {
        assert_eq!(
            Evidence::parse(none).unwrap_err(),
            EvidenceFault::NoDigest,
            "{none}"
        );
    }
    let later = resealed(&text, "\"evidence\":1,", "\"evidence\":2,");
    assert_eq!(
        Evidence::parse(&later).unwrap_err(),
        EvidenceFault::Version { found: 2 }
    );
    for (from, to) in [
        ("\"lang\":\"zh-CN\"", "\"lang\":\"fr\""),
        ("\"on\":\"2026-11-22\"", "\"on\":\"2026-11-31\""),
        ("\"conditions\":[]", "\"conditions\":[\"wish\"]"),
        ("\"compared\"", "\"compares\""),
        ("\"software\":\"JRP", "\"software\":\"JRP\",\"more\":\""),
    ] {
        let error = Evidence::parse(&resealed(&text, from, to)).unwrap_err();
        assert!(matches!(error, EvidenceFault::Malformed { .. }), "{to}: {error}");
    }
}

#[test]
fn a_persons_number_is_masked_and_must_be_given_again() {
    let roster = open(base(0b1, 7, 1), vec![], &[1]);
    let typed = " 320507 19900101 1234";
    for (subject, shown, number) in [
        (by_id(IdKind::CitizenId, typed), " 3205** ******** 1234", ID),
        (by_id(IdKind::CitizenId, ID), "3205**********1234", typed),
        (by_id(IdKind::Passport, "E12345678"), "E1*****78", "e 12345678"),
        (
            by_name(&format!("欧阳无名{ID}")),
            "欧阳无名3205**********1234",
            ID,
        ),
        (by_code(ID), "3205**********1234", ID),
    ] {
        let query = query("ZFCG", subject);
        let (_, text) = asked(&roster, &query);
        assert!(text.contains(&format!("\"{shown}\"")), "{shown} is not in {text}");
        for whole in ["19900101", "E12345678", "12345678"] {
            assert!(!text.contains(whole), "{whole} is in {text}");
        }
        assert!(again(&text, &[number], &roster).unwrap().is_same, "{shown}");
        assert_eq!(
            again(&text, &[], &roster).unwrap_err(),
            ReplayError::NumbersNeeded {
                needed: 1,
                found: 0,
                shown: shown.into()
            }
        );
        // Another with the same visible digits, another altogether, too short a one.
        for other in [
            "320507199001021234",
            "110105194912310021",
            "E12345978",
            "1234",
            "",
        ] {
            let error = again(&text, &[other], &roster).unwrap_err();
            assert_eq!(error, ReplayError::OtherNumber { shown: shown.into() }, "{other}");
        }
    }
}

#[test]
fn the_digest_of_a_number_needs_salt_and_is_a_mac_where_the_person_key_is_at_hand() {
    let bytes = base(0b1, 7, 1);
    let with_key = open(bytes.clone(), vec![], &[1]);
    let without = Open::new(&trust_in(&[1])).open(bytes).unwrap();
    let query = query("ZFCG", by_id(IdKind::CitizenId, ID));
    let digest = |roster: &Roster<Vec<u8>>, salt: &[u8]| {
        let text = roster
            .check(&query)
            .unwrap()
            .evidence(&query, &Occasion::new().salt(salt))
            .unwrap();
        let json: Value = serde_json::from_str(&text).unwrap();
        (
            json["question"]["subjects"][0]["hidden"][0]["digest"]
                .as_str()
                .unwrap()
                .to_owned(),
            text,
        )
    };
    let (mac, keyed) = digest(&with_key, &SALT);
    let (plain, open_to_all) = digest(&without, &SALT);
    assert!(mac.starts_with("mac:") && plain.starts_with("sm3:"));
    assert_ne!(digest(&with_key, &[1; 16]).0, mac);
    assert_ne!(digest(&without, &[1; 16]).0, plain);
    assert!(matches!(
        again(&keyed, &[ID], &without).unwrap_err(),
        ReplayError::PersonKeyNeeded { .. }
    ));
    let replay = again(&open_to_all, &[ID], &with_key).unwrap();
    assert!(
        !replay.is_same
            && replay.differences.contains(&Difference::Persons {
                snapshot: 0,
                then: false
            })
    );
    let comparison = with_key.check(&query).unwrap();
    for salt in [0, 1, 15, 65] {
        let error = comparison
            .evidence(&query, &Occasion::new().salt(&vec![1; salt]))
            .unwrap_err();
        assert_eq!(
            (error.clone(), error.code()),
            (EvidenceError::Salt { found: salt }, ErrorCode::QueryInvalid)
        );
    }
}

#[test]
fn the_question_must_be_the_one_that_was_answered() {
    let roster = open(base(0b1, 7, 1), vec![], &[1]);
    let query = query("ZFCG", by_code(&firms()[0]));
    let comparison = roster.check(&query).unwrap();
    let others = [
        Query::new("ZTB", query.now).subject(by_code(&firms()[0])),
        query.clone().on(date("2026-11-21")),
        query.clone().credit_code(&firms()[1]),
        query.clone().name(NAMES[0]),
        query.clone().member(by_code(&firms()[0])),
    ];
    for other in others {
        assert_eq!(
            comparison.evidence(&other, &occasion()),
            Err(EvidenceError::OtherQuestion)
        );
    }
}

#[test]
fn the_reason_of_one_who_goes_on_stands_in_it_and_is_read_again() {
    let roster = open(base(0b1, 7, 1), vec![], &[1]);
    let query = query("ZFCG", by_code(&firms()[0]));
    let comparison = roster.check(&query).unwrap();
    let with = |reason: &str| comparison.evidence(&query, &occasion().reason(reason)).unwrap();
    let text = with(&format!("已核实 {ID}"));
    let read = Evidence::parse(&text).unwrap().occasion();
    assert_eq!(read.reason.as_deref(), Some("已核实 3205**********1234"));
    assert_eq!(read.operator.as_deref(), Some("采购科 王"));
    assert!(!with(" ").contains("reason"));
}

#[test]
fn texts_of_the_caller_hide_persons_numbers_too_and_blank_ones_are_absent() {
    let roster = open(base(0b1, 7, 1), vec![], &[1]);
    let query = query("ZFCG", by_code(&firms()[0]));
    let comparison = roster.check(&query).unwrap();
    let of = |project: &str| {
        comparison
            .evidence(&query, &Occasion::new().project(project))
            .unwrap()
    };
    assert!(of(&format!("王 {ID}")).contains("\"project\":\"王 3205**********1234\""));
    assert!(!of("  ").contains("project"));
    assert!(of("\"},\u{202e}").contains(r#""project":"\"},\u202e""#));
}

#[test]
fn a_forged_answer_is_told_by_asking_again() {
    let roster = open(base(0b1, 7, 1), vec![], &[1]);
    let (_, text) = asked(&roster, &query("ZFCG", by_code(&firms()[0])));
    let forged = resealed(&text, "\"outcome\":\"prohibited\"", "\"outcome\":\"clear\"");
    let replay = again(&forged, &[], &roster).unwrap();
    assert!(!replay.is_same);
    let told: Vec<String> = replay.differences.iter().map(Difference::to_string).collect();
    assert_eq!(told, ["answer.outcome: was \"clear\", and is \"prohibited\" now"]);
    // The question is what was asked: another one has another answer.
    let forged = resealed(&text, &firms()[0], &firms()[1]);
    let replay = again(&forged, &[], &roster).unwrap();
    assert!(!replay.is_same && !replay.differences.is_empty());
}

#[test]
fn a_forged_statement_beside_the_answer_is_told_by_asking_again() {
    let roster = open(base(0b1, 7, 1), vec![], &[1]);
    let (_, text) = asked(&roster, &query("ZFCG", by_code(&firms()[0])));
    let evidence: serde_json::Value = serde_json::from_str(&text).unwrap();
    let member = |name: &str| evidence[name].to_string();
    assert_ne!(evidence["notCompared"]["lists"], serde_json::json!([]));
    let layer = &evidence["snapshots"][0]["layers"][0];
    let day = |name: &str| format!("\"{name}\":{}", layer[name]);
    let not_compared = text.split("\"notCompared\":").nth(1).unwrap();
    let not_compared = not_compared.split(",\"snapshots\"").next().unwrap();
    let scenario = format!("\"scenarioName\":{}", evidence["question"]["scenarioName"]);
    let forged = [
        (not_compared, "{\"lists\":[],\"persons\":true}", "notCompared"),
        (
            "\"compared\":[",
            "\"compared\":[{\"code\":\"BK-SXBZXR\",\"name\":\"x\",\"nameEn\":\"y\",\"records\":5,\"unread\":0,\"unnamed\":0},",
            "compared",
        ),
        (&scenario, "\"scenarioName\":\"x\"", "question.scenarioName"),
        (
            &day("issuedAt"),
            "\"issuedAt\":\"2020-01-01T00:00:00+08:00\"",
            "snapshot 0: the time of issue",
        ),
        (
            &day("dataAsOf"),
            "\"dataAsOf\":\"2020-01-01\"",
            "snapshot 0: the date of the data",
        ),
        (
            "\"audience\":\"government\"",
            "\"audience\":\"public\"",
            "snapshot 0: the audience",
        ),
    ];
    assert_eq!(member("evidence"), "1");
    for (was, now, told) in forged {
        let replay = again(&resealed(&text, was, now), &[], &roster).unwrap();
        let named = replay
            .differences
            .iter()
            .any(|found| found.to_string().starts_with(told));
        assert!(!replay.is_same && named, "{told}: {:?}", replay.differences);
        // A day that the answer tells as well was altered there, too.
        let is_told = evidence["answer"].to_string().contains(was);
        let differs = replay.differences.iter().any(Difference::is_of_answer);
        assert_eq!(differs, is_told, "{told}");
    }
}

#[test]
fn another_pack_file_or_version_of_the_software_is_named() {
    let roster = open(base(0b1, 7, 1), vec![], &[1]);
    let (_, text) = asked(&roster, &query("ZFCG", by_code(&firms()[0])));
    let version = format!("\"software\":\"JRP {}\"", env!("CARGO_PKG_VERSION"));
    let replay = again(
        &resealed(&text, &version, "\"software\":\"JRP 0.0.9\""),
        &[],
        &roster,
    )
    .unwrap();
    assert!(replay.is_same && replay.differences.is_empty());
    assert!(matches!(&replay.notes[..], [Note::Software { then, .. }] if then == "JRP 0.0.9"));

    let other = open(base(0b1, 9, 1), vec![], &[1]);
    let replay = again(&text, &[], &other).unwrap();
    assert!(!replay.is_same);
    assert!(
        matches!(&replay.differences[0], Difference::Layer { snapshot: 0, layer: 0, then, now } if then.starts_with("no. 7, sm3:") && now.starts_with("no. 9, sm3:"))
    );

    let pack = PolicyPack::new(tables("2031.01")).unwrap();
    let mut builder = Builder::new(&pack, options(SUITE), None).unwrap();
    builder.push(&records(1)[0]).unwrap();
    let bytes = builder.finish(&Sequential).unwrap().snapshot.sign(&key(1));
    let replay = again(&text, &[], &open(bytes, vec![], &[1])).unwrap();
    let packs = replay.differences.iter().any(|difference| matches!(difference, Difference::Snapshot { what: "the policy pack", now, .. } if now == "2031.01"));
    assert!(packs, "{:?}", replay.differences);
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn subject(&mut self, numbers: &mut Vec<&'static str>) -> SubjectQuery {
        let firm = self.roll(NAMES.len());
        let other = self.roll(NAMES.len());
        let code = firms()[firm].clone();
        match self.roll(8) {
            0 => by_code(&code),
            1 => by_name(NAMES[firm]),
            2 => SubjectQuery {
                name: Some(NAMES[other].into()),
                ..by_code(&code)
            },
            3 => by_code(&format!("{}{}", &code[..17], self.roll(10))),
            4 => by_name(&NAMES[firm].replace("有限公司", "股份有限公司")),
            5 => by_code(&format!("{}******{}", &code[..6], &code[12..])),
            _ => {
                let id = PERSONS[self.roll(PERSONS.len())];
                numbers.push(id);
                by_id(IdKind::CitizenId, id)
            }
        }
    }

    fn query(&mut self) -> (Query, Vec<&'static str>) {
        let mut numbers = Vec::new();
        let subjects = (0..=self.roll(3)).map(|_| self.subject(&mut numbers)).collect();
        let conditions = [Condition::Document, Condition::Guide, Condition::Basis];
        let mut query = Query::new(
            ["ZFCG", "ZTB", "XZXK"][self.roll(3)],
            nine(["2026-11-22", "2026-11-25", "2027-01-05"][self.roll(3)]),
        );
        query.subjects = subjects;
        let asserted: Vec<Condition> = conditions.into_iter().filter(|_| self.roll(2) == 0).collect();
        let on = date(["2026-11-20", "2026-11-22", "2027-03-01", "2029-01-01"][self.roll(4)]);
        let query = query.conditions(asserted).on(on).lang(Lang::ALL[self.roll(2)]);
        (query, numbers)
    }
}

/// A thousand questions asked of a base, of a chain upon it, of a new base signed by the next key: each answers again from
/// its archived files alone, and from no others.
#[test]
fn a_thousand_questions_answer_again_after_a_delta_a_new_base_and_another_key() {
    let day1 = base(0b000111, 7, 1);
    let first = open(day1.clone(), vec![], &[1]);
    let day2 = delta(&first, 0b001011, 8, 1);
    let second = open(day1.clone(), vec![day2.clone()], &[1]);
    let third = open(base(0b110011, 9, 2), vec![], &[2]);
    let mut dice = Dice(17);
    let mut kept = Vec::new();
    for at in 0..1000 {
        let roster = [&first, &second, &third][at % 3];
        let (query, numbers) = dice.query();
        let (_, text) = asked(roster, &query);
        kept.push((at % 3, text, numbers));
    }
    // Years later: opened anew, by trust files that have gained and lost keys.
    let archive = [
        open(day1.clone(), vec![], &[1, 2, 3]),
        open(day1, vec![day2], &[3, 2, 1]),
        open(base(0b110011, 9, 2), vec![], &[2, 3]),
    ];
    let mut signed_by_two = 0;
    for (day, text, numbers) in &kept {
        let replay = again(text, numbers, &archive[*day]).unwrap();
        assert!(
            replay.is_same && replay.differences.is_empty() && replay.notes.is_empty(),
            "{:?}",
            replay
        );
        signed_by_two += usize::from(text.matches("\"signers\":[").count() == 2);
        let other = again(text, numbers, &archive[(day + 1) % 3]).unwrap();
        let names_file = other
            .differences
            .iter()
            .any(|difference| matches!(difference, Difference::Layer { .. }));
        assert!(!other.is_same && names_file, "{:?}", other.differences);
    }
    assert_eq!(signed_by_two, 333);
}

#[test]
fn signatures_that_count_no_longer_are_a_note() {
    let bytes = base(0b1, 7, 1);
    let once = UnverifiedSnapshot::parse(bytes).unwrap();
    let second = Signature {
        suite: SUITE,
        key_id: key(2).public().id(),
        bytes: key(2).sign(once.message()),
    };
    let twice = once.with_signature(second).unwrap();
    let roster = open(twice.clone(), vec![], &[1, 2]);
    let (_, text) = asked(&roster, &query("ZFCG", by_code(&firms()[0])));
    let replay = again(&text, &[], &open(twice, vec![], &[2])).unwrap();
    assert!(replay.is_same && replay.differences.is_empty());
    assert!(
        matches!(&replay.notes[..], [Note::Signers { snapshot: 0, layer: 0, then, now }] if then.len() == 66 && now.len() == 32)
    );
}
