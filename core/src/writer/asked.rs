//! What a row that is left out asks of the records of its list.

use super::withdrawn::Withdrawn;

/// By what a row finds a record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Reach {
    /// The primary key
    Primary(u64),
    /// Another key of the number
    Number(u64),
    Name(u32),
}

/// Where the records stand that are found in one way and whose numbers are of one form.
pub(super) type Place = u32;

/// A row, and what its words are called here.
pub(super) struct Asked<'r> {
    pub(super) row: &'r Withdrawn,
    pub(super) names: Vec<u32>,
    /// Where the records stand that it may be about
    pub(super) places: Vec<Reached>,
    /// `None` where it tells nothing, `Some(None)` where no record has that
    pub(super) document: Option<Option<u32>>,
    pub(super) record_id: Option<Option<u32>>,
}

/// A place where records stand that a row may be about.
#[derive(Clone, Copy)]
pub(super) struct Reached {
    pub(super) reach: Reach,
    pub(super) place: Place,
    /// Whether all that stand there are surely found, so that none needs to be compared
    pub(super) is_whole: bool,
}

impl Asked<'_> {
    /// The row's record id, where a record has it.
    pub(super) fn known_id(&self) -> Option<u32> {
        self.record_id.flatten()
    }
}
