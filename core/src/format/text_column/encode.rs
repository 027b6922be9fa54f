//! Writing columns of texts.

use crate::format::token_text::Written;
use crate::format::{carried, fingerprint, int_column};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

/// Rows of a column that is written in both forms.
const FEW_ROWS: usize = 10_000;

/// A text column written, and its dictionary where it has one of its own.
#[derive(Default)]
pub(crate) struct Encoded {
    /// What stands once for all rows
    pub(crate) column: Vec<u8>,
    pub(crate) dictionary: Option<Vec<u8>>,
    /// Groups of its own, of a key index
    pub(crate) groups: Option<Vec<u8>>,
    pub(crate) rows: Slices,
}

/// What a column has for each row.
#[derive(Default)]
pub(crate) enum Slices {
    #[default]
    Nothing,
    /// A code of so many bits; the stream has slack
    Codes(u32, Vec<u8>),
    /// A string
    Strings(Written),
}

/// A column in one of its forms.
pub(crate) enum Form {
    Absent,
    Direct(Coded),
    Distinct(int_column::Written, Coded),
}

impl Form {
    fn len(&self) -> usize {
        let (index, coded) = match self {
            Self::Absent => (0, None),
            Self::Direct(coded) => (0, Some(coded)),
            Self::Distinct(index, coded) => (index.head.len() + index.codes.len(), Some(coded)),
        };
        let dictionary = coded.and_then(|coded| coded.dictionary.as_ref());
        16 + index + coded.map_or(0, |coded| coded.strings.len()) + dictionary.map_or(0, Vec::len)
    }

    /// The column with all that belongs to it.
    pub(crate) fn whole(self) -> Encoded {
        match self {
            Self::Absent => front(0, &[], Vec::new(), None),
            Self::Direct(coded) => front(1, &[], coded.strings.whole(), coded.dictionary),
            Self::Distinct(index, coded) => front(2, &index.whole(), coded.strings.whole(), coded.dictionary),
        }
    }

    /// The column without what it has for each row.
    pub(crate) fn sliced(self) -> Encoded {
        match self {
            Self::Absent => self.whole(),
            Self::Direct(coded) => Encoded {
                rows: Slices::Strings(coded.strings),
                ..front(1, &[], Vec::new(), coded.dictionary)
            },
            Self::Distinct(index, coded) => Encoded {
                rows: Slices::Codes(index.width, index.codes),
                ..front(2, &index.head, coded.strings.whole(), coded.dictionary)
            },
        }
    }
}

fn front(form: u8, index: &[u8], strings: Vec<u8>, dictionary: Option<Vec<u8>>) -> Encoded {
    let mut column = vec![form, 0, 0, 0, 0, 0, 0, 0];
    column.extend_from_slice(&(index.len() as u64).to_le_bytes());
    column.extend_from_slice(index);
    column.extend(strings);
    Encoded {
        groups: None,
        column,
        dictionary,
        rows: Slices::Nothing,
    }
}

/// Writes strings.
pub(crate) type Coder<'a> = dyn Fn(&[&str]) -> Coded + Send + Sync + 'a;

/// Strings, and their dictionary where it is not known already.
pub(crate) struct Coded {
    pub(crate) strings: Written,
    pub(crate) dictionary: Option<Vec<u8>>,
}

/// How a column of the base before was written.
#[derive(Clone, Copy)]
pub(crate) struct Former<'a> {
    pub(crate) form: u8,
    /// Of form 2, by number
    pub(crate) strings: &'a [Option<String>],
    /// The head of the index of form 2
    pub(crate) index: &'a [u8],
}

/// Writes the column. With few rows both forms are tried, and the shorter is taken, or that of the base before where it is not
/// much longer.
pub(crate) fn encode(rows: Vec<Option<&str>>, code: &Coder<'_>, former: Option<Former<'_>>) -> Form {
    let form = former.map_or(0, |former| former.form);
    if rows.len() <= FEW_ROWS && rows.iter().any(Option::is_some) {
        let (direct, numbered) = (encode_direct(&rows, code), encode_distinct(&rows, code, former));
        let (short, long) = match form {
            1 => (direct.len() * 95, numbered.len() * 100),
            2 => (direct.len() * 100, numbered.len() * 95),
            _ => (direct.len(), numbered.len()),
        };
        return if short < long { direct } else { numbered };
    }
    match is_direct(&rows, form) {
        true => encode_direct(&rows, code),
        false => encode_distinct(&rows, code, former),
    }
}

