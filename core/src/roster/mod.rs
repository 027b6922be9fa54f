//! What a host holds open: a verified base and the deltas on it, ready for questions.

mod apply;
mod common;
mod deep;
mod find;
mod info;
mod layer;
mod lookup;
mod origin;
mod set;
mod similar;
mod tally;

pub(crate) use crate::format::row::{Details, Facts};
pub(crate) use common::{Common, Coverage, Words, list_names};
pub use common::{Compared, SnapshotEcho};
pub use deep::DeepCheck;
pub use find::Match;
pub(crate) use find::{Answer, Candidate, Grade, Telling, UnreadFound};
pub use info::{LinkInfo, ListInfo, RosterInfo, ScenarioInfo};
pub(crate) use layer::{Layer, Live};
pub use origin::LayerEcho;
pub(crate) use origin::{Origin, Publication, SnapshotOrigin};
pub use set::RosterSet;

use crate::error::{OpenError, Section};
use crate::executor::{Executor, Sequential};
use crate::format::front::Front;
use crate::policy::Policy;
#[cfg(feature = "build")]
use crate::policy::PolicyPack;
use crate::snapshot::{Below, Both, Header, PartitionKind, Snapshot, UnverifiedSnapshot};
use crate::suite::{KeyId, PersonKey};
use crate::trust::TrustAnchors;
use std::sync::Arc;
use tally::Tally;

/// An immutable roster. Questions need no lock and cannot fail for what is in the files.
///
/// ```no_run
/// # fn example(bytes: Vec<u8>, trust: &jrp_core::TrustAnchors, now: jrp_core::Timestamp) -> Result<(), Box<dyn std::error::Error>> {
/// use jrp_core::{Open, Query};
/// let roster = Open::new(trust).open(bytes)?;
/// let answer = roster.check(&Query::new("ZFCG", now).credit_code("91320507MA1QF7RX58"))?;
/// println!("{}", answer.to_json());
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
    /// What evidence tells of the files
    origin: Arc<Origin>,
}

impl<B> Clone for Roster<B> {
    /// The files are shared.
    fn clone(&self) -> Self {
        Self {
            base: self.base.clone(),
            deltas: self.deltas.clone(),
            policy: self.policy.clone(),
            person_key: self.person_key.clone(),
            masks: self.masks.clone(),
            organisations: self.organisations.clone(),
            common: self.common.clone(),
            origin: Arc::clone(&self.origin),
        }
    }
}

impl<B: AsRef<[u8]>> Roster<B> {
    /// Opens and verifies a base.
    pub(crate) fn of_base(
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
        let base = Layer::new(base.verify(trust, person_key.clone(), executor)?);
        let policy = base.snapshot.shared_policy().ok_or(OpenError::Malformed {
            section: Section::Policy,
            what: "the section is missing",
        })?;
        Ok(Self {
            common: Common::new(&base.snapshot, 0, &policy),
            origin: Arc::new(Origin::of(
                core::iter::once(&*base.snapshot),
                base.snapshot.header(),
                &policy,
                person_key.as_ref(),
            )),
            masks: Both::of(|kind| base.masks(kind).unwrap_or_default()),
            organisations: Tally::of_lists(base.snapshot.organisations_by_list()),
            base,
            deltas: Vec::new(),
            policy,
            person_key,
        })
    }

    /// A new roster: this one with a delta on it, which must continue its newest layer. The layers are shared, and the
    /// roster at hand stays as it is, also where the delta is refused.
    ///
    /// What the delta takes out and brings in must add up to the state digest and to the counts of the lists that its
    /// header signs, so that a chain answers as one full snapshot does.
    ///
    /// [`Open::upon`](crate::Open::upon) lays several at once, and lets other threads help.
    pub fn with_delta(&self, bytes: B, trust: &TrustAnchors) -> Result<Self, OpenError> {
        self.lay(bytes, trust, &Sequential)
    }

    /// The same, pages hashed and records read by an executor.
    pub(crate) fn lay(
        &self,
        bytes: B,
        trust: &TrustAnchors,
        executor: &dyn Executor,
    ) -> Result<Self, OpenError> {
        let delta = UnverifiedSnapshot::parse(bytes)?;
        let below = Below {
            header: self.header(),
            check: &|header| self.check_continues(header),
            fronts: Both::of(|kind| self.front(kind)),
        };
        let delta = delta.verify_upon(&below, trust, self.person_key.clone(), executor)?;
        self.apply(delta, executor)
    }

    /// What the base has for the deltas upon it.
    pub(crate) fn front(&self, kind: PartitionKind) -> Arc<Front> {
        self.base.snapshot.front(kind)
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
    pub fn signers(&self, trust: &TrustAnchors) -> Vec<KeyId> {
        let below = self.layers().rev().nth(1).map(|layer| layer.snapshot.header());
        let newest = UnverifiedSnapshot::parse(self.newest().bytes());
        newest.map_or_else(
            |_| Vec::new(),
            |newest| trust.counted(self.header(), below, newest.message(), newest.signatures()),
        )
    }

    /// Whether this roster may take the place of another of its publisher, whose newest header is `before`: whoever signed
    /// its base must be entitled to the lists of that one too, as a base may leave them out, with all that was on them. A
    /// host that follows a publisher asks this wherever the base is another one.
    pub fn may_replace(&self, before: &Header, trust: &TrustAnchors) -> Result<(), OpenError> {
        let base = UnverifiedSnapshot::parse(self.base.snapshot.bytes())?;
        let trust = trust.clone().of_any_sequence();
        let signers = trust.accept_header(base.header(), Some(before), base.message(), base.signatures());
        signers.map(drop)
    }

    /// [`may_replace`](Self::may_replace), of a roster of which only the lists are known, or where they are `None`, nothing.
    pub fn may_leave_out(&self, before: Option<&[String]>, trust: &TrustAnchors) -> Result<(), OpenError> {
        let held = &self.header().lists;
        let is_left_out = |code: &&str| held.iter().all(|list| list.code != **code);
        let lists = before.map(|lists| {
            let lists = lists.iter().map(String::as_str).filter(is_left_out);
            lists.collect::<Vec<&str>>()
        });
        if lists.as_ref().is_some_and(Vec::is_empty) {
            return Ok(());
        }
        let base = UnverifiedSnapshot::parse(self.base.snapshot.bytes())?;
        let trust = trust.clone().of_any_sequence();
        trust.accept_without(base.header(), lists.as_deref(), base.message(), base.signatures())
    }

    /// The policy pack in force.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    pub(crate) fn common(&self) -> &Common {
        &self.common
    }

    /// From now on evidence names this line of the publisher's log.
    pub(crate) fn publish_as(&mut self, line: u64, digest: String) {
        let publication = Publication { line, digest };
        self.origin = Arc::new(self.origin.published(&publication));
    }

    pub(crate) fn origin(&self) -> &Arc<Origin> {
        &self.origin
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

    /// The policy pack in force, as a builder takes it.
    #[cfg(feature = "build")]
    pub fn policy_pack(&self) -> Option<PolicyPack> {
        let tables = self.layers().rev().find_map(|layer| layer.snapshot.tables())?;
        Some(PolicyPack::of_snapshot(tables, self.policy.clone()))
    }

    /// The digest that a delta on this roster names.
    #[cfg(feature = "build")]
    pub(crate) fn header_digest(&self) -> crate::suite::Digest {
        self.newest().header_digest()
    }
}
