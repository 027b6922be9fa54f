//! An earlier answer to the same register: which rows are answered otherwise now.

use super::added::Added;
use super::book::SHEETS;
use crate::error::CliError;
use crate::files::{self, Shown};
use crate::layout::plain;
use jrp_core::query::SubjectQuery;
use jrp_core::subject::name::fold;
use jrp_intake::{Language, Register, RegisterError, RegisterOptions, RegisterRow};
use std::collections::{HashMap, VecDeque};
use std::path::Path;

/// The titles of the earlier answer, Chinese and English.
pub(super) const TITLES: [[&str; 2]; 3] = [
    ["原比对结果", "outcome_before"],
    ["原涉及名单", "lists_before"],
    ["原比对方式", "match_before"],
];

/// By what a row is paired with an earlier one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Keys {
    code: Option<String>,
    name: Option<String>,
    /// Its own cells, where it names nobody
    whole: String,
}

impl Keys {
    pub(super) fn of<'c>(subjects: &[SubjectQuery], cells: impl Iterator<Item = &'c str>) -> Self {
        let first = subjects.first();
        let number = first.and_then(|subject| {
            let id = subject.id.as_ref().map(|(_, id)| id);
            subject.credit_code.as_ref().or(id)
        });
        let bare = |text: &String| -> String {
            let fit = fold(text).to_uppercase();
            fit.chars().filter(|c| c.is_alphanumeric() || *c == '*').collect()
        };
        let name = first.and_then(|subject| subject.name.as_deref()).map(fold);
        Self {
            code: number.map(bare).filter(|code| !code.is_empty()),
            name: name.filter(|name| !name.is_empty()),
            whole: cells
                .map(str::trim)
                .filter(|cell| !cell.is_empty())
                .collect::<Vec<_>>()
                .join("\u{1f}"),
        }
    }
}

/// An earlier answer to one row.
struct Before {
    keys: Keys,
    cells: [String; 3],
    is_taken: bool,
}

/// The earlier answers, and what became of them.
#[derive(Default)]
pub(super) struct Earlier {
    rows: Vec<Before>,
    by_code: HashMap<String, VecDeque<usize>>,
    by_name: HashMap<String, VecDeque<usize>>,
    by_whole: HashMap<String, VecDeque<usize>>,
    /// Rows that are answered otherwise
    pub(super) changed: u64,
    /// Rows that were not there
    pub(super) new: u64,
}

impl Earlier {
    /// What makes an answer another one.
    pub(super) const COMPARED: [Added; 3] = [Added::Outcome, Added::Lists, Added::Match];

    /// Reads an answered register: CSV or a workbook of ours.
    pub(super) fn read(path: &Path, options: &RegisterOptions) -> Result<Self, CliError> {
        let name = plain(&Shown(path).to_string());
        let open = |sheet: Option<&str>| {
            let mut options = options.clone();
            options.sheet = sheet.map(str::to_owned);
            Ok::<_, CliError>(Register::open_with(&name, files::open(path)?, &options))
        };
        let mut register = match open(None)? {
            Err(RegisterError::SeveralSheets { .. }) => match open(Some(SHEETS[0][0]))? {
                Err(RegisterError::NoSuchSheet { .. }) => open(Some(SHEETS[0][1]))?,
                opened => opened,
            },
            opened => opened,
        }?;
        let titles: Vec<String> = register
            .header()
            .cells()
            .map(|title| title.trim().to_owned())
            .collect();
        let place = |wanted: [&str; 2]| titles.iter().position(|title| wanted.contains(&title.as_str()));
        let title =
            |column: Added| [Language::Chinese, Language::English].map(|language| column.title(language));
        let mut places = [0; 3];
        for (place_of, column) in places.iter_mut().zip(Self::COMPARED) {
            *place_of = place(title(column)).ok_or_else(|| CliError::NotAnswered {
                path: path.to_owned(),
                column: column.code(),
            })?;
        }
        let ours = Added::ALL.map(title).into_iter().chain(TITLES);
        let added: Vec<usize> = ours.filter_map(place).collect();
        let subjects = register.subjects().clone();
        let mut earlier = Self::default();
        while let Some(row) = register.next_row()? {
            if subjects.is_footer(&row) {
                continue;
            }
            let own = row.cells().enumerate().filter(|(at, _)| !added.contains(at));
            let keys = Keys::of(&subjects.read(&row).subjects, own.map(|(_, cell)| cell));
            earlier.add(keys, places.map(|place| cell(&row, place)));
        }
        Ok(earlier)
    }

    fn add(&mut self, keys: Keys, cells: [String; 3]) {
        let at = self.rows.len();
        let places = [(&mut self.by_code, &keys.code), (&mut self.by_name, &keys.name)];
        for (places, key) in places {
            if let Some(key) = key {
                places.entry(key.clone()).or_default().push_back(at);
            }
        }
        if keys.code.is_none() && keys.name.is_none() {
            self.by_whole.entry(keys.whole.clone()).or_default().push_back(at);
        }
        self.rows.push(Before {
            keys,
            cells,
            is_taken: false,
        });
    }

    /// The first earlier answer of the same row that no other row has taken.
    fn take(&mut self, keys: &Keys) -> Option<[String; 3]> {
        let rows = &mut self.rows;
        let mut first =
            |places: &mut HashMap<String, VecDeque<usize>>, key: &String, holds: &dyn Fn(&Keys) -> bool| {
                let queue = places.get_mut(key)?;
                let fits = |at: &usize| rows.get(*at).is_some_and(|row| !row.is_taken && holds(&row.keys));
                let at = queue.iter().position(fits)?;
                let row = rows.get_mut(queue.remove(at)?)?;
                row.is_taken = true;
                Some(row.cells.clone())
            };
        let by_code = keys
            .code
            .as_ref()
            .and_then(|code| first(&mut self.by_code, code, &|_| true));
        if by_code.is_some() {
            return by_code;
        }
        // Two codes are two subjects, whatever their names.
        let one_code = |before: &Keys| before.code.is_none() || keys.code.is_none();
        match (&keys.code, &keys.name) {
            (_, Some(name)) => first(&mut self.by_name, name, &one_code),
            (None, None) => first(&mut self.by_whole, &keys.whole, &|_| true),
            (Some(_), None) => None,
        }
    }

    /// What the row was answered before, where that is another answer than now; blank where it was not there.
    pub(super) fn changed(&mut self, keys: &Keys, now: &[[String; 2]; 3]) -> Option<[String; 3]> {
        match self.take(keys) {
            None => {
                self.new += 1;
                Some(Default::default())
            }
            Some(before) => {
                // In codes, or in the words of a workbook.
                let is_same = before.iter().zip(now).all(|(before, now)| now.contains(before));
                self.changed += u64::from(!is_same);
                (!is_same).then_some(before)
            }
        }
    }

    /// Rows that are there no more.
    pub(super) fn gone(&self) -> u64 {
        self.rows.iter().filter(|row| !row.is_taken).count() as u64
    }
}

fn cell(row: &RegisterRow, place: usize) -> String {
    row.cells().nth(place).unwrap_or_default().trim().to_owned()
}
