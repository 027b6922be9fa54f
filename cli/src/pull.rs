//! `jrp pull`: follows a published folder. The store at hand changes only after everything new has been proved.

mod download;
mod pace;
mod proxy;
mod source;
mod web;

use crate::error::CliError;
use crate::files::{self, Shown};
use crate::layout::{grouped, padded, plain};
use crate::store::{self, Folder, LATEST, Mark};
use crate::terminal::{GOOD, STRONG, styled};
use crate::{clock, keys, snapshots, terminal};
use clap::builder::NonEmptyStringValueParser;
use jrp_core::compare::FreshnessState;
use jrp_core::date::Timestamp;
use jrp_core::manifest::{Have, Layer, Manifest, Plan, UnverifiedManifest};
use jrp_core::suite::PersonKey;
use jrp_core::trust::TrustAnchors;
use jrp_threads::Threads;
use pace::Limits;
use source::Source;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::arguments::time;

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

/// How often to begin anew where the publisher publishes meanwhile.
const ROUNDS: usize = 3;

/// What to do about a store whose `latest` cannot be read, and with it the highest sequence it has seen.
const REMEDY: &str = "remove the store, and pull with --min-sequence and the last sequence that its answers showed (`snapshot.sequence`)";

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let now = clock::given_or_now(args.now)?;
    let began = Instant::now();
    let whole = Duration::from_secs(args.deadline);
    let mut sources = Vec::new();
    for (from, at) in args.from.iter().zip(0u32..) {
        // A source that hangs leaves its share of the time to those behind it.
        let shares = u32::try_from(args.from.len()).unwrap_or(u32::MAX);
        let limits = Limits {
            ends: began + whole / shares * (at + 1),
            patience: Duration::from_secs(args.patience),
            least_rate: args.min_rate,
        };
        let source = Source::of(from, limits)?;
        source.keep_apart(&args.into)?;
        sources.push(source);
    }
    let trust = keys::trust(&args.trust)?.with_minimum_sequence(args.min_sequence.unwrap_or(0));
    let person_key = keys::person(args.person_key.as_deref())?;
    let mut sources = sources.into_iter().peekable();
    let done = loop {
        let Some(source) = sources.next() else {
            return Err(CliError::Usage("--from names no source".to_owned()));
        };
        let pull = Pull {
            args,
            ends: began + whole,
            trust: trust.clone(),
            person_key: person_key.clone(),
            source,
        };
        match pull.run() {
            Ok(done) => break done,
            Err(error) if sources.peek().is_some() => {
                terminal::warn(format!("{error}; asking the next --from"))
            }
            Err(error) => return Err(error),
        }
    };
    terminal::print(&told(args, &done))?;
    match stale(&done.manifest, now) {
        Some(what) if args.require_fresh => Err(CliError::NotFresh { what }),
        Some(what) => {
            terminal::warn(&what);
            Ok(0)
        }
        None => Ok(0),
    }
}

struct Pull<'a> {
    args: &'a Args,
    /// When the command must have ended
    ends: Instant,
    trust: TrustAnchors,
    person_key: Option<PersonKey>,
    source: Source,
}

/// Where the store stands now, and how it came there.
struct Done {
    manifest: Manifest,
    plan: Plan,
    last: Option<Manifest>,
}

