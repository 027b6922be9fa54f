//! Writes mutants of a snapshot and of a delta on it, each signed again by the right key, with the verdict that core comes
//! to: `mutants DIR`. The suites of the C library and of the npm package open the same files and must come to the same.
//!
//! | file          | what it is                                                                              |
//! |---------------|-----------------------------------------------------------------------------------------|
//! | `key.pub`     | the key that signed all of them; `person.key` opens the natural persons                 |
//! | `base.jrp`    | the good base, on which mutants of the delta are laid                                   |
//! | `mutants.bin` | the mutants, one behind the other                                                       |
//! | `mutants.txt` | a line each, words between tabs; read by `tests/c/hostile.c` and `test/mutants.test.mjs` |
//!
//! Lines: `code NUMBER NAME`; `question KIND CREDIT-CODE NAME ID-KIND ID`, in ZFCG, where a number counts from 1 and `-`
//! is absent; `mutant base|delta OFFSET LENGTH VERDICT WHAT`. A verdict is the code of a refusal, or the outcomes of the
//! questions with commas between them, `#` and the FNV-1a of all answers' JSON, in hexadecimal.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test tool: a failure is a message and an exit code"
)]

#[path = "../../core/tests/altered/mod.rs"]
mod altered;

use altered::{
    FILTER, ORGANISATIONS, PERSONS, POLICY, Parts, adding_column, column, constant, u16_at, with_column,
};
use jrp_core::Open;
use jrp_core::date::{Date, Timestamp};
use jrp_core::error::ErrorCode;
use jrp_core::executor::Sequential;
use jrp_core::policy::{PolicyPack, Tables};
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::{Record, Status, SubjectKind};
use jrp_core::roster::Roster;
use jrp_core::snapshot::Audience;
use jrp_core::subject::{IdKind, Identifier};
use jrp_core::suite::{PersonKey, SigningKey, Suite};
use jrp_core::trust::TrustAnchors;
use jrp_core::writer::{Builder, Options};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

const SUITE: Suite = Suite::Ed25519Blake3;
const NINE: &str = "2026-11-21T09:00:00+08:00";
/// What the other faces are asked at too, in Unix seconds: 1795309200.
const NOW: &str = "2026-11-22T09:00:00+08:00";

fn main() {
    let Some(directory) = std::env::args().nth(1).map(PathBuf::from) else {
        eprintln!("usage: mutants DIR");
        std::process::exit(2)
    };
    fs::create_dir_all(&directory).unwrap();
    let bench = Bench::new();
    let mut written = Written::default();
    for (code, number) in ErrorCode::ALL.iter().map(|code| (code.name(), *code as u32)) {
        writeln!(written.index, "code\t{number}\t{code}").unwrap();
    }
    for subject in questions() {
        writeln!(written.index, "question\t{}", told(&subject)).unwrap();
    }
    bench.write(&mut written);
    let write = |name: &str, bytes: &[u8]| fs::write(directory.join(name), bytes).unwrap();
    write("key.pub", key().public().to_pem().as_bytes());
    write("person.key", person_key().to_pem().as_bytes());
    write("base.jrp", &bench.base);
    write("mutants.bin", &written.bytes);
    write("mutants.txt", written.index.as_bytes());
    println!("mutants: {} of them, verdicts {:?}", written.count, written.fates);
    assert!(
        written.count > 1000 && written.fates.len() == 3,
        "too few were made"
    );
}

fn key() -> SigningKey {
    SigningKey::from_seed(SUITE, &[3; 32]).unwrap()
}

fn person_key() -> PersonKey {
    PersonKey::from_bytes([9; 32])
}

fn record(list: &str, kind: SubjectKind, id: Option<(IdKind, &str)>, name: &str) -> Record {
    let mut record = Record::new(
        list,
        kind,
        "江州市财政局",
        Date::parse("2025-03-01").unwrap(),
        Status::Active,
    );
    record.id = id.map(|(kind, text)| Identifier::parse(kind, text).unwrap());
    record.name = Some(name.into());
    record.document_no = Some("示例〔2025〕3号".into());
    record.cause = Some("提供虚假材料谋取中标".into());
    record.decided_on = Date::parse("2025-02-20");
    record.publish_until = Date::parse("2028-02-29");
    record
}

