//! Rows that are left out, put together by what they ask of the records of their list.

use super::agreeing::Look;
use super::asked::{Asked, Place, Question, Reach, Reached, Sureness};
use super::decision::is_telling;
use super::members::{ANYWHERE, Members, Shared};
use super::number::Told;
use super::withdrawn::Withdrawn;
use crate::record::Force;
use rustc_hash::FxHashMap as HashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Most records of one place that are compared with a row one by one.
pub(super) const EACH: usize = 1000;

/// Most ways to mask numbers, among rows of one name, that are looked for among all records of the name. No source masks in so
/// many.
const LOOKS: usize = 64;

impl Members {
    /// What the rows ask, once all records are here.
    pub(super) fn questions<'r>(&mut self, rows: &[&'r Withdrawn]) -> Vec<Question<'r>> {
        let mut looks: HashMap<u32, BTreeSet<Look>> = HashMap::default();
        for row in rows {
            if let Some(id) = row.subject.id() {
                let names = row.names.iter().filter_map(|name| self.names.get(name));
                names.for_each(|name| _ = looks.entry(*name).or_default().insert(Look::of(id)));
            }
        }
        let mut asking: HashMap<&str, u32> = HashMap::default();
        let mut questions: BTreeMap<Asked, Vec<&Withdrawn>> = BTreeMap::new();
        for row in rows {
            let next = self.asking.len() as u32;
            let authority = *asking.entry(row.authority().key()).or_insert(next);
            if authority == next {
                self.asking.push(row.authority().clone());
            }
            let places = self.reached(row, &looks);
            let asked = self.asked(row, authority, places);
            questions.entry(asked).or_default().push(row);
        }
        let questions = questions.into_iter();
        questions.map(|(asked, rows)| Question { asked, rows }).collect()
    }

    /// Where the records stand that a row may be about.
    fn reached(&mut self, row: &Withdrawn, looks: &HashMap<u32, BTreeSet<Look>>) -> Vec<Reached> {
        if !row.names_subject() {
            return vec![Reached {
                place: ANYWHERE,
                name: None,
                sureness: Sureness::ByName,
                compared: 0,
            }];
        }
        if row.names.is_empty() && row.subject.key().is_none() {
            return self.reached_by_id(row);
        }
        let mut found = Vec::new();
        for reach in self.reaches_of(row) {
            let forms = self.reaches.get(&reach).into_iter().flatten();
            let forms: Vec<_> = forms.map(|(form, place)| (*form, *place)).collect();
            let name = match reach {
                Reach::Number(_) => None,
                Reach::Name(name) => Some(name),
                // They have the number as well.
                Reach::NumberAndName(..) => continue,
            };
            for (form, place) in forms {
                let sureness = match (name, row.subject.form.against(form)) {
                    (None, _) if row.names.is_empty() => Sureness::Sure,
                    (None, _) => Sureness::ByNumber,
                    // Equal numbers are found by themselves.
                    (_, Some(Told::Another)) => continue,
                    (_, Some(Told::Nothing)) => Sureness::ByName,
                    (_, Some(Told::Neither)) => Sureness::ByFirstName,
                    (Some(own), None) => {
                        let is_often = looks.get(&own).is_some_and(|looks| looks.len() > LOOKS);
                        let agreeing = self.agreeing_with(row, place, is_often);
                        found.extend(agreeing.into_iter().map(|reached| Reached { name, ..reached }));
                        continue;
                    }
                };
                found.push(Reached {
                    place,
                    name,
                    sureness,
                    compared: 0,
                });
            }
        }
        found.sort_unstable();
        found
    }

    /// Where those stand that have the record id of a row, and as much of its number as is shown: sources number their records
    /// each for itself, so by the id alone another subject's might be reached.
    fn reached_by_id(&mut self, row: &Withdrawn) -> Vec<Reached> {
        let id = row.record_id().and_then(|id| self.terms.get(id)).copied();
        let place = id.map(|id| self.numbered_with_id(id));
        let agreeing = place.map(|place| self.agreeing_with(row, place, true));
        let found = agreeing.into_iter().flatten();
        found
            .map(|reached| Reached {
                sureness: Sureness::ByName,
                ..reached
            })
            .collect()
    }

    /// Where those of a place stand of whose numbers as much as is shown agrees with a row's.
    fn agreeing_with(&mut self, row: &Withdrawn, place: Place, is_often: bool) -> Vec<Reached> {
        let Some(id) = row.subject.id() else {
            return Vec::new();
        };
        let look = Look::of(id);
        self.put_together(place, &look, if is_often { EACH } else { usize::MAX });
        let compared = self.at(place).len();
        let places = self.agreeing.get(&(place, look)).into_iter();
        let places = places.flat_map(|agreeing| agreeing.find(id));
        let reached = places.map(|place| Reached {
            place: *place,
            name: None,
            sureness: Sureness::Sure,
            compared,
        });
        reached.collect()
    }

    fn asked(&self, row: &Withdrawn, authority: u32, places: Vec<Reached>) -> Asked {
        let is_there = |shared| {
            places
                .iter()
                .any(|reached| self.run((reached.place, shared)).is_some())
        };
        let term = |text: &str| self.terms.get(text).copied();
        let known_id = |text| term(text).filter(|id| is_there(Shared::Id(*id)));
        let is_anywhere = !row.names_subject();
        let known_document =
            |text| term(text).filter(|document| is_anywhere || is_there(Shared::Document(*document)));
        let names_itself = row.has_name && !row.subject.is_some();
        let identity = self.identities.get(row.identity()).copied();
        let record_id = row.record_id().map(known_id);
        Asked {
            force: row.force,
            first_name: { row.names.first().filter(|_| names_itself) }
                .and_then(|name| self.names.get(name))
                .copied(),
            document: row.document_no().map(known_document),
            names_decision: row.names_decision(),
            has_bare_id: record_id.flatten().is_some() && !is_telling(row.record_id()),
            record_id,
            authority,
            listed_on: row.listed_on(),
            is_later: row.listed_on().is_some_and(|day| row.is_decided_after(day)),
            names_no_record: row.names_no_record(),
            identity: identity.filter(|_| row.force == Force::Outweighs),
            beside_name: self.beside_name(row),
            places,
        }
    }
}
