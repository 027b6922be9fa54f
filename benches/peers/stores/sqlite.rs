//! SQLite: one table `WITHOUT ROWID` clustered by identifier, and an index on names.

use super::Outcome;
use jrp_benches::feed::Row;
use jrp_synth::COLUMNS;
use rusqlite::{Connection, OpenFlags, Statement, params_from_iter};
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) struct Sqlite {
    path: PathBuf,
    connection: Connection,
}

impl Sqlite {
    pub(crate) fn fill(path: &Path, rows: impl Iterator<Item = Row>) -> Outcome<()> {
        // A bench group makes the same file again and again.
        let _ = fs::remove_file(path);
        let mut connection = Connection::open(path)?;
        let columns = COLUMNS.map(|column| format!("{column} TEXT NOT NULL")).join(", ");
        connection.execute_batch(&format!(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
             CREATE TABLE listing (at INTEGER NOT NULL, {columns}, PRIMARY KEY (id, at)) WITHOUT ROWID;"
        ))?;
        let transaction = connection.transaction()?;
        {
            let marks = vec!["?"; COLUMNS.len() + 1].join(", ");
            let mut insert = transaction.prepare(&format!("INSERT INTO listing VALUES ({marks})"))?;
            for (at, row) in rows.enumerate() {
                let at = at.to_string();
                insert.execute(params_from_iter([at.as_str()].into_iter().chain(&row.cells)))?;
            }
        }
        transaction.execute_batch("CREATE INDEX by_name ON listing (name)")?;
        transaction.commit()?;
        connection.execute_batch("VACUUM")?;
        Ok(())
    }

    pub(crate) fn open(path: &Path) -> Outcome<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.execute_batch(&format!(
            "PRAGMA mmap_size = {}; PRAGMA cache_size = -262144;",
            fs::metadata(path)?.len()
        ))?;
        Ok(Self {
            path: path.to_owned(),
            connection,
        })
    }

    /// Opens the same file once more.
    pub(crate) fn again(&self) -> Outcome<Self> {
        Self::open(&self.path)
    }

    pub(crate) fn by_id(&self) -> Question<'_> {
        self.question("id")
    }

    pub(crate) fn by_name(&self) -> Question<'_> {
        self.question("name")
    }

    fn question(&self, column: &str) -> Question<'_> {
        let text = format!("SELECT {} FROM listing WHERE {column} = ?1", COLUMNS.join(", "));
        let statement = self.connection.prepare(&text);
        Question {
            statement: statement.expect("the statement is valid"),
        }
    }
}

/// A prepared statement.
pub(crate) struct Question<'a> {
    statement: Statement<'a>,
}

impl Question<'_> {
    /// Fetches every cell of the rows found; how many bytes that was.
    pub(crate) fn fetch(&mut self, key: &str) -> usize {
        let mut bytes = 0;
        let mut rows = self.statement.query([key]).expect("the file is whole");
        while let Some(row) = rows.next().expect("the file is whole") {
            for column in 0..COLUMNS.len() {
                let cell = row.get_ref(column).expect("every cell is text");
                bytes += cell.as_str().expect("every cell is text").len();
            }
        }
        bytes
    }
}
