//! The default pack, and what is refused.

mod builtin;
mod refusals;
mod wording;

use super::{Policy, Table, Tables};

fn builtin() -> Policy {
    Policy::from_tables(&Tables::builtin().unwrap()).unwrap()
}

/// A table of a pack, to be changed.
fn table<'a>(tables: &'a mut Tables, name: &str) -> &'a mut Table {
    tables.tables.iter_mut().find(|table| table.name == name).unwrap()
}
