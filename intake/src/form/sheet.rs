//! The cells of a sheet as they pass, with what else matters of it: hidden rows, merged cells, formulas that cannot be relied on.

use super::grid::Grid;
use super::markup::attribute;
use super::package::Fault;
use super::shared::{Formats, Strings, push};
use super::workbook::{date_text, number_text, span};
use super::xml::{Hear, name};
use calamine::{ExcelDateTime, ExcelDateTimeType};
use jrp_core::subject::spreadsheet;

/// Bytes of a formula that are looked at.
const FORMULA: usize = 1 << 14;

/// Merged cells that a sheet may have.
const MERGED: u32 = 1 << 20;

/// A sheet being read.
pub(super) struct Sheet<'b> {
    /// The part, for messages
    part: &'b str,
    strings: &'b Strings,
    formats: &'b Formats,
    /// Days are counted from 1904
    is_1904: bool,
    pub(super) grid: Grid,
    /// The row being read; the last that has a cell, and that cell
    row: u64,
    begun: u64,
    column: Option<usize>,
    cell: Cell,
    inside: Inside,
    value: String,
    merged: u32,
}

/// The cell being read.
#[derive(Default)]
struct Cell {
    /// Where it says that it stands, for messages
    place: String,
    kind: Kind,
    format: usize,
    has_formula: bool,
    has_value: bool,
}

/// What the value of a cell is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    /// The number of a string
    Shared,
    Truth,
    /// Text as it stands
    Text,
}

/// What the text that passes is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    Nothing,
    Value,
    Formula,
    /// A string in its cell, between its texts
    String,
    /// One of them
    StringText,
    /// Its reading aid
    Aid,
}

impl<'b> Sheet<'b> {
    pub(super) fn new(
        part: &'b str,
        strings: &'b Strings,
        formats: &'b Formats,
        is_1904: bool,
        grid: Grid,
    ) -> Self {
        Self {
            part,
            strings,
            formats,
            is_1904,
            grid,
            row: 0,
            begun: 0,
            column: None,
            cell: Cell::default(),
            inside: Inside::Nothing,
            value: String::new(),
            merged: 0,
        }
    }

    fn begin_row(&mut self, tag: &str) -> Result<(), Fault> {
        let row = match attribute(tag, "r").map(str::parse) {
            None => self.row + 1,
            Some(Ok(row)) if row > self.row => row,
            Some(_) => return Err(self.disorder()),
        };
        self.row = row;
        self.column = None;
        if matches!(attribute(tag, "hidden"), Some("1" | "true")) {
            self.grid.hide_row(row);
        }
        Ok(())
    }

