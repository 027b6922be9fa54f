//! Everything that can go wrong, each as one line that names the place and says what to do.

use crate::files::Shown;
use jrp_core::compare::QueryError;
use jrp_core::error::OpenError;
use jrp_core::manifest::{ManifestError, PlanError};
use jrp_core::policy::PolicyError;
use jrp_core::suite::KeyError;
use jrp_core::trust::TrustError;
use jrp_core::writer::BuildError;
use jrp_intake::{FeedError, RegisterError};
use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Why the command ends without having done what was asked.
#[derive(Debug, Error)]
pub(crate) enum CliError {
    /// The command line alone shows the mistake.
    #[error("{0}")]
    Usage(String),
    #[error("{}: cannot be read: {source}; {}", Shown(path), remedy(source))]
    Read { path: PathBuf, source: io::Error },
    #[error("{}: cannot be written: {source}; {}", Shown(path), remedy(source))]
    Write { path: PathBuf, source: io::Error },
    #[error("{}: is no regular file; name another file to write", Shown(path))]
    NotAFile { path: PathBuf },
    #[error("{}: is no regular file, and may have no end; name a file", Shown(path))]
    NotRegular { path: PathBuf },
    #[error(
        "{}: is longer than the {most} bytes that it can have; name another file",
        Shown(path)
    )]
    TooLarge { path: PathBuf, most: u64 },
    #[error(
        "{}: is a symbolic link, which is not followed for writing; name the file itself",
        Shown(path)
    )]
    Link { path: PathBuf },
    #[error(
        "{}: has seen no. {seen} of {publisher:?}, and {place} offers {offered}; fetch the current publication, or remove \
         the store where this is meant",
        Shown(path)
    )]
    Forgotten {
        path: PathBuf,
        place: String,
        publisher: String,
        seen: u64,
        offered: String,
    },
    #[error(
        "{}: is there already, and a key that is overwritten is lost; name another --out folder",
        Shown(path)
    )]
    KeyExists { path: PathBuf },
    #[error("{}: is not empty; name a new or empty folder", Shown(path))]
    NotEmpty { path: PathBuf },
    #[error("{}: byte {offset}: not UTF-8; {remedy}", Shown(path))]
    NotText {
        path: PathBuf,
        offset: usize,
        remedy: &'static str,
    },
    #[error(
        "{}: neither here nor above is examples/web; run this inside a checkout of JRP",
        Shown(here)
    )]
    NoPages { here: PathBuf },
    #[error("{}: the web package is not built; run `cargo xtask wasm` first", Shown(path))]
    NoPackage { path: PathBuf },
    #[error("port {port} cannot be served: {source}; name another --port, or 0 for any that is free")]
    Port { port: u16, source: io::Error },
    #[error("{}: {source}", Shown(path))]
    Key { path: PathBuf, source: KeyError },
    #[error(
        "{}: is no signature of this file by the key of {}; sign what `jrp digest --public-key` tells, with the signer id \
         1234567812345678 for SM2",
        Shown(signature),
        Shown(key)
    )]
    NotTheirs { signature: PathBuf, key: PathBuf },
    #[error(
        "{}: key {key} has signed this already, and counts once; sign with another key",
        Shown(path)
    )]
    SignedAlready { path: PathBuf, key: String },
    #[error("{}: {source}", Shown(path))]
    Trust { path: PathBuf, source: TrustError },
    #[error("{}: {source}", Shown(path))]
    Open { path: PathBuf, source: Box<OpenError> },
    #[error("{}/{source}", Shown(dir))]
    Policy { dir: PathBuf, source: Box<PolicyError> },
    #[error("the compiled-in policy pack: {0}; report this to the makers of JRP")]
    BuiltinPolicy(Box<PolicyError>),
    #[error(transparent)]
    Feed(#[from] FeedError),
    #[error(transparent)]
    Register(#[from] RegisterError),
    #[error(
        "{}: row 1, column {position}: {name} is a column that screening adds; rename or remove it",
        Shown(path)
    )]
    ColumnTaken {
        path: PathBuf,
        position: usize,
        name: &'static str,
    },
    #[error("{file}: row {row}: {source}")]
    Record {
        file: String,
        row: u64,
        source: BuildError,
    },
    #[error("--covers: {0}")]
    Covers(BuildError),
    #[error("nothing was built: {0}")]
    Build(BuildError),
    #[error(
        "nothing was built: all {refused} rows that could count were refused, the first at {file}: row {row}: {reason}"
    )]
    NothingLoaded {
        refused: u64,
        file: String,
        row: u64,
        reason: String,
    },
    #[error(
        "nothing was built: list {code} is covered, and all its {refused} rows were refused; mend the feed, or leave the list out of --covers (--report FILE.json tells the reasons)"
    )]
    AllRefused { code: String, refused: u64 },
    #[error("{}: {source}", Shown(path))]
    Query { path: PathBuf, source: QueryError },
    #[error("{place}: {source}")]
    Manifest {
        place: String,
        source: Box<ManifestError>,
    },
    #[error("{}: is damaged: it is no manifest any more; {remedy}", Shown(path))]
    LatestDamaged { path: PathBuf, remedy: &'static str },
    #[error("{place}: {source}")]
    Plan { place: String, source: PlanError },
    #[error(
        "{place}: does not match its digest in the manifest; it was altered or damaged, fetch it again or ask the publisher"
    )]
    Altered { place: String },
    #[error(
        "{place}: a web page came instead of the file; check the address, and whether a login or a portal lies on the way"
    )]
    WebPage { place: String },
    #[error(
        "{}: was built without --possible-names, which no delta can bring; leave the option out, or build a new base with it",
        Shown(path)
    )]
    NamesNotInBase { path: PathBuf },
    #[error(
        "{place}: what came is not the file but something else; check the address, and whether a login or a portal lies on the \
         way"
    )]
    NotTheFile { place: String },
    #[error(
        "{}: holds the publications of {flag} {stands:?}, not {given:?}; name another --out folder",
        Shown(path)
    )]
    OtherFolder {
        path: PathBuf,
        flag: &'static str,
        given: String,
        stands: String,
    },
    #[error(
        "{}: nothing was published or pulled into this folder; name a snapshot, or a folder of `jrp publish` or `jrp pull`",
        Shown(path)
    )]
    NothingPublished { path: PathBuf },
    #[error(
        "{}: `latest` is missing, and no manifest beside it is signed by --key, though publications up to no. {above} stand here; \
         restore `latest` from a copy (`jrp pull` of the public address brings one), or give --sequence above {above} and \
         above all that hosts have seen",
        Shown(path)
    )]
    LatestLost { path: PathBuf, above: u64 },
    #[error("{place}: {what}; {remedy}")]
    Fetch {
        place: String,
        what: String,
        remedy: &'static str,
    },
    #[error(
        "{name}: is no address of an http proxy; write it as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, or unset it"
    )]
    ProxyUnreadable { name: String },
    #[error("{what}")]
    NotFresh { what: String },
    #[error("{}: another jrp works in this folder; wait until it has ended", Shown(path))]
    Locked { path: PathBuf },
    #[error("the system gives no random bytes: {0}; try again later")]
    Random(getrandom::Error),
    #[error(
        "the clock shows a time before 1970 or after 9999; set it, or give the time by --now or --issued-at"
    )]
    Clock,
    #[error("standard output cannot be written: {0}; check where it leads")]
    Output(io::Error),
}

impl CliError {
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            _ => 1,
        }
    }
}

/// What to do about an error of the system.
fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "check the path",
        io::ErrorKind::PermissionDenied => "check its permissions",
        io::ErrorKind::IsADirectory => "name a file, not a folder",
        io::ErrorKind::NotADirectory => "check the path: a part of it is no folder",
        io::ErrorKind::StorageFull => "make room on the disk",
        _ => "check the path and the disk",
    }
}
