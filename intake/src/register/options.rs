//! What the reader of a register is told about it.

/// How to read a register whose titles do not tell. Columns are named by their titles; width, case and blanks do not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RegisterOptions {
    /// Columns of codes, in the place of those that the titles tell
    pub code_columns: Vec<String>,
    /// Columns of names, likewise
    pub name_columns: Vec<String>,
    /// Names are compared alone, though a column may have codes
    pub name_only: bool,
    /// The sheet, by its name, where there are several
    pub sheet: Option<String>,
}
