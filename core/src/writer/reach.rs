//! Which records the rows that are left out reach.

use super::asked::{Asked, Place, Question, Sureness};
use super::first::{Dated, takers};
use super::left::{Left, Waiting};
use super::members::{Member, Members, OfDay, Shared};
use super::questions::EACH;
use super::runs::Run;
use super::withdrawn::Withdrawn;
use crate::date::Date;
use crate::record::Force;
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

/// The rows of one list and its records.
pub(super) struct Answers<'r> {
    pub(super) members: Members,
    pub(super) questions: Vec<Question<'r>>,
    /// For each authority of the rows the records' that may be it, in their order; `None` where any may
    may_be: Vec<Option<Vec<u32>>>,
}

/// Records that stand together.
type Key = (Place, Shared);

/// What records with a bare id have in common that a row with it means, beside those of its decision: those of its day, and where
/// it names none those of its authority, unless another number tells another decision.
fn by_bare_id(asked: &Asked, id: u32, authorities: Option<&[u32]>) -> Vec<Shared> {
    let mut found = Vec::new();
    for document in asked.documents() {
        match (asked.listed_on, authorities, document) {
            (Some(day), _, None) => found.push(Shared::IdOfDay(id, day)),
            (Some(day), _, Some(own)) => found.push(Shared::IdOfDayAndDocument(id, day, own)),
            (None, None, None) => found.push(Shared::Id(id)),
            (None, None, Some(own)) => found.push(Shared::IdOfDocument(id, own)),
            (None, Some(authorities), None) => {
                found.extend({ authorities.iter() }.map(|by| Shared::IdOfAuthority(id, *by)));
            }
            (None, Some(authorities), Some(own)) => {
                let shared = |by: &u32| Shared::IdOfAuthorityAndDocument(id, *by, own);
                found.extend(authorities.iter().map(shared));
            }
        }
    }
    found
}

fn speaks_against(own: Option<Option<u32>>, other: Option<u32>) -> bool {
    own.is_some_and(|own| other.is_some() && own != other)
}

