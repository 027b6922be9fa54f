//! LMDB through heed: identifier → rows.

use super::Outcome;
use heed::types::Str;
use heed::{Database, Env, EnvOpenOptions, PutFlags, RoTxn, WithTls};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub(crate) struct Lmdb {
    env: Env,
    table: Database<Str, Str>,
}

/// Address space, not memory.
const MAP: usize = 1 << 36;

fn env(path: &Path) -> Outcome<Env> {
    // SAFETY: the file lies in a folder of our own, and nobody else opens it.
    Ok(unsafe { EnvOpenOptions::new().map_size(MAP).open(path)? })
}

impl Lmdb {
    pub(crate) fn fill(path: &Path, by_id: &BTreeMap<String, String>) -> Outcome<()> {
        // A bench group makes the same file again and again.
        let _ = fs::remove_dir_all(path);
        fs::create_dir_all(path)?;
        let env = env(path)?;
        let mut writer = env.write_txn()?;
        let table: Database<Str, Str> = env.create_database(&mut writer, None)?;
        for (id, text) in by_id {
            table.put_with_flags(&mut writer, PutFlags::APPEND, id, text)?;
        }
        writer.commit()?;
        env.prepare_for_closing().wait();
        Ok(())
    }

    pub(crate) fn open(path: &Path) -> Outcome<Self> {
        let env = env(path)?;
        let reader = env.read_txn()?;
        let table = env.open_database(&reader, None)?.ok_or("the table is missing")?;
        drop(reader);
        Ok(Self { env, table })
    }

    pub(crate) fn reader(&self) -> Reader<'_> {
        Reader {
            transaction: self.env.read_txn().expect("a reader is free"),
            table: self.table,
        }
    }
}

pub(crate) struct Reader<'a> {
    transaction: RoTxn<'a, WithTls>,
    table: Database<Str, Str>,
}

impl Reader<'_> {
    pub(crate) fn fetch(&self, id: &str) -> usize {
        let found = self.table.get(&self.transaction, id).expect("the file is whole");
        found.map_or(0, str::len)
    }
}
