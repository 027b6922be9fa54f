//! The records of one list that rows which are left out may be about, indexed by what such rows tell of them. Each record is
//! read once, whatever numbers and names it shares with however many rows: else a feed in which one subject, one number or one
//! name stands often would cost the square of its rows.

use super::asked::{Asked, Place, Reach, Reached};
use super::number::{Form, Number, Told};
use super::same::{Authorities, Sameness};
use super::withdrawn::{Listed, Withdrawn, folded_number};
use crate::date::Date;
use crate::format::leaf::identity_bytes;
use crate::subject::name;
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

/// A record, as far as rows are compared with it.
pub(super) struct Member {
    pub(super) number: u32,
    subject: Number,
    /// Those that rows have, too
    names: Vec<u32>,
    /// Whether the first of these is its name and no former one
    is_named: bool,
    pub(super) places: Vec<Place>,
    record_id: Option<u32>,
    /// Folded
    document: Option<u32>,
    authority: u32,
    pub(super) decided_on: Option<Date>,
    pub(super) listed_on: Date,
    /// What tells it from others of its subject; `None` where its day is not known
    decision: Option<u32>,
}

impl Member {
    /// The day from which it stands.
    pub(super) fn date(&self) -> Option<Date> {
        self.decided_on.max(Some(self.listed_on))
    }
}

/// The list's records.
#[derive(Default)]
pub(super) struct Members {
    all: Vec<Member>,
    /// The names of rows
    names: HashMap<String, u32>,
    terms: HashMap<String, u32>,
    identities: HashMap<Vec<u8>, u32>,
    authorities: Authorities,
    /// All that rows may be found by, and the forms of the numbers of the records that are
    reaches: HashMap<Reach, BTreeMap<Form, Place>>,
    places: Vec<Vec<u32>>,
    by_id: HashMap<u32, Vec<u32>>,
    by_id_there: HashMap<(Place, u32), Vec<u32>>,
    by_document: HashMap<(Place, u32), Vec<u32>>,
    by_day: HashMap<(Place, Date, u32), Vec<u32>>,
    by_day_and_document: HashMap<(Place, Date, Option<u32>), Vec<u32>>,
    by_identity: HashMap<u32, Vec<u32>>,
}

fn speaks_against(own: Option<Option<u32>>, other: Option<u32>) -> bool {
    own.is_some_and(|own| other.is_some() && own != other)
}

impl Members {
    /// For these rows.
    pub(super) fn sought_by(rows: &[&Withdrawn]) -> Self {
        let mut members = Self::default();
        for row in rows {
            for name in &row.names {
                let next = members.names.len() as u32;
                members.names.entry(name.clone()).or_insert(next);
            }
            let reaches = members.reaches_of(row);
            members
                .reaches
                .extend(reaches.map(|reach| (reach, BTreeMap::new())));
        }
        members
    }

    fn reaches_of(&self, row: &Withdrawn) -> impl Iterator<Item = Reach> + use<> {
        let names = row.names.iter().filter_map(|name| self.names.get(name));
        let names = names.map(|name| Reach::Name(*name));
        let numbers = row.number_keys.iter().map(|key| Reach::Number(*key));
        let reaches = row.primary.map(Reach::Primary).into_iter();
        let reaches: Vec<Reach> = reaches.chain(numbers).chain(names).collect();
        reaches.into_iter()
    }

    /// Adds a record, which these keys beside the primary one lead to.
    pub(super) fn add(&mut self, number: u32, listed: &Listed<'_>, keys: &[u64], is_dated: bool) {
        let record = listed.record;
        let subject = Number::of_listed(listed);
        let known = |text: &String| self.names.get(&name::key(text)).copied();
        let first = record.name.as_ref().and_then(known);
        let mut names: Vec<u32> = first.into_iter().collect();
        names.extend(record.former_names.iter().filter_map(known));
        let reaches = listed.primary.map(Reach::Primary).into_iter();
        let reaches = reaches.chain(keys.iter().map(|key| Reach::Number(*key)));
        let reaches = reaches.chain(names.iter().map(|name| Reach::Name(*name)));
        let mut places = Vec::new();
        for reach in reaches {
            if let Some(forms) = self.reaches.get_mut(&reach) {
                let next = self.places.len() as Place;
                let place = *forms.entry(subject.form).or_insert(next);
                if place == next {
                    self.places.push(Vec::new());
                }
                places.push(place);
            }
        }
        places.sort_unstable();
        places.dedup();
        let document = record.document_no.as_deref().and_then(folded_number);
        let member = Member {
            number,
            record_id: record.record_id.as_deref().map(|text| self.term(text)),
            document: document.map(|text| self.term(&text)),
            authority: self.authorities.add(&record.authority),
            decided_on: record.decided_on,
            listed_on: record.listed_on,
            // Whoever it is about: only records of one subject are compared.
            decision: is_dated.then(|| self.identity(identity_bytes(record, 0))),
            is_named: first.is_some(),
            subject,
            names,
            places,
        };
        self.note(&member);
        let identity = self.identity(Withdrawn::identity_of(listed));
        self.by_identity
            .entry(identity)
            .or_default()
            .push(self.all.len() as u32);
        self.all.push(member);
    }

