//! What a host holds open: a verified base and the deltas on it, ready for questions.

mod apply;
mod common;
mod deep;
mod find;
mod info;
mod layer;
mod lookup;
mod similar;
mod tally;

pub(crate) use crate::format::row::{Details, Facts};
pub(crate) use common::{Common, Coverage, Words, list_names};
pub use common::{Compared, SnapshotEcho};
pub use deep::DeepCheck;
pub use find::Match;
pub(crate) use find::{Answer, Candidate, Grade, UnreadFound};
pub use info::{LinkInfo, ListInfo, RosterInfo, ScenarioInfo};
pub(crate) use layer::{Layer, Live};

use crate::error::{ErrorCode, OpenError, Section};
use crate::executor::{Executor, Sequential};
use crate::policy::Policy;
#[cfg(feature = "build")]
use crate::policy::Tables;
use crate::snapshot::{Both, Header, Snapshot, UnverifiedSnapshot};
use crate::suite::PersonKey;
use crate::trust::TrustAnchors;
use std::sync::Arc;
use tally::Tally;
use thiserror::Error;

/// An immutable roster. Questions need no lock and cannot fail for what is in the files.
///
/// ```no_run
/// use jrp_core::{query::{Query, SubjectQuery}, policy::Lang, roster::Roster, date::Timestamp, trust::TrustAnchors};
/// # fn example(bytes: Vec<u8>, delta: Vec<u8>, trust: TrustAnchors, now: Timestamp) -> Result<(), Box<dyn std::error::Error>> {
/// let roster = Roster::open(bytes, &trust, None)?;
/// // A new roster; the old one goes on answering until its last user has done with it.
/// let roster = roster.with_delta(delta, &trust)?;
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
    base: Layer<B>,
    /// The oldest first
    deltas: Vec<Layer<B>>,
    policy: Arc<Policy>,
    person_key: Option<PersonKey>,
    /// Mask shapes of the live records
    masks: Both<String>,
    /// Live records of organisations and sole traders, by list
    organisations: Tally,
    common: Common,
}

/// A file of a chain that was not opened.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{source}")]
pub struct ChainError {
    /// Its number: 0 for the base, then the deltas
    pub layer: usize,
    /// Why
    pub source: Box<OpenError>,
}

impl ChainError {
    fn at(layer: usize, source: OpenError) -> Self {
        Self {
            layer,
            source: Box::new(source),
        }
    }

    /// The code shared with C and JavaScript.
    pub fn code(&self) -> ErrorCode {
        self.source.code()
    }
}

impl<B: AsRef<[u8]>> Roster<B> {
    /// Opens and verifies a base. Without the person key, questions about natural persons stay open.
    pub fn open(bytes: B, trust: &TrustAnchors, person_key: Option<PersonKey>) -> Result<Self, OpenError> {
        Self::open_with(bytes, trust, person_key, &Sequential)
    }

    /// [`Roster::open`], the pages hashed by an executor.
    pub fn open_with(
        bytes: B,
        trust: &TrustAnchors,
        person_key: Option<PersonKey>,
        executor: &dyn Executor,
    ) -> Result<Self, OpenError> {
        let base = UnverifiedSnapshot::parse(bytes)?;
        if base.header().base.is_some() {
            return Err(OpenError::Delta {
                what: "this is a delta; open its base first".to_owned(),
            });
        }
        let base = Layer::new(base.verify_with(trust, person_key.clone(), executor)?);
        let policy = base.snapshot.shared_policy().ok_or(OpenError::Malformed {
            section: Section::Policy,
            what: "the section is missing",
        })?;
        Ok(Self {
            common: Common::new(&base.snapshot, 0, &policy),
            masks: Both::of(|kind| base.masks(kind).unwrap_or_default()),
            organisations: Tally::of_lists(base.snapshot.organisations_by_list()),
            base,
            deltas: Vec::new(),
            policy,
            person_key,
        })
    }

    /// Opens a base and lays the deltas on it, in their order. The minimum sequence is asked of the last file alone.
    pub fn open_chain(
        base: B,
        deltas: impl IntoIterator<Item = B>,
        trust: &TrustAnchors,
        person_key: Option<PersonKey>,
    ) -> Result<Self, ChainError> {
        Self::open_chain_with(base, deltas, trust, person_key, &Sequential)
    }

