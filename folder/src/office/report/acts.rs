//! Acts behind rows: the same act may be delivered again, go back, and be mended, and is one act all the same.

use super::super::entry::Arrival;
use super::super::inbox::{Tables, numbered};
use super::super::ledger::Line;
use super::super::settings::Valid;
use super::super::table::{Fate, Row, Table};
use super::super::{OfficeError, ledger};
use super::Period;
use jrp_core::subject::name::fold;
use jrp_intake::Column;
use std::collections::{BTreeMap, HashMap};

/// What became of one act in a time.
#[derive(Clone, Copy, Debug, Default)]
struct Fates {
    /// Whether it could be read before the time
    before: bool,
    /// Whether it could be read when it first came in the time
    first: Option<bool>,
    /// Whether it could be read at any time in it
    ever: bool,
    /// Whether it went back
    back: bool,
}

/// The acts of one unit on one list.
#[derive(Clone, Debug, Default)]
pub(super) struct Acts {
    fates: HashMap<String, Fates>,
    /// Lines of the deliveries of the time
    pub(super) lines: Vec<u64>,
    /// Lines of those from which an act went back
    pub(super) back_lines: Vec<u64>,
}

impl Acts {
    /// Acts that came.
    pub(super) fn came(&self) -> u64 {
        self.fates.values().filter(|fates| fates.first.is_some()).count() as u64
    }

    /// Acts that went back.
    pub(super) fn back(&self) -> u64 {
        self.fates.values().filter(|fates| fates.back).count() as u64
    }

    /// Acts delivered that were not good already, and the valid ones of them.
    pub(super) fn valid(&self, counted: Valid) -> (u64, u64) {
        let delivered = self
            .fates
            .values()
            .filter(|fates| fates.first.is_some() && !fates.before);
        let is_valid = |fates: &&Fates| match counted {
            Valid::First => fates.first == Some(true),
            Valid::Mended => fates.ever,
        };
        let (all, valid) = (delivered.clone().count(), delivered.filter(is_valid).count());
        (valid as u64, all as u64)
    }
}

/// By unit and list: the acts that came in a period, and before.
pub(super) type ActsOfUnits<'l> = BTreeMap<(&'l str, &'l str), Acts>;

/// Looks through every delivery to the end of a period.
pub(super) fn of_period<'l>(
    lines: &'l [Line],
    tables: &'l Tables,
    period: Period,
) -> Result<ActsOfUnits<'l>, OfficeError> {
    let mut acts = ActsOfUnits::new();
    let by_line: HashMap<u64, &Arrival> = numbered(lines).collect();
    for (line, arrival) in numbered(lines).filter(|(_, arrival)| arrival.on <= period.last()) {
        if arrival.acts.is_some() {
            continue;
        }
        let Some(table) = tables.of(arrival)? else {
            continue;
        };
        let delivery = arrival.mends.and_then(|mends| by_line.get(&mends));
        let delivery = delivery
            .map(|delivery| tables.of(delivery))
            .transpose()?
            .flatten();
        let mended = rows_by_number(delivery);
        let is_in = period.holds(arrival.on);
        for row in &table.rows {
            // A row that was mended is the act that went back, whatever was mended of it.
            let key = match delivery.zip(mended.get(&row.number)) {
                Some((delivery, known)) => key(known, delivery),
                None => key(row, table),
            };
            let of_list = acts.entry((&arrival.unit, &row.list)).or_default();
            let fates = of_list.fates.entry(key).or_default();
            let (is_good, is_back) = match row.fate {
                Fate::Live(..) | Fate::LeftOut(_) => (true, false),
                Fate::Refused(_) => (false, true),
            };
            if !is_in {
                fates.before |= is_good;
                continue;
            }
            fates.first.get_or_insert(is_good);
            fates.ever |= is_good;
            fates.back |= is_back;
            note(&mut of_list.lines, line);
            if is_back {
                note(&mut of_list.back_lines, line);
            }
        }
    }
    Ok(acts)
}

fn note(lines: &mut Vec<u64>, line: u64) {
    if lines.last() != Some(&line) {
        lines.push(line);
    }
}

/// Of two rows with one number, on two sheets, the first.
fn rows_by_number(table: Option<&Table>) -> HashMap<u64, &Row> {
    let rows = table.into_iter().flat_map(|table| table.rows.iter().rev());
    rows.map(|row| (row.number, row)).collect()
}

/// What is the same of an act in whatever row it stands: its document and subject; without a document, everything that tells it
/// from others. A digest, so that a large list needs little room.
fn key(row: &Row, table: &Table) -> String {
    let cell = |column| fold(row.cell(table, column));
    let (document, name) = (cell(Column::DocumentNo), cell(Column::Name));
    let text = match (document.is_empty(), name.is_empty()) {
        (false, false) => format!("{document}\n{name}"),
        (false, true) => format!("{document}\n{}", cell(Column::Id)),
        (true, _) => format!(
            "\n{name}\n{}\n{}\n{}\n{}",
            cell(Column::Id),
            cell(Column::RecordId),
            cell(Column::ListedOn),
            cell(Column::DecidedOn)
        ),
    };
    ledger::digest(text.as_bytes())
}
