//! The publisher's own log of publications: a line more with each, before `latest` names it.

use crate::FolderError;
use crate::error::Owner;
use crate::locked::Folder;
use crate::log::{self, LOG};
use jrp_core::manifest::{Log, LogEnd, Manifest};

/// The log up to the last publication.
pub(super) struct OwnLog {
    text: Vec<u8>,
    end: LogEnd,
}

impl OwnLog {
    /// The log that a publication goes on from. A line behind the one that `last` names is of a publication that did not
    /// come to stand. Where the log is lost, none is begun unless `is_new` says so: those who follow would miss what they
    /// have seen.
    pub(super) fn of(folder: &Folder, last: Option<&Manifest>, is_new: bool) -> Result<Self, FolderError> {
        let text = log::read(folder.path())?.unwrap_or_default();
        let found = match last {
            Some(last) => log::beginning(&text, &last.log).map(|text| (text.to_vec(), last.log)),
            None => Log::parse(&text).map(|log| (text.clone(), log.end().copied().unwrap_or_default())),
        };
        match found {
            Ok((text, end)) => Ok(Self { text, end }),
            Err(_) if is_new => Ok(Self {
                text: Vec::new(),
                end: LogEnd::default(),
            }),
            Err(why) => Err(log::damaged(folder.path(), why, Owner::Publisher)),
        }
    }

    /// Where it ends.
    pub(super) fn end(&self) -> &LogEnd {
        &self.end
    }

    /// Writes the line of this publication.
    pub(super) fn add(&self, folder: &Folder, manifest: &Manifest) -> Result<(), FolderError> {
        let line = manifest.log_line(&self.end).unwrap_or_default();
        folder.replace(LOG, &[&self.text, line.as_bytes()].concat())
    }
}
