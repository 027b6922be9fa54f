//! The policy pack: list kinds, scenarios, measures, links, prompt texts and the holiday calendar.
//!
//! ```text
//! policy/*.csv ──Tables::from_csv──► Tables ──(in a snapshot)──► Tables ──Policy::from_tables──► Policy
//! ```
//!
//! [`Tables`] are cells of text, carried by a snapshot as they are. [`Policy`] is the checked pack; making one from
//! foreign tables never panics, and a refusal names file, row and column. `policy/README.md` describes the files.

mod calendar;
mod cell;
mod code;
mod condition;
mod error;
#[cfg(feature = "build")]
mod files;
mod lang;
mod level;
mod link;
mod list;
mod measure;
mod pack;
mod prompt;
mod render;
mod scenario;
mod sheet;
mod tables;
mod term;
#[cfg(all(test, feature = "build"))]
mod tests;
mod word;

pub use calendar::WorkCalendar;
pub use cell::Cell;
pub use condition::{Condition, Role};
pub use error::{PolicyError, PolicyProblem};
pub use lang::Lang;
pub use level::Level;
pub use link::{Link, Topic};
pub use list::{Disclosure, ListKind, Polarity, Scope};
pub use measure::{Effect, Measure, Strength, Verified};
pub use pack::PolicyPack;
pub use prompt::{PromptCode, PromptLevel};
pub use render::render;
pub use scenario::Scenario;
pub use tables::{Table, Tables};
pub use term::LongestTerm;
pub use word::Word;

use prompt::Prompts;
use render::Template;
use sheet::Sheet;
use word::Words;

/// The checked pack. [`Policy::default`] is an empty one.
///
/// ```
/// # #[cfg(feature = "build")] {
/// use jrp_core::policy::{Effect, Policy, Tables};
///
/// let policy = Policy::from_tables(&Tables::builtin().unwrap()).unwrap();
/// assert_eq!(policy.measures_of("BK-ZFCGSX", "ZFCG")[0].effect, Effect::Prohibit);
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    version: String,
    level: Level,
    lists: Vec<ListKind>,
    scenarios: Vec<Scenario>,
    measures: Vec<Measure>,
    links: Vec<Link>,
    prompts: Prompts,
    words: Words,
    calendar: WorkCalendar,
}

impl Policy {
    /// Checks the tables. All eight must be there, with the columns they are to have; other tables and columns only where
    /// their names begin with `x-`, and these are passed over.
    pub fn from_tables(tables: &Tables) -> Result<Self, PolicyError> {
        sheet::check_tables(tables)?;
        let lists = list::read(tables)?;
        let scenarios = scenario::read(tables, &lists)?;
        let measures = measure::read(tables, &lists, &scenarios)?;
        let (version, level) = read_pack(tables)?;
        Ok(Self {
            version,
            level,
            lists,
            scenarios,
            measures,
            links: link::read(tables)?,
            prompts: prompt::read(tables)?,
            words: word::read(tables)?,
            calendar: calendar::read(tables)?,
        })
    }

    /// The pack's version, such as `2026.11`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Whose pack it is; the nation's where it does not say.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The list kinds, by code.
    pub fn lists(&self) -> &[ListKind] {
        &self.lists
    }

    /// The list kind with this code.
    pub fn list(&self, code: &str) -> Option<&ListKind> {
        find(&self.lists, |list| list.code.as_str().cmp(code))
    }

    /// The scenarios, by code.
    pub fn scenarios(&self) -> &[Scenario] {
        &self.scenarios
    }

    /// The scenario with this code.
    pub fn scenario(&self, code: &str) -> Option<&Scenario> {
        find(&self.scenarios, |scenario| scenario.code.as_str().cmp(code))
    }

    /// The scenario with this code and its place.
    pub(crate) fn scenario_at(&self, code: &str) -> Option<(usize, &Scenario)> {
        let scenarios = &self.scenarios;
        let at = scenarios
            .binary_search_by(|scenario| scenario.code.as_str().cmp(code))
            .ok()?;
        Some((at, scenarios.get(at)?))
    }

    /// The measures, by list, scenario and role; those not enabled too.
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// The text of a prompt, with its placeholders; [`render()`] fills them in.
    pub fn prompt(&self, code: PromptCode, lang: Lang) -> &str {
        self.prompts.template(code, lang).map_or("", Template::text)
    }

    /// The text of a prompt, its placeholders filled in.
    pub(crate) fn prompt_with(&self, code: PromptCode, lang: Lang, values: &[(&str, &str)]) -> String {
        let template = self.prompts.template(code, lang);
        template
            .map(|template| template.render(values))
            .unwrap_or_default()
    }

    /// How loudly a prompt speaks.
    pub fn prompt_level(&self, code: PromptCode) -> PromptLevel {
        self.prompts.level(code)
    }

    /// A small word used inside prompts.
    pub fn word(&self, word: Word, lang: Lang) -> &str {
        self.words.text(word, lang)
    }

    /// The holiday calendar.
    pub fn calendar(&self) -> &WorkCalendar {
        &self.calendar
    }

    /// All links, by topic and region.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The link for a topic, of the nearest region: district, city, province, then the nation.
    pub fn link(&self, topic: Topic, region: Option<&str>) -> Option<&Link> {
        link::nearest(&self.links, topic, region)
    }
}

/// `pack.csv`: the version is needed, the level is the nation's where it is not said, the names are for people.
fn read_pack(tables: &Tables) -> Result<(String, Level), PolicyError> {
    let sheet = Sheet::open(tables, "pack", &["key", "value"])?;
    let keys = sheet.unique(|row| row.one_of("key", &["version", "level", "name", "name_en"]))?;
    let (mut version, mut level) = (None, Level::default());
    for (row, key) in keys {
        match key {
            "version" => {
                let text = row.required("value")?;
                let plain = |c: char| c.is_ascii_alphanumeric() || ".-_+".contains(c);
                if text.len() > 32 || !text.chars().all(plain) {
                    return Err(row.malformed("value", "at most 32 letters, digits, dots and hyphens"));
                }
                version = Some(text.to_owned());
            }
            "level" => level = row.coded("value")?,
            _ => {}
        }
    }
    let version = version.ok_or_else(|| sheet.lacks("version"))?;
    Ok((version, level))
}

/// Binary search in a slice sorted by what `order` compares.
fn find<T>(sorted: &[T], order: impl FnMut(&T) -> core::cmp::Ordering) -> Option<&T> {
    sorted.binary_search_by(order).ok().and_then(|at| sorted.get(at))
}
