//! Records that rows which are left out may be about, indexed by what such rows tell of them.

use super::same::{Authorities, Sameness};
use super::withdrawn::{Listed, Withdrawn, folded_number};
use crate::date::Date;
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeSet;

/// A record that rows of one subject and list may be about, as far as they are compared with it.
pub(super) struct Member {
    pub(super) number: u32,
    pub(super) same: Option<Sameness>,
    /// Whether the rows could mean it by its number alone
    pub(super) may_be: bool,
    pub(super) record_id: Option<u32>,
    /// Folded
    pub(super) document: Option<u32>,
    pub(super) authority: u32,
    pub(super) decided_on: Option<Date>,
    pub(super) listed_on: Date,
}

impl Member {
    fn date(&self) -> Option<Date> {
        date(self.decided_on, self.listed_on)
    }
}

/// The day from which a record stands.
pub(super) fn date(decided_on: Option<Date>, listed_on: Date) -> Option<Date> {
    decided_on.max(Some(listed_on))
}

/// Of how many decisions records speak that are surely their subject's and name their day.
#[derive(Clone, Default)]
pub(super) enum Decisions {
    #[default]
    None,
    One(Vec<u8>),
    /// Or something is not sure
    Several,
}

impl Decisions {
    fn join(&mut self, other: Self) {
        let joined = match (std::mem::take(self), other) {
            (Self::None, one) | (one, Self::None) => one,
            (Self::One(one), Self::One(other)) if one == other => Self::One(one),
            _ => Self::Several,
        };
        *self = joined;
    }

    /// Whether both together are one decision at most.
    pub(super) fn are_one(&self, other: &Self) -> bool {
        let mut both = self.clone();
        both.join(other.clone());
        !matches!(both, Self::Several)
    }
}

/// The records, and where those are that a row may mean.
#[derive(Default)]
pub(super) struct Members {
    all: Vec<Member>,
    terms: HashMap<String, u32>,
    authorities: Authorities,
    by_id: HashMap<u32, Vec<u32>>,
    by_document: HashMap<u32, Vec<u32>>,
    by_day: HashMap<(Date, u32), Vec<u32>>,
    by_day_and_document: HashMap<(Date, Option<u32>), Vec<u32>>,
    by_identity: HashMap<Vec<u8>, Vec<u32>>,
    pub(super) decisions: Decisions,
}

/// What a row tells of the record that it means, as the terms of one [`Members`] call it: `None` where it tells nothing,
/// `Some(None)` where none of them has that term.
struct Told {
    document: Option<Option<u32>>,
    record_id: Option<Option<u32>>,
}

impl Told {
    fn speaks_against(own: Option<Option<u32>>, other: Option<u32>) -> bool {
        own.is_some_and(|own| other.is_some() && own != other)
    }
}

