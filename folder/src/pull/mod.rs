//! Following a published folder. The store at hand changes only after everything new has been proved.

mod download;
mod log;
mod pace;
#[cfg(feature = "web")]
mod proxy;
mod source;
#[cfg(feature = "web")]
mod web;

pub use pace::Slow;

use crate::error::Owner;
use crate::event::{Event, Listener};
use crate::latest::{self, LATEST};
use crate::locked::Folder;
use crate::mark::Mark;
use crate::{FolderError, files};
use jrp_core::manifest::{Have, Layer, Manifest, Plan, UnverifiedManifest};
use jrp_core::roster::Roster;
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::suite::PersonKey;
use jrp_core::trust::TrustAnchors;
use jrp_threads::Threads;
use pace::Limits;
use source::Source;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Whom to follow, where to keep it, and what is granted to the sources.
#[derive(Debug)]
#[non_exhaustive]
pub struct Pull {
    /// Published folders: paths, or with feature `web` http(s) addresses. The next is asked where one fails
    pub from: Vec<String>,
    /// The store
    pub into: PathBuf,
    /// Whose signatures count, and the least sequence
    pub trust: TrustAnchors,
    /// Whether the least sequence was given on purpose
    pub least_sequence_given: bool,
    /// Proves the records of natural persons too before switching
    pub person_key: Option<PersonKey>,
    /// Only this publisher; without it the first one pulled stays
    pub publisher: Option<String>,
    /// Reads every record of what was fetched, and recomputes state digest and keys
    pub deep: bool,
    /// For everything
    pub deadline: Duration,
    /// For a connection, an answer, or the next bytes
    pub patience: Duration,
    /// Accepts a log of publications that the publisher has begun anew; the old one is kept beside it
    pub new_log: bool,
    /// Bytes a second that a source must send once the patience is over
    pub least_rate: u64,
}

impl Pull {
    /// Follows these folders, the first that answers, with every proof, within an hour.
    pub fn new(from: Vec<String>, into: PathBuf, trust: TrustAnchors) -> Self {
        Self {
            from,
            into,
            trust,
            least_sequence_given: false,
            person_key: None,
            publisher: None,
            deep: true,
            new_log: false,
            deadline: Duration::from_secs(3600),
            patience: Duration::from_secs(60),
            least_rate: 1000,
        }
    }

    /// Brings the store to where the first source that can be followed is.
    pub fn run(&self, listener: Listener<'_>) -> Result<Pulled, FolderError> {
        let began = Instant::now();
        let mut sources = Vec::new();
        for (from, at) in self.from.iter().zip(0u32..) {
            // A source that hangs leaves its share of the time to those behind it.
            let shares = u32::try_from(self.from.len()).unwrap_or(u32::MAX);
            let limits = Limits {
                ends: began + self.deadline / shares * (at + 1),
                patience: self.patience,
                least_rate: self.least_rate,
            };
            let source = Source::of(from, limits)?;
            source.keep_apart(&self.into)?;
            sources.push(source);
        }
        let mut sources = sources.into_iter().peekable();
        loop {
            let source = sources.next().ok_or(FolderError::NoSource)?;
            let following = Following {
                pull: self,
                ends: began + self.deadline,
                source,
                listener,
            };
            match following.run() {
                Ok(pulled) => return Ok(pulled),
                Err(error) if sources.peek().is_some() => {
                    listener(Event::Notice(Notice::NextSource { error: &error }));
                }
                Err(error) => return Err(error),
            }
        }
    }
}

/// How often to begin anew where the publisher publishes meanwhile.
const ROUNDS: usize = 3;

/// What whoever follows ought to know, though it stops nothing.
#[derive(Debug)]
#[non_exhaustive]
pub enum Notice<'a> {
    /// A source failed, and the next is asked
    NextSource {
        /// why
        error: &'a FolderError,
    },
    /// The store's own `latest` is not believed
    OwnLatestRefused {
        /// which
        path: PathBuf,
        /// why
        error: String,
    },
    /// The store has lost `latest`, and its mark tells what it has seen
    MarkOnly {
        /// the store
        store: &'a Path,
        /// highest sequence seen
        seen: u64,
    },
    /// The store has lost `latest`, and nothing tells what it has seen
    NoMark {
        /// the store
        store: &'a Path,
    },
}

/// Where the store stands now, and how it came there.
#[derive(Debug)]
#[non_exhaustive]
pub struct Pulled {
    /// What it holds
    pub manifest: Manifest,
    /// What was fetched
    pub plan: Plan,
    /// What it held before
    pub last: Option<Manifest>,
}

struct Following<'a> {
    pull: &'a Pull,
    /// When everything must have ended
    ends: Instant,
    source: Source,
    listener: Listener<'a>,
}

