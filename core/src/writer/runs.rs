//! Records that have something in common, and whether they speak of one decision.

use super::members::Member;
use crate::date::Date;

/// Records in the order in which they came, with what tells whether they are of one decision.
#[derive(Default)]
pub(super) struct Run {
    members: Vec<u32>,
    documents: Different<Option<u32>>,
    ids: Different<u32>,
    days: Different<Option<Option<Date>>>,
}

/// The first of many, and the first other one.
struct Different<T>(Option<T>, Option<T>);

impl<T> Default for Different<T> {
    fn default() -> Self {
        Self(None, None)
    }
}

impl<T: PartialEq + Copy> Different<T> {
    fn add(&mut self, value: T) {
        match self {
            Self(first @ None, _) => *first = Some(value),
            Self(Some(first), other @ None) if *first != value => *other = Some(value),
            _ => {}
        }
    }

    fn are(&self, only: T) -> bool {
        self.0.is_none_or(|first| first == only) && self.1.is_none()
    }
}

impl Run {
    pub(super) fn push(&mut self, at: u32, member: &Member) {
        self.members.push(at);
        self.documents.add(member.document);
        member.record_id.into_iter().for_each(|id| self.ids.add(id));
        self.days.add(member.told_by_day);
    }

    pub(super) fn members(&self) -> &[u32] {
        &self.members
    }

    /// Whether nothing tells that the records of these runs, of which this one is the first, speak of more than one decision.
    pub(super) fn are_one(runs: &[&Self], first: &Member) -> bool {
        runs.iter().all(|run| {
            let is_of_id = first.record_id.is_none_or(|id| run.ids.are(id));
            run.documents.are(first.document) && run.days.are(first.told_by_day) && is_of_id
        })
    }
}
