//! Columns as they are explained.

use crate::header::Header;
use crate::{Column, clean};
use csv::StringRecord;
use jrp_core::unseen;

/// How sure it is what a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Its title is one of ours, or of the profile by which the table is read
    Certain,
    /// A built-in profile, or the words for registers, have its title
    Likely,
    /// Its title holds a word for it, or its cells look like it
    Guess,
}

impl Confidence {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Guess => "a guess",
        }
    }
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedColumn {
    /// Place, from 1
    pub position: usize,
    /// Its title, on one line
    pub title: String,
    /// What it is read as; `None` where it is not read
    pub read_as: Option<Column>,
    /// How sure that is
    pub confidence: Confidence,
    /// What speaks for it
    pub why: String,
    /// Its title as the file has it
    pub(super) raw: String,
}

impl ExplainedColumn {
    pub(super) fn of(at: usize, title: &str) -> Self {
        Self {
            position: at + 1,
            title: unseen::reveal(&clean::text(title)),
            read_as: None,
            confidence: Confidence::Certain,
            why: String::new(),
            raw: title.to_owned(),
        }
    }
}

/// The columns of a header that can be read.
pub(super) fn explain(titles: &StringRecord, header: &Header) -> Vec<ExplainedColumn> {
    let placed = header.all_places();
    let columns = titles.iter().enumerate().take(header.width()).map(|(at, title)| {
        let mut column = ExplainedColumn::of(at, title);
        let found = { placed.iter() }
            .find(|(place, _)| *place == at)
            .map(|(_, column)| *column);
        column.read_as = found;
        column.why = match (found, header.profile()) {
            (None, Some(profile)) => format!("the profile {} passes it over", profile.name()),
            (None, None) => "says nothing of a subject".to_owned(),
            (Some(_), Some(profile)) => format!("a title of the profile {}", profile.name()),
            (Some(_), None) => "a title of ours".to_owned(),
        };
        column
    });
    columns.collect()
}

/// The titles of a table with the cells below.
pub(super) struct Seen<'a> {
    pub(super) titles: &'a StringRecord,
    below: &'a [&'a StringRecord],
}

impl<'a> Seen<'a> {
    pub(super) fn of(titles: &'a StringRecord, below: &'a [&'a StringRecord]) -> Self {
        Self { titles, below }
    }

    /// The share, in per cent, of a column's filled cells for which this holds.
    pub(super) fn share(&self, at: usize, holds: impl Fn(&str) -> bool) -> usize {
        let cells = self.below.iter().filter_map(|row| row.get(at)).map(clean::text);
        let (mut filled, mut holding) = (0, 0);
        for cell in cells.filter(|cell| !cell.is_empty()) {
            filled += 1;
            holding += usize::from(holds(&cell));
        }
        (holding * 100).checked_div(filled).unwrap_or(0)
    }
}
