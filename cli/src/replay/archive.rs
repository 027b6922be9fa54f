//! The archived files of an answer: those given, or those of a folder that the evidence names by their digests.

use crate::error::CliError;
use crate::files::{self, Shown};
use crate::snapshots;
use jrp_core::evidence::{Evidence, Layers};
use jrp_core::roster::{Roster, RosterSet};
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::suite::PersonKey;
use jrp_core::trust::TrustAnchors;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the files are, and what opens them.
pub(super) struct Archive<'a> {
    pub(super) snapshot: &'a Path,
    pub(super) deltas: &'a [PathBuf],
    pub(super) trust: TrustAnchors,
    pub(super) person_key: Option<PersonKey>,
}

impl Archive<'_> {
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

    fn found(&self, layers: &Layers) -> Result<Arc<Roster<Vec<u8>>>, CliError> {
        match layers_in(self.snapshot, layers)?.as_slice() {
            [base, deltas @ ..] => self.opened(base, deltas),
            [] => self.opened(self.snapshot, &[]),
        }
    }

    fn opened(&self, base: &Path, deltas: &[PathBuf]) -> Result<Arc<Roster<Vec<u8>>>, CliError> {
        snapshots::open(base, deltas, &self.trust, self.person_key.clone()).map(Arc::new)
    }
}

/// The files of a folder that have the digests wanted.
fn layers_in(folder: &Path, wanted: &Layers) -> Result<Vec<PathBuf>, CliError> {
    let mut found = vec![None; wanted.files.len()];
    let unreadable = |source| files::unreadable(folder, source);
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        paths.push(entry.map_err(unreadable)?.path());
    }
    paths.sort();
    for path in paths {
        if !path.is_file() || path.extension().is_none_or(|extension| extension != "jrp") {
            continue;
        }
        // What is no snapshot is none of those wanted.
        let Ok(parsed) = UnverifiedSnapshot::parse(files::read(&path)?) else {
            continue;
        };
        let digest = parsed.digest();
        for (place, (_, wanted)) in found.iter_mut().zip(&wanted.files) {
            if *wanted == digest && place.is_none() {
                *place = Some(path.clone());
            }
        }
    }
    let files = found.into_iter().zip(&wanted.files);
    files
        .map(|(path, (sequence, digest))| {
            path.ok_or_else(|| CliError::NotInArchive {
                folder: folder.to_owned(),
                publisher: wanted.publisher.clone(),
                sequence: *sequence,
                digest: digest.clone(),
            })
        })
        .collect()
}
