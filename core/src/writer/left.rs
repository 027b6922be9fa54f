//! What is told of rows that took nothing: the records that stay and that they may have meant.

use super::asked::{Asked, Place, Reached};
use super::members::{ANYWHERE, Member, Members, Shared};
use super::questions::EACH;
use super::withdrawn::Withdrawn;
use crate::date::Date;
use crate::record::Force;
use std::collections::{BTreeMap, BTreeSet};

/// A row that took nothing and may have meant records before its day; all, where it names none.
pub(super) struct Waiting<'r> {
    day: Option<Date>,
    row: &'r Withdrawn,
    left: Left,
    /// How many of those are counted twice
    twice: u64,
}

impl<'r> Waiting<'r> {
    pub(super) fn of(day: Option<Date>, row: &'r Withdrawn) -> Self {
        Self {
            day,
            row,
            left: Left::default(),
            twice: 0,
        }
    }

    /// With what stays of its own day and may be meant, which is not behind it.
    pub(super) fn beside(mut self, left: Option<&Left>) -> Self {
        if let Some(left) = left.filter(|_| self.day.is_some()) {
            self.left.join(left);
        }
        self
    }

    /// Rows that name no day stand behind all others.
    fn place(&self) -> (bool, Option<Date>, u32) {
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
    const NAMED: usize = 10;

    fn join(&mut self, other: &Self) {
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

/// The day of a record that stays, and what stands for it where it is counted.
type Still<'s> = &'s dyn Fn(&Member) -> Option<(Option<Date>, u32)>;

impl Members {
    /// Tells rows of the records that stay and are of an earlier day: the subject's, and those of whomever that have its record
    /// id. Where most of them stand they are counted once for all rows; to these come those that stand elsewhere, of each
    /// place the first thousand.
    pub(super) fn tell<'r>(
        &self,
        questions: Vec<(&Asked, Vec<Waiting<'r>>)>,
        stays: &dyn Fn(u32) -> Option<u32>,
    ) -> Vec<(&'r Withdrawn, Left)> {
        let mut waiting: Vec<Waiting<'r>> = Vec::new();
        let mut by_places: BTreeMap<(&[Reached], Option<u32>), Vec<usize>> = BTreeMap::new();
        for (asked, rows) in questions {
            let alike = by_places.entry((&asked.places, asked.known_id())).or_default();
            alike.extend(waiting.len()..waiting.len() + rows.len());
            waiting.extend(rows);
        }
        let still = |member: &Member| Some((member.date(), stays(member.number)?));
        let mut by_place: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
        for ((places, id), rows) in by_places {
            let most = self.most(places);
            let (there, elsewhere): (Vec<&Reached>, Vec<&Reached>) =
                places.iter().partition(|reached| Some(reached.name) == most);
            for reached in &there {
                by_place.entry(reached.place).or_default().extend(&rows);
            }
            let mut seen: Vec<Place> = there.iter().map(|reached| reached.place).collect();
            let mut others = Vec::new();
            for reached in elsewhere {
                let is_new = |member: &&Member| !member.places.iter().any(|place| seen.contains(place));
                let members = self.at(reached.place).take(EACH).filter(is_new);
                others.extend(members.filter_map(still));
                seen.push(reached.place);
            }
            // They come again with all that have the id.
            let twice = self.dates_with_id(places, id, &still);
            for row in &rows {
                let row = &mut waiting[*row];
                if row.row.force == Force::Ends {
                    row.twice = twice.partition_point(|date| row.is_behind(*date)) as u64;
                }
            }
            tell(&mut waiting, rows, others);
        }
        for (place, rows) in by_place {
            tell(&mut waiting, rows, self.at(place).filter_map(still).collect());
        }
        self.tell_by_id(&mut waiting, &still);
        let told = waiting.into_iter().map(|mut row| {
            row.left.count = row.left.count.saturating_sub(row.twice);
            (row.row, row.left)
        });
        told.collect()
    }

    /// Tells rows of the records of whomever that have their record ids.
    fn tell_by_id(&self, waiting: &mut [Waiting<'_>], still: Still<'_>) {
        let mut by_id: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, row) in waiting.iter().enumerate() {
            let row = Some(row.row).filter(|row| row.force == Force::Ends);
            let id = row.and_then(|row| self.terms.get(row.record_id()?));
            id.into_iter()
                .for_each(|id| by_id.entry(*id).or_default().push(at));
        }
        for (id, rows) in by_id {
            let members = self.sharing(ANYWHERE, Shared::Id(id));
            tell(waiting, rows, members.filter_map(still).collect());
        }
    }

    /// The dates of a subject's records with an id that stay, in their order.
    fn dates_with_id(&self, places: &[Reached], id: Option<u32>, still: Still<'_>) -> Vec<Option<Date>> {
        let places = places.iter().map(|reached| reached.place);
        let places = places.filter(|place| *place != ANYWHERE);
        let found = id.into_iter().flat_map(|id| {
            places
                .clone()
                .flat_map(move |place| self.sharing(place, Shared::Id(id)))
        });
        let each: BTreeMap<u32, &Member> = found.map(|member| (member.number, member)).collect();
        let mut dates: Vec<Option<Date>> = each
            .into_values()
            .filter_map(still)
            .map(|(date, _)| date)
            .collect();
        dates.sort_unstable();
        dates
    }

    /// By what most of the records are found that a row finds: a name, or `None` for its number.
    fn most(&self, places: &[Reached]) -> Option<Option<u32>> {
        let mut counts: BTreeMap<Option<u32>, usize> = BTreeMap::new();
        for reached in places {
            *counts.entry(reached.name).or_default() += self.at(reached.place).len();
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        most.map(|(name, _)| name)
    }
}

/// Tells the rows of these numbers of those of these records that are before their days: each record and each row is passed
/// once.
fn tell(waiting: &mut [Waiting<'_>], mut rows: Vec<usize>, mut still: Vec<(Option<Date>, u32)>) {
    rows.sort_unstable_by_key(|row| waiting[*row].place());
    still.sort_unstable();
    let (mut left, mut behind) = (Left::default(), still.iter().peekable());
    for row in rows {
        let row = &mut waiting[row];
        while let Some((_, at)) = behind.next_if(|(date, _)| row.is_behind(*date)) {
            left.add(*at);
        }
        row.left.join(&left);
    }
}
