//! What a publication tells its operator.

use super::Args;
use crate::error::CliError;
use crate::feeding;
use crate::layout::{counted, grouped, padded};
use jrp_folder::publish::{Published, Reason};

/// The summary of the feeds, then the folder, then the lists that changed.
pub(super) fn text(args: &Args, published: &Published) -> Result<String, CliError> {
    let Published {
        made,
        manifest,
        pruned,
        ..
    } = published;
    let mut text = feeding::summary(&args.out, &args.inputs, made)?;
    let mut fact = |what: &str, fact: &str| text.push_str(&format!("  {}{fact}\n", padded(what, 13)));
    match published.reason {
        Some(reason) => fact("published", &format!("a base: {}", why(reason))),
        None => fact("published", "a delta"),
    }
    let deltas: u64 = manifest.deltas.iter().map(|layer| layer.bytes).sum();
    let (base, count) = (grouped(manifest.base.bytes), manifest.deltas.len());
    fact(
        "folder",
        &match count {
            0 => format!("a base of {base} bytes"),
            count => format!(
                "a base of {base} bytes and {} of {}",
                counted(count, "delta"),
                grouped(deltas)
            ),
        },
    );
    if let Some(last) = &published.last {
        fact("before", &format!("no. {}", last.sequence()));
    }
    if *pruned > 0 {
        fact(
            "pruned",
            &format!("{} of earlier publications", counted(*pruned, "file")),
        );
    }
    if let Some(changes) = &made.changes {
        text.push_str(&format!("\n{}", feeding::changes(changes)));
    }
    Ok(text)
}

/// Why there is a new base.
fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::First => "there is nothing to continue",
        Reason::Names => "--possible-names is new, and a delta cannot bring it",
        Reason::Key => "the last publication was signed by another key",
        Reason::Length => "the chain has as many deltas as --max-chain allows",
        Reason::Share => "the deltas are as large as --max-share allows",
        Reason::RemovalAge => "a removal in the chain is as old as --max-removal-age allows",
        Reason::PublicRemoval => "a record was removed, and the public's files must not hold it any more",
        _ => "the chain has ended",
    }
}
