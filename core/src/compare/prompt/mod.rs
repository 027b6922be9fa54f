//! Words for a case, from the policy pack's texts.

mod finding;
mod input;
mod unanswered;

use super::Case;
use super::limit::MOST;
use super::result::{Outcome, Prompt};
use super::source::Source;
use crate::order;
use crate::policy::{Lang, Policy, PromptCode, Topic, Word};
use crate::roster::{Coverage, Words, list_names};
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
