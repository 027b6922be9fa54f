//! The records of one list that rows which are left out may be about, indexed by what such rows tell of them. Each record is
//! read once, whatever numbers and names it shares with however many rows: else a feed in which one subject, one number or one
//! name stands often would cost the square of its rows.

use super::agreeing::{Agreeing, Look};
use super::asked::{NumberKey, Place, Reach};
use super::decision::{Decision, is_telling};
use super::first::{Dated, decided, listed};
use super::number::{Form, Number};
use super::runs::Run;
use super::same::{Authorities, Authority};
use super::withdrawn::{Listed, Withdrawn, folded_number};
use crate::date::Date;
use crate::subject::name;
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

/// A record, as far as rows are compared with it.
pub(super) struct Member {
    pub(super) number: u32,
    pub(super) subject: Number,
    /// The first of these names that rows have, too, where it is its name and no former one
    pub(super) first_name: Option<u32>,
    pub(super) places: Vec<Place>,
    pub(super) record_id: Option<u32>,
    /// Whether that is no more than a place in somebody's count
    has_bare_id: bool,
    /// Folded
    pub(super) document: Option<u32>,
    pub(super) authority: u32,
    decided_on: Option<Date>,
    pub(super) listed_on: Date,
    /// What tells it from others of its subject; `None` where its day is not known
    pub(super) decision: Option<u32>,
    identity: u32,
    /// The day of the decision, where no number names that
    pub(super) told_by_day: Option<Option<Date>>,
}

impl Member {
    /// The day from which it stands.
    pub(super) fn date(&self) -> Option<Date> {
        self.decided_on.max(Some(self.listed_on))
    }

    /// Its days, as rows take by them.
    pub(super) fn dated(&self) -> Dated {
        Dated {
            decided: decided(self.decided_on),
            listed: listed(self.listed_on),
            number: self.number,
        }
    }
}

/// What records of a place have in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Shared {
    Id(u32),
    IdOfAuthority(u32, u32),
    IdOfDocument(u32, Option<u32>),
    IdOfDay(u32, Date),
    /// Of bare ids only
    IdOfAuthorityAndDocument(u32, u32, Option<u32>),
    IdOfDayAndDocument(u32, Date, Option<u32>),
    Document(u32),
    Day(OfDay),
    Identity(u32),
}

/// What records of one day have in common; where a field is `None`, that matters not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct OfDay {
    pub(super) day: Date,
    pub(super) authority: Option<u32>,
    pub(super) document: Option<Option<u32>>,
    pub(super) has_id: bool,
}

/// Where all records of the list stand, for rows that name no subject.
pub(super) const ANYWHERE: Place = 0;

/// The records of one list.
pub(super) struct Members {
    all: Vec<Member>,
    /// The names of rows
    pub(super) names: HashMap<String, u32>,
    pub(super) terms: HashMap<String, u32>,
    pub(super) identities: HashMap<Decision, u32>,
    pub(super) authorities: Authorities,
    /// The authorities of rows, by their numbers
    pub(super) asking: Vec<Authority>,
    /// All that rows may be found by, and the forms of the numbers of the records that are
    pub(super) reaches: HashMap<Reach, BTreeMap<Form, Place>>,
    /// Of numbers shown in part
    pub(super) agreeing: HashMap<(Place, Look), Agreeing<Place>>,
    /// Where all stand that have a record id and a number
    numbered: HashMap<u32, Place>,
    places: Vec<Vec<u32>>,
    shared: HashMap<(Place, Shared), Run>,
}

impl Members {
    /// For these rows.
    pub(super) fn sought_by(rows: &[&Withdrawn]) -> Self {
        let mut members = Self {
            all: Vec::new(),
            names: HashMap::default(),
            terms: HashMap::default(),
            identities: HashMap::default(),
            authorities: Authorities::default(),
            asking: Vec::new(),
            reaches: HashMap::default(),
            agreeing: HashMap::default(),
            numbered: HashMap::default(),
            places: vec![Vec::new()],
            shared: HashMap::default(),
        };
        for row in rows {
            for name in &row.names {
                let next = members.names.len() as u32;
                members.names.entry(name.clone()).or_insert(next);
            }
            for reach in members.reaches_of(row) {
                members.reaches.entry(reach).or_default();
            }
        }
        members
    }

