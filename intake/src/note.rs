//! What is said of a file as a whole, beside its rows.

use crate::Form;
use crate::form::GridRows;
use core::fmt;

/// Something said of a file, or of a sheet of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// What the file is
    Form(Form),
    /// It has several sheets: their names, quoted
    Sheets(Vec<String>),
    /// The name of the profile by which it is read
    Profile(String),
    /// The row of the header, where it is not the first
    HeaderRow(u64),
    /// The titles, quoted, of columns that are not read
    ColumnsPassedOver(Vec<String>),
    /// The name, quoted, of a sheet without a header
    SheetPassedOver(String),
    /// Nobody sees the sheet who opens the file
    HiddenSheet,
    /// Nobody sees these rows who opens the file
    HiddenRows {
        /// how many
        count: u64,
        /// the first of them
        first: u64,
    },
    /// Cells that stand for several rows: how many were filled from them
    Merged(u64),
}

impl Note {
    /// Whether whoever opens the file does not see it, or may take it otherwise.
    pub fn is_easily_missed(&self) -> bool {
        match self {
            Self::Sheets(_)
            | Self::SheetPassedOver(_)
            | Self::HiddenSheet
            | Self::HiddenRows { .. }
            | Self::Merged(_) => true,
            Self::Form(_) | Self::Profile(_) | Self::HeaderRow(_) | Self::ColumnsPassedOver(_) => false,
        }
    }

    /// What of a sheet nobody sees who opens the file.
    pub(crate) fn hidden(rows: &GridRows) -> impl Iterator<Item = Self> {
        let grid = rows.grid();
        let rows = { grid.hidden_rows }.map(|(count, first)| Self::HiddenRows { count, first });
        rows.into_iter()
            .chain(grid.is_hidden.then_some(Self::HiddenSheet))
    }

    /// The merged cells of a table that was read to its end.
    pub(crate) fn merged(rows: &GridRows) -> Option<Self> {
        (rows.filled > 0).then_some(Self::Merged(rows.filled))
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(form) => form.fmt(f),
            Self::Sheets(names) => write!(f, "several sheets: {}", names.join(", ")),
            Self::Profile(name) => write!(f, "read by the profile {name}"),
            Self::HeaderRow(row) => write!(f, "header in row {row}"),
            Self::ColumnsPassedOver(titles) => write!(f, "columns not read: {}", titles.join(", ")),
            Self::SheetPassedOver(name) => write!(f, "sheet {name} passed over: it has no header of a feed"),
            Self::HiddenSheet => f.write_str("a hidden sheet, read as the others"),
            Self::HiddenRows { count, first } => {
                write!(
                    f,
                    "hidden rows, read as the others: {count}, the first row {first}"
                )
            }
            Self::Merged(count) => write!(f, "cells filled from merged cells above: {count}"),
        }
    }
}
