//! Snapshot files.

use crate::error::CliError;
use crate::files;
use jrp_core::error::OpenError;
use jrp_core::snapshot::UnverifiedSnapshot;
use std::path::Path;

/// An error of the snapshot in this file.
pub(crate) fn at(path: &Path) -> impl Fn(OpenError) -> CliError {
    move |source| CliError::Open {
        path: path.to_owned(),
        source: Box::new(source),
    }
}

/// Reads a file and finds its parts; nothing of it is proven.
pub(crate) fn read(path: &Path) -> Result<UnverifiedSnapshot<Vec<u8>>, CliError> {
    UnverifiedSnapshot::parse(files::read(path)?).map_err(at(path))
}
