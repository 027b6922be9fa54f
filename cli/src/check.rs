//! `jrp check`: one question, answered.

use crate::arguments::one_of;
use crate::asking::{Asking, exit_code};
use crate::error::CliError;
use crate::files::{self, Access, Draft};
use crate::{answer, asking, evidence, terminal};
use clap::ArgGroup;
use jrp_core::compare::Comparison;
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::SubjectKind;
use jrp_core::roster::RosterSet;
use jrp_core::subject::IdKind;
use std::path::{Path, PathBuf};

/// Compare a subject with the lists of a snapshot, or of several publishers' together
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
    /// Write evidence of the answer for the procurement archive: what was asked, answered and when, and by which files
    #[arg(long, value_name = "FILE.json")]
    evidence: Option<PathBuf>,
    /// For which project was asked; the evidence names it
    #[arg(long, value_name = "TEXT", requires = "evidence")]
    project: Option<String>,
    /// Who asks; the evidence names them
    #[arg(long, value_name = "TEXT", requires = "evidence")]
    operator: Option<String>,
    /// Why you go on with a subject that is listed; the evidence says so
    #[arg(long, value_name = "TEXT", requires = "evidence")]
    reason: Option<String>,
    /// Print the answer as one line of JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let file = args.evidence.as_deref();
    if let Some(path) = file {
        let inputs: Vec<&Path> = args.asking.inputs().collect();
        files::keep_apart(&[("--evidence", path)], &inputs)?;
    }
    let file = file.map(|path| Draft::create(path, Access::Group)).transpose()?;
    let (rosters, query) = args.question()?;
    let comparison = args.ask(&rosters, &query)?;
    if let Some(mut file) = file {
        let occasion = evidence::occasion(
            args.project.as_deref(),
            args.operator.as_deref(),
            args.reason.as_deref(),
        )?;
        let text = comparison
            .evidence(&query, &occasion)
            .map_err(CliError::NoEvidence)?;
        file.append(text.as_bytes())?;
        file.finish()?;
    }
    if args.json {
        terminal::print_json(&format!("{}\n", comparison.to_json()))?;
    } else {
        let text = answer::text(&comparison, &rosters, args.asking.lang(), terminal::width());
        terminal::print(&text)?;
    }
    Ok(exit_code(comparison.outcome))
}

/// Opens the snapshots and asks.
pub(crate) fn compare(args: &Args) -> Result<(RosterSet<Vec<u8>>, Comparison), CliError> {
    let (rosters, query) = args.question()?;
    let comparison = args.ask(&rosters, &query)?;
    Ok((rosters, comparison))
}

/// In the place of a number: it comes from standard input.
const FROM_INPUT: &str = "-";

impl Args {
    /// Opens the lists; what is asked of them.
    fn question(&self) -> Result<(RosterSet<Vec<u8>>, Query), CliError> {
        let (rosters, question) = self.asking.open()?;
        Ok((rosters, self.subjects(question)?))
    }

    fn ask(&self, rosters: &RosterSet<Vec<u8>>, query: &Query) -> Result<Comparison, CliError> {
        rosters.check(query).map_err(|source| self.asking.refused(source))
    }

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
