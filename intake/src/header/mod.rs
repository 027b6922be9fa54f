//! The header row: which column stands where.

mod special;

use crate::block::Row;
use crate::error::HeaderProblem;
use crate::profile::{KindOf, Profile};
use crate::register::{is_number, undressed};
use crate::{Column, FeedError, clean};
use csv::StringRecord;
use jrp_core::date::Date;
use special::Special;
use std::collections::BTreeMap;

/// Columns that every feed has, beside one of name and identifier.
pub(crate) const REQUIRED: [Column; 5] = [
    Column::ListKind,
    Column::SubjectKind,
    Column::Authority,
    Column::ListedOn,
    Column::Status,
];

/// Places of the columns in a feed.
#[derive(Debug, Default)]
pub(crate) struct Header {
    places: [Option<usize>; Column::COUNT],
    width: usize,
    /// The cells as the file has them
    titles: Vec<String>,
    passed_over: Vec<String>,
    /// Where a profile says what stands where
    special: Option<Box<Special>>,
}

/// Titles of columns that number the rows.
const ROW_NUMBERS: [&str; 4] = ["序号", "行号", "No", "No."];

/// Titles of columns of remarks.
const REMARKS: [&str; 3] = ["备注", "Remark", "Remarks"];

/// Columns by which a row is known for the header, where it is not the first.
pub(crate) const KNOWN: usize = 3;

impl Header {
    /// The place of the header among the first rows: the one with the most known titles.
    pub(crate) fn find(rows: &[StringRecord], profiles: &[Profile]) -> usize {
        let own = |cell: &str| column(&header_word(cell)).is_some();
        let known = |row: &StringRecord| {
            let by_profile = profiles.iter().map(|profile| {
                let is_known = |cell: &&str| !profile.places(cell).is_empty() || own(cell);
                row.iter().filter(is_known).count()
            });
            by_profile
                .max()
                .unwrap_or(0)
                .max(row.iter().filter(|cell| own(cell)).count())
        };
        // Of two that know as many the first is it: the second repeats it.
        let best = rows.iter().enumerate().rev().max_by_key(|(_, row)| known(row));
        best.filter(|(_, row)| known(row) >= KNOWN)
            .map_or(0, |(at, _)| at)
    }

    /// Reads the header row as our own, else as the first of the profiles that fits.
    pub(crate) fn read_any(
        file: &str,
        number: u64,
        row: &StringRecord,
        profiles: &[Profile],
    ) -> Result<Self, FeedError> {
        let own = match Self::read(file, number, row) {
            Err(error) if !profiles.is_empty() => error,
            read => return read,
        };
        let mut nearest = own;
        let mut fewest = usize::MAX;
        for profile in profiles {
            match Self::read_as(file, number, row, profile) {
                Ok(header) => return Ok(header),
                Err(error) => {
                    let count = match &error {
                        FeedError::Header { problems, .. } => problems.len(),
                        _ => usize::MAX,
                    };
                    if count < fewest {
                        (nearest, fewest) = (error, count);
                    }
                }
            }
        }
        Err(nearest)
    }

    /// A header in which no column has its place yet. Blank cells at its end, as spreadsheets leave them, are not columns.
    fn of(row: &StringRecord, cells: &[String]) -> Self {
        let width = { cells.iter() }
            .rposition(|cell| !cell.is_empty())
            .map_or(0, |at| at + 1);
        let titles = row.iter().take(width).map(|cell| clean::text(cell).into_owned());
        Self {
            places: [None; Column::COUNT],
            width,
            titles: titles.collect(),
            passed_over: Vec::new(),
            special: None,
        }
    }

    /// The header, unless there are problems, or columns that every feed needs are missing.
    fn unless(self, mut problems: Vec<HeaderProblem>, file: &str, number: u64) -> Result<Self, FeedError> {
        problems.extend(self.missing());
        match problems.is_empty() {
            true => Ok(self),
            false => Err(FeedError::Header {
                file: file.to_owned(),
                row: number,
                problems,
            }),
        }
    }

