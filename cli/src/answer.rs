//! An answer for people: the outcome in words, the prompts, the findings, and what was compared.

use crate::layout::{counted, grouped, padded, plain, table, wrapped};
use crate::terminal::{FAINT, GOOD, INFO, STOP, STRONG, WARN, styled};
use crate::words;
use jrp_core::compare::{Comparison, Finding, Outcome, Prompt, SubjectEcho};
use jrp_core::policy::{Lang, PromptLevel, Word};
use jrp_core::roster::{Roster, RosterSet};
use unicode_width::UnicodeWidthStr;

/// All of it, in lines of at most `width`.
pub(crate) fn text(comparison: &Comparison, lists: &RosterSet<Vec<u8>>, lang: Lang, width: usize) -> String {
    let answer = Answer {
        comparison,
        lists,
        lang,
        width,
    };
    let mut lines = answer.head();
    lines.push(String::new());
    lines.extend(answer.prompts(&|_| true));
    let findings = answer.findings();
    if !findings.is_empty() {
        lines.push(String::new());
        lines.extend(findings);
    }
    lines.push(String::new());
    lines.extend(answer.foot());
    joined(lines)
}

/// Outcome and the prompts that `keep` keeps.
pub(crate) fn short(
    comparison: &Comparison,
    lists: &RosterSet<Vec<u8>>,
    lang: Lang,
    width: usize,
    keep: &dyn Fn(&Prompt) -> bool,
) -> String {
    let answer = Answer {
        comparison,
        lists,
        lang,
        width,
    };
    let mut lines = vec![answer.outcome()];
    lines.extend(answer.prompts(keep));
    joined(lines)
}

fn joined(lines: Vec<String>) -> String {
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

struct Answer<'a> {
    comparison: &'a Comparison,
    lists: &'a RosterSet<Vec<u8>>,
    lang: Lang,
    width: usize,
}

