//! The columns of a table that is read by a profile: several for one thing, constants, and days on which a row left its list.

use crate::block::Row;
use crate::profile::{KindOf, Profile, kind_by_form, subject_by_form};
use crate::{Column, clean, word};
use jrp_core::date::Date;
use jrp_core::record::SubjectKind;
use jrp_core::subject::IdKind;
use std::collections::BTreeMap;

/// The constant by which a profile says that the kind of subject is told by its number.
const BY_FORM: &str = "form";

/// The state of a row that has left its list.
const ENDED: &str = "revoked";

/// What a profile says of the columns of a table.
#[derive(Debug)]
pub(super) struct Special {
    pub(super) profile: Profile,
    /// Places of each column, the surest first
    pub(super) places: BTreeMap<usize, Vec<(usize, KindOf)>>,
    /// Places that are filled where a row has left its list
    pub(super) ended: Vec<usize>,
}

impl Special {
    /// The first filled cell of a column, as what it stands for; else what every row has.
    pub(super) fn cell<'a>(&'a self, row: Row<'a>, column: Column) -> &'a str {
        match column {
            Column::Status => self.state(row, |_| true),
            column => self.own(row, column),
        }
    }

    /// The state, where a row has left its list on a day that counts. What is not a day counts as one.
    pub(super) fn state<'a>(&'a self, row: Row<'a>, counts: impl Fn(Date) -> bool) -> &'a str {
        let has_left = |at: &usize| {
            let cell = row.get(*at).map(clean::text).unwrap_or_default();
            !cell.is_empty() && crate::day(&cell).is_none_or(&counts)
        };
        match self.ended.iter().any(has_left) {
            true => ENDED,
            false => self.own(row, Column::Status),
        }
    }

    fn own<'a>(&'a self, row: Row<'a>, column: Column) -> &'a str {
        let found = match column {
            Column::Id => self.number(row).map(|(text, _)| text),
            Column::IdKind => return self.id_kind(row),
            column => self.text(row, column),
        };
        let constant = || self.profile.constant(column).unwrap_or_default();
        match (found, column) {
            (Some(text), _) => text,
            (None, Column::SubjectKind) if constant() == BY_FORM => {
                let number = self.first_filled(row, Column::Id);
                let kind = number.and_then(|(number, _)| subject_by_form(&clean::half_width(number)));
                kind.map_or("", SubjectKind::code)
            }
            (None, _) => constant(),
        }
    }

    /// The first filled cell of a column, as what it stands for.
    fn text<'a>(&'a self, row: Row<'a>, column: Column) -> Option<&'a str> {
        let (text, _) = self.first_filled(row, column)?;
        Some(self.profile.meaning(column, text).unwrap_or(text))
    }

    /// The number of the row's subject, and how its kind is told.
    fn number<'a>(&'a self, row: Row<'a>) -> Option<(&'a str, KindOf)> {
        let is_of_subject = |kind: KindOf| kind != KindOf::OfPerson || self.is_person(row);
        let mut cells = self
            .cells(row, Column::Id)
            .filter(|(_, kind)| is_of_subject(*kind));
        cells.find(|(text, _)| !clean::text(text).is_empty())
    }

    fn is_person(&self, row: Row<'_>) -> bool {
        word::subject_kind(&clean::text(self.own(row, Column::SubjectKind))) == Ok(SubjectKind::Person)
    }

    fn cells<'a>(&'a self, row: Row<'a>, column: Column) -> impl Iterator<Item = (&'a str, KindOf)> {
        let places = self.places.get(&(column as usize)).into_iter().flatten();
        places.filter_map(move |(at, kind)| Some((row.get(*at)?, *kind)))
    }

    fn first_filled<'a>(&'a self, row: Row<'a>, column: Column) -> Option<(&'a str, KindOf)> {
        let mut cells = self.cells(row, column);
        cells.find(|(text, _)| !clean::text(text).is_empty())
    }

    fn id_kind<'a>(&'a self, row: Row<'a>) -> &'a str {
        let told = || self.text(row, Column::IdKind);
        let Some((number, kind)) = self.number(row) else {
            return told().unwrap_or_default();
        };
        match kind {
            KindOf::Told => told()
                .or(self.profile.constant(Column::IdKind))
                .unwrap_or_default(),
            KindOf::Always(kind) => kind.code(),
            KindOf::Form => kind_by_form(&clean::half_width(number), self.is_person(row)).code(),
            KindOf::OfPerson => told().unwrap_or(IdKind::CitizenId.code()),
        }
    }
}
