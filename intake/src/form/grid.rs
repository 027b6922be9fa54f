//! A table that is read whole before its rows are given: a sheet of a workbook, a table of a page, JSON objects.

use csv::ByteRecord;
use std::collections::BTreeMap;

/// Bytes that the cells of a file may have.
pub(crate) const TEXT_LIMIT: usize = 1 << 28;

/// Cells that a file may have.
const CELL_LIMIT: usize = 1 << 25;

/// Columns that a spreadsheet has.
pub(crate) const COLUMN_LIMIT: usize = 1 << 14;

/// Rows that a spreadsheet has.
pub(crate) const ROW_LIMIT: u64 = 1 << 20;

/// Rows and cells, one behind the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    /// What the file calls it
    pub(crate) name: Option<String>,
    /// Whether nobody sees it who opens the file
    pub(crate) is_hidden: bool,
    text: Vec<u8>,
    ends: Vec<u32>,
    /// Number of each row, and the cells up to its end
    rows: Vec<(u64, u32)>,
    /// Cells that stand for several rows: by their first row, column and last row
    merged: BTreeMap<u64, Vec<(usize, u64)>>,
    /// Rows that nobody sees who opens the file: how many, and the first
    pub(crate) hidden_rows: Option<(u64, u64)>,
}

/// There is more than a table may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLarge;

/// What is left of the room that the tables of one file have together.
pub(crate) struct Room {
    cells: usize,
    text: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            cells: CELL_LIMIT,
            text: TEXT_LIMIT,
        }
    }
}

impl Room {
    /// Whether there is room for a table, as far as it was read.
    pub(crate) fn check(&self, grid: &Grid) -> Result<(), TooLarge> {
        match grid.ends.len() > self.cells || grid.text.len() > self.text {
            true => Err(TooLarge),
            false => Ok(()),
        }
    }

    /// Takes the room of a table.
    pub(crate) fn take(&mut self, grid: &Grid) -> Result<(), TooLarge> {
        self.check(grid)?;
        self.cells -= grid.ends.len();
        self.text -= grid.text.len();
        Ok(())
    }
}

impl Grid {
    pub(crate) fn named(name: Option<String>) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }

    /// Begins a row. Its number is above those before.
    pub(crate) fn begin_row(&mut self, number: u64) {
        self.rows.push((number, self.ends.len() as u32));
    }

    /// Cells of the row begun last.
    pub(crate) fn row_len(&self) -> usize {
        self.ends.len() - self.row_start(self.rows.len().wrapping_sub(1))
    }

    /// Fills the cell at a place behind the last filled one of the row begun last. Blank text is not a cell.
    pub(crate) fn set(&mut self, column: usize, text: &str) -> Result<(), TooLarge> {
        if text.is_empty() {
            return Ok(());
        }
        let before = self.row_len();
        let blanks = column.saturating_sub(before);
        let is_full = self.ends.len() + blanks >= CELL_LIMIT || self.text.len() + text.len() > TEXT_LIMIT;
        if column >= COLUMN_LIMIT || is_full {
            return Err(TooLarge);
        }
        let end = self.text.len() as u32;
        self.ends.extend(std::iter::repeat_n(end, blanks));
        self.text.extend_from_slice(text.as_bytes());
        self.ends.push(self.text.len() as u32);
        if let Some((_, end)) = self.rows.last_mut() {
            *end = self.ends.len() as u32;
        }
        Ok(())
    }

    /// The cell in this row and column stands for the rows below too, to the last.
    pub(crate) fn merge(&mut self, first: u64, column: usize, last: u64) -> Result<(), TooLarge> {
        let merged = self.merged.entry(first).or_default();
        if column >= COLUMN_LIMIT || merged.len() >= COLUMN_LIMIT {
            return Err(TooLarge);
        }
        if last > first {
            merged.push((column, last));
        }
        Ok(())
    }

    pub(crate) fn hide_row(&mut self, number: u64) {
        let (count, _) = self.hidden_rows.get_or_insert((0, number));
        *count += 1;
    }

    /// Whether no cell is filled.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.iter().all(u8::is_ascii_whitespace)
    }

    /// Every filled cell, with its row and column.
    pub(crate) fn placed(&self) -> impl Iterator<Item = (u64, usize, &str)> {
        let rows = self.rows.iter().enumerate();
        let cells = rows.flat_map(|(at, (number, end))| {
            let places = self.row_start(at)..*end as usize;
            { places.enumerate() }.map(|(column, place)| (*number, column, self.cell(place)))
        });
        cells.filter_map(|(row, column, cell)| {
            let text = core::str::from_utf8(cell).ok()?;
            (!text.is_empty()).then_some((row, column, text))
        })
    }

    pub(crate) fn into_rows(self) -> GridRows {
        GridRows {
            grid: self,
            at: 0,
            standing: BTreeMap::new(),
            width: 0,
            filled: 0,
        }
    }

    fn row_start(&self, at: usize) -> usize {
        let before = at.checked_sub(1).and_then(|before| self.rows.get(before));
        before.map_or(0, |(_, end)| *end as usize)
    }

    fn cell(&self, at: usize) -> &[u8] {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.text.get(start..end(at)).unwrap_or_default()
    }
}

