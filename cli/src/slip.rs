//! `jrp slip`: evidence as one printed page for the procurement file.

pub(crate) mod html;
mod page;
mod qr;
mod words;

use crate::arguments::one_of;
use crate::error::CliError;
use crate::files::{self, Access, Draft, Shown};
use crate::replay;
use jrp_core::policy::Lang;
use page::{Filled, Page};
use std::path::PathBuf;

/// Make the printable page of an evidence file
///
/// One A4 page up to five records, in HTML with a print style sheet: no script, nothing that is loaded from elsewhere. It
/// has room for the picture of the official query, for signature and seal, and says that it replaces none of them.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The evidence, as `jrp check --evidence` or another host of JRP wrote it
    #[arg(value_name = "EVIDENCE.json")]
    evidence: PathBuf,
    /// The page
    #[arg(long, value_name = "SLIP.html")]
    out: PathBuf,
    /// The project, where the evidence names none; the page says that it was added
    #[arg(long, value_name = "TEXT")]
    project: Option<String>,
    /// Who asked, where the evidence names nobody; likewise
    #[arg(long, value_name = "TEXT")]
    operator: Option<String>,
    /// The row, where the evidence is that of a register (its header is row 1)
    #[arg(long, value_name = "N")]
    row: Option<u64>,
    /// Write the evidence of the row by itself too; it holds no other row, and proves that it is one of the register
    #[arg(long, value_name = "ROW.json", requires = "row")]
    take_out: Option<PathBuf>,
    /// Language of the page [default: that of the question]
    #[arg(long, value_parser = one_of(Lang::ALL.iter().map(|lang| lang.code()), Lang::from_code))]
    lang: Option<Lang>,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let mut outputs = vec![("--out", args.out.as_path())];
    outputs.extend(args.take_out.as_deref().map(|path| ("--take-out", path)));
    files::keep_apart(&outputs, &[&args.evidence])?;
    let text = replay::one(&args.evidence, args.row)?;
    let evidence = replay::parse(&args.evidence, &text)?;
    let told = evidence.occasion();
    let filled = |flag, told: Option<String>, given: &Option<String>| match (told, given) {
        (Some(told), Some(given)) if told != *given => Err(CliError::Usage(format!(
            "{flag} {given}: the evidence {} names {told}; leave {flag} out",
            Shown(&args.evidence)
        ))),
        (Some(told), _) => Ok(Filled::Told(told)),
        (None, Some(given)) => Ok(Filled::Added(evidence.shown(given))),
        (None, None) => Ok(Filled::Blank),
    };
    let project = filled("--project", told.project, &args.project)?;
    let operator = filled("--operator", told.operator, &args.operator)?;
    let mut out = Draft::create(&args.out, Access::Group)?;
    // Evidence that was parsed is JSON.
    let value = serde_json::from_str(&text).unwrap_or_default();
    let lang = args.lang.unwrap_or(evidence.lang());
    let page = Page {
        evidence: &value,
        lang,
        project,
        operator,
    };
    out.append(page.html().as_bytes())?;
    if let Some(path) = &args.take_out {
        let mut alone = Draft::create(path, Access::Group)?;
        alone.append(text.as_bytes())?;
        alone.finish()?;
    }
    out.finish()?;
    Ok(0)
}
