//! The cells of one row, by column.

use crate::block::Row;
use crate::header::{Header, KNOWN, column, header_word, is_passed_over};
use crate::names::Names;
use crate::refusal::{Problem, Refusal};
use crate::register::{has_swallowed, line_breaks};
use crate::term::Words;
use crate::{Column, clean, day};
use jrp_core::date::Date;
use jrp_core::record::DocumentNo;
use jrp_core::subject::{CitizenIds, OwnNumber};
use std::borrow::Cow;

/// Characters a text may have.
pub(crate) const TEXT_LIMIT: usize = 4000;

/// A row's cells, by column.
pub(crate) struct Cells<'a> {
    header: &'a Header,
    row: Row<'a>,
    /// What no text may hold
    pub(crate) citizen_ids: CitizenIds,
}

impl<'a> Cells<'a> {
    /// A row must be as wide as the header; blank cells beyond it are no harm.
    pub(crate) fn of(header: &'a Header, row: Row<'a>, citizen_ids: CitizenIds) -> Result<Self, Refusal> {
        if !header.fits(row) {
            let problem = Problem::Ragged {
                found: row.len(),
                expected: header.width(),
            };
            return Err(problem.at(header.column_at(row.len())));
        }
        Ok(Self {
            header,
            row,
            citizen_ids,
        })
    }

    /// The same of a row that need not be as wide as the header: what stands in which column is then a guess.
    pub(crate) fn lenient(header: &'a Header, row: Row<'a>, citizen_ids: CitizenIds) -> Self {
        Self {
            header,
            row,
            citizen_ids,
        }
    }

    /// Whether every cell stands in its column.
    pub(crate) fn is_whole(&self) -> bool {
        Self::of(self.header, self.row, self.citizen_ids).is_ok()
    }

    /// Whether no cell is missing and none is too many, blank ones included.
    pub(crate) fn is_as_wide_as_header(&self) -> bool {
        self.row.len() == self.header.width()
    }

    /// Whether the cells are titles of columns, and not of those in which they stand.
    pub(crate) fn is_header_in_another_order(&self) -> bool {
        let titles = self.header.titles();
        let cells = (0..self.row.len()).filter_map(|place| Some((place, header_word(self.row.get(place)?))));
        let mut filled = cells.filter(|(_, cell)| !cell.is_empty()).peekable();
        let own = |place: usize| {
            titles
                .get(place)
                .map(|title| header_word(title))
                .unwrap_or_default()
        };
        let named = |word: &str| column(word);
        let (mut moved, mut known) = (false, 0);
        // A remark below the table may be one such word alone.
        filled.peek().is_some()
            && filled.all(|(place, cell)| {
                let own = own(place);
                moved |= cell != own && named(&cell) != named(&own);
                known += usize::from(named(&cell).is_some());
                named(&cell).is_some() || is_passed_over(&cell)
            })
            && moved
            && known >= KNOWN
    }

