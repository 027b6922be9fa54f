//! What the repetitions in an ODS come to. A cell may say that it stands a million times; its reader writes all of them out.

use super::tags::{Piece, greatest};

/// Cells that all tables may have, written out; each takes some fifty bytes, twice.
const CELLS: u64 = 1 << 23;

/// Bytes that the texts of all cells may have, written out.
const TEXTS: u64 = 1 << 28;

/// Columns and rows that a reader writes out at most, whatever a cell or row says.
const COLUMNS: u64 = 1 << 14;
const ROWS: u64 = 1 << 20;

/// More than a table may have.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLarge;

/// The tables of `content.xml` as they pass.
#[derive(Default)]
pub(super) struct Repeated {
    pub(super) tables: usize,
    /// Cells that rows are read as, and that tables are laid out as
    read: u64,
    laid: u64,
    texts: u64,
    table: Table,
    row: Row,
    cell: Option<Cell>,
}

/// Up to the last cell that holds something.
#[derive(Default)]
struct Table {
    rows: u64,
    blank_rows: u64,
    width: u64,
}

#[derive(Default)]
struct Row {
    times: u64,
    columns: u64,
    blank_columns: u64,
    filled: u64,
    texts: u64,
}

struct Cell {
    times: u64,
    is_filled: bool,
    bytes: u64,
}

