//! The header row: which column stands where.

use crate::register::{is_number, undressed};
use crate::{Column, FeedError, clean};
use csv::StringRecord;

/// Columns that every feed has, beside one of name and identifier.
pub(crate) const REQUIRED: [Column; 5] = [
    Column::ListKind,
    Column::SubjectKind,
    Column::Authority,
    Column::ListedOn,
    Column::Status,
];

/// Places of the columns in a feed.
#[derive(Debug)]
pub(crate) struct Header {
    places: [Option<usize>; Column::COUNT],
    width: usize,
    /// The cells as the file has them
    titles: Vec<String>,
}

impl Header {
    /// Reads the header row. Blank cells at its end, as spreadsheets leave them, are no columns.
    pub(crate) fn read(file: &str, row: &StringRecord) -> Result<Self, FeedError> {
        let cells: Vec<String> = row.iter().map(header_word).collect();
        let width = cells
            .iter()
            .rposition(|cell| !cell.is_empty())
            .map_or(0, |at| at + 1);
        if width == 0 {
            return Err(FeedError::Empty {
                file: file.to_owned(),
            });
        }
        if let ([only], Some(found)) = (cells.as_slice(), row.iter().find_map(separator))
            && Column::from_header(only).is_none()
        {
            return Err(FeedError::Separator {
                file: file.to_owned(),
                found,
            });
        }
        let mut places = [None; Column::COUNT];
        for (at, cell) in cells.iter().take(width).enumerate() {
            let column = Column::from_header(cell)
                .or_else(|| Column::from_header(&undressed(cell)))
                .ok_or_else(|| unknown(file, at, cell))?;
            let Some(place) = places.get_mut(column as usize) else {
                continue;
            };
            if let Some(first) = place.replace(at) {
                return Err(FeedError::DuplicateColumn {
                    file: file.to_owned(),
                    column,
                    first: first + 1,
                    second: at + 1,
                });
            }
        }
        let titles = row.iter().take(width).map(|cell| clean::text(cell).into_owned());
        let header = Self {
            places,
            width,
            titles: titles.collect(),
        };
        header.check_required(file)?;
        Ok(header)
    }

    /// Where the column stands.
    pub(crate) fn place(&self, column: Column) -> Option<usize> {
        self.places.get(column as usize).copied().flatten()
    }

    /// The cells of the header row, cleaned, as the file has them.
    pub(crate) fn titles(&self) -> &[String] {
        &self.titles
    }

    /// Cells a row has.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The column at a place, or the last one.
    pub(crate) fn column_at(&self, place: usize) -> Column {
        let place = place.min(self.width - 1);
        Column::all()
            .find(|column| self.place(*column) == Some(place))
            .unwrap_or(Column::ListKind)
    }

    fn check_required(&self, file: &str) -> Result<(), FeedError> {
        let lacks = |column: &Column| self.place(*column).is_none();
        let mut columns: Vec<String> = REQUIRED
            .iter()
            .filter(|column| lacks(column))
            .map(Column::to_string)
            .collect();
        if lacks(&Column::Name) && lacks(&Column::Id) {
            columns.push(format!("{} or {}", Column::Name, Column::Id));
        }
        if columns.is_empty() {
            return Ok(());
        }
        Err(FeedError::MissingColumns {
            file: file.to_owned(),
            columns,
        })
    }
}

/// A header cell as it is compared with the known words.
pub(crate) fn header_word(cell: &str) -> String {
    clean::half_width(&clean::text(cell)).trim().to_owned()
}

/// What parts the cells instead of commas, where something does.
pub(crate) fn separator(cell: &str) -> Option<char> {
    cell.chars().find(|c| matches!(c, ';' | '\t' | '|' | '；' | '，'))
}

fn unknown(file: &str, at: usize, cell: &str) -> FeedError {
    FeedError::UnknownColumn {
        file: file.to_owned(),
        position: at + 1,
        found: clean::quoted(cell),
        closest: match is_number(cell) {
            // A column of codes: the number goes there, and its kind beside it.
            true => [Column::Id.label(), Column::IdKind.label(), Column::Id.code()],
            false => Column::closest(cell),
        },
    }
}
