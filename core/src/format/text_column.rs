//! A column of optional texts: none at all, one string a row, or a dictionary of strings.
//!
//! | offset | size | field                                                     |
//! |-------:|-----:|-----------------------------------------------------------|
//! |      0 |    1 | form: 0 all absent, 1 one string a row, 2 dictionary      |
//! |      1 |    7 | zero                                                      |
//! |      8 |    8 | length `k` of the index; 0 unless a dictionary            |
//! |     16 |    k | index: an integer column, the string of each row          |
//! |        |      | strings (`token_text`); none in form 0                    |
//!
//! In form 1 an empty string is an absent text. A column of records keeps its index, or its strings of form 1, in the groups
//! of records (`groups`): what stands here are the head of the index and the strings of form 2. The strings are written with a dictionary of another column, or of the
//! base that a delta continues.

#[cfg(feature = "build")]
mod encode;

#[cfg(feature = "build")]
pub(crate) use encode::{Coded, Coder, Encoded, Former, Slices, encode, encode_numbered};

use super::bytes::Taker;
use super::dictionary::Dictionary;
use super::field::Field;
use super::int_column::IntColumn;
use super::token_text::{Cursor, InOrder, Run, TokenText};
use crate::error::{OpenError, Section};
use core::ops::Range;
use std::sync::Arc;

/// Bytes that most texts fit in.
pub(super) const USUAL_LEN: usize = 128;

/// Strings of a dictionary that is held, such as the codes of lists.
const FEW: usize = 64;

/// Bytes of such a dictionary.
const FEW_LEN: usize = 4096;

/// Strings of a column, decoded.
pub(super) type Strings = Box<[Box<str>]>;

/// Where the parts are, relative to the bytes opened from.
#[derive(Clone, Debug, Default)]
pub(crate) enum TextColumn {
    #[default]
    Absent,
    Direct(TokenText),
    Dictionary(IntColumn, TokenText),
    /// A dictionary so small that its strings are held
    Held(IntColumn, Strings),
}

impl TextColumn {
    /// Reads the column of `rows` texts that fills `range` of `bytes`. The dictionary is asked for where there are strings.
    pub(crate) fn open(
        bytes: &[u8],
        range: Range<usize>,
        rows: usize,
        dictionary: &mut dyn FnMut() -> Result<Arc<Dictionary>, OpenError>,
        section: Section,
    ) -> Result<Self, OpenError> {
        let malformed = |what| Err(OpenError::Malformed { section, what });
        let form = Form::take(bytes, range, section)?;
        Ok(match form.number {
            0 if form.strings.is_empty() && form.index.is_empty() => Self::Absent,
            1 if form.index.is_empty() => {
                let strings = form.strings(bytes, dictionary()?, section)?;
                if strings.len() != rows {
                    return malformed("a text column does not fit its row count");
                }
                Self::Direct(strings)
            }
            2 => {
                let strings = form.strings(bytes, dictionary()?, section)?;
                let count = strings.len() as i64;
                let index = IntColumn::open(bytes, form.index, rows, section)?.require(
                    bytes,
                    rows,
                    section,
                    0..count,
                )?;
                match hold_few(&strings, bytes) {
                    Some(held) => Self::Held(index, held),
                    None => Self::Dictionary(index, strings),
                }
            }
            _ => return malformed(UNKNOWN_FORM),
        })
    }

    /// Appends the row's text to `out`; `None` where it is absent.
    pub(crate) fn append(&self, bytes: &[u8], row: usize, out: &mut String) -> Option<()> {
        let before = out.len();
        match self {
            Self::Absent => return None,
            Self::Direct(strings) => strings.get(bytes, row, out)?,
            Self::Dictionary(index, strings) => {
                strings.get(bytes, usize::try_from(index.get(bytes, row)?).ok()?, out)?;
            }
            Self::Held(index, strings) => {
                out.push_str(strings.get(usize::try_from(index.get(bytes, row)?).ok()?)?);
            }
        }
        (out.len() > before).then_some(())
    }

