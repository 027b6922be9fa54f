//! A policy pack as cells of text.

/// Cells of the pack's tables as text: what a policy folder holds, and what a snapshot carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// Tables in the order of their names.
    pub tables: Vec<Table>,
}

impl Tables {
    /// The table with this name (`lists`, not `lists.csv`).
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }
}

/// One table: a header and its rows, all rows as long as the header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// `lists`, `scenarios`, `measures` …: the file name without `.csv`
    pub name: String,
    /// Column names
    pub header: Vec<String>,
    /// Cells
    pub rows: Vec<Vec<String>>,
}
