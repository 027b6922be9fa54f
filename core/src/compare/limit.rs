//! How much of a long answer is shown. The outcome is that of everything, however long.

use super::judged::Judged;
use crate::order;
use crate::policy::{Effect, Polarity};
use core::cmp::Ordering;

/// Most findings of an answer, and most prompts.
pub(super) const MOST: usize = 64;

/// What the outcome and the closing words need of all findings, those included that are not shown.
pub(super) struct Reached {
    /// How many there are
    pub(super) count: usize,
    /// The strictest effect of a confirmed finding
    pub(super) strictest_confirmed: Option<Effect>,
    /// The strictest effect of any
    pub(super) strictest: Option<Effect>,
    /// Whether every subject has a benefit
    pub(super) all_benefit: bool,
    /// Whether anything was confirmed
    pub(super) has_confirmed: bool,
    /// Whether something was that is not an honour
    pub(super) has_confirmed_listing: bool,
}

impl Reached {
    pub(super) fn of(findings: &[Judged<'_>], subjects: usize) -> Self {
        let confirmed = || {
            findings
                .iter()
                .filter(|found| found.candidate.grade.is_confirmed())
        };
        let mut benefits = vec![false; subjects];
        for found in findings {
            if found.judgement.effect.is_some_and(Effect::is_benefit)
                && let Some(has_benefit) = benefits.get_mut(found.subject)
            {
                *has_benefit = true;
            }
        }
        Self {
            count: findings.len(),
            strictest_confirmed: confirmed().filter_map(|found| found.judgement.effect).min(),
            strictest: findings.iter().filter_map(|found| found.judgement.effect).min(),
            all_benefit: benefits.iter().all(|has_benefit| *has_benefit),
            has_confirmed: confirmed().next().is_some(),
            has_confirmed_listing: confirmed().any(|found| found.list.polarity != Polarity::Red),
        }
    }
}

/// The findings that are shown: strictest first, then list code, listing date, record id. Record ids are read only of
/// findings that nothing else tells apart.
pub(super) fn keep_strictest(findings: &mut Vec<Judged<'_>>) {
    order::sort_by(findings, cmp);
    let mut sorted = Vec::with_capacity(findings.len().min(MOST));
    let mut rest = core::mem::take(findings).into_iter().peekable();
    while let Some(first) = rest.next().filter(|_| sorted.len() < MOST) {
        let mut alike = vec![first];
        while let Some(next) = rest.next_if(|next| alike.last().is_some_and(|last| cmp(last, next).is_eq())) {
            alike.push(next);
        }
        if alike.len() > 1 {
            let mut named: Vec<_> = alike
                .into_iter()
                .map(|found| {
                    // Whatever the layers are, what differs is shown in one order: first by the record id.
                    let facts = &found.candidate.facts;
                    let state = (facts.status, facts.severity);
                    let ends = (facts.publish_until, facts.effective_until);
                    ((found.candidate.details(), state, ends), found)
                })
                .collect();
            order::sort_by(&mut named, |(one, _), (other, _)| one.cmp(other));
            alike = named.into_iter().map(|(_, found)| found).collect();
        }
        sorted.extend(alike);
    }
    sorted.truncate(MOST);
    *findings = sorted;
}

fn cmp(one: &Judged<'_>, other: &Judged<'_>) -> Ordering {
    let rank = |found: &Judged<'_>| {
        let effect = found.judgement.effect;
        (effect.is_none(), effect)
    };
    let facts = |found: &Judged<'_>| found.candidate.facts.listed_on;
    rank(one)
        .cmp(&rank(other))
        .then_with(|| one.list.code.cmp(&other.list.code))
        .then_with(|| facts(one).cmp(&facts(other)))
}
