//! What a unit must look at in its rows.

use super::table::{Fate, Row, Table};
use jrp_intake::{Faults, Said, warning_in_chinese};
use std::collections::BTreeSet;

/// A fault of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The row, as a spreadsheet shows it
    pub row: u64,
    /// Place of the cell in the row, from 0
    pub place: Option<usize>,
    /// The title of its column
    pub title: String,
    /// Whether the row was refused; else it is loaded as it stands
    pub refused: bool,
    /// The code of the fault
    pub code: &'static str,
    /// What is wrong and what to write, in Chinese
    pub said: Said,
}

/// The faults of a file, row by row.
pub(super) fn problems(table: &Table) -> Vec<Problem> {
    let title = |place: Option<usize>| {
        let title = place.and_then(|place| table.titles.get(place));
        title.cloned().unwrap_or_default()
    };
    let of_row = |row: &Row| {
        let faults = match &row.fate {
            Fate::Refused(faults) => Some(faults),
            Fate::Live(..) | Fate::LeftOut(_) => None,
        };
        let refused = faults.into_iter().flat_map(Faults::iter).map(|refusal| {
            let place = table.place(refusal.column);
            Problem {
                row: row.number,
                place,
                title: match place {
                    Some(_) => title(place),
                    None => refusal.column.label().to_owned(),
                },
                refused: true,
                code: refusal.code(),
                said: refusal.in_chinese(),
            }
        });
        let number = row.number;
        let warned = row.warnings.clone().into_iter().filter_map(move |code| {
            let said = warning_in_chinese(code)?;
            Some((number, code, said))
        });
        let mut all: Vec<Problem> = refused
            .chain(warned.map(|(row, code, said)| {
                let place = column_of(code).and_then(|column| table.place(column));
                Problem {
                    row,
                    place,
                    title: title(place),
                    refused: false,
                    code,
                    said,
                }
            }))
            .collect();
        // One cell may be read as two columns, and is mended once.
        let mut seen = BTreeSet::new();
        all.retain(|problem| {
            seen.insert((problem.place, problem.title.clone(), problem.said.problem.clone()))
        });
        all
    };
    table.rows.iter().flat_map(of_row).collect()
}

/// The column that a warning is about.
fn column_of(code: &str) -> Option<jrp_intake::Column> {
    use jrp_intake::Column;
    Some(match code {
        "term-too-long" | "term-counted" => Column::PublishUntil,
        "not-yet-effective" => Column::EffectiveFrom,
        "name-unreadable" | "name-address" => Column::Name,
        "unit-address" => Column::Authority,
        code if code.ends_with("-check") => Column::Id,
        _ => return None,
    })
}
