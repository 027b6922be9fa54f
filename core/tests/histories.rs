//! Random histories of lists: after every publication a chain of deltas is what a full build of the same records is.
//!
//! `JRP_HISTORIES=1000` runs as many; a failure names the history, which `JRP_HISTORY=17` runs alone.

use crate::common::*;
use crate::shared::shared;
use jrp_core::Open;
use jrp_core::executor::Sequential;
use jrp_core::policy::PolicyPack;
use jrp_core::query::SubjectQuery;
use jrp_core::record::{Force, Particulars, Record, SubjectKind, UnreadRow, Withdrawal};
use jrp_core::roster::Roster;
use jrp_core::subject::{IdKind, Identifier, mask, name as names};
use jrp_core::suite::Suite;
use jrp_core::writer::{Builder, Options};

/// SplitMix64 (G. Steele, D. Lea, C. Flood, 2014): the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

const LISTS: [&str; 4] = ["BK-ZFCGSX", "BK-SXBZXR", "BK-ZDSSWF", "WT-JYYC"];

/// Brands close to each other, so that halves of names repeat and hot keys occur.
const BRANDS: [&str; 18] = [
    "甲乙丙丁",
    "甲乙丙戊",
    "甲乙丙己",
    "甲乙丙庚",
    "甲乙丙辛",
    "甲乙丙壬",
    "甲乙丙癸",
    "甲乙丙子",
    "甲乙丙丑",
    "甲乙丙寅",
    "甲乙丙卯",
    "甲乙丙辰",
    "甲乙丙巳",
    "甲乙丙午",
    "甲乙丁丙",
    "丙乙甲丁",
    "乙甲丙丁",
    "戊己庚辛",
];

const FORMS: [&str; 3] = ["有限公司", "有限责任公司", "股份有限公司"];

const PERSONS: [(&str, &str); 6] = [
    ("欧阳无名", "320507199001011234"),
    ("欧阳无名", "3205**********1234"),
    ("司马无名", "3205**********2345"),
    ("司马无名", "320507********2345"),
    ("诸葛无名", "110101198502023456"),
    ("诸葛无名", "1101**************"),
];

fn body(number: usize) -> String {
    format!("MA1QF{number:03}")
}

fn name(random: &mut Random) -> String {
    let branch = if random.one_in(8) { "苏州分公司" } else { "" };
    format!("苏州{}{}{branch}", random.pick(&BRANDS), random.pick(&FORMS))
}

/// One of few identifiers, so that subjects come again.
fn identifier(random: &mut Random) -> Option<Identifier> {
    let full = code("91", "320507", &body(random.below(12)));
    let parse = |kind, text: &str| Some(Identifier::parse(kind, text).unwrap());
    match random.below(10) {
        0 => None,
        1 => parse(IdKind::OrgCode, &full[8..17]),
        2 => parse(IdKind::Uscc, &format!("{}****{}", &full[..8], &full[12..])),
        3 => parse(IdKind::RegNo, &format!("3205070000000{:02}", random.below(3))),
        4 => parse(IdKind::Permit, &format!("JY1-{}", random.below(3))),
        5 => parse(IdKind::Uscc, &format!("{}0", &full[..17])),
        _ => parse(IdKind::Uscc, &full),
    }
}

fn some_record(random: &mut Random) -> Record {
    let list = *random.pick(&LISTS);
    let mut record = if random.one_in(3) {
        let (name, id) = *random.pick(&PERSONS);
        let mut record = person(list, name, id);
        if random.one_in(4) {
            record.former_names = vec!["旧名无名".into()];
        }
        record
    } else {
        let mut record = org(list, &name(random), &code("91", "320507", &body(0)));
        record.id = identifier(random);
        if random.one_in(5) {
            record.subject_kind = SubjectKind::SoleTrader;
        }
        if random.one_in(4) {
            record.former_names = vec![name(random)];
        }
        record
    };
    record.document_no = match random.below(6) {
        0 => Some(random.pick(&["无文号", "见附件1", "1号", "2号"]).to_string()),
        _ => Some(format!("苏财购罚〔2025〕{}号", random.below(4))),
    };
    record.record_id = random.one_in(3).then(|| match random.below(3) {
        0 => random.below(3).to_string(),
        _ => format!("R-{}", random.below(30)),
    });
    vary(&mut record, random);
    record
}

