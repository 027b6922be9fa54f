//! Promises that hold for every file and every question, tried on random ones. The seeds are fixed.

use crate::common::*;
use jrp_core::Open;
use jrp_core::compare::{Comparison, Finding, Outcome};
use jrp_core::date::Date;
use jrp_core::executor::Sequential;
use jrp_core::policy::{Condition, Effect, Lang, ListKind, Polarity, Policy, PolicyPack, PromptCode, Tables};
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::{Record, Severity, Status, SubjectKind};
use jrp_core::roster::Roster;
use jrp_core::subject::mask::Shape;
use jrp_core::subject::{IdKind, Identifier, name};
use jrp_core::suite::Suite;
use jrp_core::writer::Builder;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use proptest::test_runner::RngSeed;
use std::sync::LazyLock;

const SUITE: Suite = Suite::Ed25519Blake3;

/// Subjects that records and questions share, so that they meet.
const BODIES: [&str; 4] = ["MA1PR0P1", "MA1PR0P2", "70000001", "MA1PR0P3"];

const ORG_NAMES: [&str; 6] = [
    "江州甲字科技有限公司",
    "江州甲字科技有限公司云澜分公司",
    "江州乙字(集团)有限公司",
    "江州東方發展有限公司",
    "江州东方发展有限公司",
    "兴旺公司",
];

const PERSON_NAMES: [&str; 3] = ["钟离甲", "鍾離甲", "约翰·样本"];

const PERSON_IDS: [&str; 3] = ["329902199001010012", "32990219900101301X", "810000199004040015"];

const SHAPES: [(usize, usize); 4] = [(4, 14), (10, 14), (6, 18), (6, 14)];

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::builtin().unwrap());
static POLICY: LazyLock<Policy> = LazyLock::new(|| Policy::from_tables(&TABLES).unwrap());

/// The default pack with every measure in full force, so that whatever may be mild is mild for a reason of its own.
static STRICT: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = TABLES.clone();
    for table in &mut tables.tables {
        let cells: &[(&str, &str)] = match table.name.as_str() {
            "lists" => &[("scope", "national"), ("ended", "no")],
            "measures" => &[
                ("strength", "must"),
                ("condition", ""),
                ("min_severity", ""),
                ("enabled", "yes"),
                ("verified", "yes"),
            ],
            _ => &[],
        };
        for (column, cell) in cells {
            let place = table.header.iter().position(|known| known == column).unwrap();
            for row in &mut table.rows {
                row[place] = (*cell).to_owned();
            }
        }
    }
    tables
});

fn packs() -> impl Strategy<Value = &'static Tables> {
    prop_oneof![Just(&*TABLES), Just(&*STRICT)]
}

fn config(cases: u32, seed: u64) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn day(offset: i32) -> Date {
    Date::from_days(date(AS_OF).days() + offset).unwrap()
}

fn days(before: i32, after: i32) -> impl Strategy<Value = Date> {
    (-before..=after).prop_map(day)
}

fn lists(polarity: Option<Polarity>) -> Vec<&'static ListKind> {
    POLICY
        .lists()
        .iter()
        .filter(|list| polarity.is_none_or(|wanted| list.polarity == wanted))
        .collect()
}

fn masked(value: &str, (from, to): (usize, usize)) -> String {
    let hides = |(at, c): (usize, char)| if (from..to).contains(&at) { '*' } else { c };
    value.chars().enumerate().map(hides).collect()
}

