//! Everything that can go wrong, each as one line that names the place and says what to do.

pub(crate) mod folder;
pub(crate) mod office;
mod option;

use crate::files::Shown;
use jrp_core::compare::QueryError;
use jrp_core::evidence::{EvidenceError, EvidenceFault, ReplayError};
use jrp_core::policy::PolicyError;
use jrp_core::suite::KeyError;
use jrp_core::trust::TrustError;
use jrp_folder::FolderError;
use jrp_folder::office::OfficeError;
use jrp_intake::{ProfileError, RegisterError};
use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Why the command ends without having done what was asked.
#[derive(Debug, Error)]
pub(crate) enum CliError {
    /// The command line alone shows the mistake.
    #[error("{0}")]
    Usage(String),
    /// A folder or a file was not opened, followed or written.
    #[error("{}", folder::text(.0))]
    Folder(FolderError),
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
    #[cfg(feature = "serve")]
    #[error("{what} cannot be served: {source}; name another --listen, or free it")]
    Serve { what: String, source: io::Error },
    #[error("{}: {source}", Shown(path))]
    Key { path: PathBuf, source: KeyError },
    #[error(
        "{}: is not a signature of this file by the key of {}; sign what `jrp digest --public-key` tells, with the signer id \
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
    #[error("{}/{source}", Shown(dir))]
    Policy { dir: PathBuf, source: Box<PolicyError> },
    #[error("the compiled-in policy pack: {0}; report this to the makers of JRP")]
    BuiltinPolicy(Box<PolicyError>),
    /// Nothing was done in an office's folder.
    #[error("{}", office::text(.0))]
    Office(Box<OfficeError>),
    #[error(transparent)]
    Profile(#[from] ProfileError),
    #[error("{}", option::with_option(.0, option::of_register(.0)))]
    Register(RegisterError),
    #[error(
        "{}: row 1, column {position}: {name} is a column that screening adds; rename or remove it",
        Shown(path)
    )]
    ColumnTaken {
        path: PathBuf,
        position: usize,
        name: &'static str,
    },
    #[error(
        "{}: has no column {column}; give an answer of `jrp screen` with the columns outcome, lists and match",
        Shown(path)
    )]
    NotAnswered { path: PathBuf, column: &'static str },
    #[error("{}: {what}", Shown(path))]
    Workbook { path: PathBuf, what: String },
    #[error("{}: {source}", Shown(path))]
    Query { path: PathBuf, source: QueryError },
    #[error(
        "{}: was built without --possible-names, which no delta can bring; leave the option out, or build a new base with it",
        Shown(path)
    )]
    NamesNotInBase { path: PathBuf },
    #[error("{what}")]
    NotFresh { what: String },
    #[error("{}: {source}", Shown(path))]
    Evidence { path: PathBuf, source: EvidenceFault },
    #[error("no evidence was made: {0}")]
    NoEvidence(EvidenceError),
    #[error("{}: {source}", Shown(path))]
    Replay { path: PathBuf, source: Box<ReplayError> },
    #[error("{}: row {row}: {source}", Shown(path))]
    ReplayRow {
        path: PathBuf,
        row: u64,
        source: Box<ReplayError>,
    },
    #[error(
        "{}: no file here is no. {sequence} of {publisher:?}, {digest}, which answered then; fetch it from the archive, or ask the \
         publisher",
        Shown(folder)
    )]
    NotInArchive {
        folder: PathBuf,
        publisher: String,
        sequence: u64,
        digest: String,
    },
    #[error(
        "{}: is not a public key of P-256; name the releaser's, as release.pub",
        Shown(path)
    )]
    NoReleaseKey { path: PathBuf },
    #[error(
        "{}: was not signed by the key of {}, or was altered since; fetch it again, and compare the key with the releaser's",
        Shown(list),
        Shown(key)
    )]
    ListNotSigned { list: PathBuf, key: PathBuf },
    #[error(
        "{}: no file in {} has its SHA-256, {digest}; install it again from a verified archive of that release",
        Shown(path),
        Shown(list)
    )]
    NotListed {
        path: PathBuf,
        digest: String,
        list: PathBuf,
    },
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
            Self::Office(error) if office::is_usage(error) => 2,
            Self::Folder(error) if folder::is_usage(error) => 2,
            _ => 1,
        }
    }
}

impl From<OfficeError> for CliError {
    fn from(error: OfficeError) -> Self {
        Self::Office(Box::new(error))
    }
}

impl From<RegisterError> for CliError {
    fn from(error: RegisterError) -> Self {
        Self::Register(error)
    }
}

impl From<FolderError> for CliError {
    fn from(error: FolderError) -> Self {
        Self::Folder(error)
    }
}
