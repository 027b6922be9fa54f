//! Writing manifests: what a publisher does.

use super::{Layer, LogEnd, Manifest, ManifestError, text};
use crate::error::OpenError;
use crate::snapshot::UnverifiedSnapshot;
use crate::suite::{Signature, SigningKey};

impl Manifest {
    /// The manifest after one more publication: the file of a base begins a chain, that of a delta continues the last
    /// manifest's. Either continues its log.
    pub fn after(last: Option<&Self>, file: &[u8]) -> Result<Self, OpenError> {
        let log = last.map(|last| last.log).unwrap_or_default();
        Self::logged(last, &log, file)
    }

    /// The same where the log is one that the last manifest, if there is any, does not name: `log` is where it ends.
    pub fn logged(last: Option<&Self>, log: &LogEnd, file: &[u8]) -> Result<Self, OpenError> {
        let snapshot = UnverifiedSnapshot::parse(file)?;
        let header = snapshot.header();
        let newest = Layer {
            sequence: header.sequence,
            bytes: file.len() as u64,
            header: header.suite.digest(snapshot.message()),
            file: header.suite.digest(file),
        };
        let (base, deltas): (_, Vec<_>) = match (&header.base, last) {
            (None, _) => (newest, Vec::new()),
            (Some(_), Some(last)) => {
                let deltas = last.deltas.iter().cloned().chain([newest]);
                (last.base.clone(), deltas.collect())
            }
            (Some(_), None) => {
                return Err(OpenError::Delta {
                    what: "a delta cannot begin a chain; publish a base first".to_owned(),
                });
            }
        };
        let mut manifest = Self {
            suite: header.suite,
            publisher: header.publisher.clone(),
            region: header.region.clone(),
            audience: header.audience,
            issued_at: header.issued_at,
            next_update: header.next_update,
            expires_at: header.expires_at,
            log: LogEnd::default(),
            base,
            deltas,
            extensions: Vec::new(),
        };
        (_, manifest.log) = manifest.line_behind(log);
        Ok(manifest)
    }

    /// The bytes that signatures sign. Refuses what the text cannot say.
    pub fn message(&self) -> Result<Vec<u8>, ManifestError> {
        text::message(self)
    }

    /// The file `latest`, signed with `key`.
    pub fn sign(&self, key: &SigningKey) -> Result<Vec<u8>, ManifestError> {
        let message = self.message()?;
        self.attach(&[Signature::by(key, &message)])
    }

    /// The file `latest`, with signatures made elsewhere over [`message`](Self::message).
    pub fn attach(&self, signatures: &[Signature]) -> Result<Vec<u8>, ManifestError> {
        let mut file = self.message()?;
        for signature in signatures {
            file.extend(text::signature_line(signature).into_bytes());
        }
        Ok(file)
    }
}
