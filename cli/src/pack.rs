//! Reading a policy pack: the one compiled in, or a folder of CSV files.

use crate::error::CliError;
use crate::files::{self, Shown};
use jrp_core::policy::{PolicyError, PolicyPack, Tables};
use std::path::Path;

/// Says who has checked which cell, for people; it does not travel with the pack.
const PROVENANCE: &str = "seen.csv";

/// The tables of a folder, or those compiled in.
pub(crate) fn tables(dir: Option<&Path>) -> Result<Tables, CliError> {
    let Some(dir) = dir else {
        return Tables::builtin().map_err(|error| refused(None, error));
    };
    let unreadable = |source| files::unreadable(dir, source);
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path
            .file_name()
            .map(|name| Shown(Path::new(name)).to_string())
            .unwrap_or_default();
        // Editors and systems leave hidden copies.
        if name.ends_with(".csv") && !name.starts_with('.') && name != PROVENANCE {
            texts.push((
                name,
                files::read_found_text(&path, "save the table as CSV UTF-8")?,
            ));
        }
    }
    texts.sort_unstable();
    let texts: Vec<(&str, &str)> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    Tables::from_csv(&texts).map_err(|error| refused(Some(dir), error))
}

/// The pack that they make.
pub(crate) fn read(dir: Option<&Path>) -> Result<PolicyPack, CliError> {
    PolicyPack::new(tables(dir)?).map_err(|error| refused(dir, error))
}

pub(crate) fn refused(dir: Option<&Path>, source: PolicyError) -> CliError {
    match dir {
        Some(dir) => CliError::Policy {
            dir: dir.to_owned(),
            source: Box::new(source),
        },
        None => CliError::BuiltinPolicy(Box::new(source)),
    }
}