/// Changes what does not name the record.
fn vary(record: &mut Record, random: &mut Random) {
    record.cause = Some(format!("事由{}", random.below(6)));
    record.authority = random.pick(&["苏州市财政局", "苏州市相城区人民法院"]).to_string();
    record.decided_on = random
        .pick(&[None, Some(date("2025-02-20")), Some(date("2025-02-21"))])
        .to_owned();
    record.publish_until = Some(*random.pick(&[date("2028-02-29"), date("2027-03-01")]));
    record.status = *random.pick(&jrp_core::record::Status::ALL);
}

/// One day's work of the departments. What is gone may come back from `gone`.
fn go_on(records: &mut Vec<Record>, gone: &mut Vec<Record>, random: &mut Random) {
    for _ in 0..random.below(6) {
        let at = random.below(records.len().max(1));
        match random.below(10) {
            0..=3 => records.push(some_record(random)),
            4 | 5 if !records.is_empty() => gone.push(records.swap_remove(at)),
            6 if !gone.is_empty() => records.push(gone.swap_remove(random.below(gone.len()))),
            7 if !records.is_empty() => vary(&mut records[at], random),
            // The same record on another list, and one that contradicts it.
            8 if !records.is_empty() => records[at].list_kind = random.pick(&LISTS).to_string(),
            9 if !records.is_empty() => {
                let mut rival = records[at].clone();
                vary(&mut rival, random);
                records.push(rival);
            }
            _ => {}
        }
    }
    // A rare catastrophe, or a fresh start.
    match random.below(40) {
        0 => gone.append(records),
        1 => records.retain(|record| record.subject_kind != SubjectKind::Person),
        2 => records.append(gone),
        _ => {}
    }
}

/// Departments that call a record repaired or expired, which others still list: by the record's own row, or by another
/// decision that names more or less of it.
fn withdraw(withdrawals: &mut Vec<Withdrawal>, records: &[Record], random: &mut Random) {
    if random.one_in(4) {
        withdrawals.clear();
    }
    for _ in 0..random.below(3).min(records.len()) {
        let mut record = random.pick(records).clone();
        vary(&mut record, random);
        let force = *random.pick(&[Force::Ends, Force::Ends, Force::Outweighs, Force::Unclear]);
        let mut row = Withdrawal::of(record, force);
        if random.one_in(3) {
            let own = random.pick(&[None, Some("修复（2025）9号"), Some("1号"), Some("无文号")]);
            row.document_no = own.map(str::to_owned);
        }
        if random.one_in(3) {
            row.record_id = None;
        }
        if random.one_in(3) {
            row.listed_on = *random.pick(&[None, Some(date("2025-03-20"))]);
        }
        if row.subject_kind != SubjectKind::Person && random.one_in(4) {
            row.id = row
                .id
                .filter(|id| !id.is_masked())
                .and_then(|id| id.org_code())
                .map(|code| Identifier::parse(IdKind::OrgCode, code.as_str()).unwrap());
        }
        match random.below(8) {
            0 | 1 => row.name = row.former_names.first().cloned().or(row.name),
            2 if row.id.as_ref().is_some_and(|id| !id.is_masked()) => row.name = None,
            // The code of another row.
            3 if row.subject_kind != SubjectKind::Person => row.name = Some(name(random)),
            _ => {}
        }
        withdrawals.push(row);
    }
}