/// An identifier that fits the kind of subject; `None` for an organisation without one.
fn id_for(kind: SubjectKind) -> BoxedStrategy<Option<Identifier>> {
    let parse = |kind, text: &str| Some(Identifier::parse(kind, text).unwrap());
    let person =
        (select(&PERSON_IDS), select(&SHAPES), 0..6u8).prop_map(move |(id, shape, form)| match form {
            0 | 1 => parse(IdKind::CitizenId, id),
            2 | 3 => parse(IdKind::CitizenId, &masked(id, shape)),
            4 => parse(IdKind::Passport, "EA0000017"),
            _ => parse(IdKind::Permit, "USA329900050501"),
        });
    let other = (select(&BODIES), select(vec!["91", "92"]), 0..8u8).prop_map(move |(body, pair, form)| {
        let code = code(pair, "329902", body);
        match form {
            0..=2 => parse(IdKind::Uscc, &code),
            3 => parse(IdKind::OrgCode, &code[8..17]),
            4 => parse(IdKind::Uscc, &masked(&code, (6, 12))),
            5 => parse(IdKind::TaxNo, &format!("329902{}", &code[8..17])),
            6 => parse(IdKind::RegNo, "329902000000015"),
            _ => None,
        }
    });
    match kind {
        SubjectKind::Person => person.boxed(),
        _ => other.boxed(),
    }
}

fn names_for(kind: SubjectKind) -> &'static [&'static str] {
    match kind {
        SubjectKind::Person => &PERSON_NAMES,
        _ => &ORG_NAMES,
    }
}

/// Whether a number of a person stands beside several names, which leaves both in doubt.
fn shares_number(records: &[Record]) -> bool {
    let persons = || {
        records
            .iter()
            .filter(|record| record.subject_kind == SubjectKind::Person)
    };
    persons().any(|one| persons().any(|other| one.id == other.id && one.name != other.name))
}

fn record(among: Vec<&'static ListKind>) -> impl Strategy<Value = Record> {
    select(among)
        .prop_flat_map(|list| (Just(list), select(list.subject_kinds.clone())))
        .prop_flat_map(|(list, kind)| {
            (
                (Just(list), Just(kind), id_for(kind), select(names_for(kind))),
                proptest::option::of(select(names_for(kind))),
                select(&Status::ALL),
                proptest::option::of(select(&Severity::ALL)),
                (
                    days(800, 60),
                    0..900,
                    proptest::option::of(-30..60),
                    any::<bool>(),
                ),
            )
        })
        .prop_map(|((list, kind, id, name), former, status, severity, term)| {
            let (listed_on, length, effective_after, endless) = term;
            let later = |days: i32| Date::from_days(listed_on.days() + days).unwrap();
            let mut record = org(&list.code, name, &code("91", "329902", BODIES[0]));
            record.list_kind = list.code.clone();
            record.subject_kind = kind;
            record.id = id;
            record.name = Some(name.into());
            record.former_names = former
                .filter(|former| *former != name)
                .map(String::from)
                .into_iter()
                .collect();
            record.severity = severity;
            record.status = status;
            record.listed_on = listed_on;
            record.effective_from = effective_after.map(|days: i32| later(days.min(length)));
            record.publish_until = (!(endless && list.open_ended)).then(|| later(length));
            record.effective_until = (length % 3 == 0).then(|| {
                later(
                    effective_after
                        .map_or(0, |days: i32| days.min(length))
                        .max(length / 2),
                )
            });
            record
        })
}

/// Records, each with a number of its own.
fn records(among: Vec<&'static ListKind>, most: usize) -> impl Strategy<Value = Vec<Record>> {
    vec(record(among), 1..=most).prop_map(|mut records| {
        for (at, record) in records.iter_mut().enumerate() {
            record.record_id = Some(format!("R{at}"));
        }
        records
    })
}

