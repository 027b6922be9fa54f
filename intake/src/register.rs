//! A register of subjects, such as an institution's suppliers: a table of which some columns say who is meant.
//!
//! Unlike a feed it belongs to somebody else: every row is given, in its order and as it stands, and columns that are not
//! ours are not a mistake.

mod column;
mod columns;
mod error;
mod head;
mod lexicon;
mod looks;
mod options;
mod quotes;
mod reading;
mod subjects;
mod title;
pub(crate) mod vocabulary;

pub use column::{Language, RegisterColumn, TitledColumn};
pub use error::RegisterError;
pub(crate) use looks::is_like_name;
pub use options::RegisterOptions;
pub(crate) use quotes::{has_swallowed, line_breaks};
pub(crate) use reading::is_like_id;
pub use reading::{Reading, Unreadable};
pub use subjects::{Subjects, Watch};
pub(crate) use title::{TitleSays, is_number, title_says, undressed};

use crate::table::{Rows, text};
use crate::{Form, clean};
use csv::StringRecord;
use std::collections::VecDeque;
use std::io::Read;

/// Rows that are looked at before the first is given.
const SAMPLE: usize = 1000;

/// Rows in which the header is looked for.
const HEADER_AMONG: usize = 30;

/// A register being read.
///
/// ```
/// use jrp_intake::{Register, RegisterRow};
///
/// let table = "编号,供应商名称,统一社会信用代码\n1,某某公司,91320507MA1QF7RX58\n\n";
/// let mut register = Register::open("suppliers.csv", table.as_bytes()).unwrap();
/// let subjects = register.subjects().clone();
///
/// let row = register.next_row().unwrap().unwrap();
/// assert_eq!(row.cells().next(), Some("1"));
/// let reading = subjects.read(&row);
/// assert_eq!(reading.subjects[0].credit_code.as_deref(), Some("91320507MA1QF7RX58"));
///
/// let blank = register.next_row().unwrap().unwrap();
/// assert!(subjects.read(&blank).subjects.is_empty());
/// assert!(register.next_row().unwrap().is_none());
/// ```
pub struct Register<'n, R> {
    above: Vec<RegisterRow>,
    header: RegisterRow,
    subjects: Subjects,
    source: Source<'n, R>,
    /// Rows read already, from which the columns were found
    sample: VecDeque<RegisterRow>,
}

/// The rows as they come.
struct Source<'n, R> {
    rows: Rows<'n, R>,
    width: usize,
    /// Rows read already, each with the lines without any cell before it and its number
    ahead: VecDeque<(u64, u64, StringRecord)>,
    /// Lines of the file before the next row
    lines: u64,
    /// Lines without any cell that come next
    blanks: u64,
    /// The row behind them
    waiting: Option<RegisterRow>,
}

/// A row as it stands, with as many cells as the header: where it has fewer, blank ones follow; where it has more, the
/// last holds what is left of the row. Either way nobody knows which cell says what, so it cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterRow {
    cells: StringRecord,
    /// Where the row has more or fewer cells than the header
    uneven: Option<Uneven>,
    /// The row as a spreadsheet shows it
    row: u64,
    /// Its first and its last line in the file
    line: u64,
    last_line: u64,
}

/// A row that the header does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uneven {
    /// The row, as a spreadsheet shows it
    pub row: u64,
    /// Its cells
    pub found: usize,
    /// Those of the header
    pub expected: usize,
}

impl RegisterRow {
    fn fitted(cells: StringRecord, row: u64, expected: usize) -> Self {
        let found = cells.len();
        let even = Self {
            cells,
            uneven: None,
            row,
            line: row,
            last_line: row,
        };
        if found == expected {
            return even;
        }
        let mut fitted: Vec<String> = even.cells.iter().map(str::to_owned).collect();
        if found > expected {
            let rest = fitted.split_off(expected.saturating_sub(1));
            fitted.push(rest.join(","));
        }
        fitted.resize(expected, String::new());
        Self {
            cells: StringRecord::from(fitted),
            uneven: Some(Uneven { row, found, expected }),
            ..even
        }
    }

    /// Its cells, unchanged.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }
}

impl<'n, R: Read> Register<'n, R> {
    /// Reads the header row, and the first rows to know the columns by. The name of the source is what messages call it.
    pub fn open(source_name: &'n str, input: R) -> Result<Self, RegisterError> {
        Self::open_with(source_name, input, &RegisterOptions::default())
    }