/// Rows that could not be read, which come, go and move.
fn refuse(refused: &mut Vec<UnreadRow>, random: &mut Random) {
    if random.one_in(3) && !refused.is_empty() {
        refused.swap_remove(random.below(refused.len()));
    }
    if random.one_in(4) {
        refused.iter_mut().for_each(|row| row.row += 1);
    }
    for _ in 0..random.below(3) {
        let record = some_record(random);
        let is_named = random.one_in(2);
        refused.push(UnreadRow {
            list_kind: record.list_kind,
            subject_kind: record.subject_kind,
            id: record.id.filter(|_| !is_named || random.one_in(2)),
            name: record.name.filter(|_| is_named || random.one_in(2)),
            former_names: record.former_names,
            row: 2 + random.below(4) as u64,
            particulars: Particulars {
                document_no: record.document_no,
                authority: Some(record.authority),
                decided_on: record.decided_on,
                listed_on: Some(record.listed_on).filter(|_| random.one_in(2)),
                record_id: record.record_id,
                id: None,
            },
        });
    }
}

/// How sure it is that a record is of the subject of a row that is left out: not at all, by a name, or surely.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Same {
    Not,
    ByName,
    Surely,
}

fn sameness(row: &Withdrawal, record: &Record) -> Same {
    let keys = |name: &Option<String>, former: &[String]| -> Vec<String> {
        name.iter().chain(former).map(|text| names::key(text)).collect()
    };
    let own = keys(&row.name, &row.former_names);
    let others = keys(&record.name, &record.former_names);
    let shares_name = others.iter().any(|name| own.contains(name));
    let by_name = if shares_name { Same::ByName } else { Same::Not };
    let surely = |is_same| if is_same { Same::Surely } else { Same::Not };
    let is_person = |kind: SubjectKind| kind == SubjectKind::Person;
    if is_person(row.subject_kind) != is_person(record.subject_kind) {
        return Same::Not;
    }
    let (a, b) = match (&row.id, &record.id) {
        (Some(a), Some(b)) => (a, b),
        _ if is_person(row.subject_kind) => return Same::Not,
        (None, None)
            if row.name.is_some() && own.first() == record.name.as_deref().map(names::key).as_ref() =>
        {
            return Same::Surely;
        }
        _ => return by_name,
    };
    let is_masked = a.is_masked() || b.is_masked();
    if is_person(row.subject_kind) {
        let shown = |id: &Identifier| id.masked_for_display();
        return surely(match is_masked {
            true => shares_name && mask::agreeing(&shown(a), &shown(b)).is_some(),
            false => a == b,
        });
    }
    match (a.org_code(), b.org_code()) {
        _ if is_masked && a.kind() == b.kind() => {
            surely(shares_name && mask::agreeing(a.value(), b.value()).is_some())
        }
        _ if is_masked => by_name,
        (Some(a), Some(b)) => surely(a == b),
        _ if a.kind() == b.kind() => surely(a == b),
        _ => by_name,
    }
}

/// Whether both have names and share none.
fn is_beside_another_name(row: &Withdrawal, record: &Record) -> bool {
    let keys = |name: &Option<String>, former: &[String]| -> Vec<String> {
        name.iter().chain(former).map(|text| names::key(text)).collect()
    };
    let own = keys(&row.name, &row.former_names);
    let others = keys(&record.name, &record.former_names);
    !own.is_empty() && !others.is_empty() && !others.iter().any(|name| own.contains(name))
}

/// A row that could not be read, as the record that it would have been, and whether its day can be read.
fn as_told(row: &UnreadRow) -> Option<(Record, bool)> {
    let told = row.particulars.clone();
    if told.record_id.is_none() && told.document_no.is_none() && told.listed_on.is_none() {
        return None;
    }
    let mut record = org("BK-ZFCGSX", "", &code("91", "320507", "MA1AAAAA"));
    record.list_kind = row.list_kind.clone();
    record.subject_kind = row.subject_kind;
    record.id = row.id.clone();
    record.name = row.name.clone();
    record.former_names = row.former_names.clone();
    record.document_no = told.document_no;
    record.authority = told.authority.unwrap_or_default();
    record.decided_on = told.decided_on;
    record.listed_on = told.listed_on.unwrap_or(date("1970-01-01"));
    record.record_id = told.record_id;
    Some((record, told.listed_on.is_some()))
}