impl Members {
    /// Adds a record of which it is known whether it is the subject's of the row.
    pub(super) fn add(
        &mut self,
        row: &Withdrawn,
        number: u32,
        listed: &Listed<'_>,
        is_dated: bool,
        same: Option<Sameness>,
        may_be: bool,
    ) {
        let record = listed.record;
        let at = self.all.len() as u32;
        let member = Member {
            number,
            same,
            may_be,
            record_id: record.record_id.as_deref().map(|text| self.term(text)),
            document: record
                .document_no
                .as_deref()
                .and_then(folded_number)
                .map(|text| self.term(&text)),
            authority: self.authorities.add(&record.authority),
            decided_on: record.decided_on,
            listed_on: record.listed_on,
        };
        if let Some(id) = member.record_id {
            self.by_id.entry(id).or_default().push(at);
        }
        if let Some(same) = same {
            if let Some(document) = member.document {
                self.by_document.entry(document).or_default().push(at);
            }
            let (day, authority) = (member.listed_on, member.authority);
            self.by_day.entry((day, authority)).or_default().push(at);
            let of_day = self.by_day_and_document.entry((day, member.document));
            of_day.or_default().push(at);
            let identity = Withdrawn::identity_of(listed);
            self.by_identity.entry(identity).or_default().push(at);
            self.decisions.join(match same == Sameness::Sure && is_dated {
                true => Decisions::One(row.decision_of(record)),
                false => Decisions::Several,
            });
        }
        self.all.push(member);
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

    fn members<'m>(&'m self, places: Option<&'m Vec<u32>>) -> impl Iterator<Item = &'m Member> {
        let places = places.into_iter().flatten();
        places.map(|at| &self.all[*at as usize])
    }

    fn told(&self, row: &Withdrawn) -> Told {
        Told {
            document: row.document_no().map(|text| self.known(Some(text))),
            record_id: row.record_id().map(|text| self.known(Some(text))),
        }
    }

    fn is_of_authority(&self, row: &Withdrawn, member: &Member) -> bool {
        row.authority().may_be_key(self.authorities.key(member.authority))
    }

    /// Those that are the subject's.
    pub(super) fn of_subject(&self) -> impl Iterator<Item = &Member> {
        self.all.iter().filter(|member| member.same.is_some())
    }

    /// The records of the row's list with its record id.
    pub(super) fn with_id(&self, row: &Withdrawn) -> impl Iterator<Item = &Member> {
        let id = self.known(row.record_id());
        self.members(id.and_then(|id| self.by_id.get(&id)))
    }

    /// Of these the ones of which nothing speaks against that they are meant: sources number their rows each for itself.
    pub(super) fn by_id(&self, row: &Withdrawn) -> impl Iterator<Item = &Member> {
        let document = self.known(row.decision());
        self.with_id(row).filter(move |member| {
            member.may_be
                && (self.is_of_authority(row, member)
                    || document.is_some() && member.document == document
                    || row.listed_on() == Some(member.listed_on))
        })
    }

    /// The subject's records that the row names by its document number.
    pub(super) fn by_document(&self, row: &Withdrawn) -> impl Iterator<Item = &Member> {
        let document = self.known(row.decision());
        self.members(document.and_then(|document| self.by_document.get(&document)))
    }

    /// The subject's records that the row's authority listed on the day that the row names.
    pub(super) fn by_day(&self, row: &Withdrawn) -> Vec<&Member> {
        let Some(day) = row.listed_on() else {
            return Vec::new();
        };
        let told = self.told(row);
        let is_later = row.is_decided_after(day);
        let is_meant = |member: &&Member| {
            !Told::speaks_against(told.record_id, member.record_id)
                && (is_later || !Told::speaks_against(told.document, member.document))
        };
        match told.document {
            Some(own) if !is_later => {
                let keys = [Some(None), own.map(Some)].into_iter().flatten();
                let places = keys.map(|key| self.by_day_and_document.get(&(day, key)));
                let members = places.flat_map(|places| self.members(places));
                let members = members.filter(is_meant);
                members
                    .filter(|member| self.is_of_authority(row, member))
                    .collect()
            }
            _ => {
                let authorities = self.authorities.that_may_be(row.authority()).into_iter();
                let places = authorities.map(|authority| self.by_day.get(&(day, authority)));
                let members = places.flat_map(|places| self.members(places));
                members.filter(is_meant).collect()
            }
        }
    }

    /// The records that have the identity that a record of the row would have.
    pub(super) fn by_identity(&self, row: &Withdrawn) -> impl Iterator<Item = &Member> {
        self.members(self.by_identity.get(row.identity()))
    }

    /// Whether nothing speaks against that the row means each of the subject's records.
    pub(super) fn are_likely(&self, row: &Withdrawn) -> bool {
        let told = self.told(row);
        self.of_subject().all(|member| {
            self.is_of_authority(row, member)
                && !Told::speaks_against(told.record_id, member.record_id)
                && !Told::speaks_against(told.document, member.document)
        })
    }

    /// Tells rows that wait of the subject's records that stay and are of an earlier day.
    pub(super) fn tell(&self, waiting: &mut [Waiting<'_>], stays: &dyn Fn(u32) -> Option<u32>) {
        let mut still: Vec<(Option<Date>, u32)> = self
            .of_subject()
            .filter_map(|member| Some((member.date(), stays(member.number)?)))
            .collect();
        still.sort_unstable();
        let mut waiting: Vec<&mut Waiting<'_>> = waiting.iter_mut().collect();
        waiting.sort_unstable_by_key(|row| row.place());
        tell(&mut waiting, &still);
    }

    /// How many of the subject's records before a row have its record id and stay.
    pub(super) fn counted_with_id(&self, row: &Waiting<'_>, stays: &dyn Fn(u32) -> Option<u32>) -> u64 {
        let of_subject = self.with_id(row.row).filter(|member| member.same.is_some());
        let before = of_subject.filter(|member| row.is_behind(member.date()));
        before.filter(|member| stays(member.number).is_some()).count() as u64
    }
}

/// Tells rows that wait, which are sorted by their days, of records that stay, which are sorted by theirs.
pub(super) fn tell(waiting: &mut [&mut Waiting<'_>], still: &[(Option<Date>, u32)]) {
    let (mut left, mut behind) = (Left::default(), still.iter().peekable());
    for row in waiting {
        while let Some((_, at)) = behind.next_if(|(date, _)| row.is_behind(*date)) {
            left.add(*at);
        }
        row.left.join(&left);
    }
}

/// A row that took nothing and may have meant records before its day; all, where it names none.
pub(super) struct Waiting<'r> {
    pub(super) day: Option<Date>,
    pub(super) row: &'r Withdrawn,
    pub(super) left: Left,
    /// How many of those are told again with all that have its record id
    pub(super) twice: u64,
}

impl<'r> Waiting<'r> {
    pub(super) fn of(day: Option<Date>, row: &'r Withdrawn) -> Self {
        let left = Left::default();
        Self {
            day,
            row,
            left,
            twice: 0,
        }
    }

    /// Rows that name no day stand behind all others.
    pub(super) fn place(&self) -> (bool, Option<Date>, u32) {
        (self.day.is_none(), self.day, self.row.number)
    }

    fn is_behind(&self, date: Option<Date>) -> bool {
        self.day.is_none() || date < self.day
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

    pub(super) fn join(&mut self, other: &Self) {
        self.count += other.count;
        self.first.extend(&other.first);
        while self.first.len() > Self::NAMED {
            self.first.pop_last();
        }
    }

    pub(super) fn add(&mut self, at: u32) {
        self.count += 1;
        self.first.insert(at);
        if self.first.len() > Self::NAMED {
            self.first.pop_last();
        }
    }
}
