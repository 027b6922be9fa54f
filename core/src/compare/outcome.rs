//! What findings and gaps come to.

use super::gap::Gap;
use super::judged::Judged;
use super::limit::Reached;
use super::result::Outcome;
use crate::date::Date;
use crate::order;
use crate::policy::{Effect, ListKind, Polarity};
use crate::record::Status;
use crate::roster::Facts;
use crate::snapshot::FreshnessState;

/// Both ends count.
pub(super) fn is_effective(list: &ListKind, record: &Facts, on: Date) -> bool {
    record.effective_from.unwrap_or(record.listed_on) <= on
        && list
            .last_day(record.publish_until, record.effective_until)
            .is_none_or(|last| on <= last)
}

/// Black governs red: benefits are suspended while a confirmed, not suspended black record is effective. Gives the
/// subjects of such records, where there was a benefit to suspend.
pub(super) fn suspend_benefits(findings: &mut [Judged<'_>]) -> Vec<usize> {
    let governs = |found: &&Judged<'_>| {
        found.list.polarity == Polarity::Black
            && found.candidate.grade.is_confirmed()
            && found.candidate.facts.status != Status::Suspended
            && !found.ends_before
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

pub(super) fn outcome(all: &Reached, gaps: &[(Gap, usize)], freshness: FreshnessState) -> Outcome {
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
    let lacks_lists = gaps.iter().any(|(gap, _)| gap.is_of_lists());
    match (of(all.strictest_confirmed), of(all.strictest)) {
        (certain @ (Outcome::Prohibited | Outcome::Restricted | Outcome::Review), _) if lacks_lists => {
            certain
        }
        _ if lacks_lists => Outcome::Indeterminate,
        (_, all @ (Outcome::Prohibited | Outcome::Restricted | Outcome::Review)) => all,
        _ if !gaps.is_empty() => Outcome::Indeterminate,
        (_, all) => all,
    }
}
