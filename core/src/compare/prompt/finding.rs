//! What is said of a record that was found.

use super::Speaker;
use crate::compare::judged::Judged;
use crate::order;
use crate::policy::{Effect, Measure, Polarity, PromptCode, Topic, Word};
use crate::record::Status;
use crate::roster::Grade;

impl Speaker<'_> {
    pub(super) fn finding(&mut self, found: &Judged<'_>) {
        let agreeing;
        let listed = found
            .details
            .as_ref()
            .filter(|_| found.candidate.grade.is_confirmed());
        let listed = listed.and_then(|details| details.name.as_deref());
        let values = [
            ("subject", listed.unwrap_or_else(|| self.name_of(found.subject))),
            ("list", found.list.name_in(self.lang)),
            ("channel", self.words.channel(found.list.channel)),
        ];
        if found.ends_before
            && let Some(until) = found.last_day()
        {
            let (until, on) = (until.to_string(), self.case.query.on.to_string());
            let dates = [("until", until.as_str()), ("on", on.as_str())];
            self.say(PromptCode::EndsBeforeOn, &[&values[1..2], &dates].concat());
        }
        let possible = |code| (found.list.polarity != Polarity::Red).then_some(code);
        match found.candidate.grade {
            Grade::Identifier => self.confirmed(found, &values),
            Grade::Masked(digits) => {
                agreeing = digits.to_string();
                if let Some(code) = possible(PromptCode::MaskedMatch) {
                    self.say(code, &[&values[..], &[("agreeing", agreeing.as_str())]].concat());
                }
            }
            Grade::BranchOfListed => {
                let parent = found.candidate.name().unwrap_or_default();
                if let Some(code) = possible(PromptCode::BranchOfListed) {
                    self.say(code, &[&values[..], &[("parent", parent.as_str())]].concat());
                }
            }
            Grade::SimilarName(difference) => {
                let difference = self.policy.word(difference.into(), self.lang);
                if let Some(code) = possible(PromptCode::SimilarName) {
                    self.say(code, &[&values[..], &[("difference", difference)]].concat());
                }
            }
            Grade::ReadAs(kind) => {
                let kind = self.policy.word(kind.into(), self.lang);
                if let Some(code) = possible(PromptCode::ReadAsMatch) {
                    self.say(code, &[&values[..], &[("kind", kind)]].concat());
                }
            }
            grade => {
                let code = match grade {
                    Grade::OtherCode => PromptCode::NameOtherCode,
                    Grade::Part => PromptCode::NamePart,
                    Grade::SimilarCode => PromptCode::SimilarCode,
                    Grade::ParentOfListed => PromptCode::ParentOfListed,
                    _ => PromptCode::NameOnly,
                };
                if let Some(code) = possible(code) {
                    self.say(code, &values);
                }
            }
        }
    }

    fn confirmed(&mut self, found: &Judged<'_>, values: &[(&str, &str)]) {
        let (facts, judgement) = (&found.candidate.facts, &found.judgement);
        let Some(details) = &found.details else { return };
        let listed_on = facts.listed_on.to_string();
        let until = match facts.publish_until {
            Some(until) => until.to_string(),
            None => self.policy.word(Word::NoFixedTerm, self.lang).to_owned(),
        };
        let scenario = self.case.scenario.name_in(self.lang);
        let about = [
            ("listedOn", listed_on.as_str()),
            ("authority", &details.authority),
            ("until", &until),
        ];
        let mut all = [values, &about, &[("scenario", scenario)]].concat();
        let code = match (found.measure, judgement.effect) {
            (None, _) | (_, None) => PromptCode::HitNoMeasure,
            (Some(measure), Some(effect)) => {
                all.extend([
                    ("measure", measure.text_in(self.lang)),
                    ("basis", measure.basis.as_str()),
                ]);
                match effect {
                    Effect::Prohibit => PromptCode::HitProhibit,
                    Effect::Restrict => PromptCode::HitRestrict,
                    Effect::Review => PromptCode::HitReview,
                    Effect::Notice => PromptCode::HitNotice,
                    Effect::Priority | Effect::GreenChannel => PromptCode::HitBenefit,
                }
            }
        };
        let benefit = found.measure.filter(|measure| measure.effect.is_benefit());
        let without_effect = benefit.filter(|_| judgement.effect.is_none());
        if let Some((benefit, condition)) = without_effect.zip(judgement.condition_unmet) {
            let condition = self.policy.word(condition.into(), self.lang);
            let about = [("measure", benefit.text_in(self.lang)), ("condition", condition)];
            self.say(PromptCode::BenefitCondition, &[values, &about].concat());
        } else if without_effect.is_none() {
            self.say(code, &all);
        } else if !self.case.governing.is_empty() {
            let mut subjects = self.case.governing.clone();
            subjects.push(found.subject);
            order::sort(&mut subjects);
            subjects.dedup();
            let subjects = self.subjects(subjects.into_iter());
            self.say(PromptCode::RedSuspendedByBlack, &[("subject", &subjects)]);
        }
        if !found.by_role.is_empty() {
            let roles = self.roles(&found.by_role);
            self.say(
                PromptCode::RoleNeeded,
                &[values, &[("roles", roles.as_str())]].concat(),
            );
        }
        if let Some(condition) = judgement.condition_unmet.filter(|_| benefit.is_none()) {
            let condition = self.policy.word(condition.into(), self.lang);
            self.say(
                PromptCode::ConditionUnmet,
                &[values, &[("condition", condition)]].concat(),
            );
        }
        if judgement.unverified {
            self.say(PromptCode::BasisUnverified, values);
        }
        if let Some(until) = facts.effective_until.filter(|_| found.list.ends_with_ban) {
            let until = until.to_string();
            let list = found.list.name_in(self.lang);
            self.say(PromptCode::BanEnds, &[("list", list), ("until", until.as_str())]);
        }
        self.status(found, values);
        if found.subject > 0 && judgement.effect.is_some_and(|effect| effect <= Effect::Review) {
            // Only where a rule says so does a member stand for the consortium.
            if let Some(basis) = self.case.scenario.required_basis.as_deref() {
                self.say(PromptCode::MemberListed, &[values, &[("basis", basis)]].concat());
            }
        }
    }

    /// That a record is objected to, or suspended.
    fn status(&mut self, found: &Judged<'_>, values: &[(&str, &str)]) {
        match found.candidate.facts.status {
            Status::Active | Status::Unread => {}
            Status::Objection => {
                let channel = self.words.channel(Topic::Objection);
                let list = found.list.name_in(self.lang);
                self.say(PromptCode::Objection, &[("list", list), ("channel", channel)]);
            }
            Status::Suspended => {
                let details = found.details.as_ref();
                let document_no = details.and_then(|details| details.document_no.as_deref());
                let unnamed = self.policy.word(Word::DocumentUnnamed, self.lang);
                let document = document_no.unwrap_or(unnamed);
                self.say(
                    PromptCode::Suspended,
                    &[values, &[("documentNo", document)]].concat(),
                );
            }
        }
    }

    /// Roles with their measures, one after the other.
    fn roles(&self, cells: &[&Measure]) -> String {
        let separator = self.policy.word(Word::RoleSeparator, self.lang);
        let cell = |cell: &&Measure| {
            let role = cell.role?;
            Some(format!(
                "{}{separator}{}",
                self.policy.word(role.into(), self.lang),
                cell.text
            ))
        };
        let cells: Vec<String> = cells.iter().filter_map(cell).collect();
        cells.join(self.policy.word(Word::RoleListSeparator, self.lang))
    }
}
