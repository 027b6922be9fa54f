//! A snapshot that lacks only its signatures, so that a device elsewhere may make them.

use crate::suite::{Digest, Signature, SigningKey, Suite};

/// Header, body and page digests.
#[derive(Clone)]
pub struct UnsignedSnapshot {
    suite: Suite,
    header: Vec<u8>,
    rest: Vec<u8>,
}

impl UnsignedSnapshot {
    pub(super) fn new(suite: Suite, header: Vec<u8>, rest: Vec<u8>) -> Self {
        Self { suite, header, rest }
    }

    /// The bytes to be signed: the header, which binds everything else by digests.
    pub fn message(&self) -> &[u8] {
        &self.header
    }

    /// The digest that names this snapshot.
    pub fn digest(&self) -> Digest {
        self.suite.digest(&self.header)
    }

    /// The file, signed with `key`.
    pub fn sign(self, key: &SigningKey) -> Vec<u8> {
        let signature = Signature::by(key, self.message());
        self.attach(&[signature])
    }

    /// The file with signatures made elsewhere, which are not checked here; without any, it awaits them.
    pub fn attach(self, signatures: &[Signature]) -> Vec<u8> {
        let Self {
            header: mut file,
            rest,
            ..
        } = self;
        file.extend(rest);
        file.extend(Signature::write_block(signatures));
        file
    }
}

impl core::fmt::Debug for UnsignedSnapshot {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(
            f,
            "UnsignedSnapshot({} bytes)",
            self.header.len() + self.rest.len()
        )
    }
}
