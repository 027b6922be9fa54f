//! Several publishers, one answer.

use super::Roster;
use crate::policy::ListKind;
use crate::subject::IdKind;
use std::sync::Arc;

/// The lists of several publishers (nation, province, city, sector), asked as one. Each roster keeps its own trust,
/// sequence, age and policy pack.
///
/// ```no_run
/// # use jrp_core::{query::Query, roster::{Roster, RosterSet}};
/// # fn example(nation: Roster<Vec<u8>>, district: Roster<Vec<u8>>, query: &Query) -> Result<(), Box<dyn std::error::Error>> {
/// let lists = RosterSet::of(nation, [district]);
/// println!("{}", lists.check(query)?.to_json());
/// # Ok(())
/// # }
/// ```
pub struct RosterSet<B> {
    first: Arc<Roster<B>>,
    others: Vec<Arc<Roster<B>>>,
}

impl<B: AsRef<[u8]>> RosterSet<B> {
    /// These rosters, in this order: the first one's policy pack says what belongs to no single snapshot. Rosters that are
    /// shared stay shared. A set of one answers as that one does.
    pub fn of<R: Into<Arc<Roster<B>>>>(first: R, others: impl IntoIterator<Item = R>) -> Self {
        Self {
            first: first.into(),
            others: others.into_iter().map(Into::into).collect(),
        }
    }

    /// The same set with a roster behind those it has.
    #[must_use]
    pub fn and(&self, roster: impl Into<Arc<Roster<B>>>) -> Self {
        let mut set = self.clone();
        set.others.push(roster.into());
        set
    }

    /// The rosters, in their order. The place of one is what `sources` of a finding counts.
    pub fn rosters(&self) -> impl Iterator<Item = &Roster<B>> {
        core::iter::once(&*self.first).chain(self.others.iter().map(|roster| &**roster))
    }

    /// The first roster, whose policy pack says what belongs to no single snapshot.
    pub fn first(&self) -> &Roster<B> {
        &self.first
    }

    /// A list kind, as the first pack has it that knows it.
    pub fn list(&self, code: &str) -> Option<&ListKind> {
        self.rosters().find_map(|roster| roster.policy().list(code))
    }

    /// Whether a record of any of them may be reached by this identifier alone; see [`Roster::may_list`].
    pub fn may_list(&self, kind: IdKind, text: &str) -> bool {
        self.rosters().any(|roster| roster.may_list(kind, text))
    }
}

impl<B> Clone for RosterSet<B> {
    fn clone(&self) -> Self {
        Self {
            first: self.first.clone(),
            others: self.others.clone(),
        }
    }
}