impl Repeated {
    pub(super) fn see(&mut self, piece: Piece<'_>) -> Result<(), TooLarge> {
        let (tag, length) = match piece {
            Piece::Tag(tag, length) => (tag, length),
            Piece::Text(text, length) => {
                if let Some(cell) = self.cell.as_mut().filter(|_| !text.trim_ascii().is_empty()) {
                    cell.hold(length);
                }
                return Ok(());
            }
        };
        let name = tag
            .split([' ', '\n', '\r', '\t', '/'])
            .find(|word| !word.is_empty());
        let (is_end, is_whole) = (tag.starts_with('/'), tag.ends_with('/'));
        match name.unwrap_or_default() {
            "table:table" if is_end => self.end_table()?,
            "table:table" => {
                self.tables += 1;
                self.table = Table::default();
            }
            "table:table-row" => {
                if !is_end {
                    self.row = Row {
                        times: greatest(tag, "number-rows-repeated").unwrap_or(1).min(ROWS),
                        ..Row::default()
                    };
                }
                if is_end || is_whole {
                    self.end_row()?;
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                if !is_end {
                    self.row.columns += std::mem::take(&mut self.row.blank_columns);
                    self.cell = Some(Cell {
                        times: greatest(tag, "number-columns-repeated").unwrap_or(1).min(COLUMNS),
                        is_filled: tag.contains("office:") || tag.contains("table:formula"),
                        bytes: length,
                    });
                }
                if is_end || is_whole {
                    self.end_cell();
                }
            }
            "text:s" if !is_end => {
                let blanks = greatest(tag, "text:c").unwrap_or(1);
                if let Some(cell) = &mut self.cell {
                    cell.hold(blanks);
                }
                // They are written out one by one.
                if blanks > TEXTS {
                    return Err(TooLarge);
                }
            }
            // A break of a line or paragraph is a character.
            _ => {
                if let Some(cell) = &mut self.cell {
                    cell.bytes = cell.bytes.saturating_add(1);
                }
            }
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        if !cell.is_filled {
            self.row.blank_columns = self.row.blank_columns.saturating_add(cell.times).min(COLUMNS);
            return;
        }
        self.row.columns += cell.times;
        self.row.filled = self.row.columns;
        let texts = cell.times.saturating_mul(cell.bytes);
        self.row.texts = self.row.texts.saturating_add(texts);
    }

    fn end_row(&mut self) -> Result<(), TooLarge> {
        let row = std::mem::take(&mut self.row);
        self.read = within(self.read, row.columns, CELLS)?;
        if row.filled == 0 {
            self.table.blank_rows = self.table.blank_rows.saturating_add(row.times).min(ROWS);
            return Ok(());
        }
        self.table.rows += std::mem::take(&mut self.table.blank_rows) + row.times;
        self.table.width = self.table.width.max(row.filled);
        // What a row holds is held once while it is read, and as often as it stands when it is laid out.
        self.texts = within(self.texts, row.texts.saturating_mul(row.times), TEXTS)?;
        within(0, self.table.rows.saturating_mul(self.table.width), CELLS)?;
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), TooLarge> {
        let table = std::mem::take(&mut self.table);
        self.laid = within(self.laid, table.rows.saturating_mul(table.width), CELLS)?;
        Ok(())
    }
}

impl Cell {
    fn hold(&mut self, bytes: u64) {
        self.is_filled = true;
        self.bytes = self.bytes.saturating_add(bytes);
    }
}

fn within(sum: u64, more: u64, limit: u64) -> Result<u64, TooLarge> {
    let sum = sum.saturating_add(more);
    match sum > limit {
        true => Err(TooLarge),
        false => Ok(sum),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tags::{Odd, Tags};
    use super::*;

    impl From<Odd> for TooLarge {
        fn from(_: Odd) -> Self {
            Self
        }
    }

    fn seen(rows: &str) -> Result<(), TooLarge> {
        let text = format!("<table:table table:name=\"a\">{rows}</table:table>");
        let mut repeated = Repeated::default();
        Tags::default().feed(text.as_bytes(), |piece| repeated.see(piece))
    }

    fn cell(more: &str, text: &str) -> String {
        format!(
            "<table:table-cell {more} office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    }

    #[test]
    fn sheets_as_programs_write_them_are_read() {
        let blank_end = "<table:table-cell table:number-columns-repeated=\"16380\"/>";
        let row = format!(
            "<table:table-row>{}{}{blank_end}</table:table-row>",
            cell("", "甲"),
            cell("", "乙")
        );
        let blank_rows =
            format!("<table:table-row table:number-rows-repeated=\"1048570\">{blank_end}</table:table-row>");
        assert_eq!(seen(&(row.repeat(5000) + &blank_rows)), Ok(()));
        let far =
            "<table:table-row table:number-rows-repeated=\"100000\"><table:table-cell/></table:table-row>"
                .to_owned();
        assert_eq!(seen(&(row.clone() + &far + &row)), Ok(()));
    }

    #[test]
    fn repetitions_that_fill_the_memory_are_refused() {
        let many = "table:number-columns-repeated=\"16384\"";
        let rows = |count: &str, cells: &str| {
            format!("<table:table-row table:number-rows-repeated=\"{count}\">{cells}</table:table-row>")
        };
        for hostile in [
            rows("1048576", &cell(many, "甲")),
            rows("99999999999999999999999", &(cell(many, "甲"))),
            rows("1", &cell(many, &"甲".repeat(10_000))),
            rows("1", &cell(many, "甲")).repeat(600),
            rows("1000000", &cell("", &"甲".repeat(100))),
            // Blank cells and rows in front of a filled one.
            rows("1048575", "<table:table-cell/>")
                + &rows("1", &(format!("<table:table-cell {many}/>") + &cell("", "甲"))),
            rows("1", &format!("<table:table-cell {many}/><table:table-cell/>")).repeat(600),
            rows("1", &cell("", "<text:s text:c=\"18446744073709551615\"/>")),
            rows("1", &cell("", "<text:s text:c = '300000000'/>")),
            // A sign that ends no tag where it stands in quotation marks.
            rows("1048576", &cell(&format!("x=\">\" {many}"), "甲")),
        ] {
            assert_eq!(
                seen(&hostile),
                Err(TooLarge),
                "{}",
                &hostile[..120.min(hostile.len())].replace('甲', "x")
            );
        }
    }
}