/// What is left of records that no other row contradicts, and of rows that could not be read.
fn without(
    records: &[Record],
    refused: &[UnreadRow],
    withdrawals: &[Withdrawal],
) -> (Vec<Record>, Vec<UnreadRow>) {
    let told = refused.iter().map(as_told);
    let candidates: Vec<Option<(Record, bool)>> =
        { records.iter().map(|record| Some((record.clone(), true))) }
            .chain(told)
            .collect();
    let mut gone = std::collections::BTreeSet::new();
    let is_person = |kind: SubjectKind| kind == SubjectKind::Person;
    for row in withdrawals.iter().filter(|row| row.force != Force::Unclear) {
        let all = |passes: &dyn Fn(&Record) -> bool| -> Vec<usize> {
            let fits = |candidate: &Option<(Record, bool)>| {
                let record = candidate.as_ref().map(|(record, _)| record);
                record.is_some_and(|record| row.list_kind == record.list_kind && passes(record))
            };
            (0..candidates.len())
                .filter(|at| fits(&candidates[*at]))
                .collect()
        };
        let at = |at: usize| candidates[at].as_ref().unwrap();
        let fold = |text: &Option<String>| text.as_deref().map(names::fold);
        let own_date = row.decided_on.max(row.listed_on);
        let same = |record: &Record| sameness(row, record);
        let is_meant = |record: &Record| same(record) != Same::Not;
        // Codes are copied into wrong rows.
        let of_subject = |record: &Record| is_meant(record) && !is_beside_another_name(row, record);
        let names_id = |record: &Record| row.record_id.is_some() && row.record_id == record.record_id;
        let ids_differ =
            |record: &Record| row.record_id.is_some() && record.record_id.is_some() && !names_id(record);
        // 无文号 is not a number, and 1号 is one of many.
        let is_number = |text: &Option<String>| {
            text.as_deref()
                .is_some_and(|text| text.contains('号') && text != "无文号")
        };
        let number = |text: &Option<String>| fold(text).filter(|_| is_number(text));
        let is_decision = |text: &Option<String>| text.as_deref().is_some_and(|text| text.contains("2025"));
        let are_equal = |record: &Record| fold(&row.document_no) == fold(&record.document_no);
        let names_number = |record: &Record| is_decision(&row.document_no) && are_equal(record);
        let numbers_differ = |record: &Record| {
            is_number(&row.document_no) && is_number(&record.document_no) && !are_equal(record)
        };
        let of_authority = |record: &Record| row.authority.as_deref() == Some(record.authority.as_str());
        let names_day = |record: &Record| row.listed_on == Some(record.listed_on);
        let by_id = all(&|record| {
            // Numbers of two sources may be the same.
            let names_subject = row.id.is_some() || row.name.is_some();
            let is_bare = row.record_id.as_deref().is_some_and(|id| id.len() == 1);
            let is_later = row.decided_on.is_some_and(|decided| decided > record.listed_on);
            let is_told = !is_bare || is_later && names_day(record) || !numbers_differ(record);
            let is_named = match is_bare && row.listed_on.is_some() {
                true => names_day(record),
                false => of_authority(record) || names_day(record),
            };
            let is_named = names_number(record) || is_named && is_told;
            names_id(record) && is_named && (is_meant(record) || !names_subject)
        });
        let by_number = all(&|record| of_subject(record) && names_number(record));
        let mut by_day = all(&|record| {
            let is_later = row.decided_on.is_some_and(|decided| decided > record.listed_on);
            let other = ids_differ(record) || numbers_differ(record) && !is_later;
            of_subject(record) && of_authority(record) && names_day(record) && !other
        });
        // A day names one decision, or none.
        let is_one = |one: &Record, other: &Record| {
            let is_told = is_decision(&one.document_no) || one.decided_on == other.decided_on;
            let ids = one.record_id.as_ref().zip(other.record_id.as_ref());
            number(&one.document_no) == number(&other.document_no)
                && is_told
                && ids.is_none_or(|(one, other)| one == other)
        };
        if by_day
            .iter()
            .any(|number| !is_one(&at(by_day[0]).0, &at(*number).0))
        {
            by_day.clear();
        }
        let only = all(&is_meant);
        let named = if row.force == Force::Outweighs {
            // Only another row of the same decision.
            let own = all(&|record| {
                let is_numbered_alike = match &row.record_id {
                    Some(id) if id.len() > 1 => names_id(record),
                    own => *own == record.record_id && names_number(record) && names_day(record),
                };
                let key = |name: &Option<String>| name.as_deref().map(names::key);
                of_subject(record)
                    && of_authority(record)
                    && is_numbered_alike
                    && key(&row.name) == key(&record.name)
                    && identifies(row) == identifies_record(record)
            });
            let earlier = |number: &usize| row.decided_on > at(*number).0.decided_on;
            own.into_iter().filter(earlier).collect()
        } else if !by_id.is_empty() {
            by_id
        } else if !by_number.is_empty() {
            by_number
        } else if !by_day.is_empty() {
            by_day
        } else if !is_decision(&row.document_no) && row.listed_on.is_none() && own_date.is_some() {
            let is_sure = |(record, has_day): &(Record, bool)| {
                let is_other = ids_differ(record) || numbers_differ(record);
                let is_own = same(record) == Same::Surely && of_subject(record);
                *has_day && of_authority(record) && is_own && !is_other
            };
            let is_one = |number: &usize| {
                let (first, other) = (&at(only[0]).0, &at(*number).0);
                let told = |record: &Record| {
                    let name = (record.authority.clone(), record.name.as_deref().map(names::key));
                    let dated = Some(record.decided_on).filter(|_| !is_decision(&record.document_no));
                    match &record.record_id {
                        Some(id) => (name, Some(id.clone()), None, None),
                        None => (name, fold(&record.document_no), Some(record.listed_on), dated),
                    }
                };
                told(first) == told(other)
                    && (is_person(row.subject_kind) || identifies_record(first) == identifies_record(other))
            };
            match only.iter().all(|number| is_sure(at(*number)) && is_one(number)) {
                true => only,
                false => Vec::new(),
            }
        } else {
            Vec::new()
        };
        let is_later = |record: &Record| {
            let decided = row.decided_on.or(row.listed_on);
            let listed_later = own_date.is_some_and(|own| record.listed_on > own);
            listed_later || matches!((record.decided_on, decided), (Some(a), Some(b)) if a > b)
        };
        let goes = |number: &usize| row.force == Force::Outweighs || !is_later(&at(*number).0);
        gone.extend(named.into_iter().filter(goes));
    }
    let stays = |at: usize| !gone.contains(&at);
    let left = records.iter().enumerate().filter(|(at, _)| stays(*at));
    let unread = refused
        .iter()
        .enumerate()
        .filter(|(at, _)| stays(records.len() + at));
    (
        left.map(|(_, record)| record.clone()).collect(),
        unread.map(|(_, row)| row.clone()).collect(),
    )
}

