//! What a host holds open: a verified base, ready for questions.

mod find;
mod info;
mod similar;

pub use find::Match;
pub(crate) use find::{Answer, Candidate, Grade};
pub use info::{ListInfo, RosterInfo, ScenarioInfo};

use crate::error::OpenError;
use crate::policy::Policy;
use crate::snapshot::{Header, Snapshot};
use crate::suite::PersonKey;
use crate::trust::TrustAnchors;

/// An immutable roster. Questions need no lock and cannot fail for what is in the file.
///
/// ```no_run
/// use jrp_core::{query::{Query, SubjectQuery}, policy::Lang, roster::Roster, date::Timestamp, trust::TrustAnchors};
/// # fn example(bytes: Vec<u8>, trust: TrustAnchors, now: Timestamp) -> Result<(), Box<dyn std::error::Error>> {
/// let roster = Roster::open(bytes, &trust, None)?;
/// let comparison = roster.check(&Query {
///     scenario: "ZFCG".into(),
///     subjects: vec![SubjectQuery { credit_code: Some("91320507MA1QF7RX58".into()), ..Default::default() }],
///     conditions: vec![],
///     on: now.beijing_date(),
///     now,
///     lang: Lang::ZhCn,
/// })?;
/// println!("{}", comparison.to_json());
/// # Ok(())
/// # }
/// ```
pub struct Roster<B> {
    base: Snapshot<B>,
}

impl<B: AsRef<[u8]>> Roster<B> {
    /// Opens and verifies a base. Without the person key, questions about natural persons stay open.
    pub fn open(bytes: B, trust: &TrustAnchors, person_key: Option<PersonKey>) -> Result<Self, OpenError> {
        let base = Snapshot::open(bytes, trust, person_key)?;
        match base.header().base {
            None => Ok(Self { base }),
            Some(_) => Err(OpenError::Delta {
                what: "this is a delta; open its base first".to_owned(),
            }),
        }
    }

    /// Will lay a delta on this roster. This version checks where the bytes come from and then says that it cannot apply
    /// them; the roster at hand stays usable.
    pub fn with_delta(&self, bytes: B, trust: &TrustAnchors) -> Result<Self, OpenError> {
        let delta = Snapshot::open(bytes, trust, None)?;
        let what = match delta.header().base {
            None => "this is a base, not a delta; open it by itself",
            Some(_) => "this version of JRP does not apply deltas; fetch the whole snapshot",
        };
        Err(OpenError::Delta {
            what: what.to_owned(),
        })
    }

    /// The header of the newest layer.
    pub fn header(&self) -> &Header {
        self.base.header()
    }

    /// The digest of the newest layer's header: `sm3:…` or `blake3:…`.
    pub fn digest(&self) -> &str {
        self.base.digest()
    }

    /// The policy pack in force.
    pub fn policy(&self) -> &Policy {
        self.base.policy()
    }

    /// How many deltas lie on the base.
    pub fn deltas(&self) -> usize {
        0
    }

    pub(crate) fn layers(&self) -> impl Iterator<Item = &Snapshot<B>> {
        [&self.base].into_iter()
    }
}
