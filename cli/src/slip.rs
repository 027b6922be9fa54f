//! `jrp slip`: evidence as one printed page for the procurement file.

mod html;
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
    /// Language of the page [default: that of the question]
    #[arg(long, value_parser = one_of(Lang::ALL.iter().map(|lang| lang.code()), Lang::from_code))]
    lang: Option<Lang>,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    files::keep_apart(&[("--out", &args.out)], &[&args.evidence])?;
    let text = replay::text_of(&args.evidence)?;
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
    out.finish()?;
    Ok(0)
}
