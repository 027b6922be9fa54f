//! Files that tasks read and write.

use crate::task::TaskError;
use std::fs;
use std::path::Path;

#[cfg(any(feature = "release", feature = "wasm"))]
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, TaskError> {
    fs::read(path).map_err(|error| failed(path, &error))
}

/// Writes a file where folders may be missing.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), TaskError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    }
    fs::write(path, bytes).map_err(|error| failed(path, &error))
}

pub(crate) fn failed(path: &Path, error: &std::io::Error) -> TaskError {
    TaskError::new(
        format!("{}: {error}", path.display()),
        "check the path and its rights",
    )
}
