//! From a subject to the records its keys reach, and how each was reached.

use super::{Layer, Live, Roster, similar};
use crate::format::codes;
use crate::format::fingerprint::{KeyKind, fingerprint, masked};
use crate::format::row::{Details, Facts, RowView};
use crate::order;
use crate::query::Subject;
use crate::record::{Status, SubjectKind};
use crate::snapshot::{PartitionKind, PersonKeyMissing, View};
use crate::subject::mask::Shape;
use crate::subject::name::similar::Difference;
use crate::subject::{IdKind, Identifier, name};
use core::ops::RangeInclusive;
use serde::Serialize;

mod names;
mod persons;
mod telling;

pub(crate) use telling::Telling;

/// How a record was reached, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grade {
    /// The identifier is the same: confirmed
    Identifier,
    /// Name and visible digits agree; the number of digits
    Masked(usize),
    /// A number that was read as this kind is the same
    ReadAs(IdKind),
    /// The name is the same
    Name,
    /// A part of the name is the same
    Part,
    /// The name is nearly the same; what differs
    SimilarName(Difference),
    /// The identifiers share the organisation's own part but are not the same
    SimilarCode,
    /// The name is the same, and two valid codes differ
    OtherCode,
    /// The subject is a branch of the one listed
    BranchOfListed,
    /// A branch of the subject is listed
    ParentOfListed,
}

/// The word for a grade in result JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Match {
    /// Confirmed by an identifier
    Identifier,
    /// Possible: name and masked identifier agree
    Masked,
    /// Possible: a subject of the same name
    Name,
    /// Possible: 疑似
    Similar,
}

impl Match {
    /// The word used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Identifier => "identifier",
            Self::Masked => "masked",
            Self::Name => "name",
            Self::Similar => "similar",
        }
    }
}

impl Grade {
    pub(crate) fn word(self) -> Match {
        match self {
            Self::Identifier => Match::Identifier,
            Self::Masked(_) => Match::Masked,
            Self::Name | Self::Part | Self::OtherCode => Match::Name,
            Self::ReadAs(_)
            | Self::SimilarName(_)
            | Self::SimilarCode
            | Self::BranchOfListed
            | Self::ParentOfListed => Match::Similar,
        }
    }

    /// Whether the record is the subject's, beyond doubt.
    pub(crate) fn is_confirmed(self) -> bool {
        self == Self::Identifier
    }

    /// Whether an identifier led to the record, so that its words may be shown.
    pub(crate) fn is_detailed(self) -> bool {
        matches!(self, Self::Identifier | Self::Masked(_))
    }
}

/// As many characters has a masked organisation code that is called a credit code: one run of stars may be longer or shorter
/// than what it hides.
const CODE_ALONE: RangeInclusive<usize> = 7..=11;

/// A record and how it was reached. Its words are read when they are asked for.
pub(crate) struct Candidate<'a> {
    view: View<'a>,
    row: RowView<'a>,
    pub(crate) facts: Facts,
    pub(crate) grade: Grade,
}

impl Candidate<'_> {
    /// What the record says in words; `None` where its bytes make no sense.
    pub(crate) fn details(&self) -> Option<Details> {
        self.view.details(&self.row, &self.facts)
    }

    /// 主体类别 of the record; `None` where its bytes make no sense.
    pub(crate) fn subject_kind(&self) -> Option<SubjectKind> {
        self.row.subject_kind()
    }

    /// The record's name.
    pub(crate) fn name(&self) -> Option<String> {
        self.row.name()
    }

    /// Whether one of the record's names has this key.
    pub(crate) fn carries(&self, key: &str) -> bool {
        carries(&self.row, |other| other == key)
    }
}

/// A row that the subject's keys reach and that could not be read otherwise.
pub(crate) struct UnreadFound {
    pub(crate) list_kind: String,
    /// Its row in the feed
    pub(crate) row: String,
    pub(crate) grade: Grade,
}

/// What the roster knows of a subject.
#[derive(Default)]
pub(crate) struct Answer<'a> {
    pub(crate) candidates: Vec<Candidate<'a>>,
    pub(crate) unread: Vec<UnreadFound>,
    /// Natural persons could not be compared for want of the key
    pub(crate) person_key_missing: bool,
    /// A record was reached and cannot be read
    pub(crate) is_unreadable: bool,
    /// Masked identifiers are listed, which only a name beside the identifier can tell apart
    pub(crate) name_needed: bool,
}

