//! `jrp check`: one question, answered.

use crate::arguments::one_of;
use crate::asking::{Asking, exit_code};
use crate::error::CliError;
use crate::{answer, asking, terminal};
use clap::ArgGroup;
use jrp_core::compare::Comparison;
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::SubjectKind;
use jrp_core::roster::Roster;
use jrp_core::subject::IdKind;

/// Compare a subject with the lists of a snapshot
///
/// Exits with 0 for clear, notice and preferred, 10 for review, 11 for restricted, 12 for prohibited, 20 for
/// indeterminate; 1 where there is no answer, 2 where the command line is wrong.
#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("subject").args(["credit_code", "name", "id"]).required(true).multiple(true))]
pub(crate) struct Args {
    #[command(flatten)]
    asking: Asking,
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
    /// Another number of the subject; `-` reads it from standard input, one line, because others on this computer can see
    /// a command line while the command runs
    #[arg(long, value_name = "I", requires = "id_kind")]
    id: Option<String>,
    /// Credit codes of the other members of a consortium
    #[arg(long = "member", value_name = "CREDIT-CODE", num_args = 1.., value_delimiter = ',')]
    members: Vec<String>,
    /// Print the answer as one line of JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let (roster, comparison) = compare(args)?;
    if args.json {
        terminal::print_json(&format!("{}\n", comparison.to_json()))?;
    } else {
        let text = answer::text(
            &comparison,
            roster.policy(),
            args.asking.lang(),
            terminal::width(),
        );
        terminal::print(&text)?;
    }
    Ok(exit_code(comparison.outcome))
}

/// Opens the snapshot and asks.
pub(crate) fn compare(args: &Args) -> Result<(Roster<Vec<u8>>, Comparison), CliError> {
    let (roster, question) = args.asking.open()?;
    let query = args.subjects(question)?;
    let comparison = roster
        .check(&query)
        .map_err(|source| args.asking.refused(source))?;
    Ok((roster, comparison))
}

/// In the place of a number: it comes from standard input.
const FROM_INPUT: &str = "-";

impl Args {
    fn subjects(&self, question: Query) -> Result<Query, CliError> {
        let id = match self.id.as_deref() {
            Some(FROM_INPUT) => Some(asking::line_of_input("--id -")?),
            id => id.map(str::to_owned),
        };
        let first = SubjectQuery {
            kind: self.subject_kind,
            credit_code: self.credit_code.clone(),
            name: self.name.clone(),
            id: None,
        };
        let first = first.id_of_form(self.id_kind, id);
        let first = first.map_err(|source| self.asking.refused(source))?;
        let members = self.members.iter();
        let members = members.map(|code| SubjectQuery::default().credit_code(code));
        Ok(question.subject(first).members(members))
    }
}