    /// By what a row finds records.
    pub(super) fn reaches_of(&self, row: &Withdrawn) -> Vec<Reach> {
        let names: Vec<u32> = self.names_of(row).collect();
        reaches(row.subject.key(), &names, true)
    }

    /// The names of a row that records have.
    fn names_of(&self, row: &Withdrawn) -> impl Iterator<Item = u32> {
        row.names.iter().filter_map(|name| self.names.get(name).copied())
    }

    /// Where those stand that have a row's number and one of its names, or none; nowhere, where it has not both.
    pub(super) fn beside_name(&self, row: &Withdrawn) -> Vec<Place> {
        let Some(number) = row.subject.key().filter(|_| !row.names.is_empty()) else {
            return Vec::new();
        };
        let beside = self.names_of(row).map(Some).chain([None]);
        let reaches = beside.map(|name| Reach::NumberAndName(number.clone(), name));
        let forms = reaches.filter_map(|reach| self.reaches.get(&reach));
        let mut found: Vec<Place> = forms.flat_map(BTreeMap::values).copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Adds a record.
    pub(super) fn add(&mut self, number: u32, listed: &Listed<'_>, is_dated: bool) {
        let record = listed.record;
        let subject = Number::of_listed(listed);
        let known = |text: &String| self.names.get(&name::key(text)).copied();
        let first_name = record.name.as_ref().and_then(known);
        let mut names: Vec<u32> = first_name.into_iter().collect();
        names.extend(record.former_names.iter().filter_map(known));
        let has_name = record.name.is_some() || !record.former_names.is_empty();
        let reaches = reaches(subject.key(), &names, !has_name);
        let document = record.document_no.as_deref().and_then(folded_number);
        let member = Member {
            number,
            record_id: record.record_id.as_deref().map(|text| self.term(text)),
            has_bare_id: !is_telling(record.record_id.as_deref()),
            document: document.map(|text| self.term(&text)),
            authority: self.authorities.add(&record.authority),
            decided_on: record.decided_on,
            listed_on: record.listed_on,
            // Whoever it is about: only records of one subject are compared.
            decision: is_dated.then(|| self.identity(Decision::of(record, 0))),
            identity: self.identity(Withdrawn::identity_of(listed)),
            told_by_day: (!is_telling(record.document_no.as_deref())).then_some(record.decided_on),
            first_name,
            places: self.places_of(reaches, subject.form),
            subject,
        };
        self.note(ANYWHERE, &member);
        for place in &member.places {
            self.note(*place, &member);
        }
        self.all.push(member);
    }

    /// Where a record with these stands, each place once.
    fn places_of(&mut self, reaches: Vec<Reach>, form: Form) -> Vec<Place> {
        let mut found = Vec::new();
        for reach in reaches {
            if let Some(forms) = self.reaches.get_mut(&reach) {
                let next = self.places.len() as Place;
                let place = *forms.entry(form).or_insert(next);
                if place == next {
                    self.places.push(Vec::new());
                }
                found.push(place);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Indexes what comes next.
    fn note(&mut self, place: Place, member: &Member) {
        let at = self.all.len() as u32;
        note(&mut self.places, &mut self.shared, place, at, member);
    }

    /// Where all stand that have this record id and a number.
    pub(super) fn numbered_with_id(&mut self, id: u32) -> Place {
        let next = self.places.len() as Place;
        let place = *self.numbered.entry(id).or_insert(next);
        if place == next {
            let with_id = self.run((ANYWHERE, Shared::Id(id))).map_or(&[][..], Run::members);
            let is_numbered = |at: &u32| self.all[*at as usize].subject.is_some();
            self.places
                .push(with_id.iter().copied().filter(is_numbered).collect());
        }
        place
    }

    /// The records of a place, put together by what a number with a look shows of them: of at most so many.
    pub(super) fn put_together(&mut self, place: Place, look: &Look, most: usize) {
        let key = (place, look.clone());
        if self.agreeing.contains_key(&key) {
            return;
        }
        let mut agreeing = Agreeing::with(look.clone());
        let there: Vec<u32> = self.places[place as usize].iter().copied().take(most).collect();
        for at in there {
            let member = &mut self.all[at as usize];
            let next = self.places.len() as Place;
            let Some(id) = member.subject.id() else {
                continue;
            };
            if let Some(own) = agreeing.entry(id, || next).copied() {
                if own == next {
                    self.places.push(Vec::new());
                }
                member.places.push(own);
                note(&mut self.places, &mut self.shared, own, at, member);
            }
        }
        self.agreeing.insert(key, agreeing);
    }

    fn term(&mut self, text: &str) -> u32 {
        let next = self.terms.len() as u32;
        match self.terms.get(text) {
            Some(known) => *known,
            None => *self.terms.entry(text.to_owned()).or_insert(next),
        }
    }

    fn identity(&mut self, decision: Decision) -> u32 {
        let next = self.identities.len() as u32;
        *self.identities.entry(decision).or_insert(next)
    }

    pub(super) fn at(&self, place: Place) -> impl ExactSizeIterator<Item = &Member> {
        let there = self.places.get(place as usize).map_or(&[][..], Vec::as_slice);
        there.iter().map(|at| &self.all[*at as usize])
    }

    /// The records of a place that have something in common.
    pub(super) fn sharing(&self, place: Place, shared: Shared) -> impl Iterator<Item = &Member> {
        let found = self.run((place, shared)).map_or(&[][..], Run::members);
        found.iter().map(|at| &self.all[*at as usize])
    }

    pub(super) fn run(&self, key: (Place, Shared)) -> Option<&Run> {
        self.shared.get(&key)
    }

    /// The first of the records of runs.
    pub(super) fn first_of(&self, runs: &[&Run]) -> Option<&Member> {
        let first = runs.iter().filter_map(|run| run.members().first()).min()?;
        self.all.get(*first as usize)
    }
}

/// By what a row or a record is found: `names` are those of its names that rows have, `beside_none` says that its number may
/// stand beside none.
fn reaches(number: Option<NumberKey>, names: &[u32], beside_none: bool) -> Vec<Reach> {
    let mut found: Vec<Reach> = names.iter().map(|name| Reach::Name(*name)).collect();
    if let Some(number) = number {
        let none = beside_none.then_some(None);
        let beside = names.iter().map(|name| Some(*name)).chain(none);
        found.extend(beside.map(|name| Reach::NumberAndName(number.clone(), name)));
        found.push(Reach::Number(number));
    }
    found
}

/// Indexes a record where it stands.
fn note(
    places: &mut [Vec<u32>],
    index: &mut HashMap<(Place, Shared), Run>,
    place: Place,
    at: u32,
    member: &Member,
) {
    let (day, document) = (member.listed_on, member.document);
    let mut add = |shared| index.entry((place, shared)).or_default().push(at, member);
    if let Some(id) = member.record_id {
        add(Shared::Id(id));
        add(Shared::IdOfAuthority(id, member.authority));
        add(Shared::IdOfDocument(id, document));
        add(Shared::IdOfDay(id, day));
        if member.has_bare_id {
            add(Shared::IdOfAuthorityAndDocument(id, member.authority, document));
            add(Shared::IdOfDayAndDocument(id, day, document));
        }
    }
    if place == ANYWHERE {
        return;
    }
    places[place as usize].push(at);
    document
        .into_iter()
        .for_each(|document| add(Shared::Document(document)));
    add(Shared::Identity(member.identity));
    for authority in [None, Some(member.authority)] {
        for document in [None, Some(document)] {
            add(Shared::Day(OfDay {
                day,
                authority,
                document,
                has_id: member.record_id.is_some(),
            }));
        }
    }
}
