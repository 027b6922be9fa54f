//! What findings and gaps come to.

use super::Judged;
use super::limit::Reached;
use super::result::{FreshnessState, Outcome};
use crate::date::Date;
use crate::order;
use crate::policy::{Effect, Polarity};
use crate::query::Subject;
use crate::record::{Status, SubjectKind};
use crate::roster::{Answer, Facts};
use crate::snapshot::{Audience, Header};
use crate::subject::Identifier;

/// Why no answer can be given for all that was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    PersonKeyMissing,
    PersonNeedsId,
    KindNeeded,
    UnreadableId,
    NameNeeded,
    CodeNeeded,
    NotCovered,
    NoMeasures,
    /// A record that was reached cannot be read
    RecordUnreadable,
}

/// Both ends count.
pub(super) fn is_effective(record: &Facts, on: Date) -> bool {
    record.effective_from.unwrap_or(record.listed_on) <= on
        && record.publish_until.is_none_or(|until| on <= until)
}

pub(super) fn gaps_of(subject: &Subject, answer: &Answer<'_>, header: &Header) -> impl Iterator<Item = Gap> {
    let unreadable = subject.has_unreadable_id();
    let personal = subject
        .identifiers()
        .any(|id| !id.is_masked() && id.kind().is_personal());
    let needs_id = subject.is_person() && !personal && !unreadable;
    let by_name_alone = subject.identifiers().next().is_none() && !unreadable;
    // What is shown of a number tells something beside a name only.
    let masked_alone = subject.name.is_none() && subject.identifiers().any(Identifier::is_masked);
    // A file for the public holds no names of sole traders.
    let unnamed = subject.kind == Some(SubjectKind::SoleTrader) && header.audience == Audience::Public;
    [
        (answer.person_key_missing, Gap::PersonKeyMissing),
        (needs_id, Gap::PersonNeedsId),
        (subject.kind_is_open() && !unreadable, Gap::KindNeeded),
        (unreadable || masked_alone && !needs_id, Gap::UnreadableId),
        (answer.name_needed, Gap::NameNeeded),
        (by_name_alone && unnamed, Gap::CodeNeeded),
        (answer.is_unreadable, Gap::RecordUnreadable),
    ]
    .into_iter()
    .filter_map(|(applies, gap)| applies.then_some(gap))
}

/// Black governs red: benefits are suspended while a confirmed, not suspended black record is effective. Gives the
/// subjects of such records, where there was a benefit to suspend.
pub(super) fn suspend_benefits(findings: &mut [Judged<'_>]) -> Vec<usize> {
    let governs = |found: &&Judged<'_>| {
        found.list.polarity == Polarity::Black
            && found.candidate.grade.is_confirmed()
            && found.candidate.facts.status != Status::Suspended
    };
    let mut governing: Vec<usize> = findings
        .iter()
        .filter(governs)
        .map(|found| found.subject)
        .collect();
    order::sort(&mut governing);
    governing.dedup();
    let benefits = |found: &&mut Judged<'_>| found.judgement.effect.is_some_and(Effect::is_benefit);
    let mut suspended = false;
    if !governing.is_empty() {
        for found in findings.iter_mut().filter(benefits) {
            found.judgement.effect = None;
            suspended = true;
        }
    }
    if suspended { governing } else { Vec::new() }
}

pub(super) fn outcome(all: &Reached, gaps: bool, freshness: FreshnessState) -> Outcome {
    if matches!(freshness, FreshnessState::Expired | FreshnessState::Future) {
        return Outcome::Indeterminate;
    }
    let of = |effect| match effect {
        Some(Effect::Prohibit) => Outcome::Prohibited,
        Some(Effect::Restrict) => Outcome::Restricted,
        Some(Effect::Review) => Outcome::Review,
        Some(Effect::Notice) => Outcome::Notice,
        // A member's punishment counts for the consortium (财库〔2016〕125号); a benefit needs one for every member.
        Some(Effect::Priority | Effect::GreenChannel) if all.all_benefit => Outcome::Preferred,
        Some(Effect::Priority | Effect::GreenChannel) => Outcome::Clear,
        None => Outcome::Clear,
    };
    match of(all.strictest_confirmed) {
        certain @ (Outcome::Prohibited | Outcome::Restricted) => certain,
        Outcome::Review if gaps => Outcome::Review,
        _ if gaps => Outcome::Indeterminate,
        _ => of(all.strictest),
    }
}
