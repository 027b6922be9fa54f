//! What the releaser signs: `SHA256SUMS` of every file of the release, and `CONTENTS` of every file in its archives.
//! Both are as `sha256sum` writes and reads them.

use super::folder;
use crate::files::{self, failed};
use crate::task::TaskError;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub(super) const SUMS: &str = "SHA256SUMS";
pub(super) const CONTENTS: &str = "CONTENTS";

/// Signatures lie beside what they sign, and cannot be in it.
pub(super) const SIGNATURE: &str = ".sig";

pub(super) fn digest(path: &Path) -> Result<String, TaskError> {
    let bytes = files::read(path)?;
    Ok(Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

/// What archives hold, by archive and path.
#[derive(Default)]
pub(super) struct Contents(BTreeMap<String, String>);

impl Contents {
    pub(super) fn add(&mut self, archive: &str, packed: &Path) -> Result<(), TaskError> {
        for path in folder::files(packed)? {
            let place = packed.join(&path);
            // A link is the file that it leads to, which is packed too.
            if !place.is_symlink() {
                let name = format!("{archive}/{}", path.to_string_lossy().replace('\\', "/"));
                self.0.insert(name, digest(&place)?);
            }
        }
        Ok(())
    }

    pub(super) fn write(&self, out: &Path) -> Result<(), TaskError> {
        let text: String = self
            .0
            .iter()
            .map(|(name, digest)| format!("{digest}  {name}\n"))
            .collect();
        folder::write(&out.join(CONTENTS), text.as_bytes(), 0o644)
    }
}

pub(super) fn write(out: &Path) -> Result<(), TaskError> {
    let mut text = String::new();
    for path in folder::files(out)? {
        text.push_str(&format!("{}  {}\n", digest(&out.join(&path))?, path.display()));
    }
    folder::write(&out.join(SUMS), text.as_bytes(), 0o644)
}

/// Whether the folder holds what its list says, and nothing else. Returns how many files it names.
pub(super) fn check(release: &Path) -> Result<usize, TaskError> {
    let place = release.join(SUMS);
    let text = fs::read_to_string(&place).map_err(|error| failed(&place, &error))?;
    let mut listed = BTreeMap::new();
    for line in text.lines() {
        let (digest, name) = line.split_once("  ").ok_or_else(|| {
            TaskError::new(
                format!("{}: `{line}` is not a line of a list", place.display()),
                "fetch it again",
            )
        })?;
        listed.insert(name, digest);
    }
    let count = listed.len();
    for path in folder::files(release)? {
        let name = path.to_string_lossy().into_owned();
        if name == SUMS || name.ends_with(SIGNATURE) {
            continue;
        }
        let found = digest(&release.join(&path))?;
        match listed.remove(name.as_str()) {
            Some(digest) if digest == found => {}
            Some(digest) => {
                return Err(TaskError::new(
                    format!("{name} is altered: its SHA-256 is {found}, {SUMS} says {digest}"),
                    "fetch it again",
                ));
            }
            None => {
                return Err(TaskError::new(
                    format!("{name} is not in {SUMS}"),
                    "take it away; the releaser did not sign it",
                ));
            }
        }
    }
    match listed.into_keys().next() {
        Some(name) => Err(TaskError::new(format!("{name} is missing"), "fetch it")),
        None => Ok(count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// A release of two files, alone in a folder of its own.
    fn release(name: &str) -> PathBuf {
        let place = std::env::temp_dir().join(format!("jrp-sums-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&place);
        fs::create_dir_all(&place).unwrap();
        fs::write(place.join("a.tar.gz"), "a").unwrap();
        fs::write(place.join("b.zip"), "b").unwrap();
        write(&place).unwrap();
        place
    }

    fn describe(place: &Path) -> String {
        let said = check(place)
            .err()
            .map_or_else(String::new, |error| error.to_string());
        fs::remove_dir_all(place).unwrap();
        said
    }

    #[test]
    fn a_whole_release_is_let_pass_beside_its_signatures() {
        let place = release("whole");
        fs::write(place.join("SHA256SUMS.sig"), "…").unwrap();
        assert_eq!(check(&place).unwrap(), 2);
        let text = fs::read_to_string(place.join(SUMS)).unwrap();
        let of_a = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a.tar.gz\n";
        assert!(text.starts_with(of_a), "{text}");
        fs::remove_dir_all(place).unwrap();
    }

    #[test]
    fn an_altered_a_missing_and_a_strange_file_are_told() {
        let place = release("altered");
        fs::write(place.join("a.tar.gz"), "A").unwrap();
        assert!(describe(&place).starts_with("a.tar.gz is altered: its SHA-256 is 559aead0"));
        let place = release("missing");
        fs::remove_file(place.join("b.zip")).unwrap();
        assert_eq!(describe(&place), "b.zip is missing; fetch it");
        let place = release("strange");
        fs::write(place.join("c.exe"), "c").unwrap();
        assert!(describe(&place).starts_with("c.exe is not in SHA256SUMS; "));
    }
}