    /// That a row is not a header of ours at all.
    pub(crate) fn none(file: String, row: u64) -> FeedError {
        let problems = Self::default().missing().into_iter().collect();
        FeedError::Header { file, row, problems }
    }

    /// Reads the header row by a profile.
    fn read_as(file: &str, number: u64, row: &StringRecord, profile: &Profile) -> Result<Self, FeedError> {
        let cells: Vec<String> = row.iter().map(header_word).collect();
        let mut header = Self::of(row, &cells);
        let mut problems = Vec::new();
        let mut found: BTreeMap<usize, Vec<(usize, usize, KindOf)>> = BTreeMap::new();
        let mut ended = Vec::new();
        for (at, cell) in cells.iter().take(header.width).enumerate() {
            if profile.ends(cell) {
                ended.push(at);
                continue;
            }
            let places = profile.places(cell);
            for place in places {
                let told = found.entry(place.column as usize).or_default();
                told.push((place.rank, at, place.kind));
            }
            match (places.is_empty(), profile.ignores(cell), column(cell)) {
                (false, ..) => {}
                (true, true, _) => header.passed_over.push(clean::quoted(cell)),
                (true, false, Some(column)) => {
                    let told = found.entry(column as usize).or_default();
                    told.push((usize::MAX, at, KindOf::Told));
                }
                (true, false, None) if is_passed_over(cell) => {
                    header.passed_over.push(clean::quoted(cell));
                }
                (true, false, None) => problems.push(unknown(at, cell)),
            }
        }
        let mut places = BTreeMap::new();
        for (column, mut told) in found {
            told.sort_by_key(|(rank, at, _)| (*rank, *at));
            if let (Some(place), Some((_, at, _))) = (header.places.get_mut(column), told.first()) {
                *place = Some(*at);
            }
            let told: Vec<(usize, KindOf)> = told.into_iter().map(|(_, at, kind)| (at, kind)).collect();
            places.insert(column, told);
        }
        header.special = Some(Box::new(Special {
            profile: profile.clone(),
            places,
            ended,
        }));
        header.unless(problems, file, number)
    }

    /// The profile by which it is read, where it is not our own.
    pub(crate) fn profile(&self) -> Option<&Profile> {
        self.special.as_deref().map(|special| &special.profile)
    }

    /// The cell of a column in a row.
    pub(crate) fn cell<'a>(&'a self, row: Row<'a>, column: Column) -> &'a str {
        match &self.special {
            None => self
                .place(column)
                .and_then(|place| row.get(place))
                .unwrap_or_default(),
            Some(special) => special.cell(row, column),
        }
    }

    /// The cell of the state on a day: a row that is to leave its list on a later one has not left it.
    pub(crate) fn state<'a>(&'a self, row: Row<'a>, as_of: Date) -> &'a str {
        match &self.special {
            None => self.cell(row, Column::Status),
            Some(special) => special.state(row, |day| day <= as_of),
        }
    }

    /// The day on which a row is to leave its list, where a profile knows a column that tells it.
    pub(crate) fn leaves_on(&self, row: Row<'_>) -> Option<Date> {
        let ended = self.special.iter().flat_map(|special| &special.ended);
        ended.filter_map(|at| crate::day(row.get(*at)?)).min()
    }

    /// Whether a row is as wide as this; blank cells beyond it are no harm.
    pub(crate) fn fits(&self, row: Row<'_>) -> bool {
        let mut beyond = (self.width..row.len()).filter_map(|place| row.get(place));
        row.len() >= self.width && beyond.all(|cell| clean::text(cell).is_empty())
    }

