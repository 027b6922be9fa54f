//! A published folder, or one that was pulled: the manifest `latest` and the files it names. Both look the same, so that
//! what was pulled can be published on, and every host opens them in one way.

mod fault;
mod folder;
mod mark;

pub(crate) use folder::{Folder, Part, is_snapshot};
pub(crate) use mark::Mark;

use crate::error::CliError;
use crate::{files, snapshots};
use jrp_core::error::ErrorCode;
use jrp_core::manifest::{Layer, MAX_BYTES, Manifest, ManifestError, UnverifiedManifest};
use jrp_core::roster::Roster;
use jrp_core::suite::PersonKey;
use jrp_core::trust::TrustAnchors;
use jrp_threads::Threads;
use std::io;
use std::path::Path;

/// What a folder holds now.
pub(crate) const LATEST: &str = "latest";

/// Earlier manifests are kept under this name and their sequence.
pub(crate) const MANIFEST: &str = "manifest-";

/// Most bytes of a manifest, and one.
const MANIFEST_MOST: u64 = MAX_BYTES as u64 + 1;

/// How often a folder is read anew where it changes meanwhile.
const READINGS: usize = 3;

/// The manifest of a folder, of unproven origin; `None` where nothing was published or pulled yet.
pub(crate) fn manifest(folder: &Path) -> Result<Option<UnverifiedManifest>, CliError> {
    match read_manifest(&folder.join(LATEST)) {
        Err(CliError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

/// The same of a folder that this command writes to, where a `latest` that cannot be read calls for another remedy than
/// to ask the publisher.
pub(crate) fn own_manifest(
    folder: &Path,
    remedy: &'static str,
) -> Result<Option<UnverifiedManifest>, CliError> {
    manifest(folder).map_err(|error| match error {
        CliError::Manifest { source, .. } if source.code() == ErrorCode::ManifestMalformed => {
            CliError::LatestDamaged {
                path: folder.join(LATEST),
                remedy,
            }
        }
        error => error,
    })
}

/// A manifest of unproven origin.
pub(crate) fn read_manifest(path: &Path) -> Result<UnverifiedManifest, CliError> {
    UnverifiedManifest::parse(&files::read_within(path, MANIFEST_MOST)?)
        .map_err(at(&path.display().to_string()))
}

/// Opens what a folder holds, with every proof that a roster asks for.
pub(crate) fn open(
    folder: &Path,
    trust: &TrustAnchors,
    person_key: Option<PersonKey>,
) -> Result<Roster<Vec<u8>>, CliError> {
    let path = folder.join(LATEST);
    let mut reading = 1;
    loop {
        let text = match files::read_within(&path, MANIFEST_MOST) {
            Err(CliError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                return Err(CliError::NothingPublished {
                    path: folder.to_owned(),
                });
            }
            read => read?,
        };
        let manifest = UnverifiedManifest::parse(&text)
            .and_then(|manifest| manifest.verify(trust, None))
            .map_err(at(&path.display().to_string()))?;
        match assemble(folder, &manifest, trust, person_key.clone()) {
            // The folder moved on between `latest` and the files.
            Err(CliError::Read { .. }) if reading < READINGS && files::read(&path)? != text => reading += 1,
            opened => return opened,
        }
    }
}

/// Opens the files that a manifest names, and checks that they are what it announces.
pub(crate) fn assemble(
    folder: &Path,
    manifest: &Manifest,
    trust: &TrustAnchors,
    person_key: Option<PersonKey>,
) -> Result<Roster<Vec<u8>>, CliError> {
    let mut files = manifest.layers().map(|layer| read(folder, manifest, layer));
    let base = files.next().transpose()?.unwrap_or_default();
    let deltas = files.collect::<Result<Vec<_>, _>>()?;
    let name = |at: usize| {
        manifest
            .layers()
            .nth(at)
            .map(Layer::file_name)
            .unwrap_or_default()
    };
    let roster = Roster::open_chain_with(base, deltas, trust, person_key, &Threads)
        .map_err(|error| snapshots::at(&folder.join(name(error.layer)))(*error.source))?;
    manifest
        .announces(roster.header(), roster.digest())
        .map_err(|source| CliError::Plan {
            place: folder.join(LATEST).display().to_string(),
            source,
        })?;
    Ok(roster)
}

/// Whether the folder has the file, whole and unaltered.
pub(crate) fn has(folder: &Path, manifest: &Manifest, layer: &Layer) -> bool {
    read(folder, manifest, layer).is_ok()
}

/// The file of a layer, if it is whole and unaltered.
pub(crate) fn read(folder: &Path, manifest: &Manifest, layer: &Layer) -> Result<Vec<u8>, CliError> {
    let path = folder.join(layer.file_name());
    // Nothing longer than announced is read.
    let read = files::read_within(&path, layer.bytes);
    let altered = || CliError::Altered {
        place: path.display().to_string(),
    };
    let bytes = read.map_err(|error| match error {
        CliError::TooLarge { .. } | CliError::NotRegular { .. } => altered(),
        error => error,
    })?;
    match layer.matches(manifest.suite, &bytes) {
        true => Ok(bytes),
        false => Err(altered()),
    }
}

/// An error of the manifest at this place.
pub(crate) fn at(place: &str) -> impl Fn(ManifestError) -> CliError {
    move |source| CliError::Manifest {
        place: place.to_owned(),
        source: Box::new(source),
    }
}
