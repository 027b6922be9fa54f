//! A register of subjects, such as an institution's suppliers: a table of which some columns say who is meant.
//!
//! Unlike a feed it belongs to somebody else: every row is given, in its order and as it stands, and columns that are not
//! ours are no mistake.

mod columns;
mod error;

pub use columns::{Language, RegisterColumn, Subjects, Unreadable};
pub use error::RegisterError;

use crate::table::{Rows, text};
use csv::StringRecord;
use std::io::Read;

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
/// let subject = subjects.read(&row).unwrap();
/// assert_eq!(subject.credit_code.as_deref(), Some("91320507MA1QF7RX58"));
///
/// let blank = register.next_row().unwrap().unwrap();
/// assert!(subjects.read(&blank).is_err());
/// assert!(register.next_row().unwrap().is_none());
/// ```
pub struct Register<'n, R> {
    rows: Rows<'n, R>,
    header: RegisterRow,
    subjects: Subjects,
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
    fn even(cells: StringRecord) -> Self {
        Self { cells, uneven: None }
    }

    fn fitted(cells: StringRecord, row: u64, expected: usize) -> Self {
        let found = cells.len();
        if found == expected {
            return Self::even(cells);
        }
        let mut fitted: Vec<String> = cells.iter().map(str::to_owned).collect();
        if found > expected {
            let rest = fitted.split_off(expected.saturating_sub(1));
            fitted.push(rest.join(","));
        }
        fitted.resize(expected, String::new());
        Self {
            cells: StringRecord::from(fitted),
            uneven: Some(Uneven { row, found, expected }),
        }
    }

    /// Its cells, unchanged.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }
}

impl<'n, R: Read> Register<'n, R> {
    /// Reads the header row. The name of the source is what messages call it.
    pub fn open(source_name: &'n str, input: R) -> Result<Self, RegisterError> {
        let mut rows = Rows::of(source_name, input);
        let header = rows.next()?.map(|(_, row)| text(row));
        let header = header.ok_or_else(|| RegisterError::Empty {
            file: source_name.to_owned(),
        })?;
        let subjects = Subjects::find(source_name, &header)?;
        Ok(Self {
            rows,
            header: RegisterRow::even(header),
            subjects,
            blanks: 0,
            waiting: None,
        })
    }

    /// The header row.
    pub fn header(&self) -> &RegisterRow {
        &self.header
    }

    /// Where a row says who is meant.
    pub fn subjects(&self) -> &Subjects {
        &self.subjects
    }

    /// Whether the file begins with a byte-order mark, as spreadsheets write it.
    pub fn has_byte_order_mark(&self) -> bool {
        self.rows.has_mark()
    }

    /// The next row; a blank line is a row of blank cells. `None` at the end.
    pub fn next_row(&mut self) -> Result<Option<RegisterRow>, RegisterError> {
        let width = self.header.cells.len();
        if self.blanks == 0 && self.waiting.is_none() {
            match self.rows.next_with_blanks()? {
                Some((blanks, row, cells)) => {
                    self.blanks = blanks;
                    self.waiting = Some(RegisterRow::fitted(text(cells), row, width));
                }
                None => self.blanks = self.rows.blanks_at_end(),
            }
        }
        if self.blanks > 0 {
            self.blanks -= 1;
            return Ok(Some(RegisterRow::even(StringRecord::from(vec![""; width]))));
        }
        Ok(self.waiting.take())
    }
}