fn encode_distinct(rows: &[Option<&str>], code: &Coder<'_>, former: Option<Former<'_>>) -> Form {
    let mut numbers: HashMap<&str, u32> = HashMap::default();
    let mut texts = Vec::new();
    for text in rows.iter().flatten() {
        numbers.entry(text).or_insert_with(|| {
            texts.push(*text);
            texts.len() as u32 - 1
        });
    }
    let rows = rows.iter().map(|text| numbers.get((*text)?).copied());
    encode_places(rows, &texts, code, former)
}

/// Writes a column whose rows name their texts by number. Texts that no row names are left out.
#[expect(clippy::indexing_slicing, reason = "rows name texts that there are")]
pub(crate) fn encode_numbered<'a>(
    rows: impl ExactSizeIterator<Item = Option<u32>> + Clone,
    texts: impl Iterator<Item = &'a str>,
    code: &Coder<'_>,
    former: Option<Former<'_>>,
) -> Form {
    let texts: Vec<&str> = texts.collect();
    let mut named = vec![false; texts.len()];
    rows.clone()
        .flatten()
        .for_each(|number| named[number as usize] = true);
    let used = named.into_iter().filter(|is_named| *is_named).count();
    let form = former.map_or(0, |former| former.form);
    if rows.len() <= FEW_ROWS || is_many(used, rows.len(), form) {
        let rows = rows.map(|number| Some(texts[number? as usize]));
        return encode(rows.collect(), code, former);
    }
    encode_places(rows, &texts, code, former)
}

/// The form in which each text stands once: in their order, or with the numbers that they had in the base before.
#[expect(clippy::indexing_slicing, reason = "rows name texts that there are")]
fn encode_places(
    rows: impl Iterator<Item = Option<u32>> + Clone,
    texts: &[&str],
    code: &Coder<'_>,
    former: Option<Former<'_>>,
) -> Form {
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
        return Form::Absent;
    }
    used.sort_unstable();
    let now: Vec<&str> = used.iter().map(|(text, _)| *text).collect();
    let former = former.filter(|former| former.form == 2);
    let kept = former.and_then(|former| carried::numbered(former.strings.iter().map(Option::as_deref), &now));
    let strings = match kept {
        Some(kept) => kept.into_iter().map(Option::unwrap_or_default).collect(),
        None => now.clone(),
    };
    for (place, text) in (0u32..).zip(&strings) {
        if let Ok(at) = now.binary_search(text) {
            places[used[at].1 as usize] = Some(place);
        }
    }
    let index = rows.map(|number| Some(i64::from(places[number? as usize]?)));
    let index = int_column::encode(index, former.map(|former| former.index));
    Form::Distinct(index, code(&strings))
}

fn encode_direct(rows: &[Option<&str>], code: &Coder<'_>) -> Form {
    let strings: Vec<&str> = rows.iter().map(|text| text.unwrap_or("")).collect();
    Form::Direct(code(&strings))
}

/// Whether more than half of the rows have texts of their own.
fn is_direct(rows: &[Option<&str>], form: u8) -> bool {
    let mut seen: HashSet<u64> = HashSet::default();
    rows.iter().flatten().any(|text| {
        seen.insert(fingerprint::seeded(0, text.as_bytes()));
        is_many(seen.len(), rows.len(), form)
    })
}

/// Whether so many texts are more than half of the rows, or nearly half where each row had its own in the base before.
fn is_many(texts: usize, rows: usize, form: u8) -> bool {
    let eighths = match form {
        1 => 3,
        2 => 5,
        _ => 4,
    };
    texts * 8 > rows * eighths
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn a_text_that_is_gone_leaves_its_number_and_not_its_words() {
        let texts: Vec<String> = (0..100).map(|n| format!("{n:02}事由")).collect();
        let rows = |gone: usize| -> Vec<Option<&str>> {
            let kept = (0..20_000).map(|at| at % 100).filter(|at| *at != gone);
            kept.map(|at| Some(texts[at].as_str())).collect()
        };
        let written = Mutex::new(Vec::new());
        let code = |strings: &[&str]| {
            written.lock().unwrap().push(strings.join("|"));
            crate::writer::tokens::train(strings)
        };
        let strings: Vec<Option<String>> = texts.iter().cloned().map(Some).collect();
        let Form::Distinct(index, _) = encode(rows(100), &code, None) else {
            panic!("texts that repeat stand once");
        };
        let former = Former {
            form: 2,
            strings: &strings,
            index: &index.head,
        };
        encode(rows(3), &code, Some(former));
        let written = written.into_inner().unwrap();
        assert_eq!(written[1], written[0].replace("03事由", ""));
    }
}
