//! Key files.

use crate::error::CliError;
use crate::files::{self, Shown};
use crate::terminal;
use jrp_core::suite::{KeyError, PersonKey, PublicKey, SigningKey};
use jrp_core::trust::TrustAnchors;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// `jrp.key`
pub(crate) fn signing(path: &Path) -> Result<SigningKey, CliError> {
    let key = read(path, SigningKey::from_pem)?;
    warn_if_open(path);
    Ok(key)
}

/// `jrp.pub`
pub(crate) fn public(path: &Path) -> Result<PublicKey, CliError> {
    read(path, PublicKey::from_pem)
}

/// `person.key`, where one was named.
pub(crate) fn person(path: Option<&Path>) -> Result<Option<PersonKey>, CliError> {
    let read = |path| {
        let key = read(path, PersonKey::from_pem)?;
        warn_if_open(path);
        Ok(key)
    };
    path.map(read).transpose()
}

/// What `--trust` names: trust files, and `jrp.pub` files, each an anchor with both roles for any publisher.
pub(crate) fn trust(paths: &[PathBuf]) -> Result<TrustAnchors, CliError> {
    let mut trust = TrustAnchors::default();
    for path in paths {
        let text = files::read_text(path, "name a jrp.pub that `jrp keygen` wrote, or a trust file")?;
        let anchors = TrustAnchors::from_text(&text).map_err(|source| CliError::Trust {
            path: path.clone(),
            source,
        })?;
        trust = trust.join(anchors).map_err(|source| CliError::Trust {
            path: path.clone(),
            source,
        })?;
    }
    Ok(trust)
}

/// A secret that others on this machine can read is none.
fn warn_if_open(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let about = std::fs::metadata(path).ok().filter(|about| about.is_file());
        let mode = about.map_or(0, |about| about.permissions().mode() & 0o777);
        if mode & 0o077 != 0 {
            terminal::warn(format!(
                "{}: others on this machine can read this key (mode {mode:o}); chmod 600 it, and think of it as known",
                Shown(path)
            ));
        }
    }
    let _ = path;
}

fn read<T>(path: &Path, parse: fn(&str) -> Result<T, KeyError>) -> Result<T, CliError> {
    let text = files::read_text(path, "name a key file that `jrp keygen` wrote").map(Zeroizing::new)?;
    parse(&text).map_err(|source| CliError::Key {
        path: path.to_owned(),
        source,
    })
}
