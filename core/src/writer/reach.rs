//! Which records the rows that are left out reach.

use super::asked::{Asked, Place, Reach, Reached};
use super::left::{Left, Waiting, tell};
use super::members::{Member, Members};
use super::withdrawn::Withdrawn;
use crate::record::Force;
use std::collections::BTreeMap;

/// Most records of one place that are compared with a row one by one.
const EACH: usize = 1000;

impl Members {
    /// The records that the row names, the surest way first.
    fn named(&self, asked: &Asked<'_>) -> Vec<&Member> {
        let ways = [Self::by_id, Self::by_document, Self::by_day];
        let found = ways.into_iter().map(|find| find(self, asked));
        { found }.find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Whether the row names a record.
    pub(super) fn names(&self, row: &Withdrawn) -> bool {
        !self.named(&self.ask(row)).is_empty()
    }

    /// The subject's records, where all are surely its own and speak of one decision: a row that could not be read may stand
    /// beside its own record. Of too many it is not sure.
    fn only(&self, asked: &Asked<'_>) -> Vec<&Member> {
        let (mut found, mut decision) = (Vec::new(), None);
        for reached in &asked.places {
            let members = self.at(reached.place);
            if !reached.is_whole && members.len() > EACH {
                return Vec::new();
            }
            for member in members {
                let Some(sameness) = self.sameness(asked, member) else {
                    continue;
                };
                let own = self.decision(asked, member, sameness);
                if own.is_none() || decision.is_some_and(|first| own != Some(first)) {
                    return Vec::new();
                }
                decision = own;
                found.push(member);
            }
        }
        found
    }

    /// The candidates that go.
    pub(super) fn targets(&self, row: &Withdrawn) -> Vec<u32> {
        let asked = &self.ask(row);
        let found = match row.force {
            Force::Unclear => Vec::new(),
            Force::Outweighs => {
                let mut found = self.by_identity(asked);
                found.extend(self.by_id(asked));
                found.retain(|member| row.outweighs(member.decided_on));
                found
            }
            Force::Ends => {
                let mut named = self.named(asked);
                if named.is_empty() && row.names_no_record() {
                    named = self.only(asked);
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

    /// The rows, which took none, that may have meant records which stay. `stays` tells which are left, and what stands for
    /// them where they are counted.
    pub(super) fn unreached<'r>(
        &self,
        rows: &[&'r Withdrawn],
        stays: &dyn Fn(u32) -> Option<u32>,
    ) -> Vec<(&'r Withdrawn, Left)> {
        let (mut waiting, mut found) = (Vec::new(), Vec::new());
        for row in rows.iter().copied() {
            match row.force {
                Force::Outweighs => {}
                Force::Unclear => {
                    let by_id = self.by_id(&self.ask(row));
                    if by_id.is_empty() {
                        waiting.push(Waiting::of(None, row));
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
                Force::Ends => waiting.push(Waiting::of(row.own_date(), row)),
            }
        }
        self.tell(&mut waiting, stays);
        found.extend(waiting.into_iter().map(|row| (row.row, row.left)));
        found
    }

    /// Tells rows of the records that stay and are of an earlier day: the subject's, and those of whomever that have its record
    /// id. Where most of them stand they are counted once for all rows; to these come those that stand elsewhere, of each
    /// place the first thousand.
    fn tell(&self, waiting: &mut [Waiting<'_>], stays: &dyn Fn(u32) -> Option<u32>) {
        let mut by_place: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
        let mut by_id: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (number, row) in waiting.iter_mut().enumerate() {
            let asked = self.ask(row.row);
            let most = self.most(&asked);
            let is_there = |reached: &&Reached| reached.is_whole && Some(reached.reach) == most;
            let mut seen: Vec<Place> = Vec::new();
            for reached in asked.places.iter().filter(is_there) {
                by_place.entry(reached.place).or_default().push(number);
                seen.push(reached.place);
            }
            for reached in asked.places.iter().filter(|reached| !is_there(reached)) {
                let members = self.at(reached.place).take(EACH);
                let is_new = |member: &&Member| !member.places.iter().any(|place| seen.contains(place));
                for member in members.filter(is_new) {
                    if row.is_behind(member.date()) && self.sameness(&asked, member).is_some() {
                        stays(member.number).into_iter().for_each(|at| row.left.add(at));
                    }
                }
                seen.push(reached.place);
            }
            if let Some(id) = asked.known_id().filter(|_| row.row.force == Force::Ends) {
                by_id.entry(id).or_default().push(number);
                // They come again with all that have the id.
                let own = self.with_id_of_subject(&asked).into_iter();
                let before = own.filter(|member| row.is_behind(member.date()));
                row.twice = before.filter(|member| stays(member.number).is_some()).count() as u64;
            }
        }
        let still = |member: &Member| Some((member.date(), stays(member.number)?));
        for (place, rows) in by_place {
            tell(waiting, rows, self.at(place).filter_map(still).collect());
        }
        for (id, rows) in by_id {
            tell(waiting, rows, self.with_id(id).filter_map(still).collect());
        }
        for row in waiting {
            row.left.count = row.left.count.saturating_sub(row.twice);
        }
    }

    /// By what most of the records are found that a row surely finds.
    fn most(&self, asked: &Asked<'_>) -> Option<Reach> {
        let mut counts: BTreeMap<Reach, usize> = BTreeMap::new();
        for reached in asked.places.iter().filter(|reached| reached.is_whole) {
            *counts.entry(reached.reach).or_default() += self.at(reached.place).len();
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        most.map(|(reach, _)| reach)
    }
}
