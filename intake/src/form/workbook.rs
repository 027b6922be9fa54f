//! Workbooks: XLSX, XLS and ODS, each sheet as a grid.

use super::compound;
use super::grid::{Grid, Room, TooLarge};
use super::package::{self, Kind, Package};
use super::shared::{Formats, Strings};
use super::sheet::Sheet;
use super::xml::Tags;
use crate::error::Unsupported;
use calamine::{Data, DataType, ExcelDateTime, Ods, Range, Reader, SheetVisible, Xls};
use std::fmt::Display;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What keeps a workbook from being read.
#[derive(Debug)]
pub(super) enum Fault {
    Unsupported(Unsupported),
    TooLarge,
    /// Where, and what is wrong
    Malformed(String, String),
}

impl From<TooLarge> for Fault {
    fn from(TooLarge: TooLarge) -> Self {
        Self::TooLarge
    }
}

/// Names that tell that a compound file holds more than a workbook: UTF-16 as directories write them.
const ENCRYPTED: &str = "EncryptedPackage";
const MACROS: &str = "_VBA_PROJECT";

/// Which form it has, and its sheets that have a cell.
pub(super) fn read(bytes: Vec<u8>) -> Result<(&'static str, Vec<Grid>), Fault> {
    // What libraries do not foresee in hostile files must not end the process.
    let read = catch_unwind(AssertUnwindSafe(|| read_any(bytes)));
    read.unwrap_or_else(|_| Err(broken(&"it cannot be made sense of")))
}

fn broken(what: &dyn Display) -> Fault {
    let what = format!("{what}; open it in the program that wrote it and save it again as XLSX");
    Fault::Malformed("workbook".to_owned(), what)
}

fn fault_of(fault: package::Fault) -> Fault {
    match fault {
        package::Fault::Unsupported(form) => Fault::Unsupported(form),
        package::Fault::TooLarge => Fault::TooLarge,
        package::Fault::Broken(what) => broken(&what),
        package::Fault::Disorder(place) => Fault::Malformed(
            place,
            "cells that do not stand in their order; open the workbook in Excel or WPS and save it again".to_owned(),
        ),
        package::Fault::ExternalLink(place) => Fault::Malformed(
            place,
            "a formula that refers to another workbook, whose value may be old; paste the values in its place".to_owned(),
        ),
        package::Fault::NoResult(place) => Fault::Malformed(
            place,
            "a formula whose result is not saved; open the workbook in Excel or WPS and save it again".to_owned(),
        ),
    }
}

fn read_any(bytes: Vec<u8>) -> Result<(&'static str, Vec<Grid>), Fault> {
    if bytes.starts_with(b"PK") {
        let mut package = Package::open(&bytes).map_err(fault_of)?;
        return match package.kind {
            Kind::Xlsx => Ok(("XLSX", xlsx(&mut package).map_err(fault_of)?)),
            Kind::Ods => {
                package.count_all().map_err(fault_of)?;
                drop(package);
                let book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
                    calamine::OdsError::Password => Fault::Unsupported(Unsupported::Encrypted),
                    error => broken(&error),
                })?;
                Ok(("ODS", ranges(book)?))
            }
        };
    }
    let holds = |word: &str| {
        let word: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(word.len()).any(|window| window == word)
    };
    if holds(ENCRYPTED) {
        return Err(Fault::Unsupported(Unsupported::Encrypted));
    }
    if holds(MACROS) {
        return Err(Fault::Unsupported(Unsupported::Macros));
    }
    if !holds("Workbook") && !holds("Book") {
        return Err(Fault::Unsupported(Unsupported::Document));
    }
    compound::look(&bytes).map_err(|fault| match fault {
        compound::Fault::TooLarge => Fault::TooLarge,
        compound::Fault::Broken => broken(&"it is not whole"),
    })?;
    let book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsError::Password => Fault::Unsupported(Unsupported::Encrypted),
        error => broken(&error),
    })?;
    let merged: Vec<_> = { book.sheet_names().into_iter() }
        .map(|name| book.merge_cells_by_sheet_name(&name).unwrap_or_default())
        .collect();
    let mut grids = ranges(book)?;
    for (grid, merged) in grids.iter_mut().zip(merged) {
        for cells in merged {
            let [first, last] = [cells.start.0, cells.end.0].map(|row| u64::from(row) + 1);
            grid.merge(first, cells.start.1 as usize, last)?;
        }
    }
    Ok(("XLS", grids))
}

