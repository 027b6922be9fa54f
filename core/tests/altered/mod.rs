//! Files taken apart, altered and signed again with the right key: what a publisher's broken or taken-over builder sends.
//! The layout is that of docs/FORMAT.md, written here a second time.
#![allow(dead_code, missing_docs, unreachable_pub)]

use jrp_core::suite::{PersonKey, SigningKey, Suite};
use std::collections::BTreeMap;
use std::ops::Range;

const PAGE: usize = 16 * 1024;

pub const POLICY: u16 = 1;
pub const FILTER: u16 = 2;
pub const ORGANISATIONS: u16 = 3;
pub const PERSONS: u16 = 4;

/// Columns: the directory of keys, and their groups; the directory of groups, and the groups
pub const KEYS: u16 = 2;
pub const KEY_GROUPS: u16 = 120;
pub const GROUPS: u16 = 53;
pub const RECORDS: u16 = 128;

pub fn u16_at(bytes: &[u8], at: usize) -> usize {
    usize::from(u16::from_le_bytes(bytes[at..at + 2].try_into().unwrap()))
}

pub fn u32_at(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
}

pub fn u64_at(bytes: &[u8], at: usize) -> usize {
    u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap()) as usize
}

/// A list of the header: code, covered, records.
pub type List = (String, u8, u64);

/// A file in parts.
#[derive(Clone)]
pub struct Parts {
    pub suite: Suite,
    /// The first 192 bytes; lengths, counts and digests in it are made anew
    pub fixed: Vec<u8>,
    /// Publisher, region, policy version
    pub texts: [String; 3],
    pub lists: Vec<List>,
    /// What stands behind a list's count of records: rows that could not be read, rows that name nobody
    pub others: BTreeMap<String, [u8; 16]>,
    pub sections: BTreeMap<u16, Vec<u8>>,
}

impl Parts {
    pub fn of(file: &[u8]) -> Self {
        let suite = if file[12] == 1 {
            Suite::Sm2Sm3
        } else {
            Suite::Ed25519Blake3
        };
        let header = u32_at(file, 16);
        let (sections, lists) = (u16_at(file, 68), u16_at(file, 70));
        let section = |at: usize| {
            let start = header + u64_at(file, at + 8);
            (
                u16_at(file, at) as u16,
                file[start..start + u64_at(file, at + 16)].to_vec(),
            )
        };
        let mut at = 192 + 24 * sections;
        let mut text = |skip: usize| {
            let len = u16_at(file, at);
            let text = String::from_utf8(file[at + 2..at + 2 + len].to_vec()).unwrap();
            at += 2 + len + skip;
            (text, at)
        };
        let texts = std::array::from_fn(|_| text(0).0);
        let mut others = BTreeMap::new();
        let lists = (0..lists)
            .map(|_| {
                let (code, end) = text(25);
                others.insert(code.clone(), file[end - 16..end].try_into().unwrap());
                (code, file[end - 25], u64_at(file, end - 24) as u64)
            })
            .collect();
        Self {
            suite,
            fixed: file[..192].to_vec(),
            texts,
            lists,
            others,
            sections: (0..sections).map(|at| section(192 + 24 * at)).collect(),
        }
    }

    /// The file of these parts, signed.
    pub fn sign(&self, key: &SigningKey) -> Vec<u8> {
        let (mut table, mut body) = (Vec::new(), Vec::new());
        for (id, bytes) in &self.sections {
            table.extend([&id.to_le_bytes()[..], &[0; 6]].concat());
            table.extend((body.len() as u64).to_le_bytes());
            table.extend((bytes.len() as u64).to_le_bytes());
            body.extend(bytes);
            body.resize(body.len().next_multiple_of(64), 0);
        }
        let digests: Vec<u8> = body
            .chunks(PAGE)
            .flat_map(|page| *self.suite.digest(page).as_bytes())
            .collect();
        let mut file = [self.fixed.clone(), table].concat();
        for text in &self.texts {
            file.extend([&(text.len() as u16).to_le_bytes(), text.as_bytes()].concat());
        }
        for (code, covered, records) in &self.lists {
            file.extend([&(code.len() as u16).to_le_bytes(), code.as_bytes()].concat());
            file.push(*covered);
            file.extend(records.to_le_bytes());
            file.extend(self.others.get(code).unwrap_or(&[0; 16]));
        }
        file.resize(file.len().next_multiple_of(64), 0);
        let header = file.len();
        file[16..20].copy_from_slice(&(header as u32).to_le_bytes());
        file[20..24].copy_from_slice(&((digests.len() / 32) as u32).to_le_bytes());
        file[24..32].copy_from_slice(&(body.len() as u64).to_le_bytes());
        file[68..70].copy_from_slice(&(self.sections.len() as u16).to_le_bytes());
        file[70..72].copy_from_slice(&(self.lists.len() as u16).to_le_bytes());
        file[160..192].copy_from_slice(self.suite.digest(&digests).as_bytes());
        let signature = jrp_core::suite::Signature::by(key, &file);
        file.extend(
            [
                body,
                digests,
                jrp_core::suite::Signature::write_block(&[signature]),
            ]
            .concat(),
        );
        file
    }

