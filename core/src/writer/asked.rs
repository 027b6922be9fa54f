//! What rows that are left out ask of the records of their list.

use super::withdrawn::Withdrawn;
use crate::date::Date;
use crate::record::Force;
use crate::subject::{Identifier, OrgCode};

/// By what a row finds a record.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Reach {
    /// The number itself
    Number(NumberKey),
    /// The number beside a name, or beside none
    NumberAndName(NumberKey, Option<u32>),
    Name(u32),
}

/// What is the same where two numbers are surely one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum NumberKey {
    Code(OrgCode),
    Other(Identifier),
    /// The MAC of a person's
    Person(u64),
}

/// Where the records stand that are found in one way and whose numbers are of one form, or of which a row's number shows the
/// same.
pub(super) type Place = u32;

/// A place where every record is of one subject with a row, as far as can be told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Reached {
    pub(super) place: Place,
    /// The name by which it is found; `None` where that is the number
    pub(super) name: Option<u32>,
    pub(super) sureness: Sureness,
    /// How many records were compared to find those of the place, where not all found were taken
    pub(super) compared: usize,
}

/// How sure it is that the records of a place are a row's subject's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Sureness {
    /// By a number and a name, by a number where one side has no name, or by what is shown of a number and a name
    Sure,
    /// By a number, perhaps beside another name: codes are copied into wrong rows
    ByNumber,
    /// They share a name, and a number stands on one side only or cannot be compared: companies of two places may be called
    /// the same
    ByName,
    /// Neither side has a number: sure where both are called so, and not by a former name
    ByFirstName,
}

/// Rows that ask the same, though perhaps on other days, and so have the same answer.
pub(super) struct Question<'r> {
    pub(super) asked: Asked,
    pub(super) rows: Vec<&'r Withdrawn>,
}

/// All of a row on which its answer rests, but for its days.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Asked {
    pub(super) force: Force,
    /// Where the records stand that it may be about
    pub(super) places: Vec<Reached>,
    /// Where those stand that have its number and one of its names, or none, where it has both
    pub(super) beside_name: Vec<Place>,
    /// Its name, where it has no number
    pub(super) first_name: Option<u32>,
    /// `None` where it tells nothing, `Some(None)` where no record of its places has that
    pub(super) document: Option<Option<u32>>,
    pub(super) names_decision: bool,
    /// As the document
    pub(super) record_id: Option<Option<u32>>,
    /// Whether that is known and no more than a place in somebody's count
    pub(super) has_bare_id: bool,
    /// Among those of rows
    pub(super) authority: u32,
    pub(super) listed_on: Option<Date>,
    /// Whether it was decided after that day
    pub(super) is_later: bool,
    pub(super) names_no_record: bool,
    /// The identity that a record of it would have, where that matters
    pub(super) identity: Option<u32>,
}

impl Asked {
    /// Where the records stand that it may be about and that have no other name.
    pub(super) fn own_places(&self) -> impl Iterator<Item = Place> + Clone {
        let by_number = |reached: &&Reached| reached.sureness == Sureness::ByNumber;
        let others = self.places.iter().filter(move |reached| !by_number(reached));
        others
            .map(|reached| reached.place)
            .chain(self.beside_name.iter().copied())
    }

    /// Where all stand that it may be about.
    pub(super) fn all_places(&self) -> impl Iterator<Item = Place> + Clone {
        self.places.iter().map(|reached| reached.place)
    }

    /// The record id, where a record of its places has it.
    pub(super) fn known_id(&self) -> Option<u32> {
        self.record_id.flatten()
    }

    /// The document numbers that a record of its decision may have; `None` stands for any.
    pub(super) fn documents(&self) -> Vec<Option<Option<u32>>> {
        match self.document {
            Some(Some(own)) if !self.is_later => vec![Some(None), Some(Some(own))],
            Some(None) if !self.is_later => vec![Some(None)],
            _ => vec![None],
        }
    }

    /// The document number, where it names a decision and a record of its places has it.
    pub(super) fn known_decision(&self) -> Option<u32> {
        self.document.flatten().filter(|_| self.names_decision)
    }
}