    /// Reads the header row as our own.
    pub(crate) fn read(file: &str, number: u64, row: &StringRecord) -> Result<Self, FeedError> {
        let cells: Vec<String> = row.iter().map(header_word).collect();
        let mut header = Self::of(row, &cells);
        if header.width == 0 {
            return Err(FeedError::Empty {
                file: file.to_owned(),
            });
        }
        if let ([only], Some(found)) = (cells.as_slice(), row.iter().find_map(separator))
            && column(only).is_none()
        {
            return Err(FeedError::Separator {
                file: file.to_owned(),
                found,
            });
        }
        let mut problems = Vec::new();
        for (at, cell) in cells.iter().take(header.width).enumerate() {
            let Some(column) = column(cell) else {
                match is_passed_over(cell) {
                    true => header.passed_over.push(clean::quoted(cell)),
                    false => problems.push(unknown(at, cell)),
                }
                continue;
            };
            let Some(place) = header.places.get_mut(column as usize) else {
                continue;
            };
            match *place {
                Some(first) => problems.push(HeaderProblem::Duplicate {
                    column,
                    first: first + 1,
                    second: at + 1,
                }),
                None => *place = Some(at),
            }
        }
        header.unless(problems, file, number)
    }

    /// Titles of the columns that are passed over, quoted.
    pub(crate) fn passed_over(&self) -> &[String] {
        &self.passed_over
    }

    /// Where the column stands.
    pub(crate) fn place(&self, column: Column) -> Option<usize> {
        self.places.get(column as usize).copied().flatten()
    }

    /// Every place that is read, of several for one column all of them.
    pub(crate) fn all_places(&self) -> Vec<(usize, Column)> {
        let places = |column: Column| match &self.special {
            None => self.place(column).into_iter().collect(),
            Some(special) => {
                let told = special.places.get(&(column as usize)).into_iter().flatten();
                told.map(|(at, _)| *at).collect::<Vec<_>>()
            }
        };
        Column::all()
            .flat_map(|column| places(column).into_iter().map(move |at| (at, column)))
            .collect()
    }

    /// Every place that says something of a row, in order.
    pub(crate) fn kept_places(&self) -> Vec<usize> {
        let ended = self.special.iter().flat_map(|special| &special.ended);
        let read = self.all_places().into_iter().map(|(at, _)| at);
        let mut places: Vec<usize> = read.chain(ended.copied()).collect();
        places.sort_unstable();
        places.dedup();
        places
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

    fn missing(&self) -> Option<HeaderProblem> {
        let constant = |column: Column| self.profile().and_then(|profile| profile.constant(column));
        let lacks = |column: &Column| self.place(*column).is_none() && constant(*column).is_none();
        let mut columns: Vec<String> = REQUIRED
            .iter()
            .filter(|column| lacks(column))
            .map(Column::to_string)
            .collect();
        if lacks(&Column::Name) && lacks(&Column::Id) {
            columns.push(format!("{} or {}", Column::Name, Column::Id));
        }
        (!columns.is_empty()).then_some(HeaderProblem::Missing { columns })
    }
}

/// The column that a title names, as it is or without its dress.
pub(crate) fn column(cell: &str) -> Option<Column> {
    Column::from_header(cell).or_else(|| Column::from_header(&undressed(cell)))
}

/// Whether a title is one of those that say nothing of a subject.
pub(crate) fn is_passed_over(cell: &str) -> bool {
    let title = undressed(cell);
    numbers_rows(&title) || REMARKS.contains(&title.as_str())
}

/// Whether the column with this title numbers the rows of a table.
pub fn numbers_rows(title: &str) -> bool {
    ROW_NUMBERS.contains(&title.trim())
}

/// A header cell as it is compared with the known words.
pub(crate) fn header_word(cell: &str) -> String {
    clean::half_width(&clean::text(cell)).trim().to_owned()
}

/// What parts the cells instead of commas, where something does.
pub(crate) fn separator(cell: &str) -> Option<char> {
    cell.chars().find(|c| matches!(c, ';' | '\t' | '|' | '；' | '，'))
}

fn unknown(at: usize, cell: &str) -> HeaderProblem {
    HeaderProblem::Unknown {
        position: at + 1,
        found: clean::quoted(cell),
        closest: match is_number(cell) {
            // A column of codes: the number goes there, and its kind beside it.
            true => [Column::Id.label(), Column::IdKind.label(), Column::Id.code()],
            false => Column::closest(cell),
        },
    }
}
