//! Rows that could not be read and that the subject's keys reach.

use super::judged::Judged;
use crate::date::Date;
use crate::order;
use crate::policy::{ListKind, Polarity, Policy};
use crate::roster::{Answer, Grade, UnreadFound};

/// A row that may be about a subject.
pub(super) struct Unread<'a> {
    pub(super) subject: usize,
    /// The snapshot it stands in
    pub(super) source: usize,
    pub(super) list: &'a ListKind,
    /// Its row in the feed
    pub(super) row: String,
    pub(super) weight: Weight,
    /// Reached by a number that the subject's was only taken for
    is_guessed: bool,
}

impl Unread<'_> {
    /// Whether the record that the subject's own number found says more: a mistyped number of a list stands there as it is,
    /// and once more for whoever asks by what may be meant.
    pub(super) fn is_told_by(&self, found: &Judged<'_>) -> bool {
        self.is_guessed
            && found.subject == self.subject
            && found.list.code == self.list.code
            && found.candidate.grade.is_confirmed()
            && found.judgement.effect.is_some()
    }
}

/// What such a row is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// It may hold a measure against the subject, so nobody can be called clear.
    Gap,
    /// Listed, but without a measure here: as much as a record there would be
    Notice,
    /// A benefit may be missing, or another subject's branch is concerned; what else was found stands
    Mention,
}

/// The rows of an answer, by what they are worth, list and row.
pub(super) fn unread_of<'a>(
    subject: usize,
    source: usize,
    answer: &Answer<'_>,
    policy: &'a Policy,
    scenario: &str,
    on: Date,
) -> Vec<Unread<'a>> {
    let read = |found: &UnreadFound| {
        let list = policy.list(&found.list_kind)?;
        // In whatever role, and for whatever kind of subject: the row may say another.
        let mut cells = policy.measures().iter();
        let has_measure = cells.any(|cell| {
            let is_here = cell.list == list.code && cell.scenario == scenario;
            is_here && cell.enabled && cell.is_valid_on(on)
        });
        let weight = match found.grade {
            _ if list.polarity == Polarity::Red => Weight::Mention,
            Grade::BranchOfListed | Grade::ParentOfListed => Weight::Notice,
            _ if has_measure => Weight::Gap,
            _ => Weight::Notice,
        };
        Some(Unread {
            subject,
            source,
            list,
            row: found.row.clone(),
            weight,
            is_guessed: matches!(found.grade, Grade::ReadAs(_) | Grade::SimilarCode),
        })
    };
    let mut rows: Vec<_> = answer.unread.iter().filter_map(read).collect();
    let key = |row: &Unread<'_>| (row.weight, row.list.code.clone(), row.row.len(), row.row.clone());
    order::sort_by(&mut rows, |a, b| key(a).cmp(&key(b)));
    rows
}