/// What the identity of a row takes for its subject: the number, with the name where a person's is masked, else the name.
fn identifies(row: &Withdrawal) -> (Option<String>, Option<String>) {
    subject_of(row.subject_kind, &row.id, &row.name)
}

fn identifies_record(record: &Record) -> (Option<String>, Option<String>) {
    subject_of(record.subject_kind, &record.id, &record.name)
}

fn subject_of(
    kind: SubjectKind,
    id: &Option<Identifier>,
    name: &Option<String>,
) -> (Option<String>, Option<String>) {
    let named = match id {
        Some(id) => id.is_masked() && kind == SubjectKind::Person,
        None => true,
    };
    let number = id
        .as_ref()
        .map(|id| format!("{}:{}", id.kind().code(), id.value()));
    (number, name.as_deref().map(names::key).filter(|_| named))
}

fn questions() -> Vec<SubjectQuery> {
    let mut questions = Vec::new();
    for number in 0..12 {
        questions.push(by_code(&code("91", "320507", &body(number))));
        let other = code("91", "320506", &body(number));
        let name = format!("苏州{}{}", BRANDS[number % BRANDS.len()], FORMS[number % 3]);
        questions.push(SubjectQuery {
            name: Some(name),
            ..by_code(&other)
        });
    }
    for brand in BRANDS.iter().copied().chain(["甲乙丙申", "甲乙丙"]) {
        questions.push(by_name(&format!("苏州{brand}有限公司")));
    }
    questions.push(by_name("苏州甲乙丙丁有限公司苏州分公司"));
    let trader = SubjectQuery {
        kind: Some(SubjectKind::SoleTrader),
        ..by_name("苏州甲乙丙戊有限公司")
    };
    questions.push(trader);
    for (name, id) in PERSONS {
        for name in [Some(name), Some("旧名无名"), None] {
            for id in [id, "320507199001011234", "110101198502023456"] {
                questions.push(SubjectQuery {
                    kind: Some(SubjectKind::Person),
                    name: name.map(str::to_owned),
                    id: Some((IdKind::CitizenId, id.to_owned())),
                    ..Default::default()
                });
            }
        }
    }
    for number in 0..3 {
        let id = |kind, id: String| SubjectQuery {
            id: Some((kind, id)),
            ..Default::default()
        };
        questions.push(id(IdKind::RegNo, format!("3205070000000{number:02}")));
        questions.push(id(IdKind::Permit, format!("JY1-{number}")));
    }
    questions
}