    /// Hands over for each of these rows which of the known texts it holds, which ascend; `None` where one holds none of them.
    /// Nothing longer than they are is read.
    pub(crate) fn places(
        &self,
        bytes: &[u8],
        mut rows: impl Iterator<Item = usize>,
        known: &[&str],
        found: &mut dyn FnMut(usize, usize),
    ) -> Option<()> {
        let longest = known.iter().map(|text| text.len()).max().unwrap_or(0);
        let place = |text: &str| known.binary_search(&text).ok();
        let (mut cursor, mut text) = (Cursor::default(), String::new());
        let mut read = |strings: &TokenText, at: usize| {
            text.clear();
            strings
                .run(bytes)?
                .get_within(longest, &mut cursor, at, &mut text)?;
            place(&text)
        };
        let (index, places) = match self {
            Self::Absent => return rows.next().is_none().then_some(()),
            Self::Direct(strings) => {
                return rows.try_for_each(|row| read(strings, row).map(|place| found(row, place)));
            }
            Self::Dictionary(index, strings) => {
                let places: Vec<Option<usize>> = (0..strings.len()).map(|at| read(strings, at)).collect();
                (index, places)
            }
            Self::Held(index, strings) => (index, strings.iter().map(|text| place(text)).collect()),
        };
        rows.try_for_each(|row| {
            let at = usize::try_from(index.get(bytes, row)?).ok()?;
            found(row, (*places.get(at)?)?);
            Some(())
        })
    }

    /// The strings of form 2.
    #[cfg(feature = "build")]
    pub(super) fn strings(&self, bytes: &[u8]) -> Vec<String> {
        match self {
            Self::Absent | Self::Direct(_) => Vec::new(),
            Self::Dictionary(_, strings) => all_of(strings, bytes),
            Self::Held(_, strings) => strings.iter().map(|text| text.to_string()).collect(),
        }
    }

    /// The row's text.
    pub(crate) fn get(&self, bytes: &[u8], row: usize) -> Option<String> {
        let mut out = String::with_capacity(USUAL_LEN);
        self.append(bytes, row, &mut out)?;
        Some(out)
    }
}

/// Where the texts of records are, of which each has one or none.
#[derive(Clone, Debug, Default)]
pub(crate) enum RowText {
    #[default]
    Absent,
    /// In the groups, as the texts with this number
    Direct(usize, Arc<Dictionary>),
    Dictionary(Field, TokenText),
    /// Strings so few that they are held
    Held(Field, Strings),
}

impl RowText {
    /// The numbers of texts that stand once.
    pub(super) fn index(&self) -> Option<&Field> {
        match self {
            Self::Absent | Self::Direct(..) => None,
            Self::Dictionary(index, _) | Self::Held(index, _) => Some(index),
        }
    }

    /// The texts that stand once.
    #[cfg(feature = "build")]
    pub(super) fn all_strings(&self, bytes: &[u8]) -> Vec<String> {
        match self {
            Self::Absent | Self::Direct(..) => Vec::new(),
            Self::Dictionary(_, strings) => all_of(strings, bytes),
            Self::Held(_, strings) => strings.iter().map(|text| text.to_string()).collect(),
        }
    }

    /// How many texts stand once.
    pub(super) fn strings(&self) -> usize {
        match self {
            Self::Absent | Self::Direct(..) => 0,
            Self::Dictionary(_, strings) => strings.len(),
            Self::Held(_, strings) => strings.len(),
        }
    }
}

/// All strings, those that cannot be read as empty ones.
#[cfg(feature = "build")]
fn all_of(strings: &TokenText, bytes: &[u8]) -> Vec<String> {
    let mut reader = StringReader::new(Some(strings), bytes, 0);
    (0..strings.len())
        .map(|at| reader.get(at).unwrap_or_default())
        .collect()
}

const UNKNOWN_FORM: &str = "a text column has no known form";

/// The form of a column, and where its parts lie.
pub(super) struct Form {
    pub(super) number: u8,
    /// The index; of a column of records its head
    pub(super) index: Range<usize>,
    strings: Range<usize>,
}

impl Form {
    /// Reads the form of the column of records that fills `range` of `bytes`: only in form 2 stands something behind it.
    pub(super) fn of(bytes: &[u8], range: Range<usize>, section: Section) -> Result<Self, OpenError> {
        let form = Self::take(bytes, range, section)?;
        match form.number {
            2 => Ok(form),
            0 | 1 if form.strings.is_empty() && form.index.is_empty() => Ok(form),
            _ => Err(OpenError::Malformed {
                section,
                what: UNKNOWN_FORM,
            }),
        }
    }

    fn take(bytes: &[u8], range: Range<usize>, section: Section) -> Result<Self, OpenError> {
        let mut taker = Taker::within(bytes, range.clone(), section);
        let number = taker.u8()?;
        taker.zeros(7)?;
        let index_len = taker.size()?;
        let index_at = range.start + taker.offset();
        taker.take(index_len)?;
        let strings = range.start + taker.offset()..range.end;
        Ok(Self {
            number,
            index: index_at..strings.start,
            strings,
        })
    }

    /// The strings of form 2.
    pub(super) fn strings(
        &self,
        bytes: &[u8],
        dictionary: Arc<Dictionary>,
        section: Section,
    ) -> Result<TokenText, OpenError> {
        TokenText::open(bytes, self.strings.clone(), dictionary, section)
    }
}