impl Answer<'_> {
    fn pick(&self, words: [&'static str; 2]) -> &'static str {
        self.lang.pick(words)
    }

    fn outcome(&self) -> String {
        let outcome = self.comparison.outcome;
        let style = match outcome {
            Outcome::Prohibited => STOP,
            Outcome::Restricted | Outcome::Review | Outcome::Indeterminate => WARN,
            Outcome::Notice => INFO,
            Outcome::Preferred | Outcome::Clear => GOOD,
        };
        let words = styled(style, self.pick(words::outcome(outcome)));
        let code = styled(FAINT, outcome.code());
        self.fact(words::OUTCOME, &format!("{words}  {code}"))
    }

    fn head(&self) -> Vec<String> {
        let comparison = self.comparison;
        let mut packs = self.lists.rosters().map(Roster::policy);
        let scenario = packs.find_map(|pack| pack.scenario(&comparison.scenario));
        let name = scenario.map_or("", |scenario| scenario.name_in(self.lang));
        let matter = format!("{name} {}  {}", comparison.scenario, comparison.on);
        let mut lines = vec![self.outcome(), self.fact(words::MATTER, &matter)];
        let subjects = comparison.subjects.iter();
        lines.extend(subjects.map(|subject| self.fact(words::SUBJECT, &call(subject))));
        lines
    }

    fn prompts(&self, keep: &dyn Fn(&Prompt) -> bool) -> Vec<String> {
        let mut lines = Vec::new();
        for prompt in self.comparison.prompts.iter().filter(|prompt| keep(prompt)) {
            let style = match prompt.level {
                PromptLevel::Stop => STOP,
                PromptLevel::Warn => WARN,
                PromptLevel::Info => INFO,
                PromptLevel::Good => GOOD,
            };
            let mark = self.pick(words::level(prompt.level));
            let indent = mark.width() + 2;
            let text = wrapped(&plain(&prompt.text), self.width.saturating_sub(indent));
            for (at, line) in text.iter().enumerate() {
                lines.push(match at {
                    0 => format!("{}  {line}", styled(style, mark)),
                    _ => format!("{:indent$}{line}", ""),
                });
            }
        }
        lines
    }

    fn findings(&self) -> Vec<String> {
        let several = self.comparison.subjects.len() > 1;
        let from = usize::from(!several);
        let row = |finding: &Finding| self.row(finding).into_iter().skip(from).collect();
        let rows: Vec<Vec<String>> = self.comparison.findings.iter().map(row).collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let header: Vec<&str> = words::COLUMNS.map(|words| self.pick(words))[from..].to_vec();
        let mut lines = table(&header, &rows);
        if let Some(head) = lines.first_mut() {
            *head = styled(STRONG, head);
        }
        lines
    }

    fn row(&self, finding: &Finding) -> [String; 8] {
        let list = self.lists.list(&finding.list.code);
        let list = list.map_or(finding.list.name.as_str(), |list| list.name_in(self.lang));
        let unknown = || "—".to_owned();
        let until = finding.publish_until.map(|term| match term.0 {
            Some(date) => date.to_string(),
            None => self
                .lists
                .first()
                .policy()
                .word(Word::NoFixedTerm, self.lang)
                .to_owned(),
        });
        let subject = self.comparison.subjects.get(finding.subject);
        [
            subject.map_or_else(unknown, call),
            plain(list),
            self.pick(words::matched(finding.matched)).to_owned(),
            self.pick(words::effect(finding.effect)).to_owned(),
            finding.listed_on.map_or_else(unknown, |date| date.to_string()),
            until.unwrap_or_else(unknown),
            self.pick(words::status(finding.status)).to_owned(),
            finding.authority.as_deref().map_or_else(unknown, plain),
        ]
    }

    fn foot(&self) -> Vec<String> {
        let Comparison {
            freshness, compared, ..
        } = self.comparison;
        let state = self.pick(words::freshness(freshness.state));
        let (as_of, days) = (freshness.data_as_of, freshness.age_days);
        let (lists, records) = (compared.lists.len(), grouped(compared.records));
        let [data, scope] = match self.lang {
            Lang::ZhCn => [
                format!("截至 {as_of}，距今 {days} 天，{state}"),
                format!("{lists} 类名单，{records} 条有效记录"),
            ],
            Lang::En => [
                format!("as of {as_of}, {} ago, {state}", counted(days, "day")),
                format!(
                    "{}, {}",
                    counted(lists, "list"),
                    counted(self.comparison.compared.records, "live record")
                ),
            ],
        };
        let facts = [(words::DATA, data), (words::COMPARED, scope)].into_iter();
        let sources = self.sources().into_iter().map(|source| (words::SOURCE, source));
        facts
            .chain(sources)
            .map(|(what, text)| styled(FAINT, &self.fact(what, &text)))
            .collect()
    }

    /// Who published what was asked; each of several with its age.
    fn sources(&self) -> Vec<String> {
        let source = |publisher: &str, sequence: u64, policy: &str| {
            let (publisher, policy) = (plain(publisher), plain(policy));
            match self.lang {
                Lang::ZhCn => format!("{publisher}，第 {sequence} 期，措施清单 {policy}"),
                Lang::En => format!("{publisher}, no. {sequence}, policy pack {policy}"),
            }
        };
        let one = self.comparison.snapshot.iter();
        let one = one.map(|echo| source(&echo.publisher, echo.sequence, &echo.policy));
        let several = self
            .comparison
            .snapshots
            .iter()
            .flatten()
            .enumerate()
            .map(|(at, echo)| {
                let text = source(&echo.publisher, echo.sequence, &echo.policy);
                let (as_of, state) = (
                    echo.freshness.data_as_of,
                    self.pick(words::freshness(echo.freshness.state)),
                );
                match self.lang {
                    Lang::ZhCn => format!("[{}] {text}，截至 {as_of}，{state}", at + 1),
                    Lang::En => format!("[{}] {text}, as of {as_of}, {state}", at + 1),
                }
            });
        one.chain(several).collect()
    }

    fn fact(&self, what: [&'static str; 2], text: &str) -> String {
        let width = match self.lang {
            Lang::ZhCn => 4,
            Lang::En => 7,
        };
        format!("{}  {text}", padded(self.pick(what), width))
    }
}

/// A subject by what was typed; numbers of persons are masked already.
fn call(subject: &SubjectEcho) -> String {
    let parts = [&subject.name, &subject.credit_code, &subject.id];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    plain(&parts.join(" "))
}