impl Pull<'_> {
    /// Asks the source what stands, and brings the store there. A source that is slow to say it keeps no other command
    /// from the store, which is locked only then.
    fn run(&self) -> Result<Done, CliError> {
        let text = self.source.manifest(LATEST)?;
        self.accepted(&text)?;
        let left = self.ends.saturating_duration_since(Instant::now());
        let store = Folder::lock_within(&self.args.into, left)?;
        let last = self.last(&store)?;
        let (manifest, plan) = self.follow(&store, text, last.as_ref())?;
        Ok(Done { manifest, plan, last })
    }

    /// Where the store stands. Its own `latest` is believed where its signatures are, else only its mark.
    fn last(&self, store: &Folder) -> Result<Option<Manifest>, CliError> {
        let Some(own) = store::own_manifest(store.path(), REMEDY)? else {
            return Ok(None);
        };
        match own.verify(&self.trust.clone().of_any_sequence(), None) {
            Ok(manifest) => Ok(Some(manifest)),
            Err(error) => {
                terminal::warn(format!(
                    "{}: the store's own `latest` is not believed: {error}",
                    Shown(&store.path().join(LATEST))
                ));
                Ok(None)
            }
        }
    }

    /// Refuses what lies below the mark of a store that has lost its `latest`.
    fn check_mark(
        &self,
        store: &Folder,
        manifest: &Manifest,
        last: Option<&Manifest>,
    ) -> Result<(), CliError> {
        if last.is_some() {
            return Ok(());
        }
        let Some(mark) = Mark::read(store) else {
            let holds_files = store.names()?.iter().any(|name| store::is_snapshot(name));
            if holds_files && self.args.min_sequence.is_none() {
                terminal::warn(format!(
                    "{}: the store has lost `latest` and with it the highest sequence it has seen; give --min-sequence, so \
                     that no old publication takes its place",
                    Shown(store.path())
                ));
            }
            return Ok(());
        };
        if mark.publisher == manifest.publisher && mark.sequence <= manifest.sequence() {
            terminal::warn(format!(
                "{}: the store has lost `latest`; by its mark it has seen no. {}, and nothing older is taken",
                Shown(store.path()),
                mark.sequence
            ));
            return Ok(());
        }
        Err(CliError::Forgotten {
            path: store.path().to_owned(),
            place: self.source.place(LATEST),
            publisher: mark.publisher,
            seen: mark.sequence,
            offered: format!("no. {} of {:?}", manifest.sequence(), manifest.publisher),
        })
    }

    /// Brings the store to where the source is; anew where the source moves on meanwhile.
    fn follow(
        &self,
        store: &Folder,
        mut text: Vec<u8>,
        last: Option<&Manifest>,
    ) -> Result<(Manifest, Plan), CliError> {
        let mut round = 1;
        loop {
            let manifest = self.accepted(&text)?;
            self.check_mark(store, &manifest, last)?;
            let plan = self.plan(store, &manifest, last)?;
            let error = match self.switch(store, &manifest, &plan, last, &text) {
                Ok(()) => return Ok((manifest, plan)),
                Err(error) => error,
            };
            let missing = matches!(error, CliError::Fetch { .. } | CliError::Read { .. });
            let newer = match missing && round < ROUNDS {
                true => self.source.manifest(LATEST).unwrap_or_default(),
                false => Vec::new(),
            };
            if newer.is_empty() || newer == text {
                return Err(error);
            }
            text = newer;
            round += 1;
        }
    }

    fn accepted(&self, text: &[u8]) -> Result<Manifest, CliError> {
        let place = self.source.place(LATEST);
        if is_web_page(text) {
            return Err(CliError::WebPage { place });
        }
        UnverifiedManifest::parse(text)
            .and_then(|manifest| manifest.verify(&self.trust, self.args.publisher.as_deref()))
            .map_err(store::at(&place))
    }

    fn plan(&self, store: &Folder, manifest: &Manifest, last: Option<&Manifest>) -> Result<Plan, CliError> {
        let held = manifest
            .layers()
            .filter(|layer| store::has(store.path(), manifest, layer));
        let have = Have {
            files: held.map(|layer| layer.file).collect(),
            last: last.cloned(),
        };
        manifest.plan(&have).map_err(|source| CliError::Plan {
            place: self.source.place(LATEST),
            source,
        })
    }

    /// Fetches, proves, and only then lets the store follow.
    fn switch(
        &self,
        store: &Folder,
        manifest: &Manifest,
        plan: &Plan,
        last: Option<&Manifest>,
        text: &[u8],
    ) -> Result<(), CliError> {
        store.serve(manifest.audience);
        download::all(&self.source, store, manifest.suite, plan)?;
        let roster = store::assemble(store.path(), manifest, &self.trust, self.person_key.clone())?;
        // What the store stands at already was proved before it came to stand there.
        let is_new = !plan.fetch.is_empty() || last != Some(manifest);
        if is_new && !self.args.no_deep {
            roster
                .verify_deep_with(&Threads)
                .map_err(snapshots::at(&store.path().join(LATEST)))?;
        }
        let stands = files::read(&store.path().join(LATEST));
        if stands.ok().as_deref() != Some(text) {
            store.replace(LATEST, text)?;
        }
        Mark::of(manifest).keep(store)?;
        store.keep_only(&manifest.layers().map(Layer::file_name).collect())
    }
}

fn told(args: &Args, done: &Done) -> String {
    let Done { manifest, plan, last } = done;
    let sequence = manifest.sequence();
    let state = match last {
        Some(last) if last == manifest => "up to date".to_owned(),
        Some(last) => format!("followed from no. {}", last.sequence()),
        None => "pulled for the first time".to_owned(),
    };
    let layers = match manifest.deltas.len() {
        0 => "a base".to_owned(),
        1 => "a base and 1 delta".to_owned(),
        deltas => format!("a base and {deltas} deltas"),
    };
    let all: u64 = manifest.layers().map(|layer| layer.bytes).sum();
    let fetched = match plan.fetch.len() {
        1 => "1 file".to_owned(),
        files => format!("{files} files"),
    };
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

/// Whether a server's answer is a page for people: a login form, an error, a portal's notice.
fn is_web_page(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"<")
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
