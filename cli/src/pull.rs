//! `jrp pull`: follows a published folder.

use crate::arguments::time;
use crate::error::CliError;
use crate::files::Shown;
use crate::layout::{counted, grouped, layers, padded, plain};
use crate::terminal::{GOOD, STRONG, styled};
use crate::{clock, keys, progress, terminal};
use clap::builder::NonEmptyStringValueParser;
use jrp_core::compare::FreshnessState;
use jrp_core::date::Timestamp;
use jrp_core::manifest::Manifest;
use jrp_folder::pull::{Notice, Pull, Pulled};
use std::path::PathBuf;
use std::time::Duration;

/// Follow a published folder: fetch what is new, prove it, then switch to it
///
/// Downloads resume where they ended. The folder of --into answers throughout (`jrp check --snapshot DIR`), and is
/// itself a published folder that others can pull from. The highest sequence it has seen is remembered in it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The published folder: an http(s) address or a folder; given again, the next is asked where one fails
    #[arg(long, value_name = "URL|DIR", required = true)]
    from: Vec<String>,
    /// Where to keep it
    #[arg(long, value_name = "DIR")]
    into: PathBuf,
    /// The publisher's public key or trust file; may be given again for several
    #[arg(long, value_name = "FILE", required = true)]
    trust: Vec<PathBuf>,
    /// person.key: proves the records of natural persons too before switching
    #[arg(long, value_name = "FILE")]
    person_key: Option<PathBuf>,
    /// Accept this publisher only; without it the first one pulled stays
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    publisher: Option<String>,
    /// Refuse a publication with a lower sequence, even the first
    #[arg(long, value_name = "N")]
    min_sequence: Option<u64>,
    /// The present time, by which the age of the data is judged [default: the clock]
    #[arg(long, value_name = "RFC3339", value_parser = time)]
    now: Option<Timestamp>,
    /// Fail where the publication is overdue, expired or from the future; the store follows it all the same
    #[arg(long)]
    require_fresh: bool,
    /// Do not read every record of what was fetched: neither state digest nor keys are proved then
    #[arg(long)]
    no_deep: bool,
    /// Accept a log of publications that the publisher has begun anew; ask him first. The old one is kept beside it
    #[arg(long)]
    new_log: bool,
    /// Give up after so many seconds in all
    #[arg(long, value_name = "SECONDS", default_value_t = 3600, value_parser = clap::value_parser!(u64).range(1..))]
    deadline: u64,
    /// How many seconds to wait for a connection, an answer, or the next bytes
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    patience: u64,
    /// Leave a source that sends fewer bytes a second, from --patience on
    #[arg(long, value_name = "BYTES", default_value_t = 1000)]
    min_rate: u64,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let now = clock::given_or_now(args.now)?;
    let trust = keys::trust(&args.trust)?.with_minimum_sequence(args.min_sequence.unwrap_or(0));
    let mut pull = Pull::new(args.from.clone(), args.into.clone(), trust);
    pull.least_sequence_given = args.min_sequence.is_some();
    pull.person_key = keys::person(args.person_key.as_deref())?;
    pull.publisher = args.publisher.clone();
    pull.deep = !args.no_deep;
    pull.new_log = args.new_log;
    pull.deadline = Duration::from_secs(args.deadline);
    pull.patience = Duration::from_secs(args.patience);
    pull.least_rate = args.min_rate;
    let progress = progress::Watcher::default();
    let pulled = pull.run(&|event| progress.hear(event))?;
    terminal::print(&describe(args, &pulled))?;
    match stale(&pulled.manifest, now) {
        Some(what) if args.require_fresh => Err(CliError::NotFresh { what }),
        Some(what) => {
            terminal::warn(&what);
            Ok(0)
        }
        None => Ok(0),
    }
}

/// Says what stops nothing and ought to be known.
pub(crate) fn warn(notice: &Notice<'_>) {
    terminal::warn(match notice {
        Notice::NextSource { error } => {
            format!("{}; asking the next --from", crate::error::folder::text(error))
        }
        Notice::OwnLatestRefused { path, error } => format!(
            "{}: the store's own `latest` is not believed: {error}",
            Shown(path)
        ),
        Notice::MarkOnly { store, seen } => format!(
            "{}: the store has lost `latest`; by its mark it has seen no. {seen}, and nothing older is taken",
            Shown(store)
        ),
        Notice::NoMark { store } => format!(
            "{}: the store has lost `latest` and with it the highest sequence it has seen; give --min-sequence, so \
             that no old publication takes its place",
            Shown(store)
        ),
        other => format!("{other:?}"),
    });
}

fn describe(args: &Args, pulled: &Pulled) -> String {
    let Pulled {
        manifest, plan, last, ..
    } = pulled;
    let sequence = manifest.sequence();
    let state = match last {
        Some(last) if last == manifest => "up to date".to_owned(),
        Some(last) => format!("followed from no. {}", last.sequence()),
        None => "pulled for the first time".to_owned(),
    };
    let layers = layers(manifest.deltas.len());
    let all: u64 = manifest.layers().map(|layer| layer.bytes).sum();
    let fetched = counted(plan.fetch.len(), "file");
    let facts = [
        ("layers", format!("{layers}, {} bytes", grouped(all))),
        ("fetched", format!("{fetched}, {} bytes", grouped(plan.bytes()))),
        ("digest", manifest.digest()),
        ("next due", manifest.next_update.to_string()),
        ("expires", manifest.expires_at.to_string()),
    ];
    let lines = facts.map(|(what, fact)| format!("  {}{fact}\n", padded(what, 10)));
    format!(
        "{}  {} no. {sequence}, {}\n\n{}",
        styled(STRONG, &Shown(&args.into).to_string()),
        plain(&manifest.publisher),
        styled(GOOD, &state),
        lines.concat()
    )
}

/// What is wrong with the age of a publication.
fn stale(manifest: &Manifest, now: Timestamp) -> Option<String> {
    let sequence = manifest.sequence();
    match manifest.freshness(now) {
        FreshnessState::Fresh => None,
        FreshnessState::Stale => Some(format!(
            "no. {sequence} is overdue: the next was due {}; ask the publisher, or look for a cache on the way that \
             serves an old publication",
            manifest.next_update
        )),
        FreshnessState::Expired => Some(format!(
            "no. {sequence} expired {}, and every answer is `indeterminate`; check the clock ({now}), then ask the \
             publisher, or look for a cache on the way that serves an old publication",
            manifest.expires_at
        )),
        FreshnessState::Future => Some(format!(
            "no. {sequence} was issued {}, after the present time {now}, and every answer is `indeterminate`; check the \
             clock",
            manifest.issued_at
        )),
    }
}
