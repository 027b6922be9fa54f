//! `inbox/`: files as they were delivered, called by their digests, never changed; and what they hold.

use super::entry::{Arrival, Entry};
use super::ledger::{Line, digest};
use super::table::{How, Table};
use super::{Dir, OfficeError, mended};
use crate::FolderError;
use jrp_core::date::Date;
use jrp_core::policy::Policy;
use jrp_intake::Profile;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// The name of the folder.
pub(super) const INBOX: &str = "inbox";

/// Most bytes of a delivered file.
const MOST: u64 = 1 << 30;

/// Where the file with this digest lies.
pub(super) fn path(dir: &Path, digest: &str) -> PathBuf {
    dir.join(name(digest))
}

fn name(digest: &str) -> String {
    let hex = digest.strip_prefix("sm3:").unwrap_or(digest);
    // A ledger that was tampered with leads nowhere else.
    let hex: String = hex.chars().filter(char::is_ascii_hexdigit).collect();
    format!("{INBOX}/{hex}")
}

/// Reads a file that was named on the command line.
pub(super) fn read_delivered(path: &Path) -> Result<Vec<u8>, FolderError> {
    crate::files::read_within(path, MOST)
}

/// Lays a file into the inbox; gives its digest.
pub(super) fn put(dir: &Dir, bytes: &[u8]) -> Result<String, OfficeError> {
    let digest = digest(bytes);
    dir.replace(&name(&digest), bytes)?;
    Ok(digest)
}

/// A file of the inbox, which must be what was delivered.
pub(super) fn get(dir: &Path, digest_told: &str) -> Result<Vec<u8>, OfficeError> {
    let path = path(dir, digest_told);
    let refused = |what| OfficeError::Inbox {
        path: path.clone(),
        what,
    };
    let bytes = crate::files::read_within(&path, MOST).map_err(|error| match error {
        FolderError::Read { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
            refused("a delivered file is not there")
        }
        error => error.into(),
    })?;
    match digest(&bytes) == digest_told {
        true => Ok(bytes),
        false => Err(refused("is not the file that was delivered")),
    }
}

/// Delivered files, read once.
#[derive(Default)]
pub(super) struct Tables {
    read: HashMap<Key, Table>,
}

impl Tables {
    /// Reads the files of these deliveries that were not read yet.
    pub(super) fn load<'l>(
        &mut self,
        dir: &Path,
        policy: &Policy,
        arrivals: impl Iterator<Item = &'l Arrival>,
    ) -> Result<(), OfficeError> {
        for arrival in arrivals {
            let Some(key) = key(arrival) else { continue };
            if self.read.contains_key(&key) {
                continue;
            }
            let bytes = get(dir, &key.0)?;
            let profile = match &arrival.profile {
                Some(used) => Some(profile(&used.name, &get(dir, &used.digest)?)?),
                None => None,
            };
            let how = How {
                policy,
                on: arrival.on,
                list: arrival.list.as_deref(),
                profiles: profile.as_slice(),
            };
            let name = arrival.file.as_deref().unwrap_or_default();
            let bytes = match arrival.mends {
                Some(_) => mended::as_delivered(name, &bytes)?,
                None => bytes,
            };
            let table = Table::read(name, &bytes, how)?;
            self.read.insert(key, table);
        }
        Ok(())
    }

    /// Takes a table that was read already.
    pub(super) fn keep(&mut self, arrival: &Arrival, table: Table) {
        if let Some(key) = key(arrival) {
            self.read.insert(key, table);
        }
    }

    /// What a delivery holds; `None` for a zero report.
    pub(super) fn of(&self, arrival: &Arrival) -> Result<Option<&Table>, OfficeError> {
        let Some(key) = key(arrival) else { return Ok(None) };
        let table = self.read.get(&key);
        table.map(Some).ok_or_else(|| OfficeError::Inbox {
            path: PathBuf::from(name(&key.0)),
            what: "was not read",
        })
    }
}

/// A file, the list that it is said to hold, the profile, and the day: the same file may come for two lists, be read in two
/// ways, and come again when some of its rows are over.
type Key = (String, Option<String>, Option<String>, Date);

fn key(arrival: &Arrival) -> Option<Key> {
    let digest = arrival.digest.clone().filter(|_| arrival.acts.is_none())?;
    let profile = arrival.profile.as_ref().map(|used| used.digest.clone());
    Some((digest, arrival.list.clone(), profile, arrival.on))
}

/// A profile as it is written.
pub(super) fn profile(name: &str, text: &[u8]) -> Result<Profile, OfficeError> {
    Ok(Profile::parse(name, &String::from_utf8_lossy(text))?)
}

/// Every delivery of the ledger, with its line.
pub(super) fn numbered(lines: &[Line]) -> impl Iterator<Item = (u64, &Arrival)> {
    lines.iter().filter_map(|line| match &line.entry {
        Entry::Receive(arrival) => Some((line.line, arrival)),
        _ => None,
    })
}

/// Every delivery of the ledger.
pub(super) fn arrivals(lines: &[Line]) -> impl Iterator<Item = &Arrival> {
    numbered(lines).map(|(_, arrival)| arrival)
}

/// Digests of the files that the ledger names.
pub(super) fn named(lines: &[Line]) -> BTreeSet<&str> {
    arrivals(lines)
        .flat_map(|arrival| {
            let profile = arrival.profile.as_ref().map(|used| &used.digest);
            arrival.digest.iter().chain(profile)
        })
        .map(String::as_str)
        .collect()
}