fn subject() -> impl Strategy<Value = SubjectQuery> {
    let kind = proptest::option::of(select(&SubjectKind::ALL));
    let org = (
        proptest::option::weighted(
            0.7,
            (select(&BODIES), select(vec!["91", "92", "93"]), any::<bool>()),
        ),
        proptest::option::of(select(&ORG_NAMES)),
        proptest::option::weighted(0.3, id_for(SubjectKind::Org)),
        kind,
    )
        .prop_map(|(credit, name, id, kind)| SubjectQuery {
            kind,
            credit_code: credit.map(|(body, pair, right)| {
                let mut code = code(pair, "329902", body);
                if !right {
                    code.replace_range(17.., if code.ends_with('0') { "1" } else { "0" });
                }
                code
            }),
            name: name.map(String::from),
            id: id.flatten().map(|id| (id.kind(), id.value().to_owned())),
        });
    let person = (
        id_for(SubjectKind::Person),
        proptest::option::of(select(&PERSON_NAMES)),
        any::<bool>(),
    )
        .prop_map(|(id, name, named_only)| SubjectQuery {
            kind: Some(SubjectKind::Person),
            credit_code: None,
            name: name.map(String::from),
            id: id
                .filter(|_| !named_only || name.is_none())
                .map(|id| (id.kind(), id.value().to_owned())),
        });
    prop_oneof![3 => org, 2 => person].prop_filter("something is asked", |subject| !subject.is_empty())
}

/// Subjects, conditions and a date; the scenario comes with the question.
fn question() -> impl Strategy<Value = Query> {
    (
        vec(subject(), 1..=2),
        subsequence(Condition::ALL.to_vec(), 0..=Condition::ALL.len()),
        days(400, 400),
        select(vec![Lang::ZhCn, Lang::En]),
    )
        .prop_map(|(subjects, conditions, on, lang)| {
            let mut query = Query::new("", nine("2026-11-22"));
            query.subjects = subjects;
            query.conditions(conditions).on(on).lang(lang)
        })
}

/// How to ask about one of the records, if at all.
type Aim = Option<(Index, bool, bool)>;

fn aim() -> impl Strategy<Value = Aim> {
    proptest::option::weighted(0.7, any::<(Index, bool, bool)>())
}

/// The question, its first subject that of a record: by name, by number or by both, on a day on which the record counts.
fn aimed(question: Query, records: &[Record], aim: Aim) -> Query {
    let Some((pick, with_name, with_id)) = aim else {
        return question;
    };
    let record = &records[pick.index(records.len())];
    let fits = |full: &&str| {
        let shape = record.id.as_ref().and_then(|id| Shape::of(id.value()));
        shape.and_then(|shape| shape.apply(full)).as_deref() == record.id.as_ref().map(Identifier::value)
    };
    let number = |id: &Identifier| match PERSON_IDS.into_iter().find(fits) {
        Some(full) => (id.kind(), full.to_owned()),
        None => (id.kind(), id.value().to_owned()),
    };
    let subject = SubjectQuery {
        kind: Some(record.subject_kind),
        credit_code: None,
        name: record.name.clone().filter(|_| with_name || !with_id),
        id: record.id.as_ref().filter(|_| with_id).map(number),
    };
    let mut question = question;
    if !subject.is_empty() {
        question.subjects[0] = subject;
    }
    question.on = record.effective_from.unwrap_or(record.listed_on);
    question
}

fn covers() -> impl Strategy<Value = Vec<String>> {
    let codes: Vec<String> = POLICY.lists().iter().map(|list| list.code.clone()).collect();
    let all = codes.len();
    prop_oneof![Just(codes.clone()), subsequence(codes, 0..=all)]
}

fn open(records: &[Record], covers: &[String], tables: &Tables) -> Roster<Vec<u8>> {
    let pack = PolicyPack::new(tables.clone()).unwrap();
    let key = person_key();
    let mut options = options(SUITE);
    options.covers = covers.iter().cloned().collect();
    let mut builder = Builder::new(&pack, options, Some(&key)).unwrap();
    for record in records {
        builder.push(record).unwrap();
    }
    let bytes = builder
        .finish(&Sequential)
        .unwrap()
        .snapshot
        .sign(&signing_key(SUITE));
    Open::new(&trust(SUITE)).person_key(key).open(bytes).unwrap()
}

fn every_list() -> Vec<String> {
    POLICY.lists().iter().map(|list| list.code.clone()).collect()
}

/// The answers in every scenario.
fn answers(roster: &Roster<Vec<u8>>, question: &Query) -> Vec<Comparison> {
    let ask = |scenario: &str| {
        let mut query = question.clone();
        query.scenario = scenario.to_owned();
        roster.check(&query).unwrap()
    };
    POLICY
        .scenarios()
        .iter()
        .map(|scenario| ask(&scenario.code))
        .collect()
}

