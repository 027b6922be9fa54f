//! `jrp office publish`

use super::Common;
use crate::arguments::time;
use crate::error::CliError;
use crate::layout::counted;
use crate::{feeding, keys, progress, terminal};
use jrp_core::date::Timestamp;
use jrp_folder::office::{OfficeError, OfficeKeys, OfficePublished, PublishOptions, Settings};
use serde_json::json;
use std::fmt::Write as _;

/// Publish what stands for every audience of office.toml
///
/// Stops where a guard of office.toml says so, and then publishes nothing. Ends with 3 where it was published but a row that
/// withdraws a record was not applied to one that stays.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
    /// Let go what the guard of shrinking lists holds
    #[arg(long)]
    allow_shrink: bool,
    /// Begin the log of publications anew, where it and its copy in `logs` are lost; those who follow must accept it by
    /// `jrp pull --new-log`
    #[arg(long)]
    new_log: bool,
    /// Train the dictionaries of a new base anew, in place of keeping those of the base before where they serve well
    #[arg(long)]
    fresh_dictionaries: bool,
    /// After this no answer is given [default: 30 days after the issue]
    #[arg(long, value_name = "RFC3339", value_parser = time)]
    expires: Option<Timestamp>,
}

/// The keys that office.toml names.
pub(super) fn read_keys(common: &Common, settings: &Settings) -> Result<OfficeKeys, CliError> {
    let place = |name: &String| common.dir.join(name);
    let signing = settings
        .keys
        .signing
        .iter()
        .map(|name| keys::signing(&place(name)));
    let person = settings.keys.person.as_ref().map(place);
    Ok(OfficeKeys {
        signing: signing.collect::<Result<_, _>>()?,
        person: keys::person(person.as_deref())?,
    })
}

pub(super) fn run(args: &Args) -> Result<u8, CliError> {
    let common = &args.common;
    let mut office = common.open()?;
    let settings = office.settings().clone();
    let mut options = PublishOptions::default();
    options.allow_shrink = args.allow_shrink;
    options.new_log = args.new_log;
    options.fresh_dictionaries = args.fresh_dictionaries;
    options.expires_at = args.expires;
    let progress = progress::Watcher::default();
    let keys = || read_keys(common, &settings);
    let published = office.publish(keys, options, &|event| progress.hear(event))?;
    drop(progress);
    let dir = common.dir.display();
    let next = format!("carry the published folders to the web servers, then jrp office verify {dir}");
    let released: Vec<_> = published
        .released
        .iter()
        .map(|released| {
            let manifest = released.published.as_ref().map(|published| &published.manifest);
            json!({
                "audience": released.audience.code(),
                "folder": released.folder.display().to_string(),
                "sequence": manifest.map(|manifest| manifest.sequence()),
                "base": released.published.as_ref().map(|published| published.reason.is_some()),
                "line": released.line,
                "foreseen": common.dry_run.then_some(&released.foreseen),
            })
        })
        .collect();
    let value = json!({ "published": released, "said": published.said, "stops": published.stops });
    common.say(&text(&published)?, &next, value)?;
    let of_both = published
        .released
        .iter()
        .filter_map(|released| released.published.as_ref());
    let mut warnings: Vec<String> = Vec::new();
    for warning in of_both.flat_map(|published| &published.warnings) {
        let warning = feeding::office_warning(warning);
        // What both audiences are warned of is said once.
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }
    warnings.iter().for_each(terminal::warn);
    published.said.iter().for_each(terminal::warn);
    if !published.stops.is_empty() {
        return Err(OfficeError::Guarded {
            reasons: published.stops,
        }
        .into());
    }
    let unapplied = published.released.iter().any(|released| released.unapplied > 0);
    Ok(if unapplied { feeding::NOT_APPLIED } else { 0 })
}

fn text(published: &OfficePublished) -> Result<String, CliError> {
    let mut text = String::new();
    for released in &published.released {
        let _ = write!(
            text,
            "{} for {}",
            released.folder.display(),
            released.audience.code()
        );
        let Some(published) = &released.published else {
            text.push('\n');
            for list in &released.foreseen {
                let name = if list.list == "-" { "no list" } else { &list.list };
                let _ = writeln!(
                    text,
                    "  {name}: {}, {} new, {} gone, {} unread",
                    counted(list.records, "record"),
                    list.new,
                    list.gone,
                    counted(list.unread, "row")
                );
            }
            continue;
        };
        let kind = if published.reason.is_some() {
            "a base"
        } else {
            "a delta"
        };
        let report = &published.made.read.report;
        let _ = writeln!(
            text,
            ": no. {}, {kind}, {}, {} refused",
            published.manifest.sequence(),
            counted(report.loaded(), "record"),
            counted(report.refused(), "row")
        );
        for change in published.made.changes.iter().flat_map(|changes| &changes.lists) {
            if change.added + change.changed + change.removed > 0 {
                let _ = writeln!(
                    text,
                    "  {}: {} new, {} changed, {} gone, now {}",
                    change.list, change.added, change.changed, change.removed, change.after
                );
            }
        }
    }
    Ok(text)
}
