//! `jrp slip`: evidence as one printed page for the procurement file.

use crate::arguments::one_of;
use crate::error::CliError;
use crate::files::{self, Access, Draft, Shown};
use crate::replay;
use jrp_core::policy::Lang;
use jrp_slip::{Additions, SlipError};
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
    let text = replay::one(&args.evidence, replay::text_of(&args.evidence)?, args.row)?;
    let additions = Additions {
        lang: args.lang,
        project: args.project.as_deref(),
        operator: args.operator.as_deref(),
    };
    let page = jrp_slip::page(&text, &additions).map_err(|error| match error {
        SlipError::Evidence(source) => CliError::Evidence {
            path: args.evidence.clone(),
            source,
        },
        SlipError::Contradicts { what, given, told } => CliError::Usage(format!(
            "--{what} {given}: the evidence {} names {told}; leave --{what} out",
            Shown(&args.evidence)
        )),
    })?;
    let mut out = Draft::create(&args.out, Access::Group)?;
    out.append(page.as_bytes())?;
    if let Some(path) = &args.take_out {
        let mut alone = Draft::create(path, Access::Group)?;
        alone.append(text.as_bytes())?;
        alone.finish()?;
    }
    out.finish()?;
    Ok(0)
}