/// How strict an answer is; `None` where there is none.
fn strictness(outcome: Outcome) -> Option<u8> {
    match outcome {
        Outcome::Preferred => Some(0),
        Outcome::Clear => Some(1),
        Outcome::Notice => Some(2),
        Outcome::Review => Some(3),
        Outcome::Restricted => Some(4),
        Outcome::Prohibited => Some(5),
        Outcome::Indeterminate => None,
    }
}

proptest! {
    #![proptest_config(config(40, 1))]

    #[test]
    fn no_measure_applies_outside_its_validity(
        records in records(lists(None), 24),
        question in question(),
        aim in aim(),
        windows in vec((-500..500i32, 0..300i32), 1..8),
    ) {
        let question = aimed(question, &records, aim);
        let mut tables = TABLES.clone();
        let table = tables.tables.iter_mut().find(|table| table.name == "measures").unwrap();
        let place = |column: &str| table.header.iter().position(|known| known == column).unwrap();
        let (enabled, from, until) = (place("enabled"), place("valid_from"), place("valid_until"));
        for (row, (start, length)) in table.rows.iter_mut().zip(windows.iter().cycle()) {
            row[enabled] = "yes".into();
            row[from] = day(*start).to_string();
            row[until] = day(*start + *length).to_string();
        }
        let policy = Policy::from_tables(&tables).unwrap();
        for answer in answers(&open(&records, &every_list(), &tables), &question) {
            for finding in &answer.findings {
                let cells = policy.measures_of(&finding.list.code, &answer.scenario).iter();
                // A record that ends before a later day is judged as of today.
                let today = question.now.beijing_date().min(question.on);
                let mut valid = cells
                    .filter(|cell| cell.is_valid_on(question.on) || cell.is_valid_on(today))
                    .peekable();
                let any_valid = valid.peek().is_some();
                let shown = finding.measure.as_ref();
                prop_assert!(shown.is_none() || valid.any(|cell| Some(&cell.text) == shown));
                if !any_valid {
                    let mild = (finding.list.polarity != Polarity::Red).then_some(Effect::Notice);
                    prop_assert_eq!(finding.effect, mild);
                }
            }
        }
    }

    #[test]
    fn a_disabled_measure_never_applies(records in records(lists(None), 24), question in question(), aim in aim()) {
        let question = aimed(question, &records, aim);
        for answer in answers(&open(&records, &every_list(), &TABLES), &question) {
            for finding in answer.findings.iter().filter(|finding| finding.measure.is_some()) {
                let cells = POLICY.measures_of(&finding.list.code, &answer.scenario);
                let shown = cells.iter().find(|cell| Some(&cell.text) == finding.measure.as_ref());
                prop_assert!(shown.is_some_and(|cell| cell.enabled));
            }
        }
    }
}

