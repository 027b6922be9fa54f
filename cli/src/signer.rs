//! Who signs what is built: a key at hand, or a device that gets its turn later.

use crate::error::CliError;
use crate::files::Shown;
use crate::keys;
use jrp_folder::feeding::Signer;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
pub(crate) struct SignerArgs {
    /// The signing key, jrp.key; its suite is the snapshot's
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// In place of --key: the public key of a device that signs later (`jrp digest`, `jrp attach`); the file is not signed
    #[arg(long, value_name = "FILE.pub")]
    public_key: Option<PathBuf>,
}

impl SignerArgs {
    /// The file that was named.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.key.as_deref().or(self.public_key.as_deref())
    }

    pub(crate) fn read(&self) -> Result<Signer, CliError> {
        match (&self.key, &self.public_key) {
            (Some(path), None) => keys::signing(path).map(Signer::AtHand),
            (None, Some(path)) => keys::public(path).map(Signer::Later),
            // The command line lets neither through.
            _ => Err(CliError::Usage("give either --key or --public-key".to_owned())),
        }
    }
}

/// What is still to be done where the file is not signed yet.
pub(crate) fn warning(signer: &Signer, path: &Path) -> Option<String> {
    matches!(signer, Signer::Later(_)).then(|| {
        format!(
            "{} is not signed yet and no host opens it; `jrp digest` tells what to sign, `jrp attach` adds the signature",
            Shown(path)
        )
    })
}