/// The answer, but for the snapshot that gave it.
fn answer(roster: &Roster<Vec<u8>>, subject: &SubjectQuery) -> String {
    let json = ask(roster, "ZFCG", subject.clone()).to_json();
    json.split(",\"snapshot\":").next().unwrap().to_owned()
}

struct Publisher {
    pack: PolicyPack,
}

impl Publisher {
    fn options(&self, suite: Suite, sequence: u64) -> Options {
        let mut options = options(suite);
        options.sequence = sequence;
        options
    }

    fn full(
        &self,
        records: &[Record],
        withdrawals: &[Withdrawal],
        refused: &[UnreadRow],
        suite: Suite,
        sequence: u64,
    ) -> Roster<Vec<u8>> {
        let key = person_key();
        let mut builder = Builder::new(&self.pack, self.options(suite, sequence), Some(&key)).unwrap();
        withdrawals.iter().for_each(|row| builder.withdraw(row).unwrap());
        records.iter().for_each(|record| builder.push(record).unwrap());
        refused.iter().for_each(|row| builder.push_unread(row).unwrap());
        opened(builder.finish(&Sequential).unwrap(), suite)
    }

    fn delta(
        &self,
        below: &Roster<Vec<u8>>,
        records: &[Record],
        withdrawals: &[Withdrawal],
        refused: &[UnreadRow],
        suite: Suite,
        sequence: u64,
    ) -> Vec<u8> {
        let key = person_key();
        let options = self.options(suite, sequence);
        let mut builder = Builder::upon(below, &self.pack, options, Some(&key), &Sequential).unwrap();
        records.iter().for_each(|record| builder.push(record).unwrap());
        refused.iter().for_each(|row| builder.push_unread(row).unwrap());
        withdrawals.iter().for_each(|row| builder.withdraw(row).unwrap());
        let built = builder.finish(&Sequential).unwrap();
        let after: u64 = built.changes.iter().map(|change| change.after).sum();
        assert_eq!(after, built.lists.iter().map(|list| list.records).sum::<u64>());
        built.snapshot.sign(&signing_key(suite))
    }