proptest! {
    #![proptest_config(config(80, 2))]

    #[test]
    fn what_is_only_possible_never_prohibits_or_restricts(
        records in records(lists(None), 24),
        question in question(),
        aim in aim(),
        covers in covers(),
        pack in packs(),
    ) {
        let question = aimed(question, &records, aim);
        for answer in answers(&open(&records, &covers, pack), &question) {
            for finding in answer.findings.iter().filter(|finding| !finding.confirmed) {
                prop_assert!(matches!(finding.effect, None | Some(Effect::Review | Effect::Notice)));
            }
            if answer.findings.iter().all(|finding| !finding.confirmed) {
                prop_assert!(!matches!(answer.outcome, Outcome::Prohibited | Outcome::Restricted | Outcome::Preferred));
            }
        }
    }

    #[test]
    fn the_outcome_is_the_strictest_effect_or_no_answer(
        records in records(lists(None), 24),
        question in question(),
        aim in aim(),
        covers in covers(),
        pack in packs(),
    ) {
        let question = aimed(question, &records, aim);
        for answer in answers(&open(&records, &covers, pack), &question) {
            let strictest = answer.findings.iter().filter_map(|finding| finding.effect).min();
            let expected = match strictest {
                Some(Effect::Prohibit) => Outcome::Prohibited,
                Some(Effect::Restrict) => Outcome::Restricted,
                Some(Effect::Review) => Outcome::Review,
                Some(Effect::Notice) => Outcome::Notice,
                // A benefit is one of the consortium where every member has one.
                Some(Effect::Priority | Effect::GreenChannel) => {
                    let has_benefit = |at| {
                        let own = |finding: &&Finding| finding.subject == at;
                        answer.findings.iter().filter(own).any(|finding| finding.effect.is_some_and(Effect::is_benefit))
                    };
                    match (0..answer.subjects.len()).all(has_benefit) {
                        true => Outcome::Preferred,
                        false => Outcome::Clear,
                    }
                }
                None => Outcome::Clear,
            };
            prop_assert!(answer.outcome == expected || answer.outcome == Outcome::Indeterminate);
        }
    }

    #[test]
    fn clear_never_comes_without_its_scope(
        records in records(lists(None), 12),
        question in question(),
        aim in aim(),
        covers in covers(),
        pack in packs(),
    ) {
        let question = aimed(question, &records, aim);
        for answer in answers(&open(&records, &covers, pack), &question) {
            let confirmed = answer.findings.iter().any(|finding| finding.confirmed);
            let scope = if confirmed { PromptCode::NoneBesides } else { PromptCode::NoneFound };
            let told = answer.prompts.iter().any(|prompt| prompt.code == scope);
            prop_assert_eq!(told, answer.outcome == Outcome::Clear);
            if told {
                prop_assert!(!answer.compared.lists.is_empty());
                let scenario = POLICY.scenario(&answer.scenario).unwrap();
                prop_assert!(scenario.required_lists.iter().all(|list| answer.compared.lists.contains(list)));
                let policy = Policy::from_tables(pack).unwrap();
                let cells = policy.measures().iter().filter(|cell| cell.scenario == answer.scenario && cell.enabled);
                prop_assert!(cells.into_iter().any(|cell| answer.compared.lists.contains(&cell.list)));
            }
        }
    }

    #[test]
    fn a_red_record_never_makes_an_answer_stricter(
        before in records(lists(None), 16),
        red in record(lists(Some(Polarity::Red))),
        question in question(),
        aim in aim(),
        covers in covers(),
        pack in packs(),
    ) {
        let with = [&before[..], &[red]].concat();
        let question = aimed(question, &with, aim);
        let pairs = answers(&open(&before, &covers, pack), &question)
            .into_iter()
            .zip(answers(&open(&with, &covers, pack), &question));
        for (before, after) in pairs {
            // No answer stays no answer: which lists are covered and what is known of the subject have not changed.
            match (strictness(before.outcome), strictness(after.outcome)) {
                (Some(before), Some(after)) => prop_assert!(after <= before),
                (before, after) => prop_assert_eq!(before, after),
            }
        }
    }

    #[test]
    fn a_black_or_watch_record_never_makes_an_answer_milder(
        before in records(lists(None), 16),
        black in prop_oneof![record(lists(Some(Polarity::Black))), record(lists(Some(Polarity::Watch)))],
        question in question(),
        aim in aim(),
        covers in covers(),
        pack in packs(),
    ) {
        let with = [&before[..], &[black]].concat();
        let is_shared = shares_number(&with);
        let question = aimed(question, &with, aim);
        let pairs = answers(&open(&before, &covers, pack), &question)
            .into_iter()
            .zip(answers(&open(&with, &covers, pack), &question));
        for (before, after) in pairs {
            match (strictness(before.outcome), strictness(after.outcome)) {
                (Some(before), Some(after)) => prop_assert!(after >= before),
                (Some(_), None) => prop_assert!(is_shared, "an answer was lost"),
                // No answer gives way only to what is certain, or to the former name that makes one person of two.
                (None, Some(after)) => prop_assert!(after >= 3 || is_shared),
                (None, None) => {}
            }
        }
    }

    #[test]
    fn every_record_is_found_again_by_its_identifier(records in records(lists(None), 40), pick in any::<Index>()) {
        let roster = open(&records, &every_list(), &TABLES);
        let full = PERSON_IDS[pick.index(PERSON_IDS.len())];
        for record in &records {
            let Some(id) = &record.id else { continue };
            let mut asked = (id.kind(), id.value().to_owned());
            if id.is_masked() && record.subject_kind == SubjectKind::Person {
                // Ask by a full number that the mask fits, where the one picked does.
                let shape = Shape::of(id.value()).unwrap();
                if shape.apply(full).as_deref() != Some(id.value()) {
                    continue;
                }
                asked.1 = full.to_owned();
            }
            let subject = SubjectQuery {
                kind: Some(record.subject_kind),
                name: id.is_masked().then(|| record.name.clone()).flatten(),
                id: Some(asked),
                ..Default::default()
            };
            let mut query = query("ZFCG", subject);
            query.on = record.effective_from.unwrap_or(record.listed_on);
            let answer = roster.check(&query).unwrap();
            let found = answer.findings.iter().find(|finding| finding.record_id == record.record_id);
            prop_assert!(found.is_some(), "{record:?} is lost");
            let found = found.unwrap();
            prop_assert_eq!(found.confirmed, !id.is_masked());
            prop_assert_eq!(&found.listed_name, &record.name);
            prop_assert_eq!((found.listed_on, found.status), (Some(record.listed_on), Some(record.status)));
            prop_assert_eq!(found.publish_until.map(|term| term.0), Some(record.publish_until));
            prop_assert_eq!(&found.list.code, &record.list_kind);
        }
    }

    #[test]
    fn a_record_counts_on_the_days_of_its_term_and_on_no_other(record in record(lists(None)), offset in -40..40i32) {
        let Some(id) = record.id.clone().filter(|id| !id.is_masked()) else { return Ok(()) };
        let roster = open(std::slice::from_ref(&record), &every_list(), &TABLES);
        let (first, last) = (record.effective_from.unwrap_or(record.listed_on), POLICY.list(&record.list_kind).unwrap().last_day(record.publish_until, record.effective_until));
        let ends = [Some(first), last].into_iter().flatten();
        let near = ends.flat_map(|end| [-1, 0, 1, offset].map(|days| Date::from_days(end.days() + days).unwrap()));
        for on in near {
            let mut query = query("ZFCG", SubjectQuery {
                kind: Some(record.subject_kind),
                id: Some((id.kind(), id.value().to_owned())),
                ..Default::default()
            });
            query.on = on;
            let counts_on = |day| first <= day && last.is_none_or(|last| day <= last);
            // What punishes and counts today stays for a later date.
            let red = POLICY.list(&record.list_kind).unwrap().polarity == Polarity::Red;
            let today = query.now.beijing_date();
            let counts = counts_on(on) || !red && today < on && counts_on(today);
            prop_assert_eq!(roster.check(&query).unwrap().findings.len(), usize::from(counts));
        }
    }
}

proptest! {
    #![proptest_config(config(2000, 3))]

    #[test]
    fn canonical_names_are_their_own_canonical_form(text in "\\PC{0,24}") {
        let key = name::key(&text);
        prop_assert_eq!(name::key(&key), key.clone());
        let fold = name::fold(&text);
        prop_assert_eq!(name::fold(&fold), fold);
    }

    #[test]
    fn canonical_identifiers_are_their_own_canonical_form(
        kind in select(&IdKind::ALL),
        text in "[0-9A-Za-zａ-ｚ０-９ ＊*()（）-]{4,22}",
    ) {
        if let Ok(id) = Identifier::parse(kind, &text) {
            prop_assert_eq!(Identifier::parse(kind, id.value()), Ok(id.clone()));
        }
    }
}
