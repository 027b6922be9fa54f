//! Changes to the default policy pack, and a pack as a folder of CSV files.

use crate::vectors::Failure;
use jrp_core::policy::{Table, Tables};
use std::collections::BTreeMap;
use std::path::Path;

/// Table → rows; a row names its key columns and the cells that change. A row with a new key is added.
pub type Changes = BTreeMap<String, Vec<BTreeMap<String, String>>>;

/// Makes the changes.
pub fn change(tables: &mut Tables, changes: &Changes) -> Result<(), Failure> {
    for (name, rows) in changes {
        let table = tables.tables.iter_mut().find(|table| table.name == *name);
        let table = table.ok_or_else(|| format!("no table is called {name}"))?;
        for row in rows {
            change_row(table, row)?;
        }
    }
    Ok(())
}

fn change_row(table: &mut Table, cells: &BTreeMap<String, String>) -> Result<(), Failure> {
    let place = |column: &str| {
        table
            .header
            .iter()
            .position(|known| known == column)
            .ok_or_else(|| format!("no column is called {column}"))
    };
    let key_width = match table.name.as_str() {
        "measures" | "links" => 2,
        _ => 1,
    };
    let mut key = Vec::new();
    for column in table.header.iter().take(key_width) {
        let cell = cells
            .get(column)
            .ok_or_else(|| format!("a change of {} lacks {column}", table.name))?;
        key.push(cell.clone());
    }
    let places: Vec<(usize, &String)> = cells
        .iter()
        .map(|(column, cell)| Ok((place(column)?, cell)))
        .collect::<Result<_, Failure>>()?;
    let width = table.header.len();
    let known = table.rows.iter().position(|row| row.starts_with(&key));
    let at = known.unwrap_or_else(|| {
        table.rows.push(vec![String::new(); width]);
        table.rows.len() - 1
    });
    for (place, cell) in places {
        table.rows[at][place].clone_from(cell);
    }
    Ok(())
}

/// Writes the tables as a folder that `jrp build --policy` reads.
pub fn write(tables: &Tables, folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder)?;
    for table in &tables.tables {
        let mut writer = csv::Writer::from_path(folder.join(format!("{}.csv", table.name)))?;
        writer.write_record(&table.header)?;
        for row in &table.rows {
            writer.write_record(row)?;
        }
        writer.flush()?;
    }
    Ok(())
}
