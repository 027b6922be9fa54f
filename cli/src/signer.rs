//! Who signs what is built: a key at hand, or a device that gets its turn later.

use crate::error::CliError;
use crate::files::Shown;
use crate::{keys, snapshots};
use jrp_core::roster::Roster;
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::suite::{PublicKey, SigningKey, Suite};
use jrp_core::trust::TrustAnchors;
use jrp_core::writer::UnsignedSnapshot;
use jrp_threads::Threads;
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

/// Who signs.
#[derive(Debug)]
pub(crate) enum Signer {
    AtHand(SigningKey),
    Later(PublicKey),
}

impl Signer {
    pub(crate) fn suite(&self) -> Suite {
        match self {
            Self::AtHand(key) => key.suite(),
            Self::Later(key) => key.suite(),
        }
    }

    /// What is still to be done where the file is not signed yet.
    pub(crate) fn warning(&self, path: &Path) -> Option<String> {
        matches!(self, Self::Later(_)).then(|| {
            format!(
                "{} is not signed yet and no host opens it; `jrp digest` tells what to sign, `jrp attach` adds the signature",
                Shown(path)
            )
        })
    }

    /// The file, signed where the key is at hand.
    pub(crate) fn finish(&self, unsigned: UnsignedSnapshot) -> Vec<u8> {
        match self {
            Self::AtHand(key) => unsigned.sign(key),
            Self::Later(_) => unsigned.attach(&[]),
        }
    }

    /// A delta is published only after it has been laid on what is below as a host will lay it.
    pub(crate) fn lay_again(
        &self,
        path: &Path,
        roster: &Roster<Vec<u8>>,
        bytes: &[u8],
    ) -> Result<(), CliError> {
        match self {
            Self::AtHand(key) => {
                let trust = TrustAnchors::from_public_keys([key.public()]);
                let laid = roster.with_delta_with(bytes.to_vec(), &trust, &Threads);
                laid.map(drop).map_err(snapshots::at(path))
            }
            Self::Later(_) => self.open_again(path, bytes),
        }
    }

    /// A snapshot is published only after it has been opened as a host will open it.
    pub(crate) fn open_again(&self, path: &Path, bytes: &[u8]) -> Result<(), CliError> {
        let parsed = UnverifiedSnapshot::parse(bytes).map_err(snapshots::at(path))?;
        let checked = match self {
            Self::AtHand(key) => {
                let trust = TrustAnchors::from_public_keys([key.public()]);
                parsed.verify_with(&trust, None, &Threads).map(drop)
            }
            Self::Later(_) => parsed.check_content(),
        };
        checked.map_err(snapshots::at(path))
    }
}