/// The sheets of an XLSX, each unpacked once, its cells read as they pass.
fn xlsx(package: &mut Package<'_>) -> Result<Vec<Grid>, package::Fault> {
    let workbook = package.small("xl/workbook.xml")?;
    let relations = package.small("xl/_rels/workbook.xml.rels")?;
    let (mut strings, mut formats) = (Strings::default(), Formats::default());
    for (part, hear) in [
        ("xl/styles.xml", None),
        ("xl/sharedStrings.xml", Some(&mut strings)),
    ] {
        if !package.has(part) {
            continue;
        }
        let mut tags = Tags::new();
        match hear {
            Some(strings) => package.pass(part, |chunk| tags.feed(chunk, strings))?,
            None => package.pass(part, |chunk| tags.feed(chunk, &mut formats))?,
        }
    }
    let is_1904 = package::is_1904(&workbook);
    let mut grids = Vec::new();
    // All sheets together are no more than a file may have.
    let mut room = Room::default();
    for named in package::sheets(&workbook, &relations)? {
        let mut grid = Grid::named(Some(named.name));
        grid.is_hidden = named.is_hidden;
        let (mut tags, mut sheet) = (
            Tags::new(),
            Sheet::new(&named.part, &strings, &formats, is_1904, grid),
        );
        package.pass(&named.part, |chunk| {
            tags.feed(chunk, &mut sheet)?;
            Ok(room.check(&sheet.grid)?)
        })?;
        room.take(&sheet.grid)?;
        grids.push(sheet.grid);
    }
    Ok(grids)
}

/// The sheets of a workbook that is read as ranges.
fn ranges<R: Reader<Cursor<Vec<u8>>>>(mut book: R) -> Result<Vec<Grid>, Fault>
where
    R::Error: Display,
{
    let (mut grids, mut room) = (Vec::new(), Room::default());
    for sheet in book.sheets_metadata().to_vec() {
        let range: Range<Data> = book
            .worksheet_range(&sheet.name)
            .map_err(|error| broken(&error))?;
        let mut grid = Grid::named(Some(sheet.name.clone()));
        grid.is_hidden = sheet.visible != SheetVisible::Visible;
        let (first, left) = range.start().unwrap_or_default();
        for (row, cells) in (u64::from(first) + 1..).zip(range.rows()) {
            grid.begin_row(row);
            for (column, cell) in (left as usize..).zip(cells) {
                grid.set(column, &text(cell))?;
            }
        }
        room.take(&grid)?;
        grids.push(grid);
    }
    Ok(grids)
}

/// A cell as it would be typed: no digit of a number is lost that the file has.
fn text(value: &impl DataType) -> String {
    if let Some(date) = value.get_datetime() {
        return date_text(date);
    }
    if let Some(text) = value.get_string().or(value.get_datetime_iso()) {
        return text.to_owned();
    }
    if let Some(number) = value.get_int() {
        return number.to_string();
    }
    if let Some(number) = value.get_float() {
        return number_text("", number);
    }
    if let Some(truth) = value.get_bool() {
        return if truth { "TRUE" } else { "FALSE" }.to_owned();
    }
    value.get_error().map(ToString::to_string).unwrap_or_default()
}

/// A number as it would be typed; as it is written, where that is a whole number of which no digit can be lost.
pub(super) fn number_text(written: &str, number: f64) -> String {
    let is_whole = matches!(written.len(), 1..=15) && written.bytes().all(|byte| byte.is_ascii_digit());
    match is_whole && (written.len() == 1 || !written.starts_with('0')) {
        true => written.to_owned(),
        false => number.to_string(),
    }
}

/// A date by the book's epoch, with the time of day where it has one. What is not a date of ours is left a number.
pub(super) fn date_text(date: ExcelDateTime) -> String {
    if !date.is_datetime() || date.as_f64() < 1.0 {
        return date.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    match (hour, minute, second) {
        (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
    }
}

/// `B2:B5` as first row, column from 0, last row.
pub(super) fn span(cells: &str) -> Option<(u64, usize, u64)> {
    let (first, last) = cells.split_once(':')?;
    let ((first, column), (last, _)) = (place(first)?, place(last)?);
    Some((first, column, last))
}

/// `B2` as row, and column from 0.
pub(super) fn place(cell: &str) -> Option<(u64, usize)> {
    let (mut column, mut row, mut has_row) = (0_usize, 0_u64, false);
    for byte in cell.bytes().filter(|byte| *byte != b'$') {
        match byte {
            b'A'..=b'Z' if !has_row => {
                column = column
                    .checked_mul(26)?
                    .checked_add(usize::from(byte - b'A') + 1)?
            }
            b'0'..=b'9' if column > 0 => {
                row = row.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
                has_row = true;
            }
            _ => return None,
        }
    }
    has_row.then_some((row, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_cells() {
        assert_eq!(span("B2:C$5"), Some((2, 1, 5)));
        assert_eq!(span("$AA10:AA11"), Some((10, 26, 11)));
        for odd in ["", "B2", "2:3", "b2:b3", "B:C", "ZZZZZZZZZZZZZZZZZ1:A1"] {
            assert_eq!(span(odd), None, "{odd}");
        }
    }

    #[test]
    fn numbers_keep_their_digits() {
        assert_eq!(
            text(&Data::Float(913_299_021_234_567_000.0)),
            "913299021234567000"
        );
        assert_eq!(text(&Data::Float(20_261_008.0)), "20261008");
        assert_eq!(text(&Data::Bool(true)), "TRUE");
    }
}
