//! From what a host has to what the manifest announces.

use super::{Layer, Manifest, PlanError};
use crate::suite::Digest;

/// What a host has.
#[derive(Clone, Debug, Default)]
pub struct Have {
    /// The last manifest it followed; its sequence is the highest seen
    pub last: Option<Manifest>,
    /// Digests of the files at hand, whole and unaltered
    pub files: Vec<Digest>,
}

impl From<Manifest> for Have {
    /// A host that has all that its manifest announces.
    fn from(last: Manifest) -> Self {
        Self {
            files: last.layers().map(|layer| layer.file).collect(),
            last: Some(last),
        }
    }
}

/// What a host must do to follow a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Files to fetch, oldest layer first
    pub fetch: Vec<Layer>,
    /// How many layers at the bottom are those of the last manifest: a host that has its roster open lays only the rest
    /// on it. 0 means a new base
    pub kept: usize,
}

impl Plan {
    /// Bytes to fetch.
    pub fn bytes(&self) -> u64 {
        self.fetch.iter().map(|layer| layer.bytes).sum()
    }
}

impl Manifest {
    /// The shortest path from what a host has to this manifest. Refuses what is older than the host has seen, another
    /// publication in its place, and a second publication with the same sequence.
    pub fn plan(&self, have: &Have) -> Result<Plan, PlanError> {
        if let Some(last) = &have.last {
            self.may_follow(last)?;
        }
        let old = have.last.iter().flat_map(Manifest::layers);
        Ok(Plan {
            kept: self.layers().zip(old).take_while(|(new, old)| new == old).count(),
            fetch: self
                .layers()
                .filter(|layer| !have.files.contains(&layer.file))
                .cloned()
                .collect(),
        })
    }

    fn may_follow(&self, last: &Manifest) -> Result<(), PlanError> {
        if let Some(difference) = self.publication().differs_from(&last.publication()) {
            return Err(PlanError::AnotherPublication(difference));
        }
        if self.sequence() < last.sequence() {
            return Err(PlanError::Rollback {
                found: self.sequence(),
                seen: last.sequence(),
            });
        }
        // A publication has one line in the log: another end of it is another publication.
        let is_other = self.digest() != last.digest() || self.log != last.log;
        if self.sequence() == last.sequence() && is_other {
            return Err(PlanError::Fork {
                sequence: self.sequence(),
            });
        }
        Ok(())
    }
}