fn records() -> Vec<Record> {
    let (org, trader, person) = (SubjectKind::Org, SubjectKind::SoleTrader, SubjectKind::Person);
    let uscc = |code| Some((IdKind::Uscc, code));
    vec![
        record(
            "BK-ZFCGSX",
            org,
            uscc("91320507MA1AAAAA5A"),
            "江州甲乙科技有限公司",
        ),
        record("BK-ZFCGSX", org, None, "江州无码商贸有限公司"),
        record(
            "WT-XZCF",
            trader,
            Some((IdKind::RegNo, "110108000000016")),
            "江州丙丁杂货店",
        ),
        record(
            "BK-SXBZXR",
            person,
            Some((IdKind::CitizenId, "320507198001011231")),
            "张示例",
        ),
        record(
            "BK-SXBZXR",
            person,
            Some((IdKind::CitizenId, "3205**********1232")),
            "李示例",
        ),
    ]
}

/// The day after: one is gone, one changed, one new.
fn newer() -> Vec<Record> {
    let mut records = records();
    records.remove(1);
    records[1].cause = None;
    let code = Some((IdKind::Uscc, "91320507MA1BBBBB9Y"));
    records.push(record(
        "BK-ZDSSWF",
        SubjectKind::Org,
        code,
        "江州戊己商贸有限公司",
    ));
    records
}

fn questions() -> Vec<SubjectQuery> {
    let code = |code: &str| SubjectQuery {
        credit_code: Some(code.into()),
        ..SubjectQuery::default()
    };
    let id = |subject, kind, id: &str, name: &str| SubjectQuery {
        kind: Some(subject),
        id: Some((kind, id.into())),
        name: Some(name.into()),
        ..SubjectQuery::default()
    };
    vec![
        code("91320507MA1AAAAA5A"),
        SubjectQuery {
            name: Some("江州无码商贸有限公司".into()),
            ..SubjectQuery::default()
        },
        id(
            SubjectKind::SoleTrader,
            IdKind::RegNo,
            "110108000000016",
            "江州丙丁杂货店",
        ),
        id(
            SubjectKind::Person,
            IdKind::CitizenId,
            "320507198001011231",
            "张示例",
        ),
        id(
            SubjectKind::Person,
            IdKind::CitizenId,
            "320507197502021232",
            "李示例",
        ),
        code("91320507MA1BBBBB9Y"),
    ]
}

fn told(subject: &SubjectQuery) -> String {
    let kind = |kind: Option<usize>| kind.map_or(0, |at| at + 1);
    let own = subject
        .kind
        .and_then(|own| SubjectKind::ALL.iter().position(|kind| *kind == own));
    let (id_kind, id) = match &subject.id {
        Some((own, id)) => (IdKind::ALL.iter().position(|kind| kind == own), id.as_str()),
        None => (None, "-"),
    };
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
    let (code, name) = (or_none(&subject.credit_code), or_none(&subject.name));
    format!("{}\t{code}\t{name}\t{}\t{id}", kind(own), kind(id_kind))
}

fn query(subject: SubjectQuery) -> Query {
    Query::new("ZFCG", Timestamp::parse(NOW).unwrap()).subject(subject)
}

/// The small pack of the golden files: most of a snapshot of a few records is its pack.
fn tables() -> Tables {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/golden/policy");
    let files: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
    Tables::from_csv(&files).unwrap()
}

