//! `jrp check`: one question, answered.

use crate::arguments::{date, one_of, time};
use crate::error::CliError;
use crate::{answer, clock, keys, screen, snapshots};
use clap::ArgGroup;
use jrp_core::compare::{Comparison, Outcome};
use jrp_core::date::{Date, Timestamp};
use jrp_core::policy::{Condition, Lang};
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::SubjectKind;
use jrp_core::roster::Roster;
use jrp_core::subject::IdKind;
use std::path::PathBuf;

/// Compare a subject with the lists of a snapshot
///
/// Exits with 0 for clear, notice and preferred, 10 for review, 11 for restricted, 12 for prohibited, 20 for
/// indeterminate; 1 where there is no answer, 2 where the command line is wrong.
#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("subject").args(["credit_code", "name", "id"]).required(true).multiple(true))]
pub(crate) struct Args {
    /// The snapshot
    #[arg(long, value_name = "FILE.jrp")]
    snapshot: PathBuf,
    /// Deltas on it, in their order
    #[arg(long = "delta", value_name = "FILE.jrp", num_args = 1..)]
    deltas: Vec<PathBuf>,
    /// Whose signature counts: the publisher's jrp.pub, or a trust file; may be given again for several
    #[arg(long, value_name = "FILE", required = true)]
    trust: Vec<PathBuf>,
    /// person.key, without which natural persons are not compared
    #[arg(long, value_name = "FILE")]
    person_key: Option<PathBuf>,
    /// Where the question is asked: ZFCG 政府采购, ZTB 招标投标, XZXK 行政许可 …
    #[arg(long, value_name = "CODE")]
    scenario: String,
    /// Whether an organisation, a natural person or a sole trader is meant
    #[arg(long, value_name = "KIND", value_parser = one_of(SubjectKind::ALL.map(SubjectKind::code), SubjectKind::from_code))]
    subject_kind: Option<SubjectKind>,
    /// Unified social credit code
    #[arg(long, value_name = "C")]
    credit_code: Option<String>,
    /// Name
    #[arg(long, value_name = "N")]
    name: Option<String>,
    /// Kind of the number given by --id
    #[arg(long, value_name = "K", requires = "id", value_parser = one_of(IdKind::ALL.map(IdKind::code), IdKind::from_code))]
    id_kind: Option<IdKind>,
    /// Another number of the subject
    #[arg(long, value_name = "I", requires = "id_kind")]
    id: Option<String>,
    /// Credit codes of the other members of a consortium
    #[arg(long = "member", value_name = "CREDIT-CODE", num_args = 1.., value_delimiter = ',')]
    members: Vec<String>,
    /// What is asserted, so that conditional measures apply
    #[arg(long = "condition", value_name = "CONDITION", num_args = 1.., value_delimiter = ',',
        value_parser = one_of(Condition::ALL.iter().map(|condition| condition.code()), Condition::from_code))]
    conditions: Vec<Condition>,
    /// The date on which records must be effective, such as the tender cut-off [default: today in Beijing]
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<Date>,
    /// The present time, by which the age of the data is judged [default: the clock]
    #[arg(long, value_name = "RFC3339", value_parser = time)]
    now: Option<Timestamp>,
    /// Refuse a snapshot, or the last delta on it, with a lower sequence
    #[arg(long, value_name = "N")]
    min_sequence: Option<u64>,
    /// Language of the answer
    #[arg(long, default_value = "zh-CN", value_parser = one_of(Lang::ALL.iter().map(|lang| lang.code()), Lang::from_code))]
    lang: Lang,
    /// Print the answer as one line of JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let (roster, comparison) = compare(args)?;
    if args.json {
        screen::print_plain(&format!("{}\n", comparison.to_json()))?;
    } else {
        let text = answer::text(&comparison, roster.policy(), args.lang, screen::width());
        screen::print(&text)?;
    }
    Ok(exit_code(comparison.outcome))
}

/// Opens the snapshot and asks.
pub(crate) fn compare(args: &Args) -> Result<(Roster<Vec<u8>>, Comparison), CliError> {
    let now = clock::given_or_now(args.now)?;
    let trust = keys::trust(&args.trust)?.with_minimum_sequence(args.min_sequence.unwrap_or(0));
    let person_key = keys::person(args.person_key.as_deref())?;
    let roster = snapshots::open(&args.snapshot, &args.deltas, &trust, person_key)?;
    let query = Query {
        scenario: args.scenario.clone(),
        subjects: args.subjects(),
        conditions: args.conditions.clone(),
        on: args.on.unwrap_or_else(|| now.beijing_date()),
        now,
        lang: args.lang,
    };
    let comparison = roster.check(&query).map_err(|source| CliError::Query {
        path: args.snapshot.clone(),
        source,
    })?;
    Ok((roster, comparison))
}

impl Args {
    fn subjects(&self) -> Vec<SubjectQuery> {
        let first = SubjectQuery {
            kind: self.subject_kind,
            credit_code: self.credit_code.clone(),
            name: self.name.clone(),
            id: self.id_kind.zip(self.id.clone()),
        };
        let members = self.members.iter().map(|code| SubjectQuery {
            credit_code: Some(code.clone()),
            ..Default::default()
        });
        std::iter::once(first).chain(members).collect()
    }
}

/// What a script learns.
pub(crate) fn exit_code(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Clear | Outcome::Notice | Outcome::Preferred => 0,
        Outcome::Review => 10,
        Outcome::Restricted => 11,
        Outcome::Prohibited => 12,
        Outcome::Indeterminate => 20,
    }
}
