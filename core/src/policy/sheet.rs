//! Reading a table by column names, with refusals that name file, row and column.

use super::code::Coded;
use super::{PolicyError, PolicyProblem, Table, Tables};
use crate::date::Date;
use std::collections::BTreeMap;

/// Names of the tables of a pack, sorted.
const NAMES: [&str; 8] = [
    "calendar",
    "links",
    "lists",
    "measures",
    "pack",
    "prompts",
    "scenarios",
    "words",
];

/// What a table, a column, or the code of a prompt or word begins with that may be passed over where it is not known.
const PASSABLE: &str = "x-";

/// All tables there, none twice, none unknown but those that may be passed over.
pub(super) fn check_tables(tables: &Tables) -> Result<(), PolicyError> {
    let refuse = |name: &str, problem| Err(refusal(name, None, None, problem));
    for name in NAMES {
        match tables.tables.iter().filter(|table| table.name == name).count() {
            0 => return refuse(name, PolicyProblem::MissingTable),
            1 => {}
            _ => return refuse(name, PolicyProblem::RepeatedTable),
        }
    }
    match tables
        .tables
        .iter()
        .find(|table| !NAMES.contains(&table.name.as_str()) && !table.name.starts_with(PASSABLE))
    {
        Some(table) => refuse(&table.name, PolicyProblem::UnknownTable),
        None => Ok(()),
    }
}

/// A refusal of the table called `name` in `Tables`.
pub(super) fn refusal(
    name: &str,
    row: Option<usize>,
    column: Option<&str>,
    problem: PolicyProblem,
) -> PolicyError {
    PolicyError {
        table: format!("{name}.csv"),
        row,
        column: column.map(str::to_owned),
        problem,
    }
}

/// A table whose header and row lengths are right, and whose cells are free of control characters.
pub(super) struct Sheet<'a> {
    table: &'a Table,
    /// The column of a code by which rows may be passed over
    code: Option<&'static str>,
}

impl<'a> Sheet<'a> {
    pub(super) fn open(tables: &'a Tables, name: &str, columns: &[&str]) -> Result<Self, PolicyError> {
        Self::open_with(tables, name, columns, &[])
    }

    /// A table that may also have the `optional` columns, whose cells are blank where it has not.
    pub(super) fn open_with(
        tables: &'a Tables,
        name: &str,
        columns: &[&str],
        optional: &[&str],
    ) -> Result<Self, PolicyError> {
        let Some(table) = tables.table(name) else {
            return Err(refusal(name, None, None, PolicyProblem::MissingTable));
        };
        let refuse = |column: &str, problem| Err(refusal(name, Some(1), Some(column), problem));
        for (at, column) in table.header.iter().enumerate() {
            let is_known = [columns, optional]
                .iter()
                .any(|known| known.contains(&column.as_str()));
            if !is_known && !column.starts_with(PASSABLE) {
                return refuse(column, PolicyProblem::UnknownColumn);
            }
            if table.header.iter().take(at).any(|earlier| earlier == column) {
                return refuse(column, PolicyProblem::RepeatedColumn);
            }
        }
        if let Some(column) = columns
            .iter()
            .find(|column| !table.header.iter().any(|have| have == *column))
        {
            return refuse(column, PolicyProblem::MissingColumn);
        }
        let sheet = Self { table, code: None };
        for row in sheet.rows() {
            let (expected, found) = (table.header.len(), row.cells.len());
            if expected != found {
                let problem = PolicyProblem::RowLength { expected, found };
                return Err(refusal(name, Some(row.number), None, problem));
            }
            let spoilt = |(_, cell): &(&String, &String)| crate::unseen::holds_unfit(cell);
            if let Some((column, _)) = table.header.iter().zip(row.cells).find(spoilt) {
                return Err(row.refuse(column, PolicyProblem::ControlCharacter));
            }
        }
        Ok(sheet)
    }

    /// The same without the rows whose code may be passed over: texts that a later version knows when to say.
    pub(super) fn passing_over(self, code: &'static str) -> Self {
        Self {
            code: Some(code),
            ..self
        }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'a>> + use<'a> {
        let (table, code) = (self.table, self.code);
        let rows = table.rows.iter().zip(2..);
        rows.map(move |(cells, number)| Row { table, number, cells })
            .filter(move |row| code.is_none_or(|code| !row.text(code).starts_with(PASSABLE)))
    }

    /// Rows with their keys; two rows with one key are refused.
    pub(super) fn unique(
        &self,
        key: impl Fn(&Row<'a>) -> Result<&'a str, PolicyError>,
    ) -> Result<Vec<(Row<'a>, &'a str)>, PolicyError> {
        let rows = self.unique_keys(&|row| Ok((key(row)?, "", "")))?;
        Ok(rows.into_iter().map(|(row, (key, ..))| (row, key)).collect())
    }

    /// The same for keys of several cells.
    pub(super) fn unique_keys(
        &self,
        key: &dyn Fn(&Row<'a>) -> Result<Key<'a>, PolicyError>,
    ) -> Result<Vec<(Row<'a>, Key<'a>)>, PolicyError> {
        let mut first_row = BTreeMap::new();
        let mut rows = Vec::with_capacity(self.table.rows.len());
        for row in self.rows() {
            let key = key(&row)?;
            if let Some(first) = first_row.insert(key, row.number) {
                let value = format!("{} {} {}", key.0, key.1, key.2).trim_end().to_owned();
                let problem = PolicyProblem::Duplicate { value, first };
                return Err(refusal(&self.table.name, Some(row.number), None, problem));
            }
            rows.push((row, key));
        }
        Ok(rows)
    }

    /// The refusal of a table that lacks the row with this code.
    pub(super) fn lacks(&self, code: &str) -> PolicyError {
        let problem = PolicyProblem::MissingRow {
            code: code.to_owned(),
        };
        refusal(&self.table.name, None, None, problem)
    }
}

/// A key of up to three cells.
type Key<'a> = (&'a str, &'a str, &'a str);

/// One row. Cells are trimmed, unless asked for with [`Row::exact`].
pub(super) struct Row<'a> {
    table: &'a Table,
    pub(super) number: usize,
    cells: &'a [String],
}

impl<'a> Row<'a> {
    /// The cell as it is. `Sheet::open` has seen to it that the column is there, unless it is optional.
    pub(super) fn exact(&self, column: &str) -> &'a str {
        let at = self.table.header.iter().position(|name| name == column);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    pub(super) fn text(&self, column: &str) -> &'a str {
        self.exact(column).trim()
    }

