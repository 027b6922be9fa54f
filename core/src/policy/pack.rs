//! A policy pack as one value.

use super::{Policy, PolicyError, Tables};
use core::ops::Deref;
use std::sync::Arc;

/// A policy pack: the tables that a snapshot carries, and what they say. The two belong together, so they are one value;
/// everything that a [`Policy`] answers, the pack answers.
///
/// ```
/// # #[cfg(feature = "build")] {
/// use jrp_core::policy::{Effect, PolicyPack};
///
/// let pack = PolicyPack::builtin().unwrap();
/// assert_eq!(pack.measures_of("BK-ZFCGSX", "ZFCG")[0].effect, Effect::Prohibit);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyPack {
    tables: Tables,
    policy: Arc<Policy>,
}

impl PolicyPack {
    /// Checks the tables.
    pub fn new(tables: Tables) -> Result<Self, PolicyError> {
        let policy = Arc::new(Policy::from_tables(&tables)?);
        Ok(Self { tables, policy })
    }

    /// Reads and checks files given by name and text, as [`Tables::from_csv`] does.
    #[cfg(feature = "build")]
    pub fn from_csv(files: &[(&str, &str)]) -> Result<Self, PolicyError> {
        Tables::from_csv(files).and_then(Self::new)
    }

    /// The default pack of this build.
    #[cfg(feature = "build")]
    pub fn builtin() -> Result<Self, PolicyError> {
        Tables::builtin().and_then(Self::new)
    }

    /// What a snapshot carries.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// What the tables say.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// A pack that a snapshot carries, whose tables were checked when it was opened.
    #[cfg(feature = "build")]
    pub(crate) fn of_snapshot(tables: Tables, policy: Arc<Policy>) -> Self {
        Self { tables, policy }
    }
}

impl Deref for PolicyPack {
    type Target = Policy;

    fn deref(&self) -> &Policy {
        &self.policy
    }
}
