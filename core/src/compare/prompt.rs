//! Words for a case, from the policy pack's texts.

use super::limit::MOST;
mod input;

use super::Case;
use super::gap::Gap;
use super::judged::Judged;
use super::result::{Outcome, Prompt};
use super::source::Source;
use super::unread::Weight;
use crate::order;
use crate::policy::{Effect, Lang, Measure, Polarity, Policy, PromptCode, Topic, Word};
use crate::record::Status;
use crate::roster::{Coverage, Grade, Words, list_names};
use crate::snapshot::FreshnessState;

/// Finds the words and keeps them in order.
struct Speaker<'a> {
    case: &'a Case<'a>,
    /// The pack that speaks
    policy: &'a Policy,
    words: &'a Words,
    lang: Lang,
    prompts: Vec<Prompt>,
}

/// All that is to be said, the loudest first. What concerns one of several snapshots is said in the words of its own pack,
/// what concerns all in those of the first.
pub(super) fn prompts(case: &Case<'_>) -> Vec<Prompt> {
    let Some(first) = case.sources.get(0) else {
        return Vec::new();
    };
    let lang = case.query.lang;
    let mut speaker = Speaker {
        case,
        policy: first.policy,
        words: first.common.words(lang),
        lang,
        prompts: Vec::new(),
    };
    for source in case.sources.iter() {
        speaker.speak_for(source);
        speaker.freshness(source);
    }
    speaker.speak_for(first);
    if case.query.on > case.today {
        speaker.say(PromptCode::OnInFuture, &[("on", &case.query.on.to_string())]);
    }
    speaker.gaps();
    speaker.unread();
    for found in &case.findings {
        if let Some(source) = case.sources.get(found.source) {
            speaker.speak_for(source);
        }
        speaker.finding(found);
    }
    speaker.speak_for(first);
    speaker.inputs();
    speaker.closing();
    speaker.shortened()
}

impl<'a> Speaker<'a> {
    fn speak_for(&mut self, source: &Source<'a>) {
        self.policy = source.policy;
        self.words = source.common.words(self.lang);
    }

    /// Says what concerns one snapshot; where there are several, whose it is.
    fn say_of(&mut self, source: &Source<'a>, code: PromptCode, values: &[(&str, &str)]) {
        let before = self.prompts.len();
        self.say(code, values);
        if self.case.sources.are_several()
            && let Some(prompt) = self.prompts.get_mut(before)
        {
            let colon = match self.lang {
                Lang::ZhCn => "：",
                Lang::En => ": ",
            };
            prompt.text = format!("{}{colon}{}", source.header.publisher, prompt.text);
        }
    }

    fn say(&mut self, code: PromptCode, values: &[(&str, &str)]) {
        let prompt = Prompt {
            level: self.policy.prompt_level(code),
            code,
            text: self.policy.prompt_with(code, self.lang, values),
        };
        if !self.prompts.contains(&prompt) {
            self.prompts.push(prompt);
        }
    }

    fn freshness(&mut self, source: &Source<'a>) {
        let as_of = source.header.data_as_of;
        let text = as_of.to_string();
        let as_of_value = ("asOf", text.as_str());
        match source.freshness.state {
            FreshnessState::Fresh => {}
            FreshnessState::Future => self.say_of(source, PromptCode::Future, &[as_of_value]),
            FreshnessState::Expired => {
                let channel = self.words.channel(Topic::OfficialQuery);
                self.say_of(source, PromptCode::Expired, &[as_of_value, ("channel", channel)]);
            }
            FreshnessState::Stale => {
                let today = self.case.today;
                match self.policy.calendar().working_days_between(as_of, today) {
                    Some(0) => self.say_of(source, PromptCode::Overdue, &[as_of_value]),
                    Some(days) => {
                        let days = days.to_string();
                        self.say_of(source, PromptCode::Stale, &[as_of_value, ("days", &days)]);
                    }
                    None => {
                        let days = source.freshness.age_days.to_string();
                        self.say_of(
                            source,
                            PromptCode::StaleBeyondCalendar,
                            &[as_of_value, ("days", &days)],
                        );
                    }
                }
            }
        }
        if self.case.query.on < as_of {
            let on = self.case.query.on.to_string();
            self.say_of(source, PromptCode::OnBeforeData, &[("on", &on), as_of_value]);
        }
    }

