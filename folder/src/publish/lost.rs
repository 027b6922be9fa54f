//! A folder without `latest`: was nothing published here yet, or has it lost what it stood at?

use crate::FolderError;
use crate::feeding::Warning;
use crate::latest::{self, MANIFEST};
use crate::locked::Folder;
use jrp_core::manifest::UnverifiedManifest;
use jrp_core::trust::TrustAnchors;

/// What a folder without `latest` holds.
pub(super) enum Found {
    /// Nothing was published here
    Nothing,
    /// A first publication was begun with this sequence and not finished
    Begun(u64),
    /// The newest publication of these keys that is kept
    Kept(Box<UnverifiedManifest>),
    /// Publications that cannot be continued, up to this sequence at least
    Lost(u64),
}

impl Found {
    /// Looks through the manifests that are kept, then through the files.
    pub(super) fn of(folder: &Folder, trust: &TrustAnchors) -> Result<Self, FolderError> {
        let names = folder.names()?;
        let number = |name: &String| name.strip_prefix(MANIFEST)?.parse::<u64>().ok();
        let mut kept: Vec<u64> = names.iter().filter_map(number).collect();
        kept.sort_unstable_by(|a, b| b.cmp(a));
        for sequence in &kept {
            let path = folder.path().join(format!("{MANIFEST}{sequence}"));
            let ours = latest::read_manifest(&path).ok().filter(|manifest| {
                manifest.claims().sequence() == *sequence && manifest.clone().verify(trust, None).is_ok()
            });
            if let Some(manifest) = ours {
                return Ok(Self::Kept(Box::new(manifest)));
            }
        }
        let files = names.iter().filter(|name| latest::is_snapshot(name));
        let files = files.filter_map(|name| latest::snapshot(&folder.path().join(name)).ok());
        let layers: Vec<_> = files
            .map(|file| (file.header().sequence, file.header().base.is_some()))
            .collect();
        let highest = layers
            .iter()
            .map(|(sequence, _)| *sequence)
            .chain(kept.clone())
            .max();
        let begun = |sequence| kept.is_empty() && layers.iter().all(|layer| *layer == (sequence, false));
        Ok(match highest {
            None => Self::Nothing,
            Some(sequence) if begun(sequence) => Self::Begun(sequence),
            Some(sequence) => Self::Lost(sequence),
        })
    }

    /// The sequence of the next publication: the one given, if hosts may take it, else the next.
    pub(super) fn next(&self, folder: &Folder, given: Option<u64>) -> Result<u64, FolderError> {
        let lost = |above| FolderError::LatestLost {
            path: folder.path().to_owned(),
            above,
        };
        match (self, given) {
            (Self::Nothing, given) => Ok(given.unwrap_or(1)),
            (Self::Begun(begun), Some(given)) if given < *begun => Err(lost(*begun)),
            (Self::Lost(highest), Some(given)) if given <= *highest => Err(lost(*highest)),
            (Self::Lost(highest), None) => Err(lost(*highest)),
            (Self::Begun(_) | Self::Lost(_) | Self::Kept(_), Some(given)) => Ok(given),
            // Whether hosts have seen what was begun, nobody knows.
            (Self::Begun(begun), None) => Ok(begun.saturating_add(1)),
            (Self::Kept(manifest), None) => Ok(manifest.claims().sequence().saturating_add(1)),
        }
    }

    /// What the next publication follows.
    pub(super) fn manifest(self) -> Option<UnverifiedManifest> {
        match self {
            Self::Kept(manifest) => Some(*manifest),
            Self::Nothing | Self::Begun(_) | Self::Lost(_) => None,
        }
    }

    /// What the publisher must know.
    pub(super) fn warning(&self, folder: &Folder) -> Option<Warning> {
        let path = folder.path().to_owned();
        match self {
            Self::Nothing | Self::Begun(_) => None,
            Self::Kept(manifest) => Some(Warning::LatestRestored {
                path,
                sequence: manifest.claims().sequence(),
            }),
            Self::Lost(_) => Some(Warning::LatestLost { path }),
        }
    }
}
