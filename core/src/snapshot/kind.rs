//! The two partitions of a snapshot.

use crate::error::Section;
#[cfg(feature = "build")]
use crate::record::SubjectKind;

/// Which records a partition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartitionKind {
    /// Organisations and sole traders
    Organisations,
    /// Natural persons, sealed
    Persons,
}

impl PartitionKind {
    /// Both.
    pub(crate) const ALL: [Self; 2] = [Self::Organisations, Self::Persons];

    /// Where records of a subject kind go.
    #[cfg(feature = "build")]
    pub(crate) fn of(kind: SubjectKind) -> Self {
        match kind {
            SubjectKind::Person => Self::Persons,
            SubjectKind::Org | SubjectKind::SoleTrader => Self::Organisations,
        }
    }

    /// Where errors place it.
    pub(crate) fn section(self) -> Section {
        match self {
            Self::Organisations => Section::Organisations,
            Self::Persons => Section::Persons,
        }
    }
}

/// One value for each partition.
#[derive(Clone, Debug, Default)]
pub(crate) struct Both<T> {
    organisations: T,
    persons: T,
}

impl<T> Both<T> {
    pub(crate) fn of(value: impl Fn(PartitionKind) -> T) -> Self {
        Self {
            organisations: value(PartitionKind::Organisations),
            persons: value(PartitionKind::Persons),
        }
    }

    /// Organisations, then persons.
    #[cfg(feature = "build")]
    pub(crate) fn into_array(self) -> [T; 2] {
        [self.organisations, self.persons]
    }

    pub(crate) fn get(&self, kind: PartitionKind) -> &T {
        match kind {
            PartitionKind::Organisations => &self.organisations,
            PartitionKind::Persons => &self.persons,
        }
    }

    pub(crate) fn get_mut(&mut self, kind: PartitionKind) -> &mut T {
        match kind {
            PartitionKind::Organisations => &mut self.organisations,
            PartitionKind::Persons => &mut self.persons,
        }
    }
}
