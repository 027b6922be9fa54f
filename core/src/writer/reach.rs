//! Which records the rows that are left out reach. Rows of one subject and list are taken together, and what they may
//! mean is indexed once for all of them: else a feed in which one subject stands often would cost the square of its rows.

use super::same::{Authorities, Sameness};
use super::withdrawn::{Listed, Withdrawn, folded_number};
use crate::date::Date;
use crate::record::Force;
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeSet;

/// A record that rows of one subject and list may be about, as far as they are compared with it.
struct Member {
    number: u32,
    same: Option<Sameness>,
    /// Whether the rows could mean it by its number alone
    may_be: bool,
    record_id: Option<u32>,
    /// Folded
    document: Option<u32>,
    authority: u32,
    decided_on: Option<Date>,
    listed_on: Date,
}

/// The records of a list that the rows of one subject may be about.
pub(super) struct Crowd {
    members: Vec<Member>,
    terms: HashMap<String, u32>,
    authorities: Authorities,
    by_id: HashMap<u32, Vec<u32>>,
    by_document: HashMap<u32, Vec<u32>>,
    by_day: HashMap<(Date, u32), Vec<u32>>,
    by_day_and_document: HashMap<(Date, Option<u32>), Vec<u32>>,
    by_identity: HashMap<Vec<u8>, Vec<u32>>,
    /// Whether all that are its subject's surely are, name their day, and speak of one decision
    is_one: bool,
}

