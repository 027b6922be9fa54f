//! The archived files of an answer: those given, or those of a folder that the evidence names by their digests.

use crate::error::CliError;
use crate::files::{self, Shown};
use crate::snapshots;
use jrp_core::evidence::{Evidence, Layers};
use jrp_core::roster::{Roster, RosterSet};
use jrp_core::snapshot::{Audience, UnverifiedSnapshot};
use jrp_core::suite::PersonKey;
use jrp_core::trust::TrustAnchors;
use jrp_folder::{ArchivedLogs, LogSaid};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the files are, and what opens them.
pub(super) struct Archive<'a> {
    snapshot: &'a Path,
    deltas: &'a [PathBuf],
    trust: TrustAnchors,
    person_key: Option<PersonKey>,
    /// What lies in the folder, where `snapshot` is one
    found: Vec<Found>,
    logs: ArchivedLogs,
}

/// A snapshot in the folder. Nothing of it is proven.
struct Found {
    path: PathBuf,
    digest: String,
    /// Whose publications a log tells of: publisher, region, audience
    whose: (String, String, Audience),
}

impl Found {
    /// The digest of its header as a log names it.
    fn header(&self) -> &str {
        { self.digest.rsplit_once(':') }.map_or(&self.digest, |(_, header)| header)
    }
}

impl<'a> Archive<'a> {
    /// Looks through the folder, where `snapshot` is one.
    pub(super) fn of(
        snapshot: &'a Path,
        deltas: &'a [PathBuf],
        trust: TrustAnchors,
        person_key: Option<PersonKey>,
    ) -> Result<Self, CliError> {
        let (found, logs) = match snapshot.is_dir() {
            true => (snapshots_in(snapshot)?, ArchivedLogs::of(snapshot)?),
            false => (Vec::new(), ArchivedLogs::default()),
        };
        Ok(Self {
            snapshot,
            deltas,
            trust,
            person_key,
            found,
            logs,
        })
    }

    /// Opens what answered then, all publishers of it. A folder is searched for the files; what it holds now, or the file
    /// that is named, stands for evidence of one publisher of which no file can be searched.
    pub(super) fn open(&self, evidence: &Evidence) -> Result<RosterSet<Vec<u8>>, CliError> {
        let asked: Vec<Layers> = evidence.snapshots().collect();
        let searched = self.snapshot.is_dir() && self.deltas.is_empty();
        if !searched && asked.len() > 1 {
            return Err(CliError::Usage(format!(
                "--snapshot {}: {} publishers answered together; name a folder in which the files of all are",
                Shown(self.snapshot),
                asked.len()
            )));
        }
        let mut rosters = match searched {
            true => asked
                .iter()
                .map(|layers| self.found(layers))
                .collect::<Result<Vec<_>, _>>()?,
            false => vec![self.opened(self.snapshot, self.deltas)?],
        }
        .into_iter();
        match rosters.next() {
            Some(first) => Ok(RosterSet::of(first, rosters)),
            None => Ok(RosterSet::of(self.opened(self.snapshot, self.deltas)?, [])),
        }
    }

    /// What the logs of the archive say of the publication that answered.
    pub(super) fn log_says(&self, layers: &Layers, line: u64, digest: &str) -> LogSaid {
        let is_layer = |found: &&Found| layers.files.iter().any(|(_, digest)| *digest == found.digest);
        let own = self.found.iter().find(is_layer).map(|found| &found.whose);
        let named = |header: &str, is_own: bool| {
            let mut found = self.found.iter();
            found.any(|found| found.header() == header && (Some(&found.whose) == own) == is_own)
        };
        self.logs.say(
            line,
            digest,
            |header| named(header, true),
            |header| named(header, false),
        )
    }

    fn found(&self, layers: &Layers) -> Result<Arc<Roster<Vec<u8>>>, CliError> {
        match self.layers(layers)?.as_slice() {
            [base, deltas @ ..] => self.opened(base, deltas),
            [] => self.opened(self.snapshot, &[]),
        }
    }

    /// The files that have the digests wanted.
    fn layers(&self, wanted: &Layers) -> Result<Vec<PathBuf>, CliError> {
        let files = wanted.files.iter().map(|(sequence, digest)| {
            let found = self.found.iter().find(|found| found.digest == *digest);
            let missing = || CliError::NotInArchive {
                folder: self.snapshot.to_owned(),
                publisher: wanted.publisher.clone(),
                sequence: *sequence,
                digest: digest.clone(),
            };
            found.map(|found| found.path.clone()).ok_or_else(missing)
        });
        files.collect()
    }

    fn opened(&self, base: &Path, deltas: &[PathBuf]) -> Result<Arc<Roster<Vec<u8>>>, CliError> {
        snapshots::open(base, deltas, &self.trust, self.person_key.clone()).map(Arc::new)
    }
}

/// The snapshots of a folder.
fn snapshots_in(folder: &Path) -> Result<Vec<Found>, CliError> {
    let unreadable = |source| files::unreadable(folder, source);
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        paths.push(entry.map_err(unreadable)?.path());
    }
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if !path.is_file() || path.extension().is_none_or(|extension| extension != "jrp") {
            continue;
        }
        // What is not a snapshot is none of those wanted.
        if let Ok(parsed) = UnverifiedSnapshot::parse(jrp_folder::files::read(&path)?) {
            let (digest, header) = (parsed.digest(), parsed.header());
            let whose = (header.publisher.clone(), header.region.clone(), header.audience);
            found.push(Found { path, digest, whose });
        }
    }
    Ok(found)
}