    fn gaps(&mut self) {
        for (gap, at) in &self.case.gaps {
            let subject = [("subject", self.subject(*at))];
            match gap {
                Gap::PersonKeyMissing => self.say(PromptCode::PersonKeyMissing, &[]),
                Gap::PersonNeedsId => self.say(PromptCode::PersonNeedsId, &subject),
                Gap::KindNeeded => self.say(PromptCode::KindNeeded, &subject),
                Gap::UnreadableId => self.say(PromptCode::UnreadableId, &subject),
                Gap::NumberNotCompared => self.say(PromptCode::NumberNotCompared, &subject),
                Gap::NameUnreadable => self.say(PromptCode::NameUnreadable, &subject),
                Gap::NameNeeded => self.say(PromptCode::NameNeeded, &subject),
                Gap::RecordUnreadable => {
                    let channel = self.words.channel(Topic::OfficialQuery);
                    self.say(
                        PromptCode::RecordUnreadable,
                        &[&subject[..], &[("channel", channel)]].concat(),
                    );
                }
                Gap::CodeNeeded => self.say(PromptCode::CodeNeeded, &subject),
                // Said row by row.
                Gap::RowUnread => {}
                Gap::NotCovered => {
                    let lists = self.lacking();
                    let channel = self.words.channel(Topic::OfficialQuery);
                    self.say(PromptCode::NotCovered, &[("lists", &lists), ("channel", channel)]);
                }
                Gap::NoMeasures => {
                    let scenario = self.case.scenario.name_in(self.lang);
                    let channel = self.words.channel(Topic::OfficialQuery);
                    self.say(
                        PromptCode::NoMeasures,
                        &[("scenario", scenario), ("channel", channel)],
                    );
                }
            }
        }
    }

    fn unread(&mut self) {
        for row in self.case.unread.iter().take(MOST) {
            if let Some(source) = self.case.sources.get(row.source) {
                self.speak_for(source);
            }
            let code = match row.weight {
                Weight::Gap => PromptCode::RowUnread,
                Weight::Notice | Weight::Mention => PromptCode::RowUnreadNotice,
            };
            let values = [
                ("subject", self.subject(row.subject)),
                ("list", row.list.name_in(self.lang)),
                ("row", &row.row),
                ("channel", self.words.channel(row.list.channel)),
            ];
            self.say(code, &values);
        }
    }

    fn finding(&mut self, found: &Judged<'_>) {
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

    fn closing(&mut self) {
        let case = self.case;
        if case.all.has_confirmed_listing {
            let channel = self.words.channel(Topic::Repair);
            self.say(PromptCode::RepairHint, &[("channel", channel)]);
        }
        if case.outcome == Outcome::Clear {
            let subjects = self.subjects(0..case.subjects.len());
            let compared = case.sources.compared();
            let as_of = case.sources.data_as_of().map(|date| date.to_string());
            let (as_of, records) = (as_of.unwrap_or_default(), compared.records.to_string());
            let lists = match case.sources.are_several() {
                true => case
                    .sources
                    .names(compared.lists.iter().map(String::as_str), self.lang),
                false => self.words.lists.clone(),
            };
            let values = [
                ("asOf", as_of.as_str()),
                ("lists", &lists),
                ("records", &records),
                ("subject", &subjects),
            ];
            let code = match case.all.has_confirmed {
                false => PromptCode::NoneFound,
                true => PromptCode::NoneBesides,
            };
            self.say(code, &values);
        }
        let channel = self.words.channel(Topic::OfficialQuery);
        if case.is_incomplete() {
            let lists = case.sources.incomplete();
            let lists = case.sources.names(lists.into_iter(), self.lang);
            self.say(
                PromptCode::ListIncomplete,
                &[("lists", &lists), ("channel", channel)],
            );
        }
        self.say(PromptCode::Official, &[("channel", channel)]);
    }

    /// The prompts, the loudest first; where there are too many, how much is left out.
    fn shortened(mut self) -> Vec<Prompt> {
        let in_order = |prompts: &mut Vec<Prompt>| order::sort_by(prompts, |a, b| a.level.cmp(&b.level));
        in_order(&mut self.prompts);
        let findings = self.case.all.count.saturating_sub(MOST);
        let prompts = self.prompts.len().saturating_sub(MOST);
        self.prompts.truncate(MOST);
        let more = if findings > 0 { findings } else { prompts };
        if more > 0 {
            self.say(PromptCode::MoreFindings, &[("count", &more.to_string())]);
            in_order(&mut self.prompts);
        }
        self.prompts
    }

    fn subjects(&self, at: impl Iterator<Item = usize>) -> String {
        let labels: Vec<&str> = at.map(|at| self.name_of(at)).collect();
        labels.join(self.policy.word(Word::ListSeparator, self.lang))
    }

    /// How a subject is called that an identifier confirmed: as it is listed.
    fn name_of(&self, at: usize) -> &'a str {
        let mut confirmed = self.case.findings.iter().filter(|found| found.subject == at);
        let listed = confirmed.find_map(|found| {
            let details = found
                .details
                .as_ref()
                .filter(|_| found.candidate.grade.is_confirmed());
            details.and_then(|details| details.name.as_deref())
        });
        listed.unwrap_or_else(|| self.subject(at))
    }

    /// How a subject is called: by its name, else its number, persons' numbers masked.
    fn subject(&self, at: usize) -> &'a str {
        let echo = self.case.echoes.get(at);
        let label = echo.and_then(|echo| {
            let label = echo.name.as_ref().or(echo.credit_code.as_ref());
            label.or(echo.id.as_ref())
        });
        match label {
            Some(label) => label,
            None => self.policy.word(Word::ThisSubject, self.lang),
        }
    }

    /// The names of the lists that are not covered.
    fn lacking(&self) -> String {
        let Coverage::Lacking(places) = &*self.case.coverage else {
            return String::new();
        };
        let lists = places.iter().filter_map(|at| self.policy.lists().get(*at));
        list_names(lists, self.policy, self.lang)
    }
}
