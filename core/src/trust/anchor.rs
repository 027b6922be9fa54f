//! Keys and what they may speak for.

use super::{Claim, Quorum};
use crate::suite::PublicKey;

/// Keys, and what they may speak for when enough of them sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The keys, and how many of them must sign
    pub quorum: Quorum,
    /// The publisher they belong to; `None` for any
    pub publisher: Option<String>,
    /// GB/T 2260 prefixes of the regions they may publish for; `None` for any
    pub regions: Option<Vec<String>>,
    /// List kinds whose records they may sign; `None` for any
    pub list_kinds: Option<Vec<String>>,
    /// Whether they may sign records
    pub records: bool,
    /// Whether they may sign policy packs
    pub policy: bool,
    /// Nothing of this publisher with a lower sequence is accepted, whoever signed it
    pub minimum_sequence: u64,
}

/// What somebody must be entitled to, for a document to be accepted.
#[derive(Clone, Copy)]
pub(super) enum Right<'a> {
    /// To publish records at all.
    Records,
    /// To publish the records of a list.
    List(&'a str),
    /// To publish a policy pack.
    Policy,
}

impl core::fmt::Display for Right<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Records => f.write_str("records"),
            Self::List(code) => write!(f, "list {code}"),
            Self::Policy => f.write_str("a policy pack"),
        }
    }
}

impl Anchor {
    /// Both roles for any publisher: what a bare `.pub` file means.
    pub fn unrestricted(key: PublicKey) -> Self {
        Self {
            quorum: Quorum::single(key),
            publisher: None,
            regions: None,
            list_kinds: None,
            records: true,
            policy: true,
            minimum_sequence: 0,
        }
    }

    pub(super) fn is_of_publisher(&self, claim: &Claim<'_>) -> bool {
        self.publisher
            .as_ref()
            .is_none_or(|publisher| publisher == claim.publisher)
    }

    pub(super) fn is_of_region(&self, claim: &Claim<'_>) -> bool {
        // A region is digits: what only begins as one is none of the regions.
        let is_region = claim.region.bytes().all(|byte| byte.is_ascii_digit());
        self.regions.as_ref().is_none_or(|regions| {
            is_region
                && regions
                    .iter()
                    .any(|region| !region.is_empty() && claim.region.starts_with(region.as_str()))
        })
    }

    /// Whether it lets these signers say that of what they claim.
    pub(super) fn entitles(&self, signers: &[&PublicKey], claim: &Claim<'_>, right: Right<'_>) -> bool {
        self.is_of_publisher(claim)
            && self.is_of_region(claim)
            && self.grants(right)
            && self.quorum.is_met_by(signers)
    }

    pub(super) fn grants(&self, right: Right<'_>) -> bool {
        match right {
            Right::Records => self.records,
            Right::List(code) => self.records && holds(&self.list_kinds, code),
            Right::Policy => self.policy,
        }
    }

    /// Whether there is anything that both may speak for.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let publishers = match (&self.publisher, &other.publisher) {
            (Some(one), Some(another)) => one == another,
            _ => true,
        };
        let regions = meet(&self.regions, &other.regions, |one, another| {
            one.starts_with(another) || another.starts_with(one)
        });
        let records = self.records
            && other.records
            && meet(&self.list_kinds, &other.list_kinds, |one, another| one == another);
        publishers && regions && (records || self.policy && other.policy)
    }
}

/// Two anchors that share a key and a matter, with different thresholds: the lower one undoes the higher.
pub(super) struct Undone {
    /// Places of the two among the anchors
    pub(super) pair: (usize, usize),
    /// Id of the key that they share, hexadecimal
    pub(super) key: String,
}

/// The first two anchors of which one undoes the other.
pub(super) fn first_undone(anchors: &[Anchor]) -> Option<Undone> {
    for (at, anchor) in anchors.iter().enumerate() {
        for (before, other) in anchors.iter().take(at).enumerate() {
            let (quorum, others) = (&anchor.quorum, &other.quorum);
            if quorum.threshold() == others.threshold() || !anchor.overlaps(other) {
                continue;
            }
            if let Some(key) = quorum.keys().iter().find(|key| others.keys().contains(key)) {
                return Some(Undone {
                    pair: (before, at),
                    key: key.id().to_string(),
                });
            }
        }
    }
    None
}

fn holds(codes: &Option<Vec<String>>, code: &str) -> bool {
    codes
        .as_ref()
        .is_none_or(|codes| codes.iter().any(|listed| listed == code))
}

/// Whether two restrictions let something through that both let through.
fn meet(one: &Option<Vec<String>>, another: &Option<Vec<String>>, same: impl Fn(&str, &str) -> bool) -> bool {
    match (one, another) {
        (Some(one), Some(another)) => one.iter().any(|a| another.iter().any(|b| same(a, b))),
        _ => true,
    }
}