    fn begin_cell(&mut self, tag: &str) -> Result<(), Fault> {
        let next = self.column.map_or(0, |column| column + 1);
        self.cell.place.clear();
        let column = match attribute(tag, "r") {
            None => next,
            Some(place) => {
                self.cell.place.push_str(place);
                // Its row is the one that it stands in.
                let (row, column) = super::workbook::place(place).ok_or_else(|| self.disorder())?;
                if row != self.row || column < next {
                    return Err(self.disorder());
                }
                column
            }
        };
        self.column = Some(column);
        self.value.clear();
        self.cell.kind = match attribute(tag, "t") {
            Some("s") => Kind::Shared,
            Some("b") => Kind::Truth,
            Some("str" | "inlineStr" | "e" | "d") => Kind::Text,
            _ => Kind::Number,
        };
        self.cell.format = attribute(tag, "s")
            .and_then(|at| at.parse().ok())
            .unwrap_or_default();
        (self.cell.has_formula, self.cell.has_value) = (false, false);
        self.inside = Inside::Nothing;
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Fault> {
        self.inside = Inside::Nothing;
        // Only a text can be blank: a formula that gives "" is saved as one.
        let is_blank = self.cell.kind != Kind::Text && self.value.trim().is_empty();
        if self.cell.has_formula && (!self.cell.has_value || is_blank) {
            return Err(Fault::NoResult(self.place()));
        }
        let Some(column) = self.column else { return Ok(()) };
        let text = self.value.as_str();
        let number = |text: &str| {
            let number: f64 = text.parse().ok()?;
            Some(match self.formats.is_date(self.cell.format) {
                true => date_text(ExcelDateTime::new(
                    number,
                    ExcelDateTimeType::DateTime,
                    self.is_1904,
                )),
                false => number_text(text, number),
            })
        };
        let told = match self.cell.kind {
            _ if text.is_empty() => return Ok(()),
            Kind::Shared => {
                let at = text.trim().parse().ok();
                let found = at.and_then(|at| self.strings.get(at));
                let found = found
                    .ok_or_else(|| Fault::Broken(format!("{}: a text that is not there", self.place())))?;
                self.begin_grid_row();
                return Ok(self.grid.set(column, found)?);
            }
            Kind::Truth => if text.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            Kind::Text => spreadsheet::unescaped(text).into_owned(),
            Kind::Number => number(text.trim()).unwrap_or_else(|| text.to_owned()),
        };
        self.begin_grid_row();
        Ok(self.grid.set(column, &told)?)
    }

    /// Rows without a cell are none.
    fn begin_grid_row(&mut self) {
        if self.begun != self.row {
            self.begun = self.row;
            self.grid.begin_row(self.row);
        }
    }

    /// Other books are named by their numbers: `[1]Sheet1!A1`.
    fn end_formula(&mut self) -> Result<(), Fault> {
        let is_link = |piece: &[u8]| {
            let number = piece.split(|byte| *byte == b']').next().unwrap_or_default();
            !number.is_empty() && number.len() < piece.len() && number.iter().all(u8::is_ascii_digit)
        };
        let mut pieces = self.value.as_bytes().split(|byte| *byte == b'[').skip(1);
        let links = pieces.any(is_link);
        self.value.clear();
        match links {
            true => Err(Fault::ExternalLink(self.place())),
            false => Ok(()),
        }
    }

    fn merge(&mut self, tag: &str) -> Result<(), Fault> {
        self.merged += 1;
        if self.merged > MERGED {
            return Err(Fault::TooLarge);
        }
        match attribute(tag, "ref").and_then(span) {
            Some((first, column, last)) => Ok(self.grid.merge(first, column, last)?),
            None => Ok(()),
        }
    }

    fn place(&self) -> String {
        let part = self.part.rsplit('/').next().unwrap_or(self.part);
        let place = if self.cell.place.is_empty() {
            "?"
        } else {
            &self.cell.place
        };
        format!("{part}, cell {place}")
    }

    fn disorder(&self) -> Fault {
        Fault::Disorder(format!("row {}", self.row))
    }
}

impl Hear for Sheet<'_> {
    fn tag(&mut self, tag: &str) -> Result<(), Fault> {
        let is_closed = tag.ends_with('/');
        if self.inside == Inside::Formula {
            self.end_formula()?;
            self.inside = Inside::Nothing;
        }
        match name(tag) {
            ("c", false) => {
                self.begin_cell(tag)?;
                if is_closed {
                    self.end_cell()?;
                }
            }
            ("c", true) => self.end_cell()?,
            ("v", false) => {
                self.cell.has_value = true;
                self.inside = if is_closed { Inside::Nothing } else { Inside::Value };
            }
            ("row", false) => self.begin_row(tag)?,
            ("f", false) => {
                self.cell.has_formula = true;
                self.inside = if is_closed {
                    Inside::Nothing
                } else {
                    Inside::Formula
                };
            }
            ("is", false) if !is_closed => {
                self.cell.has_value = true;
                self.inside = Inside::String;
            }
            ("t", false) if self.inside == Inside::String && !is_closed => self.inside = Inside::StringText,
            ("t", true) if self.inside == Inside::StringText => self.inside = Inside::String,
            ("rPh", false) if self.inside == Inside::String && !is_closed => self.inside = Inside::Aid,
            ("rPh", true) if self.inside == Inside::Aid => self.inside = Inside::String,
            ("v" | "is", true) => self.inside = Inside::Nothing,
            ("mergeCell", false) => self.merge(tag)?,
            _ => {}
        }
        Ok(())
    }

    fn wants_text(&self) -> bool {
        matches!(self.inside, Inside::Value | Inside::Formula | Inside::StringText)
    }

