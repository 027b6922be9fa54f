//! Signatures added to a manifest that is there already.

use super::{ManifestError, UnverifiedManifest};
use crate::suite::Signature;

impl UnverifiedManifest {
    /// The bytes that the signatures sign.
    pub fn message(&self) -> &[u8] {
        &self.message
    }

    /// The signatures the file carries, unproven.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// The file with a signature more, which takes the place of an earlier one of the same key. It is not checked here.
    pub fn with_signature(&self, signature: Signature) -> Result<Vec<u8>, ManifestError> {
        let mut signatures = self.signatures.clone();
        signatures.retain(|other| other.key_id != signature.key_id);
        signatures.push(signature);
        let file = self.manifest.attach(&signatures)?;
        Self::parse(&file)?;
        Ok(file)
    }
}
