//! Evidence: what was asked, answered and when, as one text for the procurement archive. `docs/EVIDENCE.md` specifies it.
//!
//! ```no_run
//! use jrp_core::evidence::Occasion;
//! # fn example(roster: jrp_core::Roster<Vec<u8>>, query: jrp_core::Query, salt: [u8; 16]) -> Result<(), Box<dyn std::error::Error>> {
//! let comparison = roster.check(&query)?;
//! let occasion = Occasion::new().project("YLCG-2026-0117").operator("采购科 王").salt(&salt);
//! let text = comparison.evidence(&query, &occasion)?;
//! # Ok(())
//! # }
//! ```

mod body;
#[cfg(feature = "build")]
mod difference;
mod hidden;
#[cfg(feature = "build")]
mod read;
#[cfg(feature = "build")]
mod register;
#[cfg(feature = "build")]
mod replay;
mod seal;
#[cfg(feature = "build")]
mod tree;

#[cfg(feature = "build")]
pub use difference::{Difference, Note};
#[cfg(feature = "build")]
pub use read::{Evidence, EvidenceFault, Layers, NumberNeeded};
#[cfg(feature = "build")]
pub use register::{LineDigest, Register, doubtful_line};
#[cfg(feature = "build")]
pub use replay::{Replay, ReplayError};

use crate::compare::Comparison;
use crate::error::ErrorCode;
use crate::json::to_json;
use crate::query::Query;
use body::Body;
use thiserror::Error;

/// The version of the text that this build writes, and the newest that it reads.
pub const VERSION: u32 = 1;

/// Bytes that a salt may have.
const SALT: core::ops::RangeInclusive<usize> = 16..=64;

/// For what and by whom was asked; texts of the caller's that the evidence repeats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Occasion {
    /// 项目
    pub project: Option<String>,
    /// 经办人
    pub operator: Option<String>,
    /// 继续办理的理由: why whoever is in charge goes on with a listed subject
    pub reason: Option<String>,
    /// Random bytes, drawn anew for each evidence
    pub salt: Vec<u8>,
}

impl Occasion {
    /// One of which nothing is told.
    pub fn new() -> Self {
        Self::default()
    }

    /// The project for which was asked.
    #[must_use]
    pub fn project(self, project: impl Into<String>) -> Self {
        Self {
            project: Some(project.into()),
            ..self
        }
    }

    /// Who asked.
    #[must_use]
    pub fn operator(self, operator: impl Into<String>) -> Self {
        Self {
            operator: Some(operator.into()),
            ..self
        }
    }

    /// Why whoever is in charge goes on with a subject that is listed.
    #[must_use]
    pub fn reason(self, reason: impl Into<String>) -> Self {
        Self {
            reason: Some(reason.into()),
            ..self
        }
    }

    /// 16 to 64 random bytes, drawn anew for each evidence. Needed where a person's number was typed.
    #[must_use]
    pub fn salt(self, salt: &[u8]) -> Self {
        Self {
            salt: salt.to_vec(),
            ..self
        }
    }
}

/// Why no evidence was made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EvidenceError {
    /// A person's number was typed, or a salt was given that cannot be one.
    #[error(
        "the salt has {found} bytes; give 16 to 64 random ones, drawn anew for each evidence, as the question holds a person's number"
    )]
    Salt {
        /// bytes given
        found: usize,
    },
    /// The question is another one than was answered.
    #[error("the question is not the one that this comparison answers; give that one")]
    OtherQuestion,
}

impl EvidenceError {
    /// The code shared with C and JavaScript.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Salt { .. } | Self::OtherQuestion => ErrorCode::QueryInvalid,
        }
    }
}

impl Comparison {
    /// The evidence of this answer to `query`: one line of JSON that holds question, answer, lists and files, and ends in
    /// the digest of all that. Numbers of natural persons are masked in it.
    pub fn evidence(&self, query: &Query, occasion: &Occasion) -> Result<String, EvidenceError> {
        if !self.answers(query) {
            return Err(EvidenceError::OtherQuestion);
        }
        let body = Body::of(self, query, occasion);
        let found = occasion.salt.len();
        if !SALT.contains(&found) && (found > 0 || body.hides_something()) {
            return Err(EvidenceError::Salt { found });
        }
        Ok(seal::sealed(to_json(&body)))
    }
}
