//! Where a published folder is fetched from: a folder of this machine, or a web server.

use super::pace::{Limits, Slow};
#[cfg(feature = "web")]
use super::web::Web;
use crate::FolderError;
use crate::files;
use jrp_core::manifest::MAX_BYTES;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// What can be followed.
const KNOWN: &str = match cfg!(feature = "web") {
    true => "name a folder, or an address that begins with https:// or http://",
    false => "name a folder; this build fetches from no server",
};

/// A published folder.
pub(super) enum Source {
    Folder(PathBuf),
    #[cfg(feature = "web")]
    Web(Web),
}

/// A file that is being fetched.
pub(super) struct Body {
    /// Byte of the file that comes first
    pub(super) from: u64,
    /// The bytes
    pub(super) reader: Box<dyn Read>,
}

impl Source {
    /// Reads what a source is called.
    pub(super) fn of(text: &str, limits: Limits) -> Result<Self, FolderError> {
        let Some((scheme, rest)) = text.split_once("://") else {
            return Ok(Self::Folder(PathBuf::from(text)));
        };
        #[cfg(not(feature = "web"))]
        let _ = limits;
        match scheme.to_ascii_lowercase().as_str() {
            "file" => Ok(Self::Folder(PathBuf::from(rest))),
            #[cfg(feature = "web")]
            scheme @ ("http" | "https") => Web::at(&format!("{scheme}://{rest}"), limits).map(Self::Web),
            scheme => Err(FolderError::Scheme {
                scheme: scheme.to_owned(),
                known: KNOWN,
            }),
        }
    }

    /// Refuses a store that would follow itself, and let go what its publisher keeps there.
    pub(super) fn keep_apart(&self, store: &Path) -> Result<(), FolderError> {
        #[cfg_attr(not(feature = "web"), expect(irrefutable_let_patterns))]
        let Self::Folder(folder) = self else { return Ok(()) };
        match (fs::canonicalize(folder), fs::canonicalize(store)) {
            (Ok(from), Ok(into)) if from == into => Err(FolderError::FollowsItself {
                path: store.to_owned(),
            }),
            _ => Ok(()),
        }
    }

    /// What a file of the folder is called in messages.
    pub(super) fn place(&self, name: &str) -> String {
        match self {
            Self::Folder(folder) => folder.join(name).display().to_string(),
            #[cfg(feature = "web")]
            Self::Web(web) => web.url(name),
        }
    }

    /// The whole of a small file, cut where it is longer than any manifest.
    pub(super) fn manifest(&self, name: &str) -> Result<Vec<u8>, FolderError> {
        let body = self.file(name, 0)?;
        let mut bytes = Vec::new();
        let limit = MAX_BYTES as u64 + 1;
        body.reader
            .take(limit)
            .read_to_end(&mut bytes)
            .map_err(|source| self.broken(name, &source))?;
        Ok(bytes)
    }

    /// A file, from this byte on where the source can do that, else from its beginning.
    pub(super) fn file(&self, name: &str, from: u64) -> Result<Body, FolderError> {
        match self {
            Self::Folder(folder) => part_of(&folder.join(name), from),
            #[cfg(feature = "web")]
            Self::Web(web) => web.get(name, from),
        }
    }

    /// The source broke off.
    pub(super) fn broken(&self, name: &str, source: &io::Error) -> FolderError {
        let place = self.place(name);
        if let Some(slow) = Slow::of(source) {
            return FolderError::Slow { place, slow };
        }
        FolderError::Fetch {
            place,
            what: format!("broke off: {source}"),
            remedy: "try again: what has come is kept",
        }
    }
}

fn part_of(path: &Path, from: u64) -> Result<Body, FolderError> {
    let (mut file, len) = files::regular(path)?;
    let from = if from <= len { from } else { 0 };
    file.seek(SeekFrom::Start(from))
        .map_err(|source| FolderError::Read {
            path: path.to_owned(),
            source,
        })?;
    Ok(Body {
        from,
        reader: Box::new(file),
    })
}
