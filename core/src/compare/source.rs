//! What each snapshot brings to an answer: its pack, its age, what it covers.

use super::result::{Freshness, SnapshotOfSet};
use crate::date::Date;
use crate::order;
use crate::policy::{Lang, Policy, Scenario};
use crate::roster::{self, Common, Compared, Coverage, Origin};
use crate::snapshot::{FreshnessState, Header};
use std::borrow::Cow;
use std::sync::Arc;

/// A snapshot that is asked.
pub(super) struct Source<'a> {
    pub(super) policy: &'a Policy,
    pub(super) header: &'a Header,
    pub(super) common: &'a Common,
    /// What evidence tells of its files
    pub(super) origin: &'a Arc<Origin>,
    /// The scenario and its place in this snapshot's pack, where that knows it
    pub(super) scenario: Option<(usize, &'a Scenario)>,
    pub(super) freshness: Freshness,
}

impl Source<'_> {
    /// Whether it covers anything: one that has expired, or comes from the future, does not.
    pub(super) fn counts(&self) -> bool {
        !matches!(
            self.freshness.state,
            FreshnessState::Expired | FreshnessState::Future
        )
    }
}

/// The snapshots that are asked, in the order in which they were named.
pub(super) struct Sources<'a>(Vec<Source<'a>>);

impl<'a> Sources<'a> {
    pub(super) fn new(sources: Vec<Source<'a>>) -> Self {
        Self(sources)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Source<'a>> {
        self.0.iter()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Source<'a>> {
        self.0.get(at)
    }

    pub(super) fn are_several(&self) -> bool {
        self.0.len() > 1
    }

    /// Those that cover something; all where none does, since then nothing is answered anyway.
    pub(super) fn counting(&self) -> impl Iterator<Item = &Source<'a>> {
        let none_counts = !self.iter().any(Source::counts);
        self.iter().filter(move |source| none_counts || source.counts())
    }

    /// The age of the answer: the oldest data of what counts, and the worst of their states.
    pub(super) fn freshness(&self) -> Option<Freshness> {
        let rank = |state| match state {
            FreshnessState::Fresh => 0,
            FreshnessState::Stale => 1,
            FreshnessState::Expired => 2,
            FreshnessState::Future => 3,
        };
        let ages = || self.counting().map(|source| source.freshness);
        let oldest = ages().min_by_key(|age| age.data_as_of)?;
        let worst = ages().max_by_key(|age| rank(age.state))?;
        Some(Freshness {
            state: worst.state,
            ..oldest
        })
    }

    /// Whether the lists covered are enough to say that nothing was found. Coverage adds up.
    pub(super) fn coverage(&self) -> Cow<'a, Coverage> {
        if let [source] = self.0.as_slice() {
            return source
                .scenario
                .map_or(Cow::Owned(Coverage::NoMeasures), |(at, _)| {
                    Cow::Borrowed(source.common.coverage(at))
                });
        }
        let covers =
            |source: &Source<'_>, code: &str| source.common.compared.lists.iter().any(|list| list == code);
        let is_covered = |code: &str| self.counting().any(|source| covers(source, code));
        // Places are those of the pack that speaks.
        let Some(speaker) = self.0.first() else {
            return Cow::Owned(Coverage::NoMeasures);
        };
        let place = |code: &str| speaker.policy.lists().iter().position(|list| list.code == code);
        let mut missing: Vec<&str> = Vec::new();
        let mut lists: Vec<&str> = Vec::new();
        let mut is_enough = false;
        for source in self.iter() {
            let Some((_, scenario)) = source.scenario else {
                continue;
            };
            let required = scenario.required_lists.iter().map(String::as_str);
            missing.extend(required.filter(|code| !is_covered(code)));
            let cells = source.policy.measures().iter();
            let cells = cells.filter(|cell| cell.scenario == scenario.code && cell.enabled);
            for cell in cells {
                is_enough |= source.counts() && covers(source, &cell.list);
                lists.push(&cell.list);
            }
        }
        let places = |codes: &[&str]| {
            let mut places: Vec<usize> = codes.iter().filter_map(|code| place(code)).collect();
            order::sort(&mut places);
            places.dedup();
            places
        };
        Cow::Owned(match () {
            () if !missing.is_empty() => Coverage::Lacking(places(&missing)),
            () if is_enough => Coverage::Enough,
            () if lists.is_empty() => Coverage::NoMeasures,
            () => Coverage::Lacking(places(&lists)),
        })
    }

    /// What the subjects were compared with: the lists of all that count.
    pub(super) fn compared(&self) -> Arc<Compared> {
        if let [source] = self.0.as_slice() {
            return source.common.compared.clone();
        }
        let each = || self.counting().map(|source| &source.common.compared);
        let mut lists: Vec<String> = each()
            .flat_map(|compared| compared.lists.iter().cloned())
            .collect();
        order::sort(&mut lists);
        lists.dedup();
        Arc::new(Compared {
            lists,
            records: each().map(|compared| compared.records).sum(),
        })
    }

    /// The date for which the oldest of the data stand.
    pub(super) fn data_as_of(&self) -> Option<Date> {
        self.counting().map(|source| source.header.data_as_of).min()
    }

    /// The names of lists, each as the first pack calls it that knows it.
    pub(super) fn names<'c>(&self, codes: impl Iterator<Item = &'c str>, lang: Lang) -> String {
        let kinds = codes.filter_map(|code| self.iter().find_map(|source| source.policy.list(code)));
        self.0.first().map_or_else(String::new, |speaker| {
            roster::list_names(kinds, speaker.policy, lang)
        })
    }

    /// Codes of lists that are covered and of which some rows name nobody.
    pub(super) fn incomplete(&self) -> Vec<&str> {
        let codes = |source: &Source<'a>| {
            let places = source.common.incomplete.iter();
            let lists = places.filter_map(|at| source.policy.lists().get(*at));
            lists.map(|list| list.code.as_str()).collect::<Vec<_>>()
        };
        let mut all: Vec<&str> = self.counting().flat_map(codes).collect();
        if self.are_several() {
            order::sort(&mut all);
            all.dedup();
        }
        all
    }

    /// What evidence tells of the files of all.
    pub(super) fn origin(&self) -> Arc<Origin> {
        if let [source] = self.0.as_slice() {
            return Arc::clone(source.origin);
        }
        Arc::new(Origin::joined(self.iter().map(|source| &**source.origin)))
    }

    /// Each of several, named and aged by itself.
    pub(super) fn snapshots(&self) -> Vec<SnapshotOfSet> {
        let shown = |source: &Source<'_>| {
            let echo = &source.common.snapshot;
            SnapshotOfSet {
                publisher: echo.publisher.clone(),
                sequence: echo.sequence,
                deltas: echo.deltas,
                digest: echo.digest.clone(),
                policy: echo.policy.clone(),
                freshness: source.freshness,
            }
        };
        self.iter().map(shown).collect()
    }
}
