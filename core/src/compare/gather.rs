//! What every snapshot says of every subject.

use super::gap::{self, Gap};
use super::judged::{Judged, judged};
use super::source::{Source, Sources};
use super::unread::{Unread, unread_of};
use crate::date::Date;
use crate::query::{Query, Subject};
use crate::roster::{Answer, Roster};
use crate::snapshot::Audience;

/// What all snapshots say of all subjects; gaps and rows with the place of their subject.
#[derive(Default)]
pub(super) struct Gathered<'a> {
    pub(super) findings: Vec<Judged<'a>>,
    pub(super) gaps: Vec<(Gap, usize)>,
    pub(super) unread: Vec<Unread<'a>>,
}

pub(super) fn gather<'a, B: AsRef<[u8]>>(
    rosters: &[&'a Roster<B>],
    sources: &Sources<'a>,
    subjects: &[Subject],
    query: &Query,
    today: Date,
) -> Gathered<'a> {
    let mut all = Gathered::default();
    let is_for_public = sources
        .iter()
        .any(|source| source.header.audience == Audience::Public);
    for (at, subject) in subjects.iter().enumerate() {
        let before = all.findings.len();
        // What all snapshots together know of the subject.
        let mut whole = Answer::default();
        for ((place, source), roster) in sources.iter().enumerate().zip(rosters) {
            let mut answer = roster.find(subject);
            all.unread.extend(unread_of(
                at,
                place,
                &answer,
                source.policy,
                &query.scenario,
                query.on,
            ));
            for candidate in core::mem::take(&mut answer.candidates) {
                let Some(list) = source.policy.list(&candidate.facts.list_kind) else {
                    answer.is_unreadable = true;
                    continue;
                };
                all.findings
                    .extend(judged(at, place, source, list, candidate, query, today));
            }
            whole.join(&answer);
        }
        if sources.are_several() {
            for found in all.findings.iter_mut().skip(before) {
                let counts = sources.get(found.source).is_some_and(Source::counts);
                found.suspend_benefit_unless(counts);
            }
        }
        let own = || all.findings.iter().skip(before);
        all.unread.retain(|row| !own().any(|found| row.is_told_by(found)));
        all.gaps
            .extend(gap::of(subject, &whole, own(), is_for_public).map(|gap| (gap, at)));
    }
    all
}
