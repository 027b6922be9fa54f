//! Who signs what is built: a key at hand, or a device that gets its turn later.

use crate::FolderError;
use crate::latest::at_file;
use jrp_core::Open;
use jrp_core::roster::Roster;
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::suite::{PublicKey, SigningKey, Suite};
use jrp_core::trust::TrustAnchors;
use jrp_core::writer::UnsignedSnapshot;
use jrp_threads::Threads;
use std::path::Path;

/// Who signs.
#[derive(Debug)]
pub enum Signer {
    /// A key at hand
    AtHand(SigningKey),
    /// A device, by its public key: the file is not signed
    Later(PublicKey),
}

impl Signer {
    /// Whose suite is the snapshot's.
    pub fn suite(&self) -> Suite {
        match self {
            Self::AtHand(key) => key.suite(),
            Self::Later(key) => key.suite(),
        }
    }

    /// Whoever signs trusts what they signed before.
    pub fn trust(&self) -> TrustAnchors {
        TrustAnchors::from_public_keys([match self {
            Self::AtHand(key) => key.public(),
            Self::Later(key) => key.clone(),
        }])
    }

    /// The file, signed where the key is at hand.
    pub(super) fn finish(&self, unsigned: UnsignedSnapshot) -> Vec<u8> {
        match self {
            Self::AtHand(key) => unsigned.sign(key),
            Self::Later(_) => unsigned.attach(&[]),
        }
    }

    /// A delta is published only after it has been laid on what is below as a host will lay it.
    pub(super) fn lay_again(
        &self,
        path: &Path,
        roster: &Roster<Vec<u8>>,
        bytes: &[u8],
    ) -> Result<(), FolderError> {
        match self {
            Self::AtHand(_) => {
                let trust = self.trust();
                let laying = Open::new(&trust).deltas([bytes.to_vec()]).executor(&Threads);
                let laid = laying.upon(roster);
                laid.map(drop).map_err(|error| at_file(path)(*error.source))
            }
            Self::Later(_) => self.open_again(path, bytes),
        }
    }

    /// A snapshot is published only after it has been opened as a host will open it.
    pub(super) fn open_again(&self, path: &Path, bytes: &[u8]) -> Result<(), FolderError> {
        let parsed = UnverifiedSnapshot::parse(bytes).map_err(at_file(path))?;
        let checked = match self {
            Self::AtHand(_) => parsed.verify(&self.trust(), None, &Threads).map(drop),
            Self::Later(_) => parsed.check_content(),
        };
        checked.map_err(at_file(path))
    }
}