    /// Every cell that is filled, cleaned.
    pub(crate) fn filled_cells(&self) -> impl Iterator<Item = Cow<'a, str>> {
        let row = self.row;
        let cells = (0..row.len()).filter_map(move |place| row.get(place));
        cells.map(clean::text).filter(|cell| !cell.is_empty())
    }

    /// Lines that a quotation mark has made text of a cell, where it has.
    pub(crate) fn swallowed_lines(&self) -> Option<usize> {
        let row = self.row;
        if !row.has_breaks() {
            return None;
        }
        let cells = (0..row.len()).filter_map(move |place| row.get(place));
        let breaks: usize = { cells.clone() }
            .filter(|cell| cell.contains(['\n', '\r']))
            .map(line_breaks)
            .sum();
        (breaks > 0 && has_swallowed(cells, self.header.width())).then_some(breaks)
    }

    /// The row as lines of its table, where a quotation mark has made text of them.
    pub(crate) fn swallowed(&self) -> Vec<Vec<Cow<'a, str>>> {
        let row = self.row;
        let mut lines = vec![Vec::new()];
        for cell in (0..row.len()).filter_map(move |place| row.get(place)) {
            for (at, line) in cell.split(['\n', '\r']).enumerate() {
                if at > 0 {
                    lines.push(Vec::new());
                }
                if let Some(last) = lines.last_mut() {
                    last.extend(line.split(',').map(clean::text).filter(|piece| !piece.is_empty()));
                }
            }
        }
        lines
    }

    /// The cleaned cell; blank where the feed has no such column.
    pub(crate) fn get(&self, column: Column) -> Cow<'a, str> {
        clean::text(self.raw(column))
    }

    /// The cell of the state, cleaned, on the date of the data.
    pub(crate) fn state(&self, as_of: Date) -> Cow<'a, str> {
        clean::text(self.header.state(self.row, as_of))
    }

    fn raw(&self, column: Column) -> &'a str {
        self.header.cell(self.row, column)
    }

    /// The cleaned cell, which must not be blank.
    pub(crate) fn filled(&self, column: Column) -> Result<Cow<'a, str>, Refusal> {
        let cell = self.get(column);
        if cell.is_empty() {
            Err(Problem::Blank.at(column))
        } else {
            Ok(cell)
        }
    }

    /// The cell as a record's text.
    pub(crate) fn optional_text(&self, column: Column) -> Result<Option<String>, Refusal> {
        let cell = self.get(column);
        check_length(&cell).map_err(|problem| problem.at(column))?;
        if let Some(code) = clean::unfit(self.raw(column)) {
            return Err(Problem::Unfit { code }.at(column));
        }
        let holds_id = match column {
            Column::DocumentNo | Column::RecordId => {
                self.citizen_ids.are_in_reference(&cell, || self.own_number())
            }
            _ => self.citizen_ids.are_in(&cell),
        };
        if holds_id {
            return Err(Problem::CitizenId.at(column));
        }
        Ok((!cell.is_empty()).then(|| cell.into_owned()))
    }

    /// The number of the document, where what stands for it is one.
    pub(crate) fn document_no(&self) -> Result<Option<String>, Refusal> {
        let text = self.optional_text(Column::DocumentNo)?;
        Ok(text.filter(|text| DocumentNo::of(text) != DocumentNo::Nothing))
    }

    /// What the numbers that the row's source gave it may begin with.
    fn own_number(&self) -> OwnNumber {
        let year = |column| self.date(column).ok().flatten().map(|date| date.ymd().0);
        OwnNumber {
            region: region(self).ok().flatten(),
            years: [year(Column::DecidedOn), year(Column::ListedOn)],
        }
    }

    /// The cell as a record's text, which must not be blank.
    pub(crate) fn text(&self, column: Column) -> Result<String, Refusal> {
        self.optional_text(column)?
            .ok_or_else(|| Problem::Blank.at(column))
    }

    /// The names beside this one.
    pub(crate) fn names(&self, own: Option<&str>) -> Names {
        Names::of(own, self.raw(Column::FormerNames))
    }

    /// The cell as a text by which somebody can be looked up.
    pub(crate) fn name(&self, column: Column) -> Option<Cow<'a, str>> {
        let cell = self.get(column);
        let is_fit = check_length(&cell).is_ok() && clean::unfit(self.raw(column)).is_none();
        (is_fit && !self.citizen_ids.are_in(&cell)).then_some(cell)
    }

    /// The cell as a date; blank where it is none.
    pub(crate) fn day(&self, column: Column) -> Option<Date> {
        self.date(column).ok().flatten()
    }

    /// Whether the last day is not written but counted from a length of time.
    pub(crate) fn has_length(&self) -> bool {
        let cell = self.raw(Column::PublishUntil);
        // A date has more figures than a length has characters, and most cells are dates.
        !cell.starts_with("20") && matches!(Words::of(&clean::text(cell)), Some(Words::Months(_)))
    }

    /// Whether a date has a time of day, which is cut off.
    pub(crate) fn has_time_of_day(&self) -> bool {
        const DATES: [Column; 5] = [
            Column::DecidedOn,
            Column::ListedOn,
            Column::EffectiveFrom,
            Column::PublishUntil,
            Column::EffectiveUntil,
        ];
        DATES.iter().any(|column| day::has_time(self.raw(*column)))
    }

    pub(crate) fn date(&self, column: Column) -> Result<Option<Date>, Refusal> {
        day::read(&self.get(column)).map_err(|problem| problem.at(column))
    }
}

/// The administrative division.
pub(crate) fn region(cells: &Cells<'_>) -> Result<Option<String>, Refusal> {
    let cell = cells.get(Column::Region);
    if cell.is_empty() {
        return Ok(None);
    }
    let region = clean::half_width(&cell).into_owned();
    if region.len() == 6 && region.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(Some(region));
    }
    let found = clean::quoted(&cell);
    Err(Problem::RegionMalformed { found }.at(Column::Region))
}

fn check_length(text: &str) -> Result<(), Problem> {
    // A text of fewer bytes has fewer characters; most do.
    if text.len() <= TEXT_LIMIT {
        return Ok(());
    }
    match text.chars().count() {
        found if found > TEXT_LIMIT => Err(Problem::TooLong {
            found,
            limit: TEXT_LIMIT,
        }),
        _ => Ok(()),
    }
}