    fn text(&mut self, text: &str, plain: bool) -> Result<(), Fault> {
        if self.inside == Inside::Formula && self.value.len() > FORMULA {
            return Ok(());
        }
        push(&mut self.value, text, plain);
        // Tags between pieces of text do not make it longer than a cell can be.
        match self.value.len() > 1 << 20 {
            true => Err(Fault::TooLarge),
            false => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::xml::Tags;
    use super::*;

    fn read(xml: &str, size: usize) -> Result<Vec<(u64, String)>, Fault> {
        let (mut strings, mut formats) = (Strings::default(), Formats::default());
        Tags::new().feed(
            "<sst><si><t>甲</t></si><si><t>乙</t></si></sst>".as_bytes(),
            &mut strings,
        )?;
        Tags::new().feed(
            b"<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>",
            &mut formats,
        )?;
        let mut sheet = Sheet::new(
            "xl/worksheets/sheet1.xml",
            &strings,
            &formats,
            false,
            Grid::default(),
        );
        let mut tags = Tags::new();
        for piece in xml.as_bytes().chunks(size) {
            tags.feed(piece, &mut sheet)?;
        }
        let (mut rows, mut record) = (sheet.grid.into_rows(), csv::ByteRecord::new());
        let mut found = Vec::new();
        while let Some(number) = rows.next(&mut record) {
            let cells: Vec<_> = record.iter().map(String::from_utf8_lossy).collect();
            found.push((number, cells.join("|")));
        }
        Ok(found)
    }

    const SHEET: &str = "<x:worksheet><sheetData><x:row r=\"2\" spans=\"1:9\"><x:c r=\"A2\" t=\"s\"><x:v>1</x:v></x:c><c r=\"C2\" t=\"inlineStr\">\
        <is><r><t>一&lt;</t></r><r><t>二</t></r><rPh><t>aid</t></rPh></is></c><c t=\"b\"><v>1</v></c><c r=\"E2\" s=\"1\"><v>46305.5</v></c></x:row>\
        <row r=\"3\" hidden=\"1\"><c r=\"A3\" s=\"1\"/><c r=\"B3\"><f>SUM(A1,\"<\")</f><v>9.13299021234567E+17</v></c></row><row><c><v>7</v></c>\
        <c t=\"str\"><f>Table1[[#This Row],[名称]]</f><v></v></c><c t=\"e\"><v>#N/A</v></c></row></sheetData><mergeCells><mergeCell ref=\"A2:A3\"/>\
        </mergeCells></x:worksheet>";

    #[test]
    fn cells_are_read_wherever_the_part_is_cut() {
        let expected = [
            (2, "乙||一<二|TRUE|2026-10-10 12:00:00"),
            (3, "乙|913299021234567000"),
            (4, "7||#N/A"),
        ];
        let expected: Vec<_> = expected.map(|(row, text)| (row, text.to_owned())).to_vec();
        for size in [1, 2, 3, 7, 64, SHEET.len()] {
            let sheet = SHEET.replace("\"<\"", "\"&lt;\"");
            assert_eq!(read(&sheet, size).unwrap(), expected, "{size}");
        }
    }

    #[test]
    fn what_cannot_be_relied_on_is_refused_with_its_cell() {
        let refused = |cells: &str| read(&format!("<row r=\"9\">{cells}</row>"), 5).unwrap_err();
        let linked = refused("<c r=\"B9\"><f>[1]名单!$A$1</f><v>x</v></c>");
        assert_eq!(linked, Fault::ExternalLink("sheet1.xml, cell B9".to_owned()));
        let unsaved = refused("<c r=\"C9\"><f>A1&amp;B1</f></c>");
        assert_eq!(unsaved, Fault::NoResult("sheet1.xml, cell C9".to_owned()));
        for value in ["<v />", "<v></v>", "<v> </v>", "<v/>"] {
            let unsaved = refused(&format!("<c r=\"C9\"><f>A1&amp;B1</f>{value}</c>"));
            assert!(matches!(unsaved, Fault::NoResult(_)), "{value}");
        }
        for cells in [
            "<c r=\"B9\"><v>1</v></c><c r=\"A9\"><v>1</v></c>",
            "<c r=\"B8\"><v>1</v></c>",
            "<c r=\"9\"><v>1</v></c>",
        ] {
            assert!(matches!(refused(cells), Fault::Disorder(_)), "{cells}");
        }
        assert!(matches!(
            refused("<c r=\"A9\" t=\"s\"><v>7</v></c>"),
            Fault::Broken(_)
        ));
        assert!(matches!(refused("<c r=\"XFE9\"><v>7</v></c>"), Fault::TooLarge));
        assert!(matches!(
            read("<row r=\"3\"/><row r=\"3\"/>", 9),
            Err(Fault::Disorder(_))
        ));
    }
}