impl Following<'_> {
    /// Asks the source what stands, and brings the store there. A source that is slow to say it keeps no other command
    /// from the store, which is locked only then.
    fn run(&self) -> Result<Pulled, FolderError> {
        let text = self.source.manifest(LATEST)?;
        self.accepted(&text)?;
        let left = self.ends.saturating_duration_since(Instant::now());
        let store = Folder::lock_within(&self.pull.into, left)?;
        let last = self.last(&store)?;
        let (manifest, plan) = self.follow(&store, text, last.as_ref())?;
        Ok(Pulled { manifest, plan, last })
    }

    fn notice(&self, notice: Notice<'_>) {
        (self.listener)(Event::Notice(notice));
    }

    /// Where the store stands. Its own `latest` is believed where its signatures are, else only its mark.
    fn last(&self, store: &Folder) -> Result<Option<Manifest>, FolderError> {
        let Some(own) = latest::own_manifest(store.path(), Owner::Follower)? else {
            return Ok(None);
        };
        match own.verify_kept(&self.pull.trust) {
            Ok(manifest) => Ok(Some(manifest)),
            Err(error) => {
                self.notice(Notice::OwnLatestRefused {
                    path: store.path().join(LATEST),
                    error: error.to_string(),
                });
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
    ) -> Result<(), FolderError> {
        if last.is_some() {
            return Ok(());
        }
        let Some(mark) = Mark::read(store) else {
            let holds_files = store.names()?.iter().any(|name| latest::is_snapshot(name));
            if holds_files && !self.pull.least_sequence_given {
                self.notice(Notice::NoMark { store: store.path() });
            }
            return Ok(());
        };
        if mark.publisher == manifest.publisher && mark.sequence <= manifest.sequence() {
            self.notice(Notice::MarkOnly {
                store: store.path(),
                seen: mark.sequence,
            });
            return Ok(());
        }
        Err(FolderError::Forgotten {
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
    ) -> Result<(Manifest, Plan), FolderError> {
        let mut round = 1;
        loop {
            let manifest = self.accepted(&text)?;
            self.check_mark(store, &manifest, last)?;
            let plan = self.plan(store, &manifest, last)?;
            let error = match self.switch(store, &manifest, &plan, last, &text) {
                Ok(()) => return Ok((manifest, plan)),
                Err(error) => error,
            };
            let missing = matches!(
                error,
                FolderError::Fetch { .. } | FolderError::Slow { .. } | FolderError::Read { .. }
            );
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

    fn accepted(&self, text: &[u8]) -> Result<Manifest, FolderError> {
        let place = self.source.place(LATEST);
        if is_web_page(text) {
            return Err(FolderError::WebPage { place });
        }
        UnverifiedManifest::parse(text)
            .and_then(|manifest| manifest.verify(&self.pull.trust, self.pull.publisher.as_deref()))
            .map_err(latest::at(&place))
    }

    fn plan(
        &self,
        store: &Folder,
        manifest: &Manifest,
        last: Option<&Manifest>,
    ) -> Result<Plan, FolderError> {
        let held = manifest
            .layers()
            .filter(|layer| latest::has(store.path(), manifest, layer));
        let have = Have {
            files: held.map(|layer| layer.file).collect(),
            last: last.cloned(),
        };
        manifest.plan(&have).map_err(|source| FolderError::Plan {
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
    ) -> Result<(), FolderError> {
        store.serve(manifest.audience);
        download::all(&self.source, store, manifest.suite, plan, self.listener)?;
        let place = self.source.place(LATEST);
        let signed = UnverifiedManifest::parse(text).map_err(latest::at(&place))?;
        let roster = latest::assemble(
            store.path(),
            &signed,
            &self.pull.trust,
            self.pull.person_key.clone(),
        )?;
        if plan.kept == 0 {
            self.check_replaced(store, last, &roster)?;
        }
        // What the store stands at already was proved before it came to stand there.
        let is_new = !plan.fetch.is_empty() || last != Some(manifest);
        if is_new && self.pull.deep {
            roster
                .verify_deep(&Threads)
                .map_err(latest::at_file(&store.path().join(LATEST)))?;
        }
        log::follow(&self.source, store, manifest, last, self.pull.new_log)?;
        let stands = files::read(&store.path().join(LATEST));
        if stands.ok().as_deref() != Some(text) {
            store.replace(LATEST, text)?;
        }
        Mark::of(roster.header()).keep(store)?;
        store.keep_only(&manifest.layers().map(Layer::file_name).collect())
    }

    /// A new base may leave lists out only where its signers may speak for them: else a key for one list would make
    /// everybody on the others clear. Where the last publication's newest file is lost or damaged, the mark tells its lists;
    /// where that is lost too, they may be any.
    fn check_replaced(
        &self,
        store: &Folder,
        last: Option<&Manifest>,
        roster: &Roster<Vec<u8>>,
    ) -> Result<(), FolderError> {
        let before = last.and_then(|last| latest::read(store.path(), last, last.newest()).ok());
        let before = before.and_then(|bytes| UnverifiedSnapshot::parse(bytes).ok());
        let place = self.source.place(LATEST);
        let judged = match (before, Mark::read(store)) {
            (Some(before), _) => roster.may_replace(before.header(), &self.pull.trust),
            // Nothing was followed before, as far as the store tells.
            (None, None) if last.is_none() => Ok(()),
            (None, mark) => {
                let lists = mark.and_then(|mark| mark.lists);
                roster.may_leave_out(lists.as_deref(), &self.pull.trust)
            }
        };
        judged.map_err(latest::at_file(Path::new(&place)))
    }
}

/// Whether a server's answer is a page for people: a login form, an error, a portal's notice.
fn is_web_page(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"<")
}
