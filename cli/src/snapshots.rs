//! Snapshot files.

use crate::error::CliError;
use crate::files::{self, Shown};
use jrp_core::Open;
use jrp_core::error::OpenError;
use jrp_core::roster::Roster;
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::suite::PersonKey;
use jrp_core::trust::TrustAnchors;
use jrp_folder::FolderError;
use jrp_threads::Threads;
use std::path::{Path, PathBuf};

/// An error of the snapshot in this file.
pub(crate) fn at(path: &Path) -> impl Fn(OpenError) -> CliError {
    move |source| {
        CliError::Folder(FolderError::Open {
            path: path.to_owned(),
            source: Box::new(source),
        })
    }
}

/// Opens a base with the deltas on it, or what a published or pulled folder holds. The minimum sequence is asked of the
/// last file.
pub(crate) fn open(
    base: &Path,
    deltas: &[PathBuf],
    trust: &TrustAnchors,
    person_key: Option<PersonKey>,
) -> Result<Roster<Vec<u8>>, CliError> {
    if base.is_dir() {
        return match deltas {
            [] => Ok(jrp_folder::open(base, trust, person_key)?),
            [delta, ..] => Err(CliError::Usage(format!(
                "--delta {}: the folder {} names its own deltas; leave --delta out",
                Shown(delta),
                Shown(base)
            ))),
        };
    }
    let layers = deltas.iter().map(|path| files::read(path));
    let layers = layers.collect::<Result<Vec<_>, _>>()?;
    Open::new(trust)
        .person_key(person_key)
        .deltas(layers)
        .executor(&Threads)
        .open(files::read(base)?)
        .map_err(|error| {
            let path = error.layer.checked_sub(1).and_then(|at| deltas.get(at));
            at(path.map_or(base, PathBuf::as_path))(*error.source)
        })
}

/// Reads a file and finds its parts; nothing of it is proven.
pub(crate) fn read(path: &Path) -> Result<UnverifiedSnapshot<Vec<u8>>, CliError> {
    UnverifiedSnapshot::parse(files::read(path)?).map_err(at(path))
}
