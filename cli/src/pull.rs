//! `jrp pull`: follows a published folder. The store at hand changes only after everything new has been proved.

mod download;
mod proxy;
mod source;
mod web;

use crate::error::CliError;
use crate::files::{self, Shown};
use crate::layout::{grouped, padded, plain};
use crate::screen::{GOOD, STRONG, styled};
use crate::store::{self, Folder, LATEST};
use crate::{clock, keys, screen};
use clap::builder::NonEmptyStringValueParser;
use jrp_core::compare::FreshnessState;
use jrp_core::date::Timestamp;
use jrp_core::manifest::{Have, Layer, Manifest, Plan, UnverifiedManifest};
use jrp_core::suite::PersonKey;
use jrp_core::trust::TrustAnchors;
use source::Source;
use std::path::PathBuf;

use crate::arguments::time;

/// Follow a published folder: fetch what is new, prove it, then switch to it
///
/// Downloads resume where they ended. The folder of --into answers throughout (`jrp check --snapshot DIR`), and is
/// itself a published folder that others can pull from. The highest sequence it has seen is remembered in it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The published folder: an http(s) address or a folder
    #[arg(long, value_name = "URL|DIR")]
    from: String,
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
}

/// How often to begin anew where the publisher publishes meanwhile.
const ROUNDS: usize = 3;

/// What to do about a store whose `latest` cannot be read, and with it the highest sequence it has seen.
const REMEDY: &str = "remove the store, and pull with --min-sequence and the last sequence that its answers showed (`snapshot.sequence`)";

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let now = clock::given_or_now(args.now)?;
    let source = Source::of(&args.from)?;
    source.keep_apart(&args.into)?;
    let pull = Pull {
        args,
        trust: keys::trust(&args.trust)?.with_minimum_sequence(args.min_sequence.unwrap_or(0)),
        person_key: keys::person(args.person_key.as_deref())?,
        source,
        store: Folder::lock(&args.into)?,
    };
    let last = store::own_manifest(pull.store.path(), REMEDY)?.map(|manifest| manifest.claims().clone());
    let (manifest, plan) = pull.follow(last.as_ref())?;
    screen::print(&pull.told(&manifest, &plan, last.as_ref()))?;
    match stale(&manifest, now) {
        Some(what) if args.require_fresh => Err(CliError::NotFresh { what }),
        Some(what) => {
            screen::warn(&what);
            Ok(0)
        }
        None => Ok(0),
    }
}

struct Pull<'a> {
    args: &'a Args,
    trust: TrustAnchors,
    person_key: Option<PersonKey>,
    source: Source,
    store: Folder,
}

impl Pull<'_> {
    /// Brings the store to where the source is; anew where the source moves on meanwhile.
    fn follow(&self, last: Option<&Manifest>) -> Result<(Manifest, Plan), CliError> {
        let mut text = self.source.manifest(LATEST)?;
        let mut round = 1;
        loop {
            let manifest = self.accepted(&text)?;
            let plan = self.plan(&manifest, last)?;
            let error = match self.switch(&manifest, &plan, &text) {
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

    fn plan(&self, manifest: &Manifest, last: Option<&Manifest>) -> Result<Plan, CliError> {
        let held = manifest
            .layers()
            .filter(|layer| store::has(self.store.path(), manifest, layer));
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
    fn switch(&self, manifest: &Manifest, plan: &Plan, text: &[u8]) -> Result<(), CliError> {
        let store = &self.store;
        download::all(&self.source, store, manifest.suite, plan)?;
        store::assemble(store.path(), manifest, &self.trust, self.person_key.clone())?;
        let stands = files::read(&store.path().join(LATEST));
        if stands.ok().as_deref() != Some(text) {
            store.replace(LATEST, text)?;
        }
        store.keep_only(&manifest.layers().map(Layer::file_name).collect())
    }

    fn told(&self, manifest: &Manifest, plan: &Plan, last: Option<&Manifest>) -> String {
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
            styled(STRONG, &Shown(&self.args.into).to_string()),
            plain(&manifest.publisher),
            styled(GOOD, &state),
            lines.concat()
        )
    }
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
