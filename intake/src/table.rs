//! A feed as rows of cells with their row numbers, whatever form it has.

use crate::FeedError;
use crate::form::{self, Form, Grid, GridRows, Opened};
use crate::scan::Scan;
use csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder, StringRecord};
use std::io::{self, Read};

/// Bytes read at a time.
const BUFFER: usize = 1 << 16;

/// Rows of a feed, the header first. A workbook has several tables, which are read one after another.
pub(crate) struct Rows<'n, R> {
    file: &'n str,
    source: Source<R>,
    form: Form,
    cells: ByteRecord,
    number: u64,
}

/// Where the rows come from.
enum Source<R> {
    Text {
        reader: Box<Reader<Scan<R>>>,
        /// The first line only tells the separator
        separator_is_said: bool,
    },
    Grids {
        table: Box<GridRows>,
        next: std::vec::IntoIter<Grid>,
        /// What the tables of the file are called
        names: Vec<String>,
    },
}

impl<'n, R: Read> Rows<'n, R> {
    pub(crate) fn of(file: &'n str, input: R) -> Result<Self, FeedError> {
        let (form, source) = match form::open(file, input)? {
            Opened::Text(decoder, separator) => {
                let form = Form::Separated {
                    encoding: decoder.encoding(),
                    separator: separator.name(),
                };
                let reader = ReaderBuilder::new()
                    .has_headers(false)
                    .flexible(true)
                    .delimiter(separator.byte)
                    .buffer_capacity(BUFFER)
                    .from_reader(Scan::new(decoder, separator.byte));
                let source = Source::Text {
                    reader: Box::new(reader),
                    separator_is_said: separator.is_said,
                };
                (form, source)
            }
            Opened::Grids(form, grids) => {
                let names = grids.iter().map(|grid| grid.name.clone().unwrap_or_default());
                let names = names.collect();
                let mut next = grids.into_iter();
                let first = next.next().unwrap_or_default();
                let source = Source::Grids {
                    table: Box::new(first.into_rows()),
                    next,
                    names,
                };
                (form, source)
            }
        };
        Ok(Self {
            file,
            source,
            form,
            cells: ByteRecord::new(),
            number: 0,
        })
    }

    /// What the file is.
    pub(crate) fn form(&self) -> Form {
        self.form
    }

    /// What the tables of the file are called, where it has more than one.
    pub(crate) fn names(&self) -> &[String] {
        match &self.source {
            Source::Grids { names, .. } if names.len() > 1 => names,
            _ => &[],
        }
    }

    /// The table being read, where it was read whole.
    pub(crate) fn grid(&self) -> Option<&GridRows> {
        match &self.source {
            Source::Text { .. } => None,
            Source::Grids { table, .. } => Some(table),
        }
    }

    /// Goes on to the next table; `false` where there is none.
    pub(crate) fn next_table(&mut self) -> bool {
        let Source::Grids { table, next, .. } = &mut self.source else {
            return false;
        };
        let Some(grid) = next.next() else {
            return false;
        };
        **table = grid.into_rows();
        self.number = 0;
        true
    }

    /// Goes on to the table of this name; `false` where there is none.
    pub(crate) fn go_to_table(&mut self, name: &str) -> bool {
        loop {
            let found = self.grid().and_then(|rows| rows.grid().name.as_deref());
            if found.is_some_and(|found| found.trim() == name.trim()) {
                return true;
            }
            if !self.next_table() {
                return false;
            }
        }
    }

    /// Lets rows that are read whole have as many cells as this: spreadsheets do not keep blank ones.
    pub(crate) fn widen(&mut self, width: usize) {
        if let Source::Grids { table, .. } = &mut self.source {
            table.width = width;
        }
    }

    /// The next row that is not blank, with its number as a spreadsheet shows it; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<(u64, &ByteRecord)>, FeedError> {
        while self.advance()?.is_some() {
            if self.cells.iter().any(|cell| !is_blank(cell)) {
                return Ok(Some((self.number, &self.cells)));
            }
        }
        Ok(None)
    }

    /// The next row with a cell, with its number and that of the lines without any before it; `None` at the end.
    pub(crate) fn next_with_blanks(&mut self) -> Result<Option<(u64, u64, &ByteRecord)>, FeedError> {
        let blanks = self.advance()?;
        Ok(blanks.map(|blanks| (blanks, self.number, &self.cells)))
    }

    /// Lines without any cell after the last row.
    pub(crate) fn blanks_at_end(&mut self) -> u64 {
        match &mut self.source {
            Source::Text { reader, .. } => reader.get_mut().blank_rows_before(u64::MAX),
            Source::Grids { .. } => 0,
        }
    }

    /// Whether the file is one that spreadsheets know for what it is: by its byte-order mark, or because it is not UTF-8. Known
    /// once a row was read.
    pub(crate) fn has_mark(&self) -> bool {
        match &self.source {
            Source::Text { reader, .. } => {
                reader.get_ref().has_mark() || reader.get_ref().encoding() != form::Encoding::Utf8
            }
            Source::Grids { .. } => true,
        }
    }

    /// Reads a row; gives the number of lines without any cell before it.
    fn advance(&mut self) -> Result<Option<u64>, FeedError> {
        let (reader, separator_is_said) = match &mut self.source {
            Source::Text {
                reader,
                separator_is_said,
            } => (reader, core::mem::take(separator_is_said)),
            Source::Grids { table, .. } => {
                let Some(number) = table.next(&mut self.cells) else {
                    return Ok(None);
                };
                let blanks = number.saturating_sub(self.number + 1);
                self.number = number;
                return Ok(Some(blanks));
            }
        };
        let mut blanks = 0;
        for _ in 0..=usize::from(separator_is_said) {
            match reader.read_byte_record(&mut self.cells) {
                Ok(true) => {}
                Ok(false) => return Ok(None),
                Err(error) => {
                    return Err(match reader.get_ref().fault(self.file) {
                        Some(fault) => fault,
                        None => io_error(self.file, error),
                    });
                }
            }
            let end = reader.position().byte();
            blanks = reader.get_mut().blank_rows_before(end);
            self.number += 1 + blanks;
        }
        Ok(Some(blanks))
    }
}

