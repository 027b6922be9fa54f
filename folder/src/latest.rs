//! A published folder, or one that was pulled: the manifest `latest` and the files it names. Both look the same, so that
//! what was pulled can be published on, and every host opens them in one way.

use crate::error::Owner;
use crate::{FolderError, files};
use jrp_core::Open;
use jrp_core::error::{ErrorCode, OpenError};
use jrp_core::manifest::{Layer, MAX_BYTES, Manifest, ManifestError, UnverifiedManifest};
use jrp_core::roster::Roster;
#[cfg(feature = "publish")]
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::suite::PersonKey;
use jrp_core::trust::TrustAnchors;
use jrp_threads::Threads;
use std::io;
use std::path::Path;

/// What a folder holds now.
pub const LATEST: &str = "latest";

/// Earlier manifests are kept under this name and their sequence.
pub(crate) const MANIFEST: &str = "manifest-";

/// Most bytes of a manifest, and one.
const MANIFEST_MOST: u64 = MAX_BYTES as u64 + 1;

/// How often a folder is read anew where it changes meanwhile.
const READINGS: usize = 3;

/// The manifest of a folder, of unproven origin; `None` where nothing was published or pulled yet.
pub fn manifest(folder: &Path) -> Result<Option<UnverifiedManifest>, FolderError> {
    match read_manifest(&folder.join(LATEST)) {
        Err(FolderError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

/// The same of a folder that this command writes to, where a `latest` that cannot be read calls for another remedy than
/// to ask the publisher.
pub(crate) fn own_manifest(folder: &Path, owner: Owner) -> Result<Option<UnverifiedManifest>, FolderError> {
    manifest(folder).map_err(|error| match error {
        FolderError::Manifest { source, .. } if source.code() == ErrorCode::ManifestMalformed => {
            FolderError::LatestDamaged {
                path: folder.join(LATEST),
                owner,
            }
        }
        error => error,
    })
}

/// A manifest of unproven origin.
pub(crate) fn read_manifest(path: &Path) -> Result<UnverifiedManifest, FolderError> {
    UnverifiedManifest::parse(&files::read_within(path, MANIFEST_MOST)?)
        .map_err(at(&path.display().to_string()))
}

/// Opens what a folder holds, with every proof that a roster asks for: `latest` is verified first, then the files it names,
/// which must be what it announces. Where the folder moves on meanwhile, it is read anew.
pub fn open(
    folder: &Path,
    trust: &TrustAnchors,
    person_key: Option<PersonKey>,
) -> Result<Roster<Vec<u8>>, FolderError> {
    open_as(folder, trust, person_key, |bytes| bytes)
}

/// [`open`], the bytes of the files held as whoever asks holds bytes.
pub fn open_as<B: AsRef<[u8]>>(
    folder: &Path,
    trust: &TrustAnchors,
    person_key: Option<PersonKey>,
    hold: impl Fn(Vec<u8>) -> B,
) -> Result<Roster<B>, FolderError> {
    open_judged(folder, trust, person_key, hold, |_| Ok(())).map(|(roster, _)| roster)
}

/// [`open_as`], unless `judge` refuses the manifest, whose origin is proven then; with the manifest.
pub(crate) fn open_judged<B: AsRef<[u8]>>(
    folder: &Path,
    trust: &TrustAnchors,
    person_key: Option<PersonKey>,
    hold: impl Fn(Vec<u8>) -> B,
    judge: impl Fn(&Manifest) -> Result<(), FolderError>,
) -> Result<(Roster<B>, Manifest), FolderError> {
    let path = folder.join(LATEST);
    let mut reading = 1;
    loop {
        let text = match files::read_within(&path, MANIFEST_MOST) {
            Err(FolderError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                return Err(FolderError::NothingPublished {
                    path: folder.to_owned(),
                });
            }
            read => read?,
        };
        let place = path.display().to_string();
        let at_path = at(&place);
        let signed = UnverifiedManifest::parse(&text).map_err(&at_path)?;
        let manifest = signed.clone().verify(trust, None).map_err(&at_path)?;
        judge(&manifest)?;
        match assemble_as(folder, &signed, trust, person_key.clone(), &hold) {
            // The folder moved on between `latest` and the files.
            Err(FolderError::Read { .. }) if reading < READINGS && files::read(&path)? != text => {
                reading += 1
            }
            opened => return Ok((opened?, manifest)),
        }
    }
}

/// Opens the files that a manifest names, and checks that they are what it announces, and that who signed it may speak for
/// all their lists. Its origin was proved before.
pub(crate) fn assemble(
    folder: &Path,
    signed: &UnverifiedManifest,
    trust: &TrustAnchors,
    person_key: Option<PersonKey>,
) -> Result<Roster<Vec<u8>>, FolderError> {
    assemble_as(folder, signed, trust, person_key, &|bytes| bytes)
}

fn assemble_as<B: AsRef<[u8]>>(
    folder: &Path,
    signed: &UnverifiedManifest,
    trust: &TrustAnchors,
    person_key: Option<PersonKey>,
    hold: &impl Fn(Vec<u8>) -> B,
) -> Result<Roster<B>, FolderError> {
    let manifest = signed.claims();
    let files = manifest.layers().map(|layer| read(folder, manifest, layer));
    let mut files = files.collect::<Result<Vec<_>, _>>()?.into_iter().map(hold);
    let base = files.next().unwrap_or_else(|| hold(Vec::new()));
    let name = |at: usize| {
        manifest
            .layers()
            .nth(at)
            .map(Layer::file_name)
            .unwrap_or_default()
    };
    let mut roster = Open::new(trust)
        .person_key(person_key)
        .deltas(files)
        .executor(&Threads)
        .open(base)
        .map_err(|error| at_file(&folder.join(name(error.layer)))(*error.source))?;
    let place = folder.join(LATEST).display().to_string();
    signed.verify_lists(trust, roster.header()).map_err(at(&place))?;
    manifest
        .announce(&mut roster)
        .map_err(|source| FolderError::Plan { place, source })?;
    Ok(roster)
}

/// Whether the folder has the file, whole and unaltered.
pub(crate) fn has(folder: &Path, manifest: &Manifest, layer: &Layer) -> bool {
    read(folder, manifest, layer).is_ok()
}

/// The file of a layer, if it is whole and unaltered.
pub(crate) fn read(folder: &Path, manifest: &Manifest, layer: &Layer) -> Result<Vec<u8>, FolderError> {
    let path = folder.join(layer.file_name());
    // Nothing longer than announced is read.
    let read = files::read_within(&path, layer.bytes);
    let altered = || FolderError::Altered {
        place: path.display().to_string(),
    };
    let bytes = read.map_err(|error| match error {
        FolderError::TooLarge { .. } | FolderError::NotRegular { .. } => altered(),
        error => error,
    })?;
    match layer.matches(manifest.suite, &bytes) {
        true => Ok(bytes),
        false => Err(altered()),
    }
}

/// An error of the manifest at this place.
pub(crate) fn at(place: &str) -> impl Fn(ManifestError) -> FolderError {
    move |source| FolderError::Manifest {
        place: place.to_owned(),
        source: Box::new(source),
    }
}

/// An error of the snapshot in this file.
pub(crate) fn at_file(path: &Path) -> impl Fn(OpenError) -> FolderError {
    move |source| FolderError::Open {
        path: path.to_owned(),
        source: Box::new(source),
    }
}

/// Whether a file is called as the snapshots of a published folder are.
pub(crate) fn is_snapshot(name: &str) -> bool {
    name.strip_suffix(".jrp")
        .is_some_and(|hex| hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Reads a snapshot file and finds its parts; nothing of it is proven.
#[cfg(feature = "publish")]
pub(crate) fn snapshot(path: &Path) -> Result<UnverifiedSnapshot<Vec<u8>>, FolderError> {
    UnverifiedSnapshot::parse(files::read(path)?).map_err(at_file(path))
}
