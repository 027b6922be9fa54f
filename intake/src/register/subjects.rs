//! Where the rows of a register say who is meant, found in its header and its first rows.

use super::columns::{Columns, Finder, Looks};
use super::{Language, RegisterColumn, RegisterError, RegisterOptions, RegisterRow, TitledColumn, title};
use crate::FeedError;
use crate::footer::{is_total_or_signature, says_total, tells_no_name, tells_no_number};
use crate::header::separator;
use csv::StringRecord;

/// Where a row says who is meant. Cells are cleaned as those of feeds are: `无` and `N/A` are blank.
#[derive(Clone, Debug)]
pub struct Subjects {
    pub(super) columns: Columns,
    used: Vec<(TitledColumn, RegisterColumn)>,
    unused_numbers: Vec<TitledColumn>,
    unused_names: Vec<TitledColumn>,
    /// Columns that are not read, in which a row without a number may have one
    pub(super) unread: Vec<usize>,
    language: Language,
    file: String,
    header: StringRecord,
    name_only: bool,
}

/// What cells of a register that are not read as codes look like, to the last row.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    /// Cells read as numbers
    numbers: u64,
    looks: Vec<Looks>,
}

impl Watch {
    /// Adds what was seen of other rows.
    pub fn join(&mut self, other: &Self) {
        self.numbers += other.numbers;
        if self.looks.len() < other.looks.len() {
            self.looks.resize(other.looks.len(), Looks::default());
        }
        for (looks, more) in self.looks.iter_mut().zip(&other.looks) {
            looks.join(*more);
        }
    }
}

impl Subjects {
    pub(super) fn find(
        file: &str,
        header: &StringRecord,
        sample: &[RegisterRow],
        options: &RegisterOptions,
    ) -> Result<Self, RegisterError> {
        if let (Some(found), 1) = (header.get(0).and_then(separator), header.len())
            && !header.iter().any(|title| title.trim_start().starts_with('"'))
        {
            return Err(FeedError::Separator {
                file: file.to_owned(),
                found,
            }
            .into());
        }
        let finder = Finder::of(file, header, sample, options);
        let columns = finder.columns()?;
        let used: Vec<_> = columns
            .all()
            .into_iter()
            .map(|(at, column)| (finder.titled(at), column))
            .collect();
        let says_who = !columns.numbers.is_empty() || !columns.names.is_empty();
        let unused: Vec<usize> = (0..header.len()).filter(|at| !columns.has(*at)).collect();
        let numbers_seen = columns
            .numbers
            .iter()
            .any(|(at, ..)| finder.looks(*at).filled > 0);
        let is_told = options.name_only || !options.code_columns.is_empty();
        if !numbers_seen
            && !is_told
            && let Some(at) = unused.iter().find(|at| finder.looks(**at).are_codes())
        {
            let TitledColumn { position, title } = finder.titled(*at);
            let file = file.to_owned();
            return Err(RegisterError::CodesNotRead {
                file,
                position,
                title,
            });
        }
        if !says_who {
            let file = file.to_owned();
            return Err(RegisterError::NoSubject { file });
        }
        let is_chinese = |(column, _): &(TitledColumn, RegisterColumn)| !column.title.is_ascii();
        let language = match used.first().is_some_and(is_chinese) {
            true => Language::Chinese,
            false => Language::English,
        };
        let of_numbers = |at: &usize| finder.has_numbers(*at);
        let of_names = |at: &usize| finder.has_names(*at);
        let titled = |places: Vec<usize>| places.into_iter().map(|at| finder.titled(at)).collect();
        let unused_numbers = titled(unused.iter().copied().filter(of_numbers).collect());
        let unused_names = titled(unused.iter().copied().filter(of_names).collect());
        let is_own = |at: &usize| {
            finder
                .header
                .get(*at)
                .is_some_and(|title| !title::is_of_others(title))
        };
        let unread = match is_told {
            true => Vec::new(),
            false => unused.into_iter().filter(is_own).collect(),
        };
        Ok(Self {
            used,
            unused_numbers,
            unused_names,
            unread,
            language,
            file: file.to_owned(),
            header: header.clone(),
            name_only: is_told,
            columns,
        })
    }

    /// The language of the header: that of the first column that says who is meant.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The columns that are read, in the order of the register, and as what.
    pub fn used(&self) -> &[(TitledColumn, RegisterColumn)] {
        &self.used
    }

    /// Columns that are not read though they have numbers of organisations or persons, such as representatives.
    pub fn unused_numbers(&self) -> &[TitledColumn] {
        &self.unused_numbers
    }

    /// Columns that are not read though they have names of organisations: of others than the subject, or of those that a chosen
    /// column leaves aside.
    pub fn unused_names(&self) -> &[TitledColumn] {
        &self.unused_names
    }

    /// Whether a row is a total or a signature below the register: its first filled cell is a word for that and nothing else, and no
    /// cell holds the number or the name of a subject, above all none of those where it is asked for.
    pub fn is_footer(&self, row: &RegisterRow) -> bool {
        let Columns { numbers, names, .. } = &self.columns;
        let cell = |at: usize| row.cells.get(at).unwrap_or_default();
        let is_total = says_total(row.cells.iter());
        row.uneven.is_none()
            && is_total_or_signature(row.cells.iter())
            && numbers.iter().all(|(at, ..)| tells_no_number(cell(*at)))
            && names.iter().all(|(at, _)| tells_no_name(cell(*at), is_total))
    }

    /// Notes what the cells of a row that are not read look like, as long as no number was read.
    pub fn watch(&self, row: &RegisterRow, watch: &mut Watch) {
        if self.name_only || watch.numbers > 0 {
            return;
        }
        let filled = |at: usize| row.cells.get(at).is_some_and(|cell| !cell.trim().is_empty());
        if self.columns.numbers.iter().any(|(at, ..)| filled(*at)) {
            watch.numbers += 1;
            return;
        }
        watch.looks.resize(self.header.len(), Looks::default());
        for (looks, cell) in watch.looks.iter_mut().zip(row.cells.iter()) {
            looks.add(cell);
        }
    }

    /// Refuses a register of which no number was read though a column has them, now that every row was seen.
    pub fn finish(&self, watch: &Watch) -> Result<(), RegisterError> {
        if self.name_only || watch.numbers > 0 {
            return Ok(());
        }
        let mut looks = watch.looks.iter().enumerate();
        match looks.find(|(at, looks)| !self.columns.has(*at) && looks.are_codes()) {
            None => Ok(()),
            Some((at, _)) => Err(RegisterError::CodesNotRead {
                file: self.file.clone(),
                position: at + 1,
                title: title::clean(self.header.get(at).unwrap_or_default()),
            }),
        }
    }
}
