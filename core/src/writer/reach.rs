//! Which records the rows that are left out reach. Rows of one subject and list are taken together, and what they may
//! mean is indexed once for all of them; what a number alone tells is indexed once for all rows with that number, whatever
//! names they have. Else a feed in which one subject stands often would cost the square of its rows.

use super::members::{Left, Member, Members, Waiting, date, tell};
use super::seek::Index;
use super::withdrawn::{Listed, Withdrawn};
use crate::record::Force;
use std::collections::BTreeMap;

/// What is known of a candidate, and whether its day of listing is.
pub(super) type Give<'g> = dyn FnMut(u32, &mut dyn FnMut(&Listed<'_>, bool)) + 'g;

/// Rows that have one number and list, by the names that they have.
pub(super) struct Numbered<'w> {
    pub(super) groups: Vec<Vec<&'w Withdrawn>>,
}

/// The records of which a number alone tells whether they are the subject's.
pub(super) struct Shared {
    members: Members,
    /// The candidates that are told, in order
    told: Vec<u32>,
    /// Whether the rows have several names, so that anything is shared
    is_used: bool,
}

impl Shared {
    pub(super) fn of(rows: &Numbered<'_>, index: &Index, give: &mut Give<'_>) -> Self {
        let mut shared = Self {
            members: Members::default(),
            told: Vec::new(),
            is_used: rows.groups.len() > 1,
        };
        let first = rows.groups.first().and_then(|rows| rows.first());
        let Some(first) = first.filter(|_| shared.is_used) else {
            return shared;
        };
        let Shared { members, told, .. } = &mut shared;
        for number in index.of_number(first) {
            give(number, &mut |listed, is_dated| {
                if !first.is_of_list(listed.record) {
                    return;
                }
                let same = match first.sameness_by_number(listed) {
                    Some(same) => {
                        told.push(number);
                        same
                    }
                    // Their names tell; to rows that have none of these they are of another subject.
                    None => None,
                };
                members.add(first, number, listed, is_dated, same, same.is_some());
            });
        }
        shared
    }

    /// Tells all rows that wait of the records that stay.
    pub(super) fn tell(&self, waiting: &mut [Waiting<'_>], stays: &dyn Fn(u32) -> Option<u32>) {
        self.members.tell(waiting, stays);
    }
}

/// The records of a list that the rows of one subject may be about.
pub(super) struct Crowd<'s> {
    shared: &'s Members,
    own: Members,
}