/// What a roster answers, in words that every face can make.
fn verdict(roster: &Roster<Vec<u8>>) -> (String, Vec<u8>) {
    let (mut outcomes, mut strict, mut sum) = (Vec::new(), Vec::new(), 0x811c_9dc5_u32);
    for subject in questions() {
        let (outcome, json) = match roster.check(&query(subject)) {
            Ok(answer) => (answer.outcome.code().to_owned(), answer.to_json()),
            Err(error) => (format!("!{}", error.code().name()), String::new()),
        };
        for byte in json.bytes() {
            sum = (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
        strict.push(strictness(&outcome));
        outcomes.push(outcome);
    }
    (format!("{}#{sum:08x}", outcomes.join(",")), strict)
}

/// The stricter, the higher; an open answer and none at all are as strict as any.
fn strictness(outcome: &str) -> u8 {
    match outcome {
        "clear" | "preferred" => 0,
        "notice" => 1,
        "review" => 2,
        "restricted" => 3,
        "prohibited" => 4,
        _ => 5,
    }
}

struct Bench {
    base: Vec<u8>,
    roster: Roster<Vec<u8>>,
    /// Parts of the base, and of the delta on it
    parts: [Parts; 2],
    /// How strictly base, and base and delta, answer
    strict: [Vec<u8>; 2],
    trust: TrustAnchors,
}

#[derive(Default)]
struct Written {
    bytes: Vec<u8>,
    index: String,
    count: usize,
    fates: BTreeMap<&'static str, usize>,
}

impl Bench {
    fn new() -> Self {
        let pack = PolicyPack::new(tables()).unwrap();
        let person_key = person_key();
        let options = |sequence| {
            let mut options = Options::new(
                SUITE,
                Audience::Government,
                "示例区信用办",
                sequence,
                Timestamp::parse(NINE).unwrap(),
            );
            options.region = "320507".into();
            options.data_as_of = Date::parse("2026-11-21").unwrap();
            options.next_update = Timestamp::parse("2026-11-24T09:00:00+08:00").unwrap();
            options.expires_at = Timestamp::parse("2026-12-21T09:00:00+08:00").unwrap();
            options.covers = ["BK-SXBZXR", "BK-ZFCGSX"].map(String::from).into();
            options.possible_names = true;
            options
        };
        let mut builder = Builder::new(&pack, options(7), Some(&person_key)).unwrap();
        records().iter().for_each(|record| builder.push(record).unwrap());
        let base = builder.finish(&Sequential).unwrap().snapshot.sign(&key());
        let trust = TrustAnchors::from_public_keys([key().public()]);
        let roster = Open::new(&trust)
            .person_key(self::person_key())
            .open(base.clone())
            .unwrap();
        let mut builder = Builder::upon(&roster, &pack, options(8), Some(&person_key), &Sequential).unwrap();
        newer().iter().for_each(|record| builder.push(record).unwrap());
        let delta = builder.finish(&Sequential).unwrap().snapshot.sign(&key());
        let both = roster.with_delta(delta.clone(), &trust).unwrap();
        Self {
            parts: [Parts::of(&base), Parts::of(&delta)],
            strict: [verdict(&roster).1, verdict(&both).1],
            roster,
            base,
            trust,
        }
    }

    fn write(&self, written: &mut Written) {
        for (layer, parts) in self.parts.iter().enumerate() {
            let good = written.mutant(self, layer, parts, "as it is");
            let later = written.mutant(self, layer, &self.future(parts), "of a later version");
            let outcomes = |verdict: &str| verdict.split('#').next().map(str::to_owned);
            assert_eq!(outcomes(&good), outcomes(&later), "what may be passed over");
            let mut mutants: Vec<(String, Parts)> = Vec::new();
            header(parts, &mut mutants);
            sections(parts, &mut mutants);
            persons_among_organisations(parts, &mut mutants);
            for (what, mutant) in &mutants {
                written.mutant(self, layer, mutant, what);
            }
        }
    }
}

impl Bench {
    /// The same file with everything in it that a reader may pass over who does not know it: sections, columns, attributes
    /// of lists, a table, a column, a prompt and a word of the policy pack.
    fn future(&self, parts: &Parts) -> Parts {
        const PASSABLE: u16 = 0x8000;
        let mut parts = parts.clone();
        parts.sections.insert(PASSABLE, vec![7; 100]);
        parts.lists.iter_mut().for_each(|list| list.1 |= 0xF0);
        let organisations = parts.sections.get_mut(&ORGANISATIONS).unwrap();
        *organisations = adding_column(organisations, PASSABLE, &[7; 30]);
        if parts.sections.contains_key(&PERSONS) {
            let plain = parts.unsealed(&person_key());
            parts.seal(&person_key(), adding_column(&plain, PASSABLE, &[7; 30]));
        }
        if parts.sections.contains_key(&POLICY) {
            parts.sections.insert(POLICY, self.later_pack());
        }
        parts
    }

    /// The section of a policy pack of a later version.
    fn later_pack(&self) -> Vec<u8> {
        let mut tables = tables();
        let mut notes = tables.table("words").unwrap().clone();
        notes.name = "x-notes".into();
        for table in &mut tables.tables {
            if table.name == "lists" {
                table.header.push("x-colour".into());
                table.rows.iter_mut().for_each(|row| row.push("red".into()));
            }
            if ["prompts", "words"].contains(&table.name.as_str()) {
                let mut row = table.rows[0].clone();
                row[0] = "x-later".into();
                table.rows.push(row);
            }
        }
        tables.tables.push(notes);
        tables.tables.sort_by(|a, b| a.name.cmp(&b.name));
        let pack = PolicyPack::new(tables).unwrap();
        let options = Options::new(
            SUITE,
            Audience::Government,
            "示例区信用办",
            7,
            Timestamp::parse(NINE).unwrap(),
        );
        let builder = Builder::new(&pack, options, None).unwrap();
        let file = builder.finish(&Sequential).unwrap().snapshot.sign(&key());
        Parts::of(&file).sections[&POLICY].clone()
    }
}

impl Written {
    /// Adds a mutant; gives its verdict.
    fn mutant(&mut self, bench: &Bench, layer: usize, parts: &Parts, what: &str) -> String {
        let file = parts.sign(&key());
        let opened = match layer {
            0 => Open::new(&bench.trust)
                .person_key(person_key())
                .open(file.clone())
                .map_err(|error| error.code()),
            _ => bench
                .roster
                .with_delta(file.clone(), &bench.trust)
                .map_err(|error| error.code()),
        };
        let (fate, verdict) = match &opened {
            Err(code) => ("refused", code.name().to_owned()),
            Ok(roster) => {
                let (verdict, found) = verdict(roster);
                // Another pack is another law, which its signer may make.
                let same_law = roster.policy() == bench.roster.policy();
                let milder = found
                    .iter()
                    .zip(&bench.strict[layer])
                    .any(|(found, good)| found < good);
                let whole = roster.verify_deep(&Sequential).is_ok();
                assert!(!(milder && same_law && whole), "{what} is milder: {verdict}");
                (
                    if whole {
                        "answered"
                    } else {
                        "refused when read whole"
                    },
                    verdict,
                )
            }
        };
        *self.fates.entry(fate).or_default() += 1;
        self.count += 1;
        let (name, at, length) = (["base", "delta"][layer], self.bytes.len(), file.len());
        writeln!(self.index, "mutant\t{name}\t{at}\t{length}\t{verdict}\t{what}").unwrap();
        self.bytes.extend(file);
        verdict
    }
}

const VALUES: [(u64, usize); 5] = [(0, 4), (1, 1), (0xFF, 1), (0xFFFF_FFFF, 4), (u64::MAX, 8)];

fn altered_at(bytes: &[u8], at: usize, (value, width): (u64, usize)) -> Option<Vec<u8>> {
    let mut altered = bytes.to_vec();
    let place = altered.get_mut(at..at + width)?;
    place.copy_from_slice(&value.to_le_bytes()[..width]);
    (altered != bytes).then_some(altered)
}

/// Every fixed field, every text and every list of a header.
fn header(good: &Parts, mutants: &mut Vec<(String, Parts)>) {
    let mut push = |what: String, alter: &dyn Fn(&mut Parts)| {
        let mut mutant = good.clone();
        alter(&mut mutant);
        mutants.push((what, mutant));
    };
    // Length, pages, body length and numbers of parts are made anew, and so is the digest at 160.
    let made_anew = |at: usize| (16..32).contains(&at) || (68..72).contains(&at) || at >= 160;
    for at in (0..192).step_by(2).filter(|at| !made_anew(*at)) {
        for value in VALUES {
            if let Some(fixed) = altered_at(&good.fixed, at, value) {
                push(format!("header: {:#x} at {at}", value.0), &|parts| {
                    parts.fixed = fixed.clone()
                });
            }
        }
    }
    for at in 0..good.texts.len() {
        for text in [
            "",
            "x",
            "示例区信用办",
            "320508",
            "golden.1",
            "\u{202e}",
            "a\u{1}b",
        ] {
            push(format!("header: text {at} is {text:?}"), &|parts| {
                parts.texts[at] = text.to_owned()
            });
        }
    }
    for at in 0..good.lists.len() {
        push(format!("without list {at}"), &|parts| {
            drop(parts.lists.remove(at))
        });
        push(format!("list {at} covered otherwise"), &|parts| {
            parts.lists[at].1 ^= 1
        });
        for change in [0, 1, 2, 9, u64::MAX] {
            push(format!("list {at} has {change}"), &|parts| {
                parts.lists[at].2 = change
            });
            for place in [0, 8] {
                push(format!("list {at} has {change} others at {place}"), &|parts| {
                    let code = parts.lists[at].0.clone();
                    let others = parts.others.get_mut(&code).unwrap();
                    others[place..place + 8].copy_from_slice(&change.to_le_bytes());
                });
            }
        }
        for code in ["BK-AAAA", "BK-ZDSSWF", "ZZ", ""] {
            push(format!("list {at} is {code:?}"), &|parts| {
                let others = parts.others.remove(&parts.lists[at].0).unwrap();
                parts.others.insert(code.to_owned(), others);
                parts.lists[at].0 = code.to_owned();
            });
        }
    }
}

/// Every section taken out, emptied, cut and put in another's place; every count, width and offset inside, at each of the values.
fn sections(good: &Parts, mutants: &mut Vec<(String, Parts)>) {
    let mut with = |id: u16, bytes: Vec<u8>, what: String| {
        let mut mutant = good.clone();
        mutant.sections.insert(id, bytes);
        mutants.push((what, mutant));
    };
    for (id, bytes) in &good.sections {
        with(*id, Vec::new(), format!("section {id} empty"));
        with(
            *id,
            bytes[..bytes.len() / 2].to_vec(),
            format!("section {id} cut"),
        );
        with(id + 40, bytes.clone(), format!("section {id} twice"));
        for value in VALUES {
            for at in (0..bytes.len().min(64)).step_by(8) {
                if let Some(bytes) = altered_at(bytes, at, value) {
                    with(*id, bytes, format!("section {id}: {:#x} at {at}", value.0));
                }
            }
        }
    }
    let inside = |partition: &[u8], name: &str, put: &mut dyn FnMut(Vec<u8>, String)| {
        for at in fronts(partition).into_iter().flat_map(|field| field.step_by(4)) {
            for value in VALUES {
                if let Some(bytes) = altered_at(partition, at, value) {
                    put(bytes, format!("{name}: {:#x} at {at}", value.0));
                }
            }
        }
    };
    let organisations = &good.sections[&ORGANISATIONS];
    inside(organisations, "organisations", &mut |bytes, what| {
        with(ORGANISATIONS, bytes, what)
    });
    let filter = &good.sections[&FILTER];
    for at in (0..filter.len()).step_by(16) {
        if let Some(bytes) = altered_at(filter, at, (0, 8)) {
            with(FILTER, bytes, format!("filter: nothing at {at}"));
        }
    }
    if good.sections.contains_key(&PERSONS) {
        let plain = good.unsealed(&person_key());
        inside(&plain, "persons", &mut |bytes, what| {
            let mut mutant = good.clone();
            mutant.seal(&person_key(), bytes);
            mutants.push((what, mutant));
        });
    }
    for id in [POLICY, FILTER, ORGANISATIONS, PERSONS] {
        let mut mutant = good.clone();
        if mutant.sections.remove(&id).is_some() {
            mutants.push((format!("without section {id}"), mutant));
        }
    }
}

/// Records of organisations that say they are persons', in files for everybody and for authorities.
fn persons_among_organisations(good: &Parts, mutants: &mut Vec<(String, Parts)>) {
    const KIND: u16 = 8;
    let mut mutant = good.clone();
    let organisations = mutant.sections.get_mut(&ORGANISATIONS).unwrap();
    *organisations = with_column(organisations, KIND, &constant(SubjectKind::Person as i64));
    let mut public = mutant.clone();
    public.fixed[14] = 1;
    mutants.push(("persons among organisations".to_owned(), mutant));
    mutants.push(("persons among organisations of a public file".to_owned(), public));
}

/// The table of columns, and where each column's counts and first codes are.
fn fronts(partition: &[u8]) -> Vec<Range<usize>> {
    let count = u16_at(partition, 8);
    let columns = (0..count).map(|entry| column(partition, u16_at(partition, 16 + 24 * entry) as u16));
    let fronts = columns.map(|column| column.start..column.end.min(column.start + 24));
    std::iter::once(0..16 + 24 * count).chain(fronts).collect()
}
