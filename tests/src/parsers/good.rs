//! Good inputs for every parser, to be altered.

use jrp_core::date::Date;
use jrp_core::manifest::Manifest;
use jrp_core::policy::{Policy, Table, Tables};
use jrp_core::suite::{PersonKey, SigningKey, Suite};
use std::fs;
use std::path::PathBuf;

fn root(path: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join(path)
}

pub(super) fn key() -> SigningKey {
    SigningKey::from_seed(Suite::Ed25519Blake3, &[7; 32]).expect("a seed")
}

pub(super) fn day() -> Date {
    Date::from_ymd(2026, 11, 21).expect("a date")
}

pub(super) fn builtin() -> Tables {
    Tables::builtin().expect("the pack")
}

pub(super) fn policy(tables: &Tables) -> Policy {
    Policy::from_tables(tables).expect("the pack")
}

/// The lists of the small pack: those of the feeds here, and of the snapshots that are altered.
const LISTS: [&str; 8] = [
    "BK-SXBZXR",
    "BK-TQGZ",
    "BK-ZDSSWF",
    "BK-ZFCGSX",
    "RD-ANSR",
    "RD-QHMD",
    "WT-JYYC",
    "WT-XZCF",
];
const SCENARIOS: [&str; 2] = ["ZFCG", "ZTB"];

/// The default pack with few lists, scenarios, measures and days: what is small is tried often.
pub(super) fn few_tables() -> Tables {
    const DAYS: usize = 12;
    let mut tables = builtin();
    for Table { name, rows, .. } in &mut tables.tables {
        match name.as_str() {
            "lists" => rows.retain(|row| LISTS.contains(&row[0].as_str())),
            "scenarios" => rows.retain(|row| SCENARIOS.contains(&row[0].as_str())),
            "measures" => {
                rows.retain(|row| LISTS.contains(&row[0].as_str()) && SCENARIOS.contains(&row[1].as_str()))
            }
            "calendar" => rows.truncate(DAYS),
            _ => {}
        }
    }
    tables
}

/// The same, where nothing is left of prompts and words but their placeholders: they are most of a pack, and are read
/// again with every file.
pub(super) fn small_tables() -> Tables {
    let mut tables = few_tables();
    for Table { name, header, rows } in &mut tables.tables {
        if !["prompts", "words"].contains(&name.as_str()) {
            continue;
        }
        let texts = header
            .iter()
            .map(|title| ["zh-CN", "en"].contains(&title.as_str()));
        let texts: Vec<bool> = texts.collect();
        for row in rows {
            for (text, _) in row.iter_mut().zip(&texts).filter(|(_, is_text)| **is_text) {
                let names = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
                *text = names.fold("甲".to_owned(), |text, (name, _)| text + "{" + name + "}");
            }
        }
    }
    tables
}

fn csv(table: &Table) -> String {
    let line = |cells: &Vec<String>| {
        let cells = cells.iter().map(|cell| match cell.contains([',', '"']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell.clone(),
        });
        cells.collect::<Vec<_>>().join(",") + "\n"
    };
    std::iter::once(&table.header)
        .chain(&table.rows)
        .map(line)
        .collect()
}

/// The smallest files that are committed: a base, and a delta on another.
pub(super) fn snapshots() -> Vec<Vec<u8>> {
    ["tiny-ed25519-blake3.jrp", "v1-ed25519-blake3-delta.jrp"]
        .map(|name| fs::read(root("core/tests/golden").join(name)).expect("a golden file"))
        .into()
}

pub(super) fn manifests() -> Vec<Vec<u8>> {
    let base = snapshots().swap_remove(0);
    let manifest = Manifest::after(None, &base).expect("a chain");
    vec![manifest.sign(&key()).expect("a manifest")]
}

pub(super) fn trust_files() -> Vec<Vec<u8>> {
    let pem = key().public().to_pem();
    let bound = format!(
        "jrp-trust 1\n\nanchor\npublisher 示例区信用办\nregions 320507 320508\nlists BK-ZFCGSX\nroles records\nminimum-sequence 7\n{pem}"
    );
    vec![pem.into_bytes(), bound.into_bytes()]
}

pub(super) fn tables() -> Vec<Vec<u8>> {
    let tables = few_tables().tables.into_iter().zip(0_u8..);
    tables
        .map(|(table, at)| [&[at], csv(&table).as_bytes()].concat())
        .collect()
}

pub(super) fn feeds() -> Vec<Vec<u8>> {
    ["black.csv", "watch.csv", "red.csv"]
        .map(|name| first_lines(name, 6))
        .into()
}

pub(super) fn registers() -> Vec<Vec<u8>> {
    vec![
        first_lines("suppliers.csv", 6),
        "序号,供应商名称,统一社会信用代码\n1,江州市甲有限公司,91329902MA9BATDJ57\n".into(),
    ]
}

fn first_lines(name: &str, count: usize) -> Vec<u8> {
    let text = fs::read_to_string(root("examples/district").join(name)).expect("the district");
    text.split_inclusive('\n')
        .take(count)
        .collect::<String>()
        .into_bytes()
}

pub(super) fn keys() -> Vec<Vec<u8>> {
    let mut texts = vec![PersonKey::from_bytes([9; 32]).to_pem()];
    for suite in Suite::ALL {
        let key = SigningKey::from_seed(suite, &[3; 32]).expect("a seed");
        texts.extend([key.to_pem(), key.public().to_pem()]);
    }
    let ders: Vec<Vec<u8>> = texts.iter().map(|text| der(text)).collect();
    texts.into_iter().map(String::into_bytes).chain(ders).collect()
}

pub(super) fn subjects() -> Vec<Vec<u8>> {
    let texts = [
        "91329902MA9BATDJ57",
        "MA9BATDJ-5",
        "3299**********1232",
        "329902 19900307 123X",
        "三二九九〇二，①②③⑲/１２３",
        "“江州市（云澜）甲有限公司（原乙公司）苏州分公司”·Ａbc",
        "阿不都·買買提",
    ];
    texts.map(|text| text.as_bytes().to_vec()).into()
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64, in lines as PEM has them.
pub(super) fn base64(bytes: &[u8]) -> String {
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let padded = [three[0], *three.get(1).unwrap_or(&0), *three.get(2).unwrap_or(&0)];
        let bits = padded
            .iter()
            .fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        for place in 0..4 {
            match place <= three.len() {
                true => out.push(char::from(ALPHABET[(bits >> (18 - 6 * place) & 63) as usize])),
                false => out.push('='),
            }
        }
    }
    let lines = out.as_bytes().chunks(64).map(String::from_utf8_lossy);
    lines.collect::<Vec<_>>().join("\n")
}

/// What stands in a PEM.
fn der(pem: &str) -> Vec<u8> {
    let body = pem
        .lines()
        .filter(|line| !line.starts_with('-'))
        .flat_map(str::bytes);
    let values = body.filter_map(|byte| ALPHABET.iter().position(|known| *known == byte));
    let (mut out, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for value in values {
        (bits, count) = (bits << 6 | value as u32, count + 6);
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}