impl Answer<'_> {
    /// Takes over what another roster could not tell of the same subject.
    pub(crate) fn join(&mut self, other: &Answer<'_>) {
        self.person_key_missing |= other.person_key_missing;
        self.is_unreadable |= other.is_unreadable;
        self.name_needed |= other.name_needed;
    }

    /// Whether any row was reached.
    pub(crate) fn reaches_any(&self) -> bool {
        !self.candidates.is_empty() || !self.unread.is_empty()
    }
}

impl<B: AsRef<[u8]>> Roster<B> {
    /// The records that the subject's keys reach.
    pub(crate) fn find(&self, subject: &Subject) -> Answer<'_> {
        let mut answer = Answer::default();
        if subject.may_be_person() {
            match self.search(PartitionKind::Persons) {
                Ok(search) => search.persons(subject, &mut answer),
                Err(PersonKeyMissing) => answer.person_key_missing = true,
            }
        }
        // Organisations are not called like persons, and a person's number is none of theirs.
        let may_be_organisation = !subject.is_person()
            || subject.identifiers().any(|id| !id.kind().is_personal())
            || !subject.readings.is_empty()
            || subject.name.is_some() && !subject.is_named_like_person();
        if may_be_organisation && let Ok(search) = self.search(PartitionKind::Organisations) {
            search.organisations(subject, &mut answer);
        }
        answer
    }

    /// A search in one partition, unless that is sealed in some layer.
    fn search(&self, kind: PartitionKind) -> Result<Search<'_, B>, PersonKeyMissing> {
        self.layers().try_for_each(|layer| layer.live(kind).map(drop))?;
        Ok(Search {
            roster: self,
            kind,
            rows: Vec::new(),
            is_unreadable: false,
        })
    }

    /// Live rows that `find` gives in the layers whose filter may hold the fingerprint.
    pub(super) fn live_rows<'a, R: Iterator<Item = usize>>(
        &'a self,
        kind: PartitionKind,
        fingerprint: u64,
        find: impl Fn(View<'a>) -> R,
    ) -> impl Iterator<Item = Place> {
        let layers = self.layers().enumerate();
        let in_filter = move |layer: &Layer<B>| match kind {
            PartitionKind::Organisations => layer.snapshot.may_hold(fingerprint),
            PartitionKind::Persons => true,
        };
        layers
            .filter(move |(_, layer)| in_filter(layer))
            .filter_map(move |(at, layer)| Some((at, layer.live(kind).ok().flatten()?)))
            .flat_map(move |(layer, live)| {
                let rows = find(live.view).filter(move |row| live.is_live(*row));
                rows.map(move |row| Place { layer, row })
            })
    }
}

/// A row of a layer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// 0 is the base
    layer: usize,
    row: usize,
}

/// A search in one partition of every layer.
struct Search<'a, B> {
    roster: &'a Roster<B>,
    kind: PartitionKind,
    /// Live rows, each as often as it was reached
    rows: Vec<(Place, Grade)>,
    /// A row was reached and cannot be read
    is_unreadable: bool,
}

impl<'a, B: AsRef<[u8]>> Search<'a, B> {
    /// The partition in each layer that has it.
    fn layers(&self) -> impl Iterator<Item = (usize, Live<'a>)> + use<'a, B> {
        let (layers, kind) = (self.roster.layers(), self.kind);
        layers
            .enumerate()
            .filter_map(move |(at, layer)| Some((at, layer.live(kind).ok().flatten()?)))
    }

    fn live(&self, place: Place) -> Option<Live<'a>> {
        self.roster.layer(place.layer)?.live(self.kind).ok()?
    }

