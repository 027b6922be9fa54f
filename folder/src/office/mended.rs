//! A workbook of `returns/` that a unit has mended and sent back. Its rows take the place of those that went back; the other
//! rows of that delivery stay.

use super::entry::{Arrival, Entry};
use super::receive::{Received, Receiving};
use super::returned::{NUMBER, OWN, ROW};
use super::table::{How, Table};
use super::{Office, OfficeError, inbox, ledger, standing};
use csv::WriterBuilder;
use std::collections::{BTreeMap, BTreeSet};

/// Rows among which the header stands.
const AMONG: usize = 30;

/// Highest number of a row.
const MOST: u64 = 1 << 24;

/// Digits of a delivery's digest in the number of the workbook.
const DIGITS: usize = 8;

/// The number by which a workbook says what it mends: the line of the delivery, and the beginning of its digest.
pub(super) fn number_of(line: u64, arrival: &Arrival) -> String {
    let digest = arrival.digest.as_deref().unwrap_or_default();
    let hex = digest.strip_prefix("sm3:").unwrap_or(digest);
    format!("{line}-{}", hex.chars().take(DIGITS).collect::<String>())
}

/// The number of the workbook, where a file is one that went back; `None` where it is none.
pub(super) fn find(name: &str, bytes: &[u8]) -> Result<Option<String>, OfficeError> {
    let rows = jrp_intake::first_rows(name, bytes, AMONG)?;
    let Some(at) = rows.iter().position(|(_, cells)| Columns::of(cells).is_some()) else {
        return Ok(None);
    };
    let above = rows.iter().take(at).flat_map(|(_, cells)| cells);
    let number = above
        .filter_map(|cell| cell.split_once(NUMBER))
        .find_map(|(_, rest)| {
            let rest = rest.trim_start_matches([':', '：', ' ']);
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
            let number = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            (!number.is_empty()).then(|| number.to_owned())
        });
    match number {
        Some(number) => Ok(Some(number)),
        None => Err(refused(
            name,
            format!(
                "lacks its number ({NUMBER}) above the table; send the workbook back with its first row as it came"
            ),
        )),
    }
}

/// Where a workbook has what.
struct Columns {
    row: usize,
    /// The unit's own columns: place and title
    own: Vec<(usize, String)>,
}

impl Columns {
    fn of(cells: &[String]) -> Option<Self> {
        let row = cells.iter().position(|cell| cell.trim() == ROW)?;
        let own = cells.iter().enumerate().filter_map(|(at, cell)| {
            let title = cell.trim().strip_prefix(OWN)?.strip_prefix([':', '：'])?;
            Some((at, title.to_owned()))
        });
        let own: Vec<_> = own.collect();
        (!own.is_empty()).then_some(Self { row, own })
    }
}

/// The mended rows as a table with the unit's own columns, each row under the number that it has in the unit's own file.
pub(super) fn as_delivered(name: &str, bytes: &[u8]) -> Result<Vec<u8>, OfficeError> {
    let mut rows = jrp_intake::first_rows(name, bytes, usize::MAX)?.into_iter();
    let columns = rows.by_ref().find_map(|(_, cells)| Columns::of(&cells));
    let Some(columns) = columns else {
        return Err(refused(
            name,
            format!("has no column {ROW}; send the workbook back with its columns"),
        ));
    };
    let mut mended: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    for (at, cells) in rows {
        let own = columns
            .own
            .iter()
            .map(|(place, _)| cells.get(*place).cloned().unwrap_or_default());
        let own: Vec<String> = own.collect();
        // Further faults of a row stand below it without its cells.
        if own.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let typed = cells.get(columns.row).map(|cell| cell.trim()).unwrap_or_default();
        // The header of the unit's table is row 1.
        let number = typed.parse().ok().filter(|number| (2..=MOST).contains(number));
        let Some(number) = number else {
            let what = format!(
                "row {at}: {ROW} does not say which row of the delivery it mends; write its number as it came"
            );
            return Err(refused(name, what));
        };
        if mended
            .insert(number, own.clone())
            .is_some_and(|other| other != own)
        {
            let what = format!(
                "row {at}: row {number} of the delivery stands here twice, with other cells; take one out"
            );
            return Err(refused(name, what));
        }
    }
    Ok(write(&columns, &mended))
}

fn write(columns: &Columns, mended: &BTreeMap<u64, Vec<String>>) -> Vec<u8> {
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let mut writer = WriterBuilder::new()
            .quote_style(csv::QuoteStyle::Always)
            .from_writer(Vec::new());
        // Writing to memory does not fail.
        let _ = writer.write_record(cells);
        writer.into_inner().unwrap_or_default()
    };
    let mut out = line(&mut columns.own.iter().map(|(_, title)| title.as_str()));
    let mut next = 2;
    for (number, cells) in mended {
        out.extend((next..*number).map(|_| b'\n'));
        out.extend(line(&mut cells.iter().map(String::as_str)));
        next = number + 1;
    }
    out
}

