//! What `digest`, `sign` and `attach` share: a file that somebody is about to sign, and the one that comes out.

use crate::error::CliError;
use crate::files::{self, Access, Draft, Shown};
use crate::layout::{counted, grouped, layers, padded, plain};
use crate::terminal::{self, FAINT, STRONG, styled};
use crate::{keys, snapshots};
use jrp_core::manifest::{ManifestError, UnverifiedManifest};
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::suite::{KeyId, PublicKey, Signature};
use jrp_folder::FolderError;
use std::path::Path;

/// How a manifest begins.
const MANIFEST: &[u8] = b"jrp-latest ";

/// What a delta by itself does not show: its texts and lists are written with what its base has.
const DELTA_ALONE: &str =
    "texts, and which record is on which list; `jrp verify BASE --delta FILE` reads them";

/// A file whose signatures are a matter of its own bytes.
pub(crate) enum Document {
    Snapshot(UnverifiedSnapshot<Vec<u8>>),
    Manifest(UnverifiedManifest),
}

impl Document {
    /// Reads a snapshot or a manifest and makes sure that it is whole: nobody is to sign what is damaged.
    pub(crate) fn read(path: &Path) -> Result<Self, CliError> {
        let bytes = files::read(path)?;
        if bytes.starts_with(MANIFEST) {
            let manifest = UnverifiedManifest::parse(&bytes).map_err(manifest_at(path))?;
            return Ok(Self::Manifest(manifest));
        }
        let snapshot = UnverifiedSnapshot::parse(bytes).map_err(snapshots::at(path))?;
        snapshot.check_content().map_err(snapshots::at(path))?;
        Ok(Self::Snapshot(snapshot))
    }

    /// The bytes that signatures sign.
    pub(crate) fn message(&self) -> &[u8] {
        match self {
            Self::Snapshot(snapshot) => snapshot.message(),
            Self::Manifest(manifest) => manifest.message(),
        }
    }

    fn signatures(&self) -> &[Signature] {
        match self {
            Self::Snapshot(snapshot) => snapshot.signatures(),
            Self::Manifest(manifest) => manifest.signatures(),
        }
    }

    fn with_signature(&self, path: &Path, signature: Signature) -> Result<Vec<u8>, CliError> {
        match self {
            Self::Snapshot(snapshot) => snapshot.with_signature(signature).map_err(snapshots::at(path)),
            Self::Manifest(manifest) => manifest.with_signature(signature).map_err(manifest_at(path)),
        }
    }

    /// Who may read it.
    fn access(&self) -> Access {
        Access::of(match self {
            Self::Snapshot(snapshot) => snapshot.header().audience,
            Self::Manifest(manifest) => manifest.claims().audience,
        })
    }

    /// What a signer ought to know before it signs.
    pub(crate) fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Snapshot(snapshot) => of_snapshot(snapshot),
            Self::Manifest(manifest) => of_manifest(manifest),
        }
    }
}

fn manifest_at(path: &Path) -> impl Fn(ManifestError) -> CliError {
    move |source| {
        CliError::Folder(FolderError::Manifest {
            place: Shown(path).to_string(),
            source: Box::new(source),
        })
    }
}

/// A signature that a device or another program wrote, proven to be the key's over `message`.
pub(crate) fn made_elsewhere(key: &Path, signature: &Path, message: &[u8]) -> Result<Signature, CliError> {
    let public = keys::public(key)?;
    let bytes = files::read(signature)?;
    let read = Signature::read(&public, &bytes).map_err(|source| CliError::Key {
        path: signature.to_owned(),
        source,
    })?;
    match read.is_of(&public, message) {
        true => Ok(read),
        false => Err(CliError::NotTheirs {
            signature: signature.to_owned(),
            key: key.to_owned(),
        }),
    }
}

/// Writes the file with a signature more, and tells who signed.
pub(crate) fn write(
    path: &Path,
    document: &Document,
    key: &PublicKey,
    signature: Signature,
    out: &Path,
) -> Result<(), CliError> {
    let message = document.message();
    if document
        .signatures()
        .iter()
        .any(|other| other.is_of(key, message))
    {
        return Err(CliError::SignedAlready {
            path: path.to_owned(),
            key: key.id().to_string(),
        });
    }
    let mut draft = Draft::create(out, document.access())?;
    draft.append(&document.with_signature(path, signature)?)?;
    draft.finish()?;
    let signed = Document::read(out)?;
    let heading = match signed.signatures().len() {
        1 => "signed".to_owned(),
        count => format!("signed, {}", counted(count, "signature")),
    };
    terminal::print(&text(out, &heading, signed.facts()))
}

fn of_snapshot<B: AsRef<[u8]>>(snapshot: &UnverifiedSnapshot<B>) -> Vec<(&'static str, String)> {
    let header = snapshot.header();
    let records: u64 = header.lists.iter().map(|list| list.records).sum();
    let records = format!("{} on {}", grouped(records), counted(header.lists.len(), "list"));
    let mut facts = vec![
        ("publisher", plain(&header.publisher)),
        ("region", plain(&header.region)),
        ("audience", header.audience.code().to_owned()),
        ("sequence", header.sequence.to_string()),
        ("issued at", header.issued_at.to_string()),
        ("data as of", header.data_as_of.to_string()),
        ("records", records),
    ];
    if let Some(base) = &header.base {
        let suite = header.suite.digest_name();
        facts.push((
            "delta on",
            format!("sequence {}, {suite}:{}", base.sequence, base.digest),
        ));
        facts.push(("not read", DELTA_ALONE.to_owned()));
    }
    facts.extend(snapshot.passed_over().iter().map(|part| {
        let size = counted(part.bytes, "byte");
        ("not read", format!("{}, {size}: a later version's", part.name))
    }));
    // One a line, as these are what the signer vouches for.
    facts.extend(header.lists.iter().map(|list| {
        let covered = if list.covered { "" } else { ", not covered" };
        (
            "list",
            format!("{}  {}{covered}", plain(&list.code), grouped(list.records)),
        )
    }));
    facts.extend([
        ("policy", plain(&header.policy_version)),
        ("digest", snapshot.digest()),
        ("signed by", claimed(&snapshot.signers())),
    ]);
    facts
}

fn of_manifest(manifest: &UnverifiedManifest) -> Vec<(&'static str, String)> {
    let claims = manifest.claims();
    vec![
        ("publisher", plain(&claims.publisher)),
        ("region", plain(&claims.region)),
        ("audience", claims.audience.code().to_owned()),
        ("sequence", claims.sequence().to_string()),
        ("issued at", claims.issued_at.to_string()),
        ("files", layers(claims.deltas.len())),
        ("digest", claims.digest()),
        ("signed by", claimed(&manifest.signers())),
    ]
}

/// The keys that a file names beside its signatures. None of these was verified.
pub(crate) fn claimed(signers: &[KeyId]) -> String {
    match signers {
        [] => "nobody yet".to_owned(),
        signers => format!("{}, as the file claims", joined(signers)),
    }
}

/// Ids of keys, as a person reads them.
pub(crate) fn joined(ids: &[KeyId]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// A heading and facts, one a line.
pub(crate) fn text(path: &Path, heading: &str, facts: Vec<(&'static str, String)>) -> String {
    let mut text = format!("{}  {heading}\n\n", styled(STRONG, &Shown(path).to_string()));
    for (what, fact) in facts.iter().filter(|(_, fact)| !fact.is_empty()) {
        text.push_str(&format!("  {}  {fact}\n", styled(FAINT, &padded(what, 10))));
    }
    text
}
