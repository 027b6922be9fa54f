//! Why a folder was not opened, followed or published into.

mod code;

use crate::pull::Slow;
pub use code::FolderCode;
use jrp_core::date::Timestamp;
use jrp_core::error::OpenError;
use jrp_core::manifest::{LogError, ManifestError, PlanError};
use jrp_core::snapshot::Difference;
#[cfg(feature = "publish")]
use jrp_core::writer::BuildError;
#[cfg(feature = "publish")]
use jrp_intake::FeedError;
use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Why it ended without having done what was asked. Each is one line that names the place and says what to do; no name of
/// a command or an option stands in it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FolderError {
    /// A file or folder cannot be read.
    #[error("{}: cannot be read: {source}; {}", path.display(), remedy(source))]
    Read {
        /// which
        path: PathBuf,
        /// why
        source: io::Error,
    },
    /// A file or folder cannot be written.
    #[error("{}: cannot be written: {source}; {}", path.display(), remedy(source))]
    Write {
        /// which
        path: PathBuf,
        /// why
        source: io::Error,
    },
    /// What is to be written over is something else than a file.
    #[error("{}: is not a regular file; name another file to write", path.display())]
    NotAFile {
        /// which
        path: PathBuf,
    },
    /// What is to be read is something else than a file.
    #[error("{}: is {kind}, not a regular file, and may have no end; name a file", path.display())]
    NotRegular {
        /// which
        path: PathBuf,
        /// what it is, such as `a pipe`
        kind: &'static str,
    },
    /// A file is longer than one of its kind can be.
    #[error("{}: is longer than the {most} bytes that it can have; name another file", path.display())]
    TooLarge {
        /// which
        path: PathBuf,
        /// bytes at most
        most: u64,
    },
    /// Nothing is written through a link.
    #[error("{}: is a symbolic link, which is not followed for writing; name the file itself", path.display())]
    Link {
        /// which
        path: PathBuf,
    },
    /// A snapshot is refused.
    #[error("{}: {source}", path.display())]
    Open {
        /// which
        path: PathBuf,
        /// why
        source: Box<OpenError>,
    },
    /// A manifest is refused.
    #[error("{place}: {source}")]
    Manifest {
        /// file or address
        place: String,
        /// why
        source: Box<ManifestError>,
    },
    /// A manifest must not be followed, or its files are not what it announces.
    #[error("{place}: {source}")]
    Plan {
        /// file or address
        place: String,
        /// why
        source: PlanError,
    },
    /// A folder's own `latest` cannot be read.
    #[error("{}: is damaged: it is not a manifest any more; {}", path.display(), owner.remedy())]
    LatestDamaged {
        /// which
        path: PathBuf,
        /// who writes it
        owner: Owner,
    },
    /// A folder's log of publications is not the one that its `latest` names.
    #[error(
        "{}: is not the log of publications that `latest` names: it was lost, altered or damaged (line {}: {}); {}",
        path.display(),
        why.line,
        why.what,
        owner.log_remedy()
    )]
    LogDamaged {
        /// which
        path: PathBuf,
        /// the first line that is not as it should be
        why: LogError,
        /// who writes it
        owner: Owner,
    },
    /// A publisher denies publications that were seen.
    #[error(
        "{place}: the log of publications does not go on from the {lines} that were seen before; ask the publisher why, and \
         accept the new log only if the old one was lost"
    )]
    LogRewritten {
        /// file or address
        place: String,
        /// publications seen
        lines: u64,
    },
    /// What a host remembers cannot be read.
    #[error(
        "{}: does not say what was opened before; remove this file where nothing was, or restore it from a copy",
        path.display()
    )]
    MemoryDamaged {
        /// which
        path: PathBuf,
    },
    /// A file is not the one that the manifest names.
    #[error(
        "{place}: does not match its digest in the manifest; it was altered or damaged, fetch it again or ask the publisher"
    )]
    Altered {
        /// file or address
        place: String,
    },
    /// The folder holds no publication.
    #[error(
        "{}: nothing was published or pulled into this folder; name a folder that holds `latest`",
        path.display()
    )]
    NothingPublished {
        /// which
        path: PathBuf,
    },
    /// Somebody else works in the folder.
    #[error("{}: another jrp works in this folder; wait until it has ended", path.display())]
    Locked {
        /// which
        path: PathBuf,
    },
    /// A page for people came in the place of a file.
    #[error(
        "{place}: a web page came instead of the file; check the address, and whether a login or a portal lies on the way"
    )]
    WebPage {
        /// address
        place: String,
    },
    /// Something else came in the place of a file.
    #[error(
        "{place}: what came is not the file but something else; check the address, and whether a login or a portal lies on the \
         way"
    )]
    NotTheFile {
        /// address
        place: String,
    },
    /// A source fails.
    #[error("{place}: {what}; {remedy}")]
    Fetch {
        /// file or address
        place: String,
        /// what happened
        what: String,
        /// what to do
        remedy: &'static str,
    },
    /// A source is left because it is too slow.
    #[error("{place}: broke off: {slow}; try again later, or grant more")]
    Slow {
        /// file or address
        place: String,
        /// what it has used up
        slow: Slow,
    },
    /// Nobody is to sign.
    #[error("no signing key is given; give one at least")]
    NoKey,
    /// No source was named.
    #[error("no source is named; name a folder or an address")]
    NoSource,
    /// A source of another kind.
    #[error("{scheme}:// is not known; {known}")]
    Scheme {
        /// what stands before `://`
        scheme: String,
        /// what to name instead
        known: &'static str,
    },
    /// A store would follow itself.
    #[error("{}: is the folder that is to be followed; name another folder to keep it in", path.display())]
    FollowsItself {
        /// which
        path: PathBuf,
    },
    /// A store that lost its `latest` is offered what it must not take.
    #[error(
        "{}: has seen no. {seen} of {publisher:?}, and {place} offers {offered}; fetch the current publication, or remove \
         the store where this is meant",
        path.display()
    )]
    Forgotten {
        /// the store
        path: PathBuf,
        /// the source
        place: String,
        /// whom the store follows
        publisher: String,
        /// highest sequence seen
        seen: u64,
        /// what the source has
        offered: String,
    },
    /// A proxy variable cannot be read.
    #[error(
        "{name}: is not an address of an http proxy; write it as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, or unset it"
    )]
    ProxyUnreadable {
        /// the variable
        name: String,
    },
    /// A table of rows cannot be read.
    #[cfg(feature = "publish")]
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// A row cannot be built in.
    #[cfg(feature = "publish")]
    #[error("{file}: row {row}: {source}")]
    Record {
        /// the feed
        file: String,
        /// the row
        row: u64,
        /// why
        source: BuildError,
    },
    /// The covered lists are wrong.
    #[cfg(feature = "publish")]
    #[error("the covered lists: {0}")]
    Covers(BuildError),
    /// The records cannot be built.
    #[cfg(feature = "publish")]
    #[error("nothing was built: {0}")]
    Build(BuildError),
    /// All rows were refused.
    #[error(
        "nothing was built: all {refused} rows that could count were refused, the first at {file}: row {row}: {reason}"
    )]
    NothingLoaded {
        /// how many
        refused: u64,
        /// the first one's feed
        file: String,
        /// its row
        row: u64,
        /// why
        reason: String,
    },
    /// All rows of a covered list were refused.
    #[error(
        "nothing was built: list {code} is covered, and all its {refused} rows were refused; mend the feed, or do not call the list covered"
    )]
    AllRefused {
        /// the list
        code: String,
        /// how many
        refused: u64,
    },
    /// The folder holds another publication.
    #[error("{}: holds the publications of {} {:?}, not {:?}; name another folder", path.display(), difference.what, difference.expected, difference.found)]
    OtherFolder {
        /// which
        path: PathBuf,
        /// what was told, and what stands in the folder
        difference: Difference,
    },
    /// Publications stand here, and none can be continued.
    #[error(
        "{}: `latest` is missing, and no manifest beside it is signed by these keys, though publications up to no. {above} stand \
         here; restore `latest` from a copy, or give a sequence above {above} and above all that hosts have seen",
        path.display()
    )]
    LatestLost {
        /// which
        path: PathBuf,
        /// highest sequence there
        above: u64,
    },
    /// The sequence does not rise.
    #[error(
        "sequence {given} is not above {stands}, which stands in the folder; leave it out to take the next"
    )]
    SequenceNotAbove {
        /// as told
        given: u64,
        /// as in the folder
        stands: u64,
    },
    /// The clock goes back.
    #[error("the time of issue, {given}, lies before the last publication's {stands}; check the clock")]
    IssuedBefore {
        /// as told
        given: Timestamp,
        /// as in the folder
        stands: Timestamp,
    },
    /// The public's forms would learn of a repair too late.
    #[error(
        "the next update, {given}, lies more than one working day ahead, which a publication for the public must not; give \
         {latest} or earlier, or leave it out"
    )]
    NextUpdateLate {
        /// as told
        given: Timestamp,
        /// the latest allowed
        latest: Timestamp,
    },
    /// A time that must lie ahead does not.
    #[error("the {what}, {given}, is not later than the time of issue, {issued_at}; give a later time")]
    NotLater {
        /// `expiry` or `next update`
        what: &'static str,
        /// as told
        given: Timestamp,
        /// when it is issued
        issued_at: Timestamp,
    },
    /// Due after it has expired.
    #[error(
        "the next update, {next_update}, is later than the expiry, {expires_at}, after which no answer is given; give an earlier \
         one, or a later expiry"
    )]
    DueAfterExpiry {
        /// as told
        next_update: Timestamp,
        /// as told
        expires_at: Timestamp,
    },
}

/// Who writes a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The publisher
    Publisher,
    /// Whoever follows one
    Follower,
}

impl Owner {
    fn remedy(self) -> &'static str {
        match self {
            Self::Publisher => {
                "remove this file and publish again: it goes on from the newest `manifest-N` beside it"
            }
            Self::Follower => {
                "remove the store, and pull with the last sequence that its answers showed (`snapshot.sequence`) as the least"
            }
        }
    }

    fn log_remedy(self) -> &'static str {
        match self {
            Self::Publisher => {
                "copy it back from a backup or from a store that follows this folder, or begin a new log and tell those who \
                 follow"
            }
            Self::Follower => "pull again, or copy it from the publisher's folder",
        }
    }
}

/// What to do about an error of the system.
pub fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "check the path",
        io::ErrorKind::PermissionDenied => "check its permissions",
        io::ErrorKind::IsADirectory => "name a file, not a folder",
        io::ErrorKind::NotADirectory => "check the path: a part of it is not a folder",
        io::ErrorKind::StorageFull => "make room on the disk",
        io::ErrorKind::ReadOnlyFilesystem => "make the disk writable, or name a place on another",
        _ => "check the path and the disk",
    }
}
