//! redb: identifier → rows.

use super::Outcome;
use redb::{Database, ReadOnlyTable, ReadableDatabase, TableDefinition};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const LISTING: TableDefinition<'_, &str, &str> = TableDefinition::new("listing");

pub(crate) struct Redb {
    table: ReadOnlyTable<&'static str, &'static str>,
    _database: Database,
}

impl Redb {
    pub(crate) fn fill(path: &Path, by_id: &BTreeMap<String, String>) -> Outcome<()> {
        // A bench group makes the same file again and again.
        let _ = fs::remove_file(path);
        let mut database = Database::create(path)?;
        let writer = database.begin_write()?;
        {
            let mut table = writer.open_table(LISTING)?;
            for (id, text) in by_id {
                table.insert(id.as_str(), text.as_str())?;
            }
        }
        writer.commit()?;
        database.compact()?;
        Ok(())
    }

    pub(crate) fn open(path: &Path) -> Outcome<Self> {
        let database = Database::open(path)?;
        let table = database.begin_read()?.open_table(LISTING)?;
        Ok(Self {
            table,
            _database: database,
        })
    }

    pub(crate) fn fetch(&self, id: &str) -> usize {
        let found = self.table.get(id).expect("the file is whole");
        found.map_or(0, |text| text.value().len())
    }
}
