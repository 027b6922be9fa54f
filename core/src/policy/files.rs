//! A policy folder's CSV files as tables.

use super::sheet::refusal;
use super::{PolicyError, PolicyProblem, Table, Tables};

/// The default pack, as it was when this was compiled.
const BUILTIN: [(&str, &str); 8] = [
    ("calendar.csv", include_str!("../../policy/calendar.csv")),
    ("links.csv", include_str!("../../policy/links.csv")),
    ("lists.csv", include_str!("../../policy/lists.csv")),
    ("measures.csv", include_str!("../../policy/measures.csv")),
    ("pack.csv", include_str!("../../policy/pack.csv")),
    ("prompts.csv", include_str!("../../policy/prompts.csv")),
    ("scenarios.csv", include_str!("../../policy/scenarios.csv")),
    ("words.csv", include_str!("../../policy/words.csv")),
];

/// Columns for those who keep the tables, by table: no answer depends on them, so no snapshot carries them.
const NOTES: [(&str, &[&str]); 2] = [
    ("lists", &["identifier", "verified"]),
    ("measures", &["subject_scope"]),
];

impl Tables {
    /// Reads files given by name and text. A byte-order mark, CRLF and blank rows at the end are tolerated.
    ///
    /// The order of the files does not matter. The columns `identifier` and `verified` of `lists.csv` and `subject_scope` of
    /// `measures.csv` are notes for those who keep the tables, and are left out. Cells are checked later, by
    /// [`Policy::from_tables`](super::Policy::from_tables).
    ///
    /// ```
    /// use jrp_core::policy::Tables;
    ///
    /// let tables = Tables::from_csv(&[("pack.csv", "\u{feff}key,value\r\nversion,2026.11\r\n")]).unwrap();
    /// assert_eq!(tables.table("pack").unwrap().rows, [["version", "2026.11"]]);
    /// ```
    pub fn from_csv(files: &[(&str, &str)]) -> Result<Self, PolicyError> {
        let mut tables = files
            .iter()
            .map(|(name, text)| read(name, text))
            .collect::<Result<Vec<_>, _>>()?;
        tables.sort_by(|a, b| a.name.cmp(&b.name));
        let twice = tables.windows(2).find_map(|pair| match pair {
            [a, b] if a.name == b.name => Some(&a.name),
            _ => None,
        });
        match twice {
            Some(name) => Err(refusal(name, None, None, PolicyProblem::RepeatedTable)),
            None => Ok(Self { tables }),
        }
    }

    /// The default pack of this build.
    pub fn builtin() -> Result<Self, PolicyError> {
        Self::from_csv(&BUILTIN)
    }
}

fn read(file: &str, text: &str) -> Result<Table, PolicyError> {
    let Some(name) = file.strip_suffix(".csv") else {
        let problem = PolicyProblem::UnknownTable;
        return Err(PolicyError {
            table: file.to_owned(),
            row: None,
            column: None,
            problem,
        });
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    refuse_blank_lines(name, text)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for (record, number) in reader.records().zip(1..) {
        let record = record.map_err(|error| {
            let problem = PolicyProblem::NotCsv {
                reason: error.to_string(),
            };
            refusal(name, Some(number), None, problem)
        })?;
        rows.push(record.iter().map(str::to_owned).collect::<Vec<_>>());
    }
    while rows
        .pop_if(|row| row.iter().all(|cell| cell.trim().is_empty()))
        .is_some()
    {}
    let mut rows = rows.into_iter();
    let header = rows
        .next()
        .unwrap_or_default()
        .iter()
        .map(|cell| cell.trim().to_owned())
        .collect();
    let mut table = Table {
        name: name.to_owned(),
        header,
        rows: rows.collect(),
    };
    leave_out_notes(&mut table);
    Ok(table)
}

/// A row that is too short or too long keeps its length: it is refused later, by its number.
fn leave_out_notes(table: &mut Table) {
    let Some((_, notes)) = NOTES.iter().find(|(name, _)| *name == table.name) else {
        return;
    };
    while let Some(at) = table
        .header
        .iter()
        .position(|column| notes.contains(&column.as_str()))
    {
        table.header.remove(at);
        for row in table.rows.iter_mut().filter(|row| at < row.len()) {
            row.remove(at);
        }
    }
}

/// The CSV reader would skip them, and every later row would be named one too low.
fn refuse_blank_lines(name: &str, text: &str) -> Result<(), PolicyError> {
    let lines = text.trim_end().lines().zip(1..);
    match lines.into_iter().find(|(line, _)| line.trim().is_empty()) {
        Some((_, number)) if !text.trim_end().is_empty() => {
            Err(refusal(name, Some(number), None, PolicyProblem::BlankLine))
        }
        _ => Ok(()),
    }
}
