//! The workbook of an answered register: codes as text, outcomes coloured, the header frozen, a filter, and a second sheet with what
//! holds for every row.

use crate::error::CliError;
use jrp_core::compare::Outcome;
use jrp_intake::Language;
use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, XlsxError};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// Characters that a cell holds at most.
const CELL: usize = 32_767;

/// What the sheets are called, Chinese and English.
pub(super) const SHEETS: [[&str; 2]; 2] = [["比对结果", "answers"], ["比对说明", "summary"]];

/// Columns of outcomes and sentences, in characters.
const WIDTHS: (f64, f64) = (20.0, 48.0);

/// The colour of every outcome but `clear`, which has none.
const COLOURS: [(Outcome, u32); 6] = [
    (Outcome::Prohibited, 0xF4_B0_84),
    (Outcome::Restricted, 0xF8_CB_AD),
    (Outcome::Review, 0xFF_E6_99),
    (Outcome::Indeterminate, 0xD9_D9_D9),
    (Outcome::Notice, 0xDD_EB_F7),
    (Outcome::Preferred, 0xC6_E0_B4),
];

/// A workbook being written, row by row.
pub(super) struct Book {
    path: PathBuf,
    workbook: Workbook,
    language: Language,
    next: u32,
    header: u32,
    width: u16,
    /// Place of the first added cell
    added: usize,
    /// Of cells, of titles, and of the outcomes in [`COLOURS`]
    formats: Vec<Format>,
}

/// Places of formats: cells, titles, the first of the outcomes.
const PLAIN: usize = 0;
const HEAD: usize = 1;
const FIRST: usize = 2;

impl Book {
    pub(super) fn begin(path: &Path, language: Language) -> Result<Self, CliError> {
        let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
        let head = text.clone().set_bold().set_text_wrap();
        let head = head.set_background_color(Color::RGB(0xD9_E2_F3));
        let mut book = Self {
            path: path.to_owned(),
            workbook: Workbook::new(),
            language,
            next: 0,
            header: 0,
            width: 0,
            added: 0,
            formats: vec![text.clone(), head],
        };
        let filled = COLOURS.map(|(_, colour)| text.clone().set_background_color(Color::RGB(colour)));
        book.formats.extend(filled);
        // Rows wait on the disk until the end, where the file will be: a register may be large.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let begun = (|| {
            book.workbook.set_tempdir(folder.unwrap_or(Path::new(".")))?;
            let sheet = book.workbook.add_worksheet_with_constant_memory()?;
            sheet.set_name(pick(language, SHEETS[0]))?;
            Ok(())
        })();
        begun.map_err(|error| book.failed(&error))?;
        Ok(book)
    }

    /// A row above the header.
    pub(super) fn above<'c>(&mut self, cells: impl Iterator<Item = &'c str>) -> Result<(), CliError> {
        self.write(cells, |_| PLAIN)
    }

    /// The header; the added columns begin behind `added` of the register's own.
    pub(super) fn header<'c>(
        &mut self,
        cells: impl Iterator<Item = &'c str>,
        added: usize,
    ) -> Result<(), CliError> {
        let cells: Vec<&str> = cells.collect();
        (self.header, self.added) = (self.next, added);
        self.width = u16::try_from(cells.len()).unwrap_or(u16::MAX);
        let widths = (|| {
            let width = self.width;
            let sheet = self.workbook.worksheet_from_index(0)?;
            sheet.set_freeze_panes(self.header + 1, 0)?;
            for at in 0..width {
                let is_last = usize::from(at) >= added && at + 1 == width;
                sheet.set_column_width(at, if is_last { WIDTHS.1 } else { WIDTHS.0 })?;
            }
            Ok(())
        })();
        widths.map_err(|error| self.failed(&error))?;
        self.write(cells.into_iter(), |_| HEAD)
    }

    /// A row with its answer.
    pub(super) fn row<'c>(
        &mut self,
        cells: impl Iterator<Item = &'c str>,
        outcome: Option<Outcome>,
    ) -> Result<(), CliError> {
        let filled = COLOURS.iter().position(|(known, _)| Some(*known) == outcome);
        let (added, filled) = (self.added, filled.map_or(PLAIN, |at| FIRST + at));
        self.write(cells, |at| if at == added { filled } else { PLAIN })
    }

    fn write<'c>(
        &mut self,
        cells: impl Iterator<Item = &'c str>,
        format: impl Fn(usize) -> usize,
    ) -> Result<(), CliError> {
        let row = self.next;
        for (at, cell) in cells.enumerate() {
            if cell.is_empty() {
                continue;
            }
            // Of what is added the end may be missing; a cell of the register's own is whole or not written.
            let cell = fit(cell, at >= self.added && row > self.header);
            let format = self.formats.get(format(at));
            let column = u16::try_from(at).unwrap_or(u16::MAX);
            let sheet = self.workbook.worksheet_from_index(0);
            let written = sheet.and_then(|sheet| {
                match format {
                    Some(format) => sheet.write_string_with_format(row, column, &*cell, format)?,
                    None => sheet.write_string(row, column, &*cell)?,
                };
                Ok(())
            });
            written.map_err(|error| self.failed(&error))?;
        }
        self.next += 1;
        Ok(())
    }

    /// The bytes of the file.
    pub(super) fn finish(mut self: Box<Self>, summary: &str) -> Result<Vec<u8>, CliError> {
        let done = (|| {
            let last = self.next.saturating_sub(1);
            if self.width > 0 {
                let sheet = self.workbook.worksheet_from_index(0)?;
                sheet.autofilter(self.header, 0, last, self.width - 1)?;
            }
            let sheet = self.workbook.add_worksheet();
            sheet.set_name(pick(self.language, SHEETS[1]))?;
            sheet.set_column_width(0, WIDTHS.1 * 2.0)?;
            let wrapped = Format::new().set_text_wrap();
            for (row, line) in (0..).zip(summary.lines()) {
                sheet.write_string_with_format(row, 0, &*fit(line, true), &wrapped)?;
            }
            self.workbook.save_to_buffer()
        })();
        done.map_err(|error| self.failed(&error))
    }

    fn failed(&self, error: &XlsxError) -> CliError {
        let what = match error {
            XlsxError::RowColumnLimitError | XlsxError::MaxStringLengthExceeded => format!(
                "row {}: more than a workbook holds (1,048,576 rows, 16,384 columns, 32,767 characters a cell); give --out a name that \
                 ends in .csv",
                self.next + 1
            ),
            error => format!("cannot be made: {error}; check the disk, and run the command again"),
        };
        CliError::Workbook {
            path: self.path.clone(),
            what,
        }
    }
}

fn pick(language: Language, [chinese, english]: [&'static str; 2]) -> &'static str {
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}

/// What a cell can hold: no character that XML has not, and no more than there is room for.
fn fit(text: &str, may_be_cut: bool) -> Cow<'_, str> {
    let is_unfit =
        |c: char| c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let text = match text.contains(is_unfit) {
        true => Cow::Owned(text.replace(is_unfit, " ")),
        false => Cow::Borrowed(text),
    };
    match text.char_indices().nth(CELL) {
        Some((end, _)) if may_be_cut => Cow::Owned(text.get(..end).unwrap_or_default().to_owned()),
        _ => text,
    }
}
