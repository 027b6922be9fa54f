//! One measure, as it is shown.

use jrp_core::policy::{Lang, Measure, Policy, Word};
use serde::Serialize;

/// A measure of a scenario, in the order of the JSON keys.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Cell<'a> {
    pub(super) list: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) role: Option<&'static str>,
    pub(super) effect: &'static str,
    pub(super) strength: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) condition: Option<&'static str>,
    pub(super) measure: &'a str,
    pub(super) basis: &'a str,
    pub(super) verified: &'static str,
    pub(super) enabled: bool,
}

impl<'a> Cell<'a> {
    pub(super) fn of(measure: &'a Measure) -> Self {
        Self {
            list: &measure.list,
            role: measure.role.map(|role| role.code()),
            effect: measure.effect.code(),
            strength: measure.strength.code(),
            condition: measure.condition.map(|condition| condition.code()),
            measure: &measure.text,
            basis: &measure.basis,
            verified: measure.verified.code(),
            enabled: measure.enabled,
        }
    }
}

/// The measure on two lines: what it does to whom under which condition, and on what basis.
pub(super) fn text(measure: &Measure, policy: &Policy, lang: Lang) -> String {
    let name = policy.list(&measure.list).map_or("", |list| list.name_in(lang));
    let effect = lang.pick(crate::words::effect(Some(measure.effect)));
    let mut head = format!("  {}  {name}  {effect}", measure.list);
    let mut add = |word: Word| head.push_str(&format!("  [{}]", policy.word(word, lang)));
    if let Some(role) = measure.role {
        add(role.into());
    }
    if let Some(condition) = measure.condition {
        add(condition.into());
    }
    let mut basis = measure.basis.clone();
    if !measure.verified.holds() {
        basis.push_str(lang.pick(["（依据待核）", " (basis to be verified)"]));
    }
    if !measure.enabled {
        basis.push_str(lang.pick(["（未启用）", " (not in force)"]));
    }
    format!("{head}\n      {}\n      {basis}\n", measure.text_in(lang))
}
