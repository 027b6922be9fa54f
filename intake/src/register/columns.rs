//! Which columns of a register say who is meant.

use super::column::{RegisterColumn, TitledColumn};
use super::looks::{Look, is_like_name, look, names_within};
use super::title::{self, Meaning, Number, Rank};
use super::{RegisterError, RegisterOptions, RegisterRow};
use crate::clean;
use csv::StringRecord;

/// Places of columns with what they say.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// Columns of numbers, that of credit codes first
    pub(super) numbers: Vec<(usize, RegisterColumn, Number)>,
    /// Columns of numbers that are read in rows without a number in those above: a person has no code. With whether only
    /// where a person may be called as the row says, since somebody else's number may stand there
    pub(super) fallbacks: Vec<(usize, RegisterColumn, bool)>,
    /// Names, the surest first
    pub(super) names: Vec<(usize, RegisterColumn)>,
    /// Tells how `Number::Any` is to be read
    pub(super) id_kind: Option<usize>,
    pub(super) subject_kind: Option<usize>,
}

impl Columns {
    /// In the order of the register.
    pub(super) fn all(&self) -> Vec<(usize, RegisterColumn)> {
        let numbers = self.numbers.iter().map(|(at, column, _)| (*at, *column));
        let numbers = numbers.chain(self.fallbacks.iter().map(|(at, column, _)| (*at, *column)));
        let kinds = [
            self.id_kind.map(|at| (at, RegisterColumn::IdKind)),
            self.subject_kind.map(|at| (at, RegisterColumn::SubjectKind)),
        ];
        let mut all: Vec<_> = numbers
            .chain(self.names.iter().copied())
            .chain(kinds.into_iter().flatten())
            .collect();
        all.sort_by_key(|(at, _)| *at);
        all
    }

    pub(super) fn has(&self, place: usize) -> bool {
        self.all().iter().any(|(at, _)| *at == place)
    }
}

/// The header and the first rows of a register, from which its columns are found.
pub(super) struct Finder<'a> {
    pub(super) file: &'a str,
    pub(super) header: &'a StringRecord,
    pub(super) sample: &'a [RegisterRow],
    pub(super) options: &'a RegisterOptions,
    pub(super) meanings: Vec<Option<Meaning>>,
}

/// How many cells of a column look like what.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Looks {
    pub(super) filled: usize,
    codes: usize,
    long_numbers: usize,
    names: usize,
    /// Tables in a cell, as JSON has them, that name subjects
    tables: usize,
}

impl Looks {
    pub(super) fn add(&mut self, cell: &str) {
        let cell = clean::text(cell);
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        match look(&cell) {
            Look::Code => self.codes += 1,
            Look::LongNumber => self.long_numbers += 1,
            Look::Other if names_within(&cell) => self.tables += 1,
            Look::Other => self.names += usize::from(is_like_name(&cell)),
        }
    }

    pub(super) fn join(&mut self, other: Self) {
        self.filled += other.filled;
        self.codes += other.codes;
        self.long_numbers += other.long_numbers;
        self.names += other.names;
        self.tables += other.tables;
    }

    /// One cell at least.
    pub(super) fn have_codes(self) -> bool {
        self.codes > 0
    }

    /// Half of the cells.
    pub(super) fn are_codes(self) -> bool {
        self.codes > 0 && self.codes * 2 >= self.filled
    }

    /// Half of the cells.
    pub(super) fn are_names(self) -> bool {
        self.tables > 0 || self.names > 0 && self.names * 2 >= self.filled
    }

    pub(super) fn are_numbers(self) -> bool {
        let numbers = self.codes + self.long_numbers;
        numbers > 0 && numbers * 2 >= self.filled
    }
}

impl<'a> Finder<'a> {
    pub(super) fn of(
        file: &'a str,
        header: &'a StringRecord,
        sample: &'a [RegisterRow],
        options: &'a RegisterOptions,
    ) -> Self {
        let meanings = header.iter().map(title::meaning).collect();
        Self {
            file,
            header,
            sample,
            options,
            meanings,
        }
    }

    pub(super) fn columns(&self) -> Result<Columns, RegisterError> {
        let id_kind = self.only(Meaning::IdKind, RegisterColumn::IdKind)?;
        let mut numbers = match self.options.code_columns.as_slice() {
            [] if self.options.name_only => Vec::new(),
            [] => self.numbers(id_kind),
            titles => self.chosen_numbers(titles)?,
        };
        numbers.sort_by_key(|(at, column, _)| (*column != RegisterColumn::CreditCode, *at));
        let reads_kind = numbers.iter().any(|(_, column, _)| *column == RegisterColumn::Id);
        let names = match self.options.name_columns.as_slice() {
            [] => self.names(&numbers),
            titles => {
                let places = self.places(titles)?;
                places.into_iter().map(|at| (at, RegisterColumn::Name)).collect()
            }
        };
        Ok(Columns {
            fallbacks: self.fallbacks(&numbers),
            numbers,
            names,
            id_kind: id_kind.filter(|_| reads_kind),
            subject_kind: self.only(Meaning::SubjectKind, RegisterColumn::SubjectKind)?,
        })
    }

