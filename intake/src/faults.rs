//! Everything that is wrong with a row, so that whoever mends it mends it once.

use crate::Column;
use crate::refusal::{Problem, Refusal};

/// Why a row is refused: one fault at least, in the order in which a row is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults {
    first: Refusal,
    others: Vec<Refusal>,
}

impl Faults {
    /// The fault by which the row is counted.
    pub fn first(&self) -> &Refusal {
        &self.first
    }

    /// The faults beside the first.
    pub fn others(&self) -> &[Refusal] {
        &self.others
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Refusal> {
        core::iter::once(&self.first).chain(&self.others)
    }
}

impl From<Refusal> for Faults {
    fn from(first: Refusal) -> Self {
        Self {
            first,
            others: Vec::new(),
        }
    }
}

/// One line: each fault behind the other.
impl core::fmt::Display for Faults {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}", self.first)?;
        self.others.iter().try_for_each(|other| write!(f, "; {other}"))
    }
}

/// The faults found while a row is read. Reading goes on behind a fault.
#[derive(Debug, Default)]
pub(crate) struct Found {
    faults: Vec<Refusal>,
}

impl Found {
    /// What was read, or `None` where it could not be; why is kept.
    pub(crate) fn keep<T>(&mut self, read: Result<T, Refusal>) -> Option<T> {
        read.map_err(|fault| self.faults.push(fault)).ok()
    }

    /// Keeps a fault.
    pub(crate) fn add(&mut self, fault: Refusal) {
        self.faults.push(fault);
    }

    /// What was made of the row, unless something is wrong with it. A row of which nothing was made has a fault.
    pub(crate) fn settle<T>(self, made: Option<T>) -> Result<T, Faults> {
        let mut faults = self.faults.into_iter();
        match (faults.next(), made) {
            (None, Some(made)) => Ok(made),
            (first, _) => Err(Faults {
                first: first.unwrap_or_else(|| Problem::Blank.at(Column::ListKind)),
                others: faults.collect(),
            }),
        }
    }
}