impl Crowd {
    /// `listed` gives what is known of a candidate, and whether its day of listing is.
    pub(super) fn of(
        rows: &[&Withdrawn],
        about: &[u32],
        mut listed: impl FnMut(u32, &mut dyn FnMut(&Listed<'_>, bool)),
    ) -> Self {
        let mut crowd = Self {
            members: Vec::new(),
            terms: HashMap::default(),
            authorities: Authorities::default(),
            by_id: HashMap::default(),
            by_document: HashMap::default(),
            by_day: HashMap::default(),
            by_day_and_document: HashMap::default(),
            by_identity: HashMap::default(),
            is_one: true,
        };
        let Some(first) = rows.first() else { return crowd };
        let outweighs = rows.iter().any(|row| row.force == Force::Outweighs);
        let mut decision: Option<Vec<u8>> = None;
        for &number in about {
            listed(number, &mut |listed, is_dated| {
                let record = listed.record;
                if !first.is_of_list(record) {
                    return;
                }
                let at = crowd.members.len() as u32;
                let same = first.subject_of(listed);
                let member = Member {
                    number,
                    same,
                    may_be: !first.is_of_another(listed),
                    record_id: record.record_id.as_deref().map(|text| crowd.term(text)),
                    document: record
                        .document_no
                        .as_deref()
                        .and_then(folded_number)
                        .map(|text| crowd.term(&text)),
                    authority: crowd.authorities.add(&record.authority),
                    decided_on: record.decided_on,
                    listed_on: record.listed_on,
                };
                if let Some(id) = member.record_id {
                    crowd.by_id.entry(id).or_default().push(at);
                }
                if let Some(same) = same {
                    if let Some(document) = member.document {
                        crowd.by_document.entry(document).or_default().push(at);
                    }
                    let (day, authority) = (member.listed_on, member.authority);
                    crowd.by_day.entry((day, authority)).or_default().push(at);
                    let of_day = crowd.by_day_and_document.entry((day, member.document));
                    of_day.or_default().push(at);
                    if outweighs {
                        let identity = Withdrawn::identity_of(listed);
                        crowd.by_identity.entry(identity).or_default().push(at);
                    }
                    crowd.is_one &= same == Sameness::Sure && is_dated;
                    if crowd.is_one {
                        let other = first.decision_of(record);
                        crowd.is_one = *decision.get_or_insert_with(|| other.clone()) == other;
                    }
                }
                crowd.members.push(member);
            });
        }
        crowd
    }

    fn term(&mut self, text: &str) -> u32 {
        let next = self.terms.len() as u32;
        match self.terms.get(text) {
            Some(known) => *known,
            None => *self.terms.entry(text.to_owned()).or_insert(next),
        }
    }

    fn known(&self, text: Option<&str>) -> Option<u32> {
        self.terms.get(text?).copied()
    }

    fn member(&self, at: u32) -> &Member {
        &self.members[at as usize]
    }

    fn numbers(&self, places: impl IntoIterator<Item = u32>) -> Vec<u32> {
        places.into_iter().map(|at| self.member(at).number).collect()
    }

    /// Places of the records of the row's list with its record id.
    fn with_id(&self, row: &Withdrawn) -> &[u32] {
        let id = self.known(row.record_id());
        id.and_then(|id| self.by_id.get(&id)).map_or(&[], Vec::as_slice)
    }

    /// Of these the ones of which nothing speaks against that they are meant: sources number their rows each for itself.
    fn by_id(&self, row: &Withdrawn) -> Vec<u32> {
        let places = self.with_id(row);
        if places.is_empty() {
            return Vec::new();
        }
        let document = self.known(row.decision());
        let is_numbered = |member: &Member| {
            member.may_be
                && (row.authority().may_be_key(self.authorities.key(member.authority))
                    || document.is_some() && member.document == document
                    || row.listed_on() == Some(member.listed_on))
        };
        let places = places.iter().copied();
        places.filter(|at| is_numbered(self.member(*at))).collect()
    }

    /// Places of the subject's records that the row names by its document number.
    fn by_document(&self, row: &Withdrawn) -> &[u32] {
        let document = self.known(row.decision());
        document
            .and_then(|document| self.by_document.get(&document))
            .map_or(&[], Vec::as_slice)
    }

    /// Places of the subject's records that the row's authority listed on the day that the row names.
    fn by_day(&self, row: &Withdrawn) -> Vec<u32> {
        let Some(day) = row.listed_on() else {
            return Vec::new();
        };
        let document = row.document_no().map(|text| self.known(Some(text)));
        let record_id = row.record_id().map(|text| self.known(Some(text)));
        let speaks_against = |own: Option<Option<u32>>, other: Option<u32>| {
            own.is_some_and(|own| other.is_some() && own != other)
        };
        let is_later = row.is_decided_after(day);
        let is_meant = |at: &u32| {
            let member = self.member(*at);
            !speaks_against(record_id, member.record_id)
                && (is_later || !speaks_against(document, member.document))
        };
        let mut found: Vec<u32> = match document {
            Some(own) if !is_later => {
                let keys = [Some(None), own.map(Some)].into_iter().flatten();
                let places = keys.filter_map(|key| self.by_day_and_document.get(&(day, key)));
                let is_of_authority = |at: &u32| {
                    row.authority()
                        .may_be_key(self.authorities.key(self.member(*at).authority))
                };
                places
                    .flatten()
                    .copied()
                    .filter(is_meant)
                    .filter(is_of_authority)
                    .collect()
            }
            _ => {
                let authorities = self.authorities.that_may_be(row.authority());
                let places = authorities
                    .into_iter()
                    .filter_map(|authority| self.by_day.get(&(day, authority)));
                places.flatten().copied().filter(is_meant).collect()
            }
        };
        found.sort_unstable();
        found
    }

    /// Places of the records that the row names, the surest way first.
    fn named(&self, row: &Withdrawn) -> Vec<u32> {
        let by_id = self.by_id(row);
        if !by_id.is_empty() {
            return by_id;
        }
        match self.by_document(row) {
            [] => self.by_day(row),
            found => found.to_vec(),
        }
    }

    /// Whether the row names a record.
    pub(super) fn names(&self, row: &Withdrawn) -> bool {
        !self.named(row).is_empty()
    }

    /// The subject's records, where all speak of one decision: a row that could not be read may stand beside its own record.
    fn only(&self, row: &Withdrawn) -> Vec<u32> {
        if !self.is_one {
            return Vec::new();
        }
        let document = row.document_no().map(|text| self.known(Some(text)));
        let record_id = row.record_id().map(|text| self.known(Some(text)));
        let differs = |own: Option<Option<u32>>, other: Option<u32>| {
            own.is_some_and(|own| other.is_some() && own != other)
        };
        let of_subject = || {
            (0..)
                .zip(&self.members)
                .filter(|(_, member)| member.same.is_some())
        };
        let is_likely = |member: &Member| {
            row.authority().may_be_key(self.authorities.key(member.authority))
                && !differs(record_id, member.record_id)
                && !differs(document, member.document)
        };
        match of_subject().all(|(_, member)| is_likely(member)) {
            true => of_subject().map(|(at, _)| at).collect(),
            false => Vec::new(),
        }
    }

    /// The candidates that go.
    pub(super) fn targets(&self, row: &Withdrawn) -> Vec<u32> {
        match row.force {
            Force::Unclear => Vec::new(),
            Force::Outweighs => {
                let own = self
                    .by_identity
                    .get(row.identity())
                    .into_iter()
                    .flatten()
                    .copied();
                let mut places: Vec<u32> = own.chain(self.by_id(row)).collect();
                places.retain(|at| row.outweighs(self.member(*at).decided_on));
                places.sort_unstable();
                places.dedup();
                self.numbers(places)
            }
            Force::Ends => {
                let mut named = self.named(row);
                if named.is_empty() && row.names_no_record() {
                    named = self.only(row);
                }
                named.retain(|at| {
                    let member = self.member(*at);
                    !row.is_before(member.decided_on, member.listed_on)
                });
                self.numbers(named)
            }
        }
    }

    /// The candidates that stay though one of these rows, which took none, may have meant them. `stays` tells which are
    /// left, and what stands for them where they are counted.
    pub(super) fn unreached<'r>(
        &self,
        rows: &[&'r Withdrawn],
        stays: impl Fn(u32) -> Option<u32>,
    ) -> Vec<(&'r Withdrawn, Left)> {
        let date = |member: &Member| member.decided_on.max(Some(member.listed_on));
        let of_subject = self.members.iter().filter(|member| member.same.is_some());
        let mut still: Vec<(Option<Date>, u32)> = of_subject
            .filter_map(|member| Some((date(member), stays(member.number)?)))
            .collect();
        still.sort_unstable();
        // Rows that name no day may mean every record, and so may those of which it cannot be told what they say.
        let mut of_all: Vec<&Withdrawn> = Vec::new();
        let mut until: Vec<(Date, &Withdrawn)> = Vec::new();
        let mut found = Vec::new();
        for row in rows.iter().copied() {
            match row.force {
                Force::Outweighs => {}
                Force::Unclear => {
                    let by_id = self.by_id(row);
                    if by_id.is_empty() {
                        of_all.push(row);
                        continue;
                    }
                    let mut left = Left::default();
                    let numbers = self.numbers(by_id);
                    numbers.into_iter().filter_map(&stays).for_each(|at| left.add(at));
                    found.push((row, left));
                }
                // It belongs to a record, which it ended, or which is later than itself.
                Force::Ends if self.names(row) => {}
                Force::Ends => match row.own_date() {
                    Some(day) => until.push((day, row)),
                    None => of_all.push(row),
                },
            }
        }
        until.sort_unstable_by_key(|(day, row)| (*day, row.number));
        let (mut left, mut behind) = (Left::default(), still.iter().peekable());
        let untils = until.into_iter().map(|(day, row)| (Some(day), row));
        for (day, row) in untils.chain(of_all.into_iter().map(|row| (None, row))) {
            while let Some((_, at)) = behind.next_if(|(date, _)| day.is_none() || *date < day) {
                left.add(*at);
            }
            let mut own = left.clone();
            if row.force == Force::Ends {
                // What has its number and is of another subject, as far as can be told.
                let doubtful = self.with_id(row).iter().map(|at| self.member(*at));
                let doubtful = doubtful.filter(|member| member.same.is_none());
                let doubtful = doubtful.filter(|member| day.is_none() || date(member) < day);
                doubtful
                    .filter_map(|member| stays(member.number))
                    .for_each(|at| own.add(at));
            }
            found.push((row, own));
        }
        found
    }
}

/// Records that stay: how many, and the first of them.
#[derive(Clone, Default)]
pub(super) struct Left {
    pub(super) count: u64,
    pub(super) first: BTreeSet<u32>,
}

impl Left {
    /// Most that are named for one row.
    const NAMED: usize = 100;

    fn add(&mut self, at: u32) {
        self.count += 1;
        self.first.insert(at);
        if self.first.len() > Self::NAMED {
            self.first.pop_last();
        }
    }
}