    /// Whether a column is of numbers, by its title or its cells.
    pub(super) fn has_numbers(&self, place: usize) -> bool {
        let is_titled = matches!(self.meaning(place), Some(Meaning::Number(_) | Meaning::CitizenId));
        is_titled || self.looks(place).are_numbers()
    }

    /// Whether a column is of subjects' names, by its title or its cells.
    pub(super) fn has_names(&self, place: usize) -> bool {
        let is_titled = match self.meaning(place) {
            Some(Meaning::FormerName) => true,
            Some(Meaning::Name(rank)) => rank <= Rank::Subject,
            _ => false,
        };
        is_titled || self.looks(place).are_names()
    }

    fn meaning(&self, place: usize) -> Option<Meaning> {
        self.meanings.get(place).copied().flatten()
    }

    pub(super) fn looks(&self, place: usize) -> Looks {
        let mut looks = Looks::default();
        for cell in self.sample.iter().filter_map(|row| row.cells.get(place)) {
            looks.add(cell);
        }
        looks
    }

    fn with(&self, wanted: impl Fn(Meaning) -> bool) -> impl Iterator<Item = (usize, Meaning)> {
        let meanings = self.meanings.iter().enumerate();
        meanings.filter_map(move |(at, meaning)| Some((at, meaning.filter(|meaning| wanted(*meaning))?)))
    }

    fn only(&self, wanted: Meaning, column: RegisterColumn) -> Result<Option<usize>, RegisterError> {
        let mut places = self.with(|meaning| meaning == wanted).map(|(at, _)| at);
        let first = places.next();
        match (first, places.next()) {
            (Some(first), Some(second)) => Err(RegisterError::DuplicateColumn {
                file: self.file.to_owned(),
                column,
                first: first + 1,
                second: second + 1,
            }),
            (first, _) => Ok(first),
        }
    }

    fn numbers(&self, id_kind: Option<usize>) -> Vec<(usize, RegisterColumn, Number)> {
        let mut numbers: Vec<_> = self
            .with(|_| true)
            .filter_map(|(at, meaning)| match meaning {
                Meaning::Number(number) => Some((at, column_of(number, id_kind.is_some()), number)),
                Meaning::NameOrNumber => Some((at, RegisterColumn::NameOrNumber, Number::Any)),
                Meaning::OwnNumber if self.looks(at).are_codes() => {
                    Some((at, RegisterColumn::CreditCode, Number::CodeOrOrgCode))
                }
                _ => None,
            })
            .collect();
        let has_id = numbers.iter().any(|(_, column, _)| *column == RegisterColumn::Id);
        if let (Some(kind), false) = (id_kind, has_id) {
            // The number of a kind is called id, or stands behind the kind.
            let is_id = |at: usize| {
                self.header
                    .get(at)
                    .is_some_and(|title| title::plain(title) == "id")
            };
            let ids = self.with(|meaning| matches!(meaning, Meaning::OwnNumber | Meaning::CitizenId));
            let mut ids: Vec<usize> = ids
                .map(|(at, _)| at)
                .filter(|at| is_id(*at) || *at == kind + 1)
                .collect();
            ids.sort_by_key(|at| !is_id(*at));
            if let Some(at) = ids.first() {
                numbers.retain(|(known, ..)| known != at);
                numbers.push((*at, RegisterColumn::Id, Number::Any));
            }
        }
        let speaks_of_others = || self.header.iter().any(title::is_representative);
        if numbers.is_empty() && !speaks_of_others() {
            let ids = self.with(|meaning| meaning == Meaning::CitizenId);
            numbers.extend(ids.map(|(at, _)| (at, RegisterColumn::CitizenId, Number::Any)));
        }
        numbers
    }

    /// Citizen ids beside codes, and numbers of one's own of which some look like codes.
    fn fallbacks(&self, numbers: &[(usize, RegisterColumn, Number)]) -> Vec<(usize, RegisterColumn, bool)> {
        if self.options.name_only || !self.options.code_columns.is_empty() {
            return Vec::new();
        }
        let speaks_of_others = self.header.iter().any(title::is_representative);
        let unread = |at: usize| numbers.iter().all(|(known, ..)| *known != at);
        self.with(|_| true)
            .filter(|(at, _)| unread(*at))
            .filter_map(|(at, meaning)| match meaning {
                Meaning::CitizenId => Some((at, RegisterColumn::CitizenId, speaks_of_others)),
                Meaning::OwnNumber if self.looks(at).have_codes() => {
                    Some((at, RegisterColumn::CreditCode, false))
                }
                _ => None,
            })
            .collect()
    }

    fn chosen_numbers(
        &self,
        titles: &[String],
    ) -> Result<Vec<(usize, RegisterColumn, Number)>, RegisterError> {
        let chosen =
            self.places(titles)?
                .into_iter()
                .map(|at| match self.meanings.get(at).copied().flatten() {
                    Some(Meaning::Number(number)) => (at, column_of(number, false), number),
                    Some(Meaning::CitizenId) => (at, RegisterColumn::CitizenId, Number::Any),
                    _ => (at, RegisterColumn::CreditCode, Number::CodeOrOrgCode),
                });
        Ok(chosen.collect())
    }