    /// Indexes what comes next.
    fn note(&mut self, member: &Member) {
        let at = self.all.len() as u32;
        if let Some(id) = member.record_id {
            self.by_id.entry(id).or_default().push(at);
        }
        let (day, document) = (member.listed_on, member.document);
        for &place in &member.places {
            self.places[place as usize].push(at);
            if let Some(id) = member.record_id {
                self.by_id_there.entry((place, id)).or_default().push(at);
            }
            if let Some(document) = document {
                self.by_document.entry((place, document)).or_default().push(at);
            }
            let of_authority = self.by_day.entry((place, day, member.authority));
            of_authority.or_default().push(at);
            let of_document = self.by_day_and_document.entry((place, day, document));
            of_document.or_default().push(at);
        }
    }

    fn term(&mut self, text: &str) -> u32 {
        let next = self.terms.len() as u32;
        match self.terms.get(text) {
            Some(known) => *known,
            None => *self.terms.entry(text.to_owned()).or_insert(next),
        }
    }

    fn identity(&mut self, bytes: Vec<u8>) -> u32 {
        let next = self.identities.len() as u32;
        *self.identities.entry(bytes).or_insert(next)
    }

    pub(super) fn ask<'r>(&self, row: &'r Withdrawn) -> Asked<'r> {
        let mut places = Vec::new();
        for reach in self.reaches_of(row) {
            for (form, place) in self.reaches.get(&reach).into_iter().flatten() {
                let told = row.subject.form.against(*form);
                let is_whole = match reach {
                    Reach::Primary(_) => true,
                    Reach::Number(_) => row.subject.form == *form && told == Some(Told::Another),
                    // Equal numbers are found by themselves.
                    Reach::Name(_) if told == Some(Told::Another) => continue,
                    Reach::Name(_) => told.is_some(),
                };
                let place = *place;
                places.push(Reached {
                    reach,
                    place,
                    is_whole,
                });
            }
        }
        let term = |text: &str| self.terms.get(text).copied();
        Asked {
            row,
            names: row
                .names
                .iter()
                .filter_map(|name| self.names.get(name))
                .copied()
                .collect(),
            places,
            document: row.document_no().map(term),
            record_id: row.record_id().map(term),
        }
    }

    pub(super) fn at(&self, place: Place) -> impl ExactSizeIterator<Item = &Member> {
        let places = self.places.get(place as usize).map_or(&[][..], Vec::as_slice);
        places.iter().map(|at| &self.all[*at as usize])
    }

    /// Whether a record is the row's subject's, and how sure that is.
    pub(super) fn sameness(&self, asked: &Asked<'_>, member: &Member) -> Option<Sameness> {
        let by_name = |sameness| {
            let shares = asked.names.iter().any(|name| member.names.contains(name));
            shares.then_some(sameness)
        };
        match asked.row.subject.against(&member.subject) {
            Told::Same => Some(Sameness::Sure),
            Told::Another => None,
            Told::Agreeing => by_name(Sameness::Sure),
            Told::Nothing => by_name(Sameness::ByName),
            Told::Neither => {
                let is_named = asked.row.has_name && member.is_named;
                match is_named && asked.names.first() == member.names.first() {
                    true => Some(Sameness::Sure),
                    false => by_name(Sameness::ByName),
                }
            }
        }
    }

    /// The subject's records that are found in each of the row's places, each once.
    fn of_subject<'m>(
        &'m self,
        asked: &Asked<'_>,
        find: impl Fn(Place, &mut dyn FnMut(Option<&Vec<u32>>)),
    ) -> Vec<&'m Member> {
        let mut found: Vec<u32> = Vec::new();
        for reached in &asked.places {
            find(reached.place, &mut |places| {
                found.extend(places.into_iter().flatten())
            });
        }
        found.sort_unstable();
        found.dedup();
        let members = found.into_iter().map(|at| &self.all[at as usize]);
        members
            .filter(|member| self.sameness(asked, member).is_some())
            .collect()
    }

    /// The list's records with a record id, of whomever they are.
    pub(super) fn with_id(&self, id: u32) -> impl Iterator<Item = &Member> {
        let places = self.by_id.get(&id).into_iter().flatten();
        places.map(|at| &self.all[*at as usize])
    }

    /// The subject's records with the row's record id.
    pub(super) fn with_id_of_subject(&self, asked: &Asked<'_>) -> Vec<&Member> {
        let Some(id) = asked.known_id() else {
            return Vec::new();
        };
        self.of_subject(asked, |place, take| take(self.by_id_there.get(&(place, id))))
    }

    /// The records that the row names by their record id, where nothing speaks against it: sources number their rows each for
    /// itself.
    pub(super) fn by_id(&self, asked: &Asked<'_>) -> Vec<&Member> {
        let document = asked.row.decision().and(asked.document).flatten();
        let mut found = match asked.row.names_subject() {
            true => self.with_id_of_subject(asked),
            false => { asked.known_id().into_iter() }
                .flat_map(|id| self.with_id(id))
                .collect(),
        };
        found.retain(|member| {
            self.is_of_authority(asked, member)
                || document.is_some() && member.document == document
                || asked.row.listed_on() == Some(member.listed_on)
        });
        found
    }

    /// The subject's records that the row names by its document number.
    pub(super) fn by_document(&self, asked: &Asked<'_>) -> Vec<&Member> {
        let Some(document) = asked.row.decision().and(asked.document).flatten() else {
            return Vec::new();
        };
        self.of_subject(asked, |place, take| {
            take(self.by_document.get(&(place, document)))
        })
    }

    /// The subject's records that the row's authority listed on the day that the row names; none where they are of two
    /// decisions, as a day names neither then.
    pub(super) fn by_day(&self, asked: &Asked<'_>) -> Vec<&Member> {
        let Some(day) = asked.row.listed_on() else {
            return Vec::new();
        };
        let is_later = asked.row.is_decided_after(day);
        let mut found = match asked.document {
            Some(own) if !is_later => self.of_subject(asked, |place, take| {
                let documents = [Some(None), own.map(Some)].into_iter().flatten();
                documents.for_each(|document| take(self.by_day_and_document.get(&(place, day, document))));
            }),
            _ => {
                let authorities = self.authorities.that_may_be(asked.row.authority());
                self.of_subject(asked, |place, take| {
                    { authorities.iter() }
                        .for_each(|authority| take(self.by_day.get(&(place, day, *authority))));
                })
            }
        };
        found.retain(|member| {
            self.is_of_authority(asked, member)
                && !speaks_against(asked.record_id, member.record_id)
                && (is_later || !speaks_against(asked.document, member.document))
        });
        match are_one(&found) {
            true => found,
            false => Vec::new(),
        }
    }

    /// The subject's records that have the identity that a record of the row would have.
    pub(super) fn by_identity(&self, asked: &Asked<'_>) -> Vec<&Member> {
        let places = self.identities.get(asked.row.identity());
        let places = places.and_then(|identity| self.by_identity.get(identity));
        let members = places.into_iter().flatten().map(|at| &self.all[*at as usize]);
        members
            .filter(|member| self.sameness(asked, member).is_some())
            .collect()
    }

    /// The decision of which a record is that surely is the subject's and that the row may mean.
    pub(super) fn decision(&self, asked: &Asked<'_>, member: &Member, sameness: Sameness) -> Option<u32> {
        let is_likely = sameness == Sameness::Sure
            && self.is_of_authority(asked, member)
            && !speaks_against(asked.record_id, member.record_id)
            && !speaks_against(asked.document, member.document);
        member.decision.filter(|_| is_likely)
    }

    fn is_of_authority(&self, asked: &Asked<'_>, member: &Member) -> bool {
        let key = self.authorities.key(member.authority);
        asked.row.authority().may_be_key(key)
    }
}

/// Whether nothing tells that these records speak of more than one decision.
fn are_one(members: &[&Member]) -> bool {
    let Some((first, rest)) = members.split_first() else {
        return true;
    };
    rest.iter().all(|other| {
        let ids = first.record_id.zip(other.record_id);
        first.document == other.document && ids.is_none_or(|(one, other)| one == other)
    })
}