    /// The same, told how to read it.
    pub fn open_with(
        source_name: &'n str,
        input: R,
        options: &RegisterOptions,
    ) -> Result<Self, RegisterError> {
        let mut rows = Rows::of(source_name, input)?;
        match &options.sheet {
            Some(sheet) if !rows.go_to_table(sheet) => {
                return Err(RegisterError::NoSuchSheet {
                    file: source_name.to_owned(),
                    wanted: clean::quoted(sheet),
                });
            }
            None if !rows.names().is_empty() => {
                return Err(RegisterError::SeveralSheets {
                    file: source_name.to_owned(),
                    names: rows.names().iter().map(|name| clean::quoted(name)).collect(),
                });
            }
            _ => {}
        }
        let mut ahead = VecDeque::new();
        while ahead.len() < HEADER_AMONG
            && let Some((blanks, row, cells)) = rows.next_with_blanks()?
        {
            ahead.push_back((blanks, row, text(cells)));
        }
        let (header_row, titles) = head::find(source_name, &ahead)?;
        let width = titles.len();
        rows.widen(width);
        if rows.grid().is_some() {
            // Read before that was known.
            for (_, _, cells) in &mut ahead {
                while cells.len() < width {
                    cells.push_field("");
                }
            }
        }
        let mut source = Source {
            rows,
            width,
            ahead,
            lines: 0,
            blanks: 0,
            waiting: None,
        };
        let mut above = Vec::new();
        let header = loop {
            match source.next()? {
                Some(row) if row.row == header_row => break row,
                Some(row) => above.push(row),
                None => {
                    return Err(RegisterError::Empty {
                        file: source_name.to_owned(),
                    });
                }
            }
        };
        let mut sample = Vec::new();
        while sample.len() < SAMPLE
            && let Some(row) = source.next()?
        {
            sample.push(row);
        }
        Ok(Self {
            subjects: Subjects::find(source_name, &header.cells, &sample, options)?,
            above,
            header,
            source,
            sample: sample.into(),
        })
    }

    /// The rows above the header: titles of the table, and blank lines. They name nobody.
    pub fn above(&self) -> &[RegisterRow] {
        &self.above
    }

    /// The header row.
    pub fn header(&self) -> &RegisterRow {
        &self.header
    }

    /// Where a row says who is meant.
    pub fn subjects(&self) -> &Subjects {
        &self.subjects
    }

    /// What the file is.
    pub fn form(&self) -> Form {
        self.source.rows.form()
    }

    /// Whether the file begins with a byte-order mark, as spreadsheets write it.
    pub fn has_byte_order_mark(&self) -> bool {
        self.source.rows.has_mark()
    }

    /// The next row; a blank line is a row of blank cells. `None` at the end.
    pub fn next_row(&mut self) -> Result<Option<RegisterRow>, RegisterError> {
        match self.sample.pop_front() {
            Some(row) => Ok(Some(row)),
            None => self.source.next(),
        }
    }
}

impl<R: Read> Source<'_, R> {
    fn next(&mut self) -> Result<Option<RegisterRow>, RegisterError> {
        if self.blanks == 0 && self.waiting.is_none() {
            let next = match self.ahead.pop_front() {
                Some(ahead) => Some(ahead),
                None => {
                    { self.rows.next_with_blanks()? }.map(|(blanks, row, cells)| (blanks, row, text(cells)))
                }
            };
            match next {
                Some((blanks, row, cells)) => {
                    let lines = breaks(&cells);
                    let line = self.lines + blanks + 1;
                    self.lines = line + lines;
                    self.blanks = blanks;
                    self.waiting = Some(RegisterRow {
                        line,
                        last_line: line + lines,
                        ..RegisterRow::fitted(cells, row, self.width)
                    });
                }
                None => self.blanks = self.rows.blanks_at_end(),
            }
        }
        if self.blanks > 0 {
            self.blanks -= 1;
            let cells = StringRecord::from(vec![""; self.width]);
            return Ok(Some(RegisterRow::fitted(cells, 0, self.width)));
        }
        Ok(self.waiting.take())
    }
}

/// Line breaks in the cells of a row.
fn breaks(cells: &StringRecord) -> u64 {
    let all = cells.as_slice();
    match all.bytes().any(|byte| matches!(byte, b'\n' | b'\r')) {
        true => cells.iter().map(line_breaks).sum::<usize>() as u64,
        false => 0,
    }
}
