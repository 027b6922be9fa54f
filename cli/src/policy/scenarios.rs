//! `jrp scenarios`: where questions are asked, and what each list means there.

use super::Shows;
use super::cell::{self, Cell};
use crate::arguments::one_of;
use crate::error::CliError;
use crate::layout::padded;
use crate::{pack, terminal};
use jrp_core::policy::{Lang, Measure, Policy, Scenario};
use serde::Serialize;

/// Show the scenarios of the policy pack, and what each list means in one of them
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    shows: Shows,
    /// Show the measures of this scenario
    #[arg(value_name = "CODE")]
    scenario: Option<String>,
    /// Language of the names; measures and bases are Chinese
    #[arg(long, default_value = "zh-CN", value_parser = one_of(Lang::ALL.iter().map(|lang| lang.code()), Lang::from_code))]
    lang: Lang,
}

/// A scenario, in the order of the JSON keys.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown<'a> {
    code: &'a str,
    name: &'a str,
    name_en: &'a str,
    required_lists: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    required_basis: Option<&'a str>,
    measures: Vec<Cell<'a>>,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let policy = pack::read(args.shows.policy.as_deref())?;
    let wanted = |scenario: &&Scenario| {
        args.scenario
            .as_ref()
            .is_none_or(|code| code.eq_ignore_ascii_case(&scenario.code))
    };
    let scenarios: Vec<&Scenario> = policy.scenarios().iter().filter(wanted).collect();
    if scenarios.is_empty() {
        let known: Vec<&str> = policy
            .scenarios()
            .iter()
            .map(|known| known.code.as_str())
            .collect();
        return Err(CliError::Usage(format!(
            "{:?} is not a scenario of the policy pack; use one of {}",
            args.scenario.as_deref().unwrap_or_default(),
            known.join(", ")
        )));
    }
    if args.shows.json {
        let shown: Vec<Shown<'_>> = scenarios.iter().map(|scenario| show(&policy, scenario)).collect();
        terminal::print_value(&shown)?;
        return Ok(0);
    }
    let text: String = match args.scenario {
        Some(_) => scenarios
            .iter()
            .map(|scenario| whole(&policy, scenario, args.lang))
            .collect(),
        None => scenarios
            .iter()
            .map(|scenario| line(&policy, scenario, args.lang))
            .collect(),
    };
    terminal::print(&text)?;
    Ok(0)
}

fn measures<'a>(policy: &'a Policy, scenario: &Scenario) -> impl Iterator<Item = &'a Measure> {
    let code = scenario.code.clone();
    policy
        .measures()
        .iter()
        .filter(move |measure| measure.scenario == code)
}

fn show<'a>(policy: &'a Policy, scenario: &'a Scenario) -> Shown<'a> {
    Shown {
        code: &scenario.code,
        name: &scenario.name,
        name_en: &scenario.name_en,
        required_lists: &scenario.required_lists,
        required_basis: scenario.required_basis.as_deref(),
        measures: measures(policy, scenario).map(Cell::of).collect(),
    }
}

fn line(policy: &Policy, scenario: &Scenario, lang: Lang) -> String {
    let count = measures(policy, scenario)
        .filter(|measure| measure.enabled)
        .count();
    let measures = match lang {
        Lang::ZhCn => format!("{count} 条措施"),
        Lang::En => format!("{count} measures"),
    };
    format!(
        "{}{}{measures}\n",
        padded(&scenario.code, 8),
        padded(scenario.name_in(lang), 44)
    )
}

/// The scenario with its measures, the strictest first.
fn whole(policy: &Policy, scenario: &Scenario, lang: Lang) -> String {
    let mut text = format!("{} {}\n", scenario.code, scenario.name_in(lang));
    if !scenario.required_lists.is_empty() {
        let required = lang.pick(["必查名单：", "required lists: "]);
        let basis = scenario.required_basis.as_deref().unwrap_or_default();
        text.push_str(&format!(
            "  {required}{} ({basis})\n",
            scenario.required_lists.join(", ")
        ));
    }
    let mut cells: Vec<&Measure> = measures(policy, scenario).collect();
    cells.sort_by_key(|measure| (!measure.enabled, measure.effect));
    cells
        .iter()
        .for_each(|measure| text.push_str(&cell::text(measure, policy, lang)));
    text
}