    fn names(&self, numbers: &[(usize, RegisterColumn, Number)]) -> Vec<(usize, RegisterColumn)> {
        let ranked: Vec<(usize, Rank)> = self
            .with(|_| true)
            .filter_map(|(at, meaning)| match meaning {
                Meaning::Name(rank) => Some((at, rank)),
                _ => None,
            })
            .collect();
        // A column of numbers or names is one of names already.
        let is_mixed =
            |(_, column, _): &(usize, RegisterColumn, Number)| *column == RegisterColumn::NameOrNumber;
        let is_named = numbers.iter().any(is_mixed) || ranked.iter().any(|(_, rank)| *rank <= Rank::Subject);
        let surest = ranked.iter().map(|(_, rank)| *rank).min();
        let mut chosen = ranked;
        chosen.retain(|(_, rank)| *rank <= Rank::Subject || !is_named && Some(*rank) == surest);
        if chosen.is_empty() && !is_named && !numbers.is_empty() {
            chosen = self.like_names(numbers);
        }
        // What stands in a table in a cell is taken apart as several names in a field are.
        let is_table = |at: &usize| {
            let title = self.header.get(*at).unwrap_or_default();
            self.meaning(*at).is_none() && !title::is_of_others(title) && self.looks(*at).tables > 0
        };
        chosen.extend(
            (0..self.header.len())
                .filter(is_table)
                .map(|at| (at, Rank::Subject)),
        );
        let former = self.with(|meaning| meaning == Meaning::FormerName);
        chosen.sort_by_key(|(at, rank)| (*rank, *at));
        chosen
            .into_iter()
            .map(|(at, _)| (at, RegisterColumn::Name))
            .chain(former.map(|(at, _)| (at, RegisterColumn::FormerName)))
            .collect()
    }

    /// Where no title is known for one of names: columns whose cells look like names, else those whose titles end as titles of names
    /// do and whose cells are not numbers.
    fn like_names(&self, numbers: &[(usize, RegisterColumn, Number)]) -> Vec<(usize, Rank)> {
        const ENDINGS: [&str; 12] = [
            "名称",
            "户名",
            "单位",
            "公司",
            "企业",
            "医院",
            "学校",
            "机构",
            "事务所",
            "对象",
            "结果",
            "施工方",
        ];
        let is_free = |at: &usize| {
            let title = self.header.get(*at).unwrap_or_default();
            let is_known = self.meanings.get(*at).copied().flatten().is_some();
            let is_number = numbers.iter().any(|(known, ..)| known == at);
            !is_known && !is_number && !title::is_of_others(title)
        };
        let free: Vec<usize> = (0..self.header.len()).filter(is_free).collect();
        let mut places: Vec<usize> = free.clone();
        places.retain(|at| self.looks(*at).are_names());
        if places.is_empty() {
            places = free;
            places.retain(|at| {
                let title = title::plain(self.header.get(*at).unwrap_or_default());
                let looks = self.looks(*at);
                looks.filled > 0 && !looks.are_numbers() && ENDINGS.iter().any(|word| title.ends_with(word))
            });
        }
        places.into_iter().map(|at| (at, Rank::Vague)).collect()
    }

    /// Places of columns with these titles.
    fn places(&self, titles: &[String]) -> Result<Vec<usize>, RegisterError> {
        titles.iter().map(|title| self.place(title)).collect()
    }

    fn place(&self, wanted: &str) -> Result<usize, RegisterError> {
        let word = title::plain(wanted);
        let mut places = self
            .header
            .iter()
            .enumerate()
            .filter(|(_, title)| title::plain(title) == word)
            .map(|(at, _)| at);
        match (places.next(), places.next()) {
            (Some(at), None) => Ok(at),
            (None, _) => Err(RegisterError::NoSuchColumn {
                file: self.file.to_owned(),
                wanted: clean::quoted(wanted),
                known: self.titles(),
            }),
            (Some(first), Some(second)) => Err(RegisterError::TitleTwice {
                file: self.file.to_owned(),
                wanted: clean::quoted(wanted),
                first: first + 1,
                second: second + 1,
            }),
        }
    }

    fn titles(&self) -> Vec<String> {
        let titles = self.header.iter().filter(|title| !clean::text(title).is_empty());
        titles.map(|title| clean::quoted(&clean::text(title))).collect()
    }

    pub(super) fn titled(&self, place: usize) -> TitledColumn {
        TitledColumn {
            position: place + 1,
            title: title::clean(self.header.get(place).unwrap_or_default()),
        }
    }
}

fn column_of(number: Number, has_kind: bool) -> RegisterColumn {
    match number {
        Number::Code | Number::CodeOrOrgCode => RegisterColumn::CreditCode,
        Number::OrgCode => RegisterColumn::OrgCode,
        Number::TaxNo => RegisterColumn::TaxNo,
        Number::RegNo => RegisterColumn::RegNo,
        Number::Any if has_kind => RegisterColumn::Id,
        Number::Any => RegisterColumn::CreditCode,
    }
}
