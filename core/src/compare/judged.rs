//! A record that was reached, with what the policy says of it.

use super::effect::{self, Judgement};
use super::outcome::is_effective;
use super::source::Source;
use super::{Finding, ListEcho, Term};
use crate::date::Date;
use crate::policy::{Effect, ListKind, Measure, Polarity};
use crate::query::{Query, Subject};
use crate::record::{Severity, SubjectKind};
use crate::roster::{Candidate, Details, Grade};

/// A finding with what the prompts need of it.
pub(super) struct Judged<'a> {
    pub(super) subject: usize,
    /// The snapshot it was judged by
    pub(super) source: usize,
    /// All snapshots it stands in
    pub(super) sources: Vec<usize>,
    pub(super) candidate: Candidate<'a>,
    /// What may be shown of the record
    pub(super) details: Option<Details>,
    /// The name typed is none of the record's names, though the identifier is the same
    pub(super) name_differs: bool,
    pub(super) list: &'a ListKind,
    /// The cell that applies
    pub(super) measure: Option<&'a Measure>,
    /// Stricter cells, each for a role that was not asserted
    pub(super) by_role: Vec<&'a Measure>,
    pub(super) judgement: Judgement,
    /// It is in effect today, and no longer on the date asked
    pub(super) ends_before: bool,
}

/// A record that was reached, judged by the pack of its snapshot; `None` where it is not in effect.
pub(super) fn judged<'a>(
    subject: usize,
    place: usize,
    source: &Source<'a>,
    list: &'a ListKind,
    candidate: Candidate<'a>,
    query: &Query,
    today: Date,
) -> Option<Judged<'a>> {
    let counts_on = match is_effective(list, &candidate.facts, query.on) {
        true => query.on,
        // What is in effect today counts for a later date too, though no longer in full.
        false
            if list.polarity != Polarity::Red
                && query.on > today
                && is_effective(list, &candidate.facts, today) =>
        {
            today
        }
        false => return None,
    };
    let ends_before = counts_on != query.on;
    let kind = candidate.subject_kind().unwrap_or(SubjectKind::Org);
    let cell = source
        .policy
        .cell(&list.code, &query.scenario, kind, counts_on, &query.conditions);
    let mut judgement = effect::judge(list, cell.measure, &candidate, &query.conditions);
    if ends_before {
        judgement = judgement.at_most_review();
    }
    Some(Judged {
        subject,
        source: place,
        sources: vec![place],
        name_differs: false,
        candidate,
        details: None,
        list,
        measure: cell.measure,
        by_role: cell.by_role,
        judgement,
        ends_before,
    })
}

impl Judged<'_> {
    /// A snapshot that covers nothing gives no benefit.
    pub(super) fn suspend_benefit_unless(&mut self, counts: bool) {
        if !counts && self.judgement.effect.is_some_and(Effect::is_benefit) {
            self.judgement.effect = None;
        }
    }

    /// The last day on which the record has an effect, where there is one.
    pub(super) fn last_day(&self) -> Option<Date> {
        let facts = &self.candidate.facts;
        self.list.last_day(facts.publish_until, facts.effective_until)
    }

    /// Reads what may be shown of the record; `None` where its bytes make no sense.
    pub(super) fn read_details(&mut self, subject: Option<&Subject>) -> Option<()> {
        if self.candidate.grade.is_detailed() {
            let details = self.candidate.details()?;
            self.name_differs = self.candidate.grade.is_confirmed()
                && details.name.is_some()
                && subject.is_some_and(|subject| {
                    subject.name.is_some() && !subject.name_keys().any(|key| self.candidate.carries(key))
                });
            self.details = Some(details);
        }
        Some(())
    }

    pub(super) fn into_finding(self, several: bool) -> Finding {
        let (facts, grade) = (self.candidate.facts, self.candidate.grade);
        let list = ListEcho {
            code: self.list.code.clone(),
            name: self.list.name.clone(),
            polarity: self.list.polarity,
        };
        let agreeing = if let Grade::Masked(agreeing) = grade {
            Some(agreeing)
        } else {
            None
        };
        let mut finding = Finding {
            subject: self.subject,
            matched: grade.word(),
            confirmed: grade.is_confirmed(),
            agreeing,
            record_id: None,
            list,
            listed_name: None,
            authority: None,
            document_no: None,
            cause: None,
            severity: None,
            listed_on: None,
            publish_until: None,
            status: None,
            effect: self.judgement.effect,
            strength: None,
            measure: None,
            basis: None,
            sources: several.then_some(self.sources),
        };
        if let Some(details) = self.details {
            finding.record_id = Some(details.record_id);
            finding.listed_name = details.name;
            finding.authority = Some(details.authority);
            finding.document_no = details.document_no;
            finding.cause = details.cause;
            finding.severity = facts.severity.map(Severity::code);
            finding.listed_on = Some(facts.listed_on);
            finding.publish_until = Some(Term(facts.publish_until));
            finding.status = Some(facts.status);
            finding.strength = self.measure.map(|measure| measure.strength);
            finding.measure = self.measure.map(|measure| measure.text.clone());
            finding.basis = self.measure.map(|measure| measure.basis.clone());
        }
        finding
    }
}
