//! What a finding means in a scenario: the measure's effect, made milder wherever the law or the evidence asks for it.

use crate::policy::{Condition, Effect, ListKind, Measure, Polarity, Strength};
use crate::record::Status;
use crate::roster::{Candidate, Grade};

/// The effect, and why it is milder than the measure says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Judgement {
    /// `None` where the finding changes nothing
    pub(super) effect: Option<Effect>,
    /// The measure binds only under this condition, which was not asserted
    pub(super) condition_unmet: Option<Condition>,
    /// 依据待核
    pub(super) unverified: bool,
}

/// Judges a finding. `measure` is the cell of list and scenario, where there is one that applies.
pub(super) fn judge(
    list: &ListKind,
    measure: Option<&Measure>,
    candidate: &Candidate<'_>,
    asserted: &[Condition],
) -> Judgement {
    let mut judgement = Judgement::default();
    let mut effect = match measure {
        None if list.polarity == Polarity::Red => return judgement,
        None => Effect::Notice,
        Some(measure) if measure.effect.is_benefit() => {
            let applies = candidate.grade.is_confirmed() && candidate.facts.status != Status::Suspended;
            judgement.condition_unmet = unmet(measure, asserted).filter(|_| applies);
            let applies = applies && judgement.condition_unmet.is_none();
            judgement.effect = applies.then_some(measure.effect);
            return judgement;
        }
        Some(measure) => {
            let mut effect = measure.effect;
            if binds(effect) && (!measure.verified.holds() || list.scope.is_legacy()) {
                judgement.unverified = true;
                effect = Effect::Review;
            }
            match measure.strength {
                Strength::Must => {}
                Strength::ByLawConditional => {
                    let unmet = unmet(measure, asserted);
                    if binds(measure.effect) && unmet.is_some() {
                        judgement.condition_unmet = unmet;
                        effect = at_most_review(effect);
                    }
                }
                Strength::May | Strength::Reference => effect = at_most_review(effect),
            }
            if measure
                .min_severity
                .is_some_and(|least| candidate.facts.severity.is_none_or(|grade| grade < least))
            {
                effect = Effect::Notice;
            }
            effect
        }
    };
    match candidate.facts.status {
        Status::Active => {}
        Status::Objection => effect = at_most_review(effect),
        // A row that could not be read is not a finding: see `unread`.
        Status::Suspended | Status::Unread => effect = Effect::Notice,
    }
    judgement.effect = match candidate.grade {
        Grade::Identifier => Some(effect),
        Grade::Masked(_)
        | Grade::ReadAs(_)
        | Grade::Name
        | Grade::Part
        | Grade::SimilarName(_)
        | Grade::SimilarCode => Some(at_most_review(effect)),
        Grade::OtherCode | Grade::BranchOfListed | Grade::ParentOfListed => Some(Effect::Notice),
    };
    judgement.with_reasons()
}

impl Judgement {
    /// What was made milder still needs no reason for having been made a review.
    fn with_reasons(self) -> Self {
        match self.effect {
            Some(Effect::Review) => self,
            effect => Self {
                effect,
                ..Self::default()
            },
        }
    }

    /// The milder of a review and this.
    pub(super) fn at_most_review(self) -> Self {
        Self {
            effect: self.effect.map(at_most_review),
            ..self
        }
    }
}

/// The condition of the measure, where it was not asserted.
fn unmet(measure: &Measure, asserted: &[Condition]) -> Option<Condition> {
    measure
        .condition
        .filter(|condition| !asserted.contains(condition))
}

fn binds(effect: Effect) -> bool {
    matches!(effect, Effect::Prohibit | Effect::Restrict)
}

fn at_most_review(effect: Effect) -> Effect {
    effect.max(Effect::Review)
}
