//! `records/`: what stands, as feeds. A folder for every list, in it a table for every delivery that stands, with the rows under
//! the numbers that they have in the delivered file. All of it follows from ledger and inbox, and can be thrown away.

use super::inbox::Tables;
use super::ledger::Ledger;
use super::standing::{self, Delivered, change_of, changes};
use super::table::{Row, Table, UNLISTED};
use super::{Dir, OfficeError};
use csv::{QuoteStyle, WriterBuilder};
use jrp_core::date::Date;
use jrp_intake::Column;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The name of the folder.
pub(super) const RECORDS: &str = "records";

/// Tells which line of the ledger the folder follows, and as of which day.
const HEAD: &str = "records/head";

/// What follows from the ledger.
#[derive(Default)]
pub(super) struct Made {
    /// The tables, by their place in the office's folder
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// Rows of them that the office itself has changed
    pub(super) changed: BTreeSet<(String, u64)>,
}

/// What was written.
pub(super) struct Written {
    /// The feeds, by list
    pub(super) feeds: Vec<(String, PathBuf)>,
    /// Rows of them that the office itself has changed
    pub(super) changed: BTreeSet<(PathBuf, u64)>,
}

/// The tables that follow from the ledger, as they are on a day: rows that are to leave their list have left it from theirs on.
pub(super) fn tables(ledger: &Ledger, read: &Tables, day: Date) -> Result<Made, OfficeError> {
    let lines = ledger.lines();
    let changes = changes(lines);
    let mut made = Made::default();
    for Delivered {
        list,
        line,
        table,
        rows,
        ..
    } in standing::rows(lines, read)?
    {
        if rows.is_empty() {
            continue;
        }
        let changed_to = |row: &Row| {
            let (record, identity) = row.record()?;
            change_of(record, identity, &changes)?.1.change.state()
        };
        let state = |row: &Row| changed_to(row).or(row.has_left(day).then_some("revoked"));
        let folder = if list == UNLISTED { "unlisted" } else { list };
        let name = format!("{RECORDS}/{folder}/{line:06}.csv");
        let changed = rows.iter().filter(|row| state(row).is_some());
        made.changed.extend(changed.map(|row| (name.clone(), row.number)));
        made.files.insert(name, write_table(table, &rows, &state));
    }
    Ok(made)
}

/// The line of the ledger that `records/` follows: `None` where it says none, `Some(None)` where the ledger has no such line.
pub(super) fn follows(dir: &Dir, ledger: &Ledger) -> Option<Option<usize>> {
    Some(ledger.number_of(head(dir)?.split_whitespace().next().unwrap_or_default()))
}

/// The day as of which `records/` was written.
pub(super) fn written_on(dir: &Dir) -> Option<Date> {
    Date::parse(head(dir)?.split_whitespace().nth(1)?)
}

fn head(dir: &Dir) -> Option<String> {
    let head = crate::files::read(&dir.path().join(HEAD)).ok()?;
    String::from_utf8(head).ok()
}

/// Forgets which line of the ledger `records/` follows.
pub(super) fn forget(dir: &Dir) -> Result<(), OfficeError> {
    let head = dir.path().join(HEAD);
    match head.exists() {
        true => Ok(dir.remove(&head)?),
        false => Ok(()),
    }
}

/// Tables in `records/` that do not follow from the ledger.
pub(super) fn foreign(dir: &Dir, made: &Made) -> Result<Vec<PathBuf>, OfficeError> {
    let mut found = dir.files(RECORDS)?;
    found.retain(|path| {
        let name = inside(dir, path);
        name != HEAD && !made.files.contains_key(&name)
    });
    Ok(found)
}

/// A file's name, seen from the office's folder.
fn inside(dir: &Dir, path: &std::path::Path) -> String {
    let inside = path.strip_prefix(dir.path()).unwrap_or(path);
    inside.to_string_lossy().replace('\\', "/")
}

/// Writes what stands, takes away what stands no more, and tells the feeds, by list.
pub(super) fn write(dir: &Dir, ledger: &Ledger, read: &Tables, day: Date) -> Result<Written, OfficeError> {
    let made = tables(ledger, read, day)?;
    for path in foreign(dir, &made)? {
        dir.remove(&path)?;
    }
    for (name, bytes) in &made.files {
        dir.replace(name, bytes)?;
    }
    dir.replace(HEAD, format!("{} {day}\n", ledger.head()).as_bytes())?;
    let list_of = |name: &str| name.split('/').nth(1).unwrap_or_default().to_owned();
    let feeds = made.files.keys();
    Ok(Written {
        feeds: feeds.map(|name| (list_of(name), dir.path().join(name))).collect(),
        changed: made
            .changed
            .iter()
            .map(|(name, row)| (dir.path().join(name), *row))
            .collect(),
    })
}

/// Some rows of a delivered table as a feed: cells as they came, or as a profile reads them, but for the state of a record that
/// was changed.
fn write_table(table: &Table, rows: &[&Row], state: &dyn Fn(&Row) -> Option<&'static str>) -> Vec<u8> {
    let mut out = Vec::new();
    let columns = table.by_profile.as_ref().unwrap_or(&table.columns);
    let header: Vec<&str> = columns.iter().map(|column| column.code()).collect();
    push(&mut out, &header);
    let place = columns.iter().position(|column| *column == Column::Status);
    // The header is row 1.
    let mut next = 2;
    for row in rows {
        // Blank lines are counted as a spreadsheet counts them, so every row keeps its number.
        while next < row.number {
            out.push(b'\n');
            next += 1;
        }
        let cells = if table.by_profile.is_some() {
            &row.by_profile
        } else {
            &row.cells
        };
        let mut cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        if let (Some(place), Some(state)) = (place, state(row))
            && let Some(cell) = cells.get_mut(place)
        {
            *cell = state;
        }
        push(&mut out, &cells);
        next += 1;
    }
    out
}

fn push(out: &mut Vec<u8>, cells: &[&str]) {
    let quotes = match cells {
        // A lone blank cell would be a blank line.
        [""] => QuoteStyle::Always,
        _ => QuoteStyle::Necessary,
    };
    let mut writer = WriterBuilder::new()
        .quote_style(quotes)
        .flexible(true)
        .from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(cells);
    out.extend(writer.into_inner().unwrap_or_default());
}