    fn view(&self, place: Place) -> Option<View<'a>> {
        Some(self.live(place)?.view)
    }

    fn row(&self, place: Place) -> Option<RowView<'a>> {
        self.view(place)?.row(place.row)
    }

    fn is_live(&self, place: Place) -> bool {
        self.live(place).is_some_and(|live| live.is_live(place.row))
    }

    fn identifier(&self, place: Place) -> Option<Identifier> {
        self.row(place)?.identifier()
    }

    /// The same of a row that may be another subject's, and without an identifier; one that cannot be read is told.
    fn readable_identifier(&mut self, place: Place) -> Option<Identifier> {
        let row = self.row(place)?;
        let identifier = row.identifier();
        self.is_unreadable |= identifier.is_none() && row.has_identifier();
        identifier
    }

    fn rows_with(&self, kind: KeyKind, key: &str) -> Vec<Place> {
        self.rows_at(fingerprint(kind, key.as_bytes()))
    }

    /// Rows that may have a secondary key: fingerprints and pointers are cut short, so others are among them.
    fn rows_at(&self, fingerprint: u64) -> Vec<Place> {
        let find = |view: View<'a>| view.partition.rows_with(view.bytes, fingerprint);
        self.roster.live_rows(self.kind, fingerprint, find).collect()
    }

    /// Rows that may have a key that is the primary one of most of them.
    fn rows_of(&self, primary: u64, fingerprint: u64) -> Vec<Place> {
        let find = |view: View<'a>| {
            let others = view.partition.rows_with(view.bytes, fingerprint);
            view.partition.rows_of(view.bytes, primary).chain(others)
        };
        self.roster.live_rows(self.kind, fingerprint, find).collect()
    }

    fn organisations(mut self, subject: &Subject, answer: &mut Answer<'a>) {
        for id in subject.identifiers().filter(|id| !id.is_masked()) {
            self.by_identifier(id, Grade::Identifier);
        }
        for id in subject.identifiers() {
            self.by_masks(subject, id);
        }
        for reading in &subject.readings {
            // What keeps the organisation's own part of the code that was typed is reached by that as a similar one.
            let body = |id: &Identifier| id.org_code().map(|code| *code.body());
            let is_reached = subject
                .credit_code
                .as_ref()
                .is_some_and(|typed| reading.id.kind() == IdKind::Uscc && body(typed) == body(&reading.id));
            if !is_reached {
                self.by_identifier(&reading.id, Grade::ReadAs(reading.id.kind()));
            }
            self.by_masks(subject, &reading.id);
        }
        // Of a credit code that hides some characters an organisation code tells too little, without a name.
        let is_short = |id: &Identifier| id.kind() == IdKind::OrgCode;
        let readings = || subject.readings.iter().map(|reading| &reading.id);
        let numbers = || subject.identifiers().chain(readings());
        answer.name_needed |= !subject.has_whole_name
            && self.masks(IdKind::Uscc)
            && numbers().any(is_short)
            && numbers().all(|id| id.kind() != IdKind::Uscc);
        if let Some(name) = &subject.name {
            self.by_name(subject, name);
        }
        self.finish(answer);
    }

    /// Rows with this number, which is worth `grade` where it is the same.
    fn by_identifier(&mut self, id: &Identifier, grade: Grade) {
        if let Some(org_code) = id.org_code() {
            let body = codes::body_number(&org_code);
            for row in self.rows_of(body, fingerprint(KeyKind::OrgBody, org_code.body())) {
                let Some(listed) = self.readable_identifier(row) else {
                    continue;
                };
                let same = match (id.kind(), listed.kind()) {
                    (IdKind::Uscc, IdKind::Uscc) => id.value() == listed.value(),
                    _ => listed.org_code() == Some(org_code),
                };
                let inside = listed.inner_org_code() == Some(org_code);
                match (same, inside) {
                    (true, _) => self.reach(row, grade),
                    (_, true) => self.reach(row, Grade::ReadAs(listed.kind())),
                    _ => {
                        let codes = [listed.org_code(), listed.inner_org_code()];
                        if codes.iter().flatten().any(|code| code.body() == org_code.body()) {
                            self.reach(row, Grade::SimilarCode);
                        }
                    }
                }
            }
        } else if let Some(kind) = KeyKind::of_identifier(id.kind()) {
            for row in self.rows_with(kind, id.value()) {
                if self.readable_identifier(row).as_ref() == Some(id) {
                    self.reach(row, grade);
                }
            }
        }
    }

    /// A list may mask the organisation code alone, and call it one or a credit code.
    fn by_masks(&mut self, subject: &Subject, id: &Identifier) {
        self.by_mask(subject, id.kind(), self.masks_of(id));
        if id.is_masked() {
            return;
        }
        let Some(code) = id.org_code() else { return };
        let hidden = |search: &Self, kind, lengths: RangeInclusive<usize>| {
            let shapes = search
                .shapes(kind)
                .filter(|shape| lengths.contains(&shape.as_str().len()));
            let hide = |shape: Shape| Some((shape.apply(code.as_str())?, shape));
            shapes
                .filter_map(hide)
                .map(|(hidden, shape)| (shape, hidden))
                .collect()
        };
        if id.kind() != IdKind::OrgCode {
            let masks = hidden(self, IdKind::OrgCode, 1..=usize::MAX);
            self.by_mask(subject, IdKind::OrgCode, masks);
        }
        let masks = hidden(self, IdKind::Uscc, CODE_ALONE);
        self.by_mask(subject, IdKind::Uscc, masks);
    }

    /// Masked identifiers of organisations are found without a name too; a name that differs tells them apart, if it can be
    /// read.
    fn by_mask(&mut self, subject: &Subject, kind: IdKind, masks: Vec<(Shape, String)>) {
        for (shape, hidden) in masks {
            for row in self.rows_at(masked(kind, &hidden)) {
                let listed = self.readable_identifier(row);
                let same = listed.is_some_and(|listed| (listed.kind(), listed.value()) == (kind, &hidden));
                // Beside a number that agrees something may be glued to the name.
                let holds =
                    |name: &str, key: &str| name == key || key.chars().count() > 5 && name.contains(key);
                let is_called = || self.carries(row, |key| subject.name_keys().any(|name| holds(name, key)));
                // Only a row that could not be read has no name beside a masked identifier.
                let is_told_apart = subject.has_whole_name && !subject.has_number_in_name;
                if same && (!is_told_apart || is_called() || !self.is_named(row)) {
                    self.reach(row, Grade::Masked(shape.visible()));
                }
            }
        }
    }

    fn name(&self, place: Place) -> Option<String> {
        self.row(place)?.name()
    }

    fn former_names(&self, place: Place) -> Vec<String> {
        self.row(place).map_or_else(Vec::new, |row| row.former_names())
    }

    fn is_named(&self, place: Place) -> bool {
        self.name(place).is_some()
    }

    fn subject_kind(&self, place: Place) -> Option<SubjectKind> {
        self.row(place)?.subject_kind()
    }

    /// Whether one of the row's names has a key that passes.
    fn carries(&self, place: Place, passes: impl Fn(&str) -> bool) -> bool {
        self.row(place).is_some_and(|row| carries(&row, passes))
    }

    fn reach(&mut self, place: Place, grade: Grade) {
        self.rows.push((place, grade));
    }

    /// Each row with the best grade that it was reached with.
    fn finish(mut self, answer: &mut Answer<'a>) {
        order::sort(&mut self.rows);
        self.rows.dedup_by_key(|(place, _)| *place);
        for (place, grade) in &self.rows {
            let found = self.view(*place).and_then(|view| {
                let row = view.row(place.row)?;
                Some((view, row, row.facts()?))
            });
            match found {
                Some((_, row, facts)) if facts.status == Status::Unread => answer.unread.push(UnreadFound {
                    list_kind: facts.list_kind,
                    row: row.record_id().unwrap_or_default(),
                    grade: *grade,
                }),
                Some((view, row, facts)) => answer.candidates.push(Candidate {
                    facts,
                    view,
                    row,
                    grade: *grade,
                }),
                None => self.is_unreadable = true,
            }
        }
        answer.is_unreadable |= self.is_unreadable;
    }

    /// Whether numbers of a kind are listed masked.
    fn masks(&self, kind: IdKind) -> bool {
        self.roster.masks.get(self.kind).contains(kind.code())
    }

    /// How numbers of a kind are hidden in the lists.
    fn shapes(&self, kind: IdKind) -> impl Iterator<Item = Shape> + use<'a, B> {
        let masks = self.roster.masks.get(self.kind);
        let masks = masks.split('|').filter_map(|mask| mask.split_once(':'));
        let of_kind = masks.filter(move |(other, _)| *other == kind.code());
        of_kind.filter_map(|(_, shape)| Shape::of(shape))
    }

    /// The masks that fit an identifier, each with what it leaves visible. A masked identifier fits its own. Of a citizen id
    /// the old form may be listed, in which the century and the check are missing: then as many characters are in the mask.
    fn masks_of(&self, id: &Identifier) -> Vec<(Shape, String)> {
        if let Some(shape) = Shape::of(id.value()) {
            return vec![(shape, id.value().to_owned())];
        }
        let old = id.old_form();
        let mut found = Vec::new();
        for shape in self.shapes(id.kind()) {
            let old = old.as_deref().filter(|old| shape.as_str().len() == old.len());
            for form in [id.value()].into_iter().chain(old) {
                found.extend(shape.apply(form).map(|hidden| (shape.clone(), hidden)));
            }
        }
        found
    }
}

/// Whether one of a row's names has a key that passes.
fn carries(row: &RowView<'_>, passes: impl Fn(&str) -> bool) -> bool {
    let passes = |text: &String| passes(&name::key(text));
    row.name().as_ref().is_some_and(&passes) || row.former_names().iter().any(passes)
}