    /// [`Roster::open_chain`], pages hashed and the records of deltas read by an executor.
    pub fn open_chain_with(
        base: B,
        deltas: impl IntoIterator<Item = B>,
        trust: &TrustAnchors,
        person_key: Option<PersonKey>,
        executor: &dyn Executor,
    ) -> Result<Self, ChainError> {
        let any_sequence = trust.clone().of_any_sequence();
        let mut deltas = (1..).zip(deltas).peekable();
        let trust_in = |is_last| if is_last { trust } else { &any_sequence };
        let mut roster = Self::open_with(base, trust_in(deltas.peek().is_none()), person_key, executor)
            .map_err(|source| ChainError::at(0, source))?;
        while let Some((layer, delta)) = deltas.next() {
            roster = roster
                .with_delta_with(delta, trust_in(deltas.peek().is_none()), executor)
                .map_err(|source| ChainError::at(layer, source))?;
        }
        Ok(roster)
    }

    /// A new roster: this one with a delta on it, which must continue its newest layer. The layers are shared, and the
    /// roster at hand stays as it is, also where the delta is refused.
    ///
    /// What the delta takes out and brings in must add up to the state digest and to the counts of the lists that its
    /// header signs, so that a chain answers as one full snapshot does.
    pub fn with_delta(&self, bytes: B, trust: &TrustAnchors) -> Result<Self, OpenError> {
        self.with_delta_with(bytes, trust, &Sequential)
    }

    /// [`Roster::with_delta`], pages hashed and records read by an executor.
    pub fn with_delta_with(
        &self,
        bytes: B,
        trust: &TrustAnchors,
        executor: &dyn Executor,
    ) -> Result<Self, OpenError> {
        let delta = UnverifiedSnapshot::parse(bytes)?;
        let delta = delta.verify_upon(Some(self.header()), trust, self.person_key.clone(), executor)?;
        self.apply(delta, executor)
    }

    /// The header of the newest layer.
    pub fn header(&self) -> &Header {
        self.newest().header()
    }

    /// The digest of the newest layer's header: `sm3:…` or `blake3:…`.
    pub fn digest(&self) -> &str {
        self.newest().digest()
    }

    /// Ids of the keys whose signatures of the newest layer count by these anchors, in hexadecimal. A file may carry
    /// signatures of any other key beside them: they were not verified and prove nothing.
    pub fn signers(&self, trust: &TrustAnchors) -> Vec<String> {
        let below = self.layers().rev().nth(1).map(|layer| layer.snapshot.header());
        let newest = UnverifiedSnapshot::parse(self.newest().bytes());
        newest.map_or_else(
            |_| Vec::new(),
            |newest| trust.counted(self.header(), below, newest.message(), newest.signatures()),
        )
    }

    /// The policy pack in force.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    pub(crate) fn common(&self) -> &Common {
        &self.common
    }

    /// How many deltas lie on the base.
    pub fn deltas(&self) -> usize {
        self.deltas.len()
    }

    /// The files, the base first.
    pub fn snapshots(&self) -> impl Iterator<Item = &Snapshot<B>> {
        self.layers().map(|layer| &*layer.snapshot)
    }

    fn newest(&self) -> &Snapshot<B> {
        &self.deltas.last().unwrap_or(&self.base).snapshot
    }

    /// The layers, the base first.
    pub(crate) fn layers(&self) -> impl DoubleEndedIterator<Item = &Layer<B>> {
        core::iter::once(&self.base).chain(&self.deltas)
    }

    /// A layer by its number: 0 is the base.
    pub(crate) fn layer(&self, at: usize) -> Option<&Layer<B>> {
        match at.checked_sub(1) {
            None => Some(&self.base),
            Some(at) => self.deltas.get(at),
        }
    }

    /// Whether nearly equal names can be found: what the base was built with.
    #[cfg(feature = "build")]
    pub fn has_possible_names(&self) -> bool {
        let organisations = self.base.snapshot.organisations();
        organisations.partition.possible_names.is_some()
    }

    /// The tables of the policy pack in force, as a builder takes them.
    #[cfg(feature = "build")]
    pub fn tables(&self) -> Option<Tables> {
        self.layers().rev().find_map(|layer| layer.snapshot.tables())
    }

    /// The digest that a delta on this roster names.
    #[cfg(feature = "build")]
    pub(crate) fn header_digest(&self) -> [u8; 32] {
        self.newest().header_digest()
    }
}
