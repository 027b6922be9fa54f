//! The highest sequence that a store has seen, kept beside `latest`: who loses or removes that file does not thereby make
//! the store content with an old publication.

use crate::locked::Folder;
use crate::{FolderError, files};
use jrp_core::manifest::Manifest;

/// A name that begins with a dot is not served.
const NAME: &str = ".jrp-mark";

/// What a store has seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) sequence: u64,
    pub(crate) publisher: String,
}

impl Mark {
    pub(crate) fn of(manifest: &Manifest) -> Self {
        Self {
            sequence: manifest.sequence(),
            publisher: manifest.publisher.clone(),
        }
    }

    /// Longer than any mark.
    pub(crate) const MOST: u64 = 4096;

    /// The mark of a store; `None` where it has none that can be read.
    pub(crate) fn read(folder: &Folder) -> Option<Self> {
        Self::parse(&files::read_within(&folder.path().join(NAME), Self::MOST).ok()?)
    }

    /// What a mark says.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let text = core::str::from_utf8(bytes).ok()?;
        let (sequence, publisher) = text.strip_suffix('\n')?.split_once(' ')?;
        Some(Self {
            sequence: sequence.parse().ok()?,
            publisher: publisher.to_owned(),
        })
    }

    /// The same as text.
    pub(crate) fn text(&self) -> String {
        format!("{} {}\n", self.sequence, self.publisher)
    }

    /// Keeps it.
    pub(crate) fn keep(&self, folder: &Folder) -> Result<(), FolderError> {
        if Self::read(folder).as_ref() == Some(self) {
            return Ok(());
        }
        folder.replace(NAME, self.text().as_bytes())
    }
}