impl Office {
    /// Takes a workbook in that went back and was mended. It is read as the delivery that it mends.
    pub(super) fn receive_mended(
        &mut self,
        (name, bytes): (&str, &[u8]),
        number: &str,
        receiving: &Receiving,
    ) -> Result<Received, OfficeError> {
        if receiving.list.is_some() || receiving.profile.is_some() || receiving.part {
            let what =
                "went back, and is read as the delivery that it mends; leave list, profile and part out";
            return Err(refused(name, what.to_owned()));
        }
        let (line, delivery) = self.delivery_of(name, number, &receiving.from)?;
        self.load_standing()?;
        self.tables
            .load(self.dir.path(), &self.policy, std::iter::once(&delivery))?;
        let as_delivered = as_delivered(name, bytes)?;
        let profile = match &delivery.profile {
            Some(used) => Some(inbox::profile(
                &used.name,
                &inbox::get(self.dir.path(), &used.digest)?,
            )?),
            None => None,
        };
        let how = How {
            policy: &self.policy,
            on: receiving.on,
            list: delivery.list.as_deref(),
            profiles: profile.as_slice(),
        };
        let mut table = Table::read(name, &as_delivered, how)?;
        // The form, which is told first, is that of the rows written above and not of the file that came.
        table.notes.drain(..table.notes.len().min(1));
        self.check_stands(name, line, &delivery, &table)?;
        let arrival = Arrival {
            unit: delivery.unit.clone(),
            on: receiving.on,
            file: Some(name.to_owned()),
            digest: Some(ledger::digest(bytes)),
            profile: delivery.profile.clone(),
            mends: Some(line),
            part: false,
            acts: None,
            lists: self.tallies(&table, delivery.list.as_deref(), receiving.on)?,
            list: delivery.list,
        };
        self.take(bytes, table, arrival)
    }

    /// The delivery that a workbook of this number mends, with its line.
    fn delivery_of(&self, name: &str, number: &str, from: &str) -> Result<(u64, Arrival), OfficeError> {
        let arrival = |line: u64| {
            let at = usize::try_from(line).ok()?.checked_sub(1)?;
            match &self.ledger.lines().get(at)?.entry {
                Entry::Receive(arrival) => Some(arrival),
                _ => None,
            }
        };
        let told = number.split_once('-').and_then(|(line, _)| line.parse().ok());
        let own = told.and_then(|line: u64| Some((line, arrival(line)?)));
        let Some((line, own)) = own.filter(|(line, own)| number_of(*line, own) == number) else {
            let what = format!(
                "its number, {number}, is that of no delivery to this office; ask the unit which workbook it mended"
            );
            return Err(refused(name, what));
        };
        if own.unit.trim() != from.trim() {
            let what = format!("mends a delivery of {}, not of {from}; name that unit", own.unit);
            return Err(refused(name, what));
        }
        let root = own.mends.and_then(|root| Some((root, arrival(root)?)));
        let (line, delivery) = root.unwrap_or((line, own));
        Ok((line, delivery.clone()))
    }

    /// Refuses rows that the delivery did not have, or that stand no more.
    fn check_stands(
        &self,
        name: &str,
        line: u64,
        delivery: &Arrival,
        table: &Table,
    ) -> Result<(), OfficeError> {
        if table.rows.is_empty() {
            let what = "has no row that was mended; mend the cells under the unit's own titles".to_owned();
            return Err(refused(name, what));
        }
        let lines = self.ledger.lines();
        let family: BTreeSet<u64> = inbox::numbered(lines)
            .filter(|(number, arrival)| *number == line || arrival.mends == Some(line))
            .map(|(number, _)| number)
            .collect();
        let standing = standing::rows(lines, &self.tables)?;
        let standing = standing
            .iter()
            .filter(|delivered| family.contains(&delivered.line));
        let standing: BTreeSet<u64> = standing.flat_map(|own| &own.rows).map(|row| row.number).collect();
        let delivered = self
            .tables
            .of(delivery)?
            .into_iter()
            .flat_map(|table| &table.rows);
        let delivered: BTreeSet<u64> = delivered.map(|row| row.number).collect();
        for row in &table.rows {
            let what = match (delivered.contains(&row.number), standing.contains(&row.number)) {
                (true, true) => continue,
                (true, false) => "has been delivered anew since; mend the later delivery",
                (false, _) => {
                    "was not in the delivery that this mends; deliver new rows as a file of their own, as a part"
                }
            };
            return Err(refused(name, format!("row {} {what}", row.number)));
        }
        Ok(())
    }
}

fn refused(name: &str, what: String) -> OfficeError {
    OfficeError::Mended {
        file: name.to_owned(),
        what,
    }
}
