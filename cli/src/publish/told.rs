//! What a publication tells its operator.

use super::{Args, Publication, Reason};
use crate::error::CliError;
use crate::feeding::{self, Made};
use crate::layout::{grouped, padded};
use jrp_core::manifest::Manifest;

/// The summary of the feeds, then the folder, then the lists that changed.
pub(super) fn text(
    args: &Args,
    publication: &Publication<'_>,
    made: &Made,
    manifest: &Manifest,
    reason: Option<Reason>,
    pruned: usize,
) -> Result<String, CliError> {
    let mut text = feeding::summary(&args.out, &args.inputs, made)?;
    let mut fact = |what: &str, fact: &str| text.push_str(&format!("  {}{fact}\n", padded(what, 13)));
    match reason {
        Some(reason) => fact("published", &format!("a base: {reason}")),
        None => fact("published", "a delta"),
    }
    let deltas: u64 = manifest.deltas.iter().map(|layer| layer.bytes).sum();
    let (base, count) = (grouped(manifest.base.bytes), manifest.deltas.len());
    fact(
        "folder",
        &match count {
            0 => format!("a base of {base} bytes"),
            1 => format!("a base of {base} bytes and 1 delta of {}", grouped(deltas)),
            count => format!("a base of {base} bytes and {count} deltas of {}", grouped(deltas)),
        },
    );
    if let Some(last) = &publication.last {
        fact("before", &format!("no. {}", last.sequence()));
    }
    if pruned > 0 {
        fact("pruned", &format!("{pruned} files of earlier publications"));
    }
    if let Some(changes) = &made.changes {
        text.push_str(&format!("\n{}", changes.text()));
    }
    Ok(text)
}