/// The rows of a grid, one after another, merged cells filled down.
#[derive(Clone, Debug)]
pub(crate) struct GridRows {
    grid: Grid,
    at: usize,
    /// Merged cells that reach into the rows to come: by column, the last row and the text
    standing: BTreeMap<usize, (u64, Vec<u8>)>,
    /// Cells that each row has at least
    pub(crate) width: usize,
    /// Cells filled from above
    pub(crate) filled: u64,
}

impl GridRows {
    pub(crate) fn grid(&self) -> &Grid {
        &self.grid
    }

    /// Puts the next row into the record; gives its number. Blank cells at its end may be missing.
    pub(crate) fn next(&mut self, record: &mut ByteRecord) -> Option<u64> {
        let (number, end) = *self.grid.rows.get(self.at)?;
        let start = self.grid.row_start(self.at);
        self.at += 1;
        self.standing.retain(|_, (last, _)| *last >= number);
        record.clear();
        // What stands in no row of its own is not filled: below a table nothing follows.
        let has_own = (start..end as usize).any(|at| !self.grid.cell(at).is_empty());
        let mut standing = self.standing.iter().peekable();
        let from_above = self.standing.last_key_value().filter(|_| has_own);
        let width = self.width.max(end as usize - start);
        for column in 0..width.max(from_above.map_or(0, |(column, _)| column + 1)) {
            let own = match start + column < end as usize {
                true => self.grid.cell(start + column),
                false => &[],
            };
            let above = standing.next_if(|(at, _)| **at == column);
            match above {
                Some((_, (_, text))) if own.is_empty() && has_own => {
                    record.push_field(text);
                    self.filled += 1;
                }
                _ => record.push_field(own),
            }
        }
        for (column, last) in self.grid.merged.remove(&number).unwrap_or_default() {
            if let Some(text) = record.get(column).filter(|text| !text.is_empty()) {
                self.standing.insert(column, (last, text.to_vec()));
            }
        }
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(grid: Grid) -> Vec<(u64, String)> {
        let mut rows = grid.into_rows();
        let mut record = ByteRecord::new();
        let mut found = Vec::new();
        while let Some(number) = rows.next(&mut record) {
            let cells: Vec<_> = record.iter().map(String::from_utf8_lossy).collect();
            found.push((number, cells.join("|")));
        }
        found
    }

    #[test]
    fn merged_cells_stand_in_every_row_they_cover() {
        let mut grid = Grid::default();
        for (number, cells) in [
            (2, ["甲", "1", ""]),
            (3, ["", "2", "x"]),
            (4, ["", "", ""]),
            (5, ["", "3", ""]),
        ] {
            grid.begin_row(number);
            for (column, text) in cells.iter().enumerate() {
                grid.set(column, text).unwrap();
            }
        }
        grid.merge(2, 0, 4).unwrap();
        let expected = [(2, "甲|1"), (3, "甲|2|x"), (4, ""), (5, "|3")];
        assert_eq!(rows(grid), expected.map(|(row, text)| (row, text.to_owned())));
    }

    #[test]
    fn a_table_is_no_larger_than_it_may_be() {
        let mut grid = Grid::default();
        grid.begin_row(1);
        assert_eq!(grid.set(COLUMN_LIMIT, "x"), Err(TooLarge));
        let mut rows = 0;
        while grid.set(COLUMN_LIMIT - 1, "x").is_ok() {
            rows += 1;
            grid.begin_row(rows);
        }
        assert!(rows as usize * COLUMN_LIMIT <= CELL_LIMIT, "{rows}");
    }
}
