//! Writing columns of texts.

use crate::format::token_text::Written;
use crate::format::{fingerprint, int_column};
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

/// Writes the column. With few rows both forms are tried, and the shorter is taken.
pub(crate) fn encode(rows: Vec<Option<&str>>, code: &Coder<'_>) -> Form {
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

fn encode_distinct(rows: &[Option<&str>], code: &Coder<'_>) -> Form {
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
) -> Form {
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
fn encode_places(rows: impl Iterator<Item = Option<u32>> + Clone, texts: &[&str], code: &Coder<'_>) -> Form {
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
    for (place, (_, number)) in (0..).zip(&used) {
        places[*number as usize] = Some(place);
    }
    let index = int_column::encode(rows.map(|number| places[number? as usize]));
    let used: Vec<&str> = used.into_iter().map(|(text, _)| text).collect();
    Form::Distinct(index, code(&used))
}

fn encode_direct(rows: &[Option<&str>], code: &Coder<'_>) -> Form {
    let strings: Vec<&str> = rows.iter().map(|text| text.unwrap_or("")).collect();
    Form::Direct(code(&strings))
}

/// Whether more than half of the rows have texts of their own.
fn is_direct(rows: &[Option<&str>]) -> bool {
    let mut seen: HashSet<u64> = HashSet::default();
    rows.iter().flatten().any(|text| {
        seen.insert(fingerprint::seeded(0, text.as_bytes()));
        seen.len() * 2 > rows.len()
    })
}