    /// The records that stay of those that repeat or contradict each other.
    fn settled(&self, records: &[Record], suite: Suite) -> Vec<Record> {
        let key = person_key();
        let mut builder = Builder::new(&self.pack, self.options(suite, 1), Some(&key)).unwrap();
        records.iter().for_each(|record| builder.push(record).unwrap());
        let built = builder.finish(&Sequential).unwrap();
        let pairs = built.collapsed.iter().chain(&built.conflicts);
        let dropped: Vec<usize> = pairs.map(|pair| pair.dropped as usize).collect();
        let stays = records.iter().enumerate().filter(|(at, _)| !dropped.contains(at));
        stays.map(|(_, record)| record.clone()).collect()
    }

    /// Gives how many findings were compared.
    fn live_through(&self, number: u64) -> usize {
        let mut random = Random(number);
        let suite = Suite::ALL[random.below(2)];
        let (mut records, mut gone, mut withdrawals) = (Vec::new(), Vec::new(), Vec::new());
        let mut refused = Vec::new();
        for _ in 0..random.below(30) {
            records.push(some_record(&mut random));
        }
        refuse(&mut refused, &mut random);
        let mut chain = self.full(&records, &[], &refused, suite, 1);
        let mut sealed = Open::new(&trust(suite)).open(self.file(&chain)).unwrap();
        let mut findings = 0;
        let deltas = if random.one_in(10) {
            50
        } else {
            1 + random.below(8)
        };
        for sequence in 2..2 + deltas as u64 {
            go_on(&mut records, &mut gone, &mut random);
            withdraw(&mut withdrawals, &records, &mut random);
            refuse(&mut refused, &mut random);
            let place = format!("history {number}, sequence {sequence}");
            let delta = self.delta(&chain, &records, &withdrawals, &refused, suite, sequence);
            random.shuffle(&mut records);
            random.shuffle(&mut refused);
            random.shuffle(&mut withdrawals);
            assert!(
                self.delta(&chain, &records, &withdrawals, &refused, suite, sequence) == delta,
                "{place}: other bytes in another order"
            );
            chain = chain
                .with_delta(delta.clone(), &trust(suite))
                .unwrap_or_else(|error| panic!("{place}: {error}"));
            sealed = sealed
                .with_delta(delta, &trust(suite))
                .unwrap_or_else(|error| panic!("{place}: {error}"));
            let full = self.full(&records, &withdrawals, &refused, suite, sequence);
            let (left, unread) = without(&self.settled(&records, suite), &refused, &withdrawals);
            let left = self.full(&left, &[], &unread, suite, sequence);
            assert_eq!(full.header().state, left.header().state, "{place}: withdrawals");
            assert_eq!(chain.header().state, full.header().state, "{place}");
            assert_eq!(chain.header().lists, full.header().lists, "{place}");
            assert_eq!(chain.deltas() as u64, sequence - 1);
            for question in questions() {
                let expected = answer(&full, &question);
                assert_eq!(answer(&chain, &question), expected, "{place}: {question:?}");
                findings += expected.matches("\"confirmed\":").count();
            }
        }
        let check = chain
            .verify_deep(&Sequential)
            .unwrap_or_else(|error| panic!("history {number}: {error}"));
        assert!(check.persons_checked);
        sealed
            .verify_deep(&Sequential)
            .unwrap_or_else(|error| panic!("history {number}, sealed: {error}"));
        findings
    }

    /// The base's bytes again.
    fn file(&self, roster: &Roster<Vec<u8>>) -> Vec<u8> {
        roster.snapshots().next().unwrap().bytes().to_vec()
    }
}

#[test]
fn a_chain_is_what_a_full_build_is() {
    let number = |name| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let pack = PolicyPack::builtin().unwrap();
    let publisher = Publisher { pack };
    if let Some(one) = number("JRP_HISTORY") {
        publisher.live_through(one);
        return;
    }
    let count = number("JRP_HISTORIES").unwrap_or(12);
    let findings: usize = shared(0..count, |one| publisher.live_through(one)).sum();
    // In it a code that is not listed has the short fingerprint of one that is, in the delta and not in the full build.
    publisher.live_through(98);
    assert!(findings > 1000, "only {findings} findings were compared");
}
