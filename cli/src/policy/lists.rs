//! `jrp lists`: the lists that a policy pack knows.

use super::Shows;
use crate::arguments::one_of;
use crate::error::CliError;
use crate::layout::table;
use crate::{pack, terminal};
use jrp_core::policy::{Lang, ListKind};
use serde::Serialize;

/// Show the lists of the policy pack: codes, names, terms, legal basis
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    shows: Shows,
    /// Language of the names
    #[arg(long, default_value = "zh-CN", value_parser = one_of(Lang::ALL.iter().map(|lang| lang.code()), Lang::from_code))]
    lang: Lang,
}

/// A list, in the order of the JSON keys.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown<'a> {
    code: &'a str,
    name: &'a str,
    name_en: &'a str,
    aliases: &'a [String],
    polarity: &'static str,
    subject_kinds: Vec<&'static str>,
    authority: &'a str,
    basis: &'a str,
    validity: &'a str,
    exit_rule: &'a str,
    scope: &'static str,
    ended: bool,
    open_ended: bool,
    disclosure: &'static str,
}

impl<'a> Shown<'a> {
    fn of(list: &'a ListKind) -> Self {
        Self {
            code: &list.code,
            name: &list.name,
            name_en: &list.name_en,
            aliases: &list.aliases,
            polarity: list.polarity.code(),
            subject_kinds: list.subject_kinds.iter().map(|kind| kind.code()).collect(),
            authority: &list.authority,
            basis: &list.legal_basis,
            validity: &list.validity,
            exit_rule: &list.exit_rule,
            scope: list.scope.code(),
            ended: list.ended,
            open_ended: list.open_ended,
            disclosure: list.disclosure.code(),
        }
    }
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let policy = pack::read(args.shows.policy.as_deref())?;
    if args.shows.json {
        let lists: Vec<Shown<'_>> = policy.lists().iter().map(Shown::of).collect();
        terminal::print_value(&lists)?;
        return Ok(0);
    }
    let row = |list: &ListKind| {
        vec![
            list.code.clone(),
            list.polarity.code().to_owned(),
            list.name_in(args.lang).to_owned(),
            list.validity.clone(),
            list.legal_basis.clone(),
        ]
    };
    let rows: Vec<Vec<String>> = policy.lists().iter().map(row).collect();
    let header = match args.lang {
        Lang::ZhCn => ["代码", "类别", "名称", "期限", "依据"],
        Lang::En => ["code", "polarity", "name", "term", "basis"],
    };
    terminal::print(&format!("{}\n", table(&header, &rows).join("\n")))?;
    Ok(0)
}
