//! Where answered rows go: CSV, or a workbook.

use super::added::BYTE_ORDER_MARK;
use super::book::Book;
use crate::error::CliError;
use crate::files::Draft;
use jrp_core::compare::Outcome;
use jrp_intake::{Form, Language, Register};
use std::io::{self, Read};
use std::path::Path;

/// In which form they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Workbook,
}

impl Kind {
    /// As the name says, else as the register is: nothing opens a workbook that is called `.csv`.
    pub(super) fn of(out: &Path, register: Form) -> Self {
        let ending = out
            .extension()
            .map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        match ending.as_deref() {
            Some("xlsx") => Self::Workbook,
            Some("csv" | "txt") => Self::Text,
            _ if matches!(register, Form::Workbook(_)) => Self::Workbook,
            _ => Self::Text,
        }
    }
}

/// A file of answered rows that is being written.
pub(super) struct Out {
    draft: Draft,
    has_mark: bool,
    book: Option<Box<Book>>,
}

impl Out {
    pub(super) fn begin(
        draft: Draft,
        path: &Path,
        kind: Kind,
        has_mark: bool,
        language: Language,
    ) -> Result<Self, CliError> {
        let book = match kind {
            Kind::Text => None,
            Kind::Workbook => Some(Box::new(Book::begin(path, language)?)),
        };
        Ok(Self {
            draft,
            has_mark,
            book,
        })
    }

    /// The rows above the header, and the header.
    pub(super) fn head<R: Read>(
        &mut self,
        register: &Register<'_, R>,
        added: &[&str],
    ) -> Result<(), CliError> {
        if let Some(book) = &mut self.book {
            for row in register.above() {
                book.above(row.cells())?;
            }
            let width = register.header().cells().count();
            return book.header(register.header().cells().chain(added.iter().copied()), width);
        }
        let mut text = Vec::new();
        if self.has_mark {
            text.extend_from_slice(BYTE_ORDER_MARK);
        }
        let mut rows = csv::Writer::from_writer(text);
        let blanks = vec![""; added.len()];
        let written = (|| {
            for row in register.above() {
                rows.write_record(row.cells().chain(blanks.iter().copied()))?;
            }
            rows.write_record(register.header().cells().chain(added.iter().copied()))
        })();
        written.map_err(|error| self.failed(error.into()))?;
        let text = rows
            .into_inner()
            .map_err(|error| self.failed(error.into_error()))?;
        self.text(&text)
    }

    /// Rows as they are written.
    pub(super) fn text(&mut self, text: &[u8]) -> Result<(), CliError> {
        Ok(self.draft.append(text)?)
    }

    /// A row and what is added to it.
    pub(super) fn row<'c>(
        &mut self,
        own: impl Iterator<Item = &'c str>,
        added: &'c [String],
        outcome: Option<Outcome>,
    ) -> Result<(), CliError> {
        let cells = own.chain(added.iter().map(String::as_str));
        if let Some(book) = &mut self.book {
            return book.row(cells, outcome);
        }
        let mut row = csv::Writer::from_writer(Vec::new());
        row.write_record(cells)
            .map_err(|error| self.failed(error.into()))?;
        let text = row
            .into_inner()
            .map_err(|error| self.failed(error.into_error()))?;
        self.text(&text)
    }

    /// An error of writing, with the file's name.
    pub(super) fn failed(&self, source: io::Error) -> CliError {
        self.draft.failed(source).into()
    }

    /// Puts the file in its place; a workbook has what holds for every row on a second sheet.
    pub(super) fn finish(mut self, summary: &str) -> Result<(), CliError> {
        if let Some(book) = self.book.take() {
            let bytes = book.finish(summary)?;
            self.text(&bytes)?;
        }
        Ok(self.draft.finish()?)
    }
}