    pub(super) fn required(&self, column: &str) -> Result<&'a str, PolicyError> {
        match self.text(column) {
            "" => Err(self.refuse(column, PolicyProblem::Blank)),
            text => Ok(text),
        }
    }

    /// A law or document that may not be missing.
    pub(super) fn basis(&self, column: &str) -> Result<&'a str, PolicyError> {
        match self.text(column) {
            "" => Err(self.refuse(column, PolicyProblem::MissingBasis)),
            text => Ok(text),
        }
    }

    /// A code of the pack's own: letters, digits, hyphens and underscores of ASCII.
    pub(super) fn key(&self, column: &str) -> Result<&'a str, PolicyError> {
        let text = self.required(column)?;
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        if text.len() <= 32 && text.bytes().all(plain) {
            Ok(text)
        } else {
            Err(self.malformed(
                column,
                "at most 32 letters, digits, hyphens and underscores of ASCII",
            ))
        }
    }

    pub(super) fn one_of(&self, column: &str, allowed: &[&str]) -> Result<&'a str, PolicyError> {
        let text = self.required(column)?;
        if allowed.contains(&text) {
            return Ok(text);
        }
        Err(self.unknown(column, text, allowed.join(", ")))
    }

    pub(super) fn yes_no(&self, column: &str) -> Result<bool, PolicyError> {
        Ok(self.one_of(column, &["yes", "no"])? == "yes")
    }

    pub(super) fn coded<T: Coded>(&self, column: &str) -> Result<T, PolicyError> {
        self.coded_text(column, self.required(column)?)
    }

    pub(super) fn optional_coded<T: Coded>(&self, column: &str) -> Result<Option<T>, PolicyError> {
        match self.text(column) {
            "" => Ok(None),
            text => self.coded_text(column, text).map(Some),
        }
    }

    /// The codes between `|`, at least one.
    pub(super) fn coded_list<T: Coded>(&self, column: &str) -> Result<Vec<T>, PolicyError> {
        self.required(column)?;
        self.coded_parts(column)
    }

    /// The codes between `|`, possibly none.
    pub(super) fn coded_parts<T: Coded>(&self, column: &str) -> Result<Vec<T>, PolicyError> {
        self.parts(column)
            .map(|text| self.coded_text(column, text))
            .collect()
    }

    /// The texts between `|`, possibly none.
    pub(super) fn parts(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let text = self.text(column);
        text.split('|').map(str::trim).filter(move |_| !text.is_empty())
    }

    pub(super) fn date(&self, column: &str) -> Result<Option<Date>, PolicyError> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(None);
        }
        match Date::parse(text) {
            Some(date) => Ok(Some(date)),
            None => Err(self.refuse(column, PolicyProblem::MalformedDate { value: quote(text) })),
        }
    }

    pub(super) fn malformed(&self, column: &str, wanted: &'static str) -> PolicyError {
        let value = quote(self.text(column));
        self.refuse(column, PolicyProblem::Malformed { value, wanted })
    }

    pub(super) fn not_in(&self, column: &str, value: &str, table: &'static str) -> PolicyError {
        self.refuse(
            column,
            PolicyProblem::UnknownReference {
                value: quote(value),
                table,
            },
        )
    }

    pub(super) fn refuse(&self, column: &str, problem: PolicyProblem) -> PolicyError {
        refusal(&self.table.name, Some(self.number), Some(column), problem)
    }

    fn coded_text<T: Coded>(&self, column: &str, text: &str) -> Result<T, PolicyError> {
        T::from_code(text).ok_or_else(|| {
            let allowed: Vec<_> = T::ALL.iter().map(|value| value.code()).collect();
            self.unknown(column, text, allowed.join(", "))
        })
    }

    fn unknown(&self, column: &str, text: &str, allowed: String) -> PolicyError {
        self.refuse(
            column,
            PolicyProblem::UnknownCode {
                value: quote(text),
                allowed,
            },
        )
    }
}

/// A cell for an error message, at most 60 characters of it.
fn quote(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