/// Reads many strings of a column: those that are fewer than the rows are decoded once, and one is read on from the one before.
pub(crate) struct StringReader<'a> {
    run: Option<Run<'a>>,
    held: Option<Strings>,
    cursor: Cursor,
}

impl<'a> StringReader<'a> {
    /// A reader of so many strings.
    pub(crate) fn new(strings: Option<&'a TokenText>, bytes: &'a [u8], reads: usize) -> Self {
        const BYTES_MAX: usize = 1 << 20;
        let few = strings.filter(|strings| strings.len() < reads);
        Self {
            run: strings.and_then(|strings| strings.run(bytes)),
            held: few.and_then(|strings| hold(strings, bytes, BYTES_MAX)),
            cursor: Cursor::default(),
        }
    }

    /// A string; the empty one is none.
    pub(crate) fn get(&mut self, at: usize) -> Option<String> {
        let text = match &self.held {
            Some(held) => String::from(&**held.get(at)?),
            None => {
                let mut text = String::with_capacity(USUAL_LEN);
                self.run?.get_from(&mut self.cursor, at, &mut text)?;
                text
            }
        };
        (!text.is_empty()).then_some(text)
    }
}

/// Reads many rows of a column whose rows are listings.
pub(crate) struct TextReader<'a> {
    column: &'a TextColumn,
    strings: StringReader<'a>,
}

impl<'a> TextReader<'a> {
    /// A reader of so many rows.
    pub(crate) fn new(column: &'a TextColumn, bytes: &'a [u8], rows: usize) -> Self {
        let strings = match column {
            TextColumn::Direct(strings) | TextColumn::Dictionary(_, strings) => Some(strings),
            TextColumn::Absent | TextColumn::Held(..) => None,
        };
        Self {
            column,
            strings: StringReader::new(strings, bytes, rows),
        }
    }

    /// The row's text.
    pub(crate) fn get(&mut self, bytes: &[u8], row: usize) -> Option<String> {
        match self.column {
            TextColumn::Direct(_) => self.strings.get(row),
            TextColumn::Dictionary(index, _) => {
                self.strings.get(usize::try_from(index.get(bytes, row)?).ok()?)
            }
            TextColumn::Absent | TextColumn::Held(..) => self.column.get(bytes, row),
        }
    }
}

/// The strings, where they are so few and short that each file may hold them.
pub(super) fn hold_few(strings: &TokenText, bytes: &[u8]) -> Option<Strings> {
    let few = (strings.len() <= FEW).then_some(strings)?;
    hold(few, bytes, FEW_LEN)
}

/// The strings, unless they take more than so many bytes.
fn hold(strings: &TokenText, bytes: &[u8], bytes_max: usize) -> Option<Strings> {
    // Each takes room, also where it is empty.
    const EACH: usize = size_of::<Box<str>>();
    if strings.len().saturating_mul(EACH) > bytes_max.saturating_mul(4) {
        return None;
    }
    let (mut held, mut size) = (Vec::with_capacity(strings.len()), 0);
    let mut reader = InOrder::new(strings, bytes)?;
    for _ in 0..strings.len() {
        let mut text = String::new();
        reader.next(&mut text)?;
        size += text.len();
        if size > bytes_max {
            return None;
        }
        held.push(text.into_boxed_str());
    }
    Some(held.into())
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_reader_of_many_rows_reads_each_as_it_stands_alone(
            kinds in prop::collection::vec(prop::option::of(0usize..150), 0..400),
            places in prop::collection::vec(any::<prop::sample::Index>(), 0..50),
            reads in 0usize..400,
        ) {
            let texts: Vec<String> = (0..150).map(|n| format!("{n}事由")).collect();
            let rows: Vec<Option<&str>> = kinds.iter().map(|kind| Some(texts[(*kind)?].as_str())).collect();
            let Encoded { column: bytes, dictionary, .. } = encode(rows.clone(), &crate::writer::tokens::train, None).whole();
            let open = &mut || {
                let bytes = dictionary.as_deref().unwrap();
                Dictionary::open(bytes, 0..bytes.len(), Section::Organisations).map(Arc::new)
            };
            let column = TextColumn::open(&bytes, 0..bytes.len(), rows.len(), open, Section::Organisations).unwrap();
            let mut reader = TextReader::new(&column, &bytes, reads);
            let places = places.iter().filter(|_| !rows.is_empty()).map(|place| place.index(rows.len()));
            for row in (0..rows.len()).chain(places) {
                let text = reader.get(&bytes, row);
                prop_assert_eq!(text.as_deref(), rows[row]);
                prop_assert_eq!(text, column.get(&bytes, row));
            }
        }
    }
}