impl<'r> Answers<'r> {
    pub(super) fn of(rows: &[&'r Withdrawn], mut members: Members) -> Self {
        let questions = members.questions(rows);
        let may_be = members.asking.iter().map(|authority| {
            let mut found = members.authorities.that_may_be(authority);
            found.sort_unstable();
            (!authority.key().is_empty()).then_some(found)
        });
        Self {
            may_be: may_be.collect(),
            questions,
            members,
        }
    }

    /// The rows that name a record, by number.
    pub(super) fn belonging(&self) -> impl Iterator<Item = u32> {
        let named = self
            .questions
            .iter()
            .filter(|question| self.names(&question.asked));
        named.flat_map(|question| question.rows.iter().map(|row| row.number))
    }

    /// Whether a row that asks so names a record.
    pub(super) fn names(&self, asked: &Asked) -> bool {
        !self.named(asked).is_empty()
    }

    /// The records that a row names, the surest way first.
    fn named(&self, asked: &Asked) -> Vec<Key> {
        let ways = [Self::by_id, Self::by_document, Self::by_day];
        let found = ways.into_iter().map(|find| find(self, asked));
        { found }.find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Of these runs those that there are.
    fn present(&self, keys: impl Iterator<Item = Key>) -> Vec<Key> {
        keys.filter(|key| self.members.run(*key).is_some()).collect()
    }

    /// The authorities that the row's may be, of records that stand together; `None` where any may.
    fn authorities(&self, asked: &Asked, together: &[Key]) -> Option<Vec<u32>> {
        let may_be = self.may_be.get(asked.authority as usize)?.as_ref()?;
        let runs = together.iter().filter_map(|key| self.members.run(*key));
        if runs.map(|run| run.members().len()).sum::<usize>() >= may_be.len() {
            return Some(may_be.clone());
        }
        let members = together
            .iter()
            .flat_map(|(place, shared)| self.members.sharing(*place, *shared));
        let mut own: Vec<u32> = members.map(|member| member.authority).collect();
        own.sort_unstable();
        own.dedup();
        own.retain(|authority| may_be.binary_search(authority).is_ok());
        Some(own)
    }

    /// The records that the row names by their record id, where nothing speaks against it: sources number their rows each for
    /// itself.
    pub(super) fn by_id(&self, asked: &Asked) -> Vec<Key> {
        let Some(id) = asked.known_id() else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for place in asked.all_places() {
            let own = self.authorities(asked, &[(place, Shared::Id(id))]);
            let document = asked.known_decision();
            let mut shared: Vec<Shared> = { document.iter() }
                .map(|document| Shared::IdOfDocument(id, Some(*document)))
                .collect();
            if asked.has_bare_id {
                shared.extend(by_bare_id(asked, id, own.as_deref()));
            } else {
                shared.extend(asked.listed_on.map(|day| Shared::IdOfDay(id, day)));
                match own {
                    None => shared.push(Shared::Id(id)),
                    Some(own) => shared.extend({ own.into_iter() }.map(|own| Shared::IdOfAuthority(id, own))),
                }
            }
            found.extend(self.present(shared.into_iter().map(|shared| (place, shared))));
        }
        found
    }

    /// The subject's records that the row names by its document number.
    fn by_document(&self, asked: &Asked) -> Vec<Key> {
        self.of_document(asked, asked.own_places())
    }

    /// Those of these places that have the row's document number.
    fn of_document(&self, asked: &Asked, places: impl Iterator<Item = Place> + Clone) -> Vec<Key> {
        let document = asked.known_decision().into_iter();
        let keys = document.flat_map(|document| {
            let places = places.clone();
            places.map(move |place| (place, Shared::Document(document)))
        });
        self.present(keys)
    }

    /// The subject's records that the row's authority listed on the day that the row names; none where they are of two
    /// decisions, as a day names neither then.
    fn by_day(&self, asked: &Asked) -> Vec<Key> {
        let found = self.of_day(asked, asked.own_places());
        let runs: Vec<&Run> = found.iter().filter_map(|key| self.members.run(*key)).collect();
        let first = self.members.first_of(&runs);
        match first.is_some_and(|first| Run::are_one(&runs, first)) {
            true => found,
            false => Vec::new(),
        }
    }

    /// Those of these places that the row's authority listed on the day that the row names.
    fn of_day(&self, asked: &Asked, places: impl Iterator<Item = Place>) -> Vec<Key> {
        let Some(day) = asked.listed_on else {
            return Vec::new();
        };
        // One with the row's own record id would have been found by it.
        let ids = match asked.record_id {
            Some(_) => &[false][..],
            None => &[false, true],
        };
        let documents = asked.documents();
        let mut found = Vec::new();
        for place in places {
            let run = |authority, document, has_id| {
                let of_day = OfDay {
                    day,
                    authority,
                    document,
                    has_id,
                };
                (place, Shared::Day(of_day))
            };
            let together = ids.iter().map(|has_id| run(None, None, *has_id));
            let authorities = match self.authorities(asked, &together.collect::<Vec<_>>()) {
                None => vec![None],
                Some(own) => own.into_iter().map(Some).collect(),
            };
            for authority in authorities {
                let of_documents = documents
                    .iter()
                    .flat_map(|document| ids.iter().map(move |has_id| run(authority, *document, *has_id)));
                found.extend(self.present(of_documents));
            }
        }
        found
    }

    /// The records that stay, by the days from which they stand, which the row would name were they not of two decisions or beside
    /// another name.
    fn perhaps(&self, asked: &Asked, stays: &dyn Fn(u32) -> Option<u32>) -> BTreeMap<Option<Date>, Left> {
        let of_document = self.of_document(asked, asked.all_places());
        let keys = { of_document.into_iter() }.chain(self.of_day(asked, asked.all_places()));
        let members = keys.flat_map(|(place, shared)| self.members.sharing(place, shared));
        let each: BTreeMap<u32, Option<Date>> =
            members.map(|member| (member.number, member.date())).collect();
        let mut found: BTreeMap<Option<Date>, Left> = BTreeMap::new();
        for (number, date) in each {
            if let Some(at) = stays(number) {
                found.entry(date).or_default().add(at);
            }
        }
        found
    }

    /// The subject's records, where all are surely its own and speak of one decision: a row that could not be read may stand
    /// beside its own record. Of too many it is not sure.
    fn only(&self, asked: &Asked) -> Vec<&Member> {
        let (mut found, mut decision) = (Vec::new(), None);
        for reached in &asked.places {
            if reached.compared > EACH {
                return Vec::new();
            }
            for member in self.members.at(reached.place) {
                let is_sure = match reached.sureness {
                    Sureness::Sure => true,
                    Sureness::ByNumber => member.places.iter().any(|own| asked.beside_name.contains(own)),
                    Sureness::ByName => false,
                    Sureness::ByFirstName => {
                        asked.first_name.is_some() && asked.first_name == member.first_name
                    }
                };
                let own = member
                    .decision
                    .filter(|_| is_sure && self.is_likely(asked, member));
                if own.is_none() || decision.is_some_and(|first| own != Some(first)) {
                    return Vec::new();
                }
                decision = own;
                found.push(member);
            }
        }
        found
    }

    /// Whether nothing speaks against it that the row means a record of its subject.
    fn is_likely(&self, asked: &Asked, member: &Member) -> bool {
        let may_be = self.may_be.get(asked.authority as usize).and_then(Option::as_ref);
        may_be.is_none_or(|may_be| may_be.binary_search(&member.authority).is_ok())
            && !speaks_against(asked.record_id, member.record_id)
            && !speaks_against(asked.document, member.document)
    }

    /// The candidates that go, each with a row that takes it; the first is among them.
    pub(super) fn targets(&self) -> Vec<(u32, u32)> {
        let mut runs: HashMap<Key, Vec<Dated>> = HashMap::default();
        let mut found = Vec::new();
        for Question { asked, rows } in &self.questions {
            let taking = { rows.iter() }.filter_map(|row| row.until().map(|until| until.of(row.number)));
            let keys = match asked.force {
                Force::Unclear => continue,
                Force::Ends => self.named(asked),
                Force::Outweighs => {
                    let identity = asked.identity.into_iter();
                    let places = asked.own_places();
                    let own = identity.flat_map(|identity| {
                        places
                            .clone()
                            .map(move |place| (place, Shared::Identity(identity)))
                    });
                    self.present(own)
                }
            };
            if keys.is_empty() && asked.force == Force::Ends && asked.names_no_record {
                let only = self.only(asked).into_iter().map(Member::dated);
                found.extend(takers(taking.collect(), only.collect()));
                continue;
            }
            for key in keys {
                runs.entry(key).or_default().extend(taking.clone());
            }
        }
        for ((place, shared), rows) in runs {
            let records = self.members.sharing(place, shared).map(Member::dated);
            found.extend(takers(rows, records.collect()));
        }
        found
    }

    /// The idle rows that may have meant records which stay. `stays` tells which are left, and what stands for them where they
    /// are counted.
    pub(super) fn unreached(
        &self,
        is_idle: &dyn Fn(&Withdrawn) -> bool,
        stays: &dyn Fn(u32) -> Option<u32>,
    ) -> Vec<(&'r Withdrawn, Left)> {
        let mut waiting: Vec<(&Asked, Vec<Waiting<'r>>)> = Vec::new();
        let mut found = Vec::new();
        for Question { asked, rows } in &self.questions {
            let rows: Vec<&'r Withdrawn> = rows.iter().copied().filter(|row| is_idle(row)).collect();
            if rows.is_empty() {
                continue;
            }
            match asked.force {
                Force::Outweighs => {}
                Force::Unclear => {
                    let by_id = self.by_id(asked);
                    if by_id.is_empty() {
                        waiting.push((
                            asked,
                            rows.into_iter().map(|row| Waiting::of(None, row)).collect(),
                        ));
                        continue;
                    }
                    let members = by_id
                        .into_iter()
                        .flat_map(|(place, shared)| self.members.sharing(place, shared));
                    let mut numbers: Vec<u32> = members.map(|member| member.number).collect();
                    numbers.sort_unstable();
                    numbers.dedup();
                    let mut left = Left::default();
                    numbers.into_iter().filter_map(stays).for_each(|at| left.add(at));
                    found.extend(rows.into_iter().map(|row| (row, left.clone())));
                }
                // It belongs to a record, which it ended, or which is later than itself.
                Force::Ends if self.names(asked) => {}
                // A row that names no day may mean every record.
                Force::Ends => {
                    let perhaps = self.perhaps(asked, stays);
                    let rows = rows.into_iter().map(|row| {
                        let day = row.own_date();
                        Waiting::of(day, row).beside(perhaps.get(&day))
                    });
                    waiting.push((asked, rows.collect()));
                }
            }
        }
        found.extend(self.members.tell(waiting, stays));
        found
    }
}