    /// The section of persons without its seal.
    pub fn unsealed(&self, key: &PersonKey) -> Vec<u8> {
        let (nonce, bytes) = self.sections[&PERSONS].split_first_chunk::<16>().unwrap();
        let mut plain = bytes.to_vec();
        self.publishers(key)
            .apply_keystream(self.suite, nonce, &mut plain);
        plain
    }

    pub fn seal(&mut self, key: &PersonKey, mut plain: Vec<u8>) {
        let key = self.publishers(key);
        let nonce: [u8; 16] = key.mac(self.suite, "jrp/v1/person-section", &[&plain])[..16]
            .try_into()
            .unwrap();
        key.apply_keystream(self.suite, &nonce, &mut plain);
        self.sections.insert(PERSONS, [&nonce[..], &plain].concat());
    }

    fn publishers(&self, key: &PersonKey) -> PersonKey {
        PersonKey::from_bytes(key.mac(self.suite, "jrp/v1/publisher", &[self.texts[0].as_bytes()]))
    }
}

/// Where a column of a partition lies.
pub fn column(partition: &[u8], id: u16) -> Range<usize> {
    let count = u16_at(partition, 8);
    let entries = (0..count).map(|entry| 16 + 24 * entry);
    let entry = entries
        .clone()
        .find(|at| u16_at(partition, *at) == usize::from(id))
        .unwrap();
    let start = 16 + 24 * count + u64_at(partition, entry + 8);
    start..start + u64_at(partition, entry + 16)
}

/// A partition with another column in the place of one.
pub fn with_column(partition: &[u8], id: u16, bytes: &[u8]) -> Vec<u8> {
    let mut columns = columns(partition);
    assert!(columns.insert(id, bytes.to_vec()).is_some());
    of_columns(partition, &columns)
}

/// A partition with a column more.
pub fn adding_column(partition: &[u8], id: u16, bytes: &[u8]) -> Vec<u8> {
    let mut columns = columns(partition);
    assert!(columns.insert(id, bytes.to_vec()).is_none());
    of_columns(partition, &columns)
}

/// A partition with a column less.
pub fn without_column(partition: &[u8], id: u16) -> Vec<u8> {
    let mut columns = columns(partition);
    assert!(columns.remove(&id).is_some());
    of_columns(partition, &columns)
}

/// The columns of a partition.
pub fn columns(partition: &[u8]) -> BTreeMap<u16, Vec<u8>> {
    let entries = (0..u16_at(partition, 8)).map(|entry| 16 + 24 * entry);
    let ids = entries.map(|at| u16_at(partition, at) as u16);
    ids.map(|id| (id, partition[column(partition, id)].to_vec()))
        .collect()
}

fn of_columns(partition: &[u8], columns: &BTreeMap<u16, Vec<u8>>) -> Vec<u8> {
    let mut out = partition[..16].to_vec();
    out[8..10].copy_from_slice(&(columns.len() as u16).to_le_bytes());
    let mut offset = 0;
    for (id, column) in columns {
        out.extend([&id.to_le_bytes()[..], &[0; 6]].concat());
        out.extend((offset as u64).to_le_bytes());
        out.extend((column.len() as u64).to_le_bytes());
        offset += column.len().next_multiple_of(8);
    }
    for column in columns.values() {
        out.extend(column);
        out.resize(out.len() + column.len().next_multiple_of(8) - column.len(), 0);
    }
    out
}

/// A partition whose key index of these columns has no entries.
pub fn with_empty_index(partition: &[u8], [directory, groups]: [u16; 2]) -> Vec<u8> {
    let empty = [&[1][..], &[0; 15]].concat();
    with_column(&with_column(partition, directory, &empty), groups, &[])
}

/// An integer column in which every record has this value, and which takes no bits of a row for it.
pub fn constant(value: i64) -> Vec<u8> {
    [&[0; 8][..], &value.to_le_bytes()].concat()
}

/// The directory of a group without records for those with a primary key, and of one for the others, whose pointers have a bit.
pub fn one_group(records: u32, bytes: u32) -> Vec<u8> {
    [
        &[0, 0, 1][..],
        &[0; 13],
        &records.to_le_bytes(),
        &bytes.to_le_bytes(),
    ]
    .concat()
}

/// Where in the column of groups the places of the first group begin that has records: behind the rows.
pub fn places_at(partition: &[u8]) -> usize {
    let columns = columns(partition);
    let (mut width, mut direct) = (0, 0);
    for (id, bytes) in columns.range(3..=21) {
        let is_text = [7, 9, 10, 12, 13, 20].contains(id);
        match (is_text, bytes[0]) {
            (false, _) => width += usize::from(bytes[1]),
            (true, 1) => direct += 1,
            (true, 2) => width += usize::from(bytes[17]),
            _ => {}
        }
    }
    let directory = &columns[&GROUPS];
    let rows = [8, 16]
        .map(|at| u32_at(directory, at))
        .into_iter()
        .find(|rows| *rows > 0);
    4 * direct + (rows.unwrap() * width).div_ceil(8)
}