/// Tells rows that wait of all records that have their record ids and stay, of whomever they are. Each id is looked up once:
/// some tables have the same one in every row.
pub(super) fn tell_numbered(
    waiting: &mut [Waiting<'_>],
    index: &Index,
    give: &mut Give<'_>,
    stays: &dyn Fn(u32) -> Option<u32>,
) {
    let mut by_id: BTreeMap<_, Vec<&mut Waiting<'_>>> = BTreeMap::new();
    for row in waiting.iter_mut().filter(|row| row.row.force == Force::Ends) {
        if let Some(id) = row.row.record_id() {
            by_id.entry((id, row.row.list())).or_default().push(row);
        }
    }
    for ((id, _), mut rows) in by_id {
        let Some(first) = rows.first().map(|row| row.row) else {
            continue;
        };
        let mut still = Vec::new();
        for number in index.of_group(first.group) {
            give(number, &mut |listed, _| {
                let record = listed.record;
                let is_one = first.is_of_list(record) && record.record_id.as_deref() == Some(id);
                if let Some(at) = stays(number).filter(|_| is_one) {
                    still.push((date(record.decided_on, record.listed_on), at));
                }
            });
        }
        still.sort_unstable();
        rows.sort_unstable_by_key(|row| row.place());
        tell(&mut rows, &still);
        for row in rows {
            row.left.count = row.left.count.saturating_sub(row.twice);
        }
    }
}

/// Whether nothing tells that these records, of one place, speak of more than one decision.
fn are_one(members: &[&Member]) -> bool {
    let Some((first, rest)) = members.split_first() else {
        return true;
    };
    rest.iter().all(|other| {
        let ids = first.record_id.zip(other.record_id);
        first.document == other.document && ids.is_none_or(|(one, other)| one == other)
    })
}

impl<'s> Crowd<'s> {
    pub(super) fn of(rows: &[&Withdrawn], index: &Index, shared: &'s Shared, give: &mut Give<'_>) -> Self {
        let mut own = Members::default();
        if let Some(first) = rows.first() {
            for number in index.about(rows, shared.is_used) {
                if shared.told.binary_search(&number).is_ok() {
                    continue;
                }
                give(number, &mut |listed, is_dated| {
                    if first.is_of_list(listed.record) {
                        let (same, may_be) = (first.subject_of(listed), !first.is_of_another(listed));
                        own.add(first, number, listed, is_dated, same, may_be);
                    }
                });
            }
        }
        Self {
            shared: &shared.members,
            own,
        }
    }

    fn both(&self) -> [&Members; 2] {
        [self.shared, &self.own]
    }

    fn by_id(&self, row: &Withdrawn) -> Vec<&Member> {
        let both = self.both().into_iter();
        both.flat_map(|members| members.by_id(row)).collect()
    }

    /// The records that the row names, the surest way first.
    fn named(&self, row: &Withdrawn) -> Vec<&Member> {
        let by_id = self.by_id(row);
        if !by_id.is_empty() {
            return by_id;
        }
        let both = self.both().into_iter();
        let by_document: Vec<&Member> = both.flat_map(|members| members.by_document(row)).collect();
        if !by_document.is_empty() {
            return by_document;
        }
        self.by_day(row)
    }

    /// The records of the day that the row names; none where they are of two decisions, as a day names neither then.
    fn by_day(&self, row: &Withdrawn) -> Vec<&Member> {
        let [mut shared, own] = self.both().map(|members| members.by_day(row));
        // What stands in two places has no words in common by which it could be told.
        let is_told = |member: &&Member| member.document.is_some() || member.record_id.is_some();
        let are_told = !shared.is_empty() && !own.is_empty() && shared.iter().chain(&own).any(is_told);
        if are_told || ![&shared, &own].iter().all(|members| are_one(members)) {
            return Vec::new();
        }
        shared.extend(own);
        shared
    }

    /// Whether the row names a record.
    pub(super) fn names(&self, row: &Withdrawn) -> bool {
        !self.named(row).is_empty()
    }

    /// The subject's records, where all speak of one decision: a row that could not be read may stand beside its own record.
    fn only(&self, row: &Withdrawn) -> Vec<&Member> {
        let both = self.both();
        let is_one = self.shared.decisions.are_one(&self.own.decisions);
        match is_one && both.iter().all(|members| members.are_likely(row)) {
            true => both.into_iter().flat_map(Members::of_subject).collect(),
            false => Vec::new(),
        }
    }

    /// The candidates that go.
    pub(super) fn targets(&self, row: &Withdrawn) -> Vec<u32> {
        let found = match row.force {
            Force::Unclear => Vec::new(),
            Force::Outweighs => {
                let both = self.both().into_iter();
                let own = both.flat_map(|members| members.by_identity(row));
                let mut found: Vec<&Member> = own.chain(self.by_id(row)).collect();
                found.retain(|member| row.outweighs(member.decided_on));
                found
            }
            Force::Ends => {
                let mut named = self.named(row);
                if named.is_empty() && row.names_no_record() {
                    named = self.only(row);
                }
                named.retain(|member| !row.is_before(member.decided_on, member.listed_on));
                named
            }
        };
        let mut numbers: Vec<u32> = found.into_iter().map(|member| member.number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// The rows, which took none, that may have meant records which stay; those that wait are still to be told of what is
    /// shared. `stays` tells which are left, and what stands for them where they are counted.
    pub(super) fn unreached<'r>(
        &self,
        rows: &[&'r Withdrawn],
        stays: &dyn Fn(u32) -> Option<u32>,
        waiting: &mut Vec<Waiting<'r>>,
    ) -> Vec<(&'r Withdrawn, Left)> {
        let mut own: Vec<Waiting<'r>> = Vec::new();
        let mut found = Vec::new();
        for row in rows.iter().copied() {
            match row.force {
                Force::Outweighs => {}
                Force::Unclear => {
                    let by_id = self.by_id(row);
                    if by_id.is_empty() {
                        own.push(Waiting::of(None, row));
                        continue;
                    }
                    let mut left = Left::default();
                    let numbers = by_id.into_iter().map(|member| member.number);
                    numbers.filter_map(stays).for_each(|at| left.add(at));
                    found.push((row, left));
                }
                // It belongs to a record, which it ended, or which is later than itself.
                Force::Ends if self.names(row) => {}
                // A row that names no day may mean every record.
                Force::Ends => own.push(Waiting::of(row.own_date(), row)),
            }
        }
        self.own.tell(&mut own, stays);
        for row in &mut own {
            let both = self.both().into_iter();
            row.twice = both.map(|members| members.counted_with_id(row, stays)).sum();
        }
        waiting.append(&mut own);
        found
    }
}
