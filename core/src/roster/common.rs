//! What all answers of a roster have in common, made once for each roster.

use crate::policy::{Lang, ListKind, Policy, Scenario, Topic, Word};
use crate::snapshot::{Header, Snapshot};
use serde::Serialize;
use std::sync::Arc;

/// What the subjects were compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Compared {
    /// Lists covered, by code
    pub lists: Vec<String>,
    /// Live records on them
    pub records: u64,
}

/// Which snapshot answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SnapshotEcho {
    /// 发布机构
    pub publisher: String,
    /// Sequence of the newest layer
    pub sequence: u64,
    /// Deltas on the base
    pub deltas: usize,
    /// Header digest of the newest layer
    pub digest: String,
    /// Version of the policy pack
    pub policy: String,
}

/// Echoes, coverage and words that no question changes.
#[derive(Clone)]
pub(crate) struct Common {
    pub(crate) compared: Arc<Compared>,
    /// Places in the policy pack of the lists covered of which some rows name nobody
    pub(crate) incomplete: Vec<usize>,
    pub(crate) snapshot: Arc<SnapshotEcho>,
    /// By scenario, in the pack's order
    coverage: Vec<Coverage>,
    zh_cn: Words,
    en: Words,
}

/// Whether the lists covered are enough to say that nothing was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Coverage {
    Enough,
    /// Required lists that are missing, or the lists that have a measure where none of them is covered: places in the
    /// policy pack
    Lacking(Vec<usize>),
    /// No list has a measure in the scenario
    NoMeasures,
}

/// Parts of prompts in one language.
#[derive(Clone)]
pub(crate) struct Words {
    /// The names of the lists covered
    pub(crate) lists: String,
    /// Name and address of the official channel, by topic
    channels: Vec<String>,
}

impl Common {
    pub(super) fn new<B: AsRef<[u8]>>(newest: &Snapshot<B>, deltas: usize, policy: &Policy) -> Self {
        let header = newest.header();
        let covered = || header.lists.iter().filter(|list| list.covered);
        let compared = Compared {
            lists: covered().map(|list| list.code.clone()).collect(),
            records: covered().map(|list| list.records).sum(),
        };
        let snapshot = SnapshotEcho {
            publisher: header.publisher.clone(),
            sequence: header.sequence,
            deltas,
            digest: newest.digest().to_owned(),
            policy: policy.version().to_owned(),
        };
        let scenarios = policy.scenarios().iter();
        let words = |lang| Words::new(lang, header, policy, &compared.lists);
        Self {
            coverage: scenarios
                .map(|scenario| coverage(scenario, policy, &compared.lists))
                .collect(),
            zh_cn: words(Lang::ZhCn),
            en: words(Lang::En),
            incomplete: incomplete(header, policy),
            compared: Arc::new(compared),
            snapshot: Arc::new(snapshot),
        }
    }

    /// The coverage of the scenario at this place in the policy pack.
    pub(crate) fn coverage(&self, scenario: usize) -> &Coverage {
        self.coverage.get(scenario).unwrap_or(&Coverage::NoMeasures)
    }

    pub(crate) fn words(&self, lang: Lang) -> &Words {
        match lang {
            Lang::ZhCn => &self.zh_cn,
            Lang::En => &self.en,
        }
    }
}

/// A row that names nobody may be anybody's.
fn incomplete(header: &Header, policy: &Policy) -> Vec<usize> {
    let lists = header.lists.iter();
    let lists = lists.filter(|list| list.covered && list.unnamed > 0);
    let place = |code: &str| policy.lists().iter().position(|list| list.code == code);
    lists.filter_map(|list| place(&list.code)).collect()
}

fn coverage(scenario: &Scenario, policy: &Policy, covered: &[String]) -> Coverage {
    let is_covered = |code: &str| covered.iter().any(|list| list == code);
    let places = |codes: &mut dyn Iterator<Item = &str>| -> Vec<usize> {
        let place = |code: &str| policy.lists().iter().position(|list| list.code == code);
        codes.filter_map(place).collect()
    };
    let mut required = scenario.required_lists.iter().map(String::as_str);
    let missing = places(&mut required.by_ref().filter(|code| !is_covered(code)));
    if !missing.is_empty() {
        return Coverage::Lacking(missing);
    }
    let cells = policy.measures().iter();
    let cells = cells.filter(|cell| cell.scenario == scenario.code && cell.enabled);
    let mut lists = cells.map(|cell| cell.list.as_str());
    if lists.clone().any(is_covered) {
        return Coverage::Enough;
    }
    match places(&mut lists) {
        none if none.is_empty() => Coverage::NoMeasures,
        lists => Coverage::Lacking(lists),
    }
}

impl Words {
    fn new(lang: Lang, header: &Header, policy: &Policy, covered: &[String]) -> Self {
        let lists = covered.iter().filter_map(|code| policy.list(code));
        let region = Some(header.region.as_str()).filter(|region| !region.is_empty());
        let topics = Topic::ALL.iter();
        Self {
            lists: list_names(lists, policy, lang),
            channels: topics
                .map(|topic| channel(*topic, region, policy, lang))
                .collect(),
        }
    }

    /// Name and address of the channel for a topic, in the snapshot's region.
    pub(crate) fn channel(&self, topic: Topic) -> &str {
        self.channels.get(topic as usize).map_or("", String::as_str)
    }
}

/// The names of lists, one after the other.
pub(crate) fn list_names<'a>(
    lists: impl Iterator<Item = &'a ListKind>,
    policy: &Policy,
    lang: Lang,
) -> String {
    let names: Vec<&str> = lists.map(|list| list.name_in(lang)).collect();
    names.join(policy.word(Word::ListSeparator, lang))
}

fn channel(topic: Topic, region: Option<&str>, policy: &Policy, lang: Lang) -> String {
    let link = policy
        .link(topic, region)
        .or_else(|| policy.link(Topic::OfficialQuery, region));
    let Some(link) = link else {
        return policy.word(Word::OfficialChannel, lang).to_owned();
    };
    match lang {
        Lang::ZhCn => format!("{}（{}）", link.name_in(lang), link.url),
        Lang::En => format!("{} ({})", link.name_in(lang), link.url),
    }
}
