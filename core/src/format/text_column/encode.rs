//! Writing columns of texts.

use crate::format::{fingerprint, int_column};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

/// Rows of a column that is written in both forms.
const FEW_ROWS: usize = 10_000;

/// A text column, and its dictionary where it has one of its own.
#[derive(Default)]
pub(crate) struct Encoded {
    pub(crate) column: Vec<u8>,
    pub(crate) dictionary: Option<Vec<u8>>,
}

impl Encoded {
    fn len(&self) -> usize {
        self.column.len() + self.dictionary.as_ref().map_or(0, Vec::len)
    }
}

/// Turns strings into a `token_text`.
pub(crate) type Coder<'a> = dyn Fn(&[&str]) -> Coded + Send + Sync + 'a;

/// Strings, and their dictionary where it is not known already.
pub(crate) struct Coded {
    pub(crate) strings: Vec<u8>,
    pub(crate) dictionary: Option<Vec<u8>>,
}

/// Writes the column. With few rows both forms are tried, and the shorter is taken.
pub(crate) fn encode(rows: Vec<Option<&str>>, code: &Coder<'_>) -> Encoded {
    if rows.len() <= FEW_ROWS && rows.iter().any(Option::is_some) {
        let (direct, numbered) = (encode_direct(&rows, code), encode_distinct(&rows, code));
        return if direct.len() < numbered.len() {
            direct
        } else {
            numbered
        };
    }
    match is_direct(&rows) {
        true => encode_direct(&rows, code),
        false => encode_distinct(&rows, code),
    }
}

fn encode_distinct(rows: &[Option<&str>], code: &Coder<'_>) -> Encoded {
    let mut numbers: HashMap<&str, u32> = HashMap::default();
    let mut texts = Vec::new();
    for text in rows.iter().flatten() {
        numbers.entry(text).or_insert_with(|| {
            texts.push(*text);
            texts.len() as u32 - 1
        });
    }
    let rows = rows.iter().map(|text| numbers.get((*text)?).copied());
    encode_places(rows, &texts, code)
}

/// Writes a column whose rows name their texts by number. Texts that no row names are left out.
#[expect(clippy::indexing_slicing, reason = "rows name texts that there are")]
pub(crate) fn encode_numbered<'a>(
    rows: impl ExactSizeIterator<Item = Option<u32>> + Clone,
    texts: impl Iterator<Item = &'a str>,
    code: &Coder<'_>,
) -> Encoded {
    let texts: Vec<&str> = texts.collect();
    let mut named = vec![false; texts.len()];
    rows.clone()
        .flatten()
        .for_each(|number| named[number as usize] = true);
    let used = named.into_iter().filter(|is_named| *is_named).count();
    if rows.len() <= FEW_ROWS || used * 2 > rows.len() {
        return encode(rows.map(|number| Some(texts[number? as usize])).collect(), code);
    }
    encode_places(rows, &texts, code)
}

/// The form in which each text stands once.
#[expect(clippy::indexing_slicing, reason = "rows name texts that there are")]
fn encode_places(
    rows: impl Iterator<Item = Option<u32>> + Clone,
    texts: &[&str],
    code: &Coder<'_>,
) -> Encoded {
    let mut places = vec![None; texts.len()];
    for number in rows.clone().flatten() {
        places[number as usize] = Some(0);
    }
    let mut used: Vec<(&str, u32)> = texts
        .iter()
        .copied()
        .zip(0..)
        .filter(|(_, number)| places[*number as usize].is_some())
        .collect();
    if used.is_empty() {
        return Encoded {
            column: vec![0; 16],
            dictionary: None,
        };
    }
    used.sort_unstable();
    for (place, (_, number)) in (0..).zip(&used) {
        places[*number as usize] = Some(place);
    }
    let index = int_column::encode(rows.map(|number| places[number? as usize]));
    let mut out = vec![2, 0, 0, 0, 0, 0, 0, 0];
    out.extend_from_slice(&(index.len() as u64).to_le_bytes());
    out.extend(index);
    let used: Vec<&str> = used.into_iter().map(|(text, _)| text).collect();
    finish(out, code(&used))
}

fn encode_direct(rows: &[Option<&str>], code: &Coder<'_>) -> Encoded {
    let mut out = vec![1, 0, 0, 0, 0, 0, 0, 0];
    out.extend_from_slice(&[0; 8]);
    let strings: Vec<&str> = rows.iter().map(|text| text.unwrap_or("")).collect();
    finish(out, code(&strings))
}

fn finish(mut column: Vec<u8>, coded: Coded) -> Encoded {
    column.extend(coded.strings);
    Encoded {
        column,
        dictionary: coded.dictionary,
    }
}

/// Whether more than half of the rows have texts of their own.
fn is_direct(rows: &[Option<&str>]) -> bool {
    let mut seen: HashSet<u64> = HashSet::default();
    rows.iter().flatten().any(|text| {
        seen.insert(fingerprint::seeded(0, text.as_bytes()));
        seen.len() * 2 > rows.len()
    })
}