/// The first rows of a file's first table that are not blank, at most so many, with their numbers and their cells as they stand: for
/// whoever knows the table already.
pub fn first_rows(
    source_name: &str,
    input: impl Read,
    most: usize,
) -> Result<Vec<(u64, Vec<String>)>, FeedError> {
    let mut rows = Rows::of(source_name, input)?;
    let mut found = Vec::new();
    while found.len() < most
        && let Some((number, cells)) = rows.next()?
    {
        found.push((number, text(cells).iter().map(str::to_owned).collect()));
    }
    Ok(found)
}

fn io_error(file: &str, error: csv::Error) -> FeedError {
    let source = match error.into_kind() {
        ErrorKind::Io(source) => source,
        other => io::Error::other(format!("{other:?}")),
    };
    FeedError::Io {
        file: file.to_owned(),
        source,
    }
}

/// The cells as text, which [`Scan`] has seen them to be.
pub(crate) fn text(cells: &ByteRecord) -> StringRecord {
    StringRecord::from_byte_record_lossy(cells.clone())
}

/// Whether a cell, which [`Scan`] has seen to be UTF-8, is white space.
fn is_blank(cell: &[u8]) -> bool {
    let printable = cell.first().is_some_and(u8::is_ascii_graphic);
    !printable && String::from_utf8_lossy(cell).trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let take = self.0.len().min(buffer.len()).min(1);
            self.0.read(&mut buffer[..take])
        }
    }

    fn numbers(input: impl Read) -> Vec<(u64, String)> {
        let mut rows = Rows::of("f", input).unwrap();
        let mut found = Vec::new();
        while let Some((number, cells)) = rows.next().unwrap() {
            let cells: Vec<_> = cells.iter().map(String::from_utf8_lossy).collect();
            found.push((number, cells.join("|")));
        }
        found
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does() {
        for (feed, expected) in [
            ("a,b\nc,d\n", vec![(1, "a|b"), (2, "c|d")]),
            ("a\r\n\r\nb\r\n", vec![(1, "a"), (3, "b")]),
            ("a\rb\r\rc", vec![(1, "a"), (2, "b"), (4, "c")]),
            ("a\n\n\n\nb\n\nc\n", vec![(1, "a"), (5, "b"), (7, "c")]),
            ("a\n\"x\ny\",z\nb\n", vec![(1, "a"), (2, "x\ny|z"), (3, "b")]),
            (
                "a\n\"x \"\"q\"\"\n\n\",z\n\nb\n",
                vec![(1, "a"), (2, "x \"q\"\n\n|z"), (4, "b")],
            ),
            ("a\nx\"y,z\nb", vec![(1, "a"), (2, "x\"y|z"), (3, "b")]),
            ("\u{feff}\"a\",b\n,\n , \nc,d\n", vec![(1, "a|b"), (4, "c|d")]),
            ("\n\na\n", vec![(3, "a")]),
        ] {
            let expected: Vec<_> = expected
                .into_iter()
                .map(|(n, text)| (n, text.to_owned()))
                .collect();
            assert_eq!(numbers(feed.as_bytes()), expected, "{feed:?}");
            if !feed.starts_with('\u{feff}') {
                assert_eq!(numbers(Drip(feed.as_bytes())), expected, "{feed:?}");
            }
        }
    }

    #[test]
    fn broken_bytes_are_told_with_row_and_offset() {
        for (feed, expected) in [
            (
                &b"\xE4\xBA\x91\xE4\xBA\x91\xE4\xBA\x91,b\nx,\xFF\n"[..],
                "f: row 2, byte 14: not UTF-8, though the text before is",
            ),
            (
                b"a,b\nx,\xD4\xC6\xFF\n",
                "f: row 2, byte 8: neither UTF-8 nor GB18030 (GBK)",
            ),
            (b"\xFF\xFEa\0,", "f: row 1, byte 4: not UTF-16"),
            (b"a\n\n\"b\nc\n", "f: row 3: a quoted cell does not end"),
        ] {
            assert!(
                failure(feed).starts_with(expected),
                "{expected}: {}",
                failure(feed)
            );
            assert!(failure(Drip(feed)).starts_with(expected), "{expected}");
        }
    }

    fn failure(input: impl Read) -> String {
        let mut rows = match Rows::of("f", input) {
            Ok(rows) => rows,
            Err(error) => return error.to_string(),
        };
        loop {
            match rows.next() {
                Ok(row) => assert!(row.is_some(), "no error"),
                Err(error) => return error.to_string(),
            }
        }
    }

    #[test]
    fn an_endless_row_is_refused_before_it_fills_the_memory() {
        let feed = [b"a\n\"".as_slice(), &vec![b'x'; 3 << 20]].concat();
        let mut rows = Rows::of("f", feed.as_slice()).unwrap();
        rows.next().unwrap();
        let error = rows.next().unwrap_err().to_string();
        assert!(
            error.starts_with("f: row 2: longer than 1048576 bytes"),
            "{error}"
        );
    }
}
