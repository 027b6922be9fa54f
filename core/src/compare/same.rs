//! One record that stands in several snapshots is one finding.

use super::judged::Judged;
use crate::order;
use crate::roster::Telling;
use core::cmp::Ordering;
use core::mem::take;

/// Joins findings of one subject and one list whose records tell the same, from different snapshots. The strictest of
/// them stays, so that joining makes nothing milder, and tells where all stand.
pub(super) fn join(findings: &mut Vec<Judged<'_>>) {
    let mut all: Vec<_> = take(findings)
        .into_iter()
        .map(|found| (found.candidate.telling(), found))
        .collect();
    order::sort_by(&mut all, |one, other| {
        same(one, other).then_with(|| strictness(&one.1).cmp(&strictness(&other.1)))
    });
    let mut last: Option<Option<Telling>> = None;
    for (telling, found) in all {
        let joins = last.as_ref() == Some(&telling)
            && telling.is_some()
            && findings.last().is_some_and(|kept| {
                kept.subject == found.subject
                    && kept.list.code == found.list.code
                    && !kept.sources.contains(&found.source)
            });
        match findings.last_mut().filter(|_| joins) {
            Some(kept) => {
                kept.sources.push(found.source);
                order::sort(&mut kept.sources);
            }
            None => findings.push(found),
        }
        last = Some(telling);
    }
    // As they were reached: by subject, then in the order of the snapshots.
    order::sort_by(findings, |one, other| {
        (one.subject, one.source).cmp(&(other.subject, other.source))
    });
}

fn same(one: &(Option<Telling>, Judged<'_>), other: &(Option<Telling>, Judged<'_>)) -> Ordering {
    let key = |(telling, found): &(Option<Telling>, Judged<'_>)| {
        (found.subject, found.list.code.clone(), telling.clone())
    };
    key(one).cmp(&key(other))
}

/// The strictest first, then the surest, then the snapshot that was named first.
fn strictness(found: &Judged<'_>) -> impl Ord + use<> {
    let effect = found.judgement.effect;
    (effect.is_none(), effect, found.candidate.grade, found.source)
}
