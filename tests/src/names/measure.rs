//! How many names of others are reviewed, and how many slips are found.

use super::grammar::{Grammar, Random};
use super::slips::Slip;
use crate::query::QueryJson;
use crate::vectors::{Failure, VectorFile};
use jrp_core::roster::Roster;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// The first number of each stream of names.
const LISTED: u64 = 1;
const OTHERS: u64 = 2;
const SLIPS: u64 = 3;

/// What was measured.
#[derive(Debug)]
pub struct Measured {
    /// Names of others that were asked
    pub others: usize,
    /// Of these, such as were reviewed, by what the prompt says
    pub reviewed: BTreeMap<String, usize>,
    /// Names of others that were reviewed, with what was said
    pub examples: Vec<(String, String)>,
    /// By kind: slips that were made, and such as were not found
    pub slips: BTreeMap<Slip, (usize, Vec<(String, String)>)>,
}

impl Measured {
    /// Reviewed names, of all.
    pub fn rate(&self) -> f64 {
        self.reviewed.values().sum::<usize>() as f64 / self.others.max(1) as f64
    }

    /// Slips found of a kind, of all made.
    pub fn recall(&self, slip: Slip) -> f64 {
        let (made, missed) = self
            .slips
            .get(&slip)
            .map_or((0, 0), |(made, missed)| (*made, missed.len()));
        (made - missed) as f64 / made.max(1) as f64
    }
}

/// Lists `listed` names of one city, told by the first four digits of its code, and asks `others` other names and `slips` slips of each kind.
pub fn measure(city: &str, listed: usize, others: usize, slips: usize) -> Result<Measured, Failure> {
    let grammar = Grammar::of(city);
    let mut random = Random(LISTED);
    let names: Vec<_> = (0..listed).map(|_| grammar.name(&mut random)).collect();
    let texts: BTreeSet<String> = names.iter().map(|name| name.text()).collect();
    let roster = open(texts.iter().map(|name| format!("BK-ZFCGSX,org,{name},,")))?;

    let mut measured = Measured {
        others: 0,
        reviewed: BTreeMap::new(),
        examples: Vec::new(),
        slips: BTreeMap::new(),
    };
    let mut random = Random(OTHERS);
    while measured.others < others {
        let name = grammar.name(&mut random).text();
        if texts.contains(&name) {
            continue;
        }
        measured.others += 1;
        if let Some(said) = said(&roster, &name, None)? {
            *measured.reviewed.entry(difference(&said)).or_default() += 1;
            measured.examples.push((name, said));
        }
    }
    for slip in Slip::ALL {
        let mut random = Random(SLIPS);
        let (mut made, mut missed) = (0, Vec::new());
        for _ in 0..slips * 10 {
            if made == slips {
                break;
            }
            let name = &names[random.below(names.len())];
            let Some(slipped) = slip.make(name, &grammar, &mut random) else {
                continue;
            };
            made += 1;
            if said(&roster, &slipped, None)?.is_none() {
                missed.push((name.text(), slipped));
            }
        }
        measured.slips.insert(slip, (made, missed));
    }
    Ok(measured)
}

/// A register of suppliers with code and name beside a list of others with codes.
#[derive(Debug)]
pub struct Register {
    /// Rows asked
    pub rows: usize,
    /// Such as were reviewed
    pub reviewed: usize,
}

/// Lists `listed` names with valid codes, one in fifty without one, and asks `rows` other suppliers by code and name.
pub fn register(city: &str, listed: usize, rows: usize) -> Result<Register, Failure> {
    let grammar = Grammar::of(city);
    let mut random = Random(LISTED);
    let mut texts = BTreeSet::new();
    let lines = (0..listed).map(|number| {
        let name = grammar.name(&mut random).text();
        texts.insert(name.clone());
        match number % 50 {
            0 => format!("BK-ZFCGSX,org,{name},,"),
            _ => format!("BK-ZFCGSX,org,{name},uscc,{}", credit_code(number)),
        }
    });
    let roster = open(lines)?;
    let mut random = Random(OTHERS);
    let mut register = Register { rows: 0, reviewed: 0 };
    while register.rows < rows {
        let name = grammar.name(&mut random).text();
        if texts.contains(&name) {
            continue;
        }
        let code = credit_code(listed + register.rows);
        register.rows += 1;
        register.reviewed += usize::from(said(&roster, &name, Some(&code))?.is_some());
    }
    Ok(register)
}

/// A valid credit code for each number.
fn credit_code(number: usize) -> String {
    const DIGITS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    let value = |c: u8| match c {
        b'0'..=b'9' => usize::from(c - b'0'),
        _ => usize::from(c - b'A') + 10,
    };
    let mut body = format!("MA{number:06}");
    let sum: usize = body
        .bytes()
        .zip([3, 7, 9, 10, 5, 8, 4, 2])
        .map(|(c, weight)| value(c) * weight)
        .sum();
    body.push(match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => (b'0' + digit as u8) as char,
    });
    let code = format!("91320507{body}");
    let sum: usize = code
        .bytes()
        .zip(WEIGHTS)
        .map(|(c, weight)| DIGITS.iter().position(|digit| *digit == c).unwrap_or(0) * weight)
        .sum();
    format!("{code}{}", DIGITS[(31 - sum % 31) % 31] as char)
}

fn open(lines: impl Iterator<Item = String>) -> Result<Roster<Vec<u8>>, Failure> {
    let mut feed =
        vec!["list_kind,subject_kind,name,id_kind,id,authority,listed_on,publish_until,status".to_owned()];
    feed.extend(lines.map(|line| format!("{line},财政局,2025-03-01,2028-02-29,active")));
    let file = json!({
        "about": "", "covers": [], "intake": {"loaded": feed.len() - 1}, "queries": [], "feed": feed,
        "options": {
            "suite": "ed25519-blake3", "audience": "government", "publisher": "苏州市信用办", "region": "320500",
            "sequence": 1, "issuedAt": "2026-11-20T18:00:00+08:00", "asOf": "2026-11-20",
            "nextUpdate": "2026-11-24T18:00:00+08:00", "expires": "2026-12-31T18:00:00+08:00",
            "covers": ["BK-SXBZXR", "BK-ZDSSWF", "BK-ZFCGSX"], "personKey": false, "openWithPersonKey": false, "possibleNames": true
        }
    })
    .to_string();
    let file: VectorFile<'_> = serde_json::from_str(&file)?;
    Ok(file.open()?.0)
}

/// The first warning that a review comes with; `None` where there is no review.
fn said(roster: &Roster<Vec<u8>>, name: &str, code: Option<&str>) -> Result<Option<String>, Failure> {
    let mut query =
        json!({"scenario": "ZFCG", "kind": "org", "name": name, "now": "2026-11-23T10:00:00+08:00"});
    if let Some(code) = code {
        query["creditCode"] = code.into();
    }
    let query: QueryJson = serde_json::from_value(query)?;
    let answer = roster
        .check(&query.to_core()?)
        .map_err(|error| format!("{name}: {error}"))?;
    let is_reviewed = match answer.outcome.code() {
        "clear" => false,
        "review" => true,
        other => return Err(format!("{name}: {other}").into()),
    };
    Ok(is_reviewed.then(|| {
        answer
            .prompts
            .first()
            .map(|prompt| prompt.text.clone())
            .unwrap_or_default()
    }))
}

/// What stands in brackets in the prompt.
fn difference(said: &str) -> String {
    let behind = said.rsplit_once('（').map_or("", |(_, behind)| behind);
    let inside = behind
        .split_once('）')
        .map_or("the same name", |(inside, _)| inside);
    inside.to_owned()
}
