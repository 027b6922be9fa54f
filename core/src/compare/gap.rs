//! Why no answer can be given for all that was asked.

use super::judged::Judged;
use crate::policy::Effect;
use crate::query::{Fault, Subject};
use crate::record::SubjectKind;
use crate::roster::{Answer, Grade};
use crate::subject::IdKind;
use crate::subject::name::trader;

/// Something that could not be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    PersonKeyMissing,
    PersonNeedsId,
    KindNeeded,
    UnreadableId,
    NumberNotCompared,
    NameUnreadable,
    NameNeeded,
    CodeNeeded,
    RecordUnreadable,
    RowUnread,
    NotCovered,
    NoMeasures,
}

impl Gap {
    /// Whether the lists are lacking, so that no possible finding stands for an answer.
    pub(super) fn is_of_lists(self) -> bool {
        matches!(self, Self::NotCovered | Self::NoMeasures)
    }
}

/// The gaps about a subject, whose findings are at hand.
pub(super) fn of<'a>(
    subject: &Subject,
    answer: &Answer<'_>,
    findings: impl Iterator<Item = &'a Judged<'a>>,
    is_for_public: bool,
) -> impl Iterator<Item = Gap> {
    // A number that led to what a person must look into has said what it can. One that led to less has not: what it did
    // not reach may be worse.
    let (mut confirmed, mut masked, mut read) = (false, false, false);
    for found in findings.filter(|found| {
        found
            .judgement
            .effect
            .is_some_and(|effect| effect <= Effect::Review)
    }) {
        match found.candidate.grade {
            Grade::Identifier => confirmed = true,
            Grade::Masked(_) => masked = true,
            Grade::ReadAs(_) => read = true,
            _ => {}
        }
    }
    let has_valid_code = subject.has_valid_code();
    let is_compared = has_valid_code || subject.readings.iter().any(|reading| reading.is_sure);

    let malformed = subject.has_unreadable_id();
    let lost = subject.has_fault(|fault| fault == Fault::LostDigits);
    let hidden = subject.has_fault(|fault| fault == Fault::Masked);
    let other_number = subject.identifiers().any(|id| !id.is_masked());
    let personal = subject
        .identifiers()
        .chain(subject.readings.iter().map(|reading| &reading.id))
        .any(|id| !id.is_masked() && id.kind().is_personal());
    let needs_id =
        subject.is_person() && !personal && !malformed && !masked || subject.trades_as_person() && !malformed;
    // Numbers that a registration or a tax office gave, which few records carry.
    let is_uncommon = malformed
        && !lost
        && subject.readings.iter().any(|reading| match reading.id.kind() {
            IdKind::RegNo => true,
            IdKind::TaxNo => matches!(reading.id.value().len(), 15 | 20),
            _ => false,
        });
    let unreadable = malformed && !is_uncommon && !read
        || subject.has_unread_code && is_compared && !read
        || lost && !confirmed && !read
        || hidden && !needs_id && (other_number || !masked);
    let unanswered = is_unanswered(subject) && !confirmed || is_uncommon;

    let by_name_alone = !subject.has_number() && !malformed;
    // A file for the public holds no names of sole traders.
    let may_be_unnamed = is_for_public
        && (subject.parts.iter().any(|part| part.may_be_shop)
            || subject.name.as_ref().is_some_and(|name| {
                let is_told = subject.kind == Some(SubjectKind::SoleTrader);
                is_told || trader::may_be_sole_trader(&name.key) || trader::says_sole_trader(&name.typed)
            }));
    [
        (answer.is_unreadable, Gap::RecordUnreadable),
        (answer.person_key_missing, Gap::PersonKeyMissing),
        (needs_id, Gap::PersonNeedsId),
        (subject.kind_is_open() && !malformed, Gap::KindNeeded),
        (unreadable, Gap::UnreadableId),
        (unanswered && !has_valid_code && !read, Gap::NumberNotCompared),
        (answer.name_needed, Gap::NameNeeded),
        (subject.has_unreadable_name && !is_compared, Gap::NameUnreadable),
        (by_name_alone && may_be_unnamed, Gap::CodeNeeded),
    ]
    .into_iter()
    .filter_map(|(applies, gap)| applies.then_some(gap))
}

/// Whether a number was typed that reaches only the records that carry it.
pub(super) fn is_unanswered(subject: &Subject) -> bool {
    subject.has_fault(|fault| fault == Fault::Unanswerable)
}
