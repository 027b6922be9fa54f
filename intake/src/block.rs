//! Rows of a feed by the thousand, so that threads can share them out.

use crate::Column;
use crate::header::Header;
use crate::note::Note;
use csv::ByteRecord;
use jrp_core::date::Date;
use std::borrow::Cow;
use std::sync::Arc;

/// Bytes from which on a block is full.
const FULL: usize = 1 << 18;

/// Some rows of one feed, one behind the other.
pub struct Block {
    pub(crate) header: Arc<Header>,
    pub(crate) source_name: Arc<str>,
    pub(crate) file: u32,
    bytes: Vec<u8>,
    /// Where each cell ends
    ends: Vec<u32>,
    /// Number of each row, and the cells up to its end
    rows: Vec<(u64, u32)>,
    /// Rows that stand above the header
    pub(crate) above: Vec<u64>,
    /// Rows in which blank cells were filled from above
    pub(crate) filled: Vec<u64>,
    /// What is said of the file, where its table begins here
    pub(crate) notes: Vec<Note>,
}

/// The cells of one row.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    text: &'a str,
    start: u32,
    ends: &'a [u32],
}

impl Block {
    pub(crate) fn new(header: &Arc<Header>, source_name: &Arc<str>, file: u32) -> Self {
        Self {
            header: Arc::clone(header),
            source_name: Arc::clone(source_name),
            file,
            bytes: Vec::with_capacity(FULL + FULL / 8),
            ends: Vec::new(),
            rows: Vec::new(),
            above: Vec::new(),
            filled: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// What messages call the feed, and the sheet of it.
    pub fn name(&self) -> &str {
        &self.source_name
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The number of each row.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = u64> {
        self.rows.iter().map(|(number, _)| *number)
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(crate) fn is_full(&self) -> bool {
        self.bytes.len() >= FULL
    }

    /// Adds a row; `filled` has cells for places that are blank in it.
    pub(crate) fn push(&mut self, number: u64, cells: &ByteRecord, filled: &[(usize, Vec<u8>)]) {
        if !filled.is_empty() {
            self.filled.push(number);
        }
        for (at, cell) in cells.iter().enumerate() {
            let from_above = filled.iter().find(|(place, _)| *place == at);
            let cell = from_above.map_or(cell, |(_, text)| text);
            self.bytes.extend_from_slice(cell);
            self.ends.push(self.bytes.len() as u32);
        }
        self.rows.push((number, self.ends.len() as u32));
    }

    /// The titles of the columns, as the file has them.
    pub fn titles(&self) -> &[String] {
        self.header.titles()
    }

    /// The columns in the order of the file, each with its place. Between them may stand columns that are passed over.
    pub fn places(&self) -> Vec<(usize, Column)> {
        let placed = Column::all().filter_map(|column| Some((self.header.place(column)?, column)));
        let mut placed: Vec<_> = placed.collect();
        placed.sort_unstable();
        placed
    }

    /// Every place that says something of a row, in the order of the file; one may be read as several columns, or be one of several
    /// that are read as the same.
    pub fn kept_places(&self) -> Vec<usize> {
        self.header.kept_places()
    }

    /// Each row with its number as a spreadsheet shows it, and its cells as they stand, whatever its width. For whoever keeps
    /// rows as they came.
    pub fn cells<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (u64, Vec<&'a str>)> {
        self.rows(text)
            .map(|(number, row)| (number, (0..row.len()).filter_map(|at| row.get(at)).collect()))
    }

    /// The columns of ours that a profile makes of the table, where it is read by one.
    pub fn columns_by_profile(&self) -> Option<Vec<Column>> {
        let profile = self.header.profile()?;
        let has_number = self.header.place(Column::Id).is_some();
        let is_told = |column: &Column| {
            self.header.place(*column).is_some()
                || profile.constant(*column).is_some()
                || *column == Column::IdKind && has_number
        };
        Some(Column::all().filter(is_told).collect())
    }

    /// The same rows as [`Block::cells`] in these columns, as a profile reads them on a day: what a code stands for, what every row has.
    /// With each the day on which it is to leave its list, where the table tells that. A row that the header does not fit has its own
    /// cells behind them, so that it fits no better here.
    pub fn cells_by_profile<'a>(
        &'a self,
        text: &'a str,
        columns: &'a [Column],
        on: Date,
    ) -> impl Iterator<Item = (Option<Date>, Vec<&'a str>)> {
        self.rows(text).map(move |(_, row)| {
            let own = columns.iter().map(move |column| match column {
                Column::Status => self.header.state(row, on),
                column => self.header.cell(row, *column),
            });
            let is_even = self.header.fits(row);
            let behind = (0..row.len())
                .filter(move |_| !is_even)
                .filter_map(move |at| row.get(at));
            (self.header.leaves_on(row), own.chain(behind).collect())
        })
    }

    /// The cells' text, for [`Block::cells`]. Reading has seen it to be UTF-8.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// Each row with its number as a spreadsheet shows it.
    pub(crate) fn rows<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (u64, Row<'a>)> {
        let (mut cells, mut start) = (0, 0);
        self.rows.iter().map(move |(number, end)| {
            let ends = self.ends.get(cells..*end as usize).unwrap_or_default();
            let row = Row { text, start, ends };
            cells = *end as usize;
            start = ends.last().copied().unwrap_or(start);
            (*number, row)
        })
    }
}

impl<'a> Row<'a> {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether a cell has more than one line.
    pub(crate) fn has_breaks(&self) -> bool {
        let end = self.ends.last().copied().unwrap_or(self.start);
        let text = self
            .text
            .get(self.start as usize..end as usize)
            .unwrap_or_default();
        // Every byte is looked at, which is quicker than to stop early.
        text.bytes()
            .fold(false, |found, b| found | matches!(b, b'\n' | b'\r'))
    }

    pub(crate) fn get(&self, place: usize) -> Option<&'a str> {
        let end = *self.ends.get(place)?;
        let before = place.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = before.copied().unwrap_or(self.start);
        self.text.get(start as usize..end as usize)
    }
}
