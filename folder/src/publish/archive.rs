//! What evidence may need years later: every file that was published, and the log, kept where no later publication takes
//! them away.

use crate::FolderError;
use crate::draft::Draft;
use crate::fault;
use crate::files::{self, Access, create_folder, unwritable};
use crate::locked::Folder;
use crate::log::{self, LOG};
use jrp_core::manifest::Manifest;
use jrp_core::suite::Suite;
use std::fs;
use std::path::PathBuf;

/// Hexadecimal digits that tell the logs of an archive apart.
const TELLING: usize = 16;

/// A folder that others may publish from into as well.
pub(super) struct Archive {
    folder: PathBuf,
}

impl Archive {
    /// Makes the folder, where it is missing.
    pub(super) fn at(folder: PathBuf) -> Result<Self, FolderError> {
        if !folder.is_dir() {
            fault::strike(|| ())
                .and_then(|()| create_folder(&folder))
                .map_err(|source| unwritable(&folder, source))?;
        }
        Ok(Self { folder })
    }

    /// Copies the files of a chain that are not there yet; their names are their digests.
    pub(super) fn keep(&self, published: &Folder, manifest: &Manifest) -> Result<(), FolderError> {
        for layer in manifest.layers() {
            let kept = self.folder.join(layer.file_name());
            if fs::metadata(&kept).is_ok_and(|kept| kept.is_file() && kept.len() == layer.bytes) {
                continue;
            }
            let file = published.path().join(layer.file_name());
            let bytes = files::read_within(&file, layer.bytes)?;
            if !layer.matches(manifest.suite, &bytes) {
                let place = file.display().to_string();
                return Err(FolderError::Altered { place });
            }
            self.write(&layer.file_name(), manifest, &bytes)?;
        }
        Ok(())
    }

    /// Keeps the log as the published folder has it.
    pub(super) fn keep_log(&self, published: &Folder, manifest: &Manifest) -> Result<(), FolderError> {
        match log::read(published.path())? {
            Some(text) => self.write(&log_name(manifest), manifest, &text),
            None => Ok(()),
        }
    }

    fn write(&self, name: &str, manifest: &Manifest, bytes: &[u8]) -> Result<(), FolderError> {
        let mut draft = Draft::create(&self.folder.join(name), Access::of(manifest.audience))?;
        draft.append(bytes)?;
        draft.finish()
    }
}

/// A name of its own for each publisher, region and audience, whatever signs stand in them.
fn log_name(manifest: &Manifest) -> String {
    let facts = [
        manifest.publisher.as_str(),
        &manifest.region,
        manifest.audience.code(),
    ];
    let digits = Suite::Sm2Sm3.digest(facts.join("\n").as_bytes()).to_string();
    let (stem, ending) = LOG.split_once('.').unwrap_or((LOG, "log"));
    format!("{stem}-{}.{ending}", digits.get(..TELLING).unwrap_or(&digits))
}
